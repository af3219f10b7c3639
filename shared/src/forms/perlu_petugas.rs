//! "An officer is needed": a confidential report, for what a volunteer must not tell (violence, crime,
//! drugs, HIV, trafficking and the like).
//!
//! It says how urgent it is and which way of contact is safe, and nothing else: no name, place, type or
//! story. The office finds out by talking. The report belongs to no visit, so that no family, respondent
//! or consent stands beside it, and once the office has it the phone erases it
//! ([`FormKind::is_confidential`]).

#[cfg(test)]
pub(super) mod tests;

use super::{codes, lists::welfare};
use crate::{
    form::{
        model::{
            Check, Class, Cond, Field, FormKind, Kind, KindId, Pictogram, Ref, Section, TextStyle,
        },
        value::{Chosen, Key, Tag},
    },
    text::t,
};

/// How soon ([`welfare::URGENCY`]).
pub const URGENCY: Key<Chosen> = Key::new(1);
/// Which way of contact is safe ([`welfare::CONTACT`]).
pub const CONTACT: Key<Chosen> = Key::new(2);
/// The telephone to call.
pub const PHONE: Key<i64> = Key::new(3);
/// When and how contact is safe, in words.
pub const SAFE_WAY: Key<String> = Key::new(4);
/// Whoever calls may say from which office.
pub const MAY_NAME_OFFICE: Key<bool> = Key::new(5);

const BY_PHONE: Cond =
    Cond::HasAny(Ref::form(&[CONTACT.tag]), &[welfare::CONTACT_PHONE, welfare::CONTACT_TRUSTED]);
const NOT_BY_REPORTER: Cond = Cond::All(&[
    Cond::Answered(Ref::form(&[CONTACT.tag])),
    Cond::Not(&Cond::Has(Ref::form(&[CONTACT.tag]), welfare::CONTACT_REPORTER)),
]);

static FIELDS: [Field; 9] = [
    Field::new(
        URGENCY.tag,
        "kedaruratan",
        Kind::Choice(&welfare::URGENCY),
        t("Kapan petugas diperlukan?", "How soon is an officer needed?"),
    )
    .required()
    .class(Class::Specific)
    .checks(&[Check::When {
        code: codes::CALL_FIRST,
        cond: Cond::Has(Ref::form(&[URGENCY.tag]), welfare::URGENT_NOW),
        params: &[],
    }]),
    Field::new(
        CONTACT.tag,
        "cara_kontak",
        Kind::Choice(&welfare::CONTACT),
        t("Cara menghubungi yang aman", "A safe way of contact"),
    )
    .hint(t(
        "Jangan memaksa orangnya bercerita. Petugas yang akan bertanya.",
        "Do not make the person tell. The officer will ask.",
    ))
    .required()
    .class(Class::Specific),
    Field::new(
        PHONE.tag,
        "hp",
        Kind::Phone,
        t("Nomor yang aman ditelepon", "A number that is safe"),
    )
    .when(BY_PHONE)
    .required()
    .class(Class::Identity),
    Field::new(
        SAFE_WAY.tag,
        "cara_aman",
        Kind::Text { max: 200, style: TextStyle::Line },
        t("Kapan dan di mana aman?", "When and where is it safe?"),
    )
    .hint(t(
        "Hanya waktu dan tempat bertemu. Jangan menulis nama, penyakit atau kejadian.",
        "Only when and where to meet. No name, illness or event.",
    ))
    .when(NOT_BY_REPORTER)
    .required()
    .class(Class::Specific),
    Field::new(
        MAY_NAME_OFFICE.tag,
        "boleh_sebut_dinas",
        Kind::Bool,
        t("Petugas boleh menyebut Dinas Sosial?", "May the officer name the office?"),
    )
    .hint(t("Orang lain di rumah mungkin ikut mendengar.", "Others in the house may hear it."))
    .when(NOT_BY_REPORTER)
    .required()
    .class(Class::Specific),
    Field::reserved(Tag(60), "foto"),
    Field::reserved(Tag(61), "lokasi"),
    Field::reserved(Tag(62), "tanda_tangan"),
    Field::reserved(Tag(63), "bukti"),
];

/// A confidential report.
pub static PERLU_PETUGAS: FormKind = FormKind {
    id: KindId(18),
    name: "perlu_petugas",
    version: 1,
    title: t("Laporan rahasia", "Confidential report"),
    pictogram: Pictogram::Bell,
    purpose: t(
        "Kekerasan, perkara hukum, narkoba, HIV atau hal lain yang tidak boleh diketahui orang.",
        "Violence, court cases, drugs, HIV and whatever else others must not know.",
    ),
    sections: &[Section {
        name: "petugas",
        title: t("Perlu petugas", "An officer is needed"),
        relevant: Cond::Always,
        is_folded: false,
        fields: &FIELDS,
    }],
    is_confidential: true,
    ..FormKind::PLAIN
};
