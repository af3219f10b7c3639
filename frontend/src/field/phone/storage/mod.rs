//! What is stored on this phone: drafts, finished records, and every change of them.
//!
//! Changes queue: each waits until the one before it is stored. What is typed is stored at every key,
//! one write at a time. The database stays the truth: a change says which revisions it expects, and a
//! tab that is behind is told so, reads again and shows what the other one wrote.

mod change;
mod counts;
mod draft;
mod lost;
mod pictures;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use client::{
    account::{self, Unsent},
    device::{DeviceError, List},
    journal::Event,
    restored,
    reviews::Kept1,
    rows::{Damaged, DraftItem, Record, RecordItem},
    store::{LocalStore as _, Row, StoreError, Turns},
    tasks::{self, VillageTasks1},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{
        model::{FormKind, KindId},
        value::Values,
    },
    growth::series::Measure,
    id::{ChangeId, RecordId},
};

use self::draft::Slot;
pub use self::{
    counts::Counts,
    draft::{Conflict, OpenDraft, Saving},
    lost::{Loss, RescueFile},
    pictures::Taken,
};
use super::{clock::Clock, log::Log, open::Open, tabs::Message};
use crate::browser::{
    prefs,
    quota::{self, Room},
};

/// What is stored. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Storage {
    /// What was finished, latest first.
    pub records: RwSignal<List<RecordItem>>,
    /// What is being filled, last saved first; up to date whenever no form is open.
    pub drafts: RwSignal<List<DraftItem>>,
    /// Grows whenever anything that is stored may have changed.
    pub n_changes: RwSignal<u32>,
    /// How many there are of which kind.
    pub counts: RwSignal<Counts>,
    /// How the open draft is saved.
    pub saving: RwSignal<Saving>,
    /// The draft that was open when the app ended; offer to go on with it.
    pub resume: RwSignal<Option<RecordId>>,
    /// Grows when the draft on screen is to be opened anew, because another tab has changed it.
    pub n_reopened: RwSignal<u32>,
    /// Whether the database was cleared while the app is open.
    pub loss: RwSignal<Loss>,
    /// How many records the office, which was set back, has not named again.
    pub n_unlisted: RwSignal<usize>,
    /// What other accounts have on this phone that is not at the office.
    pub others: RwSignal<Vec<Unsent>>,
    /// How much room there is, and whether the browser keeps what is stored.
    pub room: RwSignal<Room>,
    clock: Clock,
    log: Log,
    make_rescue_file: fn(Self) -> Option<RescueFile>,
    inner: StoredValue<Rc<Inner>, LocalStorage>,
}

/// What pages do not see.
#[derive(Default)]
struct Inner {
    /// The account that is open.
    open: RefCell<Option<Rc<Open>>>,
    /// The draft that is being filled.
    slot: RefCell<Option<Slot>>,
    /// Changes go one after the other.
    turns: Turns,
    /// The database is being written back.
    is_writing_back: Cell<bool>,
    /// A write that failed is tried again soon.
    is_retry_due: Cell<bool>,
}

impl Storage {
    /// No account is open yet.
    #[must_use]
    pub fn new(clock: Clock, log: Log) -> Self {
        Self {
            records: RwSignal::default(),
            drafts: RwSignal::default(),
            n_changes: RwSignal::default(),
            counts: RwSignal::default(),
            saving: RwSignal::default(),
            resume: RwSignal::new(prefs::open_draft()),
            n_reopened: RwSignal::default(),
            loss: RwSignal::default(),
            n_unlisted: RwSignal::default(),
            others: RwSignal::default(),
            room: RwSignal::default(),
            clock,
            log,
            make_rescue_file: Self::make_rescue_file,
            inner: StoredValue::new_local(Rc::default()),
        }
    }

    /// Notes in the journal what storage failed with.
    fn failed(self, error: &StoreError) {
        if let Some(event) = Event::of_store(error) {
            self.log.note(event);
        }
    }

    fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    /// What belongs to the account that is open.
    pub(super) fn open(self) -> Result<Rc<Open>, DeviceError> {
        let open = self.inner().open.borrow().clone();
        open.ok_or(DeviceError::Store(StoreError::Closed))
    }

    /// True while this is the account that is open.
    pub(super) fn is_open(self, open: &Rc<Open>) -> bool {
        self.inner().open.borrow().as_ref().is_some_and(|current| Rc::ptr_eq(current, open))
    }

    /// Shows what an account has stored.
    pub(super) fn show(self, open: Rc<Open>) {
        // Read once: from here on both are patched.
        self.records.set(open.phone.index().clone());
        self.inner().open.replace(Some(open));
        self.refresh();
    }

