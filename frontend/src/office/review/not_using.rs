//! The panel of a record that does not count: the reason, and the record that stays of two.

use leptos::prelude::*;
use shared::{
    desk::{review::What, sheet::Other},
    sync::{limits, review::Reason},
    text::Lang,
};

use super::{
    bar::{Deciding, Refused},
    panel::{Buttons, CommentBox, Panel},
    words,
};
use crate::app::dates;

/// The panel. `others` are records about the same NIK.
#[component]
pub fn NotUsing(lang: Lang, deciding: Deciding, others: Vec<Other>) -> impl IntoView {
    let review = deciding.review;
    let reason = RwSignal::new(None::<Reason>);
    let same_as = RwSignal::new(String::new());
    let is_double = move || reason.get() == Some(Reason::Duplicate);
    let send = move || {
        let Some(reason) = reason.get_untracked() else {
            crate::office::nav::focus(REASON_ID);
            return;
        };
        let comment = review.comment.get_untracked().trim().to_owned();
        let same_as = same_as.get_untracked();
        let same_as = (reason == Reason::Duplicate && !same_as.is_empty()).then_some(same_as);
        deciding.decide(What::NotUse { reason: reason.name().to_owned(), comment, same_as });
    };
    let options = Reason::ALL.iter().map(move |one| {
        view! { <option value=one.name()>{one.words().get(lang)}</option> }
    });
    let others = StoredValue::new(others);
    let double = move || {
        let has_others = others.with_value(|others| !others.is_empty());
        (is_double() && has_others).then(|| view! { <Stays lang others same_as/> })
    };
    let label = move || {
        let needs = reason.get().is_some_and(Reason::needs_comment);
        let label = words::EXPLAIN.get(lang);
        if needs { label.to_owned() } else { format!("{label} ({})", words::OPTIONAL.get(lang)) }
    };
    view! {
        <Panel title=words::NOT_USE_TITLE.get(lang) how=words::NOT_USE_HOW.get(lang)>
            <div class="box">
                <label for=REASON_ID>{words::REASON.get(lang)}</label>
                <select
                    id=REASON_ID
                    required=true
                    on:change=move |event| reason.set(Reason::named(&event_target_value(&event)))
                >
                    <option value="">{words::CHOOSE.get(lang)}</option>
                    {options.collect_view()}
                </select>
            </div>
            {double}
            <CommentBox review label=Signal::derive(label) max=limits::COMMENT_CHARS_MAX/>
            <Refused lang deciding/>
            <Buttons lang review yes=words::NOT_USE_YES.get(lang) action="not-use-yes" on_yes=send/>
        </Panel>
    }
}

const REASON_ID: &str = "not-use-reason";

/// Which of two records stays.
#[component]
fn Stays(lang: Lang, others: StoredValue<Vec<Other>>, same_as: RwSignal<String>) -> impl IntoView {
    let options = others.get_value().into_iter().map(|other| {
        let words = [
            other.kind_title.get(lang),
            " · ",
            &other.village_title,
            " · ",
            &dates::moment(other.stored_at_ms, lang),
        ]
        .concat();
        view! { <option value=other.record>{words}</option> }
    });
    view! {
        <div class="box">
            <label for="not-use-same">{words::SAME_AS.get(lang)}</label>
            <select id="not-use-same" on:change=move |event| same_as.set(event_target_value(&event))>
                <option value=""></option>
                {options.collect_view()}
            </select>
        </div>
    }
}
