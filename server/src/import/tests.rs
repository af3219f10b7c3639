//! Lists as they come, laid over a register.
#![expect(clippy::unwrap_used, reason = "tests")]

use shared::{day::Day, region::VillageCode, sex::Sex};

use super::{
    columns::Mapping,
    date::Order,
    line::Reading,
    place::Places,
    report::{Counts, Report},
    xlsx::tests::workbook,
    *,
};
use crate::store::{
    Scope,
    register::{Family, FamilyState, Person, PersonState},
    tasks::{Task, TaskEnd},
};

/// Mondokan, Kec. Tuban.
const MONDOKAN: u32 = 3_523_161_003;

fn today() -> Day {
    Day::from_ymd(2026, 11, 30).unwrap()
}

struct Office {
    store: Store,
}

impl Office {
    fn new() -> Self {
        Self { store: Store::in_memory(7) }
    }

    fn import_with(&self, list: &[u8], is_dry: bool, is_tasks: bool) -> (Counts, String) {
        let Beginning { title_line, columns } = beginning(list, &Mapping::default()).unwrap();
        let places = Places::default();
        let import = Import {
            store: &self.store,
            reading: Reading {
                columns: &columns,
                places: &places,
                village: Some(VillageCode::from_number(MONDOKAN)),
                order: Order::Dmy,
                today: today(),
                source: "daftar",
            },
            title_line,
            is_dry,
            now_ms: 1_795_000_000_000,
        };
        let mut errors = Vec::new();
        let mut report = Report::new(Some(Box::new(&mut errors))).unwrap();
        let done = if is_tasks {
            import.run_tasks(list, &mut report, &mut |_| {})
        } else {
            import.run(list, &mut report, &mut |_| {})
        };
        done.unwrap();
        let counts = report.finish().unwrap();
        let sum = counts.n_new + counts.n_changed + counts.n_same + counts.n_refused;
        assert_eq!(counts.n_read, sum, "{counts:?}");
        (counts, String::from_utf8(errors).unwrap())
    }

    /// Imports a list of people: new, changed, same, refused, and the errors without their head.
    fn import(&self, list: &str) -> ((u64, u64, u64, u64), Vec<String>) {
        let (counts, errors) = self.import_with(list.as_bytes(), false, false);
        let Counts { n_new, n_changed, n_same, n_refused, .. } = counts;
        let errors = errors.lines().skip(1).map(String::from).collect();
        ((n_new, n_changed, n_same, n_refused), errors)
    }

    fn tasks(&self, list: &str) -> (u64, u64, u64, u64) {
        let (counts, _) = self.import_with(list.as_bytes(), false, true);
        (counts.n_new, counts.n_changed, counts.n_same, counts.n_refused)
    }

    fn families(&self, village: u32) -> Vec<Family> {
        let village = VillageCode::from_number(village);
        self.store.read(move |tx| tx.families(Scope::Regency, village)).wait().unwrap()
    }

    fn people(&self) -> Vec<Person> {
        self.families(MONDOKAN).into_iter().flat_map(|family| family.members).collect()
    }

    fn change(&self, change: impl FnOnce(&mut Family) + Send + 'static) {
        let mut family = self.families(MONDOKAN).remove(0);
        change(&mut family);
        self.store.write(move |tx| tx.put_family(family)).wait().unwrap();
    }

    fn all_tasks(&self) -> Vec<Task> {
        let village = VillageCode::from_number(MONDOKAN);
        self.store.read(move |tx| tx.tasks_changed(village, 0, 99)).wait().unwrap()
    }
}

const SIAK: &str = "\
DAFTAR PENDUDUK;;;;;;;;;;;
NO_KK;NIK;NAMA_LGKP;JENIS_KLMIN;TGL_LHR;STAT_HBKEL;ALAMAT;NO_RT;NO_RW;DUSUN;NAMA_KEL;NAMA_KEC
3523160203129991;3523160101809991;BUDI SANTOSO;LAKI-LAKI;01/01/1980;KEPALA KELUARGA;Utara masjid;003;001;KRAJAN;MONDOKAN;TUBAN
3523160203129991;3523164202859992;SITI AMINAH;PEREMPUAN;02/02/1985;ISTRI;Utara masjid;003;001;KRAJAN;MONDOKAN;TUBAN
3523160203129991;0;AHMAD;LAKI-LAKI;05/06/2024;ANAK;Utara masjid;003;001;KRAJAN;MONDOKAN;TUBAN
";

