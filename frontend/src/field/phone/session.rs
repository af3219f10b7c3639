//! Whose phone this is, and whether its storage is open.

use client::account;
use leptos::prelude::*;
use shared::{
    region::VillageCode,
    sync::account::{Assignment1, Profile1},
};

use super::clock::Clock;

/// Whether the phone's storage is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Opening; takes some milliseconds.
    Opening,
    /// The running part of the program is not here and cannot be fetched yet.
    Incomplete,
    /// Nobody is activated on this phone.
    SignedOut,
    /// Open.
    Ready,
    /// The account is being signed out: nothing can be filled.
    Leaving,
    /// The browser refuses storage: nothing can be filled in safely.
    NoStorage,
}

impl Phase {
    /// A name that no other phase has.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Phase::Opening => "opening",
            Phase::Incomplete => "incomplete",
            Phase::SignedOut => "signed-out",
            Phase::Ready => "ready",
            Phase::Leaving => "leaving",
            Phase::NoStorage => "no-storage",
        }
    }
}

/// See the module. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Session {
    /// Whether the phone's storage is open.
    pub phase: RwSignal<Phase>,
    /// Who works here; `None` before activation.
    pub profile: RwSignal<Option<Profile1>>,
    clock: Clock,
}

impl Session {
    /// Nobody is known yet.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { phase: RwSignal::new(Phase::Opening), profile: RwSignal::new(None), clock }
    }

    /// Where the person works today, tracked.
    #[must_use]
    pub fn villages_today(self) -> Vec<Assignment1> {
        let today = self.clock.today();
        self.profile.with(|profile| {
            let profiles = profile.iter();
            profiles.flat_map(|profile| account::villages_on(profile, today)).cloned().collect()
        })
    }

    /// What a village is called, tracked.
    #[must_use]
    pub fn village_title(self, code: VillageCode) -> String {
        self.profile.with(|profile| match profile {
            Some(profile) => account::village_title(profile, code),
            None => code.to_string(),
        })
    }
}
