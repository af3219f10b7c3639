//! Every payload of a released version is kept under `wire/` and must read for ever, to the same
//! meaning. `UPDATE=1` adds files that are not there yet; it never touches one that is.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    fmt::Debug,
    path::{Path, PathBuf},
};

use client::blob::Blob1;
use client::register::{Chunk1, OwnFamilies1, OwnFamily1, Register1, Village1};
use client::reviews::{Kept1, Reviews1};
use client::rows::{
    Account1, Book1, Book2, Book3, Draft1, FeedCursor1, FeedCursor2, Outbox1, OutboxItem1, Past1,
    Record1, Stored,
};
use client::tasks::VillageTasks1;
use shared::{
    codec::Message,
    day::Day,
    form::{
        content::Content1,
        edit,
        eval::walk,
        model::{Field, FormKind, Kind, Scene, World},
        problem::{Override, Param, Path as Place},
        settle::settle,
        validate::blocking,
        value::{Row, RowId, Tag, Value, Values},
    },
    forms::{self, balita::BALITA, bansos::BANSOS, visit::VISIT},
    growth::tables::{Tables, WHO_BIN},
    id::{
        AccountId, BlobId, ChangeId, DecisionId, DeviceId, FamilyId, ParcelId, PersonId, RecordId,
        TaskId,
    },
    region::VillageCode,
    register::{
        family::{self, Families1, Family1, Gone1, Measure1, News, Person1},
        task::{self, Ended1, Task1, TaskNews, Tasks1},
    },
    sync::{
        account::{Activate1, Assignment1, Bound1, Profile1},
        feed::{self, PullReply2},
        own::{self, OwnRecord1},
        rescue::Rescue1,
        review::{self, Review1},
        wire::{
            self, Answer1, CODING_GZIP, CODING_PLAIN, Change1, Header1, OP_PUT, OP_WITHDRAW,
            Problem1, PullReply1, Push1, PushReply1, Receipt1, RecordStatus1, Verdict1,
            WHOLE_PARCEL,
        },
    },
};
use tests::drawn::Lot;

const AT_MS: u64 = 1_795_506_508_000;
const VILLAGE: VillageCode = VillageCode::from_number(3_523_161_003);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("wire")
}

/// Reads the stored payload of this name; with `UPDATE=1` stores it when there is none.
fn stored(name: &str, fresh: &[u8]) -> Vec<u8> {
    let file = folder().join(name);
    if std::env::var_os("UPDATE").is_some() && !file.exists() {
        std::fs::create_dir_all(folder()).unwrap();
        std::fs::write(&file, fresh).unwrap();
    }
    std::fs::read(&file).unwrap_or_else(|error| {
        panic!("{}: {error}; a new payload is stored by UPDATE=1", file.display())
    })
}

/// The stored payload means this, and this program writes it the same way.
fn check<T: Message + PartialEq + Debug>(name: &str, meaning: &T) {
    let fresh = wire::encode(meaning);
    let bytes = stored(name, &fresh);
    assert_eq!(wire::decode::<T>(&bytes).as_ref(), Ok(meaning), "{name}");
    // While version 1 is the one that is written.
    assert_eq!(bytes, fresh, "{name}: written another way: that is a new version");
}

fn check_row<T: Stored + PartialEq + Debug>(name: &str, meaning: &T) {
    let bytes = stored(name, &meaning.to_row_bytes());
    assert_eq!(T::from_row_bytes(&bytes).as_ref(), Ok(meaning), "{name}");
}

fn record() -> RecordId {
    RecordId::new(AT_MS, [1; 10])
}

fn change(number: u8) -> ChangeId {
    ChangeId::new(AT_MS, [number; 10])
}

fn device() -> DeviceId {
    DeviceId::new(AT_MS, [3; 10])
}

fn header(op: u8) -> Header1 {
    Header1 {
        change: change(2),
        record: record(),
        parent: Some(change(1)),
        visit: Some(RecordId::new(AT_MS, [9; 10])),
        kind: 12,
        kind_version: 1,
        village: VILLAGE,
        made_at_ms: AT_MS,
        op,
    }
}