    /// Shows nothing any more, and returns the account that was open. Nothing is deleted.
    pub(super) fn close(self) -> Option<Rc<Open>> {
        let inner = self.inner();
        inner.slot.take();
        self.records.set(List::new());
        self.drafts.set(List::new());
        self.loss.set(Loss::None);
        inner.open.take()
    }

    /// Reads again what is stored, as another tab may have changed it. False when that fails; then all
    /// stays as it was.
    pub(super) async fn read_again(self) -> bool {
        let Ok(open) = self.open() else { return false };
        let read = open.phone.store.reread().await;
        match &read {
            Ok(()) => {
                self.refresh();
                self.follow_other_tab();
            }
            Err(StoreError::Lost) => spawn_local(self.write_back()),
            Err(_) => {}
        }
        read.is_ok()
    }

    /// Brings the lists up to date with what is stored.
    pub(super) fn refresh(self) {
        let Ok(open) = self.open() else { return };
        let rows = open.phone.store.rows();
        // A change that does not concern a list draws nothing anew that shows it.
        self.records.maybe_update(|list| list.refresh(&rows));
        self.drafts.maybe_update(|list| list.refresh(&rows));
        let n_unlisted = restored::n_unlisted(&rows);
        drop(rows);
        if self.n_unlisted.get_untracked() != n_unlisted {
            self.n_unlisted.set(n_unlisted);
        }
        self.n_changes.update(|n_changes| *n_changes = n_changes.wrapping_add(1));
        let is_here = |id| self.drafts.with_untracked(|list| has(list, id));
        if self.resume.get_untracked().is_some_and(|id| !is_here(id)) {
            self.resume.set(None);
        }
        let counts = self.drafts.with_untracked(|drafts| {
            self.records.with_untracked(|records| Counts::of(drafts.items(), records.items()))
        });
        if self.counts.with_untracked(|before| *before != counts) {
            self.counts.set(counts);
        }
        self.remember_unsent();
    }

    /// The list of drafts is another now, here and in other tabs.
    fn drafts_changed(self) {
        if let Ok(open) = self.open() {
            open.tabs.tell(Message::Changed);
        }
        self.refresh();
    }

    /// One finished record with everything the office said of it; `None` when there is none. Ask again
    /// when [`Self::n_changes`] grows.
    ///
    /// # Errors
    /// [`Damaged`] for one that cannot be read.
    pub fn record(self, id: RecordId) -> Result<Option<Record>, Box<Damaged>> {
        let Ok(open) = self.open() else { return Ok(None) };
        Ok(open.phone.record(id)?.map(|held| held.value))
    }

    /// What the office decided about a record, oldest first. Ask again when [`Self::n_changes`] grows.
    #[must_use]
    pub fn reviews(self, record: RecordId) -> Vec<Kept1> {
        self.open().map_or_else(|_closed| Vec::new(), |open| open.phone.reviews(record))
    }

    /// A record as it was at an earlier revision; `None` where this phone has none.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn earlier(self, change: ChangeId) -> Result<Option<Record>, DeviceError> {
        self.open()?.phone.earlier(change).await
    }

    /// True while the office, which was set back, has not named this record again; tracked.
    #[must_use]
    pub fn is_unlisted(self, id: RecordId) -> bool {
        self.n_unlisted.get() > 0 && self.open().is_ok_and(|open| open.phone.is_unlisted(id))
    }

    /// The other forms of a visit, finished or not.
    pub fn forms_of_visit(self, visit: RecordId, except: RecordId) -> Vec<(KindId, Values)> {
        let Ok(open) = self.open() else { return Vec::new() };
        open.phone.forms_of_visit(visit, except)
    }

    /// What this phone's other records say was measured of a child.
    #[must_use]
    pub fn measures(self, kind: &FormKind, nik: i64, except: RecordId) -> Vec<Measure> {
        let Ok(open) = self.open() else { return Vec::new() };
        open.phone.measures(kind, nik, except)
    }

    /// What the office asks for. Ask again when [`Self::n_changes`] grows.
    #[must_use]
    pub fn tasks(self) -> Vec<VillageTasks1> {
        let Ok(open) = self.open() else { return Vec::new() };
        tasks::tasks(&open.phone.store.rows())
    }

    /// Rows that could not be read and were moved out of the way. Ask again when
    /// [`Self::n_changes`] grows.
    #[must_use]
    pub fn aside(self) -> Vec<Row> {
        let Ok(open) = self.open() else { return Vec::new() };
        account::aside(&open.phone.store.rows()).cloned().collect()
    }

    /// Finds out how much room there is; asks the browser to keep what is stored where `is_asking`.
    pub fn check_room(self, is_asking: bool) {
        spawn_local(async move {
            if let Some(room) = quota::room(is_asking).await {
                self.room.set(room);
            }
        });
    }
}

fn has(drafts: &List<DraftItem>, id: RecordId) -> bool {
    drafts.items().iter().any(|draft| draft.record == id)
}
