//! What holds a record and what was noticed, in words, with the way to the field.

use leptos::prelude::*;
use shared::{
    desk::{
        Words,
        sheet::{Other, Others, Problem},
    },
    id::RecordId,
    text::Lang,
};

use super::{sheet, words};
use crate::{
    app::dates,
    office::{desk::Desk, nav, route::Route},
};

/// A list of problems or notes on top of the page, each with its field.
#[component]
pub fn ProblemList(lang: Lang, problems: Vec<Problem>, is_held: bool) -> impl IntoView {
    let items = problems.into_iter().map(|problem| {
        let place = place(&problem.path, lang);
        let target = sheet::element(&problem.field_id);
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
        view! { <span class="problem-reason">{words::REASON.get(lang)}" “"{reason}"”"</span> }
    });
    let others = problem.others.map(|others| others_list(lang, &others));
    view! { <p class=class>{problem.words.get(lang).to_owned()}{reason}</p>{others} }
}

/// Where else a NIK is on record: links to what the reader may see, and one line on the rest.
fn others_list(lang: Lang, others: &Others) -> AnyView {
    let filter = expect_context::<Desk>().route.with_untracked(|route| route.filter());
    let link = |other: &Other| {
        let record = RecordId::parse(&other.record)?;
        let href = Route::Record(record, filter.clone()).href();
        Some(view! {
            <li>
                <a href=href>{other.kind_title.get(lang).to_owned()}</a>
                " · " {other.village_title.clone()} " · " {dates::moment(other.stored_at_ms, lang)}
            </li>
        })
    };
    let links = others.records.iter().filter_map(link).collect_view();
    let rest = match (others.is_outside, others.records.is_empty()) {
        (true, _) => Some(words::OTHERS_OUTSIDE),
        (false, true) => Some(words::NO_OTHERS),
        (false, false) => None,
    };
    let rest = rest.map(|rest| view! { <li>{rest.get(lang)}</li> });
    view! { <ul class="others">{links}{rest}</ul> }.into_any()
}

/// The labels on the way to a field: `Anak › NIK`.
fn place(path: &[Words], lang: Lang) -> String {
    if path.is_empty() {
        return words::WHOLE_FORM.get(lang).to_owned();
    }
    path.iter().map(|words| words.get(lang)).collect::<Vec<_>>().join(" › ")
}
