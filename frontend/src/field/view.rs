//! What pages show of the phone's state: plain values, made from the rows of storage and the machine.

use shared::{form::problem::Problem, text::Text};

/// Whether the phone's storage is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Opening; takes some milliseconds.
    Opening,
    /// Nobody is activated on this phone.
    SignedOut,
    /// Open.
    Ready,
    /// The browser refuses storage: nothing can be filled in safely.
    NoStorage,
}

/// How sending goes, as far as a person wants to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncStatus {
    /// False while the phone itself says that there is no network.
    pub is_online: bool,
    /// A request is under way.
    pub is_busy: bool,
    /// Records that only this phone has.
    pub n_waiting: u32,
    /// When the office last answered, Unix milliseconds; 0 for never.
    pub last_contact_ms: u64,
    /// The server no longer knows this phone; everything is kept, a new link is needed.
    pub is_signed_out: bool,
    /// The same failure many times in a row, in words; `None` while all is well.
    pub trouble: Option<Text>,
    /// When the next try comes, Unix milliseconds; `None` when none is due.
    pub next_try_ms: Option<u64>,
}

/// How many records stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Being filled.
    pub n_drafts: usize,
    /// Finished and only on this phone.
    pub n_waiting: usize,
    /// To be mended by the person: held by a check or returned.
    pub n_to_mend: usize,
    /// At the office and not decided.
    pub n_sent: usize,
    /// Decided, in whichever way.
    pub n_done: usize,
}

/// How the open draft is saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was typed yet.
    #[default]
    Untouched,
    /// Typed and not yet on the device: for less than a second.
    Pending,
    /// On the device.
    Saved,
    /// Not on the device.
    Failed(SaveTrouble),
}

/// Why something could not be kept on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveTrouble {
    /// No room.
    Full,
    /// Another tab changed it meanwhile.
    Elsewhere,
    /// Anything else.
    Broken,
}

/// How safe the phone's storage is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Storage {
    /// The browser's promise not to clear it by itself; `None` while it was not asked.
    pub is_persisted: Option<bool>,
    /// Bytes in use.
    pub used_bytes: u64,
    /// Bytes the browser allows; 0 while unknown.
    pub quota_bytes: u64,
}

/// One sentence that passes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Grows with each, so that the same words twice are shown twice.
    pub number: u32,
    /// The words.
    pub words: String,
    /// True while [`App::undo_delete`] takes the last deletion back.
    pub can_undo: bool,
}

/// Text size beside the browser's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// As the browser has it.
    #[default]
    Normal,
    /// One and a quarter.
    Large,
    /// One and a half.
    Largest,
}

/// Why a form could not be finished. The draft is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FinishError {
    /// Something must be mended or confirmed first, in the order of the fields.
    Problems(Vec<Problem>),
    /// The phone could not keep it.
    Store(SaveTrouble),
}

/// Why an activation failed; [`ActivateError::words`] says it to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivateError {
    /// The link was used on another phone.
    Used,
    /// Too old.
    Expired,
    /// Cut, or of another office.
    Unknown,
    /// Too many tries.
    TooMany,
    /// Another account has unsent work on this phone.
    UnsentWork,
    /// No answer.
    NoNetwork,
    /// The phone could not keep it.
    Store(SaveTrouble),
    /// The server answered something else.
    Server,
}

/// A draft with what its conditions look at.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDraft {
    /// What is being filled.
    pub draft: client::rows::Draft,
    /// The answers of its visit, finished or not.
    pub visit: Option<shared::form::value::Values>,
    /// The last earlier form of this kind about the same person on this phone.
    pub previous: Option<shared::form::value::Values>,
}
