//! The world around phones and server: what happens when, and how a run ends.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use client::{
    rows::{Outbox, Stored},
    store::Table,
};
use server::store::account::Assignment;
use shared::day::Day;

use super::{
    blobs::{self, BlobLedger},
    dice::Dice,
    fault::{Fault, Tally},
    laws::{Broken, Ledger, is_settled},
    line::{Line, Net},
    office::{EngineKind, Office},
    person::{Deed, VILLAGE, act},
    phone::{Phone, SimHost},
    register::{self, Change, NEIGHBOUR},
    time::{Owner, Tasks, Time},
};

/// Tasks of nobody: what is under way on the line by itself.
const NOBODY: Owner = usize::MAX;
/// How long things go wrong, milliseconds.
const ROUGH_MS: u64 = 2 * 3_600_000;
/// How long everything may take to settle afterwards, milliseconds: the longest silence that a server
/// asked for and two of the longest pauses.
const SETTLE_MS: u64 = 30 * 60_000;
/// More steps than this and something goes round and round.
const STEPS_MAX: u64 = 300_000;
/// A year, milliseconds.
const YEAR_MS: i64 = 365 * 86_400_000;

/// A run that broke a law.
#[derive(Debug)]
pub struct Failed {
    /// The seed that replays it.
    pub seed: u64,
    /// On which engine.
    pub engine: EngineKind,
    /// When, milliseconds since the start.
    pub at_ms: u64,
    /// Which law, and what happened last.
    pub what: String,
}

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { seed, engine, at_ms, what } = self;
        write!(f, "seed {seed} on {engine:?} after {at_ms} ms: {what}")
    }
}

/// Runs one seed.
///
/// # Errors
/// [`Failed`] with the law that was broken.
///
/// # Panics
/// When code under test does.
pub fn run(seed: u64, engine: EngineKind, tally: &Tally) -> Result<(), Box<Failed>> {
    let mut world = World::new(seed, engine, tally.clone());
    let done = world.run();
    tally.steps(world.n_steps);
    done.map_err(|broken| {
        let last: Vec<_> = world.log.iter().rev().take(25).rev().cloned().collect();
        let what = format!("{broken}\n  {}", last.join("\n  "));
        Box::new(Failed { seed, engine, at_ms: world.net.time.now_ms(), what })
    })
}

struct World {
    dice: Dice,
    net: Rc<Net>,
    phones: Vec<Rc<Phone>>,
    tasks: Tasks,
    ledger: Ledger,
    blob_ledger: BlobLedger,
    /// What was looked at last: commits of the office, batches of the phones.
    looked_at: Vec<u64>,
    n_steps: u64,
    /// On SQLite the laws are held against a phone only now and then.
    is_slow: bool,
    log: Vec<String>,
}

/// What happens in the world, one every while.
const HAPPENINGS: [Happening; 36] = [
    Happening::Deed(Deed::Visit),
    Happening::Deed(Deed::Visit),
    Happening::Deed(Deed::Mend),
    Happening::Deed(Deed::Mend),
    Happening::Deed(Deed::Child),
    Happening::Deed(Deed::Child),
    Happening::Deed(Deed::Child),
    Happening::Deed(Deed::Child),
    Happening::Deed(Deed::Child),
    Happening::Deed(Deed::Mend),
    Happening::Deed(Deed::Mend),
    Happening::Deed(Deed::Mend),
    Happening::Deed(Deed::Withdraw),
    Happening::Deed(Deed::Photo),
    Happening::Deed(Deed::Photo),
    Happening::Deed(Deed::Photo),
    Happening::Kick,
    Happening::SignIn,
    Happening::SignIn,
    Happening::Decide,
    Happening::Register,
    Happening::Register,
    Happening::Register,
    Happening::Register,
    Happening::Assign,
    Happening::ChunkRot,
    Happening::Decide,
    Happening::Backup,
    Happening::OfficeCopy,
    Happening::Fault(Fault::Partition),
    Happening::Fault(Fault::Offline),
    Happening::Fault(Fault::DeviceKilled),
    Happening::Fault(Fault::DeviceKilled),
    Happening::Fault(Fault::Quota),
    Happening::Fault(Fault::ClockJump),
    Happening::Rare,
];

#[derive(Clone, Copy, Debug)]
enum Happening {
    Deed(Deed),
    Kick,
    SignIn,
    Decide,
    /// The office changes families.
    Register,
    /// The office gives a village to the person, or takes it away.
    Assign,
    /// A chunk of the register is damaged where it lies.
    ChunkRot,
    Backup,
    OfficeCopy,
    Rare,
    Fault(Fault),
}

