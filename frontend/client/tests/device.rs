//! What a phone keeps when it dies, is full, is used in two tabs, or finds damage.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use client::{
    device::DeviceError,
    host::Host as _,
    host::key_of,
    memory::{Faults, MemoryStore},
    rows::{Outbox, Record, RecordItem, Stored},
    store::{Batch, Durability, Expect, LocalStore as _, StoreError, Table, Write, patiently},
};
use common::*;
use shared::{
    day::Day,
    form::{
        content::Content,
        value::{Chosen, Values},
    },
    forms::{
        balita,
        balita::BALITA,
        lists,
        visit::{self, VISIT},
    },
    id::RecordId,
    sync::{
        state::RecordState,
        wire::{self, Change1, OP_WITHDRAW},
    },
};

/// A day of work; stops where the phone does.
async fn work(device: &TestDevice) -> Result<(), DeviceError> {
    let visit = finished_visit(device).await?.record;
    let child = finished_child(device, visit, 9_000).await?.record;
    let mut draft = device.keep(device.mend(child)?).await?;
    draft.value.values.set(balita::WEIGHT, 9_100);
    device.save_draft(&mut draft).await?;
    device.keep(device.finish(&draft, WORLD)?).await?;
    let open = device.keep(device.mend(child)?).await?;
    device.keep(device.delete_draft(open.value.record)).await?;
    device.keep(device.withdraw(child)?).await?;
    Ok(())
}

/// Opens storage that another process holds for this long, milliseconds; how long that took.
fn opened_after(held_ms: u64) -> (Result<(), StoreError>, u64) {
    let host = TestHost::default();
    let opened = run(patiently(&host, async || {
        if host.now_ms() < held_ms { Err(StoreError::Closed) } else { Ok(()) }
    }));
    (opened, host.now_ms())
}

#[test]
fn storage_that_a_killed_browser_still_holds_is_waited_for_but_not_for_ever() {
    assert_eq!(opened_after(0), (Ok(()), 0));
    for held_ms in [1, 400, 4_000] {
        let (opened, after_ms) = opened_after(held_ms);
        assert_eq!(opened, Ok(()), "{held_ms}");
        assert!(after_ms <= 5_000, "{held_ms}: {after_ms}");
    }
    let (refused, after_ms) = opened_after(u64::MAX);
    assert_eq!(refused, Err(StoreError::Closed));
    assert!((4_000..=5_000).contains(&after_ms), "{after_ms}");
}

/// Changes that wait in the outbox.
fn waiting(store: &MemoryStore) -> Vec<Change1> {
    let outboxes = store.rows(Table::Outbox);
    let bodies: Vec<_> =
        outboxes.iter().map(|row| Outbox::from_row_bytes(&row.bytes).unwrap().bytes).collect();
    let changes = bodies.iter().flat_map(|body| wire::open_plain(body).unwrap());
    changes.map(|bytes| wire::decode(bytes).unwrap()).collect()
}

#[test]
fn a_phone_that_dies_between_any_two_writes_has_all_of_a_form_or_its_draft() {
    let mut n_deaths = 0;
    for dies_after in 0.. {
        let store = MemoryStore::new();
        store.set_faults(Faults { dies_after: Some(dies_after), ..Faults::default() });
        let done = run(work(&on(&store)));
        store.set_faults(Faults::default());
        for row in store.rows(Table::Record) {
            let record = Record::from_row_bytes(&row.bytes).unwrap();
            let change = record.header.change;
            let parcel = waiting(&store).into_iter().find(|waits| waits.header.change == change);
            let parcel = parcel.expect("what is finished waits to be sent");
            assert_eq!(wire::encode(&parcel), record.change_bytes());
            // What was begun is there once: as a draft, or finished. Only a mending draft stands
            // beside its record, and names the revision it mends.
            if let Some(draft) = on(&store).draft(record.header.record).unwrap() {
                assert_eq!(draft.value.parent, Some(change));
            }
        }
        if done.is_ok() {
            break;
        }
        assert_eq!(done, Err(DeviceError::Store(StoreError::Closed)));
        n_deaths += 1;
    }
    assert_eq!(n_deaths, 11, "one death before each write");
}

