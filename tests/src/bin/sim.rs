//! Runs seeds of the simulation: `sim --seeds N --first K [--engine memory|sqlite]`. Prints what was
//! hit, and each failing seed. In many seeds each fault, verdict and decision has to happen.

use std::{process::ExitCode, time::Instant};

use tests::sim::{Decided, EngineKind, Fault, Seen, Tally, run};

/// In so many seeds everything happens.
const MANY: u64 = 1_000;

const USAGE: &str = "usage: sim [--seeds N] [--first K] [--engine memory|sqlite]";

fn main() -> ExitCode {
    let Some((n_seeds, first, engine)) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let (tally, started) = (Tally::default(), Instant::now());
    let mut n_failed = 0;
    for seed in first..first.saturating_add(n_seeds) {
        if let Err(failed) = run(seed, engine, &tally) {
            n_failed += 1;
            eprintln!("FAILED {failed}\n  replay: cargo xtask sim --seeds 1 --first {seed}");
        }
    }
    println!(
        "{n_seeds} seeds on {engine:?} in {:.1} s: {} steps, {} changes finished, {} photos taken, {} at \
         the office in the end, {n_failed} failed",
        started.elapsed().as_secs_f64(),
        tally.n_steps(),
        tally.n_finished(),
        tally.n_blobs(),
        tally.n_arrived(),
    );
    for fault in Fault::ALL {
        println!("{:>9} {fault:?}", tally.of_fault(fault));
    }
    for seen in Seen::ALL {
        println!("{:>9} verdict {seen:?}", tally.of_seen(seen));
    }
    for decided in Decided::ALL {
        println!("{:>9} decision {decided:?}", tally.of_decided(decided));
    }
    let never = if n_seeds < MANY { Vec::new() } else { tally.never() };
    if !never.is_empty() {
        eprintln!("FAILED: these never happened: {}", never.join(", "));
    }
    if n_failed == 0 && never.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn arguments() -> Option<(u64, u64, EngineKind)> {
    let (mut n_seeds, mut first, mut engine) = (100, 0, EngineKind::Memory);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next()?;
        match (word.as_str(), value.as_str()) {
            ("--seeds", number) => n_seeds = number.parse().ok()?,
            ("--first", number) => first = number.parse().ok()?,
            ("--engine", "memory") => engine = EngineKind::Memory,
            ("--engine", "sqlite") => engine = EngineKind::Sqlite,
            _ => return None,
        }
    }
    Some((n_seeds, first, engine))
}
