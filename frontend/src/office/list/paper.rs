//! The list on paper: all rows of the filter and not only those that were loaded, up to a bound, and how
//! many of how many.

use leptos::prelude::*;
use shared::text::Lang;

use super::{
    model::{List, Loading},
    words,
};
use crate::{office::desk::Desk, ui::live::Live};

/// Most rows on paper: some 70 sheets. More is a file and not a print.
const ROWS_MAX: usize = 2_000;

/// Loads what is missing, then opens the browser's own printing.
#[component]
pub fn PrintButton(lang: Lang, list: List) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let is_loading = RwSignal::new(false);
    let press = move |_| {
        let is_settled =
            matches!(list.loading.get_untracked(), Loading::Done | Loading::MoreFailed(_));
        if is_loading.get_untracked() || !is_settled {
            return;
        }
        is_loading.set(true);
        list.load_all(desk, ROWS_MAX, move || {
            let _left = is_loading.try_set(false);
            // The rows are on the page one frame later. A browser that cannot print does nothing.
            request_animation_frame(|| {
                let _ignored = window().print();
            });
        });
    };
    Effect::new(move |_| {
        if matches!(list.loading.get(), Loading::MoreFailed(_)) {
            is_loading.set(false);
        }
    });
    let words = move || {
        if is_loading.get() {
            words::preparing(list.rows.with(Vec::len), lang)
        } else {
            words::PRINT.get(lang).to_owned()
        }
    };
    let is_empty = move || list.rows.with(Vec::is_empty);
    view! {
        <button
            type="button"
            class="button-small"
            data-action="print"
            hidden=is_empty
            aria-disabled=move || is_loading.get().then_some("true")
            on:click=press
        >
            <Live words/>
        </button>
    }
}

/// What a reader of the paper has to know: how many rows, and that it was cut.
#[component]
pub fn OnPaper(lang: Lang, list: List, #[prop(into)] n_all: Signal<u64>) -> impl IntoView {
    let words = move || words::on_paper(list.rows.with(Vec::len), n_all.get(), ROWS_MAX, lang);
    let is_cut = move || list.next.get().is_some();
    view! {
        <p class="print-only" class:paper-cut=is_cut><Live words/></p>
    }
}
