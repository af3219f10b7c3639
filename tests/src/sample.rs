//! Forms that a server takes, to be spoiled by a test.

use shared::day::Day;
use shared::form::content::Content;
use shared::form::model::{FormKind, Scene, World};
use shared::form::settle::settle;
use shared::form::value::{Chosen, Values};
use shared::forms::balita::{self, BALITA};
use shared::forms::bansos::{self, BANSOS};
use shared::forms::lists::{self, assistance, child, welfare};
use shared::forms::perlu_petugas::{self, PERLU_PETUGAS};
use shared::forms::person;
use shared::forms::visit::{self, VISIT};
use shared::growth::tables::{Tables, WHO_BIN};
use shared::id::{ChangeId, RecordId};
use shared::region::VillageCode;
use shared::sex::Sex;
use shared::sync::wire::{self, CODING_PLAIN, Change1, Header1, OP_PUT};

/// A posyandu session and one child of it, made at a time.
#[derive(Clone, Debug)]
pub struct Session {
    /// The session.
    pub visit: Change1,
    /// The child.
    pub child: Change1,
}

/// A session in a village, and a girl of two years who was measured there. `number` tells one
/// session from another.
#[must_use]
pub fn session(village: VillageCode, now_ms: u64, number: u8) -> Session {
    let today = Day::in_tuban(now_ms);
    let visit_values = settled(&VISIT, &visit_values(today), None, today);
    let child_values = settled(&BALITA, &child_values(today), Some(&visit_values), today);
    // The first and the third byte lose bits to the version and the variant of the UUID.
    let random = |kind: u8| [0, 0, 0, 0, number, kind, 0, 0, 0, 0];
    let visit_record = RecordId::new(now_ms, random(1));
    let header = |record: RecordId, kind: &FormKind, visit| Header1 {
        change: ChangeId::new(now_ms, random(kind.id.0.to_le_bytes()[0])),
        record,
        parent: None,
        visit,
        kind: kind.id.0,
        kind_version: kind.version,
        village,
        made_at_ms: now_ms - 60_000,
        op: OP_PUT,
    };
    let child_record = RecordId::new(now_ms, random(2));
    Session {
        visit: Change1 {
            header: header(visit_record, &VISIT, None),
            content: content(visit_values),
        },
        child: Change1 {
            header: header(child_record, &BALITA, Some(visit_record)),
            content: content(child_values),
        },
    }
}

/// A visit of a family and a proposal about it, made at a time.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The visit.
    pub visit: Change1,
    /// That the family keeps what it receives.
    pub bansos: Change1,
}

/// A visit of the family with this card, and a proposal to keep what it receives. `number` tells one
/// visit from another, and from the sessions.
#[must_use]
pub fn proposal(village: VillageCode, now_ms: u64, number: u8, kk: i64) -> Proposal {
    let today = Day::in_tuban(now_ms);
    let visit_values = settled(&VISIT, &family_values(today, kk), None, today);
    let bansos_values = settled(&BANSOS, &bansos_values(), Some(&visit_values), today);
    let random = |kind: u8| [0, 0, 0, 0, number, 100 + kind, 0, 0, 0, 0];
    let visit_record = RecordId::new(now_ms, random(1));
    let change = |kind: &FormKind, visit: Option<RecordId>, values| Change1 {
        header: Header1 {
            change: ChangeId::new(now_ms, random(if visit.is_some() { 2 } else { 1 })),
            record: if visit.is_some() { RecordId::new(now_ms, random(2)) } else { visit_record },
            parent: None,
            visit,
            kind: kind.id.0,
            kind_version: kind.version,
            village,
            made_at_ms: now_ms - 60_000,
            op: OP_PUT,
        },
        content: content(values),
    };
    Proposal {
        visit: change(&VISIT, None, visit_values),
        bansos: change(&BANSOS, Some(visit_record), bansos_values),
    }
}

