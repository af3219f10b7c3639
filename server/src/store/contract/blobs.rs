//! What every engine does with blobs.

use shared::{
    id::{BlobId, RecordId},
    sync::blob::BlobRefusal,
};

use super::{
    super::{
        StoreError,
        blobs::{Blob, BlobState, BlobUse, Media, Picture},
    },
    AUTHOR, account, add_author, each,
};

fn blob(number: u8, at_ms: u64) -> Blob {
    Blob {
        id: BlobId([number; 16]),
        account: AUTHOR,
        record: RecordId([7; 16]),
        n_bytes: 1_000,
        sha256: [number; 32],
        announced_at_ms: at_ms,
        n_wrong: 0,
        state: BlobState::Arriving,
    }
}

fn picture() -> Picture {
    Picture { hash: [5; 32], media: Media::WebP, width: 1_280, height: 720, stored_at_ms: 99 }
}

#[test]
fn a_blob_is_stored_as_it_stands_and_is_found_by_its_record() {
    each(|db| {
        add_author(db);
        let refused = BlobState::Refused(BlobRefusal::NoPicture.code());
        for state in [BlobState::Arriving, BlobState::Arrived(picture()), refused] {
            let stored = Blob { n_wrong: 1, state, ..blob(1, 40) };
            db.write(|tx| tx.put_blob(&stored)).unwrap();
            assert_eq!(db.read(|tx| tx.blob(stored.id)).unwrap(), Some(stored));
        }
        db.write(|tx| tx.put_blob(&blob(2, 50))).unwrap();
        let elsewhere = Blob { record: RecordId([8; 16]), ..blob(3, 60) };
        db.write(|tx| tx.put_blob(&elsewhere)).unwrap();
        let of = |record, limit| {
            let found = db.read(|tx| tx.blobs_of_record(RecordId([record; 16]), limit)).unwrap();
            found.iter().map(|blob| blob.id.0[0]).collect::<Vec<_>>()
        };
        assert_eq!(
            (of(7, 9), of(7, 1), of(8, 9), of(9, 9)),
            (vec![1, 2], vec![1], vec![3], vec![])
        );
        db.write(|tx| tx.delete_blob(BlobId([2; 16]))).unwrap();
        assert_eq!(of(7, 9), [1]);
        assert_eq!(db.read(|tx| tx.blob(BlobId([2; 16]))).unwrap(), None);
    });
}

#[test]
fn what_an_account_has_under_way_and_what_is_old_are_told() {
    each(|db| {
        add_author(db);
        for (number, at_ms) in [(1, 10), (2, 20), (3, 30)] {
            db.write(|tx| tx.put_blob(&blob(number, at_ms))).unwrap();
        }
        let arrived = Blob { state: BlobState::Arrived(picture()), ..blob(4, 5) };
        db.write(|tx| tx.put_blob(&arrived)).unwrap();
        let used = |since_ms| db.read(|tx| tx.blob_use(AUTHOR, since_ms)).unwrap();
        assert_eq!(used(0), BlobUse { n_arriving: 3, n_announced: 4, n_bytes: 4_000 });
        assert_eq!(used(20), BlobUse { n_arriving: 3, n_announced: 2, n_bytes: 2_000 });
        let other = db.read(|tx| tx.blob_use(account(9), 0)).unwrap();
        assert_eq!(other, BlobUse::default());
        let old = |before_ms, limit| {
            let found = db.read(|tx| tx.blobs_arriving_since(before_ms, limit)).unwrap();
            found.iter().map(|id| id.0[0]).collect::<Vec<_>>()
        };
        assert_eq!((old(30, 9), old(99, 1), old(10, 9)), (vec![1, 2], vec![1], vec![]));
    });
}

#[test]
fn a_blob_of_nobody_is_not_stored() {
    each(|db| {
        let stored = db.write(|tx| tx.put_blob(&blob(1, 1)));
        assert!(matches!(stored, Err(StoreError::Constraint(_))), "{stored:?}");
    });
}
