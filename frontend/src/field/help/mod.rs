//! Whom to call in an emergency, and how to ask for an officer in confidence.

mod words;

use leptos::prelude::*;
use shared::{forms, sync::account::Assignment1};

use crate::{
    field::{
        parts::{hotlines::Hotlines, start_form::Starter},
        phone::session::Session,
        shell::frame::{HOME, PlainPage},
        words as common,
    },
    ui::{
        icon::{Icon, Sign},
        lang::t,
    },
};

/// The telephones first, then a button for each confidential kind and village.
pub fn page() -> AnyView {
    let starter = Starter::new();
    let villages = untrack(|| expect_context::<Session>().villages_today());
    let is_one = villages.len() == 1;
    let confidential = || forms::ALL.iter().filter(|kind| kind.is_confidential);
    let places = villages.into_iter().flat_map(move |place| {
        confidential().map(move |kind| (*kind, place.clone())).collect::<Vec<_>>()
    });
    let buttons = places.map(move |(kind, Assignment1 { village, title, .. })| {
        let below = if is_one { String::from(t(&kind.purpose)) } else { title };
        view! {
            <button
                type="button"
                class="big"
                data-kind=kind.name
                data-village=village.number().to_string()
                on:click=move |_| starter.alone(kind.id, village)
            >
                <Icon sign=Sign::Sheet/>
                <span>
                    <strong>{t(&kind.title)}</strong>
                    <span class="below">{below}</span>
                </span>
            </button>
        }
        .into_any()
    });
    view! {
        <PlainPage title=t(&common::NEEDS_OFFICER) back=HOME>
            <Hotlines/>
            <section class="block">
                <h2>{t(&words::ASK)}</h2>
                <p>{t(&words::HOW)}</p>
                <div class="starts">{buttons.collect_view()}</div>
            </section>
        </PlainPage>
    }
    .into_any()
}
