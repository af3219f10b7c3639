//! The router of both apps: a typed [`Route`] over the History API.
//!
//! Links are plain `<a href>`, so that a middle click, "copy address" and a reload work; a plain click
//! on one of ours is taken over here.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::history::{self, Address, Links};

/// A place in an app, and its address.
pub trait Route: Clone + PartialEq + Send + Sync + 'static {
    /// Which links lead to such places.
    const LINKS: Links;

    /// Where "back" leads when there is nothing of ours to go back to.
    fn home() -> Self;

    /// The place that an address means.
    fn parse(address: Address<'_>) -> Self;

    /// The address of this place.
    fn href(&self) -> String;

    /// True when going to `other` stays on one page, which is kept.
    fn is_same_page(&self, other: &Self) -> bool;

    /// True where `other` is another step of this page. Each step is in the browser's history once: who
    /// goes to one that lies below goes back to it.
    fn is_step(&self, other: &Self) -> bool {
        let _ = other;
        false
    }

    /// Takes along what no address says from the place before. A link that is marked `data-afresh`
    /// takes nothing along.
    fn carry(&mut self, from: &Self) {
        let _ = from;
    }
}

/// How another place was reached.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// False when only what the same page shows has changed.
    pub is_new_page: bool,
    /// True when the person went back or forward in the browser's history.
    pub is_back: bool,
    /// How far the page is to be scrolled, pixels.
    pub scroll_y: f64,
}

type OnArrival = Arc<dyn Fn(Arrival) + Send + Sync>;
type Then = Arc<dyn Fn() + Send + Sync>;

/// Where the person is, and the ways to other places. A handle: copies see the same.
pub struct Router<R: Route> {
    route: RwSignal<R>,
    on_arrival: StoredValue<OnArrival>,
    /// Where to go once the browser's history is back where a page was opened from.
    leaving: StoredValue<Option<R>>,
    /// Closes what stands above the page.
    covering: StoredValue<Option<Then>>,
    /// Runs once the entry of what stood above the page is gone.
    uncovered: StoredValue<Option<Then>>,
}

impl<R: Route> Clone for Router<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Route> Copy for Router<R> {}

impl<R: Route> Router<R> {
    /// Begins where the address bar says, and follows links and the back button for as long as the
    /// page lives. `on_arrival` is called at each place that is reached.
    pub fn start(on_arrival: impl Fn(Arrival) + Send + Sync + 'static) -> Self {
        let router = Self {
            route: RwSignal::new(here()),
            on_arrival: StoredValue::new(Arc::new(on_arrival)),
            leaving: StoredValue::new(None),
            covering: StoredValue::new(None),
            uncovered: StoredValue::new(None),
        };
        let on_link = move |address: &str, is_afresh: bool| {
            let mut to = R::parse(Address::parse(address));
            if !is_afresh {
                router.with_untracked(|from| to.carry(from));
            }
            router.go(to);
        };
        history::listen(&R::LINKS, move || router.went_back(), on_link);
        router
    }

    /// Where the person is, tracked.
    #[must_use]
    pub fn get(self) -> R {
        self.route.get()
    }

    /// Reads where the person is, tracked.
    pub fn with<T>(self, read: impl FnOnce(&R) -> T) -> T {
        self.route.with(read)
    }

    /// Reads where the person is, not tracked.
    pub fn with_untracked<T>(self, read: impl FnOnce(&R) -> T) -> T {
        self.route.with_untracked(read)
    }

    /// Changes what no address says of the present place.
    pub fn update(self, change: impl FnOnce(&mut R)) {
        self.route.update(change);
    }

    /// Goes to a place. Plain links do the same. A step of the same page that lies below this one in
    /// the browser's history is gone back to, so that no step is there twice.
    pub fn go(self, to: R) {
        let is_on_its_way = self.with_untracked(|from| {
            let is_here = to == *from;
            if !is_here && from.is_step(&to) && history::back_to(&to.href()) {
                return true;
            }
            if !is_here {
                history::push(&to.href(), from.is_same_page(&to));
            }
            false
        });
        if !is_on_its_way {
            self.arrive(to, false, 0.0);
        }
    }

