//! Links to the forms to try.

use leptos::prelude::*;
use shared::forms::{self, visit};

use crate::{
    field::{route::Route, words},
    ui::lang::t,
};

/// The links, folded away unless `is_open`.
#[component]
pub fn PracticeLinks(
    /// Whether they are seen at once.
    #[prop(optional)]
    is_open: bool,
) -> impl IntoView {
    let links = forms::ALL
        .iter()
        .filter(|kind| kind.id != visit::VISIT.id && !kind.is_confidential)
        .map(|kind| {
            let route = Route::Practice { kind: kind.id, section: String::new() };
            view! { <a class="button second" href=route.href()>{t(&kind.title)}</a> }.into_any()
        });
    view! {
        <details class="practice" open=is_open>
            <summary>{t(&words::PRACTICE)}</summary>
            <p>{t(&words::PRACTICE_WHAT)}</p>
            <div class="actions wrap">{links.collect_view()}</div>
        </details>
    }
}
