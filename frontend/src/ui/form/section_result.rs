//! The result card of a section while its form is filled.

use leptos::prelude::*;
use shared::form::model::Section;

use super::Filling;
use crate::ui::{
    lang::t,
    note::{Note, NoteKind},
    result_card::{ResultCard, has_results, result_words},
    text,
};

/// What an app draws below the result of a form, by context.
#[derive(Clone, Copy)]
pub struct BelowResult(pub Callback<Filling, AnyView>);

/// What a section computes by now; says so while the tables for it are not there.
#[component]
pub fn SectionResult(
    /// The form it belongs to.
    form: Filling,
    /// The screen.
    section: &'static Section,
) -> impl IntoView {
    has_results(section).then(|| {
        let result = form.follow(move |_, state| result_words(form.kind, section, &state.values));
        let lacks_tables = form.follow(|scene, _| scene.world.growth.is_none());
        // The one screen of a session has to be quick.
        let below = use_context::<BelowResult>().filter(|_| !form.is_strip);
        let below = below.map(|BelowResult(draw)| draw.run(form));
        let card = move || match result.get() {
            Some(result) => view! { <ResultCard result/> }.into_any(),
            None if form.kind.growth.is_some() && lacks_tables.get() => view! {
                <Note kind=NoteKind::Plain>
                    <p>{t(&text::TABLES_MISSING)}</p>
                </Note>
            }
            .into_any(),
            None => ().into_any(),
        };
        view! {
            {card}
            {below}
        }
    })
}
