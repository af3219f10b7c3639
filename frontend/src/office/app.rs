//! The desk as a whole: opens the session, follows the address, shows header and page.

use leptos::{prelude::*, task::spawn_local};
use shared::text::Lang;

use super::{
    alerts::Alerts,
    api::{self, ApiError},
    desk::{Desk, Leaving, Session, Why},
    detail::{DetailPage, model::Detail},
    families::{FamiliesPage, model::Families},
    family::FamilyPage,
    files::{FilesPage, model::Files},
    header::Header,
    heading::Heading,
    list::{ListPage, model::List},
    nav,
    print_head::PrintHead,
    review::{model::Review, undo_bar::UndoBar},
    route::{self, Route},
    sign_in::{Attempt, SignIn},
    text,
    today::TodayPage,
};
use crate::{
    app::{mount::mount, router::Router},
    browser::{prefs, taps},
    ui::{each::Anew, lang as ui_lang, live::Live},
};

/// Draws the desk into its page and leaves it running.
pub fn start() {
    mount(|| view! { <Office/> }.into_any());
}

/// The whole app.
#[component]
fn Office() -> impl IntoView {
    let wants_focus = StoredValue::new(false);
    let router = Router::<Route>::start(move |arrival| nav::arrived(arrival, wants_focus));
    if route::has_words(&location().search().unwrap_or_default()) {
        let here = router.with_untracked(Route::clone);
        router.refine(here, true);
    }
    let desk = Desk::new(router, wants_focus);
    let list = List::new();
    let detail = Detail::new();
    let families = Families::new();
    let files = Files::new();
    let review = Review::new();
    taps::guard();
    provide_context(desk);
    provide_context(list);
    provide_context(detail);
    provide_context(families);
    provide_context(files);
    provide_context(review);
    desk.speak(prefs::lang());
    open_session(desk);
    Effect::new(move |_| {
        if matches!(desk.session.get(), Session::Out(_)) {
            list.forget();
            detail.forget();
            families.forget();
            files.forget();
            review.forget();
            desk.route.update(Route::forget_words);
        }
    });
    let leave = Callback::new(move |()| sign_out(desk));

    view! {
        <div class="desk">
        <a class="skip" href="#content">{desk.show(text::SKIP)}</a>
        <Header sign_out=leave/>
        <Alerts sign_out=leave/>
        <main id="content" tabindex="-1">
            {move || match desk.session.get() {
                Session::Opening => view! {
                    <p class="page-wait" role="status">{desk.show(text::OPENING)}</p>
                }.into_any(),
                Session::Failed(error) => view! {
                    <Failure error retry=Callback::new(move |()| open_session(desk))/>
                }.into_any(),
                Session::Out(why) => view! { <SigningIn why/> }.into_any(),
                Session::In(me) => view! { <PrintHead me/> <Pages/> <UndoBar/> }.into_any(),
            }}
        </main>
        <footer class="foot">
            <a href="/notice.txt" target="_blank">{desk.show(text::SOURCES)}</a>
        </footer>
        </div>
    }
}

/// The page that the address names. Drawn anew in another language; what it shows is kept outside.
#[component]
fn Pages() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let detail = expect_context::<Detail>();
    // A change of filter stays on the same page, which follows it by itself.
    let place = Memo::new(move |_| match desk.route.get() {
        Route::Today => Place::Today,
        Route::List(_) => Place::List,
        Route::Record(..) | Route::Version(..) => Place::Record,
        Route::Families(_) => Place::Families,
        Route::Family(..) => Place::Family,
        Route::Files(_) => Place::Files,
        Route::Unknown => Place::Unknown,
    });
    Effect::new(move |_| {
        if place.get() != Place::Record {
            detail.forget();
        }
    });
    // Not changed in place: no word of the language before may stay.
    let key = move || [prefs::lang_code(desk.lang.get()), place.get().name()].concat();
    let draw = move |_| {
        let lang = desk.lang.get_untracked();
        // The boxes of a form that is mended take their words from there.
        ui_lang::set(lang);
        match place.get_untracked() {
            Place::Today => view! { <TodayPage lang/> }.into_any(),
            Place::List => view! { <ListPage lang/> }.into_any(),
            Place::Record => view! { <DetailPage lang/> }.into_any(),
            Place::Families => view! { <FamiliesPage lang/> }.into_any(),
            Place::Family => view! { <FamilyPage lang/> }.into_any(),
            Place::Files => view! { <FilesPage lang/> }.into_any(),
            Place::Unknown => view! { <NoPage lang/> }.into_any(),
        }
    };
    view! { <Anew key=Signal::derive(key) draw/> }
}

