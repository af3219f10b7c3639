//! A draft that cannot be read: what that means, a way to save its bytes, a way to go on without it.

use client::{route::Route, rows::Damaged};
use shared::id::RecordId;

use super::{
    super::{state::App, text},
    attempt, shell,
};
use crate::ui::{
    dom::{View, div, of, say},
    parts,
};

/// The page of a damaged draft.
pub fn page(app: App, id: RecordId, damaged: &Damaged) -> View {
    let save = of("a", "button first")
        .attr("download", &["mutakhir-", &id.to_string(), ".bin"].concat())
        .attr("href", &data_address(&damaged.row.bytes))
        .say(&text::SAVE_RAW);
    let aside = parts::button("second", &text::SET_ASIDE, move || {
        let work = async move {
            app.set_aside(id).await?;
            app.replace(Route::Home);
            Ok(())
        };
        attempt(app, Box::pin(work));
    });
    let children =
        vec![say("", &text::DAMAGED_HELP), div("actions stacked").put(save).put(aside).done()];
    shell::page(app, &text::DAMAGED, shell::HOME, children)
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
