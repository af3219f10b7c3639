//! The words of the page that helps in an emergency.

use shared::text::{Text, t};

pub const ASK: Text = t("Minta petugas datang", "Ask for an officer");
pub const HOW: Text = t(
    "Anda hanya menulis seberapa mendesak dan cara menghubungi yang aman: tanpa nama, tanpa cerita. \
     Setelah terkirim, isinya dihapus dari HP ini.",
    "You only write how urgent it is and which contact is safe: no name, no story. Once it was sent, \
     it is erased from this phone.",
);