    /// Goes to the last of these steps of the present page, and lays the others below it, so that
    /// "back" is one step back also for who comes into the middle. Steps that lie there stay.
    pub fn go_on(self, steps: Vec<R>) {
        if history::has_steps() {
            return;
        }
        let mut to = None;
        for step in steps {
            match &to {
                None => history::put(&step.href()),
                Some(_) => history::push(&step.href(), true),
            }
            to = Some(step);
        }
        if let Some(to) = to {
            self.arrive(to, false, 0.0);
        }
    }

    /// Something stands above the page from now on, and "back" closes that first.
    pub fn cover(self, close: impl Fn() + Send + Sync + 'static) {
        let is_covered = self.covering.with_value(Option::is_some);
        if !is_covered && history::cover() {
            self.covering.set_value(Some(Arc::new(close)));
        }
    }

    /// Nothing stands above the page any more; `then` runs once the browser's history says so too. A
    /// second call replaces the `then` of the first.
    pub fn uncover(self, then: impl Fn() + Send + Sync + 'static) {
        let was_covered = self.covering.try_update_value(Option::take).flatten().is_some();
        let is_waiting = self.uncovered.with_value(Option::is_some);
        if is_waiting || (was_covered && history::uncover()) {
            self.uncovered.set_value(Some(Arc::new(then)));
        } else {
            then();
        }
    }

    /// Goes to a place instead of the present one, so that "back" does not return here.
    pub fn replace(self, to: R) {
        history::put(&to.href());
        self.arrive(to, false, 0.0);
    }

    /// Shows something else on the same page, which neither scrolls nor moves the focus. `is_typing`
    /// is for typing, where every letter would otherwise be a step to go back.
    pub fn refine(self, to: R, is_typing: bool) {
        if is_typing {
            history::put(&to.href());
        } else {
            history::push(&to.href(), true);
        }
        self.route.set(to);
    }

    /// As the browser's back button; home where there is nothing of ours to go back to.
    pub fn back(self) {
        if !history::back(false) {
            self.replace(R::home());
        }
    }

    /// Leaves a page for good, with every step that was made on it: "back" never returns there.
    pub fn leave(self, to: R) {
        if history::back(true) {
            self.leaving.set_value(Some(to));
        } else {
            self.replace(to);
        }
    }

    fn went_back(self) {
        if let Some(then) = self.uncovered.try_update_value(Option::take).flatten() {
            return then();
        }
        if let Some(close) = self.covering.try_update_value(Option::take).flatten() {
            return close();
        }
        match self.leaving.try_update_value(Option::take).flatten() {
            Some(to) => self.left(to),
            None => {
                let mut to: R = here();
                self.with_untracked(|from| to.carry(from));
                self.arrive(to, true, history::scrolled());
            }
        }
    }

    /// On the way out, where the page was opened from. If that is where to go, it is reached; if not,
    /// it stays, and the page's own first entry becomes what comes next.
    fn left(self, to: R) {
        let here: R = here();
        if here == to {
            self.arrive(to, true, history::scrolled());
        } else if self.with_untracked(|page| page.is_same_page(&here)) {
            self.replace(to);
        } else {
            self.leaving.set_value(Some(to));
            history::forward();
        }
    }

    fn arrive(self, to: R, is_back: bool, scroll_y: f64) {
        let is_new_page = self.with_untracked(|from| !from.is_same_page(&to));
        if is_new_page {
            self.covering.set_value(None);
        }
        self.route.set(to);
        let on_arrival = self.on_arrival.get_value();
        on_arrival(Arrival { is_new_page, is_back, scroll_y });
    }
}

fn here<R: Route>() -> R {
    R::parse(Address::parse(&history::here()))
}
