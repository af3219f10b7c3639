//! The WHO tables and the region codes: fetched after the first screen is drawn, because forms work
//! without them. Results and some warnings appear once they are there.

use leptos::task::spawn_local;
use shared::{growth::Tables, region::RegionCodes};

use super::state::App;
use crate::net::fetch;

/// Fetches what is not there yet; called again when the network comes back.
pub(super) fn load(app: App) {
    spawn_local(async move {
        if app.growth.with_untracked(Option::is_none)
            && let Some(bytes) = fetch::named("who").await
            && let Ok(tables) = Tables::parse(&bytes)
        {
            // Kept for as long as the page lives, like the program itself.
            app.growth.set(Some(Box::leak(Box::new(tables))));
        }
        if app.regions.with_untracked(Option::is_none)
            && let Some(bytes) = fetch::named("regions").await
            && let Ok(codes) = RegionCodes::parse(&bytes)
        {
            app.regions.set(Some(Box::leak(Box::new(codes))));
        }
    });
}
