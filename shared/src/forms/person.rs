//! Questions about a person, shared by all kinds: a kind lists those it needs in a group.
//!
//! The numbers here mean the same in every group that holds a person. A kind decides by conditions
//! what is asked and what is required; which condition belongs to which question is named after it.

use super::{
    codes, lists,
    visit::{self, VISIT_DAY},
};
use crate::{
    day::Day,
    form::{
        model::{Check, Class, Compared, Cond, Field, Kind, Num, Ref, Scene, TextStyle},
        value::{Chosen, Key, Tag, Value, Values},
    },
    nik::Nik,
    quantity::YEARS,
    text::t,
};

/// The NIK.
pub const NIK: Key<i64> = Key::new(1);
/// Why there is none ([`lists::NO_NIK`]).
pub const NO_NIK: Key<Chosen> = Key::new(2);
/// Where it was read ([`lists::NIK_SOURCE`]).
pub const NIK_SOURCE: Key<Chosen> = Key::new(3);
/// The name.
pub const NAME: Key<String> = Key::new(4);
/// The sex ([`lists::SEX`]).
pub const SEX: Key<Chosen> = Key::new(5);
/// The place of birth.
pub const BIRTHPLACE: Key<String> = Key::new(6);
/// The day of birth.
pub const BIRTH: Key<Day> = Key::new(7);
/// The age in years, where nobody knows the day of birth.
pub const AGE_ABOUT: Key<i64> = Key::new(8);
/// The relation to the head of the family, or what else a kind asks of.
pub const RELATION: Key<Chosen> = Key::new(9);
/// The telephone.
pub const PHONE: Key<i64> = Key::new(10);

/// Who it is in the register: hidden, put where a form is begun from a person who is known there.
pub const REFERENCE: Tag = Tag(11);
/// The NIK is the one that the register has, of which a phone knows the last four digits.
pub const NIK_MATCHES: Key<bool> = Key::new(12);

/// The person is in the register.
const REFERRED: Cond = Cond::Answered(Ref::here(&[REFERENCE]));
/// The NIK of the register holds, so that nobody types it again.
const NIK_KNOWN: Cond = Cond::All(&[REFERRED, Cond::Yes(Ref::here(&[NIK_MATCHES.tag]))]);
/// A NIK was typed.
const NIK_TYPED: Cond = Cond::Number(Ref::here(&[NIK.tag]));
/// The NIK is to be typed: nobody is referred to, or the register has another one or none. A form that is
/// begun from somebody without a NIK has the answer "no" from its start.
const NIK_ASKED: Cond = Cond::Any(&[
    Cond::Not(&REFERRED),
    Cond::No(Ref::here(&[NIK_MATCHES.tag])),
    Cond::All(&[NIK_TYPED, Cond::Not(&NIK_KNOWN)]),
]);
/// A NIK was given: typed, or by the register.
const NIK_GIVEN: Cond = Cond::Any(&[NIK_TYPED, NIK_KNOWN]);
/// There is no NIK by what is answered so far.
pub const WITHOUT_NIK: Cond = Cond::All(&[NIK_ASKED, Cond::Not(&NIK_TYPED)]);
/// Neither a NIK nor a reason why there is none was given.
pub const NIK_OPEN: Cond =
    Cond::Not(&Cond::Any(&[NIK_GIVEN, Cond::Answered(Ref::here(&[NO_NIK.tag]))]));
/// No day of birth was given.
pub const WITHOUT_BIRTH: Cond = Cond::Not(&Cond::Answered(Ref::here(&[BIRTH.tag])));
/// Neither a day of birth nor an age was given.
pub const BIRTH_OPEN: Cond = Cond::Not(&Cond::Any(&[
    Cond::Answered(Ref::here(&[BIRTH.tag])),
    Cond::Answered(Ref::here(&[AGE_ABOUT.tag])),
]));

const NIK_HERE: Num = Num::Of(Ref::here(&[NIK.tag]));
const KK_OF_VISIT: Num = Num::Of(Ref::visit(&[visit::KK.tag]));

/// A person's name: some have nineteen words.
pub const NAME_KIND: Kind = Kind::Text { max: 200, style: TextStyle::Name };

/// Who it is in the register. Every group of a person has it, before the questions.
#[must_use]
pub const fn reference() -> Field {
    let label = t("Orang di register", "Person in the register");
    Field::new(REFERENCE, "orang", Kind::Reference, label).class(Class::Identity)
}

/// Whether the NIK of the register holds; asked of a person who is there, and required as the NIK is.
/// A screen shows the last four digits that the register has, and leaves the question away where it has
/// none.
#[must_use]
pub const fn nik_matches(required: Cond) -> Field {
    let label = t("NIK cocok dengan register?", "Is the NIK as in the register?");
    Field::new(NIK_MATCHES.tag, "nik_cocok", Kind::Bool, label)
        .hint(t("Cocokkan 4 angka terakhir dengan kartu.", "Compare the last 4 digits."))
        .when(REFERRED)
        .required_when(required)
        .compares(Compared::Nik(REFERENCE))
}

