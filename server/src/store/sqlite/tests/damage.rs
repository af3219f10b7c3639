//! A row that does not read costs what needs it, and nothing else.

use shared::{
    id::{ChangeId, DeviceId, RecordId},
    region::VillageCode,
    sync::{
        verdict::{Outcome, Verdict},
        wire::{self, CODING_PLAIN, Change1, Header1, OP_WITHDRAW, Push1},
    },
};

use super::{
    super::{super::account::Role, TestDb},
    AUTHOR, account,
};
use crate::sync::{
    References,
    prepare::prepare,
    push::{LATER_MS, Sender, push},
};

fn withdrawal(number: u8) -> Vec<u8> {
    let header = Header1 {
        change: ChangeId([number; 16]),
        record: RecordId([number; 16]),
        parent: None,
        visit: None,
        kind: 1,
        kind_version: 1,
        village: VillageCode::from_number(3_523_161_003),
        made_at_ms: 1_795_506_508_000,
        op: OP_WITHDRAW,
    };
    wire::encode(&Change1 { header, content: Vec::new() })
}

fn outcomes(db: &TestDb, changes: &[Vec<u8>]) -> Vec<Outcome> {
    let parcels = vec![wire::parcel(CODING_PLAIN, &wire::payload(changes))];
    let prepared = prepare(&Push1 { device: DeviceId([3; 16]), parcels });
    let who = Sender { account: AUTHOR, device: DeviceId([3; 16]), now_ms: 1_795_506_508_000 };
    let refs = References::default();
    let answers = db.transaction(true, |tx| push(tx, &who, &prepared, &refs)).unwrap();
    answers.into_iter().map(|answer| Verdict::from(answer.verdict).outcome).collect()
}

#[test]
fn a_change_that_meets_a_damaged_row_waits_and_those_behind_it_do_not() {
    let db = TestDb::new(1);
    db.transaction(true, |tx| tx.add_account(&account(AUTHOR, Role::Psm))).unwrap();
    assert!(matches!(outcomes(&db, &[withdrawal(1)])[0], Outcome::Accepted { .. }));
    db.transaction(true, |tx| tx.put("UPDATE change SET bytes = x'00'", ())).unwrap();
    let outcomes = outcomes(&db, &[withdrawal(1), withdrawal(2)]);
    assert_eq!(outcomes[0], Outcome::Later { after_ms: LATER_MS });
    assert!(matches!(&outcomes[1], Outcome::Accepted { receipt, .. } if receipt.seq == 2));
}
