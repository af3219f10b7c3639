//! A picture that is there, what went wrong with the last one, and the way back after deleting it.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{model::Picture, picture::blob_of},
    id::BlobId,
};

use super::{Step, Taking, words};
use crate::{
    browser::camera,
    field::phone::storage::Storage,
    ui::{
        button::Button,
        lang::t,
        note::{Note, NoteKind},
        when::When,
    },
};

/// The picture with its buttons, or `empty` where there is none.
#[component]
pub fn Still(
    /// The question.
    taking: Taking,
    /// How to take one.
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView {
    let blob = taking.question.follow_answer(blob_of);
    let (trouble, removed) = (taking.trouble, taking.removed);
    let undo = {
        let taking = taking.clone();
        Callback::new(move |()| taking.undo())
    };
    let inside = {
        let taking = taking.clone();
        move || match blob.get() {
            Some(id) => untrack(|| view! { <Shown taking=taking.clone() id/> }.into_any()),
            None => untrack(|| empty.run()),
        }
    };
    view! {
        {inside}
        <When is=move || removed.with(Option::is_some)>
            <div class="undo" role="status">
                <span>{t(&words::REMOVED)}</span>
                <Button class="quiet" action="undo-picture" on_press=undo>{t(&words::UNDO)}</Button>
            </div>
        </When>
        {move || {
            let words = trouble.get()?;
            Some(view! { <Note kind=NoteKind::Warn><p role="alert">{t(&words)}</p></Note> })
        }}
    }
}

/// How far the bytes of a picture are.
#[derive(Clone, PartialEq, Eq)]
enum Bytes {
    Reading,
    /// At this address of the page.
    Here(String),
    /// The office has it; the small picture that stayed is at this address.
    AtOffice(Option<String>),
}

impl Bytes {
    async fn of(storage: Storage, id: BlobId) -> Self {
        if let Ok(Some(read)) = storage.picture(id).await {
            return Self::Here(camera::address(&read));
        }
        let small = storage.small_picture(id).await.ok().flatten();
        Self::AtOffice(small.map(|small| camera::address(&small)))
    }

    fn forget(&self) {
        if let Self::Here(address) | Self::AtOffice(Some(address)) = self {
            camera::forget(address);
        }
    }
}

#[component]
fn Shown(taking: Taking, id: BlobId) -> impl IntoView {
    let bytes = RwSignal::new(Bytes::Reading);
    let storage = taking.storage;
    spawn_local(async move {
        // The page may have been left meanwhile.
        if let Some(unused) = bytes.try_set(Bytes::of(storage, id).await) {
            unused.forget();
        }
    });
    on_cleanup(move || {
        if let Some(shown) = bytes.try_get_untracked() {
            shown.forget();
        }
    });
    let (class, alt) = match taking.picture {
        Picture::Scene => ("shot", &words::PHOTO_SHOWN),
        Picture::Paper => ("shot paper", &words::PHOTO_SHOWN),
        Picture::Signature => ("shot", &words::SIGNATURE_SHOWN),
    };
    let beside = if taking.picture == Picture::Paper { &words::READABLE } else { &words::KEPT };
    let again = {
        let taking = taking.clone();
        move || taking.begin()
    };
    let picture = move || match bytes.get() {
        Bytes::Reading => ().into_any(),
        Bytes::AtOffice(small) => view! {
            {small.map(|address| view! { <img class="shot" src=address alt=t(alt)/> })}
            <p class="hint">{t(&words::AT_OFFICE)}</p>
        }
        .into_any(),
        Bytes::Here(address) => view! {
            <img class=class src=address alt=t(alt) decoding="async"/>
            <p class="hint">{t(beside)}</p>
        }
        .into_any(),
    };
    view! {
        <div class="picture" data-picture=id.to_string()>{picture}</div>
        <div class="actions wrap">
            <Button class="second" action="take-again" on_press=again>{t(&words::TAKE_AGAIN)}</Button>
            <Button class="quiet" action="remove-picture" on_press=move || taking.remove()>
                {t(&words::REMOVE)}
            </Button>
        </div>
    }
}

/// Words while a picture is made and stored.
#[component]
pub fn Keeping() -> impl IntoView {
    view! { <p class="wait" role="status">{t(&words::KEEPING)}</p> }
}

impl Taking {
    /// True while this is the step; tracked.
    pub(super) fn is_at(&self, step: Step) -> Signal<bool> {
        let now = self.step;
        Signal::derive(move || now.get() == step)
    }
}
