//! Why what was tried on a page failed.

use leptos::prelude::*;
use shared::text::Text;

use crate::ui::{
    lang::t,
    note::{Note, NoteKind},
    status::Status,
};

/// The note; nothing while the words are empty.
#[component]
pub fn TroubleNote(
    /// Why.
    trouble: RwSignal<Text>,
) -> impl IntoView {
    move || {
        let words = trouble.get();
        (!words.is_empty()).then(|| {
            view! {
                <Note kind=NoteKind::Error>
                    <Status words=t(&words)/>
                </Note>
            }
        })
    }
}
