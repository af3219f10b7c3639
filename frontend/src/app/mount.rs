//! The place of an app in its page.

use leptos::{
    mount::{mount_to, mount_to_body},
    prelude::*,
};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::browser::document;

/// The id of the element that an app is drawn into.
const ROOT_ID: &str = "app";

/// Draws an app into its page and leaves it running.
pub fn mount(app: impl FnOnce() -> AnyView + 'static) {
    let root = document().get_element_by_id(ROOT_ID);
    match root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        Some(root) => mount_to(root, app).forget(),
        None => mount_to_body(app),
    }
}
