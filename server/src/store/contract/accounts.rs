//! What every engine does with accounts, their browsers and invitations.

use shared::{
    day::Day,
    id::{AccountId, DeviceId},
    kk::NoKk,
    region::{KecamatanCode, VillageCode},
};

use super::{
    super::{
        Scope, StoreError,
        account::{Account, Assignment, Consumed, Device, Invitation, Office, Role},
        session::{Session, SessionKind},
    },
    AUTHOR, account_of, add_author, each,
};

const PHONE: DeviceId = DeviceId([4; 16]);
const OTHER_PHONE: DeviceId = DeviceId([5; 16]);

#[test]
fn an_account_comes_back_as_it_was_and_its_name_is_its_own() {
    each(|db| {
        let desk = Account {
            user_name: Some(String::from("camat.tuban")),
            password_hash: Some(String::from("$argon2id$")),
            phone: Some(6_281_234_567_890),
            area: Some(352_316),
            own_kk: NoKk::parse("3523160203129991").ok(),
            ..account_of(AUTHOR, Role::Kecamatan)
        };
        db.write(|tx| tx.add_account(&desk)).unwrap();
        assert_eq!(db.read(|tx| tx.account_named("camat.tuban")).unwrap(), Some(desk.clone()));
        assert_eq!(db.read(|tx| tx.account(AUTHOR)).unwrap(), Some(desk.clone()));
        assert_eq!(
            db.read(|tx| tx.accounts(Role::Kecamatan)).unwrap(),
            std::slice::from_ref(&desk)
        );
        assert_eq!(db.read(|tx| tx.n_accounts()).unwrap(), 1);
        let same_name = Account { id: AccountId([2; 16]), ..desk };
        let added = db.write(|tx| tx.add_account(&same_name));
        assert!(matches!(added, Err(StoreError::Constraint(_))), "{added:?}");
    });
}

#[test]
fn a_role_sees_its_area() {
    let scope = |role, area| Account { area, ..account_of(AUTHOR, role) }.scope();
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
    each(|db| {
        add_author(db);
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
        db.write(|tx| {
            tx.set_assignment(AUTHOR, &assignment).unwrap();
            assignment.to = Some(Day::from_number(20_100));
            tx.set_assignment(AUTHOR, &assignment).unwrap();
            tx.set_office(&office).unwrap();
            office.phone = String::from("0356-2");
            tx.set_office(&office).unwrap();
        });
        assert_eq!(db.read(|tx| tx.assignments(AUTHOR)).unwrap(), [assignment]);
        assert_eq!(db.read(|tx| tx.office(office.kecamatan)).unwrap(), Some(office));
        assert_eq!(db.read(|tx| tx.office(KecamatanCode::from_number(352_317))).unwrap(), None);
    });
}

#[test]
fn an_invitation_binds_one_browser() {
    each(|db| {
        add_author(db);
        let invitation = |hash: u8| Invitation {
            token_hash: [hash; 32],
            account: AUTHOR,
            expires_at_ms: 1_000,
            consumed: None,
            is_settled: false,
        };
        let consume = |hash: u8, device, now_ms| {
            db.write(|tx| tx.consume_invitation(&[hash; 32], device, now_ms)).unwrap()
        };
        db.write(|tx| [1, 2].map(|hash| tx.add_invitation(&invitation(hash)).unwrap()));

        assert_eq!(consume(9, PHONE, 500), Consumed::Unknown);
        assert_eq!(consume(1, PHONE, 500), Consumed::Bound(AUTHOR));
        assert_eq!(consume(1, PHONE, 600), Consumed::Bound(AUTHOR), "the answer was lost");
        assert_eq!(consume(1, OTHER_PHONE, 600), Consumed::Used);
        assert_eq!(consume(2, OTHER_PHONE, 1_000), Consumed::Expired);
        let stored = db.read(|tx| tx.invitation(&[1; 32])).unwrap().unwrap();
        assert_eq!(stored, Invitation { consumed: Some((PHONE, 500)), ..invitation(1) });

        db.write(|tx| tx.settle_invitations(AUTHOR, PHONE)).unwrap();
        assert_eq!(consume(1, PHONE, 700), Consumed::Used, "it signed in");
        db.write(|tx| tx.set_account_active(AUTHOR, false)).unwrap();
        assert_eq!(consume(2, OTHER_PHONE, 500), Consumed::Unknown);
    });
}

