//! What the invented families answered in the forms about one of them: who fits, and the answers.

use shared::{
    day::Day,
    form::{
        model::FormKind,
        value::{Key, Row, RowId, Values},
    },
    forms::{
        akses_kesehatan::AKSES_KESEHATAN,
        akses_pendidikan::AKSES_PENDIDIKAN,
        ats::ATS,
        bansos::{self, BANSOS},
        disabilitas::DISABILITAS,
        mutasi_keluarga::{self, MUTASI_KELUARGA},
        ppks::PPKS,
        subject,
    },
    sex::Sex,
};

use super::{
    answers::somebody,
    people::relation,
    typed::{Typed, fill},
};
use crate::store::register::{Family, Person};

/// Under this number a kind has the person it is about, or what stands there.
const WHOM: Key<Values> = subject::SUBJECT;

/// A form about somebody of a family; `None` where nobody fits.
pub type Writer = fn(&Family, Day) -> Option<(&'static FormKind, Values)>;

/// Those that few families fit.
pub const RARE: [Writer; 5] = [out_of_school, moved_out, born, access_to_school, welfare];
/// Those that somebody of every family fits.
const COMMON: [Writer; 2] = [access_to_health, disability];

/// The writers to try for a visit of this number, one after the other: a rare one mostly.
pub fn writers(number: usize) -> impl Iterator<Item = Writer> {
    let n_rare = if number % 4 == 3 { 0 } else { RARE.len() };
    let rare = RARE.into_iter().cycle().skip(number % RARE.len()).take(n_rare);
    rare.chain(COMMON.into_iter().cycle().skip(number / 4 % COMMON.len()).take(COMMON.len()))
}

fn age(person: &Person, today: Day) -> i32 {
    person.birth.map_or(0, |birth| today.years_since(birth))
}

/// Fills a form about somebody whose group is the one under `whom`.
fn about(
    kind: &'static FormKind,
    (family, who): (&Family, &Person),
    answers: &[Typed<'_>],
    today: Day,
) -> Option<(&'static FormKind, Values)> {
    let mut values = Values::new();
    values.set(whom(kind), somebody(family, who));
    fill(kind, &mut values, answers, today);
    Some((kind, values))
}

/// Where the group of the person stands, by the way to his NIK.
fn whom(kind: &FormKind) -> Key<Values> {
    kind.nik.and_then(|path| path.first()).map_or(WHOM, |tag| Key::new(tag.0))
}

/// Somebody old without insurance, or whose free insurance was switched off.
fn access_to_health(family: &Family, today: Day) -> Option<(&'static FormKind, Values)> {
    let old = family.members.iter().find(|person| age(person, today) >= 60);
    if let Some(old) = old {
        let answers = [
            ("usulan", "usul_pbi"),
            ("darurat", "tidak"),
            ("segmen_jkn", "bukan_peserta"),
            ("sktm", "ya"),
            ("kelompok", "lansia"),
            ("kemandirian", "sebagian"),
            ("hambatan", "jarak,biaya_obat"),
        ];
        return about(&AKSES_KESEHATAN, (family, old), &answers, today);
    }
    let answers = [
        ("usulan", "reaktivasi_pbi"),
        ("darurat", "tidak"),
        ("segmen_jkn", "pbi_jk"),
        ("status_jkn", "nonaktif_dinonaktifkan"),
        ("alasan_pbi_nonaktif", "tidak_di_dtsen"),
        ("nonaktif_sejak", "3"),
        ("kelompok", "umum"),
        ("hambatan", "tidak_punya_jkn"),
    ];
    about(&AKSES_KESEHATAN, (family, family.members.first()?), &answers, today)
}

/// A child of school age, with the level and grade of that age.
fn pupil(family: &Family, today: Day) -> Option<(&Person, &'static str, String)> {
    let child = family.members.iter().find(|person| (8..=17).contains(&age(person, today)))?;
    let years = age(child, today);
    let level = match years {
        ..=12 => "sd",
        13..=15 => "smp",
        _ => "sma",
    };
    Some((child, level, (years - 6).min(12).to_string()))
}

fn out_of_school(family: &Family, today: Day) -> Option<(&'static FormKind, Values)> {
    let (child, level, grade) = pupil(family, today)?;
    let year = (today.ymd().0 - 1).to_string();
    let (carer, relation) = carer(family);
    let answers = [
        ("hasil_verifikasi", "benar_ats"),
        ("kategori_ats", "DO"),
        ("jenjang", level),
        ("kelas", &grade),
        ("tahun_keluar", &year),
        ("alasan", "biaya,jarak_transport"),
        ("alasan_utama", "biaya"),
        ("keinginan", "paket"),
        ("bekerja", "tidak"),
        ("wali.nama", carer),
        ("wali.hubungan", relation),
        ("tanpa_hp", "tidak_punya"),
    ];
    about(&ATS, (family, child), &answers, today)
}

fn access_to_school(family: &Family, today: Day) -> Option<(&'static FormKind, Values)> {
    let (child, level, grade) = pupil(family, today)?;
    let answers = [
        ("keadaan_siswa", "masih_sekolah"),
        ("jenjang", level),
        ("kelas", &grade),
        ("sekolah", "Sekolah negeri di desa"),
        ("kebutuhan", "seragam,buku"),
        ("ijazah_ditahan", "tidak"),
        ("pip_status", "belum"),
        ("usulan", "pip"),
    ];
    about(&AKSES_PENDIDIKAN, (family, child), &answers, today)
}

/// Who looks after the children: the second of the family, else the first.
fn carer(family: &Family) -> (&str, &'static str) {
    let carer = family.members.get(1).or(family.members.first());
    let is_mother = carer.is_some_and(|carer| carer.sex == Some(Sex::Female));
    (carer.map_or("", |carer| &carer.name), if is_mother { "ibu" } else { "ayah" })
}

/// Somebody who walks with difficulty and needs a wheelchair.
fn disability(family: &Family, today: Day) -> Option<(&'static FormKind, Values)> {
    let grown_up = |person: &&Person| age(person, today) >= 18;
    let who = family.members.iter().rev().find(grown_up)?;
    let answers = [
        ("penglihatan", "tidak_ada"),
        ("pendengaran", "tidak_ada"),
        ("berjalan", "sama_sekali_tidak_bisa"),
        ("tangan", "sedikit_kesulitan"),
        ("komunikasi", "tidak_ada"),
        ("belajar", "tidak_ada"),
        ("ingatan", "tidak_ada"),
        ("perilaku", "tidak_ada"),
        ("mandiri", "banyak_kesulitan"),
        ("ragam", "fisik"),
        ("tingkat_mandiri", "sebagian"),
        ("pendamping", "saudara"),
        ("umur_pendamping", "45"),
        ("punya_alat", "tidak"),
        ("perlu_alat", "ya"),
        ("alat_dibutuhkan.0.alat", "kursi_roda_dewasa"),
        ("alat_dibutuhkan.0.jumlah", "1"),
        ("usulan", "alat,aspd"),
    ];
    about(&DISABILITAS, (family, who), &answers, today)
}

/// A baby that is not on the family card yet.
fn born(family: &Family, today: Day) -> Option<(&'static FormKind, Values)> {
    let is_baby = |person: &&Person| {
        person.birth.is_some_and(|birth| (0..=180).contains(&today.since(birth)))
    };
    let baby = family.members.iter().find(is_baby)?;
    let mother = family.members.iter().find(|person| person.relation == relation::WIFE)?;
    let mut values = Values::new();
    values.set(mutasi_keluarga::BABY, somebody(family, baby));
    values.set(mutasi_keluarga::MOTHER, somebody(family, mother));
    let answers = [
        ("jenis", "lahir"),
        ("akta_lahir", "tidak"),
        ("didaftarkan_kk", "tidak"),
        ("berat_lahir_g", "3,1"),
        ("panjang_lahir_01mm", "49"),
        ("tempat_persalinan", "puskesmas"),
        ("penolong_persalinan", "bidan"),
    ];
    fill(&MUTASI_KELUARGA, &mut values, &answers, today);
    Some((&MUTASI_KELUARGA, values))
}

/// A grown-up child who works elsewhere now.
fn moved_out(family: &Family, today: Day) -> Option<(&'static FormKind, Values)> {
    let is_it = |person: &&Person| person.relation == relation::CHILD && age(person, today) >= 17;
    let who = family.members.iter().find(is_it)?;
    let answers = [
        ("jenis", "pindah_keluar"),
        ("tgl_peristiwa", "40"),
        ("tujuan_pindah", "antar_provinsi"),
        ("nama_tempat", "Samarinda"),
        ("sekeluarga", "tidak"),
        ("surat_pindah", "tidak"),
        ("alasan_pindah", "pekerjaan"),
    ];
    about(&MUTASI_KELUARGA, (family, who), &answers, today)
}

/// Somebody old who lives alone, or a grandchild whose father has died.
fn welfare(family: &Family, today: Day) -> Option<(&'static FormKind, Values)> {
    let is_orphan = |person: &&Person| {
        person.relation == relation::GRANDCHILD && (1..=17).contains(&age(person, today))
    };
    let head = family.members.first()?;
    if let Some(orphan) = family.members.iter().find(is_orphan) {
        let answers = [
            ("kategori", "yatim_piatu"),
            ("status_orang_tua", "yatim"),
            ("akta_kematian", "ya"),
            ("ortu_menikah_lagi", "tidak"),
            ("pengasuh", "kakek_nenek"),
            ("wali.nama", &head.name),
            ("status_yapi", "belum"),
            ("risiko_segera", "tidak"),
            ("tempat_sekarang", "rumah_keluarga"),
            ("kebutuhan", "pendidikan"),
        ];
        return about(&PPKS, (family, orphan), &answers, today);
    }
    let answers = [
        ("kategori", "ppks_08"),
        ("tinggal_sendiri", if family.members.len() == 1 { "ya" } else { "tidak" }),
        ("adl", "sebagian"),
        ("risiko_segera", "tidak"),
        ("situasi", "tidak_cukup_makan"),
        ("tempat_sekarang", "rumah_sendiri"),
        ("kebutuhan", "permakanan"),
    ];
    (age(head, today) >= 60).then(|| about(&PPKS, (family, head), &answers, today)).flatten()
}

/// A family that is proposed for the first time, with everybody of it and the house.
pub fn proposed(family: &Family, today: Day) -> Option<(&'static FormKind, Values)> {
    let answers = [
        ("usulan", "usul_baru"),
        ("menerima_bantuan", "tidak"),
        ("tanpa_foto", "gelap_atau_hujan"),
        ("desil", "2"),
        ("alamat_ktp_sama", "ya"),
        ("pekerjaan_kk", "tidak_bekerja"),
        ("sumber_anggota", "kk"),
        ("kepemilikan_rumah", "milik_sendiri"),
        ("bukti_lahan", "girik_letter_c"),
        ("luas_lantai_m2", "36"),
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
    let head = family.members.first()?;
    let (kind, mut values) = about(&BANSOS, (family, head), &answers, today)?;
    let rows = family.members.iter().zip(1..);
    let rows = rows.map(|(who, number)| Row { id: RowId(number), values: somebody(family, who) });
    values.set(bansos::PEOPLE, rows.collect());
    for (idx, who) in family.members.iter().enumerate() {
        let answers = member(family, who, today);
        let paths = answers.map(|(name, _)| format!("anggota.{idx}.{name}"));
        let typed: Vec<_> =
            paths.iter().zip(answers).map(|(path, (_, typed))| (&**path, typed)).collect();
        fill(kind, &mut values, &typed, today);
    }
    Some((kind, values))
}

/// What a proposal asks of each of a family; what is not asked of somebody's age is left away later.
fn member(family: &Family, who: &Person, today: Day) -> [Typed<'static>; 7] {
    let is_couple = family.members.iter().any(|person| person.relation == relation::WIFE);
    let marital = match who.relation {
        relation::HEAD | relation::WIFE if is_couple => "kawin",
        relation::HEAD | relation::PARENT => "cerai_mati",
        _ => "belum_kawin",
    };
    let schooling = if age(who, today) < 19 { "masih_sekolah" } else { "tidak_sekolah_lagi" };
    [
        ("status_kawin", marital),
        ("partisipasi_sekolah", schooling),
        ("ijazah_tertinggi", "sd"),
        ("pekerjaan", "tidak_bekerja"),
        ("disabilitas", "tidak"),
        ("penyakit_kronis", "tidak"),
        ("hamil", "tidak"),
    ]
}
