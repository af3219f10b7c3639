//! Records that were filled with version 2, as `v1` has those of version 1. These answers are never
//! changed.

use super::{
    super::{
        balita::BALITA,
        bansos::{self, BANSOS},
    },
    Answers, Filled, Situation, check_situations_of, situation, situations,
};

const HOME: Answers = &[
    ("jenis_kunjungan", "keluarga"),
    ("tanggal_kunjungan", "2026-11-20"),
    ("cara_data", "kunjungan_rumah"),
    ("ada_keterangan", "ya"),
    ("hasil_pendataan", "lengkap"),
    ("nama_kepala_keluarga", "Wartini"),
    ("no_kk", "3523161203159999"),
    ("alamat", "Utara masjid, cat hijau"),
    ("rt", "3"),
    ("rw", "1"),
    ("responden.nama", "Wartini"),
    ("responden.hubungan", "kepala_keluarga"),
    ("persetujuan", "diberikan"),
    ("saksi", "Pak Kasun"),
];

const KEEP: Answers = &[
    ("usulan", "tetap_layak"),
    ("masih_tinggal", "ya"),
    ("ada_perubahan", "tidak"),
    ("subjek.nama", "Wartini"),
    ("subjek.nik", "3523164101909999"),
    ("subjek.sumber_nik", "daftar"),
];

const NEW: Answers = &[
    ("usulan", "usul_baru"),
    ("subjek.nama", "Wartini"),
    ("subjek.jk", "P"),
    ("subjek.tgl_lahir", "1990-01-01"),
    ("subjek.nik", "3523164101909999"),
    ("subjek.sumber_nik", "kartu"),
    ("subjek.shdk", "kepala_keluarga"),
    ("menerima_bantuan", "tidak"),
    ("alamat_ktp_sama", "ya"),
    ("jumlah_anggota", "5"),
    ("pekerjaan_kk", "tidak_bekerja"),
    ("kepemilikan_rumah", "milik_sendiri"),
    ("bukti_lahan", "girik_letter_c"),
    ("luas_lantai_m2", "35"),
    ("lantai", "tanah"),
    ("dinding", "anyaman_bambu"),
    ("atap", "genteng"),
    ("air_minum", "sumur_bor"),
    ("jarak_tinja", "minimal_10"),
    ("penerangan", "pln_meteran"),
    ("daya_listrik", "450"),
    ("bahan_bakar", "gas_3"),
    ("fasilitas_bab", "bersama"),
    ("kloset", "leher_angsa"),
    ("pembuangan_tinja", "tangki_septik"),
    ("aset", "motor,kambing_domba"),
    ("kambing_domba", "3"),
    ("kriteria", "kk_tidak_bekerja,lantai_tanah_plester"),
];

