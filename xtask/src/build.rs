//! `cargo xtask build`: leaves in `dist` exactly what is served.

use std::fs::{self, File, TryLockError};
use std::process::Command;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};

use crate::app::App;
use crate::progress::{Progress, note};
use crate::repo::Repo;
use crate::setup::{self, NodeTools};
use crate::{bundle, cargo, command, dist, notice, site, wasm};

/// How many steps [`frontend`] takes, [`setup::prepare`] included.
pub const N_STEPS: usize = setup::N_STEPS + 4;

const SECONDS_A_DAY: u64 = 86_400;

/// The whole command.
///
/// # Errors
/// Those of [`frontend`].
pub fn main(repo: &Repo) -> Result<()> {
    let mut progress = Progress::new(N_STEPS);
    frontend(repo, &mut progress)?;
    eprintln!("dist/field and dist/office are up to date ({})", progress.elapsed());
    Ok(())
}

/// Sets up what is missing and builds both bundles into `dist`, with the licences of their crates.
///
/// # Errors
/// When one of the steps fails.
pub fn frontend(repo: &Repo, progress: &mut Progress) -> Result<()> {
    let tools = setup::prepare(repo, progress)?;
    let wasm = progress.step("Compiling both apps to WASM", || wasm::compile(repo))?;
    let _lock = lock(repo)?;
    let bundles = progress.step("Shrinking the bundles", || {
        // Side by side: wasm-opt on node uses one core for half a minute.
        thread::scope(|scope| {
            let workers = App::ALL.map(|app| {
                let (tools, wasm) = (tools.as_ref(), &wasm);
                scope.spawn(move || {
                    let input = cargo::find(wasm, app.name())?;
                    Ok((app, bundle::make(repo, tools, app, &input)?))
                })
            });
            let finished = workers.into_iter().map(|worker| match worker.join() {
                Ok(result) => result,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            finished.collect::<Result<Vec<_>>>()
        })
    })?;
    let notice = progress.step("Collecting the licences", || notice::collect(repo))?;
    progress.step("Writing dist", || {
        dist::replace(&repo.path("dist"), notice::FOLDER, &notice)?;
        write(repo, tools.as_ref(), bundles)
    })
}

fn write(
    repo: &Repo,
    tools: Option<&NodeTools>,
    bundles: Vec<(App, bundle::Bundle)>,
) -> Result<()> {
    let build_day = build_day(repo)?;
    for (app, bundle) in bundles {
        let site = site::assemble(repo, tools, app, bundle, build_day)?;
        dist::replace(&repo.path("dist"), app.name(), &site)?;
    }
    Ok(())
}

/// The day of the newest commit, so that a commit gives the same bytes on every day; the day of
/// the build where there is no history.
fn build_day(repo: &Repo) -> Result<u64> {
    let committed = command::capture(
        Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(&repo.root),
    );
    let committed = committed.ok().and_then(|text| text.trim().parse::<u64>().ok());
    let seconds = match committed {
        Some(seconds) => seconds,
        None => SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .context("the clock of this machine stands before 1970")?
            .as_secs(),
    };
    Ok(seconds / SECONDS_A_DAY)
}

/// Keeps two runs in one target directory from writing the same files. Released with the file.
fn lock(repo: &Repo) -> Result<File> {
    fs::create_dir_all(repo.work_dir())?;
    let file = File::create(repo.work_dir().join("lock"))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            note("another cargo xtask is building: waiting for it");
            file.lock()?;
        }
        // Some network file systems know no locks; then two runs at once are the user's to avoid.
        Err(TryLockError::Error(_unsupported)) => {}
    }
    Ok(file)
}
