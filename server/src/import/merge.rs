//! Lays rows of a list over the register: who is meant, what is new of him, and what stays as a PSM has
//! verified it. One slice is one transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use shared::{
    day::Day,
    id::{FamilyId, PersonId},
    region::VillageCode,
    text::{Text, t},
};

use super::{
    line::Line,
    report::{Outcome, Remark, Weight},
};
use crate::{
    auth::secret::{self, RandomError},
    store::{
        StoreError, Writes,
        register::{Family, FamilyState, MERGES_MAX, Person, PersonState, Programme, folded},
    },
};

/// Members of one family; the register's readers take no more.
pub const MEMBERS_MAX: usize = 100;
/// People of one name in one village, or with one NIK, that are looked at.
const SAME_MAX: u32 = 64;
/// Names that have less in common, with other dates of birth, are not of one person.
const NAME_ALIKE_MIN: f64 = 0.8;

/// What a whole import remembers of the rows before.
#[derive(Debug, Default)]
pub struct Told {
    /// The line that told of a person.
    people: HashMap<PersonId, u64>,
    /// Families whose place was told.
    families: BTreeSet<FamilyId>,
}

/// What became of one row.
#[derive(Debug)]
pub struct Merged {
    /// New, changed, the same or refused.
    pub outcome: Outcome,
    /// What is to be said about it.
    pub remarks: Vec<Remark>,
}

/// Lays rows over the register, all or nothing.
///
/// # Errors
/// When the engine fails; nothing may be kept then.
pub fn merge(
    tx: &mut dyn Writes,
    lines: &[Line],
    told: &mut Told,
    now_ms: u64,
) -> Result<Vec<Merged>, StoreError> {
    let mut slice = Slice {
        tx,
        told,
        now_ms,
        families: BTreeMap::new(),
        by_nik: HashMap::new(),
        by_kk: HashMap::new(),
        by_name: HashMap::new(),
        keys: Vec::new(),
    };
    let merged = lines.iter().map(|line| slice.row(line)).collect::<Result<_, _>>()?;
    slice.store()?;
    Ok(merged)
}

struct Slice<'s> {
    tx: &'s mut dyn Writes,
    told: &'s mut Told,
    now_ms: u64,
    /// Families as they are now, each with how it is stored; `None` for a new one.
    families: BTreeMap<FamilyId, (Family, Option<Family>)>,
    /// What is not stored yet is found here.
    by_nik: HashMap<u64, PersonId>,
    by_kk: HashMap<(VillageCode, u64), FamilyId>,
    by_name: HashMap<(VillageCode, String), Vec<PersonId>>,
    keys: Vec<([u8; 16], PersonId)>,
}

/// Who a row is about.
enum Meant {
    Nobody,
    Somebody(FamilyId, PersonId),
    /// The number is somebody else's.
    Another,
}

