//! The words around a form that is filled.

use shared::text::{Text, t};

/// "2 dari 5": the word between.
pub const OF: Text = t("dari", "of");
/// In front of it.
pub const STEP: Text = t("Langkah", "Step");
pub const NEXT: Text = t("Lanjut", "Next");
/// To the next screen in spite of problems.
pub const SKIP: Text = t("Lewati dulu, isi nanti", "Skip for now");
/// Heading of the screen with what may be left out.
pub const MORE: Text = t("Isian tambahan", "More answers");
pub const MORE_HELP: Text = t(
    "Boleh dilewati. Sentuh judulnya untuk mengisi.",
    "You may pass over these. Touch a heading to fill it in.",
);
pub const REVIEW: Text = t("Periksa dan simpan", "Check and save");
pub const FINISH: Text = t("Simpan & selesai", "Save and finish");
pub const FINISHING: Text = t("Menyimpan ke HP…", "Saving on the phone…");
/// Something still keeps it from being finished.
pub const STILL_OPEN: Text = t(
    "Belum bisa diselesaikan. Lihat daftar di atas.",
    "It cannot be finished yet. See the list at the top.",
);
