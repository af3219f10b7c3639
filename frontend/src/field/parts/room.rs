//! How safe the phone's storage is.

use leptos::prelude::*;

use crate::{
    field::{phone::storage::Storage, words},
    ui::{
        button::Button,
        lang::t,
        pairs::{Pair, Pairs},
    },
};

const MEGABYTE: u64 = 1_000_000;

/// What the browser promised and how much is used, with a button that asks for the promise.
#[component]
pub fn RoomBlock() -> impl IntoView {
    let storage = expect_context::<Storage>();
    move || {
        let room = storage.room.get();
        let is_kept = room.is_persisted == Some(true);
        let kept = if is_kept { &words::STORAGE_KEPT } else { &words::STORAGE_NOT_KEPT };
        let used = [&room.used_bytes.div_ceil(MEGABYTE).to_string(), " MB"].concat();
        view! {
            <section class="block">
                <Pairs>
                    <Pair term=t(&words::STORAGE) value=t(kept)/>
                    <Pair term=t(&words::STORAGE_USED) value=used/>
                </Pairs>
                {(!is_kept).then(|| view! { <KeepButton/> })}
            </section>
        }
    }
}

/// Asks the browser to keep what is stored.
#[component]
pub fn KeepButton() -> impl IntoView {
    let storage = expect_context::<Storage>();
    view! {
        <Button class="small" on_press=move || storage.check_room(true)>{t(&words::KEEP)}</Button>
    }
}
