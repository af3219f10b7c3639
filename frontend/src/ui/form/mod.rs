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

use leptos::prelude::*;
use shared::form::{
    model::{Field, Kind, Section},
    problem::Path,
};

pub use filling::{Filling, Outside, Start};
pub use names::{label_of, section_of};
pub use summary::summary;

use super::dom::{div, live, nothing};

/// One question at its place.
#[derive(Clone)]
pub struct Place {
    /// The form.
    pub form: Filling,
    /// Where in the form.
    pub path: Path,
    /// The names on the way, for tests and the browser: `anak.nama`, `program.0.status`.
    pub name: String,
    /// What is asked.
    pub field: &'static Field,
}

impl Place {
    /// The question of a field below this place.
    fn below(&self, inner: &str, path: &Path, field: &'static Field) -> Self {
        let name = [&self.name, inner, field.name].concat();
        Self { form: self.form, path: path.field(field.tag), name, field }
    }

    /// The id of its box; others hang on it.
    fn id(&self) -> String {
        self.path.dom_id()
    }
}

/// The questions of one screen.
#[must_use]
pub fn section_view(form: Filling, section: &'static Section) -> AnyView {
    let root = Path::root();
    // A group that says what the heading says needs no heading of its own.
    let is_single = section.fields.iter().filter(|field| is_visible(field)).count() == 1;
    let fields = section.fields.iter().filter(|field| is_visible(field)).map(|field| {
        let place =
            Place { form, path: root.field(field.tag), name: String::from(field.name), field };
        question(place, is_single && field.label == section.title)
    });
    div("questions").kids(fields).done()
}

fn is_visible(field: &Field) -> bool {
    !matches!(field.kind, Kind::Computed(_) | Kind::Reserved)
}

/// One question while it is asked. `is_headless` leaves the heading of a group to what stands above.
fn question(place: Place, is_headless: bool) -> AnyView {
    let asked = {
        let place = place.clone();
        Memo::new(move |_| place.form.is_asked(&place.path, place.field))
    };
    live(move || {
        if !asked.get() {
            return nothing();
        }
        place.form.suggest(&place.path, place.field);
        widget(&place, is_headless)
    })
}

fn widget(place: &Place, is_headless: bool) -> AnyView {
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
