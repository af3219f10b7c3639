//! `cargo xtask test`: everything there is, with what it needs.

use std::process::Command;

use anyhow::{Result, bail};

use crate::browser::{self, Browser};
use crate::progress::Progress;
use crate::repo::Repo;
use crate::totals::Totals;
use crate::{build, command};

/// Builds, runs all tests (or those whose name contains the filter) and prints the totals as the
/// last line.
///
/// # Errors
/// When something cannot be built, a test fails or none ran.
pub fn main(repo: &Repo, filter: Option<&str>) -> Result<()> {
    let totals = all(repo, filter)?;
    println!("{totals}");
    verdict(totals)
}

/// As [`main`], but returns the totals, failed tests included.
///
/// # Errors
/// When something cannot be built.
pub fn all(repo: &Repo, filter: Option<&str>) -> Result<Totals> {
    let has_nextest = command::succeeds(repo.cargo().args(["nextest", "--version"]));
    let n_runs = if has_nextest { 2 } else { 1 };
    let mut progress = Progress::new(1 + build::N_STEPS + n_runs);
    let browser = progress.step("Looking for Chromium and chromedriver", browser::prepare)?;
    build::frontend(repo, &mut progress)?;

    let mut totals = Totals::default();
    if has_nextest {
        totals +=
            progress.step("Running the tests with nextest", || nextest(repo, &browser, filter))?;
        totals += progress.step("Running the examples in the docs", || {
            cargo_test(repo, &browser, &["--doc"], filter)
        })?;
    } else {
        totals += progress.step("Running the tests with cargo test", || {
            cargo_test(repo, &browser, &[], filter)
        })?;
    }
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
    command.args(["nextest", "run", "--no-fail-fast", "--no-tests=pass"]).args(filter);
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
