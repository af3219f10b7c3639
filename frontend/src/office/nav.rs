//! What a move between pages of the desk does besides showing another page, and where the focus goes.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::app::router::Arrival;

/// Follows a move: on another page its heading takes the focus, a link leads to the top.
pub fn arrived(arrival: Arrival, wants_focus: StoredValue<bool>) {
    // A jump within the page, or another filter of the list: the focus stays where it is.
    if arrival.is_new_page {
        wants_focus.set_value(true);
    }
    if !arrival.is_back {
        window().scroll_to_with_x_and_y(0.0, arrival.scroll_y);
    }
}

/// Moves the focus to the element with this id and brings it into view; false if there is none.
pub fn focus(id: &str) -> bool {
    let element = document().get_element_by_id(id);
    let element = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}
