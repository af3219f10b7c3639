//! Begins a form: stores a new draft and goes there.

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

    /// Begins a form on a visit.
    pub fn form(self, kind: KindId, village: VillageCode, visit: RecordId) {
        self.start((kind, village, Some(visit)), Values::new());
    }

    /// Begins a form that belongs to no visit.
    pub fn alone(self, kind: KindId, village: VillageCode) {
        self.start((kind, village, None), Values::new());
    }

    fn start(self, place: (KindId, VillageCode, Option<RecordId>), values: Values) {
        if self.is_busy.try_update_value(|is_busy| core::mem::replace(is_busy, true)) != Some(false)
        {
            return;
        }
        spawn_local(async move {
            let begun = self.storage.begin(place, values).await;
            self.is_busy.try_update_value(|is_busy| *is_busy = false);
            match begun {
                Ok(draft) => self.router.go(Route::Fill { draft, section: String::new() }),
                Err(error) => self.toasts.say(error.words()),
            }
        });
    }
}
