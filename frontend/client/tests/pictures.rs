//! Pictures of forms: kept with the answer that names them or not at all, sent once the form is
//! finished, forgotten when no draft names them any more.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use client::{
    account::{OnlyHere, make_room},
    blob::{
        self, Following, MEDIA_JPEG,
        small::{N_SMALL_MAX, SMALL_BYTES_MAX},
    },
    device::{DeviceError, NewBlob},
    memory::Faults,
    rows::{Draft, Held},
    store::{LocalStore, StoreError, Table},
};
use common::*;
use shared::forms::visit;

#[test]
fn a_picture_of_a_draft_waits_until_the_form_is_finished() {
    let device = device();
    let (draft, id) = taken(&device, &family_draft(&device)).unwrap();
    assert_eq!(run(device.picture(id)).unwrap().as_deref(), Some(BYTES));
    assert_eq!(blob::waiting(&LocalStore::rows(&device.store)), []);
    assert_eq!(device.following(None), Following::default());
    assert_eq!(make_room(&device.store, false), Err(OnlyHere::Unfinished));

    let finished = kept(&device, device.finish(&draft, WORLD)).unwrap();
    assert_eq!(finished.blobs.iter().map(|entry| entry.blob).collect::<Vec<_>>(), [id]);
    assert_eq!(blob::waiting(&LocalStore::rows(&device.store)), finished.blobs);
    assert_eq!(device.following(Some(finished.record)).n_waiting, 1);
    assert_eq!(make_room(&device.store, false), Err(OnlyHere::Unsent));
    // Mending it takes no picture twice.
    let (_, mending) = device.mend(finished.record).unwrap();
    let again = kept(&device, device.mend(finished.record)).map(|_| mending.value.record);
    let draft = device.draft(again.unwrap()).unwrap().unwrap();
    assert_eq!(kept(&device, device.finish(&draft, WORLD)).unwrap().blobs, []);
}

#[test]
fn a_full_phone_keeps_neither_picture_nor_answer_and_loses_nothing_else() {
    let device = device();
    let draft = family_draft(&device);
    device.store.set_faults(Faults { room_bytes: Some(70_000), ..Faults::default() });
    let refused = taken(&device, &draft);
    assert_eq!(refused, Err(DeviceError::Store(StoreError::Full)));
    device.store.set_faults(Faults::default());
    assert_eq!(device.store.keys(Table::BlobPart), [""; 0]);
    assert_eq!(device.store.keys(Table::Blob), [""; 0]);
    assert_eq!(device.draft(draft.value.record).unwrap(), Some(draft.clone()));
    assert!(taken(&device, &draft).is_ok());
}

#[test]
fn of_two_tabs_with_one_photo_the_second_is_told_and_keeps_what_it_has() {
    let device = device();
    let draft = family_draft(&device);
    let other = on(&device.store.tab());
    let (first, _) = taken(&device, &draft).unwrap();
    assert_eq!(taken(&other, &draft), Err(DeviceError::Store(StoreError::Stale)));
    assert_eq!(device.draft(draft.value.record).unwrap(), Some(first));
    assert_eq!(device.store.keys(Table::Blob).len(), 1);
}

#[test]
fn a_picture_that_no_draft_names_is_forgotten_and_every_other_stays() {
    let device = device();
    let (draft, first) = taken(&device, &family_draft(&device)).unwrap();
    // Taken again: the first one can still be put back.
    let (draft, second) = taken(&device, &draft).unwrap();
    assert!(run(device.picture(first)).unwrap().is_some());
    forget(&device);
    assert_eq!(run(device.picture(first)).unwrap(), None);
    assert!(run(device.picture(second)).unwrap().is_some());
    // Deleted with its draft: undone in time, it is whole.
    let row = kept(&device, Ok(device.delete_draft(draft.value.record))).unwrap().unwrap();
    run(device.keep((device.restore_draft(row.clone()), ()))).unwrap();
    forget(&device);
    assert!(run(device.picture(second)).unwrap().is_some());
    // A finished one is never loose.
    let finished = kept(&device, device.finish(&draft_of(&device, &draft), WORLD)).unwrap();
    forget(&device);
    assert_eq!(device.following(Some(finished.record)).n_waiting, 1);
}

fn draft_of(device: &TestDevice, draft: &Held<Draft>) -> Held<Draft> {
    device.draft(draft.value.record).unwrap().unwrap()
}

