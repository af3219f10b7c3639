//! Families and their members in SQLite.

use rusqlite::{Row, params};
use shared::{
    day::Day,
    id::{FamilyId, PersonId},
    region::VillageCode,
    sex::Sex,
};

use super::{
    super::{
        Scope, StoreError, Tx as _,
        register::{
            Family, FamilyState, Former, MEASURES_MAX, MERGED_WITH_MEMBERS, Measure, Person,
            PersonState, Programme, Register, RegisterReads, Source, name_key,
        },
    },
    codec::{count, get, id, id_opt, int, number, number_opt},
    tx::SqliteTx,
};

/// Families that have or had a card.
pub(super) const FAMILIES_WITH_KK: &str = "SELECT id FROM family
    WHERE no_kk = ?1 AND state <> 3
    UNION ALL SELECT owner FROM former_number JOIN family ON family.id = owner
    WHERE digits = ?1 AND state <> 3 LIMIT ?2";
/// People who have or had a NIK.
pub(super) const PEOPLE_WITH_NIK: &str = "SELECT family, id FROM person
    WHERE nik = ?1 AND state <> 3
    UNION ALL SELECT family, id FROM former_number JOIN person ON person.id = owner
    WHERE digits = ?1 AND state <> 3 LIMIT ?2";
/// People of a name in a village.
pub(super) const PEOPLE_NAMED: &str =
    "SELECT family, id FROM person WHERE village = ?1 AND name_key = ?2
    AND (?3 IS NULL OR birth_day IS NULL OR birth_day = ?3) LIMIT ?4";
/// The feed of a village.
pub(super) const FAMILIES_CHANGED: &str =
    "SELECT * FROM family WHERE village = ?1 AND last_seq > ?2 ORDER BY last_seq LIMIT ?3";
/// The members of a family, in their order.
pub(super) const MEMBERS: &str = "SELECT * FROM person WHERE family = ?1 ORDER BY position";
/// Former numbers of a family and of its members.
pub(super) const FORMER: &str = "SELECT owner, digits, until_day FROM former_number
    WHERE owner = ?1
    UNION ALL SELECT owner, digits, until_day FROM person JOIN former_number ON owner = person.id
    WHERE person.family = ?1";
/// Measures of the members of a family.
pub(super) const MEASURES: &str =
    "SELECT measure.* FROM person JOIN measure ON measure.person = person.id
    WHERE person.family = ?1";

const NOBODY: PersonId = PersonId([0; 16]);

impl RegisterReads for SqliteTx<'_> {
    fn n_families(&self) -> Result<u64, StoreError> {
        self.one("SELECT count(*) FROM family", ()).map(i64::cast_unsigned)
    }

    fn families(&self, scope: Scope, village: VillageCode) -> Result<Vec<Family>, StoreError> {
        if !scope.holds(village) {
            return Ok(Vec::new());
        }
        let sql = "SELECT * FROM family WHERE village = ?1 AND state = 0 ORDER BY rw, rt, id";
        self.whole(self.all(sql, [village.number()], read_family)?)
    }

    fn family(&self, id: FamilyId) -> Result<Option<Family>, StoreError> {
        let found = self.maybe("SELECT * FROM family WHERE id = ?1", [id.0], read_family)?;
        Ok(self.whole(found.into_iter().collect())?.pop())
    }

    fn family_numbered(
        &self,
        village: VillageCode,
        number: u32,
    ) -> Result<Option<FamilyId>, StoreError> {
        let sql = "SELECT id FROM family WHERE village = ?1 AND number = ?2";
        self.maybe(sql, (village.number(), number), |row| id(row, "id", FamilyId))
    }

    fn person_numbered(
        &self,
        village: VillageCode,
        number: u32,
    ) -> Result<Option<(FamilyId, PersonId)>, StoreError> {
        let sql = "SELECT family, id FROM person WHERE village = ?1 AND number = ?2";
        self.maybe(sql, (village.number(), number), read_pair)
    }

    fn family_of(&self, person: PersonId) -> Result<Option<FamilyId>, StoreError> {
        let sql = "SELECT family FROM person WHERE id = ?1";
        self.maybe(sql, [person.0], |row| id(row, "family", FamilyId))
    }

    fn families_with_kk(&self, no_kk: u64, limit: u32) -> Result<Vec<FamilyId>, StoreError> {
        self.all(FAMILIES_WITH_KK, (int(no_kk), limit), |row| id(row, "id", FamilyId))
    }

    fn people_with_nik(
        &self,
        nik: u64,
        limit: u32,
    ) -> Result<Vec<(FamilyId, PersonId)>, StoreError> {
        self.all(PEOPLE_WITH_NIK, (int(nik), limit), read_pair)
    }

    fn people_named(
        &self,
        village: VillageCode,
        name: &str,
        birth: Option<Day>,
        limit: u32,
    ) -> Result<Vec<(FamilyId, PersonId)>, StoreError> {
        let params = (village.number(), name_key(name), birth.map(Day::number), limit);
        self.all(PEOPLE_NAMED, params, read_pair)
    }

    fn families_changed(
        &self,
        village: VillageCode,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<Family>, StoreError> {
        let params = (village.number(), int(after_seq), limit);
        self.whole(self.all(FAMILIES_CHANGED, params, read_family)?)
    }

    fn imported(&self, key: &[u8; 16]) -> Result<Option<[u8; 16]>, StoreError> {
        self.maybe("SELECT owner FROM imported WHERE key = ?1", [key], |row| get(row, "owner"))
    }
}

