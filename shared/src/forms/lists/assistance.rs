//! The lists of options on social assistance: proposals, reasons, programmes, assets.

use super::lists;
use crate::text::t;

/// Nothing changes in what the family receives ([`PROPOSAL`]).
pub const KEEP: u16 = 1;
/// A family is proposed for the first time.
pub const NEW: u16 = 2;
/// The family should no longer receive. (4, to contest another family, is not a form of ours.)
pub const REMOVE: u16 = 3;
/// Data are wrong.
pub const CORRECT: u16 = 5;
/// Another person of the family takes over.
pub const REPLACE: u16 = 6;

/// Died and nobody is left on the family card ([`REASON_REMOVE`]).
pub const REASON_DIED: u16 = 1;
/// The recipient died, others are left on the card ([`REASON_REPLACE`]).
pub const REASON_DIED_REPLACE: u16 = 2;
/// Moved away.
pub const REASON_MOVED: u16 = 3;
/// Another reason, to be explained.
pub const REASON_OTHER: u16 = 18;

/// Said to gamble online ([`REASON_REMOVE`], [`REASON_CORRECT`]).
pub const REASON_GAMBLING: u16 = 23;
/// The account is blocked ([`REASON_CORRECT`]).
pub const REASON_BLOCKED: u16 = 24;

/// What is received has changed ([`CHANGE`]).
pub const CHANGE_PROGRAMS: u16 = 5;
/// Something else has changed, to be explained.
pub const CHANGE_OTHER: u16 = 6;
/// The members of the family have changed.
pub const CHANGE_MEMBERS: u16 = 1;
/// The address has changed.
pub const CHANGE_ADDRESS: u16 = 2;
/// The work has changed.
pub const CHANGE_WORK: u16 = 3;
/// House or belongings have changed.
pub const CHANGE_HOUSE: u16 = 4;

/// Program Keluarga Harapan ([`PROGRAM`]).
pub const PROGRAM_PKH: u16 = 1;
/// Sembako, formerly BPNT.
pub const PROGRAM_FOOD: u16 = 2;
/// Other help of regency or village; there may be several.
pub const PROGRAM_LOCAL: u16 = 20;
/// Anything else; there may be several.
pub const PROGRAM_OTHER: u16 = 21;

/// Receives now ([`PARTICIPATION`]).
pub const RECEIVES: u16 = 1;

/// On the list, but nothing came yet.
pub const LISTED_NOT_PAID: u16 = 4;

/// None of the assets ([`ASSET`]).
pub const ASSET_NONE: u16 = 0;
/// A car.
pub const ASSET_CAR: u16 = 10;
/// Another house.
pub const ASSET_HOUSE: u16 = 15;
/// Cattle.
pub const ASSET_CATTLE: u16 = 16;
/// Buffaloes.
pub const ASSET_BUFFALO: u16 = 17;
/// Horses.
pub const ASSET_HORSE: u16 = 18;
/// Goats and sheep.
pub const ASSET_GOAT: u16 = 19;
/// Poultry.
pub const ASSET_POULTRY: u16 = 20;
/// Other animals.
pub const ASSET_OTHER_ANIMAL: u16 = 21;

/// None of the criteria ([`CRITERION`]).
pub const CRITERION_NONE: u16 = 0;
/// The head of the family does not work.
pub const CRITERION_NO_WORK: u16 = 2;
/// Floor mostly earth or plain cement.
pub const CRITERION_FLOOR: u16 = 6;
/// Poor walls.
pub const CRITERION_WALL: u16 = 7;
/// No toilet of their own.
pub const CRITERION_TOILET: u16 = 8;
/// 450 VA or no electricity.
pub const CRITERION_POWER: u16 = 9;

