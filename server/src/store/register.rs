//! The register: families and their members, as the office knows them.
//!
//! A family is a household at one place, and stays in its village for ever: who moves to another
//! village joins or founds a family there, and the old one says that it has moved. A person is the same
//! wherever he lives and whatever his numbers are.

use shared::{
    day::Day,
    id::{FamilyId, PersonId},
    region::VillageCode,
    register::names,
    sex::Sex,
};

use super::{Scope, StoreError};

/// Earlier measures of a child that come with him, the newest.
pub const MEASURES_MAX: usize = 6;

/// How often somebody may have been found to be somebody else. Entries are merged into ones that stay, so
/// there is no circle; the bound is for a damaged database.
pub const MERGES_MAX: usize = 32;

/// A NIK or No KK that was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Former {
    /// Sixteen digits as a number.
    pub digits: u64,
    /// When it was known to be replaced.
    pub until: Option<Day>,
}

/// One family with its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// UUIDv7.
    pub id: FamilyId,
    /// Where it lives; never another.
    pub village: VillageCode,
    /// Short name within the village, given when it is first stored; 0 until then.
    pub number: u32,
    /// Family card number, sixteen digits as a number. See [`Family::set_no_kk`].
    pub no_kk: Option<u64>,
    /// Numbers of former cards.
    pub former_kk: Vec<Former>,
    /// Neighbourhood numbers.
    pub rt: Option<u16>,
    /// As above.
    pub rw: Option<u16>,
    /// Hamlet (dusun).
    pub hamlet: String,
    /// Address or landmark.
    pub address: String,
    /// Whether it is still there.
    pub state: FamilyState,
    /// The family that it turned out to be the same as.
    pub merged_into: Option<FamilyId>,
    /// Where it was first heard of.
    pub source: Source,
    /// When a PSM's record about it was accepted; a list changes it no more from then on.
    pub verified: Option<Day>,
    /// When a PSM last visited it.
    pub seen: Option<Day>,
    /// Seq of the last change; what cursors compare with. Given by the store.
    pub last_seq: u64,
    /// What it or its members receive or received.
    pub programmes: Vec<Programme>,
    /// Members of all states, the head of the family first.
    pub members: Vec<Person>,
}

/// One member of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// UUIDv7.
    pub id: PersonId,
    /// Short name within the village, given when he is first stored there; 0 until then.
    pub number: u32,
    /// NIK, sixteen digits as a number. See [`Person::set_nik`].
    pub nik: Option<u64>,
    /// Why there is none, a code of the list `alasan_tanpa_nik`, where somebody said so.
    pub no_nik: Option<u16>,
    /// Numbers that were replaced.
    pub former_nik: Vec<Former>,
    /// Name.
    pub name: String,
    /// What he is called; empty when that is not known.
    pub nickname: String,
    /// Sex, where it is known.
    pub sex: Option<Sex>,
    /// Date of birth.
    pub birth: Option<Day>,
    /// The date of birth was reckoned from an age.
    pub birth_is_about: bool,
    /// Code of the relation to the head of the family; 0 when it is not known.
    pub relation: u16,
    /// Whether he is still there.
    pub state: PersonState,
    /// The person that he turned out to be the same as.
    pub merged_into: Option<PersonId>,
    /// When a PSM's record about him was accepted; a list changes him no more from then on.
    pub verified: Option<Day>,
    /// The last [`MEASURES_MAX`] times he was measured as a child, by day.
    pub measures: Vec<Measure>,
}

/// What a family or one of its members receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Whose it is; the whole family's when it names nobody.
    pub person: Option<PersonId>,
    /// Code of the list `program_bansos`.
    pub code: u16,
    /// The first day, where it is known.
    pub since: Option<Day>,
    /// The last day; `None` while it is received.
    pub until: Option<Day>,
}

/// A child was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// When.
    pub day: Day,
    /// Weight.
    pub weight_g: Option<u32>,
    /// Length or height, 0.1 mm.
    pub length_01mm: Option<u32>,
    /// Code of the list `posisi_ukur`; 0 when it is not known.
    pub position: u16,
}

/// Whether a family is still there. The numbers are stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum FamilyState {
    /// It lives there.
    #[default]
    Active = 0,
    /// It moved away.
    Moved = 1,
    /// Nobody is left of it.
    Dissolved = 2,
    /// It is the same as another one.
    Merged = 3,
}

