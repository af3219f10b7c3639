//! What every engine does with sessions.

use shared::id::DeviceId;

use super::{
    super::{
        StoreError, Writes,
        session::{Session, SessionKind},
    },
    AUTHOR, add_author, each,
};

const PHONE: DeviceId = DeviceId([4; 16]);
const OTHER_PHONE: DeviceId = DeviceId([5; 16]);
const SESSION: Session = Session {
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

#[test]
fn a_session_lives_by_its_secret_and_for_a_while_by_the_one_before() {
    each(|db| {
        add_author(db);
        let session = SESSION;
        let write = |work: &dyn Fn(&mut dyn Writes)| db.write(|tx| work(tx));
        let is_live = |hash: u8| db.read(|tx| tx.session(&[hash; 32], 999)).unwrap().is_some();
        write(&|tx| tx.add_session(&session).unwrap());
        assert_eq!(db.read(|tx| tx.session(&[1; 32], 999)).unwrap(), Some(session));
        assert_eq!(db.read(|tx| tx.session(&[1; 32], 1_000)).unwrap(), None, "it expired");

        write(&|tx| assert!(tx.rotate_session(&[1; 32], &[2; 32], 200).unwrap()));
        write(&|tx| assert!(!tx.rotate_session(&[1; 32], &[3; 32], 200).unwrap()));
        assert_eq!([1, 2, 3].map(is_live), [true, true, false]);
        write(&|tx| tx.see_session(&[2; 32], 300).unwrap());
        write(&|tx| tx.confirm_session(&[2; 32]).unwrap());
        assert_eq!([1, 2].map(is_live), [false, true]);
        assert_eq!(db.read(|tx| tx.session(&[2; 32], 999)).unwrap().unwrap().seen_at_ms, 300);

        write(&|tx| tx.end_session(&[2; 32], 400).unwrap());
        assert!(!is_live(2));
        write(&|tx| tx.add_session(&Session { token_hash: [7; 32], ..session }).unwrap());
        write(&|tx| tx.end_device_sessions(AUTHOR, OTHER_PHONE, 500).unwrap());
        assert!(is_live(7));
        write(&|tx| tx.end_device_sessions(AUTHOR, PHONE, 500).unwrap());
        assert!(!is_live(7));
    });
}

#[test]
fn a_session_can_be_extended_and_an_unseen_secret_replaced() {
    each(|db| {
        add_author(db);
        let is_live =
            |hash: u8, now_ms| db.read(|tx| tx.session(&[hash; 32], now_ms)).unwrap().is_some();
        db.write(|tx| tx.add_session(&SESSION)).unwrap();
        db.write(|tx| tx.extend_session(&[1; 32], 5_000)).unwrap();
        assert!(is_live(1, 4_999) && !is_live(1, 5_000));
        db.write(|tx| tx.rotate_session(&[1; 32], &[2; 32], 200)).unwrap();
        db.write(|tx| tx.replace_unseen_secret(&[1; 32], &[3; 32])).unwrap();
        assert_eq!([1, 2, 3].map(|hash| is_live(hash, 300)), [true, false, true]);
        // Nothing is found by a secret that was confirmed.
        db.write(|tx| tx.confirm_session(&[3; 32])).unwrap();
        db.write(|tx| tx.replace_unseen_secret(&[1; 32], &[4; 32])).unwrap();
        assert_eq!([1, 3, 4].map(|hash| is_live(hash, 300)), [false, true, false]);
    });
}

#[test]
fn all_sessions_of_an_account_end_at_once_and_are_counted() {
    each(|db| {
        add_author(db);
        for (hash, expires_at_ms) in [(1, 1_000), (2, 1_000), (3, 400)] {
            let session = Session { token_hash: [hash; 32], expires_at_ms, ..SESSION };
            db.write(|tx| tx.add_session(&session)).unwrap();
        }
        db.write(|tx| tx.end_session(&[1; 32], 450)).unwrap();
        let end = || db.write(|tx| tx.end_account_sessions(AUTHOR, 500)).unwrap();
        assert_eq!([end(), end()], [1, 0], "one was ended, one expired");
        assert_eq!(db.read(|tx| tx.session(&[2; 32], 500)).unwrap(), None);
    });
}

#[test]
fn sessions_of_a_door_are_bounded_when_the_clock_was_set_back() {
    each(|db| {
        add_author(db);
        let desk = Session { token_hash: [2; 32], kind: SessionKind::Desk, ..SESSION };
        let early = Session { token_hash: [3; 32], expires_at_ms: 60, ..SESSION };
        for session in [
            SESSION,
            desk,
            Session { created_at_ms: 10, rotated_at_ms: 20, seen_at_ms: 30, ..early },
        ] {
            db.write(|tx| tx.add_session(&session)).unwrap();
        }
        let bound = |kind| db.write(|tx| tx.bound_sessions(kind, 50, 500)).unwrap();
        assert_eq!([bound(SessionKind::Psm), bound(SessionKind::Psm)], [1, 0]);
        let found = |hash: u8| db.read(|tx| tx.session(&[hash; 32], 40)).unwrap().unwrap();
        let times = |session: Session| {
            let Session { created_at_ms, rotated_at_ms, seen_at_ms, expires_at_ms, .. } = session;
            [created_at_ms, rotated_at_ms, seen_at_ms, expires_at_ms]
        };
        assert_eq!(times(found(1)), [50, 50, 50, 550]);
        assert_eq!(found(2), desk, "another door");
        assert_eq!(times(found(3)), [10, 20, 30, 60], "nothing of it lies ahead");
    });
}

#[test]
fn sessions_of_a_door_go_along_when_the_clock_is_set_forward() {
    each(|db| {
        add_author(db);
        let expired = Session { token_hash: [2; 32], expires_at_ms: 400, ..SESSION };
        let desk = Session { token_hash: [3; 32], kind: SessionKind::Desk, ..SESSION };
        let long = Session { token_hash: [4; 32], expires_at_ms: 8_000, ..SESSION };
        let ended = Session { token_hash: [5; 32], ..SESSION };
        for session in [Session { expires_at_ms: 600, ..SESSION }, expired, desk, long, ended] {
            db.write(|tx| tx.add_session(&session)).unwrap();
        }
        db.write(|tx| tx.end_session(&[5; 32], 450)).unwrap();
        let prolong = |by_ms, latest_ms| {
            db.write(|tx| tx.prolong_sessions(SessionKind::Psm, 500, by_ms, latest_ms)).unwrap()
        };
        assert_eq!([prolong(5_000, 7_000), prolong(5_000, 7_000)], [1, 1]);
        let ends_at = |hash: u8| {
            db.read(|tx| tx.session(&[hash; 32], 1)).unwrap().map(|session| session.expires_at_ms)
        };
        let expected = [Some(7_000), Some(400), Some(SESSION.expires_at_ms), Some(8_000), None];
        assert_eq!([1, 2, 3, 4, 5].map(ends_at), expected);
    });
}

#[test]
fn a_secret_belongs_to_one_session_and_a_session_to_an_account() {
    each(|db| {
        let refused = |session: Session| {
            let added = db.write(|tx| tx.add_session(&session));
            assert!(matches!(added, Err(StoreError::Constraint(_))), "{added:?}");
        };
        refused(SESSION);
        add_author(db);
        db.write(|tx| tx.add_session(&SESSION)).unwrap();
        refused(SESSION);
        db.write(|tx| tx.rotate_session(&[1; 32], &[2; 32], 200)).unwrap();
        refused(Session { token_hash: [3; 32], previous_hash: Some([1; 32]), ..SESSION });
    });
}
