//! Whether what was typed is on the phone.

use leptos::prelude::*;

use super::words;
use crate::{
    app::dates,
    field::phone::{
        clock::Clock,
        storage::{Saving, Storage},
    },
    ui::lang::t,
};

/// Says so in words.
#[component]
pub fn SavingLine() -> impl IntoView {
    let (storage, clock) = (expect_context::<Storage>(), expect_context::<Clock>());
    let line = move || {
        let (class, words) = match storage.saving.get() {
            Saving::Untouched => ("saving", t(&words::SAVES_ITSELF)),
            Saving::Pending => ("saving", t(&words::SAVING)),
            Saving::Saved => ("saving done", t(&words::SAVED)),
            Saving::Failed(words) => ("saving failed", t(&words)),
            Saving::Conflict(_) => ("saving failed", t(&words::AS_COPY)),
        };
        let is_saved = class == "saving done";
        let time = if is_saved { dates::clock(clock.now_ms(), ".") } else { String::new() };
        view! { <span class=class>{[words, " ", &time].concat()}</span> }
    };
    view! { <span role="status">{line}</span> }
}
