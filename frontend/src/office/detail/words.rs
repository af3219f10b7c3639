//! The words about revisions, changes and other records.

use shared::text::{Lang, Text, t};

use crate::app::dates;

/// Heading of a child's measures over time.
pub const GROWTH: Text = t("Pertumbuhan anak (perkiraan)", "The child's growth (estimate)");
/// Leads from an earlier revision to the one that counts.
pub const OPEN_NEWEST: Text = t("Buka yang berlaku", "Open the current one");
/// Of a revision that stands beside the one that counts.
const OLD_BESIDE: Text = t(
    "Versi ini belum diputuskan; yang berlaku adalah versi lain.",
    "This version is not settled; another one counts.",
);
/// Of an older revision whose successor is not known.
const OLD: Text = t("Versi lama.", "An older version.");
/// Heading of answers that were taken out.
pub const REMOVED: Text = t("Dihapus sejak versi sebelumnya", "Removed since the version before");
/// Before what stood in a field in the revision before.
pub const BEFORE: Text = t("sebelumnya:", "before:");
/// Before the questions that nobody answered.
pub const OPEN_QUESTIONS: Text = t("Belum diisi:", "Not answered:");
/// Under a note on a NIK: records of an area that the reader may not see.
pub const OTHERS_OUTSIDE: Text = t(
    "Ada data lain dengan NIK ini di luar wilayah Anda.",
    "There is another record with this NIK outside your area.",
);
/// As above, when the other records are gone or were corrected.
pub const NO_OTHERS: Text = t(
    "Sekarang tidak ada lagi data lain dengan NIK ini.",
    "There is no other record with this NIK any more.",
);
/// Before the village of a visit that was elsewhere than its form says.
pub const VISIT_ELSEWHERE: Text = t("Desa/kelurahan kunjungan ini:", "The village of this visit:");

/// Over the answers of a withdrawn record.
#[must_use]
pub fn withdrawn(at_ms: u64, lang: Lang) -> String {
    let moment = dates::moment(at_ms, lang);
    match lang {
        Lang::Id => format!("Ditarik pada {moment}; isian terakhir sebelum ditarik:"),
        Lang::En => format!("Withdrawn on {moment}; the last answers before that:"),
    }
}

/// Why a revision does not count.
#[must_use]
pub fn old(is_beside: bool, is_withdrawn: bool, ended_at_ms: Option<u64>, lang: Lang) -> String {
    let Some(at_ms) = ended_at_ms.filter(|_| !is_beside) else {
        return if is_beside { OLD_BESIDE } else { OLD }.get(lang).to_owned();
    };
    let moment = dates::moment(at_ms, lang);
    match (lang, is_withdrawn) {
        (Lang::Id, false) => format!("Versi lama, diganti {moment}."),
        (Lang::En, false) => format!("An older version, replaced on {moment}."),
        (Lang::Id, true) => format!("Versi lama, ditarik {moment}."),
        (Lang::En, true) => format!("An older version, withdrawn on {moment}."),
    }
}
