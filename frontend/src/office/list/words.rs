//! The words of the list.

use shared::text::{Lang, Text, t};

/// Heading of the list.
pub const RECORDS_TITLE: Text = t("Data masuk", "Records received");
/// While the list loads.
pub const LOADING_RECORDS: Text = t("Memuat data…", "Loading records…");
/// Names the filters for a screen reader.
pub const FILTERS: Text = t("Saring data", "Filter records");
/// Names the chips for a screen reader.
pub const STATES: Text = t("Keadaan", "State");
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
/// Label of the first day.
pub const FROM_DAY: Text = t("Diterima dari", "Received from");
/// Label of the last day.
pub const TO_DAY: Text = t("Sampai", "Until");
/// Label of the order.
pub const ORDER: Text = t("Urutan", "Order");
/// What came last stands first.
pub const NEWEST_FIRST: Text = t("Perubahan terbaru dulu", "Latest change first");
/// What came first stands first, as one works off what waits.
pub const OLDEST_FIRST: Text = t("Perubahan terlama dulu", "Oldest change first");
/// Label of the search.
pub const SEARCH: Text = t("Cari nama, NIK, atau pengirim", "Search name, NIK or sender");
/// In the empty search box.
pub const SEARCH_EXAMPLE: Text =
    t("Nama, NIK, atau 4 angka terakhirnya", "Name, NIK, or its last 4 digits");
/// Takes all filters away.
pub const CLEAR: Text = t("Hapus saringan", "Clear filters");
/// As [`RECEIVED`], above times that do not say whose they are.
pub const RECEIVED_WIB: Text = t("Diterima (WIB)", "Received (WIB)");
/// Column: where.
pub const PLACE: Text = t("Desa — Kecamatan", "Village — District");
/// Column: whom it is about.
pub const SUBJECT: Text = t("Tentang", "About");
/// Column: where it stands.
pub const STATE: Text = t("Keadaan", "State");
/// Column: problems and notes.
pub const CHECKS: Text = t("Pemeriksaan", "Checks");
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
    "Tulis NIK lengkap 16 angka, angka awalnya, atau 4 angka terakhirnya.",
    "Write all 16 digits of the NIK, how it begins, or its last 4 digits.",
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
/// The same where so many have the words that not all were counted.
#[must_use]
pub fn shown_at_least(n_shown: usize, n_all: u64, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{n_shown} dari sedikitnya {n_all} data"),
        Lang::En => format!("{n_shown} of at least {n_all} records"),
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
        Lang::Id => format!("{n_notes} perlu dilihat"),
        Lang::En => format!("{n_notes} to look at"),
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

/// Prints the list.
pub const PRINT: Text = t("Cetak semua", "Print all");
/// While the rows for it come.
#[must_use]
pub fn preparing(n_rows: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Menyiapkan cetakan: {n_rows} data…"),
        Lang::En => format!("Preparing the print: {n_rows} records…"),
    }
}
/// On paper: how many of how many, and why not all.
#[must_use]
pub fn on_paper(n_rows: usize, n_all: u64, n_rows_max: usize, lang: Lang) -> String {
    let mut words = shown(n_rows, n_all, lang);
    if n_rows as u64 >= n_all {
        return words;
    }
    words.push_str(&match (lang, n_rows >= n_rows_max) {
        (Lang::Id, true) => {
            format!(". TERPOTONG: paling banyak {n_rows_max} baris di kertas. Persempit saringan.")
        }
        (Lang::En, true) => {
            format!(". CUT: at most {n_rows_max} rows on paper. Narrow the filter.")
        }
        (Lang::Id, false) => ". BELUM SEMUA: pakai tombol “Cetak semua” di halaman.".to_owned(),
        (Lang::En, false) => ". NOT ALL: use the button “Print all” on the page.".to_owned(),
    });
    words
}
/// Column: ticks.
pub const CHOOSE: Text = t("Pilih", "Choose");
/// Ticks one; whom it is about follows.
pub const CHOOSE_ONE: Text = t("Pilih", "Choose");
/// Ticks all that are shown and can be accepted.
pub const CHOOSE_ALL: Text = t("Pilih semua yang bisa diterima", "Choose all that can be accepted");
/// Takes the ticks away.
pub const CHOOSE_NONE: Text = t("Batalkan pilihan", "Clear the choice");
/// Over the question before many are accepted.
pub const ACCEPT_SURE: Text = t("Terima semua yang dipilih?", "Accept all that are chosen?");
/// Accepts them.
pub const ACCEPT_YES: Text = t("Ya, terima", "Yes, accept");
/// Does not.
pub const CANCEL: Text = t("Batal", "Cancel");
/// While it is done.
pub const ACCEPTING: Text = t("Mengirim keputusan…", "Sending the decisions…");
/// Takes the result away.
pub const CLOSE: Text = t("Tutup", "Close");
/// The button that accepts what is ticked.
#[must_use]
pub fn accept(n_chosen: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Terima {n_chosen} terpilih"),
        Lang::En => format!("Accept {n_chosen} chosen"),
    }
}
/// So many records, whom a bar is about.
#[must_use]
pub fn n_records(n_records: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{n_records} data"),
        Lang::En if n_records == 1 => "1 record".to_owned(),
        Lang::En => format!("{n_records} records"),
    }
}
/// Of what is to be accepted, how many have something to look at.
#[must_use]
pub fn to_look_at(n_records: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{n_records} di antaranya punya catatan yang perlu dilihat."),
        Lang::En => format!("{n_records} of them have something to look at."),
    }
}
/// Over those that were not accepted.
#[must_use]
pub fn not_accepted(n_accepted: usize, n_refused: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{n_accepted} diterima. {n_refused} tidak bisa diterima:"),
        Lang::En => format!("{n_accepted} accepted. {n_refused} could not be accepted:"),
    }
}