#[test]
fn a_list_of_siak_is_stored_as_families_and_again_it_is_the_same() {
    let office = Office::new();
    assert_eq!(office.import(SIAK), ((3, 0, 0, 0), vec![]));
    let families = office.families(MONDOKAN);
    assert_eq!(families.len(), 1);
    let family = &families[0];
    assert_eq!(family.no_kk, Some(3_523_160_203_129_991));
    assert_eq!((family.rt, family.rw), (Some(3), Some(1)));
    assert_eq!((family.hamlet.as_str(), family.address.as_str()), ("KRAJAN", "Utara masjid"));
    let [budi, siti, ahmad] = &family.members[..] else { panic!("{family:?}") };
    assert_eq!((budi.nik, budi.relation), (Some(3_523_160_101_809_991), 1));
    assert_eq!((siti.sex, siti.relation), (Some(Sex::Female), 3));
    assert_eq!((ahmad.nik, ahmad.birth), (None, Day::from_ymd(2024, 6, 5)));
    let last_seq = family.last_seq;
    assert_eq!(office.import(SIAK).0, (0, 0, 3, 0));
    assert_eq!(office.families(MONDOKAN)[0].last_seq, last_seq, "nothing was written");
}

#[test]
fn a_later_list_updates_and_never_empties() {
    let office = Office::new();
    office.import(SIAK);
    let later = "NIK,Nama,Alamat,RT,Tgl Lahir\n\
        3523160101809991,BUDI SANTOSO,Timur balai,,\n\
        3523162506249990,AHMAD,,4,05/06/2024\n";
    let (counts, errors) = office.import(later);
    assert_eq!(counts, (0, 2, 0, 0), "{errors:?}");
    let family = &office.families(MONDOKAN)[0];
    assert_eq!(family.address, "Timur balai");
    assert_eq!((family.rt, family.members[0].birth), (Some(3), Day::from_ymd(1980, 1, 1)));
    assert_eq!(family.members[2].nik, Some(3_523_162_506_249_990));
}

#[test]
fn what_a_psm_has_verified_stays() {
    let office = Office::new();
    office.import(SIAK);
    office.change(|family| {
        family.verified = Some(today());
        family.members[0].verified = Some(today());
        family.members[0].name = String::from("Budi Santosa");
        family.address = String::from("Belakang pasar");
        family.rw = None;
    });
    let (counts, errors) = office.import(SIAK);
    // What is empty is filled in all the same.
    assert_eq!(counts, (0, 1, 2, 0));
    assert_eq!(errors.len(), 4, "{errors:?}");
    assert!(errors[0].starts_with("3,alamat,\"berbeda, tidak diubah\""), "{errors:?}");
    assert!(errors[1].starts_with("3,nama,"), "{errors:?}");
    assert!(errors.iter().all(|line| !line.contains("Budi") && !line.contains("3523")));
    let family = &office.families(MONDOKAN)[0];
    assert_eq!((family.address.as_str(), family.rw), ("Belakang pasar", Some(1)));
    assert_eq!(family.members[0].name, "Budi Santosa");
    // Nor is he moved into another family, or given another number.
    let moved = "no_kk,nik,nama\n3523160203129999,3523160101809991,Budi Santosa\n";
    assert_eq!(office.import(moved).0, (0, 0, 1, 0));
    assert_eq!(office.families(MONDOKAN).len(), 1);
}