/// One answer of each shape that there is.
fn values() -> Values {
    let mut inner = Values::new();
    inner.put(Tag(1), Some(Value::Int(3_523_164_111_249_990)));
    inner.put(Tag(4), Some(Value::Text(String::from("Siti Aminah"))));
    let mut values = Values::new();
    values.put(Tag(1), Some(Value::Bool(true)));
    values.put(Tag(2), Some(Value::Int(-5)));
    values.put(Tag(3), Some(Value::Text(String::from("Jl. Basuki Rahmat 12"))));
    values.put(Tag(4), Some(Value::Choice(300)));
    values.put(Tag(5), Some(Value::Choices(vec![1, 2, 300])));
    values.put(Tag(6), Some(Value::Day(Day::from_number(20_781))));
    values.put(Tag(7), Some(Value::Bytes(vec![0, 1, 255])));
    values.put(Tag(8), Some(Value::Group(inner.clone())));
    values.put(Tag(9), Some(Value::Rows(vec![Row { id: RowId(4_000_000_000), values: inner }])));
    values
}

fn content() -> Content1 {
    let path = Place::root().field(Tag(8)).field(Tag(1));
    let reason = String::from("Sudah dicek di KK");
    Content1 { values: values(), overrides: vec![Override { path, code: 104, reason }] }
}

fn receipt() -> Receipt1 {
    Receipt1 { seq: 123_456_789_012, hash: [0xab; 32], stored_at_ms: AT_MS + 1 }
}

fn problem() -> Problem1 {
    Problem1 {
        path: Place::root().field(Tag(9)).row(RowId(77)).field(Tag(1)),
        code: 900,
        severity: 4,
        params: vec![Param::Number(-95, 1), Param::Day(20_781), Param::Text(String::from("x"))],
    }
}

fn verdict(code: u8) -> Verdict1 {
    let is_stored = matches!(code, 1..=3);
    Verdict1 {
        code,
        repeated: code == 1,
        receipt: is_stored.then(receipt),
        problems: if code == 3 { vec![problem()] } else { Vec::new() },
        notes: if code == 1 { vec![problem()] } else { Vec::new() },
        other: (code == 2).then(|| change(7)),
        refusal: if code == 4 { 4 } else { 0 },
        after_ms: if code == 5 { 10_000 } else { 0 },
    }
}

fn profile() -> Profile1 {
    Profile1 {
        account: AccountId::new(AT_MS, [5; 10]),
        name: String::from("Sri Wahyuni"),
        villages: vec![Assignment1 {
            village: VILLAGE,
            title: String::from("Kebonsari — Kec. Tuban"),
            from: Day::from_number(20_000),
            to: Some(Day::from_number(21_000)),
        }],
        office_name: String::from("Kecamatan Tuban"),
        office_phone: String::from("0356-000000"),
        epoch: u64::MAX,
        server_ms: AT_MS,
    }
}

#[test]
fn a_change_and_its_answers_read_for_ever() {
    check("content.v1.bin", &content());
    let bytes = content().to_bytes();
    check("change_put.v1.bin", &Change1 { header: header(OP_PUT), content: bytes });
    check("change_withdraw.v1.bin", &Change1 { header: header(OP_WITHDRAW), content: Vec::new() });
}

/// Answers by the names of their fields, as a person gives them.
type Answers = &'static [(&'static str, &'static str)];

const SESSION: Answers = &[
    ("jenis_kunjungan", "posyandu_balai"),
    ("tanggal_kunjungan", "2026-11-20"),
    ("tempat", "Posyandu Melati 2"),
    ("persetujuan", "diberikan"),
    ("saksi", "Bu Kader"),
];
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
const CHILD: Answers = &[
    ("anak.nama", "Aisyah Kirana"),
    ("anak.jk", "P"),
    ("anak.tgl_lahir", "2024-11-01"),
    ("berat_g", "11,05"),
    ("panjang_tinggi_01mm", "85,4"),
    ("posisi_ukur", "H"),
];
const KEEP: Answers = &[
    ("usulan", "tetap_layak"),
    ("masih_tinggal", "ya"),
    ("ada_perubahan", "tidak"),
    ("subjek.nama", "Wartini"),
    ("subjek.nik", "3523164101909999"),
    ("subjek.sumber_nik", "daftar"),
];

