//! The lists of options of the form on disability and assistive devices.

use super::lists;
use crate::text::t;

/// Cannot do it at all ([`DIFFICULTY`]).
pub const DIFFICULTY_CANNOT: u16 = 1;
/// Great difficulty, with help.
pub const DIFFICULTY_GREAT: u16 = 2;
/// No difficulty.
pub const DIFFICULTY_NONE: u16 = 4;

/// Of the body ([`KIND`]).
pub const KIND_PHYSICAL: u16 = 1;
/// Of the eyes.
pub const KIND_SIGHT: u16 = 5;
/// Of the ears.
pub const KIND_HEARING: u16 = 6;
/// Nobody has examined it yet. (8, "ganda", follows from two others and is computed.)
pub const KIND_UNCHECKED: u16 = 9;

/// Everything is done by others ([`INDEPENDENCE`]).
pub const DEPENDS_WHOLLY: u16 = 3;

/// Nobody looks after the person ([`CARER`]).
pub const CARER_NOBODY: u16 = 0;

/// A wheelchair for grown-ups ([`DEVICE`]).
pub const WHEELCHAIR: u16 = 1;
/// A wheelchair for children.
pub const WHEELCHAIR_CHILD: u16 = 2;
/// A wheelchair that is fitted to the body.
pub const WHEELCHAIR_FITTED: u16 = 3;
/// A white cane.
pub const WHITE_CANE: u16 = 7;
/// A hearing aid.
pub const HEARING_AID: u16 = 8;
/// An artificial leg.
pub const ARTIFICIAL_LEG: u16 = 9;
/// An artificial arm or hand.
pub const ARTIFICIAL_ARM: u16 = 10;
/// Something else; there may be several.
pub const DEVICE_OTHER: u16 = 17;

/// An assistive device ([`PROPOSAL`]).
pub const PROPOSE_DEVICE: u16 = 1;
/// Nothing is proposed.
pub const PROPOSE_NOTHING: u16 = 0;

/// Needs help with everything ([`SUMMARY`]).
pub const SUMMARY_DEPENDS: u16 = 1;
/// Needs a device.
pub const SUMMARY_DEVICE: u16 = 2;
/// Has difficulties that nobody has examined.
pub const SUMMARY_UNCHECKED: u16 = 3;
/// Has difficulties.
pub const SUMMARY_DIFFICULTY: u16 = 4;
/// Has none.
pub const SUMMARY_NONE: u16 = 5;

/// Several kinds of disability ([`HINT`]).
pub const HINT_SEVERAL: u16 = 1;
/// Wholly dependent, which PKH calls severe.
pub const HINT_SEVERE: u16 = 2;

