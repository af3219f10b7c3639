//! The frame of a page.

use leptos::prelude::*;
use shared::text::Text;

use super::{ask::Asked, chip::Chip, loss::LossNote, words};
use crate::{
    app::router::Route as _,
    field::{
        phone::{
            toasts::{Toast, Toasts},
            updates::Updates,
        },
        route::{Route, Show},
        words as common,
    },
    ui::{
        button::Button,
        each::Anew,
        icon::{Icon, Sign},
        lang::t,
    },
};

/// Where a page leads back to, and what that is called.
pub type Back = Option<(Route, Text)>;

/// Back to the home page.
pub const HOME: Back = Some((Route::Home, common::HOME));

/// A page one step below another, with a heading.
#[component]
pub fn PlainPage(
    /// The heading.
    title: &'static str,
    /// The way back.
    #[prop(default = None)]
    back: Back,
    children: Children,
) -> impl IntoView {
    view! {
        <Frame back>
            <h1>{title}</h1>
            {children()}
        </Frame>
    }
}

/// One of the main pages, with the row of places.
#[component]
pub fn MainPage(
    /// Which of the places.
    here: Route,
    children: Children,
) -> impl IntoView {
    view! { <Frame back=None here>{children()}</Frame> }
}

/// A page whose heading its children bring.
#[component]
pub fn Frame(
    /// The way back; where there is none, the name of the app leads home.
    back: Back,
    /// Which of the main pages it is, if it is one.
    #[prop(optional)]
    here: Option<Route>,
    /// What comes and goes while the page is used: above its lower edge, where it moves nothing.
    #[prop(optional)]
    foot: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let left = match back {
        Some((route, words)) => view! {
            <a class="back" href=route.href()>
                <Icon sign=Sign::Back/>
                <span>{t(&words)}</span>
            </a>
        }
        .into_any(),
        None => view! { <a class="brand" href="/">{t(&common::APP)}</a> }.into_any(),
    };
    view! {
        <div class="page">
            <header class="bar">{left} <Chip/></header>
            <div class="content">{children()}</div>
            <Asked/>
            <div class="toasts" role="status" aria-live="polite">
                <LossNote/>
                {foot}
                <Update/>
                <PassingBy/>
            </div>
            {here.map(|here| view! { <Places here/> })}
        </div>
    }
}

/// Offers a new version that lies ready.
#[component]
fn Update() -> impl IntoView {
    let updates = expect_context::<Updates>();
    move || {
        let start = updates.start.get()?;
        Some(view! {
            <div class="update">
                <span>{t(&words::UPDATE_READY)}</span>
                <Button class="small" on_press=move || start()>{t(&words::UPDATE)}</Button>
            </div>
        })
    }
}

/// The sentence that passes by.
#[component]
fn PassingBy() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    // Drawn anew each time, so that the same sentence twice is seen and read aloud twice.
    let key = move || toasts.get().map_or_else(String::new, |toast| toast.number.to_string());
    let draw = move |_| match untrack(|| toasts.get()) {
        Some(Toast { words, undo, .. }) => {
            let undo = undo.map(|undo| {
                view! { <Button class="small" on_press=move || undo()>{t(&words::UNDO)}</Button> }
            });
            view! {
                <div class="toast">
                    <span>{t(&words)}</span>
                    {undo}
                </div>
            }
            .into_any()
        }
        None => ().into_any(),
    };
    view! { <Anew key=Signal::derive(key) draw/> }
}

/// The row of places.
#[component]
fn Places(here: Route) -> impl IntoView {
    let places = [
        (Route::Home, common::HOME, Sign::House),
        (Route::Records(Show::All), common::RECORDS, Sign::Sheet),
        (Route::Sync, common::SYNC, Sign::Up),
        (Route::Settings, common::SETTINGS, Sign::Gear),
    ];
    let links = places.map(|(route, words, sign)| {
        let current = route.is_same_page(&here).then_some("page");
        view! {
            <a href=route.href() aria-current=current>
                <Icon sign/>
                <span>{t(&words)}</span>
            </a>
        }
        .into_any()
    });
    view! {
        <nav class="places" aria-label=t(&words::PLACES)>{links.into_iter().collect_view()}</nav>
    }
}
