//! Invented records for the desk, stored by the very rules that a phone's push goes through: mostly
//! in order, and one of each kind of trouble.

use shared::{
    day::Day,
    form::{
        content::Content,
        model::{FormKind, Scene},
        problem::Code,
        settle::settle,
        validate::blocking,
        value::Values,
    },
    forms::{
        balita::{self, BALITA},
        bansos::BANSOS,
        codes,
        visit::VISIT,
    },
    id::{AccountId, ChangeId, DeviceId, RecordId},
    kk::NoKk,
    region::VillageCode,
    sync::{
        limits::PARCEL_CHANGES_MAX,
        wire::{self, CODING_PLAIN, Change1, Header1, OP_PUT, OP_WITHDRAW, Push1},
    },
};

use super::accounts::Psm;
use super::answers;
use super::random::Dice;
use crate::store::register::Family;
use crate::store::{StoreError, Writes};
use crate::sync::References;
use crate::sync::prepare::prepare;
use crate::sync::push::{Sender, push};

/// Fixes the records.
const SEED: u64 = 0x3523_0002;
/// PSM who have sent something: those with links, and others of the same kecamatan.
const N_SENDERS: usize = 9;
/// Families that each of them visited.
const N_VISITED: usize = 3;
/// Between two visits, milliseconds; the last was some hours ago.
const BETWEEN_MS: u64 = 11 * HOUR_MS;
/// A form is handed in so long after it was finished, milliseconds.
const UNTIL_SENT_MS: u64 = 600_000;
/// An hour, milliseconds. What is changed later is changed within [`BETWEEN_MS`].
const HOUR_MS: u64 = 3_600_000;
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
fn family_of(families: &[Family], village: VillageCode, number: usize) -> Option<&Family> {
    let own: Vec<_> = families.iter().filter(|family| family.village == village).collect();
    own.get(number % own.len().max(1)).copied()
}

/// Stores what the first PSM have sent so far.
///
/// # Errors
/// The store's.
pub fn send(
    tx: &mut dyn Writes,
    psm: &[Psm],
    families: &[Family],
    references: &References,
    now_ms: u64,
) -> Result<(), StoreError> {
    let n_visits = (N_SENDERS * N_VISITED) as u64;
    let mut sender = Phone {
        tx,
        references,
        dice: Dice::new(SEED),
        at_ms: now_ms.saturating_sub((n_visits + 1) * BETWEEN_MS),
    };
    for visited in 0..N_VISITED {
        for (idx, psm) in psm.iter().take(N_SENDERS).enumerate() {
            // Somebody with two villages goes to both.
            let Some(village) = psm.villages.get(visited % psm.villages.len().max(1)) else {
                continue;
            };
            let number = visit_of(idx, visited);
            let Some(family) = family_of(families, *village, number) else { continue };
            sender.visit(psm, family, visited * N_SENDERS + idx)?;
            sender.at_ms += BETWEEN_MS;
        }
    }
    Ok(())
}

/// One finished form on its way.
struct Form {
    kind: &'static FormKind,
    record: RecordId,
    visit: Option<RecordId>,
    values: Values,
}

/// Answers as they travel, without a doubt that had to be confirmed.
fn content(values: Values) -> Vec<u8> {
    Content { values, overrides: Vec::new() }.to_bytes()
}

struct Phone<'p> {
    tx: &'p mut dyn Writes,
    references: &'p References,
    dice: Dice,
    at_ms: u64,
}

