//! Opens a visit, to a house or to a session, where there are several villages: asks in which.

mod words;

use leptos::prelude::*;
use shared::sync::account::Assignment1;

use crate::{
    field::{
        parts::start_form::Starter,
        phone::{session::Session, storage::Storage},
        shell::frame::{HOME, PlainPage},
        words as common,
    },
    ui::{
        icon::{Icon, Sign},
        lang::t,
    },
};

/// Asks in which village.
pub fn page(is_session: bool) -> AnyView {
    let (sign, title) = if is_session {
        (Sign::Group, common::NEW_SESSION)
    } else {
        (Sign::House, common::NEW_VISIT)
    };
    let starter = Starter::new();
    let mut villages = untrack(|| expect_context::<Session>().villages_today());
    // The village of the last visit stands first: most days are spent in one.
    let last = expect_context::<Storage>().records.with_untracked(|records| {
        records.items().iter().find(|item| item.visit.is_none()).and_then(|item| item.village)
    });
    villages.sort_by_key(|assignment| Some(assignment.village) != last);
    let buttons = villages.into_iter().map(move |Assignment1 { village, title, .. }| {
        view! {
            <button
                type="button"
                class="big"
                data-village=village.number().to_string()
                on:click=move |_| starter.visit(is_session, village)
            >
                <Icon sign/>
                <span>
                    <strong>{title}</strong>
                </span>
            </button>
        }
        .into_any()
    });
    view! {
        <PlainPage title=t(&title) back=HOME>
            <p>{t(&words::WHICH_VILLAGE)}</p>
            <div class="starts">{buttons.collect_view()}</div>
        </PlainPage>
    }
    .into_any()
}