/// Whether a person is still there. The numbers are stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum PersonState {
    /// Lives there.
    #[default]
    Alive = 0,
    /// Has died.
    Dead = 1,
    /// Has moved away.
    Moved = 2,
    /// Is the same as another person.
    Merged = 3,
}

/// Where something was first heard of. The numbers are stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Source {
    /// A list that the office imported.
    #[default]
    List = 1,
    /// A PSM who added it in the field.
    Psm = 2,
    /// An accepted record.
    Record = 3,
}

macro_rules! codes {
    ($($name:ident: $($variant:ident)*;)*) => {$(
        impl $name {
            /// The number that is stored.
            #[must_use]
            pub const fn code(self) -> u8 {
                self as u8
            }

            /// What this number stands for.
            #[must_use]
            pub fn from_code(code: u8) -> Option<Self> {
                [$(Self::$variant),*].into_iter().find(|value| value.code() == code)
            }
        }
    )*};
}
pub(super) use codes;

codes! {
    FamilyState: Active Moved Dissolved Merged;
    PersonState: Alive Dead Moved Merged;
    Source: List Psm Record;
}

impl Family {
    /// A family of which nothing is known but where it is.
    #[must_use]
    pub const fn new(id: FamilyId, village: VillageCode) -> Self {
        Self {
            id,
            village,
            number: 0,
            no_kk: None,
            former_kk: Vec::new(),
            rt: None,
            rw: None,
            hamlet: String::new(),
            address: String::new(),
            state: FamilyState::Active,
            merged_into: None,
            source: Source::List,
            verified: None,
            seen: None,
            last_seq: 0,
            programmes: Vec::new(),
            members: Vec::new(),
        }
    }

    /// Gives it another card; the number of the one before stays known, as one until this day.
    pub fn set_no_kk(&mut self, no_kk: u64, day: Day) {
        replace_number(&mut self.no_kk, &mut self.former_kk, no_kk, day);
    }

    /// Whether it had this card.
    #[must_use]
    pub fn had_kk(&self, no_kk: u64) -> bool {
        self.former_kk.iter().any(|former| former.digits == no_kk)
    }
}

impl Person {
    /// A person of whom nothing is known but a name.
    #[must_use]
    pub const fn new(id: PersonId, name: String) -> Self {
        Self {
            id,
            number: 0,
            nik: None,
            no_nik: None,
            former_nik: Vec::new(),
            name,
            nickname: String::new(),
            sex: None,
            birth: None,
            birth_is_about: false,
            relation: 0,
            state: PersonState::Alive,
            merged_into: None,
            verified: None,
            measures: Vec::new(),
        }
    }

    /// Gives him another NIK; the one before stays known, as one until this day.
    pub fn set_nik(&mut self, nik: u64, day: Day) {
        replace_number(&mut self.nik, &mut self.former_nik, nik, day);
        self.no_nik = None;
    }

    /// Whether he had this NIK.
    #[must_use]
    pub fn had_nik(&self, nik: u64) -> bool {
        self.former_nik.iter().any(|former| former.digits == nik)
    }
}

fn replace_number(number: &mut Option<u64>, former: &mut Vec<Former>, now: u64, day: Day) {
    former.retain(|former| former.digits != now);
    if let Some(digits) = number.replace(now).filter(|before| *before != now) {
        keep_former(former, Former { digits, until: Some(day) });
    }
}

/// Adds a former number; of one that is known the last day stays.
pub(super) fn keep_former(all: &mut Vec<Former>, one: Former) {
    match all.iter_mut().find(|known| known.digits == one.digits) {
        Some(known) => known.until = known.until.max(one.until),
        None => all.push(one),
    }
}

/// A hash by which people of one name are found, however that is written. Stored: where
/// [`names::name_key`] becomes another, a migration computes it anew.
pub(super) fn name_key(name: &str) -> i64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let hash = folded(name)
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    hash.cast_signed()
}

/// A name in the form in which two ways of writing it are the same.
#[must_use]
pub fn folded(name: &str) -> String {
    names::name_key(name)
}

