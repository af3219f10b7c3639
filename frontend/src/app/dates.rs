//! Days and times in words: the day and the clock of Tuban, never the browser's own zone.

use shared::{
    day::{Day, clock_in_tuban},
    text::{Lang, Text, t},
};

const TODAY: Text = t("Hari ini", "Today");
const TODAY_AT: Text = t("hari ini", "today");
const YESTERDAY: Text = t("Kemarin", "Yesterday");

/// Western Indonesian Time, which Tuban has.
const ZONE: &str = "WIB";

/// The desk: `24 Nov 2026, 14.05 WIB`; in English with a colon.
#[must_use]
pub fn moment(unix_ms: u64, lang: Lang) -> String {
    format!("{}, {} {ZONE}", Day::in_tuban(unix_ms).words(lang), clock_of(unix_ms, lang))
}

/// As [`moment`], but the last two days by name, for a list that is read daily and says on top whose
/// time it is.
#[must_use]
pub fn recent(unix_ms: u64, today: Day, lang: Lang) -> String {
    let day = Day::in_tuban(unix_ms);
    let day = match today.since(day) {
        0 => TODAY.get(lang).to_owned(),
        1 => YESTERDAY.get(lang).to_owned(),
        _ => day.words(lang),
    };
    format!("{day}, {}", clock_of(unix_ms, lang))
}

/// The phone: `hari ini 10.42`, `24 Nov 2026 10.42` for another day.
#[must_use]
pub fn when(unix_ms: u64, today: Day, lang: Lang) -> String {
    let day = Day::in_tuban(unix_ms);
    let time = clock(unix_ms, ".");
    if day == today {
        return [TODAY_AT.get(lang), " ", &time].concat();
    }
    [&day.words(lang), " ", &time].concat()
}

/// `10.42`, with this sign between hour and minute.
#[must_use]
pub fn clock(unix_ms: u64, sign: &str) -> String {
    let (hour, minute) = clock_in_tuban(unix_ms);
    let zero = |number: u64| if number < 10 { "0" } else { "" };
    [zero(hour), &hour.to_string(), sign, zero(minute), &minute.to_string()].concat()
}

fn clock_of(unix_ms: u64, lang: Lang) -> String {
    clock(
        unix_ms,
        match lang {
            Lang::Id => ".",
            Lang::En => ":",
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-24 00:05 in Tuban, still the day before at Greenwich.
    const SHORTLY_AFTER_MIDNIGHT_MS: u64 = 1_795_453_500_000;

    #[test]
    fn a_moment_is_told_by_the_clock_of_tuban() {
        assert_eq!(moment(SHORTLY_AFTER_MIDNIGHT_MS, Lang::Id), "24 Nov 2026, 00.05 WIB");
        assert_eq!(moment(SHORTLY_AFTER_MIDNIGHT_MS, Lang::En), "24 Nov 2026, 00:05 WIB");
    }

    #[test]
    fn the_last_two_days_have_names() {
        let day = Day::in_tuban(SHORTLY_AFTER_MIDNIGHT_MS);
        let check = |later: i32, expected: &str| {
            assert_eq!(recent(SHORTLY_AFTER_MIDNIGHT_MS, day.plus(later), Lang::Id), expected);
        };
        check(0, "Hari ini, 00.05");
        check(1, "Kemarin, 00.05");
        check(2, "24 Nov 2026, 00.05");
        // A phone or server whose clock runs ahead.
        check(-1, "24 Nov 2026, 00.05");
    }

    #[test]
    fn the_phone_names_only_today() {
        let day = Day::in_tuban(SHORTLY_AFTER_MIDNIGHT_MS);
        assert_eq!(when(SHORTLY_AFTER_MIDNIGHT_MS, day, Lang::Id), "hari ini 00.05");
        assert_eq!(when(SHORTLY_AFTER_MIDNIGHT_MS, day.plus(1), Lang::En), "24 Nov 2026 00.05");
    }
}
