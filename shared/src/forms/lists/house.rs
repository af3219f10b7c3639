//! The lists of options on house, water, power and toilet: numbers and order of Regsosek 2022-K
//! (questions 301 to 310), words shortened for a phone. Work status is its question 418.

use super::lists;
use crate::text::t;

/// The house is the family's own ([`TENURE`]).
pub const TENURE_OWN: u16 = 1;
/// Power with a meter of its own ([`LIGHTING`]).
pub const LIGHTING_METER: u16 = 1;
/// No electricity at all.
pub const LIGHTING_NONE: u16 = 4;
/// A connection of 450 VA ([`POWER`]).
pub const POWER_450: u16 = 1;
/// There is no toilet ([`TOILET`]).
pub const TOILET_NONE: u16 = 6;
/// Civil servant, soldier, police, state company ([`WORK`]).
pub const WORK_STATE: u16 = 5;
/// Does not work.
pub const WORK_NONE: u16 = 0;
/// Wells and springs ([`WATER`]): the distance to the next septic pit matters.
pub const WATER_FROM_GROUND: &[u16] = &[4, 5, 6, 7, 8];
/// Earth or plain cement ([`FLOOR`]).
pub const FLOOR_POOR: &[u16] = &[6, 8];
/// Bamboo, wire or boards ([`WALL`]).
pub const WALL_POOR: &[u16] = &[2, 3, 4, 6];
/// Shared or none ([`TOILET`]).
pub const TOILET_NOT_OWN: &[u16] = &[2, 3, 4, TOILET_NONE];

