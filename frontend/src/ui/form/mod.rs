//! One function that walks a form's schema and makes its widgets: [`section_view`]. A kind of form has
//! no code here.

mod boxes;
mod choice;
mod filling;
mod frame;
mod group;
mod names;
mod notes;
mod rows;
mod summary;
mod typed;

use std::sync::Arc;

use leptos::prelude::*;
use shared::form::{
    model::{Field, Kind, Section},
    problem::Path,
};

pub use filling::{Filling, Outside, State};
pub use names::{label_of, section_of};
pub use summary::summary;

use super::{
    cell::claim,
    dom::{View, div, live, nothing},
    lang::t,
};

/// One question at its place; shared by everything that belongs to it.
type Place = Arc<Question>;

struct Question {
    /// The form.
    form: Filling,
    /// Where in the form.
    path: Path,
    /// The id of its box; others hang on it.
    id: String,
    /// The names on the way, for tests and the browser: `anak.nama`, `program.0.status`.
    name: String,
    /// What is asked.
    field: &'static Field,
}

impl Question {
    fn new(form: Filling, name: String, path: Path, field: &'static Field) -> Place {
        let id = path.dom_id();
        Arc::new(Self { form, path, id, name, field })
    }

    /// The name of something that hangs on its box.
    fn id_with(&self, suffix: &str) -> String {
        [self.id.as_str(), suffix].concat()
    }

    /// The words of its label.
    fn label(&self) -> &'static str {
        t(&self.field.label)
    }
}

/// The questions of one screen.
#[must_use]
pub fn section_view(form: Filling, section: &'static Section) -> View {
    let is_alone = is_alone(section);
    let mut questions = div("questions");
    for field in section.fields.iter().filter(|field| is_visible(field)) {
        let path = Path::root().field(field.tag);
        let place = Question::new(form, String::from(field.name), path, field);
        questions = questions.kid(question(place, is_alone));
    }
    questions.done()
}

/// The questions of a group or row; `inner` stands in their names between its own and theirs.
fn inner_questions(
    place: &Question,
    (path, inner): (&Path, &str),
    fields: &'static [Field],
) -> Vec<View> {
    let mut questions = Vec::new();
    for field in fields.iter().filter(|field| is_visible(field)) {
        let name = [&place.name, inner, field.name].concat();
        let below = Question::new(place.form, name, path.field(field.tag), field);
        questions.push(question(below, false));
    }
    questions
}

/// True for a screen with one question only: where that is a group, the screen's heading is heading
/// enough.
fn is_alone(section: &Section) -> bool {
    section.fields.iter().filter(|field| is_visible(field)).count() == 1
}

fn is_visible(field: &Field) -> bool {
    !matches!(field.kind, Kind::Computed(_) | Kind::Reserved)
}

/// One question while it is asked. `is_headless` leaves the heading of a group to what stands above.
fn question(place: Place, is_headless: bool) -> View {
    let asked = {
        let place = Arc::clone(&place);
        claim(move || place.form.is_asked(&place.path, place.field))
    };
    live(move || {
        if !asked.holds() {
            return nothing();
        }
        place.form.suggest(&place.path, place.field);
        untrack(|| widget(&place, is_headless))
    })
}

fn widget(place: &Place, is_headless: bool) -> View {
    match &place.field.kind {
        Kind::Bool => choice::yes_no(place),
        Kind::Choice(list) if list.options.len() <= choice::RADIO_MAX => {
            choice::radios(place, list)
        }
        Kind::Choice(list) => choice::select(place, list),
        Kind::Choices { list, none } => choice::checkboxes(place, list, *none),
        Kind::Int { .. }
        | Kind::Decimal { .. }
        | Kind::Text { .. }
        | Kind::Nik { .. }
        | Kind::NoKk
        | Kind::Phone => typed::typed_box(place),
        Kind::Day => boxes::day(place),
        Kind::Month => boxes::month(place),
        Kind::Group(fields) => group::group(place, fields, is_headless),
        Kind::Rows { fields, max, item, .. } => rows::rows(place, fields, *max, *item),
        Kind::Computed(_) | Kind::Reserved => nothing(),
    }
}
