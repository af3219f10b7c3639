//! The child under five (balita): identity, measures, what the growth standards make of them, and
//! the follow-up.
//!
//! In a posyandu session only the child and its measures are asked. What a parent merely told has no
//! result. The day of measuring is that of the visit unless another is given, which records from a
//! health book must do.

mod measures;
mod questions;
pub mod result;
#[cfg(test)]
pub(super) mod tests;

use super::{lists, lists::child, person, visit};
use crate::{
    day::Day,
    form::{
        model::{Cond, Field, FormKind, Headline, Kind, KindId, Pictogram, Section},
        value::{Chosen, Key, Values},
    },
    text::t,
};
use questions::{
    AT_HOME, BIRTH_FIELDS, CARER_FIELDS, CHILD_FIELDS, CONSENT_FIELDS, MEASURE_FIELDS, MEASURED,
    MORE_MEASURE_FIELDS, SERVICE_FIELDS,
};

/// The child: a group of [`person`] fields.
pub const CHILD: Key<Values> = Key::new(1);
/// Who looks after the child: a group with [`person::NAME`], [`person::RELATION`], [`person::PHONE`].
pub const CARER: Key<Values> = Key::new(2);
/// The day of measuring, where it is not that of the visit.
pub const MEASURED_ON: Key<Day> = Key::new(3);
/// Where the measures come from ([`super::lists::child::SOURCE`]); not asked in a session.
pub const SOURCE: Key<Chosen> = Key::new(4);
/// Weight in grams.
pub const WEIGHT: Key<i64> = Key::new(5);
/// Length or height as read, in 0.1 mm.
pub const LENGTH: Key<i64> = Key::new(6);
/// Lying or standing ([`super::lists::child::POSITION`]).
pub const POSITION: Key<Chosen> = Key::new(7);
/// Circumference of the upper arm in 0.1 mm.
pub const ARM: Key<i64> = Key::new(8);
/// Circumference of the head in 0.1 mm.
pub const HEAD: Key<i64> = Key::new(9);
/// Swelling of both feet.
pub const OEDEMA: Key<bool> = Key::new(10);
/// How the parents of a child in a session agreed ([`lists::CHILD_CONSENT`]).
pub const CHILD_CONSENT: Key<Chosen> = Key::new(18);
/// What is done for the child ([`super::lists::child::FOLLOW_UP`]).
pub const FOLLOW_UP: Key<Vec<u16>> = Key::new(23);

/// Age in days on the day of measuring.
pub const AGE_DAYS: Key<i64> = Key::new(40);
/// Length or height for age × 100.
pub const HAZ: Key<i64> = Key::new(41);
/// Weight for age × 100.
pub const WAZ: Key<i64> = Key::new(42);
/// Weight for length or height × 100.
pub const WHZ: Key<i64> = Key::new(43);
/// Body mass index for age × 100.
pub const BAZ: Key<i64> = Key::new(44);
/// Upper arm for age × 100.
pub const MUACZ: Key<i64> = Key::new(45);
/// Head for age × 100.
pub const HCZ: Key<i64> = Key::new(46);
/// BB/U ([`super::lists::child::WEIGHT_FOR_AGE`]).
pub const WEIGHT_FOR_AGE: Key<Chosen> = Key::new(47);
/// PB/U or TB/U ([`super::lists::child::HEIGHT_FOR_AGE`]).
pub const HEIGHT_FOR_AGE: Key<Chosen> = Key::new(48);
/// BB/PB or BB/TB ([`super::lists::child::WEIGHT_FOR_HEIGHT`]).
pub const WEIGHT_FOR_HEIGHT: Key<Chosen> = Key::new(49);
/// IMT/U ([`super::lists::child::WEIGHT_FOR_HEIGHT`]).
pub const BMI_FOR_AGE: Key<Chosen> = Key::new(50);
/// The arm by its fixed limits ([`super::lists::child::ARM`]).
pub const ARM_CATEGORY: Key<Chosen> = Key::new(51);
/// Results that are hardly possible ([`super::lists::child::FLAGS`]).
pub const FLAGS: Key<Vec<u16>> = Key::new(52);
/// The next step, which screens show before any category ([`super::lists::child::ACTION`]).
pub const ACTION: Key<Chosen> = Key::new(53);
/// [`crate::growth::ALGORITHM_VERSION`] of the results.
pub const ALGORITHM: Key<i64> = Key::new(54);
/// Age in full months on the day of measuring, for people to read.
pub const AGE_MONTHS: Key<i64> = Key::new(55);
/// Which words were read aloud before the parents agreed; computed.
pub const CHILD_NOTICE_READ: Key<i64> = Key::new(56);

