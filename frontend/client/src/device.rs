//! What screens ask of the phone: drafts, finishing, mending, withdrawing, lists. Each change is
//! prepared as one batch from the rows in memory ([`Plan`]) and then kept, so that a phone that dies in
//! the middle has either all of it or nothing, and all changes wait for the disk in the same way.
//!
//! It does not send: [`crate::driver`] does. Hand it the [`Finished::entry`] of what was finished.

mod drafts;
pub(crate) mod finish;
mod lists;
mod measures;
pub(crate) mod past;
mod pictures;
pub(crate) mod take_back;

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use shared::{
    day::Day,
    form::{
        model::{FormKind, KindId},
        problem::Problem,
        value::Values,
    },
    forms,
    id::{ChangeId, ParcelId, RecordId},
    region::VillageCode,
    sync::{
        client::{BlobEntry, Clock, CorrectedClock, Entry},
        state::RecordState,
    },
    text::{Text, t},
};

use crate::{
    host::{self, Host, key_of},
    rows::{self, Damaged, Draft, Held, Record, Stored, book},
    store::{Batch, Durability, Expect, LocalStore, Row, StoreError, Table, Turns, Write},
};

pub use self::{
    lists::{Item, List},
    pictures::NewBlob,
};

/// The phone of one account: its storage and what is around it.
pub struct Device<S, H> {
    /// Local storage.
    pub store: S,
    /// Clock and dice.
    pub host: H,
    /// The device's clock put right. Whoever shows times has the same one.
    pub timing: Rc<Cell<CorrectedClock>>,
    /// Changes wait for each other here.
    turns: Turns,
    /// What was finished, read once and patched ([`Device::index`]).
    index: RefCell<List<rows::RecordItem>>,
}

/// What is to be kept, and what it comes to once it is ([`Device::keep`]).
pub type Plan<T> = (Batch, T);

/// What a form's conditions look at besides its own answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The answers of its visit, finished or not; `None` for a visit, or when it is not here.
    pub visit: Option<Values>,
    /// The last earlier form of this kind about the same person.
    pub previous: Option<Values>,
    /// The last form of this kind in the same village, about whomever: what is remembered begins a new
    /// form. `None` for one that mends.
    pub last: Option<Values>,
}

/// What was finished, mended or withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The record.
    pub record: RecordId,
    /// Its new revision.
    pub change: ChangeId,
    /// The parcel in the outbox, for [`crate::driver::Handle::saved`].
    pub entry: Entry,
    /// Its pictures, and those that are over by it, for [`crate::driver::Handle::blob_saved`].
    pub blobs: Vec<BlobEntry>,
}

/// How many there are of each state; drafts count as [`RecordState::Draft`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    of: [u32; RecordState::ALL.len() + 1],
}

impl Counts {
    /// How many are in this state.
    #[must_use]
    pub fn of(&self, state: RecordState) -> u32 {
        self.of.get(usize::from(state.code())).copied().unwrap_or(0)
    }
}

/// Why the phone did not do as asked. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeviceError {
    /// Local storage refused.
    #[error("local storage refused")]
    Store(#[from] StoreError),
    /// What is stored cannot be read; its bytes are kept.
    #[error("a stored row cannot be read")]
    Damaged(Box<Damaged>),
    /// There is nothing under this id.
    #[error("there is no such row")]
    Missing,
    /// The record is decided or withdrawn: its author cannot change it any more.
    #[error("a record in this state cannot be changed")]
    Decided(RecordState),
    /// A confidential record cannot be changed, and not be withdrawn once the office has it.
    #[error("a confidential record cannot be changed")]
    Confidential,
    /// The withdrawal may have left the phone: it cannot be taken back any more.
    #[error("the withdrawal was sent")]
    OnItsWay,
    /// This program does not know the form kind.
    #[error("the form kind is unknown")]
    UnknownKind(u16),
    /// Errors, and confirms without a reason, in the order of the fields.
    #[error("the form has problems that block it")]
    Blocked(Vec<Problem>),
    /// Longer than the server takes.
    #[error("the form is too long")]
    TooLong,
}

