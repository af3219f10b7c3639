//! The few questions that one screen asks for a person in a session.

use std::sync::Arc;

use leptos::prelude::*;
use shared::form::{
    model::{Field, FormKind, Kind, Section},
    problem::{Path, Step},
    value::Tag,
};

use super::{
    Filling,
    question::{Question, question_view},
};

/// The questions of [`FormKind::strip`], in their order.
#[component]
pub fn StripFields(
    /// The form they belong to.
    form: Filling,
) -> impl IntoView {
    let questions = form.kind.strip.iter().filter_map(|tags| question(form, tags));
    let questions = questions.map(|question| question_view(question, false));
    view! { <div class="questions strip">{questions.collect_view()}</div> }
}

/// True for a section of which every question stands on the strip.
#[must_use]
pub fn is_on_strip(kind: &FormKind, section: &Section) -> bool {
    section.fields.iter().all(|field| !field.kind.is_question() || has(kind, &Path::root(), field))
}

/// True for a field on the strip, below this path.
pub fn has(kind: &FormKind, path: &Path, field: &Field) -> bool {
    kind.strip.iter().any(|tags| {
        let steps = tags.iter().map(|tag| Step::Field(*tag));
        steps.eq(path.0.iter().copied().chain([Step::Field(field.tag)]))
    })
}

fn question(form: Filling, tags: &'static [Tag]) -> Option<Arc<Question>> {
    let (last, groups) = tags.split_last()?;
    let first = tags.first()?;
    let sections: &'static [Section] = form.kind.sections;
    let mut fields: &'static [Field] = sections
        .iter()
        .map(|section| section.fields)
        .find(|fields| fields.iter().any(|field| field.tag == *first))?;
    let (mut path, mut name) = (Path::root(), String::new());
    for tag in groups {
        let group = fields.iter().find(|field| field.tag == *tag)?;
        let Kind::Group(inner) = group.kind else { return None };
        path = path.field(*tag);
        name.extend([group.name, "."]);
        fields = inner;
    }
    let field = fields.iter().find(|field| field.tag == *last)?;
    name.push_str(field.name);
    Some(Question::new(form, name, path.field(*last), (field, fields)))
}
