//! The project's own commands, as `cargo xtask …`.
//!
//! Each does its own set-up and says what it does. Knows how to build and run the product, nothing
//! of what the product does.

mod app;
mod browser;
mod build;
mod bundle;
mod cargo;
mod chunks;
mod ci;
mod command;
mod css;
mod dispatch;
mod dist;
mod english;
mod golden;
mod linked;
mod notice;
mod npm;
mod office;
mod progress;
mod repo;
mod run;
mod setup;
mod site;
mod size;
mod test;
mod totals;
mod wasm;
mod why;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::repo::Repo;

/// Builds, runs, tests and measures Mutakhir.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything, load a demo and serve it on 127.0.0.1.
    Run(run::Options),
    /// Build both web apps into dist/field and dist/office.
    Build,
    /// Run all tests, or those whose name contains the filter.
    Test {
        /// A part of the names of the tests to run.
        filter: Option<String>,
    },
    /// Everything that must hold before a change is taken.
    Ci,
    /// What a phone downloads, against the budget.
    Size(size::Options),
    /// Simulate phones and server on a bad line.
    Sim(dispatch::SimOptions),
    /// Kill the server and cut its power under load; nothing acknowledged may be lost.
    Torture(dispatch::TortureOptions),
    /// Measure the server, the phone app or both.
    Bench(dispatch::BenchOptions),
    /// Write docs/forms.md from the form definitions.
    Forms,
    /// Write the golden vectors of tests/golden and compile them for a browser.
    Golden,
}

fn main() -> ExitCode {
    let task = Arguments::parse().task;
    match perform(&task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: &Task) -> Result<ExitCode> {
    let repo = Repo::find()?;
    let done = match task {
        Task::Run(options) => run::main(&repo, options),
        Task::Build => build::main(&repo),
        // These two end with the totals, also when a test has failed.
        Task::Test { filter } => return test::main(&repo, filter.as_deref()),
        Task::Ci => return ci::main(&repo),
        Task::Size(options) => size::main(&repo, options),
        Task::Sim(options) => dispatch::sim(&repo, options),
        Task::Torture(options) => dispatch::torture(&repo, options),
        Task::Bench(options) => dispatch::bench(&repo, options),
        Task::Forms => dispatch::forms(&repo),
        Task::Golden => golden::main(&repo),
    };
    done.map(|()| ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
