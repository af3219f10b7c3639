//! The lists of options on orphans and others who need social welfare (PPKS), and on people for whom an
//! officer is asked in confidence.

use super::lists;
use crate::text::t;

/// A child under five that is neglected ([`GROUP`]).
pub const GROUP_TODDLER: u16 = 1;
/// A child that is neglected.
pub const GROUP_CHILD: u16 = 2;
/// A child on the street.
pub const GROUP_STREET_CHILD: u16 = 4;
/// A child with a disability.
pub const GROUP_DISABLED_CHILD: u16 = 5;
/// An old person who is neglected.
pub const GROUP_OLD: u16 = 8;
/// A woman in hardship.
pub const GROUP_WOMAN: u16 = 23;
/// An orphan; not one of the 26 types.
pub const GROUP_ORPHAN: u16 = 31;

/// Both parents live ([`PARENTS`]).
pub const PARENTS_LIVE: u16 = 1;
/// The father died.
pub const FATHER_DIED: u16 = 2;
/// The mother died.
pub const MOTHER_DIED: u16 = 3;
/// Both died.
pub const BOTH_DIED: u16 = 4;

/// The child lives alone ([`GUARDIAN`]).
pub const GUARDIAN_NOBODY: u16 = 10;

/// No need ([`NEED`]).
pub const NEED_NOTHING: u16 = 0;
/// Nowhere to refer to ([`REFERRAL`]).
pub const REFER_NOWHERE: u16 = 0;

/// Receives YAPI already ([`super::assistance::PARTICIPATION`]).
pub const YAPI_RECEIVES: u16 = super::assistance::RECEIVES;

/// Somebody is in danger now ([`SUMMARY`]).
pub const SUMMARY_DANGER: u16 = 1;
/// Should be referred.
pub const SUMMARY_REFER: u16 = 2;
/// Needs something.
pub const SUMMARY_NEEDS: u16 = 3;
/// An orphan without YAPI.
pub const SUMMARY_NO_YAPI: u16 = 4;
/// Nothing is needed now.
pub const SUMMARY_RECORDED: u16 = 5;

/// Danger, now ([`URGENCY`]).
pub const URGENT_NOW: u16 = 1;

/// Through the person who reports ([`CONTACT`]).
pub const CONTACT_REPORTER: u16 = 1;
/// By telephone.
pub const CONTACT_PHONE: u16 = 2;
/// Through somebody who is trusted.
pub const CONTACT_TRUSTED: u16 = 3;
/// At a safe place.
pub const CONTACT_PLACE: u16 = 4;

