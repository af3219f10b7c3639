//! A draft that cannot be read: what that means, a way to save its bytes, a way to go on without it.

use client::{route::Route, rows::Damaged};
use leptos::{prelude::*, task::spawn_local};
use shared::id::RecordId;

use super::{
    super::{state::App, text},
    shell,
};
use crate::ui::{
    dom::{div, el, para},
    parts,
};

/// The page of a damaged draft.
pub fn page(app: App, id: RecordId, damaged: &Damaged) -> AnyView {
    let name = ["mutakhir-", &id.to_string(), ".bin"].concat();
    let save = el("a")
        .class("button first")
        .attr("download", name)
        .attr("href", data_address(&damaged.row.bytes))
        .text(app.t(text::SAVE_RAW));
    let aside = parts::button("second", app.t(text::SET_ASIDE), move || {
        spawn_local(async move {
            match app.set_aside(id).await {
                Ok(()) => app.replace(Route::Home),
                Err(error) => app.say(error.words()),
            }
        });
    });
    let children = vec![
        para("", app.t(text::DAMAGED_HELP)),
        div("actions stacked").kid(save).kid(aside).done(),
    ];
    shell::page(app, text::DAMAGED, Some((Route::Home, text::HOME)), children)
}

/// The bytes as an address that a link can save.
fn data_address(bytes: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut address = String::from("data:application/octet-stream,");
    for byte in bytes {
        address.push('%');
        address.push(char::from(HEX[usize::from(byte >> 4)]));
        address.push(char::from(HEX[usize::from(byte & 15)]));
    }
    address
}