#[test]
fn village_and_name_suffice_and_nobody_is_melted_with_another() {
    let office = Office::new();
    let rough = "nama;rt;desa;kecamatan\nSiti;1;Mondokan;Tuban\nSiti;2;Mondokan;Tuban\nSITI;1;Mondokan;Tuban\n";
    let (counts, errors) = office.import(rough);
    assert_eq!(counts, (2, 0, 1, 0));
    assert!(errors[0].contains("Orang yang sama dengan baris 2"), "{errors:?}");
    assert_eq!(office.import(rough).0, (0, 0, 3, 0));
    // Temporary and made-up numbers, the same for two people, make nobody another.
    let office = Office::new();
    let zeros = "nik,no_kk,nama,tgl_lahir\n\
        0,0,Siti,01/02/1990\n0,0,Siti,01/02/1991\n0000000000000000,-,Slamet,01/02/1990\n\
        0352316100300001,,Kasih,01/02/1990\n0352316100300001,,Kasih,03/02/1990\n";
    assert_eq!(office.import(zeros).0, (5, 0, 0, 0));
    assert!(office.people().iter().all(|person| person.nik.is_none()));
    assert_eq!(office.import(zeros).0, (0, 0, 5, 0));
}

#[test]
fn a_nik_of_somebody_else_is_refused() {
    let office = Office::new();
    office.import(SIAK);
    let other = "nik,nama,tgl_lahir\n3523160101809991,Wagiman,03/03/1971\n";
    let (counts, errors) = office.import(other);
    assert_eq!(counts, (0, 0, 0, 1));
    let says = "milik orang dengan nama dan tanggal lahir lain";
    assert!(errors.iter().any(|line| line.contains(says)), "{errors:?}");
    assert_eq!(office.people().len(), 3);
}

#[test]
fn numbers_that_a_spreadsheet_spoilt_are_refused_with_the_remedy() {
    let office = Office::new();
    let list = "nik;nama\n3,52316E+15;Budi\n352316010180999;Siti\n35231601018O9991;Ahmad\n1111111111111111;Kasih\n";
    let (counts, errors) = office.import(list);
    assert_eq!(counts, (0, 0, 0, 4));
    assert!(errors[0].starts_with("2,nik,ditolak,"), "{errors:?}");
    assert!(errors[0].contains("Ubah format kolom menjadi Teks"), "{errors:?}");
    assert!(errors[1].contains("ini 15"), "{errors:?}");
    let sheet = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
        <row r=\"2\"><c r=\"A2\"><v>3523160101809990</v></c><c r=\"B2\" t=\"s\"><v>2</v></c></row>\
        <row r=\"3\"><c r=\"A3\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>2</v></c></row>";
    let words = "<sst><si><t>NIK</t></si><si><t>Nama</t></si><si><t>Budi</t></si></sst>";
    let (counts, errors) = office.import_with(&workbook(sheet, words), false, false);
    assert_eq!((counts.n_new, counts.n_refused), (1, 1));
    assert!(errors.contains("2,NIK,ditolak,\"Sel ini berisi angka, bukan teks."), "{errors}");
    assert_eq!(office.people()[0].nik, None);
}

#[test]
fn each_row_that_is_refused_says_where_why_and_what_to_do() {
    let office = Office::new();
    let list = "nama,desa,kecamatan,tgl_lahir,nik,no_kk\n\
        ,Mondokan,,,,\n\
        Siti,Mondokann,,,,\n\
        Siti,Sidomulyo,,,,\n\
        Siti,Mondokan,,31/02/1990,,\n\
        Siti,Mondokan,,01/02/90,,\n\
        Siti,Mondokan,,01/02/2030,,\n\
        Siti,Mondokan,,,3523160101809991,3523160101809991\n\
        Siti,Sidomulyo,Tuban,,,\n";
    let (counts, errors) = office.import(list);
    assert_eq!(counts, (1, 0, 0, 7));
    let columns: Vec<_> = errors.iter().map(|line| line.split(',').nth(1).unwrap()).collect();
    assert_eq!(columns, ["nama", "desa", "desa", "tgl_lahir", "tgl_lahir", "tgl_lahir", "nik"]);
    assert!(errors[1].contains("Mungkin maksudnya Mondokan."), "{errors:?}");
    assert!(errors[2].contains("Tambahkan kolom kecamatan"), "{errors:?}");
}

