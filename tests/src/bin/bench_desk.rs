//! `cargo xtask bench desk --fill N`: how long the desk waits for a list or a search among N records,
//! and how long phones wait meanwhile.
//!
//! A real server over HTTP with a database in a file, filled through the store's own methods: 328
//! villages with a PSM each, children of sessions with names from the demo's lists. Each question is
//! asked many times over HTTP; the table shows the middle, the 95th of a hundred and the longest. Then
//! phones push single records, alone and beside an export of everything and twelve people who search.
//! `--dir DIR` says on which disk; the default is the system's folder for temporary files.

use std::{
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use reqwest::{Client, Method, header};
use serde_json::{Value as Json, json};
use server::{
    clock::Clock,
    config::Config,
    store::{
        Store, StoreError, Writes,
        account::{Account, Assignment, Role},
        record::{Change, Position, Record},
    },
    sync::References,
};
use shared::{
    day::Day,
    forms::balita::BALITA,
    id::{AccountId, ChangeId, DeviceId, RecordId},
    region::{VillageCode, villages},
    sync::{
        state::RecordState,
        verdict::Receipt,
        wire::{self, Change1, Header1, OP_PUT},
    },
};
use tests::{
    bench::{Table, machine},
    load, sample,
    server::{TestServer, send, with_cookie},
};

/// How many times each question is asked.
const N_ASKED: usize = 100;
/// Records in one transaction while the database is filled.
const CHUNK: u32 = 1_000;
/// A list may take so long, milliseconds (the 95th of a hundred).
const LIST_MS: f64 = 100.0;
/// A search may take so long, milliseconds (the 95th of a hundred).
const SEARCH_MS: f64 = 150.0;
/// Pushes of one record, alone and beside the desk.
const N_PUSHES: u16 = 100;
/// People who search at once beside the pushes.
const N_SEARCHING: usize = 12;

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    match measure().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("bench desk: at least one question takes too long");
            ExitCode::FAILURE
        }
        Err(failure) => {
            eprintln!("bench desk: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Result<(u32, PathBuf), Failure> {
    let (mut n_records, mut folder) = (100_000, std::env::temp_dir());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match (argument.as_str(), arguments.next()) {
            ("--fill", Some(number)) => n_records = number.parse()?,
            ("--dir", Some(path)) => folder = PathBuf::from(path),
            _ => return Err("usage: bench_desk [--fill N] [--dir DIR]".into()),
        }
    }
    Ok((n_records, folder))
}

async fn measure() -> Result<bool, Failure> {
    let (n_records, folder) = arguments()?;
    let place = tempfile::Builder::new().prefix("bench-desk-").tempdir_in(folder)?;
    let data = place.path().join("data");
    let server = TestServer::start_with(|config: &mut Config| config.data = data.clone()).await;
    let store = server.running.store.clone();
    let began = Instant::now();
    let now_ms = Clock::system().now_ms();
    tokio::task::spawn_blocking(move || fill(&store, n_records, now_ms)).await??;
    let n_bytes = std::fs::metadata(server::folder::database_path(&data))?.len();
    println!(
        "{}\n{n_records} records, filled in {:.0} s, {} MB on the disk\n",
        machine(),
        began.elapsed().as_secs_f64(),
        n_bytes / 1_000_000
    );
    let cookie = server.desk(Role::Dinsos, "dinsos", None).await;
    let is_good = lists(&server, &cookie, now_ms).await?;
    beside(&server, &cookie).await?;
    Ok(is_good)
}

