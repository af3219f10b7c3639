//! Why an activation or a signing out failed, in words.

use client::{account::OnlyHere, device::DeviceError, transport::Failure};
use shared::text::{Text, t};

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
    /// An answer that is not our server's.
    Portal,
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
                "Belum ada jawaban dari server. Periksa sinyal dan tanggal HP, lalu tekan lagi. Tautan belum terpakai.",
                "No answer from the server. Check the signal and the phone's date, and press again. The link is not used up.",
            ),
            AccountTrouble::Portal => t(
                "Yang menjawab bukan server Mutakhir. Jika memakai Wi-Fi umum, masuk dulu ke Wi-Fi itu, lalu tekan lagi. Tautan belum terpakai.",
                "What answers is not the server of Mutakhir. On a public Wi-Fi, sign in to it first, then press again. The link is not used up.",
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
            Failure::Offline | Failure::Timeout => AccountTrouble::NoNetwork,
            Failure::Damaged => AccountTrouble::Portal,
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

impl From<DeviceError> for AccountTrouble {
    fn from(error: DeviceError) -> Self {
        AccountTrouble::Device(error.words())
    }
}
