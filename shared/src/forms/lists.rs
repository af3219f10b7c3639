//! The lists of options that several forms share, in both languages.
//!
//! Codes are those of BPS (Regsosek 2022-K) or of the population register (SIAK) where one of them
//! has the list, otherwise counted from 1 in the order of the project's code lists; 0 is always
//! "none of these". Names are the stable words of JSON. Neither is ever reused.

pub mod assistance;
pub mod change;
pub mod child;
pub mod disability;
pub mod health;
pub mod house;
pub mod people;
pub mod school;
pub mod welfare;

use crate::{sex::Sex, text::t};

/// Writes one static list per block: code, stable name, label and, where it is not the first, the
/// version of the form that brought the option (`since 2`).
macro_rules! lists {
    (@since) => { 1 };
    (@since $version:literal) => { $version };
    ($($(#[$doc:meta])* $name:ident = $stable:literal [
        $($code:expr, $option:literal, $label:expr $(, since $since:literal)?;)*
    ])*) => {$(
        $(#[$doc])*
        pub static $name: $crate::form::model::ChoiceList = $crate::form::model::ChoiceList {
            #[cfg(not(target_family = "wasm"))]
            name: $stable,
            options: &[$($crate::form::model::Opt {
                code: $code,
                #[cfg(not(target_family = "wasm"))]
                name: $option,
                label: $label,
                since: $crate::forms::lists::lists!(@since $($since)?),
            },)*],
        };
    )*};
}
pub(crate) use lists;

/// One family, at its house or elsewhere ([`VISIT_KIND`]).
pub const VISIT_FAMILY: u16 = 1;
/// A posyandu or village hall session with many people.
pub const VISIT_SESSION: u16 = 2;

/// Somebody was met and everything could be asked ([`OUTCOME`]).
pub const OUTCOME_COMPLETE: u16 = 1;
/// Somebody was met, something is still open.
pub const OUTCOME_INCOMPLETE: u16 = 2;
/// Nobody was there who could answer.
pub const OUTCOME_NOBODY: u16 = 3;
/// The family did not want to answer.
pub const OUTCOME_REFUSED: u16 = 4;
/// The family moved away or the house is gone.
pub const OUTCOME_GONE: u16 = 5;
/// The person or family was not found.
pub const OUTCOME_NOT_FOUND: u16 = 7;

/// Another reason why nobody was there, to be explained ([`ABSENCE`]).
pub const ABSENCE_OTHER: u16 = 5;

/// Somebody agreed ([`BASIS`]).
pub const BASIS_CONSENT: u16 = 1;
/// The public task alone (UU 27/2022 article 20 letter e).
pub const BASIS_TASK: u16 = 2;

/// A neighbour ([`RESPONDENT`]), who may tell but agrees for nobody.
pub const RESPONDENT_NEIGHBOUR: u16 = 12;
/// A village official, likewise.
pub const RESPONDENT_OFFICIAL: u16 = 13;
/// Somebody else, who is not a relative.
pub const RESPONDENT_OTHER: u16 = 11;
/// The head of the family.
pub const RESPONDENT_HEAD: u16 = 1;

/// The work rests on the public task alone ([`CONSENT`]).
pub const CONSENT_NOT_NEEDED: u16 = 1;
/// The person agreed.
pub const CONSENT_GIVEN: u16 = 2;
/// The person did not agree.
pub const CONSENT_DECLINED: u16 = 3;

/// The head of the family ([`RELATION`]).
pub const RELATION_HEAD: u16 = 1;
/// A child of the head or of the other parent.
pub const RELATION_CHILD: u16 = 4;

/// A signature on the screen ([`CONSENT_FORM`]).
pub const CONSENT_SIGNED: u16 = 1;
/// Spoken, before a witness if there was one.
pub const CONSENT_SPOKEN: u16 = 2;
/// Signed on a paper, of which there is a photo.
pub const CONSENT_ON_PAPER: u16 = 3;

/// Somebody came to the house ([`METHOD`]).
pub const METHOD_AT_HOME: u16 = 1;

/// The card has not been seen yet; to be added ([`NO_NIK`] and [`NO_KK`]).
pub const NOT_SEEN_YET: u16 = 1;

lists! {
    /// Sex as in the population register.
    SEX = "jenis_kelamin" [
        Sex::Male.code(), "L", Sex::Male.label();
        Sex::Female.code(), "P", Sex::Female.label();
    ]

    /// Relation to the head of the family (SIAK).
    RELATION = "shdk" [
        RELATION_HEAD, "kepala_keluarga", t("Kepala keluarga", "Head of the family");
        2, "suami", t("Suami", "Husband");
        3, "istri", t("Istri", "Wife");
        RELATION_CHILD, "anak", t("Anak", "Child");
        5, "menantu", t("Menantu", "Son- or daughter-in-law");
        6, "cucu", t("Cucu", "Grandchild");
        7, "orang_tua", t("Orang tua", "Parent");
        8, "mertua", t("Mertua", "Parent-in-law");
        9, "famili_lain", t("Famili lain", "Other relative");
        10, "pembantu", t("Pembantu", "Domestic worker");
        11, "lainnya", t("Lainnya", "Other");
    ]

    /// Who gives the information: the relations, and two from outside the family.
    RESPONDENT = "hubungan_responden" [
        1, "kepala_keluarga", t("Kepala keluarga", "Head of the family");
        2, "suami", t("Suami", "Husband");
        3, "istri", t("Istri", "Wife");
        4, "anak", t("Anak", "Child");
        5, "menantu", t("Menantu", "Son- or daughter-in-law");
        6, "cucu", t("Cucu", "Grandchild");
        7, "orang_tua", t("Orang tua", "Parent");
        8, "mertua", t("Mertua", "Parent-in-law");
        9, "famili_lain", t("Famili lain", "Other relative");
        RESPONDENT_NEIGHBOUR, "tetangga", t("Tetangga", "Neighbour");
        RESPONDENT_OFFICIAL, "perangkat_desa", t("Perangkat desa/RT/RW", "Village official");
        RESPONDENT_OTHER, "lainnya", t("Lainnya", "Other");
    ]

    /// Why there is no NIK.
    NO_NIK = "alasan_tanpa_nik" [
        NOT_SEEN_YET, "belum_dilihat", t("Belum dilihat, menyusul", "Not seen yet, to follow");
        2, "bayi_belum_terdaftar", t("Bayi belum terdaftar", "Newborn, not registered yet");
        3, "belum_rekam", t("Belum pernah rekam KTP", "Never registered");
        4, "dokumen_hilang", t("Surat hilang / tidak ada", "Papers lost or not at hand");
        5, "tidak_bersedia", t("Tidak mau menunjukkan", "Does not want to show it");
        6, "orang_terlantar", t("Orang terlantar tanpa identitas", "Destitute, without papers");
        7, "wna", t("Warga negara asing", "Foreign citizen");
        8, "lainnya", t("Lainnya", "Other");
    ]

    /// Why there is no telephone.
    NO_PHONE = "tanpa_hp" [
        1, "tidak_punya", t("Tidak punya HP", "Has no telephone");
        2, "tidak_bersedia", t("Tidak mau memberi nomor", "Does not want to say");
    ]

    /// Where a NIK was read.
    NIK_SOURCE = "sumber_nik" [
        1, "kartu", t("KTP atau KIA", "Identity card");
        2, "kk", t("Kartu Keluarga (KK)", "Family card");
        3, "daftar", t("Daftar di HP / dari desa", "A list on the phone or from the village");
        4, "ingatan", t("Disebut dari ingatan", "Told from memory");
    ]

    /// Why there is no family card number.
    NO_KK = "alasan_tanpa_kk" [
        NOT_SEEN_YET, "belum_dilihat", t("Belum dilihat, menyusul", "Not seen yet, to follow");
        2, "belum_punya", t("Belum punya KK", "Has no family card");
        3, "dokumen_hilang", t("KK hilang / tidak ada", "Card lost or not at hand");
        4, "tidak_bersedia", t("Tidak mau menunjukkan", "Does not want to show it");
        5, "lainnya", t("Lainnya", "Other");
    ]

    /// What kind of visit.
    VISIT_KIND = "jenis_kunjungan" [
        VISIT_FAMILY, "keluarga", t("Satu keluarga", "One family");
        VISIT_SESSION, "posyandu_balai", t("Posyandu atau balai", "Posyandu or village hall");
    ]

    /// How the data were obtained.
    METHOD = "cara_data" [
        METHOD_AT_HOME, "kunjungan_rumah", t("Datang ke rumah", "At the house");
        2, "balai_desa", t("Bertemu di balai/tempat lain", "At the village hall or elsewhere");
        3, "dokumen", t("Dari surat atau dokumen", "From papers");
        4, "laporan_warga", t("Laporan warga / RT", "Reported by residents");
    ]

    /// How the visit ended (BPS Regsosek).
    OUTCOME = "hasil_pendataan" [
        OUTCOME_COMPLETE, "lengkap", t("Bertemu, data lengkap", "Met, complete");
        OUTCOME_INCOMPLETE, "tidak_lengkap", t("Bertemu, belum lengkap", "Met, not complete");
        OUTCOME_NOBODY, "tidak_ada_responden", t("Tidak ada orang di rumah", "Nobody at home");
        OUTCOME_REFUSED, "menolak", t("Tidak mau didata", "Refused");
        OUTCOME_GONE, "pindah_bangunan_hilang",
            t("Pindah / rumah sudah tidak ada", "Moved away or house gone");
        6, "alamat_tidak_ditemukan", t("Alamat tidak ditemukan", "Address not found"), since 2;
        OUTCOME_NOT_FOUND, "orang_tidak_ditemukan", t("Orangnya tidak ditemukan", "People not found"), since 2;
        8, "seluruhnya_meninggal", t("Semua anggota sudah meninggal", "All members have died"), since 2;
    ]

    /// Why nobody was at home.
    ABSENCE = "alasan_tidak_ada" [
        1, "ke_sawah", t("Ke sawah/ladang/laut", "In the fields or at sea");
        2, "kerja", t("Bekerja", "At work");
        3, "merantau", t("Merantau", "Works away from home");
        4, "tidak_tahu", t("Tidak tahu", "Not known");
        ABSENCE_OTHER, "lainnya", t("Lainnya (jelaskan)", "Other (explain)");
    ]

    /// RT and RW are not known.
    NO_RT = "rt_rw_belum_tahu" [
        1, "belum_tahu", t("RT/RW belum tahu", "RT and RW not known yet");
    ]

    /// Nobody else heard the agreement.
    NO_WITNESS = "tanpa_saksi" [
        1, "tidak_ada", t("Tidak ada saksi", "No witness");
    ]

    /// What the record rests on.
    BASIS = "dasar_pendataan" [
        BASIS_CONSENT, "persetujuan", t("Persetujuan keluarga", "Agreement of the family");
        BASIS_TASK, "tugas", t("Tugas pemerintah (UU PDP pasal 20 huruf e)", "Public task (PDP law, article 20 e)");
    ]

    /// How the parents of a child in a session agreed.
    CHILD_CONSENT = "persetujuan_anak" [
        1, "setuju", t("Ibu/pengasuh setuju", "Mother or carer agrees");
        2, "buku_hadir", t("Sudah di buku hadir", "Signed in the attendance book");
    ]

    /// Whether the person agreed.
    CONSENT = "persetujuan" [
        CONSENT_GIVEN, "diberikan", t("Setuju", "Agrees");
        CONSENT_DECLINED, "ditolak", t("Tidak setuju", "Does not agree");
        CONSENT_NOT_NEEDED, "tidak_perlu", t("Tidak ditanyakan", "Not asked");
    ]

    /// How the agreement was given.
    CONSENT_FORM = "cara_persetujuan" [
        CONSENT_SIGNED, "tanda_tangan", t("Tanda tangan di layar", "Signed on the screen"), since 4;
        CONSENT_SPOKEN, "lisan", t("Lisan", "Spoken");
        CONSENT_ON_PAPER, "foto_surat", t("Surat yang ditandatangani", "Signed paper"), since 4;
    ]

    /// Why there is no photo of the house.
    NO_PHOTO = "tanpa_foto" [
        1, "keluarga_keberatan", t("Keluarga keberatan", "The family objects");
        2, "kamera_tidak_bisa", t("Kamera HP tidak bisa dipakai", "The phone's camera does not work");
        3, "gelap_atau_hujan", t("Terlalu gelap atau hujan", "Too dark, or rain");
    ]
}