#[test]
fn a_browser_is_bound_taken_away_and_bound_again() {
    each(|db| {
        add_author(db);
        let invitation = |hash: u8| Invitation {
            token_hash: [hash; 32],
            account: AUTHOR,
            expires_at_ms: 1_000,
            consumed: None,
            is_settled: false,
        };
        let consume = |hash: u8, device, now_ms| {
            db.write(|tx| tx.consume_invitation(&[hash; 32], device, now_ms)).unwrap()
        };
        let devices = || db.read(|tx| tx.devices(AUTHOR)).unwrap();
        let revoked = |device| db.read(|tx| tx.device_revoked_at_ms(AUTHOR, device)).unwrap();
        db.write(|tx| [1, 2, 3].map(|hash| tx.add_invitation(&invitation(hash)).unwrap()));
        assert_eq!(devices(), []);
        assert_eq!(consume(1, OTHER_PHONE, 500), Consumed::Bound(AUTHOR));
        assert_eq!(consume(2, PHONE, 600), Consumed::Bound(AUTHOR));
        let session = |hash: u8, seen_at_ms| Session {
            token_hash: [hash; 32],
            previous_hash: None,
            account: AUTHOR,
            device: Some(PHONE),
            kind: SessionKind::Psm,
            created_at_ms: 600,
            rotated_at_ms: 600,
            seen_at_ms,
            expires_at_ms: 2_000,
        };
        db.write(|tx| [session(1, 700), session(2, 650)].map(|it| tx.add_session(&it).unwrap()));
        let bound = |id, bound_at_ms, seen_at_ms| Device {
            id,
            bound_at_ms,
            seen_at_ms,
            revoked_at_ms: None,
        };
        assert_eq!(devices(), [bound(OTHER_PHONE, 500, None), bound(PHONE, 600, Some(700))]);

        db.write(|tx| tx.revoke_device(AUTHOR, PHONE, 800)).unwrap();
        db.write(|tx| tx.revoke_device(AUTHOR, PHONE, 900)).unwrap();
        assert_eq!((revoked(PHONE), revoked(OTHER_PHONE)), (Some(800), None));
        assert_eq!(consume(2, PHONE, 900), Consumed::Used, "its link is spent");
        assert_eq!(consume(3, PHONE, 950), Consumed::Bound(AUTHOR));
        assert_eq!(devices()[1], bound(PHONE, 950, Some(700)), "it came back");
    });
}

#[test]
fn nothing_belongs_to_nobody() {
    each(|db| {
        let invitation = Invitation {
            token_hash: [1; 32],
            account: AUTHOR,
            expires_at_ms: 1_000,
            consumed: None,
            is_settled: false,
        };
        let added = db.write(|tx| tx.add_invitation(&invitation));
        assert!(matches!(added, Err(StoreError::Constraint(_))), "{added:?}");
        let assignment = Assignment {
            village: VillageCode::from_number(3_523_161_003),
            from: Day::from_number(20_000),
            to: None,
        };
        let set = db.write(|tx| tx.set_assignment(AUTHOR, &assignment));
        assert!(matches!(set, Err(StoreError::Constraint(_))), "{set:?}");
        add_author(db);
        let ends_early = Assignment { to: Some(Day::from_number(19_999)), ..assignment };
        let set = db.write(|tx| tx.set_assignment(AUTHOR, &ends_early));
        assert!(matches!(set, Err(StoreError::Constraint(_))), "{set:?}");
    });
}

#[test]
fn what_a_transaction_changed_of_accounts_is_undone_with_it() {
    for (name, mut engine) in super::engines() {
        println!("engine: {name}");
        engine.set_account(AUTHOR, true);
        engine.abandon(&mut |tx| {
            tx.set_account_active(AUTHOR, false).unwrap();
            tx.add_account(&account_of(AccountId([2; 16]), Role::Desa)).unwrap();
        });
        super::commit(&mut *engine, |tx| {
            assert!(tx.account(AUTHOR).unwrap().unwrap().is_active);
            assert_eq!(tx.n_accounts().unwrap(), 1);
            tx.set_password(AUTHOR, "kept").unwrap();
            tx.begin_item().unwrap();
            tx.set_password(AUTHOR, "undone").unwrap();
            tx.undo_item().unwrap();
            let account = tx.account(AUTHOR).unwrap().unwrap();
            assert_eq!(account.password_hash.as_deref(), Some("kept"));
        });
    }
}
