//! The words of the page of all that there is to do.

use shared::text::{Text, t};

pub const TITLE: Text = t("Tugas", "Things to do");
pub const SEARCH: Text = t("Cari nama atau patokan", "Search for a name or a landmark");
pub const ALL: Text = t("Semua", "All");
/// Over the neighbourhoods; behind it how many of how many families.
pub const BY_RT: Text = t("Sudah dikunjungi setahun ini", "Visited within a year");
/// Between two numbers.
pub const OF: Text = t("dari", "of");
/// Families of which no RT is known.
pub const NO_RT: Text = t("RT belum tercatat", "RT not known");
pub const ALL_RT: Text = t("Semua RT", "All RT");
pub const NOTHING: Text = t(
    "Tidak ada tugas. Tugas dari Dinsos datang sendiri kalau ada sinyal.",
    "Nothing to do. What the office asks for comes by itself when there is a signal.",
);
pub const NONE_FOUND: Text = t("Tidak ada yang cocok.", "Nothing fits.");
pub const MORE: Text = t(
    "Masih ada lagi. Pilih jenis atau RT di atas.",
    "There are more. Choose a kind or an RT above.",
);
