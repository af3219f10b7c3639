//! `cargo xtask ci`: what must hold before a change is taken.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::command;
use crate::progress::seconds;
use crate::repo::Repo;
use crate::totals::Totals;
use crate::{setup, size, test};

/// Runs every check, also after one has failed, and ends with a table of times and the totals.
///
/// # Errors
/// When one of the checks failed.
pub fn main(repo: &Repo) -> Result<()> {
    let mut report = Report::default();
    let mut totals = Totals::default();
    report.check("format", || command::run(repo.cargo().args(["fmt", "--all", "--check"])));
    report.check("clippy", || native_clippy(repo));
    report.check("tests", || {
        totals = test::all(repo, None)?;
        test::verdict(totals)
    });
    // After the tests, whose set-up has brought the wasm target.
    report.check("clippy for wasm32", || wasm_clippy(repo));
    report.check("docs", || {
        command::run(
            repo.cargo()
                .args(["doc", "--no-deps", "--workspace", "--exclude=frontend"])
                .env("RUSTDOCFLAGS", "-D warnings"),
        )
    });
    report.check("size", || size::report(repo));
    report.print();
    println!("{totals}");
    report.verdict()
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
    fn check(&mut self, what: &'static str, work: impl FnOnce() -> Result<()>) {
        eprintln!("── {what}");
        let begun = Instant::now();
        let result = work();
        if let Err(error) = &result {
            eprintln!("{what} failed: {error:#}");
        }
        self.rows.push(Row { what, passed: result.is_ok(), took: begun.elapsed() });
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

    fn verdict(&self) -> Result<()> {
        let failed: Vec<_> =
            self.rows.iter().filter(|row| !row.passed).map(|row| row.what).collect();
        if failed.is_empty() {
            return Ok(());
        }
        bail!("failed: {}", failed.join(", "))
    }
}
