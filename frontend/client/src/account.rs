//! Whose phone this is. One database per account, named by it; a second account never touches the
//! first, and never sends under another's name what is not yet sent.

use shared::{
    day::Day,
    id::{AccountId, DeviceId},
    region::VillageCode,
    sync::{
        account::{Assignment1, Profile1},
        rescue::Rescue1,
        state::RecordState,
    },
    text::{Text, t},
};

use crate::{
    device::{finish::single_parcel, new_parcel_id},
    host::{self, Host, key_of},
    restored,
    rows::{self, Account, Held, KEY_ACCOUNT, KEY_FRESH, KEY_LINK, Outbox, Record, Stored},
    store::{
        self, Batch, Durability, Expect, KEY_DATABASE, LocalStore, Row, Rows, StoreError, Table,
        Write,
    },
};

/// The name of an account's database.
#[must_use]
pub fn database_name(account: AccountId) -> String {
    ["mutakhir-", &key_of(&account)].concat()
}

/// Why an account cannot leave this phone: what would be lost, or out of sight, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OnlyHere {
    /// Finished forms that are not sent yet.
    #[error("there are unsent forms")]
    Unsent,
    /// Finished forms that the server could not take.
    #[error("there are forms that the server refused")]
    Refused,
    /// Forms that the office, which was set back to an older copy, has not listed again.
    #[error("there are forms that the restored office did not list")]
    Unlisted,
    /// Rows that could not be read and were set aside.
    #[error("there are damaged rows")]
    Damaged,
    /// Forms that are being filled.
    #[error("there are unfinished forms")]
    Unfinished,
}

impl OnlyHere {
    /// What to tell the person.
    #[must_use]
    pub const fn words(self) -> Text {
        match self {
            OnlyHere::Unsent => t(
                "Masih ada data yang belum terkirim di HP ini. Kirim dulu, baru lanjutkan.",
                "There is unsent data on this phone. Send it first, then go on.",
            ),
            OnlyHere::Refused => t(
                "Ada data yang tidak terbaca server dan hanya ada di HP ini. Perbaiki atau tarik dulu, lihat di Kirim.",
                "There is data that the server could not read and only this phone has. Correct or withdraw it first, see Sending.",
            ),
            OnlyHere::Unlisted => t(
                "Kantor baru memulihkan datanya. Ada data di HP ini yang belum tentu ada di kantor. Jangan keluar dulu; hubungi petugas kecamatan.",
                "The office has just restored its data. Some of what is on this phone may not be there. Stay signed in; call the district office.",
            ),
            OnlyHere::Damaged => t(
                "Ada data rusak yang hanya ada di HP ini. Simpan salinannya lalu hapus, lihat di Kirim.",
                "There is damaged data that only this phone has. Save a copy and delete it, see Sending.",
            ),
            OnlyHere::Unfinished => t(
                "Masih ada isian yang belum selesai. Selesaikan atau hapus dulu.",
                "There are forms that are not finished. Finish or delete them first.",
            ),
        }
    }
}

/// Asks, before another invitation is used, whether the account of `store` may make room. Refused
/// while it is signed in and something waits or is unfinished: the new session would end the one that
/// can send it, and put it out of sight. A phone whose session has ended may use a new link, its own
/// above all; what is here stays in the database of its account and goes out when that account is
/// signed in again.
///
/// # Errors
/// [`OnlyHere`].
pub fn make_room(store: &impl LocalStore, is_signed_out: bool) -> Result<(), OnlyHere> {
    let rows = store.rows();
    match () {
        () if is_signed_out => Ok(()),
        () if is_unsent(&rows) => Err(OnlyHere::Unsent),
        () if !rows.of(Table::Draft).is_empty() => Err(OnlyHere::Unfinished),
        () => Ok(()),
    }
}

/// Asks, before an account's data is taken off the phone, whether all of it is at the office.
///
/// # Errors
/// [`OnlyHere`].
pub fn may_leave(store: &impl LocalStore) -> Result<(), OnlyHere> {
    let rows = store.rows();
    let only_here = [RecordState::Waiting.code(), RecordState::Refused.code()];
    let of_records = rows.of(Table::Record).iter();
    match () {
        () if is_unsent(&rows) => Err(OnlyHere::Unsent),
        () if of_records.chain(rows.of(Table::Blob)).any(|row| only_here.contains(&row.state)) => {
            Err(OnlyHere::Refused)
        }
        () if restored::n_unlisted(&rows) > 0 => Err(OnlyHere::Unlisted),
        () if aside(&rows).next().is_some() => Err(OnlyHere::Damaged),
        () if !rows.of(Table::Draft).is_empty() => Err(OnlyHere::Unfinished),
        () => Ok(()),
    }
}

