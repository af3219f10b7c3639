//! The way of a proposal to SIKS-NG: from a phone, with its photos, past the office into the operator's
//! file, and the mark that it was typed.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::{Cursor, Read as _};

use reqwest::StatusCode;
use serde_json::{Value as Json, json};
use server::store::account::Role;
use shared::{
    day::Day,
    desk::review::PENDING_MS,
    form::value::{Chosen, Row, RowId, Tag, Value, Values},
    forms::{
        bansos::{self, BANSOS},
        consent,
        lists::assistance,
        person,
        visit::{self, VISIT},
    },
    id::{BlobId, ChangeId, RecordId},
    region::VillageCode,
    sync::wire::Change1,
};
use tests::{
    desk_files::{ask, file, made, sheets, under},
    sample::{self, parcel, proposal},
    server::{Answer, Phone, TestServer},
    tus::{Photo, Sender, jpeg},
};

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);
const FAR: VillageCode = VillageCode::from_number(3_523_012_001);
/// Of a woman who was born on 5 March 1980.
const NIK: i64 = 3_523_164_503_809_990;
const KK: i64 = 3_523_160_203_129_991;
/// The photo of the house, of the visit.
const HOUSE: BlobId = BlobId([21; 16]);
/// A letter, of the proposal.
const LETTER: BlobId = BlobId([22; 16]);
/// One that stays on the phone.
const CARD: BlobId = BlobId([23; 16]);
/// The photo of the family card, in the visit.
const CARD_FIELD: Tag = Tag(32);

struct Stage {
    server: TestServer,
    phone: Phone,
    /// Of the kecamatan, who decides.
    office: String,
    /// Of the village, who types.
    operator: String,
    visit: Change1,
    bansos: Change1,
}

/// A photo as an answer names it.
fn named(blob: BlobId) -> Option<Value> {
    Some(Value::Bytes(blob.0.to_vec()))
}

/// Somebody with a NIK should not receive any more; the house and a letter are photographed.
fn with_photos(now_ms: u64, today: Day) -> (Change1, Change1) {
    let mut family = sample::family_values(today, KK);
    family.put(visit::HOUSE_FRONT, named(HOUSE));
    family.put(CARD_FIELD, named(CARD));
    let mut values = sample::bansos_values();
    values.set(bansos::PROPOSAL, Chosen(assistance::REMOVE));
    values.set(bansos::REASON_REMOVE, Chosen(assistance::REASON_OTHER));
    values.set(bansos::EXPLANATION, String::from("Anak sudah bekerja tetap"));
    values.set(bansos::DECILE, 7);
    let mut subject = values.group(bansos::SUBJECT.tag).unwrap().clone();
    subject.put(person::NO_NIK.tag, None);
    subject.set(person::NIK, NIK);
    subject.set(person::NIK_SOURCE, Chosen(2));
    subject.set(person::SEX, Chosen(2));
    subject.set(person::BIRTH, Day::from_ymd(1980, 3, 5).unwrap());
    subject.set(person::RELATION, Chosen(1));
    let mut program = Values::new();
    program.set(bansos::PROGRAM, Chosen(assistance::PROGRAM_FOOD));
    program.set(bansos::PARTICIPATION, Chosen(assistance::RECEIVES));
    values.set(bansos::PROGRAMS, vec![Row { id: RowId(1), values: program }]);
    values.set(bansos::SUBJECT, subject);
    let mut row = Values::new();
    row.put(consent::PAPER_IN_ROW, named(LETTER));
    let papers = BANSOS.fields().find(|(_, field)| field.name == "foto_dokumen").unwrap().1.tag;
    values.put(papers, Some(Value::Rows(vec![Row { id: RowId(1), values: row }])));
    let made = proposal(VILLAGE, now_ms, 1, KK);
    let family = sample::settled(&VISIT, &family, None, today);
    let values = sample::settled(&BANSOS, &values, Some(&family), today);
    let visit = Change1 { content: sample::content(family), ..made.visit };
    (visit, Change1 { content: sample::content(values), ..made.bansos })
}

