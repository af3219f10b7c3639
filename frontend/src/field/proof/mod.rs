//! What proves an answer: photos, signatures, the place. It takes the camera and the receiver of the
//! phone, and keeps a picture with the draft that names it.
//!
//! None of them is ever in the way: what the phone or a person refuses is said in words, and the form
//! goes on.

mod location;
mod photo;
mod shown;
mod signature;
mod words;

use std::sync::Arc;

use client::{
    blob::{MEDIA_JPEG, MEDIA_PNG},
    device::DeviceError,
    store::StoreError,
};
use leptos::prelude::*;
use shared::{
    form::{
        fix::is_place,
        model::{Kind, Picture},
        value::Value,
    },
    id::RecordId,
    text::Text,
};

use super::{
    parts::proof::Album,
    phone::storage::{Storage, Taken},
};
use crate::{
    browser::camera::{Kept, NoCamera},
    ui::{
        form::{BoxSet, Question},
        lang::t,
    },
};

/// Draws the question for a photo, a signature or a place.
pub fn view(question: Arc<Question>) -> AnyView {
    let picture = match question.field.kind {
        ref place if is_place(place) => return view! { <location::Location question/> }.into_any(),
        Kind::Picture(picture) => picture,
        _ => return ().into_any(),
    };
    let Some(Album(record)) = use_context() else {
        let words = t(&words::PRACTICE);
        return view! { <BoxSet question><p class="hint">{words}</p></BoxSet> }.into_any();
    };
    let taking = Taking::new(question, record, picture);
    match picture {
        Picture::Signature => view! { <signature::Signature taking/> }.into_any(),
        Picture::Scene | Picture::Paper => view! { <photo::Photo taking/> }.into_any(),
    }
}

/// What the question shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The picture, or how to take one.
    Still,
    /// The camera, or the box to sign in.
    Taking,
    /// Words, while a picture is made and stored.
    Keeping,
}

/// A picture that is being taken for a question.
#[derive(Clone)]
struct Taking {
    question: Arc<Question>,
    picture: Picture,
    record: RecordId,
    storage: Storage,
    step: RwSignal<Step>,
    /// What went wrong last.
    trouble: RwSignal<Option<Text>>,
    /// What was deleted last, until there is another.
    removed: RwSignal<Option<Value>>,
}

impl Taking {
    fn new(question: Arc<Question>, record: RecordId, picture: Picture) -> Self {
        Self {
            question,
            picture,
            record,
            storage: expect_context(),
            step: RwSignal::new(Step::Still),
            trouble: RwSignal::new(None),
            removed: RwSignal::new(None),
        }
    }

    /// Begins to take one.
    fn begin(&self) {
        self.trouble.set(None);
        self.step.set(Step::Taking);
    }

    /// Goes back to what is there, with words where something went wrong.
    fn end(&self, trouble: Option<Text>) {
        self.trouble.try_set(trouble);
        self.step.try_set(Step::Still);
    }

    /// Stores a picture with the draft and puts it into the form.
    async fn keep(&self, kept: Result<Kept, NoCamera>) {
        let Kept { bytes, sha256, small } = match kept {
            Ok(kept) => kept,
            Err(obstacle) => return self.end(obstacle_words(obstacle)),
        };
        self.step.try_set(Step::Keeping);
        let media = if self.picture == Picture::Signature { MEDIA_PNG } else { MEDIA_JPEG };
        let taken = Taken { media, sha256, bytes, small };
        match self.storage.add_picture(self.record, &self.question.path, &taken).await {
            Ok(answer) => {
                self.question.put(Some(answer));
                self.removed.try_set(None);
                self.end(None);
            }
            Err(DeviceError::Store(StoreError::Full)) => self.end(Some(words::FULL)),
            Err(error) => self.end(Some(error.words())),
        }
    }

    /// Takes the picture out of the form. Its bytes stay until it is sure that nobody wants them back.
    fn remove(&self) {
        self.removed.set(self.question.answer());
        self.trouble.set(None);
        self.question.put(None);
    }

    fn undo(&self) {
        if let Some(answer) = self.removed.write().take() {
            self.question.put(Some(answer));
        }
    }
}

/// What to say where the camera gives no picture; nothing where another question has it now.
const fn obstacle_words(obstacle: NoCamera) -> Option<Text> {
    match obstacle {
        NoCamera::Refused => Some(words::CAMERA_REFUSED),
        NoCamera::Missing => Some(words::CAMERA_MISSING),
        NoCamera::Busy => Some(words::CAMERA_BUSY),
        NoCamera::Failed => Some(words::PICTURE_FAILED),
        NoCamera::Passed => None,
    }
}
