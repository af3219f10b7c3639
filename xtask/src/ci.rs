//! `cargo xtask ci`: what must hold before a change is taken.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use crate::command;
use crate::progress::{Progress, seconds};
use crate::repo::Repo;
use crate::totals::Totals;
use crate::{setup, size, test, why};

/// Runs every check, also after one has failed, and ends with a table of times and the totals.
///
/// # Errors
/// None: what failed is in the exit code.
pub fn main(repo: &Repo) -> Result<ExitCode> {
    let mut report = Report::default();
    let mut totals = Totals::default();
    report.check("format", || command::run(repo.cargo().args(["fmt", "--all", "--check"])));
    report.check("clippy", || native_clippy(repo));
    // Brings the wasm target, which the checks below need.
    let browser =
        report.check("bundles", || test::prepare(repo, &mut Progress::new(test::N_PREPARE_STEPS)));
    report.check("clippy for wasm32", || wasm_clippy(repo));
    report.check("docs", || docs(repo));
    report.check("tests", || {
        let browser = browser.context("there is nothing to test, see above")?;
        let mut progress = Progress::new(test::N_RUN_STEPS);
        totals = test::all(repo, &browser, None, &mut progress)?;
        test::verdict(totals)
    });
    report.check("size", || size::report(repo));
    report.check("crates on the phone", || why::check(repo));
    report.print();
    println!("{totals}");
    Ok(ExitCode::from(u8::from(!report.is_success())))
}

fn docs(repo: &Repo) -> Result<()> {
    command::run(
        repo.cargo()
            .args(["doc", "--no-deps", "--workspace", "--exclude=frontend"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    command::run(
        repo.cargo()
            .args(["doc", "--no-deps", "--package=frontend", "--target", setup::WASM_TARGET])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn native_clippy(repo: &Repo) -> Result<()> {
    command::run(
        repo.cargo()
            .args(["clippy", "--workspace", "--exclude=frontend", "--all-targets"])
            .args(["--", "-D", "warnings"]),
    )
}

fn wasm_clippy(repo: &Repo) -> Result<()> {
    command::run(
        repo.cargo()
            .args(["clippy", "--package=frontend", "--target", setup::WASM_TARGET])
            .args(["--", "-D", "warnings"]),
    )
}

/// What was checked, how it went and how long it took.
#[derive(Default)]
struct Report {
    rows: Vec<Row>,
}

struct Row {
    what: &'static str,
    passed: bool,
    took: Duration,
}

impl Report {
    fn check<T>(&mut self, what: &'static str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        eprintln!("── {what}");
        let begun = Instant::now();
        let result = work();
        if let Err(error) = &result {
            eprintln!("{what} failed: {error:#}");
        }
        self.rows.push(Row { what, passed: result.is_ok(), took: begun.elapsed() });
        result.ok()
    }

    fn print(&self) {
        println!("{:<20} {:>12}  result", "check", "time");
        for row in &self.rows {
            let result = if row.passed { "ok" } else { "FAILED" };
            println!("{:<20} {:>12}  {result}", row.what, seconds(row.took));
        }
        let all = self.rows.iter().map(|row| row.took).sum();
        println!("{:<20} {:>12}", "all", seconds(all));
    }

    fn is_success(&self) -> bool {
        self.rows.iter().all(|row| row.passed)
    }
}
