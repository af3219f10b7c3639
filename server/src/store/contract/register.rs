//! What every engine does with the register.

use shared::sex::Sex;

use super::{
    super::{
        Scope, StoreError,
        register::{Family, Person},
    },
    desk::{VILLAGES, kecamatan, village},
    each,
};

#[test]
fn families_are_found_in_their_village_by_those_who_may_see_it() {
    each(|db| {
        let person = |number: u8| Person {
            id: [number; 16],
            nik: Some(3_523_161_411_240_001),
            name: String::from("Siti"),
            sex: Sex::Female,
            birth: Some(shared::day::Day::from_number(-5)),
            relation: u16::from(number),
        };
        let family = Family {
            id: [1; 16],
            village: village(VILLAGES[0]),
            no_kk: Some(3_523_161_411_240_001),
            rt: Some(3),
            rw: None,
            address: String::from("utara masjid"),
            members: vec![person(9), person(2)],
        };
        db.write(|tx| tx.add_family(&family)).unwrap();
        assert_eq!(db.read(|tx| tx.n_families()).unwrap(), 1);
        let found = |scope| db.read(|tx| tx.families(scope, village(VILLAGES[0]))).unwrap();
        assert_eq!(found(Scope::Kecamatan(kecamatan(352_316))), std::slice::from_ref(&family));
        assert_eq!(found(Scope::Kecamatan(kecamatan(352_317))), []);
        assert_eq!(found(Scope::Village(village(VILLAGES[1]))), []);
        let twice = db.write(|tx| tx.add_family(&family));
        assert!(matches!(twice, Err(StoreError::Constraint(_))), "{twice:?}");
        let same_person = Family { id: [2; 16], members: vec![person(9)], ..family.clone() };
        let twice = db.write(|tx| tx.add_family(&same_person));
        assert!(matches!(twice, Err(StoreError::Constraint(_))), "{twice:?}");
    });
}
