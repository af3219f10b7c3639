//! Social assistance (bansos): should this family keep receiving, begin to, or stop?
//!
//! The proposal comes first and decides the length. Keeping is six answers at most; removing,
//! replacing and correcting ask for a reason; only a new family is asked about house, belongings and
//! criteria, section by section, and may be sent before that is complete.

mod house;
mod members;
mod questions;
mod rules;
#[cfg(test)]
pub(super) mod tests;

use super::{lists, person};
use crate::{
    form::{
        model::{Cond, Field, FormKind, Headline, Kind, KindId, Pictogram, Section},
        value::{Chosen, Key, Row, Tag, Values},
    },
    text::t,
};

/// What is proposed ([`super::lists::assistance::PROPOSAL`]).
pub const PROPOSAL: Key<Chosen> = Key::new(1);
/// The recipient or future recipient: a group of [`person`] fields.
pub const SUBJECT: Key<Values> = Key::new(2);
/// The family still lives here.
pub const STILL_HERE: Key<bool> = Key::new(3);
/// Something has changed in the family.
pub const CHANGED: Key<bool> = Key::new(4);
/// What has changed ([`super::lists::assistance::CHANGE`]).
pub const CHANGES: Key<Vec<u16>> = Key::new(5);
/// Why to remove ([`super::lists::assistance::REASON_REMOVE`]).
pub const REASON_REMOVE: Key<Chosen> = Key::new(6);
/// Why to replace ([`super::lists::assistance::REASON_REPLACE`]).
pub const REASON_REPLACE: Key<Chosen> = Key::new(7);
/// Why to correct ([`super::lists::assistance::REASON_CORRECT`]).
pub const REASON_CORRECT: Key<Chosen> = Key::new(8);
/// The reason in words.
pub const EXPLANATION: Key<String> = Key::new(9);
/// When the recipient died.
pub const DIED_ON: Key<crate::day::Day> = Key::new(10);
/// Where the recipient moved to ([`super::lists::assistance::DESTINATION`]).
pub const DESTINATION: Key<Chosen> = Key::new(11);
/// Who takes over: a group of [`person`] fields.
pub const SUCCESSOR: Key<Values> = Key::new(12);
/// Programmes: rows of [`PROGRAM`], [`PARTICIPATION`] and [`LAST_MONTH`].
pub const PROGRAMS: Key<Vec<Row>> = Key::new(13);
/// In a row: the programme ([`super::lists::assistance::PROGRAM`]).
pub const PROGRAM: Key<Chosen> = Key::new(1);
/// In a row: how it stands ([`super::lists::assistance::PARTICIPATION`]).
pub const PARTICIPATION: Key<Chosen> = Key::new(2);
/// In a row: the last month in which something came.
pub const LAST_MONTH: Key<i64> = Key::new(3);
/// The rank that BPS gave, where somebody has seen it.
pub const DECILE: Key<i64> = Key::new(14);
/// The last four digits of the KKS card.
pub const KKS_END: Key<String> = Key::new(15);
/// The number in PKH, where somebody has seen it.
pub const PKH_NUMBER: Key<String> = Key::new(43);
/// The number in DTKS, the social register, where somebody has seen it.
pub const DTKS_ID: Key<String> = Key::new(44);
/// The family receives something already.
pub const RECEIVES: Key<bool> = Key::new(16);
/// How many people live on the family card; typed up to version 2.
pub const MEMBERS: Key<i64> = Key::new(17);
/// The work of the head ([`super::lists::house::WORK`]).
pub const WORK: Key<Chosen> = Key::new(18);
/// What the family earns ([`super::lists::house::INCOME`]).
pub const INCOME: Key<Chosen> = Key::new(19);
/// Whose house it is ([`super::lists::house::TENURE`]).
pub const TENURE: Key<Chosen> = Key::new(20);
/// Floor area in m².
pub const FLOOR_AREA: Key<i64> = Key::new(22);
/// The floor ([`super::lists::house::FLOOR`]).
pub const FLOOR: Key<Chosen> = Key::new(23);
/// The walls ([`super::lists::house::WALL`]).
pub const WALL: Key<Chosen> = Key::new(24);
/// The drinking water ([`super::lists::house::WATER`]).
pub const WATER: Key<Chosen> = Key::new(26);
/// The light ([`super::lists::house::LIGHTING`]).
pub const LIGHTING: Key<Chosen> = Key::new(28);
/// The power of the meter ([`super::lists::house::POWER`]).
pub const POWER: Key<Chosen> = Key::new(29);
/// The toilet ([`super::lists::house::TOILET`]).
pub const TOILET: Key<Chosen> = Key::new(31);
/// What the family owns ([`super::lists::assistance::ASSET`]).
pub const ASSETS: Key<Vec<u16>> = Key::new(34);
/// The criteria that hold ([`super::lists::assistance::CRITERION`]).
pub const CRITERIA: Key<Vec<u16>> = Key::new(41);
/// Send it although house, belongings or criteria are not complete.
pub const SEND_INCOMPLETE: Key<bool> = Key::new(42);
/// Who was born, died, moved ([`super::lists::assistance::CHANGE_OF_MEMBERS`]).
pub const CHANGED_MEMBERS: Key<Vec<u16>> = Key::new(45);
/// The new address.
pub const CHANGED_ADDRESS: Key<String> = Key::new(46);
/// The new work of the head ([`super::lists::house::WORK`]).
pub const CHANGED_WORK: Key<Chosen> = Key::new(47);
/// What is new about house or belongings.
pub const CHANGED_HOUSE: Key<String> = Key::new(48);
/// The identity cards show the address where the family lives.
pub const SAME_ADDRESS: Key<bool> = Key::new(49);
/// Floor area per person in 0.01 m², rounded down.
pub const AREA_PER_HEAD: Key<i64> = Key::new(50);
/// The same against two lines ([`super::lists::house::AREA_HINT`]).
pub const AREA_HINT: Key<Chosen> = Key::new(51);
/// Why no decile is written down ([`super::lists::assistance::NO_DECILE`]).
pub const NO_DECILE: Key<Chosen> = Key::new(52);
/// The people of the family: rows of [`super::family::member`].
pub const PEOPLE: Key<Vec<Row>> = Key::new(53);
/// Where they were read ([`super::lists::NIK_SOURCE`]).
pub const PEOPLE_SOURCE: Key<Chosen> = Key::new(54);
/// How many they are; computed.
pub const N_PEOPLE: Key<i64> = Key::new(55);
/// The family objects to what is said of it.
pub const OBJECTS: Key<bool> = Key::new(56);
/// It has signed an objection.
pub const OBJECTION_SIGNED: Key<bool> = Key::new(57);

