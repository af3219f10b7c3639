//! The server as a program of its own, on a folder that can lose power.

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use server::auth::activation::invite;
use server::clock::Clock;
use server::folder::Folder;
use server::store::account::{Account, Assignment, Role};
use shared::day::Day;
use shared::id::AccountId;
use shared::region::VillageCode;
use tokio::sync::oneshot::{self, Receiver};

use super::Failure;

/// Where everybody works.
pub(super) const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);

/// Which program serves.
#[derive(Clone, Debug)]
pub enum Program {
    /// The one that offices run.
    Mutakhir(PathBuf),
    /// The one of the tests (`tests/src/bin/server_process.rs`).
    OfTests(PathBuf),
}

/// A disk that loses what was not synced.
pub(super) struct Power {
    pub(super) shim: PathBuf,
    pub(super) disk: PathBuf,
    pub(super) seed: u64,
    pub(super) lies: Option<String>,
}

/// A running server. It dies with this value.
pub(super) struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts it and waits until it listens.
    pub(super) fn start(
        program: &Program,
        data: &Path,
        power: Option<&Power>,
    ) -> Result<Self, Failure> {
        let mut command = match program {
            Program::Mutakhir(path) => {
                let mut command = Command::new(path);
                command.args(["serve", "--listen", "127.0.0.1:0", "--log", "json", "--data"]);
                command.stdout(Stdio::null()).stderr(Stdio::piped()).env("RUST_LOG", "info");
                command
            }
            Program::OfTests(path) => {
                let mut command = Command::new(path);
                command.arg("--empty").stdout(Stdio::piped());
                command
            }
        };
        command.arg(data).stdin(Stdio::null());
        if let Some(Power { shim, disk, seed, lies }) = power {
            command.env("LD_PRELOAD", shim).env("TORTURE_DATA", data).env("TORTURE_DISK", disk);
            command.env("TORTURE_SEED", seed.to_string());
            if let Some(lies) = lies {
                command.env("TORTURE_LIES", lies);
            }
        }
        let mut child = command.spawn()?;
        let output: Box<dyn Read + Send> = match (child.stdout.take(), child.stderr.take()) {
            (Some(output), _) => Box::new(output),
            (None, Some(output)) => Box::new(output),
            (None, None) => return Err("the server has no output".into()),
        };
        let mut lines = BufReader::new(output).lines();
        let mut seen = String::new();
        for line in lines.by_ref() {
            let line = line?;
            if let Some(address) = address_in(&line) {
                // It must never wait for somebody who reads its log.
                std::thread::spawn(move || lines.count());
                return Ok(Self { child, address });
            }
            seen.push_str(&line);
        }
        let _ = child.wait();
        Err(format!("the server does not start: {seen}").into())
    }

    /// Where phones reach it.
    pub(super) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// SIGKILL, and waits until it is gone.
    pub(super) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Kills it after this long, from a thread of its own: at any instant of the phones.
    pub(super) fn kill_after(mut self, lives: Duration) -> Receiver<()> {
        let (over, is_over) = oneshot::channel();
        std::thread::spawn(move || {
            std::thread::sleep(lives);
            self.kill();
            // Nobody waits any more when the torture itself has ended.
            let _ = over.send(());
        });
        is_over
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The address in a line that says that the server listens: the line itself, or a field of a log.
fn address_in(line: &str) -> Option<SocketAddr> {
    let in_log = line.split_once("\"addr\":\"").and_then(|(_, rest)| rest.split('"').next());
    in_log.unwrap_or(line).trim().parse().ok()
}

/// A new database with one PSM for each phone; the tokens of their invitations.
pub(super) async fn make_accounts(data: &Path, n_phones: u8) -> Result<Vec<String>, Failure> {
    let folder = Folder::to_serve(data)?;
    let store = folder.open(None)?;
    let now_ms = Clock::system().now_ms();
    let mut tokens = Vec::new();
    for number in 1..=n_phones {
        let account = Account {
            id: AccountId::new(now_ms, [number; 10]),
            name: format!("PSM {number}"),
            role: Role::Psm,
            user_name: None,
            password_hash: None,
            phone: None,
            area: None,
            own_kk: None,
            is_active: true,
        };
        let id = account.id;
        let assignment = Assignment { village: VILLAGE, from: Day::from_number(0), to: None };
        let added = store.write(move |tx| {
            tx.add_account(&account)?;
            tx.set_assignment(id, &assignment)
        });
        added.await?;
        tokens.push(invite(&store, id, now_ms).await?.to_text());
    }
    tokio::task::spawn_blocking(move || store.close()).await?;
    Ok(tokens)
}

/// Makes one folder hold what another does, and nothing else.
pub(super) fn mirror(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(to)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    copy(from, to)
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&to)?;
            copy(&entry.path(), &to)?;
        } else if !entry.file_name().to_string_lossy().ends_with("-shm") {
            // The index of the log lies in memory: no disk has it after a power cut.
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
