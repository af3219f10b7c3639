//! The words of what waits today.

use shared::text::{Lang, Text, t};

/// Heading of the page.
pub const TITLE: Text = t("Perlu Anda hari ini", "Needs you today");
/// While it loads.
pub const LOADING: Text = t("Memuat yang menunggu…", "Loading what waits…");
/// Nothing waits.
pub const ALL_DONE: Text = t("Semua sudah beres", "All is done");
/// Under [`ALL_DONE`].
pub const ALL_DONE_WHY: Text = t(
    "Tidak ada data yang menunggu, tidak ada yang tertahan, dan semua PSM ada kabarnya.",
    "No record waits, nothing is on hold, and every worker was heard of.",
);
/// Pile: nobody has decided yet.
pub const TO_REVIEW: Text = t("Menunggu diperiksa", "To be checked");
/// The same for whoever only reads.
pub const BEING_REVIEWED: Text = t("Sedang diperiksa kecamatan", "Being checked by the kecamatan");
/// Begins with the first of them.
pub const BEGIN: Text = t("Mulai memeriksa", "Begin checking");
/// Pile: held for the office.
pub const HELD: Text = t("Ditahan · petugas memeriksa", "On hold · the office is checking");
/// Pile: two revisions side by side.
pub const CONFLICTS: Text = t("Ada dua versi · pilih satu", "Two versions · choose one");
/// Pile: returned, and its phone has not heard of it.
pub const UNREACHED: Text = t("Dikembalikan, belum sampai di HP", "Returned, not on the phone yet");
/// Pile: nothing heard for two weeks.
pub const SILENT: Text = t("PSM belum ada kabar", "Workers not heard of");
/// Pile: a decision that fell away.
pub const FELL_AWAY: Text = t("Keputusan Anda gugur", "Decisions of yours that fell away");
/// Under [`FELL_AWAY`].
pub const FELL_AWAY_WHY: Text = t(
    "Datanya berubah dalam menit itu. Lihat lagi, lalu putuskan.",
    "The record changed within the minute. Look again and decide.",
);
/// Leads to all of a pile.
pub const SEE_ALL: Text = t("Lihat semua", "See all");
/// Before the time since when a return is on its way.
pub const SINCE: Text = t("belum sampai sejak", "not arrived since");
/// Before the last contact.
pub const LAST_CONTACT: Text = t("Terakhir terhubung", "Last contact");
/// In place of the last contact.
pub const NEVER: Text = t("Belum pernah terhubung", "Never connected");
/// In place of a telephone.
pub const NO_PHONE: Text = t("Nomor telepon belum ada", "No telephone number");
/// Calls.
pub const CALL: Text = t("Telepon", "Call");
/// Writes.
pub const WRITE: Text = t("Tulis WhatsApp", "Write on WhatsApp");
/// Asks once more.
pub const RELOAD: Text = t("Muat ulang", "Reload");
/// Loading failed.
pub const FAILED: Text =
    t("Yang menunggu belum dapat ditampilkan", "What waits cannot be shown yet");

/// What is sent to a PSM of whom nothing was heard: no name in it, of nobody.
pub const MESSAGE: Text = t(
    "Selamat pagi, Bapak/Ibu PSM. Sudah dua minggu lebih HP Anda belum terhubung dengan Mutakhir. \
     Bila ada isian yang belum terkirim, mohon buka Mutakhir di tempat yang ada sinyal. Datanya aman \
     di HP. Ada yang bisa kami bantu?",
    "Good day. For more than two weeks your phone has not been in touch with Mutakhir. If anything \
     is not sent yet, please open Mutakhir where there is a signal. It is safe on the phone. Can we \
     help?",
);

/// The heading of a pile with its count.
#[must_use]
pub fn pile(title: Text, n: u64, is_more: bool, lang: Lang) -> String {
    let plus = if is_more { "+" } else { "" };
    format!("{} · {n}{plus}", title.get(lang))
}

/// How many of the first pile somebody should act on soon.
#[must_use]
pub fn urgent(n: u64, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{n} perlu tindakan segera, di urutan pertama."),
        Lang::En if n == 1 => "1 needs action soon and stands first.".to_owned(),
        Lang::En => format!("{n} need action soon and stand first."),
    }
}
