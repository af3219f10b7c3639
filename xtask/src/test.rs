//! `cargo xtask test`: everything there is, with what it needs.

use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use crate::browser::{self, Browser};
use crate::npm;
use crate::office;
use crate::progress::Progress;
use crate::repo::Repo;
use crate::totals::Totals;
use crate::{build, command, golden};

/// How many steps [`prepare`] takes.
pub const N_PREPARE_STEPS: usize = 4 + build::N_STEPS;
/// How many steps [`all`] takes.
pub const N_RUN_STEPS: usize = 2;

/// Builds, runs all tests (or those whose name contains the filter) and prints the totals as the
/// last line.
///
/// # Errors
/// When something cannot be built. Failed tests are in the exit code.
pub fn main(repo: &Repo, filter: Option<&str>) -> Result<ExitCode> {
    let mut progress = Progress::new(N_PREPARE_STEPS + N_RUN_STEPS);
    let browser = prepare(repo, &mut progress)?;
    let totals = all(repo, &browser, filter, &mut progress)?;
    let verdict = verdict(totals);
    if let Err(error) = &verdict {
        eprintln!("error: {error:#}");
    }
    println!("{totals}");
    Ok(ExitCode::from(u8::from(verdict.is_err())))
}

/// Sets up what the tests need: a browser, packages of npm, the bundles that the server embeds, the golden
/// vectors.
///
/// # Errors
/// When something cannot be installed or built.
pub fn prepare(repo: &Repo, progress: &mut Progress) -> Result<Browser> {
    let browser = progress.step("Looking for Chromium and chromedriver", browser::prepare)?;
    progress.step("Looking for LibreOffice", office::prepare)?;
    progress.step("Looking for axe-core and tus-js-client", || npm::prepare(repo))?;
    build::frontend(repo, progress)?;
    progress.step("Compiling the golden vectors to WASM", || golden::build(repo))?;
    Ok(browser)
}

/// Runs the tests and the examples in the docs; failed ones are in the totals.
///
/// # Errors
/// When something cannot be built.
pub fn all(
    repo: &Repo,
    browser: &Browser,
    filter: Option<&str>,
    progress: &mut Progress,
) -> Result<Totals> {
    let has_nextest = command::succeeds(repo.cargo().args(["nextest", "--version"]));
    let mut totals = progress.step("Running the tests", || {
        if has_nextest {
            nextest(repo, browser, filter)
        } else {
            cargo_test(repo, browser, &["--workspace", "--lib", "--bins", "--tests"], filter)
        }
    })?;
    totals += progress.step("Running the examples in the docs", || {
        cargo_test(repo, browser, &["--doc"], filter)
    })?;
    Ok(totals)
}

/// Turns totals into success or failure.
///
/// # Errors
/// When a test failed or none ran.
pub fn verdict(totals: Totals) -> Result<()> {
    if totals.is_success() {
        return Ok(());
    }
    if totals.failed == 0 {
        bail!("no test ran");
    }
    bail!("{} failed; their output is above", totals.failed)
}

fn nextest(repo: &Repo, browser: &Browser, filter: Option<&str>) -> Result<Totals> {
    let mut command = repo.cargo();
    // The web apps too: what in them is no view is tested natively.
    command
        .args(["nextest", "run", "--workspace", "--no-fail-fast", "--no-tests=pass"])
        .args(filter)
        .envs(npm::places(repo));
    count(&mut command, browser, Totals::from_nextest)
}

fn cargo_test(
    repo: &Repo,
    browser: &Browser,
    which: &[&str],
    filter: Option<&str>,
) -> Result<Totals> {
    let mut command = repo.cargo();
    command.args(["test", "--no-fail-fast"]).args(which).args(filter);
    command.envs(npm::places(repo));
    count(&mut command, browser, Totals::from_cargo_test)
}

fn count(command: &mut Command, browser: &Browser, read: fn(&str) -> Totals) -> Result<Totals> {
    command
        .env(browser::CHROMEDRIVER_VARIABLE, &browser.chromedriver)
        .env(browser::CHROMIUM_VARIABLE, &browser.chromium);
    let (status, output) = command::tee(command)?;
    let mut totals = read(&output);
    if status.success() {
        return Ok(totals);
    }
    if totals == Totals::default() {
        command::check(command, status)?;
    }
    // A test binary that died prints no result of its own.
    totals.failed = totals.failed.max(1);
    Ok(totals)
}
