//! What pages show of the phone's state: plain values, made from the rows of storage and the machine.

use client::{
    account::OnlyHere, device::Surroundings, route::Show, rows::Draft, transport::Failure,
};
use shared::{
    sync::{client::Activity, state::State},
    text::{Text, t},
};

/// Whether the phone's storage is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Opening; takes some milliseconds.
    Opening,
    /// Nobody is activated on this phone.
    SignedOut,
    /// Open.
    Ready,
    /// The account is being signed out: nothing can be filled.
    Leaving,
    /// The browser refuses storage: nothing can be filled in safely.
    NoStorage,
}

/// How sending goes, as far as a person wants to know. Times by the device's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncStatus {
    /// False while the phone itself says that there is no network.
    pub is_online: bool,
    /// What goes on.
    pub activity: Activity,
    /// Changes that only this phone has.
    pub n_waiting: u32,
    /// Of these, changes that were tried several times in vain while others got through.
    pub n_stuck: u32,
    /// When the office last answered, Unix milliseconds; 0 for never.
    pub last_ok_ms: u64,
    /// The server no longer knows this phone; everything is kept, a new link is needed.
    pub is_signed_out: bool,
    /// The same failure many times in a row; `None` while all is well.
    pub trouble: Option<Trouble>,
    /// When the next try comes, Unix milliseconds; `None` when none is due.
    pub next_try_ms: Option<u64>,
}

/// A failure that came several times in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Requests do not get through.
    Line,
    /// The server is busy.
    Busy,
    /// The server answers with an error.
    Server,
    /// Answers cannot be read: something stands between phone and server.
    Damaged,
    /// The phone cannot keep the answer.
    Storage,
}

impl Trouble {
    /// All of them; the position is the code between tabs.
    pub(super) const ALL: [Trouble; 5] =
        [Trouble::Line, Trouble::Busy, Trouble::Server, Trouble::Damaged, Trouble::Storage];

    /// What to tell the person.
    #[must_use]
    pub const fn words(self) -> Text {
        match self {
            Trouble::Line => t(
                "Sinyal belum cukup untuk mengirim. Dicoba lagi sendiri.",
                "The signal is too weak to send. It tries again by itself.",
            ),
            Trouble::Busy => t(
                "Server sedang sibuk. Dicoba lagi sendiri.",
                "The server is busy. It tries again by itself.",
            ),
            Trouble::Server => t(
                "Server sedang bermasalah. Data aman di HP ini dan dikirim nanti.",
                "The server has a problem. Your data is safe on this phone and is sent later.",
            ),
            Trouble::Damaged => t(
                "Jawaban server tidak terbaca. Jika memakai Wi-Fi umum, masuk dulu ke Wi-Fi itu.",
                "The server's answer cannot be read. On a public Wi-Fi, sign in to it first.",
            ),
            Trouble::Storage => t(
                "HP tidak bisa menyimpan jawaban server. Periksa ruang penyimpanan HP.",
                "The phone cannot keep the server's answer. Check the phone's free space.",
            ),
        }
    }
}

impl From<&Failure> for Trouble {
    fn from(failure: &Failure) -> Self {
        match failure {
            Failure::Offline | Failure::Timeout | Failure::TooLarge => Trouble::Line,
            Failure::Busy { .. } => Trouble::Busy,
            Failure::SignedOut | Failure::Server { .. } => Trouble::Server,
            Failure::Damaged => Trouble::Damaged,
            Failure::Storage => Trouble::Storage,
        }
    }
}

/// How many records stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Being filled.
    pub n_drafts: usize,
    /// Finished and only on this phone.
    pub n_waiting: usize,
    /// To be mended by the person: held by a check, returned or refused.
    pub n_to_mend: usize,
    /// Lack a number that was not at hand; counted among the others as well.
    pub n_to_follow: usize,
    /// At the office and not decided.
    pub n_sent: usize,
    /// Decided, in whichever way.
    pub n_done: usize,
    /// Withdrawn.
    pub n_withdrawn: usize,
}

impl Counts {
    /// Counts one record in this state.
    pub(super) fn add(&mut self, state: State) {
        match Show::of(state) {
            Show::Drafts => self.n_drafts += 1,
            Show::Waiting => self.n_waiting += 1,
            Show::ToMend => self.n_to_mend += 1,
            Show::Sent => self.n_sent += 1,
            Show::Done => self.n_done += 1,
            Show::Withdrawn => self.n_withdrawn += 1,
            Show::All | Show::ToFollow => {}
        }
    }
}