/// Asks everything that a page of the desk asks, many times each.
async fn lists(server: &TestServer, cookie: &str, now_ms: u64) -> Result<bool, Failure> {
    let today = Day::in_tuban(now_ms);
    let week = json!({ "from": today.plus(-60).to_string(), "to": today.plus(-58).to_string() });
    let cases = [
        ("list, newest", LIST_MS, json!({})),
        ("list, oldest", LIST_MS, json!({ "order": "oldest" })),
        ("list of a kecamatan", LIST_MS, json!({ "kecamatan": "35.23.17" })),
        ("list of a village", LIST_MS, json!({ "village": "35.23.17.2001" })),
        ("list of a kind", LIST_MS, json!({ "kind": "bansos" })),
        ("list of a rare state", LIST_MS, json!({ "state": "not_used" })),
        ("held for the office", LIST_MS, json!({ "state": "held_office" })),
        ("list of three days", LIST_MS, week),
        ("a common name", SEARCH_MS, json!({ "q": "siti" })),
        ("two common names", SEARCH_MS, json!({ "q": "siti aminah" })),
        ("a rare name", SEARCH_MS, json!({ "q": "kromoleo" })),
        ("nobody's name", SEARCH_MS, json!({ "q": "zzyzx" })),
        ("a letter", SEARCH_MS, json!({ "q": "s" })),
        ("a name in a kecamatan", SEARCH_MS, json!({ "q": "aminah", "kecamatan": "35.23.17" })),
        ("a common name of a rare state", SEARCH_MS, json!({ "q": "siti", "state": "not_used" })),
        ("a whole NIK", SEARCH_MS, json!({ "q": "3523170101010007" })),
        ("the last four digits", SEARCH_MS, json!({ "q": "0007" })),
        ("the first six digits", SEARCH_MS, json!({ "q": "352317" })),
        ("a sender", SEARCH_MS, json!({ "q": "pengirim k" })),
        ("a sender and a name", SEARCH_MS, json!({ "q": "pengirim siti" })),
    ];
    let mut table = Table::new(&["question", "found", "middle ms", "p95 ms", "longest ms", "goal"]);
    let mut is_good = true;
    for (name, goal_ms, filter) in cases {
        let (mut times, mut found) = (Vec::new(), Json::Null);
        for _ in 0..N_ASKED {
            let began = Instant::now();
            let answer = server.post_json("/api/v1/desk/records", &filter, Some(cookie)).await;
            times.push(began.elapsed());
            if answer.status != 200 {
                return Err(format!("{name}: {}", answer.status).into());
            }
            found = answer.json();
        }
        let counts = found["counts"].as_array().cloned().unwrap_or_default();
        let n: u64 = counts.iter().filter_map(|count| count["n"].as_u64()).sum();
        let [middle, p95, longest] = spread(&mut times);
        is_good &= p95 <= goal_ms;
        let verdict = if p95 <= goal_ms { "met" } else { "**missed**" };
        let ms = [middle, p95, longest].map(|ms| format!("{ms:.1}"));
        let goal = format!("{goal_ms} {verdict}");
        table.row(&[&[name.into(), n.to_string()], ms.as_slice(), &[goal]].concat());
    }
    println!("{table}");
    Ok(is_good)
}

/// The middle, the 95th of a hundred and the longest, milliseconds.
fn spread(times: &mut [Duration]) -> [f64; 3] {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)];
    [at(50), at(95), at(100)].map(|time| time.as_secs_f64() * 1e3)
}

