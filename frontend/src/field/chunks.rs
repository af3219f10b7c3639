//! The parts of the app that are fetched when they are needed, and what each draws or starts.
//!
//! What the practice form can reach is in the first part, and everything that is named here is not: so
//! nothing else may name these modules.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    form::model::{FormKind, KindId},
    forms,
    growth::{
        Tables,
        picture::Growth,
        series::{Child, Measure},
    },
};

use super::{
    account, fill, help, home, new_visit,
    parts::missing,
    phone::{
        self,
        session::{Phase, Session},
    },
    record, records, register,
    route::Route,
    settings, sync, tasks, visit,
};
use crate::{
    app::chunk::Loading,
    ui::{
        chart::{DrawGrowth, GrowthView},
        form::{DrawQuestion, Question},
        lang,
    },
};

/// Draws the page of a place.
pub type Page = fn(&Route) -> AnyView;

/// Finds a kind of form.
pub type FindKind = fn(KindId) -> Option<&'static FormKind>;

/// How each part is fetched. The binary says it, because a mark at a function of this library would cut
/// both apps, and the desk would carry what is the phone's.
#[derive(Clone, Copy)]
pub struct Parts {
    /// Gives [`run_phone`].
    pub phone: fn() -> Loading<fn()>,
    /// Gives [`work`].
    pub work: fn() -> Loading<Page>,
    /// Gives [`device`].
    pub device: fn() -> Loading<Page>,
    /// Gives [`kind`].
    pub kinds: fn() -> Loading<FindKind>,
    /// Gives [`growth`].
    pub growth: fn() -> Loading<DrawGrowth>,
    /// Gives [`proof`].
    pub proof: fn() -> Loading<DrawQuestion>,
}

/// Storage, sending and signing in: what runs beside the pages.
pub fn run_phone() {
    phone::run();
}

/// Every kind of form. [`forms::TRIED_FIRST`] is in the first part as well.
#[must_use]
pub fn kind(id: KindId) -> Option<&'static FormKind> {
    forms::kind(id)
}

/// A day's work: home, visits with their forms, what was finished, and whom to call.
#[must_use]
pub fn work(route: &Route) -> AnyView {
    match route {
        Route::NewVisit { is_session } => new_visit::page(*is_session),
        Route::Visit(id) => visit::page(*id),
        Route::Fill { draft, .. } => fill::page(*draft),
        Route::Record(id) => record::page(*id),
        Route::Help => help::page(),
        Route::Records(_) => records::page(),
        Route::Tasks => tasks::page(),
        Route::Register => register::page(),
        Route::Family(family) => register::family_page(*family),
        Route::AddFamily => register::add_page(),
        _ => home::page(),
    }
}

/// A child's growth over time: pictures that no form waits for.
#[must_use]
pub fn growth(child: Child, measures: &[Measure], tables: &Tables) -> AnyView {
    let growth = Growth::of(tables, child, measures);
    view! { <GrowthView growth lang=lang::now()/> }.into_any()
}

/// The question for a photo, a signature or a place: the camera, which many a form never needs.
#[must_use]
pub fn proof(question: Arc<Question>) -> AnyView {
    super::proof::view(question)
}

/// The phone itself: activation, sending, settings, and what can go wrong before.
#[must_use]
pub fn device(route: &Route) -> AnyView {
    let is_signed_out = expect_context::<Session>().phase.get_untracked() == Phase::SignedOut;
    match route {
        Route::Activation { token } => account::page(token.as_deref()),
        Route::Settings => settings::page(),
        Route::Unknown => missing::no_page(),
        _ if is_signed_out => account::welcome(),
        _ => sync::page(),
    }
}
