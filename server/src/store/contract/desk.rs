//! What every engine shows the desk: its own villages and nothing else, whatever it asks.

use shared::{
    forms::perlu_petugas::PERLU_PETUGAS,
    id::{ChangeId, RecordId},
    region::{KecamatanCode, VillageCode},
    sync::state::RecordState,
};

use super::{
    super::{
        Scope,
        desk::{Order, RecordFilter},
        record::Record,
    },
    Db, add_author, each, store_numbered,
};

/// Two villages of one kecamatan, one of another, and the edges of the first.
pub(super) const VILLAGES: [u32; 5] =
    [3_523_161_003, 3_523_162_004, 3_523_171_001, 3_523_160_000, 3_523_169_999];

pub(super) const ALL: RecordFilter = RecordFilter {
    village: None,
    kecamatan: None,
    kind: None,
    state: None,
    words: None,
    from: None,
    to: None,
    order: Order::Newest,
    before: None,
    limit: 100,
};

/// Four records in each village, numbered 0, 1, 2 … village after village.
pub(super) fn fill(db: &Db) {
    add_author(db);
    db.write(|tx| {
        for (number, village) in (0..).zip(VILLAGES.into_iter().flat_map(|village| [village; 4])) {
            let record = store_numbered(tx, number, village, &format!("Anak {number}")).unwrap();
            if number % 4 == 3 {
                tx.put_record(&Record { state: RecordState::HeldForOffice, ..record }).unwrap();
            }
        }
    });
}

pub(super) fn kecamatan(number: u32) -> KecamatanCode {
    KecamatanCode::from_number(number)
}

pub(super) fn village(number: u32) -> VillageCode {
    VillageCode::from_number(number)
}
pub(super) fn numbers(db: &Db, scope: Scope, filter: &RecordFilter) -> Vec<u32> {
    let page = db.read(|tx| tx.records(scope, filter)).unwrap();
    page.lines
        .iter()
        .map(|line| u32::from_be_bytes(line.record.0[..4].try_into().unwrap()))
        .collect()
}

#[test]
fn each_scope_holds_its_villages() {
    each(|db| {
        fill(db);
        let cases = [
            (Scope::Regency, (0..20).rev().collect::<Vec<_>>()),
            (Scope::Kecamatan(kecamatan(352_316)), (0..20).rev().filter(|n| n / 4 != 2).collect()),
            (Scope::Kecamatan(kecamatan(352_317)), (8..12).rev().collect()),
            (Scope::Kecamatan(kecamatan(352_301)), Vec::new()),
            (Scope::Village(village(VILLAGES[1])), (4..8).rev().collect()),
            (Scope::Village(village(3_523_161_009)), Vec::new()),
        ];
        for (scope, expected) in cases {
            assert_eq!(numbers(db, scope, &ALL), expected, "{scope:?}");
            let counts = db.read(|tx| tx.record_counts(scope, &ALL)).unwrap();
            let n: u64 = counts.iter().map(|count| count.n).sum();
            assert_eq!(n, expected.len() as u64, "{scope:?}");
            for number in 0..20_u32 {
                let mut id = [0; 16];
                id[..4].copy_from_slice(&number.to_be_bytes());
                let detail = db.read(|tx| tx.detail(scope, RecordId(id))).unwrap();
                assert_eq!(detail.is_some(), expected.contains(&number), "{number} in {scope:?}");
            }
        }
    });
}

#[test]
fn a_record_is_shown_with_its_head_and_its_revisions() {
    each(|db| {
        fill(db);
        let detail = db.read(|tx| tx.detail(Scope::Regency, RecordId([0; 16]))).unwrap().unwrap();
        assert_eq!(detail.line.content, [7; 500]);
        assert_eq!((detail.line.author_name.as_str(), detail.receipt.seq), ("Orang 1", 1));
        assert_eq!(detail.revisions.len(), 1);
        assert_eq!(detail.revisions[0].change, detail.line.change);
        assert!(!detail.revisions[0].is_beside && !detail.revisions[0].is_withdrawal);
    });
}

pub(super) fn record_id(number: u32) -> RecordId {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&number.to_be_bytes());
    RecordId(id)
}

