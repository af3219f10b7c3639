//! Elements as data. Every screen is made of [`El`], one concrete type, instead of a type per
//! `view!`: leptos then compiles its rendering once, and a screen costs strings and a few calls. What a
//! phone pays for a page is a third of what the macro makes of it.

use std::{sync::Arc, time::Duration};

use leptos::{html::custom, prelude::*, tachys::view::iterators::StaticVec};
use shared::text::{Lang, Text};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use super::attrs::{Attr, Attrs, Fresh, Words};

/// Drawn by then, milliseconds: three frames.
const DRAWN_MS: u64 = 50;

/// An element that is being put together.
pub struct El {
    tag: &'static str,
    attrs: Attrs,
    children: Vec<AnyView>,
}

/// Starts an element.
#[must_use]
pub fn el(tag: &'static str) -> El {
    El { tag, attrs: Attrs::default(), children: Vec::new() }
}

/// Starts a `div` of a class.
#[must_use]
pub fn div(class: &'static str) -> El {
    el("div").class(class)
}

/// A paragraph.
#[must_use]
pub fn para(class: &'static str, words: impl Into<String>) -> AnyView {
    el("p").class(class).text(words).done()
}

/// A heading of the second rank.
#[must_use]
pub fn heading(words: impl Into<String>) -> AnyView {
    el("h2").text(words).done()
}

/// Words without an element around them.
#[must_use]
pub fn words(words: impl Into<String>) -> AnyView {
    words.into().into_any()
}

/// Nothing to see; keeps its place.
#[must_use]
pub fn nothing() -> AnyView {
    words("")
}

/// Several views side by side without an element around them.
#[must_use]
pub fn several(views: Vec<AnyView>) -> AnyView {
    StaticVec::from(views).into_any()
}

/// A view that is made anew when what it reads changes.
#[must_use]
pub fn live(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let view: Box<dyn Fn() -> Fresh + Send> = Box::new(move || Fresh(view()));
    view.into_any()
}

/// Words that follow what they read.
#[must_use]
pub fn live_words(words: impl Fn() -> String + Send + 'static) -> AnyView {
    let words: Box<dyn Fn() -> String + Send> = Box::new(words);
    words.into_any()
}

impl El {
    /// With an attribute.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Into<Words>) -> Self {
        self.with(Attr::Fixed(name, value.into()))
    }

    /// With a class, or several with spaces between them.
    #[must_use]
    pub fn class(self, class: &'static str) -> Self {
        self.attr("class", class)
    }

    /// With an attribute that has no value, such as `disabled`, if `is_set`.
    #[must_use]
    pub fn flag(self, name: &'static str, is_set: bool) -> Self {
        if is_set { self.attr(name, "") } else { self }
    }

    /// With an attribute that follows what it reads; `None` takes it away.
    #[must_use]
    pub fn attr_live(
        self,
        name: &'static str,
        value: impl Fn() -> Option<Words> + Send + Sync + 'static,
    ) -> Self {
        self.with(Attr::Live(name, Arc::new(value)))
    }

    /// With a property (not an attribute) that follows what it reads.
    #[must_use]
    pub fn prop_live(
        self,
        name: &'static str,
        value: impl Fn() -> JsValue + Send + Sync + 'static,
    ) -> Self {
        self.with(Attr::Prop(name, Arc::new(value)))
    }

    /// With markup of our own inside; for icons only.
    #[must_use]
    pub fn markup(self, markup: &'static str) -> Self {
        self.prop_live("innerHTML", move || JsValue::from_str(markup))
    }

    /// With a listener.
    #[must_use]
    pub fn on(self, event: &'static str, handler: impl Fn(Event) + Send + Sync + 'static) -> Self {
        self.with(Attr::On(event, Arc::new(handler)))
    }

    /// With words inside.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.kid(words(text))
    }

    /// With one more child.
    #[must_use]
    pub fn kid(mut self, child: impl Into<AnyViewOf>) -> Self {
        self.children.push(child.into().0);
        self
    }

    /// With more children.
    #[must_use]
    pub fn kids(mut self, children: impl IntoIterator<Item = AnyView>) -> Self {
        self.children.extend(children);
        self
    }

    /// The finished element.
    #[must_use]
    pub fn done(self) -> AnyView {
        custom(self.tag).add_any_attr(self.attrs).child(StaticVec::from(self.children)).into_any()
    }

    fn with(mut self, attr: Attr) -> Self {
        self.attrs.0.push(attr);
        self
    }
}

/// A child: a view, or an element still to be finished.
pub struct AnyViewOf(AnyView);

impl From<AnyView> for AnyViewOf {
    fn from(view: AnyView) -> Self {
        Self(view)
    }
}

impl From<El> for AnyViewOf {
    fn from(element: El) -> Self {
        Self(element.done())
    }
}

/// What stands in the box that an event came from.
#[must_use]
pub fn value_of(event: &Event) -> String {
    // Text areas and selects have the same property, which is all that is read here.
    target_of::<web_sys::HtmlInputElement>(event).map_or_else(String::new, |input| input.value())
}

/// Whether the box that an event came from is ticked.
#[must_use]
pub fn is_ticked(event: &Event) -> bool {
    target_of::<web_sys::HtmlInputElement>(event).is_some_and(|input| input.checked())
}

/// The element that an event came from.
#[must_use]
pub fn target_of<T: JsCast>(event: &Event) -> Option<T> {
    event.target().map(JsCast::unchecked_into)
}

/// Changes what stands in the box that an event came from.
pub fn set_value(event: &Event, words: &str) {
    if let Some(input) = target_of::<web_sys::HtmlInputElement>(event) {
        input.set_value(words);
    }
}

/// Gives a box the focus, with what stands in it selected.
pub fn focus_box(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let input: web_sys::HtmlInputElement = element.unchecked_into();
        let _ = input.focus();
        input.select();
    }
}

/// Brings an element to the eye and gives it, or the first thing in it that takes it, the focus.
pub fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    let inner = if element.matches("fieldset,section,div").unwrap_or(false) {
        element.query_selector("input,select,textarea,button").ok().flatten()
    } else {
        None
    };
    element.scroll_into_view();
    let target = inner.unwrap_or(element);
    let _ = target.unchecked_into::<web_sys::HtmlElement>().focus();
}

/// As [`focus`], once what is about to be drawn is there.
pub fn focus_soon(id: String) {
    set_timeout(move || focus(&id), Duration::from_millis(DRAWN_MS));
}

/// The words, or nothing where there are none.
#[must_use]
pub fn optional(words: Text, lang: Lang, class: &'static str) -> Option<AnyView> {
    (!words.is_empty()).then(|| para(class, words.get(lang)))
}
