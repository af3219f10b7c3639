//! Every word of the desk that does not come with a form or a state, in both languages.

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

/// Heading of the list.
pub const RECORDS_TITLE: Text = t("Data masuk", "Records received");
/// While the list loads.
pub const LOADING_RECORDS: Text = t("Memuat data…", "Loading records…");
/// Names the filters for a screen reader.
pub const FILTERS: Text = t("Saring data", "Filter records");
/// Names the chips for a screen reader.
pub const STATES: Text = t("Keadaan", "RecordState");
/// The chip and options that filter nothing.
pub const ALL_STATES: Text = t("Semua", "All");
/// As above.
pub const ALL_KECAMATAN: Text = t("Semua kecamatan", "All districts");
/// As above.
pub const ALL_VILLAGES: Text = t("Semua desa/kelurahan", "All villages");
/// As above.
pub const ALL_KINDS: Text = t("Semua jenis", "All kinds");
/// Label of a filter.
pub const KECAMATAN: Text = t("Kecamatan", "District");
/// As above.
pub const VILLAGE: Text = t("Desa/kelurahan", "Village");
/// As above, and a column.
pub const KIND: Text = t("Jenis", "Kind");
/// Label of the search.
pub const SEARCH: Text = t("Cari nama atau NIK", "Search name or NIK");
/// In the empty search box.
pub const SEARCH_EXAMPLE: Text = t("Nama, NIK, atau awal NIK", "Name, NIK, or how it begins");
/// Takes all filters away.
pub const CLEAR: Text = t("Hapus saringan", "Clear filters");
/// Column: when the server stored it.
pub const RECEIVED: Text = t("Waktu diterima", "Received");
/// As [`RECEIVED`], above times that do not say whose they are.
pub const RECEIVED_WIB: Text = t("Diterima (WIB)", "Received (WIB)");
/// Column: where.
pub const PLACE: Text = t("Desa — Kecamatan", "Village — District");
/// Column: whom it is about.
pub const SUBJECT: Text = t("Tentang", "About");
/// Column: who sent it.
pub const AUTHOR: Text = t("Pengirim", "Sent by");
/// Column: where it stands.
pub const STATE: Text = t("Keadaan", "RecordState");
/// Column: problems and notes.
pub const CHECKS: Text = t("Pemeriksaan", "Checks");
/// A record without a name.
const NO_SUBJECT: Text = t("(tanpa nama)", "(no name)");
/// Nothing has come yet.
pub const EMPTY: Text = t("Belum ada data masuk", "No records yet");
/// Under [`EMPTY`].
pub const EMPTY_WHY: Text = t(
    "Data muncul di sini begitu HP seorang PSM mendapat sinyal dan mengirim.",
    "Records appear here as soon as a worker's phone has signal and sends them.",
);
/// The filters leave nothing.
pub const NONE_FOUND: Text = t("Tidak ada data yang cocok", "No records match");
/// Under [`NONE_FOUND`].
pub const NONE_FOUND_WHY: Text =
    t("Ubah atau hapus saringan di atas.", "Change or clear the filters above.");
/// As [`NONE_FOUND_WHY`], for digits that are no whole NIK.
pub const NIK_LENGTH: Text = t(
    "NIK harus 16 angka, atau tulis angka awalnya.",
    "A NIK has 16 digits; or write the digits that it begins with.",
);
/// The filters ask for villages that are not this person's.
pub const OUTSIDE: Text =
    t("Saringan ini di luar wilayah Anda", "This filter lies outside your area");
/// Under [`OUTSIDE`].
pub const OUTSIDE_WHY: Text = t(
    "Tautannya dibuat untuk wilayah lain. Tanpa saringan itu Anda melihat wilayah Anda sendiri.",
    "The link was made for another area. Without that filter you see your own.",
);
/// Takes the filters by place away.
pub const CLEAR_PLACE: Text = t("Hapus saringan wilayah", "Remove the area filter");
/// In a box whose choice is not among the options.
pub const OTHER_AREA: Text = t("(di luar wilayah Anda)", "(outside your area)");
/// Above rows that are older than what was asked for.
pub const ROWS_ARE_OLD: Text =
    t("Daftar di bawah ini masih yang sebelumnya.", "The list below is still the previous one.");
