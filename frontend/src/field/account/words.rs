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
/// This browser has had an account, and its data is gone.
pub const LOST: Text = t("Data di HP ini hilang", "The data on this phone is gone");
pub const LOST_WHAT: Text = t(
    "HP ini sudah pernah aktif, tetapi data aplikasinya tidak ada lagi: dihapus dari browser, atau penyimpanan HP rusak. Yang sudah terkirim aman di kantor.",
    "This phone was active, but the app's data is gone: it was cleared from the browser, or the phone's storage failed. What was sent is safe at the office.",
);
/// Behind a number.
pub const LOST_UNSENT: Text = t(
    "isian atau data terakhir belum terkirim dari HP ini. Catat sekarang apa yang masih Anda ingat.",
    "records or drafts had not been sent from this phone. Write down now what you remember.",
);
pub const LOST_HELP: Text = t(
    "Bila Mutakhir masih terbuka di tab lain, jangan tutup tab itu: buka, isinya ditulis kembali. Bila tidak, hubungi petugas kecamatan dan minta tautan baru. Sesudah itu data Anda yang ada di kantor muncul lagi di sini.",
    "If Mutakhir is still open in another tab, do not close it: open it, and what it has is written back. If not, call the district office and ask for a new link. What the office has of yours then appears here again.",
);
/// There is work, and the row that says whose it is is gone.
pub const NAMELESS: Text = t("Data ada, pemiliknya belum pasti", "Whose data is this?");
pub const NAMELESS_WHAT: Text = t(
    "Di HP ini ada isian, tetapi catatan siapa pemiliknya hilang. Isian itu aman.",
    "There is work on this phone, but the note whose it is is gone. The work is safe.",
);
pub const NAMELESS_HELP: Text = t(
    "Server sedang ditanya. Perlu sinyal; tunggu di sini, tidak perlu menekan apa-apa.",
    "The server is being asked. That needs a signal; wait here, there is nothing to press.",
);
pub const NEEDS_LINK_WHAT: Text = t(
    "Di HP ini ada isian yang belum bisa dibuka karena sesi sudah berakhir. Isian itu aman.",
    "There is work on this phone that cannot be opened, because the session has ended. It is safe.",
);
pub const NEEDS_LINK_HELP: Text = t(
    "Minta tautan baru ke petugas kecamatan, untuk orang yang mengisi. Sesudah dibuka di HP ini, isiannya muncul lagi.",
    "Ask the district office for a new link for the person who filled it. Opened on this phone, it brings the work back.",
);
pub const NOT_ACTIVE: Text = t("HP ini belum diaktifkan", "This phone is not activated yet");
pub const NOT_ACTIVE_HELP: Text = t(
    "Buka tautan aktivasi dari petugas kecamatan, di HP ini. Belum punya? Minta lewat WhatsApp.",
    "Open the activation link from the district office on this phone. None yet? Ask for it.",
);
