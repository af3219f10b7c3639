//! The lists of options of the forms about school: children who do not go, and what pupils need.

use super::lists;
use crate::text::t;

/// Does not go to school, as was suspected ([`ATS_RESULT`]).
pub const RESULT_OUT: u16 = 1;
/// Goes to school after all.
pub const RESULT_AT_SCHOOL: u16 = 2;
/// Learns at a pesantren.
pub const RESULT_PESANTREN: u16 = 3;
/// Learns for a Paket diploma.
pub const RESULT_PAKET: u16 = 4;
/// Finished the twelve years of school.
pub const RESULT_FINISHED: u16 = 5;
/// Too young or too old to be looked for.
pub const RESULT_OTHER_AGE: u16 = 6;
/// Moved away.
pub const RESULT_MOVED: u16 = 7;
/// Died.
pub const RESULT_DIED: u16 = 8;
/// Not found.
pub const RESULT_NOT_FOUND: u16 = 9;

/// Left before the end of a level ([`CATEGORY`]).
pub const LEFT_EARLY: u16 = 1;
/// Finished a level and did not go on.
pub const NOT_CONTINUED: u16 = 2;
/// Never was at school.
pub const NEVER: u16 = 3;

/// Early education, before school ([`LEVEL`]). BPS counts from 1 to 22 and has no number for it.
pub const LEVEL_PAUD: u16 = 24;
/// The levels of a university, whose years are not counted here.
pub const LEVELS_UNIVERSITY: &[u16] = &[18, 19];
/// The levels without grades.
pub const LEVELS_WITHOUT_GRADE: &[u16] = &[LEVEL_PAUD, 18, 19];
/// The levels of grades 10 to 12.
pub const LEVELS_SENIOR: &[u16] = &[11, 12, 13, 14, 15, 16, 17];

/// Another reason, to be explained ([`REASON`]).
pub const REASON_OTHER: u16 = 19;

/// Works below 15 years ([`FLAG`]).
pub const FLAG_CHILD_WORKER: u16 = 1;

/// Goes to school or university ([`PUPIL`]).
pub const PUPIL_AT_SCHOOL: u16 = 1;
/// Has finished school and wants to go to a university.
pub const PUPIL_TO_UNIVERSITY: u16 = 2;
/// Does not go to school; there is a form of its own.
pub const PUPIL_NOT_AT_SCHOOL: u16 = 3;

/// Something else is needed, to be explained ([`NEED`]).
pub const NEED_OTHER: u16 = 9;
/// Nothing is needed.
pub const NEED_NONE: u16 = 0;

/// Works beside school ([`RISK`]).
pub const RISK_WORKS: u16 = 2;
/// No risk.
pub const RISK_NONE: u16 = 0;

/// Sekolah Rakyat ([`PROPOSAL`]).
pub const PROPOSE_SEKOLAH_RAKYAT: u16 = 3;

/// First and last grade of a level; `None` for one without grades or unknown here (domain E).
#[must_use]
pub const fn grades(level: u16) -> Option<(i64, i64)> {
    match level {
        1..=5 => Some((1, 6)),
        6..=10 => Some((7, 9)),
        11..=17 => Some((10, 12)),
        _ => None,
    }
}

