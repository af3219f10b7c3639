//! Points in time in the words of a phone.

use shared::day::{Day, clock_in_tuban};

use super::super::{state::App, text};
use crate::ui::lang::{self, t};

/// "10.42" for today, "24 Nov 2026 10.42" for another day.
pub fn when(app: App, unix_ms: u64) -> String {
    let day = Day::in_tuban(unix_ms);
    let time = time_of(unix_ms);
    if day == app.today() {
        return [t(&text::TODAY_AT), " ", &time].concat();
    }
    [&day.words(lang::now()), " ", &time].concat()
}

/// "10.42".
pub fn time_of(unix_ms: u64) -> String {
    let (hour, minute) = clock_in_tuban(unix_ms);
    let zero = |number: u64| if number < 10 { "0" } else { "" };
    [zero(hour), &hour.to_string(), ".", zero(minute), &minute.to_string()].concat()
}

/// A number with words behind it.
pub fn counted(count: usize, words: &str) -> String {
    [&count.to_string(), " ", words].concat()
}

/// When the office last answered.
pub fn contact(app: App) -> String {
    match app.status.get().last_ok_ms {
        0 => String::from(t(&text::NEVER)),
        last_ok_ms => when(app, last_ok_ms),
    }
}
