//! Nothing that is sent costs more than it weighs, and nothing that is asked while others wait grows.
//!
//! `COST=large`, which `cargo xtask bench cost` sets, measures with a hundred thousand rows and whole
//! requests, and prints what it finds.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc},
    time::Instant,
};

use reqwest::{Method, StatusCode, header};
use server::{
    store::{
        Reads, Scope,
        desk::{FamilyFilter, LOOKED_AT_MAX},
        record::{Again, Change, Position, Record},
    },
    sync::{pull::pull, recheck::next_slice, register::register, tasks::tasks},
};
use shared::{
    day::Day,
    form::{
        model::FormKind,
        problem::{Path, Problem},
        value::Chosen,
    },
    forms::{
        self,
        balita::{self, BALITA},
        bansos::BANSOS,
        codes, person,
        visit::{self, VISIT},
    },
    hex,
    id::{AccountId, ChangeId, FamilyId, RecordId},
    register::{
        family::{News, news},
        task::{self, TaskNews},
    },
    sync::{
        limits::{CHANGE_BYTES_MAX, PROBLEMS_MAX, PULL_BYTES_MAX},
        wire::{self, Change1, Header1},
    },
};
use tests::{
    bench::Table,
    cost::{
        ANSWER_BYTES_MAX, DISK_MAX, GROWTH_MAX, LEAST_BYTES, LOCK_ALLOCATIONS_MAX, LOCK_STEPS_MAX,
        MEMORY_MAX, PAGE_BYTES,
        bodies::{Ids, Many, NOW_MS, VILLAGE, change, packed, plain, push},
        crowd::{self, fill},
        memory::{Counting, Since},
        methods::{CASES, Case, of_the_traits},
        push::{AUTHOR, Bench, Cost, DEVICE, psm},
        routes::of_the_router,
        worst::worst,
    },
    people, sample,
    server::{PASSWORD, TestServer, send, with_cookie},
    tus::{PLACE, Photo, Sender, jpeg},
};

#[global_allocator]
static MEMORY: Counting = Counting;

/// Memory is counted for the whole program, so one test at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_large() -> bool {
    std::env::var("COST").is_ok_and(|size| size == "large")
}

/// What of a cost is too much.
fn too_much(cost: &Cost) -> Vec<String> {
    let weight = cost.body.max(LEAST_BYTES);
    let bounds = [
        ("memory", cost.memory, MEMORY_MAX * weight),
        ("disk", cost.disk, DISK_MAX * weight + PAGE_BYTES),
        ("answer", cost.answer, ANSWER_BYTES_MAX),
    ];
    let over = bounds.into_iter().filter(|(_, is, may)| is > may);
    let mut over: Vec<_> =
        over.map(|(what, is, may)| format!("{what} {is}, at most {may}")).collect();
    if cost.lock_steps > LOCK_STEPS_MAX {
        over.push(format!("{} steps in the lock, at most {LOCK_STEPS_MAX}", cost.lock_steps));
    }
    if cost.lock_allocations > LOCK_ALLOCATIONS_MAX {
        let n = cost.lock_allocations;
        over.push(format!("{n} allocations in the lock, at most {LOCK_ALLOCATIONS_MAX}"));
    }
    over
}

/// The mean of what several pushes have stored, with the most of everything else: a file grows by pages.
fn together(costs: &[Cost]) -> Cost {
    let n_costs = costs.len().max(1);
    costs.iter().fold(Cost::default(), |all, cost| Cost {
        body: cost.body,
        memory: all.memory.max(cost.memory),
        disk: all.disk + cost.disk / n_costs,
        lock_steps: all.lock_steps.max(cost.lock_steps),
        lock_allocations: all.lock_allocations.max(cost.lock_allocations),
        lock_time: all.lock_time.max(cost.lock_time),
        n_stored: cost.n_stored,
        answer: all.answer.max(cost.answer),
    })
}

/// The visit of a posyandu session and that of a family, stored.
fn visits(bench: &Bench, ids: &mut Ids) -> (RecordId, RecordId) {
    let today = Day::in_tuban(NOW_MS);
    let mut store = |values| {
        let values = sample::settled(&VISIT, &values, None, today);
        let kind = (VISIT.id.0, VISIT.version);
        let change = change(ids, kind, None, &sample::content(values));
        let record = header(&change).record;
        assert_eq!(bench.push(&push(DEVICE, vec![plain(&[change])])).0.n_stored, 1);
        record
    };
    let session = store(sample::visit_values(today));
    (session, store(sample::family_values(today, 3_523_164_111_249_990)))
}

fn header(change: &[u8]) -> Header1 {
    wire::decode::<Change1>(change).expect("it was just made").header
}

/// A child with this NIK, of a visit.
fn child(ids: &mut Ids, visit: RecordId, nik: u64) -> Vec<u8> {
    let today = Day::in_tuban(NOW_MS);
    let mut values = sample::child_values(today);
    if let Some(shared::form::value::Value::Group(girl)) = values.at_mut(balita::CHILD.tag) {
        girl.set(person::NIK, nik.cast_signed());
        girl.set(person::NIK_SOURCE, Chosen(2));
    }
    let values = sample::settled(&BALITA, &values, Some(&sample::visit_values(today)), today);
    change(ids, (BALITA.id.0, BALITA.version), Some(visit), &sample::content(values))
}

