//! Kills and power cuts: a real server on a real folder, phones with the real client that send to it
//! as fast as they can, and an end at any instant. Then it is started again, and everything that a
//! phone was ever told is stored must be there, once.
//!
//! A *kill* is SIGKILL: what the program wrote is there, synced or not. After a *power cut* only what
//! was synced is there, and some sectors besides (`torture-shim`).

mod book;
mod phone;
mod program;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use tokio::task::LocalSet;

use self::book::Book;
use self::phone::Phone;
use self::program::{Server, mirror};
use crate::sim::dice::Dice;

pub use self::program::Program;

/// Phones that send at once.
const N_PHONES: u8 = 4;
/// Ends that one database goes through before a new one begins: one that grew through hundreds would
/// be checked for longer than it is used.
const ROUNDS: u32 = 10;
/// A server runs for so long, milliseconds, at the least and at the most.
const RUNS_MS: (u64, u64) = (20, 500);
/// At the end of a database everything that waits must arrive within this time.
const SETTLE: Duration = Duration::from_secs(60);

/// What goes wrong, as an error or as a broken law.
pub type Failure = Box<dyn std::error::Error>;

/// What to do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The server.
    pub program: Program,
    /// The library that loses what was not synced; power cuts need it.
    pub shim: Option<PathBuf>,
    /// How often to kill.
    pub n_kills: u32,
    /// How often to cut the power.
    pub n_cuts: u32,
    /// Chooses the instants.
    pub seed: u64,
    /// A part of the names of files whose syncs do nothing: then something must be lost.
    pub lies: Option<String>,
}

/// What was done, without a loss.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Kills.
    pub n_kills: u32,
    /// Power cuts.
    pub n_cuts: u32,
    /// Changes that phones were told are stored, each counted once.
    pub n_acknowledged: usize,
    /// Photos that phones gave away because the server has them.
    pub n_photos: usize,
    /// Looks at a database after a kill, a cut or at the end.
    pub n_checks: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Kill,
    Cut,
}

/// Does it, and prints what it is at.
///
/// # Errors
/// The first loss, with the seed that chose its instant, or what kept the program from running.
pub fn run(plan: &Plan) -> Result<Done, Failure> {
    let dice = Dice::new(plan.seed);
    let kills = std::iter::repeat_n(End::Kill, usize::try_from(plan.n_kills)?);
    let mut ends: Vec<End> = kills.collect();
    for _ in 0..plan.n_cuts {
        let idx = usize::try_from(dice.between(0, ends.len() as u64))?;
        ends.insert(idx, End::Cut);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut done = Done::default();
    for ends in ends.chunks(usize::try_from(ROUNDS)?) {
        let one = runtime.block_on(one_database(plan, ends, &dice));
        one.map(|one| done.add(one)).map_err(|failure| format!("seed {}: {failure}", plan.seed))?;
        eprintln!(
            "{} kills, {} power cuts, {} changes and {} photos acknowledged, none lost",
            done.n_kills, done.n_cuts, done.n_acknowledged, done.n_photos
        );
    }
    Ok(done)
}

impl Done {
    fn add(&mut self, other: Done) {
        self.n_kills += other.n_kills;
        self.n_cuts += other.n_cuts;
        self.n_acknowledged += other.n_acknowledged;
        self.n_photos += other.n_photos;
        self.n_checks += other.n_checks;
    }
}

/// A new database, ended so often, and at last left in peace until everything has arrived.
async fn one_database(plan: &Plan, ends: &[End], dice: &Dice) -> Result<Done, Failure> {
    let place = tempfile::Builder::new().prefix("torture-").tempdir()?;
    // The shim compares with what the kernel says of open files.
    let place_path = place.path().canonicalize()?;
    let (data, disk) = (place_path.join("data"), place_path.join("disk"));
    let links = program::make_accounts(&data, N_PHONES).await?;
    let mut phones = Vec::new();
    let mut server = Server::start(&plan.program, &data, None)?;
    for (number, token) in (1..).zip(links) {
        // The last one takes photos.
        let is_camera = number == N_PHONES;
        phones.push(Phone::activate(&server.origin(), number, token, is_camera).await?);
    }
    server.kill();

    let mut done = Done::default();
    for end in ends {
        let power = match end {
            End::Kill => None,
            End::Cut => {
                mirror(&data, &disk)?;
                let shim = plan.shim.clone().ok_or("power cuts need the shim")?;
                Some(program::Power {
                    shim,
                    disk: disk.clone(),
                    seed: dice.number(),
                    lies: plan.lies.clone(),
                })
            }
        };
        let server = Server::start(&plan.program, &data, power.as_ref())?;
        let origin = server.origin();
        let lives = Duration::from_micros(dice.between(RUNS_MS.0 * 1_000, RUNS_MS.1 * 1_000));
        let over = server.kill_after(lives);
        let at_work = LocalSet::new();
        for phone in &phones {
            at_work.spawn_local(phone.clone().work(origin.clone(), dice.number()));
        }
        at_work.run_until(over).await?;
        // Whoever waits for an answer now has it or never gets it.
        drop(at_work);
        match end {
            End::Kill => done.n_kills += 1,
            End::Cut => {
                mirror(&disk, &data)?;
                done.n_cuts += 1;
            }
        }
        let server = Server::start(&plan.program, &data, None)?;
        let book = Book::read(&data)?;
        book.holds_what_was_told(&phones)?;
        book.holds_photos(&phones)?;
        done.n_checks += 1;
        drop(server);
    }

    let server = Server::start(&plan.program, &data, None)?;
    settle(&phones, &server.origin()).await?;
    let book = Book::read(&data)?;
    done.n_acknowledged = book.holds_what_was_told(&phones)?;
    done.n_photos = book.holds_photos(&phones)?;
    book.holds_nothing_else(&phones)?;
    done.n_checks += 1;
    Ok(done)
}

/// Lets phones send what waits, and make nothing new.
async fn settle(phones: &[Phone], origin: &str) -> Result<(), Failure> {
    let at_work = LocalSet::new();
    for phone in phones {
        at_work.spawn_local(phone.clone().send(String::from(origin)));
    }
    let until = Instant::now() + SETTLE;
    let all_sent = async {
        while phones.iter().any(|phone| phone.n_unsent() > 0) {
            if Instant::now() > until {
                return Err("not everything arrives on a server that is left in peace");
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    };
    Ok(at_work.run_until(all_sent).await?)
}
