//! The words of the page of a record.

use shared::text::{Text, t};

/// On such a record.
pub const TO_FOLLOW: Text = t(
    "NIK atau nomor KK belum dilihat. Isi bila kartunya sudah ada.",
    "The NIK or card number was not seen yet. Add it once the card is there.",
);
pub const TO_MEND: Text = t("Yang perlu diperbaiki", "What to correct");
/// Why the office looks at it first.
pub const OFFICE_CHECKS: Text = t("Sedang diperiksa petugas", "The office is checking");
/// A draft changes this record.
pub const CHANGE_OPEN: Text = t(
    "Perubahan atas data ini sudah dibuka dan belum disimpan.",
    "A change of this record is open and not saved yet.",
);
pub const GO_ON_CHANGING: Text = t("Lanjutkan perubahan", "Go on with the change");
pub const MEND: Text = t("Perbaiki", "Correct it");
/// Of a record on which the office has decided.
pub const PROPOSE: Text = t("Ajukan perbaikan", "Propose a correction");
pub const PROPOSE_SURE: Text = t("Ajukan perbaikan?", "Propose a correction?");
pub const PROPOSE_WHAT: Text = t(
    "Petugas sudah memutuskan data ini. Perubahan Anda dikirim sebagai usulan; petugas memilih versi yang dipakai.",
    "The office has decided on this. Your change is sent as a proposal; the office chooses which version counts.",
);
pub const PROPOSE_YES: Text = t("Ya, ajukan", "Yes, propose");
pub const WITHDRAW: Text = t("Tarik", "Withdraw");
pub const WITHDRAW_SURE: Text = t("Tarik data ini?", "Withdraw this record?");
pub const WITHDRAW_WHAT: Text = t(
    "Petugas akan melihat bahwa data ini ditarik dan tidak memakainya.",
    "The office will see that it was withdrawn and will not use it.",
);
pub const WITHDRAW_VISIT: Text = t(
    "Petugas akan melihat bahwa kunjungan ini ditarik. Formulir di dalamnya tidak ikut ditarik: tarik satu per satu bila perlu.",
    "The office will see that this visit was withdrawn. Its forms are not withdrawn with it: withdraw each if need be.",
);
pub const WITHDRAW_YES: Text = t("Ya, tarik", "Yes, withdraw");
/// Beside a button that takes it back, which it is possible to do until it was sent.
pub const WITHDRAWN: Text = t("Data ditarik.", "Withdrawn.");
/// Takes a withdrawal back that was not sent.
pub const TAKE_BACK: Text = t("Batalkan penarikan", "Take the withdrawal back");
pub const TAKEN_BACK: Text = t("Penarikan dibatalkan.", "The withdrawal was taken back.");
pub const BEING_SENT: Text = t(
    "Penarikan sedang dikirim. Tunggu sebentar, lalu coba lagi.",
    "The withdrawal is being sent. Wait a moment and try again.",
);
/// What the server noticed.
pub const NOTES: Text = t("Catatan dari sistem", "Notes from the system");
/// What a supervisor wrote.
pub const COMMENT: Text = t("Pesan petugas", "Message from the office");
/// Over what the office decided.
pub const DECIDED: Text = t("Keputusan petugas", "What the office decided");
/// In place of an office that this program does not know.
pub const OFFICER: Text = t("petugas", "the office");
/// Before what stood in an answer.
pub const BEFORE: Text = t("Semula", "Before");
/// Before what stands there now.
pub const AFTER: Text = t("Menjadi", "Now");
/// In place of an answer.
pub const EMPTY: Text = t("(kosong)", "(empty)");
/// Two revisions stand side by side.
pub const CONFLICT: Text = t(
    "Ada perubahan lain atas data ini. Petugas memilih mana yang dipakai.",
    "There is another change of this record. The office decides which one counts.",
);
pub const RECEIPT: Text = t("Tanda terima", "Receipt");
pub const RECEIPT_NUMBER: Text = t("Nomor", "Number");
pub const RECEIPT_TIME: Text = t("Diterima kantor", "Received");
pub const RECEIPT_HASH: Text = t("Sidik isi", "Fingerprint");
/// There is none yet.
pub const NO_RECEIPT: Text = t(
    "Belum ada tanda terima: data ini baru ada di HP ini.",
    "No receipt yet: it is only on this phone.",
);
/// There is one for an earlier version.
pub const NO_RECEIPT_YET: Text = t(
    "Belum ada tanda terima untuk perubahan ini. Kantor punya versi sebelumnya.",
    "No receipt for this change yet. The office has an earlier version.",
);
/// On a record that was withdrawn, until the office knows.
pub const WITHDRAWAL: Text = t(
    "Data ini Anda tarik. Kantor diberi tahu begitu ada sinyal.",
    "You withdrew this record. The office is told as soon as there is a signal.",
);
/// When it was finished.
pub const MADE: Text = t("Selesai diisi", "Finished");
/// Earlier revisions.
pub const HISTORY: Text = t("Riwayat", "History");
pub const REVISION: Text = t("Versi sebelumnya", "Earlier version");
pub const REVISION_WITHDRAWN: Text = t("Penarikan sebelumnya", "Earlier withdrawal");
/// In place of its answers.
pub const REVISION_ELSEWHERE: Text = t(
    "Isi versi ini tidak ada di HP ini. Bila versi ini sudah dikirim, kantor menyimpannya.",
    "This phone does not have what this version said. If it was sent, the office keeps it.",
);
/// The office was set back to an older copy, and has not named this record again.
pub const UNLISTED: Text = t(
    "Kantor memulihkan datanya. Data ini sedang dicocokkan dan belum tentu ada di kantor. Isinya aman di HP ini.",
    "The office restored its data. This record is being compared and may not be there. It is safe on this phone.",
);
/// In place of the answers of a confidential report that the office has.
pub const ERASED: Text = t(
    "Laporan rahasia sudah di kantor. Isinya sudah dihapus dari HP ini; hanya petugas yang boleh membacanya.",
    "The office has this confidential report. It was erased from this phone; only officers may read it.",
);