/// The child under five.
pub static BALITA: FormKind = FormKind {
    id: KindId(12),
    name: "balita",
    version: 3,
    title: t("Balita", "Child under five"),
    purpose: t(
        "Untuk setiap anak umur 0 sampai 59 bulan yang ditimbang atau diukur.",
        "For each child of 0 to 59 months that is weighed or measured.",
    ),
    pictogram: Pictogram::Child,
    sections: &[
        Section {
            name: "anak",
            title: t("Anak", "Child"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &[Field::new(
                CHILD.tag,
                "anak",
                Kind::Group(&CHILD_FIELDS),
                t("Anak", "Child"),
            )],
        },
        Section {
            name: "persetujuan",
            title: t("Izin", "Consent"),
            relevant: visit::IN_SESSION,
            is_folded: false,
            fields: &CONSENT_FIELDS,
        },
        Section {
            name: "pengasuh",
            title: t("Ibu atau pengasuh", "Mother or carer"),
            relevant: AT_HOME,
            is_folded: false,
            fields: &[Field::new(
                CARER.tag,
                "pengasuh",
                Kind::Group(&CARER_FIELDS),
                t("Ibu atau pengasuh", "Mother or carer"),
            )],
        },
        Section {
            name: "ukuran",
            title: t("Berat dan tinggi", "Weight and height"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &MEASURE_FIELDS,
        },
        Section {
            name: "ukuran_lain",
            title: t("Ukuran lain", "Other measures"),
            relevant: MEASURED,
            is_folded: true,
            fields: &MORE_MEASURE_FIELDS,
        },
        Section {
            name: "kelahiran",
            title: t("Saat lahir", "At birth"),
            relevant: AT_HOME,
            is_folded: true,
            fields: &BIRTH_FIELDS,
        },
        Section {
            name: "layanan",
            title: t("Layanan dan kesehatan", "Services and health"),
            relevant: AT_HOME,
            is_folded: true,
            fields: &SERVICE_FIELDS,
        },
        Section {
            name: "tindak_lanjut",
            title: t("Hasil dan tindak lanjut", "Result and follow-up"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &result::FIELDS,
        },
    ],
    subject: &[&[CHILD.tag, person::NAME.tag]],
    nik: Some(&[CHILD.tag, person::NIK.tag]),
    to_follow: &[(&[CHILD.tag, person::NO_NIK.tag], lists::NOT_SEEN_YET)],
    renews: &[(CHILD_CONSENT.tag, CHILD_NOTICE_READ.tag)],
    strip: &[
        &[CHILD.tag, person::NAME.tag],
        &[CHILD.tag, person::SEX.tag],
        &[CHILD.tag, person::BIRTH.tag],
        &[WEIGHT.tag],
        &[LENGTH.tag],
        &[CHILD_CONSENT.tag],
    ],
    compute: Some(result::compute),
    headline: Some(Headline {
        field: ACTION.tag,
        well: &[child::ACTION_CONTINUE],
        attention: &[
            child::ACTION_REFER_SOON,
            child::ACTION_MEASURE_LYING,
            child::ACTION_MEASURE_AGAIN,
            child::ACTION_CHECK,
        ],
        why: Some(result::why),
    }),
    growth: Some(measures::measured),
    ..FormKind::PLAIN
};
