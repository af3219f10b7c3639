//! The words of deciding on a record.

use shared::text::{Lang, Text, t};

/// Names the bar for a screen reader.
pub const BAR: Text = t("Keputusan", "Decision");
/// The record is right.
pub const ACCEPT: Text = t("Terima", "Accept");
/// Its author is to mend it.
pub const RETURN: Text = t("Kembalikan", "Return");
/// It does not count.
pub const NOT_USE: Text = t("Tidak dipakai", "Do not use");
/// A plain slip.
pub const MEND: Text = t("Perbaiki salah ketik", "Correct a slip");
/// What was held goes on.
pub const RELEASE: Text = t("Loloskan ke pemeriksaan", "Let it through");
/// Leads to the choice between versions.
pub const SETTLE: Text = t("Pilih versi", "Choose the version");
/// The next record that waits.
pub const NEXT: Text = t("Berikutnya", "Next");
/// There is none.
pub const NO_NEXT: Text =
    t("Tidak ada lagi yang menunggu di daftar ini.", "Nothing else waits in this list.");
/// While a decision is on its way.
pub const SENDING: Text = t("Mengirim keputusan…", "Sending the decision…");
/// Takes a decision back.
pub const UNDO: Text = t("Urungkan", "Undo");
/// Behind a decision that was taken back.
pub const UNDONE: Text = t("Keputusan diurungkan.", "The decision was undone.");
/// The minute is over.
pub const SETTLED: Text = t("Keputusan ini sudah berlaku.", "This decision is in effect now.");
/// Leads to the record of the bar.
pub const OPEN: Text = t("Buka", "Open");
/// Takes a message away.
pub const CLOSE: Text = t("Tutup", "Close");
/// Leaves a panel without a decision.
pub const CANCEL: Text = t("Batal", "Cancel");
/// Looks at what is there now.
pub const LOOK: Text = t("Lihat isinya sekarang", "Look at it as it is now");
/// A decision was not taken; why follows.
pub const NOT_DECIDED: Text = t("Belum diputuskan.", "Not decided.");
/// Another person's decision that waits for its minute.
pub const PENDING: Text = t(
    "Keputusan ini berlaku setelah satu menit. Sampai saat itu data ini tidak bisa diputuskan lagi.",
    "This takes effect after a minute. Until then nobody can decide on this record again.",
);

/// Heading of the panel of a return.
pub const RETURN_TITLE: Text = t("Kembalikan ke PSM", "Return to the worker");
/// Under [`RETURN_TITLE`].
pub const RETURN_HOW: Text = t(
    "Tekan isian yang salah untuk mencatat di situ, tulis pesan di bawah, atau keduanya.",
    "Press the answer that is wrong to comment on it, write a message below, or both.",
);
/// Label of the comment on the whole.
pub const MESSAGE: Text = t("Pesan untuk PSM", "Message to the worker");
/// Over the sentences that can be taken.
pub const TEMPLATES: Text = t("Pakai kalimat ini:", "Use a sentence:");
/// Over the comments at fields.
pub const AT_FIELDS: Text = t("Catatan pada isian", "Comments on answers");
/// There is none.
pub const NONE_AT_FIELDS: Text = t("Belum ada.", "None yet.");
/// Sends it back.
pub const RETURN_YES: Text = t("Kembalikan", "Return");
/// The button at a field.
pub const NOTE_HERE: Text = t("Catat", "Comment");
/// Label of the box at a field; the question follows.
pub const NOTE_AT: Text = t("Catatan pada", "Comment on");
/// Takes a comment away.
pub const REMOVE_NOTE: Text = t("Hapus catatan", "Remove the comment");

/// Heading of the panel of what is not used.
pub const NOT_USE_TITLE: Text = t("Tidak dipakai", "Do not use");
/// Under [`NOT_USE_TITLE`].
pub const NOT_USE_HOW: Text = t(
    "Datanya tetap tersimpan, tetapi tidak dihitung. PSM melihat alasannya.",
    "It stays stored but does not count. The worker sees the reason.",
);
/// Label of the list of reasons.
pub const REASON: Text = t("Alasan", "Reason");
/// Its first option.
pub const CHOOSE: Text = t("Pilih alasan…", "Choose a reason…");
/// Label of the words beside it.
pub const EXPLAIN: Text = t("Penjelasan", "Explanation");
/// Beside a label.
pub const OPTIONAL: Text = t("boleh kosong", "optional");
/// Label of the record that stays.
pub const SAME_AS: Text = t("Data yang tetap dipakai", "The record that stays");
/// Takes the record out of use.
pub const NOT_USE_YES: Text = t("Jangan pakai data ini", "Do not use this record");