lists! {
    /// What is proposed.
    PROPOSAL = "usulan_kelayakan" [
        KEEP, "tetap_layak", t("Tetap menerima", "Keep receiving");
        NEW, "usul_baru", t("Usulkan penerima baru", "Propose as new");
        REMOVE, "usul_hapus", t("Usulkan berhenti", "Propose to stop");
        CORRECT, "perbaikan_data", t("Perbaikan data", "Correct data");
        REPLACE, "ganti_pengurus", t("Ganti pengurus", "Change the recipient");
    ]

    /// Why a family should no longer receive.
    REASON_REMOVE = "alasan_tidak_layak" [
        REASON_DIED, "meninggal_tanpa_ahli_waris",
            t("Meninggal, tidak ada ahli waris di KK", "Died, nobody left on the card");
        REASON_MOVED, "pindah", t("Pindah", "Moved away");
        4, "tidak_ditemukan", t("Tidak ditemukan", "Not found");
        5, "ganda", t("Tercatat dua kali", "On record twice");
        6, "mampu", t("Sudah mampu", "Well off");
        7, "graduasi_mandiri", t("Mundur sendiri karena sudah mampu", "Withdraws, being well off");
        8, "menolak", t("Menolak bantuan", "Refuses help");
        9, "pekerjaan_asn_tni_polri", t("PNS/TNI/Polri/BUMN/pensiunan", "State employee or retired");
        10, "sdm_kesos",
            t("Bekerja sebagai pendamping sosial (PKH, TKSK)", "Works for social services (PKH, TKSK)");
        11, "upah_diatas_minimum", t("Upah di atas UMK", "Earns above the minimum wage");
        12, "pengurus_badan_usaha", t("Punya/mengurus PT atau CV", "Owns or runs a company");
        13, "tidak_ada_komponen",
            t("Tidak ada lagi ibu hamil, balita, anak sekolah, lansia, disabilitas (PKH)",
              "No one pregnant, small, at school, old or disabled any more (PKH)");
        14, "tidak_layak_survei",
            t("Hasil survei: keluarga sudah mampu", "Survey: the family is well off");
        21, "keluarga_asn_tni_polri",
            t("Ada keluarga ASN/TNI/Polri/BUMN/pejabat", "A relative works for the state"), since 3;
        22, "desil_6_10", t("Desil 6 sampai 10", "Decile 6 to 10"), since 3;
        REASON_GAMBLING, "judi_daring",
            t("Terindikasi judi daring", "Said to gamble online"), since 3;
        REASON_OTHER, "lainnya", t("Lainnya (jelaskan)", "Other (explain)");
    ]

    /// Why another person takes over. Codes go on from [`REASON_REMOVE`].
    REASON_REPLACE = "alasan_ganti_pengurus" [
        REASON_DIED_REPLACE, "meninggal_ganti_pengurus", t("Pengurus meninggal", "Died");
        REASON_MOVED, "pindah", t("Pengurus pindah", "Moved away");
        19, "tidak_sanggup", t("Pengurus sakit atau terlalu tua", "Ill or too old");
        REASON_OTHER, "lainnya", t("Lainnya (jelaskan)", "Other (explain)");
    ]

    /// What is wrong. Codes go on from [`REASON_REMOVE`].
    REASON_CORRECT = "alasan_perbaikan" [
        15, "nik_tidak_padan", t("NIK atau nama tidak cocok", "NIK or name does not match");
        16, "rekening_bermasalah", t("Rekening/KKS bermasalah", "Trouble with account or card");
        17, "tidak_transaksi", t("Bantuan tidak diambil", "Help was not taken");
        5, "ganda", t("Tercatat dua kali", "On record twice");
        20, "data_keluarga", t("Data keluarga atau alamat salah", "Family or address is wrong");
        25, "desil_tidak_sesuai",
            t("Desil tidak sesuai keadaan", "The decile does not fit"), since 3;
        REASON_BLOCKED, "rekening_diblokir", t("Rekening diblokir", "Account blocked"), since 3;
        REASON_GAMBLING, "judi_daring",
            t("Terindikasi judi daring", "Said to gamble online"), since 3;
        REASON_OTHER, "lainnya", t("Lainnya (jelaskan)", "Other (explain)");
    ]

    /// Where a family moved to.
    DESTINATION = "tujuan_pindah" [
        1, "antar_desa", t("Desa lain, kecamatan sama", "Another village, same district");
        2, "antar_kecamatan", t("Kecamatan lain di Tuban", "Another district of Tuban");
        3, "antar_kabkota", t("Kabupaten/kota lain", "Another regency or city");
        4, "antar_provinsi", t("Provinsi lain", "Another province");
        5, "luar_negeri", t("Luar negeri", "Abroad");
        6, "tidak_tahu", t("Tidak tahu", "Not known");
    ]

    /// What has changed in a family that keeps receiving.
    CHANGE = "perubahan_keluarga" [
        CHANGE_MEMBERS, "anggota_keluarga", t("Anggota keluarga", "Members");
        CHANGE_ADDRESS, "alamat", t("Alamat", "Address");
        CHANGE_WORK, "pekerjaan", t("Pekerjaan", "Work");
        CHANGE_HOUSE, "rumah_aset", t("Rumah atau barang", "House or belongings");
        CHANGE_PROGRAMS, "bantuan", t("Bantuan yang diterima", "What is received");
        CHANGE_OTHER, "lainnya", t("Lainnya (jelaskan)", "Other (explain)");
    ]

    /// What has changed in who belongs to a family.
    CHANGE_OF_MEMBERS = "perubahan_anggota" [
        1, "lahir", t("Ada yang lahir", "Somebody was born");
        2, "meninggal", t("Ada yang meninggal", "Somebody died");
        3, "pindah_keluar", t("Ada yang pindah keluar", "Somebody moved out");
        4, "pindah_masuk", t("Ada yang pindah masuk", "Somebody moved in");
        5, "menikah_pisah_kk", t("Menikah atau pisah KK", "Married or has an own card");
        6, "cerai", t("Cerai", "Divorced");
        7, "lainnya", t("Lainnya", "Other");
    ]

    /// Programmes of central, provincial and local government.
    PROGRAM = "program_bansos" [
        PROGRAM_PKH, "pkh", t("PKH", "PKH (families)");
        PROGRAM_FOOD, "sembako", t("Sembako/BPNT", "Sembako (food)");
        3, "pbi_jk", t("BPJS gratis (PBI JK)", "PBI JK (health insurance)");
        4, "blt_dd", t("BLT Dana Desa", "BLT Dana Desa (cash)");
        5, "blt_kesra", t("BLT Kesra", "BLT Kesra (cash)");
        6, "bantuan_beras", t("Bantuan beras", "Rice");
        7, "pip", t("PIP/KIP", "PIP (school)");
        8, "kip_kuliah", t("KIP Kuliah", "KIP Kuliah (university)");
        9, "atensi", t("ATENSI", "ATENSI (rehabilitation)");
        10, "yapi", t("YAPI (yatim piatu)", "YAPI (orphans)");
        11, "permakanan", t("Permakanan lansia/disabilitas", "Meals for elderly or disabled");
        12, "rutilahu", t("Perbaikan rumah (RST/BSPS)", "House repair");
        13, "pkh_plus_jatim", t("PKH Plus Jatim (lansia 70+)", "PKH Plus East Java (70+)");
        14, "aspd_jatim", t("ASPD Jatim (disabilitas)", "ASPD East Java (disabled)");
        15, "kip_jawara_jatim", t("KIP Jawara Jatim", "KIP Jawara East Java");
        16, "blt_dbhcht", t("BLT buruh rokok (DBHCHT)", "Tobacco workers (cash)");
        17, "subsidi_listrik", t("Subsidi listrik", "Electricity subsidy");
        18, "subsidi_lpg", t("Subsidi elpiji", "LPG subsidy");
        19, "subsidi_pupuk", t("Subsidi pupuk", "Fertiliser subsidy");
        22, "makan_bergizi_gratis",
            t("Makan Bergizi Gratis (MBG)", "Free meals (MBG)"), since 3;
        23, "sekolah_rakyat", t("Sekolah Rakyat", "Sekolah Rakyat (school)"), since 3;
        24, "pena_kube", t("PENA/KUBE (modal usaha)", "PENA/KUBE (small business)"), since 3;
        25, "bpjs_tk_rentan",
            t("BPJS TK pekerja rentan", "BPJS TK (work insurance)"), since 3;
        PROGRAM_LOCAL, "bansos_kabupaten", t("Bantuan kabupaten/desa lain", "Other local help");
        PROGRAM_OTHER, "lainnya", t("Lainnya", "Other");
    ]

    /// Why no decile is written down.
    NO_DECILE = "desil_tanpa" [
        1, "tidak_tahu", t("Desil tidak tahu", "Decile not known");
        2, "tidak_mau", t("Tidak mau menyebut desil", "Does not want to say the decile");
    ]

    /// How it stands with a programme.
    PARTICIPATION = "status_kepesertaan" [
        RECEIVES, "menerima", t("Menerima", "Receives");
        2, "pernah", t("Pernah, sekarang tidak", "Did, not any more");
        LISTED_NOT_PAID, "terdaftar_belum_cair", t("Terdaftar, belum cair", "Listed, not paid yet");
        3, "belum", t("Belum pernah", "Never");
        5, "tidak_tahu", t("Tidak tahu", "Not known");
    ]

    /// What a family owns; animals are counted after.
    ASSET = "aset" [
        1, "gas_5_kg", t("Tabung gas 5,5 kg atau lebih", "Gas bottle of 5.5 kg or more");
        2, "kulkas", t("Kulkas", "Refrigerator");
        3, "ac", t("AC", "Air conditioner");
        4, "pemanas_air", t("Pemanas air", "Water heater");
        5, "telepon_rumah", t("Telepon rumah", "Fixed telephone");
        6, "tv_30", t("TV 30 inci atau lebih", "TV of 30 inches or more");
        7, "laptop", t("Laptop/komputer", "Computer");
        8, "motor", t("Sepeda motor", "Motorcycle");
        9, "sepeda", t("Sepeda", "Bicycle");
        ASSET_CAR, "mobil", t("Mobil", "Car");
        11, "perahu", t("Perahu", "Boat");
        12, "kapal_motor", t("Kapal/perahu motor", "Motor boat");
        13, "smartphone", t("HP pintar", "Smartphone");
        14, "lahan", t("Lahan/sawah/tegalan lain", "Other land");
        ASSET_HOUSE, "rumah_lain", t("Rumah lain", "Another house");
        ASSET_CATTLE, "sapi", t("Sapi", "Cattle");
        ASSET_BUFFALO, "kerbau", t("Kerbau", "Buffaloes");
        ASSET_HORSE, "kuda", t("Kuda", "Horses");
        ASSET_GOAT, "kambing_domba", t("Kambing/domba", "Goats or sheep");
        ASSET_POULTRY, "unggas", t("Ayam/bebek/unggas lain", "Poultry");
        ASSET_OTHER_ANIMAL, "ternak_lain", t("Ternak lain", "Other animals");
        ASSET_NONE, "tidak_ada", t("Tidak ada semuanya", "None of these");
    ]

    /// Criteria of Kepmensos 262/HUK/2022; no score follows from them.
    CRITERION = "kriteria_fakir_miskin" [
        1, "tanpa_tempat_tinggal", t("Tidak punya tempat tinggal", "No place to live");
        CRITERION_NO_WORK, "kk_tidak_bekerja", t("Kepala keluarga tidak bekerja", "Head does not work");
        3, "khawatir_tidak_makan", t("Pernah takut tidak bisa makan", "Worried about not having enough to eat");
        4, "pengeluaran_makan_besar",
            t("Lebih dari separuh belanja untuk makan", "More than half is spent on food");
        5, "tanpa_belanja_pakaian",
            t("Setahun tidak membeli pakaian", "Bought no clothes for a year");
        CRITERION_FLOOR, "lantai_tanah_plester", t("Lantai tanah atau plester", "Earth or cement floor");
        CRITERION_WALL, "dinding_buruk", t("Dinding bambu/papan/seng/terpal", "Poor walls");
        CRITERION_TOILET, "tanpa_jamban", t("Tidak punya jamban sendiri", "No toilet of their own");
        CRITERION_POWER, "listrik_450_atau_tanpa",
            t("Listrik 450 watt atau tanpa listrik", "450 watts or no electricity");
        CRITERION_NONE, "tidak_ada", t("Tidak ada semuanya", "None of these");
    ]
}
