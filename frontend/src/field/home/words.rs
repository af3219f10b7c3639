//! The words of the home page.

use shared::text::{Text, t};

/// In front of the person's name.
pub const HELLO: Text = t("Halo,", "Hello,");
pub const NEW_VISIT_BELOW: Text = t("Satu keluarga, di rumahnya", "One family at its house");
pub const NEW_SESSION_BELOW: Text = t("Anak demi anak, cepat", "Child after child, quickly");
pub const MY_RECORDS: Text = t("Data saya", "My records");
pub const COUNT_WAITING: Text =
    t("Menunggu kirim · aman di HP ini", "Waiting to send · safe on this phone");
pub const COUNT_SENT: Text = t("Terkirim · sedang diperiksa", "Sent · being checked");
/// Goes on with the draft that was open last.
pub const RESUME: Text = t("Isian terakhir belum selesai.", "Your last form is not finished.");
/// The app starts without a network.
pub const OFFLINE_READY: Text = t("Siap dipakai tanpa sinyal.", "Ready to work without a signal.");
pub const OFFLINE_NOT_YET: Text =
    t("Sedang disiapkan untuk dipakai tanpa sinyal…", "Getting ready to work without a signal…");
/// The browser may clear the data.
pub const NOT_KEPT: Text = t(
    "Browser bisa menghapus data bila HP hampir penuh. Izinkan Mutakhir menjaga datanya.",
    "The browser may clear data when the phone is nearly full. Let Mutakhir keep its data.",
);
pub const NEARLY_FULL: Text = t(
    "Ruang penyimpanan HP hampir habis. Hapus foto atau aplikasi yang tidak dipakai.",
    "The phone is nearly full. Delete photos or apps that are not needed.",
);
pub const NO_VILLAGE: Text = t(
    "Hari ini Anda tidak punya desa tugas. Hubungi petugas kecamatan.",
    "You have no village today. Call the district office.",
);
