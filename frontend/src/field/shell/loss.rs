//! What is said where the app's data on this phone was cleared while the app is open.

use leptos::prelude::*;

use super::words;
use crate::{
    field::{
        phone::{
            session::Session,
            storage::{Loss, Storage},
        },
        words as common,
    },
    ui::{
        button::Button,
        file::FileLink,
        lang::t,
        note::{Note, NoteKind},
    },
};

/// The note at the lower edge of every page, where it moves nothing; none while all is well.
#[component]
pub fn LossNote() -> impl IntoView {
    let session = expect_context::<Session>();
    move || {
        // Whoever has a profile has the running phone behind it.
        if session.profile.with(Option::is_none) {
            return ().into_any();
        }
        let storage = expect_context::<Storage>();
        match storage.loss.get() {
            Loss::None => ().into_any(),
            Loss::WrittenBack => view! {
                <div class="loss" role="alert" data-loss="written-back">
                    <Note kind=NoteKind::Warn>
                        <p>{t(&words::WRITTEN_BACK)}</p>
                        <Button class="small" action="loss-read" on_press=move || storage.forget_loss()>
                            {t(&words::UNDERSTOOD)}
                        </Button>
                    </Note>
                </div>
            }
            .into_any(),
            Loss::OnlyInMemory => view! {
                <div class="loss" role="alert" data-loss="only-in-memory">
                    <Note kind=NoteKind::Error>
                        <p class="strong">{t(&words::ONLY_IN_MEMORY)}</p>
                        <RescueLink storage/>
                    </Note>
                </div>
            }
            .into_any(),
        }
    }
}

/// Saves what only this tab has, as it is when the link is pressed; nothing where there is nothing.
#[component]
pub fn RescueLink(storage: Storage) -> impl IntoView {
    // What is typed after the link was drawn belongs into the file as well.
    storage.n_changes.track();
    let file = storage.rescue_file()?;
    let fresh = move || storage.rescue_file().map(|file| file.bytes);
    let without = (file.n_pictures > 0).then(|| {
        let words = common::counted(file.n_pictures, &words::NO_PICTURES_IN_FILE);
        view! { <p class="small" data-missing="pictures">{words}</p> }
    });
    Some(view! {
        <FileLink name=file.name bytes=file.bytes fresh>{t(&words::SAVE_FILE)}</FileLink>
        {without}
        <p class="small">{t(&words::OPEN_FILE)}</p>
    })
}
