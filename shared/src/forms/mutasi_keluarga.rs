//! Changes in a family (mutasi keluarga): births, deaths, moves, marriages, cards, corrections.
//!
//! What has changed comes first and decides what is asked. The day of a birth is that of the child's
//! birth; a correction has no day.

mod questions;
mod rules;
#[cfg(test)]
pub(super) mod tests;

use super::{lists, person};
use crate::{
    day::Day,
    form::{
        model::{Cond, Field, FormKind, Headline, KindId, Pictogram, Section},
        value::{Chosen, Key, Row, Values},
    },
    text::{Text, t},
};

/// What has changed ([`super::lists::change::KIND`]).
pub const KIND: Key<Chosen> = Key::new(1);
/// When; of a birth see [`BABY`].
pub const EVENT: Key<Day> = Key::new(2);
/// Whom it is about: a group of [`person`] fields; not asked of births and of cards.
pub const SUBJECT: Key<Values> = Key::new(3);
/// The new head, of the family or of the other card: a group of [`person`] fields.
pub const NEW_HEAD: Key<Values> = Key::new(4);
/// The child that was born: a group of [`person`] fields.
pub const BABY: Key<Values> = Key::new(5);
/// Weight at birth in grams.
pub const BIRTH_WEIGHT: Key<i64> = Key::new(6);
/// Length at birth in 0.1 mm.
pub const BIRTH_LENGTH: Key<i64> = Key::new(7);
/// Where the child was born ([`super::lists::change::BIRTH_PLACE`]).
pub const BIRTH_PLACE: Key<Chosen> = Key::new(8);
/// Who helped ([`super::lists::change::BIRTH_HELP`]).
pub const BIRTH_HELP: Key<Chosen> = Key::new(9);
/// There is a birth certificate.
pub const BIRTH_PAPER: Key<bool> = Key::new(10);
/// The child is on the family card.
pub const ON_CARD: Key<bool> = Key::new(11);
/// The mother: a group of [`person`] fields.
pub const MOTHER: Key<Values> = Key::new(12);
/// The father: a group of [`person`] fields.
pub const FATHER: Key<Values> = Key::new(13);
/// Why somebody died ([`super::lists::change::CAUSE`]).
pub const CAUSE: Key<Chosen> = Key::new(14);
/// There is a death certificate.
pub const DEATH_PAPER: Key<bool> = Key::new(15);
/// Others are left on the family card.
pub const HEIRS: Key<bool> = Key::new(16);
/// The dead received social assistance.
pub const RECEIVED: Key<bool> = Key::new(17);
/// Where to ([`super::lists::assistance::DESTINATION`]).
pub const DESTINATION: Key<Chosen> = Key::new(18);
/// Where from ([`super::lists::assistance::DESTINATION`]).
pub const ORIGIN: Key<Chosen> = Key::new(19);
/// The name of the place, as people say it.
pub const PLACE: Key<String> = Key::new(20);
/// The whole family moves.
pub const WHOLE_FAMILY: Key<bool> = Key::new(21);
/// There is a moving letter (SKPWNI).
pub const MOVE_PAPER: Key<bool> = Key::new(22);
/// Why ([`super::lists::change::MOVE_REASON`]).
pub const MOVE_REASON: Key<Chosen> = Key::new(23);
/// Husband or wife: a group of [`person`] fields.
pub const PARTNER: Key<Values> = Key::new(24);
/// Where from ([`super::lists::change::PARTNER_FROM`]).
pub const PARTNER_FROM: Key<Chosen> = Key::new(25);
/// There is a marriage certificate.
pub const MARRIAGE_PAPER: Key<bool> = Key::new(26);
/// A court gave leave to marry below 19.
pub const LEAVE: Key<bool> = Key::new(27);
/// How the marriage ended ([`super::lists::change::DIVORCE`]).
pub const DIVORCE: Key<Chosen> = Key::new(28);
/// There is a paper on it.
pub const DIVORCE_PAPER: Key<bool> = Key::new(29);
/// The card before.
pub const OLD_KK: Key<i64> = Key::new(30);
/// Why its number is not known ([`lists::NO_KK`]).
pub const NO_OLD_KK: Key<Chosen> = Key::new(31);
/// The card after, where there is one already.
pub const NEW_KK: Key<i64> = Key::new(32);
/// Who else goes along: rows of [`super::family::identity`].
pub const PEOPLE: Key<Vec<Row>> = Key::new(33);
/// Why somebody else is the head ([`super::lists::change::HEAD_REASON`]).
pub const HEAD_REASON: Key<Chosen> = Key::new(34);
/// It was reported to village or police.
pub const REPORTED: Key<bool> = Key::new(35);
/// What is corrected ([`super::lists::change::ELEMENT`]).
pub const ELEMENT: Key<Chosen> = Key::new(36);
/// What stands now.
pub const OLD_VALUE: Key<String> = Key::new(37);
/// What is right.
pub const NEW_VALUE: Key<String> = Key::new(38);
/// The right NIK.
pub const NEW_NIK: Key<i64> = Key::new(39);
/// The right day of birth.
pub const NEW_BIRTH: Key<Day> = Key::new(40);
/// Which papers show it ([`super::lists::change::PAPER`]).
pub const PAPERS: Key<Vec<u16>> = Key::new(41);
/// In words.
pub const EXPLANATION: Key<String> = Key::new(42);
/// What the weight at birth hints at ([`super::lists::change::BIRTH_WEIGHT`]); computed.
pub const WEIGHT_HINT: Key<Chosen> = Key::new(50);

