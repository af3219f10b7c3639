//! A list that takes in what changed is the list that reading everything anew would give.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use std::cell::{Cell, Ref};

use client::{
    device::{Item, List},
    host::key_of,
    rows::{DraftItem, RecordItem},
    store::{LocalStore, Row, Rows, Table},
};
use common::*;
use shared::{forms::balita, id::RecordId};

fn rows(device: &TestDevice) -> Ref<'_, Rows> {
    LocalStore::rows(&device.store)
}

/// SplitMix64: a test that draws is the same every time.
fn draw(state: &mut u64) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    usize::try_from(mixed >> 40).unwrap()
}

fn is_as_read_anew<T: Item + std::fmt::Debug>(list: &mut List<T>, rows: &Rows) {
    let before: Vec<_> = list.items().iter().map(|item| (item.record(), item.at_ms())).collect();
    let is_changed = list.refresh(rows);
    let anew = List::<T>::of(rows);
    assert_eq!(list.items(), anew.items());
    let after: Vec<_> = list.items().iter().map(|item| (item.record(), item.at_ms())).collect();
    assert!(is_changed || before == after, "a change is told");
    assert!(!list.refresh(rows), "and told once");
}

#[test]
fn taking_in_changes_is_reading_anew_whatever_happens() {
    for seed in 0..40 {
        let mut state = seed;
        let first = device();
        // Another tab on the same storage, often behind.
        let second = on(&first.store.tab());
        let (mut drafts, mut records) = (List::<DraftItem>::new(), List::<RecordItem>::new());
        for _ in 0..60 {
            let device = if draw(&mut state).is_multiple_of(3) { &second } else { &first };
            device.host.now_ms.set(NOW_MS + (draw(&mut state) % 20) as u64);
            let items = device.records();
            let picked = items.get(draw(&mut state) % items.len().max(1)).map(|item| item.record);
            match (draw(&mut state) % 8, picked) {
                (0, _) => drop(run(visit_draft(device))),
                (1 | 2, _) => drop(run(finished_visit(device))),
                (3, Some(record)) => drop(kept(device, device.mend(record))),
                (4, Some(record)) => {
                    let plan = run(device.change(|device| Ok(device.delete_draft(record))));
                    drop(plan);
                }
                (5, Some(record)) => drop(run(device.hand_over(|device| device.withdraw(record)))),
                (6, Some(record)) => {
                    if let Ok(mut draft) = kept(device, device.mend(record)) {
                        draft.value.values.set(balita::WEIGHT, 9_100);
                        drop(run(device.save_draft(&mut draft)));
                    }
                }
                (7, Some(record)) => {
                    device.store.damage(Table::Record, &key_of(&record), |bytes| bytes.truncate(9));
                }
                _ => first.store.reread(),
            }
            if draw(&mut state).is_multiple_of(3) {
                first.store.reread();
            }
            is_as_read_anew(&mut drafts, &rows(&first));
            is_as_read_anew(&mut records, &rows(&first));
        }
        assert!(records.items().len() > 1, "{seed}");
    }
}

/// A record's item that counts how often it is read.
#[derive(Debug, PartialEq)]
struct Counted(RecordItem);

thread_local! {
    static N_READ: Cell<u32> = const { Cell::new(0) };
}

impl Item for Counted {
    const TABLE: Table = Table::Record;

    fn read(row: &Row) -> Option<Self> {
        N_READ.set(N_READ.get() + 1);
        RecordItem::read(row).map(Self)
    }

    fn record(&self) -> RecordId {
        self.0.record
    }

    fn at_ms(&self) -> u64 {
        self.0.at_ms()
    }
}

#[test]
fn a_change_of_one_record_reads_one_row() {
    let device = device();
    let records: Vec<_> = (0..30).map(|_| run(finished_visit(&device)).unwrap().record).collect();
    let mut list = List::<Counted>::of(&rows(&device));
    assert_eq!(N_READ.replace(0), 30);
    run(device.hand_over(|device| device.withdraw(records[0]))).unwrap();
    run(visit_draft(&device)).unwrap();
    assert!(list.refresh(&rows(&device)));
    assert_eq!(N_READ.replace(0), 1);
    // Also what another tab changed.
    let second = on(&device.store.tab());
    run(second.hand_over(|device| device.withdraw(records[1]))).unwrap();
    device.store.reread();
    assert!(list.refresh(&rows(&device)));
    assert_eq!(N_READ.get(), 1);
    assert_eq!(list.items().iter().filter(|item| item.0.is_withdrawal).count(), 2);
}
