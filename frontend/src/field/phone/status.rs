//! How sending goes, in plain values.

use client::transport::Failure;
use shared::{
    sync::client::{Activity, Status},
    text::{Text, t},
};

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
    /// All of them; the position is the code in messages between tabs.
    pub const ALL: [Trouble; 5] =
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

impl From<&Status> for SyncStatus {
    fn from(status: &Status) -> Self {
        Self {
            is_online: status.is_online,
            activity: status.activity,
            n_waiting: status.n_waiting,
            n_stuck: status.n_stuck,
            last_ok_ms: status.last_ok_ms,
            is_signed_out: status.is_signed_out,
            trouble: status.failure.as_ref().map(Trouble::from),
            next_try_ms: status.next_try_ms,
        }
    }
}