/// On paper, before the filters.
pub const FILTERED_BY: Text = t("Saringan", "Filters");
/// On paper, before the name of whoever printed.
pub const PRINTED_BY: Text = t("Dicetak oleh", "Printed by");
/// The next page.
pub const MORE: Text = t("Muat lagi", "Load more");
/// While the next page loads.
pub const LOADING_MORE: Text = t("Memuat lagi…", "Loading more…");
/// The last page was loaded.
pub const ALL_SHOWN: Text = t("Semua data sudah ditampilkan.", "All records are shown.");
/// Loads what is new.
pub const LOAD_NEWS: Text = t("Muat", "Load");

/// What came since the list was loaded; `has_more` when there may be more than were counted.
#[must_use]
pub fn news(n_records: usize, has_more: bool, lang: Lang) -> String {
    let plus = if has_more { "+" } else { "" };
    match lang {
        Lang::Id => format!("{n_records}{plus} data baru atau berubah"),
        Lang::En if n_records == 1 && !has_more => "1 new or changed record".to_owned(),
        Lang::En => format!("{n_records}{plus} new or changed records"),
    }
}

/// How much of the list is on screen.
#[must_use]
pub fn shown(n_shown: usize, n_all: u64, lang: Lang) -> String {
    let (n_shown, n_all) = (n_shown.to_string(), n_all.to_string());
    match lang {
        Lang::Id => format!("{n_shown} dari {n_all} data"),
        Lang::En => format!("{n_shown} of {n_all} records"),
    }
}

/// Problems that hold a record.
#[must_use]
pub fn problems(n_problems: u64, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{n_problems} masalah"),
        Lang::En if n_problems == 1 => "1 problem".to_owned(),
        Lang::En => format!("{n_problems} problems"),
    }
}

/// Revisions that somebody has to choose between.
#[must_use]
pub fn beside(n_beside: u64, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Ditahan · {n_beside} versi lain"),
        Lang::En if n_beside == 1 => "On hold · 1 other version".to_owned(),
        Lang::En => format!("On hold · {n_beside} other versions"),
    }
}

/// What was noticed but does not hold a record.
#[must_use]
pub fn notes(n_notes: u64, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{n_notes} catatan"),
        Lang::En if n_notes == 1 => "1 note".to_owned(),
        Lang::En => format!("{n_notes} notes"),
    }
}

/// Doubts that the author answered with a reason.
#[must_use]
pub fn confirmed(n_overrides: u64, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{n_overrides} dibenarkan"),
        Lang::En => format!("{n_overrides} confirmed"),
    }
}

/// While a record loads.
pub const LOADING_RECORD: Text = t("Memuat data ini…", "Loading this record…");
/// Heading of a record that could not be shown.
pub const RECORD_FAILED: Text =
    t("Data ini belum dapat ditampilkan", "This record cannot be shown yet");
