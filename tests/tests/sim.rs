//! Hundreds of seeds of the simulation. The batch must have hit every fault and every verdict, or it
//! proves less than it seems to.

use tests::sim::{EngineKind, Fault, Tally, run};

/// Runs a batch; every failing seed is named, with the law that it broke.
fn batch(engine: EngineKind, seeds: std::ops::Range<u64>) -> Tally {
    let tally = Tally::default();
    let failed: Vec<_> = seeds
        .filter_map(|seed| run(seed, engine, &tally).err())
        .map(|failed| failed.to_string())
        .collect();
    assert!(failed.is_empty(), "{} seeds failed:\n{}", failed.len(), failed.join("\n"));
    tally
}

#[test]
fn nothing_is_lost_or_doubled_whatever_goes_wrong() {
    let tally = batch(EngineKind::Memory, 0..1_000);
    assert_eq!(tally.never(), Vec::<String>::new(), "never happened");
}

#[test]
fn the_same_holds_on_sqlite() {
    let tally = batch(EngineKind::Sqlite, 0..20);
    assert!(tally.n_finished() > 100);
    assert!(tally.of_fault(Fault::ServerCrash) > 0);
}

#[test]
fn a_seed_runs_the_same_way_twice() {
    let count = || {
        let tally = batch(EngineKind::Memory, 7..9);
        (tally.n_steps(), tally.n_finished())
    };
    assert_eq!(count(), count());
}