impl DeviceError {
    /// What to tell the person.
    #[must_use]
    pub const fn words(&self) -> Text {
        match self {
            DeviceError::Store(StoreError::Full) => t(
                "Penyimpanan HP penuh. Hapus foto atau aplikasi yang tidak dipakai, lalu coba lagi.",
                "The phone's storage is full. Delete photos or apps that are not needed, then try again.",
            ),
            DeviceError::Store(StoreError::Stale) => t(
                "Data ini juga diubah di tab lain. Pilih dulu mana yang dipakai, atau tutup tab lain.",
                "This was changed in another tab too. Choose first which one counts, or close that tab.",
            ),
            DeviceError::Store(StoreError::Newer) => t(
                "Versi baru aplikasi terbuka di tab lain, jadi tab ini tidak bisa menyimpan. Yang sudah tersimpan aman. Salin dulu yang baru diketik, lalu lanjutkan di tab lain.",
                "A newer version of the app is open in another tab, so this tab cannot save. What was saved is safe. Copy what you have just typed, then go on in that tab.",
            ),
            DeviceError::Store(StoreError::Closed | StoreError::Failed(_)) => t(
                "HP belum bisa menyimpan. Jangan tutup aplikasi: dicoba lagi sendiri.",
                "The phone cannot save yet. Do not close the app: it tries again by itself.",
            ),
            DeviceError::Store(StoreError::Lost) => t(
                "Data aplikasi di HP ini terhapus. Jangan tutup aplikasi: yang masih ada sedang ditulis kembali.",
                "The app's data on this phone was cleared. Do not close the app: what is left is being written back.",
            ),
            DeviceError::Damaged(_) => t(
                "Data ini rusak dan tidak terbaca. Isinya tetap disimpan; hubungi petugas kecamatan.",
                "This is damaged and cannot be read. It stays stored; call the district office.",
            ),
            DeviceError::Missing => {
                t("Data tidak ditemukan di HP ini.", "Not found on this phone.")
            }
            DeviceError::Decided(RecordState::Withdrawn) => t(
                "Data ini sudah ditarik, tidak bisa diubah lagi. Buat data baru bila perlu.",
                "This was withdrawn and cannot be changed any more. Make a new one if needed.",
            ),
            DeviceError::Decided(_) => t(
                "Data ini sudah diputuskan petugas, tidak bisa diubah lagi.",
                "The office has decided on this; it cannot be changed any more.",
            ),
            DeviceError::OnItsWay => t(
                "Penarikan sudah dikirim, tidak bisa dibatalkan lagi. Buat data baru bila perlu.",
                "The withdrawal was sent and cannot be taken back. Make a new one if needed.",
            ),
            DeviceError::Confidential => t(
                "Laporan rahasia tidak bisa diubah. Buat laporan baru bila perlu.",
                "A confidential report cannot be changed. Make a new one if needed.",
            ),
            DeviceError::UnknownKind(_) => t(
                "Jenis formulir ini belum dikenal. Perbarui aplikasi.",
                "This kind of form is not known yet. Update the app.",
            ),
            DeviceError::Blocked(_) => {
                t("Masih ada isian yang perlu diperiksa.", "Some answers still need a look.")
            }
            DeviceError::TooLong => t(
                "Formulir terlalu panjang. Pendekkan catatan.",
                "The form is too long. Shorten the notes.",
            ),
        }
    }
}

impl From<Box<Damaged>> for DeviceError {
    fn from(damaged: Box<Damaged>) -> Self {
        DeviceError::Damaged(damaged)
    }
}

impl<S: LocalStore, H: Host> Device<S, H> {
    /// The phone with this storage.
    #[must_use]
    pub fn new(store: S, host: H) -> Self {
        let learned = book::load(&store.rows()).clock;
        let timing = CorrectedClock::resume(learned, None, host::reading(&host));
        let (turns, index) = (Turns::default(), RefCell::default());
        Self { store, host, timing: Rc::new(Cell::new(timing)), turns, index }
    }

