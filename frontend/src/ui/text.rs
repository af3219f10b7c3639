//! The words of the components themselves, in both languages.

use shared::text::{Text, t};

/// Behind a question whose answer only repeats the last form.
pub const AS_LAST: Text = t("seperti terakhir, cocokkan", "as last time, check it");
/// Asks whether a number of the register is right; its last digits follow.
pub const AS_KNOWN: Text = t("Dari register, cocok dengan", "From the register: does it end in");
/// In place of "no" there.
pub const NOT_AS_KNOWN: Text = t("Bukan, ketik", "No, type it");
/// Puts all members of the family into a list of people; how many stands between.
pub const TAKE: Text = t("Ambil", "Take");
/// As above, behind the number.
pub const FROM_REGISTER: Text = t("anggota dari register", "members from the register");
/// Beside the label of a question that may stay empty.
pub const OPTIONAL: Text = t("boleh kosong", "optional");
/// Beside the label of a question of which, or of the one beside it, one is to be answered.
pub const EITHER: Text = t("salah satu", "one of the two");
/// Opens the words that are read aloud.
pub const READ_ALOUD: Text = t("Bacaan izin", "Words to read aloud");
/// Puts what was probably meant; the answer follows.
pub const USE: Text = t("Pakai", "Use");
/// Takes out of a text what nobody can read.
pub const TIDY: Text = t("Hapus tandanya", "Remove them");
/// Below a box that takes no more; the most characters follow.
pub const BOX_FULL: Text = t("Kotak ini penuh. Paling banyak", "This box is full. At most");
/// Behind that number.
pub const BOX_FULL_END: Text =
    t("huruf; yang lebih dari itu tidak ikut.", "characters; what is beyond is left out.");
/// Takes one away from a small number.
pub const LESS: Text = t("Kurangi satu", "One less");
/// Adds one to a small number.
pub const MORE: Text = t("Tambah satu", "One more");
/// Above the box that searches in a long list.
pub const SEARCH: Text = t("Cari dalam daftar", "Search in the list");
/// In place of options where none has the words that are searched.
pub const NOT_IN_LIST: Text =
    t("Tidak ada di daftar. Coba kata lain.", "Not in the list. Try another word.");
/// Beside a day of birth; the age follows.
pub const AGE: Text = t("Umur", "Age");
/// Behind a number of years.
pub const YEARS: Text = t("tahun", "years");
/// Behind a number of months.
pub const MONTHS: Text = t("bulan", "months");
/// Behind a number of days.
pub const DAYS: Text = t("hari", "days");
/// Beside a day: puts today.
pub const TODAY: Text = t("Hari ini", "Today");
/// Label of the first box of a day.
pub const DAY: Text = t("Tanggal", "Day");
/// Label of the second box of a day.
pub const MONTH: Text = t("Bulan", "Month");
/// Label of the third box of a day.
pub const YEAR: Text = t("Tahun", "Year");
/// The empty option of a list.
pub const CHOOSE: Text = t("Pilih…", "Choose…");
/// Takes an optional answer away.
pub const CLEAR: Text = t("Kosongkan", "Clear");
/// Adds a row; the row's name follows.
pub const ADD: Text = t("Tambah", "Add");
/// Removes a row; the row's name follows.
pub const REMOVE: Text = t("Hapus", "Delete");
/// Folds a row to one line.
pub const FOLD: Text = t("Selesai", "Done");
/// Opens a row that is one line; stands behind what that says.
pub const OPEN: Text = t("Buka", "Open");
/// Behind the words of a row in which something is still to be answered.
pub const ROW_OPEN: Text = t("belum lengkap", "not complete");
/// Before how many rows there may be, when there are so many.
pub const ROWS_FULL: Text = t("Sudah penuh, paling banyak", "Full, at most");
/// A row was removed; its name stands in front.
pub const REMOVED: Text = t("dihapus.", "removed.");
/// Brings it back.
pub const UNDO: Text = t("Urungkan", "Undo");
/// Behind the number of digits that were typed.
pub const OF_16: Text = t("dari 16 angka", "of 16 digits");
/// Label of the box for a reason.
pub const REASON: Text = t("Kalau memang benar, tulis sebabnya:", "If it is right, say why:");
/// Inside that box while it is empty.
pub const REASON_HINT: Text = t("Benar, karena…", "Right, because…");
/// Title of the list of what must be mended.
pub const PLEASE_MEND: Text = t("Periksa lagi", "Please check");
/// Before how many more lines a list would have.
pub const AND: Text = t("dan", "and");
/// Behind that number.
pub const OTHERS: Text = t("lainnya", "more");
/// Where no answer was given, in a list of answers.
pub const NO_ANSWER: Text = t("Tidak diisi", "Not answered");
/// Leads to a section to change its answers.
pub const CHANGE: Text = t("Ubah", "Change");
/// Title of the result card.
pub const RESULT: Text = t("Hasil (perkiraan)", "Result (estimate)");
/// Opens the categories behind a result.
pub const DETAILS: Text = t("Rincian", "Details");
/// Under every result (product.md).
pub const NOT_A_DECISION: Text = t(
    "Ini pemeriksaan data, bukan keputusan bantuan.",
    "This is a check of data, not a decision about aid.",
);
/// In place of a result while the tables are not there.
pub const TABLES_MISSING: Text = t(
    "Hasil muncul setelah tabel hitungan termuat. Isian tetap bisa disimpan.",
    "The result appears once its tables are loaded. You can save all the same.",
);
