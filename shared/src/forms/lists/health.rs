//! The lists of options of the form on access to health care.

use super::lists;
use crate::text::t;

/// The free insurance was switched off and should be on again ([`PROPOSAL`]).
pub const REACTIVATE: u16 = 1;
/// Somebody should get the free insurance of the state for the first time.
pub const NEW_PBI: u16 = 2;
/// Somebody should get the free insurance of the regency.
pub const NEW_LOCAL: u16 = 3;
/// Somebody needs a hospital.
pub const REFER: u16 = 4;

/// Pregnant ([`GROUP`]).
pub const GROUP_PREGNANT: u16 = 2;
/// Below five years.
pub const GROUP_CHILD: u16 = 3;
/// 60 years or more.
pub const GROUP_ELDERLY: u16 = 4;

/// Free insurance paid by the state ([`SEGMENT`]).
pub const SEGMENT_PBI: u16 = 1;
/// Free insurance paid by the regency.
pub const SEGMENT_LOCAL: u16 = 2;
/// Insured, but not for free by the state.
pub const SEGMENTS_NOT_PBI: &[u16] = &[SEGMENT_LOCAL, 3, 4, 5];
/// Not insured.
pub const SEGMENT_NONE: u16 = 6;

/// The insurance pays ([`STATUS`]).
pub const STATUS_ACTIVE: u16 = 1;
/// It was switched off.
pub const STATUS_SWITCHED_OFF: u16 = 2;
/// Premiums were not paid.
pub const STATUS_ARREARS: u16 = 3;
/// Not registered.
pub const STATUS_UNREGISTERED: u16 = 4;

/// Nobody knows yet since when ([`NO_MONTH`]).
pub const MONTH_TO_FOLLOW: u16 = 1;

/// No barrier ([`BARRIER`]).
pub const BARRIER_NONE: u16 = 0;
/// There is no insurance, or it is off.
pub const BARRIER_NO_INSURANCE: u16 = 1;
/// Another one, to be explained.
pub const BARRIER_OTHER: u16 = 10;

/// No chronic illness ([`CHRONIC`]).
pub const CHRONIC_NONE: u16 = 0;

/// Nothing of the four ([`RISK`]).
pub const RISK_NONE: u16 = 0;

/// Nothing stands out ([`PREGNANCY`]).
pub const PREGNANCY_NORMAL: u16 = 1;
/// High risk.
pub const PREGNANCY_RISK: u16 = 2;
/// Chronic lack of energy (KEK).
pub const PREGNANCY_THIN: u16 = 3;