    /// What is known of the server's clock; nothing before the first contact.
    #[must_use]
    pub fn clock(&self) -> Clock {
        book::load(&self.store.rows()).clock
    }

    /// Now, by the corrected clock, Unix milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        let now = host::reading(&self.host);
        self.with_timing(|timing| timing.now_ms(now))
    }

    /// Today in Tuban: the latest of the corrected clock, the last server time and the day this
    /// program was built.
    #[must_use]
    pub fn today(&self, built: Day) -> Day {
        let now = host::reading(&self.host);
        self.with_timing(|timing| timing.today(now, built))
    }

    /// Asks the corrected clock, after it has learned what the server's last answer said.
    fn with_timing<T>(&self, ask: impl FnOnce(&mut CorrectedClock) -> T) -> T {
        let mut timing = self.timing.get();
        timing.learn(self.clock(), host::reading(&self.host));
        let answer = ask(&mut timing);
        self.timing.set(timing);
        answer
    }

    /// An empty draft, not stored yet.
    ///
    /// # Errors
    /// [`DeviceError::UnknownKind`].
    pub fn begin(
        &self,
        kind: KindId,
        visit: Option<RecordId>,
        village: VillageCode,
    ) -> Result<Held<Draft>, DeviceError> {
        let kind = known_kind(kind.0)?;
        let now_ms = self.now_ms();
        let value = Draft {
            record: RecordId::new(now_ms, host::random(&self.host)),
            kind: kind.id.0,
            kind_version: kind.version,
            visit,
            village,
            values: Values::new(),
            overrides: Vec::new(),
            section_idx: 0,
            started_ms: now_ms,
            updated_ms: now_ms,
            parent: None,
        };
        Ok(Held { value, revision: 0 })
    }

    /// A draft as it is, over the revision that it was read at.
    #[must_use]
    pub fn put_draft(&self, draft: &Held<Draft>) -> Batch {
        let (row, expect) = (draft_row(&draft.value), expected(draft.revision));
        relaxed(vec![Write::Put { table: Table::Draft, row, expect }])
    }

    /// Stores a draft as it is now. Afterwards it carries its new revision and time.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when another tab stored it meanwhile.
    pub async fn save_draft(&self, draft: &mut Held<Draft>) -> Result<(), StoreError> {
        let updated_ms = self.now_ms();
        let before = core::mem::replace(&mut draft.value.updated_ms, updated_ms);
        let done = self.store.apply(self.put_draft(draft)).await;
        match done {
            Ok(()) => draft.revision += 1,
            Err(_) => draft.value.updated_ms = before,
        }
        done
    }

    /// A draft; `None` when there is none.
    ///
    /// # Errors
    /// [`Damaged`].
    pub fn draft(&self, record: RecordId) -> Result<Option<Held<Draft>>, Box<Damaged>> {
        rows::find(&self.store.rows(), Table::Draft, &key_of(&record))
    }

    /// Changes what is stored: waits until all changes that were asked for before are done, plans this
    /// one from the rows as they are then, and stores it. None is ever dropped.
    ///
    /// # Errors
    /// That of the plan or of the store. [`StoreError::Stale`] when a row changed between plan and
    /// disk.
    pub async fn change<T>(
        &self,
        plan: impl FnOnce(&Self) -> Result<Plan<T>, DeviceError>,
    ) -> Result<T, DeviceError> {
        let _turn = self.turns.turn().await;
        Ok(self.keep(plan(self)?).await?)
    }

    /// As [`Self::change`] for finishing and withdrawing: when a row changed between plan and disk, it
    /// is planned once more. An answer of the office may have come in between; what another tab did to
    /// the same record is refused by the second plan too.
    ///
    /// # Errors
    /// As [`Self::change`].
    pub async fn hand_over<T>(
        &self,
        plan: impl Fn(&Self) -> Result<Plan<T>, DeviceError>,
    ) -> Result<T, DeviceError> {
        let _turn = self.turns.turn().await;
        match self.keep(plan(self)?).await {
            Err(StoreError::Stale) => Ok(self.keep(plan(self)?).await?),
            done => Ok(done?),
        }
    }

    /// Stores what was planned.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it was planned on rows that another tab has changed since.
    pub async fn keep<T>(&self, (batch, made): Plan<T>) -> Result<T, StoreError> {
        self.store.apply(batch).await?;
        Ok(made)
    }

    /// Throws a draft away; its row is what [`Self::restore_draft`] takes back.
    #[must_use]
    pub fn delete_draft(&self, record: RecordId) -> Plan<Option<Row>> {
        let key = key_of(&record);
        let row = self.store.rows().get(Table::Draft, &key).cloned();
        let writes = row.iter().map(|row| {
            let (key, expect) = (row.key.clone(), Expect::Revision(row.revision));
            Write::Delete { table: Table::Draft, key, expect }
        });
        (relaxed(writes.collect()), row)
    }

    /// Takes back [`Self::delete_draft`], unless there is a draft of that record again.
    #[must_use]
    pub fn restore_draft(&self, row: Row) -> Batch {
        relaxed(vec![Write::Put { table: Table::Draft, row, expect: Expect::Absent }])
    }

    /// A finished record; `None` when there is none.
    ///
    /// # Errors
    /// [`Damaged`].
    pub fn record(&self, record: RecordId) -> Result<Option<Held<Record>>, Box<Damaged>> {
        rows::find(&self.store.rows(), Table::Record, &key_of(&record))
    }

    /// Moves rows that cannot be read out of the way ([`rows::set_aside`]).
    #[must_use]
    pub fn set_aside(&self, damaged: &[Box<Damaged>]) -> Batch {
        let writes =
            damaged.iter().flat_map(|damaged| rows::set_aside(damaged.table, &damaged.row));
        strict(writes.collect())
    }

    /// Deletes a row that was set aside.
    #[must_use]
    pub fn forget_aside(&self, row: &Row) -> Batch {
        let (table, key) = (Table::Meta, row.key.clone());
        let expect = Expect::Revision(row.revision);
        strict(vec![Write::Delete { table, key, expect }])
    }
}

