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

/// Column: when the server stored it.
pub const RECEIVED: Text = t("Waktu diterima", "Received");
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
/// The operator is done with it.
pub const TYPED: Text = t("Sudah diketik di SIKS-NG", "Typed into SIKS-NG");
/// Fact: the browser it came from.
pub const DEVICE: Text = t("HP", "Phone");
/// Fact: where.
pub const VILLAGE_FACT: Text = t("Desa/kelurahan", "Village");
/// Heading of what holds a record.
pub const PROBLEMS: Text = t("Yang harus diperbaiki", "What must be corrected");
/// Heading of what holds a record and only the office can settle.
pub const PROBLEMS_OFFICE: Text = t("Yang harus diperiksa petugas", "What the office must check");
/// Heading of what was noticed.
pub const NOTES: Text = t("Perlu dilihat", "To be looked at");
/// Under [`NOTES`].
pub const NOTES_WHY: Text = t(
    "Catatan dari sistem. Tidak menahan data ini.",
    "Noted by the system. These do not hold the record.",
);
/// Heading of a supervisor's comment.
pub const COMMENT: Text = t("Pesan petugas", "Message from the office");
/// A problem of no field.
pub const WHOLE_FORM: Text = t("Seluruh formulir", "The whole form");
/// Before the reason that the author gave.
pub const REASON: Text = t("Alasan PSM:", "The worker's reason:");
/// Heading of the family that a record is about.
pub const HOME: Text = t("Di register", "In the register");
/// Fact: the person of the register.
pub const PERSON_FACT: Text = t("Orang", "Person");
/// Fact: the head of his family, which leads to its page.
pub const FAMILY_FACT: Text = t("Buka keluarga", "Open the family");
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
/// Revisions that are too many to be listed.
#[must_use]
pub fn older(n_older: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{n_older} versi yang lebih lama tersimpan, tetapi tidak ditampilkan."),
        Lang::En if n_older == 1 => "1 older version is stored and not listed.".to_owned(),
        Lang::En => format!("{n_older} older versions are stored and not listed."),
    }
}

/// The number of a revision.
#[must_use]
pub fn revision(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Versi {number}"),
        Lang::En => format!("Version {number}"),
    }
}
