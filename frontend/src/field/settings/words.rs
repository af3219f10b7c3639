//! The words of the settings.

use shared::text::{Text, t};

pub const LANGUAGE: Text = t("Bahasa", "Language");
pub const TEXT_SIZE: Text = t("Ukuran huruf", "Text size");
pub const TEXT_SIZES: [Text; 3] =
    [t("Biasa", "Normal"), t("Besar", "Large"), t("Sangat besar", "Very large")];
pub const ACCOUNT: Text = t("Akun", "Account");
pub const NAME: Text = t("Nama", "Name");
pub const SIGN_OUT: Text = t("Keluar dari HP ini", "Sign out of this phone");
pub const SIGN_OUT_SURE: Text = t("Keluar dari HP ini?", "Sign out of this phone?");
pub const SIGN_OUT_WHAT: Text = t(
    "Data akun ini dihapus dari HP. Yang sudah terkirim tetap ada di kantor. Untuk masuk lagi perlu \
     tautan baru.",
    "This account's data leaves the phone. What was sent stays at the office. To return you need a \
     new link.",
);
pub const SIGN_OUT_YES: Text = t("Ya, keluar", "Yes, sign out");
/// While something is only on this phone.
pub const SIGN_OUT_LATER: Text = t("Belum bisa keluar", "You cannot sign out yet");
pub const SIGN_OUT_FIRST: Text =
    t("Kirim atau selesaikan dulu, baru keluar.", "Send or finish that first, then sign out.");
/// Leads to what is not sent.
pub const SEND_FIRST: Text = t("Kirim dulu", "Send first");
pub const SIGNED_OUT_DONE: Text = t("Anda sudah keluar.", "You are signed out.");
/// Version of the program.
pub const VERSION: Text = t("Versi", "Version");
/// Leads to the notice that the licences of the data ask for.
pub const SOURCES: Text = t("Sumber data dan lisensi", "Data sources and licences");
/// What happened around sending.
pub const LOG: Text = t("Catatan kiriman", "Sending log");
pub const LOG_WHAT: Text = t(
    "Untuk petugas yang membantu bila ada masalah. Tidak berisi nama, nomor, atau jawaban.",
    "For whoever helps when something is wrong. It holds no names, numbers or answers.",
);
pub const LOG_SHARE: Text = t("Bagikan", "Share");
pub const LOG_SAVE: Text = t("Simpan berkas", "Save as a file");
pub const LOG_LINES: Text = t("Lihat catatan", "Show the log");
pub const LOG_COPIED: Text =
    t("Catatan disalin. Tempelkan di WhatsApp.", "Copied. Paste it into WhatsApp.");
pub const LOG_NOT_SHARED: Text = t(
    "HP ini tidak bisa membagikan. Simpan berkas saja.",
    "This phone cannot share. Save the file.",
);
