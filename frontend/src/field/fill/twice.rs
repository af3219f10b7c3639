//! Another form of the same visit and kind about somebody of the same name: a child that comes to the
//! scales twice.

use leptos::prelude::*;
use shared::id::RecordId;

use super::{draft::DraftFacts, words};
use crate::{
    field::{phone::storage::Storage, route::Route, words as common},
    ui::{
        form::Filling,
        lang::t,
        note::{Note, NoteKind},
    },
};

/// A note that leads to the other form, if there is one.
#[component]
pub fn Twice(form: Filling, facts: DraftFacts) -> impl IntoView {
    let storage = expect_context::<Storage>();
    let visit = facts.visit?;
    let subject = form.follow(move |_, state| form.kind.subject_of(&state.values));
    let other = Memo::new(move |_| {
        let name = subject.get();
        other_of(storage, facts, visit, name.trim()).map_or_else(String::new, |route| route.href())
    });
    let note = move || {
        let href = other.get();
        (!href.is_empty()).then(|| {
            view! {
                <Note kind=NoteKind::Warn>
                    <p>{t(&words::TWICE)}</p>
                    <a class="plain" href=href>{t(&common::LOOK)}</a>
                </Note>
            }
        })
    };
    Some(note)
}

/// The other form; tracked.
fn other_of(storage: Storage, facts: DraftFacts, visit: RecordId, name: &str) -> Option<Route> {
    if name.is_empty() {
        return None;
    }
    let is_other = |(of, kind, record): (Option<RecordId>, u16, RecordId), subject: &str| {
        (of, kind) == (Some(visit), facts.kind)
            && record != facts.record
            && subject.trim().eq_ignore_ascii_case(name)
    };
    let record = storage.records.with(|records| {
        let mut finished = records.items().iter().filter(|item| !item.is_withdrawal);
        finished
            .find(|item| is_other((item.visit, item.kind, item.record), &item.subject))
            .map(|item| Route::Record(item.record))
    });
    record.or_else(|| {
        storage.drafts.with(|drafts| {
            let mut drafts = drafts.items().iter();
            drafts
                .find(|item| is_other((item.visit, item.kind, item.record), &item.subject))
                .map(|item| Route::Fill { draft: item.record, section: String::new() })
        })
    })
}
