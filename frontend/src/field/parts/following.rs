//! The pictures of records that follow after the data, and those that the office does not take.

use leptos::prelude::*;
use shared::{id::RecordId, sync::blob::words_of};

use crate::{
    field::{phone::storage::Storage, words},
    ui::{
        lang::t,
        note::{Note, NoteKind},
    },
};

/// "2 foto menyusul" of one record, or of all where none is named; nothing once all have arrived.
#[component]
pub fn Following(#[prop(optional)] record: Option<RecordId>) -> impl IntoView {
    let storage = expect_context::<Storage>();
    let following = Memo::new(move |_| {
        storage.n_changes.track();
        storage.following(record)
    });
    move || {
        let now = following.get();
        let waiting = (now.n_waiting > 0).then(|| {
            let words = words::counted(now.n_waiting, &words::PICTURES_FOLLOW);
            view! { <p class="below" data-following="">{words}</p> }
        });
        let refused = (!now.refusals.is_empty()).then(|| {
            let words = words::counted(now.refusals.len(), &words::PICTURES_REFUSED);
            // Each reason once: they are mended one by one, in their forms.
            let mut reasons = now.refusals;
            reasons.sort_unstable();
            reasons.dedup();
            let reasons = reasons.into_iter().map(|code| view! { <p>{t(&words_of(code))}</p> });
            view! {
                <Note kind=NoteKind::Warn>
                    <p>{words}</p>
                    {reasons.collect_view()}
                </Note>
            }
        });
        view! {
            {waiting}
            {refused}
        }
    }
}
