//! All attributes, properties and listeners of an element as one type: with a type per attribute the
//! same pages weigh several kilobytes more.

use leptos::{
    reactive::{effect::RenderEffect, owner::Owner},
    tachys::renderer::{RemoveEventHandler, Rndr, types},
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

/// A closure that answers. Behind a vtable of one method: that of a `dyn Fn` has three, and each
/// closure would bring all of them to the phone.
pub trait Ask<R>: Send + Sync {
    /// Runs it.
    fn ask(&self) -> R;
}

impl<R, F: Fn() -> R + Send + Sync> Ask<R> for F {
    fn ask(&self) -> R {
        self()
    }
}

/// A closure that takes an event; as [`Ask`].
pub trait Take: Send + Sync {
    /// Runs it.
    fn take(&self, event: Event);
}

impl<F: Fn(Event) + Send + Sync> Take for F {
    fn take(&self, event: Event) {
        self(event);
    }
}

/// One attribute, property or listener.
pub enum Attr {
    /// An attribute that stays.
    Fixed(&'static str, String),
    /// An attribute that is there with its value while something holds.
    Flag(&'static str, &'static str, Box<dyn Ask<bool>>),
    /// A box that is ticked while something holds.
    Ticked(Box<dyn Ask<bool>>),
    /// What stands inside, as markup.
    Markup(&'static str),
    /// A listener.
    On(&'static str, Box<dyn Take>),
    /// What a press does.
    Press(Box<dyn Ask<()>>),
}

/// What must live as long as the element.
pub enum Kept {
    /// Runs again when what it reads changes.
    Effect {
        /// Held, not read.
        _effect: RenderEffect<()>,
    },
    /// Takes the listener away when dropped.
    Listener {
        /// Held, not read.
        _listener: RemoveEventHandler<types::Element>,
    },
}

/// Runs something now, and again when what it reads changes, for as long as what is returned lives.
pub fn follow(run: Box<dyn Fn()>) -> RenderEffect<()> {
    RenderEffect::new(move |_| run())
}

impl Kept {
    fn effect(run: impl Fn() + 'static) -> Self {
        Kept::Effect { _effect: follow(Box::new(run)) }
    }

    fn listener(element: &types::Element, name: &str, run: Box<dyn Fn(Event)>) -> Self {
        // What a handler makes (an effect, a memo) belongs to the view it stands in.
        let owner = Owner::current().unwrap_or_default();
        let run: Box<dyn FnMut(JsValue)> =
            Box::new(move |event| owner.with(|| run(event.unchecked_into())));
        Kept::Listener { _listener: Rndr::add_event_listener(element, name, run) }
    }
}

impl Attr {
    /// Puts it on an element.
    pub fn attach(self, element: &types::Element) -> Option<Kept> {
        let place = element.clone();
        match self {
            Attr::Fixed(name, value) => {
                Rndr::set_attribute(element, name, &value);
                None
            }
            Attr::Flag(name, value, holds) => Some(Kept::effect(move || {
                if holds.ask() {
                    Rndr::set_attribute(&place, name, value);
                } else {
                    Rndr::remove_attribute(&place, name);
                }
            })),
            Attr::Ticked(holds) => Some(Kept::effect(move || {
                Rndr::set_property(&place, "checked", &JsValue::from_bool(holds.ask()));
            })),
            Attr::Markup(markup) => {
                Rndr::set_inner_html(element, markup);
                None
            }
            Attr::On(name, handler) => {
                Some(Kept::listener(element, name, Box::new(move |event| handler.take(event))))
            }
            Attr::Press(action) => {
                Some(Kept::listener(element, "click", Box::new(move |_| action.ask())))
            }
        }
    }
}