pub(super) const PROPOSALS: &[Situation] = &[
    Situation { name: "keep", answers: KEEP, visit: HOME, n_answers: 6 },
    Situation { name: "new", answers: NEW, visit: HOME, n_answers: 28 },
    Situation {
        name: "keep without card",
        answers: &[
            ("usulan", "tetap_layak"),
            ("masih_tinggal", "ya"),
            ("ada_perubahan", "tidak"),
            ("subjek.nama", "Wartini"),
            ("subjek.alasan_tanpa_nik", "belum_dilihat"),
        ],
        visit: HOME,
        n_answers: 5,
    },
    Situation {
        name: "keep, programmes changed",
        answers: &[
            ("usulan", "tetap_layak"),
            ("masih_tinggal", "ya"),
            ("ada_perubahan", "ya"),
            ("perubahan", "bantuan,lainnya"),
            ("penjelasan", "Anak pertama lulus"),
            ("subjek.nama", "Wartini"),
            ("subjek.nik", "3523164101909999"),
            ("subjek.sumber_nik", "kk"),
            ("program.0.program", "pkh"),
            ("program.0.status", "pernah"),
            ("program.0.bulan_terakhir", "10/2026"),
        ],
        visit: HOME,
        n_answers: 11,
    },
    Situation {
        name: "remove, died",
        answers: &[
            ("usulan", "usul_hapus"),
            ("subjek.nama", "Wartini"),
            ("subjek.nik", "3523164101909999"),
            ("subjek.sumber_nik", "kk"),
            ("alasan_hapus", "meninggal_tanpa_ahli_waris"),
            ("tgl_meninggal", "2026-11-01"),
            ("program.0.program", "sembako"),
            ("program.0.status", "menerima"),
            ("kks_akhir", "0123"),
        ],
        visit: HOME,
        n_answers: 9,
    },
    Situation {
        name: "remove, moved, no number",
        answers: &[
            ("usulan", "usul_hapus"),
            ("subjek.nama", "Wartini"),
            ("subjek.jk", "P"),
            ("subjek.perkiraan_umur", "60"),
            ("subjek.tempat_lahir", "Tuban"),
            ("subjek.alasan_tanpa_nik", "dokumen_hilang"),
            ("alasan_hapus", "pindah"),
            ("tujuan_pindah", "luar_negeri"),
            ("program.0.program", "sembako"),
            ("program.0.status", "menerima"),
        ],
        visit: HOME,
        n_answers: 10,
    },
    Situation {
        name: "replace",
        answers: &[
            ("usulan", "ganti_pengurus"),
            ("subjek.nama", "Wartini"),
            ("subjek.nik", "3523164101909999"),
            ("subjek.sumber_nik", "kk"),
            ("alasan_ganti", "meninggal_ganti_pengurus"),
            ("tgl_meninggal", "2026-11-01"),
            ("pengurus_baru.nama", "Slamet"),
            ("pengurus_baru.jk", "L"),
            ("pengurus_baru.tgl_lahir", "1990-01-01"),
            ("pengurus_baru.nik", "3523160101909999"),
            ("pengurus_baru.sumber_nik", "kk"),
            ("pengurus_baru.shdk", "anak"),
            ("pengurus_baru.hp", "081234567890"),
            ("program.0.program", "pkh"),
            ("program.0.status", "menerima"),
            ("program.1.program", "sembako"),
            ("program.1.status", "tidak_tahu"),
        ],
        visit: HOME,
        n_answers: 17,
    },
    Situation {
        name: "correct",
        answers: &[
            ("usulan", "perbaikan_data"),
            ("subjek.nama", "Wartini"),
            ("subjek.nik", "3523164101909999"),
            ("subjek.sumber_nik", "kartu"),
            ("alasan_perbaikan", "nik_tidak_padan"),
            ("penjelasan", "Nama di KKS tertulis Wartinah"),
        ],
        visit: HOME,
        n_answers: 6,
    },
    Situation {
        name: "new, not complete",
        answers: &[
            ("usulan", "usul_baru"),
            ("subjek.nama", "Wartini"),
            ("subjek.jk", "P"),
            ("subjek.perkiraan_umur", "60"),
            ("subjek.alasan_tanpa_nik", "belum_rekam"),
            ("subjek.shdk", "kepala_keluarga"),
            ("menerima_bantuan", "ya"),
            ("program.0.program", "bantuan_beras"),
            ("program.0.status", "menerima"),
            ("desil", "2"),
            ("alamat_ktp_sama", "tidak"),
            ("jumlah_anggota", "1"),
            ("pekerjaan_kk", "bebas_pertanian"),
            ("penghasilan_kisaran", "kurang_500_ribu"),
            ("aset", "sapi,kerbau,kuda,unggas,ternak_lain"),
            ("sapi", "1"),
            ("kerbau", "1"),
            ("kuda", "1"),
            ("unggas", "200"),
            ("ternak_lain", "2"),
            ("kirim_tidak_lengkap", "ya"),
        ],
        visit: HOME,
        n_answers: 21,
    },
    Situation {
        name: "keep, everything changed",
        answers: &[
            ("usulan", "tetap_layak"),
            ("masih_tinggal", "ya"),
            ("ada_perubahan", "ya"),
            ("perubahan", "anggota_keluarga,alamat,pekerjaan,rumah_aset"),
            ("subjek.nama", "Wartini"),
            ("subjek.nik", "3523164101909999"),
            ("subjek.sumber_nik", "kk"),
            ("perubahan_anggota", "lahir,pindah_keluar"),
            ("alamat_baru", "Pindah ke selatan balai desa"),
            ("pekerjaan_baru", "bebas_pertanian"),
            ("rumah_aset_baru", "Beli motor"),
        ],
        visit: HOME,
        n_answers: 11,
    },
];

#[test]
fn whatever_was_whole_in_version_2_is_whole_now() {
    check_situations_of(2, &BANSOS, PROPOSALS);
    // Nobody was in a register then.
    let is_old = |one: &&Situation| one.answers.iter().all(|(path, _)| !path.ends_with(".orang"));
    for one in situations(&BALITA).iter().filter(is_old) {
        assert_eq!(Filled::of(&BALITA, one, &[]).at(2).settled().problems(), [], "{}", one.name);
    }
}

#[test]
fn version_2_is_not_asked_what_came_later() {
    for one in PROPOSALS {
        let filled = Filled::of(&BANSOS, one, &[]).at(2).settled();
        let scene = filled.scene();
        for (_, field) in BANSOS.fields().filter(|(_, field)| field.since > 2) {
            assert!(!scene.is_asked(&filled.values, field), "{} {}", one.name, field.name);
            assert_eq!(filled.values.at(field.tag), None, "{} {}", one.name, field.name);
        }
    }
}

#[test]
fn a_family_of_version_2_counts_as_many_people_as_were_typed() {
    let filled = Filled::of(&BANSOS, situation(PROPOSALS, "new"), &[]).at(2).settled();
    assert_eq!(filled.values.get(bansos::AREA_PER_HEAD), Some(700));
    assert_eq!(filled.values.get(bansos::N_PEOPLE), None);
}
