//! Access to health care: whether the insurance pays, what stands between a person and care, and what
//! is proposed.
//!
//! The proposal comes first, and the first of them is to reactivate the free insurance (PBI JK), which
//! was switched off for many in February 2026. An emergency is for the telephone: the form says so and
//! does not wait for the network. HIV is not among the illnesses: a PSM does not write it down
//! (domain G′ 5). What is computed of a pregnancy is an estimate from the arm and the four risks; what
//! a midwife said stands beside it. The numbers to call (119 for an emergency, 165 for the insurance) are
//! general knowledge: the office confirms them before the form is released.

mod insurance;
mod questions;
mod rules;
#[cfg(test)]
pub(super) mod tests;

use super::{
    lists,
    lists::health,
    person,
    subject::{self, SUBJECT},
};
use crate::{
    day::Day,
    form::{
        model::{Cond, FormKind, Headline, KindId, Pictogram, Section},
        value::{Chosen, Key},
    },
    text::t,
};

/// What is proposed ([`health::PROPOSAL`]).
pub const PROPOSAL: Key<Chosen> = Key::new(2);
/// Somebody's life is in danger now.
pub const URGENT: Key<bool> = Key::new(3);
/// Which of these the person is, first of all ([`health::GROUP`]).
pub const GROUP: Key<Chosen> = Key::new(4);
/// Who pays for the insurance ([`health::SEGMENT`]).
pub const SEGMENT: Key<Chosen> = Key::new(5);
/// Whether the insurance pays ([`health::STATUS`]); not asked of those who have none.
pub const STATUS: Key<Chosen> = Key::new(6);
/// Why it was switched off ([`health::REASON_OFF`]).
pub const REASON_OFF: Key<Chosen> = Key::new(7);
/// The month in which it was switched off.
pub const OFF_SINCE: Key<i64> = Key::new(8);
/// Nobody knows that month yet ([`health::NO_MONTH`]).
pub const NO_MONTH: Key<Chosen> = Key::new(9);
/// The number of the insurance.
pub const JKN_NUMBER: Key<String> = Key::new(10);
/// The letter of the village (SKTM) is there.
pub const SKTM: Key<bool> = Key::new(11);
/// Is ill now.
pub const SICK: Key<bool> = Key::new(12);
/// Illnesses that last ([`health::CHRONIC`]).
pub const CHRONIC: Key<Vec<u16>> = Key::new(13);
/// What stands between the person and care ([`health::BARRIER`]).
pub const BARRIERS: Key<Vec<u16>> = Key::new(14);
/// Another barrier in words.
pub const EXPLANATION: Key<String> = Key::new(15);
/// The nearest clinic.
pub const CLINIC: Key<String> = Key::new(16);
/// How far it is, in 100 m.
pub const DISTANCE: Key<i64> = Key::new(17);
/// The first day of the last period.
pub const LAST_PERIOD: Key<Day> = Key::new(18);
/// Weeks of pregnancy.
pub const WEEKS: Key<i64> = Key::new(19);
/// Circumference of the upper arm in 0.1 mm.
pub const ARM: Key<i64> = Key::new(20);
/// How often the pregnancy was examined.
pub const EXAMINED: Key<i64> = Key::new(21);
/// Takes iron tablets.
pub const IRON: Key<bool> = Key::new(22);
/// Risks of the pregnancy ([`health::RISK`]).
pub const RISKS: Key<Vec<u16>> = Key::new(23);
/// What a midwife said of it ([`health::PREGNANCY`]).
pub const MIDWIFE_SAYS: Key<Chosen> = Key::new(24);
/// How far an old person looks after himself ([`super::lists::welfare::DAILY_LIFE`]).
pub const SELF_CARE: Key<Chosen> = Key::new(25);
/// What else is proposed ([`health::PROPOSAL`]).
pub const OTHER_PROPOSALS: Key<Vec<u16>> = Key::new(26);
/// The telephone of the person, or of somebody who can be asked.
pub const PHONE: Key<i64> = Key::new(27);
/// How the pregnancy stands, estimated ([`health::PREGNANCY`]); computed.
pub const PREGNANCY: Key<Chosen> = Key::new(40);

/// Access to health care.
pub static AKSES_KESEHATAN: FormKind = FormKind {
    id: KindId(14),
    name: "akses_kesehatan",
    version: 1,
    title: t("Akses kesehatan", "Access to health care"),
    pictogram: Pictogram::Health,
    purpose: t(
        "Untuk BPJS yang tidak aktif, ibu hamil, dan yang sulit berobat.",
        "For insurance that is off, pregnancies, and trouble to get care.",
    ),
    sections: &[
        Section {
            name: "usulan",
            title: t("Usulan", "Proposal"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::PROPOSAL_FIELDS,
        },
        Section {
            fields: &[subject::question(
                t("Siapa orangnya?", "Who is it?"),
                &questions::SUBJECT_FIELDS,
            )],
            ..subject::SECTION
        },
        Section {
            name: "jkn",
            title: t("BPJS/KIS", "Health insurance"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &insurance::FIELDS,
        },
        Section {
            name: "keadaan",
            title: t("Kesehatannya", "Health"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::HEALTH_FIELDS,
        },
        Section {
            name: "kehamilan",
            title: t("Kehamilan", "Pregnancy"),
            relevant: questions::PREGNANT,
            is_folded: false,
            fields: &questions::PREGNANCY_FIELDS,
        },
        Section {
            name: "hambatan",
            title: t("Hambatan berobat", "What stands in the way"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::BARRIER_FIELDS,
        },
        Section {
            name: "penutup",
            title: t("Hasil dan usulan lain", "Result and other proposals"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::CLOSING_FIELDS,
        },
    ],
    subject: &[&[SUBJECT.tag, person::NAME.tag]],
    nik: Some(&[SUBJECT.tag, person::NIK.tag]),
    to_follow: &[
        (&[SUBJECT.tag, person::NO_NIK.tag], lists::NOT_SEEN_YET),
        (&[NO_MONTH.tag], health::MONTH_TO_FOLLOW),
    ],
    compute: Some(rules::compute),
    headline: Some(Headline {
        field: PROPOSAL.tag,
        well: &[],
        attention: &[health::REFER],
        why: Some(rules::why),
    }),
    ..FormKind::PLAIN
};