#[test]
fn a_dry_run_counts_and_stores_nothing() {
    let office = Office::new();
    let (counts, _) = office.import_with(SIAK.as_bytes(), true, false);
    assert_eq!((counts.n_read, counts.n_new), (3, 3));
    assert_eq!(office.families(MONDOKAN), []);
}

#[test]
fn a_new_card_of_the_head_is_the_familys_and_of_another_member_his_own() {
    let office = Office::new();
    office.import(SIAK);
    let renewed = SIAK.replace("3523160203129991", "3523161111269990");
    let (counts, _) = office.import(&renewed);
    assert_eq!(counts, (0, 1, 2, 0));
    let family = &office.families(MONDOKAN)[0];
    assert_eq!(family.no_kk, Some(3_523_161_111_269_990));
    assert_eq!(family.former_kk.len(), 1);
    assert!(family.had_kk(3_523_160_203_129_991));
    // The list of before is an old one.
    assert_eq!(office.import(SIAK).0, (0, 0, 3, 0));
    let own = "no_kk,nik,nama,shdk\n3523161211269990,3523164202859992,SITI AMINAH,3\n";
    assert_eq!(office.import(own).0, (0, 1, 0, 0));
    let families = office.families(MONDOKAN);
    let sizes: Vec<_> = families.iter().map(|family| family.members.len()).collect();
    assert_eq!(sizes.iter().sum::<usize>(), 3);
    assert_eq!(families.len(), 2);
}

#[test]
fn somebody_in_another_village_has_moved_there() {
    let office = Office::new();
    office.import(SIAK);
    let number = office.people()[0].number;
    assert_eq!(number, 1);
    let moved = SIAK.replace("MONDOKAN", "Sidomulyo");
    assert_eq!(office.import(&moved).0, (0, 3, 0, 0));
    assert_eq!(office.families(MONDOKAN), []);
    let there = VillageCode::from_number(3_523_161_005);
    let there = Places::default().named("Sidomulyo", Some("Tuban")).unwrap_or(there);
    let families = office.families(there.number());
    assert_eq!(families[0].members.len(), 3);
    assert_eq!(families[0].members[0].number, 1);
    let village = VillageCode::from_number(MONDOKAN);
    let left = office.store.read(move |tx| tx.families_changed(village, 0, 9)).wait().unwrap();
    assert_eq!((left[0].state, left[0].members.len()), (FamilyState::Moved, 0));
}

#[test]
fn the_dead_of_a_list_are_dead_and_opensid_codes_are_read() {
    let office = Office::new();
    let list = "alamat,dusun,rw,rt,nama,no_kk,nik,sex,tanggallahir,kk_level,status_dasar\n\
        Jl. A,Krajan,01,002,Budi,3523160203129991,3523160101809991,1,1980-01-01,1,1\n\
        Jl. A,Krajan,01,002,Siti,3523160203129991,3523164202859992,2,1985-02-02,3,2\n";
    assert_eq!(office.import(list), ((2, 0, 0, 0), vec![]));
    let people = office.people();
    assert_eq!((people[0].sex, people[0].relation), (Some(Sex::Male), 1));
    assert_eq!((people[1].relation, people[1].state), (3, PersonState::Dead));
}

#[test]
fn a_row_per_family_is_its_head() {
    let office = Office::new();
    let list = "Nama Kepala Keluarga;No KK;RT/RW;Program\nBudi;3523160203129991;003/001;BPNT\n";
    assert_eq!(office.import(list), ((1, 0, 0, 0), vec![]));
    let family = &office.families(MONDOKAN)[0];
    assert_eq!((family.rt, family.rw, family.members[0].relation), (Some(3), Some(1), 1));
    assert_eq!(family.programmes[0].code, 2);
    // A list of people adds to it, and does not make another of it.
    office.import("no_kk,nama,shdk\n3523160203129991,Budi,1\n3523160203129991,Siti,3\n");
    assert_eq!(office.families(MONDOKAN)[0].members.len(), 2);
}