impl Register for SqliteTx<'_> {
    fn put_family(&mut self, mut family: Family) -> Result<Family, StoreError> {
        if family.merged_into.is_some() && !family.members.is_empty() {
            return Err(StoreError::broken(MERGED_WITH_MEMBERS));
        }
        let (n_families, n_people) = self.last_numbers(family.village)?;
        let (mut last_family, mut last_person) = (n_families, n_people);
        let is_new = family.number == 0;
        if is_new {
            last_family += 1;
            family.number = last_family;
        }
        family.last_seq = self.next_seq()?;
        self.put_head(&family, is_new)?;
        for position in 0..family.members.len() {
            let person = &mut family.members[position];
            let is_new = person.number == 0;
            if is_new {
                last_person += 1;
                person.number = last_person;
            }
            self.put_person((family.id, family.village), position, person, is_new)?;
        }
        for (owner, Former { digits, until }) in former(&family) {
            let sql = "INSERT INTO former_number (owner, digits, until_day) VALUES (?1, ?2, ?3)
                ON CONFLICT DO UPDATE SET until_day = excluded.until_day
                WHERE until_day IS NOT excluded.until_day";
            self.put(sql, (owner, int(digits), until.map(Day::number)))?;
        }
        for programme in &family.programmes {
            self.put(
                "INSERT OR REPLACE INTO programme (family, person, code, since_day, until_day)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    family.id.0,
                    programme.person.unwrap_or(NOBODY).0,
                    programme.code,
                    programme.since.map(Day::number),
                    programme.until.map(Day::number),
                ],
            )?;
        }
        if (last_family, last_person) != (n_families, n_people) {
            let sql = "INSERT OR REPLACE INTO village_numbers (village, families, people)
                VALUES (?1, ?2, ?3)";
            self.put(sql, (family.village.number(), last_family, last_person))?;
        }
        Ok(family)
    }

    fn set_imported(&mut self, key: &[u8; 16], owner: &[u8; 16]) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO imported (key, owner) VALUES (?1, ?2)";
        self.put(sql, (key, owner)).map(drop)
    }
}

