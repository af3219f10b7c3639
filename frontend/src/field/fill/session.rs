//! A form of a posyandu session: what is asked of each child on one screen, everything else folded
//! away below, because twenty seconds a child leave no time for steps.

use leptos::prelude::*;
use shared::form::{
    model::Section,
    problem::{Path, Step},
};

use super::{
    draft::{After, Draft, DraftFacts},
    find_child::FindChild,
    saving::SavingLine,
    words,
};
use crate::{
    field::{
        form::{
            steps::{Fold, Listed},
            words as form_words,
        },
        phone::storage::Storage,
    },
    ui::{
        button::Button,
        dom::focus_soon,
        form::{Filling, SectionFields, SectionResult, StripFields, is_on_strip},
        icon::{Icon, Sign},
        lang::t,
        result_card::has_results,
        when::When,
    },
};

/// The strip, the result, the rest, and two ways to finish.
#[component]
pub fn Session(draft: Draft) -> impl IntoView {
    let form = draft.form;
    let finish = move |after: After| {
        let sections: Vec<&'static Section> = form.kind.sections.iter().collect();
        match form.check(&sections) {
            Some(first) => focus_soon(first),
            None => draft.finish(after),
        }
    };
    focus_first(form);
    let sections = || form.kind.sections.iter().filter(|section| !is_on_strip(form.kind, section));
    let results = sections().filter(|section| has_results(section)).map(move |section| {
        let is_shown = form.follow(move |scene, _| scene.is_shown(section));
        view! {
            <SectionResult form section/>
            <When is=is_shown>
                <SectionFields form section/>
            </When>
        }
        .into_any()
    });
    let folds = sections().filter(|section| !has_results(section)).map(move |section| {
        let is_shown = form.follow(move |scene, _| scene.is_shown(section));
        view! {
            <When is=is_shown>
                <Fold form section/>
            </When>
        }
        .into_any()
    });
    view! {
        <div class="form-head">
            <LastSaved facts=draft.facts/>
            <h1>{t(&form.kind.title)}</h1>
            <div class="form-state">
                <SavingLine/>
            </div>
        </div>
        <FindChild draft/>
        <StripFields form/>
        {results.collect_view()}
        <div class="folds">{folds.collect_view()}</div>
        <Listed form/>
        <div class="actions stacked">
            <Button
                class="first"
                action="finish-next"
                on_press=move || finish(After::NextChild)
            >
                {t(&words::FINISH_NEXT)}
            </Button>
            <Button class="second" action="finish" on_press=move || finish(After::Leave)>
                {t(&form_words::FINISH)}
            </Button>
        </div>
    }
}

/// An empty form begins in its first box.
fn focus_first(form: Filling) {
    let Some(tags) = form.kind.strip.first() else { return };
    let path = Path(tags.iter().map(|tag| Step::Field(*tag)).collect());
    if form.answer(&path).is_none() {
        focus_soon(path.dom_id());
    }
}

/// Who was saved last in this session, and how many there are by now.
#[component]
fn LastSaved(facts: DraftFacts) -> impl IntoView {
    let storage = expect_context::<Storage>();
    let words = move || {
        storage.records.with(|records| {
            let of_session = |item: &&client::rows::RecordItem| {
                item.visit == facts.visit && item.kind == facts.kind && !item.is_withdrawal
            };
            let mut children = records.items().iter().filter(of_session);
            let last = children.next()?;
            let number = children.count() + 1;
            let words = [" ", t(&words::CHILD_SAVED), &number.to_string()].concat();
            Some([&last.subject, words.as_str()].concat())
        })
    };
    let line = move || {
        words().map(|words| {
            view! {
                <p class="state sent">
                    <Icon sign=Sign::Check/>
                    <span>{words}</span>
                </p>
            }
        })
    };
    (!facts.is_change).then(|| view! { <div role="status" data-last-saved="">{line}</div> })
}