lists! {
    /// Who needs social welfare: the types of Permensos 8/2012 under their numbers, without those that
    /// a volunteer must not tell (3, 6, 7, 10, 15 to 19), and orphans.
    GROUP = "ppks" [
        GROUP_ORPHAN, "yatim_piatu", t("Anak yatim/piatu/yatim piatu", "Orphan");
        GROUP_TODDLER, "ppks_01", t("Balita terlantar", "Neglected child under five");
        GROUP_CHILD, "ppks_02", t("Anak terlantar", "Neglected child");
        GROUP_STREET_CHILD, "ppks_04", t("Anak jalanan", "Street child");
        GROUP_DISABLED_CHILD, "ppks_05", t("Anak dengan kedisabilitasan", "Child with a disability");
        GROUP_OLD, "ppks_08", t("Lanjut usia terlantar", "Neglected old person");
        9, "ppks_09", t("Penyandang disabilitas", "Person with a disability");
        11, "ppks_11", t("Gelandangan", "Homeless person");
        12, "ppks_12", t("Pengemis", "Beggar");
        13, "ppks_13", t("Pemulung", "Scavenger");
        14, "ppks_14", t("Kelompok minoritas", "Minority");
        20, "ppks_20", t("Pekerja migran bermasalah", "Migrant worker in trouble");
        21, "ppks_21", t("Korban bencana alam", "Victim of a natural disaster");
        22, "ppks_22", t("Korban bencana sosial", "Victim of a social disaster");
        GROUP_WOMAN, "ppks_23", t("Perempuan rawan sosial ekonomi", "Woman in hardship");
        24, "ppks_24", t("Fakir miskin", "Destitute");
        25, "ppks_25", t("Keluarga bermasalah sosial psikologis", "Family in distress");
        26, "ppks_26", t("Komunitas adat terpencil", "Remote indigenous community");
    ]

    /// Whether the parents live.
    PARENTS = "status_orang_tua" [
        FATHER_DIED, "yatim", t("Ayah meninggal (yatim)", "The father died");
        MOTHER_DIED, "piatu", t("Ibu meninggal (piatu)", "The mother died");
        BOTH_DIED, "yatim_piatu", t("Keduanya meninggal", "Both died");
        5, "tidak_diketahui", t("Tidak diketahui/menelantarkan", "Not known, or they left");
        PARENTS_LIVE, "lengkap", t("Keduanya masih hidup", "Both live");
    ]

    /// Who brings the child up.
    GUARDIAN = "pengasuh_anak" [
        1, "ayah", t("Ayah", "Father");
        2, "ibu", t("Ibu", "Mother");
        3, "kakek_nenek", t("Kakek/nenek", "Grandparent");
        4, "paman_bibi", t("Paman/bibi", "Uncle or aunt");
        5, "kakak", t("Kakak", "Elder sibling");
        6, "orang_tua_sambung", t("Orang tua kandung & sambung", "Parent and step-parent");
        7, "lksa_panti", t("LKSA/panti", "Children's home");
        8, "pesantren", t("Pesantren", "Islamic boarding school");
        9, "orang_lain", t("Orang lain", "Somebody else");
        GUARDIAN_NOBODY, "sendiri", t("Tinggal sendiri", "Lives alone");
    ]

    /// Whether the child goes to school (BPS Regsosek 412).
    SCHOOLING = "status_sekolah" [
        2, "masih_sekolah", t("Masih sekolah", "At school");
        3, "tidak_sekolah_lagi", t("Tidak sekolah lagi", "No longer at school");
        1, "belum_pernah", t("Belum/tidak pernah sekolah", "Never at school");
    ]

    /// How far an old person manages alone.
    DAILY_LIFE = "adl" [
        1, "mandiri", t("Semua bisa sendiri", "Manages alone");
        2, "sebagian", t("Sebagian dibantu", "Needs some help");
        3, "total", t("Semua dibantu orang lain", "Needs help with everything");
    ]

    /// How things are; a menu, so that nobody writes a story about another person.
    SITUATION = "situasi_ppks" [
        1, "tanpa_pengasuh", t("Tidak ada yang merawat", "Nobody looks after the person");
        2, "tidak_cukup_makan", t("Tidak cukup makan", "Not enough food");
        3, "tanpa_tempat_tinggal", t("Tidak punya tempat tinggal", "No place to live");
        4, "sakit_tanpa_obat", t("Sakit, belum berobat", "Ill and not treated");
        5, "tanpa_dokumen", t("Tidak punya surat-surat", "No papers");
        6, "tanpa_penghasilan", t("Tidak ada penghasilan", "No income");
        7, "kena_bencana", t("Rumah/usaha kena bencana", "Home or work hit by disaster");
        8, "terpisah_keluarga", t("Terpisah dari keluarga", "Separated from the family");
        9, "putus_sekolah", t("Tidak sekolah", "Not at school");
        10, "lainnya", t("Lainnya", "Other");
    ]

    /// Where the person is now.
    WHEREABOUTS = "tempat_ppks" [
        1, "rumah_sendiri", t("Di rumah sendiri", "At home");
        2, "rumah_keluarga", t("Di rumah keluarga", "With relatives");
        3, "rumah_orang_lain", t("Di rumah orang lain", "With others");
        4, "panti", t("Panti/LKSA", "In a home");
        5, "fasilitas_kesehatan", t("Puskesmas/rumah sakit", "In a clinic or hospital");
        6, "pengungsian", t("Pengungsian", "In a shelter");
        7, "jalanan", t("Di jalan/tempat umum", "On the street");
        8, "tidak_tahu", t("Tidak tahu", "Not known");
    ]

    /// To whom it was reported.
    REPORTED = "dilaporkan_ke" [
        1, "desa", t("Desa/kelurahan", "The village");
        2, "tksk", t("TKSK", "The district supervisor");
        3, "puskesmas", t("Puskesmas", "The clinic");
        4, "polsek", t("Polsek", "The police");
        5, "upt_ppa", t("UPT PPA", "The protection unit");
        0, "tidak_ada", t("Belum ke mana-mana", "To nobody yet");
    ]

    /// What is needed.
    NEED = "kebutuhan_ppks" [
        1, "permakanan", t("Makanan", "Food");
        2, "sandang", t("Pakaian", "Clothes");
        3, "hunian", t("Tempat tinggal", "Housing");
        4, "medis", t("Berobat", "Treatment");
        5, "dokumen", t("Surat-surat (KTP, KK, akta)", "Papers");
        6, "pendampingan_hukum", t("Bantuan hukum", "Legal help");
        7, "pengasuhan", t("Pengasuhan", "Care");
        8, "pemulangan", t("Dipulangkan ke daerah asal", "A way home");
        9, "pendidikan", t("Sekolah", "School");
        NEED_NOTHING, "tidak_ada", t("Tidak ada", "Nothing");
    ]

    /// Where the person might be helped.
    REFERRAL = "rujukan_ppks" [
        1, "lksa", t("LKSA/panti", "Children's home");
        2, "upt_jatim", t("UPT Dinsos Jawa Timur", "Unit of the province");
        3, "rsj", t("RSJ/rumah sakit", "Hospital");
        4, "sentra", t("Sentra Kemensos", "Centre of the ministry");
        5, "puskesmas", t("Puskesmas", "Clinic");
        REFER_NOWHERE, "tidak_ada", t("Tidak perlu", "Not needed");
    ]

    /// What a record says in one line; worked out.
    SUMMARY = "ringkasan_ppks" [
        SUMMARY_DANGER, "risiko_segera", t("Ada bahaya: telepon petugas", "In danger: call the office");
        SUMMARY_REFER, "perlu_rujukan", t("Diusulkan dirujuk", "Proposed for referral");
        SUMMARY_NEEDS, "ada_kebutuhan", t("Ada yang dibutuhkan", "Something is needed");
        SUMMARY_NO_YAPI, "belum_yapi", t("Yatim/piatu, belum menerima YAPI", "Orphan, without YAPI");
        SUMMARY_RECORDED, "dicatat", t("Dicatat, tidak ada kebutuhan", "Recorded, nothing needed");
    ]

    /// How soon an officer should come.
    URGENCY = "kedaruratan" [
        URGENT_NOW, "sekarang", t("Sekarang, ada bahaya", "Now, there is danger");
        2, "segera", t("Dalam 1–2 hari", "Within one or two days");
        3, "minggu_ini", t("Dalam minggu ini", "Within this week");
    ]

    /// Which way of contact is safe.
    CONTACT = "cara_kontak_aman" [
        CONTACT_REPORTER, "lewat_psm", t("Hubungi saya (PSM) dulu", "Contact me, the worker, first");
        CONTACT_PHONE, "telepon", t("Telepon orangnya", "Call the person");
        CONTACT_TRUSTED, "orang_tepercaya", t("Lewat orang yang dipercaya", "Through somebody trusted");
        CONTACT_PLACE, "tempat_aman", t("Bertemu di tempat aman", "Meet at a safe place");
    ]
}
