//! Signing in. Shown in the place of whatever page the address names, so that the person comes
//! back to it.

use leptos::{ev, html, prelude::*};
use shared::text::{Lang, Text};

use super::{
    api::ApiError,
    desk::{Desk, Why},
    text,
};
use crate::ui::live::Live;

/// How far an attempt is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Attempt {
    /// None under way.
    #[default]
    Idle,
    /// The server looks.
    Checking,
    /// It failed.
    Failed(ApiError),
    /// The server wants a pause.
    Waiting {
        /// How long it was, seconds.
        total_s: u32,
        /// How much of it is left, seconds.
        left_s: u32,
    },
}

/// The form. `submit` gets user name and password, both not empty.
#[component]
pub fn SignIn(
    why: Why,
    #[prop(into)] attempt: Signal<Attempt>,
    submit: Callback<(String, String)>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let user = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let was_sent = RwSignal::new(false);
    let user_box = NodeRef::<html::Input>::new();
    let password_box = NodeRef::<html::Input>::new();
    focus_when_drawn(user_box);
    Effect::new(move |_| desk.title(text::SIGN_IN_TITLE.get(desk.lang.get())));

    let is_missing = move |value: RwSignal<String>| was_sent.get() && value.get().trim().is_empty();
    let is_busy = move || matches!(attempt.get(), Attempt::Checking | Attempt::Waiting { .. });
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        was_sent.set(true);
        let (user, password) = (user.get_untracked(), password.get_untracked());
        if user.trim().is_empty() {
            focus(user_box);
        } else if password.is_empty() {
            focus(password_box);
        } else if !is_busy() {
            submit.run((user.trim().to_owned(), password));
        }
    };
    // After a refusal the password is what most likely has to be typed again.
    Effect::new(move |_| {
        if matches!(attempt.get(), Attempt::Failed(ApiError::WrongPassword)) {
            focus(password_box);
        }
    });

    let note_class = if why == Why::Off { "sign-in-error" } else { "note" };

    view! {
        <div class="sign-in">
            <form class="sign-in-card" on:submit=on_submit novalidate>
                <h1 id="page-title" tabindex="-1">{desk.show(text::SIGN_IN_TITLE)}</h1>
                <p class="sign-in-for">{desk.show(text::SIGN_IN_FOR)}</p>
                {note_of(why).map(|words| view! { <p class=note_class role="status">{desk.show(words)}</p> })}
                <UserBox user is_missing=Signal::derive(move || is_missing(user)) node=user_box/>
                <PasswordBox password is_missing=Signal::derive(move || is_missing(password)) node=password_box/>
                <div class="sign-in-error" role="alert">
                    {move || failure(&attempt.get(), desk.lang.get())}
                </div>
                <button class="button-main" type="submit" aria-disabled=move || is_busy().then_some("true")>
                    <Live words=move || {
                        let is_checking = attempt.get() == Attempt::Checking;
                        let words = if is_checking { text::SIGNING_IN } else { text::SIGN_IN };
                        words.get(desk.lang.get()).to_owned()
                    }/>
                </button>
                <p class="sign-in-help">{desk.show(text::NO_PASSWORD)}</p>
            </form>
        </div>
    }
}

/// The first box.
#[component]
fn UserBox(
    user: RwSignal<String>,
    is_missing: Signal<bool>,
    node: NodeRef<html::Input>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    view! {
        <div class="box">
            <label for="user">{desk.show(text::USER)}</label>
            <input
                id="user"
                name="user"
                node_ref=node
                type="text"
                autocomplete="username"
                autocapitalize="none"
                spellcheck="false"
                maxlength="100"
                bind:value=user
                aria-invalid=move || is_missing.get().then_some("true")
                aria-describedby="user-error"
            />
            <p class="box-error" id="user-error">
                {move || is_missing.get().then(|| desk.show(text::USER_MISSING))}
            </p>
        </div>
    }
}

/// The second box, with the button that shows what was typed.
#[component]
fn PasswordBox(
    password: RwSignal<String>,
    is_missing: Signal<bool>,
    node: NodeRef<html::Input>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let is_shown = RwSignal::new(false);
    view! {
        <div class="box">
            <label for="password">{desk.show(text::PASSWORD)}</label>
            <div class="box-with-button">
                <input
                    id="password"
                    name="password"
                    node_ref=node
                    type=move || if is_shown.get() { "text" } else { "password" }
                    autocomplete="current-password"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength="200"
                    bind:value=password
                    aria-invalid=move || is_missing.get().then_some("true")
                    aria-describedby="password-error"
                />
                <button
                    type="button"
                    class="box-button"
                    aria-label=move || {
                        let words = if is_shown.get() {
                            text::HIDE_PASSWORD_LONG
                        } else {
                            text::SHOW_PASSWORD_LONG
                        };
                        words.get(desk.lang.get())
                    }
                    on:click=move |_| is_shown.update(|shown| *shown = !*shown)
                >
                    <Live words=move || {
                        let words = if is_shown.get() { text::HIDE_PASSWORD } else { text::SHOW_PASSWORD };
                        words.get(desk.lang.get()).to_owned()
                    }/>
                </button>
            </div>
            <p class="box-error" id="password-error">
                {move || is_missing.get().then(|| desk.show(text::PASSWORD_MISSING))}
            </p>
        </div>
    }
}

fn note_of(why: Why) -> Option<Text> {
    match why {
        Why::Fresh => None,
        Why::Ended => Some(text::SESSION_ENDED),
        Why::Left => Some(text::SIGNED_OUT),
        Why::Off => Some(text::ACCOUNT_OFF),
    }
}

fn failure(attempt: &Attempt, lang: Lang) -> Option<AnyView> {
    match attempt {
        Attempt::Idle | Attempt::Checking => None,
        Attempt::Failed(error) => {
            Some(view! { <p prop:textContent=text::error(error, lang)></p> }.into_any())
        }
        // A screen reader hears once how long it takes, not every second.
        Attempt::Waiting { total_s, left_s } => Some(
            view! {
                <p class="only-heard" prop:textContent=text::wait(*total_s, lang)></p>
                <p aria-hidden="true" prop:textContent=text::wait(*left_s, lang)></p>
            }
            .into_any(),
        ),
    }
}

/// `autofocus` works only on a document that is being loaded; this one was drawn later.
fn focus_when_drawn(node: NodeRef<html::Input>) {
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            let _ignored = input.focus();
        }
    });
}

fn focus(node: NodeRef<html::Input>) {
    if let Some(input) = node.get_untracked() {
        let _ignored = input.focus();
    }
}
