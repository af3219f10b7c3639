//! What a person does on a phone. Each is a task that dies with the phone.

use std::rc::Rc;

use client::{
    device::{DeviceError, Finished},
    rows::{Draft, Held},
};
use shared::{
    day::Day,
    form::model::World,
    forms::{balita::BALITA, visit::VISIT},
    id::RecordId,
    region::VillageCode,
};

use super::{
    dice::Dice,
    fault::{Fault, Tally},
    forms,
    phone::Phone,
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
}

/// Does it, and tells the loop, or, from a second tab, only that something was written.
pub(super) async fn act(phone: Rc<Phone>, deed: Deed, tally: Tally) {
    let dice = phone.host.dice.clone();
    let done = match deed {
        Deed::Visit => fill(&phone, None, &dice).await,
        Deed::Child => match some_record(&phone, &dice, VISIT.id.0).await {
            Some(visit) => fill(&phone, Some(visit), &dice).await,
            None => return,
        },
        Deed::Mend => match some_record(&phone, &dice, BALITA.id.0).await {
            Some(record) => mend(&phone, record, &dice).await,
            None => return,
        },
        Deed::Withdraw => match some_record(&phone, &dice, BALITA.id.0).await {
            Some(record) => phone.device().withdraw(record).await,
            None => return,
        },
    };
    match done {
        Ok(finished) => {
            tally.finished();
            if dice.percent(15) {
                tally.fault(Fault::SecondTab);
                phone.tell(|handle| handle.look_again());
            } else {
                phone.tell(|handle| handle.saved(finished.entry));
            }
        }
        // A full phone, another tab, or a decision of the office: the person is told and goes on.
        Err(DeviceError::Store(_) | DeviceError::Decided(_)) => {}
        Err(error) => panic!("a form that is right could not be finished: {error:?}"),
    }
}

async fn some_record(phone: &Phone, dice: &Dice, kind: u16) -> Option<RecordId> {
    let mut records = phone.device().records();
    records.retain(|record| record.kind == kind);
    if dice.percent(60) {
        // Second thoughts come soon: newest first, so these are the last ones.
        records.truncate(2);
    }
    dice.pick(&records).map(|record| record.record)
}

/// The day on the calendar on the wall, which is also the day the program was built.
const DAY: Day = Day::from_number(20_781);

async fn fill(
    phone: &Phone,
    visit: Option<RecordId>,
    dice: &Dice,
) -> Result<Finished, DeviceError> {
    let device = phone.device();
    let village = if dice.percent(12) { OTHER_VILLAGE } else { VILLAGE };
    let kind = if visit.is_some() { BALITA.id } else { VISIT.id };
    let mut draft = device.begin(kind, visit, village)?;
    device.save_draft(&mut draft).await?;
    draft.value.values =
        if visit.is_some() { forms::child(dice) } else { forms::session(DAY, dice) };
    finish(phone, draft).await
}

async fn mend(phone: &Phone, record: RecordId, dice: &Dice) -> Result<Finished, DeviceError> {
    let mut draft = phone.device().mend(record).await?;
    forms::measure(&mut draft.value.values, dice);
    finish(phone, draft).await
}

async fn finish(phone: &Phone, mut draft: Held<Draft>) -> Result<Finished, DeviceError> {
    let device = phone.device();
    device.save_draft(&mut draft).await?;
    let today = device.today(DAY);
    device.finish(&draft, World { today, growth: None, regions: None }).await
}
