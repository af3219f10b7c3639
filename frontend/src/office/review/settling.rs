//! The choice between the revision that counts and one beside it, field by field.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use shared::{
    desk::{
        diff::{Difference, differences},
        record::{Record, Revision},
        review::What,
    },
    id::{ChangeId, RecordId},
    text::Lang,
};

use super::{
    bar::{Deciding, SETTLE_ID},
    words,
};
use crate::{
    app::dates,
    office::{
        api::{self, ApiError},
        detail::sheet,
        text,
    },
};

/// How far loading is.
#[derive(Clone)]
enum Loaded {
    Loading,
    Ready(Arc<Record>),
    Failed(ApiError),
}

/// One card for each revision that stands beside the one that counts.
pub fn cards(lang: Lang, record: &Arc<Record>, deciding: Deciding) -> AnyView {
    let beside = record.revisions.iter().filter(|revision| revision.beside);
    let cards = beside.cloned().enumerate().map(|(idx, revision)| {
        let (record, is_first) = (Arc::clone(record), idx == 0);
        view! { <Choice lang record revision deciding is_first/> }
    });
    cards.collect_view().into_any()
}

#[component]
fn Choice(
    lang: Lang,
    record: Arc<Record>,
    revision: Revision,
    deciding: Deciding,
    /// The button of the bar leads to this one.
    is_first: bool,
) -> impl IntoView {
    let ids = RecordId::parse(&record.row.record).zip(ChangeId::parse(&revision.change));
    let loaded = RwSignal::new(Loaded::Loading);
    let is_withdrawal = revision.withdrawal;
    if let Some((id, change)) = ids.filter(|_| !is_withdrawal) {
        spawn_local(async move {
            let answer = api::record(id, Some(change)).await;
            let now = answer.map_or_else(Loaded::Failed, |other| Loaded::Ready(Arc::new(other)));
            // The page may be gone by now.
            let _gone = loaded.try_set(now);
        });
    }
    let head = record.revisions.iter().find(|revision| revision.current).cloned();
    let keep = move |change: String| {
        let press = move |_| {
            deciding.decide(What::Settle { keep: change.clone(), comment: String::new() });
        };
        view! {
            <button
                type="button"
                class="button-small"
                data-action="keep"
                aria-disabled=move || deciding.review.is_busy.get().then_some("true")
                on:click=press
            >
                {words::KEEP.get(lang)}
            </button>
        }
    };
    let column = move |revision: &Revision, counts: bool| {
        let mark = counts.then(|| {
            view! { " " <span class="tag">{words::COUNTS.get(lang)}</span> }
        });
        view! {
            <th scope="col">
                {revision.author.clone()} {mark}
                <br/>
                {dates::moment(revision.stored_at_ms, lang)}
                <br/>
                {keep(revision.change.clone())}
            </th>
        }
    };
    let heads = view! {
        {head.as_ref().map(|head| column(head, true))}
        {column(&revision, false)}
    };
    let sections = record.sections.clone();
    let inside = move || {
        if is_withdrawal {
            return row_of_words(words::OTHER_WITHDRAWS.get(lang).to_owned());
        }
        match loaded.get() {
            Loaded::Loading => row_of_words(words::LOADING.get(lang).to_owned()),
            Loaded::Failed(error) => row_of_words(text::error(&error, lang)),
            Loaded::Ready(other) if other.unreadable => {
                row_of_words(words::NO_OTHER.get(lang).to_owned())
            }
            Loaded::Ready(other) => rows(lang, differences(other.sections.clone(), &sections)),
        }
    };
    let id = is_first.then_some(SETTLE_ID);
    view! {
        <section class="card card-held" data-card="settle">
            <h2 id=id tabindex="-1">{words::SETTLE_TITLE.get(lang)}</h2>
            <p class="card-why">{words::SETTLE_HOW.get(lang)}</p>
            <div class="rows-scroll" tabindex="0">
                <table class="rows settle">
                    <thead>
                        <tr><th scope="col">{words::QUESTION.get(lang)}</th>{heads}</tr>
                    </thead>
                    <tbody>{inside}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row_of_words(words: String) -> AnyView {
    view! { <tr><td colspan="3">{words}</td></tr> }.into_any()
}

fn rows(lang: Lang, found: Vec<Difference>) -> AnyView {
    if found.is_empty() {
        return row_of_words(words::NO_DIFFERENCE.get(lang).to_owned());
    }
    let rows = found.into_iter().map(|one| {
        let label = one.path.iter().map(|words| words.get(lang)).collect::<Vec<_>>().join(" › ");
        let now = one.now.map(|now| sheet::shown(lang, &label, &one.class, now.get(lang)));
        let now = now.unwrap_or_else(|| view! { <span>"–"</span> }.into_any());
        let before = sheet::shown(lang, &label, &one.class, one.before.get(lang));
        view! { <tr><th scope="row">{label.clone()}</th><td>{before}</td><td>{now}</td></tr> }
    });
    rows.collect_view().into_any()
}
