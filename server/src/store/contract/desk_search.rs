//! What every engine finds for the desk's filters.

use shared::{day::Day, id::RecordId, sync::state::RecordState};

use super::{
    super::{
        Scope,
        desk::{Order, RecordFilter, StateCount},
        record::Record,
    },
    desk::{ALL, VILLAGES, fill, kecamatan, numbers, village},
    each,
};

#[test]
fn a_filter_cannot_reach_outside_of_the_scope() {
    each(|db| {
        fill(db);
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
            assert_eq!(numbers(db, own, &filter), [0_u32; 0], "{filter:?}");
            assert_eq!(db.read(|tx| tx.record_counts(own, &filter)).unwrap(), [], "{filter:?}");
        }
        let whole = RecordFilter { kecamatan: Some(kecamatan(352_316)), ..ALL };
        // A beginning that all share shows the own ones and no other.
        let beginning = RecordFilter { words: Some(String::from("3523")), ..ALL };
        for filter in [whole, beginning] {
            assert_eq!(numbers(db, own, &filter), [3, 2, 1, 0], "{filter:?}");
        }
    });
}

#[test]
fn filters_narrow() {
    each(|db| {
        fill(db);
        let held = RecordFilter { state: Some(RecordState::HeldForOffice), ..ALL };
        let words = |typed: &str| RecordFilter { words: Some(String::from(typed)), ..ALL };
        let cases = [
            (RecordFilter { village: Some(village(VILLAGES[2])), ..ALL }, vec![11, 10, 9, 8]),
            (held.clone(), vec![19, 15, 11, 7, 3]),
            (RecordFilter { kind: Some(12), ..held.clone() }, vec![]),
            (RecordFilter { words: Some(String::from(" ANAK 15 ")), ..held }, vec![15]),
            (RecordFilter { words: Some(String::from("100%")), ..ALL }, vec![]),
            (RecordFilter { words: Some(String::from("_")), ..ALL }, vec![]),
            (RecordFilter { words: Some(String::from("nak")), ..ALL }, vec![]),
            (words("3523160000000009"), vec![9]),
            (words(" 3523.1600-0000 0009 "), vec![9]),
            (words("35 23-16.000000001"), vec![19, 18, 17, 16, 15, 14, 13, 12, 11, 10]),
            (words("352317"), vec![]),
            (words("35231600000000090"), vec![]),
            // The last digits, words in any order, and the sender, who is "Orang 1".
            (words("0009"), vec![9]),
            (words("09"), vec![]),
            (words("9 anak orang"), vec![9]),
            (words("ORÀNG"), (0..20).rev().collect()),
            (words("orang 0012"), vec![12]),
            // Digits of a name are found as before; with letters among them they are no NIK.
            (words("17"), vec![17]),
            (words("NIK 3523160000000009"), vec![]),
        ];
        for (filter, expected) in cases {
            assert_eq!(numbers(db, Scope::Regency, &filter), expected, "{filter:?}");
        }
        let counts = db.read(|tx| tx.record_counts(Scope::Regency, &ALL)).unwrap();
        assert_eq!(
            counts,
            [count(RecordState::Sent, 15, 0), count(RecordState::HeldForOffice, 5, 0)]
        );
    });
}

fn count(state: RecordState, n: u64, n_beside: u64) -> StateCount {
    StateCount { state, n, n_beside, is_least: false }
}

