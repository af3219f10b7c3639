//! A child that is said not to go to school (anak tidak sekolah, ATS).
//!
//! What was found comes first and decides the length: a child that moved, died or was not found needs
//! a name only; one that learns somewhere is asked where; only a child that is truly out of school is
//! asked how it came, why, and what it would like. Whether somebody "goes to school" as BPS counts it
//! follows from that and is not asked again. After the end of a level the grade is not asked: it is the
//! last one.
//!
//! Pregnancy, children of one's own and trouble with the law are no reasons here. They are confidential
//! (domain G′ 5): "hal pribadi" sends an official.

mod questions;
mod rules;
#[cfg(test)]
pub(super) mod tests;

use super::{lists, lists::school, person, schooling::PUPIL};
use crate::{
    form::{
        model::{Cond, Field, FormKind, Headline, Kind, KindId, Pictogram, Section},
        value::{Chosen, Key, Values},
    },
    text::t,
};

/// What was found ([`school::ATS_RESULT`]).
pub const RESULT: Key<Chosen> = Key::new(2);
/// How it came ([`school::CATEGORY`]).
pub const CATEGORY: Key<Chosen> = Key::new(3);
/// The diploma of the finished level is at hand.
pub const DIPLOMA: Key<bool> = Key::new(9);
/// The year in which the child left school, four digits.
pub const YEAR_LEFT: Key<String> = Key::new(10);
/// Why, one to three ([`school::REASON`]).
pub const REASONS: Key<Vec<u16>> = Key::new(11);
/// The first of several reasons ([`school::REASON`]).
pub const MAIN_REASON: Key<Chosen> = Key::new(12);
/// Another reason in words.
pub const EXPLANATION: Key<String> = Key::new(13);
/// What the child would like ([`school::WISH`]).
pub const WISH: Key<Chosen> = Key::new(14);
/// Receives PIP or did.
pub const PIP: Key<bool> = Key::new(15);
/// Works.
pub const WORKS: Key<bool> = Key::new(16);
/// At what.
pub const JOB: Key<String> = Key::new(17);
/// Married or not ([`super::lists::people::MARITAL`]).
pub const MARITAL: Key<Chosen> = Key::new(18);
/// Has a disability.
pub const DISABILITY: Key<bool> = Key::new(19);
/// Parent or guardian: a group with [`person::NAME`], [`person::RELATION`], [`person::PHONE`].
pub const GUARDIAN: Key<Values> = Key::new(20);
/// Why there is no telephone ([`lists::NO_PHONE`]).
pub const NO_PHONE: Key<Chosen> = Key::new(21);
/// What is done ([`school::ATS_FOLLOW_UP`]).
pub const FOLLOW_UP: Key<Vec<u16>> = Key::new(22);
/// Whether the child goes to school, as BPS counts it ([`super::lists::people::SCHOOLING`]); computed.
pub const STATUS: Key<Chosen> = Key::new(40);
/// What an official should look at ([`school::FLAG`]); computed.
pub const FLAGS: Key<Vec<u16>> = Key::new(41);

/// A child that is said not to go to school.
pub static ATS: FormKind = FormKind {
    id: KindId(13),
    name: "ats",
    version: 1,
    title: t("Anak tidak sekolah", "Child not at school"),
    pictogram: Pictogram::OutOfSchool,
    purpose: t(
        "Untuk anak yang putus, tidak lanjut atau belum pernah sekolah.",
        "For children who left, did not go on or never went to school.",
    ),
    sections: &[
        Section {
            name: "temuan",
            title: t("Yang ditemukan", "What was found"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::RESULT_FIELDS,
        },
        Section {
            name: "anak",
            title: t("Anak", "Child"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &[Field::new(
                PUPIL.tag,
                "anak",
                Kind::Group(&questions::CHILD_FIELDS),
                t("Anak", "Child"),
            )],
        },
        Section {
            name: "sekolah",
            title: t("Sekolah", "School"),
            relevant: Cond::Any(&[questions::OUT, questions::LEARNS]),
            is_folded: false,
            fields: &questions::SCHOOL_FIELDS,
        },
        Section {
            name: "alasan",
            title: t("Alasan dan keinginan", "Reasons and wishes"),
            relevant: questions::OUT,
            is_folded: false,
            fields: &questions::REASON_FIELDS,
        },
        Section {
            name: "keadaan",
            title: t("Keadaan anak", "How the child lives"),
            relevant: questions::OUT,
            is_folded: false,
            fields: &questions::LIFE_FIELDS,
        },
        Section {
            name: "wali",
            title: t("Orang tua atau wali", "Parent or guardian"),
            relevant: questions::OUT,
            is_folded: false,
            fields: &questions::GUARDIAN_SECTION,
        },
        Section {
            name: "tindak_lanjut",
            title: t("Tindak lanjut", "Follow-up"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::FOLLOW_UP_FIELDS,
        },
    ],
    subject: &[&[PUPIL.tag, person::NAME.tag]],
    nik: Some(&[PUPIL.tag, person::NIK.tag]),
    to_follow: &[(&[PUPIL.tag, person::NO_NIK.tag], lists::NOT_SEEN_YET)],
    compute: Some(rules::compute),
    headline: Some(Headline {
        field: RESULT.tag,
        well: &[
            school::RESULT_AT_SCHOOL,
            school::RESULT_PESANTREN,
            school::RESULT_PAKET,
            school::RESULT_FINISHED,
        ],
        attention: &[school::RESULT_OUT],
        why: Some(rules::why),
    }),
    ..FormKind::PLAIN
};
