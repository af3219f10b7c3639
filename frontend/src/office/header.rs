//! The bar on top of every page: where one is, who one is, the language, the way out.

use leptos::prelude::*;
use shared::{
    desk::session::Me,
    text::{Lang, Text},
};

use super::{
    desk::{Desk, Leaving, Session},
    route::Route,
    text,
};
use crate::ui::live::Live;

/// The bar. `sign_out` ends the session.
#[component]
pub fn Header(sign_out: Callback<()>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let person = move || match desk.session.get() {
        Session::In(me) => Some(view! { <Person me sign_out/> }),
        Session::Opening | Session::Failed(_) | Session::Out(_) => None,
    };
    let pages = move || matches!(desk.session.get(), Session::In(_)).then(|| view! { <Pages/> });
    view! {
        <header class="bar">
            <div class="bar-inside">
                <a class="bar-name" href=Route::Today.href() data-afresh="">
                    <span class="bar-mark" aria-hidden="true"></span>
                    <span>"Mutakhir"<span class="bar-desk">" Kantor"</span></span>
                </a>
                {pages}
                <div class="bar-end">
                    {person}
                    <Languages/>
                </div>
            </div>
        </header>
    }
}

/// What waits, and the two lists that the desk has.
#[component]
fn Pages() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let link = move |to: Route, words: Text, is_here: fn(&Route) -> bool| {
        let current = move || desk.route.with(is_here).then_some("page");
        view! {
            <a class="bar-page" href=to.href() aria-current=current data-afresh="">
                {desk.show(words)}
            </a>
        }
    };
    view! {
        <nav class="bar-pages" aria-label=desk.say(text::PAGES)>
            {link(Route::Today, text::TODAY, |route| *route == Route::Today)}
            {link(Route::List(Default::default()), text::RECORDS, |route| {
                matches!(route, Route::List(_) | Route::Record(..) | Route::Version(..))
            })}
            {link(Route::Families(Default::default()), text::FAMILIES, |route| {
                matches!(route, Route::Families(_) | Route::Family(..))
            })}
            {link(Route::Files(Default::default()), text::FILES, |route| {
                matches!(route, Route::Files(_))
            })}
        </nav>
    }
}

#[component]
fn Person(me: Me, sign_out: Callback<()>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let is_leaving = move || desk.leaving.get() == Leaving::Asking;
    let leave = move || {
        let words = if is_leaving() { text::SIGNING_OUT } else { text::SIGN_OUT };
        words.get(desk.lang.get()).to_owned()
    };
    let role = text::role(&me.role);
    let role = move || role.get(desk.lang.get()).to_owned();
    let scope = me.scope.title.clone();
    view! {
        <p class="bar-person">
            <strong>{me.name}</strong>
            <span class="bar-role">
                <Live words=role/>
                {(!scope.is_empty()).then(|| format!(" · {scope}"))}
            </span>
        </p>
        <button
            type="button"
            class="bar-button"
            data-action="sign-out"
            on:click=move |_| sign_out.run(())
        >
            <Live words=leave/>
        </button>
    }
}

#[component]
fn Languages() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let button = move |lang: Lang, short: &'static str, long: &'static str, code: &'static str| {
        view! {
            <button
                type="button"
                class="bar-lang"
                lang=code
                title=long
                aria-pressed=move || (desk.lang.get() == lang).to_string()
                on:click=move |_| desk.speak(lang)
            >
                {short}
            </button>
        }
    };
    view! {
        <div class="bar-langs" role="group" aria-label=desk.say(text::LANGUAGE)>
            {button(Lang::Id, "ID", "Bahasa Indonesia", "id")}
            {button(Lang::En, "EN", "English", "en")}
        </div>
    }
}
