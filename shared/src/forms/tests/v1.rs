//! Records that were filled with version 1: they open, show and are checked as they were then, and
//! nothing that was typed is dropped. These answers are never changed.

use super::{
    super::{
        balita::{self, BALITA},
        bansos::BANSOS,
        visit::{self, VISIT},
    },
    Answers, Filled, Situation, check_situations_of,
    v2::PROPOSALS,
};
use crate::form::model::{Field, Scene};

const HOME: Answers = &[
    ("jenis_kunjungan", "keluarga"),
    ("tanggal_kunjungan", "2026-11-20"),
    ("cara_data", "kunjungan_rumah"),
    ("hasil_pendataan", "lengkap"),
    ("nama_kepala_keluarga", "Wartini"),
    ("no_kk", "3523161203159999"),
    ("alamat", "Utara masjid, cat hijau"),
    ("responden.nama", "Wartini"),
    ("responden.hubungan", "kepala_keluarga"),
    ("persetujuan", "diberikan"),
    ("saksi", "Pak Kasun"),
];

const SESSION: Answers = &[
    ("jenis_kunjungan", "posyandu_balai"),
    ("tanggal_kunjungan", "2026-11-20"),
    ("tempat", "Posyandu Melati 2"),
    ("persetujuan", "diberikan"),
    ("saksi", "Bu Kader"),
];

const VISITS: &[Situation] = &[
    Situation { name: "home", answers: HOME, visit: &[], n_answers: 11 },
    Situation { name: "session", answers: SESSION, visit: &[], n_answers: 5 },
    Situation {
        name: "nobody",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-24"),
            ("cara_data", "kunjungan_rumah"),
            ("hasil_pendataan", "tidak_ada_responden"),
            ("nama_kepala_keluarga", "Wartini"),
            ("alamat", "Utara masjid"),
            ("tgl_kembali", "2026-12-01"),
            ("catatan", "Kata tetangga ke sawah"),
        ],
        visit: &[],
        n_answers: 8,
    },
    Situation {
        name: "refused",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-20"),
            ("cara_data", "kunjungan_rumah"),
            ("hasil_pendataan", "menolak"),
            ("nama_kepala_keluarga", "Wartini"),
            ("alamat", "Utara masjid"),
            ("catatan", "Tidak mau didata"),
        ],
        visit: &[],
        n_answers: 7,
    },
    Situation {
        name: "with all that is optional",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-20"),
            ("cara_data", "balai_desa"),
            ("hasil_pendataan", "tidak_lengkap"),
            ("nama_kepala_keluarga", "Wartini"),
            ("alasan_tanpa_kk", "belum_dilihat"),
            ("alamat", "Utara masjid"),
            ("rt", "3"),
            ("rw", "1"),
            ("dusun", "Krajan"),
            ("responden.nama", "Siti"),
            ("responden.hubungan", "tetangga"),
            ("responden.hp", "0812-3456-7890"),
            ("persetujuan", "ditolak"),
            ("tgl_kembali", "2026-11-30"),
            ("catatan", "KK di rumah anak"),
        ],
        visit: &[],
        n_answers: 16,
    },
];

const IN_SESSION: Answers = &[
    ("anak.nama", "Budi"),
    ("anak.jk", "L"),
    ("anak.tgl_lahir", "2025-11-20"),
    ("berat_g", "9,6"),
    ("panjang_tinggi_01mm", "75,7"),
    ("posisi_ukur", "L"),
];

const AT_HOME: Answers = &[
    ("anak.nama", "Budi"),
    ("anak.jk", "L"),
    ("anak.tgl_lahir", "2025-11-20"),
    ("anak.nik", "3523162011259999"),
    ("anak.sumber_nik", "kk"),
    ("pengasuh.nama", "Wartini"),
    ("pengasuh.hubungan", "ibu"),
    ("sumber_ukur", "diukur_psm"),
    ("berat_g", "9,6"),
    ("panjang_tinggi_01mm", "75,7"),
    ("posisi_ukur", "L"),
    ("edema", "tidak"),
];

