//! What is said where the clock of the phone is wrong.

use leptos::prelude::*;
use shared::{sync::client::ClockTrouble, text::Text};

use super::words;
use crate::{
    field::phone::clock::Clock,
    ui::{
        lang::t,
        note::{Note, NoteKind},
    },
};

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const DAY_MS: u64 = 24 * HOUR_MS;

/// The note; nothing while the clock is right, or nearly so.
#[component]
pub fn ClockNote() -> impl IntoView {
    let clock = expect_context::<Clock>();
    move || {
        let said = match clock.trouble.get() {
            ClockTrouble::None => return None,
            ClockTrouble::Behind(ms) => off(&words::BEHIND, ms),
            ClockTrouble::Ahead(ms) => off(&words::AHEAD, ms),
            ClockTrouble::Set => String::from(t(&words::SET)),
        };
        Some(view! {
            <div data-clock="wrong">
                <Note kind=NoteKind::Warn>
                    <p>{said}</p>
                </Note>
            </div>
        })
    }
}

/// How far it is off, in the largest unit of which there are nearly two, rounded.
fn off(which: &Text, ms: u64) -> String {
    let (count, unit) = match ms {
        _ if ms >= 3 * DAY_MS / 2 => (rounded(ms, DAY_MS), &words::DAYS),
        _ if ms >= 3 * HOUR_MS / 2 => (rounded(ms, HOUR_MS), &words::HOURS),
        _ => (rounded(ms, MINUTE_MS), &words::MINUTES),
    };
    [t(which), " ", &count.to_string(), " ", t(unit), ". ", t(&words::MEANWHILE)].concat()
}

const fn rounded(ms: u64, unit_ms: u64) -> u64 {
    (ms + unit_ms / 2) / unit_ms
}
