//! The states a person sees, one list used by the phone, the server and the desk.

use crate::text::{Text, t};

/// Where a record stands. The numeric codes are stored and sent: never reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum RecordState {
    /// Being filled, only on the phone.
    Draft = 1,
    /// Finished, only on the phone.
    Waiting = 2,
    /// The office has it and nobody has decided yet.
    Sent = 3,
    /// Held by a check that the author can mend.
    HeldForAuthor = 4,
    /// Held by a check that only the office can settle.
    HeldForOffice = 5,
    /// Returned by a supervisor.
    Returned = 6,
    /// Accepted by a supervisor.
    Checked = 7,
    /// Not used, with a reason.
    NotUsed = 8,
    /// Withdrawn by its author.
    Withdrawn = 9,
    /// In a monthly batch.
    Forwarded = 10,
    /// The server could not read it; still on the phone.
    Refused = 11,
}

impl RecordState {
    /// All of them, in the order of their codes.
    pub const ALL: [RecordState; 11] = [
        RecordState::Draft,
        RecordState::Waiting,
        RecordState::Sent,
        RecordState::HeldForAuthor,
        RecordState::HeldForOffice,
        RecordState::Returned,
        RecordState::Checked,
        RecordState::NotUsed,
        RecordState::Withdrawn,
        RecordState::Forwarded,
        RecordState::Refused,
    ];

    /// The code that is stored and sent.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The state with this code; `None` for one of a newer version.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The stable name used in JSON and in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            RecordState::Draft => "draft",
            RecordState::Waiting => "waiting",
            RecordState::Sent => "sent",
            RecordState::HeldForAuthor => "held_author",
            RecordState::HeldForOffice => "held_office",
            RecordState::Returned => "returned",
            RecordState::Checked => "checked",
            RecordState::NotUsed => "not_used",
            RecordState::Withdrawn => "withdrawn",
            RecordState::Forwarded => "forwarded",
            RecordState::Refused => "refused",
        }
    }

    /// The state with this stable name; `None` for one of a newer version.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// The words of product.md, the same on the phone and at the desk.
    #[must_use]
    pub const fn words(self) -> Text {
        match self {
            RecordState::Draft => t("Belum selesai", "Not finished"),
            RecordState::Waiting => {
                t("Menunggu kirim · aman di HP ini", "Waiting to send · safe on this phone")
            }
            RecordState::Sent => t("Terkirim · sedang diperiksa", "Sent · being checked"),
            RecordState::HeldForAuthor => {
                t("Perlu diperbaiki · dari sistem", "Needs correction · from the system")
            }
            RecordState::HeldForOffice => {
                t("Ditahan · petugas memeriksa", "On hold · the office is checking")
            }
            RecordState::Returned => {
                t("Perlu diperbaiki · dari petugas", "Needs correction · from the office")
            }
            RecordState::Checked => t("Selesai diperiksa", "Checked"),
            RecordState::NotUsed => t("Tidak dipakai", "Not used"),
            RecordState::Withdrawn => t("Tidak dipakai · ditarik", "Not used · withdrawn"),
            RecordState::Forwarded => t("Diteruskan", "Forwarded"),
            RecordState::Refused => t(
                "Tidak terbaca server · aman di HP ini",
                "Server cannot read it · safe on this phone",
            ),
        }
    }

    /// True while its author may still change or withdraw it without asking.
    #[must_use]
    pub const fn may_change(self) -> bool {
        match self {
            RecordState::Draft
            | RecordState::Waiting
            | RecordState::Sent
            | RecordState::HeldForAuthor
            | RecordState::HeldForOffice
            | RecordState::Returned
            | RecordState::Refused => true,
            RecordState::Checked
            | RecordState::NotUsed
            | RecordState::Withdrawn
            | RecordState::Forwarded => false,
        }
    }
}
