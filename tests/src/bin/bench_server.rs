//! `cargo xtask bench server`: how many records a second the server stores, beside a floor.
//!
//! Ours: the real router over HTTP in one process with its clients, each phone signed in, every check
//! made, every answer read and looked at. The floor, from the same run on the same disk: one thread
//! of rusqlite that writes the very rows that ours wrote for the records, with every index of our
//! schema and the words for the desk's search, 50 records a transaction, `synchronous=FULL`, without
//! parsing, checking or asking for anything.
//!
//! A record is a visit or a form. `--dir DIR` says on which disk; the default is the system's
//! folder for temporary files, which must not be in memory.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use reqwest::{Client, header};
use rusqlite::{Connection, params_from_iter, types::Value};
use server::{
    auth::activation::invite,
    clock::Clock,
    config::Config,
    folder::database_path,
    store::account::{Account, Assignment, Role},
    sync::References,
};
use shared::{
    day::Day,
    id::{AccountId, DeviceId},
    sync::{
        account::Activate1,
        wire::{self, PushReply1},
    },
};
use tests::{
    bench::{Table, machine, median},
    load::{Batch, VILLAGE, batches},
};

/// Runs of each; the table shows the median, and the lowest and highest.
const N_RUNS: usize = 5;
/// Records in one request and in one transaction of the floor.
const BATCH_LEN: usize = 50;
/// Phones that send at once.
const N_PHONES: u8 = 4;
/// Requests of each phone in one run.
const N_BATCHES: u16 = 50;
/// Phones that send single records at once, and how many each.
const N_SINGLE_PHONES: u8 = 8;
const N_SINGLES: u16 = 100;
/// Ours must reach this part of the floor.
const GOAL: f64 = 0.5;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What one run found.
struct Run {
    n_records: usize,
    took: Duration,
    cpu: Duration,
}

impl Run {
    fn a_second(&self) -> f64 {
        count(self.n_records) / self.took.as_secs_f64()
    }