/// Heading of the panel of a correction.
pub const MEND_TITLE: Text = t("Perbaiki salah ketik", "Correct a slip");
/// Under [`MEND_TITLE`].
pub const MEND_HOW: Text = t(
    "Hanya untuk salah ketik yang jelas. Tekan Ubah pada isiannya. PSM melihat apa yang diubah.",
    "For plain slips only. Press Change at the answer. The worker sees what was changed.",
);
/// The button at a field.
pub const CHANGE_HERE: Text = t("Ubah", "Change");
/// Over what was changed.
pub const CHANGES: Text = t("Yang diubah", "What is changed");
/// Nothing was.
pub const NO_CHANGES: Text = t("Belum ada yang diubah.", "Nothing is changed yet.");
/// Before what stood there.
pub const BEFORE: Text = t("Semula", "Before");
/// Before what stands there now.
pub const AFTER: Text = t("Menjadi", "Now");
/// In place of an answer.
pub const EMPTY: Text = t("(kosong)", "(empty)");
/// Label of the reason of a correction or a choice.
pub const WHY: Text = t("Sebabnya", "Why");
/// Saves a correction.
pub const MEND_YES: Text = t("Simpan perbaikan", "Save the correction");
/// Something is wrong in it.
pub const STILL_WRONG: Text =
    t("Masih ada isian yang perlu diperiksa:", "Some answers still need a look:");
/// The form cannot be read here.
pub const CANNOT_MEND: Text = t(
    "Formulir ini tidak bisa diperbaiki di sini. Kembalikan kepada PSM.",
    "This form cannot be corrected here. Return it to the worker.",
);
/// While the answers come.
pub const LOADING: Text = t("Memuat isian…", "Loading the answers…");

/// Heading of the choice between versions.
pub const SETTLE_TITLE: Text = t("Dua versi, pilih satu", "Two versions, choose one");
/// Under [`SETTLE_TITLE`].
pub const SETTLE_HOW: Text = t(
    "Isian yang berbeda berdampingan di bawah ini. Versi yang tidak dipilih tetap tersimpan.",
    "The answers that differ stand side by side below. What is not chosen stays stored.",
);
/// Column of a question.
pub const QUESTION: Text = t("Isian", "Answer");
/// Mark of the version that counts.
pub const COUNTS: Text = t("yang berlaku", "counts now");
/// Chooses the version of a column.
pub const KEEP: Text = t("Pakai versi ini", "Use this version");
/// Both say the same.
pub const NO_DIFFERENCE: Text = t("Isian kedua versi ini sama.", "Both versions answer the same.");
/// The other version withdraws the record.
pub const OTHER_WITHDRAWS: Text =
    t("Versi lain ini menarik data.", "The other version withdraws the record.");
/// A version cannot be shown.
pub const NO_OTHER: Text =
    t("Versi lain itu belum dapat ditampilkan.", "The other version cannot be shown yet.");

/// Heading of what was decided.
pub const DECISIONS: Text = t("Keputusan petugas", "Decisions of the office");
/// Behind it when its phone has it.
pub const DELIVERED: Text = t("Sampai di HP PSM", "Reached the worker's phone");
/// As above, while it has not.
pub const UNDELIVERED: Text = t("Belum sampai di HP PSM", "Has not reached the worker's phone");
/// Before the record that stays.
pub const STAYS: Text = t("Buka data yang tetap dipakai", "Open the record that stays");

/// Opens the list of keys.
pub const KEYS: Text = t("Pintasan papan ketik", "Keyboard shortcuts");
/// Under [`KEYS`].
pub const KEYS_WHEN: Text =
    t("Tidak bekerja selama Anda mengetik di sebuah kotak.", "They rest while you type in a box.");
/// Switches them on and off.
pub const KEYS_ON: Text = t("Pakai pintasan", "Use the shortcuts");
/// What a key does.
pub const KEYS_HELP: Text = t("Daftar ini", "This list");
/// As above.
pub const KEYS_LEAVE: Text = t("Tutup tanpa memutuskan", "Close without deciding");

/// On the bar after a decision.
#[must_use]
pub fn decided(subject: &str, kind: &str) -> String {
    [subject, ": ", kind, "."].concat()
}

/// The button that undoes, with the time that is left.
#[must_use]
pub fn undo(left_s: u64, lang: Lang) -> String {
    format!("{} ({}:{:02})", UNDO.get(lang), left_s / 60, left_s % 60)
}

/// Who decided, in brackets behind the name.
#[must_use]
pub fn by(name: &str, role: &str) -> String {
    [name, " (", role, ")"].concat()
}

/// The button of a return with comments at fields.
#[must_use]
pub fn n_notes(n_notes: usize, lang: Lang) -> String {
    match (lang, n_notes) {
        (_, 0) => NONE_AT_FIELDS.get(lang).to_owned(),
        (Lang::Id, _) => format!("{n_notes} catatan"),
        (Lang::En, 1) => "1 comment".to_owned(),
        (Lang::En, _) => format!("{n_notes} comments"),
    }
}
