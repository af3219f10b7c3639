//! Two accounts on one phone.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use client::account::{self, OnlyHere, database_name, make_room, may_leave, villages_on};
use client::host::key_of;
use client::store::{LocalStore, Table};
use common::*;
use shared::{
    day::Day,
    forms::visit::VISIT,
    id::{AccountId, DeviceId},
    sync::account::{Assignment1, Profile1},
};

fn profile(number: u8) -> Profile1 {
    let village = |from, to| Assignment1 {
        village: VILLAGE,
        title: String::from("Kebonsari — Kec. Tuban"),
        from: Day::from_number(from),
        to,
    };
    Profile1 {
        account: AccountId::new(NOW_MS, [number; 10]),
        name: String::from("Bu Sri"),
        villages: vec![village(100, Some(Day::from_number(200))), village(300, None)],
        office_name: String::new(),
        office_phone: String::new(),
        epoch: 1,
        server_ms: NOW_MS,
    }
}

#[test]
fn every_account_has_a_database_of_its_own() {
    let (first, second) = (profile(1).account, profile(2).account);
    assert_ne!(database_name(first), database_name(second));
    assert!(database_name(first).starts_with("mutakhir-"));
}

#[test]
fn a_second_invitation_is_refused_with_words_while_there_is_unsent_work() {
    let device = device();
    make_room(&device.store, false).unwrap();
    run(finished_visit(&device)).unwrap();
    let error = make_room(&device.store, false).unwrap_err();
    assert_eq!(error, OnlyHere::Unsent);
    assert!(error.words().id.contains("belum terkirim"));
    assert_eq!(may_leave(&device.store), Err(OnlyHere::Unsent));
    // Its session has ended: only a new link can send what waits.
    make_room(&device.store, true).unwrap();
    assert_eq!(device.n_unsent(), 1, "and nothing was touched");
}

#[test]
fn an_unfinished_form_and_what_was_set_aside_keep_an_account_on_the_phone() {
    let device = device();
    let mut draft = device.begin(VISIT.id, None, VILLAGE).unwrap();
    run(device.save_draft(&mut draft)).unwrap();
    assert_eq!(make_room(&device.store, false), Err(OnlyHere::Unfinished));
    assert_eq!(may_leave(&device.store), Err(OnlyHere::Unfinished));

    device.store.damage(Table::Draft, &key_of(&draft.value.record), |bytes| bytes[0] = 7);
    let damaged = device.draft(draft.value.record).unwrap_err();
    run(device.store.apply(device.set_aside(std::slice::from_ref(&damaged)))).unwrap();
    assert_eq!(may_leave(&device.store), Err(OnlyHere::Damaged));
    let aside = account::aside(&LocalStore::rows(&device.store)).next().cloned().unwrap();
    assert_eq!(aside.bytes, damaged.row.bytes, "byte by byte");
    run(device.store.apply(device.forget_aside(&aside))).unwrap();
    assert_eq!(may_leave(&device.store), Ok(()));
}

#[test]
fn whose_phone_it_is_survives_and_damage_only_asks_to_sign_in() {
    let device = device();
    assert_eq!(account::load(&device.store), None);
    let key = DeviceId::new(NOW_MS, [9; 10]);
    run(account::bind(&device.store, profile(1), key, "tautan")).unwrap();
    let account = account::load(&device.store).unwrap();
    assert_eq!((account.profile, account.device), (profile(1), key));
    device.store.damage(Table::Meta, client::rows::KEY_ACCOUNT, |bytes| bytes[0] = 7);
    assert_eq!(account::load(&device.store), None);
}

#[test]
fn a_link_that_is_tried_again_finds_its_key_and_another_link_does_not() {
    let (first, second) = ("AAAAAAAA-first-secret", "BBBBBBBB-second-secret");
    let key = DeviceId::new(NOW_MS, [9; 10]);
    // Before the account is known, as text.
    let kept = account::kept_key(key, first);
    assert_eq!(account::key_for(&kept, first), Some(key));
    assert_eq!(account::key_for(&kept, second), None);
    assert!(!kept.contains("secret"), "the link itself is not kept");
    for damaged in ["", "x", &key.to_string()] {
        assert_eq!(account::key_for(damaged, first), None, "{damaged}");
    }
    // After, in its database; a newer profile changes nothing of it.
    let device = device();
    assert_eq!(account::key_of_link(&device.store, first), None);
    run(account::bind(&device.store, profile(1), key, first)).unwrap();
    let newer = Profile1 { name: String::from("Siti Aminah"), ..profile(1) };
    run(account::refresh(&device.store, newer.clone())).unwrap();
    assert_eq!(account::load(&device.store).unwrap().profile, newer);
    assert_eq!(account::load(&device.store).unwrap().device, key);
    assert_eq!(account::key_of_link(&device.store, first), Some(key));
    assert_eq!(account::key_of_link(&device.store, second), None);
}

#[test]
fn a_village_counts_on_the_days_of_its_assignment() {
    for (day, n_villages) in [(99, 0), (100, 1), (200, 1), (201, 0), (300, 1), (9_999, 1)] {
        let profile = profile(1);
        assert_eq!(villages_on(&profile, Day::from_number(day)).count(), n_villages, "{day}");
    }
    assert_eq!(account::village_title(&profile(1), VILLAGE), "Kebonsari — Kec. Tuban");
}
