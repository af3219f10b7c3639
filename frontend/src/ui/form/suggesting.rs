//! Answers that a form puts by itself: what follows from other answers, and what the last form had.
//!
//! Such an answer stays the form's own until a person changes it: it is renewed when what it follows
//! from changes (another NIK has another day of birth), and it never takes the place of what somebody
//! typed or took away.

use shared::form::{
    model::{Field, Kind, Scene},
    place,
    problem::{Path, Step},
    value::{Value, Values},
};

use super::{filling::with_around, state::FormState};
use crate::ui::dom::set_value_at;

/// A suggestion may follow from at most two others.
const ROUNDS: usize = 3;

/// A question on screen that may answer itself.
pub type Asking = (Path, &'static Field);

/// What a field should have by itself now; `None` while nothing is to be changed.
pub fn wanted(
    scene: &Scene<'_>,
    state: &FormState,
    last: Option<&Values>,
    (path, field): &Asking,
) -> Option<Option<Value>> {
    let now = place::at(scene.values, path).filter(|value| !value.is_blank());
    let is_ours = state.is_suggested(path, now);
    if now.is_some() && !is_ours || state.cleared.contains(path) {
        return None;
    }
    let mut without = Values::new();
    let mut scene = *scene;
    if is_ours {
        without.clone_from(scene.values);
        place::put(&mut without, path, None);
        scene.values = &without;
    }
    let remembered = |here: &Values| {
        let is_asked = field.is_remembered && scene.is_asked(here, field);
        last.filter(|_| is_asked).and_then(|last| place::at(last, path)).cloned()
    };
    // What stood in a row of the last form is of no use in another row.
    let is_in_row = path.0.iter().any(|step| matches!(step, Step::Row(_)));
    let likely = with_around(&scene, path, |here| {
        scene.suggestion(here, field).or_else(|| remembered(here).filter(|_| !is_in_row))
    });
    (likely.as_ref() != now).then_some(likely)
}

/// Puts everything that the questions on screen suggest by now; returns those that changed.
pub fn put_all<'a>(
    state: &mut FormState,
    asking: &'a [Asking],
    wanted: &dyn Fn(&FormState, &Asking) -> Option<Option<Value>>,
) -> Vec<&'a Asking> {
    let mut changed: Vec<&Asking> = Vec::new();
    for _ in 0..ROUNDS {
        let before = changed.len();
        for one in asking {
            let Some(value) = wanted(state, one) else { continue };
            let path = &one.0;
            place::put(&mut state.values, path, value.clone());
            state.suggested.retain(|(other, _)| other != path);
            state.suggested.extend(value.map(|value| (path.clone(), value)));
            changed.push(one);
        }
        if changed.len() == before {
            break;
        }
    }
    changed
}

/// Writes an answer that nobody typed into the boxes of its question. Radio buttons follow it by
/// themselves.
pub fn show_in_boxes(path: &Path, field: &Field, words: &[String]) {
    let id = path.dom_id();
    let suffixes: &[&str] = match field.kind {
        Kind::Day => &["-d", "-m", "-y"],
        Kind::Month => &["-m", "-y"],
        _ => &[""],
    };
    for (suffix, words) in suffixes.iter().zip(words) {
        set_value_at(&[&id, *suffix].concat(), words);
    }
}
