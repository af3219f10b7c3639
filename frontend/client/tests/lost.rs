//! Storage that is cleared while tabs have it open, and what can be saved of it.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use client::{
    account,
    device::DeviceError,
    memory::MemoryStore,
    rows::{Draft, Held},
    store::{Batch, Durability, Expect, LocalStore, StoreError, Table, Write},
};
use common::{NOW_MS, TestDevice, TestHost, WORLD, kept, on, run};
use shared::{
    forms::visit::{self, VISIT},
    id::{AccountId, DeviceId},
    sync::{account::Profile1, wire},
};

fn profile() -> Profile1 {
    Profile1 {
        account: AccountId([4; 16]),
        name: "Siti".into(),
        villages: Vec::new(),
        office_name: String::new(),
        office_phone: String::new(),
        epoch: 7,
        server_ms: NOW_MS,
    }
}

/// Storage of an activated phone.
fn activated() -> MemoryStore {
    let store = MemoryStore::new();
    let device = DeviceId::new(NOW_MS, [3; 10]);
    run(account::bind(&store, profile(), device, "a-token")).unwrap();
    run(account::identify(&store, &TestHost::default())).unwrap();
    store
}

/// A visit's draft with somebody's name in it.
fn draft(device: &TestDevice, name: &str) -> Held<Draft> {
    let mut draft = device.begin(VISIT.id, None, common::VILLAGE).unwrap();
    draft.value.values = common::session();
    draft.value.values.set(visit::PLACE, String::from(name));
    run(device.save_draft(&mut draft)).unwrap();
    draft
}

#[test]
fn a_database_that_was_cleared_is_told_from_one_that_another_tab_changed() {
    let store = activated();
    let phone = on(&store);
    draft(&phone, "Sukirman");
    let other = store.tab();
    draft(&on(&other), "Karsinah");
    run(store.store().reread()).unwrap();
    assert_eq!(store.rows(Table::Draft).len(), 2);

    store.wipe_unseen();
    assert_eq!(run(store.store().reread()), Err(StoreError::Lost));
    assert_eq!(phone.drafts().len(), 2, "memory still has them");
    run(store.store().write_back()).unwrap();
    assert_eq!(store.rows(Table::Draft).len(), 2, "and so has the disk again");
    assert_eq!(run(store.store().reread()), Ok(()));
    assert!(account::load(&store).is_some());
}

#[test]
fn two_tabs_write_back_what_each_of_them_has_and_then_agree() {
    let store = activated();
    let other = store.tab();
    draft(&on(&store), "Sukirman");
    draft(&on(&other), "Karsinah");
    store.wipe_unseen();
    for _ in 0..3 {
        for tab in [&store, &other] {
            if run(tab.store().reread()) == Err(StoreError::Lost) {
                run(tab.store().write_back()).unwrap();
            }
        }
    }
    assert_eq!(store.rows(Table::Draft).len(), 2);
    let n_batches = store.n_batches();
    assert_eq!(run(store.store().reread()), Ok(()));
    assert_eq!(run(other.store().reread()), Ok(()));
    assert_eq!(store.n_batches(), n_batches, "nobody writes any more");
}

#[test]
fn a_batch_on_a_cleared_database_is_refused_as_lost() {
    let store = activated();
    let phone = on(&store);
    let mut draft = draft(&phone, "Sukirman");
    store.wipe_unseen();
    assert_eq!(run(phone.save_draft(&mut draft)), Err(StoreError::Lost));
}

#[test]
fn a_rescue_file_holds_what_waits_and_what_is_being_filled() {
    let store = activated();
    let phone = on(&store);
    let finished = draft(&phone, "Sukirman");
    let finished = kept(&phone, phone.finish(&finished, WORLD)).unwrap();
    draft(&phone, "Karsinah");
    let rescue = account::rescue(&LocalStore::rows(&store), &TestHost::default(), NOW_MS).unwrap();
    assert_eq!(
        (rescue.account, rescue.device),
        (AccountId([4; 16]), DeviceId::new(NOW_MS, [3; 10]))
    );
    assert_eq!((rescue.parcels.len(), rescue.drafts.len()), (1, 1));
    let changes = wire::open_plain(&rescue.parcels[0]).unwrap();
    assert_eq!(wire::header_of(changes[0]).unwrap().change, finished.change);

    // Its row of the outbox is gone: the record still has it.
    let without = store.copy();
    let delete = |key| Write::Delete { table: Table::Outbox, key, expect: Expect::Any };
    let writes = without.keys(Table::Outbox).into_iter().map(delete).collect();
    run(without.apply(Batch { writes, durability: Durability::Strict })).unwrap();
    let rescue =
        account::rescue(&LocalStore::rows(&without), &TestHost::default(), NOW_MS).unwrap();
    assert_eq!(rescue.parcels.len(), 1);
}

