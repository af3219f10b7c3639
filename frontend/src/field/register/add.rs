//! "Tambah cepat": a family that the register does not know, in four boxes.

use client::register::NewFamily;
use leptos::{prelude::*, task::spawn_local};
use shared::{register::reference::FamilyRef, sync::account::Assignment1, text::Text};

use super::words;
use crate::{
    app::router::Router,
    field::{
        phone::{register::PhoneRegister, session::Session, storage::Storage, toasts::Toasts},
        route::Route,
        shell::frame::PlainPage,
    },
    ui::{button::Button, lang::t},
};

/// The page.
#[component]
pub fn AddFamily() -> impl IntoView {
    let (register, session) = (expect_context::<PhoneRegister>(), expect_context::<Session>());
    let (router, toasts) = (expect_context::<Router<Route>>(), expect_context::<Toasts>());
    let [name, rt, rw, address] = [(); 4].map(|()| RwSignal::new(String::new()));
    let villages = villages(session);
    let village = RwSignal::new(villages.first().map(|assigned| assigned.village));
    let is_busy = StoredValue::new(false);
    let save = move || {
        let typed = [name, rt, rw, address].map(|typed| typed.get_untracked());
        let new = match read(typed) {
            Ok(new) => new,
            Err(words) => return toasts.say(words),
        };
        let Some(village) = village.get_untracked() else { return };
        let was_busy = is_busy.try_update_value(|is_busy| core::mem::replace(is_busy, true));
        if was_busy != Some(false) {
            return;
        }
        spawn_local(async move {
            let added = register.add(village, new).await;
            is_busy.try_update_value(|is_busy| *is_busy = false);
            match added {
                Ok(id) => router.replace(Route::Family(FamilyRef::New(id))),
                Err(error) => toasts.say(error.words()),
            }
        });
    };
    let choices = (villages.len() > 1).then(|| {
        let choices = villages.into_iter().map(|Assignment1 { village: code, title, .. }| {
            view! {
                <button
                    type="button"
                    class="filter"
                    aria-pressed=move || (village.get() == Some(code)).then_some("true")
                    on:click=move |_| village.set(Some(code))
                >
                    {title}
                </button>
            }
            .into_any()
        });
        view! { <div class="filters">{choices.collect_view()}</div> }
    });
    view! {
        <PlainPage title=t(&words::ADD) back=Some((Route::Register, words::TITLE))>
            {choices}
            <TextBox id="nama" label=words::NAME value=name/>
            <TextBox id="rt" label=words::RT value=rt is_number=true/>
            <TextBox id="rw" label=words::RW value=rw is_number=true/>
            <TextBox id="patokan" label=words::ADDRESS value=address hint=words::ADDRESS_HINT/>
            <Button class="first" action="save-family" on_press=save>
                {t(&words::SAVE)}
            </Button>
        </PlainPage>
    }
}

/// The villages of today, that of the last visit first.
fn villages(session: Session) -> Vec<Assignment1> {
    let mut villages = untrack(|| session.villages_today());
    let last = expect_context::<Storage>().records.with_untracked(|records| {
        records.items().iter().find(|item| item.visit.is_none()).and_then(|item| item.village)
    });
    villages.sort_by_key(|assigned| Some(assigned.village) != last);
    villages
}

fn read([name, rt, rw, address]: [String; 4]) -> Result<NewFamily, Text> {
    if name.trim().is_empty() {
        return Err(words::NEEDS_NAME);
    }
    let number = |typed: &str| match typed.trim() {
        "" => Ok(None),
        typed => match typed.parse() {
            Ok(number @ 1..=999) => Ok(Some(number)),
            _ => Err(words::WRONG_RT),
        },
    };
    let (rt, rw) = (number(&rt)?, number(&rw)?);
    Ok(NewFamily { name: String::from(name.trim()), rt, rw, address: String::from(address.trim()) })
}

#[component]
fn TextBox(
    id: &'static str,
    label: Text,
    value: RwSignal<String>,
    #[prop(default = Text::EMPTY)] hint: Text,
    #[prop(default = false)] is_number: bool,
) -> impl IntoView {
    let hint_id = [id, "-hint"].concat();
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div class="field">
            <label class="label" for=id>
                {t(&label)}
            </label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{t(&hint)}</p> })}
            <input
                type="text"
                id=id
                name=id
                autocomplete="off"
                maxlength="200"
                inputmode=is_number.then_some("numeric")
                aria-describedby=described
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
}
