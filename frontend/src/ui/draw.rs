//! Views become nodes of the document. A view is made anew or stays; none is changed in place: an input
//! box must never hand what was typed into it to the question that stands there next.
//!
//! leptos' own renderer carries code for changing every kind of view into another of its kind, which
//! weighs several kilobytes.

use std::{cell::RefCell, rc::Rc};

use leptos::{
    reactive::effect::RenderEffect,
    tachys::{
        renderer::{
            Rndr,
            types::{Element, Node, Text},
        },
        view::{Mountable, Render},
    },
};

use super::{
    attrs::{Kept, follow},
    dom::{Made, Parts, View},
};

/// What stands in the document for a view, with what must live as long.
pub enum Piece {
    /// Words.
    Words(Text),
    /// Several pieces beside each other, never none.
    Several(Vec<Piece>),
    /// What is made anew when what it reads changes.
    Live {
        /// What stands there now.
        now: Rc<RefCell<Option<Piece>>>,
        /// Held, not read.
        _effect: RenderEffect<()>,
    },
    /// An element.
    Element {
        /// Where it is.
        node: Element,
        /// Held, not read.
        _kept: Vec<Kept>,
        /// Held, not read.
        _inner: Vec<Piece>,
    },
}

impl Render for View {
    type State = Piece;

    fn build(self) -> Piece {
        match self.into_made() {
            Made::Words(words) => Piece::Words(Rndr::create_text_node(&words)),
            Made::Several(views) => Piece::Several(views.into_iter().map(View::build).collect()),
            Made::Live(view) => {
                let now = Rc::new(RefCell::new(None::<Piece>));
                let place = Rc::clone(&now);
                let effect = follow(Box::new(move || {
                    let mut next = view.ask().build();
                    let mut before = place.take();
                    if let Some(before) = &mut before {
                        before.insert_before_this(&mut next);
                        before.unmount();
                    }
                    place.replace(Some(next));
                }));
                Piece::Live { now, _effect: effect }
            }
            Made::Element(parts) => {
                let Parts { tag, attrs, children } = *parts;
                let node = Rndr::create_element(tag, None);
                let kept = attrs.into_iter().filter_map(|attr| attr.attach(&node)).collect();
                let mut inner = Vec::with_capacity(children.len());
                for child in children {
                    let mut piece = child.build();
                    piece.mount(&node, None);
                    inner.push(piece);
                }
                Piece::Element { node, _kept: kept, _inner: inner }
            }
        }
    }

    fn rebuild(self, state: &mut Piece) {
        let mut next = self.build();
        state.insert_before_this(&mut next);
        state.unmount();
        *state = next;
    }
}

impl Mountable for Piece {
    fn unmount(&mut self) {
        match self {
            Piece::Words(node) => node.unmount(),
            Piece::Several(pieces) => pieces.iter_mut().for_each(Mountable::unmount),
            Piece::Live { now, .. } => now.borrow_mut().iter_mut().for_each(Mountable::unmount),
            Piece::Element { node, .. } => node.unmount(),
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        match self {
            Piece::Words(node) => node.mount(parent, marker),
            Piece::Several(pieces) => {
                pieces.iter_mut().for_each(|piece| piece.mount(parent, marker));
            }
            Piece::Live { now, .. } => {
                now.borrow_mut().iter_mut().for_each(|piece| piece.mount(parent, marker));
            }
            Piece::Element { node, .. } => node.mount(parent, marker),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Piece::Words(node) => node.insert_before_this(child),
            Piece::Several(pieces) => {
                pieces.first().is_some_and(|piece| piece.insert_before_this(child))
            }
            Piece::Live { now, .. } => {
                now.borrow().as_ref().is_some_and(|piece| piece.insert_before_this(child))
            }
            Piece::Element { node, .. } => node.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<Element> {
        // Asked only by what spreads attributes over a view.
        Vec::new()
    }
}
