//! A form of a posyandu session: everything on one page, because twenty seconds a child leave no time
//! for steps.

use leptos::{prelude::*, task::spawn_local};
use shared::form::{
    model::{KindId, Section},
    value::Values,
};

use super::{
    draft::{Draft, DraftFacts},
    saving::SavingLine,
    words,
};
use crate::{
    field::{
        form::{steps::Listed, words as form_words},
        route::Route,
    },
    ui::{
        button::Button,
        dom::focus_soon,
        form::{SectionFields, SectionResult},
        lang::t,
        when::When,
    },
};

/// All sections below each other, and two ways to finish.
#[component]
pub fn Session(draft: Draft) -> impl IntoView {
    let form = draft.form;
    let sections = form.kind.sections.iter().map(move |section| {
        let is_shown = form.follow(move |scene, _| scene.is_shown(section));
        view! {
            <When is=is_shown>
                <section class="part">
                    <h2>{t(&section.title)}</h2>
                    <SectionResult form section/>
                    <SectionFields form section/>
                </section>
            </When>
        }
        .into_any()
    });
    let sections = sections.collect_view();
    let finish = move |next: fn(Draft)| {
        let sections: Vec<&'static Section> = form.kind.sections.iter().collect();
        match form.check(&sections) {
            Some(first) => focus_soon(first),
            None => draft.finish(next),
        }
    };
    view! {
        <div class="form-head">
            <h1>{t(&form.kind.title)}</h1>
            <div class="form-state">
                <SavingLine/>
            </div>
        </div>
        {sections}
        <Listed form/>
        <div class="actions stacked">
            <Button class="first" action="finish-next" on_press=move || finish(next_child)>
                {t(&words::FINISH_NEXT)}
            </Button>
            <Button class="second" action="finish" on_press=move || finish(Draft::leave)>
                {t(&form_words::FINISH)}
            </Button>
        </div>
    }
}

/// Begins the form of the next child of the same session.
fn next_child(draft: Draft) {
    let DraftFacts { kind, village, visit, .. } = draft.facts;
    spawn_local(async move {
        let begun = draft.storage.begin((KindId(kind), village, visit), Values::new()).await;
        match begun {
            Ok(next) => {
                draft.router.replace(Route::Fill { draft: next, section: String::new() });
            }
            Err(error) => {
                draft.toasts.say(error.words());
                draft.leave();
            }
        }
    });
}
