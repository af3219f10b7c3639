//! Answers under numbers that the version of a record does not have, or only keeps for a later one.
//! They are dropped when the form is settled, but not in silence.

use super::{
    model::{Field, Kind, Scene},
    problem::{Param, Path, Problem},
    value::{Tag, Value, Values},
};
use crate::{forms::codes, sync::limits};

/// All of them in a form, at most as many as a list of problems may have.
#[must_use]
pub(super) fn unknown(scene: &Scene<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for section in scene.kind.sections {
        if scene.holds(scene.values, section.relevant) {
            inside(scene, section.fields, scene.values, &Path::root(), &mut problems);
        }
    }
    let at_top = |tag| scene.kind.field(tag);
    problems.extend(unknown_here(scene, &at_top, scene.values, &Path::root()));
    problems.truncate(limits::PROBLEMS_MAX);
    problems
}

/// Those that stand directly in a form, group or row.
pub(super) fn unknown_here<'a>(
    scene: &'a Scene<'_>,
    field_at: &'a dyn Fn(Tag) -> Option<&'static Field>,
    here: &'a Values,
    path: &'a Path,
) -> impl Iterator<Item = Problem> + 'a {
    let is_known = |tag| {
        field_at(tag)
            .is_some_and(|field| !matches!(field.kind, Kind::Reserved) && scene.has_field(field))
    };
    let unknown = here.iter().map(|(tag, _)| tag).filter(move |tag| !is_known(*tag));
    unknown.map(|tag| {
        codes::UNKNOWN_FIELD.at(path.field(tag), vec![Param::Number(i64::from(tag.0), 0)])
    })
}

/// Those in the groups and rows that are asked.
fn inside(
    scene: &Scene<'_>,
    fields: &'static [Field],
    here: &Values,
    path: &Path,
    problems: &mut Vec<Problem>,
) {
    for field in fields {
        let place = path.field(field.tag);
        match (&field.kind, here.at(field.tag)) {
            (Kind::Group(fields), Some(Value::Group(values))) if scene.is_asked(here, field) => {
                of_group(scene, fields, values, &place, problems);
            }
            (Kind::Rows { fields, .. }, Some(Value::Rows(rows))) if scene.is_asked(here, field) => {
                for row in rows.iter().take(limits::ROWS_MAX) {
                    of_group(scene, fields, &row.values, &place.row(row.id), problems);
                }
            }
            _ => {}
        }
        if problems.len() >= limits::PROBLEMS_MAX {
            return;
        }
    }
}

fn of_group(
    scene: &Scene<'_>,
    fields: &'static [Field],
    here: &Values,
    path: &Path,
    problems: &mut Vec<Problem>,
) {
    inside(scene, fields, here, path, problems);
    let field_at = |tag| fields.iter().find(|field| field.tag == tag);
    problems.extend(unknown_here(scene, &field_at, here, path));
}
