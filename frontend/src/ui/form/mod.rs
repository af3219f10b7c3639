//! Draws a form from its schema: [`SectionFields`] walks over a section and makes a widget for each
//! field. A kind of form has no code here.

mod choice;
mod day_boxes;
mod filling;
mod frame;
mod group;
mod problem_list;
mod problem_notes;
mod question;
mod row_list;
mod section_result;
mod state;
mod typed_box;

use leptos::prelude::*;
use shared::form::{
    model::{Field, Kind, Section},
    problem::Path,
};

pub use filling::{Filling, Outside};
pub use problem_list::ProblemList;
pub use section_result::SectionResult;
pub use shared::form::label::section as section_of;
pub use state::State;

use question::{Question, question_view};

/// The questions of one screen.
#[component]
pub fn SectionFields(
    /// The form they belong to.
    form: Filling,
    /// The screen.
    section: &'static Section,
) -> impl IntoView {
    let is_alone = section.asks_one_thing();
    let questions = visible(section.fields).map(|field| {
        let path = Path::root().field(field.tag);
        question_view(Question::new(form, String::from(field.name), path, field), is_alone)
    });
    view! { <div class="questions">{questions.collect_view()}</div> }
}

/// The fields that may be asked.
fn visible(fields: &'static [Field]) -> impl Iterator<Item = &'static Field> {
    fields.iter().filter(|field| !matches!(field.kind, Kind::Computed(_) | Kind::Reserved))
}
