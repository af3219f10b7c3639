//! The root of the phone app: provides what pages take by context, starts what runs beside them, and
//! shows the page of the place.

use leptos::{prelude::*, task::spawn_local};
use shared::{form::model::KindId, forms, text::Text};

use super::{
    chunks::{FindKind, Page, Parts},
    parts::{growth::LoadGrowth, missing, proof},
    phone::{
        clock::Clock,
        obstacle::Obstacle,
        session::{Phase, Session},
        toasts::Toasts,
        updates::Updates,
    },
    practice,
    route::Route,
    shell::{
        ask::Questions,
        frame::{HOME, PlainPage},
        text_size::TextSize,
    },
    words,
};
use crate::{
    app::{
        chunk::{Chunk, Loading, NotHere},
        language::Language,
        mount::mount,
        router::Router,
    },
    browser::{self, history, taps},
    ui::{
        each::Anew,
        lang::{self, t},
    },
};

/// After this long without the running part the person is told why nothing happens, milliseconds.
const PHONE_SLOW_MS: u32 = 8_000;
/// Between two tries to fetch the running part, milliseconds.
const PHONE_AGAIN_MS: u32 = 3_000;

/// Starts the phone app in its page.
pub fn start(parts: Parts) {
    mount(move || view! { <App parts/> }.into_any());
}

/// The whole app.
#[component]
fn App(
    /// How the parts are fetched.
    parts: Parts,
) -> impl IntoView {
    let questions = Questions::none();
    let router = Router::<Route>::start(move |arrival| {
        // What was asked belongs to the page that was left.
        if arrival.is_new_page {
            questions.close();
        }
        taps::new_screen();
        history::name_page(arrival.scroll_y, true);
    });
    let clock = Clock::new();
    provide_context(router);
    provide_context(clock);
    provide_context(Session::new(clock));
    provide_context(Toasts::new());
    provide_context(Updates::new());
    provide_context(Language::indonesian());
    provide_context(questions);
    provide_context(TextSize::chosen());
    provide_context(LoadGrowth(parts.growth));
    provide_context(proof::by(parts.proof));
    taps::guard();
    history::name_page(history::scrolled(), false);
    start_phone(parts.phone);
    // Another section of the same form is the same page and stays as it is.
    let page = Memo::new(move |_| router.with(Route::page));
    view! { <Anew key=page draw=move |_| view! { <PageHere parts/> }.into_any()/> }
}

/// Fetches what runs beside the pages, as often as it takes, and starts it.
fn start_phone(phone: fn() -> Loading<fn()>) {
    let session = expect_context::<Session>();
    let owner = Owner::current().unwrap_or_default();
    let slow = browser::after(PHONE_SLOW_MS, move || session.phase.set(Phase::Incomplete));
    spawn_local(async move {
        let run = loop {
            match phone().await {
                Ok(run) => break run,
                Err(NotHere) => session.phase.set(Phase::Incomplete),
            }
            browser::sleep(PHONE_AGAIN_MS).await;
        };
        browser::cancel(slow);
        // What it provides is for all pages.
        owner.with(run);
    });
}

/// The page of the present place.
#[component]
fn PageHere(
    /// How the parts are fetched.
    parts: Parts,
) -> impl IntoView {
    let (session, language) = (expect_context::<Session>(), expect_context::<Language>());
    let clock = expect_context::<Clock>();
    let route = expect_context::<Router<Route>>().with_untracked(Route::clone);
    let typed = practice::Typed::default();
    let is_practice = matches!(route, Route::Practice { .. });
    // A page is drawn anew in another language and in another phase. A practice form waits for no
    // storage: it is the first thing that can be typed into.
    let key = move || {
        let phase = if is_practice { Phase::Opening } else { session.phase.get() };
        let lang = browser::prefs::lang_code(language.get());
        [lang, phase.name()].concat()
    };
    let draw = move |_| {
        lang::set(language.get_untracked());
        taps::new_screen();
        if let Route::Practice { kind, .. } = &route {
            return practice_page(parts, *kind, typed);
        }
        match (session.phase.get_untracked(), &route) {
            (Phase::Opening, _) => wait(t(&words::OPENING)),
            (Phase::Incomplete, _) => wait(t(&why_incomplete(clock))),
            (Phase::Leaving, _) => wait(t(&words::SIGNING_OUT)),
            // The journal stands in the settings, and is wanted most when storage is what is broken.
            (Phase::NoStorage, Route::Settings) => chunk(parts.device, &route),
            (Phase::NoStorage, _) => missing::no_storage(),
            (Phase::SignedOut, _)
            | (_, Route::Activation { .. } | Route::Settings | Route::Unknown | Route::Sync) => {
                chunk(parts.device, &route)
            }
            (Phase::Ready, _) => chunk(parts.work, &route),
        }
    };
    view! { <Anew key=Signal::derive(key) draw/> }
}

/// The form that is tried first is here already; the others come with their part.
fn practice_page(parts: Parts, kind: KindId, typed: practice::Typed) -> AnyView {
    if kind == forms::TRIED_FIRST.id {
        return practice::page(forms::TRIED_FIRST, typed);
    }
    let draw = move |find: FindKind| match find(kind) {
        Some(kind) => practice::page(kind, typed),
        None => missing::no_page(),
    };
    view! { <Chunk load=parts.kinds draw frame=in_frame/> }.into_any()
}

fn in_frame(inside: AnyView) -> AnyView {
    view! { <PlainPage title=t(&words::APP) back=HOME>{inside}</PlainPage> }.into_any()
}

fn chunk(load: fn() -> Loading<Page>, route: &Route) -> AnyView {
    let route = route.clone();
    view! { <Chunk load draw=move |page: Page| page(&route) frame=in_frame/> }.into_any()
}

/// Why the running part of the program cannot be fetched.
fn why_incomplete(clock: Clock) -> Text {
    match (browser::window().navigator().on_line(), clock.is_wrong()) {
        (false, _) => words::INCOMPLETE_OFFLINE,
        (true, true) => Obstacle::WrongClock.words(),
        (true, false) => words::INCOMPLETE,
    }
}

fn wait(words: &'static str) -> AnyView {
    view! {
        <PlainPage title=t(&words::APP)>
            <p class="wait">{words}</p>
        </PlainPage>
    }
    .into_any()
}