/// The answers of version 2.
const SESSION_2: Answers = &[
    ("jenis_kunjungan", "posyandu_balai"),
    ("tanggal_kunjungan", "2026-11-20"),
    ("tempat", "Posyandu Melati 2"),
];
const HOME_2: Answers = &[
    ("jenis_kunjungan", "keluarga"),
    ("cara_data", "kunjungan_rumah"),
    ("ada_keterangan", "ya"),
    ("tanggal_kunjungan", "2026-11-20"),
    ("responden.nama", "Wartini"),
    ("responden.hubungan", "istri"),
    ("persetujuan", "diberikan"),
    ("tanpa_saksi", "tidak_ada"),
    ("pemberi_izin.nama", "Sukirman"),
    ("pemberi_izin.hubungan", "kepala_keluarga"),
    ("nama_kepala_keluarga", "Sukirman"),
    ("no_kk", "3523161203159999"),
    ("alamat", "Utara masjid, cat hijau"),
    ("rt_rw_belum_tahu", "belum_tahu"),
    ("hasil_pendataan", "lengkap"),
];
const ABSENT_2: Answers = &[
    ("jenis_kunjungan", "keluarga"),
    ("cara_data", "kunjungan_rumah"),
    ("ada_keterangan", "tidak"),
    ("tanggal_kunjungan", "2026-11-20"),
    ("nama_kepala_keluarga", "Sukirman"),
    ("alamat", "Utara masjid"),
    ("hasil_pendataan", "tidak_ada_responden"),
    ("alasan_tidak_ada", "merantau"),
];
const CHILD_2: Answers = &[
    ("anak.nama", "Aisyah Kirana"),
    ("anak.jk", "P"),
    ("anak.tgl_lahir", "2024-11-01"),
    ("persetujuan_anak", "buku_hadir"),
    ("berat_g", "11,05"),
    ("panjang_tinggi_01mm", "85,4"),
    ("posisi_ukur", "H"),
    ("edema", "tidak"),
];
const KEEP_2: Answers = &[
    ("usulan", "tetap_layak"),
    ("masih_tinggal", "ya"),
    ("ada_perubahan", "ya"),
    ("perubahan", "1,2,3,4"),
    ("subjek.nama", "Wartini"),
    ("subjek.nik", "3523164101909999"),
    ("subjek.sumber_nik", "daftar"),
    ("perubahan_anggota", "1"),
    ("alamat_baru", "Selatan balai desa"),
    ("pekerjaan_baru", "bebas_pertanian"),
    ("rumah_aset_baru", "Beli motor"),
];