#[test]
fn a_finished_form_leaves_a_record_a_parcel_and_no_draft() {
    let device = device();
    let finished = run(finished_visit(&device)).unwrap();
    let record = device.record(finished.record).unwrap().unwrap().value;
    assert_eq!(record.state(), RecordState::Waiting);
    assert_eq!(record.subject, VISIT.subject_of(&record.content().unwrap().values));
    assert_eq!(device.draft(finished.record).unwrap(), None);
    assert_eq!(waiting(&device.store).len(), 1);
    assert_eq!(finished.entry.items[0].change, finished.change);
    let counts = device.counts();
    assert_eq!((counts.of(RecordState::Waiting), counts.of(RecordState::Draft)), (1, 0));
    assert_eq!(device.n_unsent(), 1);
}

#[test]
fn a_draft_goes_when_nobody_answered_anything_and_stays_otherwise() {
    let device = device();
    let mut draft = device.begin(VISIT.id, None, VILLAGE).unwrap();
    // What the button says with which it is begun, and what the form suggests.
    draft.value.values.set(visit::KIND, Chosen(lists::VISIT_SESSION));
    draft.value.values.set(visit::DATE, TODAY);
    run(device.save_draft(&mut draft)).unwrap();
    let mut touched = draft.clone();
    run(device.store.apply(device.drop_untouched(&draft, WORLD).unwrap())).unwrap();
    assert_eq!(device.draft(draft.value.record).unwrap(), None);

    // Another day than the suggested one is an answer.
    touched.revision = 0;
    touched.value.values.set(visit::DATE, Day::from_number(TODAY.number() - 1));
    run(device.save_draft(&mut touched)).unwrap();
    run(device.store.apply(device.drop_untouched(&touched, WORLD).unwrap())).unwrap();
    assert_eq!(device.draft(touched.value.record).unwrap(), Some(touched));
}

#[test]
fn a_form_with_something_missing_is_not_finished_and_says_what() {
    let device = device();
    let mut draft = run(visit_draft(&device)).unwrap();
    draft.value.values = Values::new();
    run(device.save_draft(&mut draft)).unwrap();
    let Err(DeviceError::Blocked(problems)) = kept(&device, device.finish(&draft, WORLD)) else {
        panic!("it was finished");
    };
    assert!(!problems.is_empty());
    assert_eq!(device.draft(draft.value.record).unwrap(), Some(draft));
    assert_eq!(device.records(), []);
}

#[test]
fn the_second_of_two_tabs_is_told_and_overwrites_nothing() {
    let store = MemoryStore::new();
    let first = on(&store);
    let mut here = run(visit_draft(&first)).unwrap();
    let second = on(&store.tab());
    let mut there = second.draft(here.value.record).unwrap().unwrap();
    here.value.section_idx = 1;
    run(first.save_draft(&mut here)).unwrap();
    there.value.section_idx = 2;
    assert_eq!(run(second.save_draft(&mut there)), Err(StoreError::Stale));
    assert_eq!(second.draft(here.value.record).unwrap(), Some(here.clone()));

    kept(&first, first.finish(&here, WORLD)).unwrap();
    let late = kept(&second, second.finish(&there, WORLD));
    assert_eq!(late, Err(DeviceError::Store(StoreError::Stale)));
    assert_eq!(waiting(&store).len(), 1, "one record, sent once");
}

#[test]
fn a_tab_that_is_behind_is_told_then_sees_what_the_other_wrote_and_can_try_again() {
    let store = MemoryStore::new();
    let first = on(&store);
    let visit = run(finished_visit(&first)).unwrap().record;
    let child = run(finished_child(&first, visit, 9_000)).unwrap();
    let second = on(&store.tab());
    let stale = Err(DeviceError::Store(StoreError::Stale));
    let weight = |device: &TestDevice| {
        let record = device.record(child.record).unwrap().unwrap().value;
        record.content().unwrap().values.get(balita::WEIGHT)
    };

    let mut draft = kept(&first, first.mend(child.record)).unwrap();
    draft.value.values.set(balita::WEIGHT, 9_100);
    let mended = kept(&first, first.finish(&draft, WORLD)).unwrap();
    assert_eq!((weight(&first), weight(&second)), (Some(9_100), Some(9_000)), "not told yet");
    assert_eq!(kept(&second, second.withdraw(child.record)), stale);
    assert_eq!(weight(&second), Some(9_100));
    assert_eq!(waiting(&store).len(), 3, "nothing was written");

    // The second try is made from what the other tab wrote.
    let withdrawn = kept(&second, second.withdraw(child.record)).unwrap();
    assert_eq!(withdrawn.entry.items[0].parent, Some(mended.change));

    // The first tab is behind now, and what it wants is no longer possible.
    assert_eq!(kept(&first, first.withdraw(child.record)), stale);
    let over = DeviceError::Decided(RecordState::Withdrawn);
    assert_eq!(kept(&first, first.withdraw(child.record)), Err(over.clone()));
    assert_eq!(kept(&first, first.mend(child.record)), Err(over));
}