fn relaxed(writes: Vec<Write>) -> Batch {
    Batch { writes, durability: Durability::Relaxed }
}

fn strict(writes: Vec<Write>) -> Batch {
    Batch { writes, durability: Durability::Strict }
}

/// The form kind with this code, if this program knows it.
fn known_kind(code: u16) -> Result<&'static FormKind, DeviceError> {
    forms::kind(KindId(code)).ok_or(DeviceError::UnknownKind(code))
}

/// What must be there when a value read at `revision` is written.
const fn expected(revision: u32) -> Expect {
    if revision == 0 { Expect::Absent } else { Expect::Revision(revision) }
}

fn draft_row(draft: &Draft) -> Row {
    Row {
        key: key_of(&draft.record),
        revision: 0,
        state: RecordState::Draft.code(),
        at_ms: draft.updated_ms,
        parent: draft.visit.as_ref().map(key_of).unwrap_or_default(),
        bytes: draft.to_row_bytes(),
    }
}

/// The row of a record.
pub(crate) fn record_row(record: &Record) -> Row {
    Row {
        key: key_of(&record.header.record),
        revision: 0,
        state: record.state,
        at_ms: record.header.made_at_ms,
        parent: record.header.visit.as_ref().map(key_of).unwrap_or_default(),
        bytes: record.to_row_bytes(),
    }
}

/// The row of a parcel.
pub(crate) fn outbox_row(outbox: &rows::Outbox, at_ms: u64) -> Row {
    Row {
        key: key_of(&outbox.parcel),
        revision: 0,
        state: 0,
        at_ms,
        parent: String::new(),
        bytes: outbox.to_row_bytes(),
    }
}

/// A new parcel id.
pub(crate) fn new_parcel_id(host: &impl Host, now_ms: u64) -> ParcelId {
    ParcelId::new(now_ms, host::random(host))
}
