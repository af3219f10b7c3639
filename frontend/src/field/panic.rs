//! What a person sees when the program has a fault: one sentence and a way on.
//!
//! Everything typed before the last change is in storage already ([`super::drafts`]), so nothing has
//! to be saved in the moment of the fault, when nothing of this program can be trusted any more.

use std::sync::atomic::{AtomicBool, Ordering};

use shared::text::{Lang, Text, t};
use wasm_bindgen::JsValue;

use crate::{browser, store::prefs};

static HAS_HAPPENED: AtomicBool = AtomicBool::new(false);

const SENTENCE: Text = t(
    "Aplikasi berhenti karena kesalahan program. Isian yang sudah diketik aman di HP ini.",
    "The app stopped because of a fault in it. What you typed is safe on this phone.",
);
const RELOAD: Text = t("Muat ulang", "Reload");

/// True after a fault: links then are the browser's business again.
pub fn has_happened() -> bool {
    HAS_HAPPENED.load(Ordering::Relaxed)
}

/// Shows the sentence at a fault from now on.
pub fn install() {
    std::panic::set_hook(Box::new(|fault| {
        if HAS_HAPPENED.swap(true, Ordering::Relaxed) {
            return;
        }
        // Only where it happened: a message might quote what was typed.
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        web_sys::console::error_2(&JsValue::from_str("panic"), &JsValue::from_str(&place));
        // The page may be gone already; there is nobody left to tell then.
        drop(show());
    }));
}

fn show() -> Result<(), JsValue> {
    let lang: Lang = prefs::lang();
    let document = browser::document();
    let notice = document.create_element("div")?;
    notice.set_class_name("fault");
    notice.set_attribute("role", "alert")?;
    let sentence = document.create_element("p")?;
    sentence.set_text_content(Some(SENTENCE.get(lang)));
    // A link, because a button would need this program to answer it.
    let link = document.create_element("a")?;
    link.set_attribute("href", &browser::window().location().pathname()?)?;
    link.set_text_content(Some(RELOAD.get(lang)));
    notice.append_child(&sentence)?;
    notice.append_child(&link)?;
    if let Some(body) = document.body() {
        body.append_child(&notice)?;
    }
    Ok(())
}