#[test]
fn what_was_typed_in_a_tab_that_was_behind_stays_a_draft() {
    let store = MemoryStore::new();
    let first = on(&store);
    let visit = run(finished_visit(&first)).unwrap().record;
    let child = run(finished_child(&first, visit, 9_000)).unwrap().record;
    let second = on(&store.tab());
    kept(&first, first.finish(&kept(&first, first.mend(child)).unwrap(), WORLD)).unwrap();

    // It takes the revision that it knows for the latest one.
    let mut draft = kept(&second, second.mend(child)).unwrap();
    draft.value.values.set(balita::WEIGHT, 9_200);
    run(second.save_draft(&mut draft)).unwrap();
    for _ in 0..2 {
        let refused = kept(&second, second.finish(&draft, WORLD));
        assert_eq!(refused, Err(DeviceError::Store(StoreError::Stale)));
    }
    first.store.reread();
    assert_eq!(first.draft(child).unwrap(), Some(draft), "what was typed is there in both");
    assert_eq!(waiting(&store).len(), 3, "nothing was sent over the other tab's answers");
}

#[test]
fn mending_something_that_was_mended_elsewhere_meanwhile_is_refused() {
    let store = MemoryStore::new();
    let device = on(&store);
    let visit = run(finished_visit(&device)).unwrap().record;
    let child = run(finished_child(&device, visit, 9_000)).unwrap().record;
    let mending = kept(&device, device.mend(child)).unwrap();
    // The other tab holds the same draft, and withdraws: draft and record move on together.
    let second = on(&store);
    kept(&second, second.withdraw(child)).unwrap();
    assert_eq!(
        kept(&device, device.finish(&mending, WORLD)),
        Err(DeviceError::Store(StoreError::Stale))
    );
}

#[test]
fn full_storage_keeps_what_was_there_and_says_so() {
    let device = device();
    let mut draft = run(visit_draft(&device)).unwrap();
    let before = draft.clone();
    let room_bytes = Some(device.store.used_bytes());
    device.store.set_faults(Faults { room_bytes, ..Faults::default() });
    draft.value.values.set(visit::NOTES, "panjang ".repeat(20));
    assert_eq!(run(device.save_draft(&mut draft)), Err(StoreError::Full));
    assert_eq!(device.draft(draft.value.record).unwrap(), Some(before.clone()));
    let error = kept(&device, device.finish(&before, WORLD)).unwrap_err();
    assert_eq!(error, DeviceError::Store(StoreError::Full));
    assert!(error.words().id.contains("penuh"));
    assert_eq!(device.draft(draft.value.record).unwrap(), Some(before.clone()));
    device.store.set_faults(Faults::default());
    kept(&device, device.finish(&before, WORLD)).unwrap();
}

#[test]
fn a_damaged_draft_is_shown_and_its_bytes_stay_until_it_is_set_aside() {
    let device = device();
    let mut draft = run(visit_draft(&device)).unwrap();
    let key = key_of(&draft.value.record);
    device.store.damage(Table::Draft, &key, |bytes| bytes.truncate(9));
    let raw = device.store.rows(Table::Draft).remove(0);

    let items = device.drafts();
    assert!(items[0].is_damaged && items[0].record == draft.value.record);
    let Err(damaged) = device.draft(draft.value.record) else {
        panic!("it was read");
    };
    assert_eq!(damaged.row, raw);
    draft.revision = 0;
    assert_eq!(run(device.save_draft(&mut draft)), Err(StoreError::Stale), "not written over");

    run(device.store.apply(device.set_aside(&[damaged]))).unwrap();
    run(device.save_draft(&mut draft)).unwrap();
    let meta = device.store.rows(Table::Meta);
    assert_eq!(meta[0].key, ["damaged-draft-", &key].concat());
    assert_eq!(meta[0].bytes, raw.bytes);
}

