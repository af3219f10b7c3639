//! The desk sees its own villages and nothing else, whatever it asks.

use shared::{
    id::{ChangeId, RecordId},
    region::{KecamatanCode, VillageCode},
    sex::Sex,
    sync::state::State,
};

use super::{
    super::{
        super::{
            Scope, Tx as _,
            account::Role,
            desk::{RecordFilter, StateCount},
            record::Record,
            register::{Family, Person},
        },
        TestDb,
    },
    AUTHOR, account, store,
};

/// Two villages of one kecamatan, one of another, and the edges of the first.
const VILLAGES: [u32; 5] =
    [3_523_161_003, 3_523_162_004, 3_523_171_001, 3_523_160_000, 3_523_169_999];

const ALL: RecordFilter = RecordFilter {
    village: None,
    kecamatan: None,
    kind: None,
    state: None,
    words: None,
    before: None,
    limit: 100,
};

/// Four records in each village, numbered 0, 1, 2 … village after village.
fn filled() -> TestDb {
    let db = TestDb::new(1);
    db.transaction(true, |tx| {
        tx.add_account(&account(AUTHOR, Role::Psm)).unwrap();
        for (number, village) in (0..).zip(VILLAGES.into_iter().flat_map(|village| [village; 4])) {
            let record = store(tx, number, village, &format!("Anak {number}")).unwrap();
            if number % 4 == 3 {
                tx.put_record(&Record { state: State::HeldForOffice, ..record }).unwrap();
            }
        }
    });
    db
}

fn kecamatan(number: u32) -> KecamatanCode {
    KecamatanCode::from_number(number)
}

fn village(number: u32) -> VillageCode {
    VillageCode::from_number(number)
}

fn numbers(db: &TestDb, scope: Scope, filter: &RecordFilter) -> Vec<u32> {
    let page = db.read().records(scope, filter).unwrap();
    page.lines
        .iter()
        .map(|line| u32::from_be_bytes(line.record.0[..4].try_into().unwrap()))
        .collect()
}

#[test]
fn each_scope_holds_its_villages() {
    let db = filled();
    let cases = [
        (Scope::Regency, (0..20).rev().collect::<Vec<_>>()),
        (Scope::Kecamatan(kecamatan(352_316)), (0..20).rev().filter(|n| n / 4 != 2).collect()),
        (Scope::Kecamatan(kecamatan(352_317)), (8..12).rev().collect()),
        (Scope::Kecamatan(kecamatan(352_301)), Vec::new()),
        (Scope::Village(village(VILLAGES[1])), (4..8).rev().collect()),
        (Scope::Village(village(3_523_161_009)), Vec::new()),
    ];
    for (scope, expected) in cases {
        assert_eq!(numbers(&db, scope, &ALL), expected, "{scope:?}");
        let counts = db.read().record_counts(scope, &ALL).unwrap();
        let n: u64 = counts.iter().map(|count| count.n).sum();
        assert_eq!(n, expected.len() as u64, "{scope:?}");
        for number in 0..20_u32 {
            let mut id = [0; 16];
            id[..4].copy_from_slice(&number.to_be_bytes());
            let detail = db.read().record(scope, RecordId(id)).unwrap();
            assert_eq!(detail.is_some(), expected.contains(&number), "{number} in {scope:?}");
        }
    }
}

#[test]
fn a_filter_cannot_reach_outside_of_the_scope() {
    let db = filled();
    let own = Scope::Village(village(VILLAGES[0]));
    let filters = [
        RecordFilter { village: Some(village(VILLAGES[1])), ..ALL },
        RecordFilter { kecamatan: Some(kecamatan(352_317)), ..ALL },
        RecordFilter { words: Some(String::from("Anak 9")), ..ALL },
        RecordFilter { words: Some(format!("{}", 3_523_160_000_000_009_u64)), ..ALL },
        RecordFilter { words: Some(String::from("3523 1600 0000 0009")), ..ALL },
        RecordFilter { words: Some(String::from("352316000000001")), ..ALL },
    ];
    for filter in filters {
        assert_eq!(numbers(&db, own, &filter), [0_u32; 0], "{filter:?}");
        assert_eq!(db.read().record_counts(own, &filter).unwrap(), [], "{filter:?}");
    }
    let whole = RecordFilter { kecamatan: Some(kecamatan(352_316)), ..ALL };
    // A beginning that all share shows the own ones and no other.
    let beginning = RecordFilter { words: Some(String::from("3523")), ..ALL };
    for filter in [whole, beginning] {
        assert_eq!(numbers(&db, own, &filter), [3, 2, 1, 0], "{filter:?}");
    }
}

