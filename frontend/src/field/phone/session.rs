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

/// What is wrong with the data on this phone, while nobody can work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// This browser has had an account, and its data is gone.
    Lost {
        /// How many records and drafts were only here when that was last counted.
        n_unsent: usize,
    },
    /// There is work, and the server is asked whose it is.
    Nameless,
    /// There is work, and its person has to be signed in again by a new link.
    NeedsLink,
}

/// See the module. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Session {
    /// Whether the phone's storage is open.
    pub phase: RwSignal<Phase>,
    /// Who works here; `None` before activation.
    pub profile: RwSignal<Option<Profile1>>,
    /// What is wrong with the data on this phone; `None` while nothing is.
    pub alarm: RwSignal<Option<Alarm>>,
    clock: Clock,
}

impl Session {
    /// Nobody is known yet.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self {
            phase: RwSignal::new(Phase::Opening),
            profile: RwSignal::new(None),
            alarm: RwSignal::new(None),
            clock,
        }
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
