//! What time it is, and what else checks and results need of the world.

use std::{cell::Cell, rc::Rc};

use leptos::{prelude::*, task::spawn_local};
use shared::{
    day::Day,
    form::model::World,
    growth::Tables,
    region::Regions,
    sync::client::{self, ClockTrouble, CorrectedClock, Reading},
};

use super::obstacle::is_clock_wrong;
use crate::browser::{self, prefs};

/// The device's clock is looked at this often, milliseconds, so that a jump is noticed soon.
const LOOK_EVERY_MS: u32 = 60_000;

/// The corrected clock and the tables. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Clock {
    /// The WHO tables, once they are loaded.
    pub growth: RwSignal<Option<&'static Tables>>,
    /// Region codes and where villages lie, once they are loaded.
    pub regions: RwSignal<Option<&'static Regions>>,
    /// What is wrong with the device's clock.
    pub trouble: RwSignal<ClockTrouble>,
    /// The device's clock put right; the same as that of the account that is open.
    timing: StoredValue<Rc<Cell<CorrectedClock>>, LocalStorage>,
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
            trouble: RwSignal::default(),
            timing: StoredValue::new_local(Rc::default()),
            built: Day::from_number(built),
        }
    }

    /// Takes over the clock of an account that is being opened.
    pub(super) fn follow(self, learned: client::Clock, timing: Rc<Cell<CorrectedClock>>) {
        timing.set(CorrectedClock::resume(learned, prefs::clock_seen(), reading()));
        self.timing.set_value(timing);
        self.look();
    }

    /// Takes what the server's last answer said of its clock.
    pub(super) fn correct(self, learned: client::Clock) {
        self.ask(|timing, now| timing.learn(learned, now));
        self.look();
    }

    /// Looks at the device's clock, so that a jump is noticed, and remembers it for the next start.
    pub(super) fn look(self) {
        let (seen, trouble) = self.ask(|timing, now| {
            timing.now_ms(now);
            (timing.seen(), timing.trouble())
        });
        if let Some(seen) = seen.filter(|seen| seen.server_ms != 0) {
            prefs::set_clock_seen(&seen);
        }
        if self.trouble.get_untracked() != trouble {
            self.trouble.set(trouble);
        }
    }

    /// Looks again and again for as long as the page lives.
    pub(super) fn watch(self) {
        spawn_local(async move {
            loop {
                browser::sleep(LOOK_EVERY_MS).await;
                self.look();
            }
        });
    }

    fn ask<T>(self, ask: impl FnOnce(&mut CorrectedClock, Reading) -> T) -> T {
        let shared = self.timing.get_value();
        let mut timing = shared.get();
        let answer = ask(&mut timing, reading());
        shared.set(timing);
        answer
    }

    /// Today in Tuban by the corrected clock.
    #[must_use]
    pub fn today(self) -> Day {
        self.ask(|timing, now| timing.today(now, self.built))
    }

    /// Now by the corrected clock, Unix milliseconds.
    #[must_use]
    pub fn now_ms(self) -> u64 {
        self.ask(CorrectedClock::now_ms)
    }

    /// True when the device's own clock cannot be right.
    #[must_use]
    pub fn is_wrong(self) -> bool {
        self.ask(|timing, now| is_clock_wrong(now.wall_ms, timing.learned(), self.built))
    }

    /// The world, tracked: asks again once the tables are there.
    #[must_use]
    pub fn world(self) -> World<'static> {
        World { growth: self.growth.get(), regions: self.regions.get(), ..World::on(self.today()) }
    }

    /// The world, not tracked.
    #[must_use]
    pub fn world_untracked(self) -> World<'static> {
        untrack(|| self.world())
    }
}

fn reading() -> Reading {
    Reading { wall_ms: browser::device_ms(), running_ms: browser::running_ms() }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new()
    }
}
