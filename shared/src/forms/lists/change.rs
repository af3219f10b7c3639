//! The lists of options about what changes in a family: births, deaths, moves, marriages, cards.

use super::lists;
use crate::text::t;

/// Somebody was born ([`KIND`]).
pub const BORN: u16 = 1;
/// Somebody died.
pub const DIED: u16 = 2;
/// Moved out of the village.
pub const MOVED_OUT: u16 = 3;
/// Moved into the village.
pub const MOVED_IN: u16 = 4;
/// Married.
pub const MARRIED: u16 = 5;
/// Divorced or widowed.
pub const DIVORCED: u16 = 6;
/// Some of a family have a card of their own.
pub const SPLIT: u16 = 7;
/// Some of a family are written on another card.
pub const JOINED: u16 = 8;
/// Somebody else is the head.
pub const NEW_HEAD: u16 = 9;
/// Nobody knows where somebody is.
pub const MISSING: u16 = 10;
/// Away for work, without moving.
pub const AWAY: u16 = 11;
/// Data are corrected.
pub const CORRECTED: u16 = 12;

/// By the death of one of the two ([`DIVORCE`]).
pub const DIVORCED_BY_DEATH: u16 = 2;

/// The NIK is corrected ([`ELEMENT`]).
pub const ELEMENT_NIK: u16 = 1;
/// The day of birth is corrected.
pub const ELEMENT_BIRTH: u16 = 4;

/// There is no paper ([`PAPER`]).
pub const PAPER_NONE: u16 = 0;

lists! {
    /// What has changed in the family.
    KIND = "mutasi" [
        BORN, "lahir", t("Lahir", "Birth");
        DIED, "mati", t("Meninggal", "Death");
        MOVED_OUT, "pindah_keluar", t("Pindah keluar", "Moved out");
        MOVED_IN, "pindah_masuk", t("Pindah masuk", "Moved in");
        MARRIED, "kawin", t("Kawin", "Marriage");
        DIVORCED, "cerai", t("Cerai", "Divorce");
        SPLIT, "pisah_kk", t("Pisah KK", "Own family card");
        JOINED, "gabung_kk", t("Gabung KK", "Joined another card");
        NEW_HEAD, "ganti_kepala_keluarga", t("Ganti kepala keluarga", "New head of the family");
        MISSING, "hilang", t("Hilang", "Missing");
        AWAY, "pergi", t("Pergi merantau, tidak pindah", "Away for work, not moved");
        CORRECTED, "perbaikan_data", t("Perbaikan data", "Correct data");
    ]

    /// Where a child was born.
    BIRTH_PLACE = "tempat_persalinan" [
        1, "rumah_sakit", t("Rumah sakit", "Hospital");
        2, "puskesmas", t("Puskesmas/Pustu", "Health centre");
        3, "bidan", t("Praktik bidan/polindes", "Midwife's practice");
        4, "klinik", t("Klinik/rumah bersalin", "Clinic");
        5, "rumah", t("Di rumah", "At home");
        6, "lainnya", t("Lainnya", "Other");
    ]

    /// Who helped at a birth.
    BIRTH_HELP = "penolong_persalinan" [
        1, "dokter", t("Dokter", "Doctor");
        2, "bidan", t("Bidan", "Midwife");
        3, "perawat", t("Perawat", "Nurse");
        4, "dukun", t("Dukun bayi", "Traditional birth attendant");
        5, "keluarga", t("Keluarga/sendiri", "Family or nobody");
        6, "tidak_tahu", t("Tidak tahu", "Not known");
    ]

    /// What a weight at birth hints at.
    BIRTH_WEIGHT = "kategori_berat_lahir" [
        1, "rendah", t("Berat lahir rendah (BBLR), di bawah 2.500 gram", "Low birth weight, below 2,500 g");
    ]

    /// Why somebody died, in short; no illness is named.
    CAUSE = "sebab_meninggal" [
        1, "sakit", t("Sakit atau usia tua", "Illness or age");
        2, "kecelakaan", t("Kecelakaan", "Accident");
        3, "bencana", t("Bencana", "Disaster");
        4, "tidak_tahu", t("Tidak tahu", "Not known");
    ]

    /// Why somebody moved (SIAK).
    MOVE_REASON = "alasan_pindah" [
        1, "pekerjaan", t("Pekerjaan", "Work");
        2, "pendidikan", t("Pendidikan", "School");
        3, "keamanan", t("Keamanan", "Safety");
        4, "kesehatan", t("Kesehatan", "Health");
        5, "perumahan", t("Perumahan", "Housing");
        6, "keluarga", t("Ikut keluarga", "Family");
        7, "lainnya", t("Lainnya", "Other");
    ]

    /// Where husband or wife comes from.
    PARTNER_FROM = "asal_pasangan" [
        1, "desa_ini", t("Desa ini", "This village");
        2, "luar_desa", t("Luar desa", "Elsewhere");
    ]

    /// How a marriage ended.
    DIVORCE = "jenis_cerai" [
        1, "hidup", t("Cerai hidup", "Divorced");
        DIVORCED_BY_DEATH, "mati", t("Cerai mati", "Widowed");
    ]

    /// Why somebody else is the head.
    HEAD_REASON = "sebab_ganti_kepala" [
        1, "meninggal", t("Meninggal", "Died");
        2, "pindah", t("Pindah", "Moved");
        3, "cerai", t("Cerai", "Divorced");
        4, "sakit_tua", t("Sakit atau terlalu tua", "Ill or too old");
        5, "lainnya", t("Lainnya", "Other");
    ]

    /// What is corrected.
    ELEMENT = "elemen_data" [
        ELEMENT_NIK, "nik", t("NIK", "NIK");
        2, "nama", t("Nama", "Name");
        3, "tempat_lahir", t("Tempat lahir", "Place of birth");
        ELEMENT_BIRTH, "tgl_lahir", t("Tanggal lahir", "Date of birth");
        5, "jk", t("Jenis kelamin", "Sex");
        6, "shdk", t("Hubungan dalam keluarga", "Relation in the family");
        7, "status_kawin", t("Status kawin", "Marital status");
        8, "nama_ortu", t("Nama ayah atau ibu", "Name of a parent");
        9, "alamat", t("Alamat", "Address");
        10, "pendidikan", t("Pendidikan", "Schooling");
        11, "pekerjaan", t("Pekerjaan", "Work");
        12, "lainnya", t("Lainnya", "Other");
    ]

    /// Papers that show what is right.
    PAPER = "dokumen_dasar" [
        1, "ktp", t("KTP/KIA", "Identity card");
        2, "kk", t("Kartu Keluarga (KK)", "Family card");
        3, "akta_lahir", t("Akta lahir", "Birth certificate");
        4, "buku_nikah", t("Buku nikah/akta cerai", "Marriage or divorce paper");
        5, "ijazah", t("Ijazah", "Diploma");
        6, "penetapan", t("Surat pengadilan/Dukcapil", "Court or registry paper");
        7, "surat_desa", t("Surat dari desa", "Letter of the village");
        PAPER_NONE, "tidak_ada", t("Tidak ada", "None");
    ]
}
