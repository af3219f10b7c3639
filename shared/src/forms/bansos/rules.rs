//! What data alone cannot say about social assistance: checks over rows, floor area per person, and the
//! criteria that follow from the house.

use super::{
    AREA_HINT, AREA_PER_HEAD, FLOOR, FLOOR_AREA, KKS_END, LAST_MONTH, LIGHTING, MEMBERS, N_PEOPLE,
    PARTICIPATION, PEOPLE, POWER, PROGRAM, PROGRAMS, PROPOSAL, SUBJECT, TOILET, WALL, WORK,
    questions::NEW,
};
use crate::{
    day::Day,
    form::{
        model::{Cond, Scene},
        problem::Param,
        value::{Chosen, Key, Tag, Value, Values},
    },
    forms::{
        family,
        lists::{assistance, house},
        visit,
    },
};

/// Below this a house is not decent: 7.2 m² per person (domain G.1, S22), in 0.01 m².
const DECENT_AREA: i64 = 720;
/// BPS's line: 8 m² per person (domain G.1, S31b), in 0.01 m².
const BPS_AREA: i64 = 800;

/// Which programme a row names.
fn programs(values: &Values) -> impl Iterator<Item = (u16, &Values)> {
    let rows = values.rows(PROGRAMS.tag).iter();
    rows.filter_map(|row| row.values.get(PROGRAM).map(|program| (program.0, &row.values)))
}

/// The same programme stands in two rows; of the two open words there may be several.
pub(super) fn program_twice(scene: &Scene<'_>, _here: &Values) -> Option<Vec<Param>> {
    let mut seen: Vec<u16> = programs(scene.values)
        .map(|(program, _)| program)
        .filter(|code| ![assistance::PROGRAM_LOCAL, assistance::PROGRAM_OTHER].contains(code))
        .collect();
    seen.sort_unstable();
    seen.windows(2).any(|pair| pair[0] == pair[1]).then(Vec::new)
}

/// Proposed as new, but PKH or Sembako comes already.
pub(super) fn new_but_receives(scene: &Scene<'_>, _here: &Values) -> Option<Vec<Param>> {
    let is_new = scene.values.get(PROPOSAL) == Some(Chosen(assistance::NEW));
    let receives = programs(scene.values).any(|(program, row)| {
        [assistance::PROGRAM_PKH, assistance::PROGRAM_FOOD].contains(&program)
            && row.get(PARTICIPATION) == Some(Chosen(assistance::RECEIVES))
    });
    (is_new && receives).then(Vec::new)
}

/// The family is that of the PSM who proposes (domain G.1: nobody files for the own family card).
pub(super) fn own_family(scene: &Scene<'_>, _here: &Values) -> Option<Vec<Param>> {
    let (own, visited) = (scene.world.own_kk?, scene.visit?.get(visit::KK)?);
    (own.number() == visited).then(Vec::new)
}

/// The last month lies after that of the visit, though not after this one, which is named by itself.
pub(super) fn month_after_visit(scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    let month_of = |day: Day| {
        let (year, month, _) = day.ymd();
        i64::from(year) * 12 + i64::from(month) - 1
    };
    let (month, visited) = (here.get(LAST_MONTH)?, scene.visit?.get(visit::DATE)?);
    (month > month_of(visited) && month <= month_of(scene.world.today)).then(Vec::new)
}

/// Fewer than four digits; more are refused by the length of the field.
pub(super) fn kks_too_short(_scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    (here.get(KKS_END)?.trim().len() < 4).then(Vec::new)
}

/// The criteria that the answers on work and house speak for; `None` when there are none.
pub(super) fn criteria_seen(scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    let values = scene.values;
    let chose = |key: Key<Chosen>, codes: &[u16]| {
        values.get(key).is_some_and(|chosen| codes.contains(&chosen.0))
    };
    let seen = [
        (assistance::CRITERION_NO_WORK, chose(WORK, &[house::WORK_NONE])),
        (assistance::CRITERION_FLOOR, chose(FLOOR, house::FLOOR_POOR)),
        (assistance::CRITERION_WALL, chose(WALL, house::WALL_POOR)),
        (assistance::CRITERION_TOILET, chose(TOILET, house::TOILET_NOT_OWN)),
        (
            assistance::CRITERION_POWER,
            chose(POWER, &[house::POWER_450]) || chose(LIGHTING, &[house::LIGHTING_NONE]),
        ),
    ];
    let codes: Vec<u16> =
        seen.into_iter().filter(|(_, holds)| *holds).map(|(code, _)| code).collect();
    (!codes.is_empty()).then_some(Value::Choices(codes))
}

/// The recipient, as the first of the family that is listed.
pub(super) fn begin_with_subject(scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    family::first_row(scene.values.group(SUBJECT.tag)?)
}

/// The recipient is not among the people of the family.
pub(super) fn subject_not_a_member(scene: &Scene<'_>, _here: &Values) -> Option<Vec<Param>> {
    let rows = scene.values.rows(PEOPLE.tag);
    let subject = scene.values.group(SUBJECT.tag)?;
    (!rows.is_empty() && !family::lists_person(rows, subject)).then(Vec::new)
}

/// How many people the family has: as many as are listed, or (up to version 2) as was typed.
fn n_people(scene: &Scene<'_>) -> Option<i64> {
    if !scene.holds(scene.values, Cond::Since(3)) {
        return scene.values.get(MEMBERS);
    }
    let n_listed = scene.values.rows(PEOPLE.tag).len();
    i64::try_from(n_listed).ok().filter(|n_listed| *n_listed > 0)
}

/// How many people there are, floor area for each and what it hints at.
pub(super) fn compute(scene: &Scene<'_>) -> Vec<(Tag, Option<Value>)> {
    let is_new = scene.holds(scene.values, NEW);
    let n_people = n_people(scene).filter(|_| is_new);
    let area = match (scene.values.get(FLOOR_AREA), n_people) {
        (Some(area_m2), Some(members)) if is_new && area_m2 > 0 && members > 0 => {
            area_m2.checked_mul(100).map(|area| area / members)
        }
        _ => None,
    };
    let hint = area.map(|area| match area {
        ..DECENT_AREA => 1,
        DECENT_AREA..BPS_AREA => 2,
        BPS_AREA.. => 3,
    });
    vec![
        (N_PEOPLE.tag, n_people.map(Value::Int)),
        (AREA_PER_HEAD.tag, area.map(Value::Int)),
        (AREA_HINT.tag, hint.map(Value::Choice)),
    ]
}
