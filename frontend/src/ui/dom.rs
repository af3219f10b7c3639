//! Elements as data. Every screen is made of [`El`], one concrete type, instead of a type per
//! `view!`: leptos then compiles its rendering once, and a screen costs strings and a few calls. What a
//! phone pays for a page is a third of what the macro makes of it.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use leptos::{prelude::*, task::spawn_local};
use shared::text::Text;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlDialogElement, HtmlInputElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use super::{
    attrs::{Ask, Attr},
    lang::t,
};
use crate::browser;

/// The list of what is wrong, while there is one.
const LIST: &str = "[role=alert]:not([hidden])";
/// Drawn by then, milliseconds: three frames.
const DRAWN_MS: u32 = 50;

/// A finished piece of a screen. Boxed, so that passing it on costs a pointer.
pub struct View(Box<Made>);

/// What a view is made of.
pub enum Made {
    /// Words.
    Words(String),
    /// Views side by side, never none.
    Several(Vec<View>),
    /// What is made anew when what it reads changes.
    Live(Box<dyn Ask<View>>),
    /// An element.
    Element(Box<Parts>),
}

impl View {
    /// What it is made of.
    #[must_use]
    pub fn into_made(self) -> Made {
        *self.0
    }
}

/// An element that is being put together.
pub struct El(Box<Parts>);

/// What an element is made of.
pub struct Parts {
    /// Its name.
    pub tag: &'static str,
    /// What is on it.
    pub attrs: Vec<Attr>,
    /// What is inside.
    pub children: Vec<View>,
}

/// Starts an element.
#[must_use]
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts { tag, attrs: Vec::new(), children: Vec::new() }))
}

/// Starts an element of a class.
#[must_use]
#[inline(never)]
pub fn of(tag: &'static str, class: &'static str) -> El {
    el(tag).class(class)
}

/// Starts a `div` of a class.
#[must_use]
pub fn div(class: &'static str) -> El {
    of("div", class)
}

/// A paragraph.
#[must_use]
#[inline(never)]
pub fn para(class: &'static str, words: &str) -> View {
    of("p", class).text(words).done()
}

/// A paragraph of a sentence.
#[must_use]
#[inline(never)]
pub fn say(class: &'static str, text: &Text) -> View {
    para(class, t(text))
}

/// A heading of the second rank.
#[must_use]
#[inline(never)]
pub fn heading(text: &Text) -> View {
    el("h2").say(text).done()
}

/// Words without an element around them.
#[must_use]
#[inline(never)]
pub fn words(words: &str) -> View {
    View(Box::new(Made::Words(String::from(words))))
}

/// Nothing to see; keeps its place.
#[must_use]
pub fn nothing() -> View {
    words("")
}

/// Several views side by side without an element around them.
#[must_use]
#[inline(never)]
pub fn several(views: Vec<View>) -> View {
    if views.is_empty() {
        return nothing();
    }
    View(Box::new(Made::Several(views)))
}

/// A view that is made anew when what it reads changes.
#[must_use]
pub fn live(view: impl Fn() -> View + Send + Sync + 'static) -> View {
    View(Box::new(Made::Live(Box::new(view))))
}

/// Words that follow what they read.
#[must_use]
pub fn live_words(words: impl Fn() -> String + Send + Sync + 'static) -> View {
    live_words_boxed(Box::new(words))
}

#[inline(never)]
fn live_words_boxed(ask: Box<dyn Ask<String>>) -> View {
    live(move || words(&ask.ask()))
}

impl El {
    /// With an attribute.
    #[must_use]
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        self.with(Attr::Fixed(name, String::from(value)))
    }

    /// With a class, or several with spaces between them.
    #[must_use]
    pub fn class(self, class: &'static str) -> Self {
        if class.is_empty() { self } else { self.attr("class", class) }
    }

    /// With an id.
    #[must_use]
    pub fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// With an attribute without a value, such as `hidden`, while something holds.
    #[must_use]
    pub fn flag(
        self,
        name: &'static str,
        holds: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.with(Attr::Flag(name, "", Box::new(holds)))
    }

    /// With an attribute of this value while something holds.
    #[must_use]
    pub fn flag_of(
        self,
        name: &'static str,
        value: &'static str,
        holds: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.with(Attr::Flag(name, value, Box::new(holds)))
    }

    /// Ticked while something holds.
    #[must_use]
    pub fn ticked(self, holds: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.with(Attr::Ticked(Box::new(holds)))
    }

    /// With markup of our own inside; for icons only.
    #[must_use]
    #[inline(never)]
    pub fn markup(self, markup: &'static str) -> Self {
        self.with(Attr::Markup(markup))
    }

    /// With a listener.
    #[must_use]
    pub fn on(self, event: &'static str, handler: impl Fn(Event) + Send + Sync + 'static) -> Self {
        self.with(Attr::On(event, Box::new(handler)))
    }

    /// Doing something when it is pressed.
    #[must_use]
    pub fn press(self, action: impl Fn() + Send + Sync + 'static) -> Self {
        self.with(Attr::Press(Box::new(action)))
    }

    /// With words inside.
    #[must_use]
    #[inline(never)]
    pub fn text(self, text: &str) -> Self {
        self.kid(words(text))
    }

    /// With a sentence or label inside.
    #[must_use]
    #[inline(never)]
    pub fn say(self, text: &Text) -> Self {
        self.text(t(text))
    }

    /// With one more child.
    #[must_use]
    #[inline(never)]
    pub fn kid(mut self, child: View) -> Self {
        self.0.children.push(child);
        self
    }

    /// With one more element inside.
    #[must_use]
    #[inline(never)]
    pub fn put(self, child: El) -> Self {
        self.kid(child.done())
    }

    /// With more children.
    #[must_use]
    #[inline(never)]
    pub fn kids(mut self, children: Vec<View>) -> Self {
        for child in children {
            self = self.kid(child);
        }
        self
    }

    /// True while nothing is inside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.children.is_empty()
    }

    /// The finished element.
    #[must_use]
    #[inline(never)]
    pub fn done(self) -> View {
        View(Box::new(Made::Element(self.0)))
    }

    #[inline(never)]
    fn with(mut self, attr: Attr) -> Self {
        self.0.attrs.push(attr);
        self
    }
}