#[test]
fn a_damaged_record_is_in_the_list_and_hides_nothing_else() {
    let device = device();
    let visit = run(finished_visit(&device)).unwrap().record;
    let child = run(finished_child(&device, visit, 9_000)).unwrap().record;
    device.store.damage(Table::Record, &key_of(&visit), |bytes| bytes[0] = 99);
    let items = device.records();
    let damaged: Vec<_> = items.iter().filter(|item| item.is_damaged).collect();
    assert_eq!((items.len(), damaged.len(), damaged[0].record), (2, 1, visit));
    assert_eq!(damaged[0].state, RecordState::Waiting);
    // The child can still be mended; what hangs on the visit is not known.
    let draft = kept(&device, device.mend(child)).unwrap();
    assert_eq!(device.surroundings(&draft.value).unwrap().visit, None);
}

#[test]
fn the_last_form_of_the_same_person_is_found_by_its_nik() {
    let device = device();
    let visit = run(finished_visit(&device)).unwrap().record;
    run(finished_child(&device, visit, 9_000)).unwrap();
    let second = run(finished_child(&device, visit, 9_200)).unwrap().record;
    let weight = |values: Option<Values>| values.and_then(|values| values.get(balita::WEIGHT));
    let other = RecordId::new(1, [1; 10]);
    assert_eq!(weight(device.previous(BALITA.id, NIK, other)), Some(9_200));
    assert_eq!(weight(device.previous(BALITA.id, NIK, second)), Some(9_000));
    assert_eq!(device.previous(BALITA.id, 0, other), None);
    kept(&device, device.withdraw(second)).unwrap();
    assert_eq!(weight(device.previous(BALITA.id, NIK, other)), Some(9_000));
}

#[test]
fn a_mended_form_names_the_revision_it_was_made_from_and_keeps_its_history() {
    let device = device();
    let visit = run(finished_visit(&device)).unwrap().record;
    let first = run(finished_child(&device, visit, 9_000)).unwrap();
    let mut draft = kept(&device, device.mend(first.record)).unwrap();
    assert_eq!(draft, kept(&device, device.mend(first.record)).unwrap(), "the same draft again");
    draft.value.values.set(balita::WEIGHT, 9_300);
    let second = kept(&device, device.finish(&draft, WORLD)).unwrap();
    let record = device.record(first.record).unwrap().unwrap().value;
    assert_eq!(record.header.parent, Some(first.change));
    assert_eq!(record.header.change, second.change);
    assert_eq!(record.history[0].change, first.change);
    assert_eq!(record.content().unwrap().values.get(balita::WEIGHT), Some(9_300));
    assert_eq!(second.entry.items[0].parent, Some(first.change));
}

#[test]
fn a_withdrawal_is_taken_back_until_it_is_packed_or_sent() {
    let device = device();
    let visit = run(finished_visit(&device)).unwrap().record;
    let child = run(finished_child(&device, visit, 9_000)).unwrap().record;
    let before = device.record(child).unwrap().unwrap().value;
    let n_waiting = waiting(&device.store).len();
    kept(&device, device.withdraw(child)).unwrap();
    assert_eq!(waiting(&device.store).len(), n_waiting + 1);
    run(device.keep((device.take_back(child).unwrap(), ()))).unwrap();
    assert_eq!(device.record(child).unwrap().unwrap().value, before, "as if nothing had been");
    assert_eq!(waiting(&device.store).len(), n_waiting);
    assert_eq!(device.take_back(child).unwrap_err(), DeviceError::OnItsWay, "only once");

    // It can be withdrawn again, and is not taken back once the office has it.
    let withdrawn = kept(&device, device.withdraw(child)).unwrap();
    let held = device.record(child).unwrap().unwrap();
    assert_eq!(held.value.header.change, withdrawn.change);
    let key = key_of(&withdrawn.entry.parcel);
    let gone = Write::Delete { table: Table::Outbox, key, expect: Expect::Any };
    let sent = Batch { writes: vec![gone], durability: Durability::Strict };
    run(device.store.apply(sent)).unwrap();
    assert_eq!(device.take_back(child).unwrap_err(), DeviceError::OnItsWay);
}

