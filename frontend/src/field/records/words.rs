//! The words of the list of records.

use shared::text::{Text, t};

pub const SEARCH: Text = t("Cari nama", "Search a name");
pub const ALL: Text = t("Semua", "All");
pub const NONE_FOUND: Text = t("Tidak ada data yang cocok.", "No record fits.");
pub const MORE_THAN: Text = t(
    "Hanya sebagian yang tampil. Ketik nama untuk mencari.",
    "Only some are shown. Search by name.",
);
