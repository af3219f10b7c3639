//! What is needed, and what the answers come to.

use super::{AGREES, DANGER, GROUPS, NEEDS, REFERRALS, SUMMARY, YAPI, questions::ORPHAN};
use crate::{
    form::{
        model::{Class, Cond, Field, Kind, Ref, Scene, Shown},
        value::{Chosen, Tag, Value, Values},
    },
    forms::lists::welfare,
    text::{Text, t},
};

/// Somewhere to be referred to is named.
const REFERRED: Cond = Cond::All(&[
    Cond::Answered(Ref::form(&[REFERRALS.tag])),
    Cond::Not(&Cond::Has(Ref::form(&[REFERRALS.tag]), welfare::REFER_NOWHERE)),
]);

pub(super) static FIELDS: [Field; 8] = [
    Field::new(
        NEEDS.tag,
        "kebutuhan",
        Kind::Choices { list: &welfare::NEED, none: Some(welfare::NEED_NOTHING) },
        t("Apa yang dibutuhkan?", "What is needed?"),
    )
    .required()
    .class(Class::Specific),
    Field::new(
        REFERRALS.tag,
        "rujukan",
        Kind::Choices { list: &welfare::REFERRAL, none: Some(welfare::REFER_NOWHERE) },
        t("Diusulkan dirujuk ke mana?", "Refer to whom?"),
    )
    .hint(t("Petugas yang memutuskan.", "The office decides.")),
    Field::new(
        AGREES.tag,
        "setuju_dirujuk",
        Kind::Bool,
        t("Orangnya atau walinya setuju?", "Does the person or guardian agree?"),
    )
    .when(REFERRED)
    .required(),
    Field::new(
        SUMMARY.tag,
        "ringkasan",
        Kind::Computed(Shown::Choice(&welfare::SUMMARY)),
        t("Ringkasan", "Summary"),
    )
    .class(Class::Specific)
    .shown_as_result(),
    Field::reserved(Tag(60), "foto"),
    Field::reserved(Tag(61), "lokasi"),
    Field::reserved(Tag(62), "tanda_tangan"),
    Field::reserved(Tag(63), "bukti"),
];

/// The summary: the gravest thing first.
pub(super) fn compute(scene: &Scene<'_>) -> Vec<(Tag, Option<Value>)> {
    let (values, holds) = (scene.values, |cond| scene.holds(scene.values, cond));
    let needs = values.get(NEEDS).unwrap_or_default();
    let has_yapi = values.get(YAPI) == Some(Chosen(welfare::YAPI_RECEIVES));
    let summary = match () {
        () if values.get(GROUPS).is_none_or(|groups| groups.is_empty()) => None,
        () if values.get(DANGER) == Some(true) => Some(welfare::SUMMARY_DANGER),
        () if holds(REFERRED) => Some(welfare::SUMMARY_REFER),
        () if holds(ORPHAN) && values.get(YAPI).is_some() && !has_yapi => {
            Some(welfare::SUMMARY_NO_YAPI)
        }
        () if needs.iter().any(|need| *need != welfare::NEED_NOTHING) => {
            Some(welfare::SUMMARY_NEEDS)
        }
        () => values.get(NEEDS).map(|_| welfare::SUMMARY_RECORDED),
    };
    vec![(SUMMARY.tag, summary.map(Value::Choice))]
}

/// Why the summary asks somebody to act.
pub(super) fn why(values: &Values) -> Option<Text> {
    match values.get(SUMMARY)?.0 {
        welfare::SUMMARY_DANGER => Some(t(
            "Laporan ini tidak langsung dibaca. Telepon petugas sekarang.",
            "This report is not read at once. Call the office now.",
        )),
        welfare::SUMMARY_NO_YAPI => Some(t(
            "Petugas memeriksa apakah anak ini sasaran YAPI.",
            "The office checks whether YAPI is for this child.",
        )),
        _ => None,
    }
}