#[test]
fn a_key_of_the_list_finds_its_row_again_whatever_else_is_different() {
    let office = Office::new();
    office.import("id_dtsen,nama,tgl_lahir\nA1,Sitti,01/02/1990\n");
    assert_eq!(office.import("id_dtsen,nama,tgl_lahir\nA1,Siti,01/03/1990\n").0, (0, 1, 0, 0));
    let people = office.people();
    assert_eq!((people.len(), people[0].name.as_str()), (1, "Siti"));
}

#[test]
fn a_family_has_no_more_members_than_anybody_reads() {
    let office = Office::new();
    let mut list = String::from("no_kk,nama,tgl_lahir\n");
    for number in 0..merge::MEMBERS_MAX + 3 {
        list.push_str(&format!("3523160203129991,Santri {number},01/01/2010\n"));
    }
    assert_eq!(office.import(&list).0, (100, 0, 0, 3));
}

#[test]
fn tasks_find_their_family_or_person_and_again_they_are_the_same() {
    let office = Office::new();
    office.import(SIAK);
    let list = "desa,nama,nik,no_kk,alasan,tenggat,formulir\n\
        Mondokan,Budi Santoso,,3523160203129991,Verifikasi DTSEN,31/12/2026,bansos\n\
        Mondokan,Ahmad,,,Timbang balita,15/12/2026,balita\n\
        Mondokan,Siti Aminah,3523164202859992,,Cek JKN,,\n\
        Mondokan,Orang baru,,,Cek,,\n\
        Mondokan,,,,Cek,,\n";
    assert_eq!(office.tasks(list), (4, 0, 0, 1));
    let tasks = office.all_tasks();
    let family = &office.families(MONDOKAN)[0];
    assert_eq!((tasks[0].family, tasks[0].person), (Some(family.id), None));
    assert_eq!((tasks[1].family, tasks[1].person), (Some(family.id), Some(family.members[2].id)));
    assert_eq!(tasks[2].person, Some(family.members[1].id));
    assert_eq!((tasks[3].family, tasks[3].name.as_str()), (None, "Orang baru"));
    assert_eq!(tasks[0].due, Day::from_ymd(2026, 12, 31));
    assert_eq!((tasks[0].kind, tasks[2].kind), (shared::forms::bansos::BANSOS.id.0, 0));
    assert_eq!(office.tasks(list), (0, 0, 4, 1));
    let later = "desa,nama,alasan,tenggat,formulir,status\n\
        Mondokan,Ahmad,Timbang balita,20/12/2026,balita,\n\
        Mondokan,Orang baru,Cek,,,batal\n";
    assert_eq!(office.tasks(later), (0, 2, 0, 0));
    let ends: Vec<_> = office.all_tasks().iter().map(|task| task.ended).collect();
    assert_eq!(ends, [TaskEnd::Open, TaskEnd::Open, TaskEnd::Open, TaskEnd::TakenBack]);
}

#[test]
fn a_task_of_another_village_tells_nothing_of_who_lives_there() {
    let office = Office::new();
    office.import(SIAK);
    let list = "desa,kecamatan,nama,nik,alasan\nSidomulyo,Tuban,Budi,3523160101809991,Cek\n";
    assert_eq!(office.tasks(list), (1, 0, 0, 0));
    let village = Places::default().named("Sidomulyo", Some("Tuban")).unwrap();
    let tasks = office.store.read(move |tx| tx.tasks_changed(village, 0, 9)).wait().unwrap();
    assert_eq!((tasks[0].family, tasks[0].person), (None, None));
}

#[test]
fn a_list_without_a_name_or_of_old_workbooks_is_refused() {
    let fails = |list: &[u8]| beginning(list, &Mapping::default()).unwrap_err().to_string();
    assert!(fails(b"a,b\n1,2\n").contains("no titles"), "{}", fails(b"a,b\n1,2\n"));
    assert!(fails(b"").contains("no titles"));
    assert!(fails(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]).contains("save it as .xlsx"));
}