/// What is written once [`may_leave`] has agreed, before the data is taken off: no form names what is
/// still here of pictures. A form that another tab finishes meanwhile makes this stale.
#[must_use]
pub fn forget_pictures(store: &impl LocalStore) -> Batch {
    let forget = |row: &Row| {
        let (key, expect) = (row.key.clone(), Expect::Revision(row.revision));
        Write::Delete { table: Table::Blob, key, expect }
    };
    let writes = store.rows().of(Table::Blob).iter().map(forget).collect();
    Batch { writes, durability: Durability::Relaxed }
}

/// True while a parcel or a blob waits to be sent.
fn is_unsent(rows: &Rows) -> bool {
    let is_waiting = |row: &Row| row.state == RecordState::Waiting.code();
    !rows.of(Table::Outbox).is_empty() || rows.of(Table::Blob).iter().any(is_waiting)
}

/// Rows that could not be read and were moved out of the way.
pub fn aside(rows: &Rows) -> impl Iterator<Item = &Row> {
    rows.of(Table::Meta).iter().filter(|row| row.key.starts_with(rows::ASIDE))
}

/// How much of a link's secret is kept to know it again, characters: 48 of its 256 bits, too few to
/// use it.
const MARK_CHARS: usize = 8;

/// A device key as text, with the link that it was drawn for. Every link gets a key of its own, so
/// that no two accounts have the same; but a link that is tried again needs the key of the first time.
#[must_use]
pub fn kept_key(device: DeviceId, token: &str) -> String {
    let mark = token.get(..MARK_CHARS).unwrap_or(token);
    [&device.to_string(), " ", mark].concat()
}

/// The key in a [`kept_key`], if it was drawn for this link.
#[must_use]
pub fn key_for(kept: &str, token: &str) -> Option<DeviceId> {
    let device = DeviceId::parse(kept.split(' ').next()?)?;
    (kept_key(device, token) == kept).then_some(device)
}

/// The key with which the account of `store` was activated, if it was by this link: a browser that
/// was killed soon after has the account, but not its cookie.
#[must_use]
pub fn key_of_link(store: &impl LocalStore, token: &str) -> Option<DeviceId> {
    let rows = store.rows();
    let row = rows.get(Table::Meta, KEY_LINK)?;
    key_for(core::str::from_utf8(&row.bytes).ok()?, token)
}

/// Keeps whose database this is, and by which link.
///
/// # Errors
/// [`StoreError`].
pub async fn bind(
    store: &impl LocalStore,
    profile: Profile1,
    device: DeviceId,
    token: &str,
) -> Result<(), StoreError> {
    let link = put(KEY_LINK, profile.server_ms, kept_key(device, token).into_bytes());
    let mut writes = vec![link];
    if store.rows().get(Table::Meta, KEY_ACCOUNT).is_none() {
        // Nothing of this person is here: it comes from the office.
        writes.push(put(KEY_FRESH, profile.server_ms, Vec::new()));
    }
    writes.push(put_account(profile, device));
    apply(store, writes).await
}

/// Keeps whose database this is, of one that has work in it and lost the row that says so.
///
/// # Errors
/// [`StoreError`].
pub async fn bind_again(
    store: &impl LocalStore,
    profile: Profile1,
    device: DeviceId,
) -> Result<(), StoreError> {
    apply(store, vec![put_account(profile, device)]).await
}

/// Gives a database its identity ([`KEY_DATABASE`]) if it has none yet.
///
/// # Errors
/// [`StoreError`].
pub async fn identify(store: &impl LocalStore, host: &impl Host) -> Result<(), StoreError> {
    if store.rows().get(Table::Meta, KEY_DATABASE).is_some() {
        return Ok(());
    }
    apply(store, vec![store::identity(host::random(host))]).await
}

/// True while the person's own records have not all come from the office.
#[must_use]
pub fn is_fresh(store: &impl LocalStore) -> bool {
    store.rows().get(Table::Meta, KEY_FRESH).is_some()
}

/// True when there is work in a database, whoever's.
#[must_use]
pub fn has_work(store: &impl LocalStore) -> bool {
    let rows = store.rows();
    [Table::Draft, Table::Record, Table::Outbox].iter().any(|table| !rows.of(*table).is_empty())
}

/// What of an account is only on this phone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsent {
    /// The person's name.
    pub name: String,
    /// Finished records that the office does not have.
    pub n_waiting: usize,
    /// Forms that are being filled.
    pub n_drafts: usize,
}

