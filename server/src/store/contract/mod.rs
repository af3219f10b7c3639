//! One suite of tests per trait of the store, each run on every engine.
#![expect(clippy::unwrap_used, reason = "tests")]

mod accounts;
mod blobs;
mod desk;
mod desk_search;
mod exports;
mod families;
mod merge;
mod register;
mod review;
mod sessions;
mod tasks;
mod tx;
mod typing;

use std::cell::RefCell;

use shared::{
    id::{AccountId, ChangeId, DeviceId, RecordId},
    kk::NoKk,
    region::VillageCode,
    sync::{
        state::RecordState,
        verdict::Receipt,
        wire::{self, Change1, Header1, OP_PUT},
    },
};

use super::{
    Memory, Reads, StoreError, TestDb, Tx, Writes,
    account::{Account, Assignment, Role},
    record::{Change, Position, Record},
};

/// Who wrote everything in the stories of the desk.
pub(crate) const AUTHOR: AccountId = AccountId([1; 16]);

/// One engine, the same for all.
pub(crate) trait Engine {
    /// Runs work in a transaction and keeps it.
    fn commit(&mut self, work: &mut dyn FnMut(&mut dyn Writes));

    /// Runs work in a transaction that is given up, as when the server is killed before the commit.
    fn abandon(&mut self, work: &mut dyn FnMut(&mut dyn Writes));

    /// Runs work in a transaction that only reads.
    fn look(&mut self, work: &mut dyn FnMut(&dyn Reads));

    /// Adds a PSM's account or switches it on or off.
    fn set_account(&mut self, account: AccountId, is_active: bool) {
        self.commit(&mut |tx| match tx.account(account).unwrap() {
            Some(_) => tx.set_account_active(account, is_active).unwrap(),
            None => tx.add_account(&psm(account, is_active)).unwrap(),
        });
    }

    /// Sets the family card of an account's own family.
    fn set_own_kk(&mut self, account: AccountId, own_kk: Option<NoKk>) {
        self.commit(&mut |tx| tx.set_own_kk(account, own_kk).unwrap());
    }

    /// Gives an account a village.
    fn assign(&mut self, account: AccountId, assignment: Assignment) {
        self.commit(&mut |tx| tx.set_assignment(account, &assignment).unwrap());
    }
}

impl Engine for Memory {
    fn commit(&mut self, work: &mut dyn FnMut(&mut dyn Writes)) {
        let mut tx = self.begin();
        work(&mut tx);
        tx.commit();
    }

    fn abandon(&mut self, work: &mut dyn FnMut(&mut dyn Writes)) {
        work(&mut self.begin());
    }

    fn look(&mut self, work: &mut dyn FnMut(&dyn Reads)) {
        work(&self.begin());
    }
}

impl Engine for TestDb {
    fn commit(&mut self, work: &mut dyn FnMut(&mut dyn Writes)) {
        self.transaction(true, |tx| work(tx));
    }

    fn abandon(&mut self, work: &mut dyn FnMut(&mut dyn Writes)) {
        self.transaction(false, |tx| work(tx));
    }

    fn look(&mut self, work: &mut dyn FnMut(&dyn Reads)) {
        work(&self.read());
    }
}

/// Every engine, empty, under its name.
pub(crate) fn engines() -> [(&'static str, Box<dyn Engine>); 2] {
    [("memory", Box::new(Memory::new(7))), ("sqlite", Box::new(TestDb::new(7)))]
}

/// Runs work in a transaction that is kept, and returns what it returns.
pub(crate) fn commit<R>(engine: &mut dyn Engine, work: impl FnOnce(&mut dyn Writes) -> R) -> R {
    let (mut work, mut result) = (Some(work), None);
    engine.commit(&mut |tx| result = work.take().map(|work| work(tx)));
    result.unwrap()
}

/// A database for a story that reads and writes by turns.
struct Db(RefCell<Box<dyn Engine>>);

impl Db {
    fn write<R>(&self, work: impl FnOnce(&mut dyn Writes) -> R) -> R {
        commit(&mut **self.0.borrow_mut(), work)
    }

    fn read<R>(&self, work: impl FnOnce(&dyn Reads) -> R) -> R {
        let (mut work, mut result) = (Some(work), None);
        self.0.borrow_mut().look(&mut |tx| result = work.take().map(|work| work(tx)));
        result.unwrap()
    }
}

/// Tells a story on every engine, each empty.
fn each(story: impl Fn(&Db)) {
    for (name, engine) in engines() {
        println!("engine: {name}");
        story(&Db(RefCell::new(engine)));
    }
}

/// A PSM's account.
pub(crate) fn psm(id: AccountId, is_active: bool) -> Account {
    Account {
        id,
        name: String::from("Siti"),
        role: Role::Psm,
        user_name: None,
        password_hash: None,
        phone: None,
        area: None,
        own_kk: None,
        is_active,
    }
}

/// An account of a test, by number.
pub(crate) fn account(number: u8) -> AccountId {
    AccountId::new(1, [number; 10])
}

/// An account of this role.
pub(crate) fn account_of(id: AccountId, role: Role) -> Account {
    Account { name: format!("Orang {}", id.0[0]), role, ..psm(id, true) }
}

/// Stores one change with its record; ids from the number.
pub(crate) fn store_numbered(
    tx: &mut (impl Tx + ?Sized),
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
        state: RecordState::Sent,
        position: Position::Head,
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
        state: RecordState::Sent,
        subject: String::from(subject),
        nik: Some(3_523_160_000_000_000 + u64::from(number)),
        made_at_ms: change.header.made_at_ms,
        first_seq: seq,
        last_seq: seq,
        problems: Vec::new(),
        notes: Vec::new(),
        comment: String::new(),
        n_beside: 0,
        urgency: 0,
    };
    tx.put_record(&record)?;
    Ok(record)
}

/// Adds the account of [`AUTHOR`].
fn add_author(db: &Db) {
    db.write(|tx| tx.add_account(&account_of(AUTHOR, Role::Psm))).unwrap();
}