/// Which of the pages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Today,
    List,
    Record,
    Families,
    Family,
    Files,
    Unknown,
}

impl Place {
    const fn name(self) -> &'static str {
        match self {
            Place::Today => "today",
            Place::List => "list",
            Place::Record => "record",
            Place::Families => "families",
            Place::Family => "family",
            Place::Files => "files",
            Place::Unknown => "unknown",
        }
    }
}

#[component]
fn NoPage(lang: Lang) -> impl IntoView {
    expect_context::<Desk>().title(text::NO_PAGE.get(lang));
    view! {
        <div class="page page-message">
            <Heading>{text::NO_PAGE.get(lang)}</Heading>
            <p>{text::NO_PAGE_WHY.get(lang)}</p>
            <a class="button" href=Route::Today.href()>{text::TODAY.get(lang)}</a>
        </div>
    }
}

/// The server could not say who is signed in.
#[component]
fn Failure(error: ApiError, retry: Callback<()>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    view! {
        <div class="page page-message" role="alert">
            <p><Live words=move || text::error(&error, desk.lang.get())/></p>
            <button type="button" class="button-main" on:click=move |_| retry.run(())>
                {desk.show(text::TRY_AGAIN)}
            </button>
        </div>
    }
}

/// The sign-in with what it does.
#[component]
fn SigningIn(why: Why) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let attempt = RwSignal::new(Attempt::Idle);
    let submit = Callback::new(move |(user, password): (String, String)| {
        attempt.set(Attempt::Checking);
        spawn_local(async move {
            match api::sign_in(&user, &password).await {
                Ok(me) => {
                    desk.wants_focus.set_value(true);
                    desk.session.set(Session::In(me));
                }
                Err(ApiError::Wait(seconds)) => count_down(attempt, seconds, seconds),
                Err(error) => attempt.set(Attempt::Failed(error)),
            }
        });
    });
    view! { <SignIn why attempt submit/> }
}

fn count_down(attempt: RwSignal<Attempt>, total_s: u32, left_s: u32) {
    if left_s == 0 {
        attempt.set(Attempt::Idle);
        return;
    }
    attempt.set(Attempt::Waiting { total_s, left_s });
    set_timeout(
        move || {
            // The form may be gone by now, and its signal with it.
            if attempt.try_get_untracked().is_some() {
                count_down(attempt, total_s, left_s - 1);
            }
        },
        core::time::Duration::from_secs(1),
    );
}

fn open_session(desk: Desk) {
    desk.session.set(Session::Opening);
    spawn_local(read_session(desk));
}

async fn read_session(desk: Desk) {
    let session = match api::me().await {
        Ok(me) => Session::In(me),
        Err(ApiError::SignedOut) => Session::Out(Why::Fresh),
        Err(ApiError::AccountOff) => Session::Out(Why::Off),
        Err(error) => Session::Failed(error),
    };
    desk.session.set(session);
}

fn sign_out(desk: Desk) {
    if desk.leaving.get_untracked() == Leaving::Asking {
        return;
    }
    desk.leaving.set(Leaving::Asking);
    spawn_local(async move {
        match api::sign_out().await {
            Ok(()) | Err(ApiError::SignedOut | ApiError::AccountOff) => {
                // The next person at this computer begins at the front, not at this record.
                desk.route.refine(Route::Today, true);
                desk.leaving.set(Leaving::Not);
                desk.session.set(Session::Out(Why::Left));
            }
            // Nothing on screen may look as if the person were out.
            Err(error) => desk.leaving.set(Leaving::Failed(error)),
        }
    });
}