#[test]
fn filters_narrow() {
    let db = filled();
    let held = RecordFilter { state: Some(State::HeldForOffice), ..ALL };
    let words = |typed: &str| RecordFilter { words: Some(String::from(typed)), ..ALL };
    let cases = [
        (RecordFilter { village: Some(village(VILLAGES[2])), ..ALL }, vec![11, 10, 9, 8]),
        (held.clone(), vec![19, 15, 11, 7, 3]),
        (RecordFilter { kind: Some(12), ..held.clone() }, vec![]),
        (RecordFilter { words: Some(String::from(" ANAK 1 ")), ..held }, vec![19, 15, 11]),
        (RecordFilter { words: Some(String::from("100%")), ..ALL }, vec![]),
        (RecordFilter { words: Some(String::from("Anak_1")), ..ALL }, vec![]),
        (words("3523160000000009"), vec![9]),
        (words(" 3523.1600-0000 0009 "), vec![9]),
        (words("35 23-16.000000001"), vec![19, 18, 17, 16, 15, 14, 13, 12, 11, 10]),
        (words("352317"), vec![]),
        (words("35231600000000090"), vec![]),
        // Digits of a name are found as before; with letters among them they are no NIK.
        (words("17"), vec![17]),
        (words("NIK 3523160000000009"), vec![]),
    ];
    for (filter, expected) in cases {
        assert_eq!(numbers(&db, Scope::Regency, &filter), expected, "{filter:?}");
    }
    let counts = db.read().record_counts(Scope::Regency, &ALL).unwrap();
    assert_eq!(counts, [count(State::Sent, 15, 0), count(State::HeldForOffice, 5, 0)]);
}

fn count(state: State, n: u64, n_beside: u64) -> StateCount {
    StateCount { state, n, n_beside }
}

#[test]
fn what_stands_beside_a_head_is_found_with_what_is_held_for_the_office() {
    let db = filled();
    // 1, 5 and 9 are sent, 11 is held itself, 2 is held for its author; 13 was withdrawn and waits for
    // nobody.
    db.transaction(true, |tx| {
        let mut put = |number: u32, change: &dyn Fn(Record) -> Record| {
            let mut id = [0; 16];
            id[..4].copy_from_slice(&number.to_be_bytes());
            let record = tx.record(RecordId(id)).unwrap().unwrap();
            tx.put_record(&change(record)).unwrap();
        };
        for number in [1, 5, 9, 11] {
            put(number, &|record| Record { n_beside: 1, ..record });
        }
        put(13, &|record| Record { n_beside: 2, state: State::Withdrawn, ..record });
        put(2, &|record| Record { state: State::HeldForAuthor, ..record });
    });
    let of = |state| RecordFilter { state: Some(state), ..ALL };
    let held = of(State::HeldForOffice);
    let plumpang = RecordFilter { kecamatan: Some(kecamatan(352_317)), ..held.clone() };
    let one_village = RecordFilter { village: Some(village(VILLAGES[0])), ..held.clone() };
    let cases = [
        (held.clone(), vec![19, 15, 11, 9, 7, 5, 3, 1]),
        (plumpang, vec![11, 9]),
        (one_village, vec![3, 1]),
        (RecordFilter { kind: Some(12), ..held.clone() }, vec![]),
        (RecordFilter { words: Some(String::from("anak 1")), ..held.clone() }, vec![19, 15, 11, 1]),
        (of(State::HeldForAuthor), vec![2]),
        (of(State::Withdrawn), vec![13]),
    ];
    for (filter, expected) in cases {
        assert_eq!(numbers(&db, Scope::Regency, &filter), expected, "{filter:?}");
        let counts = db.read().record_counts(Scope::Regency, &filter).unwrap();
        let n_found: u64 = counts
            .iter()
            .filter(|count| Some(count.state) == filter.state)
            .map(|count| count.n + count.n_beside)
            .sum();
        assert_eq!(n_found, expected.len() as u64, "{filter:?}");
    }
    // Sent ones stay among the sent, and each record is counted once by its own state.
    assert!(numbers(&db, Scope::Regency, &of(State::Sent)).contains(&1));
    let counts = db.read().record_counts(Scope::Regency, &held).unwrap();
    let expected = [
        count(State::Sent, 13, 0),
        count(State::HeldForAuthor, 1, 0),
        count(State::HeldForOffice, 5, 3),
        count(State::Withdrawn, 1, 0),
    ];
    assert_eq!(counts, expected);
    // A village where nothing but a head with something beside it waits.
    let quiet = db.read().record_counts(
        Scope::Regency,
        &RecordFilter { words: Some(String::from("Anak 9")), ..ALL },
    );
    assert_eq!(quiet.unwrap(), [count(State::Sent, 1, 0), count(State::HeldForOffice, 0, 1)]);

    // Page by page none twice and none left out.
    let (mut before, mut seen) = (None, Vec::new());
    loop {
        let page = db
            .read()
            .records(Scope::Regency, &RecordFilter { limit: 2, before, ..held.clone() })
            .unwrap();
        seen.extend(page.lines.iter().map(|line| line.seq));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen, [20, 16, 12, 10, 8, 6, 4, 2]);
}

