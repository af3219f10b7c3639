//! The page that the desk opens with: what waits for this person today, and whom to call.

mod piles;
mod words;

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use shared::{desk::review::Today, text::Lang};

use super::{
    api::{self, ApiError},
    desk::Desk,
    heading::Heading,
    review::model::Review,
    text,
};

/// How far loading is.
#[derive(Clone)]
enum Loaded {
    Loading,
    Ready(Arc<Today>),
    Failed(ApiError),
}

/// The page. It is asked for each time: others decide, too.
#[component]
pub fn TodayPage(lang: Lang) -> impl IntoView {
    let (desk, review) = (expect_context::<Desk>(), expect_context::<Review>());
    let loaded = RwSignal::new(Loaded::Loading);
    let load = move || {
        loaded.set(Loaded::Loading);
        spawn_local(async move {
            let now = match api::today().await {
                Ok(today) => {
                    review.remember_queue(&today);
                    Loaded::Ready(Arc::new(today))
                }
                Err(error) => {
                    desk.note(&error);
                    Loaded::Failed(error)
                }
            };
            // The page may be gone by now.
            let _gone = loaded.try_set(now);
        });
    };
    load();
    desk.title(words::TITLE.get(lang));
    let inside = move || match loaded.get() {
        Loaded::Loading => {
            view! { <p class="page-wait" role="status">{words::LOADING.get(lang)}</p> }.into_any()
        }
        Loaded::Failed(error) => view! {
            <div class="page-message" role="alert">
                <p><strong>{words::FAILED.get(lang)}</strong></p>
                <p>{text::error(&error, lang)}</p>
                <button type="button" class="button-main" on:click=move |_| load()>
                    {text::TRY_AGAIN.get(lang)}
                </button>
            </div>
        }
        .into_any(),
        Loaded::Ready(today) => all(lang, &today, desk.decides()),
    };
    view! {
        <div class="page today">
            <div class="list-head">
                <Heading>{words::TITLE.get(lang)}</Heading>
                <button
                    type="button"
                    class="button-small"
                    data-action="reload"
                    on:click=move |_| load()
                >
                    {words::RELOAD.get(lang)}
                </button>
            </div>
            {inside}
        </div>
    }
}

/// The piles that have something in them; that all is done, if none has.
fn all(lang: Lang, today: &Today, decides: bool) -> AnyView {
    let piles = [
        piles::to_review(lang, &today.to_review, today.n_urgent, decides),
        piles::fell_away(lang, &today.fell_away),
        piles::conflicts(lang, &today.conflicts),
        piles::held(lang, &today.held),
        piles::unreached(lang, &today.unreached),
        piles::silent(lang, &today.silent),
    ];
    if piles.iter().all(Option::is_none) {
        return view! {
            <div class="list-empty" data-pile="none" role="status">
                <p class="list-empty-title">{words::ALL_DONE.get(lang)}</p>
                <p>{words::ALL_DONE_WHY.get(lang)}</p>
            </div>
        }
        .into_any();
    }
    view! { <div class="piles">{piles.into_iter().flatten().collect_view()}</div> }.into_any()
}
