//! The answers of a form, section by section, with problems at the fields they belong to.

use leptos::{either::Either, prelude::*};
use shared::text::Lang;

use super::{mask, problems::ProblemLine};
use crate::office::{
    api::types::{Field, Problem, Section, Words},
    text,
};

/// What all fields of one sheet need to know.
#[derive(Clone, Copy)]
pub struct SheetContext<'a> {
    /// The language on screen.
    pub lang: Lang,
    /// Before the id of every field, since a form and its visit may number alike.
    pub prefix: &'static str,
    /// Problems and notes of the form.
    pub problems: &'a [Problem],
}

/// The sections, without the computed answers: those have a card of their own.
pub fn sections(ctx: SheetContext<'_>, sections: &[Section]) -> AnyView {
    sections
        .iter()
        .enumerate()
        .filter(|(_, section)| section.fields.iter().any(|field| !field.computed))
        .map(|(idx, section)| {
            let id = section_id(ctx.prefix, idx);
            view! {
                <section class="sheet" id=id.clone() tabindex="-1" aria-labelledby=format!("{id}-t")>
                    <h3 id=format!("{id}-t")>{section.title.get(ctx.lang).to_owned()}</h3>
                    {fields(ctx, &section.fields)}
                </section>
            }
        })
        .collect_view()
        .into_any()
}

/// Where a section can be jumped to.
#[must_use]
pub fn section_id(prefix: &str, section_idx: usize) -> String {
    format!("{prefix}section-{section_idx}")
}

fn fields(ctx: SheetContext<'_>, fields: &[Field]) -> AnyView {
    let lines =
        fields.iter().filter(|field| !field.computed).map(|each| field(ctx, each)).collect_view();
    view! { <dl class="fields">{lines}</dl> }.into_any()
}

fn field(ctx: SheetContext<'_>, field: &Field) -> AnyView {
    let lines = problem_lines(ctx, &field.field_id);
    let id = format!("{}{}", ctx.prefix, field.field_id);
    let label = field.label.get(ctx.lang).to_owned();
    let has_problem = !lines.is_empty();
    if field.children.is_empty() {
        return view! {
            <div class="field" class:has-problem=has_problem id=id tabindex="-1">
                <dt>{label}</dt>
                <dd>{answer(ctx.lang, field.value.as_ref(), &field.class)}{lines}</dd>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="field field-group" class:has-problem=has_problem id=id tabindex="-1">
            <dt>{label}</dt>
            <dd>{lines}{fields(ctx, &field.children)}</dd>
        </div>
    }
    .into_any()
}

fn problem_lines(ctx: SheetContext<'_>, field_id: &str) -> Vec<AnyView> {
    ctx.problems
        .iter()
        .filter(|problem| problem.field_id == field_id && !field_id.is_empty())
        .map(|problem| view! { <ProblemLine lang=ctx.lang problem=problem.clone()/> }.into_any())
        .collect()
}

fn answer(lang: Lang, value: Option<&Words>, class: &str) -> AnyView {
    let Some(value) = value.filter(|value| !value.is_empty()) else {
        return view! { <span class="open">{text::NOT_ANSWERED.get(lang)}</span> }.into_any();
    };
    let words = value.get(lang).to_owned();
    match mask::masked(&words).filter(|_| class == "identity") {
        Some(masked) => view! { <Masked lang words masked/> }.into_any(),
        None => view! { <span class="answer">{words}</span> }.into_any(),
    }
}

/// A national number that shows only when asked.
#[component]
fn Masked(lang: Lang, words: String, masked: String) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let label = move || if is_shown.get() { text::HIDE.get(lang) } else { text::SHOW.get(lang) };
    view! {
        <span class="answer number">
            {move || {
                if is_shown.get() { Either::Left(words.clone()) } else { Either::Right(masked.clone()) }
            }}
        </span>
        <button
            type="button"
            class="button-small"
            on:click=move |_| is_shown.update(|shown| *shown = !*shown)
        >
            {label}
        </button>
    }
}
