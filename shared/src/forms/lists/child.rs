//! The lists of options of the form on a child under five.

use super::lists;
use crate::{
    growth::{
        action::Action,
        category::{HeightForAge, MuacCategory, WeightForAge, WeightForHeight},
    },
    text::t,
};

/// Measured at a posyandu ([`SOURCE`]).
pub const SOURCE_POSYANDU: u16 = 1;
/// Measured by a health worker.
pub const SOURCE_CLINIC: u16 = 2;
/// Measured together with the social worker.
pub const SOURCE_MEASURED: u16 = 3;
/// Told by a parent, not measured: no category.
pub const SOURCE_TOLD: u16 = 4;

/// Lying ([`POSITION`]).
pub const LYING: u16 = 1;
/// Standing.
pub const STANDING: u16 = 2;

/// Height for age is not plausible ([`FLAGS`]).
pub const FLAG_HAZ: u16 = 1;
/// Weight for age is not plausible.
pub const FLAG_WAZ: u16 = 2;
/// Weight for height is not plausible.
pub const FLAG_WHZ: u16 = 3;
/// Body mass index for age is not plausible.
pub const FLAG_BAZ: u16 = 4;
/// Arm for age is not plausible.
pub const FLAG_MUACZ: u16 = 5;
/// Head for age is not plausible.
pub const FLAG_HCZ: u16 = 6;

/// None of the services ([`SERVICES`]).
pub const SERVICES_NONE: u16 = 0;

/// To the Puskesmas without waiting ([`ACTION`]).
pub const ACTION_REFER_SOON: u16 = action_code(Action::ReferSoon);
/// Measure the length again, lying.
pub const ACTION_MEASURE_LYING: u16 = action_code(Action::MeasureLying);
/// Nothing stands out.
pub const ACTION_CONTINUE: u16 = action_code(Action::Continue);
/// Measure again.
pub const ACTION_MEASURE_AGAIN: u16 = action_code(Action::MeasureAgain);
/// Somebody trained should look.
pub const ACTION_CHECK: u16 = action_code(Action::Check);

/// The number under which a next step is stored.
#[must_use]
pub const fn action_code(action: Action) -> u16 {
    match action {
        Action::ReferSoon => 1,
        Action::MeasureLying => 2,
        Action::MeasureAgain => 3,
        Action::Check => 4,
        Action::Continue => 5,
        Action::MeasureMissing => 6,
        Action::OutsideAge => 7,
    }
}

