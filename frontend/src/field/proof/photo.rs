//! A photo: taken by the camera inside the page, or from a file.

use client::picture::{self, HEAD_BYTES};
use leptos::{ev, html::Video, prelude::*, task::spawn_local};
use shared::form::model::Picture;
use web_sys::Element;

use super::{
    Step, Taking, obstacle_words,
    shown::{Keeping, Still},
    words,
};
use crate::{
    browser::camera::{self, NoCamera, Profile},
    ui::{
        button::Button,
        dom::{set_value_of, target_of},
        form::BoxSet,
        lang::t,
        when::When,
    },
};

/// How large photos are kept (domain G′ 4).
const fn profile(picture: Picture) -> Profile {
    match picture {
        Picture::Paper => Profile { longest: 2_000, is_grey: true, most_bytes: 250_000 },
        Picture::Scene | Picture::Signature => {
            Profile { longest: 1_280, is_grey: false, most_bytes: 130_000 }
        }
    }
}

/// The question for a photo.
#[component]
pub fn Photo(taking: Taking) -> impl IntoView {
    let (still, camera) = (taking.clone(), taking.clone());
    view! {
        <BoxSet question=taking.question.clone()>
            <When is=taking.is_at(Step::Still)>
                <Still taking=still.clone() empty={
                    let taking = still.clone();
                    move || view! { <Ways taking=taking.clone()/> }
                }/>
            </When>
            <When is=taking.is_at(Step::Taking)>
                <Camera taking=camera.clone()/>
            </When>
            <When is=taking.is_at(Step::Keeping)>
                <Keeping/>
            </When>
        </BoxSet>
    }
}

/// How to take one: by the camera, or from a file.
#[component]
fn Ways(taking: Taking) -> impl IntoView {
    let picked = {
        let taking = taking.clone();
        move |event: ev::Event| {
            if let Some(input) = target_of(&event) {
                let taking = taking.clone();
                spawn_local(async move { from_file(taking, input).await });
            }
        }
    };
    view! {
        <div class="actions wrap">
            <Button class="second" action="take-photo" on_press=move || taking.begin()>
                {t(&words::TAKE)}
            </Button>
            <label class="file">
                <input
                    type="file"
                    accept="image/jpeg,image/png,image/webp"
                    // The same file again is a change again.
                    on:click=|event| set_value_of(&event, "")
                    on:change=picked
                />
                {t(&words::CHOOSE)}
            </label>
        </div>
    }
}

/// Looks at the head of a file before it is decoded.
async fn from_file(taking: Taking, input: Element) {
    let Some(head) = camera::head_of(&input, HEAD_BYTES).await else { return };
    if let Err(unfit) = picture::size(&head) {
        return taking.end(Some(unfit.words()));
    }
    taking.step.try_set(Step::Keeping);
    let kept = camera::file(&input, profile(taking.picture)).await;
    // A file whose head was right and whose rest is not says so as a damaged one.
    match kept {
        Err(NoCamera::Failed) => taking.end(Some(picture::Unfit::Damaged.words())),
        kept => taking.keep(kept).await,
    }
}

/// The camera, until a picture is taken or somebody goes back.
#[component]
fn Camera(taking: Taking) -> impl IntoView {
    let video = NodeRef::<Video>::new();
    let shown = StoredValue::new_local(None::<Element>);
    // True once there is something to take.
    let is_on = RwSignal::new(false);
    Effect::new({
        let taking = taking.clone();
        move || {
            let Some(video) = video.get() else { return };
            let video: Element = video.into();
            shown.set_value(Some(video.clone()));
            let (taking, lost) = (taking.clone(), lost(taking.clone()));
            spawn_local(async move {
                match camera::open(&video, profile(taking.picture), lost).await {
                    Ok(()) => {
                        is_on.try_set(true);
                    }
                    Err(obstacle) => taking.end(obstacle_words(obstacle)),
                }
            });
        }
    });
    on_cleanup(move || {
        if let Some(Some(video)) = shown.try_get_value() {
            camera::close(&video);
        }
    });
    let stop = {
        let taking = taking.clone();
        move || taking.end(None)
    };
    let shoot = move || {
        let Some(video) = shown.get_value().filter(|_| is_on.get_untracked()) else { return };
        is_on.set(false);
        let taking = taking.clone();
        spawn_local(async move {
            let kept = camera::shot(&video, profile(taking.picture)).await;
            taking.keep(kept).await;
        });
    };
    view! {
        <div class="camera">
            <video node_ref=video prop:muted=true playsinline="" autoplay=""></video>
            <When is=move || !is_on.get()>
                <p class="wait" role="status">{t(&words::STARTING)}</p>
            </When>
            <div class="actions wrap">
                <When is=is_on>
                    <Button class="first" action="shoot" on_press=shoot.clone()>
                        {t(&words::SHOOT)}
                    </Button>
                </When>
                <Button class="quiet" action="camera-off" on_press=stop>{t(&words::STOP)}</Button>
            </div>
        </div>
    }
}

/// What happens when the camera goes off by itself.
fn lost(taking: Taking) -> impl FnMut(bool) {
    move |is_taken_away| {
        // The page may have been left, or the picture taken.
        if taking.step.try_get_untracked() == Some(Step::Taking) {
            taking.end(is_taken_away.then_some(words::CAMERA_LOST));
        }
    }
}
