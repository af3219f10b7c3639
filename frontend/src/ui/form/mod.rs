//! Draws a form from its schema: [`SectionFields`] walks over a section and makes a widget for each
//! field. A kind of form has no code here.

mod boxes;
mod choice;
mod day_boxes;
mod filling;
mod frame;
mod group;
mod known;
mod long_list;
mod offers;
mod problem_list;
mod problem_notes;
mod question;
mod row_list;
mod section_result;
mod state;
mod strip;
mod suggesting;
mod typed_box;

use leptos::prelude::*;
use shared::form::{
    label,
    model::{Field, Section},
    problem::Path,
};

pub use filling::{Filling, Outside};
pub use frame::BoxSet;
pub use known::{FromRegister, Known};
pub use problem_list::ProblemList;
pub use problem_notes::ProblemNotes;
pub use question::{DrawProof, DrawQuestion, Question};
pub use section_result::{BelowResult, SectionResult};
pub use state::FormState;
pub use strip::{StripFields, is_on_strip};

use question::question_view;

/// The questions of one screen.
#[component]
pub fn SectionFields(
    /// The form they belong to.
    form: Filling,
    /// The screen.
    section: &'static Section,
) -> impl IntoView {
    let is_alone = section.asks_one_thing();
    let root = Path::root();
    let questions = visible(form, &root, section.fields).map(|field| {
        let (name, path) = (String::from(field.name), root.field(field.tag));
        question_view(Question::new(form, name, path, (field, section.fields)), is_alone)
    });
    view! { <div class="questions">{questions.collect_view()}</div> }
}

/// One question by itself, wherever it stands in the form; nothing while it is not asked.
#[component]
pub fn OneQuestion(
    /// The form it belongs to.
    form: Filling,
    /// Where it stands.
    path: Path,
) -> impl IntoView {
    let question = label::question(form.kind, &path).map(|(field, beside)| {
        let name = String::from(field.name);
        question_view(Question::new(form, name, path, (field, beside)), false)
    });
    view! { <div class="questions">{question}</div> }
}

/// The fields below a path that may be asked; those on the strip stand there.
fn visible(
    form: Filling,
    path: &Path,
    fields: &'static [Field],
) -> impl Iterator<Item = &'static Field> {
    let is_elsewhere = move |field: &Field| form.is_strip && strip::has(form.kind, path, field);
    fields.iter().filter(move |field| field.kind.is_question() && !is_elsewhere(field))
}
