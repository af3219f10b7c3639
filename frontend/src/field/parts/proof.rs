//! Photos, signatures and places in forms. The code that draws them and speaks with the camera is fetched
//! when a form first asks for one.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use shared::id::RecordId;

use crate::{
    app::chunk::Loading,
    field::words,
    ui::{
        button::Button,
        form::{DrawProof, DrawQuestion, Question},
        lang::t,
    },
};

/// The draft that pictures are kept with; a practice form has none, and keeps none.
#[derive(Clone, Copy)]
pub struct Album(pub RecordId);

/// How far the code is.
#[derive(Clone, Copy)]
enum Part {
    Loading,
    Here(DrawQuestion),
    Failed,
}

/// What forms draw, with the code fetched by `load`.
pub fn by(load: fn() -> Loading<DrawQuestion>) -> DrawProof {
    DrawProof(Callback::new(move |question| view! { <Proof question load/> }.into_any()))
}

#[component]
fn Proof(question: Arc<Question>, load: fn() -> Loading<DrawQuestion>) -> impl IntoView {
    let part = RwSignal::new(Part::Loading);
    let fetch = move || {
        spawn_local(async move {
            let loaded = load().await;
            // The page may have been left meanwhile.
            part.try_set(loaded.map_or(Part::Failed, Part::Here));
        });
    };
    fetch();
    let again = Callback::new(move |()| {
        part.set(Part::Loading);
        fetch();
    });
    let inside = move || match part.get() {
        Part::Loading => ().into_any(),
        Part::Here(draw) => untrack(|| draw(Arc::clone(&question))),
        Part::Failed => view! {
            <p class="small">{t(&words::NO_CAMERA_PART)}</p>
            <Button class="small" on_press=again>{t(&words::TRY_AGAIN)}</Button>
        }
        .into_any(),
    };
    // It has its room from the start: nothing moves when the buttons come.
    view! { <div class="proof">{inside}</div> }
}