/// A draft with what its conditions look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDraft {
    /// What is being filled.
    pub draft: Draft,
    /// Its visit's answers and the previous form about the same person.
    pub around: Surroundings,
}

/// How the open draft is saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was typed yet.
    #[default]
    Untouched,
    /// On its way to the device, for some milliseconds.
    Pending,
    /// On the device.
    Saved,
    /// Not on the device; the words say why. Tried again at the next change.
    Failed(Text),
}

/// How safe the phone's storage is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Storage {
    /// The browser's promise not to clear it by itself; `None` while unknown.
    pub is_persisted: Option<bool>,
    /// Bytes in use.
    pub used_bytes: u64,
    /// Bytes that the browser allows; 0 while unknown.
    pub quota_bytes: u64,
}

/// What should be free for a day's work, bytes: 100 forms of 10 kB, ten times over.
const ROOM_BYTES_MIN: u64 = 10_000_000;

impl Storage {
    /// True when there may not be room for a day's work.
    #[must_use]
    pub const fn is_nearly_full(self) -> bool {
        self.quota_bytes > 0 && self.quota_bytes.saturating_sub(self.used_bytes) < ROOM_BYTES_MIN
    }
}

/// One sentence that passes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Grows with each, so that the same words twice are shown twice.
    pub number: u32,
    /// The words.
    pub words: Text,
    /// True while [`super::state::App::undo_delete`] takes the last deletion back.
    pub can_undo: bool,
}

/// Why an activation or a signing out failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountTrouble {
    /// The link was used, on another phone or by another account of this one.
    Used,
    /// The link was used for the account that is open here.
    UsedHere,
    /// The link is too old.
    Expired,
    /// The link was cut, or is of another office.
    Unknown,
    /// Too many tries.
    TooMany,
    /// No answer.
    NoNetwork,
    /// The server answered something else.
    Server,
    /// Storage refused, or something is only on this phone: the words of the code below.
    Device(Text),
}

impl AccountTrouble {
    /// What to tell the person.
    #[must_use]
    pub const fn words(self) -> Text {
        match self {
            AccountTrouble::Used => t(
                "Tautan ini sudah dipakai. Minta tautan baru ke petugas kecamatan.",
                "This link was used already. Ask the district office for a new one.",
            ),
            AccountTrouble::UsedHere => t(
                "Tautan ini sudah dipakai, dan HP ini sudah aktif. Langsung buka beranda.",
                "This link was used and this phone is active already. Just open the home page.",
            ),
            AccountTrouble::Expired => t(
                "Tautan ini sudah kedaluwarsa. Minta tautan baru ke petugas kecamatan.",
                "This link has expired. Ask the district office for a new one.",
            ),
            AccountTrouble::Unknown => t(
                "Tautan ini tidak dikenal. Mungkin terpotong saat disalin. Buka lagi dari pesan aslinya.",
                "This link is not known. It may have been cut when copied. Open it from the original message.",
            ),
            AccountTrouble::TooMany => t(
                "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.",
                "Too many tries. Wait some minutes, then try again.",
            ),
            AccountTrouble::NoNetwork => t(
                "Belum ada jawaban dari server. Periksa sinyal, lalu tekan lagi. Tautan belum terpakai.",
                "No answer from the server. Check the signal and press again. The link is not used up.",
            ),
            AccountTrouble::Server => t(
                "Server sedang bermasalah. Coba lagi nanti.",
                "The server has a problem. Try again later.",
            ),
            AccountTrouble::Device(words) => words,
        }
    }
}

impl From<OnlyHere> for AccountTrouble {
    fn from(why: OnlyHere) -> Self {
        AccountTrouble::Device(why.words())
    }
}

impl From<Failure> for AccountTrouble {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Offline | Failure::Timeout | Failure::Damaged => AccountTrouble::NoNetwork,
            Failure::Busy { .. } => AccountTrouble::TooMany,
            Failure::Server { code, .. } => match code.as_str() {
                "link_used" => AccountTrouble::Used,
                "link_expired" => AccountTrouble::Expired,
                "link_unknown" => AccountTrouble::Unknown,
                _ => AccountTrouble::Server,
            },
            Failure::SignedOut | Failure::TooLarge | Failure::Storage => AccountTrouble::Server,
        }
    }
}