impl World {
    fn new(seed: u64, engine: EngineKind, tally: Tally) -> Self {
        let dice = Dice::new(seed);
        let time = Time::default();
        let n_phones = usize::try_from(dice.between(1, 3)).unwrap_or(1);
        let phones: Vec<_> = (0..n_phones)
            .map(|idx| {
                let skew_ms = if dice.percent(30) { -3 * YEAR_MS } else { 0 };
                let host = SimHost {
                    time: time.clone(),
                    dice: dice.clone(),
                    skew_ms: Rc::new(Cell::new(skew_ms)),
                    has_gzip: dice.percent(80),
                };
                Phone::new(idx, host)
            })
            .collect();
        let assignment = Assignment { village: VILLAGE, from: Day::from_number(0), to: None };
        let people: Vec<_> = phones.iter().map(|phone| (phone.account, vec![assignment])).collect();
        let net = Rc::new(Net {
            time,
            dice: dice.clone(),
            tally,
            office: RefCell::new(Office::new(engine, &people)),
            blobs: RefCell::default(),
            down_until: Cell::new(0),
            is_rough: Cell::new(true),
            late: RefCell::new(Vec::new()),
        });
        let looked_at = vec![u64::MAX; phones.len()];
        let is_slow = engine == EngineKind::Sqlite;
        Self {
            dice,
            net,
            phones,
            tasks: Tasks::default(),
            ledger: Ledger::default(),
            blob_ledger: BlobLedger::default(),
            looked_at,
            n_steps: 0,
            is_slow,
            log: Vec::new(),
        }
    }

    fn run(&mut self) -> Result<(), Broken> {
        for phone in self.phones.clone() {
            self.open(&phone);
        }
        let mut next_ms = 0;
        while self.net.time.now_ms() < ROUGH_MS {
            if !self.run_until(next_ms)? {
                self.happen()?;
                // A posyandu, then a quiet hour.
                let pause_ms = if self.dice.percent(50) { 3_000 } else { 240_000 };
                next_ms = self.net.time.now_ms() + self.dice.between(100, pause_ms);
            }
        }
        self.heal();
        self.settle()
    }

    /// Runs what is ready, else goes forward, but not past `until_ms`; false when that is reached.
    fn run_until(&mut self, until_ms: u64) -> Result<bool, Broken> {
        for late in self.net.late.borrow_mut().drain(..) {
            self.tasks.spawn(NOBODY, late);
        }
        if let Some(owner) = self.tasks.run_one(&self.dice) {
            self.n_steps += 1;
            if self.n_steps > STEPS_MAX {
                return Err(String::from("it goes round and round"));
            }
            self.may_die(owner);
            self.look(false)?;
            return Ok(true);
        }
        match self.net.time.next_alarm() {
            Some(at_ms) if at_ms <= until_ms => {
                self.net.time.go_to(at_ms);
                Ok(true)
            }
            _ => {
                self.net.time.go_to(until_ms);
                Ok(false)
            }
        }
    }

    /// Holds the laws against every phone for which something changed.
    fn look(&mut self, also_slow: bool) -> Result<(), Broken> {
        if self.is_slow && !also_slow && !self.n_steps.is_multiple_of(200) {
            return Ok(());
        }
        let mut office = self.net.office.borrow_mut();
        for phone in &self.phones {
            let seen = (office.version << 32) + u64::from(phone.store().n_batches());
            if std::mem::replace(&mut self.looked_at[phone.idx], seen) != seen {
                self.ledger.check(phone, &mut office)?;
                self.blob_ledger.check(phone, &office)?;
                register::check(phone)?;
            }
        }
        Ok(())
    }

    fn may_die(&mut self, owner: Owner) {
        let Some(phone) = self.phones.get(owner).map(Rc::clone) else { return };
        match phone.dies_in.get() {
            Some(0) => self.kill(&phone),
            Some(left) => phone.dies_in.set(Some(left - 1)),
            None => {}
        }
    }

    fn kill(&mut self, phone: &Rc<Phone>) {
        self.note(|| format!("phone {} dies", phone.idx));
        phone.dies_in.set(None);
        phone.handle.replace(None);
        self.tasks.kill(phone.idx);
    }

    fn open(&mut self, phone: &Rc<Phone>) {
        let line = Line { net: Rc::clone(&self.net), phone: Rc::clone(phone) };
        self.tasks.spawn(phone.idx, Box::pin(phone.open(line)));
    }