impl Unsent {
    /// What of the account of these rows is only here.
    #[must_use]
    pub fn of(store: &impl LocalStore) -> Self {
        let name = load(store).map(|account| account.profile.name).unwrap_or_default();
        let rows = store.rows();
        let only_here = [RecordState::Waiting.code(), RecordState::Refused.code()];
        let records = rows.of(Table::Record).iter().filter(|row| only_here.contains(&row.state));
        let n_waiting = records.count().max(rows.of(Table::Outbox).len());
        Self { name, n_waiting, n_drafts: rows.of(Table::Draft).len() }
    }

    /// True when all of it is at the office.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.n_waiting + self.n_drafts == 0
    }
}

/// What only these rows hold, as a file that a person can save; `None` when nobody knows whose it is.
#[must_use]
pub fn rescue(rows: &Rows, host: &impl Host, now_ms: u64) -> Option<Rescue1> {
    let row = rows.get(Table::Meta, KEY_ACCOUNT)?;
    let Account { profile, device } = Account::from_row_bytes(&row.bytes).ok()?;
    let outbox = rows.of(Table::Outbox).iter();
    let waiting: Vec<_> =
        outbox.filter_map(|row| Outbox::from_row_bytes(&row.bytes).ok()).collect();
    let mut parcels: Vec<Vec<u8>> = waiting.iter().map(|parcel| parcel.bytes.clone()).collect();
    for row in rows.of(Table::Record) {
        let Ok(record) = Record::from_row_bytes(&row.bytes) else { continue };
        let is_only_here = matches!(record.state(), RecordState::Waiting | RecordState::Refused);
        let mut items = waiting.iter().flat_map(|parcel| &parcel.items);
        if is_only_here && !items.any(|item| item.change == record.header.change) {
            let parcel = new_parcel_id(host, now_ms);
            parcels.push(single_parcel(&record, parcel, record.change_bytes()).bytes);
        }
    }
    let drafts: Vec<Vec<u8>> = rows.of(Table::Draft).iter().map(|row| row.bytes.clone()).collect();
    Some(Rescue1 { account: profile.account, device, made_at_ms: now_ms, parcels, drafts })
}

/// Keeps a newer profile that the server sent. The key stays: another tab may have bound the phone
/// anew meanwhile.
///
/// # Errors
/// [`StoreError`]; [`StoreError::Stale`] when another tab was quicker.
pub async fn refresh(store: &impl LocalStore, profile: Profile1) -> Result<(), StoreError> {
    let held = rows::find::<Account>(&store.rows(), Table::Meta, KEY_ACCOUNT).ok().flatten();
    let Some(Held { value: Account { device, .. }, revision }) = held else { return Ok(()) };
    let mut write = put_account(profile, device);
    if let Write::Put { expect, .. } = &mut write {
        *expect = Expect::Revision(revision);
    }
    apply(store, vec![write]).await
}

fn put_account(profile: Profile1, device: DeviceId) -> Write {
    put(KEY_ACCOUNT, profile.server_ms, Account { profile, device }.to_row_bytes())
}

fn put(key: &str, at_ms: u64, bytes: Vec<u8>) -> Write {
    let (key, parent) = (String::from(key), String::new());
    let row = Row { key, revision: 0, state: 0, at_ms, parent, bytes };
    Write::Put { table: Table::Meta, row, expect: Expect::Any }
}

async fn apply(store: &impl LocalStore, writes: Vec<Write>) -> Result<(), StoreError> {
    store.apply(Batch { writes, durability: Durability::Strict }).await
}

/// Whose database this is; `None` before activation or when the row is damaged (sign in again).
#[must_use]
pub fn load(store: &impl LocalStore) -> Option<Account> {
    let rows = store.rows();
    let row = rows.get(Table::Meta, KEY_ACCOUNT)?;
    Account::from_row_bytes(&row.bytes).ok()
}

/// The villages of a person on a day.
pub fn villages_on(profile: &Profile1, day: Day) -> impl Iterator<Item = &Assignment1> {
    profile
        .villages
        .iter()
        .filter(move |village| village.from <= day && village.to.is_none_or(|to| day <= to))
}

/// What a village is called; its code when it is not among the person's.
#[must_use]
pub fn village_title(profile: &Profile1, code: VillageCode) -> String {
    profile
        .villages
        .iter()
        .find(|village| village.village == code)
        .map_or_else(|| code.to_string(), |village| village.title.clone())
}
