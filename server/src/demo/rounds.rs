//! What PSM of the demo did besides visiting families: the posyandu of the last months, houses where
//! nobody was, and a confidential report.

use shared::{
    day::Day,
    forms::{balita::BALITA, perlu_petugas::PERLU_PETUGAS, visit::VISIT},
};

use super::{
    accounts::{N_INVITED, Psm},
    answers, history,
    phone::Phone,
    records::family_of,
};
use crate::store::{StoreError, register::Family};

/// Sessions before today.
const N_SESSIONS: i32 = 3;
/// A session begins at nine in the morning, milliseconds after midnight in Tuban (UTC+7).
const MORNING_MS: u64 = 2 * 3_600_000;
/// Milliseconds of a day.
const DAY_MS: u64 = 24 * 3_600_000;
/// Who holds sessions: by the number among the PSM.
const IN_SESSIONS: [usize; 2] = [0, 2];
/// Who reports in confidence: somebody of the desk's kecamatan without a link.
const REPORTER: usize = 3;
/// Houses where nobody was so many days ago, for each PSM with a link: the number of the family in the
/// village, and days from today on which to come again.
const NOBODY: [(usize, i32); 3] = [(7, 0), (8, -2), (1, 5)];
/// Days since then.
const NOBODY_BEFORE: i32 = 6;

/// Hands it all in, the oldest first.
///
/// # Errors
/// The store's.
pub fn send(phone: &mut Phone<'_>, psm: &[Psm], families: &[Family]) -> Result<(), StoreError> {
    let today = Day::in_tuban(phone.at_ms);
    let midnight_ms = phone.at_ms - phone.at_ms % DAY_MS;
    let morning = |day: Day| {
        let n_days = u64::try_from(today.since(day)).unwrap_or(0);
        (midnight_ms + MORNING_MS).saturating_sub(n_days * DAY_MS)
    };
    for before in (1..=N_SESSIONS).rev() {
        let day = history::session_day(today, before);
        phone.at_ms = morning(day);
        for psm in IN_SESSIONS.iter().filter_map(|idx| psm.get(*idx)) {
            session(phone, psm, families, day)?;
        }
    }
    phone.at_ms = morning(today.plus(-NOBODY_BEFORE));
    for psm in psm.iter().take(N_INVITED) {
        for ((number, days), village) in NOBODY.iter().zip(psm.villages.iter().cycle()) {
            let Some(family) = family_of(families, *village, *number) else { continue };
            let day = today.plus(-NOBODY_BEFORE);
            let values = answers::nobody(family, today.plus(*days), day);
            let visit = phone.alone(&VISIT, &values);
            phone.send(psm.account.id, *village, vec![visit])?;
        }
    }
    if let Some(psm) = psm.get(REPORTER)
        && let Some(village) = psm.villages.first()
    {
        let report = phone.alone(&PERLU_PETUGAS, &answers::report(today));
        phone.send(psm.account.id, *village, vec![report])?;
    }
    Ok(())
}

/// The children of the first village, with what the register has of that day.
fn session(
    phone: &mut Phone<'_>,
    psm: &Psm,
    families: &[Family],
    day: Day,
) -> Result<(), StoreError> {
    let Some(village) = psm.villages.first() else { return Ok(()) };
    let mut forms = vec![phone.alone(&VISIT, &answers::session("Posyandu Melati 2", day))];
    for family in families.iter().filter(|family| family.village == *village) {
        for child in &family.members {
            let measured = child.measures.iter().find(|measure| measure.day == day);
            let values = measured.map(|measure| answers::in_session(family, child, measure));
            let form = values.and_then(|values| phone.form(&BALITA, values, &forms[0]));
            forms.extend(form);
        }
    }
    phone.send(psm.account.id, *village, forms)
}