/// Pushes alone, and beside an export of everything and people who search.
async fn beside(server: &TestServer, cookie: &str) -> Result<(), Failure> {
    let mut table = Table::new(&["pushes of one record", "middle ms", "p95 ms", "longest ms"]);
    let mut row = |name: &str, times: &mut [Duration]| {
        let ms = spread(times).map(|ms| format!("{ms:.1}"));
        table.row(&[&[String::from(name)], ms.as_slice()].concat());
    };
    row("alone", &mut pushes(server, 201).await?);
    let ask = json!({ "what": "xlsx", "kecamatan": "35.23.17" });
    let began = Instant::now();
    let export = server.post_json("/api/v1/desk/files", &ask, Some(cookie)).await.json();
    row("beside an export", &mut pushes(server, 202).await?);
    let is_over = Arc::new(AtomicBool::new(false));
    let searching: Vec<_> = (0..N_SEARCHING)
        .map(|_| {
            let (is_over, cookie) = (Arc::clone(&is_over), String::from(cookie));
            let (client, url) = (Client::new(), server.url("/api/v1/desk/records"));
            let origin = server.url("");
            tokio::spawn(async move {
                while !is_over.load(Ordering::Relaxed) {
                    let request = client
                        .request(Method::POST, &url)
                        .header(header::ORIGIN, &origin)
                        .header(header::CONTENT_TYPE, "application/json")
                        .body(json!({ "q": "siti aminah" }).to_string());
                    send(with_cookie(request, Some(&cookie))).await;
                }
            })
        })
        .collect();
    row("beside twelve who search", &mut pushes(server, 203).await?);
    is_over.store(true, Ordering::Relaxed);
    for search in searching {
        search.await?;
    }
    println!("{table}");
    let id = export["id"].as_str().ok_or("no export")?.to_owned();
    loop {
        let files = server.get("/api/v1/desk/files", Some(cookie)).await.json();
        let files = files["exports"].as_array().cloned().unwrap_or_default();
        let one = files.iter().find(|file| file["id"] == id.as_str()).cloned().unwrap_or_default();
        match one["state"].as_str() {
            Some("waiting" | "running") => tokio::time::sleep(Duration::from_millis(200)).await,
            _ => {
                println!(
                    "the export: {}, {} records, {} kB, {:.1} s",
                    one["state"],
                    one["n_done"],
                    one["n_bytes"].as_u64().unwrap_or(0) / 1_000,
                    began.elapsed().as_secs_f64()
                );
                return Ok(());
            }
        }
    }
}

/// A phone that pushes single records, one after the other; how long each took.
async fn pushes(server: &TestServer, number: u8) -> Result<Vec<Duration>, Failure> {
    let phone = server.phone(&[load::VILLAGE]).await;
    let references = References::bundled();
    let now_ms = server.clock.now_ms();
    let batches = load::batches(&references, phone.device, number, N_PUSHES, 1, now_ms);
    let mut times = Vec::new();
    for batch in batches {
        let began = Instant::now();
        let path = "/api/v1/sync/push";
        let answer = server.post_bytes(path, batch.body, Some(&phone.cookie)).await;
        times.push(began.elapsed());
        if answer.status != 200 {
            return Err(format!("a push: {}", answer.status).into());
        }
    }
    Ok(times)
}

/// Names of families and how often they are met, in parts of a thousand.
const NAMES: [(&str, u32); 8] = [
    ("SITI", 120),
    ("MUHAMMAD", 100),
    ("AMINAH", 60),
    ("SLAMET", 50),
    ("WARTINI", 40),
    ("KASMIATUN", 20),
    ("SUKARNO", 20),
    ("DJOKO", 10),
];

/// The name of the record with this number: a common name or none, two syllables that make it one of
/// some thousand, and for a few one that is rare.
fn name(number: u32) -> String {
    const SYLLABLES: [&str; 20] = [
        "su", "ka", "mi", "ra", "no", "ti", "wa", "lim", "jo", "har", "ya", "ni", "sar", "di",
        "mu", "pri", "san", "to", "wi", "nah",
    ];
    let mixed = number.wrapping_mul(2_654_435_761) >> 7;
    let mut draw = mixed % 1_000;
    let mut words = Vec::new();
    for (name, often) in NAMES {
        if draw < often {
            words.push(String::from(name));
            break;
        }
        draw -= often;
    }
    let syllable = |shift: u32| SYLLABLES[(mixed >> shift) as usize % SYLLABLES.len()];
    if mixed.is_multiple_of(7) {
        words.push(String::from("AMINAH"));
    }
    words.push([syllable(3), syllable(8), syllable(13)].concat().to_uppercase());
    if number % 30_000 == 17 {
        words.push(String::from("KROMOLEO"));
    }
    words.join(" ")
}

