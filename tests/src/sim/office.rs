//! The server of the simulation: the real merge rules over one of two engines, and what HTTP does
//! around them.

use std::{
    path::{Path as FilePath, PathBuf},
    sync::Arc,
};

use client::transport::Asked;
use server::{
    clock::Clock,
    folder::database_path,
    restore::restore,
    store::{
        Store, StoreError, StoreOptions,
        account::{Account, Assignment, Role},
        blobs::Blob,
        record::{Change, Record},
    },
    sync::{
        References,
        look::look,
        own::Owner,
        prepare::{Prepared, prepare},
        pull::pull,
        push::{LATER_MS, Sender, push},
        recheck::next_slice,
        register::{register, works_there},
        review::reviews,
        tasks::tasks,
    },
};
use shared::{
    day::Day,
    id::{AccountId, BlobId, ChangeId},
    region::VillageCode,
    sync::{
        feed::{Feed, PullReply2, Stream},
        wire::{self, Push1, PushReply1},
    },
};

use super::{register::Change as RegisterChange, review::DESK};

/// Which engine keeps the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineKind {
    /// Maps in memory.
    Memory,
    /// SQLite in a file.
    Sqlite,
}

/// How the server is while it takes a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    Well,
    /// It dies before the commit.
    Dies,
    /// Its disk is full.
    Full,
    /// It is newer than the phone.
    Newer,
}