#[test]
fn a_withdrawal_travels_without_answers_and_shows_them_here() {
    let device = device();
    let visit = run(finished_visit(&device)).unwrap().record;
    let child = run(finished_child(&device, visit, 9_000)).unwrap().record;
    let withdrawn = kept(&device, device.withdraw(child)).unwrap();
    let sent = waiting(&device.store);
    let change = sent.iter().find(|change| change.header.change == withdrawn.change).unwrap();
    assert_eq!((change.header.op, change.content.len()), (OP_WITHDRAW, 0));
    let record = device.record(child).unwrap().unwrap().value;
    assert_ne!(record.content().unwrap(), Content::default());
    assert!(device.records().iter().any(|item| item.is_withdrawal));
    let withdrawn = DeviceError::Decided(RecordState::Withdrawn);
    assert_eq!(kept(&device, device.mend(child)).unwrap_err(), withdrawn);
    assert!(withdrawn.words().id.contains("ditarik"));
}

/// What is listed of a record.
fn listed(device: &TestDevice, record: RecordId) -> RecordItem {
    device.records().into_iter().find(|item| item.record == record).expect("it is listed")
}

#[test]
fn a_number_that_was_not_seen_is_listed_until_it_is_added() {
    let device = device();
    let mut draft = device.begin(VISIT.id, None, VILLAGE).unwrap();
    draft.value.values = family();
    run(device.save_draft(&mut draft)).unwrap();
    let visit = kept(&device, device.finish(&draft, WORLD)).unwrap().record;
    assert!(listed(&device, visit).is_to_follow);

    let mut mended = kept(&device, device.mend(visit)).unwrap();
    mended.value.values.set(visit::KK, 3_523_161_203_159_999);
    run(device.save_draft(&mut mended)).unwrap();
    kept(&device, device.finish(&mended, WORLD)).unwrap();
    assert!(!listed(&device, visit).is_to_follow, "it is there");
}

#[test]
fn a_number_is_not_asked_for_where_nothing_can_be_changed() {
    let device = device();
    let mut draft = device.begin(VISIT.id, None, VILLAGE).unwrap();
    draft.value.values = family();
    run(device.save_draft(&mut draft)).unwrap();
    let visit = kept(&device, device.finish(&draft, WORLD)).unwrap().record;
    decide(&device.store, visit);
    assert!(!listed(&device, visit).is_to_follow, "the office has decided");
    kept(&device, device.withdraw(run(finished_visit(&device)).unwrap().record)).unwrap();
    assert!(device.records().iter().all(|item| !item.is_to_follow));
}

#[test]
fn a_decided_record_is_not_withdrawn_and_a_change_of_it_is_handed_in_as_a_proposal() {
    let device = device();
    let visit = run(finished_visit(&device)).unwrap().record;
    decide(&device.store, visit);
    let decided = DeviceError::Decided(RecordState::Checked);
    assert_eq!(kept(&device, device.withdraw(visit)).unwrap_err(), decided);
    let proposal = kept(&device, device.mend(visit)).unwrap();
    kept(&device, device.finish(&proposal, WORLD)).unwrap();
    assert_eq!(waiting(&device.store).len(), 2);
}

#[test]
fn what_was_typed_before_the_decision_was_known_can_still_be_handed_in() {
    let device = device();
    let visit = run(finished_visit(&device)).unwrap().record;
    let draft = kept(&device, device.mend(visit)).unwrap();
    decide(&device.store, visit);
    kept(&device, device.finish(&draft, WORLD)).unwrap();
    assert_eq!(waiting(&device.store).len(), 2);
}

/// A pull brings a supervisor's decision.
fn decide(store: &MemoryStore, record: RecordId) {
    store.damage(Table::Record, &key_of(&record), |bytes| {
        let mut record = Record::from_row_bytes(bytes).unwrap();
        record.state = RecordState::Checked.code();
        *bytes = record.to_row_bytes();
    });
}

