//! What PSM of the demo did besides visiting families: the posyandu of the last months, houses where
//! nobody was, and a confidential report.

use shared::{
    day::Day,
    forms::{balita::BALITA, perlu_petugas::PERLU_PETUGAS, visit::VISIT},
};

use super::{
    accounts::{self, N_INVITED, Psm},
    answers, history,
    kinds::{self, Writer},
    phone::Phone,
    records::family_of,
};
use crate::store::{StoreError, register::Family};

/// Sessions before today.
const N_SESSIONS: i32 = 3;
/// Nine in the morning in Tuban (UTC+7), milliseconds after midnight UTC.
const MORNING_MS: u64 = 2 * 3_600_000;
/// Milliseconds of a day.
const DAY_MS: u64 = 24 * 3_600_000;
/// Who holds sessions: by the number among the PSM.
const IN_SESSIONS: [usize; 2] = [0, 2];
/// Between two visits of one morning, milliseconds: an hour.
const BETWEEN_MS: u64 = 3_600_000;
/// Who reports in confidence: somebody of the desk's kecamatan without a link.
const REPORTER: usize = 3;
/// Houses where nobody was so many days ago, for each PSM with a link: the number of the family in the
/// village, and days from today on which to come again.
const NOBODY: [(usize, i32); 3] = [(7, 0), (8, -2), (1, 5)];
/// PSM without links who are looked at for forms that few families fit, and forms of each kind.
const N_OTHERS: usize = 12;
/// As above.
const N_RARE: usize = 2;
/// Days since then.
const NOBODY_BEFORE: i32 = 6;
/// Families of the village with an operator that are proposed for the first time, each with all its
/// photos: their numbers there.
const PROPOSED: [usize; 4] = [2, 4, 6, 8];

/// Hands it all in, the oldest first.
///
/// # Errors
/// The store's.
pub fn send(phone: &mut Phone<'_>, psm: &[Psm], families: &[Family]) -> Result<(), StoreError> {
    let today = Day::in_tuban(phone.at_ms);
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
    phone.at_ms = morning(today.plus(-NOBODY_BEFORE - 1));
    for writer in kinds::RARE {
        rare(phone, psm, families, writer)?;
    }
    proposed(phone, psm, families)?;
    if let Some(psm) = psm.get(REPORTER)
        && let Some(village) = psm.villages.first()
    {
        let report = phone.alone(&PERLU_PETUGAS, &answers::report(today));
        phone.send(psm.account.id, *village, vec![report])?;
    }
    Ok(())
}

/// Proposals for the operator to type, once the office has accepted them.
fn proposed(phone: &mut Phone<'_>, psm: &[Psm], families: &[Family]) -> Result<(), StoreError> {
    let Some((psm, village)) = accounts::of_operator(psm) else { return Ok(()) };
    let today = Day::in_tuban(phone.at_ms);
    phone.camera.is_thorough = true;
    for family in PROPOSED.iter().filter_map(|number| family_of(families, village, *number)) {
        let Some((kind, values)) = kinds::proposed(family, today) else { continue };
        let visited = answers::visit(&mut phone.dice, family, today);
        let visit = phone.alone(&VISIT, &visited);
        let Some(form) = phone.form(kind, values, &visit) else { continue };
        phone.send(psm.account.id, village, vec![visit, form])?;
        phone.at_ms += BETWEEN_MS;
    }
    phone.camera.is_thorough = false;
    Ok(())
}

/// Nine in the morning of a day in Tuban, Unix milliseconds.
fn morning(day: Day) -> u64 {
    u64::try_from(day.number()).unwrap_or(0) * DAY_MS + MORNING_MS
}

/// Visits to the first families of the kecamatan whom a form fits that few fit.
fn rare(
    phone: &mut Phone<'_>,
    psm: &[Psm],
    families: &[Family],
    writer: Writer,
) -> Result<(), StoreError> {
    let today = Day::in_tuban(phone.at_ms);
    let mut n_sent = 0;
    // Those with links have enough; the others of their kecamatan come after them.
    for psm in psm.iter().skip(N_INVITED + 1).take(N_OTHERS) {
        let is_near = |family: &&Family| psm.villages.contains(&family.village);
        for family in families.iter().filter(is_near) {
            let Some((kind, values)) = writer(family, today) else { continue };
            let visited = answers::visit(&mut phone.dice, family, today);
            let visit = phone.alone(&VISIT, &visited);
            let Some(form) = phone.form(kind, values, &visit) else { continue };
            phone.send(psm.account.id, family.village, vec![visit, form])?;
            n_sent += 1;
            if n_sent == N_RARE {
                return Ok(());
            }
        }
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
