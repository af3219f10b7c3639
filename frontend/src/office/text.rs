//! The words of the desk that more than one page needs, in both languages: around the pages, of the
//! sign-in, of what failed, and of what lists and records both have. Those of one page stand with it.

use shared::text::{Lang, Text, t};

use super::api::ApiError;

/// Skips the header.
pub const SKIP: Text = t("Langsung ke isi", "Skip to content");
/// Ends the session.
pub const SIGN_OUT: Text = t("Keluar", "Sign out");
/// While the session ends.
pub const SIGNING_OUT: Text = t("Sedang keluar…", "Signing out…");
/// The session could not be ended; what follows is why.
pub const STILL_IN: Text = t("Anda belum keluar.", "You are still signed in.");
/// Tries to end the session once more.
pub const SIGN_OUT_AGAIN: Text = t("Coba keluar lagi", "Try to sign out again");
/// Takes a message away.
pub const CLOSE: Text = t("Tutup", "Close");
/// The English words did not come; told in Indonesian, since only that is there.
pub const NO_ENGLISH: Text = t(
    "Bahasa Inggris belum dapat dimuat. Periksa jaringan, lalu tekan EN lagi.",
    "The English words could not be loaded. Check the network and press EN again.",
);
/// Names the switch of language for a screen reader.
pub const LANGUAGE: Text = t("Bahasa", "Language");
/// Names the links between the pages for a screen reader.
pub const PAGES: Text = t("Halaman", "Pages");
/// Leads to what waits today.
pub const TODAY: Text = t("Hari ini", "Today");
/// Leads to the records.
pub const RECORDS: Text = t("Data masuk", "Records");
/// Leads to the families of the register.
pub const FAMILIES: Text = t("Keluarga", "Families");
/// The page with files.
pub const FILES: Text = t("Berkas", "Files");
/// Once more.
pub const TRY_AGAIN: Text = t("Coba lagi", "Try again");
/// Leads to the notice that the licences of the data ask for.
pub const SOURCES: Text = t("Sumber data dan lisensi", "Data sources and licences");
/// While the session is looked for.
pub const OPENING: Text = t("Membuka kantor…", "Opening the office…");
/// An address without a page.
pub const NO_PAGE: Text = t("Halaman ini tidak ada", "There is no such page");
/// Under [`NO_PAGE`].
pub const NO_PAGE_WHY: Text = t(
    "Alamatnya mungkin terpotong saat disalin.",
    "Perhaps the address was cut while it was copied.",
);
/// Back to the list.
pub const BACK: Text = t("Kembali ke daftar", "Back to the list");
/// Heading of the sign-in.
pub const SIGN_IN_TITLE: Text = t("Masuk ke kantor", "Sign in to the office");
/// Under [`SIGN_IN_TITLE`].
pub const SIGN_IN_FOR: Text = t(
    "Untuk petugas desa, kecamatan, dan Dinsos P3A PMD Kabupaten Tuban.",
    "For staff of villages, districts and the social affairs office of Tuban.",
);
/// First box.
pub const USER: Text = t("Nama pengguna", "User name");
/// Second box.
pub const PASSWORD: Text = t("Kata sandi", "Password");
/// Shows what was typed.
pub const SHOW_PASSWORD: Text = t("Tampilkan", "Show");
/// Hides it again.
pub const HIDE_PASSWORD: Text = t("Sembunyikan", "Hide");
/// [`SHOW_PASSWORD`] for a screen reader.
pub const SHOW_PASSWORD_LONG: Text = t("Tampilkan kata sandi", "Show the password");
/// [`HIDE_PASSWORD`] for a screen reader.
pub const HIDE_PASSWORD_LONG: Text = t("Sembunyikan kata sandi", "Hide the password");
/// The button.
pub const SIGN_IN: Text = t("Masuk", "Sign in");
/// While the server looks.
pub const SIGNING_IN: Text = t("Memeriksa…", "Checking…");
/// A box was left empty.
pub const USER_MISSING: Text = t("Isi nama pengguna.", "Enter your user name.");
/// As above.
pub const PASSWORD_MISSING: Text = t("Isi kata sandi.", "Enter your password.");
/// Neither box is named as the wrong one, on purpose.
pub const WRONG_PASSWORD: Text = t(
    "Nama pengguna atau kata sandi salah. Periksa huruf besar dan kecilnya.",
    "The user name or the password is wrong. Check capital and small letters.",
);
/// The session ended while somebody worked.
pub const SESSION_ENDED: Text = t(
    "Sesi Anda sudah berakhir. Masuk lagi untuk kembali ke halaman tadi.",
    "Your session has ended. Sign in again to return to the page you were on.",
);
/// After signing out.
pub const SIGNED_OUT: Text = t("Anda sudah keluar.", "You have signed out.");
/// Where to turn to.
pub const NO_PASSWORD: Text = t(
    "Lupa kata sandi? Hubungi admin di Dinsos P3A PMD.",
    "Forgot your password? Call the administrator at the social affairs office.",
);
/// The server was not reached.
const UNREACHABLE: Text = t(
    "Server tidak dapat dihubungi. Periksa jaringan, lalu coba lagi.",
    "The server cannot be reached. Check the network and try again.",
);
/// The account is switched off.
pub const ACCOUNT_OFF: Text = t(
    "Akun ini tidak aktif. Hubungi administrator.",
    "This account is switched off. Call the administrator.",
);
/// Too much to do for the moment.
const BUSY: Text = t(
    "Server sedang sibuk. Tunggu sebentar, lalu coba lagi.",
    "The server is busy. Wait a moment and try again.",
);
/// The server is out of order.
const TROUBLE: Text = t(
    "Server sedang bermasalah; ini bukan salah Anda. Coba lagi beberapa menit lagi. Kalau tetap begini, hubungi administrator",
    "The server has a problem; it is not your doing. Try again in a few minutes. If it stays like this, call the administrator",
);
/// An answer of an unknown form.
const UNREADABLE: Text = t(
    "Jawaban server tidak dikenal. Muat ulang halaman ini untuk memakai versi terbaru.",
    "The server's answer is not understood. Reload this page to get the newest version.",
);
/// Not there, or not for this person.
const NOT_FOUND: Text = t(
    "Mungkin bukan di wilayah Anda, atau alamatnya terpotong saat disalin.",
    "It may lie outside your area, or the address was cut while it was copied.",
);
/// Refused with a code that this version does not know.
const REFUSED: Text = t(
    "Server menolak permintaan ini. Muat ulang halaman ini; kalau tetap begini, hubungi administrator",
    "The server refused this request. Reload this page; if it stays like this, call the administrator",
);
/// Before what to tell the administrator.
const CODE: Text = t("kode", "code");
/// What a role is called.
#[must_use]
pub fn role(name: &str) -> Text {
    match name {
        "desa" => t("Operator desa", "Village operator"),
        "kecamatan" => t("Petugas kecamatan", "District officer"),
        "dinsos" => t("Dinsos P3A PMD", "Social affairs office"),
        "admin" => t("Admin", "Administrator"),
        _ => t("Petugas", "Officer"),
    }
}
/// How long to wait.
#[must_use]
pub fn wait(seconds: u32, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Terlalu banyak percobaan. Coba lagi dalam {seconds} detik."),
        Lang::En => format!("Too many tries. Try again in {seconds} seconds."),
    }
}
/// What to tell a person about a request that failed.
#[must_use]
pub fn error(error: &ApiError, lang: Lang) -> String {
    match error {
        ApiError::Unreachable => UNREACHABLE.get(lang).to_owned(),
        ApiError::SignedOut => SESSION_ENDED.get(lang).to_owned(),
        ApiError::WrongPassword => WRONG_PASSWORD.get(lang).to_owned(),
        ApiError::Wait(seconds) => wait(*seconds, lang),
        ApiError::NotFound => NOT_FOUND.get(lang).to_owned(),
        ApiError::Unreadable => UNREADABLE.get(lang).to_owned(),
        ApiError::AccountOff => ACCOUNT_OFF.get(lang).to_owned(),
        ApiError::Busy => BUSY.get(lang).to_owned(),
        ApiError::Trouble(status) => {
            format!("{} ({} {status}).", TROUBLE.get(lang), CODE.get(lang))
        }
        ApiError::Refused { title, .. } if lang == Lang::Id && !title.is_empty() => title.clone(),
        ApiError::Refused { code, .. } if code.is_empty() => format!("{}.", REFUSED.get(lang)),
        ApiError::Refused { code, .. } => {
            format!("{} ({} {code}).", REFUSED.get(lang), CODE.get(lang))
        }
    }
}
/// Beside a decision that waits for its minute.
pub const CAN_UNDO: Text = t("masih bisa diurungkan", "can still be undone");
/// Column: who sent it.
pub const AUTHOR: Text = t("Pengirim", "Sent by");
/// A record without a name.
const NO_SUBJECT: Text = t("(tanpa nama)", "(no name)");
/// On paper, before the name of whoever printed.
pub const PRINTED_BY: Text = t("Dicetak oleh", "Printed by");
/// Whom a record is about.
#[must_use]
pub fn subject(subject: &str, lang: Lang) -> String {
    let subject = subject.trim();
    if subject.is_empty() { NO_SUBJECT.get(lang).to_owned() } else { subject.to_owned() }
}