#[test]
fn what_stands_beside_a_head_is_found_with_what_is_held_for_the_office() {
    each(|db| {
        fill(db);
        // 1, 5 and 9 are sent, 11 is held itself, 2 is held for its author; 13 was withdrawn and waits for
        // nobody.
        db.write(|tx| {
            let mut put = |number: u32, change: &dyn Fn(Record) -> Record| {
                let mut id = [0; 16];
                id[..4].copy_from_slice(&number.to_be_bytes());
                let record = tx.record(RecordId(id)).unwrap().unwrap();
                tx.put_record(&change(record)).unwrap();
            };
            for number in [1, 5, 9, 11] {
                put(number, &|record| Record { n_beside: 1, ..record });
            }
            put(13, &|record| Record { n_beside: 2, state: RecordState::Withdrawn, ..record });
            put(2, &|record| Record { state: RecordState::HeldForAuthor, ..record });
        });
        let of = |state| RecordFilter { state: Some(state), ..ALL };
        let held = of(RecordState::HeldForOffice);
        let plumpang = RecordFilter { kecamatan: Some(kecamatan(352_317)), ..held.clone() };
        let one_village = RecordFilter { village: Some(village(VILLAGES[0])), ..held.clone() };
        let cases = [
            (held.clone(), vec![19, 15, 11, 9, 7, 5, 3, 1]),
            (plumpang, vec![11, 9]),
            (one_village, vec![3, 1]),
            (RecordFilter { kind: Some(12), ..held.clone() }, vec![]),
            (RecordFilter { words: Some(String::from("anak 5")), ..held.clone() }, vec![5]),
            (of(RecordState::HeldForAuthor), vec![2]),
            (of(RecordState::Withdrawn), vec![13]),
        ];
        for (filter, expected) in cases {
            assert_eq!(numbers(db, Scope::Regency, &filter), expected, "{filter:?}");
            let counts = db.read(|tx| tx.record_counts(Scope::Regency, &filter)).unwrap();
            let n_found: u64 = counts
                .iter()
                .filter(|count| Some(count.state) == filter.state)
                .map(|count| count.n + count.n_beside)
                .sum();
            assert_eq!(n_found, expected.len() as u64, "{filter:?}");
        }
        // Sent ones stay among the sent, and each record is counted once by its own state.
        assert!(numbers(db, Scope::Regency, &of(RecordState::Sent)).contains(&1));
        let counts = db.read(|tx| tx.record_counts(Scope::Regency, &held)).unwrap();
        let expected = [
            count(RecordState::Sent, 13, 0),
            count(RecordState::HeldForAuthor, 1, 0),
            count(RecordState::HeldForOffice, 5, 3),
            count(RecordState::Withdrawn, 1, 0),
        ];
        assert_eq!(counts, expected);
        // A village where nothing but a head with something beside it waits.
        let quiet = db.read(|tx| {
            tx.record_counts(
                Scope::Regency,
                &RecordFilter { words: Some(String::from("0009")), ..ALL },
            )
        });
        assert_eq!(
            quiet.unwrap(),
            [count(RecordState::Sent, 1, 0), count(RecordState::HeldForOffice, 0, 1)]
        );

        // Page by page none twice and none left out.
        let (mut before, mut seen) = (None, Vec::new());
        loop {
            let page = db
                .read(|tx| {
                    tx.records(Scope::Regency, &RecordFilter { limit: 2, before, ..held.clone() })
                })
                .unwrap();
            seen.extend(page.lines.iter().map(|line| line.seq));
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(seen, [20, 16, 12, 10, 8, 6, 4, 2]);
    });
}

#[test]
fn days_narrow_by_when_the_head_was_stored() {
    each(|db| {
        fill(db);
        let day = Day::from_number(20_781);
        let of = |from, to| RecordFilter { from, to, ..ALL };
        let all: Vec<u32> = (0..20).rev().collect();
        let cases = [
            (of(Some(day), None), all.clone()),
            (of(Some(day), Some(day)), all.clone()),
            (of(None, Some(day)), all),
            (of(Some(day.plus(1)), None), vec![]),
            (of(None, Some(day.plus(-1))), vec![]),
            (of(Some(day.plus(1)), Some(day)), vec![]),
        ];
        for (filter, expected) in cases {
            assert_eq!(numbers(db, Scope::Regency, &filter), expected, "{filter:?}");
            let counts = db.read(|tx| tx.record_counts(Scope::Regency, &filter)).unwrap();
            let n_counted: u64 = counts.iter().map(|count| count.n).sum();
            assert_eq!(n_counted, expected.len() as u64, "{filter:?}");
        }
    });
}

#[test]
fn the_oldest_first_meet_without_a_gap_too() {
    each(|db| {
        fill(db);
        for limit in [1, 3, 20, 21] {
            let (mut before, mut seen) = (None, Vec::new());
            loop {
                let filter = RecordFilter { before, limit, order: Order::Oldest, ..ALL };
                let page = db.read(|tx| tx.records(Scope::Regency, &filter)).unwrap();
                seen.extend(page.lines.iter().map(|line| line.seq));
                before = page.next;
                if before.is_none() {
                    break;
                }
            }
            assert_eq!(seen, (1..=20).collect::<Vec<u64>>(), "{limit} a page");
        }
    });
}

#[test]
fn pages_meet_without_a_gap() {
    each(|db| {
        fill(db);
        for limit in [1, 3, 19, 20, 21] {
            let (mut before, mut seen) = (None, Vec::new());
            loop {
                let page = db
                    .read(|tx| tx.records(Scope::Regency, &RecordFilter { before, limit, ..ALL }))
                    .unwrap();
                seen.extend(page.lines.iter().map(|line| line.seq));
                before = page.next;
                if before.is_none() {
                    break;
                }
            }
            assert_eq!(seen, (1..=20).rev().collect::<Vec<u64>>(), "{limit} a page");
        }
    });
}
