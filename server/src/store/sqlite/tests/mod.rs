//! The running store: threads, groups and limits; the desk; accounts.
#![expect(clippy::unwrap_used, reason = "tests")]

mod people;
mod plans;
mod running;
mod scope;

use shared::{
    id::{AccountId, ChangeId, DeviceId, RecordId},
    region::VillageCode,
    sync::{
        state::State,
        verdict::Receipt,
        wire::{self, Change1, Header1, OP_PUT},
    },
};

use super::{
    super::{
        StoreError, Tx as _,
        account::{Account, Role},
        record::{Change, Place, Record},
    },
    WriteTx,
};

const AUTHOR: AccountId = AccountId([1; 16]);

fn account(id: AccountId, role: Role) -> Account {
    Account {
        id,
        name: format!("Orang {}", id.0[0]),
        role,
        user_name: None,
        password_hash: None,
        phone: None,
        area: None,
        own_kk: None,
        is_active: true,
    }
}

/// Stores one change with its record; ids from the number.
fn store(
    tx: &mut WriteTx<'_>,
    number: u32,
    village: u32,
    subject: &str,
) -> Result<Record, StoreError> {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&number.to_be_bytes());
    let header = Header1 {
        change: ChangeId(id),
        record: RecordId(id),
        parent: None,
        visit: None,
        kind: if number.is_multiple_of(2) { 12 } else { 1 },
        kind_version: 1,
        village: VillageCode::from_number(village),
        made_at_ms: 1_795_506_508_000,
        op: OP_PUT,
    };
    let bytes = wire::encode(&Change1 { header: header.clone(), content: vec![7; 500] });
    let seq = tx.next_seq()?;
    let change = Change {
        author: AUTHOR,
        device: DeviceId([3; 16]),
        bytes,
        receipt: Receipt { seq, hash: [9; 32], stored_at_ms: 1_795_506_508_000 },
        state: State::Sent,
        place: Place::Head,
        other: None,
        problems: Vec::new(),
        notes: Vec::new(),
        header,
    };
    tx.add_change(&change)?;
    let record = Record {
        id: change.header.record,
        kind: change.header.kind,
        kind_version: 1,
        village: change.header.village,
        author: AUTHOR,
        visit: None,
        head: change.header.change,
        state: State::Sent,
        subject: String::from(subject),
        nik: Some(3_523_160_000_000_000 + u64::from(number)),
        made_at_ms: change.header.made_at_ms,
        first_seq: seq,
        last_seq: seq,
        problems: Vec::new(),
        notes: Vec::new(),
        comment: String::new(),
        n_beside: 0,
    };
    tx.put_record(&record)?;
    Ok(record)
}
