//! What the answers on a disability come to, and the rules over rows.

use super::{
    DEVICE, DEVICES, HINTS, INDEPENDENCE, KINDS, NEEDED, NEEDS_DEVICE, PROPOSALS, SUMMARY,
    questions::{NOTHING_HARD, SOME_SEVERE},
};
use crate::{
    form::{
        model::{Class, Field, Kind, Scene, Shown},
        problem::Param,
        value::{Chosen, Key, Row, Tag, Value, Values},
    },
    forms::lists::disability,
    text::{Text, t},
};

pub(super) static FIELDS: [Field; 5] = [
    Field::new(
        PROPOSALS.tag,
        "usulan",
        Kind::Choices {
            list: &disability::PROPOSAL,
            none: Some(disability::PROPOSE_NOTHING),
        },
        t("Apa usulannya?", "What is proposed?"),
    )
    .hint(t(
        "Untuk alat biasanya diminta: SKTM, KK dan KTP atau akta. Dinas yang memutuskan.",
        "For a device people are asked for: proof of need, family card, identity card. The office decides.",
    ))
    .required()
    .suggest(device_if_needed),
    Field::new(
        SUMMARY.tag,
        "ringkasan",
        Kind::Computed(Shown::Choice(&disability::SUMMARY)),
        t("Ringkasan", "Summary"),
    )
    .class(Class::Specific)
    .shown_as_result(),
    Field::new(
        HINTS.tag,
        "petunjuk",
        Kind::Computed(Shown::Choices(&disability::HINT)),
        t("Petunjuk, bukan keputusan", "A hint, no decision"),
    )
    .class(Class::Specific)
    .shown_as_result(),
    Field::reserved(Tag(62), "lokasi"),
    Field::reserved(Tag(63), "tanda_tangan"),
];

/// One of most devices is enough.
#[expect(clippy::unnecessary_wraps, reason = "the shape of every suggestion")]
pub(super) fn one(_scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    Some(Value::Int(1))
}

/// Whoever needs a device as a rule has one proposed.
fn device_if_needed(scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    let needs = scene.values.get(NEEDS_DEVICE)?;
    needs.then(|| Value::Choices(vec![disability::PROPOSE_DEVICE]))
}

pub(super) fn owned_twice(scene: &Scene<'_>, _here: &Values) -> Option<Vec<Param>> {
    twice(scene.values, DEVICES)
}

pub(super) fn needed_twice(scene: &Scene<'_>, _here: &Values) -> Option<Vec<Param>> {
    twice(scene.values, NEEDED)
}

/// The same device stands in two rows; of "another device" there may be several.
fn twice(values: &Values, rows: Key<Vec<Row>>) -> Option<Vec<Param>> {
    let devices = values.rows(rows.tag).iter().filter_map(|row| row.values.get(DEVICE));
    let mut seen: Vec<u16> =
        devices.map(|device| device.0).filter(|code| *code != disability::DEVICE_OTHER).collect();
    seen.sort_unstable();
    seen.windows(2).any(|pair| pair[0] == pair[1]).then(Vec::new)
}

/// The summary and the hints: estimates for people to look at.
pub(super) fn compute(scene: &Scene<'_>) -> Vec<(Tag, Option<Value>)> {
    let (values, holds) = (scene.values, |cond| scene.holds(scene.values, cond));
    let depends = values.get(INDEPENDENCE) == Some(Chosen(disability::DEPENDS_WHOLLY));
    let kinds = values.get(KINDS).unwrap_or_default();
    let is_unchecked = kinds.contains(&disability::KIND_UNCHECKED);
    let is_answered = values.get(INDEPENDENCE).is_some();
    let summary = match () {
        () if depends => Some(disability::SUMMARY_DEPENDS),
        () if values.get(NEEDS_DEVICE) == Some(true) => Some(disability::SUMMARY_DEVICE),
        () if holds(SOME_SEVERE) && is_unchecked => Some(disability::SUMMARY_UNCHECKED),
        () if holds(NOTHING_HARD) => Some(disability::SUMMARY_NONE),
        () if is_answered => Some(disability::SUMMARY_DIFFICULTY),
        () => None,
    };
    let is_several = kinds.iter().filter(|kind| **kind != disability::KIND_UNCHECKED).count() > 1;
    let hints: Vec<u16> =
        [(is_several, disability::HINT_SEVERAL), (depends, disability::HINT_SEVERE)]
            .into_iter()
            .filter_map(|(holds, hint)| holds.then_some(hint))
            .collect();
    vec![
        (SUMMARY.tag, summary.map(Value::Choice)),
        (HINTS.tag, (!hints.is_empty()).then_some(Value::Choices(hints))),
    ]
}

/// Why the summary asks somebody to act.
pub(super) fn why(values: &Values) -> Option<Text> {
    match values.get(SUMMARY)?.0 {
        disability::SUMMARY_DEPENDS => Some(t(
            "Semua kegiatan sehari-hari dibantu orang lain.",
            "Others help with everything by day.",
        )),
        disability::SUMMARY_UNCHECKED => Some(t(
            "Ada yang sangat sulit dan belum pernah diperiksa.",
            "Something is very hard and was never examined.",
        )),
        _ => None,
    }
}
