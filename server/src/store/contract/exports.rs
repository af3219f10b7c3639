//! What every engine notes about files that were taken out.

use super::{
    super::{
        StoreError,
        exports::{Exported, FileKind},
    },
    AUTHOR, account, add_author, each,
};

fn export(n_rows: u64) -> Exported {
    Exported {
        number: 0,
        account: AUTHOR,
        at_ms: 1_795_506_508_000,
        what: FileKind::Operator,
        filter: String::from("desa: Mondokan"),
        reason: String::from("diketik ke SIKS-NG"),
        is_masked: false,
        n_rows,
    }
}

#[test]
fn files_are_noted_in_order_and_read_from_the_newest_on() {
    each(|db| {
        add_author(db);
        for n_rows in 1..=3 {
            assert_eq!(db.write(|tx| tx.add_export(&export(n_rows))).unwrap(), n_rows);
        }
        let page = |before, limit| {
            let found = db.read(|tx| tx.exports(before, limit)).unwrap();
            found.into_iter().map(|(one, name)| (one.number, one.n_rows, name)).collect::<Vec<_>>()
        };
        let name = || String::from("Orang 1");
        assert_eq!(page(None, 2), [(3, 3, name()), (2, 2, name())]);
        assert_eq!(page(Some(2), 2), [(1, 1, name())]);
        let stored = db.read(|tx| tx.exports(Some(2), 1)).unwrap().remove(0).0;
        assert_eq!(stored, Exported { number: 1, ..export(1) });
        let nobody = Exported { account: account(9), ..export(1) };
        let refused = db.write(|tx| tx.add_export(&nobody));
        assert!(matches!(refused, Err(StoreError::Constraint(_))), "{refused:?}");
    });
}
