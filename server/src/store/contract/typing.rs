//! What every engine notes about what was typed into SIKS-NG.

use shared::id::{ChangeId, RecordId};

use super::{
    super::{StoreError, typing::Typing},
    AUTHOR, account, add_author, each, store_numbered,
};

#[test]
fn what_was_typed_last_is_known_with_who_did_it() {
    each(|db| {
        add_author(db);
        let record = db.write(|tx| store_numbered(tx, 1, 3_523_172_001, "Siti")).unwrap();
        assert_eq!(db.read(|tx| tx.typing(record.id)).unwrap(), None);
        let typed = Typing {
            record: record.id,
            change: record.head,
            is_typed: true,
            account: AUTHOR,
            at_ms: 1_795_506_508_000,
        };
        db.write(|tx| tx.put_typing(&typed)).unwrap();
        let name = || String::from("Orang 1");
        assert_eq!(db.read(|tx| tx.typing(record.id)).unwrap(), Some((typed, name())));
        let taken_back =
            Typing { change: ChangeId([8; 16]), is_typed: false, at_ms: typed.at_ms + 1, ..typed };
        db.write(|tx| tx.put_typing(&taken_back)).unwrap();
        assert_eq!(db.read(|tx| tx.typing(record.id)).unwrap(), Some((taken_back, name())));
        for wrong in
            [Typing { record: RecordId([9; 16]), ..typed }, Typing { account: account(9), ..typed }]
        {
            let refused = db.write(|tx| tx.put_typing(&wrong));
            assert!(matches!(refused, Err(StoreError::Constraint(_))), "{refused:?}");
        }
        assert_eq!(db.read(|tx| tx.typing(record.id)).unwrap(), Some((taken_back, name())));
    });
}
