//! Disability and assistive devices: what is hard for a person every day, and what would help.
//!
//! A volunteer does not examine anybody: the questions are those of BPS (after the Washington Group),
//! and the kind of disability may stay "not examined yet". What is worked out is an estimate.

mod questions;
mod result;
#[cfg(test)]
pub(super) mod tests;

use super::{
    lists,
    lists::disability,
    person,
    subject::{self, SUBJECT},
};
use crate::{
    form::{
        model::{Cond, FormKind, Headline, KindId, Pictogram, Section},
        value::{Chosen, Key, Row},
    },
    text::t,
};

/// Seeing ([`disability::DIFFICULTY`], like the eight that follow).
pub const SEEING: Key<Chosen> = Key::new(2);
/// Hearing.
pub const HEARING: Key<Chosen> = Key::new(3);
/// Walking and climbing stairs.
pub const WALKING: Key<Chosen> = Key::new(4);
/// Moving hands and fingers.
pub const HANDS: Key<Chosen> = Key::new(5);
/// Learning.
pub const LEARNING: Key<Chosen> = Key::new(6);
/// Keeping feelings and behaviour in hand.
pub const BEHAVIOUR: Key<Chosen> = Key::new(7);
/// Speaking and understanding.
pub const SPEAKING: Key<Chosen> = Key::new(8);
/// Looking after oneself.
pub const SELF_CARE: Key<Chosen> = Key::new(9);
/// Remembering.
pub const REMEMBERING: Key<Chosen> = Key::new(10);
/// Which kinds of disability ([`disability::KIND`]).
pub const KINDS: Key<Vec<u16>> = Key::new(11);
/// Since when ([`disability::SINCE`]).
pub const SINCE: Key<Chosen> = Key::new(12);
/// How far the person manages alone ([`disability::INDEPENDENCE`]).
pub const INDEPENDENCE: Key<Chosen> = Key::new(13);
/// Who looks after the person ([`disability::CARER`]).
pub const CARER: Key<Chosen> = Key::new(14);
/// How old that one is.
pub const CARER_AGE: Key<i64> = Key::new(15);
/// There is a letter or card on the disability.
pub const HAS_CARD: Key<bool> = Key::new(16);
/// There is a device.
pub const HAS_DEVICE: Key<bool> = Key::new(17);
/// Devices that are there: rows of [`DEVICE`], [`CONDITION`] and [`DEVICE_SOURCE`].
pub const DEVICES: Key<Vec<Row>> = Key::new(18);
/// A device is needed.
pub const NEEDS_DEVICE: Key<bool> = Key::new(19);
/// Devices that are needed: rows of [`DEVICE`], [`QUANTITY`] and, for a wheelchair, the measures.
pub const NEEDED: Key<Vec<Row>> = Key::new(20);
/// In a row: which device ([`disability::DEVICE`]).
pub const DEVICE: Key<Chosen> = Key::new(1);
/// In a row of [`DEVICES`]: how it is ([`disability::CONDITION`]).
pub const CONDITION: Key<Chosen> = Key::new(2);
/// In a row of [`DEVICES`]: where it came from ([`disability::DEVICE_SOURCE`]).
pub const DEVICE_SOURCE: Key<Chosen> = Key::new(3);
/// In a row of [`NEEDED`]: how many.
pub const QUANTITY: Key<i64> = Key::new(4);
/// In a row of [`NEEDED`]: the person's weight in grams.
pub const WEIGHT: Key<i64> = Key::new(5);
/// In a row of [`NEEDED`]: the person's height in 0.1 mm.
pub const HEIGHT: Key<i64> = Key::new(6);
/// In a row of [`NEEDED`]: the width of the hips in 0.1 mm.
pub const HIP_WIDTH: Key<i64> = Key::new(7);
/// In a row of [`NEEDED`]: which other device.
pub const OTHER_DEVICE: Key<String> = Key::new(8);
/// Whether there is therapy ([`disability::THERAPY`]).
pub const THERAPY: Key<Chosen> = Key::new(21);
/// What the person does by day ([`disability::ACTIVITY`]).
pub const ACTIVITY: Key<Chosen> = Key::new(22);
/// What the person receives ([`disability::AID`]).
pub const AID: Key<Vec<u16>> = Key::new(23);
/// What is proposed ([`disability::PROPOSAL`]).
pub const PROPOSALS: Key<Vec<u16>> = Key::new(24);
/// What the record says in one line ([`disability::SUMMARY`]); computed.
pub const SUMMARY: Key<Chosen> = Key::new(40);
/// What follows from the answers ([`disability::HINT`]); computed.
pub const HINTS: Key<Vec<u16>> = Key::new(41);

/// Disability and assistive devices.
pub static DISABILITAS: FormKind = FormKind {
    id: KindId(16),
    name: "disabilitas",
    version: 2,
    title: t("Disabilitas & alat bantu", "Disability and devices"),
    pictogram: Pictogram::Wheelchair,
    purpose: t(
        "Untuk orang yang sulit melihat, mendengar, bergerak, berpikir atau bicara.",
        "For people who find it hard to see, hear, move, think or speak.",
    ),
    sections: &[
        Section {
            fields: &[subject::question(
                t("Orang dengan disabilitas", "Person with a disability"),
                &questions::SUBJECT_FIELDS,
            )],
            ..subject::SECTION
        },
        Section {
            name: "kesulitan_tubuh",
            title: t("Kesulitan: indra dan gerak", "Difficulties: senses and movement"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::BODY_FIELDS,
        },
        Section {
            name: "kesulitan_lain",
            title: t("Kesulitan: belajar dan sehari-hari", "Difficulties: learning, daily life"),
            relevant: questions::OLD_ENOUGH,
            is_folded: false,
            fields: &questions::MIND_FIELDS,
        },
        Section {
            name: "ragam",
            title: t("Ragam dan pendamping", "Kind, and who helps"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::KIND_FIELDS,
        },
        Section {
            name: "alat",
            title: t("Alat yang sudah ada", "Devices that are there"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::OWNED_FIELDS,
        },
        Section {
            name: "alat_perlu",
            title: t("Alat yang dibutuhkan", "Devices that are needed"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::NEEDED_FIELDS,
        },
        Section {
            name: "layanan",
            title: t("Layanan dan foto", "Services and photos"),
            relevant: Cond::Always,
            is_folded: true,
            fields: &questions::SERVICE_FIELDS,
        },
        Section {
            name: "usulan",
            title: t("Hasil dan usulan", "Result and proposal"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &result::FIELDS,
        },
    ],
    subject: &[&[SUBJECT.tag, person::NAME.tag]],
    nik: Some(&[SUBJECT.tag, person::NIK.tag]),
    to_follow: &[(&[SUBJECT.tag, person::NO_NIK.tag], lists::NOT_SEEN_YET)],
    compute: Some(result::compute),
    headline: Some(Headline {
        field: SUMMARY.tag,
        well: &[],
        attention: &[
            disability::SUMMARY_DEPENDS,
            disability::SUMMARY_DEVICE,
            disability::SUMMARY_UNCHECKED,
        ],
        why: Some(result::why),
    }),
    ..FormKind::PLAIN
};
