//! The villages of a PSM, and what is released when one is given.

use std::error::Error;
use std::sync::Arc;

use server::clock::Clock;
use server::places;
use server::store::Store;
use server::store::account::{Account, Assignment, Role};
use server::sync::References;
use server::sync::recheck::{Released, village_given, village_slice};
use shared::day::Day;
use shared::id::AccountId;
use shared::region::VillageCode;

/// Gives or ends a village, if one is named, and lists those of the person.
///
/// # Errors
/// For somebody who does not work in villages, for a village that there is not, or the database's.
pub(super) async fn run(
    store: &Store,
    account: &Account,
    village: Option<VillageCode>,
    (from, to): (Option<Day>, Option<Day>),
) -> Result<(), Box<dyn Error>> {
    if account.role != Role::Psm {
        return Err("only a PSM works in villages".into());
    }
    if let Some(village) = village {
        let clock = Clock::system();
        let from = from.unwrap_or_else(|| clock.today());
        let assignment = Assignment { village, from, to };
        told(assign(store, account.id, assignment, clock.now_ms()).await?);
    }
    assignments(store, account.id).await
}

async fn assign(
    store: &Store,
    account: AccountId,
    assignment: Assignment,
    now_ms: u64,
) -> Result<Released, Box<dyn Error>> {
    let village = assignment.village;
    let place = places::named(village)?;
    if assignment.to.is_some_and(|to| to < assignment.from) {
        return Err("the last day is before the first".into());
    }
    // What is checked again is checked like what arrives.
    let references = Arc::new(References::bundled());
    let given = (account, village);
    let assigned = store.write(move |tx| {
        tx.set_assignment(account, &assignment)?;
        village_given(tx, given)
    });
    assigned.await?;
    let mut released = Released::default();
    loop {
        let references = Arc::clone(&references);
        let slice = store.write(move |tx| village_slice(tx, given, &references, now_ms));
        let Some(more) = slice.await? else { break };
        released = released.and(more);
    }
    say_where(&place);
    Ok(released)
}

/// Says what became of records that were held for the village. Not where scripts read the villages.
fn told(released: Released) {
    let Released { n_released, n_held, n_of_other_days, first_other_day } = released;
    eprintln!("held records that were released: {n_released}");
    if n_held > 0 {
        eprintln!("held by something else still: {n_held}");
    }
    if let Some(day) = first_other_day {
        eprintln!("of days on which the village is not theirs: {n_of_other_days}, from {day} on");
    }
}

async fn assignments(store: &Store, account: AccountId) -> Result<(), Box<dyn Error>> {
    for Assignment { village, from, to } in store.read(move |tx| tx.assignments(account)).await? {
        let to = to.map_or("-".into(), |day| day.to_string());
        println!("{village}  from {from}  to {to:10}  {}", places::village_title(village));
    }
    Ok(())
}

/// Says which place a code means, so that a slip in a digit is seen. Not where scripts read.
pub(super) fn say_where(place: &str) {
    eprintln!("place: {place}");
}