    fn happen(&mut self) -> Result<(), Broken> {
        let Some(happening) = self.dice.pick(&HAPPENINGS).copied() else { return Ok(()) };
        let Some(phone) = self.dice.pick(&self.phones).map(Rc::clone) else { return Ok(()) };
        self.note(|| format!("phone {}: {happening:?}", phone.idx));
        if !phone.is_running() {
            self.open(&phone);
            return Ok(());
        }
        match happening {
            Happening::Deed(deed) => {
                let task = act(Rc::clone(&phone), deed, self.net.tally.clone());
                self.tasks.spawn(phone.idx, Box::pin(task));
            }
            Happening::Kick => phone.tell(|handle| handle.kick()),
            Happening::SignIn => self.sign_in(&phone),
            Happening::Decide => self.decide(&phone),
            Happening::Register => {
                for _ in 0..self.dice.between(1, 8) {
                    let change = Change::draw(&self.dice);
                    self.net.office.borrow_mut().change_register(change);
                }
            }
            Happening::Assign => {
                let is_given = self.dice.percent(50);
                self.net.office.borrow_mut().assign(phone.account, NEIGHBOUR, is_given);
            }
            Happening::ChunkRot => {
                let store = phone.store();
                if let Some(key) = self.dice.pick(&store.keys(Table::Chunk)) {
                    store.damage(Table::Chunk, key, |bytes| bytes.truncate(bytes.len() / 2));
                }
            }
            Happening::Backup => drop(phone.backup.replace(Some(phone.store().copy()))),
            Happening::OfficeCopy => self.net.office.borrow_mut().make_copy(),
            Happening::Rare => {
                let rare = [
                    Fault::Wiped,
                    Fault::RolledBack,
                    Fault::BitRot,
                    Fault::BitRot,
                    Fault::BlobRot,
                    Fault::UploadExpired,
                    Fault::Restored,
                ];
                match self.dice.pick(&rare) {
                    Some(Fault::Restored) => self.restore()?,
                    Some(fault) => self.strike(&phone, *fault),
                    None => {}
                }
            }
            Happening::Fault(fault) => self.strike(&phone, fault),
        }
        Ok(())
    }

    /// The office goes back to its copy, and is away meanwhile.
    fn restore(&mut self) -> Result<(), Broken> {
        // What phones were told until now is told rightly.
        self.look(true)?;
        if !self.ledger.goes_back(&self.phones, &mut self.net.office.borrow_mut())? {
            return Ok(());
        }
        let away_ms = self.dice.between(1_000, 300_000);
        self.net.down_until.set(self.net.time.now_ms() + away_ms);
        for phone in &self.phones {
            // A revision may name a parent that the office has no more.
            phone.is_spoiled.set(true);
            // A phone keeps no photo that has arrived, and the row is gone.
            self.blob_ledger.excuse(phone, &self.net.office.borrow());
        }
        self.net.tally.fault(Fault::Restored);
        Ok(())
    }

    fn sign_in(&self, phone: &Phone) {
        if !phone.has_session.replace(true) {
            phone.tell(|handle| handle.signed_in());
        }
    }

    fn decide(&self, phone: &Phone) {
        let mut office = self.net.office.borrow_mut();
        let records = office.records_of(phone.account);
        if let Some(record) = self.dice.pick(&records) {
            office.decide(record.id, &self.dice, self.net.server_ms());
        }
    }

    fn strike(&mut self, phone: &Rc<Phone>, fault: Fault) {
        let now_ms = self.net.time.now_ms();
        match fault {
            Fault::Partition => {
                phone.cut_off_until.set(now_ms + self.dice.between(1_000, 900_000));
            }
            Fault::Offline => {
                let is_online = phone.status.borrow().is_online;
                phone.tell(|handle| handle.online(!is_online));
            }
            Fault::DeviceKilled => phone.dies_in.set(Some(self.dice.between(0, 60))),
            Fault::Quota => {
                let store = phone.store();
                let room = usize::try_from(self.dice.between(0, 700)).unwrap_or(0);
                phone.set_room(self.dice.percent(60).then(|| store.used_bytes() + room));
            }
            Fault::ClockJump => {
                let years = i64::try_from(self.dice.between(0, 6)).unwrap_or(0) - 3;
                phone.host.skew_ms.set(years * YEAR_MS);
            }
            Fault::Wiped => {
                self.kill(phone);
                phone.store().wipe();
                self.replaced(phone);
            }
            Fault::RolledBack => {
                let Some(backup) = phone.backup.borrow().as_ref().map(|backup| backup.copy())
                else {
                    return;
                };
                self.kill(phone);
                phone.store.replace(backup);
                self.replaced(phone);
            }
            Fault::BitRot => {
                if !self.rot(phone) {
                    return;
                }
            }
            Fault::BlobRot => {
                if !self.rot_blob(phone) {
                    return;
                }
            }
            Fault::UploadExpired => {
                if !self.net.blobs.borrow_mut().expire(&self.net.office.borrow()) {
                    return;
                }
            }
            _ => return,
        }
        self.net.tally.fault(fault);
    }

