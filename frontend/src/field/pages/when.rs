//! Points in time in the words of a phone.

use shared::{
    day::Day,
    text::{Lang, Text},
};

use super::super::{state::App, text};

const MINUTE_MS: u64 = 60_000;
/// Tuban keeps one time all year, seven hours ahead of UTC.
const TUBAN_MINUTES: u64 = 7 * 60;

/// "10.42" for today, "24 Nov 2026 10.42" for another day.
pub fn when(app: App, unix_ms: u64) -> String {
    let day = Day::in_tuban(unix_ms);
    let time = time_of(unix_ms);
    if day == app.today() {
        return [app.t(text::TODAY_AT), " ", &time].concat();
    }
    [&day.words(app.lang()), " ", &time].concat()
}

/// "10.42".
pub fn time_of(unix_ms: u64) -> String {
    let minutes = (unix_ms / MINUTE_MS + TUBAN_MINUTES) % (24 * 60);
    let digits = |number: u64| {
        let words = number.to_string();
        if number < 10 { ["0", &words].concat() } else { words }
    };
    [&digits(minutes / 60), ".", &digits(minutes % 60)].concat()
}

/// A number with a word behind it.
pub fn counted(count: usize, what: Text, lang: Lang) -> String {
    [&count.to_string(), " ", what.get(lang)].concat()
}