    fn cpu_us(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / count(self.n_records)
    }
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[tokio::main]
async fn main() -> ExitCode {
    match measure().await {
        Ok(ratio) if ratio >= GOAL => ExitCode::SUCCESS,
        Ok(ratio) => {
            eprintln!("bench server: {ratio:.2} of the floor is less than {GOAL}");
            ExitCode::FAILURE
        }
        Err(failure) => {
            eprintln!("bench server: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Measures, prints the table, and returns the part of the floor that ours reaches.
async fn measure() -> Result<f64, Failure> {
    let place = tempfile::Builder::new().prefix("bench-server-").tempdir_in(directory()?)?;
    let (mut floor, mut single_floor, mut batch, mut single) = (vec![], vec![], vec![], vec![]);
    for run in 0..N_RUNS {
        eprint!("run {} of {N_RUNS}\r", run + 1);
        let data = place.path().join(format!("batch-{run}"));
        batch.push(ours(&data, N_PHONES, N_BATCHES, BATCH_LEN).await?);
        let rows = Rows::read(&database_path(&data))?;
        floor.push(rows.write(&place.path().join(format!("floor-{run}.db")), BATCH_LEN)?);
        let data = place.path().join(format!("single-{run}"));
        single.push(ours(&data, N_SINGLE_PHONES, N_SINGLES, 1).await?);
        let rows = Rows::read(&database_path(&data))?;
        single_floor.push(rows.write(&place.path().join(format!("floor-single-{run}.db")), 1)?);
    }
    let rate = |runs: &[Run]| median(runs.iter().map(Run::a_second));
    let ratio = rate(&batch) / rate(&floor);
    let mut table =
        Table::new(&["", "records/s", "lowest–highest", "CPU µs/record", "of the floor"]);
    let lines = [
        ("floor: rusqlite, one thread, 50 a transaction", &floor, 1.0),
        ("floor: the same, 1 a transaction", &single_floor, rate(&single_floor) / rate(&floor)),
        ("ours: 4 phones, 50 a request", &batch, ratio),
        ("ours: 8 phones, 1 a request", &single, rate(&single) / rate(&floor)),
    ];
    for (name, runs, part) in lines {
        table.row(&line(name, runs, part));
    }
    println!("{}, medians of {N_RUNS} runs; CPU of ours with its clients", machine());
    println!("{table}");
    Ok(ratio)
}

fn line(name: &str, runs: &[Run], part: f64) -> Vec<String> {
    let lowest = runs.iter().map(Run::a_second).fold(f64::INFINITY, f64::min);
    let highest = runs.iter().map(Run::a_second).fold(0.0, f64::max);
    vec![
        String::from(name),
        format!("{:.0}", median(runs.iter().map(Run::a_second))),
        format!("{lowest:.0}–{highest:.0}"),
        format!("{:.0}", median(runs.iter().map(Run::cpu_us))),
        format!("{part:.2}"),
    ]
}

fn directory() -> Result<PathBuf, Failure> {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next(), arguments.next()) {
        (None, ..) => Ok(std::env::temp_dir()),
        (Some("--dir"), Some(directory), None) => Ok(PathBuf::from(directory)),
        _ => Err("usage: bench_server [--dir DIR]".into()),
    }
}

/// One run of a new server: every phone sends its batches one after the other, all phones at once.
async fn ours(data: &Path, n_phones: u8, n_batches: u16, batch_len: usize) -> Result<Run, Failure> {
    let config = Config::new(data.to_path_buf(), "127.0.0.1:0".parse()?);
    let clock = config.clock.clone();
    let server = server::start(config).await?;
    let url = format!("http://{}", server.addr);
    let references = References::bundled();
    let mut phones = Vec::new();
    for number in 0..n_phones {
        let (device, cookie) = sign_in(&server, &clock, &url, number).await?;
        let sent = batches(&references, device, number, n_batches, batch_len, clock.now_ms());
        phones.push(Phone { client: Client::new(), url: url.clone(), cookie, batches: sent });
    }
    let (began, cpu_before) = (Instant::now(), cpu_time()?);
    let sending: Vec<_> = phones.into_iter().map(|phone| tokio::spawn(phone.send_all())).collect();
    for phone in sending {
        phone.await??;
    }
    let (took, cpu) = (began.elapsed(), cpu_time()?.saturating_sub(cpu_before));
    server.stop().await;
    let n_records = usize::from(n_phones) * usize::from(n_batches) * batch_len;
    Ok(Run { n_records, took, cpu })
}

/// A phone with all that it will send.
struct Phone {
    client: Client,
    url: String,
    cookie: String,
    batches: Vec<Batch>,
}

impl Phone {
    async fn send_all(self) -> Result<(), Failure> {
        for Batch { body, n_changes } in self.batches {
            let request = self
                .client
                .post(format!("{}/api/v1/sync/push", self.url))
                .header(header::ORIGIN, &self.url)
                .header(header::CONTENT_TYPE, wire::MEDIA_TYPE)
                .header(header::COOKIE, &self.cookie)
                .body(body);
            let answer = request.send().await?.error_for_status()?.bytes().await?;
            let reply: PushReply1 = wire::decode(&answer)?;
            let n_clean = reply
                .answers
                .iter()
                .filter(|answer| answer.verdict.code == 1 && answer.verdict.notes.is_empty())
                .filter(|answer| !answer.verdict.repeated)
                .count();
            if n_clean != n_changes {
                let odd = reply
                    .answers
                    .iter()
                    .find(|answer| answer.verdict.code != 1 || !answer.verdict.notes.is_empty());
                return Err(format!("{n_clean} of {n_changes} were accepted; one: {odd:?}").into());
            }
        }
        Ok(())
    }
}

/// Makes a PSM and binds a phone, as a person would; its device and its cookie.
async fn sign_in(
    server: &server::Running,
    clock: &Clock,
    url: &str,
    number: u8,
) -> Result<(DeviceId, String), Failure> {
    let id = AccountId::new(u64::from(number), [number; 10]);
    let account = Account {
        id,
        name: format!("PSM {number}"),
        role: Role::Psm,
        user_name: None,
        password_hash: None,
        phone: None,
        area: None,
        own_kk: None,
        is_active: true,
    };
    let from = Day::from_ymd(2023, 1, 1).ok_or("no such day")?;
    let assignment = Assignment { village: VILLAGE, from, to: None };
    let write = move |tx: &mut dyn server::store::Writes| {
        tx.add_account(&account)?;
        tx.set_assignment(id, &assignment)
    };
    server.store.write(write).await?;
    let token = invite(&server.store, id, clock.now_ms()).await?.to_text();
    let device = DeviceId::new(u64::from(number), [number; 10]);
    let answer = Client::new()
        .post(format!("{url}/api/v1/activation"))
        .header(header::CONTENT_TYPE, wire::MEDIA_TYPE)
        .body(wire::encode(&Activate1 { token, device }))
        .send()
        .await?
        .error_for_status()?;
    let cookie = answer.headers().get(header::SET_COOKIE).ok_or("no cookie was set")?.to_str()?;
    Ok((device, String::from(cookie.split(';').next().unwrap_or_default())))
}

/// What ours wrote: the schema, and the rows of each record.
struct Rows {
    schema: Vec<String>,
    accounts: Vec<Vec<Value>>,
    changes: Vec<Vec<Value>>,
    records: Vec<Vec<Value>>,
    /// The words that each record is found by, record by record.
    words: Vec<Vec<Vec<Value>>>,
}

impl Rows {
    fn read(path: &Path) -> Result<Self, Failure> {
        let conn = Connection::open(path)?;
        // Tables of SQLite's own are not ours to make.
        let text = "SELECT sql FROM sqlite_master
            WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_' ORDER BY rowid";
        let schema =
            conn.prepare(text)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let words =
            "SELECT word, record FROM record_word JOIN record ON id = record ORDER BY last_seq";
        Ok(Self {
            schema,
            accounts: all(&conn, "SELECT * FROM account")?,
            changes: all(&conn, "SELECT * FROM change ORDER BY seq")?,
            records: all(&conn, "SELECT * FROM record ORDER BY last_seq")?,
            words: all(&conn, words)?.chunk_by(|a, b| a[1] == b[1]).map(<[_]>::to_vec).collect(),
        })
    }

    /// Writes them into a new database, so many records a transaction.
    fn write(&self, path: &Path, batch_len: usize) -> Result<Run, Failure> {
        let conn = Connection::open(path)?;
        conn.pragma_update(None, "journal_mode", "wal")?;
        conn.pragma_update(None, "synchronous", "full")?;
        // Looking up what rows refer to is a check, and the floor makes none.
        conn.pragma_update(None, "foreign_keys", false)?;
        for statement in &self.schema {
            conn.execute_batch(statement)?;
        }
        conn.execute("INSERT INTO meta VALUES (1, 0, 0)", [])?;
        let mut account = conn.prepare(&insert("account", &self.accounts))?;
        for row in &self.accounts {
            account.execute(params_from_iter(row))?;
        }
        let mut change = conn.prepare(&insert("change", &self.changes))?;
        let mut record = conn.prepare(&insert("record", &self.records))?;
        let mut word = conn.prepare("INSERT INTO record_word VALUES (?, ?)")?;
        let mut counter = conn.prepare("UPDATE meta SET last_seq = last_seq + ?1")?;
        let (began, cpu_before) = (Instant::now(), cpu_time()?);
        // Each record has some words, so that the three lists are of one length.
        let rows: Vec<_> = self.changes.iter().zip(&self.records).zip(&self.words).collect();
        for rows in rows.chunks(batch_len) {
            conn.execute_batch("BEGIN IMMEDIATE")?;
            for ((change_row, record_row), words) in rows {
                change.execute(params_from_iter(*change_row))?;
                record.execute(params_from_iter(*record_row))?;
                for word_row in *words {
                    word.execute(params_from_iter(word_row))?;
                }
            }
            counter.execute([i64::try_from(rows.len())?])?;
            conn.execute_batch("COMMIT")?;
        }
        let (took, cpu) = (began.elapsed(), cpu_time()?.saturating_sub(cpu_before));
        Ok(Run { n_records: self.records.len(), took, cpu })
    }
}

fn all(conn: &Connection, sql: &str) -> Result<Vec<Vec<Value>>, Failure> {
    let mut statement = conn.prepare(sql)?;
    let n_columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..n_columns).map(|idx| row.get(idx)).collect())?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn insert(table: &str, rows: &[Vec<Value>]) -> String {
    let n_columns = rows.first().map_or(0, Vec::len);
    format!("INSERT INTO {table} VALUES ({})", vec!["?"; n_columns].join(", "))
}

/// Processor time of this process so far, in the kernel's ticks of 10 ms; zero where there is no
/// `/proc`.
fn cpu_time() -> Result<Duration, Failure> {
    let Ok(stat) = std::fs::read_to_string("/proc/self/stat") else { return Ok(Duration::ZERO) };
    // The name of the program, in brackets, may hold spaces; counting begins behind it.
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = |idx: usize| -> Result<u64, Failure> {
        Ok(fields.split_whitespace().nth(idx).ok_or("/proc/self/stat is odd")?.parse()?)
    };
    Ok(Duration::from_millis((ticks(11)? + ticks(12)?) * 10))
}
