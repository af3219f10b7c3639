//! Files of the desk: who gets which, what is in them, and what is noted.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::{Cursor, Read as _};
use std::path::Path;

use reqwest::StatusCode;
use serde_json::json;
use server::store::account::Role;
use shared::{
    form::value::Chosen,
    forms::{bansos, lists::assistance, person},
    id::RecordId,
    region::VillageCode,
    sync::state::RecordState,
};
use tests::{
    desk_files::{ask, csv, fetch, file, files, made, remove, sheets, under},
    sample::{self, parcel, proposal, report},
    server::{Answer, TestServer},
};

const OWN: VillageCode = VillageCode::from_number(3_523_172_001);
const FAR: VillageCode = VillageCode::from_number(3_523_012_001);
const NIK: i64 = 3_523_164_111_249_990;
const KK: i64 = 3_523_160_203_129_991;
async fn notes(server: &TestServer, cookie: &str) -> Answer {
    server.get("/api/v1/desk/exports", Some(cookie)).await
}

/// A visit and a proposal in each of two villages; in the own one it is to begin, was checked, and says
/// what a spreadsheet would take for a formula.
async fn with_proposals() -> (TestServer, [RecordId; 2]) {
    let server = TestServer::start().await;
    let now_ms = server.clock.now_ms();
    let today = server.clock.today();
    let mut records = Vec::new();
    for (number, village) in (1_u8..).zip([OWN, FAR]) {
        let phone = server.phone(&[village]).await;
        let mut proposal = proposal(village, now_ms, number, KK);
        let mut values = sample::bansos_values();
        values.set(bansos::PROPOSAL, Chosen(assistance::REMOVE));
        values.set(bansos::REASON_REMOVE, Chosen(assistance::REASON_OTHER));
        values.set(bansos::EXPLANATION, String::from("=HYPERLINK(\"x\")\nsudah\tmampu"));
        let mut subject = values.group(bansos::SUBJECT.tag).unwrap().clone();
        subject.put(person::NO_NIK.tag, None);
        subject.set(person::NIK, NIK);
        subject.set(person::NIK_SOURCE, Chosen(2));
        values.set(bansos::SUBJECT, subject);
        let family = sample::family_values(today, KK);
        proposal.visit.content = sample::content(family);
        proposal.bansos.content = sample::content(values);
        server.push(&phone, vec![parcel(&[&proposal.visit, &proposal.bansos])]).await;
        records.push(proposal.bansos.header.record);
    }
    let own = records[0];
    let check = server.running.store.write(move |tx| {
        let mut record = tx.record(own)?.unwrap();
        record.state = RecordState::Checked;
        tx.put_record(&record)
    });
    check.await.unwrap();
    (server, [records[0], records[1]])
}