impl Slice<'_> {
    fn row(&mut self, line: &Line) -> Result<Merged, StoreError> {
        let mut remarks = Vec::new();
        let meant = self.meant(line)?;
        let known = match meant {
            Meant::Nobody => None,
            Meant::Somebody(family, person) => Some((family, person)),
            Meant::Another => return Ok(refused(line, "nik", NIK_OF_ANOTHER, CHECK_BOTH)),
        };
        let before = known.and_then(|(_, person)| self.told.people.get(&person));
        if let Some(before) = before {
            let param = before.to_string();
            remarks.push(remark(line, "nama", Weight::Note, (SAME_ROW, NO_REMEDY), param));
            return Ok(Merged { outcome: Outcome::Same, remarks });
        }
        let before = match known {
            Some((family, _)) => Some(self.loaded(family)?.0.clone()),
            None => None,
        };
        let target = self.family_for(line, known, &mut remarks)?;
        let (family, _) = self.loaded(target)?;
        let is_there = known.is_some_and(|(of, _)| of == target);
        if !is_there && family.members.len() >= MEMBERS_MAX {
            return Ok(refused(line, "no_kk", FAMILY_FULL, CHECK_KK));
        }
        let person = self.take_in(line, known, target)?;
        self.update(line, (target, person), &mut remarks)?;
        self.told.people.insert(person, line.line);
        if let Some(key) = line.key {
            self.keys.push((key, person));
        }
        let is_same = before
            .as_ref()
            .is_some_and(|before| self.families.get(&target).is_some_and(|(now, _)| now == before));
        let outcome = match (known, is_same) {
            (None, _) => Outcome::New,
            (Some(_), true) => Outcome::Same,
            (Some(_), false) => Outcome::Changed,
        };
        Ok(Merged { outcome, remarks })
    }

    fn meant(&mut self, line: &Line) -> Result<Meant, StoreError> {
        if let Some(key) = &line.key
            && let Some(owner) = self.tx.imported(key)?
            && let Some((family, person)) = self.alive(PersonId(owner))?
        {
            return Ok(Meant::Somebody(family, person));
        }
        let Some(nik) = line.nik else { return self.meant_by_name(line) };
        let mut found: Vec<PersonId> = self.by_nik.get(&nik).copied().into_iter().collect();
        if found.is_empty() {
            let stored = self.tx.people_with_nik(nik, SAME_MAX)?;
            found.extend(stored.into_iter().map(|(_, person)| person));
        }
        // One who has the number goes before one who had it.
        let mut former = None;
        for person in found {
            let Some((family, person)) = self.alive(person)? else { continue };
            let who = self.person(family, person)?;
            let is_another = who.birth.zip(line.birth).is_some_and(|(one, other)| one != other)
                && strsim::jaro_winkler(&folded(&who.name), &folded(&line.name)) < NAME_ALIKE_MIN;
            match (who.nik == Some(nik), is_another) {
                (true, true) => return Ok(Meant::Another),
                (true, false) => return Ok(Meant::Somebody(family, person)),
                (false, true) => {}
                (false, false) => former = Some((family, person)),
            }
        }
        match former {
            Some((family, person)) => Ok(Meant::Somebody(family, person)),
            None => self.meant_by_name(line),
        }
    }

    /// One of the same name, day of birth and village. A number that is another's says that he is
    /// another; without a day of birth the family must be the same, or its place.
    fn meant_by_name(&mut self, line: &Line) -> Result<Meant, StoreError> {
        let name = folded(&line.name);
        let fresh = self.by_name.get(&(line.village, name.clone())).cloned().unwrap_or_default();
        let stored = self.tx.people_named(line.village, &line.name, line.birth, SAME_MAX)?;
        for person in fresh.into_iter().chain(stored.into_iter().map(|(_, person)| person)) {
            // Whoever was merged is known under the name and the day of both entries.
            let Some(of) = self.entry(person)? else { continue };
            let named = self.person(of, person)?;
            let Some((of, person)) = self.alive(person)? else { continue };
            let who = self.person(of, person)?;
            let (family, _) = self.loaded(of)?;
            let differs = |one: Option<u64>, other: Option<u64>| {
                one.zip(other).is_some_and(|(one, other)| one != other)
            };
            let is_same_family = line.no_kk.is_some() && line.no_kk == family.no_kk;
            let is_born_then = match (named.birth, line.birth) {
                (Some(one), Some(other)) => one == other,
                (None, None) => {
                    is_same_family
                        || line.no_kk.is_none_or(|_| family.no_kk.is_none())
                            && (line.rt, line.rw) == (family.rt, family.rw)
                            && line.address == family.address
                }
                _ => is_same_family,
            };
            let is_it = family.village == line.village
                && folded(&named.name) == name
                && is_born_then
                && !differs(who.nik, line.nik)
                && (line.nik.is_some()
                    || !differs(family.no_kk, line.no_kk)
                    || line.no_kk.is_some_and(|no_kk| family.had_kk(no_kk)));
            if is_it {
                return Ok(Meant::Somebody(of, person));
            }
        }
        self.meant_by_card(line, &name)
    }

    /// One of the same name and day of birth on the same card in another village: he has moved along.
    fn meant_by_card(&mut self, line: &Line, name: &str) -> Result<Meant, StoreError> {
        let (Some(no_kk), Some(birth)) = (line.no_kk, line.birth) else { return Ok(Meant::Nobody) };
        for of in self.tx.families_with_kk(no_kk, SAME_MAX)? {
            let (family, _) = self.loaded(of)?;
            let is_it = |one: &&Person| {
                let other_number = one.nik.zip(line.nik).is_some_and(|(own, other)| own != other);
                one.birth == Some(birth)
                    && folded(&one.name) == name
                    && one.merged_into.is_none()
                    && !other_number
            };
            if let Some(found) = family.members.iter().find(is_it) {
                return Ok(Meant::Somebody(of, found.id));
            }
        }
        Ok(Meant::Nobody)
    }

    /// The family of a person, or of the one that he turned out to be.
    fn alive(&mut self, person: PersonId) -> Result<Option<(FamilyId, PersonId)>, StoreError> {
        let mut person = person;
        for _ in 0..MERGES_MAX {
            let Some(family) = self.entry(person)? else { return Ok(None) };
            match self.person(family, person)?.merged_into {
                Some(other) => person = other,
                None => return Ok(Some((family, person))),
            }
        }
        Ok(None)
    }

    /// The family in which somebody is entered.
    fn entry(&self, person: PersonId) -> Result<Option<FamilyId>, StoreError> {
        let is_in = |family: &Family| family.members.iter().any(|member| member.id == person);
        match self.families.values().find(|(family, _)| is_in(family)) {
            Some((family, _)) => Ok(Some(family.id)),
            None => self.tx.family_of(person),
        }
    }

    fn loaded(&mut self, id: FamilyId) -> Result<&mut (Family, Option<Family>), StoreError> {
        match self.families.entry(id) {
            std::collections::btree_map::Entry::Occupied(found) => Ok(found.into_mut()),
            std::collections::btree_map::Entry::Vacant(place) => {
                let family =
                    self.tx.family(id)?.ok_or(StoreError::Damaged("a family is missing"))?;
                Ok(place.insert((family.clone(), Some(family))))
            }
        }
    }

    fn person(&mut self, family: FamilyId, person: PersonId) -> Result<Person, StoreError> {
        let (family, _) = self.loaded(family)?;
        let found = family.members.iter().find(|member| member.id == person);
        found.cloned().ok_or(StoreError::Damaged("a person is missing in his family"))
    }

    /// The family that a row puts somebody into.
    fn family_for(
        &mut self,
        line: &Line,
        known: Option<(FamilyId, PersonId)>,
        remarks: &mut Vec<Remark>,
    ) -> Result<FamilyId, StoreError> {
        let Some((of, person)) = known else {
            return match line.no_kk.map(|no_kk| self.with_kk(line.village, no_kk)).transpose()? {
                Some(Some(family)) => Ok(family),
                Some(None) | None => self.new_family(line),
            };
        };
        let is_verified = self.person(of, person)?.verified.is_some();
        let (family, _) = self.loaded(of)?;
        let is_here = family.village == line.village;
        let has_kk = line.no_kk.is_none() || line.no_kk == family.no_kk;
        if is_here && has_kk {
            return Ok(of);
        }
        let (is_alone, is_family_verified) = (family.members.len() == 1, family.verified.is_some());
        let lacks_kk = family.no_kk.is_none();
        // An old list that names a former card says nothing new.
        if is_here && line.no_kk.is_some_and(|no_kk| family.had_kk(no_kk)) {
            return Ok(of);
        }
        if is_verified || is_family_verified {
            let column = if is_here { "no_kk" } else { "desa" };
            remarks.push(remark(line, column, Weight::Kept, (KEPT, KEPT_REMEDY), String::new()));
            return Ok(of);
        }
        let there =
            line.no_kk.map(|no_kk| self.with_kk(line.village, no_kk)).transpose()?.flatten();
        match (there, line.no_kk) {
            (Some(there), _) => Ok(there),
            // The whole family has a new card, as its head says.
            (None, Some(no_kk)) if is_here && (lacks_kk || is_alone || line.relation == 1) => {
                let today = Day::in_tuban(self.now_ms);
                self.loaded(of)?.0.set_no_kk(no_kk, today);
                self.by_kk.insert((line.village, no_kk), of);
                Ok(of)
            }
            (None, _) => self.new_family(line),
        }
    }

    /// The family of a village that has this card, or had it.
    fn with_kk(
        &mut self,
        village: VillageCode,
        no_kk: u64,
    ) -> Result<Option<FamilyId>, StoreError> {
        if let Some(family) = self.by_kk.get(&(village, no_kk)) {
            return Ok(Some(*family));
        }
        let mut former = None;
        for id in self.tx.families_with_kk(no_kk, SAME_MAX)? {
            let (family, _) = self.loaded(id)?;
            if family.village != village || family.merged_into.is_some() {
                continue;
            }
            if family.no_kk == Some(no_kk) {
                self.by_kk.insert((village, no_kk), id);
                return Ok(Some(id));
            }
            former = Some(id);
        }
        Ok(former)
    }

    fn new_family(&mut self, line: &Line) -> Result<FamilyId, StoreError> {
        let id = FamilyId::new(self.now_ms, random()?);
        let family = Family { no_kk: line.no_kk, ..Family::new(id, line.village) };
        if let Some(no_kk) = line.no_kk {
            self.by_kk.insert((line.village, no_kk), id);
        }
        self.families.insert(id, (family, None));
        Ok(id)
    }

    /// Puts somebody into his family, from another one or as a new member.
    fn take_in(
        &mut self,
        line: &Line,
        known: Option<(FamilyId, PersonId)>,
        target: FamilyId,
    ) -> Result<PersonId, StoreError> {
        let person = match known {
            Some((of, person)) if of == target => return Ok(person),
            Some((of, person)) => {
                let (family, _) = self.loaded(of)?;
                let village = family.village;
                let at = family.members.iter().position(|member| member.id == person);
                let at = at.ok_or(StoreError::Damaged("a person is missing in his family"))?;
                let mut person = family.members.remove(at);
                if family.members.is_empty() {
                    let is_gone = village != line.village;
                    family.state =
                        if is_gone { FamilyState::Moved } else { FamilyState::Dissolved };
                }
                if village != line.village {
                    person.number = 0;
                }
                person
            }
            None => Person::new(PersonId::new(self.now_ms, random()?), line.name.clone()),
        };
        let id = person.id;
        let name = (line.village, folded(&line.name));
        self.by_name.entry(name).or_default().push(id);
        let (family, _) = self.loaded(target)?;
        if family.state != FamilyState::Merged {
            family.state = FamilyState::Active;
        }
        let is_head =
            line.relation == 1 && family.members.first().is_none_or(|one| one.relation != 1);
        family.members.insert(if is_head { 0 } else { family.members.len() }, person);
        Ok(id)
    }

    /// Sets what a row says, but for what a PSM has verified.
    fn update(
        &mut self,
        line: &Line,
        (family_id, person_id): (FamilyId, PersonId),
        remarks: &mut Vec<Remark>,
    ) -> Result<(), StoreError> {
        let is_first = self.told.families.insert(family_id);
        let today = Day::in_tuban(self.now_ms);
        let (family, _) = self.loaded(family_id)?;
        let mut set = Set { line, remarks, is_kept: family.verified.is_some(), is_first };
        set.value("rt", &mut family.rt, line.rt);
        set.value("rw", &mut family.rw, line.rw);
        set.words("dusun", &mut family.hamlet, &line.hamlet);
        set.words("alamat", &mut family.address, &line.address);
        let whole_family = |one: &Programme| one.person.is_none();
        if let Some(code) = line.program
            && !family.programmes.iter().any(|one| whole_family(one) && one.code == code)
        {
            family.programmes.push(Programme { person: None, code, since: None, until: None });
        }
        let person = family.members.iter_mut().find(|member| member.id == person_id);
        let person = person.ok_or(StoreError::Damaged("a person is missing in his family"))?;
        let mut set = Set { is_kept: person.verified.is_some(), is_first: true, ..set };
        let is_former = line.nik.is_some_and(|nik| person.had_nik(nik));
        if let Some(nik) = line.nik.filter(|nik| person.nik != Some(*nik) && !is_former) {
            if person.nik.is_some() && set.is_kept {
                set.kept("nik");
            } else {
                person.set_nik(nik, today);
            }
        }
        set.words("nama", &mut person.name, &line.name);
        set.words("panggilan", &mut person.nickname, &line.nickname);
        set.value("jk", &mut person.sex, line.sex);
        if set.value("tgl_lahir", &mut person.birth, line.birth) {
            person.birth_is_about = false;
        }
        let mut relation = Some(person.relation).filter(|relation| *relation != 0);
        set.value("hubungan", &mut relation, Some(line.relation).filter(|code| *code != 0));
        person.relation = relation.unwrap_or_default();
        let mut state = Some(person.state);
        let is_there = line.state.filter(|_| person.state != PersonState::Merged);
        set.value("status", &mut state, is_there);
        person.state = state.unwrap_or_default();
        if let Some(nik) = person.nik {
            self.by_nik.insert(nik, person_id);
        }
        Ok(())
    }

    /// Writes what is different.
    fn store(self) -> Result<(), StoreError> {
        for (family, stored) in self.families.into_values() {
            if stored.as_ref() != Some(&family) {
                self.tx.put_family(family)?;
            }
        }
        for (key, person) in self.keys {
            if self.tx.imported(&key)? != Some(person.0) {
                self.tx.set_imported(&key, &person.0)?;
            }
        }
        Ok(())
    }
}

