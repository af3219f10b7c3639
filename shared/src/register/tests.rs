//! A village of a thousand people: how long it is, and what is found in it.
#![expect(clippy::unwrap_used, reason = "tests")]

mod village;

use self::village::{VILLAGE, village};
use super::{
    chunk::{by_chunk, chunk_of},
    family::{self, Families1, Family1, Gone1, MEMBERS_MAX, News, Person1},
    query::Query,
    reference::{FamilyRef, PersonRef},
    search::{Register, family_ref, person_ref},
};

fn register(families: Vec<Family1>) -> Register {
    let mut register = Register::default();
    for (idx, chunk) in by_chunk(Families1 { families, gone: Vec::new() }) {
        let mut sorted = Families1::default();
        sorted.take(chunk);
        register.put(VILLAGE, idx, sorted);
    }
    register
}

fn person(number: u32, name: &str) -> Person1 {
    Person1 { number, name: String::from(name), ..Person1::default() }
}

/// Three families that people remember in many ways.
fn few() -> Register {
    let karto = Family1 {
        number: 1,
        kk: Some(42),
        former_kk: vec![1_234],
        rt: Some(3),
        rw: Some(1),
        address: String::from("Utara musala, dekat Pak Lurah"),
        members: vec![
            Person1 { nickname: "Mbah To".into(), nik: Some(9_990), ..person(1, "Soekarto") },
            Person1 { former_nik: vec![77], ..person(2, "St. Aminah") },
        ],
        ..Family1::default()
    };
    let ali = Family1 {
        number: 70,
        rt: Some(4),
        rw: Some(1),
        address: String::from("Gang Melati"),
        members: vec![
            person(3, "H. Moch. Ali Yusuf"),
            person(4, "Sulastri"),
            person(5, "Siti Djuariah"),
            person(6, "Muslimah"),
        ],
        ..Family1::default()
    };
    let empty =
        Family1 { number: 71, rt: Some(3), address: "Rumah kosong".into(), ..Family1::default() };
    register(vec![karto, ali, empty])
}

fn names(register: &Register, typed: &str) -> Vec<String> {
    let hits = register.search(&Query::parse(typed), 20);
    hits.iter()
        .map(|hit| hit.member.map_or(hit.family.address.clone(), |who| who.name.clone()))
        .collect()
}

#[test]
fn people_are_found_as_they_are_remembered() {
    let register = few();
    for (typed, expected) in [
        ("sukarto", &["Soekarto"][..]),
        ("soekar", &["Soekarto"]),
        ("pak karto", &["Soekarto"]),
        ("mbah to", &["Soekarto"]),
        ("aminah siti", &["St. Aminah"]),
        ("siti", &["St. Aminah", "Siti Djuariah"]),
        ("juariah", &["Siti Djuariah"]),
        ("muhammad ali", &["H. Moch. Ali Yusuf"]),
        ("moh ali", &["H. Moch. Ali Yusuf"]),
        ("haji ali", &["H. Moch. Ali Yusuf"]),
        ("musala", &["Soekarto"]),
        ("aminah musala", &["St. Aminah"]),
        ("rt 4", &["H. Moch. Ali Yusuf"]),
        ("03/01", &["Soekarto"]),
        ("siti rt 4", &["Siti Djuariah"]),
        ("9990", &["Soekarto"]),
        ("0042", &["Soekarto"]),
        ("1234", &["Soekarto"]),
        ("0077", &["St. Aminah"]),
        ("kosong", &["Rumah kosong"]),
        // Whose name it is comes before who lives beside something that is called like it.
        ("mus", &["Muslimah", "Soekarto"]),
        ("sulatsri", &["Sulastri"]),
        ("joesoef", &["H. Moch. Ali Yusuf"]),
        ("melatii", &["H. Moch. Ali Yusuf"]),
        ("sul", &["Sulastri"]),
        ("9991", &[]),
        ("xyzzy", &[]),
        ("", &[]),
    ] {
        assert_eq!(names(&register, typed), expected, "{typed}");
    }
}

#[test]
fn what_is_written_otherwise_is_said_to_be() {
    let register = few();
    let is_near = |typed: &str| register.search(&Query::parse(typed), 9)[0].is_near;
    assert!(!is_near("sulastri") && is_near("sulatsri"));
}

#[test]
fn a_family_and_a_person_are_found_by_their_reference_also_after_a_merge() {
    let mut register = few();
    let (_, family) =
        register.family(FamilyRef::Numbered { village: VILLAGE, number: 70 }).unwrap();
    assert_eq!(family_ref(VILLAGE, family), FamilyRef::Numbered { village: VILLAGE, number: 70 });
    let who = PersonRef::Numbered { village: VILLAGE, number: 4 };
    assert_eq!(register.person(who).map(|(_, _, person)| person_ref(VILLAGE, person)), Some(who));

    // Family 1 turns out to be the same as 70, and its head the same as person 3.
    let gone = Gone1 { number: 1, why: Gone1::MERGED, into: 70 };
    register.put(VILLAGE, 0, Families1 { families: Vec::new(), gone: vec![gone] });
    let mut ali =
        register.family(FamilyRef::Numbered { village: VILLAGE, number: 70 }).unwrap().1.clone();
    ali.gone.push(Gone1 { number: 1, why: Gone1::MERGED, into: 3 });
    register.put(VILLAGE, 1, Families1 { families: vec![ali], gone: Vec::new() });
    let merged = register.family(FamilyRef::Numbered { village: VILLAGE, number: 1 });
    assert_eq!(merged.map(|(_, family)| family.number), Some(70));
    let merged = register.person(PersonRef::Numbered { village: VILLAGE, number: 1 });
    assert_eq!(merged.map(|(_, _, person)| person.number), Some(3));
    assert!(register.person(PersonRef::Numbered { village: VILLAGE, number: 99 }).is_none());
}

