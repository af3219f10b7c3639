//! Begins a form: stores a new draft and goes there.

use client::device::DeviceError;
use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{model::KindId, value::Values},
    forms::visit,
    id::RecordId,
    region::VillageCode,
};

use crate::{
    app::router::Router,
    field::{
        phone::{storage::Storage, toasts::Toasts},
        route::Route,
    },
};

/// Begins forms for one page. A second press, while the first is under way, begins no second form.
#[derive(Clone, Copy)]
pub struct Starter {
    storage: Storage,
    toasts: Toasts,
    router: Router<Route>,
    is_busy: StoredValue<bool>,
}

impl Starter {
    /// For the page that is being drawn.
    pub fn new() -> Self {
        Self {
            storage: expect_context(),
            toasts: expect_context(),
            router: expect_context(),
            is_busy: StoredValue::new(false),
        }
    }

    /// Begins a visit of a family, or a session, in a village.
    pub fn visit(self, is_session: bool, village: VillageCode) {
        self.start((visit::VISIT.id, village, None), visit::begun(is_session));
    }

    /// Begins a visit of a family with what the register knows of it.
    pub fn visit_of(self, village: VillageCode, values: Values) {
        self.start((visit::VISIT.id, village, None), values);
    }

    /// Begins a visit of a family and, for afterwards, a form about one of it.
    pub fn visit_with(self, village: VillageCode, values: Values, (kind, form): (KindId, Values)) {
        if !self.takes_turn() {
            return;
        }
        spawn_local(async move {
            let begun = self.storage.begin((visit::VISIT.id, village, None), values).await;
            let begun = match begun {
                Ok(visit) => {
                    let form = self.storage.begin((kind, village, Some(visit)), form).await;
                    form.map(|_| visit)
                }
                Err(error) => Err(error),
            };
            self.goes_to(begun);
        });
    }

    /// Begins a form on a visit, with what is known already.
    pub fn form(self, (kind, village, visit): (KindId, VillageCode, RecordId), values: Values) {
        self.start((kind, village, Some(visit)), values);
    }

    /// Begins a form that belongs to no visit.
    pub fn alone(self, kind: KindId, village: VillageCode) {
        self.start((kind, village, None), Values::new());
    }

    fn start(self, place: (KindId, VillageCode, Option<RecordId>), values: Values) {
        if self.takes_turn() {
            spawn_local(async move { self.goes_to(self.storage.begin(place, values).await) });
        }
    }

    /// False while something is being begun.
    fn takes_turn(self) -> bool {
        let was_busy = self.is_busy.try_update_value(|is_busy| core::mem::replace(is_busy, true));
        was_busy == Some(false)
    }

    fn goes_to(self, begun: Result<RecordId, DeviceError>) {
        self.is_busy.try_update_value(|is_busy| *is_busy = false);
        match begun {
            Ok(draft) => self.router.go(Route::Fill { draft, section: String::new() }),
            Err(error) => self.toasts.say(error.words()),
        }
    }
}