#[test]
fn a_version_is_opened_in_the_scope_of_its_record_and_under_its_name_only() {
    each(|db| {
        fill(db);
        let version = |scope, record: u32, change: u32| {
            let change = ChangeId(record_id(change).0);
            db.read(|tx| tx.version(scope, record_id(record), change)).unwrap()
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
    });
}

#[test]
fn a_version_of_another_village_is_told_of_and_not_opened() {
    each(|db| {
        fill(db);
        // The record has moved to another village since.
        db.write(|tx| {
            let record = tx.record(record_id(0)).unwrap().unwrap();
            let moved = Record { village: village(VILLAGES[2]), ..record };
            tx.put_record(&moved).unwrap();
        });
        let scope = Scope::Village(village(VILLAGES[2]));
        let detail = db.read(|tx| tx.detail(scope, record_id(0))).unwrap().unwrap();
        assert!(!detail.revisions[0].is_in_scope);
        let change = ChangeId(record_id(0).0);
        assert_eq!(db.read(|tx| tx.version(scope, record_id(0), change)).unwrap(), None);
        assert!(db.read(|tx| tx.version(Scope::Regency, record_id(0), change)).unwrap().is_some());
    });
}

#[test]
fn records_of_the_same_kind_and_person_are_found_in_the_scope_newest_first() {
    each(|db| {
        fill(db);
        let nik = Some(3_523_160_000_000_099);
        db.write(|tx| {
            for number in [0, 4, 8, 12, 16] {
                let record = tx.record(record_id(number)).unwrap().unwrap();
                let state = if number == 12 { RecordState::Withdrawn } else { record.state };
                let kind = if number == 16 { record.kind + 1 } else { 12 };
                let made_at_ms = if number == 4 { 99 } else { 5 };
                tx.put_record(&Record { nik, state, kind, made_at_ms, ..record }).unwrap();
            }
        });
        let found = |scope, number| {
            let found = db.read(|tx| tx.same_person(scope, record_id(number))).unwrap();
            found.iter().map(|line| line.record).collect::<Vec<_>>()
        };
        assert_eq!(found(Scope::Regency, 0), [record_id(4), record_id(8)]);
        assert_eq!(found(Scope::Kecamatan(kecamatan(352_316)), 0), [record_id(4)]);
        assert_eq!(found(Scope::Village(village(VILLAGES[0])), 0), []);
        assert_eq!(found(Scope::Village(village(VILLAGES[1])), 0), [], "not the reader's");
        assert_eq!(found(Scope::Regency, 1), [], "a NIK of its own");
    });
}

#[test]
fn a_nik_elsewhere_is_named_in_the_scope_and_only_hinted_at_outside() {
    each(|db| {
        fill(db);
        let nik = Some(3_523_160_000_000_099);
        db.write(|tx| {
            for number in [0, 4, 8, 12] {
                let record = tx.record(record_id(number)).unwrap().unwrap();
                let state = if number == 12 { RecordState::Withdrawn } else { record.state };
                tx.put_record(&Record { nik, state, ..record }).unwrap();
            }
        });
        let found = |scope, number| {
            let found = db.read(|tx| tx.same_nik(scope, record_id(number))).unwrap();
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
    });
}

#[test]
fn who_sees_one_village_only_sees_no_confidential_report_of_it() {
    each(|db| {
        fill(db);
        // One with a twin elsewhere, so that a search for its NIK would lead there.
        db.write(|tx| {
            for number in [0, 8] {
                let record = tx.record(record_id(number)).unwrap().unwrap();
                let (kind, nik) = (PERLU_PETUGAS.id.0, Some(3_523_160_000_000_000));
                let visit = Some(record_id(1));
                tx.put_record(&Record { kind, nik, visit, n_beside: 1, ..record }).unwrap();
            }
        });
        let own = Scope::Village(village(VILLAGES[0]));
        let district = Scope::Kecamatan(kecamatan(352_316));
        for (scope, sees) in [(own, false), (district, true), (Scope::Regency, true)] {
            let lists_it = |filter: &RecordFilter| numbers(db, scope, filter).contains(&0);
            let kind = Some(PERLU_PETUGAS.id.0);
            assert_eq!(lists_it(&ALL), sees, "{scope:?}");
            assert_eq!(lists_it(&RecordFilter { kind, ..ALL }), sees, "{scope:?}");
            let held = Some(RecordState::HeldForOffice);
            assert_eq!(lists_it(&RecordFilter { state: held, ..ALL }), sees, "{scope:?}");
            let words = Some(String::from("Anak 0"));
            assert_eq!(lists_it(&RecordFilter { words, ..ALL }), sees, "{scope:?}");
            let filter = RecordFilter { kind, ..ALL };
            let counts = db.read(|tx| tx.record_counts(scope, &filter)).unwrap();
            assert_eq!(counts.iter().any(|count| count.n + count.n_beside > 0), sees, "{scope:?}");
            let detail = db.read(|tx| tx.detail(scope, record_id(0))).unwrap();
            assert_eq!(detail.is_some(), sees, "{scope:?}");
            let change = ChangeId(record_id(0).0);
            let version = db.read(|tx| tx.version(scope, record_id(0), change)).unwrap();
            assert_eq!(version.is_some(), sees, "{scope:?}");
            let forms = db.read(|tx| tx.forms_of_visit(scope, record_id(1))).unwrap();
            assert_eq!(forms.iter().any(|line| line.record == record_id(0)), sees, "{scope:?}");
        }
    });
}
