//! Accounts, invitations and sessions.

use shared::{
    day::Day,
    id::{AccountId, DeviceId},
    kk::NoKk,
    region::{KecamatanCode, VillageCode},
};

use super::{
    super::{
        super::{
            Scope, StoreError,
            account::{
                Account, Assignment, Consumed, Invitation, Office, Role, Session, SessionKind,
            },
        },
        TestDb, WriteTx,
    },
    AUTHOR, account,
};

const PHONE: DeviceId = DeviceId([4; 16]);
const OTHER_PHONE: DeviceId = DeviceId([5; 16]);

fn with_account() -> TestDb {
    let db = TestDb::new(1);
    db.transaction(true, |tx| tx.add_account(&account(AUTHOR, Role::Psm))).unwrap();
    db
}

#[test]
fn an_account_comes_back_as_it_was_and_its_name_is_its_own() {
    let db = TestDb::new(1);
    let desk = Account {
        user_name: Some(String::from("camat.tuban")),
        password_hash: Some(String::from("$argon2id$")),
        phone: Some(6_281_234_567_890),
        area: Some(352_316),
        own_kk: NoKk::parse("3523160203129991").ok(),
        ..account(AUTHOR, Role::Kecamatan)
    };
    db.transaction(true, |tx| tx.add_account(&desk)).unwrap();
    assert_eq!(db.read().account_named("camat.tuban").unwrap(), Some(desk.clone()));
    assert_eq!(db.read().account(AUTHOR).unwrap(), Some(desk.clone()));
    assert_eq!(db.read().accounts(Role::Kecamatan).unwrap(), std::slice::from_ref(&desk));
    assert_eq!(db.read().n_accounts().unwrap(), 1);
    let same_name = Account { id: AccountId([2; 16]), ..desk };
    let added = db.transaction(true, |tx| tx.add_account(&same_name));
    assert!(matches!(added, Err(StoreError::Constraint(_))), "{added:?}");
}

#[test]
fn a_role_sees_its_area() {
    let scope = |role, area| Account { area, ..account(AUTHOR, role) }.scope();
    let village = VillageCode::from_number(3_523_161_003);
    assert_eq!(scope(Role::Psm, Some(3_523_161_003)), None);
    assert_eq!(scope(Role::Desa, Some(3_523_161_003)), Some(Scope::Village(village)));
    let kecamatan = KecamatanCode::from_number(352_316);
    assert_eq!(scope(Role::Kecamatan, Some(352_316)), Some(Scope::Kecamatan(kecamatan)));
    // An area that is missing must not become all of the regency.
    assert_eq!(scope(Role::Desa, None), None);
    assert_eq!(scope(Role::Kecamatan, None), None);
    assert_eq!(scope(Role::Dinsos, None), Some(Scope::Regency));
    assert_eq!(scope(Role::Admin, None), Some(Scope::Regency));
}

#[test]
fn assignments_and_offices_can_be_changed() {
    let db = with_account();
    let mut assignment = Assignment {
        village: VillageCode::from_number(3_523_161_003),
        from: Day::from_number(20_000),
        to: None,
    };
    let mut office = Office {
        kecamatan: KecamatanCode::from_number(352_316),
        name: String::from("Kecamatan Tuban"),
        phone: String::from("0356-1"),
    };
    db.transaction(true, |tx| {
        tx.set_assignment(AUTHOR, &assignment).unwrap();
        assignment.to = Some(Day::from_number(20_100));
        tx.set_assignment(AUTHOR, &assignment).unwrap();
        tx.set_office(&office).unwrap();
        office.phone = String::from("0356-2");
        tx.set_office(&office).unwrap();
    });
    assert_eq!(db.read().assignments(AUTHOR).unwrap(), [assignment]);
    assert_eq!(db.read().office(office.kecamatan).unwrap(), Some(office));
    assert_eq!(db.read().office(KecamatanCode::from_number(352_317)).unwrap(), None);
}

#[test]
fn an_invitation_binds_one_browser() {
    let db = with_account();
    let invitation = |hash: u8| Invitation {
        token_hash: [hash; 32],
        account: AUTHOR,
        expires_at_ms: 1_000,
        consumed: None,
        is_settled: false,
    };
    let consume = |hash: u8, device, now_ms| {
        db.transaction(true, |tx| tx.consume_invitation(&[hash; 32], device, now_ms)).unwrap()
    };
    db.transaction(true, |tx| [1, 2].map(|hash| tx.add_invitation(&invitation(hash)).unwrap()));

    assert_eq!(consume(9, PHONE, 500), Consumed::Unknown);
    assert_eq!(consume(1, PHONE, 500), Consumed::Bound(AUTHOR));
    assert_eq!(consume(1, PHONE, 600), Consumed::Bound(AUTHOR), "the answer was lost");
    assert_eq!(consume(1, OTHER_PHONE, 600), Consumed::Used);
    assert_eq!(consume(2, OTHER_PHONE, 1_000), Consumed::Expired);
    let stored = db.read().invitation(&[1; 32]).unwrap().unwrap();
    assert_eq!(stored, Invitation { consumed: Some((PHONE, 500)), ..invitation(1) });

    db.transaction(true, |tx| tx.settle_invitations(AUTHOR, PHONE)).unwrap();
    assert_eq!(consume(1, PHONE, 700), Consumed::Used, "it signed in");
    db.transaction(true, |tx| tx.set_account_active(AUTHOR, false)).unwrap();
    assert_eq!(consume(2, OTHER_PHONE, 500), Consumed::Unknown);
}

#[test]
fn a_session_lives_by_its_secret_and_for_a_while_by_the_one_before() {
    let db = with_account();
    let session = Session {
        token_hash: [1; 32],
        previous_hash: None,
        account: AUTHOR,
        device: Some(PHONE),
        kind: SessionKind::Psm,
        created_at_ms: 100,
        rotated_at_ms: 100,
        seen_at_ms: 100,
        expires_at_ms: 1_000,
    };
    let write = |work: &dyn Fn(&WriteTx<'_>)| db.transaction(true, |tx| work(tx));
    let is_live = |hash: u8| db.read().session(&[hash; 32], 999).unwrap().is_some();
    write(&|tx| tx.add_session(&session).unwrap());
    assert_eq!(db.read().session(&[1; 32], 999).unwrap(), Some(session));
    assert_eq!(db.read().session(&[1; 32], 1_000).unwrap(), None, "it expired");

    write(&|tx| assert!(tx.rotate_session(&[1; 32], &[2; 32], 200).unwrap()));
    write(&|tx| assert!(!tx.rotate_session(&[1; 32], &[3; 32], 200).unwrap()));
    assert_eq!([1, 2, 3].map(is_live), [true, true, false]);
    write(&|tx| tx.see_session(&[2; 32], 300).unwrap());
    write(&|tx| tx.confirm_session(&[2; 32]).unwrap());
    assert_eq!([1, 2].map(is_live), [false, true]);
    assert_eq!(db.read().session(&[2; 32], 999).unwrap().unwrap().seen_at_ms, 300);

    write(&|tx| tx.end_session(&[2; 32], 400).unwrap());
    assert!(!is_live(2));
    write(&|tx| tx.add_session(&Session { token_hash: [7; 32], ..session }).unwrap());
    write(&|tx| tx.end_device_sessions(AUTHOR, OTHER_PHONE, 500).unwrap());
    assert!(is_live(7));
    write(&|tx| tx.end_device_sessions(AUTHOR, PHONE, 500).unwrap());
    assert!(!is_live(7));
}
