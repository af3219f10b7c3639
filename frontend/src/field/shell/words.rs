//! The words around every page.

use shared::text::{Text, t};

pub const PLACES: Text = t("Halaman", "Pages");
/// On the chip at the top.
pub const ALL_SENT: Text = t("Semua terkirim", "Everything sent");
/// On the chip, before a number: short, as it has half of the narrowest screen.
pub const TO_MEND_HERE: Text = t("Perbaiki", "To correct");
/// On the chip, after a number: at the office, which looks at them before they count.
pub const HELD_HERE: Text = t("ditahan, petugas memeriksa", "on hold, the office is checking");
/// On the chip when the server does not know the phone any more.
pub const NEEDS_LINK: Text = t("Perlu tautan baru", "Needs a new link");
pub const UPDATE_READY: Text = t("Versi baru siap dipakai.", "A new version is ready.");
pub const UPDATE: Text = t("Pakai sekarang", "Use it now");
pub const UNDO: Text = t("Urungkan", "Undo");
/// Where the app's data was cleared while it is open.
pub const WRITTEN_BACK: Text = t(
    "Data aplikasi di HP ini sempat terhapus. Yang masih ada di layar ini sudah ditulis kembali. Periksa daftar data Anda, dan jangan pakai “Hapus data situs” di browser.",
    "The app's data on this phone was cleared. What this screen still had was written back. Check your list, and do not use “Clear site data” in the browser.",
);
pub const ONLY_IN_MEMORY: Text = t(
    "Data aplikasi di HP ini terhapus dan belum bisa ditulis kembali. Isinya sekarang hanya ada di layar ini. Jangan tutup aplikasi. Simpan berkas penyelamat, lalu serahkan ke petugas kecamatan.",
    "The app's data on this phone was cleared and cannot be written back yet. Only this screen has it now. Do not close the app. Save the rescue file and hand it to the district office.",
);
pub const SAVE_FILE: Text = t("Simpan berkas penyelamat", "Save the rescue file");
/// Behind how many: they lie in storage alone, which such a file is there to do without.
pub const NO_PICTURES_IN_FILE: Text = t(
    "foto tidak ikut di berkas ini. Kalau di data nanti tidak ada fotonya, ambil lagi.",
    "photos are not in this file. If a form has no photo later, take it again.",
);
/// What such a file is, beside the link that saves it.
pub const OPEN_FILE: Text = t(
    "Berkas ini tidak disandikan: siapa pun yang memilikinya bisa membaca isinya. Kirim hanya ke petugas.",
    "The file is not sealed: whoever has it can read it. Send it to the office only.",
);
pub const UNDERSTOOD: Text = t("Saya mengerti", "I understand");
/// In front of how much.
pub const BEHIND: Text = t("Jam HP ini terlambat", "This phone's clock is behind by");
/// As above.
pub const AHEAD: Text = t("Jam HP ini terlalu cepat", "This phone's clock is ahead by");
/// Behind how much.
pub const MEANWHILE: Text = t(
    "Mutakhir memakai jam kantor. Betulkan tanggal dan jam di Pengaturan HP.",
    "Mutakhir uses the office's clock. Correct date and time in the phone's settings.",
);
pub const SET: Text = t(
    "Jam HP ini baru diubah. Sampai terhubung lagi dengan kantor, Mutakhir memakai jam HP: periksa tanggal sebelum menyimpan.",
    "This phone's clock was just changed. Until the office answers again Mutakhir uses the phone's clock: check dates before you save.",
);
pub const DAYS: Text = t("hari", "days");
pub const HOURS: Text = t("jam", "hours");
pub const MINUTES: Text = t("menit", "minutes");