/// Heading of a record that is not there.
pub const RECORD_MISSING: Text = t("Data ini tidak ditemukan", "This record was not found");
/// Prints the page.
pub const PRINT: Text = t("Cetak", "Print");
/// Heading of the facts.
pub const FACTS: Text = t("Keterangan", "Facts");
/// Fact: the proof of storage.
pub const RECEIPT: Text = t("Nomor tanda terima", "Receipt number");
/// Fact: what was stored, as a short check sum.
pub const FINGERPRINT: Text = t("Sidik isi", "Fingerprint");
/// Heading of doubts that the author answered.
pub const OVERRIDES: Text = t("Dibenarkan oleh PSM", "Confirmed by the worker");
/// Under [`OVERRIDES`].
pub const OVERRIDES_WHY: Text = t(
    "Sistem bertanya, PSM menjawab bahwa isian ini benar.",
    "The system asked, the worker answered that this is right.",
);
/// Revisions stand side by side.
pub const CONFLICT: Text = t(
    "Ada versi lain atas data ini. Yang berlaku tetap yang ini; buka versi lain itu di riwayat perubahan. Memilih yang lain belum dapat dilakukan di sini: sampaikan kepada admin.",
    "There is another version of this record. This one goes on counting; open the other in the revisions. To choose the other is not possible here yet: tell the administrator.",
);
/// The answers cannot be read.
pub const UNREADABLE_RECORD: Text = t(
    "Isi data ini tidak dapat dibaca oleh server versi ini. Data tetap tersimpan utuh.",
    "This version of the server cannot read the answers. They are stored whole.",
);
/// Heading of the forms of a visit.
pub const FORMS_OF_VISIT: Text = t("Formulir dari kunjungan ini", "Forms of this visit");
/// Opens the visit.
pub const OPEN_VISIT: Text = t("Buka kunjungan", "Open the visit");
/// Fact: when it was finished on the phone.
pub const MADE: Text = t("Selesai diisi", "Finished");
/// Fact: the browser it came from.
pub const DEVICE: Text = t("HP", "Phone");
/// Fact: where.
pub const VILLAGE_FACT: Text = t("Desa/kelurahan", "Village");
/// Heading of what holds a record.
pub const PROBLEMS: Text = t("Yang harus diperbaiki", "What must be corrected");
/// Heading of what holds a record and only the office can settle.
pub const PROBLEMS_OFFICE: Text = t("Yang harus diperiksa petugas", "What the office must check");
/// Heading of what was noticed.
pub const NOTES: Text = t("Catatan dari sistem", "Notes from the system");
/// Under [`NOTES`].
pub const NOTES_WHY: Text = t("Tidak menahan data ini.", "These do not hold the record.");
/// Heading of a supervisor's comment.
pub const COMMENT: Text = t("Pesan petugas", "Message from the office");
/// A problem of no field.
pub const WHOLE_FORM: Text = t("Seluruh formulir", "The whole form");
/// Before the reason that the author gave.
pub const REASON: Text = t("Alasan PSM:", "The worker's reason:");
/// Heading of what was computed.
pub const RESULTS: Text = t("Hasil hitung", "Computed results");
/// Beside [`RESULTS`].
pub const ESTIMATE: Text = t("perkiraan", "estimate");
/// Column of the results.
pub const INDICATOR: Text = t("Ukuran", "Measure");
/// As above.
pub const Z_SCORE: Text = t("z-score", "z-score");
/// As above.
pub const CATEGORY: Text = t("Kategori", "Category");
/// Under every result.
pub const NO_DECISION: Text = t(
    "Ini pemeriksaan data, bukan keputusan bantuan.",
    "This is a check of data, not a decision about aid.",
);
/// An open question.
pub const NOT_ANSWERED: Text = t("Belum diisi", "Not answered");
/// Shows a masked number.
pub const SHOW: Text = t("Tampilkan", "Show");
/// Masks it again.
pub const HIDE: Text = t("Sembunyikan", "Hide");
/// Heading of the answers.
pub const ANSWERS: Text = t("Isian", "Answers");
/// Heading of the visit's answers.
pub const VISIT: Text = t("Kunjungan", "Visit");
/// Under [`VISIT`].
pub const VISIT_WHY: Text = t(
    "Ditanyakan sekali untuk semua formulir dari kunjungan ini.",
    "Asked once for all forms of this visit.",
);
/// Heading of the revisions.
pub const REVISIONS: Text = t("Riwayat perubahan", "Revisions");
/// The revision that counts.
pub const CURRENT: Text = t("yang berlaku", "current");
/// A revision beside the one that counts.
pub const BESIDE: Text = t("belum diputuskan", "to be settled");
/// A revision that withdraws the record.
pub const WITHDRAWAL: Text = t("Ditarik", "Withdrawn");
/// Whom a record is about.
#[must_use]
pub fn subject(subject: &str, lang: Lang) -> String {
    let subject = subject.trim();
    if subject.is_empty() { NO_SUBJECT.get(lang).to_owned() } else { subject.to_owned() }
}

/// An age in months as years and months, with the days that it was computed from.
#[must_use]
pub fn age(months: i64, days: i64, lang: Lang) -> String {
    let (years, months) = (months / 12, months % 12);
    match (lang, years) {
        (Lang::Id, 0) => format!("{months} bulan ({days} hari)"),
        (Lang::Id, _) => format!("{years} tahun {months} bulan ({days} hari)"),
        (Lang::En, 0) => format!("{} ({})", counted(months, "month"), counted(days, "day")),
        (Lang::En, _) => {
            let (years, months) = (counted(years, "year"), counted(months, "month"));
            format!("{years} {months} ({})", counted(days, "day"))
        }
    }
}

/// A number of things, in English.
fn counted(number: i64, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// The number of a revision.
#[must_use]
pub fn revision(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Versi {number}"),
        Lang::En => format!("Version {number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_thing_is_told_as_one() {
        for (months, days, expected) in [
            (0, 1, "0 months (1 day)"),
            (1, 31, "1 month (31 days)"),
            (12, 365, "1 year 0 months (365 days)"),
            (25, 761, "2 years 1 month (761 days)"),
        ] {
            assert_eq!(age(months, days, Lang::En), expected);
        }
        assert_eq!(age(12, 365, Lang::Id), "1 tahun 0 bulan (365 hari)");
    }
}