lists! {
    /// Who looks after the child.
    CARER = "pengasuh" [
        2, "ibu", t("Ibu", "Mother");
        1, "ayah", t("Ayah", "Father");
        3, "kakek_nenek", t("Kakek/nenek", "Grandparent");
        4, "paman_bibi", t("Paman/bibi", "Uncle or aunt");
        5, "kakak", t("Kakak", "Elder sibling");
        6, "orang_tua_sambung", t("Orang tua sambung", "Step-parent");
        7, "lksa_panti", t("Panti", "Children's home");
        9, "orang_lain", t("Orang lain", "Somebody else");
    ]

    /// Where the measurement comes from.
    SOURCE = "sumber_ukur" [
        SOURCE_MEASURED, "diukur_psm", t("Diukur saat kunjungan ini", "Measured at this visit");
        SOURCE_POSYANDU, "posyandu", t("Catatan posyandu (buku KIA)", "Posyandu record");
        SOURCE_CLINIC, "puskesmas", t("Catatan puskesmas/bidan", "Clinic or midwife");
        SOURCE_TOLD, "keterangan_ortu", t("Kata orang tua, tidak diukur", "Told, not measured");
    ]

    /// How the length was taken.
    POSITION = "posisi_ukur" [
        LYING, "L", t("Telentang", "Lying");
        STANDING, "H", t("Berdiri", "Standing");
    ]

    /// What the child has or gets (the village scorecard of the Dana Desa).
    SERVICES = "layanan_balita" [
        1, "buku_kia", t("Punya buku KIA", "Has a health book");
        2, "posyandu_rutin", t("Ke posyandu tiap bulan", "At the posyandu every month");
        3, "imunisasi_dasar", t("Imunisasi dasar lengkap", "Basic immunisation complete");
        4, "imunisasi_campak", t("Imunisasi campak", "Measles immunisation");
        5, "konseling_gizi_ibu", t("Ibu ikut konseling gizi", "Mother had counselling");
        6, "konseling_gizi_ayah", t("Ayah ikut konseling gizi", "Father had counselling");
        7, "kunjungan_rumah", t("Dikunjungi kader/bidan", "Visited by health volunteer or midwife");
        8, "air_bersih", t("Air minum bersih", "Clean drinking water");
        9, "jamban_sehat", t("Jamban sehat", "Healthy toilet");
        10, "akta_lahir", t("Akta lahir", "Birth certificate");
        11, "jaminan_kesehatan", t("BPJS/KIS", "Health insurance");
        12, "paud", t("PAUD", "Early education");
        SERVICES_NONE, "tidak_ada", t("Tidak ada semuanya", "None of these");
    ]

    /// What is done for the child.
    FOLLOW_UP = "intervensi_balita" [
        2, "rujuk_puskesmas", t("Diajak ke Puskesmas/bidan", "Referred to the clinic");
        3, "kunjungan_nakes", t("Minta kunjungan bidan/kader", "Ask a health worker to visit");
        1, "pmt", t("Diusulkan makanan tambahan (PMT)", "Proposed for extra food");
        4, "sudah_ditangani", t("Sudah ditangani Puskesmas", "Already under care");
        5, "ukur_ulang", t("Akan diukur ulang", "Will be measured again");
        6, "belum_bersedia", t("Keluarga belum bersedia", "The family is not willing yet");
    ]

    /// Which results are hardly possible.
    FLAGS = "tanda_ukur" [
        FLAG_HAZ, "haz", t("Tinggi menurut umur", "Height for age");
        FLAG_WAZ, "waz", t("Berat menurut umur", "Weight for age");
        FLAG_WHZ, "whz", t("Berat menurut tinggi", "Weight for height");
        FLAG_BAZ, "baz", t("IMT menurut umur", "BMI for age");
        FLAG_MUACZ, "muacz", t("LiLA menurut umur", "Arm for age");
        FLAG_HCZ, "hcz", t("Lingkar kepala menurut umur", "Head for age");
    ]

    /// The next step.
    ACTION = "tindakan_balita" [
        action_code(Action::ReferSoon), "rujuk_segera", Action::ReferSoon.text();
        action_code(Action::MeasureLying), "ukur_telentang", Action::MeasureLying.text();
        action_code(Action::MeasureAgain), "ukur_ulang", Action::MeasureAgain.text();
        action_code(Action::Check), "periksa", Action::Check.text();
        action_code(Action::Continue), "lanjutkan", Action::Continue.text();
        action_code(Action::MeasureMissing), "lengkapi_ukuran", Action::MeasureMissing.text();
        action_code(Action::OutsideAge), "di_luar_umur", Action::OutsideAge.text();
    ]

    /// Weight for age (Permenkes 2/2020).
    WEIGHT_FOR_AGE = "zscore_bbu" [
        WeightForAge::SeverelyUnderweight.code(), "bb_sangat_kurang",
            WeightForAge::SeverelyUnderweight.label();
        WeightForAge::Underweight.code(), "bb_kurang", WeightForAge::Underweight.label();
        WeightForAge::Normal.code(), "bb_normal", WeightForAge::Normal.label();
        WeightForAge::RiskOfOverweight.code(), "bb_risiko_lebih",
            WeightForAge::RiskOfOverweight.label();
    ]

    /// Length or height for age (Permenkes 2/2020).
    HEIGHT_FOR_AGE = "zscore_tbu" [
        HeightForAge::SeverelyStunted.code(), "sangat_pendek", HeightForAge::SeverelyStunted.label();
        HeightForAge::Stunted.code(), "pendek", HeightForAge::Stunted.label();
        HeightForAge::Normal.code(), "normal", HeightForAge::Normal.label();
        HeightForAge::Tall.code(), "tinggi", HeightForAge::Tall.label();
    ]

    /// Weight for height and body mass index for age (Permenkes 2/2020).
    WEIGHT_FOR_HEIGHT = "zscore_bbtb" [
        WeightForHeight::SeverelyWasted.code(), "gizi_buruk", WeightForHeight::SeverelyWasted.label();
        WeightForHeight::Wasted.code(), "gizi_kurang", WeightForHeight::Wasted.label();
        WeightForHeight::Normal.code(), "gizi_baik", WeightForHeight::Normal.label();
        WeightForHeight::RiskOfOverweight.code(), "berisiko_gizi_lebih",
            WeightForHeight::RiskOfOverweight.label();
        WeightForHeight::Overweight.code(), "gizi_lebih", WeightForHeight::Overweight.label();
        WeightForHeight::Obese.code(), "obesitas", WeightForHeight::Obese.label();
    ]

    /// The upper arm at 6 to 59 months.
    ARM = "kategori_lila" [
        MuacCategory::Severe.code(), "gizi_buruk", MuacCategory::Severe.label();
        MuacCategory::Moderate.code(), "gizi_kurang", MuacCategory::Moderate.label();
        MuacCategory::Normal.code(), "gizi_baik", MuacCategory::Normal.label();
    ]
}