const CHILDREN: &[Situation] = &[
    Situation { name: "session", answers: IN_SESSION, visit: SESSION, n_answers: 6 },
    Situation { name: "home", answers: AT_HOME, visit: HOME, n_answers: 12 },
    Situation {
        name: "book",
        answers: &[
            ("anak.nama", "Budi"),
            ("anak.jk", "L"),
            ("anak.tgl_lahir", "2025-11-20"),
            ("anak.alasan_tanpa_nik", "belum_dilihat"),
            ("pengasuh.nama", "Wartini"),
            ("pengasuh.hubungan", "ibu"),
            ("sumber_ukur", "posyandu"),
            ("tgl_ukur", "2026-11-05"),
            ("berat_g", "9,5"),
            ("edema", "tidak"),
        ],
        visit: HOME,
        n_answers: 10,
    },
    Situation {
        name: "told",
        answers: &[
            ("anak.nama", "Budi"),
            ("anak.jk", "L"),
            ("anak.tgl_lahir", "2025-11-20"),
            ("anak.alasan_tanpa_nik", "belum_dilihat"),
            ("pengasuh.nama", "Wartini"),
            ("pengasuh.hubungan", "ibu"),
            ("sumber_ukur", "keterangan_ortu"),
            ("berat_g", "5,1"),
        ],
        visit: HOME,
        n_answers: 8,
    },
    Situation {
        name: "with all that is optional",
        answers: &[
            ("anak.nama", "Sri"),
            ("anak.jk", "P"),
            ("anak.tgl_lahir", "2025-01-20"),
            ("anak.tempat_lahir", "Tuban"),
            ("anak.nik", "3523166001259999"),
            ("anak.sumber_nik", "kartu"),
            ("pengasuh.nama", "Wartini"),
            ("pengasuh.hubungan", "kakek_nenek"),
            ("pengasuh.hp", "081234567890"),
            ("sumber_ukur", "diukur_psm"),
            ("berat_g", "9,9"),
            ("panjang_tinggi_01mm", "80,5"),
            ("posisi_ukur", "L"),
            ("edema", "tidak"),
            ("lila_01mm", "14,5"),
            ("lingkar_kepala_01mm", "46"),
            ("prematur", "ya"),
            ("umur_kandungan_minggu", "35"),
            ("berat_lahir_g", "2400"),
            ("asi_eksklusif", "ya"),
            ("layanan", "buku_kia,posyandu_rutin"),
            ("penyakit_penyerta", "tidak"),
            ("rokok_di_rumah", "ya"),
            ("intervensi", "pmt"),
        ],
        visit: HOME,
        n_answers: 24,
    },
];

/// Old measures that version 2 judges otherwise.
const LIGHT: Answers = &[("berat_g", "7,6"), ("panjang_tinggi_01mm", "")];

#[test]
fn whatever_was_whole_in_version_1_is_whole_now() {
    check_situations_of(1, &VISIT, VISITS);
    check_situations_of(1, &BALITA, CHILDREN);
    for one in PROPOSALS {
        let filled = Filled::of(&BANSOS, one, &[("alamat_ktp_sama", "")]).at(1).settled();
        assert_eq!(filled.problems(), [], "{}", one.name);
    }
}

#[test]
fn version_1_is_not_asked_what_came_later() {
    let later = |filled: &Filled| {
        let scene: Scene<'_> = filled.scene();
        let is_asked = |field: &&Field| field.since > 1 && scene.is_asked(&filled.values, field);
        filled.kind.fields().map(|(_, field)| field).filter(is_asked).count()
    };
    for one in VISITS {
        assert_eq!(later(&Filled::of(&VISIT, one, &[]).at(1)), 0, "{}", one.name);
    }
    for one in CHILDREN {
        assert_eq!(later(&Filled::of(&BALITA, one, &[]).at(1)), 0, "{}", one.name);
    }
    let settled = Filled::of(&VISIT, &VISITS[0], &[]).at(1).settled();
    assert_eq!(settled.values.at(visit::BASIS.tag), None);
}

#[test]
fn a_light_child_needs_a_follow_up_from_version_2_on() {
    let session = super::situation(CHILDREN, "session");
    let old = Filled::of(&BALITA, session, LIGHT).at(1).settled();
    assert_eq!(old.words("tindakan").as_deref(), Some("Ajak periksa ke Posyandu atau Puskesmas"));
    assert_eq!(old.problems(), []);
    let new = Filled::of(&BALITA, session, LIGHT);
    let missing = (String::from("intervensi"), "follow_up_missing");
    assert!(new.settled().problems().contains(&missing));
}

#[test]
fn without_agreement_version_1_asks_for_a_reason() {
    let declined: Answers = &[("persetujuan", "ditolak"), ("saksi", "")];
    let mut filled = Filled::of(&BALITA, super::situation(CHILDREN, "home"), &[]).at(1);
    super::fill(&VISIT, filled.visit.as_mut().unwrap(), declined);
    assert_eq!(filled.settled().blocking(), [("anak.nama".into(), "child_consent")]);
}

#[test]
fn a_record_of_version_1_can_be_mended_as_one() {
    let change: Answers = &[("anak.nama", "Budi Santoso"), ("berat_g", "9,7")];
    let mended = Filled::of(&BALITA, super::situation(CHILDREN, "home"), change).at(1).settled();
    assert_eq!(mended.problems(), []);
    assert_eq!(mended.values.get(balita::WEIGHT), Some(9_700));
}