/// An answer without success: status and body.
pub(super) type Refused = (u16, &'static [u8]);

/// The server.
pub(super) struct Office {
    pub(super) store: Store,
    /// How often a database was opened.
    pub(super) n_opened: u64,
    /// The database's folder; none in memory.
    folder: Option<tempfile::TempDir>,
    /// What it can go back to.
    copy: Option<Copied>,
    pub(super) references: Arc<References>,
    /// Grows with every commit.
    pub(super) version: u64,
    /// How much was written in [`BULLETINS`].
    pub(super) n_bulletins: u64,
}

/// A feed of tomorrow: every event of it is of a kind that these phones do not know.
pub(super) const BULLETINS: Feed = Feed(1);

enum Copied {
    Memory(Store),
    File(PathBuf),
}

const EPOCH: u64 = 4_711;
/// A verdict that no version knows.
const FUTURE_VERDICT: u8 = 200;

impl Office {
    pub(super) fn new(kind: EngineKind, people: &[(AccountId, Vec<Assignment>)]) -> Self {
        let (store, folder) = match kind {
            EngineKind::Memory => (Store::in_memory(EPOCH), None),
            EngineKind::Sqlite => {
                let dir = tempfile::tempdir().expect("a temporary folder can be made");
                (open(dir.path()), Some(dir))
            }
        };
        for (account, assignments) in people {
            let (account, assignments) = (psm(*account), assignments.clone());
            let done = store.write(move |tx| {
                tx.add_account(&account)?;
                assignments.iter().try_for_each(|one| tx.set_assignment(account.id, one))
            });
            done.wait().expect("an empty database takes accounts");
        }
        let desk = Account { role: Role::Dinsos, ..psm(DESK) };
        store.write(move |tx| tx.add_account(&desk)).wait().expect("it takes one more");
        let references = Arc::new(References::default());
        Self { store, n_opened: 0, folder, copy: None, references, version: 0, n_bulletins: 0 }
    }

    /// Takes a push as it came over the line. `None` when the server died over it.
    pub(super) fn push(
        &mut self,
        who: Sender,
        body: &[u8],
        mood: Mood,
    ) -> Option<Result<Vec<u8>, Refused>> {
        let Ok(wanted) = wire::decode::<Push1>(body) else {
            return Some(Err((400, br#"{"status":400,"code":"bad_request"}"#)));
        };
        let (mut prepared, references) = (prepare(&wanted), Arc::clone(&self.references));
        let looked = self.store.read(move |tx| {
            look(tx, &who, &mut prepared, &references)?;
            Ok(prepared)
        });
        let prepared = Arc::new(looked.wait().expect("reading does not fail"));
        self.take_due(who.now_ms);
        self.version += 1;
        let mut answers = match self.store(who, &prepared, mood) {
            Ok(answers) => answers,
            Err(StoreError::Full) => prepared.later(LATER_MS),
            Err(StoreError::Closed) => return None,
            Err(error) => panic!("the engine failed by itself: {error:?}"),
        };
        if mood == Mood::Newer {
            for answer in &mut answers {
                answer.verdict.code = FUTURE_VERDICT;
                answer.verdict.receipt = None;
            }
        }
        Some(Ok(wire::encode(&PushReply1 { epoch: self.epoch(), server_ms: who.now_ms, answers })))
    }

    fn store(
        &mut self,
        who: Sender,
        prepared: &Arc<Prepared>,
        mood: Mood,
    ) -> Result<Vec<wire::Answer1>, StoreError> {
        let end = move || match mood {
            Mood::Well | Mood::Newer => Ok(()),
            Mood::Dies => Err(StoreError::Closed),
            Mood::Full => Err(StoreError::Full),
        };
        let (prepared, references) = (Arc::clone(prepared), Arc::clone(&self.references));
        let work = self.store.write(move |tx| {
            let answers = push(tx, &who, &prepared, &references)?;
            while next_slice(tx, &references, who.now_ms)? {}
            end().map(|()| answers)
        });
        let done = work.wait();
        if mood == Mood::Dies
            && let Some(folder) = &self.folder
        {
            // It comes back with what its file holds.
            self.store.close();
            self.store = open(folder.path());
            self.n_opened += 1;
        }
        done
    }

    /// Names the database.
    pub(super) fn epoch(&self) -> u64 {
        self.store.epoch()
    }

    /// Copies the database, to go back to some day.
    pub(super) fn make_copy(&mut self) {
        self.copy = match &self.folder {
            None => self.store.copy_in_memory(self.epoch()).map(Copied::Memory),
            Some(folder) => {
                let copy = folder.path().join("copy.db");
                // A database that was closed is one file.
                self.store.close();
                std::fs::copy(database_path(folder.path()), &copy).expect("there is room");
                self.store = open(folder.path());
                self.n_opened += 1;
                Some(Copied::File(copy))
            }
        };
    }

    /// Goes back to the copy, if there is one; false if not.
    pub(super) fn go_back(&mut self) -> bool {
        let back = match (&self.copy, &self.folder) {
            (Some(Copied::Memory(copy)), None) => copy.copy_in_memory(self.epoch() + 1),
            (Some(Copied::File(copy)), Some(folder)) => {
                self.store.close();
                restore(copy, folder.path(), &Clock::system()).expect("the copy is whole");
                Some(open(folder.path()))
            }
            _ => None,
        };
        let Some(back) = back else { return false };
        self.store = back;
        self.n_opened += 1;
        self.version += 1;
        true
    }

    /// Answers a pull.
    pub(super) fn pull(&self, account: AccountId, asked: Asked, now_ms: u64) -> Vec<u8> {
        let Asked { stream: Stream { feed, village }, after, limit } = asked;
        self.take_due(now_ms);
        if feed == Feed::REVIEW {
            return wire::encode(&self.reviews(account, after, limit, now_ms));
        }
        if let (Feed::REGISTER, Some(village)) = (feed, village) {
            return wire::encode(&self.register(account, village, after, limit, now_ms));
        }
        if let (Feed::TASKS, Some(village)) = (feed, village) {
            return wire::encode(&self.tasks(account, village, after, limit, now_ms));
        }
        if feed == BULLETINS {
            let next = self.n_bulletins.min(after + u64::from(limit));
            return wire::encode(&PullReply2 {
                epoch: self.epoch(),
                server_ms: now_ms,
                feed: feed.0,
                next,
                more: next < self.n_bulletins,
                events: (after..next).map(|_| vec![250]).collect(),
            });
        }
        let reply = self.store.read(move |tx| pull(tx, account, after, limit, now_ms)).wait();
        wire::encode(&reply.expect("reading does not fail"))
    }

    /// Answers a pull of what was decided.
    fn reviews(&self, account: AccountId, after: u64, limit: u32, now_ms: u64) -> PullReply2 {
        let today = Day::in_tuban(now_ms);
        let reply = self.store.read(move |tx| {
            let villages = tx.assignments(account)?.into_iter().map(|one| one.village).collect();
            reviews(tx, &Owner { account, villages, today }, after, limit, now_ms)
        });
        reply.wait().expect("reading does not fail")
    }

    /// Answers a pull of a village's register.
    pub(super) fn register(
        &self,
        account: AccountId,
        village: VillageCode,
        after: u64,
        limit: u32,
        now_ms: u64,
    ) -> PullReply2 {
        let reply = self.store.read(move |tx| {
            let is_here = works_there(&tx.assignments(account)?, village, Day::in_tuban(now_ms));
            register(tx, village, is_here, after, limit, now_ms)
        });
        reply.wait().expect("reading does not fail")
    }

    /// Answers a pull of what is asked for in a village.
    pub(super) fn tasks(
        &self,
        account: AccountId,
        village: VillageCode,
        after: u64,
        limit: u32,
        now_ms: u64,
    ) -> PullReply2 {
        let reply = self.store.read(move |tx| {
            let is_here = works_there(&tx.assignments(account)?, village, Day::in_tuban(now_ms));
            tasks(tx, village, is_here, after, limit, now_ms)
        });
        reply.wait().expect("reading does not fail")
    }

    /// Changes something in the register.
    pub(super) fn change_register(&mut self, change: RegisterChange) {
        self.version += 1;
        self.store.write(move |tx| change.make(tx)).wait().expect("a family can be stored");
    }

    /// Gives a village to a person or takes it away.
    pub(super) fn assign(&mut self, account: AccountId, village: VillageCode, is_given: bool) {
        self.version += 1;
        let to = (!is_given).then_some(Day::from_number(1));
        let assignment = Assignment { village, from: Day::from_number(0), to };
        let done = self.store.write(move |tx| tx.set_assignment(account, &assignment)).wait();
        done.expect("an assignment can be stored");
    }

    /// A stored change.
    pub(super) fn change(&mut self, id: ChangeId) -> Option<Change> {
        let found = self.store.write(move |tx| tx.change(id)).wait();
        found.expect("reading does not fail")
    }

    /// A photo.
    pub(super) fn blob(&self, id: BlobId) -> Option<Blob> {
        self.store.read(move |tx| tx.blob(id)).wait().expect("reading does not fail")
    }

    /// Stores a photo as it was before.
    pub(super) fn put_blob(&self, blob: Blob) {
        self.store.write(move |tx| tx.put_blob(&blob)).wait().expect("a row can be stored");
    }

    /// All records of an account, in the order of what last happened to them.
    pub(super) fn records_of(&self, account: AccountId) -> Vec<Record> {
        let found = self.store.read(move |tx| tx.records_after(account, 0, 100_000)).wait();
        found.expect("reading does not fail").into_iter().map(|(record, _)| record).collect()
    }

    /// The highest number given out.
    pub(super) fn last_seq(&self) -> u64 {
        let seq = self.store.read(|tx| tx.last_seq()).wait();
        seq.expect("reading does not fail")
    }
}

fn open(folder: &FilePath) -> Store {
    let options = StoreOptions { new_epoch: EPOCH, n_readers: 1, ..StoreOptions::default() };
    Store::open(&database_path(folder), &options).expect("a database of our own opens")
}

fn psm(id: AccountId) -> Account {
    Account {
        id,
        name: String::from("PSM"),
        role: Role::Psm,
        user_name: None,
        password_hash: None,
        phone: None,
        area: None,
        own_kk: None,
        is_active: true,
    }
}
