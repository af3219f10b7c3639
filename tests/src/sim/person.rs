//! What a person does on a phone. Each is a task that dies with the phone.

use std::rc::Rc;

use client::{
    device::{Device, DeviceError, Finished, NewBlob, Plan},
    host::Host as _,
    memory::MemoryStore,
    rows::{Draft, Held},
    store::StoreError,
};
use shared::{
    day::Day,
    form::model::World,
    forms::{balita::BALITA, visit::VISIT},
    id::RecordId,
    region::VillageCode,
};

use super::{
    blobs::{MEDIA_BAD, MEDIA_GOOD, digest},
    dice::Dice,
    fault::{Fault, Tally},
    forms,
    phone::{Phone, SimHost},
};

/// Where everybody works.
pub(super) const VILLAGE: VillageCode = VillageCode::from_number(3_523_161_003);
/// Where nobody works: a form from there is held.
pub(super) const OTHER_VILLAGE: VillageCode = VillageCode::from_number(3_523_161_004);

/// Something that a person does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    /// Opens and finishes a visit.
    Visit,
    /// Measures a child at a visit, if there is one.
    Child,
    /// Changes a finished record.
    Mend,
    /// Takes a finished record back.
    Withdraw,
    /// Takes a photo for a finished record.
    Photo,
}

/// The tab of the app that somebody works in.
type Tab = Device<MemoryStore, SimHost>;

/// Does it, and tells the loop, or, from a second tab, the first one that something was written.
pub(super) async fn act(phone: Rc<Phone>, deed: Deed, tally: Tally) {
    let dice = phone.host.dice.clone();
    let is_second = dice.percent(15);
    let tab = if is_second { phone.second_tab() } else { phone.device() };
    if is_second && dice.percent(50) {
        // It heard of all that the first one did; else it is behind.
        tab.store.reread();
    }
    let done = match deed {
        Deed::Photo => return photo(&phone, &tab, is_second, &tally).await,
        Deed::Visit => fill(&tab, None, &dice).await,
        Deed::Child => match some_record(&tab, &dice, VISIT.id.0) {
            Some(visit) => fill(&tab, Some(visit), &dice).await,
            None => return,
        },
        Deed::Mend => match some_record(&tab, &dice, BALITA.id.0) {
            Some(record) => mend(&tab, record, &dice).await,
            None => return,
        },
        Deed::Withdraw => match some_record(&tab, &dice, BALITA.id.0) {
            Some(record) => kept(&tab, tab.withdraw(record)).await,
            None => return,
        },
    };
    match done {
        Ok(_) if is_second => {
            tally.finished();
            tally.fault(Fault::SecondTab);
            // Word between tabs takes its time.
            phone.host.sleep(dice.between(0, 300)).await;
            phone.store().reread();
            phone.tell(|handle| handle.look_again());
        }
        Ok(finished) => {
            tally.finished();
            phone.tell(|handle| handle.saved(finished.entry));
            if matches!(deed, Deed::Visit | Deed::Child) {
                phone.record_waits();
            }
        }
        Err(DeviceError::Store(StoreError::Stale)) if is_second => tally.fault(Fault::StaleTab),
        // A full phone, another tab, or a decision of the office: the person is told and goes on.
        Err(DeviceError::Store(_) | DeviceError::Decided(_)) => {}
        Err(error) => panic!("a form that is right could not be finished: {error:?}"),
    }
}

async fn photo(phone: &Phone, tab: &Tab, is_second: bool, tally: &Tally) {
    let dice = &phone.host.dice;
    let Some(record) = some_record(tab, dice, BALITA.id.0) else { return };
    // Often a byte or so, sometimes just what fits into a part, sometimes more.
    let part = shared::sync::limits::BLOB_PART_BYTES as u64;
    let n_bytes = match dice.between(0, 3) {
        0 => dice.between(0, 9),
        1 => part * dice.between(1, 2),
        _ => dice.between(1_000, 2 * part),
    };
    let seed = dice.number().to_le_bytes();
    let bytes: Vec<u8> = seed.into_iter().cycle().zip(0..n_bytes).map(|(byte, _)| byte).collect();
    let media = if dice.percent(15) { MEDIA_BAD } else { MEDIA_GOOD };
    let blob = NewBlob { record, media, sha256: digest(&bytes), bytes: &bytes };
    let done = tab.change(|tab| tab.save_blob(&blob)).await;
    let Ok(entry) = done else { return };
    tally.blob();
    if is_second {
        phone.host.sleep(dice.between(0, 300)).await;
        phone.store().reread();
        phone.tell(|handle| handle.look_again());
    } else {
        phone.tell(|handle| handle.blob_saved(entry));
    }
}

fn some_record(tab: &Tab, dice: &Dice, kind: u16) -> Option<RecordId> {
    let mut records = tab.records();
    records.retain(|record| record.kind == kind);
    if dice.percent(60) {
        // Second thoughts come soon: newest first, so these are the last ones.
        records.truncate(2);
    }
    dice.pick(&records).map(|record| record.record)
}

/// The day on the calendar on the wall, which is also the day the program was built.
const DAY: Day = Day::from_number(20_781);

async fn fill(tab: &Tab, visit: Option<RecordId>, dice: &Dice) -> Result<Finished, DeviceError> {
    let village = if dice.percent(12) { OTHER_VILLAGE } else { VILLAGE };
    let kind = if visit.is_some() { BALITA.id } else { VISIT.id };
    let mut draft = tab.begin(kind, visit, village)?;
    tab.save_draft(&mut draft).await?;
    draft.value.values =
        if visit.is_some() { forms::child(dice) } else { forms::session(DAY, dice) };
    finish(tab, draft).await
}

async fn mend(tab: &Tab, record: RecordId, dice: &Dice) -> Result<Finished, DeviceError> {
    let mut draft = kept(tab, tab.mend(record)).await?;
    forms::measure(&mut draft.value.values, dice);
    finish(tab, draft).await
}

async fn finish(tab: &Tab, mut draft: Held<Draft>) -> Result<Finished, DeviceError> {
    tab.save_draft(&mut draft).await?;
    let today = tab.today(DAY);
    let world = World::on(today);
    kept(tab, tab.finish(&draft, world)).await
}

async fn kept<T>(tab: &Tab, plan: Result<Plan<T>, DeviceError>) -> Result<T, DeviceError> {
    Ok(tab.keep(plan?).await?)
}
