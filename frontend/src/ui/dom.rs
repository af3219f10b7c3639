//! Focus, scrolling, and what stands in input boxes.

use core::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The list of what is wrong, while there is one.
const PROBLEM_LIST: &str = "[role=alert]:not([hidden])";
/// After this the browser has drawn what was changed: three frames.
const DRAWN: Duration = Duration::from_millis(50);

/// The element that an event came from.
#[must_use]
pub fn target_of(event: &Event) -> Option<Element> {
    event.target().map(JsCast::unchecked_into)
}

// Text areas and selects have the few properties that are used here, too.
fn input_at(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id).map(JsCast::unchecked_into)
}

/// Changes what stands in the box that an event came from.
pub fn set_value_of(event: &Event, words: &str) {
    if let Some(input) = target_of(event) {
        input.unchecked_into::<HtmlInputElement>().set_value(words);
    }
}

/// What stands in the box with this id.
#[must_use]
pub fn value_at(id: &str) -> String {
    input_at(id).map_or_else(String::new, |input| input.value())
}

/// Changes what stands in the box with this id.
pub fn set_value_at(id: &str, words: &str) {
    if let Some(input) = input_at(id) {
        input.set_value(words);
    }
}

/// Gives a box the focus, with what stands in it selected.
pub fn focus_box(id: &str) {
    if let Some(input) = input_at(id) {
        let _ = input.focus();
        input.select();
    }
}

/// Scrolls an element with all of its question into view, the list of what is wrong too where both
/// fit, and gives it, or the first thing in it that can have it, the focus.
pub fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return open_row_of(id) };
    unfold(&element);
    let is_frame = element.matches("fieldset,div").unwrap_or(false);
    let inner = element.query_selector("input,select,textarea,button").ok().flatten();
    let question = element.closest("[data-field]").ok().flatten().filter(|_| !is_frame);
    if let Ok(Some(list)) = document().query_selector(PROBLEM_LIST) {
        list.scroll_into_view();
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    let whole = question.unwrap_or_else(|| element.clone());
    whole.scroll_into_view_with_scroll_into_view_options(&options);
    let target = inner.filter(|_| is_frame).unwrap_or(element);
    let _ = target.unchecked_into::<HtmlInputElement>().focus();
}

/// Opens the folded row that a question with this id stands in, and goes there then.
fn open_row_of(id: &str) {
    let mut outer = id;
    while let Some((shorter, _)) = outer.rsplit_once('-') {
        outer = shorter;
        let Some(row) = document().get_element_by_id(outer) else { continue };
        if let Ok(Some(button)) = row.query_selector("button[data-open]") {
            button.unchecked_into::<HtmlInputElement>().click();
            focus_soon(String::from(id));
        }
        return;
    }
}

/// Opens what an element is folded away in.
fn unfold(element: &Element) {
    let mut around = element.closest("details:not([open])").ok().flatten();
    while let Some(fold) = around {
        let _ = fold.set_attribute("open", "");
        around = fold.closest("details:not([open])").ok().flatten();
    }
}

/// As [`focus`], once what is about to be drawn is there.
pub fn focus_soon(id: String) {
    set_timeout(move || focus(&id), DRAWN);
}