#[test]
fn what_is_only_here_is_counted_with_its_name() {
    let store = activated();
    let phone = on(&store);
    assert!(account::Unsent::of(&store).is_none());
    let finished = draft(&phone, "Sukirman");
    kept(&phone, phone.finish(&finished, WORLD)).unwrap();
    draft(&phone, "Karsinah");
    let unsent = account::Unsent::of(&store);
    assert_eq!((unsent.name.as_str(), unsent.n_waiting, unsent.n_drafts), ("Siti", 1, 1));
}

#[test]
fn of_two_tabs_that_type_into_one_draft_both_versions_are_kept() {
    let store = activated();
    let (first, second) = (on(&store), on(&store.tab()));
    let mut mine = draft(&first, "Sukirman");
    run(second.store.store().reread()).unwrap();
    let mut theirs = second.draft(mine.value.record).unwrap().unwrap();
    theirs.value.values.set(visit::PLACE, String::from("Karsinah"));
    run(second.save_draft(&mut theirs)).unwrap();

    mine.value.values.set(visit::PLACE, String::from("Sukirman Hadi"));
    assert_eq!(run(first.save_draft(&mut mine)), Err(StoreError::Stale));
    let mut copy = first.copy_of(&mine);
    run(first.save_draft(&mut copy)).unwrap();
    assert_eq!(first.drafts().len(), 2);
    let used = kept(&first, first.use_copy(&copy, mine.value.record)).unwrap();
    assert_eq!(used.value.record, mine.value.record);
    let name_of = |record| {
        let draft = first.draft(record).unwrap().unwrap();
        draft.value.values.get(visit::PLACE).map(|name| name.to_string())
    };
    assert_eq!(name_of(mine.value.record).as_deref(), Some("Sukirman Hadi"));
    assert_eq!(name_of(copy.value.record).as_deref(), Some("Karsinah"));

    // One that the other tab has deleted is gone: the copy stays.
    kept(&second, Ok(second.delete_draft(mine.value.record))).unwrap_err();
    run(second.store.store().reread()).unwrap();
    kept(&second, Ok(second.delete_draft(mine.value.record))).unwrap();
    run(first.store.store().reread()).unwrap();
    assert_eq!(first.use_copy(&copy, mine.value.record).unwrap_err(), DeviceError::Missing);
}

#[test]
fn nothing_stays_of_a_change_that_changed_nothing() {
    let store = activated();
    let phone = on(&store);
    let finished = draft(&phone, "Sukirman");
    let record = kept(&phone, phone.finish(&finished, WORLD)).unwrap().record;
    let untouched = kept(&phone, phone.mend(record)).unwrap();
    run(phone.keep((phone.drop_untouched(&untouched, WORLD).unwrap(), ()))).unwrap();
    assert_eq!(phone.drafts(), []);

    // Typed and taken back counts as unchanged; typed and left does not.
    let mut changed = kept(&phone, phone.mend(record)).unwrap();
    changed.value.values.set(visit::PLACE, String::from("Sukirman Hadi"));
    run(phone.save_draft(&mut changed)).unwrap();
    assert!(phone.drop_unchanged(WORLD).writes.is_empty());
    changed.value.values.set(visit::PLACE, String::from("Sukirman"));
    run(phone.save_draft(&mut changed)).unwrap();
    run(phone.keep((phone.drop_unchanged(WORLD), ()))).unwrap();
    assert_eq!(phone.drafts(), []);
    assert_eq!(phone.records().len(), 1, "the record stays as it was");
}