/// A photo of the front of the house, where the visit has none.
pub const HOUSE_FRONT: Tag = Tag(60);
/// Why there is none ([`super::lists::NO_PHOTO`]).
pub const NO_PHOTO: Key<Chosen> = Key::new(67);

/// Social assistance.
pub static BANSOS: FormKind = FormKind {
    id: KindId(10),
    name: "bansos",
    version: 4,
    title: t("Bantuan sosial", "Social assistance"),
    purpose: t(
        "Untuk penerima bantuan: tetap, baru, dihentikan, diganti atau diperbaiki datanya.",
        "For recipients: keep, propose, remove, replace or correct.",
    ),
    pictogram: Pictogram::Assistance,
    sections: &[
        Section {
            name: "usulan",
            title: t("Usulan", "Proposal"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::PROPOSAL_FIELDS,
        },
        Section {
            name: "subjek",
            title: t("Penerima bantuan", "Recipient"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &[Field::new(
                SUBJECT.tag,
                "subjek",
                Kind::Group(&questions::SUBJECT_FIELDS),
                t("Penerima atau calon penerima", "Recipient or future recipient"),
            )],
        },
        Section {
            name: "perubahan",
            title: t("Apa yang berubah", "What has changed"),
            relevant: questions::CHANGED_KNOWN,
            is_folded: false,
            fields: &questions::CHANGE_FIELDS,
        },
        Section {
            name: "alasan",
            title: t("Alasan", "Reason"),
            relevant: Cond::Any(&[questions::REASONED, questions::CHANGED_OTHER]),
            is_folded: false,
            fields: &questions::REASON_FIELDS,
        },
        Section {
            name: "pengurus_baru",
            title: t("Pengurus baru", "Who takes over"),
            relevant: questions::REPLACING,
            is_folded: false,
            fields: &[Field::new(
                SUCCESSOR.tag,
                "pengurus_baru",
                Kind::Group(&questions::SUCCESSOR_FIELDS),
                t("Pengurus baru", "Who takes over"),
            )],
        },
        Section {
            name: "bantuan",
            title: t("Bantuan yang diterima", "What is received"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &questions::PROGRAM_FIELDS,
        },
        Section {
            name: "foto",
            title: t("Foto rumah", "Photo of the house"),
            relevant: questions::HOUSE_SHOWN,
            is_folded: false,
            fields: &house::PHOTO_FIELDS,
        },
        Section {
            name: "keluarga",
            title: t("Keluarga dan pekerjaan", "Family and work"),
            relevant: questions::NEW,
            is_folded: false,
            fields: &house::FAMILY_FIELDS,
        },
        Section {
            name: "anggota",
            title: t("Anggota keluarga", "Members of the family"),
            relevant: Cond::All(&[Cond::Since(3), questions::NEW]),
            is_folded: false,
            fields: &members::FIELDS,
        },
        Section {
            name: "rumah",
            title: t("Rumah", "House"),
            relevant: questions::NEW,
            is_folded: false,
            fields: &house::BUILDING_FIELDS,
        },
        Section {
            name: "air_listrik",
            title: t("Air, listrik dan dapur", "Water, power and kitchen"),
            relevant: questions::NEW,
            is_folded: false,
            fields: &house::SUPPLY_FIELDS,
        },
        Section {
            name: "jamban",
            title: t("Jamban", "Toilet"),
            relevant: questions::NEW,
            is_folded: false,
            fields: &house::TOILET_FIELDS,
        },
        Section {
            name: "aset",
            title: t("Barang dan ternak", "Belongings and animals"),
            relevant: questions::NEW,
            is_folded: false,
            fields: &house::ASSET_FIELDS,
        },
        Section {
            name: "kriteria",
            title: t("Keadaan keluarga", "How the family lives"),
            relevant: questions::NEW,
            is_folded: false,
            fields: &house::CRITERIA_FIELDS,
        },
    ],
    subject: &[&[SUBJECT.tag, person::NAME.tag]],
    nik: Some(&[SUBJECT.tag, person::NIK.tag]),
    to_follow: &[
        (&[SUBJECT.tag, person::NO_NIK.tag], lists::NOT_SEEN_YET),
        (&[SUCCESSOR.tag, person::NO_NIK.tag], lists::NOT_SEEN_YET),
    ],
    compute: Some(rules::compute),
    headline: Some(Headline { field: PROPOSAL.tag, well: &[], attention: &[], why: None }),
    ..FormKind::PLAIN
};