/// A confidential report from a village. `number` tells one from another.
#[must_use]
pub fn report(village: VillageCode, now_ms: u64, number: u8) -> Change1 {
    let today = Day::in_tuban(now_ms);
    let mut values = Values::new();
    values.set(perlu_petugas::URGENCY, Chosen(2));
    values.set(perlu_petugas::CONTACT, Chosen(welfare::CONTACT_PLACE));
    values.set(perlu_petugas::SAFE_WAY, String::from("Balai desa, Selasa pagi"));
    values.set(perlu_petugas::MAY_NAME_OFFICE, false);
    let random = |kind: u8| [0, 0, 0, 0, number, 200 + kind, 0, 0, 0, 0];
    Change1 {
        header: Header1 {
            change: ChangeId::new(now_ms, random(1)),
            record: RecordId::new(now_ms, random(2)),
            parent: None,
            visit: None,
            kind: PERLU_PETUGAS.id.0,
            kind_version: PERLU_PETUGAS.version,
            village,
            made_at_ms: now_ms - 60_000,
            op: OP_PUT,
        },
        content: content(settled(&PERLU_PETUGAS, &values, None, today)),
    }
}

/// What was answered about the family with this card.
#[must_use]
pub fn family_values(today: Day, kk: i64) -> Values {
    let mut respondent = Values::new();
    respondent.set(person::NAME, String::from("Wartini"));
    respondent.set(person::RELATION, Chosen(1));
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_FAMILY));
    values.set(visit::DATE, today);
    values.set(visit::METHOD, Chosen(1));
    values.set(visit::MET_SOMEBODY, true);
    values.set(visit::OUTCOME, Chosen(lists::OUTCOME_COMPLETE));
    values.set(visit::HEAD, String::from("Wartini"));
    values.set(visit::KK, kk);
    values.set(visit::ADDRESS, String::from("Utara masjid, cat hijau"));
    values.set(visit::RT, 3);
    values.set(visit::RW, 1);
    values.set(visit::RESPONDENT, respondent);
    values.set(visit::CONSENT, Chosen(lists::CONSENT_GIVEN));
    values.set(visit::WITNESS, String::from("Sumiati"));
    values
}

/// What was proposed about it.
#[must_use]
pub fn bansos_values() -> Values {
    let mut subject = Values::new();
    subject.set(person::NAME, String::from("Wartini"));
    subject.set(person::NO_NIK, Chosen(lists::NOT_SEEN_YET));
    let mut values = Values::new();
    values.set(bansos::PROPOSAL, Chosen(assistance::KEEP));
    values.set(bansos::STILL_HERE, true);
    values.set(bansos::CHANGED, false);
    values.set(bansos::SUBJECT, subject);
    values
}

impl Session {
    /// Both in one parcel.
    #[must_use]
    pub fn parcel(&self) -> Vec<u8> {
        parcel(&[&self.visit, &self.child])
    }
}

/// Changes in one plain parcel.
#[must_use]
pub fn parcel(changes: &[&Change1]) -> Vec<u8> {
    wire::parcel(CODING_PLAIN, &payload(changes))
}

/// What a parcel with these changes holds.
#[must_use]
pub fn payload(changes: &[&Change1]) -> Vec<u8> {
    let changes: Vec<_> = changes.iter().map(|change| wire::encode(*change)).collect();
    wire::payload(&changes)
}

/// Answers as they travel.
#[must_use]
pub fn content(values: Values) -> Vec<u8> {
    Content { values, overrides: Vec::new() }.to_bytes()
}

/// What was answered about the session.
#[must_use]
pub fn visit_values(today: Day) -> Values {
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_SESSION));
    values.set(visit::DATE, today);
    values.set(visit::PLACE, String::from("Posyandu Melati"));
    values
}

/// What was answered about the child: born 750 days ago, 11 kg, 85 cm.
#[must_use]
pub fn child_values(today: Day) -> Values {
    let mut girl = Values::new();
    girl.set(person::NAME, String::from("Aisyah Kirana"));
    girl.set(person::SEX, Chosen(Sex::Female.code()));
    girl.set(person::BIRTH, today.plus(-750));
    let mut values = Values::new();
    values.set(balita::CHILD, girl);
    values.set(balita::WEIGHT, 11_000);
    values.set(balita::LENGTH, 8_500);
    values.set(balita::POSITION, Chosen(child::STANDING));
    values.set(balita::CHILD_CONSENT, Chosen(1));
    values
}

/// Settled as a phone does it.
///
/// # Panics
/// When the bundled growth tables are damaged.
#[must_use]
pub fn settled(
    kind: &'static FormKind,
    values: &Values,
    visit: Option<&Values>,
    today: Day,
) -> Values {
    let growth = Tables::parse(WHO_BIN).expect("the bundled tables are whole");
    let world = World { growth: Some(&growth), ..World::on(today) };
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