impl SqliteTx<'_> {
    /// The former numbers of a family and of its members, each with the id of whom it was.
    pub(super) fn former(&self, family: [u8; 16]) -> Result<Vec<([u8; 16], Former)>, StoreError> {
        self.all(FORMER, [family], |row| {
            let one = Former { digits: number(row, "digits")?, until: day(row, "until_day")? };
            Ok((get(row, "owner")?, one))
        })
    }

    /// Adds to families what lies in other tables.
    fn whole(&self, mut families: Vec<Family>) -> Result<Vec<Family>, StoreError> {
        for family in &mut families {
            let of = family.id.0;
            family.members = self.all(MEMBERS, [of], read_person)?;
            for (owner, one) in self.former(of)? {
                if owner == of {
                    family.former_kk.push(one);
                } else if let Some(person) = member(family, PersonId(owner)) {
                    person.former_nik.push(one);
                }
            }
            let sql = "SELECT * FROM programme WHERE family = ?1";
            family.programmes = self.all(sql, [of], read_programme)?;
            let measures = self.all(MEASURES, [of], |row| {
                Ok((id(row, "person", PersonId)?, read_measure(row)?))
            })?;
            for (person, measure) in measures {
                if let Some(person) = member(family, person) {
                    person.measures.push(measure);
                }
            }
            for person in &mut family.members {
                person.measures.sort_by_key(|measure| measure.day);
                let n_surplus = person.measures.len().saturating_sub(MEASURES_MAX);
                person.measures.drain(..n_surplus);
            }
        }
        Ok(families)
    }

    /// The last numbers of a family and of a person that were given in a village.
    fn last_numbers(&self, village: VillageCode) -> Result<(u32, u32), StoreError> {
        let sql = "SELECT families, people FROM village_numbers WHERE village = ?1";
        let found = self.maybe(sql, [village.number()], |row| {
            Ok((number(row, "families")?, number(row, "people")?))
        })?;
        Ok(found.unwrap_or_default())
    }

    fn put_head(&self, family: &Family, is_new: bool) -> Result<(), StoreError> {
        let sql = if is_new {
            "INSERT INTO family (id, village, number, no_kk, rt, rw, hamlet, address, state,
                merged_into, source, verified_day, seen_day, last_seq)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
        } else {
            "UPDATE family SET no_kk = ?4, rt = ?5, rw = ?6, hamlet = ?7, address = ?8, state = ?9,
                merged_into = ?10, source = ?11, verified_day = ?12, seen_day = ?13, last_seq = ?14
             WHERE id = ?1 AND village = ?2 AND number = ?3"
        };
        let n_rows = self.put(
            sql,
            params![
                family.id.0,
                family.village.number(),
                family.number,
                family.no_kk.map(int),
                family.rt,
                family.rw,
                family.hamlet,
                family.address,
                family.state.code(),
                family.merged_into.map(|id| id.0),
                family.source.code(),
                family.verified.map(Day::number),
                family.seen.map(Day::number),
                int(family.last_seq),
            ],
        )?;
        is_there(n_rows)
    }

    /// The family that somebody leaves for another one is another one now too.
    fn leave(&mut self, person: PersonId, family: FamilyId) -> Result<(), StoreError> {
        let sql = "SELECT family FROM person WHERE id = ?1 AND family <> ?2";
        let left = self.maybe(sql, (person.0, family.0), |row| get::<[u8; 16]>(row, "family"))?;
        let Some(left) = left else { return Ok(()) };
        let last_seq = int(self.next_seq()?);
        self.put("UPDATE family SET last_seq = ?2 WHERE id = ?1", (left, last_seq)).map(drop)
    }

    fn put_person(
        &mut self,
        (family, village): (FamilyId, VillageCode),
        position: usize,
        person: &Person,
        is_new: bool,
    ) -> Result<(), StoreError> {
        let add = "INSERT INTO person (id, family, position, village, number, nik, no_nik, name,
                name_key, nickname, sex, birth_day, birth_is_about, relation, state, merged_into,
                verified_day)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
            ON CONFLICT (id) DO NOTHING";
        // Whoever comes from another village has a row and needs a number of this one.
        let change = "UPDATE person SET family = ?2, position = ?3, village = ?4, number = ?5,
                nik = ?6, no_nik = ?7, name = ?8, name_key = ?9, nickname = ?10, sex = ?11,
                birth_day = ?12, birth_is_about = ?13, relation = ?14, state = ?15,
                merged_into = ?16, verified_day = ?17
            WHERE id = ?1";
        let statements: &[&str] = if is_new { &[add, change] } else { &[change] };
        let mut n_rows = 0;
        for sql in statements {
            if n_rows > 0 {
                break;
            }
            if *sql == change {
                self.leave(person.id, family)?;
            }
            n_rows = self.put(
                sql,
                params![
                    person.id.0,
                    family.0,
                    count(position),
                    village.number(),
                    person.number,
                    person.nik.map(int),
                    person.no_nik,
                    person.name,
                    name_key(&person.name),
                    person.nickname,
                    person.sex.map_or(0, Sex::code),
                    person.birth.map(Day::number),
                    person.birth_is_about,
                    person.relation,
                    person.state.code(),
                    person.merged_into.map(|id| id.0),
                    person.verified.map(Day::number),
                ],
            )?;
        }
        is_there(n_rows)?;
        for measure in &person.measures {
            self.put(
                "INSERT OR REPLACE INTO measure (person, day, weight_g, length_01mm, position)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    person.id.0,
                    measure.day.number(),
                    measure.weight_g,
                    measure.length_01mm,
                    measure.position,
                ],
            )?;
        }
        Ok(())
    }
}

