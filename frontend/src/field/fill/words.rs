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
/// Another tab has changed the draft, and this one shows that.
pub const NEWEST: Text = t(
    "Isian ini baru diubah di tab lain. Ini yang terbaru.",
    "This form was just changed in another tab. This is the latest.",
);
/// While what is typed here is stored beside what another tab has stored.
pub const AS_COPY: Text = t("Tersimpan sebagai salinan", "Saved as a copy");
pub const CONFLICT: Text = t(
    "Isian ini juga diubah di tab lain. Yang Anda ketik di sini tersimpan sebagai salinan. Mana yang dipakai? Yang lain tetap ada di daftar “Belum selesai”.",
    "This form was changed in another tab too. What you type here is saved as a copy. Which one counts? The other stays in the list “Not finished”.",
);
pub const USE_THIS: Text = t("Pakai yang ini", "Use this one");
pub const USE_THAT: Text = t("Pakai yang di tab lain", "Use the other tab's");
/// The other tab has finished or deleted it.
pub const GONE: Text = t(
    "Isian ini sudah diselesaikan atau dihapus di tab lain. Yang Anda ketik di sini tersimpan sebagai salinan di daftar “Belum selesai”.",
    "This form was finished or deleted in another tab. What you type here is saved as a copy in the list “Not finished”.",
);
pub const OPEN_COPY: Text = t("Buka salinan", "Open the copy");
/// Above a copy of a change, which stands beside what was saved in another tab.
pub const COPY: Text = t(
    "Ini salinan perubahan yang Anda ketik di tab lain. Bila dipakai, isinya menggantikan perubahan lain atas data ini; yang lain tetap ada.",
    "This is a copy of a change that you typed in another tab. If you use it, it takes the place of any other change of this record, which is kept.",
);
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

/// The box that looks for somebody in the register.
pub const FIND_CHILD: Text =
    t("Cari anak di daftar warga (nama)", "Find the child in the list of people (name)");
/// Behind a number.
pub const MONTHS: Text = t("bulan", "months");
pub const NOT_THERE: Text = t(
    "Orang atau keluarga ini tidak ada lagi di daftar HP ini: mungkin pindah, meninggal, atau \
     digabung. Isian tetap tersimpan dan boleh dikirim.",
    "This person or family is not in the list on this phone any more: perhaps moved, died or \
     merged. What you typed stays and may be sent.",
);
pub const NOT_YOUR_VILLAGE: Text = t(
    "Desa ini bukan tugas Anda lagi. Isian tetap tersimpan; tanyakan petugas kecamatan.",
    "This village is not yours any more. What you typed stays; ask the district office.",
);
/// Folds away what the office said.
pub const WHAT_TO_MEND: Text = t("Yang diminta petugas", "What the office asks for");
/// Over what it said of the whole.
pub const FROM_OFFICE: Text = t("Pesan petugas", "Message from the office");