lists! {
    /// How hard something is (BPS Regsosek 428, after the Washington Group).
    DIFFICULTY = "tingkat_kesulitan" [
        DIFFICULTY_NONE, "tidak_ada", t("Tidak sulit", "No difficulty");
        3, "sedikit_kesulitan", t("Sedikit sulit, bisa sendiri", "Some, manages alone");
        DIFFICULTY_GREAT, "banyak_kesulitan", t("Sangat sulit, perlu dibantu", "Great, needs help");
        DIFFICULTY_CANNOT, "sama_sekali_tidak_bisa", t("Sama sekali tidak bisa", "Cannot at all");
    ]

    /// The kinds of disability (UU 8/2016 article 4).
    KIND = "ragam_disabilitas" [
        KIND_UNCHECKED, "belum_diperiksa", t("Belum diperiksa", "Not examined yet");
        KIND_PHYSICAL, "fisik", t("Fisik (gerak tubuh)", "Physical");
        2, "intelektual", t("Intelektual (daya pikir)", "Intellectual");
        3, "mental_psikososial", t("Mental: kejiwaan", "Mental: psychosocial");
        4, "mental_perkembangan", t("Mental: autis, hiperaktif", "Mental: autism, hyperactivity");
        KIND_SIGHT, "sensorik_netra", t("Penglihatan (netra)", "Sight");
        KIND_HEARING, "sensorik_rungu", t("Pendengaran (rungu)", "Hearing");
        7, "sensorik_wicara", t("Bicara (wicara)", "Speech");
    ]

    /// Since when.
    SINCE = "sejak_disabilitas" [
        1, "lahir", t("Sejak lahir", "From birth");
        2, "penyakit", t("Karena sakit", "After an illness");
        3, "kecelakaan", t("Karena kecelakaan", "After an accident");
        4, "usia", t("Karena usia lanjut", "With old age");
        5, "tidak_tahu", t("Tidak tahu", "Not known");
    ]

    /// How far the person manages alone.
    INDEPENDENCE = "tingkat_mandiri" [
        1, "mandiri", t("Semua bisa sendiri", "Manages alone");
        2, "sebagian", t("Sebagian dibantu", "Needs some help");
        DEPENDS_WHOLLY, "total", t("Semua dibantu orang lain", "Needs help with everything");
    ]

    /// Who looks after the person.
    CARER = "pendamping_disabilitas" [
        1, "orang_tua", t("Ayah/ibu", "Father or mother");
        2, "pasangan", t("Suami/istri", "Husband or wife");
        3, "anak", t("Anak", "Son or daughter");
        4, "saudara", t("Kakak/adik", "Brother or sister");
        5, "kakek_nenek", t("Kakek/nenek", "Grandparent");
        6, "famili_lain", t("Saudara lain", "Another relative");
        7, "orang_lain", t("Tetangga/orang lain", "A neighbour or somebody else");
        8, "panti", t("Panti", "A home");
        CARER_NOBODY, "tidak_ada", t("Tidak ada", "Nobody");
    ]

    /// The devices that are handed out (ATENSI, Dinsos).
    DEVICE = "alat_bantu" [
        WHEELCHAIR, "kursi_roda_dewasa", t("Kursi roda dewasa", "Wheelchair for grown-ups");
        WHEELCHAIR_CHILD, "kursi_roda_anak", t("Kursi roda anak", "Wheelchair for children");
        WHEELCHAIR_FITTED, "kursi_roda_adaptif", t("Kursi roda khusus (CP)", "Fitted wheelchair (CP)");
        4, "kruk", t("Kruk", "Crutches");
        5, "tongkat_kaki_tiga", t("Tongkat kaki tiga/empat", "Tripod or quad cane");
        6, "walker", t("Walker", "Walker");
        WHITE_CANE, "tongkat_netra", t("Tongkat tunanetra", "White cane");
        HEARING_AID, "alat_bantu_dengar", t("Alat bantu dengar", "Hearing aid");
        ARTIFICIAL_LEG, "kaki_palsu", t("Kaki palsu", "Artificial leg");
        ARTIFICIAL_ARM, "tangan_palsu", t("Tangan palsu", "Artificial arm or hand");
        11, "ortosis", t("Penyangga tubuh (brace)", "Brace");
        12, "kacamata_low_vision", t("Kacamata/alat low vision", "Low vision aid");
        13, "braille", t("Alat tulis Braille", "Braille slate");
        14, "motor_roda_tiga", t("Kendaraan roda tiga", "Three-wheeler");
        15, "kasur_dekubitus", t("Kasur anti luka baring", "Mattress against bedsores");
        16, "popok_dewasa", t("Popok dewasa", "Diapers for grown-ups");
        DEVICE_OTHER, "lainnya", t("Alat lain", "Another device");
    ]

    /// How a device is.
    CONDITION = "kondisi_alat" [
        1, "baik", t("Baik, dipakai", "Good, in use");
        2, "rusak", t("Rusak", "Broken");
        3, "tidak_sesuai", t("Tidak cocok ukurannya", "Does not fit");
    ]

    /// Where a device came from.
    DEVICE_SOURCE = "sumber_alat" [
        1, "pemerintah", t("Bantuan pemerintah", "From the government");
        2, "beli_sendiri", t("Beli sendiri", "Bought");
        3, "bpjs", t("BPJS Kesehatan", "Health insurance");
        4, "donatur", t("Sumbangan orang/lembaga", "Donated");
        5, "tidak_tahu", t("Tidak tahu", "Not known");
    ]

    /// Whether the person gets therapy.
    THERAPY = "terapi_disabilitas" [
        1, "rutin", t("Rutin", "Regularly");
        2, "pernah", t("Pernah, sekarang tidak", "In the past");
        3, "belum", t("Belum pernah", "Never");
        4, "tidak_perlu", t("Tidak perlu", "Not needed");
    ]

    /// What the person does by day.
    ACTIVITY = "kegiatan_disabilitas" [
        1, "sekolah_umum", t("Sekolah umum/inklusi", "An ordinary school");
        2, "slb", t("SLB", "A special school");
        3, "bekerja", t("Bekerja", "Works");
        4, "mencari_kerja", t("Ingin bekerja", "Looks for work");
        5, "di_rumah", t("Di rumah saja", "Stays at home");
        6, "pensiun", t("Sudah tua/pensiun", "Old or retired");
    ]

    /// What a person with a disability receives.
    AID = "bansos_disabilitas" [
        1, "pkh", t("PKH komponen disabilitas", "PKH for disability");
        2, "aspd", t("ASPD Jawa Timur", "ASPD of East Java");
        3, "atensi", t("ATENSI", "ATENSI");
        4, "permakanan", t("Permakanan", "Meals");
        5, "kabupaten", t("Bantuan kabupaten/desa", "From regency or village");
        0, "tidak_ada", t("Tidak ada", "None");
    ]

    /// What is proposed.
    PROPOSAL = "usulan_disabilitas" [
        PROPOSE_DEVICE, "alat", t("Alat bantu", "An assistive device");
        2, "atensi", t("ATENSI Kemensos", "ATENSI of the ministry");
        3, "aspd", t("ASPD Jawa Timur", "ASPD of East Java");
        4, "terapi", t("Terapi atau pemeriksaan", "Therapy or an examination");
        5, "slb", t("Sekolah/SLB", "School");
        6, "ktp", t("KTP/KIA/KK", "Identity papers");
        7, "jkn", t("BPJS/KIS", "Health insurance");
        8, "surat_disabilitas", t("Surat/kartu disabilitas", "Disability card");
        PROPOSE_NOTHING, "tidak_ada", t("Tidak ada usulan", "Nothing");
    ]

    /// What a record says in one line; worked out.
    SUMMARY = "ringkasan_disabilitas" [
        SUMMARY_DEPENDS, "bergantung", t("Perlu bantuan penuh (perkiraan)", "Needs full help (estimate)");
        SUMMARY_DEVICE, "perlu_alat", t("Perlu alat bantu", "Needs a device");
        SUMMARY_UNCHECKED, "perlu_diperiksa", t("Perlu diperiksa petugas kesehatan", "Should be examined");
        SUMMARY_DIFFICULTY, "ada_kesulitan", t("Ada kesulitan sehari-hari", "Has difficulties");
        SUMMARY_NONE, "tidak_ada", t("Tidak ada kesulitan", "No difficulty");
    ]

    /// What follows from the answers; no decision.
    HINT = "petunjuk_disabilitas" [
        HINT_SEVERAL, "ganda", t("Disabilitas ganda (perkiraan)", "Several disabilities (estimate)");
        HINT_SEVERE, "berat",
            t("Disabilitas berat (perkiraan, petunjuk untuk PKH)", "Severe (estimate, a hint for PKH)");
    ]
}
