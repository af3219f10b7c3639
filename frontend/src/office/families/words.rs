//! The words of the families' page.

use shared::text::{Lang, Text, t};

/// Heading.
pub const TITLE: Text = t("Daftar keluarga", "Families in the register");
/// Names the boxes for a screen reader.
pub const SEARCH_FAMILIES: Text = t("Cari keluarga", "Search families");
/// Label of the search.
pub const SEARCH: Text =
    t("Cari nama, alamat, RT/RW, NIK, atau No. KK", "Search name, address, RT/RW, NIK or card");
/// In the empty search box.
pub const EXAMPLE: Text = t(
    "Siti RT 03, utara musala, atau 4 angka terakhir",
    "Siti RT 03, utara musala, or the last 4 digits",
);
/// While the server looks.
pub const SEARCHING: Text = t("Mencari…", "Searching…");
/// Nothing was found.
pub const NONE_FOUND: Text = t("Tidak ada keluarga yang cocok", "No family matches");
/// Under [`NONE_FOUND`].
pub const NONE_FOUND_WHY: Text = t(
    "Coba satu kata saja, atau pilih desanya. Yang belum ada di daftar kantor tidak ditemukan di sini.",
    "Try one word only, or choose the village. Who is on no list of the office is not found here.",
);
/// The next page.
pub const MORE: Text = t("Muat lagi", "Load more");
/// Goes on with a search that found nothing so far.
pub const SEARCH_ON: Text = t("Cari terus di desa berikutnya", "Go on in the next villages");
/// Column: the head of the family.
pub const HEAD: Text = t("Kepala keluarga", "Head of the family");
/// Column: where it lives.
pub const PLACE: Text = t("RT/RW dan alamat", "RT/RW and address");
/// Column: village.
pub const VILLAGE: Text = t("Desa — Kecamatan", "Village — District");
/// Column: the card.
pub const CARD: Text = t("No. KK", "Card");
/// Column: how many members.
pub const MEMBERS: Text = t("Anggota", "Members");
/// Column: the last visit.
pub const SEEN: Text = t("Kunjungan terakhir", "Last visit");
/// A family without a card number.
pub const NO_CARD: Text = t("belum ada", "none yet");
/// A family that no PSM has visited.
pub const NEVER: Text = t("belum tercatat", "none on record");

/// How many were found.
#[must_use]
pub fn found(n_families: usize, is_all: bool, lang: Lang) -> String {
    let more = if is_all { "" } else { "+" };
    match (lang, n_families) {
        (_, 0) => String::new(),
        (Lang::Id, n) => format!("{n}{more} keluarga"),
        (Lang::En, 1) if is_all => String::from("1 family"),
        (Lang::En, n) => format!("{n}{more} families"),
    }
}

/// Who else of a family was found than its head.
#[must_use]
pub fn found_people(names: &[String], lang: Lang) -> String {
    let names = names.join(", ");
    match lang {
        Lang::Id => format!("Ditemukan: {names}"),
        Lang::En => format!("Found: {names}"),
    }
}

/// How many live there.
#[must_use]
pub fn members(n_members: u64, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{n_members} orang"),
        Lang::En if n_members == 1 => String::from("1 person"),
        Lang::En => format!("{n_members} people"),
    }
}
