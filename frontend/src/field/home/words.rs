//! The words of the home page.

use shared::text::{Text, t};

/// In front of the person's name.
pub const HELLO: Text = t("Halo,", "Hello,");
/// Over what there is to do; behind it how much of that is late.
pub const TODAY: Text = t("Hari ini", "Today");
/// In front of a number in brackets.
pub const SEE_ALL: Text = t("Lihat semua", "See all");
pub const NEW_VISIT_BELOW: Text = t("Satu keluarga, di rumahnya", "One family at its house");
pub const NEW_SESSION_BELOW: Text = t("Anak demi anak, cepat", "Child after child, quickly");
pub const NEEDS_OFFICER_BELOW: Text =
    t("Nomor darurat dan laporan rahasia", "Emergency numbers, confidential report");
pub const MY_RECORDS: Text = t("Data saya", "My records");
/// Goes on with the draft that was open last.
pub const RESUME: Text = t("Isian terakhir belum selesai.", "Your last form is not finished.");
/// The app starts without a network.
pub const OFFLINE_READY: Text = t("Siap dipakai tanpa sinyal.", "Ready to work without a signal.");
pub const OFFLINE_NOT_YET: Text =
    t("Sedang disiapkan untuk dipakai tanpa sinyal…", "Getting ready to work without a signal…");
/// The program itself is not kept on the phone yet.
pub const OFFLINE_LACKS_ALL: Text = t(
    "Belum bisa dibuka tanpa sinyal: aplikasi belum tersimpan di HP ini. Dicoba lagi sendiri.",
    "Does not open without a signal yet: the app is not stored on this phone. It tries again by itself.",
);
/// After the number of files that are missing.
pub const OFFLINE_LACKS_SOME: Text = t(
    "bagian aplikasi belum terunduh untuk dipakai tanpa sinyal. Dicoba lagi sendiri.",
    "parts of the app are missing for work without a signal. It tries again by itself.",
);
pub const OFFLINE_NEVER: Text = t(
    "Browser ini tidak bisa membuka Mutakhir tanpa sinyal. Pakai Chrome biasa (bukan mode samaran).",
    "This browser cannot open Mutakhir without a signal. Use plain Chrome (not incognito).",
);
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
pub const PEOPLE_BELOW: Text =
    t("Keluarga di desa Anda, juga tanpa sinyal", "Families of your village, without a signal too");
