//! `cargo xtask sim`, `torture`, `bench` and `forms`: programs of the package `tests`, started as they need.

use anyhow::Result;
use clap::ValueEnum;

use crate::progress::Progress;
use crate::repo::Repo;
use crate::{browser, build, cargo, command};

/// What `cargo xtask sim` takes.
#[derive(clap::Args)]
pub struct SimOptions {
    /// How many seeds to run.
    #[arg(long)]
    seeds: u64,
    /// The first of them; a failure names its seed.
    #[arg(long, default_value_t = 0)]
    first: u64,
}

/// What `cargo xtask torture` takes.
#[derive(clap::Args)]
pub struct TortureOptions {
    /// How often to kill the server.
    #[arg(long, default_value_t = 20)]
    kills: u32,
    /// How often to cut its power: only what was synced stays. On Linux.
    #[arg(long, default_value_t = 10)]
    cuts: u32,
    /// Chooses the instants; another at each run unless given.
    #[arg(long)]
    seed: Option<u64>,
}

/// What `cargo xtask bench` takes.
#[derive(clap::Args)]
pub struct BenchOptions {
    /// Which of them; all unless given.
    what: Option<Bench>,
    /// Handed on as they are.
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// The benchmarks.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Bench {
    /// Forms stored a second, beside raw rusqlite in the same run.
    Server,
    /// The time until a form can be typed in, on a slow line and a slow phone.
    Phone,
    /// What the worst inputs cost, with large requests and many rows.
    Cost,
    /// The desk's lists and searches among many records, and phones beside them.
    Desk,
    /// The search in a register of ten thousand people.
    Register,
}

/// Runs the simulation of the sync.
///
/// # Errors
/// When a seed fails.
pub fn sim(repo: &Repo, options: &SimOptions) -> Result<()> {
    command::run(
        repo.cargo()
            .args(["run", "--quiet", "--package=tests", "--bin=sim", "--"])
            .args(["--seeds", &options.seeds.to_string()])
            .args(["--first", &options.first.to_string()]),
    )
}

/// Kills the server of offices and cuts its power under load, in release.
///
/// # Errors
/// When something that was acknowledged is lost or stored twice.
pub fn torture(repo: &Repo, options: &TortureOptions) -> Result<()> {
    let mut build = repo.cargo();
    build.args(["build", "--release", "--package=server", "--bin=mutakhir"]);
    let program = cargo::find(&cargo::build(&mut build)?, "mutakhir")?;
    let mut torture = repo.cargo();
    torture
        .args(["run", "--quiet", "--release", "--package=tests", "--bin=torture", "--"])
        .args(["--kills", &options.kills.to_string(), "--cuts", &options.cuts.to_string()])
        .arg("--program")
        .arg(&program);
    if options.cuts > 0 {
        command::run(repo.cargo().args(["build", "--release", "--package=torture-shim"]))?;
        torture.arg("--shim").arg(program.with_file_name("libtorture_shim.so"));
    }
    if let Some(seed) = options.seed {
        torture.args(["--seed", &seed.to_string()]);
    }
    command::run(&mut torture)
}

/// Runs the benchmarks, in release.
///
/// # Errors
/// When one of them cannot run or misses its goal.
pub fn bench(repo: &Repo, options: &BenchOptions) -> Result<()> {
    let wanted = |bench| options.what.is_none_or(|what| what == bench);
    if wanted(Bench::Server) {
        command::run(
            repo.cargo()
                .args([
                    "run",
                    "--quiet",
                    "--release",
                    "--package=tests",
                    "--bin=bench_server",
                    "--",
                ])
                .args(&options.arguments),
        )?;
    }
    if wanted(Bench::Desk) {
        command::run(
            repo.cargo()
                .args(["run", "--quiet", "--release", "--package=tests", "--bin=bench_desk", "--"])
                .args(&options.arguments),
        )?;
    }
    if wanted(Bench::Cost) {
        command::run(
            repo.cargo()
                .args(["test", "--quiet", "--release", "--package=tests", "--test=cost", "--"])
                .args(["--nocapture", "--test-threads=1"])
                .args(&options.arguments)
                .env("COST", "large"),
        )?;
    }
    if wanted(Bench::Register) {
        command::run(repo.cargo().args([
            "run",
            "--quiet",
            "--release",
            "--package=tests",
            "--bin=bench_register",
        ]))?;
    }
    if wanted(Bench::Phone) {
        let mut progress = Progress::new(1 + build::N_STEPS);
        let browser = progress.step("Looking for Chromium and chromedriver", browser::prepare)?;
        build::frontend(repo, &mut progress)?;
        command::run(
            repo.cargo()
                .args(["run", "--quiet", "--release", "--package=tests", "--bin=bench_phone", "--"])
                .args(&options.arguments)
                .env(browser::CHROMEDRIVER_VARIABLE, &browser.chromedriver)
                .env(browser::CHROMIUM_VARIABLE, &browser.chromium),
        )?;
    }
    Ok(())
}

/// Writes `docs/forms.md`. The test of the same name holds it against the definitions.
///
/// # Errors
/// When it cannot be written.
pub fn forms(repo: &Repo) -> Result<()> {
    command::run(
        repo.cargo()
            .args(["test", "--quiet", "--package=tests", "--test=forms_doc"])
            .env("UPDATE", "1"),
    )
}
