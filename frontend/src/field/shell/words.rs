//! The words around every page.

use shared::text::{Text, t};

pub const PLACES: Text = t("Halaman", "Pages");
/// On the chip at the top.
pub const ALL_SENT: Text = t("Semua terkirim", "Everything sent");
/// On the chip, after a number.
pub const TO_MEND_HERE: Text = t("perlu diperbaiki", "to be corrected");
/// On the chip, after a number: at the office, which looks at them before they count.
pub const HELD_HERE: Text = t("ditahan, petugas memeriksa", "on hold, the office is checking");
/// On the chip when the server does not know the phone any more.
pub const NEEDS_LINK: Text = t("Perlu tautan baru", "Needs a new link");
pub const UPDATE_READY: Text = t("Versi baru siap dipakai.", "A new version is ready.");
pub const UPDATE: Text = t("Pakai sekarang", "Use it now");
pub const UNDO: Text = t("Urungkan", "Undo");
