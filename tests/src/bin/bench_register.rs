//! `cargo xtask bench register`: the search in a register of ten thousand people, natively.
//!
//! Beside each search stands a floor from the same run: one look at every byte of every name and address,
//! for the words typed as they are. A cheap phone's processor in a browser takes about ten times as long as
//! this machine (six times slower, WASM half as fast again).

use std::{hint::black_box, time::Instant};

use server::{store::Store, sync::register::register};
use shared::{
    day::Day,
    region::VillageCode,
    register::{
        chunk::by_chunk,
        family::{Families1, News, news},
        query::Query,
        search::Register,
    },
    sync::wire,
};
use tests::{
    bench::{Table, machine, median},
    people,
};

const VILLAGES: [VillageCode; 3] = [
    VillageCode::from_number(3_523_161_003),
    VillageCode::from_number(3_523_161_004),
    VillageCode::from_number(3_523_161_005),
];
const N_PEOPLE: usize = 10_000;
const N_RUNS: usize = 200;
/// Today, the 30th of November 2026.
const TODAY: Day = Day::from_number(20_787);
/// How much slower a cheap phone is.
const SLOWER: f64 = 10.0;

fn main() {
    println!("{}\n", machine());
    let chunks = chunks();
    let n_bytes: usize = chunks.iter().map(|(_, _, bytes)| bytes.len()).sum();
    let mut people = Register::default();
    let read = timed(10, || {
        people = Register::default();
        for (village, idx, bytes) in &chunks {
            let families: Families1 = wire::decode(bytes).expect("it was just written");
            people.put(*village, *idx, families);
        }
    });
    println!(
        "{} people in {} chunks of {n_bytes} bytes: read and indexed in {read:.1} ms\n",
        people.n_people(),
        chunks.len()
    );
    let mut table = Table::new(&["typed", "found", "ms", "floor ms", "on a phone, about"]);
    for (typed, goal_ms) in [
        ("s", 16.0),
        ("siti", 16.0),
        ("siti aminah", 16.0),
        ("moh rohman rt 3", 16.0),
        ("aminah musala", 16.0),
        ("9990", 16.0),
        ("sulatsri", 50.0),
        ("joemadi hidajat", 50.0),
        ("zzyzx qwertyuiop asdfghjk lkjhgfds", 50.0),
    ] {
        let query = Query::parse(typed);
        let n_found = people.search(&query, 50).len();
        let took = timed(N_RUNS, || drop(black_box(people.search(&query, 50))));
        let floor = timed(N_RUNS, || {
            let n = people.families().filter(|(_, family)| {
                family.address.contains(typed)
                    || family.members.iter().any(|person| person.name.contains(typed))
            });
            black_box(n.count());
        });
        let phone_ms = took * SLOWER;
        let is_kept = if phone_ms <= goal_ms { "" } else { " (too long)" };
        table.row(&[
            String::from(typed),
            n_found.to_string(),
            format!("{took:.3}"),
            format!("{floor:.3}"),
            format!("{phone_ms:.1} of {goal_ms} ms{is_kept}"),
        ]);
    }
    println!("{table}");
}

/// The middle of some runs, milliseconds.
fn timed(n_runs: usize, mut work: impl FnMut()) -> f64 {
    median((0..n_runs).map(|_| {
        let began = Instant::now();
        work();
        began.elapsed().as_secs_f64() * 1e3
    }))
}

/// What a phone has of three villages, as it lies there.
fn chunks() -> Vec<(VillageCode, u16, Vec<u8>)> {
    let mut chunks = Vec::new();
    for village in VILLAGES {
        let store = Store::in_memory(1);
        let families = people::village(village, N_PEOPLE / VILLAGES.len(), TODAY);
        let write = store.write(move |tx| {
            families.iter().try_for_each(|family| tx.put_family(family.clone()).map(drop))
        });
        write.wait().expect("memory takes all");
        let (mut all, mut after) = (Families1::default(), 0);
        loop {
            let reply = store.read(move |tx| register(tx, village, true, after, 500, 0)).wait();
            let reply = reply.expect("memory can be read");
            for event in &reply.events {
                if let Some(News::Families(some)) = news(event) {
                    all.take(some);
                }
            }
            after = reply.next;
            if !reply.more {
                break;
            }
        }
        for (idx, families) in by_chunk(all) {
            chunks.push((village, idx, wire::encode(&families)));
        }
    }
    chunks
}