/// A revision of what a change made.
fn revised(ids: &mut Ids, change: &[u8]) -> Vec<u8> {
    let mut change: Change1 = wire::decode(change).expect("it was just made");
    change.header.parent = Some(change.header.change);
    change.header.change = ChangeId(ids.draw());
    wire::encode(&change)
}

#[test]
fn no_body_of_any_kind_of_form_costs_more_than_it_weighs() {
    let _alone = alone();
    let bench = Bench::new();
    let mut ids = Ids::default();
    let (session, family) = visits(&bench, &mut ids);
    let mut table = Table::new(&[
        "kind",
        "answers",
        "sent",
        "body",
        "stored",
        "memory",
        "disk",
        "steps",
        "allocations",
        "ms",
        "answer",
    ]);
    let mut failures = Vec::new();
    for kind in forms::ALL {
        let kind: &'static FormKind = kind;
        let visit = match kind.id {
            id if id == VISIT.id => None,
            id if id == BALITA.id => Some(session),
            _ => Some(family),
        };
        for answers in worst(kind) {
            for many in Many::ALL {
                if many == Many::Request && !is_large() {
                    continue;
                }
                let n_pushes = if many == Many::Once { 8 } else { 2 };
                let mut costs = Vec::new();
                for _ in 0..n_pushes {
                    let body = many.body(DEVICE, || {
                        change(&mut ids, (kind.id.0, kind.version), visit, &answers.content)
                    });
                    costs.push(bench.push(&body).0);
                }
                let cost = together(&costs);
                let name = format!("{} {} {many:?}", kind.name, answers.name);
                failures.extend(too_much(&cost).into_iter().map(|what| format!("{name}: {what}")));
                table.row(&[
                    kind.name.into(),
                    answers.name.into(),
                    format!("{many:?}"),
                    cost.body.to_string(),
                    cost.n_stored.to_string(),
                    cost.memory.to_string(),
                    cost.disk.to_string(),
                    cost.lock_steps.to_string(),
                    cost.lock_allocations.to_string(),
                    format!("{:.1}", cost.lock_time.as_secs_f64() * 1e3),
                    cost.answer.to_string(),
                ]);
            }
        }
    }
    println!("{table}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn nothing_that_is_asked_in_the_write_lock_grows_with_what_is_stored() {
    let _alone = alone();
    let known: Vec<&str> = CASES.iter().map(|(name, _)| *name).collect();
    assert_eq!(of_the_traits(), known, "each method of the store has a case, in their order");

    let (few, many) = (10, if is_large() { 100_000 } else { 1_000 });
    let [small, large] = [few, many].map(|n_rows| {
        let bench = Bench::new();
        fill(&bench, n_rows);
        bench
    });
    let mut table = Table::new(&["method", "steps at 10", &format!("at {many}")]);
    let mut failures = Vec::new();
    for (name, case) in CASES {
        let Case::Stays(act) = *case else { continue };
        let [before, after] = [&small, &large].map(|bench| {
            let began = bench.steps();
            bench.write(act);
            bench.steps() - began
        });
        table.row(&[String::from(*name), before.to_string(), after.to_string()]);
        if f64::from(u32::try_from(after).unwrap_or(u32::MAX))
            > GROWTH_MAX * f64::from(u32::try_from(before).unwrap_or(u32::MAX))
        {
            failures.push(format!("{name}: {before} steps with {few} rows, {after} with {many}"));
        }
    }
    println!("{table}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_change_with_ten_thousand_rows_is_held_unread_and_costs_what_its_bytes_cost() {
    let _alone = alone();
    let bench = Bench::new();
    let mut ids = Ids::default();
    let rows = worst(&BANSOS).into_iter().find(|worst| worst.name == "ten thousand rows");
    let rows = rows.expect("it is one of the worst").content;
    assert!(rows.len() > 20_000, "{}", rows.len());
    let mut one = || change(&mut ids, (BANSOS.id.0, BANSOS.version), None, &rows);
    let parcels: Vec<_> = (0..130).map(|_| packed(&[one()])).collect();
    let (cost, answers) = bench.push(&push(DEVICE, parcels));
    assert_eq!(too_much(&cost), Vec::<String>::new(), "{cost:?}");
    assert_eq!(answers.len(), 130);
    assert!(cost.n_stored >= 1);
    for answer in answers {
        match answer.verdict.receipt {
            // Stored, held, and of its rows nothing is said.
            Some(_) => assert!(answer.verdict.problems.len() <= 2),
            // More than the request weighs: the phone sends it again with the next one.
            None => assert_eq!((answer.verdict.code, answer.verdict.after_ms), (5, 0)),
        }
    }
}

#[test]
fn thirty_small_requests_that_wait_for_the_writer_stay_small() {
    let _alone = alone();
    let bench = Bench::new();
    let mut ids = Ids::default();
    let (_, family) = visits(&bench, &mut ids);
    let rows = worst(&BANSOS).into_iter().find(|worst| worst.name == "empty rows");
    let rows = rows.expect("it is one of the worst").content;
    let kind = (BANSOS.id.0, BANSOS.version);
    let bodies: Vec<Vec<u8>> = (0..30)
        .map(|_| Many::Request.body(DEVICE, || change(&mut ids, kind, Some(family), &rows)))
        .collect();
    let sent: usize = bodies.iter().map(|body| body.len().max(LEAST_BYTES)).sum();
    let memory = Since::now();
    let waiting: Vec<_> = bodies.iter().map(|body| bench.open(body)).collect();
    let most = MEMORY_MAX * sent;
    assert!(memory.peak() <= most, "{} bytes for {sent} sent", memory.peak());
    println!("{} bytes of memory for {sent} sent", memory.peak());
    drop(waiting);
}

#[test]
fn a_request_that_finds_no_memory_is_told_to_come_again_and_the_others_go_on() {
    let _alone = alone();
    run(no_memory());
}

async fn no_memory() {
    let server = TestServer::start_with(|config| config.limits.bodies_bytes_max = 170_000).await;
    let phones = [server.phone(&[VILLAGE]).await, server.phone(&[VILLAGE]).await];
    let (go_on, wait) = mpsc::channel::<()>();
    let busy = server.running.store.write(move |_| {
        // Until the test goes on, or is over.
        let _ = wait.recv();
        Ok(())
    });
    let pushes = phones.each_ref().map(|phone| {
        let session = sample::session(VILLAGE, server.clock.now_ms(), phone.device.0[15]);
        let body = push(phone.device, vec![session.parcel()]);
        Box::pin(server.post_bytes("/api/v1/sync/push", body, Some(&phone.cookie)))
    });
    let [mut first, mut second] = pushes;
    let (refused, other) = tokio::select! {
        answer = &mut first => (answer, second),
        answer = &mut second => (answer, first),
    };
    assert_eq!(refused.problem(), (503, "overloaded".into()));
    assert!(refused.headers.contains_key(header::RETRY_AFTER));
    go_on.send(()).expect("the writer waits");
    assert_eq!(other.await.status, StatusCode::OK);
    busy.await.expect("it only waited");
}

/// As many problems as a list holds.
fn many_problems() -> Vec<Problem> {
    let place = Path::root().field(BALITA.sections[0].fields[0].tag);
    (0..PROBLEMS_MAX).map(|_| codes::REQUIRED.at(place.clone(), Vec::new())).collect()
}

#[test]
fn a_pull_of_many_problems_comes_in_answers_of_bounded_length_and_leaves_nothing_out() {
    let _alone = alone();
    let bench = Bench::new();
    let n_records = 300;
    bench.write(move |tx| {
        for number in 0..n_records {
            let seq = tx.next_seq()?;
            let change =
                crowd::change(crowd::id(1, number), RecordId(crowd::id(1, number)), None, seq);
            tx.add_change(&change)?;
            let problems = many_problems();
            tx.put_record(&Record { notes: problems.clone(), problems, ..crowd::record(&change) })?;
        }
        Ok(())
    });
    let (mut after, mut n_told, mut n_answers) = (0, 0, 0);
    loop {
        let memory = Since::now();
        let answer = bench.store.read(move |tx| pull(tx, AUTHOR, after, 500, NOW_MS)).wait();
        let answer = answer.expect("it can be read");
        let n_bytes = wire::encode(&answer).len();
        assert!(n_bytes <= PULL_BYTES_MAX + 10_000, "{n_bytes} bytes");
        assert!(memory.peak() <= MEMORY_MAX * PULL_BYTES_MAX, "{} bytes", memory.peak());
        n_told += answer.events.len();
        n_answers += 1;
        assert!(answer.next > after);
        after = answer.next;
        if !answer.more {
            break;
        }
    }
    assert_eq!(n_told, 300);
    assert!(n_answers > 5, "{n_answers}");
}

#[test]
fn a_register_comes_in_answers_of_bounded_length_whatever_the_village_has() {
    let _alone = alone();
    let bench = Bench::new();
    let n_people = if is_large() { 30_000 } else { 3_000 };
    let families = people::village(VILLAGE, n_people, Day::in_tuban(NOW_MS));
    let n_families = families.len();
    bench.write(move |tx| {
        families.iter().try_for_each(|family| tx.put_family(family.clone()).map(drop))
    });
    let (mut after, mut n_told) = (0, 0);
    loop {
        let (memory, began) = (Since::now(), bench.steps());
        let ask = move |tx: &dyn Reads| register(tx, VILLAGE, true, after, 500, NOW_MS);
        let answer = bench.store.read(ask).wait().expect("it can be read");
        let n_bytes = wire::encode(&answer).len();
        assert!(n_bytes <= PULL_BYTES_MAX + 20_000, "{n_bytes} bytes");
        assert!(memory.peak() <= MEMORY_MAX * PULL_BYTES_MAX, "{} bytes", memory.peak());
        let n_steps = bench.steps() - began;
        println!("{n_bytes} bytes, {} of memory, {n_steps} steps", memory.peak());
        n_told += answer.events.iter().map(|event| n_families_of(event)).sum::<usize>();
        after = answer.next;
        if !answer.more {
            break;
        }
    }
    assert_eq!(n_told, n_families);
}

#[test]
fn tasks_come_in_answers_of_bounded_length_however_many_there_are() {
    let _alone = alone();
    let bench = Bench::new();
    let n_tasks = if is_large() { 30_000 } else { 3_000 };
    fill(&bench, n_tasks);
    let (mut after, mut n_told) = (0, 0);
    loop {
        let memory = Since::now();
        let ask = move |tx: &dyn Reads| tasks(tx, VILLAGE, true, after, 500, NOW_MS);
        let answer = bench.store.read(ask).wait().expect("it can be read");
        let n_bytes = wire::encode(&answer).len();
        assert!(n_bytes <= PULL_BYTES_MAX + 100_000, "{n_bytes} bytes");
        assert!(memory.peak() <= MEMORY_MAX * PULL_BYTES_MAX, "{} bytes", memory.peak());
        n_told += answer.events.iter().map(|event| n_tasks_of(event)).sum::<u32>();
        after = answer.next;
        if !answer.more {
            break;
        }
    }
    assert_eq!(n_told, n_tasks);
}

#[test]
fn a_search_for_families_costs_the_same_however_many_there_are() {
    let _alone = alone();
    let looked_at = usize::try_from(LOOKED_AT_MAX).expect("it is small");
    let cost = |n_people: usize| {
        let bench = Bench::new();
        let families = people::village(VILLAGE, n_people, Day::in_tuban(NOW_MS));
        bench.write(move |tx| {
            families.iter().try_for_each(|family| tx.put_family(family.clone()).map(drop))
        });
        let words = String::from("tidakada 0001");
        let filter = FamilyFilter { words, limit: 50, ..FamilyFilter::default() };
        let (memory, before, began) = (Since::now(), bench.steps(), Instant::now());
        let page = bench.write(move |tx| tx.find_families(Scope::Regency, &filter));
        let (steps, time) = (bench.steps() - before, began.elapsed());
        println!("{n_people} people: {steps} steps, {} bytes, {time:?}", memory.peak());
        assert!(memory.peak() < FIND_BYTES, "{} bytes", memory.peak());
        assert_eq!(page.next.is_some(), n_people > looked_at);
        steps
    };
    let many = if is_large() { 5 } else { 2 };
    stays(cost(looked_at + 10), cost(looked_at * many));
}

/// What a search may hold in memory: a page of whole families.
const FIND_BYTES: usize = 1_000_000;

fn n_tasks_of(event: &[u8]) -> u32 {
    match task::news(event) {
        Some(TaskNews::Tasks(tasks)) => u32::try_from(tasks.open.len()).unwrap_or(0),
        other => panic!("not tasks: {other:?}"),
    }
}

fn n_families_of(event: &[u8]) -> usize {
    match news(event) {
        Some(News::Families(families)) => families.families.len(),
        other => panic!("not families: {other:?}"),
    }
}

#[test]
fn a_form_about_a_person_whom_a_thousand_records_are_about_costs_what_the_first_ones_cost() {
    let _alone = alone();
    let cost = |n_rows| {
        let bench = Bench::new();
        fill(&bench, n_rows);
        let mut ids = Ids::default();
        let (session, _) = visits(&bench, &mut ids);
        let children: Vec<_> = (0..50).map(|_| child(&mut ids, session, crowd::NIK)).collect();
        let (cost, _) = bench.push(&push(DEVICE, vec![plain(&children)]));
        assert_eq!(cost.n_stored, 50);
        cost.lock_steps
    };
    stays(cost(10), cost(if is_large() { 16_000 } else { 1_000 }));
}

/// Fifty people, each with one record of the author's, if he has any, and eight of somebody else's, with
/// the note on the NIK or without.
fn fifty_people(bench: &Bench, has_own: bool, has_note: bool) {
    let other = AccountId([3; 16]);
    bench.write(move |tx| {
        tx.add_account(&psm(other))?;
        let mut add = |id, author, nik| {
            let seq = tx.next_seq()?;
            let change = crowd::change(id, RecordId(id), None, seq);
            let change = Change { author, ..change };
            tx.add_change(&change)?;
            let note = codes::NIK_ELSEWHERE.at(Path::root(), Vec::new());
            let notes = if has_note { vec![note] } else { Vec::new() };
            tx.put_record(&Record { nik: Some(nik), notes, ..crowd::record(&change) })
        };
        for number in 0..50 {
            let nik = crowd::NIK + u64::from(number);
            if has_own {
                add(crowd::id(1, number), AUTHOR, nik)?;
            }
            for one in 0..8 {
                add(crowd::id(2, number * 8 + one), other, nik)?;
            }
        }
        Ok(())
    });
}

#[test]
fn fifty_changes_that_tell_others_stay_within_the_bounds_of_the_write_lock() {
    let _alone = alone();
    let mut ids = Ids::default();
    let bench = Bench::new();
    fifty_people(&bench, true, true);
    let withdrawals: Vec<_> = (0..50)
        .map(|number| {
            let head = crowd::change(crowd::id(1, number), RecordId(crowd::id(1, number)), None, 1);
            let parent = Some(head.header.change);
            let change = ChangeId(ids.draw());
            let header = Header1 { parent, change, op: wire::OP_WITHDRAW, ..head.header };
            wire::encode(&Change1 { header, content: Vec::new() })
        })
        .collect();
    told_within_bounds(&bench, &withdrawals);

    let bench = Bench::new();
    fifty_people(&bench, false, false);
    let (session, _) = visits(&bench, &mut ids);
    let children: Vec<_> =
        (0..50).map(|number| child(&mut ids, session, crowd::NIK + number)).collect();
    told_within_bounds(&bench, &children);
}

fn told_within_bounds(bench: &Bench, changes: &[Vec<u8>]) {
    let seq = bench.write(|tx| tx.last_seq());
    let (cost, _) = bench.push(&push(DEVICE, vec![plain(changes)]));
    assert_eq!(cost.n_stored, 50);
    assert_eq!(too_much(&cost), Vec::<String>::new(), "{cost:?}");
    let n_told = bench.write(|tx| tx.last_seq()) - seq - 50;
    assert!(n_told >= 100, "{n_told} were told");
}

#[test]
fn what_a_switched_off_account_hands_in_costs_no_more_than_what_others_send() {
    let _alone = alone();
    let [on, off] = [true, false].map(|is_active| {
        let bench = Bench::new();
        let mut ids = Ids::default();
        let (_, family) = visits(&bench, &mut ids);
        bench.write(move |tx| tx.set_account_active(AUTHOR, is_active));
        let kind = (BANSOS.id.0, BANSOS.version);
        let costs = worst(&BANSOS).into_iter().flat_map(|answers| {
            let content = answers.content;
            [Many::Once, Many::Parcel].map(|many| {
                let n_pushes = if many == Many::Once { 8 } else { 2 };
                let costs: Vec<_> = (0..n_pushes)
                    .map(|_| {
                        let mut one = || change(&mut ids, kind, Some(family), &content);
                        bench.push(&many.body(DEVICE, &mut one)).0
                    })
                    .collect();
                (format!("{} {many:?}", answers.name), together(&costs))
            })
        });
        costs.collect::<Vec<_>>()
    });
    for ((name, on), (_, off)) in on.into_iter().zip(off) {
        assert_eq!(too_much(&off), Vec::<String>::new(), "{name}: {off:?}, of others {on:?}");
        // One problem more is written; it is looked at as little in the write lock.
        for (what, on, off) in [
            ("steps", on.lock_steps, off.lock_steps),
            ("allocations", on.lock_allocations, off.lock_allocations),
            ("memory", on.memory as u64, off.memory as u64),
        ] {
            assert!(off <= on * 13 / 10 + 1_000, "{name}: {off} {what}, {on} of others");
        }
    }
}

#[test]
fn a_revision_costs_what_the_second_one_cost_however_many_there_are() {
    let _alone = alone();
    let cost = |n_rows| {
        let bench = Bench::new();
        fill(&bench, n_rows);
        let mut ids = Ids::default();
        let revisions: Vec<_> = (0..50)
            .map(|_| {
                let id = ids.draw();
                let change = crowd::change(id, crowd::REVISED, Some(crowd::PARENT), 1);
                wire::encode(&Change1 { header: change.header, content: vec![1, 0, 0] })
            })
            .collect();
        let (cost, _) = bench.push(&push(DEVICE, vec![plain(&revisions)]));
        assert_eq!(cost.n_stored, 50);
        cost.lock_steps
    };
    stays(cost(10), cost(if is_large() { 35_000 } else { 1_000 }));
}

#[test]
fn a_revision_of_a_visit_with_many_forms_lets_others_write_in_between_and_survives_a_kill() {
    let _alone = alone();
    let n_forms = if is_large() { 16_500 } else { 220 };
    let mut bench = Bench::new();
    let mut ids = Ids::default();
    let today = Day::in_tuban(NOW_MS);
    let session = sample::settled(&VISIT, &sample::visit_values(today), None, today);
    let kind = (VISIT.id.0, VISIT.version);
    let visit = change(&mut ids, kind, None, &sample::content(session.clone()));
    bench.push(&push(DEVICE, vec![plain(std::slice::from_ref(&visit))]));
    let record = header(&visit).record;
    for _ in 0..n_forms / 20 {
        let forms: Vec<_> = (0..20).map(|_| child(&mut ids, record, crowd::NIK)).collect();
        assert_eq!(bench.push(&push(DEVICE, vec![plain(&forms)])).0.n_stored, 20);
    }
    // The session was a year later: every child is measured before it.
    let mut later = session;
    later.set(visit::DATE, today.plus(-400));
    let mut revision: Change1 = wire::decode(&revised(&mut ids, &visit)).expect("it was just made");
    revision.content = sample::content(later);
    let seq_before = bench.write(|tx| tx.last_seq());
    let (cost, _) = bench.push(&push(DEVICE, vec![plain(&[wire::encode(&revision)])]));
    assert_eq!((cost.n_stored, too_much(&cost)), (1, Vec::new()), "{cost:?}");

    let references = bench.references();
    let of = Again::Visit(record);
    let mut n_slices = 1;
    loop {
        // Whoever is killed between two slices finds the rest when it comes back.
        if n_slices == 2 {
            bench.reopen();
        }
        let left = bench.write(move |tx| tx.recheck(AUTHOR, of));
        if left.is_none() {
            break;
        }
        let (before, references) = (bench.steps(), Arc::clone(&references));
        assert!(bench.write(move |tx| next_slice(tx, &references, NOW_MS)));
        let n_steps = bench.steps() - before;
        assert!(n_steps <= LOCK_STEPS_MAX, "{n_steps} steps");
        n_slices += 1;
    }
    assert!(n_slices >= n_forms / 50, "{n_slices} slices");
    let n_changed = bench.write(|tx| tx.last_seq()) - seq_before;
    assert_eq!(n_changed, n_forms + 1, "each form was looked at and is another now");
}

#[track_caller]
fn stays(few: u64, many: u64) {
    let [few, many] = [few, many].map(|steps| f64::from(u32::try_from(steps).unwrap_or(u32::MAX)));
    assert!(many <= GROWTH_MAX * few, "{few} steps with few, {many} with many");
}

/// The largest body that an address takes, and what it is asked with.
struct Asked {
    method: &'static str,
    route: &'static str,
    path: String,
    body: Option<(&'static str, Vec<u8>)>,
    headers: Vec<(&'static str, String)>,
    status: u16,
}

#[test]
fn every_address_answers_the_worst_within_its_bounds() {
    let _alone = alone();
    run(every_address());
}

fn run(story: impl Future<Output = ()>) {
    tokio::runtime::Runtime::new().expect("it starts").block_on(story);
}

async fn every_address() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let desk = server.desk(server::store::account::Role::Dinsos, "admin", None).await;
    let store = &server.running.store;
    let author = phone.account;
    store.write(move |tx| fill_badly(tx, author)).await.expect("there is room");
    let steps = store.count_steps().expect("it has steps").await.expect("they are counted");

    let device = phone.device;
    let token = server.invitation(phone.account).await;
    let activation = shared::sync::account::Activate1 { token, device };
    let mut ids = Ids::default();
    let rows = worst(&BANSOS).into_iter().find(|worst| worst.name == "wrong rows");
    let rows = rows.expect("it is one of the worst").content;
    let kind = (BANSOS.id.0, BANSOS.version);
    let many = Many::Parcel.body(device, || change(&mut ids, kind, None, &rows));
    let json = |text: String| Some(("application/json", text.into_bytes()));
    let wire = |bytes: Vec<u8>| Some((wire::MEDIA_TYPE, bytes));
    let asked = |method, route, path: &str, body, status| Asked {
        method,
        route,
        path: path.into(),
        body,
        headers: Vec::new(),
        status,
    };
    let tus = |method, path: &str, body, header: Option<(&'static str, String)>, status| {
        let route = if path == PLACE { "/api/v1/blobs" } else { "/api/v1/blobs/{id}" };
        let headers = [("tus-resumable", String::from("1.0.0"))].into_iter().chain(header);
        Asked { headers: headers.collect(), ..asked(method, route, path, body, status) }
    };
    let photo = Photo { record: crowd::REVISED, ..Photo::new(1, jpeg(800)) };
    let place = photo.place();
    let record = crowd::REVISED;
    // The longest answers that the office may put in place of others, and as many records as it may
    // accept at once.
    let longest = worst(&BALITA).into_iter().map(|worst| worst.content);
    let longest =
        longest.max_by_key(Vec::len).map_or_else(String::new, |bytes| hex::encode(&bytes));
    let head = ChangeId(crowd::id(2, 0));
    let mend = format!(
        r#"{{"change":"{head}","what":{{"kind":"mend","content":"{longest}","comment":"x"}}}}"#
    );
    let seen = (0..200).map(|number| {
        let id = crowd::id(1, number);
        format!(r#"{{"record":"{}","change":"{}"}}"#, RecordId(id), ChangeId(id))
    });
    let bulk = format!(r#"{{"records":[{}]}}"#, seen.collect::<Vec<_>>().join(","));
    let search = r#"{"q":"a","limit":"200"}"#;
    let sign_in = format!(r#"{{"user":"admin","password":"{PASSWORD}"}}"#);
    let api = "/api/v1";
    let cases = [
        asked("GET", "/healthz", "/healthz", None, 200),
        asked("GET", "/notice.txt", "/notice.txt", None, 200),
        asked("GET", "/api/v1/me", &format!("{api}/me?device={device}"), None, 200),
        asked("GET", "/api/v1/me/bound", &format!("{api}/me/bound"), None, 200),
        asked(
            "GET",
            "/api/v1/sync/pull",
            &format!("{api}/sync/pull?after=0&limit=500&device={device}"),
            None,
            200,
        ),
        asked("POST", "/api/v1/sync/push", &format!("{api}/sync/push"), wire(many), 200),
        Asked {
            headers: Sender { server: &server, phone: &phone }.announcement(&photo),
            ..tus("POST", PLACE, None, None, 201)
        },
        tus(
            "PATCH",
            &place,
            Some(("application/offset+octet-stream", photo.bytes.clone())),
            Some(("upload-offset", String::from("0"))),
            204,
        ),
        tus("HEAD", &place, None, None, 200),
        tus("DELETE", &place, None, None, 409),
        tus("OPTIONS", PLACE, None, None, 204),
        asked("GET", "/api/v1/desk/me", &format!("{api}/desk/me"), None, 200),
        asked("GET", "/api/v1/desk/records", &format!("{api}/desk/records?limit=200"), None, 200),
        asked(
            "POST",
            "/api/v1/desk/records",
            &format!("{api}/desk/records"),
            json(search.into()),
            200,
        ),
        asked(
            "GET",
            "/api/v1/desk/records/{id}",
            &format!("{api}/desk/records/{record}"),
            None,
            200,
        ),
        asked(
            "GET",
            "/api/v1/desk/blobs/{record}/{blob}",
            &format!("{api}/desk/blobs/{record}/{}", photo.blob),
            None,
            200,
        ),
        asked(
            "GET",
            "/api/v1/desk/records/{id}/content",
            &format!("{api}/desk/records/{record}/content"),
            None,
            200,
        ),
        asked(
            "POST",
            "/api/v1/desk/records/{id}/decision",
            &format!("{api}/desk/records/{record}/decision"),
            json(mend),
            200,
        ),
        asked("POST", "/api/v1/desk/decisions", &format!("{api}/desk/decisions"), json(bulk), 200),
        asked(
            "DELETE",
            "/api/v1/desk/decisions/{id}",
            &format!("{api}/desk/decisions/{record}"),
            None,
            404,
        ),
        asked("GET", "/api/v1/desk/today", &format!("{api}/desk/today"), None, 200),
        asked(
            "POST",
            "/api/v1/desk/families",
            &format!("{api}/desk/families"),
            json(r#"{"q":"djoko 0001"}"#.into()),
            200,
        ),
        asked(
            "GET",
            "/api/v1/desk/families/{id}",
            &format!("{api}/desk/families/{}", FamilyId(crowd::id(9, 0))),
            None,
            200,
        ),
        asked("GET", "/api/v1/desk/files", &format!("{api}/desk/files"), None, 200),
        asked(
            "POST",
            "/api/v1/desk/files",
            &format!("{api}/desk/files"),
            json(format!(r#"{{"what":"record","record":"{record}"}}"#)),
            202,
        ),
        asked(
            "GET",
            "/api/v1/desk/files/{id}",
            &format!("{api}/desk/files/00000000000000000000000000000000"),
            None,
            404,
        ),
        asked(
            "DELETE",
            "/api/v1/desk/files/{id}",
            &format!("{api}/desk/files/00000000000000000000000000000000"),
            None,
            404,
        ),
        asked("GET", "/api/v1/desk/exports", &format!("{api}/desk/exports"), None, 200),
        asked(
            "GET",
            "/api/v1/desk/typing",
            &format!("{api}/desk/typing?village={VILLAGE}&menu=usul"),
            None,
            200,
        ),
        asked(
            "POST",
            "/api/v1/desk/records/{id}/typing",
            &format!("{api}/desk/records/{record}/typing"),
            json(format!(r#"{{"change":"{record}","is_typed":true}}"#)),
            404,
        ),
        asked("GET", "/api/v1/records/{id}", &format!("{api}/records/{record}"), None, 200),
        asked(
            "POST",
            "/api/v1/activation",
            &format!("{api}/activation"),
            wire(wire::encode(&activation)),
            200,
        ),
        asked("POST", "/api/v1/session/end", &format!("{api}/session/end"), None, 204),
        asked("POST", "/api/v1/desk/session", &format!("{api}/desk/session"), json(sign_in), 200),
        asked("DELETE", "/api/v1/desk/session", &format!("{api}/desk/session"), None, 204),
        asked("GET", "/api/v1/problems/{code}", &format!("{api}/problems/overloaded"), None, 200),
    ];
    let known: Vec<_> =
        cases.iter().map(|case| (String::from(case.method), String::from(case.route))).collect();
    assert_eq!(of_the_router(), known, "each address has a case, in the router's order");

    let mut failures = Vec::new();
    let mut table = Table::new(&["address", "body", "answer", "memory", "steps"]);
    for Asked { method, route, path, body, headers, status } in cases {
        let method: Method = method.parse().expect("it is a method");
        let n_sent = body.as_ref().map_or(0, |(_, bytes)| bytes.len());
        let request = server.request(method.clone(), &path).header(header::ORIGIN, server.url(""));
        let request = match body {
            Some((media, bytes)) => request.header(header::CONTENT_TYPE, media).body(bytes),
            None => request,
        };
        let request =
            headers.into_iter().fold(request, |request, (name, value)| request.header(name, value));
        let cookies = format!("{}; {desk}", phone.cookie);
        let (before, memory) = (steps.so_far(), Since::now());
        let answer = send(with_cookie(request, Some(&cookies))).await;
        let (n_steps, peak) = (steps.so_far() - before, memory.peak());
        let name = format!("{method} {route}");
        assert_eq!(answer.status.as_u16(), status, "{name}");
        let most = MEMORY_MAX * (n_sent.max(LEAST_BYTES) + answer.body.len()) + LIST_BYTES;
        for (what, is, may) in [
            ("bytes in the answer", answer.body.len(), ANSWER_BYTES_MAX),
            ("bytes of memory", peak, most),
            ("steps", usize::try_from(n_steps).unwrap_or(usize::MAX), 100_000),
        ] {
            if is > may {
                failures.push(format!("{name}: {is} {what}, at most {may}"));
            }
        }
        let numbers = [n_sent, answer.body.len(), peak].map(|n| n.to_string());
        table.row(&[[name].as_slice(), &numbers, &[n_steps.to_string()]].concat());
    }
    println!("{table}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Rows of the longest file that is measured, and the memory that making it may take: a slice of the
/// store, a buffer for each sheet, and the ids of the records, 48 bytes each.
const FILE_ROWS: u32 = 50_000;
const FILE_BYTES: usize = 16_000_000;

#[test]
fn a_workbook_of_fifty_thousand_records_takes_no_more_memory_than_a_short_one() {
    let _alone = alone();
    run(async {
        let server = TestServer::start().await;
        let admin = server.desk(server::store::account::Role::Admin, "admin", None).await;
        let author = server.psm(&[VILLAGE]).await;
        for first in (0..FILE_ROWS).step_by(1_000) {
            let chunk = server.running.store.write(move |tx| {
                (first..first + 1_000).try_for_each(|number| {
                    let (id, seq) = (crowd::id(1, number), tx.next_seq()?);
                    let mut change = crowd::change(id, RecordId(id), None, seq);
                    (change.author, change.header.visit) = (author, None);
                    tx.add_change(&change)?;
                    tx.put_record(&crowd::record(&change))
                })
            });
            chunk.await.expect("there is room");
        }
        let memory = Since::now();
        let order = serde_json::json!({ "what": "xlsx" });
        let asked = server.post_json("/api/v1/desk/files", &order, Some(&admin)).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED);
        let file = loop {
            let files = server.get("/api/v1/desk/files", Some(&admin)).await.json();
            if files["exports"][0]["state"] != "running"
                && files["exports"][0]["state"] != "waiting"
            {
                break files["exports"][0].clone();
            }
            tokio::task::yield_now().await;
        };
        assert_eq!(
            (&file["state"], &file["n_done"]),
            (&"ready".into(), &FILE_ROWS.into()),
            "{file}"
        );
        let peak = memory.peak();
        println!(
            "a workbook of {FILE_ROWS} records: {peak} bytes of memory, {} of it",
            file["n_bytes"]
        );
        assert!(peak <= FILE_BYTES, "{peak} bytes of memory");
    });
}

/// A page of the desk's list reads 201 changes of 64 kB to say one line of each, bytes.
const LIST_BYTES: usize = 20_000_000;

/// Two hundred and fifty records with long answers and many problems, forms of one visit, one of them with
/// three hundred revisions.
fn fill_badly(
    tx: &mut dyn server::store::Writes,
    author: AccountId,
) -> Result<(), server::store::StoreError> {
    let long = worst(&BALITA).into_iter().find(|worst| worst.name == "one endless word");
    let long = long.expect("it is one of the worst").content;
    let mut add = |id: [u8; 16], record: RecordId, parent, visit, position| {
        let seq = tx.next_seq()?;
        let mut change = crowd::change(id, record, parent, seq);
        (change.author, change.position, change.header.visit) = (author, position, visit);
        let Change1 { header, content } =
            Change1 { header: change.header.clone(), content: long.clone() };
        change.bytes = wire::encode(&Change1 { header, content });
        assert!(change.bytes.len() <= CHANGE_BYTES_MAX);
        tx.add_change(&change)?;
        if position == Position::Head {
            let problems = many_problems();
            let notes = problems.clone();
            tx.put_record(&Record { problems, notes, ..crowd::record(&change) })?;
        }
        Ok(())
    };
    add(crowd::id(3, 0), crowd::VISIT, None, None, Position::Head)?;
    add(crowd::id(2, 0), crowd::REVISED, None, Some(crowd::VISIT), Position::Head)?;
    for number in 1..300 {
        let parent = Some(crowd::PARENT);
        add(crowd::id(2, number), crowd::REVISED, parent, Some(crowd::VISIT), Position::Beside)?;
    }
    for number in 0..250 {
        let id = crowd::id(1, number);
        add(id, RecordId(id), None, Some(crowd::VISIT), Position::Head)?;
    }
    (0..250).try_for_each(|number| {
        tx.put_family(crowd::family(number))?;
        tx.put_task(&crowd::task(number))
    })
}