/// Sets single things.
struct Set<'s> {
    line: &'s Line,
    remarks: &'s mut Vec<Remark>,
    /// What is there was verified, and stays.
    is_kept: bool,
    /// The row is the first that tells of it; those after it fill in only.
    is_first: bool,
}

impl Set<'_> {
    /// True when it was set.
    fn value<T: PartialEq + Copy>(
        &mut self,
        column: &'static str,
        place: &mut Option<T>,
        said: Option<T>,
    ) -> bool {
        if said.is_none() || *place == said || place.is_some() && !self.may_replace(column) {
            return false;
        }
        *place = said;
        true
    }

    fn words(&mut self, column: &'static str, place: &mut String, said: &str) {
        if said.is_empty() || place == said || !place.is_empty() && !self.may_replace(column) {
            return;
        }
        place.clear();
        place.push_str(said);
    }

    fn may_replace(&mut self, column: &'static str) -> bool {
        if self.is_kept {
            self.kept(column);
        }
        self.is_first && !self.is_kept
    }

    fn kept(&mut self, column: &'static str) {
        let words = (KEPT, KEPT_REMEDY);
        self.remarks.push(remark(self.line, column, Weight::Kept, words, String::new()));
    }
}

const NIK_OF_ANOTHER: Text = t(
    "NIK ini di register milik orang dengan nama dan tanggal lahir lain.",
    "In the register this NIK is of somebody with another name and date of birth.",
);
const CHECK_BOTH: Text = t(
    "Cocokkan dengan KTP. Bila register yang salah, minta PSM memeriksanya.",
    "Compare with the card. If the register is wrong, ask the PSM to look.",
);
const FAMILY_FULL: Text =
    t("KK ini sudah punya 100 anggota.", "This family card has a hundred members already.");