    /// A phone's storage is another one now.
    fn replaced(&mut self, phone: &Rc<Phone>) {
        phone.set_room(None);
        phone.is_spoiled.set(true);
        self.looked_at[phone.idx] = u64::MAX;
        self.ledger.excuse(phone, &mut self.net.office.borrow_mut());
        self.blob_ledger.excuse(phone, &self.net.office.borrow());
    }

    /// The bytes of a parcel at rest change, so that the server cannot open it; false when none waits.
    fn rot(&self, phone: &Phone) -> bool {
        let store = phone.store();
        let rows = store.rows(Table::Outbox);
        let Some(row) = self.dice.pick(&rows) else { return false };
        let Ok(mut outbox) = Outbox::from_row_bytes(&row.bytes) else { return false };
        let Some(coding) = outbox.bytes.get_mut(1) else { return false };
        *coding = 9;
        phone.is_spoiled.set(true);
        phone.n_rots.set(phone.n_rots.get() + 1);
        store.damage(Table::Outbox, &row.key, |bytes| *bytes = outbox.to_row_bytes());
        true
    }

    /// A byte of a blob at rest changes, or its end is lost; false when none waits.
    fn rot_blob(&self, phone: &Phone) -> bool {
        let store = phone.store();
        let keys = store.keys(Table::BlobPart);
        let Some(key) = self.dice.pick(&keys) else { return false };
        phone.n_blob_rots.set(phone.n_blob_rots.get() + 1);
        let is_cut = self.dice.percent(50);
        store.damage(Table::BlobPart, key, |bytes| match bytes.pop() {
            Some(last) if !is_cut => bytes.push(last.wrapping_add(1)),
            _ => {}
        });
        true
    }

    /// All is well from now on.
    fn heal(&mut self) {
        self.note(|| String::from("everything heals"));
        self.net.is_rough.set(false);
        self.net.down_until.set(0);
        for phone in self.phones.clone() {
            phone.dies_in.set(None);
            phone.cut_off_until.set(0);
            phone.has_session.set(true);
            phone.set_room(None);
            if !phone.is_running() {
                self.open(&phone);
            }
            phone.tell(|handle| {
                handle.online(true);
                handle.signed_in();
            });
        }
    }

    /// Waits until all agree.
    fn settle(&mut self) -> Result<(), Broken> {
        let until_ms = self.net.time.now_ms() + SETTLE_MS;
        let soon_ms = self.net.time.now_ms() + SETTLE_MS / 2;
        while self.run_until(soon_ms)? {}
        for phone in &self.phones {
            register::report_damage(phone);
            // Somebody looks whether there is anything new.
            phone.tell(|handle| handle.kick());
        }
        while self.run_until(until_ms)? {}
        self.look(true)?;
        let office = self.net.office.borrow();
        self.phones.iter().try_for_each(|phone| {
            is_settled(phone, &office)?;
            blobs::is_settled(phone)?;
            register::is_settled(phone, &office)
        })?;
        let accounts = self.phones.iter().map(|phone| phone.account);
        let records: Vec<_> = accounts.flat_map(|account| office.records_of(account)).collect();
        for decision in records.iter().flat_map(|record| office.decisions_of(record.id)) {
            self.net.tally.decision(&decision);
        }
        let mut blobs = self.net.blobs.borrow_mut();
        let arrived = self.blob_ledger.arrived(&office, &records);
        self.net.tally.arrived(arrived.len());
        blobs.is_settled(&office, &arrived)?;
        // Nothing is left behind of what was begun and given up.
        blobs.expire(&office);
        Ok(())
    }

    fn note(&mut self, words: impl FnOnce() -> String) {
        let line = format!("{:>9} {}", self.net.time.now_ms(), words());
        self.log.push(line);
    }
}
