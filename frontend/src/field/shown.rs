//! A value that pages show: it lives as long as the page and tells whoever looks at it when it changes.
//!
//! It speaks as leptos' own signals do. Theirs bring their whole code once for each type of value, this
//! one only what touches the value.

use core::cell::{Ref, RefCell};

use leptos::prelude::{ArcTrigger, Notify as _, Track as _};

/// See the module.
pub struct Shown<T> {
    value: RefCell<T>,
    changed: ArcTrigger,
}

impl<T> Shown<T> {
    /// Begins with this value.
    pub(super) fn new(value: T) -> Self {
        Self { value: RefCell::new(value), changed: ArcTrigger::new() }
    }

    /// Looks at the value without being told of changes.
    pub fn with_untracked<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(&self.value.borrow())
    }

    /// Looks at the value; whoever draws from it draws anew when it changes.
    pub fn with<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        self.track();
        self.with_untracked(look)
    }

    /// The value where it stands, for as long as it is looked at; whoever draws from it draws anew when
    /// it changes.
    pub fn look(&self) -> Ref<'_, T> {
        self.track();
        self.value.borrow()
    }

    /// Draws anew when the value changes.
    pub fn track(&self) {
        self.changed.track();
    }

    /// Puts another value in its place.
    pub fn set(&self, value: T) {
        self.update(|place| *place = value);
    }

    /// Changes the value.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        // Whoever is told of the change may look at once: the value is free by then.
        change(&mut self.value.borrow_mut());
        self.changed.notify();
    }
}

impl<T: Clone> Shown<T> {
    /// The value; whoever draws from it draws anew when it changes.
    pub fn get(&self) -> T {
        self.track();
        self.get_untracked()
    }

    /// The value, without being told of changes.
    pub fn get_untracked(&self) -> T {
        self.value.borrow().clone()
    }
}