fn fill(store: &Store, n_records: u32, now_ms: u64) -> Result<(), StoreError> {
    let places: Vec<VillageCode> = villages().map(|village| village.code).collect();
    let authors = places.clone();
    store
        .write(move |tx| authors.iter().try_for_each(|village| add_author(tx, *village)))
        .wait()?;
    let content = Arc::new(sample::session(load::VILLAGE, now_ms, 1).child.content);
    for first in (0..n_records).step_by(CHUNK as usize) {
        let (places, content) = (places.clone(), Arc::clone(&content));
        let chunk = store.write(move |tx| {
            (first..n_records.min(first + CHUNK)).try_for_each(|number| {
                let village = places[number as usize % places.len()];
                add(tx, (number, n_records), village, &content, now_ms)
            })
        });
        chunk.wait()?;
    }
    Ok(())
}

/// Who sends everything of a village.
const fn author(village: VillageCode) -> AccountId {
    let mut id = [7; 16];
    let number = village.number().to_be_bytes();
    let mut idx = 0;
    while idx < number.len() {
        id[idx] = number[idx];
        idx += 1;
    }
    AccountId(id)
}

fn add_author(tx: &mut dyn Writes, village: VillageCode) -> Result<(), StoreError> {
    let letter = char::from(b'A' + u8::try_from(village.number() % 26).unwrap_or(0));
    tx.add_account(&Account {
        id: author(village),
        name: format!("Pengirim {letter}{}", village.number() % 10_000),
        role: Role::Psm,
        user_name: None,
        password_hash: None,
        phone: None,
        area: None,
        own_kk: None,
        is_active: true,
    })?;
    tx.set_assignment(author(village), &Assignment { village, from: Day::from_number(0), to: None })
}

/// One record: six months of work, a tenth bansos, some held, returned and not used.
fn add(
    tx: &mut dyn Writes,
    (number, n_records): (u32, u32),
    village: VillageCode,
    content: &[u8],
    now_ms: u64,
) -> Result<(), StoreError> {
    const HALF_A_YEAR_MS: u64 = 180 * 86_400_000;
    let age_ms = HALF_A_YEAR_MS * u64::from(n_records - number) / u64::from(n_records);
    let at_ms = now_ms - age_ms;
    let mut random = [0; 10];
    random[..4].copy_from_slice(&number.wrapping_mul(2_654_435_761).to_be_bytes());
    random[4..8].copy_from_slice(&number.to_be_bytes());
    let record = RecordId::new(at_ms, random);
    let header = Header1 {
        change: ChangeId::new(at_ms, random),
        record,
        parent: None,
        visit: None,
        kind: if number % 10 == 0 { 10 } else { BALITA.id.0 },
        kind_version: BALITA.version,
        village,
        made_at_ms: at_ms,
        op: OP_PUT,
    };
    let bytes = wire::encode(&Change1 { header: header.clone(), content: content.to_vec() });
    let seq = tx.next_seq()?;
    let state = match number % 1_000 {
        0 => RecordState::HeldForOffice,
        1 => RecordState::HeldForAuthor,
        2 if number % 10_000 == 2 => RecordState::NotUsed,
        3..=9 => RecordState::Returned,
        10..=600 => RecordState::Checked,
        _ => RecordState::Sent,
    };
    tx.add_change(&Change {
        author: author(village),
        device: DeviceId([3; 16]),
        bytes,
        receipt: Receipt { seq, hash: [9; 32], stored_at_ms: at_ms },
        state,
        position: Position::Head,
        other: None,
        problems: Vec::new(),
        notes: Vec::new(),
        header: header.clone(),
    })?;
    let kecamatan = u64::from(village.number() / 10_000);
    let nik = kecamatan * 10_000_000_000
        + u64::from(number / 9) * 10_000 % 10_000_000_000
        + u64::from(number % 9_000);
    tx.put_record(&Record {
        id: record,
        kind: header.kind,
        kind_version: header.kind_version,
        village,
        author: author(village),
        visit: None,
        head: header.change,
        state,
        subject: name(number),
        nik: Some(nik),
        made_at_ms: at_ms,
        first_seq: seq,
        last_seq: seq,
        problems: Vec::new(),
        notes: Vec::new(),
        comment: String::new(),
        n_beside: 0,
        urgency: 0,
    })
}
