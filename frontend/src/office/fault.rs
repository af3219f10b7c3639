//! What a person sees when the desk itself has a fault: one sentence and a link that loads the page
//! anew. Nothing is lost by that, since the desk keeps nothing of its own.

use std::sync::Once;

use leptos::prelude::{document, window};
use shared::text::{Lang, Text, t};
use wasm_bindgen::JsValue;

const SENTENCE: Text = t(
    "Halaman ini berhenti karena kesalahan program.",
    "This page has stopped because of a fault in the program.",
);
const RELOAD: Text = t("Muat ulang", "Reload");

/// Shows the sentence at the first fault from now on, in the language the page was opened in.
pub fn install(lang: Lang) {
    static FIRST: Once = Once::new();
    std::panic::set_hook(Box::new(move |fault| {
        FIRST.call_once(|| {
            // The place only: a message could hold somebody's name.
            let place = fault.location().map(ToString::to_string).unwrap_or_default();
            web_sys::console::error_2(&JsValue::from_str("fault"), &JsValue::from_str(&place));
            // Without a page there is nobody to tell.
            let _untold = tell(lang);
        });
    }));
}

fn tell(lang: Lang) -> Result<(), JsValue> {
    let document = document();
    let sentence = document.create_element("p")?;
    sentence.set_text_content(Some(SENTENCE.get(lang)));
    // Not below `/kantor` to this program, which would take a click over, but to the browser.
    let link = document.create_element("a")?;
    link.set_attribute("href", &window().location().href()?)?;
    link.set_attribute("target", "_self")?;
    link.set_text_content(Some(RELOAD.get(lang)));
    let notice = document.create_element("div")?;
    notice.set_class_name("desk-fault");
    notice.set_attribute("role", "alert")?;
    notice.append_child(&sentence)?;
    notice.append_child(&link)?;
    if let Some(body) = document.body() {
        body.prepend_with_node_1(&notice)?;
    }
    Ok(())
}
