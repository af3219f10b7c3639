//! What holds a record and what was noticed, in words, with the way to the field.

use leptos::prelude::*;
use shared::text::Lang;

use crate::office::{
    api::types::{Problem, Words},
    nav, text,
};

/// A list of problems or notes on top of the page, each with its field.
#[component]
pub fn ProblemList(lang: Lang, problems: Vec<Problem>, is_held: bool) -> impl IntoView {
    let items = problems.into_iter().map(|problem| {
        let place = place(&problem.path, lang);
        let target = problem.field_id.clone();
        // A field that the form hides is not on the page: then there is nowhere to go.
        let place = if problem.path.is_empty() {
            view! { <span class="problem-place">{place}</span> }.into_any()
        } else {
            view! {
                <a
                    class="problem-place"
                    href=format!("#{target}")
                    on:click=move |event| {
                        event.prevent_default();
                        nav::focus(&target);
                    }
                >
                    {place}
                </a>
            }
            .into_any()
        };
        view! { <li>{place}<ProblemLine lang problem is_held/></li> }
    });
    view! { <ul class="problems">{items.collect_view()}</ul> }
}

/// One problem in words; stands at its field and in the list on top.
#[component]
pub fn ProblemLine(lang: Lang, problem: Problem, is_held: bool) -> impl IntoView {
    let class = if is_held { "problem problem-held" } else { "problem" };
    let reason = problem.reason.filter(|reason| !reason.trim().is_empty()).map(|reason| {
        view! { <span class="problem-reason">{text::REASON.get(lang)}" “"{reason}"”"</span> }
    });
    view! { <p class=class>{problem.words.get(lang).to_owned()}{reason}</p> }
}

/// The labels on the way to a field: `Anak › NIK`.
fn place(path: &[Words], lang: Lang) -> String {
    if path.is_empty() {
        return text::WHOLE_FORM.get(lang).to_owned();
    }
    path.iter().map(|words| words.get(lang)).collect::<Vec<_>>().join(" › ")
}
