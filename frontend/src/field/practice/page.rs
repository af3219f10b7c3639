//! The page of a practice form.

use client::device::Surroundings;
use leptos::prelude::*;
use shared::{form::model::FormKind, forms::visit};

use super::{Typed, words};
use crate::{
    app::router::Router,
    field::{
        form::{
            self,
            steps::{FormSteps, Steps},
        },
        phone::{clock::Clock, toasts::Toasts},
        route::Route,
        shell::frame::{Frame, HOME},
        words as common,
    },
    ui::{button::Button, form::FormState, lang::t},
};

/// A form to try.
pub fn page(kind: &'static FormKind, typed: Typed) -> AnyView {
    let is_finished = RwSignal::new(false);
    view! {
        {move || {
            if is_finished.get() {
                view! { <Finished kind is_finished/> }.into_any()
            } else {
                view! { <Practice kind typed is_finished/> }.into_any()
            }
        }}
    }
    .into_any()
}

fn place(kind: &FormKind, section: &str) -> Route {
    Route::Practice { kind: kind.id, section: String::from(section) }
}

#[component]
fn Practice(kind: &'static FormKind, typed: Typed, is_finished: RwSignal<bool>) -> impl IntoView {
    let (clock, toasts) = (expect_context::<Clock>(), expect_context::<Toasts>());
    let router = expect_context::<Router<Route>>();
    let is_visit = kind.id == visit::VISIT.id;
    let visit = (!is_visit).then(|| visit::practice(clock.today()));
    let around = Surroundings { visit, ..Surroundings::default() };
    let remember = move |state: &FormState| typed.0.update_value(|typed| typed.clone_from(state));
    let form =
        form::begin((kind, kind.version, None), typed.0.get_value(), around, clock, remember);
    let steps = Steps {
        form,
        route: Callback::new(move |section| place(kind, section)),
        on_step: Callback::new(|()| {}),
        on_finish: Callback::new(move |()| {
            if !form::is_whole(form, toasts) {
                return;
            }
            typed.0.set_value(FormState::default());
            is_finished.set(true);
            router.leave(place(kind, ""));
        }),
        is_busy: RwSignal::new(false),
        is_from_review: StoredValue::new(false),
        router,
    };
    view! {
        <Frame back=HOME>
            <div class="as-one">
                <Banner/>
                <FormSteps steps/>
            </div>
        </Frame>
    }
}

/// Says on every screen that it does not count.
#[component]
fn Banner() -> impl IntoView {
    view! { <p class="banner">{t(&words::PRACTICE_BANNER)}</p> }
}

#[component]
fn Finished(kind: &'static FormKind, is_finished: RwSignal<bool>) -> impl IntoView {
    let router = expect_context::<Router<Route>>();
    let again = move || {
        router.replace(place(kind, ""));
        is_finished.set(false);
    };
    view! {
        <Frame back=HOME>
            <Banner/>
            <h1>{t(&words::PRACTICE_DONE)}</h1>
            <p>{t(&words::PRACTICE_DONE_HELP)}</p>
            <div class="actions stacked">
                <a class="button first" href=Route::Home.href()>{t(&common::TO_HOME)}</a>
                <Button class="second" on_press=again>{t(&words::PRACTICE_AGAIN)}</Button>
            </div>
        </Frame>
    }
}