const CHECK_KK: Text = t("Periksa No. KK-nya.", "Check the number of the card.");
const SAME_ROW: Text = t(
    "Orang yang sama dengan baris {0}; baris itu yang dipakai.",
    "The same person as in row {0}, which counts.",
);
const NO_REMEDY: Text = t("Hapus salah satunya bila perlu.", "Remove one of them if need be.");
const KEPT: Text = t(
    "Berbeda dengan data yang sudah diperiksa PSM; tidak diubah.",
    "Different from what a PSM has verified; not changed.",
);
const KEPT_REMEDY: Text = t(
    "Bila daftar ini lebih baru, minta PSM mendata ulang.",
    "If this list is newer, ask the PSM to visit again.",
);

fn remark(
    line: &Line,
    column: &str,
    weight: Weight,
    (what, remedy): (Text, Text),
    param: String,
) -> Remark {
    Remark { line: line.line, column: column.to_owned(), weight, what, remedy, param }
}

fn refused(line: &Line, column: &str, what: Text, remedy: Text) -> Merged {
    let words = (what, remedy);
    let remarks = vec![remark(line, column, Weight::Refused, words, String::new())];
    Merged { outcome: Outcome::Refused, remarks }
}

/// Random bytes for an id.
pub(super) fn random() -> Result<[u8; shared::id::RANDOM_BYTES], StoreError> {
    secret::random().map_err(|error: RandomError| StoreError::Engine(std::sync::Arc::new(error)))
}