lists! {
    /// What was found of a child that is said not to go to school.
    ATS_RESULT = "hasil_verifikasi_ats" [
        RESULT_OUT, "benar_ats", t("Benar, tidak sekolah", "True: not at school");
        RESULT_AT_SCHOOL, "masih_sekolah", t("Ternyata masih sekolah", "Goes to school after all");
        RESULT_PESANTREN, "pesantren", t("Belajar di pesantren", "Learns at a pesantren");
        RESULT_PAKET, "kesetaraan", t("Ikut kejar paket/PKBM", "Learns for a Paket diploma");
        RESULT_FINISHED, "sudah_lulus_12", t("Sudah lulus SMA/sederajat", "Has finished senior school");
        RESULT_OTHER_AGE, "usia_lebih", t("Umurnya di luar sasaran", "Not of school age");
        RESULT_MOVED, "pindah", t("Pindah", "Moved away");
        RESULT_DIED, "meninggal", t("Meninggal", "Died");
        RESULT_NOT_FOUND, "tidak_ditemukan", t("Tidak ditemukan", "Not found");
    ]

    /// How it came that a child does not go to school (the ministry's three groups).
    CATEGORY = "kategori_ats" [
        LEFT_EARLY, "DO", t("Berhenti sebelum lulus", "Left before the end");
        NOT_CONTINUED, "LTM", t("Lulus, tidak melanjutkan", "Finished, did not go on");
        NEVER, "BPB", t("Belum pernah sekolah", "Never was at school");
    ]

    /// Levels of school. The numbers are those of BPS, the order is how often they are chosen.
    LEVEL = "jenjang_sekolah" [
        3, "sd", t("SD", "SD (primary)");
        4, "mi", t("MI", "MI (primary)");
        8, "smp", t("SMP", "SMP (junior)");
        9, "mts", t("MTs", "MTs (junior)");
        13, "sma", t("SMA", "SMA (senior)");
        15, "smk", t("SMK", "SMK (senior, vocational)");
        14, "ma", t("MA", "MA (senior)");
        16, "mak", t("MAK", "MAK (senior, vocational)");
        1, "paket_a", t("Paket A (setara SD)", "Paket A (as SD)");
        6, "paket_b", t("Paket B (setara SMP)", "Paket B (as SMP)");
        11, "paket_c", t("Paket C (setara SMA)", "Paket C (as SMA)");
        2, "sdlb", t("SDLB", "SDLB (special, primary)");
        7, "smplb", t("SMPLB", "SMPLB (special, junior)");
        12, "smlb", t("SMALB", "SMALB (special, senior)");
        5, "pdf_ula", t("Pesantren Ula (setara SD)", "Pesantren Ula (as SD)");
        10, "pdf_wustha", t("Pesantren Wustha (setara SMP)", "Pesantren Wustha (as SMP)");
        17, "pdf_ulya", t("Pesantren Ulya (setara SMA)", "Pesantren Ulya (as SMA)");
        LEVEL_PAUD, "paud", t("PAUD/TK", "PAUD/TK (before school)");
        18, "d1_d2_d3", t("Kuliah D1/D2/D3", "University, D1 to D3");
        19, "d4_s1", t("Kuliah D4/S1", "University, D4 or S1");
    ]

    /// Why a child does not go to school. 4 (pregnant or a mother) and 15 (in trouble with the law) are
    /// confidential: a PSM does not write them down, and these numbers stay unused.
    REASON = "alasan_ats" [
        1, "biaya", t("Tidak ada biaya", "No money");
        2, "bekerja", t("Bekerja / membantu orang tua", "Works or helps the parents");
        9, "tidak_minat", t("Tidak mau / kurang minat", "Does not want to");
        12, "masalah_keluarga", t("Masalah keluarga", "Trouble in the family");
        5, "jarak_transport", t("Sekolah jauh / sulit kendaraan", "School is far or hard to reach");
        6, "tidak_ada_sekolah", t("Tidak ada sekolah", "There is no school");
        3, "menikah", t("Menikah / mengurus rumah tangga", "Married or keeps house");
        7, "disabilitas", t("Disabilitas / kebutuhan khusus", "Disability or special needs");
        8, "sakit", t("Sakit", "Illness");
        10, "perundungan", t("Dirundung di sekolah", "Bullied at school");
        11, "pengaruh_lingkungan", t("Pengaruh teman/lingkungan", "Influence of friends");
        13, "kemampuan_belajar", t("Sulit mengikuti pelajaran", "Lessons are too hard");
        14, "dokumen", t("Tidak punya akta/KK/NISN", "No certificate, KK or NISN");
        16, "dikeluarkan", t("Dikeluarkan sekolah", "Expelled");
        17, "merasa_cukup", t("Merasa sekolah sudah cukup", "Feels that it was enough");
        18, "pesantren_nonformal",
            t("Belajar di tempat yang tidak terdata", "Learns where nobody counts");
        20, "pribadi", t("Hal pribadi, biar petugas yang bertanya", "Private: an official will ask");
        REASON_OTHER, "lainnya", t("Lainnya (jelaskan)", "Other (explain)");
    ]

    /// What a child that does not go to school would like.
    WISH = "keinginan_ats" [
        1, "kembali_sekolah", t("Kembali ke sekolah", "Back to school");
        2, "paket", t("Kejar paket (A/B/C)", "A Paket diploma");
        3, "kursus", t("Kursus keterampilan", "A course of skills");
        4, "kerja", t("Bekerja", "To work");
        5, "tidak_mau", t("Tidak mau", "Nothing of these");
        6, "belum_tahu", t("Belum tahu", "Not known yet");
    ]

    /// What an official should look at.
    FLAG = "tanda_anak" [
        FLAG_CHILD_WORKER, "pekerja_anak",
            t("Bekerja di bawah umur 15 tahun", "Works below the age of 15");
    ]

    /// What is done for a child that does not go to school.
    ATS_FOLLOW_UP = "tindak_lanjut_ats" [
        1, "dibujuk", t("Anak dan orang tua sudah dibujuk", "Child and parents were talked to");
        2, "lapor_sekolah", t("Dilaporkan ke sekolah/Dinas Pendidikan", "Reported to school or office");
        3, "daftar_paket", t("Diajak ke PKBM/kejar paket", "Shown the way to a Paket course");
        4, "usul_pip", t("Diusulkan PIP", "Proposed for PIP");
        5, "sekolah_rakyat", t("Diusulkan Sekolah Rakyat", "Proposed for Sekolah Rakyat");
        6, "kursus", t("Diajak ikut kursus/BLK", "Shown the way to a course");
        7, "kunjungan_petugas", t("Minta petugas datang", "Ask an official to visit");
        8, "belum_bersedia", t("Keluarga belum bersedia", "The family is not willing yet");
    ]

    /// Whom the form about the cost of school is for.
    PUPIL = "keadaan_siswa" [
        PUPIL_AT_SCHOOL, "masih_sekolah", t("Ya, masih sekolah/kuliah", "Yes");
        PUPIL_TO_UNIVERSITY, "lulus_ingin_kuliah",
            t("Sudah lulus SMA, ingin kuliah", "Finished school, wants to study on");
        PUPIL_NOT_AT_SCHOOL, "tidak_sekolah", t("Tidak sekolah", "No");
    ]

    /// What a pupil needs.
    NEED = "kebutuhan_sekolah" [
        1, "seragam", t("Seragam/sepatu", "Uniform or shoes");
        2, "buku", t("Buku dan alat tulis", "Books and pens");
        3, "spp", t("SPP/uang komite", "School fees");
        4, "transport", t("Ongkos atau kendaraan", "Transport");
        5, "kuota_gawai", t("Kuota atau HP/laptop", "Data or a device");
        6, "ujian_ijazah", t("Biaya ujian/ijazah", "Examination or diploma fees");
        7, "asrama", t("Asrama/kos", "Lodging");
        8, "makan", t("Uang saku/makan", "Food and pocket money");
        NEED_OTHER, "lainnya", t("Lainnya (jelaskan)", "Other (explain)");
        NEED_NONE, "tidak_ada", t("Tidak ada", "None");
    ]

    /// What may make a pupil leave school.
    RISK = "risiko_putus_sekolah" [
        1, "sering_bolos", t("Sering tidak masuk", "Often absent");
        RISK_WORKS, "bekerja", t("Bekerja", "Works");
        3, "nikah", t("Akan menikah / sudah menikah", "Married or about to be");
        4, "biaya", t("Tidak sanggup biaya", "Cannot pay");
        5, "tidak_minat", t("Tidak mau sekolah", "Does not want to go");
        RISK_NONE, "tidak_ada", t("Tidak ada", "None");
    ]

    /// How a pupil gets to school.
    TRANSPORT = "transportasi_sekolah" [
        1, "jalan_kaki", t("Jalan kaki", "On foot");
        2, "sepeda", t("Sepeda", "Bicycle");
        3, "motor", t("Motor", "Motorcycle");
        4, "angkutan_umum", t("Angkutan umum", "Public transport");
        5, "antar_jemput", t("Antar-jemput/mobil", "School bus or car");
        6, "perahu", t("Perahu", "Boat");
        7, "asrama", t("Tinggal di asrama/kos", "Lives at school");
        8, "lainnya", t("Lainnya", "Other");
    ]

    /// What is proposed for a pupil.
    PROPOSAL = "usulan_pendidikan" [
        1, "pip", t("PIP (Program Indonesia Pintar)", "PIP");
        2, "beasiswa_daerah", t("Beasiswa daerah", "Local scholarship");
        PROPOSE_SEKOLAH_RAKYAT, "sekolah_rakyat", t("Sekolah Rakyat", "Sekolah Rakyat");
        4, "bantuan_alat", t("Bantuan seragam/alat sekolah", "Uniform or school things");
        5, "kip_kuliah", t("KIP Kuliah", "KIP Kuliah (university)");
        6, "bantu_ijazah", t("Bantu ambil ijazah", "Help to get the diploma");
        7, "dicatat_saja", t("Dicatat saja", "Only recorded");
    ]
}
