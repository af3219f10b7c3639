//! The people of a new family: what SIKS-NG asks of each.

use super::{N_PEOPLE, PEOPLE, PEOPLE_SOURCE, house::COMPLETE, rules};
use crate::{
    form::model::{Check, Field, Kind, Shown},
    forms::{codes, family, lists},
    text::t,
};

static MEMBER: [Field; 16] = family::member(COMPLETE);

static CHECKS: [Check; 6] = {
    let [no_head, two_heads, older, number, person] = family::WHOLE;
    let subject =
        Check::Rule { code: codes::SUBJECT_NOT_A_MEMBER, rule: rules::subject_not_a_member };
    [no_head, two_heads, older, number, person, subject]
};

pub(super) static FIELDS: [Field; 3] = [
    Field::new(
        PEOPLE_SOURCE.tag,
        "sumber_anggota",
        Kind::Choice(&lists::NIK_SOURCE),
        t("Data anggota dibaca dari mana?", "Where were the members read?"),
    )
    .since(3)
    .required_when(COMPLETE)
    .remembered(),
    Field::new(
        PEOPLE.tag,
        "anggota",
        Kind::Rows {
            fields: &MEMBER,
            min: 1,
            max: family::MEMBERS_MAX,
            item: t("Anggota", "Member"),
        },
        t("Anggota keluarga", "Members of the family"),
    )
    .hint(t("Semua yang tercatat di KK.", "All on the family card."))
    .since(3)
    .required()
    .suggest(rules::begin_with_subject)
    .checks(&CHECKS),
    Field::new(
        N_PEOPLE.tag,
        "jumlah_orang",
        Kind::Computed(Shown::Number { scale: 0 }),
        t("Jumlah anggota keluarga", "Members of the family"),
    )
    .since(3),
];
