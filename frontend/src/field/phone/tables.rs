//! The WHO tables and the region codes: fetched after the first screen is drawn, because forms work
//! without them. Results and some warnings appear once they are there.

use leptos::{prelude::*, task::spawn_local};
use shared::{growth::Tables, region::Regions};

use super::clock::Clock;
use crate::browser::fetch;

/// Fetches what is not there yet; called again when the network comes back.
pub(super) fn load(clock: Clock) {
    spawn_local(async move {
        if clock.growth.with_untracked(Option::is_none)
            && let Some(bytes) = fetch::file("who").await
            && let Ok(tables) = Tables::parse(&bytes)
        {
            // Read once and used for as long as the page lives, like the program itself.
            clock.growth.set(Some(Box::leak(Box::new(tables))));
        }
        if clock.regions.with_untracked(Option::is_none)
            && let Some(bytes) = fetch::file("regions").await
            && let Ok(codes) = Regions::parse(&bytes)
        {
            clock.regions.set(Some(Box::leak(Box::new(codes))));
        }
    });
}
