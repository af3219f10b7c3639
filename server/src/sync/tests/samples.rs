//! Visits and forms that pass, to be spoiled by a test.
#![expect(clippy::unwrap_used, reason = "tests")]

use shared::{
    day::Day,
    form::{
        content::Content,
        model::{FormKind, Scene},
        settle::settle,
        value::{Chosen, Values},
    },
    forms::{
        balita::{self, BALITA},
        lists::{self, child, welfare},
        perlu_petugas::{self, PERLU_PETUGAS},
        person,
        visit::{self, VISIT},
    },
    id::{ChangeId, DeviceId, RecordId},
    region::VillageCode,
    sex::Sex,
    sync::wire::{self, Change1, Header1, OP_PUT},
};

use super::super::References;

/// 24 November 2026, 07:48:28 UTC.
pub(super) const NOW_MS: u64 = 1_795_506_508_000;
/// The same day in Tuban.
pub(super) const TODAY: Day = Day::from_number(20_781);
/// Where the test's accounts work.
pub(super) const VILLAGE: VillageCode = VillageCode::from_number(3_523_161_003);
/// Where they do not.
pub(super) const OTHER_VILLAGE: VillageCode = VillageCode::from_number(3_523_161_004);
/// A girl's, born on 1 November 2024.
pub(super) const NIK: i64 = 3_523_164_111_249_990;

pub(super) fn device() -> DeviceId {
    DeviceId::new(5, [5; 10])
}

pub(super) fn record_id(number: u8) -> RecordId {
    RecordId::new(NOW_MS, [number; 10])
}

pub(super) fn change_id(number: u8) -> ChangeId {
    ChangeId::new(NOW_MS, [number; 10])
}

/// A posyandu session.
pub(super) fn session() -> Values {
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_SESSION));
    values.set(visit::DATE, TODAY);
    values.set(visit::PLACE, String::from("Posyandu Melati"));
    settled(&VISIT, &values, None)
}

/// A child of that session, two years old, with everything computed.
pub(super) fn child() -> Values {
    child_with(|_| {})
}

/// The same, with something changed before it was finished.
pub(super) fn child_with(change: impl FnOnce(&mut Values)) -> Values {
    let mut person = Values::new();
    person.set(person::NAME, String::from("Aisyah"));
    person.set(person::SEX, Chosen(Sex::Female.code()));
    person.set(person::BIRTH, Day::from_ymd(2024, 11, 1).unwrap());
    person.set(person::NIK, NIK);
    person.set(person::NIK_SOURCE, Chosen(2));
    let mut values = Values::new();
    values.set(balita::CHILD, person);
    values.set(balita::WEIGHT, 11_000);
    values.set(balita::LENGTH, 8_500);
    values.set(balita::POSITION, Chosen(child::STANDING));
    values.set(balita::CHILD_CONSENT, Chosen(1));
    change(&mut values);
    settled(&BALITA, &values, Some(&session()))
}

/// Settled as a phone does it.
pub(super) fn settled(kind: &'static FormKind, values: &Values, visit: Option<&Values>) -> Values {
    let refs = References::bundled();
    let world = refs.world(TODAY);
    settle(&Scene {
        kind,
        version: kind.version,
        values,
        visit,
        previous: None,
        overrides: &[],
        world,
    })
}

/// A change of a session, or of a child of the session with record number 1.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) header: Header1,
    pub(super) content: Vec<u8>,
}

impl Draft {
    /// The session: record 1, change 1.
    pub(super) fn session() -> Self {
        Self::new(1, None, VISIT.id.0, &session())
    }

    /// A child: record and change of this number.
    pub(super) fn child(number: u8) -> Self {
        Self::of_child(number, &child())
    }

    /// A child with these answers.
    pub(super) fn of_child(number: u8, values: &Values) -> Self {
        Self::new(number, Some(record_id(1)), BALITA.id.0, values)
    }

    /// A confidential report: record and change of this number.
    pub(super) fn confidential(number: u8) -> Self {
        let mut values = Values::new();
        values.set(perlu_petugas::URGENCY, Chosen(2));
        values.set(perlu_petugas::CONTACT, Chosen(welfare::CONTACT_PLACE));
        values.set(perlu_petugas::SAFE_WAY, String::from("Balai desa, pagi"));
        values.set(perlu_petugas::MAY_NAME_OFFICE, true);
        Self::new(number, None, PERLU_PETUGAS.id.0, &values)
            .with(|header| header.kind_version = PERLU_PETUGAS.version)
    }

    fn new(number: u8, visit: Option<RecordId>, kind: u16, values: &Values) -> Self {
        let header = Header1 {
            change: change_id(number),
            record: record_id(number),
            parent: None,
            visit,
            kind,
            kind_version: 2,
            village: VILLAGE,
            made_at_ms: NOW_MS - 60_000,
            op: OP_PUT,
        };
        let content = Content { values: values.clone(), overrides: Vec::new() };
        Self { header, content: content.to_bytes() }
    }

    /// With something in the header changed.
    pub(super) fn with(mut self, change: impl FnOnce(&mut Header1)) -> Self {
        change(&mut self.header);
        self
    }

    /// The next revision of the same record, under a change of this number.
    pub(super) fn revision(&self, number: u8) -> Self {
        let parent = self.header.change;
        self.clone().with(|header| {
            header.parent = Some(parent);
            header.change = change_id(number);
        })
    }

    /// As it travels.
    pub(super) fn bytes(&self) -> Vec<u8> {
        wire::encode(&Change1 { header: self.header.clone(), content: self.content.clone() })
    }
}

#[test]
fn the_samples_are_of_today() {
    assert_eq!(Day::in_tuban(NOW_MS), TODAY);
}
