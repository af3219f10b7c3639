//! What time it is, and what else checks and results need of the world.

use leptos::prelude::*;
use shared::{day::Day, form::model::World, growth::Tables, region::RegionCodes, sync::client};

use super::obstacle::is_clock_wrong;
use crate::browser;

/// The corrected clock and the tables. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Clock {
    /// The WHO tables, once they are loaded.
    pub growth: RwSignal<Option<&'static Tables>>,
    /// The region codes, once they are loaded.
    pub regions: RwSignal<Option<&'static RegionCodes>>,
    /// What is known of the server's clock.
    correction: StoredValue<client::Clock>,
    /// The day of the build, before which no clock can rightly stand.
    built: Day,
}

impl Clock {
    /// The device's own clock; no table is loaded.
    #[must_use]
    pub fn new() -> Self {
        let built = browser::meta("build").and_then(|days| days.parse().ok()).unwrap_or(0);
        Self {
            growth: RwSignal::new(None),
            regions: RwSignal::new(None),
            correction: StoredValue::new(client::Clock::default()),
            built: Day::from_number(built),
        }
    }

    /// Takes over what is known of the server's clock.
    pub fn correct(self, correction: client::Clock) {
        self.correction.set_value(correction);
    }

    /// Today in Tuban by the corrected clock.
    #[must_use]
    pub fn today(self) -> Day {
        self.correction.get_value().today(browser::device_ms(), self.built)
    }

    /// Now by the corrected clock, Unix milliseconds.
    #[must_use]
    pub fn now_ms(self) -> u64 {
        self.correction.get_value().corrected_ms(browser::device_ms())
    }

    /// True when the device's own clock cannot be right.
    #[must_use]
    pub fn is_wrong(self) -> bool {
        is_clock_wrong(browser::device_ms(), self.correction.get_value(), self.built)
    }

    /// The world, tracked: asks again once the tables are there.
    #[must_use]
    pub fn world(self) -> World<'static> {
        World {
            today: self.today(),
            growth: self.growth.get(),
            regions: self.regions.get(),
            own_kk: None,
        }
    }

    /// The world, not tracked.
    #[must_use]
    pub fn world_untracked(self) -> World<'static> {
        untrack(|| self.world())
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new()
    }
}
