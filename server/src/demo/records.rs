//! Invented records for the desk, stored by the very rules that a phone's push goes through: mostly
//! in order, and one of each kind of trouble.

use shared::{
    day::Day,
    form::value::Values,
    forms::{balita::BALITA, bansos::BANSOS, visit::VISIT},
    kk::NoKk,
    region::VillageCode,
    sync::wire::{Change1, Header1, OP_PUT, OP_WITHDRAW},
};

use super::accounts::Psm;
use super::answers;
use super::kinds;
use super::phone::{Form, Phone, content};
use super::photos::{Camera, Promised};
use super::random::Dice;
use super::rounds;
use crate::store::register::Family;
use crate::store::{StoreError, Writes};
use crate::sync::References;

/// Fixes the records.
const SEED: u64 = 0x3523_0002;
/// PSM who have sent something: those with links, and others of the same kecamatan.
const N_SENDERS: usize = 9;
/// Families that each of them visited.
const N_VISITED: usize = 3;
/// Between two visits, milliseconds; the last was some hours ago.
const BETWEEN_MS: u64 = 11 * HOUR_MS;
/// An hour, milliseconds. What is changed later is changed within [`BETWEEN_MS`].
const HOUR_MS: u64 = 3_600_000;
/// The visit where the family card was not at hand.
const CARD_TO_FOLLOW: usize = 18;
/// The visit with two proposals that contradict each other.
const CONTRADICTED: usize = 14;
/// The visit whose proposal names somebody who is on record in another village.
const ON_RECORD_ELSEWHERE: usize = 13;
/// Every so many visits there is a family that is proposed for the first time.
const PROPOSED_EACH: usize = 10;
/// A kind that this version does not have.
const KIND_OF_LATER: u16 = 99;

/// Who proposed something about the own family, as an example of the note that follows.
const FOR_OWN_FAMILY: usize = 6;

/// Gives every PSM a family of the register as the own one. One alone has visited it.
pub fn settle_families(psm: &mut [Psm], families: &[Family]) {
    for (idx, Psm { account, villages }) in psm.iter_mut().enumerate() {
        let visited = N_VISITED - 1;
        let number = visit_of(idx, visited) + if idx == FOR_OWN_FAMILY { 0 } else { 3 };
        let home = villages.first().and_then(|village| family_of(families, *village, number));
        let kk = home.and_then(|family| i64::try_from(family.no_kk?).ok());
        account.own_kk = kk.and_then(|number| NoKk::from_number(number).ok());
    }
}

/// Which family of a village a PSM visits at the visit of this number, counted from 0.
const fn visit_of(idx: usize, visited: usize) -> usize {
    visited * 2 + idx
}

/// A family of a village by its number; after the last comes the first.
pub fn family_of(families: &[Family], village: VillageCode, number: usize) -> Option<&Family> {
    let own: Vec<_> = families.iter().filter(|family| family.village == village).collect();
    own.get(number % own.len().max(1)).copied()
}

/// Stores what the first PSM have sent so far; which photos are to follow.
///
/// # Errors
/// The store's.
pub fn send(
    tx: &mut dyn Writes,
    psm: &[Psm],
    families: &[Family],
    references: &References,
    now_ms: u64,
) -> Result<Vec<Promised>, StoreError> {
    let n_visits = (N_SENDERS * N_VISITED) as u64;
    let mut sender = Phone {
        tx,
        references,
        dice: Dice::new(SEED),
        camera: Camera::new(),
        promised: Vec::new(),
        at_ms: now_ms,
    };
    rounds::send(&mut sender, psm, families)?;
    sender.at_ms = now_ms.saturating_sub((n_visits + 1) * BETWEEN_MS);
    let first = psm.first().and_then(|psm| psm.villages.first());
    let Some(first) = first.and_then(|village| family_of(families, *village, 0)) else {
        return Ok(sender.promised);
    };
    for visited in 0..N_VISITED {
        for (idx, psm) in psm.iter().take(N_SENDERS).enumerate() {
            // Somebody with two villages goes to both.
            let Some(village) = psm.villages.get(visited % psm.villages.len().max(1)) else {
                continue;
            };
            let number = visit_of(idx, visited);
            let Some(family) = family_of(families, *village, number) else { continue };
            let number = visited * N_SENDERS + idx;
            // Somebody of whom another PSM has a record in another village: a pair to look at.
            let named = if number == ON_RECORD_ELSEWHERE { first } else { family };
            visit(&mut sender, psm, (family, named), number)?;
            sender.at_ms += BETWEEN_MS;
        }
    }
    Ok(sender.promised)
}