/// The day on which it happened.
#[must_use]
pub fn event_day(values: &Values) -> Option<Day> {
    values.get(EVENT).or_else(|| values.group(BABY.tag)?.get(person::BIRTH))
}

const fn section(
    name: &'static str,
    title: Text,
    relevant: Cond,
    fields: &'static [Field],
) -> Section {
    Section { name, title, relevant, is_folded: false, fields }
}

/// Changes in a family.
pub static MUTASI_KELUARGA: FormKind = FormKind {
    id: KindId(11),
    name: "mutasi_keluarga",
    version: 2,
    title: t("Perubahan keluarga", "Change in the family"),
    pictogram: Pictogram::Family,
    purpose: t(
        "Untuk yang lahir, meninggal, pindah, kawin, cerai, ganti KK, atau datanya salah.",
        "For births, deaths, moves, marriages, new family cards and wrong data.",
    ),
    sections: &[
        section("perubahan", t("Perubahan", "Change"), Cond::Always, &questions::CHANGE_FIELDS),
        section(
            "orang",
            t("Orang yang bersangkutan", "Person"),
            questions::ABOUT_SOMEBODY,
            &questions::SUBJECT_SECTION,
        ),
        section("bayi", t("Bayi", "Child"), questions::BORN, &questions::BABY_SECTION),
        section("kelahiran", t("Kelahiran", "Birth"), questions::BORN, &questions::BIRTH_FIELDS),
        section("ibu", t("Ibu", "Mother"), questions::BORN, &questions::MOTHER_SECTION),
        Section {
            name: "ayah",
            title: t("Ayah", "Father"),
            relevant: questions::BORN,
            is_folded: true,
            fields: &questions::FATHER_SECTION,
        },
        section("kematian", t("Kematian", "Death"), questions::DIED, &questions::DEATH_FIELDS),
        section("pindah", t("Pindah", "Move"), questions::ON_THE_WAY, &questions::MOVE_FIELDS),
        section(
            "pasangan",
            t("Suami atau istri", "Husband or wife"),
            questions::MARRIED,
            &questions::PARTNER_SECTION,
        ),
        section(
            "pernikahan",
            t("Pernikahan", "Marriage"),
            questions::MARRIED,
            &questions::MARRIAGE_FIELDS,
        ),
        section(
            "perceraian",
            t("Perceraian", "Divorce"),
            questions::DIVORCED,
            &questions::DIVORCE_FIELDS,
        ),
        section(
            "kartu",
            t("Kartu keluarga", "Family card"),
            questions::CARDS,
            &questions::CARD_FIELDS,
        ),
        section(
            "kepala_baru",
            t("Kepala keluarga yang baru", "New head of the family"),
            questions::HAS_NEW_HEAD,
            &questions::NEW_HEAD_SECTION,
        ),
        section(
            "anggota",
            t("Anggota yang ikut", "Who goes along"),
            questions::WITH_OTHERS,
            &questions::PEOPLE_FIELDS,
        ),
        section("laporan", t("Laporan", "Report"), questions::GONE, &questions::REPORT_FIELDS),
        section(
            "perbaikan",
            t("Data yang diperbaiki", "What is corrected"),
            questions::CORRECTED,
            &questions::CORRECTION_FIELDS,
        ),
        Section {
            name: "keterangan",
            title: t("Keterangan lain", "More to say"),
            relevant: questions::CHOSEN,
            is_folded: true,
            fields: &questions::MORE_FIELDS,
        },
    ],
    subject: &[
        &[SUBJECT.tag, person::NAME.tag],
        &[BABY.tag, person::NAME.tag],
        &[NEW_HEAD.tag, person::NAME.tag],
    ],
    nik: Some(&[SUBJECT.tag, person::NIK.tag]),
    to_follow: &[
        (&[SUBJECT.tag, person::NO_NIK.tag], lists::NOT_SEEN_YET),
        (&[MOTHER.tag, person::NO_NIK.tag], lists::NOT_SEEN_YET),
        (&[PARTNER.tag, person::NO_NIK.tag], lists::NOT_SEEN_YET),
        (&[NO_OLD_KK.tag], lists::NOT_SEEN_YET),
        (&[NEW_HEAD.tag, person::NO_NIK.tag], lists::NOT_SEEN_YET),
    ],
    compute: Some(rules::compute),
    headline: Some(Headline { field: KIND.tag, well: &[], attention: &[], why: None }),
    ..FormKind::PLAIN
};
