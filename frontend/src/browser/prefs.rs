//! Small preferences in localStorage, through gloo-storage's `raw()` with strings of our own: its
//! typed calls would bring serde_json, 14.7 kB (brotli).
//!
//! Nothing here is a safety net: Chromium writes localStorage up to half a minute late, and a browser
//! may refuse it altogether. Every failure reads as "never set". No answer of a form is kept here.

use client::account::{kept_key, key_for};
use gloo_storage::{LocalStorage, Storage as _};
use shared::{
    id::{AccountId, DeviceId, RANDOM_BYTES, RecordId},
    sync::client::Seen,
    text::Lang,
};

use crate::browser;

const LANG: &str = "mutakhir.lang";
const ACCOUNT: &str = "mutakhir.account";
const DEVICE: &str = "mutakhir.device";
const DRAFT: &str = "mutakhir.draft";
const TEXT_SIZE: &str = "mutakhir.text";
const UNSENT: &str = "mutakhir.unsent";
const CLOCK: &str = "mutakhir.clock";
const JOURNAL: &str = "mutakhir.journal";

/// The storage, if the browser gives it: `raw()` alone would throw where cookies are blocked.
fn raw() -> Option<web_sys::Storage> {
    browser::window().local_storage().ok().flatten().map(|_| LocalStorage::raw())
}

fn get(key: &str) -> Option<String> {
    raw()?.get_item(key).ok().flatten()
}

/// Puts or, with `None`, takes away.
fn put(key: &str, value: Option<&str>) {
    let Some(storage) = raw() else { return };
    // Refused when full or forbidden; the preference then lasts until the page is closed.
    drop(match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    });
}

/// The language that was chosen.
#[must_use]
pub fn lang() -> Lang {
    if get(LANG).as_deref() == Some("en") { Lang::En } else { Lang::Id }
}

/// Remembers the language.
pub fn set_lang(lang: Lang) {
    put(LANG, Some(lang_code(lang)));
}

/// The language's code, as `<html lang>` wants it.
#[must_use]
pub const fn lang_code(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "id",
        Lang::En => "en",
    }
}

/// Steps of text size above the browser's own.
#[must_use]
pub fn text_size() -> u8 {
    get(TEXT_SIZE).and_then(|size| size.parse().ok()).unwrap_or(0)
}

/// Remembers the text size.
pub fn set_text_size(steps: u8) {
    put(TEXT_SIZE, Some(&steps.to_string()));
}

/// Whose data is shown.
#[must_use]
pub fn account() -> Option<AccountId> {
    AccountId::parse(&get(ACCOUNT)?)
}

/// Remembers whose data is shown.
pub fn set_account(account: Option<AccountId>) {
    put(ACCOUNT, account.map(|id| id.to_string()).as_deref());
}

/// How many records and drafts were only on this phone when that was last counted: what is to be said
/// where the database is gone.
#[must_use]
pub fn unsent() -> usize {
    get(UNSENT).and_then(|count| count.parse().ok()).unwrap_or(0)
}

/// Remembers how many there are.
pub fn set_unsent(count: usize) {
    put(UNSENT, (count > 0).then(|| count.to_string()).as_deref());
}

/// What the device's clock showed when it was last looked at.
#[must_use]
pub fn clock_seen() -> Option<Seen> {
    let kept = get(CLOCK)?;
    let mut numbers = kept.split(' ').map(|number| number.parse().ok());
    let mut next = || numbers.next().flatten();
    Some(Seen { wall_ms: next()?, server_ms: next()?, is_void: next()? != 0 })
}

/// Remembers what the device's clock shows.
pub fn set_clock_seen(seen: &Seen) {
    let Seen { wall_ms, server_ms, is_void } = seen;
    put(CLOCK, Some(&format!("{wall_ms} {server_ms} {}", u64::from(*is_void))));
}

/// What happened last around sending and storing ([`client::journal`]).
#[must_use]
pub fn journal() -> Option<String> {
    get(JOURNAL)
}

/// Remembers what happened.
pub fn set_journal(text: &str) {
    put(JOURNAL, Some(text));
}

/// Which draft is open.
#[must_use]
pub fn open_draft() -> Option<RecordId> {
    RecordId::parse(&get(DRAFT)?)
}

/// Remembers which draft is open.
pub fn set_open_draft(draft: Option<RecordId>) {
    put(DRAFT, draft.map(|id| id.to_string()).as_deref());
}

/// The key with which this browser takes an invitation: made once for each link and sent again when
/// the answer was lost. The account's database keeps it after that.
#[must_use]
pub fn device(token: &str) -> DeviceId {
    if let Some(device) = get(DEVICE).and_then(|kept| key_for(&kept, token)) {
        return device;
    }
    let device = DeviceId::new(browser::device_ms(), browser::random::<RANDOM_BYTES>());
    put(DEVICE, Some(&kept_key(device, token)));
    device
}

/// The device key is in the account's database now.
pub fn forget_device() {
    put(DEVICE, None);
}
