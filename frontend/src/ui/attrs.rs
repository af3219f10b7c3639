//! All attributes, properties and listeners of an element as one type, and a view that is always made
//! anew. Both are small implementations of leptos' own traits: with a type per attribute the same
//! pages weigh several kilobytes more.

use std::sync::Arc;

use leptos::{
    attr::{Attribute, NextAttribute},
    prelude::*,
    reactive::{effect::RenderEffect, owner::Owner},
    tachys::{
        hydration::Cursor,
        renderer::{RemoveEventHandler, Rndr, types},
        view::{
            Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr,
            any_view::AnyViewState,
        },
    },
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

/// Says whether something holds; tracked.
pub type Holds = Arc<dyn Ask<bool>>;

/// One attribute, property or listener.
#[derive(Clone)]
pub enum Attr {
    /// An attribute that stays.
    Fixed(&'static str, String),
    /// An attribute that is there with its value while something holds.
    Flag(&'static str, &'static str, Holds),
    /// A box that is ticked while something holds.
    Ticked(Holds),
    /// What stands inside, as markup.
    Markup(&'static str),
    /// A listener.
    On(&'static str, Arc<dyn Take>),
    /// What a press does.
    Press(Arc<dyn Ask<()>>),
}

/// Everything of one element.
#[derive(Clone, Default)]
pub struct Attrs(pub Vec<Attr>);

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
        // What a handler makes (a signal, a context) belongs to the view it stands in.
        let owner = Owner::current().unwrap_or_default();
        let run: Box<dyn FnMut(JsValue)> =
            Box::new(move |event| owner.with(|| run(event.unchecked_into())));
        Kept::Listener { _listener: Rndr::add_event_listener(element, name, run) }
    }
}

impl Attr {
    fn attach(self, element: &types::Element) -> Option<Kept> {
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

impl Attribute for Attrs {
    const MIN_LENGTH: usize = 0;

    type AsyncOutput = Self;
    type State = (types::Element, Vec<Kept>);
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        0
    }

    fn to_html(self, _: &mut String, _: &mut String, _: &mut String, _: &mut String) {
        // Pages are made in the browser only.
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &types::Element) -> Self::State {
        self.build(element)
    }

    fn build(self, element: &types::Element) -> Self::State {
        let kept = self.0.into_iter().filter_map(|attr| attr.attach(element)).collect();
        (element.clone(), kept)
    }

    fn rebuild(self, state: &mut Self::State) {
        // [`Fresh`] never lets an element change in place.
        *state = self.build(&state.0);
    }

    fn into_cloneable(self) -> Self::Cloneable {
        self
    }

    fn into_cloneable_owned(self) -> Self::CloneableOwned {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self
    }
}

impl NextAttribute for Attrs {
    type Output<NewAttr: Attribute> = (Self, NewAttr);

    fn add_any_attr<NewAttr: Attribute>(self, new_attr: NewAttr) -> Self::Output<NewAttr> {
        (self, new_attr)
    }
}

/// A view that replaces the one before instead of changing it in place: an input box must never hand
/// what was typed into it to the question that stands there next.
pub struct Fresh(pub AnyView);

impl Render for Fresh {
    type State = AnyViewState;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        let mut next = self.0.build();
        state.insert_before_this(&mut next);
        state.unmount();
        *state = next;
    }
}

impl RenderHtml for Fresh {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<leptos::attr::any_attribute::AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self::State {
        self.build()
    }

    fn into_owned(self) -> Self::Owned {
        self
    }
}

impl AddAnyAttr for Fresh {
    type Output<NewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self::Output<NewAttr> {
        self
    }
}
