//! The pages, one file each. A page gets the [`App`] and knows no storage, no fetch and no clock.

use client::route::Route;
use leptos::prelude::*;
use shared::text::t;

use super::state::App;

/// The page of a place. Called again only when the place is another page
/// ([`Route::is_same_page`]); what shows the section of a form reads [`App::route`] itself.
#[must_use]
pub fn view(app: App, _route: &Route) -> AnyView {
    view! { <h1>{move || app.t(t("Mutakhir", "Mutakhir"))}</h1> }.into_any()
}