#[test]
fn while_a_draft_cannot_be_read_no_picture_is_forgotten() {
    let device = device();
    let (draft, id) = taken(&device, &family_draft(&device)).unwrap();
    let key = device.store.keys(Table::Draft)[0].clone();
    device.store.damage(Table::Draft, &key, |bytes| bytes.truncate(3));
    let again = on(&device.store.tab());
    assert!(again.draft(draft.value.record).is_err());
    run(again.keep((again.forget_loose_pictures(), ()))).unwrap();
    assert!(run(again.picture(id)).unwrap().is_some());
}

#[test]
fn a_withdrawn_form_sends_no_picture_and_taking_that_back_sends_it_again() {
    let device = device();
    let (record, id) = finished_with_picture(&device);
    let withdrawn = kept(&device, device.withdraw(record)).unwrap();
    assert_eq!(withdrawn.blobs.iter().map(|entry| entry.is_over).collect::<Vec<_>>(), [true]);
    assert_eq!(waiting(&device), [(id, true)]);
    assert_eq!(device.following(None), Following::default());
    assert!(run(device.picture(id)).unwrap().is_some());
    run(device.keep((device.take_back(record).unwrap(), ()))).unwrap();
    assert_eq!(waiting(&device), [(id, false)]);
    assert_eq!(run(device.picture(id)).unwrap().as_deref(), Some(BYTES));
}

#[test]
fn a_picture_that_a_change_takes_out_is_not_sent_and_one_that_a_draft_names_is() {
    for is_copied in [false, true] {
        let device = device();
        let (record, id) = finished_with_picture(&device);
        kept(&device, device.mend(record)).unwrap();
        let mut draft = device.draft(record).unwrap().unwrap();
        if is_copied {
            let mut copy = device.copy_of(&draft);
            run(device.save_draft(&mut copy)).unwrap();
        }
        draft.value.values.put(visit::HOUSE_FRONT, None);
        run(device.save_draft(&mut draft)).unwrap();
        let finished = kept(&device, device.finish(&draft, WORLD)).unwrap();
        assert_eq!(finished.blobs.iter().any(|entry| entry.is_over), !is_copied);
        assert_eq!(waiting(&device), [(id, !is_copied)]);
        assert_eq!(run(device.picture(id)).unwrap().is_some(), is_copied);
        assert_eq!(small(&device, id).is_some(), is_copied);
    }
}

#[test]
fn of_a_picture_a_small_one_stays_and_the_oldest_make_room() {
    let device = device();
    let mut draft = family_draft(&device);
    let mut taken_ids = Vec::new();
    for number in 0..N_SMALL_MAX + 3 {
        device.host.now_ms.set(NOW_MS + number as u64);
        let (next, id) = taken(&device, &draft).unwrap();
        draft = next;
        taken_ids.push(id);
    }
    let is_there: Vec<bool> = taken_ids.iter().map(|id| small(&device, *id).is_some()).collect();
    assert_eq!(is_there, [vec![false; 3], vec![true; N_SMALL_MAX]].concat());
    assert_eq!(device.store.keys(Table::Chunk).len(), N_SMALL_MAX);
    let last = taken_ids[N_SMALL_MAX + 2];
    assert_eq!(small(&device, last).as_deref(), Some(SMALL));
    // All others were taken again.
    forget(&device);
    assert_eq!(device.store.keys(Table::Chunk).len(), 1);
    assert!(small(&device, last).is_some());
}

#[test]
fn a_small_picture_that_is_too_long_is_not_kept_and_stops_nothing() {
    let device = device();
    let draft = family_draft(&device);
    let record = draft.value.record;
    let new = NewBlob { record, media: MEDIA_JPEG, sha256: [9; 32], bytes: BYTES };
    let long = [0; SMALL_BYTES_MAX + 1];
    kept(&device, device.add_picture(&draft, &house(), &new, &long)).unwrap();
    assert_eq!(device.store.keys(Table::Chunk), [""; 0]);
    assert_eq!(device.store.keys(Table::Blob).len(), 1);
}

#[test]
fn a_picture_that_was_taken_away_is_not_sent() {
    let device = device();
    let (mut draft, _) = taken(&device, &family_draft(&device)).unwrap();
    draft.value.values.put(visit::HOUSE_FRONT, None);
    run(device.save_draft(&mut draft)).unwrap();
    assert_eq!(kept(&device, device.finish(&draft, WORLD)).unwrap().blobs, []);
    assert_eq!(blob::waiting(&LocalStore::rows(&device.store)), []);
}