/// Fails when a row that has a number was not there to be changed.
fn is_there(n_rows: usize) -> Result<(), StoreError> {
    if n_rows > 0 {
        return Ok(());
    }
    let what = rusqlite::Error::StatementChangedRows(n_rows);
    Err(StoreError::Constraint(std::sync::Arc::new(what)))
}

/// Former numbers and whose they were.
fn former(family: &Family) -> impl Iterator<Item = ([u8; 16], Former)> {
    let own = family.former_kk.iter().map(|one| (family.id.0, *one));
    let members = family
        .members
        .iter()
        .flat_map(|person| person.former_nik.iter().map(|one| (person.id.0, *one)));
    own.chain(members)
}

fn member(family: &mut Family, id: PersonId) -> Option<&mut Person> {
    family.members.iter_mut().find(|person| person.id == id)
}

fn read_pair(row: &Row<'_>) -> Result<(FamilyId, PersonId), StoreError> {
    Ok((id(row, "family", FamilyId)?, id(row, "id", PersonId)?))
}

fn day(row: &Row<'_>, column: &str) -> Result<Option<Day>, StoreError> {
    get::<Option<i32>>(row, column).map(|day| day.map(Day::from_number))
}

fn read_family(row: &Row<'_>) -> Result<Family, StoreError> {
    Ok(Family {
        id: id(row, "id", FamilyId)?,
        village: VillageCode::from_number(number(row, "village")?),
        number: number(row, "number")?,
        no_kk: number_opt(row, "no_kk")?,
        former_kk: Vec::new(),
        rt: number_opt(row, "rt")?,
        rw: number_opt(row, "rw")?,
        hamlet: get(row, "hamlet")?,
        address: get(row, "address")?,
        state: FamilyState::from_code(number(row, "state")?)
            .ok_or(StoreError::Damaged("the state of a family is not known"))?,
        merged_into: id_opt(row, "merged_into", FamilyId)?,
        source: Source::from_code(number(row, "source")?)
            .ok_or(StoreError::Damaged("the source of a family is not known"))?,
        verified: day(row, "verified_day")?,
        seen: day(row, "seen_day")?,
        last_seq: number(row, "last_seq")?,
        programmes: Vec::new(),
        members: Vec::new(),
    })
}

fn read_person(row: &Row<'_>) -> Result<Person, StoreError> {
    let sex: u16 = number(row, "sex")?;
    Ok(Person {
        id: id(row, "id", PersonId)?,
        number: number(row, "number")?,
        nik: number_opt(row, "nik")?,
        no_nik: number_opt(row, "no_nik")?,
        former_nik: Vec::new(),
        name: get(row, "name")?,
        nickname: get(row, "nickname")?,
        sex: Sex::from_code(sex),
        birth: day(row, "birth_day")?,
        birth_is_about: get(row, "birth_is_about")?,
        relation: number(row, "relation")?,
        state: PersonState::from_code(number(row, "state")?)
            .ok_or(StoreError::Damaged("the state of a person is not known"))?,
        merged_into: id_opt(row, "merged_into", PersonId)?,
        verified: day(row, "verified_day")?,
        measures: Vec::new(),
    })
}

fn read_programme(row: &Row<'_>) -> Result<Programme, StoreError> {
    let person = id(row, "person", PersonId)?;
    Ok(Programme {
        person: (person != NOBODY).then_some(person),
        code: number(row, "code")?,
        since: day(row, "since_day")?,
        until: day(row, "until_day")?,
    })
}

fn read_measure(row: &Row<'_>) -> Result<Measure, StoreError> {
    Ok(Measure {
        day: Day::from_number(get(row, "day")?),
        weight_g: number_opt(row, "weight_g")?,
        length_01mm: number_opt(row, "length_01mm")?,
        position: number(row, "position")?,
    })
}