/// What can be asked of the register.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait RegisterReads {
    /// How many families there are.
    fn n_families(&self) -> Result<u64, StoreError>;

    /// The families of a village that are still there, with their members; none of a village outside
    /// of the scope.
    fn families(&self, scope: Scope, village: VillageCode) -> Result<Vec<Family>, StoreError>;

    /// A family with its members.
    fn family(&self, id: FamilyId) -> Result<Option<Family>, StoreError>;

    /// The family with this number in a village.
    fn family_numbered(
        &self,
        village: VillageCode,
        number: u32,
    ) -> Result<Option<FamilyId>, StoreError>;

    /// The person with this number in a village, and his family.
    fn person_numbered(
        &self,
        village: VillageCode,
        number: u32,
    ) -> Result<Option<(FamilyId, PersonId)>, StoreError>;

    /// The family that a person belongs to.
    fn family_of(&self, person: PersonId) -> Result<Option<FamilyId>, StoreError>;

    /// The person that this one turned out to be, if he did, and the family of that one; no answer for an
    /// id that nobody has.
    fn person_that_stays(
        &self,
        person: PersonId,
    ) -> Result<Option<(FamilyId, PersonId)>, StoreError> {
        let mut id = person;
        for _ in 0..MERGES_MAX {
            let Some(of) = self.family_of(id)? else { return Ok(None) };
            let family = self.family(of)?;
            let found =
                family.and_then(|family| family.members.into_iter().find(|one| one.id == id));
            match found.ok_or(StoreError::Damaged("a person is missing in his family"))?.merged_into
            {
                Some(into) => id = into,
                None => return Ok(Some((of, id))),
            }
        }
        Err(StoreError::Damaged("a person is merged into himself"))
    }

    /// The family that this one turned out to be, if it did.
    fn family_that_stays(&self, family: FamilyId) -> Result<Option<FamilyId>, StoreError> {
        let mut id = family;
        for _ in 0..MERGES_MAX {
            let Some(family) = self.family(id)? else { return Ok(None) };
            match family.merged_into {
                Some(into) => id = into,
                None => return Ok(Some(id)),
            }
        }
        Err(StoreError::Damaged("a family is merged into itself"))
    }

    /// Families that have this card, or had it, but for merged ones: their numbers went along. At most
    /// `limit`.
    fn families_with_kk(&self, no_kk: u64, limit: u32) -> Result<Vec<FamilyId>, StoreError>;

    /// People who have this NIK, or had it, with their families, but for merged ones: their numbers went
    /// along. At most `limit`.
    fn people_with_nik(
        &self,
        nik: u64,
        limit: u32,
    ) -> Result<Vec<(FamilyId, PersonId)>, StoreError>;

    /// People of a village whose name is this one, however it is written, but for those of another day
    /// of birth, with their families; at most `limit`. A day that is not known is no other. Merged ones
    /// are among them: under that name somebody is known too ([`Self::person_that_stays`]).
    fn people_named(
        &self,
        village: VillageCode,
        name: &str,
        birth: Option<Day>,
        limit: u32,
    ) -> Result<Vec<(FamilyId, PersonId)>, StoreError>;

    /// Families of a village of all states that were changed after this seq, in that order; at most
    /// `limit`.
    fn families_changed(
        &self,
        village: VillageCode,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<Family>, StoreError>;

    /// What came out of a line of a list: the id of a family, person or task.
    fn imported(&self, key: &[u8; 16]) -> Result<Option<[u8; 16]>, StoreError>;
}

/// Why a family is not stored that is another one by now and has members all the same.
pub(super) const MERGED_WITH_MEMBERS: &str = "a family that is another one has members";

/// What can be changed in the register.
pub trait Register: RegisterReads {
    /// Stores a family as it is now, in place of the one with its id or as a new one, and its members
    /// likewise: one who was in another family has left that. Whoever has no number gets one. Nothing
    /// that is not named is taken away: members, former numbers, programmes and measures stay. Answers
    /// what is stored, with its numbers and its new `last_seq`.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when a number is not of this family or person, or when a family that is
    /// another one by now has members: phones hear nothing of it but its number.
    fn put_family(&mut self, family: Family) -> Result<Family, StoreError>;

    /// Remembers what came out of a line of a list.
    ///
    /// # Errors
    /// When the engine fails.
    fn set_imported(&mut self, key: &[u8; 16], owner: &[u8; 16]) -> Result<(), StoreError>;
}
