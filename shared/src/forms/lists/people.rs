//! The lists of options about the people of a family: numbers of Regsosek 2022-K (marital status,
//! highest diploma).

use super::lists;
use crate::text::t;

/// Married ([`MARITAL`]).
pub const MARRIED: u16 = 2;
/// Never was at school ([`SCHOOLING`]).
pub const NEVER_AT_SCHOOL: u16 = 1;
/// Is at school.
pub const AT_SCHOOL: u16 = 2;
/// Not at school any more.
pub const LEFT_SCHOOL: u16 = 3;

lists! {
    /// Marital status.
    MARITAL = "status_kawin" [
        1, "belum_kawin", t("Belum kawin", "Never married");
        MARRIED, "kawin", t("Kawin", "Married");
        3, "cerai_hidup", t("Cerai hidup", "Divorced");
        4, "cerai_mati", t("Cerai mati", "Widowed");
    ]

    /// Whether somebody goes to school.
    SCHOOLING = "partisipasi_sekolah" [
        NEVER_AT_SCHOOL, "belum_pernah", t("Belum pernah sekolah", "Never was at school");
        AT_SCHOOL, "masih_sekolah", t("Masih sekolah", "At school");
        LEFT_SCHOOL, "tidak_sekolah_lagi", t("Tidak sekolah lagi", "Not at school any more");
    ]

    /// The highest diploma; the most frequent ones first.
    DIPLOMA = "ijazah_tertinggi" [
        23, "tanpa_ijazah_sd", t("Tidak punya ijazah SD", "None, not even of primary school");
        3, "sd", t("SD", "Primary school (SD)");
        4, "mi", t("MI", "Primary school (MI)");
        8, "smp", t("SMP", "Junior secondary (SMP)");
        9, "mts", t("MTs", "Junior secondary (MTs)");
        13, "sma", t("SMA", "Senior secondary (SMA)");
        14, "ma", t("MA", "Senior secondary (MA)");
        15, "smk", t("SMK", "Vocational (SMK)");
        16, "mak", t("MAK", "Vocational (MAK)");
        1, "paket_a", t("Paket A", "Paket A");
        6, "paket_b", t("Paket B", "Paket B");
        11, "paket_c", t("Paket C", "Paket C");
        2, "sdlb", t("SDLB", "Special primary (SDLB)");
        7, "smplb", t("SMPLB", "Special junior (SMPLB)");
        12, "smlb", t("SMALB", "Special senior (SMALB)");
        5, "pdf_ula", t("PDF/SPM Ula (pesantren)", "Pesantren, primary");
        10, "pdf_wustha", t("PDF/SPM Wustha (pesantren)", "Pesantren, junior");
        17, "pdf_ulya", t("PDF/SPM Ulya (pesantren)", "Pesantren, senior");
        18, "d1_d2_d3", t("D1/D2/D3", "Diploma 1 to 3");
        19, "d4_s1", t("D4/S1", "Bachelor");
        20, "profesi", t("Profesi", "Professional degree");
        21, "s2", t("S2", "Master");
        22, "s3", t("S3", "Doctor");
    ]
}
