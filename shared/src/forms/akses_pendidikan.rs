//! Access to schooling: what a pupil needs, what it costs, what may make it leave, and what is
//! proposed.
//!
//! Whether the pupil goes to school comes first: who does not belongs into the form on children not at
//! school. Nothing here depends on a decile, whose limits are in dispute (domain G″ 15); it is noted
//! where Sekolah Rakyat is proposed and somebody has seen it.

mod questions;
mod rules;
#[cfg(test)]
pub(super) mod tests;

use super::{lists, person, schooling::PUPIL};
use crate::{
    form::{
        model::{Cond, Field, FormKind, Headline, Kind, KindId, Pictogram, Section},
        value::{Chosen, Key},
    },
    text::t,
};

/// Whether the pupil goes to school ([`super::lists::school::PUPIL`]).
pub const STATE: Key<Chosen> = Key::new(2);
/// Wants help by KIP Kuliah.
pub const KIP_UNIVERSITY: Key<bool> = Key::new(9);
/// What is needed ([`super::lists::school::NEED`]).
pub const NEEDS: Key<Vec<u16>> = Key::new(10);
/// Another need in words.
pub const EXPLANATION: Key<String> = Key::new(11);
/// Fees that are owed, in rupiah.
pub const ARREARS: Key<i64> = Key::new(12);
/// The school keeps the diploma.
pub const DIPLOMA_HELD: Key<bool> = Key::new(13);
/// How it stands with PIP ([`super::lists::assistance::PARTICIPATION`]).
pub const PIP: Key<Chosen> = Key::new(14);
/// Has a KIP card.
pub const HAS_KIP: Key<bool> = Key::new(15);
/// The account for PIP is active.
pub const ACCOUNT_ACTIVE: Key<bool> = Key::new(16);
/// What may make the pupil leave ([`super::lists::school::RISK`]).
pub const RISKS: Key<Vec<u16>> = Key::new(17);
/// How far the school is, in 100 m.
pub const DISTANCE: Key<i64> = Key::new(19);
/// How the pupil gets there ([`super::lists::school::TRANSPORT`]).
pub const TRANSPORT: Key<Chosen> = Key::new(20);
/// Has special needs.
pub const SPECIAL_NEEDS: Key<bool> = Key::new(21);
/// What is proposed ([`super::lists::school::PROPOSAL`]).
pub const PROPOSAL: Key<Chosen> = Key::new(22);
/// What else is proposed ([`super::lists::school::PROPOSAL`]).
pub const OTHER_PROPOSALS: Key<Vec<u16>> = Key::new(23);
/// The rank that BPS gave, where somebody has seen it.
pub const DECILE: Key<i64> = Key::new(24);
/// What an official should look at ([`super::lists::school::FLAG`]); computed.
pub const FLAGS: Key<Vec<u16>> = Key::new(40);

/// Access to schooling.
pub static AKSES_PENDIDIKAN: FormKind = FormKind {
    id: KindId(15),
    name: "akses_pendidikan",
    version: 2,
    title: t("Akses pendidikan", "Access to schooling"),
    pictogram: Pictogram::School,
    purpose: t(
        "Untuk siswa yang sulit biaya, terancam berhenti, atau ingin kuliah.",
        "For pupils who cannot pay, may leave, or want to study on.",
    ),
    sections: &[
        Section {
            name: "sekolah",
            title: t("Sekolah", "School"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::SCHOOL_FIELDS,
        },
        Section {
            name: "siswa",
            title: t("Siswa", "Pupil"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &[Field::new(
                PUPIL.tag,
                "siswa",
                Kind::Group(&questions::PUPIL_FIELDS),
                t("Siswa", "Pupil"),
            )],
        },
        Section {
            name: "kebutuhan",
            title: t("Kebutuhan dan biaya", "Needs and costs"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::NEED_FIELDS,
        },
        Section {
            name: "pip",
            title: t("PIP/KIP", "PIP and KIP"),
            relevant: questions::MAY_HAVE_PIP,
            is_folded: false,
            fields: &questions::PIP_FIELDS,
        },
        Section {
            name: "risiko",
            title: t("Risiko dan jarak", "Risks and distance"),
            relevant: questions::AT_SCHOOL,
            is_folded: true,
            fields: &questions::RISK_FIELDS,
        },
        Section {
            name: "usulan",
            title: t("Usulan", "Proposal"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::PROPOSAL_FIELDS,
        },
    ],
    subject: &[&[PUPIL.tag, person::NAME.tag]],
    nik: Some(&[PUPIL.tag, person::NIK.tag]),
    to_follow: &[(&[PUPIL.tag, person::NO_NIK.tag], lists::NOT_SEEN_YET)],
    compute: Some(rules::compute),
    headline: Some(Headline {
        field: PROPOSAL.tag,
        well: &[],
        attention: &[],
        why: Some(rules::why),
    }),
    ..FormKind::PLAIN
};