/// The NIK; required while `required` holds (see [`NIK_OPEN`]).
#[must_use]
pub const fn nik(required: Cond) -> Field {
    let kind = Kind::Nik { sex: Some(SEX.tag), birth: Some(BIRTH.tag) };
    Field::new(NIK.tag, "nik", kind, t("NIK", "NIK"))
        .hint(t("16 angka di KTP, KIA atau KK.", "16 digits on the identity or family card."))
        .when(NIK_ASKED)
        .required_when(required)
        .either(NO_NIK.tag)
        .class(Class::Identity)
        .checks(&[Check::When {
            code: codes::NIK_IS_KK,
            cond: Cond::All(&[
                Cond::AtMost(NIK_HERE, KK_OF_VISIT),
                Cond::AtMost(KK_OF_VISIT, NIK_HERE),
            ]),
            params: &[],
        }])
}

/// Why there is no NIK; asked while `asked` holds (see [`WITHOUT_NIK`]).
#[must_use]
pub const fn no_nik(asked: Cond) -> Field {
    let label = t("Kalau NIK tidak ada, mengapa?", "If there is no NIK, why?");
    Field::new(NO_NIK.tag, "alasan_tanpa_nik", Kind::Choice(&lists::NO_NIK), label)
        .when(asked)
        .either(NIK.tag)
}

/// Where the NIK was read.
#[must_use]
pub const fn nik_source() -> Field {
    let label = t("NIK dibaca dari mana?", "Where was the NIK read?");
    Field::new(NIK_SOURCE.tag, "sumber_nik", Kind::Choice(&lists::NIK_SOURCE), label)
        .when(NIK_TYPED)
        .required()
        .remembered()
}

/// The name; required while `required` holds.
#[must_use]
pub const fn name(required: Cond) -> Field {
    Field::new(NAME.tag, "nama", NAME_KIND, t("Nama", "Name")).required_when(required)
}

/// The sex; asked and required while the conditions hold. A NIK says it.
#[must_use]
pub const fn sex(asked: Cond, required: Cond) -> Field {
    let label = t("Laki-laki atau perempuan?", "Male or female?");
    Field::new(SEX.tag, "jk", Kind::Choice(&lists::SEX), label)
        .when(asked)
        .required_when(required)
        .suggest(sex_of_nik)
}

/// The place of birth, optional.
#[must_use]
pub const fn birthplace(asked: Cond) -> Field {
    let kind = Kind::Text { max: 50, style: TextStyle::Line };
    Field::new(BIRTHPLACE.tag, "tempat_lahir", kind, t("Tempat lahir", "Place of birth"))
        .when(asked)
}

/// The day of birth; asked and required while the conditions hold (see [`BIRTH_OPEN`]). A NIK says it.
#[must_use]
pub const fn birth(asked: Cond, required: Cond, checks: &'static [Check]) -> Field {
    Field::new(BIRTH.tag, "tgl_lahir", Kind::Day, t("Tanggal lahir", "Date of birth"))
        .when(asked)
        .required_when(required)
        .either(AGE_ABOUT.tag)
        .says_age()
        .suggest(birth_of_nik)
        .checks(checks)
}

/// The age in years for a grown-up whose day of birth is not known.
#[must_use]
pub const fn age_about(asked: Cond) -> Field {
    let kind = Kind::Int { min: 0, max: 120, unit: YEARS };
    let label = t("Atau perkiraan umur", "Or the age, about");
    Field::new(AGE_ABOUT.tag, "perkiraan_umur", kind, label)
        .example(60)
        .hint(t("Bila tanggal lahir tidak diketahui.", "If the date of birth is not known."))
        .when(asked)
        .either(BIRTH.tag)
}

/// The relation to the head of the family.
#[must_use]
pub const fn relation(asked: Cond) -> Field {
    let label = t("Hubungan dengan kepala keluarga", "Relation to the head of the family");
    Field::new(RELATION.tag, "shdk", Kind::Choice(&lists::RELATION), label).when(asked).required()
}

/// The telephone, optional.
#[must_use]
pub const fn phone() -> Field {
    Field::new(PHONE.tag, "hp", Kind::Phone, t("Nomor HP/WA", "Telephone")).class(Class::Identity)
}

/// The date of birth is after the visit.
pub const BORN_AFTER_VISIT: Check = Check::When {
    code: codes::BIRTH_AFTER_VISIT,
    cond: Cond::Less(VISIT_DAY, Num::Of(Ref::here(&[BIRTH.tag]))),
    params: &[],
};

/// The sex that the NIK beside it says.
fn sex_of_nik(_scene: &Scene<'_>, here: &Values) -> Option<Value> {
    let nik = Nik::from_number(here.get(NIK)?).ok()?;
    nik.sex().map(|sex| Value::Choice(sex.code()))
}

/// The day of birth that the NIK beside it says; of the two centuries the later one that is possible.
fn birth_of_nik(scene: &Scene<'_>, here: &Values) -> Option<Value> {
    let nik = Nik::from_number(here.get(NIK)?).ok()?;
    nik.birth(scene.world.today, None).map(Value::Day)
}
