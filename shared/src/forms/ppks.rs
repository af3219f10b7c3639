//! Orphans, and others who need social welfare (PPKS, Permensos 8/2012).
//!
//! Types that mark a person for life (crime, violence, drugs, trafficking and the like) are not among
//! them: for these an officer is asked in confidence ([`super::perlu_petugas`]). How things are is
//! ticked in a menu, so that nobody writes a story about another person.

mod questions;
mod result;
#[cfg(test)]
pub(super) mod tests;

use super::{
    lists,
    lists::welfare,
    person,
    subject::{self, SUBJECT},
};
use crate::{
    day::Day,
    form::{
        model::{Cond, FormKind, Headline, KindId, Pictogram, Section},
        value::{Chosen, Key, Values},
    },
    text::t,
};

/// To which groups the person belongs ([`welfare::GROUP`]).
pub const GROUPS: Key<Vec<u16>> = Key::new(2);
/// Whether the parents live ([`welfare::PARENTS`]).
pub const PARENTS: Key<Chosen> = Key::new(3);
/// When the father died.
pub const FATHER_DIED_ON: Key<Day> = Key::new(4);
/// When the mother died.
pub const MOTHER_DIED_ON: Key<Day> = Key::new(5);
/// There is a certificate of death.
pub const DEATH_CERTIFICATE: Key<bool> = Key::new(6);
/// Who brings the child up ([`welfare::GUARDIAN`]).
pub const GUARDIAN: Key<Chosen> = Key::new(7);
/// That one by name: a group with [`person::NAME`] and [`person::PHONE`].
pub const GUARDIAN_PERSON: Key<Values> = Key::new(8);
/// The parent who lives has married again.
pub const REMARRIED: Key<bool> = Key::new(9);
/// Whether the child goes to school ([`welfare::SCHOOLING`]).
pub const SCHOOLING: Key<Chosen> = Key::new(10);
/// How it stands with YAPI ([`super::lists::assistance::PARTICIPATION`]).
pub const YAPI: Key<Chosen> = Key::new(11);
/// An old person lives alone.
pub const LIVES_ALONE: Key<bool> = Key::new(12);
/// How far an old person manages alone ([`welfare::DAILY_LIFE`]).
pub const DAILY_LIFE: Key<Chosen> = Key::new(13);
/// How it stands with meals for the old ([`super::lists::assistance::PARTICIPATION`]).
pub const MEALS: Key<Chosen> = Key::new(14);
/// How things are ([`welfare::SITUATION`]).
pub const SITUATION: Key<Vec<u16>> = Key::new(15);
/// Somebody is in danger now.
pub const DANGER: Key<bool> = Key::new(16);
/// Where the person is ([`welfare::WHEREABOUTS`]).
pub const WHEREABOUTS: Key<Chosen> = Key::new(17);
/// To whom it was reported ([`welfare::REPORTED`]).
pub const REPORTED: Key<Vec<u16>> = Key::new(18);
/// What is needed ([`welfare::NEED`]).
pub const NEEDS: Key<Vec<u16>> = Key::new(19);
/// Where the person might be helped ([`welfare::REFERRAL`]).
pub const REFERRALS: Key<Vec<u16>> = Key::new(20);
/// The person or guardian agrees to be referred.
pub const AGREES: Key<bool> = Key::new(21);
/// What the record says in one line ([`welfare::SUMMARY`]); computed.
pub const SUMMARY: Key<Chosen> = Key::new(40);

/// Orphans and others who need social welfare.
pub static PPKS: FormKind = FormKind {
    id: KindId(17),
    name: "ppks",
    version: 1,
    title: t("Anak yatim & PPKS", "Orphans and welfare"),
    pictogram: Pictogram::Care,
    purpose: t(
        "Untuk anak yatim/piatu, lansia terlantar dan orang lain yang perlu bantuan sosial.",
        "For orphans, neglected old people and others who need social welfare.",
    ),
    sections: &[
        Section {
            name: "kelompok",
            title: t("Termasuk kelompok apa?", "Which group?"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::GROUP_FIELDS,
        },
        Section {
            fields: &[subject::question(
                t("Siapa orangnya?", "Who is it?"),
                &questions::SUBJECT_FIELDS,
            )],
            ..subject::SECTION
        },
        Section {
            name: "orang_tua",
            title: t("Orang tua", "The parents"),
            relevant: questions::ORPHAN,
            is_folded: false,
            fields: &questions::PARENT_FIELDS,
        },
        Section {
            name: "pengasuh",
            title: t("Pengasuh dan sekolah", "Guardian and school"),
            relevant: questions::ORPHAN,
            is_folded: false,
            fields: &questions::GUARDIAN_FIELDS,
        },
        Section {
            name: "lansia",
            title: t("Lanjut usia", "Old age"),
            relevant: questions::OLD,
            is_folded: false,
            fields: &questions::OLD_FIELDS,
        },
        Section {
            name: "keadaan",
            title: t("Keadaan sekarang", "How things are"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::CASE_FIELDS,
        },
        Section {
            name: "kebutuhan",
            title: t("Kebutuhan dan rujukan", "Needs and referral"),
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
        attention: &[welfare::SUMMARY_DANGER, welfare::SUMMARY_REFER, welfare::SUMMARY_NO_YAPI],
        why: Some(result::why),
    }),
    ..FormKind::PLAIN
};