/// What a person's words mean in the field of this name, and the way to it.
fn answer(fields: &[&'static Field], name: &str, typed: &str) -> (Vec<Tag>, Value) {
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    let field = fields.iter().find(|field| field.name == first);
    let field = field.unwrap_or_else(|| panic!("there is no field {name}"));
    let value = match (&field.kind, typed) {
        (Kind::Group(inner), _) => {
            let (mut path, value) = answer(&inner.iter().collect::<Vec<_>>(), rest, typed);
            path.insert(0, field.tag);
            return (path, value);
        }
        (Kind::Bool, _) => Value::Bool(typed == "ya"),
        (Kind::Choice(list), _) => {
            let option = list.options.iter().find(|option| option.name == typed);
            Value::Choice(option.unwrap_or_else(|| panic!("{name}: no option {typed}")).code)
        }
        (Kind::Choices { .. }, codes) => {
            Value::Choices(codes.split(',').map(|code| code.parse().unwrap()).collect())
        }
        (Kind::Day, _) => {
            let mut parts = typed.split('-').map(|part| part.parse::<u32>().unwrap());
            let mut next = || parts.next().unwrap();
            Value::Day(Day::from_ymd(next().cast_signed(), next(), next()).unwrap())
        }
        (kind, _) => edit::read(kind, typed).unwrap(),
    };
    (vec![field.tag], value)
}

fn fields(kind: &'static FormKind) -> Vec<&'static Field> {
    kind.fields().map(|(_, field)| field).collect()
}

fn filled(kind: &'static FormKind, answers: Answers) -> Values {
    let mut values = Values::new();
    for (name, typed) in answers {
        let (path, value) = answer(&fields(kind), name, typed);
        match path.as_slice() {
            [tag] => values.put(*tag, Some(value)),
            [group, tag] => {
                let mut inner = values.group(*group).cloned().unwrap_or_default();
                inner.put(*tag, Some(value));
                values.put(*group, Some(Value::Group(inner)));
            }
            _ => panic!("{name} lies too deep"),
        }
    }
    values
}

/// A form of this kind and version, stored when it was new, still says what its author said, and still
/// passes as the version it was.
fn check_kind(
    (file, version): (&str, u16),
    kind: &'static FormKind,
    answers: Answers,
    visit: Option<&Values>,
) {
    let growth = Tables::parse(WHO_BIN).unwrap();
    let today = Day::in_tuban(AT_MS);
    let world = World { growth: Some(&growth), ..World::on(today) };
    let scene =
        |values| Scene { kind, version, values, visit, previous: None, overrides: &[], world };
    let as_typed = filled(kind, answers);
    let content = Content1 { values: settle(&scene(&as_typed)), overrides: Vec::new() }.to_bytes();
    let header = Header1 { kind: kind.id.0, kind_version: version, ..header(OP_PUT) };
    let bytes = stored(file, &wire::encode(&Change1 { header, content }));

    let change: Change1 = wire::decode(&bytes).unwrap();
    let found = (change.header.kind, change.header.kind_version);
    assert_eq!(found, (kind.id.0, version), "{file}");
    let Content1 { values, .. } = Content1::from_bytes(&change.content).unwrap();
    for (name, typed) in answers {
        let (path, value) = answer(&fields(kind), name, typed);
        assert_eq!(walk(&values, &path), Some(&value), "{file}: {name}");
    }
    assert_eq!(blocking(&scene(&values)), [], "{file}");
}

#[test]
fn a_form_of_each_kind_reads_for_ever() {
    check_kind(("kunjungan_posyandu.v1.bin", 1), &VISIT, SESSION, None);
    check_kind(("kunjungan_keluarga.v1.bin", 1), &VISIT, HOME, None);
    check_kind(("balita.v1.bin", 1), &BALITA, CHILD, Some(&filled(&VISIT, SESSION)));
    check_kind(("bansos.v1.bin", 1), &BANSOS, KEEP, Some(&filled(&VISIT, HOME)));
    check_kind(("kunjungan_posyandu.v2.bin", 2), &VISIT, SESSION_2, None);
    check_kind(("kunjungan_keluarga.v2.bin", 2), &VISIT, HOME_2, None);
    check_kind(("kunjungan_tidak_bertemu.v2.bin", 2), &VISIT, ABSENT_2, None);
    check_kind(("balita.v2.bin", 2), &BALITA, CHILD_2, Some(&filled(&VISIT, SESSION_2)));
    check_kind(("bansos.v2.bin", 2), &BANSOS, KEEP_2, Some(&filled(&VISIT, HOME_2)));
    // Those of later kinds and versions are read by the tests of `shared`.
    for kind in forms::ALL {
        let name = format!("forms/{}.v{}.bin", kind.name, kind.version);
        assert!(folder().join(&name).exists(), "{name} is not stored");
    }
}

#[test]
fn a_push_reads_for_ever() {
    let bytes = wire::encode(&Change1 { header: header(OP_PUT), content: content().to_bytes() });
    let payload = wire::payload(&[bytes.clone(), bytes.clone()]);
    let plain = wire::parcel(CODING_PLAIN, &payload);
    // What a packer makes of a payload is its own affair, so the stored one is taken as it is.
    let gzip = client::host::native::gzip(&payload).unwrap();
    let packed = stored("parcel_gzip.v1.bin", &wire::parcel(CODING_GZIP, &gzip));
    check("push.v1.bin", &Push1 { device: device(), parcels: vec![plain, packed.clone()] });

    let (coding, body) = wire::split_parcel(&packed).unwrap();
    assert_eq!(coding, CODING_GZIP);
    let opened = client::host::native::gunzip(body, 10_000).unwrap();
    assert_eq!(wire::open_payload(&opened), Ok(vec![bytes.as_slice(), bytes.as_slice()]));
}

#[test]
fn the_answer_to_a_push_reads_for_ever() {
    let answer = |code| Answer1 {
        parcel: u16::from(code),
        item: if code == 4 { WHOLE_PARCEL } else { 1 },
        change: (code != 4).then(|| change(code)),
        verdict: verdict(code),
    };
    let answers = (1..=6).map(answer).collect();
    check("push_reply.v1.bin", &PushReply1 { epoch: u64::MAX, server_ms: AT_MS, answers });
}

#[test]
fn the_answer_to_a_pull_reads_for_ever() {
    let status = RecordStatus1 {
        record: record(),
        change: change(2),
        state: 6,
        receipt: receipt(),
        problems: vec![problem()],
        notes: vec![problem()],
        comment: String::from("Mohon dicek lagi."),
    };
    let event = wire::event(&status);
    let reply = PullReply1 {
        epoch: 1,
        server_ms: AT_MS,
        next: 40,
        more: true,
        events: vec![event.clone(), vec![250, 1, 2]],
    };
    check("pull_reply.v1.bin", &reply);
    let own = OwnRecord1 {
        change: wire::encode(&Change1 { header: header(OP_PUT), content: vec![1, 2, 3] }),
        state: 6,
        receipt: receipt(),
        problems: vec![problem()],
        notes: Vec::new(),
        comment: String::from("Mohon dilengkapi"),
        subject: String::from("Siti Aminah"),
    };
    check("own_record.v1.bin", &own);
    assert_eq!(own::own_record(&own::event(&own)), Some(own));
    let rescue = Rescue1 {
        account: AccountId([4; 16]),
        device: device(),
        made_at_ms: AT_MS,
        parcels: vec![vec![1, 0, 2]],
        drafts: vec![vec![1, 3]],
    };
    check("rescue.v1.bin", &rescue);
    let as_2 = PullReply2::from(reply.clone());
    assert_eq!(feed::decode_reply(&wire::encode(&reply)).as_ref(), Ok(&as_2));
    let named = PullReply2 { feed: 3, ..as_2 };
    check("pull_reply.v2.bin", &named);
    assert_eq!(feed::decode_reply(&wire::encode(&named)), Ok(named));
    assert_eq!(wire::record_status(&event), Some(status));
}

#[test]
fn what_is_said_of_an_account_reads_for_ever() {
    check("activate.v1.bin", &Activate1 { token: String::from("aB3_-x"), device: device() });
    check("profile.v1.bin", &profile());
    check("bound.v1.bin", &Bound1 { profile: profile(), device: device() });
}

#[test]
fn rows_at_rest_read_for_ever() {
    let Content1 { values, overrides } = content();
    check_row(
        "row_draft.v1.bin",
        &Draft1 {
            record: record(),
            kind: 12,
            kind_version: 1,
            visit: Some(RecordId::new(AT_MS, [9; 10])),
            village: VILLAGE,
            values,
            overrides,
            section_idx: 3,
            started_ms: AT_MS,
            updated_ms: AT_MS + 1,
            parent: Some(change(1)),
        },
    );
    let past = Past1 {
        change: change(1),
        made_at_ms: AT_MS,
        op: OP_PUT,
        receipt: Some(receipt()),
        refusal: 3,
    };
    check_row(
        "row_record.v1.bin",
        &Record1 {
            header: header(OP_PUT),
            content: content().to_bytes(),
            state: 6,
            receipt: Some(receipt()),
            conflict_with: Some(change(7)),
            problems: vec![problem()],
            notes: vec![problem()],
            comment: String::from("Mohon dicek lagi."),
            refusal: 4,
            unknown_verdict: 77,
            subject: String::from("Siti Aminah"),
            nik: 3_523_164_111_249_990,
            history: vec![past],
        },
    );
    let item =
        OutboxItem1 { change: change(2), record: record(), parent: Some(change(1)), is_open: true };
    let bytes = wire::parcel(CODING_PLAIN, &wire::payload(&[vec![1, 2, 3]]));
    let parcel = ParcelId::new(AT_MS, [8; 10]);
    check_row("row_outbox.v1.bin", &Outbox1 { parcel, is_packed: false, items: vec![item], bytes });
    check_row("row_account.v1.bin", &Account1 { profile: profile(), device: device() });
    let (epoch, offset_ms, server_ms, last_ok_ms) = (u64::MAX, -7_200_000, AT_MS, AT_MS);
    let book = Book1 { epoch, cursor: 40, offset_ms, server_ms, last_ok_ms, events_known: 1 };
    check_row("row_book.v1.bin", &book);
    let cursors = vec![
        FeedCursor1 { feed: 0, seq: 40, unread_from: Some(0), n_kinds: 1 },
        FeedCursor1 { feed: 3, seq: 7_000, unread_from: None, n_kinds: 2 },
    ];
    let next = Book2 { epoch, cursors, offset_ms, server_ms, last_ok_ms };
    check_row("row_book.v2.bin", &next);
    let from_1 = Book2::from_row_bytes(&stored("row_book.v1.bin", &[])).unwrap();
    assert_eq!(from_1.cursors, next.cursors[..1], "what version 1 knew");
    let cursors = vec![
        FeedCursor2 { feed: 0, village: None, seq: 40, unread_from: Some(0), n_kinds: 1 },
        FeedCursor2 { feed: 3, village: None, seq: 7_000, unread_from: None, n_kinds: 2 },
        FeedCursor2 { feed: 4, village: Some(VILLAGE), seq: 9, unread_from: None, n_kinds: 2 },
    ];
    let newest = Book3 { epoch, cursors, offset_ms, server_ms, last_ok_ms };
    check_row("row_book.v3.bin", &newest);
    let from_2 = Book3::from_row_bytes(&stored("row_book.v2.bin", &[])).unwrap();
    assert_eq!(from_2.cursors, newest.cursors[..2], "what version 2 knew");
    check_row(
        "row_blob.v1.bin",
        &Blob1 {
            blob: BlobId::new(AT_MS, [6; 10]),
            record: record(),
            media: 1,
            n_bytes: 212_345,
            sha256: [0xcd; 32],
            made_at_ms: AT_MS,
            refusal: 1,
        },
    );
}

/// A family with everything that can be known of one.
fn register_family() -> Family1 {
    let measure = |day| Measure1 {
        day: Day::from_number(day),
        weight_g: 9_850,
        length_01mm: 7_512,
        position: 1,
    };
    let child = Person1 {
        number: 70_000,
        id: Some(PersonId::new(AT_MS, [4; 10])),
        name: String::from("Aisyah Kirana"),
        nickname: String::from("Icha"),
        sex: 2,
        birth: Some(Day::from_number(20_000)),
        birth_is_about: true,
        relation: 4,
        nik: Some(9_990),
        no_nik: 2,
        former_nik: vec![42],
        programmes: vec![1, 20],
        measures: vec![measure(20_700), measure(20_730)],
    };
    Family1 {
        number: 300,
        id: Some(FamilyId::new(AT_MS, [5; 10])),
        kk: Some(9_999),
        former_kk: vec![7, 0],
        rt: Some(3),
        rw: Some(1),
        hamlet: String::from("Krajan"),
        address: String::from("Utara musala"),
        programmes: vec![2],
        seen: Some(Day::from_number(20_781)),
        members: vec![child, Person1::default()],
        gone: vec![Gone1 { number: 1, why: Gone1::MERGED, into: 70_000 }],
    }
}

#[test]
fn tasks_read_for_ever() {
    let id = |number| TaskId::new(AT_MS, [number; 10]);
    let open = Task1 {
        id: id(6),
        family: 300,
        person: 70_000,
        kind: 20,
        name: String::from("Aisyah Kirana"),
        reason: String::from("Timbang ulang"),
        due: Some(Day::from_number(20_790)),
        made: Day::from_number(20_781),
    };
    let row = VillageTasks1 { village: VILLAGE, open: vec![open.clone()] };
    check_row("row_tasks.v1.bin", &row);
    let ended = vec![Ended1 { id: id(7), how: Ended1::ANSWERED }];
    let tasks = Tasks1 { open: vec![open], ended };
    check("tasks.v1.bin", &tasks);
    let event = stored("tasks_event.v1.bin", &task::event(&tasks));
    assert_eq!(task::news(&event), Some(TaskNews::Tasks(tasks)));
}

#[test]
fn what_the_office_decided_reads_for_ever() {
    let id = |number: u8| [number; 16];
    let fields = vec![Place::root().field(Tag(3)), Place::root()];
    let own = OwnRecord1 {
        change: vec![1, 2, 3],
        state: 7,
        receipt: Receipt1 { seq: 300, hash: [5; 32], stored_at_ms: 1_795_505_308_000 },
        problems: Vec::new(),
        notes: Vec::new(),
        comment: String::from("Salah ketik."),
        subject: String::from("Aisyah"),
    };
    let news = Review1 {
        decision: DecisionId(id(1)),
        record: RecordId(id(2)),
        change: ChangeId(id(3)),
        deed: 4,
        reason: 1,
        officer: 3,
        at_ms: 1_795_505_308_000,
        comment: String::from("Salah ketik."),
        fields: fields.clone(),
        now: Some(own),
    };
    check("review.v1.bin", &news);
    let event = stored("review_event.v1.bin", &review::event(&news));
    assert_eq!(review::review(&event), Some(news));
    let kept = Kept1 {
        decision: DecisionId(id(1)),
        change: ChangeId(id(3)),
        deed: 2,
        reason: 0,
        officer: 4,
        at_ms: 1_795_505_308_000,
        comment: String::from("Periksa lagi."),
        fields,
        revision: Some(ChangeId(id(4))),
    };
    check_row("row_reviews.v1.bin", &Reviews1 { decisions: vec![kept] });
}

#[test]
fn the_register_reads_for_ever() {
    let gone = vec![Gone1 { number: 5, why: Gone1::MOVED, into: 0 }];
    let families = Families1 { families: vec![register_family(), Family1::default()], gone };
    check("families.v1.bin", &families);
    let event = stored("register_event.v1.bin", &family::event(&families));
    assert_eq!(family::news(&event), Some(News::Families(families)));
    let chunks = vec![Chunk1 { idx: 0, version: 1 }, Chunk1 { idx: 3, version: 300 }];
    let villages = vec![Village1 { village: VILLAGE, is_whole: true, chunks }];
    check_row("row_register.v1.bin", &Register1 { villages, n_written: 300 });
    let own = OwnFamily1 { village: VILLAGE, family: register_family() };
    check_row("row_register_own.v1.bin", &OwnFamilies1 { families: vec![own] });
}

/// Drawn messages or rows of one type are written as they were when they were stored, and mean the same.
fn check_drawn<T: Message + PartialEq + Debug>(name: &str, draw: fn(&Lot) -> T) {
    let lot = Lot::new(1);
    let drawn: Vec<T> = (0..20).map(|_| draw(&lot)).collect();
    let fresh: Vec<Vec<u8>> = drawn.iter().map(wire::encode).collect();
    let bytes = stored(&format!("drawn_{name}.v1.bin"), &wire::payload(&fresh));
    assert_eq!(wire::open_payload(&bytes).unwrap(), fresh, "{name}");
    for (bytes, meaning) in fresh.iter().zip(&drawn) {
        assert_eq!(wire::decode::<T>(bytes).as_ref(), Ok(meaning), "{name}");
    }
}

#[test]
fn what_was_drawn_by_lot_reads_for_ever() {
    check_drawn("content", Lot::content);
    check_drawn("change", Lot::change);
    check_drawn("push", Lot::push);
    check_drawn("push_reply", Lot::push_reply);
    check_drawn("pull_reply", Lot::pull_reply);
    check_drawn("record_status", Lot::status);
    check_drawn("activate", Lot::activate);
    check_drawn("profile", Lot::profile);
    check_drawn("row_draft", Lot::draft);
    check_drawn("row_record", Lot::record);
    check_drawn("row_outbox", Lot::outbox);
    check_drawn("row_account", Lot::account);
    check_drawn("row_book", Lot::book);
}