/// One visit to a family, with its forms; the proposal is about the head of the one that is named. What
/// goes wrong depends on the number.
fn visit(
    phone: &mut Phone<'_>,
    psm: &Psm,
    (family, named): (&Family, &Family),
    number: usize,
) -> Result<(), StoreError> {
    let today = Day::in_tuban(phone.at_ms);
    let mut visited = answers::visit(&mut phone.dice, family, today);
    if number == CARD_TO_FOLLOW {
        answers::card_to_follow(&mut visited);
    }
    let visit = phone.alone(&VISIT, &visited);
    let mut forms = Vec::new();
    for child in answers::small_children(family, today) {
        let values = answers::child(&mut phone.dice, family, child, today);
        forms.extend(phone.form(&BALITA, values, &visit));
    }
    // A form of another kind about one of them: the next one that somebody of the family fits.
    let mut writers = kinds::writers(number);
    let written = writers.find_map(|writer| {
        let (kind, values) = writer(family, today)?;
        phone.form(kind, values, &visit)
    });
    forms.extend(written);
    let proposal = match kinds::proposed(family, today).filter(|_| number % PROPOSED_EACH == 5) {
        Some((_, values)) => values,
        None => answers::bansos(&mut phone.dice, named, number),
    };
    // Of another village a phone has no register: the NIK is typed.
    let nik = named.members.first().and_then(|head| head.nik);
    let proposal = match nik.filter(|_| named.village != family.village) {
        Some(nik) => answers::nik_typed(proposal, nik),
        None => proposal,
    };
    if number == CONTRADICTED {
        let other = answers::resigned(family);
        forms.extend(phone.form(&BANSOS, other, &visit));
    }
    let last = phone.form(&BANSOS, proposal, &visit);
    let forms: Vec<_> = core::iter::once(visit).chain(forms).collect();
    send_with_trouble(phone, psm, family.village, (forms, last), number)
}

/// Hands a visit and its forms in. Some of the numbers bring trouble along, for the last form.
fn send_with_trouble(
    phone: &mut Phone<'_>,
    psm: &Psm,
    village: VillageCode,
    (forms, last): (Vec<Form>, Option<Form>),
    number: usize,
) -> Result<(), StoreError> {
    let mut changes = Vec::new();
    for form in forms {
        let header = phone.header(&form, village);
        changes.push(Change1 { header, content: content(form.values) });
    }
    if let Some(last) = last {
        let header = phone.header(&last, village);
        changes.extend(troubled(phone, header, last.values, number));
    }
    // Each time of finishing is a sending of its own.
    for sent in changes.chunk_by(|one, next| one.header.made_at_ms == next.header.made_at_ms) {
        phone.push(psm.account.id, sent)?;
    }
    Ok(())
}

/// The last form of a visit as it is, or with what can go wrong.
fn troubled(phone: &mut Phone<'_>, header: Header1, values: Values, number: usize) -> Vec<Change1> {
    let next = |phone: &mut Phone<'_>, op, after_h: u64| Header1 {
        change: phone.change(),
        parent: Some(header.change),
        made_at_ms: header.made_at_ms + after_h * HOUR_MS,
        op,
        ..header.clone()
    };
    let put = |header, values| Change1 { header, content: content(values) };
    match number {
        // Taken back by its author.
        4 => {
            let taken_back = Change1 { header: next(phone, OP_WITHDRAW, 3), content: Vec::new() };
            vec![put(header, values), taken_back]
        }
        // A doubt of the form that its author answered with a reason.
        6 => vec![Change1 { content: answers::gone_but_kept(values).to_bytes(), header }],
        // Changed on the phone, and changed again from a copy that did not know of it.
        8 => {
            let (second, third) = (next(phone, OP_PUT, 2), next(phone, OP_PUT, 5));
            let (explained, resigned) = answers::changed_twice(&values);
            vec![put(header, values), put(second, explained), put(third, resigned)]
        }
        // Corrected by its author.
        10 => {
            let second = next(phone, OP_PUT, 4);
            let corrected = answers::corrected(values.clone());
            vec![put(header, values), put(second, corrected)]
        }
        // A NIK that is nobody's: the author mends it.
        9 => vec![put(header, answers::nik_typed(values, answers::NO_NIK_AT_ALL))],
        // A village that is not this person's.
        16 => {
            let village = VillageCode::from_number(header.village.number() ^ 1);
            vec![put(Header1 { village, ..header }, values)]
        }
        // A form that only a later version of the server knows.
        20 => vec![put(Header1 { kind: KIND_OF_LATER, ..header }, values)],
        _ => vec![put(header, values)],
    }
}
