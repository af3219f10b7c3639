//! How many taps a form takes: a promise to people who fill twenty a day.
//!
//! A tap is a choice, putting the finger into a box that is then typed into, an offer that is taken, and
//! "Lanjut" after each screen. What is suggested or remembered takes none; folded sections share one
//! screen, and typing itself is not counted.

use super::{
    super::{balita::BALITA, bansos::BANSOS, visit::VISIT},
    Filled, Situation, situation, situations,
};
use crate::form::{
    eval::walk,
    model::{Field, FormKind, Kind, Scene},
    value::{Tag, Value, Values},
};

/// Taps for the answers of these fields.
fn taps_of(fields: &'static [Field], here: &Values, suggested: &Values) -> usize {
    fields
        .iter()
        .map(|field| match (&field.kind, here.at(field.tag)) {
            (_, None) | (Kind::Computed(_), _) => 0,
            (Kind::Group(fields), Some(Value::Group(inside))) => {
                let empty = Values::new();
                taps_of(fields, inside, suggested.group(field.tag).unwrap_or(&empty))
            }
            (_, value) if field.suggest.is_some() && suggested.at(field.tag) == value => 0,
            _ if field.is_remembered => 0,
            (Kind::Choices { .. }, Some(Value::Choices(codes))) => codes.len(),
            (_, Some(_)) => 1,
        })
        .sum()
}

/// What the form would suggest if nothing that it suggests had been answered.
fn suggested(filled: &Filled) -> Values {
    let scene = filled.scene();
    let mut bare = filled.values.clone();
    for (_, field) in filled.kind.fields() {
        strip(field, &mut bare);
    }
    Scene { values: &bare, ..scene }.suggested()
}

/// Takes away what a suggestion could put.
fn strip(field: &'static Field, here: &mut Values) {
    match (&field.kind, here.at_mut(field.tag)) {
        (Kind::Group(fields), Some(Value::Group(inside))) => {
            fields.iter().for_each(|field| strip(field, inside));
        }
        _ if field.suggest.is_some() => here.put(field.tag, None),
        _ => {}
    }
}

/// Taps from the first screen of a form to its saving.
fn taps(kind: &'static FormKind, one: &Situation) -> usize {
    let filled = Filled::of(kind, one, &[]).settled();
    let suggested = suggested(&filled);
    let scene = filled.scene();
    let shown = || kind.sections.iter().filter(|section| scene.is_shown(section));
    let answers: usize =
        shown().map(|section| taps_of(section.fields, &filled.values, &suggested)).sum();
    let n_begun = usize::from(kind.begun_by.is_some());
    let n_screens = shown().filter(|section| !section.is_folded).count()
        + usize::from(shown().any(|section| section.is_folded));
    let n_save = 1;
    answers - n_begun + n_screens + n_save
}

#[test]
fn a_visit_with_a_child_and_one_with_a_proposal_take_few_taps() {
    let (begin_visit, begin_form) = (1, 1);
    let home = situation(situations(&VISIT), "home");
    let visit = begin_visit + taps(&VISIT, home);
    let child = visit + begin_form + taps(&BALITA, situation(situations(&BALITA), "home"));
    let keep = visit + begin_form + taps(&BANSOS, situation(situations(&BANSOS), "keep"));
    assert!(child <= 28, "{child} taps for a child");
    assert!(keep <= 22, "{keep} taps for a family that keeps what it receives");
}

#[test]
fn a_child_of_a_session_takes_seven_taps_on_one_screen() {
    let filled = Filled::of(&BALITA, situation(situations(&BALITA), "session"), &[]);
    let on_strip = |path: &[Tag]| walk(&filled.values, path).is_some();
    assert!(BALITA.strip.iter().all(|path| on_strip(path)));
    let save_and_next = 1;
    assert!(BALITA.strip.len() + save_and_next <= 7);
    // All that the strip does not ask for follows from it.
    let mut bare = Values::new();
    for path in BALITA.strip {
        let steps = path.iter().map(|tag| crate::form::problem::Step::Field(*tag)).collect();
        let place = crate::form::problem::Path(steps);
        crate::form::place::put(&mut bare, &place, walk(&filled.values, path).cloned());
    }
    let filled = Filled { values: bare, ..filled };
    let whole = Filled { values: filled.scene().suggested(), ..filled };
    assert_eq!(whole.settled().problems(), []);
}