#[test]
fn news_take_the_place_of_what_was_known() {
    let family = |number, name: &str| Family1 {
        number,
        members: vec![person(number, name)],
        ..Family1::default()
    };
    let mut chunk = Families1::default();
    chunk.take(Families1 { families: vec![family(2, "b"), family(1, "a")], gone: Vec::new() });
    chunk.take(Families1 {
        families: vec![family(1, "c")],
        gone: vec![Gone1 { number: 2, why: Gone1::MOVED, into: 0 }],
    });
    assert_eq!(chunk.families, [family(1, "c")]);
    chunk.take(Families1 { families: vec![family(2, "back")], gone: Vec::new() });
    assert_eq!((chunk.families.len(), chunk.gone.len()), (2, 0));
    assert_eq!((chunk_of(63), chunk_of(64), chunk_of(u32::MAX)), (Some(0), Some(1), None));
}

#[test]
fn an_event_survives_its_bytes_and_what_holds_too_much_is_refused() {
    let families = village(1_000);
    let some = Families1 { families: families[..40].to_vec(), gone: Vec::new() };
    assert_eq!(family::news(&family::event(&some)), Some(News::Families(some)));
    assert_eq!(family::news(&family::not_here()), Some(News::NotHere));
    assert_eq!(family::news(&[2, 0]), None);
    assert_eq!(family::news(&[]), None);
    assert_eq!(family::news(&[77, 1, 2]), None);

    // The fullest family that the office sends is read.
    let text = "x".repeat(family::TEXT_BYTES_MAX);
    let full = Family1 {
        hamlet: text.clone(),
        address: text.clone(),
        former_kk: vec![1; family::FORMER_MAX],
        programmes: vec![1; family::PROGRAMMES_MAX],
        members: vec![
            Person1 {
                name: text.clone(),
                nickname: text.clone(),
                former_nik: vec![1; family::FORMER_MAX],
                programmes: vec![1; family::PROGRAMMES_MAX],
                ..Person1::default()
            };
            MEMBERS_MAX
        ],
        gone: vec![Gone1 { number: 1, why: 1, into: 0 }; MEMBERS_MAX],
        ..Family1::default()
    };
    let of = |n| family::event(&Families1 { families: vec![full.clone(); n], gone: Vec::new() });
    assert!(family::news(&of(1)).is_some());
    assert_eq!(family::news(&of(100)), None, "longer than an event may be");
    let many = vec![Family1::default(); 1_001];
    assert_eq!(family::news(&family::event(&Families1 { families: many, gone: Vec::new() })), None);
    let mut claimed = vec![family::EVENT_FAMILIES, 0xff, 0xff, 0xff, 0x7f];
    claimed.extend([0; 500]);
    assert_eq!(family::news(&claimed), None, "a length that is only claimed");
}

#[test]
fn a_person_takes_less_than_fifty_bytes_unpacked() {
    let families = village(1_000);
    let n_people: usize = families.iter().map(|family| family.members.len()).sum();
    let n_bytes = family::event(&Families1 { families, gone: Vec::new() }).len();
    println!("{n_bytes} bytes for {n_people} people: {} each", n_bytes / n_people);
    assert!(n_bytes <= 60 * n_people, "{n_bytes} for {n_people}");
}

#[test]
fn what_was_merged_twice_is_what_stays_and_a_circle_ends() {
    let merged = |number, into| Gone1 { number, why: Gone1::MERGED, into };
    let stays = Family1 {
        number: 3,
        members: vec![person(30, "Siti")],
        gone: vec![merged(10, 20), merged(20, 30), merged(40, 41), merged(41, 40)],
        ..Family1::default()
    };
    let gone = vec![merged(1, 2), merged(2, 3), merged(4, 5), merged(5, 4)];
    let mut register = Register::default();
    register.put(VILLAGE, 0, Families1 { families: vec![stays], gone });
    let family = |number| {
        let found = register.family(FamilyRef::Numbered { village: VILLAGE, number });
        found.map(|(_, family)| family.number)
    };
    let person = |number| {
        let found = register.person(PersonRef::Numbered { village: VILLAGE, number });
        found.map(|(_, _, person)| person.number)
    };
    assert_eq!([1, 2, 3, 4, 5, 6].map(family), [Some(3), Some(3), Some(3), None, None, None]);
    assert_eq!([10, 20, 30, 40, 50].map(person), [Some(30), Some(30), Some(30), None, None]);
}
