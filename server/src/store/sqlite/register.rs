//! Families and their members in SQLite.

use rusqlite::params;
use shared::{day::Day, region::VillageCode, sex::Sex};

use super::{
    super::{
        Scope, StoreError,
        register::{Family, Person, Register, RegisterReads},
    },
    codec::{count, get, int, number, number_opt},
    tx::SqliteTx,
};

impl RegisterReads for SqliteTx<'_> {
    fn n_families(&self) -> Result<u64, StoreError> {
        self.one("SELECT count(*) FROM family", ()).map(i64::cast_unsigned)
    }

    fn families(&self, scope: Scope, village: VillageCode) -> Result<Vec<Family>, StoreError> {
        let (first, last) = scope.span();
        let sql = "SELECT * FROM family WHERE village = ?1 AND village BETWEEN ?2 AND ?3 ORDER BY rw, rt, id";
        let mut families = self.all(sql, params![village.number(), first, last], |row| {
            Ok(Family {
                id: get(row, "id")?,
                village: VillageCode::from_number(number(row, "village")?),
                no_kk: number_opt(row, "no_kk")?,
                rt: number_opt(row, "rt")?,
                rw: number_opt(row, "rw")?,
                address: get(row, "address")?,
                members: Vec::new(),
            })
        })?;
        for family in &mut families {
            family.members = self.members(&family.id)?;
        }
        Ok(families)
    }
}

impl SqliteTx<'_> {
    fn members(&self, family: &[u8; 16]) -> Result<Vec<Person>, StoreError> {
        self.all("SELECT * FROM person WHERE family = ?1 ORDER BY position", [family], |row| {
            Ok(Person {
                id: get(row, "id")?,
                nik: number_opt(row, "nik")?,
                name: get(row, "name")?,
                sex: Sex::from_code(number(row, "sex")?)
                    .ok_or(StoreError::Damaged("a sex is not known"))?,
                birth: get::<Option<i32>>(row, "birth_day")?.map(Day::from_number),
                relation: number(row, "relation")?,
            })
        })
    }
}

impl Register for SqliteTx<'_> {
    fn add_family(&mut self, family: &Family) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO family (id, village, no_kk, rt, rw, address) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                family.id,
                family.village.number(),
                family.no_kk.map(int),
                family.rt,
                family.rw,
                family.address,
            ],
        )?;
        for (position, person) in family.members.iter().enumerate() {
            self.put(
                "INSERT INTO person (id, family, position, nik, name, sex, birth_day, relation)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    person.id,
                    family.id,
                    count(position),
                    person.nik.map(int),
                    person.name,
                    person.sex.code(),
                    person.birth.map(Day::number),
                    person.relation,
                ],
            )?;
        }
        Ok(())
    }
}
