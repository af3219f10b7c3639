//! The words of a family's page.

use shared::text::{Lang, Text, t};

/// Above the name, and the title.
pub const TITLE: Text = t("Keluarga", "Family");
/// Back to the families.
pub const BACK: Text = t("Kembali ke keluarga", "Back to the families");
/// While it loads.
pub const LOADING: Text = t("Memuat keluarga ini…", "Loading this family…");
/// It is not there, or not for this person.
pub const MISSING: Text = t("Keluarga ini tidak ditemukan", "This family was not found");
/// It could not be loaded.
pub const FAILED: Text =
    t("Keluarga ini belum dapat ditampilkan", "This family cannot be shown yet");
/// Leads to the family that this one turned out to be.
pub const OPEN_SAME: Text = t(
    "Keluarga ini sama dengan keluarga lain. Buka yang dipakai sekarang.",
    "This family is the same as another one. Open the one that is used now.",
);
/// Heading of the members.
pub const PEOPLE: Text = t("Anggota keluarga", "Members");
/// Column.
pub const NAME: Text = t("Nama", "Name");
/// As above.
pub const RELATION: Text = t("Hubungan", "Relation");
/// As above.
pub const BIRTH: Text = t("Lahir", "Born");
/// As above, and part of a label.
pub const NIK: Text = t("NIK", "NIK");
/// Nobody knows the NIK or why there is none.
pub const NO_NIK: Text = t("belum ada", "none yet");
/// Nobody knows.
pub const NOT_KNOWN: Text = t("belum diketahui", "not known");
/// Heading of what a PSM is asked to do.
pub const TASKS: Text = t("Tugas yang belum selesai", "Open tasks");
/// Heading of visits and forms.
pub const RECORDS: Text = t("Kunjungan dan formulir", "Visits and forms");
/// There are none.
pub const NO_RECORDS: Text =
    t("Belum ada kunjungan atau formulir.", "There are no visits or forms yet.");
/// Not all were looked at.
pub const OLDER: Text = t(
    "Data lama desa ini tidak ikut dicari. Cari namanya di Data masuk.",
    "Older records of this village were not looked through. Search the name among the records.",
);
/// Heading of the facts.
pub const FACTS: Text = t("Keterangan", "Facts");
/// Fact: the number of the card.
pub const CARD: Text = t("No. KK", "Card number");
/// There is none.
pub const NO_CARD: Text = t("belum ada", "none yet");
/// Fact: how many former cards are known.
pub const FORMER_CARDS: Text = t("No. KK lama yang dikenal", "Former card numbers known");
/// Fact: the last visit.
pub const SEEN: Text = t("Kunjungan terakhir", "Last visit");
/// There was none.
pub const NEVER: Text = t("belum pernah", "never");
/// Fact: when a PSM's record was accepted.
pub const VERIFIED: Text = t("Dicocokkan PSM", "Verified by a worker");
/// Fact: where it comes from.
pub const SOURCE: Text = t("Asal data", "Source");
/// Heading of the programmes.
pub const PROGRAMMES: Text = t("Program bantuan", "Assistance");

/// A day that is not exact.
#[must_use]
pub fn about(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("sekitar {day}"),
        Lang::En => format!("about {day}"),
    }
}

/// What somebody is called.
#[must_use]
pub fn called(nickname: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("dipanggil {nickname}"),
        Lang::En => format!("called {nickname}"),
    }
}

/// How many former NIKs are known.
#[must_use]
pub fn former_niks(n_former: u64, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{n_former} NIK lama"),
        Lang::En if n_former == 1 => String::from("1 former NIK"),
        Lang::En => format!("{n_former} former NIKs"),
    }
}

/// Since when something is received.
#[must_use]
pub fn since(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("sejak {day}"),
        Lang::En => format!("since {day}"),
    }
}

/// Until when something was received.
#[must_use]
pub fn until(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("sampai {day}"),
        Lang::En => format!("until {day}"),
    }
}

/// The last day of a task.
#[must_use]
pub fn due(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("paling lambat {day}"),
        Lang::En => format!("by {day}"),
    }
}
