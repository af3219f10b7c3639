//! What was decided last, and the button that takes it back within the minute. Stands over every page.

use leptos::prelude::*;
use shared::{id::RecordId, text::Lang};

use super::{
    failure,
    model::{Last, Review},
    words,
};
use crate::{
    office::{desk::Desk, detail::model::Detail, list::model::List, route::Route},
    ui::live::Live,
};

/// The bar. Nothing moves when it comes or goes.
#[component]
pub fn UndoBar() -> impl IntoView {
    let (desk, review) = (expect_context::<Desk>(), expect_context::<Review>());
    let models = (expect_context::<Detail>(), expect_context::<List>());
    let is_over = Memo::new(move |_| review.left_s.get() == 0);
    let told = move || {
        let lang = desk.lang.get();
        let is_over = is_over.get();
        review
            .last
            .with(|last| last.as_ref().map_or_else(String::new, |last| told(last, is_over, lang)))
    };
    let can_undo = Memo::new(move |_| {
        let is_open = review.last.with(|last| last.as_ref().is_some_and(|last| last.end.is_none()));
        is_open && !is_over.get()
    });
    let undo = move || {
        can_undo.get().then(|| {
            let words = move || words::undo(review.left_s.get(), desk.lang.get());
            view! {
                <button
                    type="button"
                    class="button"
                    data-action="undo"
                    aria-keyshortcuts="U"
                    // Read once, not at every second.
                    aria-label=desk.say(words::UNDO)
                    on:click=move |_| review.undo(desk, models)
                >
                    <Live words/>
                </button>
            }
        })
    };
    // Of one record, the way back to it, unless it is on the page.
    let open = move || {
        let record = review.last.with(|last| match last.as_ref()?.decisions.as_slice() {
            [only] => RecordId::parse(&only.record),
            _ => None,
        })?;
        let is_here =
            desk.route.with(|route| matches!(route, Route::Record(here, _) if *here == record));
        let href = Route::Record(record, desk.route.with(Route::filter)).href();
        (!is_here).then(|| view! { <a class="button" href=href>{desk.show(words::OPEN)}</a> })
    };
    let is_shown = Memo::new(move |_| review.last.with(Option::is_some));
    view! {
        <div class="toast-place">
            <div class="toast" class:is-empty=move || !is_shown.get()>
                <p role="status"><Live words=told/></p>
                {undo}
                {move || is_shown.get().then(|| view! {
                    {open}
                    <button
                        type="button"
                        class="button"
                        data-action="close-last"
                        on:click=move |_| review.last.set(None)
                    >
                        {desk.show(words::CLOSE)}
                    </button>
                })}
            </div>
        </div>
    }
}

fn told(last: &Last, is_over: bool, lang: Lang) -> String {
    let kind = last.decisions.first().map_or("", |decision| decision.kind_words.get(lang));
    let decided = words::decided(&last.subject, kind);
    match &last.end {
        None if is_over => format!("{decided} {}", words::SETTLED.get(lang)),
        None => decided,
        Some(Ok(())) => format!("{} {}", last.subject, words::UNDONE.get(lang)),
        Some(Err(failure)) => format!("{decided} {}", failure::told(failure, lang)),
    }
}
