//! A phone of the demo: what it hands in goes through the very rules of a push.

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
        codes,
    },
    id::{AccountId, ChangeId, DeviceId, RecordId},
    region::VillageCode,
    sync::{
        limits::PARCEL_CHANGES_MAX,
        wire::{self, CODING_PLAIN, Change1, Header1, OP_PUT, Push1},
    },
};

use super::photos::{self, Camera, Promised};
use super::random::Dice;
use crate::store::{StoreError, Writes};
use crate::sync::References;
use crate::sync::prepare::prepare;
use crate::sync::push::{Sender, push};

/// A form is handed in so long after it was finished, milliseconds.
const UNTIL_SENT_MS: u64 = 600_000;

/// One finished form on its way.
pub struct Form {
    /// Its kind.
    pub kind: &'static FormKind,
    /// Its record.
    pub record: RecordId,
    /// The visit it belongs to.
    pub visit: Option<RecordId>,
    /// Its answers, settled.
    pub values: Values,
}

/// Answers as they travel, without a doubt that had to be confirmed.
pub fn content(values: Values) -> Vec<u8> {
    Content { values, overrides: Vec::new() }.to_bytes()
}

/// All phones of the demo, one after the other.
pub struct Phone<'p> {
    /// Where what they send is stored.
    pub tx: &'p mut dyn Writes,
    /// What the checks know of the world.
    pub references: &'p References,
    /// Chance.
    pub dice: Dice,
    /// Takes the photos.
    pub camera: Camera,
    /// Those that what was handed in names.
    pub promised: Vec<Promised>,
    /// The time, Unix milliseconds.
    pub at_ms: u64,
}

impl Phone<'_> {
    /// A visit, or a form without one. None of the two is settled before.
    pub fn alone(&mut self, kind: &'static FormKind, values: &Values) -> Form {
        let mut values = values.clone();
        self.camera.photograph(kind, &mut values, self.at_ms);
        let values = self.settled(kind, &values, None);
        Form { kind, record: self.record(), visit: None, values }
    }

    /// A form of a visit; `None` for what a phone would not let anybody finish.
    pub fn form(
        &mut self,
        kind: &'static FormKind,
        mut values: Values,
        visit: &Form,
    ) -> Option<Form> {
        self.camera.photograph(kind, &mut values, self.at_ms);
        let mut settled = self.settled(kind, &values, Some(&visit.values));
        let mut found = self.blocking(kind, &settled, &visit.values);
        if kind.id == BALITA.id && found.contains(&codes::FOLLOW_UP_MISSING) {
            values.set(balita::FOLLOW_UP, vec![1, 2]);
            settled = self.settled(kind, &values, Some(&visit.values));
            found = self.blocking(kind, &settled, &visit.values);
        }
        let (record, visit) = (self.record(), Some(visit.record));
        found.is_empty().then_some(Form { kind, record, visit, values: settled })
    }

    /// The head of a form that is new, made now.
    pub fn header(&mut self, form: &Form, village: VillageCode) -> Header1 {
        Header1 {
            change: self.change(),
            record: form.record,
            parent: None,
            visit: form.visit,
            kind: form.kind.id.0,
            kind_version: form.kind.version,
            village,
            made_at_ms: self.at_ms,
            op: OP_PUT,
        }
    }

    /// Hands forms in as they are.
    pub fn send(
        &mut self,
        account: AccountId,
        village: VillageCode,
        forms: Vec<Form>,
    ) -> Result<(), StoreError> {
        let changes: Vec<_> = forms
            .into_iter()
            .map(|form| Change1 {
                header: self.header(&form, village),
                content: content(form.values),
            })
            .collect();
        self.push(account, &changes)
    }

    /// Hands changes in, some time after the last of them was finished.
    pub fn push(&mut self, account: AccountId, changes: &[Change1]) -> Result<(), StoreError> {
        for change in changes {
            photos::promise(account, change, &mut self.promised);
        }
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

    /// An id for a change that is made now.
    pub fn change(&mut self) -> ChangeId {
        ChangeId::new(self.at_ms, self.dice.bytes())
    }
}