impl Stage {
    async fn new() -> Self {
        let server = TestServer::start().await;
        let phone = server.phone(&[VILLAGE]).await;
        let office =
            server.desk(Role::Kecamatan, "camat", Some(VILLAGE.kecamatan().number())).await;
        let operator = server.desk(Role::Desa, "operator", Some(VILLAGE.number())).await;
        let (visit, bansos) = with_photos(server.clock.now_ms(), server.clock.today());
        server.push(&phone, vec![parcel(&[&visit, &bansos])]).await;
        Self { server, phone, office, operator, visit, bansos }
    }

    fn record(&self) -> RecordId {
        self.bansos.header.record
    }

    fn change(&self) -> ChangeId {
        self.bansos.header.change
    }

    /// The office accepts the proposal, and its minute passes.
    async fn accept(&self) {
        let path = format!("/api/v1/desk/records/{}/decision", self.record());
        let body = json!({"change": self.change().to_string(), "what": {"kind": "accept"}});
        let answer = self.server.post_json(&path, &body, Some(&self.office)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let path = format!("/api/v1/desk/records/{}", self.record());
        let detail = self.server.get(&path, Some(&self.office)).await.json();
        assert!(answer.json()["refusal"].is_null(), "{}", detail["problems"]);
        self.server.clock.advance_ms(PENDING_MS + 1);
        self.server.get("/api/v1/desk/today", Some(&self.office)).await;
    }

    async fn mark(&self, cookie: &str, change: ChangeId, is_typed: bool) -> Answer {
        let path = format!("/api/v1/desk/records/{}/typing", self.record());
        let body = json!({"change": change.to_string(), "is_typed": is_typed});
        self.server.post_json(&path, &body, Some(cookie)).await
    }

    /// What there is to type.
    async fn to_type(&self, cookie: &str) -> Vec<Json> {
        let path = format!("/api/v1/desk/typing?village={VILLAGE}&menu=tidak_layak");
        let answer = self.server.get(&path, Some(cookie)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()["records"].as_array().unwrap().clone()
    }

    /// How an operator's file ends.
    async fn file_ends(&self) -> Json {
        let asked = ask(&self.server, &self.operator, &order()).await;
        let id = String::from(asked.json()["id"].as_str().unwrap());
        made(&self.server, &self.operator, &id).await
    }
}

fn order() -> Json {
    json!({ "what": "operator", "village": VILLAGE.to_string(), "menu": "tidak_layak",
            "channel": "musdes" })
}

#[tokio::test]
async fn an_arrived_photo_lies_in_the_operators_archive_under_the_name_that_the_sheet_gives() {
    let stage = Stage::new().await;
    let [house, letter] = [
        Photo { blob: HOUSE, record: stage.visit.header.record, bytes: jpeg(40) },
        Photo { blob: LETTER, record: stage.record(), bytes: jpeg(50) },
    ];
    for photo in [&house, &letter] {
        let sent = Sender { server: &stage.server, phone: &stage.phone }.send_all(photo).await;
        assert_eq!(sent.status, StatusCode::NO_CONTENT, "{sent:?}");
    }
    stage.accept().await;
    let bytes = file(&stage.server, &stage.operator, order()).await;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let book = read("tidak_layak_3523172001.xlsx");
    assert_eq!(read(&format!("foto/{NIK}_rumah_depan.jpg")), house.bytes);
    assert_eq!(read(&format!("foto/{NIK}_dokumen.jpg")), letter.bytes);
    // The card has not come yet, as is said.
    assert_eq!(read("FOTO_BELUM_ADA.txt"), format!("{NIK}_kk").into_bytes());
    assert_eq!(archive.len(), 5);
    let Some(sheets) = sheets(&book) else { return };
    let of = |name: &str| &sheets.iter().find(|(sheet, _)| sheet == name).unwrap().1;
    let families = of("Keluarga");
    assert_eq!(families.len(), 2);
    let photos = format!("{NIK}_rumah_depan, {NIK}_kk, {NIK}_dokumen");
    for (heading, expected) in [
        ("No. KK", KK.to_string()),
        ("NIK", NIK.to_string()),
        ("Nama", String::from("Wartini")),
        ("Uraian", String::from("Lainnya (jelaskan). Anak sudah bekerja tetap")),
        ("Foto", photos),
    ] {
        assert_eq!(under(families, heading), expected, "{heading}");
    }
    assert_eq!(of("Anggota")[0][..2], ["No. keluarga", "No. KK"]);
}

#[tokio::test]
async fn what_was_typed_is_marked_left_out_of_the_next_file_and_can_be_taken_back() {
    let stage = Stage::new().await;
    assert_eq!(stage.to_type(&stage.operator).await, Vec::<Json>::new());
    let early = stage.mark(&stage.operator, stage.change(), true).await;
    assert_eq!(early.problem(), (409, "record_changed".into()), "nobody has accepted it");
    stage.accept().await;
    assert_eq!(stage.to_type(&stage.operator).await[0]["typed"], Json::Null);
    let marked = stage.mark(&stage.operator, stage.change(), true).await;
    assert_eq!(marked.status, StatusCode::OK);
    let typed = marked.json()["typed"].clone();
    let since_ms = stage.server.clock.now_ms() - typed["at_ms"].as_u64().unwrap();
    assert!(since_ms < 60_000, "{since_ms}");
    assert!(!typed["by"].as_str().unwrap().is_empty());
    // Told in the list, on the record and to the kecamatan.
    assert_eq!(stage.to_type(&stage.office).await[0]["typed"], typed);
    let path = format!("/api/v1/desk/records/{}", stage.record());
    let detail = stage.server.get(&path, Some(&stage.office)).await.json();
    assert_eq!(detail["typed"], typed);
    let nothing = stage.file_ends().await;
    assert_eq!(nothing["state"], "failed");
    assert!(nothing["failure"]["id"].as_str().unwrap().contains("sudah diketik"), "{nothing}");

    let taken_back = stage.mark(&stage.operator, stage.change(), false).await;
    assert_eq!(taken_back.json()["typed"], Json::Null);
    assert_eq!(stage.file_ends().await["state"], "ready");
    let other = stage.mark(&stage.operator, ChangeId([9; 16]), true).await;
    assert_eq!(other.problem(), (409, "record_changed".into()));
}

#[tokio::test]
async fn each_role_marks_and_reads_what_is_of_its_area() {
    let stage = Stage::new().await;
    stage.accept().await;
    let (own, far) = (VILLAGE, FAR);
    for (role, area, may_read, may_mark) in [
        (Role::Desa, Some(own.number()), 200, 200),
        (Role::Desa, Some(far.number()), 404, 404),
        (Role::Kecamatan, Some(own.kecamatan().number()), 200, 200),
        (Role::Kecamatan, Some(far.kecamatan().number()), 404, 404),
        (Role::Dinsos, None, 200, 200),
        // Whoever keeps the accounts looks and marks nothing.
        (Role::Admin, None, 200, 403),
    ] {
        let user = format!("{}{}x", role.name(), area.unwrap_or(0));
        let cookie = stage.server.desk(role, &user, area).await;
        let path = format!("/api/v1/desk/typing?village={own}&menu=tidak_layak");
        let read = stage.server.get(&path, Some(&cookie)).await;
        assert_eq!(read.status, may_read, "{user}");
        let marked = stage.mark(&cookie, stage.change(), true).await;
        assert_eq!(marked.status, may_mark, "{user}");
    }
    for cookie in [stage.phone.cookie.as_str(), ""] {
        let marked = stage.mark(cookie, stage.change(), true).await;
        assert_eq!(marked.status, StatusCode::UNAUTHORIZED);
    }
    // A visit is no proposal, whoever asks.
    let path = format!("/api/v1/desk/records/{}/typing", stage.visit.header.record);
    let body = json!({"change": stage.visit.header.change.to_string(), "is_typed": true});
    let visit = stage.server.post_json(&path, &body, Some(&stage.office)).await;
    assert_eq!(visit.problem(), (404, "not_found".into()));
    for (query, field) in
        [("village=x&menu=usul", "village"), ("village=3523172001&menu=x", "menu")]
    {
        let path = format!("/api/v1/desk/typing?{query}");
        let wrong = stage.server.get(&path, Some(&stage.office)).await;
        assert_eq!((wrong.problem().0, wrong.json()["field"].as_str()), (400, Some(field)));
    }
}