impl Phone<'_> {
    /// One visit with its forms; what goes wrong depends on its number.
    fn visit(&mut self, psm: &Psm, family: &Family, number: usize) -> Result<(), StoreError> {
        let today = Day::in_tuban(self.at_ms);
        let visit_record = self.record();
        let visit = answers::visit(&mut self.dice, family, today);
        let visit = self.settled(&VISIT, &visit, None);
        let mut forms =
            vec![Form { kind: &VISIT, record: visit_record, visit: None, values: visit.clone() }];
        for child in answers::small_children(family, today) {
            let values = answers::child(&mut self.dice, family, child, today);
            forms.push(self.form(&BALITA, values, visit_record, &visit));
        }
        let proposal = answers::bansos(&mut self.dice, family, number);
        forms.push(self.form(&BANSOS, proposal, visit_record, &visit));
        self.send(psm, family.village, forms, number)
    }

    fn form(
        &mut self,
        kind: &'static FormKind,
        mut values: Values,
        visit_record: RecordId,
        visit: &Values,
    ) -> Form {
        let settled = self.settled(kind, &values, Some(visit));
        if self.blocking(kind, &settled, visit).contains(&codes::FOLLOW_UP_MISSING) {
            values.set(balita::FOLLOW_UP, vec![1, 2]);
        }
        let values = self.settled(kind, &values, Some(visit));
        Form { kind, record: self.record(), visit: Some(visit_record), values }
    }

    /// Hands a visit and its forms in. Some of the numbers bring trouble along.
    fn send(
        &mut self,
        psm: &Psm,
        village: VillageCode,
        forms: Vec<Form>,
        number: usize,
    ) -> Result<(), StoreError> {
        let mut changes = Vec::new();
        for form in forms {
            let header = Header1 {
                change: self.change(),
                record: form.record,
                parent: None,
                visit: form.visit,
                kind: form.kind.id.0,
                kind_version: form.kind.version,
                village,
                made_at_ms: self.at_ms,
                op: OP_PUT,
            };
            changes.push((header, form.values));
        }
        let last = changes.pop();
        let plain = |(header, values)| Change1 { header, content: content(values) };
        let mut changes: Vec<_> = changes.into_iter().map(plain).collect();
        if let Some((header, values)) = last {
            changes.extend(self.troubled(header, values, number));
        }
        // Each time of finishing is a sending of its own.
        for sent in changes.chunk_by(|one, next| one.header.made_at_ms == next.header.made_at_ms) {
            self.push(psm.account.id, sent)?;
        }
        Ok(())
    }

    /// The last form of a visit as it is, or with what can go wrong.
    fn troubled(&mut self, header: Header1, values: Values, number: usize) -> Vec<Change1> {
        let next = |phone: &mut Self, op, after_h: u64| Header1 {
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
                let taken_back =
                    Change1 { header: next(self, OP_WITHDRAW, 3), content: Vec::new() };
                vec![put(header, values), taken_back]
            }
            // A doubt of the form that its author answered with a reason.
            6 => vec![Change1 { content: answers::gone_but_kept(values).to_bytes(), header }],
            // Changed on the phone, and changed again from a copy that did not know of it.
            8 => {
                let (second, third) = (next(self, OP_PUT, 2), next(self, OP_PUT, 5));
                let (explained, resigned) = answers::changed_twice(&values);
                vec![put(header, values), put(second, explained), put(third, resigned)]
            }
            // Corrected by its author.
            10 => {
                let second = next(self, OP_PUT, 4);
                let corrected = answers::corrected(values.clone());
                vec![put(header, values), put(second, corrected)]
            }
            // A NIK that is nobody's.
            12 => vec![put(header, answers::nik_replaced(values))],
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

    /// Hands changes in, some time after the last of them was finished.
    fn push(&mut self, account: AccountId, changes: &[Change1]) -> Result<(), StoreError> {
        let device = DeviceId(account.0);
        let made_at_ms = changes.last().map_or(self.at_ms, |change| change.header.made_at_ms);
        let changes: Vec<_> = changes.iter().map(wire::encode).collect();
        let parcels = changes
            .chunks(PARCEL_CHANGES_MAX)
            .map(|changes| wire::parcel(CODING_PLAIN, &wire::payload(changes)))
            .collect();
        let who = Sender { account, device, now_ms: made_at_ms + UNTIL_SENT_MS };
        push(self.tx, &who, &prepare(&Push1 { device, parcels }), self.references).map(drop)
    }

    fn settled(&self, kind: &'static FormKind, values: &Values, visit: Option<&Values>) -> Values {
        settle(&self.scene(kind, values, visit))
    }

    fn blocking(&self, kind: &'static FormKind, values: &Values, visit: &Values) -> Vec<Code> {
        blocking(&self.scene(kind, values, Some(visit)))
            .into_iter()
            .map(|problem| problem.code)
            .collect()
    }

    fn scene<'s>(
        &'s self,
        kind: &'static FormKind,
        values: &'s Values,
        visit: Option<&'s Values>,
    ) -> Scene<'s> {
        let world = self.references.world(Day::in_tuban(self.at_ms));
        Scene { kind, version: kind.version, values, visit, previous: None, overrides: &[], world }
    }

    fn record(&mut self) -> RecordId {
        RecordId::new(self.at_ms, self.dice.bytes())
    }

    fn change(&mut self) -> ChangeId {
        ChangeId::new(self.at_ms, self.dice.bytes())
    }
}
