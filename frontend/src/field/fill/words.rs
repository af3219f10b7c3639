//! The words around a draft.

use shared::text::{Text, t};

use crate::field::words::CANCEL;

pub const SAVING: Text = t("Menyimpan…", "Saving…");
/// On the device; the time follows.
pub const SAVED: Text = t("Tersimpan di HP ini", "Saved on this phone");
/// Before anything was typed.
pub const SAVES_ITSELF: Text = t("Isian tersimpan sendiri", "What you type saves itself");
pub const FINISH_NEXT: Text = t("Simpan & anak berikutnya", "Save, next child");
pub const FINISHED: Text = t(
    "Tersimpan · aman di HP ini. Dikirim sendiri bila ada sinyal.",
    "Saved · safe on this phone. It is sent by itself when there is a signal.",
);
/// Behind the name of the child before; then its number in the session.
pub const CHILD_SAVED: Text = t("tersimpan · anak ke-", "saved · child no. ");
/// Title of the question where two forms of a visit do not go together; the words say how.
pub const CONTRADICTION: Text =
    t("Tidak cocok dengan formulir lain", "It does not go with another form");
pub const SAVE_ALL_THE_SAME: Text = t("Tetap simpan", "Save all the same");
pub const LOOK_AGAIN: Text = t("Periksa lagi", "Check again");
/// There is no such draft.
pub const NO_DRAFT: Text = t("Isian ini tidak ada lagi", "This draft is gone");
/// Beside it, where a visit has somebody of this name.
pub const TWICE: Text = t(
    "Nama ini sudah ada di kunjungan ini. Jangan sampai tercatat dua kali.",
    "This visit has this name already. Nobody should be recorded twice.",
);

/// What it is called to throw a draft away.
pub struct DeleteWords {
    pub button: Text,
    pub title: Text,
    pub what: Text,
    pub yes: Text,
    pub no: Text,
    pub done: Text,
}

/// A draft that was never finished.
pub static DELETE_DRAFT: DeleteWords = DeleteWords {
    button: t("Hapus isian ini", "Delete this draft"),
    title: t("Hapus isian ini?", "Delete this draft?"),
    what: t(
        "Isian ini hanya ada di HP ini dan belum dikirim.",
        "It is only on this phone and was not sent.",
    ),
    yes: t("Hapus", "Delete"),
    no: CANCEL,
    done: t("Isian dihapus.", "Draft deleted."),
};
/// A draft that changes a record: what was finished before stays as it was.
pub static DROP_CHANGES: DeleteWords = DeleteWords {
    button: t("Batalkan perubahan", "Discard the changes"),
    title: t("Batalkan perubahan?", "Discard the changes?"),
    what: t(
        "Data yang sudah disimpan atau terkirim tetap seperti semula.",
        "What was saved or sent before stays as it was.",
    ),
    yes: t("Ya, batalkan", "Yes, discard"),
    no: t("Tidak", "No"),
    done: t("Perubahan dibatalkan.", "The changes were dropped."),
};