#[tokio::test]
async fn a_list_is_masked_unless_there_is_a_reason_and_each_is_noted() {
    let (server, _) = with_proposals().await;
    let cookie = server.desk(Role::Dinsos, "dinsos", None).await;
    let order = json!({ "what": "csv", "kind": "bansos", "village": OWN.to_string() });
    let masked = csv(&file(&server, &cookie, order.clone()).await);
    assert_eq!(masked.len(), 2);
    assert_eq!(under(&masked, "subjek.nik"), "3523••••••••9990");
    assert_eq!(under(&masked, "subjek.nama"), "W••");
    assert_eq!(under(&masked, "perihal"), "W••");
    assert_eq!(under(&masked, "penjelasan"), "(disembunyikan)");
    assert_eq!(under(&masked, "usulan"), "usul_hapus");
    assert_eq!(under(&masked, "status"), "checked");
    let mut order = order;
    order["reason"] = json!("dicocokkan dengan KK");
    let whole = csv(&file(&server, &cookie, order.clone()).await);
    assert_eq!(under(&whole, "subjek.nik"), NIK.to_string());
    assert_eq!(under(&whole, "subjek.nama"), "Wartini");
    // A formula is words, and what steers a terminal is gone.
    assert_eq!(under(&whole, "penjelasan"), "'=HYPERLINK(\"x\")\nsudah mampu");
    order["reason"] = json!("ya");
    assert_eq!(ask(&server, &cookie, &order).await.problem(), (400, "bad_request".into()));

    let noted = notes(&server, &cookie).await.json();
    let noted = noted["notes"].as_array().unwrap();
    let told: Vec<_> = noted
        .iter()
        .map(|note| (note["is_masked"].as_bool().unwrap(), note["reason"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [(false, "dicocokkan dengan KK"), (true, "")]);
    assert_eq!(noted[0]["n_rows"], 1);
    assert!(noted[0]["filter"].as_str().unwrap().contains("jenis: bansos"));
}

#[tokio::test]
async fn each_role_gets_files_of_its_area_and_no_other_persons() {
    let (server, [own, far]) = with_proposals().await;
    let mut ids: Vec<(String, String)> = Vec::new();
    for (role, area, may_see) in [
        (Role::Desa, Some(OWN.number()), [true, false]),
        (Role::Kecamatan, Some(OWN.kecamatan().number()), [true, false]),
        (Role::Dinsos, None, [true, true]),
        (Role::Admin, None, [true, true]),
    ] {
        let user = format!("{}{}", role.name(), area.unwrap_or(0));
        let cookie = server.desk(role, &user, area).await;
        for ((village, record), may) in [(OWN, own), (FAR, far)].into_iter().zip(may_see) {
            let orders = [
                json!({ "what": "xlsx", "village": village.to_string() }),
                json!({ "what": "csv", "kind": "bansos", "village": village.to_string() }),
                json!({ "what": "xlsx", "kecamatan": village.kecamatan().to_string() }),
                json!({ "what": "record", "record": record.to_string() }),
                json!({ "what": "operator", "village": village.to_string(), "menu": "tidak_layak",
                        "channel": "musdes" }),
            ];
            for order in orders {
                let answer = ask(&server, &cookie, &order).await;
                if may {
                    assert_eq!(answer.status, StatusCode::ACCEPTED, "{user} {order}");
                    let id = String::from(answer.json()["id"].as_str().unwrap());
                    made(&server, &cookie, &id).await;
                    for (other, _) in &ids {
                        assert_eq!(fetch(&server, &cookie, other).await.status, 404);
                        assert_eq!(remove(&server, &cookie, other).await, 404);
                    }
                    assert_eq!(remove(&server, &cookie, &id).await, StatusCode::NO_CONTENT);
                } else {
                    assert_eq!(answer.problem(), (404, "not_found".into()), "{user} {order}");
                }
            }
        }
        // One stays, for the others to reach for.
        let order = json!({ "what": "record", "record": own.to_string() });
        let id = String::from(ask(&server, &cookie, &order).await.json()["id"].as_str().unwrap());
        made(&server, &cookie, &id).await;
        ids.push((id, cookie.clone()));
        let may_read_notes = matches!(role, Role::Dinsos | Role::Admin);
        let expected = if may_read_notes { 200 } else { 404 };
        assert_eq!(notes(&server, &cookie).await.status, expected, "{user}");
    }
    // A worker's phone is no desk, and nobody is nobody.
    let phone = server.phone(&[OWN]).await;
    for cookie in [phone.cookie.as_str(), ""] {
        let order = json!({ "what": "xlsx" });
        assert_eq!(ask(&server, cookie, &order).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(fetch(&server, cookie, &ids[0].0).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(notes(&server, cookie).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_confidential_report_is_in_no_file_of_its_village() {
    let server = TestServer::start().await;
    let phone = server.phone(&[OWN]).await;
    let change = report(OWN, server.clock.now_ms(), 1);
    server.push(&phone, vec![parcel(&[&change])]).await;
    let order = json!({ "what": "csv", "kind": "perlu_petugas" });
    let desa = server.desk(Role::Desa, "desa", Some(OWN.number())).await;
    assert_eq!(csv(&file(&server, &desa, order.clone()).await).len(), 1);
    let dinsos = server.desk(Role::Dinsos, "dinsos", None).await;
    assert_eq!(csv(&file(&server, &dinsos, order).await).len(), 2);
    let order = json!({ "what": "record", "record": change.header.record.to_string() });
    assert_eq!(ask(&server, &desa, &order).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_workbook_opens_in_libreoffice_with_whole_numbers_and_real_dates() {
    let (server, [own, _]) = with_proposals().await;
    let cookie = server.desk(Role::Dinsos, "dinsos", None).await;
    let reason = "dicocokkan dengan KK";
    let order = json!({ "what": "xlsx", "village": OWN.to_string(), "reason": reason });
    let list = file(&server, &cookie, order).await;
    let order = json!({ "what": "record", "record": own.to_string(), "reason": reason });
    let one = file(&server, &cookie, order).await;
    let Some(sheets_of_list) = sheets(&list) else { return };
    let names: Vec<_> = sheets_of_list.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Bantuan sosial", "Kunjungan"]);
    let (_, proposals) = &sheets_of_list[0];
    assert_eq!(under(proposals, "Penerima atau calon penerima: NIK"), NIK.to_string());
    let today = server.clock.today();
    let (year, month, day) = today.ymd();
    assert_eq!(under(proposals, "Diterima kantor"), format!("{day:02}/{month:02}/{year}"));
    assert_eq!(under(proposals, "Jelaskan singkat"), "=HYPERLINK(\"x\")\nsudah mampu");
    let (_, visits) = &sheets_of_list[1];
    assert_eq!(under(visits, "Nomor KK"), KK.to_string());
    let sheets_of_one = sheets(&one).unwrap();
    assert_eq!(sheets_of_one.len(), 2);
    let all: Vec<_> = sheets_of_one.iter().flat_map(|(_, rows)| rows).flatten().collect();
    assert!(all.contains(&&NIK.to_string()) && all.contains(&&String::from("Wartini")), "{all:?}");
}

#[tokio::test]
async fn an_operator_file_has_families_and_members_of_what_was_checked() {
    let (server, _) = with_proposals().await;
    let cookie = server.desk(Role::Desa, "desa", Some(OWN.number())).await;
    let order = json!({ "what": "operator", "village": OWN.to_string(), "menu": "tidak_layak",
                        "channel": "perlinsos" });
    let bytes = file(&server, &cookie, order.clone()).await;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, ["tidak_layak_3523172001.xlsx", "BACA_DULU.txt"]);
    let mut book = Vec::new();
    archive.by_index(0).unwrap().read_to_end(&mut book).unwrap();
    let mut words = String::new();
    archive.by_index(1).unwrap().read_to_string(&mut words).unwrap();
    assert!(words.contains("Perlinsos Digital") && words.contains("tanggal 25"), "{words}");
    // Nothing of this menu was checked: said, and no empty file.
    let mut other = order.clone();
    other["menu"] = json!("usul");
    let id = ask(&server, &cookie, &other).await.json()["id"].as_str().unwrap().to_owned();
    let failed = made(&server, &cookie, &id).await;
    assert_eq!(failed["state"], "failed");
    assert!(failed["failure"]["id"].as_str().unwrap().contains("selesai diperiksa"));
    for (field, value) in [("menu", "lain"), ("channel", ""), ("village", "x")] {
        let mut wrong = order.clone();
        wrong[field] = json!(value);
        let answer = ask(&server, &cookie, &wrong).await;
        assert_eq!(answer.problem(), (400, "bad_request".into()), "{field}");
        assert_eq!(answer.json()["field"], field);
    }
    let Some(sheets) = sheets(&book) else { return };
    let of = |name: &str| &sheets.iter().find(|(sheet, _)| sheet == name).unwrap().1;
    let families = of("Keluarga");
    assert_eq!(families.len(), 2);
    for (heading, expected) in [
        ("No. KK", KK.to_string()),
        ("NIK", NIK.to_string()),
        ("Nama", String::from("Wartini")),
        ("Sudah diketik", String::new()),
        ("Jalur usulan", String::from("Perlinsos Digital")),
        ("Status catatan", String::from("Selesai diperiksa")),
        ("RT", String::from("3")),
        ("Uraian", String::from("Lainnya (jelaskan). =HYPERLINK(\"x\") sudah mampu")),
        ("Apa usulannya? (kode)", String::from("3")),
        ("Apa usulannya?", String::from("Usulkan berhenti")),
    ] {
        assert_eq!(under(families, heading), expected, "{heading}");
    }
    assert_eq!(of("Anggota")[0][..2], ["No. keluarga", "No. KK"]);
}

#[tokio::test]
async fn files_are_few_for_each_person_and_end_by_themselves() {
    let (server, [own, _]) = with_proposals().await;
    let cookie = server.desk(Role::Dinsos, "dinsos", None).await;
    let order = json!({ "what": "record", "record": own.to_string() });
    let mut ids = Vec::new();
    for _ in 0..5 {
        let answer = ask(&server, &cookie, &order).await;
        ids.push(String::from(answer.json()["id"].as_str().unwrap()));
    }
    assert_eq!(ask(&server, &cookie, &order).await.problem(), (409, "too_many_files".into()));
    for id in &ids {
        assert_eq!(made(&server, &cookie, id).await["state"], "ready");
    }
    let folder = server.data.path().join("data/exports");
    assert_eq!(n_files(&folder), 5);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join(&ids[0])), 0o600);
    }
    // A path is no id.
    for trick in ["..%2f..%2fmutakhir.db", "%00", &ids[0].to_uppercase()] {
        assert_eq!(fetch(&server, &cookie, trick).await.status, StatusCode::NOT_FOUND, "{trick}");
    }
    server.clock.advance_ms(11 * 3_600_000);
    assert_eq!(files(&server, &cookie).await.len(), 5);
    server.clock.advance_ms(13 * 3_600_000);
    // The desk signs in every day.
    let cookie = server.sign_in("dinsos", tests::server::PASSWORD).await.cookie().unwrap();
    assert_eq!(files(&server, &cookie).await.len(), 0);
    assert_eq!(n_files(&folder), 0);
}

fn n_files(folder: &Path) -> usize {
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

#[tokio::test]
async fn what_a_killed_server_left_is_gone_after_the_next_start() {
    let server = TestServer::start_with(|config| {
        let folder = config.data.join("exports");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("0123.part"), "half").unwrap();
        std::fs::write(folder.join("4567"), "whole").unwrap();
    })
    .await;
    assert_eq!(n_files(&server.data.path().join("data/exports")), 0);
}
