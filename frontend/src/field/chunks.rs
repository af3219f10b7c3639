//! The parts of the app that are fetched when they are needed. Each gives back how to draw or start it.
//!
//! What the practice form can reach is in the first part, and everything here is not: so nothing else
//! may name these modules.

use leptos::prelude::*;

use super::{account, fill, home, new_visit, parts::missing, phone, record, records, route::Route};
use super::{settings, sync, visit};
use crate::app::chunk::NotHere;

/// Draws the page of a place.
pub type Page = fn(&Route) -> AnyView;

/// Storage, sending and signing in: what runs beside the pages.
#[expect(clippy::unused_async, reason = "a part of its own is fetched")]
pub async fn phone() -> Result<fn(), NotHere> {
    Ok(phone::run)
}

/// A day's work: home, visits and their forms.
#[expect(clippy::unused_async, reason = "a part of its own is fetched")]
pub async fn work() -> Result<Page, NotHere> {
    Ok(|route| match route {
        Route::NewVisit { is_session } => new_visit::page(*is_session),
        Route::Visit(id) => visit::page(*id),
        Route::Fill { draft, .. } => fill::page(*draft),
        _ => home::page(),
    })
}

/// What was finished.
#[expect(clippy::unused_async, reason = "a part of its own is fetched")]
pub async fn records() -> Result<Page, NotHere> {
    Ok(|route| match route {
        Route::Record(id) => record::page(*id),
        _ => records::page(),
    })
}

/// The page while nobody is activated; in the part of [`device`].
#[expect(clippy::unused_async, reason = "a part of its own is fetched")]
pub async fn welcome() -> Result<Page, NotHere> {
    Ok(|_| account::welcome())
}

/// The phone itself: activation, sending, settings, and what can go wrong before.
#[expect(clippy::unused_async, reason = "a part of its own is fetched")]
pub async fn device() -> Result<Page, NotHere> {
    Ok(|route| match route {
        Route::Activation { token } => account::page(token.as_deref()),
        Route::Sync => sync::page(),
        Route::Settings => settings::page(),
        _ => missing::no_page(),
    })
}