lists! {
    /// What is proposed.
    PROPOSAL = "usulan_kesehatan" [
        REACTIVATE, "reaktivasi_pbi",
            t("Aktifkan lagi BPJS gratis (PBI JK)", "Reactivate the free insurance (PBI JK)");
        NEW_PBI, "usul_pbi", t("Usulkan BPJS gratis (PBI JK)", "Propose the free insurance (PBI JK)");
        NEW_LOCAL, "pbi_daerah",
            t("Usulkan BPJS dibayar daerah", "Propose insurance paid by the regency");
        REFER, "rujukan", t("Bantu rujukan berobat", "Help with a referral");
        5, "kunjungan_nakes", t("Minta kunjungan bidan/perawat", "Ask a midwife or nurse to visit");
        6, "dicatat_saja", t("Dicatat saja", "Only recorded");
    ]

    /// Which of these a person is, first of all.
    GROUP = "kelompok_kesehatan" [
        1, "umum", t("Umum", "None of the following");
        GROUP_PREGNANT, "ibu_hamil", t("Ibu hamil", "Pregnant");
        GROUP_CHILD, "balita", t("Balita", "Below five years");
        GROUP_ELDERLY, "lansia", t("Lansia (60 tahun ke atas)", "60 years or more");
        5, "disabilitas", t("Penyandang disabilitas", "Disabled");
        6, "penyakit_kronis", t("Sakit menahun", "Long ill");
    ]

    /// Who pays for the health insurance.
    SEGMENT = "segmen_jkn" [
        SEGMENT_PBI, "pbi_jk", t("Gratis dari pusat (PBI JK)", "Free, by the state (PBI JK)");
        SEGMENT_LOCAL, "pbpu_pemda", t("Gratis dari daerah", "Free, by the regency");
        3, "ppu", t("Dari tempat kerja", "By the employer");
        4, "pbpu_mandiri", t("Bayar sendiri (mandiri)", "Pays itself");
        5, "bp", t("Pensiunan/bukan pekerja", "Pensioner, not working");
        SEGMENT_NONE, "bukan_peserta", t("Belum punya BPJS", "Has no insurance");
        7, "tidak_tahu", t("Tidak tahu", "Not known");
    ]

    /// Whether the insurance pays.
    STATUS = "status_jkn" [
        STATUS_ACTIVE, "aktif", t("Aktif", "Active");
        STATUS_SWITCHED_OFF, "nonaktif_dinonaktifkan", t("Nonaktif, dimatikan (PBI)", "Switched off (PBI)");
        STATUS_ARREARS, "nonaktif_menunggak", t("Nonaktif, menunggak iuran", "Off, premiums not paid");
        STATUS_UNREGISTERED, "belum_terdaftar", t("Belum terdaftar", "Not registered");
        5, "tidak_tahu", t("Tidak tahu", "Not known");
    ]

    /// Why a free insurance was switched off.
    REASON_OFF = "alasan_pbi_nonaktif" [
        1, "tidak_di_dtsen", t("Tidak lagi tercatat di DTKS/DTSEN", "Not in DTKS/DTSEN any more");
        2, "dinilai_mampu", t("Dinilai sudah mampu", "Said to be well off");
        3, "meninggal", t("Tercatat meninggal", "On record as dead");
        4, "data_ganda", t("Tercatat dua kali", "On record twice");
        5, "jadi_ppu", t("Pernah dijamin tempat kerja", "Was insured by an employer");
        6, "jadi_mandiri", t("Pernah daftar mandiri", "Once paid itself");
        7, "tidak_ditemukan", t("Tercatat tidak ditemukan", "On record as not found");
        8, "nik_tidak_padan", t("NIK tidak cocok", "NIK does not match");
        9, "tidak_tahu", t("Tidak tahu", "Not known");
    ]

    /// Nobody knows since when.
    NO_MONTH = "bulan_belum_tahu" [
        MONTH_TO_FOLLOW, "belum_tahu", t("Belum tahu, menyusul", "Not known yet, to follow");
    ]

    /// Illnesses that last. 12 (HIV) stays unused: a PSM does not write it down.
    CHRONIC = "penyakit_kronis" [
        2, "hipertensi", t("Darah tinggi", "High blood pressure");
        6, "diabetes", t("Kencing manis (diabetes)", "Diabetes");
        5, "jantung", t("Jantung", "Heart");
        8, "stroke", t("Stroke", "Stroke");
        7, "tbc", t("TBC", "Tuberculosis");
        4, "asma", t("Asma", "Asthma");
        3, "rematik", t("Rematik", "Rheumatism");
        13, "kolesterol", t("Kolesterol", "Cholesterol");
        10, "gagal_ginjal", t("Gagal ginjal", "Kidney failure");
        9, "kanker", t("Kanker/tumor", "Cancer");
        14, "sirosis", t("Sakit hati (sirosis)", "Liver (cirrhosis)");
        11, "hemofilia", t("Hemofilia", "Haemophilia");
        15, "thalasemia", t("Thalasemia", "Thalassaemia");
        16, "leukemia", t("Leukemia", "Leukaemia");
        17, "alzheimer", t("Pikun (alzheimer)", "Dementia (Alzheimer)");
        18, "lainnya", t("Sakit menahun lain", "Another long illness");
        CHRONIC_NONE, "tidak_ada", t("Tidak ada", "None");
    ]

    /// What stands between a person and care.
    BARRIER = "hambatan_kesehatan" [
        BARRIER_NO_INSURANCE, "tidak_punya_jkn", t("BPJS tidak ada / tidak aktif", "No insurance, or it is off");
        2, "biaya_transport", t("Tidak ada ongkos", "No money to get there");
        3, "jarak", t("Tempat berobat jauh", "It is far");
        4, "biaya_obat", t("Obat tidak ditanggung", "Medicine is not covered");
        5, "tidak_ada_pendamping", t("Tidak ada yang mengantar", "Nobody goes along");
        6, "tidak_ada_dokumen", t("Tidak punya KTP/KK", "No identity or family card");
        7, "menolak_berobat", t("Tidak mau berobat", "Does not want care");
        8, "antrean_rujukan", t("Sulit dapat rujukan", "Referral is difficult");
        9, "tidak_tahu_prosedur", t("Tidak tahu caranya", "Does not know how");
        BARRIER_OTHER, "lainnya", t("Lainnya (jelaskan)", "Other (explain)");
        BARRIER_NONE, "tidak_ada", t("Tidak ada", "None");
    ]

    /// The four "too" of a pregnancy. The limits are those taught at posyandu (BKKBN); none of our
    /// sources states them, so they are words for people and nothing is computed from an age.
    RISK = "risiko_4t" [
        1, "terlalu_muda", t("Terlalu muda (di bawah 20 tahun)", "Too young (below 20)");
        2, "terlalu_tua", t("Terlalu tua (di atas 35 tahun)", "Too old (above 35)");
        3, "terlalu_dekat", t("Jarak hamil kurang dari 2 tahun", "Less than 2 years since the last");
        4, "terlalu_banyak", t("Anaknya sudah lebih dari 3", "Has more than 3 children");
        RISK_NONE, "tidak_ada", t("Tidak ada", "None");
    ]

    /// How a pregnancy stands.
    PREGNANCY = "status_kehamilan" [
        PREGNANCY_NORMAL, "normal", t("Tidak ada tanda risiko", "No sign of risk");
        PREGNANCY_RISK, "risti", t("Risiko tinggi (Risti)", "High risk");
        PREGNANCY_THIN, "kek", t("Kurang energi kronis (KEK)", "Chronic lack of energy (KEK)");
    ]
}