/// The element that an event came from.
#[must_use]
pub fn target_of(event: &Event) -> Option<Element> {
    event.target().map(JsCast::unchecked_into)
}

/// The box that an event came from. Text areas and selects have the same properties, which is all
/// that is used here.
fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target().map(JsCast::unchecked_into)
}

fn input_at(id: &str) -> Option<HtmlInputElement> {
    browser::document().get_element_by_id(id).map(JsCast::unchecked_into)
}

/// What stands in the box that an event came from.
#[must_use]
pub fn value_of(event: &Event) -> String {
    input_of(event).map_or_else(String::new, |input| input.value())
}

/// What stands in the box with this id.
#[must_use]
pub fn value_at(id: &str) -> String {
    input_at(id).map_or_else(String::new, |input| input.value())
}

/// Whether the box that an event came from is ticked.
#[must_use]
pub fn is_ticked(event: &Event) -> bool {
    input_of(event).is_some_and(|input| input.checked())
}

/// Changes what stands in the box that an event came from.
pub fn set_value(event: &Event, words: &str) {
    if let Some(input) = input_of(event) {
        input.set_value(words);
    }
}

/// Changes what stands in the box with this id.
pub fn put_value(id: &str, words: &str) {
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

/// Brings an element with all of its question to the eye, the list of what is wrong too where both
/// fit, and gives it, or the first thing in it that takes it, the focus.
pub fn focus(id: &str) {
    let Some(element) = browser::document().get_element_by_id(id) else { return };
    let is_frame = element.matches("fieldset,div").unwrap_or(false);
    let inner = element.query_selector("input,select,textarea,button").ok().flatten();
    let question = element.closest("[data-field]").ok().flatten().filter(|_| !is_frame);
    if let Ok(Some(list)) = browser::document().query_selector(LIST) {
        list.scroll_into_view();
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    let whole = question.unwrap_or_else(|| element.clone());
    whole.scroll_into_view_with_scroll_into_view_options(&options);
    let target = inner.filter(|_| is_frame).unwrap_or(element);
    let _ = target.unchecked_into::<HtmlInputElement>().focus();
}

/// As [`focus`], once what is about to be drawn is there.
pub fn focus_soon(id: String) {
    browser::after(DRAWN_MS, move || focus(&id));
}

/// The id of the question above the page; there is one at a time.
pub const ASK: &str = "ask";

fn dialog() -> Option<HtmlDialogElement> {
    browser::document().get_element_by_id(ASK).map(JsCast::unchecked_into)
}

/// Opens that question once it is drawn.
pub fn show_modal_soon() {
    browser::after(0, || {
        if let Some(dialog) = dialog() {
            // Open already: nothing to do.
            drop(dialog.show_modal());
        }
    });
}

/// Closes it; the browser gives the focus back to what opened it.
pub fn close_modal() {
    if let Some(dialog) = dialog() {
        dialog.close();
    }
}

/// Work that goes on beside the page. One type for all, because each costs code of its own.
pub type Work<T = ()> = Pin<Box<dyn Future<Output = T>>>;

/// Starts work.
pub fn start(work: Work) {
    spawn_local(work);
}

/// What stands in place of something that is still being read, and the view that comes then. The
/// view is made in the place where it stands, so that what it holds goes with it.
#[must_use]
pub fn later(wait: &'static str, work: Work<Make>) -> View {
    let made: Arc<Mutex<Option<Make>>> = Arc::new(Mutex::new(None));
    let is_there = ArcTrigger::new();
    let (put, came) = (Arc::clone(&made), is_there.clone());
    start(Box::pin(async move {
        let make = work.await;
        *put.lock().unwrap_or_else(PoisonError::into_inner) = Some(make);
        came.notify();
    }));
    live(move || {
        is_there.track();
        let make = made.lock().unwrap_or_else(PoisonError::into_inner).take();
        match make {
            Some(make) => untrack(make),
            None => para("wait", wait),
        }
    })
}

/// Makes a view when its place is there.
pub type Make = Box<dyn FnOnce() -> View + Send>;