lists! {
    /// Whose house it is.
    TENURE = "kepemilikan_rumah" [
        TENURE_OWN, "milik_sendiri", t("Milik sendiri", "Own");
        2, "kontrak_sewa", t("Kontrak/sewa", "Rented");
        3, "bebas_sewa", t("Menumpang, bebas sewa", "Lives rent-free");
        4, "dinas", t("Rumah dinas", "Official housing");
        5, "lainnya", t("Lainnya", "Other");
    ]

    /// What proves the right to the land.
    LAND_TITLE = "bukti_lahan" [
        1, "shm_keluarga", t("Sertifikat (SHM) atas nama keluarga", "Title in the family's name");
        2, "shm_lain_perjanjian",
            t("SHM orang lain, ada perjanjian", "Another's title, with agreement");
        3, "shm_lain_tanpa_perjanjian",
            t("SHM orang lain, tanpa perjanjian", "Another's title, no agreement");
        4, "selain_shm", t("Sertifikat lain (HGB)", "Other certificate");
        5, "girik_letter_c", t("Girik, Letter C, dan sejenisnya", "Older village papers");
        6, "tidak_punya", t("Tidak punya", "None");
    ]

    /// Most of the floor.
    FLOOR = "lantai" [
        1, "marmer_granit", t("Marmer/granit", "Marble or granite");
        2, "keramik", t("Keramik", "Tiles");
        3, "parket_vinil_karpet", t("Parket/vinil/karpet", "Parquet, vinyl or carpet");
        4, "ubin_tegel_teraso", t("Ubin/tegel/teraso", "Cement tiles or terrazzo");
        5, "kayu_papan", t("Kayu/papan", "Wood");
        6, "semen_bata_merah", t("Semen (plester)/bata merah", "Cement or brick");
        7, "bambu", t("Bambu", "Bamboo");
        8, "tanah", t("Tanah", "Earth");
        9, "lainnya", t("Lainnya", "Other");
    ]

    /// Most of the walls.
    WALL = "dinding" [
        1, "tembok", t("Tembok", "Brick or concrete");
        2, "plesteran_anyaman", t("Plesteran anyaman bambu/kawat", "Plastered bamboo or wire");
        3, "kayu_papan_gypsum", t("Kayu/papan/gypsum/GRC", "Wood or boards");
        4, "anyaman_bambu", t("Anyaman bambu (gedek)", "Woven bamboo");
        5, "batang_kayu", t("Batang kayu", "Logs");
        6, "bambu", t("Bambu", "Bamboo");
        7, "lainnya", t("Lainnya", "Other");
    ]

    /// Most of the roof.
    ROOF = "atap" [
        1, "beton", t("Beton", "Concrete");
        2, "genteng", t("Genteng", "Tiles");
        3, "seng", t("Seng", "Sheet metal");
        4, "asbes", t("Asbes", "Asbestos");
        5, "kayu_sirap", t("Kayu/sirap", "Wood or shingles");
        6, "bambu", t("Bambu", "Bamboo");
        7, "jerami_ijuk_rumbia", t("Jerami/ijuk/rumbia", "Straw or thatch");
        8, "lainnya", t("Lainnya", "Other");
    ]

    /// The main drinking water.
    WATER = "air_minum" [
        1, "kemasan", t("Air kemasan bermerek", "Bottled water");
        2, "isi_ulang", t("Air isi ulang", "Refilled water");
        3, "leding", t("Leding/PDAM", "Piped water");
        4, "sumur_bor", t("Sumur bor/pompa", "Drilled well or pump");
        5, "sumur_terlindung", t("Sumur terlindung", "Protected well");
        6, "sumur_tak_terlindung", t("Sumur tak terlindung", "Open well");
        7, "mata_air_terlindung", t("Mata air terlindung", "Protected spring");
        8, "mata_air_tak_terlindung", t("Mata air tak terlindung", "Open spring");
        9, "air_permukaan", t("Sungai/waduk/kolam/irigasi", "River, lake or canal");
        10, "air_hujan", t("Air hujan", "Rain");
        11, "lainnya", t("Lainnya", "Other");
    ]

    /// From the well to the next septic pit.
    PIT_DISTANCE = "jarak_tinja" [
        1, "kurang_10", t("Kurang dari 10 meter", "Less than 10 metres");
        2, "minimal_10", t("10 meter atau lebih", "10 metres or more");
        3, "tidak_tahu", t("Tidak tahu", "Not known");
    ]

    /// The main light.
    LIGHTING = "penerangan" [
        LIGHTING_METER, "pln_meteran", t("Listrik PLN, ada meteran", "PLN with a meter");
        2, "pln_tanpa_meteran", t("Listrik PLN, tanpa meteran", "PLN without a meter");
        3, "non_pln", t("Listrik bukan PLN", "Other electricity");
        LIGHTING_NONE, "bukan_listrik", t("Bukan listrik", "No electricity");
    ]

    /// The power of the meter.
    POWER = "daya_listrik" [
        POWER_450, "450", t("450 watt", "450 watts");
        2, "900", t("900 watt", "900 watts");
        3, "1300", t("1.300 watt", "1,300 watts");
        4, "2200", t("2.200 watt", "2,200 watts");
        5, "lebih_2200", t("Lebih dari 2.200 watt", "More than 2,200 watts");
    ]

    /// The main fuel for cooking.
    FUEL = "bahan_bakar" [
        1, "listrik", t("Listrik", "Electricity");
        2, "gas_5_5", t("Gas elpiji 5,5 kg", "LPG 5.5 kg");
        3, "gas_12", t("Gas elpiji 12 kg", "LPG 12 kg");
        4, "gas_3", t("Gas elpiji 3 kg", "LPG 3 kg");
        5, "gas_kota", t("Gas kota (PGN)", "Town gas");
        6, "biogas", t("Biogas", "Biogas");
        7, "minyak_tanah", t("Minyak tanah", "Kerosene");
        8, "briket", t("Briket", "Briquettes");
        9, "arang", t("Arang", "Charcoal");
        10, "kayu_bakar", t("Kayu bakar", "Firewood");
        11, "lainnya", t("Lainnya", "Other");
        12, "tidak_memasak", t("Tidak memasak di rumah", "No cooking at home");
    ]

    /// Which toilet is used.
    TOILET = "fasilitas_bab" [
        1, "sendiri", t("Ada, dipakai sendiri", "Own");
        2, "bersama", t("Ada, bersama keluarga lain", "Shared with some families");
        3, "mck_komunal", t("MCK komunal", "Communal");
        4, "mck_umum", t("MCK umum", "Public");
        5, "ada_tidak_dipakai", t("Ada, tidak dipakai", "Own, not used");
        TOILET_NONE, "tidak_ada", t("Tidak ada", "None");
    ]

    /// What kind of toilet.
    TOILET_SEAT = "kloset" [
        1, "leher_angsa", t("Leher angsa", "Water seal");
        2, "plengsengan_tutup", t("Plengsengan, ada tutup", "Slope, covered");
        3, "plengsengan_tanpa_tutup", t("Plengsengan, tanpa tutup", "Slope, open");
        4, "cemplung", t("Cemplung/cubluk", "Pit");
    ]

    /// Where it drains.
    SEWAGE = "pembuangan_tinja" [
        1, "tangki_septik", t("Septic tank", "Septic tank");
        2, "ipal", t("IPAL", "Treatment plant");
        3, "kolam_sawah_sungai", t("Kolam/sawah/sungai/laut", "Pond, field, river or sea");
        4, "lubang_tanah", t("Lubang tanah", "Hole in the ground");
        5, "pantai_kebun", t("Pantai/tanah lapang/kebun", "Beach, open land or garden");
        6, "lainnya", t("Lainnya", "Other");
    ]

    /// The work of the head of the family, or of a member.
    WORK = "kedudukan_pekerjaan" [
        WORK_NONE, "tidak_bekerja", t("Tidak bekerja", "Does not work");
        1, "usaha_sendiri", t("Usaha sendiri (tani, dagang, nelayan)", "Self-employed (farm, trade, fishing)");
        2, "usaha_buruh_tidak_tetap",
            t("Usaha, dibantu buruh tidak tetap", "Own business, casual helpers");
        3, "usaha_buruh_tetap", t("Usaha, dibantu buruh tetap", "Own business, employees");
        4, "buruh_swasta", t("Buruh/pegawai swasta", "Private employee");
        WORK_STATE, "pns_tni_polri_bumn", t("PNS/TNI/Polri/BUMN/pejabat", "State or state company");
        6, "bebas_pertanian", t("Buruh tani lepas", "Casual farm worker");
        7, "bebas_nonpertanian", t("Buruh lepas bukan tani", "Other casual worker");
        8, "pekerja_keluarga", t("Membantu keluarga, tidak dibayar", "Unpaid family worker");
    ]

    /// What the family earns in a month.
    INCOME = "penghasilan_kisaran" [
        1, "kurang_500_ribu", t("Kurang dari Rp500.000", "Less than Rp500,000");
        2, "500_ribu_1_juta", t("Rp500.000 sampai 1 juta", "Rp500,000 to 1 million");
        3, "1_2_juta", t("Rp1 juta sampai 2 juta", "Rp1 to 2 million");
        4, "2_3_juta", t("Rp2 juta sampai 3 juta", "Rp2 to 3 million");
        5, "lebih_3_juta", t("Lebih dari Rp3 juta", "More than Rp3 million");
        6, "tidak_bersedia", t("Tidak mau menjawab", "Does not want to say");
    ]

    /// Floor area per person against two lines; a hint, never a decision.
    AREA_HINT = "luas_per_jiwa_kisaran" [
        1, "kurang_7_2", t("Di bawah 7,2 m² (batas rumah layak)", "Below 7.2 m² (decent house)");
        2, "kurang_8", t("Di bawah 8 m² (batas BPS)", "Below 8 m² (BPS)");
        3, "minimal_8", t("8 m² atau lebih", "8 m² or more");
    ]
}