#[test]
fn a_deleted_draft_can_be_taken_back() {
    let device = device();
    let draft = run(visit_draft(&device)).unwrap();
    let row = kept(&device, Ok(device.delete_draft(draft.value.record))).unwrap().unwrap();
    assert_eq!(device.draft(draft.value.record).unwrap(), None);
    run(device.store.apply(device.restore_draft(row))).unwrap();
    let again = device.draft(draft.value.record).unwrap().unwrap();
    assert_eq!(again.value, draft.value);
}

#[test]
fn an_earlier_revision_can_be_read_and_the_eleventh_makes_room() {
    let device = device();
    let visit = run(finished_visit(&device)).unwrap().record;
    let first = run(finished_child(&device, visit, 9_000)).unwrap();
    let mut changes = vec![first.change];
    for idx in 0..11 {
        let mut draft = kept(&device, device.mend(first.record)).unwrap();
        draft.value.values.set(balita::WEIGHT, 9_010 + idx * 10);
        changes.push(kept(&device, device.finish(&draft, WORLD)).unwrap().change);
    }
    let weight_at = |change| {
        let record = run(device.earlier(change)).unwrap()?;
        assert!(record.history.is_empty(), "its history is that of the record");
        record.content().unwrap().values.get(balita::WEIGHT)
    };
    assert_eq!(weight_at(changes[0]), None, "it made room");
    assert_eq!(weight_at(changes[1]), Some(9_010));
    assert_eq!(weight_at(changes[10]), Some(9_100));
    assert_eq!(weight_at(changes[11]), None, "the latest is the record itself");

    // What was withdrawn can be read as it was.
    kept(&device, device.withdraw(first.record)).unwrap();
    assert_eq!(weight_at(changes[11]), Some(9_110));
}

#[test]
fn a_copy_of_a_change_is_taken_over_and_what_stands_in_its_place_becomes_the_copy() {
    let store = MemoryStore::new();
    let first = on(&store);
    let visit = run(finished_visit(&first)).unwrap().record;
    let child = run(finished_child(&first, visit, 9_000)).unwrap().record;
    let mut mine = kept(&first, first.mend(child)).unwrap();

    // Another tab finishes the change; what is typed here is kept as a copy.
    let second = on(&store);
    let mut theirs = second.draft(child).unwrap().unwrap();
    theirs.value.values.set(balita::WEIGHT, 9_100);
    run(second.save_draft(&mut theirs)).unwrap();
    kept(&second, second.finish(&theirs, WORLD)).unwrap();
    mine.value.values.set(balita::WEIGHT, 9_200);
    assert_eq!(run(first.save_draft(&mut mine)), Err(StoreError::Stale));
    let mut copy = first.copy_of(&mine);
    run(first.save_draft(&mut copy)).unwrap();
    let id = copy.value.record;
    assert_eq!(first.copied_from(&copy.value), Some(child));
    assert_eq!(kept(&first, first.finish(&copy, WORLD)).unwrap_err(), DeviceError::Missing);

    // Taken over, it changes the record as that is by now.
    assert_eq!(kept(&first, first.take_over(id)), Ok(child));
    assert_eq!(first.draft(id).unwrap(), None);
    let taken = first.draft(child).unwrap().unwrap();
    assert_eq!(first.copied_from(&taken.value), None);
    kept(&first, first.finish(&taken, WORLD)).unwrap();
    let record = first.record(child).unwrap().unwrap().value;
    assert_eq!(record.content().unwrap().values.get(balita::WEIGHT), Some(9_200));
    assert_eq!(record.history.len(), 2);

    // With another change open, the two change places and nothing is lost.
    let open = kept(&first, first.mend(child)).unwrap();
    let mut other = first.copy_of(&open);
    other.value.values.set(balita::WEIGHT, 9_300);
    run(first.save_draft(&mut other)).unwrap();
    assert_eq!(kept(&first, first.take_over(other.value.record)), Ok(child));
    let weight = |id| first.draft(id).unwrap().unwrap().value.values.get(balita::WEIGHT);
    assert_eq!((weight(child), weight(other.value.record)), (Some(9_300), Some(9_200)));

    // After a decision it is a proposal.
    decide(&store, child);
    assert_eq!(kept(&first, first.take_over(other.value.record)), Ok(child));
}