#[test]
fn pages_meet_without_a_gap() {
    let db = filled();
    for limit in [1, 3, 19, 20, 21] {
        let (mut before, mut seen) = (None, Vec::new());
        loop {
            let page =
                db.read().records(Scope::Regency, &RecordFilter { before, limit, ..ALL }).unwrap();
            seen.extend(page.lines.iter().map(|line| line.seq));
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(seen, (1..=20).rev().collect::<Vec<u64>>(), "{limit} a page");
    }
}

#[test]
fn a_record_is_shown_with_its_head_and_its_revisions() {
    let db = filled();
    let detail = db.read().record(Scope::Regency, RecordId([0; 16])).unwrap().unwrap();
    assert_eq!(detail.line.content, [7; 500]);
    assert_eq!((detail.line.author_name.as_str(), detail.receipt.seq), ("Orang 1", 1));
    assert_eq!(detail.revisions.len(), 1);
    assert_eq!(detail.revisions[0].change, detail.line.change);
    assert!(!detail.revisions[0].is_beside && !detail.revisions[0].is_withdrawal);
}

fn record_id(number: u32) -> RecordId {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&number.to_be_bytes());
    RecordId(id)
}

#[test]
fn a_version_is_opened_in_the_scope_of_its_record_and_under_its_name_only() {
    let db = filled();
    let version = |scope, record: u32, change: u32| {
        let change = ChangeId(record_id(change).0);
        db.read().version(scope, record_id(record), change).unwrap()
    };
    let own = Scope::Village(village(VILLAGES[0]));
    assert_eq!(version(own, 0, 0).unwrap().content, [7; 500]);
    assert_eq!(version(Scope::Regency, 9, 9).unwrap().author_name, "Orang 1");
    for (scope, record, change) in [
        (own, 9, 9),
        (own, 0, 1),
        (own, 0, 9),
        (Scope::Village(village(VILLAGES[1])), 0, 0),
        (Scope::Kecamatan(kecamatan(352_301)), 0, 0),
    ] {
        assert_eq!(version(scope, record, change), None, "{change} of {record} in {scope:?}");
    }
}

#[test]
fn a_version_of_another_village_is_told_of_and_not_opened() {
    let db = filled();
    // The record has moved to another village since.
    db.transaction(true, |tx| {
        let record = tx.record(record_id(0)).unwrap().unwrap();
        let moved = Record { village: village(VILLAGES[2]), ..record };
        tx.put_record(&moved).unwrap();
    });
    let scope = Scope::Village(village(VILLAGES[2]));
    let detail = db.read().record(scope, record_id(0)).unwrap().unwrap();
    assert!(!detail.revisions[0].is_in_scope);
    let change = ChangeId(record_id(0).0);
    assert_eq!(db.read().version(scope, record_id(0), change).unwrap(), None);
    assert!(db.read().version(Scope::Regency, record_id(0), change).unwrap().is_some());
}

#[test]
fn a_nik_elsewhere_is_named_in_the_scope_and_only_hinted_at_outside() {
    let db = filled();
    let nik = Some(3_523_160_000_000_099);
    db.transaction(true, |tx| {
        for number in [0, 4, 8, 12] {
            let record = tx.record(record_id(number)).unwrap().unwrap();
            let state = if number == 12 { State::Withdrawn } else { record.state };
            tx.put_record(&Record { nik, state, ..record }).unwrap();
        }
    });
    let found = |scope, number| {
        let found = db.read().same_nik(scope, record_id(number)).unwrap();
        let inside: Vec<_> = found.inside.iter().map(|line| line.record).collect();
        (inside, found.is_outside)
    };
    assert_eq!(found(Scope::Regency, 0), (vec![record_id(8), record_id(4)], false));
    let of_kecamatan = found(Scope::Kecamatan(kecamatan(352_316)), 0);
    assert_eq!(of_kecamatan, (vec![record_id(4)], true));
    assert_eq!(found(Scope::Village(village(VILLAGES[0])), 0), (vec![], true));
    // A record that the reader may not see tells nothing, not even that.
    assert_eq!(found(Scope::Village(village(VILLAGES[1])), 0), (vec![], false));
    assert_eq!(found(Scope::Regency, 1), (vec![], false), "a NIK of its own");
}

#[test]
fn families_are_found_in_their_village_by_those_who_may_see_it() {
    let db = TestDb::new(1);
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
    db.transaction(true, |tx| tx.add_family(&family)).unwrap();
    assert_eq!(db.read().n_families().unwrap(), 1);
    let found = |scope| db.read().families(scope, village(VILLAGES[0])).unwrap();
    assert_eq!(found(Scope::Kecamatan(kecamatan(352_316))), [family]);
    assert_eq!(found(Scope::Kecamatan(kecamatan(352_317))), []);
    assert_eq!(found(Scope::Village(village(VILLAGES[1]))), []);
}
