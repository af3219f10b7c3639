//! A draft or a record that cannot be read: what that means, a way to save its bytes, a way to go on
//! without it, and what was set aside that way.

use std::sync::Arc;

use client::{route::Route, rows::Damaged, store::Row};
use leptos::prelude::*;
use shared::id::RecordId;

use super::{
    super::{state::App, text},
    shell, when,
};
use crate::ui::{
    dom::{El, View, div, el, heading, nothing, of, para, say},
    lang::t,
    parts,
};

/// The page of a damaged draft.
pub fn page(app: App, id: RecordId, damaged: &Damaged) -> View {
    let save = save("button first", &damaged.row).attr("data-record", &id.to_string());
    let aside = parts::button("second", &text::SET_ASIDE, move || {
        app.set_aside(id, move || app.replace(Route::Home));
    });
    let children =
        vec![say("", &text::DAMAGED_HELP), div("actions stacked").put(save).put(aside).done()];
    shell::page(app, &text::DAMAGED, shell::HOME, children)
}

/// A link that saves the bytes of a row as a file.
fn save(class: &'static str, row: &Row) -> El {
    of("a", class)
        .attr("download", &["mutakhir-", &row.key, ".bin"].concat())
        .attr("href", &data_address(&row.bytes))
        .say(&text::SAVE_RAW)
}

/// What was set aside: only this phone has it, until somebody saves it and deletes it here.
pub fn aside(app: App) -> View {
    app.records.track();
    let rows = untrack(|| app.aside());
    if rows.is_empty() {
        return nothing();
    }
    let mut lines = Vec::new();
    for row in rows {
        let when = when::when(app, row.at_ms);
        let (save, row) = (save("button second", &row), Arc::new(row));
        let sure = move || {
            let row = Arc::clone(&row);
            let (titles, yes) =
                ([&text::ASIDE_SURE, &text::CANCEL], (&text::ASIDE_DELETE, "forget-yes"));
            let forget = move || app.forget_aside(Arc::clone(&row));
            shell::question(app, titles, t(&text::ASIDE_WHAT), yes, forget)
        };
        let delete = parts::button("second", &text::ASIDE_DELETE, move || app.ask(sure.clone()));
        let buttons = div("actions wrap").put(save).put(delete.attr("data-action", "forget"));
        lines.push(el("li").kid(para("", &when)).put(buttons).done());
    }
    let list = of("ul", "plain-list").attr("data-list", "aside").kids(lines);
    let section = el("section").kid(heading(&text::ASIDE)).kid(say("", &text::DAMAGED_HELP));
    section.put(list).done()
}

/// The bytes as an address that a link can save.
fn data_address(bytes: &[u8]) -> String {
    let mut address = String::from("data:application/octet-stream,");
    for byte in bytes {
        address.push('%');
        push_hex(&mut address, *byte);
    }
    address
}

/// Two hexadecimal digits.
pub fn push_hex(words: &mut String, byte: u8) {
    for half in [byte >> 4, byte & 15] {
        words.push(char::from(if half < 10 { b'0' + half } else { b'a' - 10 + half }));
    }
}
