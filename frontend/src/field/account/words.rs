//! The words of activation.

use shared::text::{Text, t};

/// What it is for.
pub const APP_PURPOSE: Text = t(
    "Pendataan sosial oleh PSM Kabupaten Tuban. Bisa dipakai tanpa sinyal.",
    "Social data by the volunteers of Tuban. Works without a signal.",
);
pub const ACTIVATE: Text = t("Aktifkan HP ini", "Activate this phone");
pub const ACTIVATE_WHAT: Text = t(
    "Tautan ini menghubungkan HP ini dengan akun Anda. Cukup sekali, dan perlu sinyal. Sesudah itu \
     aplikasi bisa dipakai tanpa sinyal.",
    "This link ties this phone to your account. Once is enough, and it needs a signal. After that \
     the app works without one.",
);
/// Which browser; its name follows.
pub const ACTIVATE_BROWSER: Text = t("Berlaku untuk browser ini:", "For this browser:");
/// What follows from that.
pub const ACTIVATE_SAME: Text = t(
    "Lain kali buka Mutakhir di browser yang sama. Pilih HP yang dipakai sehari-hari.",
    "Open Mutakhir in the same browser next time. Choose the phone you use every day.",
);
/// On an iPhone that has not installed it.
pub const ACTIVATE_IPHONE: Text = t(
    "Di iPhone: pasang dulu. Ketuk Bagikan, pilih Tambah ke Layar Utama, lalu buka Mutakhir dari \
     layar utama dan tempel tautan ini di sana. Kalau tidak, data terpisah dari aplikasi.",
    "On an iPhone: install it first. Tap Share, choose Add to Home Screen, open Mutakhir from the \
     home screen and paste this link there. Otherwise the app will not see the data.",
);
pub const ACTIVATE_BUTTON: Text = t("Aktifkan di HP ini", "Activate on this phone");
pub const ACTIVATING: Text = t("Menghubungi server…", "Asking the server…");
/// The link had no token.
pub const LINK_CUT: Text = t(
    "Tautan ini tidak lengkap. Buka lagi dari pesan aslinya, atau minta tautan baru ke petugas \
     kecamatan.",
    "This link is incomplete. Open it from the original message, or ask the district office for a \
     new one.",
);
/// A phone that is active already.
pub const ACTIVE_ALREADY: Text = t("HP ini sudah aktif untuk", "This phone is active for");
pub const ACTIVE_OTHER: Text = t(
    "Bila tautan ini untuk orang lain, HP ini menjadi miliknya. Data yang ada tetap tersimpan, tetapi baru terlihat lagi sesudah diaktifkan dengan tautan baru.",
    "If this link is for somebody else, the phone becomes theirs. What is here stays stored, but is seen again only after a new link.",
);
pub const NOT_ACTIVE: Text = t("HP ini belum diaktifkan", "This phone is not activated yet");
pub const NOT_ACTIVE_HELP: Text = t(
    "Buka tautan aktivasi dari petugas kecamatan, di HP ini. Belum punya? Minta lewat WhatsApp.",
    "Open the activation link from the district office on this phone. None yet? Ask for it.",
);
