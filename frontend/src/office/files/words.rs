//! The words of the page with files.

use shared::{
    quantity::format_grouped,
    text::{Lang, Text, t},
};

/// Heading.
pub const TITLE: Text = t("Berkas", "Files");
/// Heading of the first part.
pub const LIST: Text = t("Daftar data", "List of records");
/// What to do there.
pub const LIST_HELP: Text = t(
    "Pilih dulu data yang mana. Lalu buat berkasnya.",
    "First choose which records. Then make the file.",
);
/// Label of the reason.
pub const REASON: Text =
    t("Alasan, bila perlu nama dan nomor lengkap", "Reason, if names and whole numbers are needed");
/// Under it.
pub const REASON_HELP: Text = t(
    "Kosongkan bila tidak perlu: nama, NIK, KK dan HP lalu disamarkan. Setiap berkas dicatat: siapa, apa, mengapa.",
    "Leave it empty if not: names, NIK, cards and telephones are then hidden. Each file is noted: who, what, why.",
);
/// The reason is too short.
pub const REASON_SHORT: Text =
    t("Tulis alasan sedikitnya 5 huruf.", "Write a reason of 5 letters at least.");
/// The button.
pub const MAKE_XLSX: Text = t("Buat XLSX (untuk dibaca)", "Make XLSX (to read)");
/// The button.
pub const MAKE_CSV: Text = t("Buat CSV (untuk program)", "Make CSV (for programs)");
/// What to know before.
pub const CSV_WARNING: Text = t(
    "CSV jangan dibuka dengan Excel: NIK akan rusak (3,52E+15). Untuk Excel pilih XLSX.",
    "Do not open CSV with Excel: it spoils a NIK (3.52E+15). For Excel choose XLSX.",
);
/// CSV holds one kind.
pub const CSV_KIND: Text =
    t("Untuk CSV pilih satu jenis formulir.", "For CSV choose one kind of form.");
/// Heading of the second part.
pub const OPERATOR: Text = t("Berkas operator SIKS-NG", "Operator file for SIKS-NG");
/// What it is.
pub const OPERATOR_HELP: Text = t(
    "Untuk diketik ke SIKS-NG, satu desa dan satu menu. Isinya hanya catatan yang selesai diperiksa, dengan nama dan nomor lengkap.",
    "To be typed into SIKS-NG, one village and one menu. It holds checked records only, with names and whole numbers.",
);
/// Which village is missing.
pub const VILLAGE_FIRST: Text =
    t("Pilih dulu satu desa di atas.", "First choose one village above.");
/// Label.
pub const MENU: Text = t("Menu SIKS-NG", "Menu of SIKS-NG");
/// Label.
pub const CHANNEL: Text = t("Jalur usulan", "How the proposals come");
/// The button.
pub const MAKE_OPERATOR: Text = t("Buat berkas operator", "Make the operator file");
/// Heading of the ticks.
pub const TYPED: Text = t("Sudah diketik?", "Typed already?");
/// What a tick does.
pub const TYPED_HELP: Text = t(
    "Centang setiap usulan yang selesai diketik di SIKS-NG. Berkas berikutnya tidak memuatnya lagi. Salah centang? Klik sekali lagi.",
    "Tick each proposal that is typed into SIKS-NG. The next file leaves it out. Ticked by mistake? Click once more.",
);
/// No proposal for this menu.
pub const NOTHING_TO_TYPE: Text = t(
    "Belum ada usulan yang selesai diperiksa untuk menu ini.",
    "No proposal for this menu has been checked yet.",
);
/// The way to the record.
pub const LOOK: Text = t("Lihat", "Look");
/// More proposals.
pub const MORE: Text = t("Yang berikutnya", "The next ones");
/// Heading of the third part.
pub const MINE: Text = t("Berkas saya", "My files");
/// None yet.
pub const NONE: Text = t("Belum ada berkas.", "No files yet.");
/// How long they stay.
pub const ENDS: Text =
    t("Berkas dihapus sendiri setelah 24 jam.", "Files are deleted by themselves after 24 hours.");
/// Fetches a file.
pub const FETCH: Text = t("Unduh", "Download");
/// Ends the making.
pub const CANCEL: Text = t("Batalkan", "Cancel");
/// Deletes a file.
pub const DELETE: Text = t("Hapus", "Delete");
/// Not begun yet.
pub const WAITING: Text = t("Menunggu giliran…", "Waiting for its turn…");
/// Without names and numbers.
pub const MASKED: Text = t("Disamarkan", "Hidden");
/// With names and numbers.
pub const WHOLE: Text = t("Nama dan nomor lengkap", "Names and whole numbers");
/// Heading of the fourth part.
pub const NOTES: Text = t("Siapa mengambil berkas", "Who took out files");
/// Column.
pub const WHO: Text = t("Siapa", "Who");
/// Column.
pub const WHEN: Text = t("Kapan", "When");
/// Column.
pub const WHAT: Text = t("Apa", "What");
/// Column.
pub const WHICH: Text = t("Data yang mana", "Which records");
/// Column.
pub const HOW_MANY: Text = t("Jumlah", "How many");
/// Column.
pub const WHY: Text = t("Alasan", "Reason");
/// More of them.
pub const OLDER: Text = t("Yang lebih lama", "Older ones");
/// A record as a file.
pub const ONE: Text = t("Buat XLSX", "Make XLSX");

/// How far a file is.
#[must_use]
pub fn progress(n_done: u64, n_all: u64, lang: Lang) -> String {
    let [done, all] = [n_done, n_all].map(|n| number(n, lang));
    match (n_all, lang) {
        (0, Lang::Id) => format!("Sedang dibuat… {done}"),
        (0, Lang::En) => format!("Being made… {done}"),
        (_, Lang::Id) => format!("Sedang dibuat… {done} dari {all}"),
        (_, Lang::En) => format!("Being made… {done} of {all}"),
    }
}

/// A number with its groups.
#[must_use]
pub fn number(n: u64, lang: Lang) -> String {
    format_grouped(i64::try_from(n).unwrap_or(i64::MAX), lang)
}

/// How many proposals are typed.
#[must_use]
pub fn typed_of(n_typed: usize, n_all: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{n_typed} dari {n_all} sudah diketik."),
        Lang::En => format!("{n_typed} of {n_all} are typed."),
    }
}

/// When a proposal was typed, and by whom.
#[must_use]
pub fn typed_by(when: &str, by: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Diketik {when} oleh {by}"),
        Lang::En => format!("Typed {when} by {by}"),
    }
}

/// The name of the way to a record, for one who hears the page.
#[must_use]
pub fn look_at(subject: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Lihat catatan {subject}"),
        Lang::En => format!("Look at the record of {subject}"),
    }
}

/// How long a file is.
#[must_use]
pub fn size(n_bytes: u64, lang: Lang) -> String {
    format!("{} kB", number(n_bytes.div_ceil(1_000), lang))
}

/// How many days are left until SIKS-NG closes for the month.
#[must_use]
pub fn closing(days: i32, lang: Lang) -> String {
    match (days, lang) {
        (0, Lang::Id) => String::from("Hari ini tanggal 25: hari terakhir mengetik bulan ini."),
        (0, Lang::En) => String::from("Today is the 25th: the last day to type for this month."),
        (days, Lang::Id) => format!("Tutup tanggal 25: {days} hari lagi."),
        (days, Lang::En) => format!("Closes on the 25th: {days} days left."),
    }
}
