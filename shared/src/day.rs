//! A civil day without a time of day: births, visits, measurements.
//!
//! Ours rather than a library's because a date library costs the phone 7 to 44 kB; checked against
//! the `time` crate for every day of four centuries.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::text::Lang;

/// Milliseconds of one day.
const DAY_MS: i64 = 86_400_000;
/// Milliseconds of one minute.
const MINUTE_MS: u64 = 60_000;
/// Tuban lives at UTC+7 (WIB) and has no daylight saving.
const WIB_OFFSET_MS: i64 = 7 * 3_600_000;

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(i32);

impl Day {
    /// The day with this number of days since 1970-01-01.
    #[must_use]
    pub const fn from_number(days: i32) -> Self {
        Self(days)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The civil day in Tuban at a Unix time in milliseconds.
    #[must_use]
    pub fn in_tuban(unix_ms: u64) -> Self {
        let ms = i64::try_from(unix_ms).unwrap_or(i64::MAX / 2) + WIB_OFFSET_MS;
        Self(i32::try_from(ms.div_euclid(DAY_MS)).unwrap_or(i32::MAX))
    }

    /// The day of a year (1800–2199), month (1–12) and day of month, if it exists.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1800..2200).contains(&year) || day == 0 || day > days_in_month(year, month)? {
            return None;
        }
        // Years start in March here, so that the leap day is the last day of a year.
        let shifted = if month > 2 { year } else { year - 1 };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_from_march = i32::try_from((month + 9) % 12).ok()?;
        let day_of_year = (153 * month_from_march + 2) / 5 + i32::try_from(day).ok()? - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// Reads ISO 8601 (`2026-11-24`), as a date box of a browser gives it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let mut next =
            || parts.next().filter(|part| part.bytes().all(|sign| sign.is_ascii_digit()));
        let (year, month, day) = (next()?, next()?, next()?);
        Self::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// When the day begins in Tuban, Unix milliseconds; 0 for days before 1970.
    #[must_use]
    pub fn begins_ms(self) -> u64 {
        u64::try_from(i64::from(self.0) * DAY_MS - WIB_OFFSET_MS).unwrap_or(0)
    }

    /// Year, month (1–12) and day of month.
    #[must_use]
    pub fn ymd(self) -> (i32, u32, u32) {
        let days = i64::from(self.0) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (
            i32::try_from(year).unwrap_or(i32::MAX),
            u32::try_from(month).unwrap_or(1),
            u32::try_from(day).unwrap_or(1),
        )
    }

    /// `self` moved by a number of days.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `earlier` to `self`; negative when `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Day) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// Full years lived on `self` by someone born on `birth`.
    #[must_use]
    pub fn years_since(self, birth: Day) -> i32 {
        let (year, month, day) = self.ymd();
        let (birth_year, birth_month, birth_day) = birth.ymd();
        year - birth_year - i32::from((month, day) < (birth_month, birth_day))
    }

    /// Full months from `birth` to `self`.
    #[must_use]
    pub fn months_since(self, birth: Day) -> i32 {
        let (year, month, day) = self.ymd();
        let (birth_year, birth_month, birth_day) = birth.ymd();
        let months = |y: i32, m: u32| y * 12 + i32::try_from(m).unwrap_or(0);
        months(year, month) - months(birth_year, birth_month) - i32::from(day < birth_day)
    }

    /// The day as people here write it: `24 Nov 2026`.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        let (year, month, day) = self.ymd();
        let mut words = day.to_string();
        words.push(' ');
        words.push_str(month_short(month, lang));
        words.push(' ');
        words.push_str(&year.to_string());
        words
    }
}

impl fmt::Display for Day {
    /// ISO 8601: `2026-11-24`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Hour (0–23) and minute of the clock in Tuban at a Unix time in milliseconds.
#[must_use]
pub fn clock_in_tuban(unix_ms: u64) -> (u64, u64) {
    let minutes = unix_ms.saturating_add(WIB_OFFSET_MS.unsigned_abs()) / MINUTE_MS % (24 * 60);
    (minutes / 60, minutes % 60)
}

/// Days of a month; `None` for a month outside 1–12.
fn days_in_month(year: i32, month: u32) -> Option<u32> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return None,
    })
}

/// The short name of a month (1–12); empty outside.
#[must_use]
pub fn month_short(month: u32, lang: Lang) -> &'static str {
    const ID: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
    const EN: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let names = match lang {
        Lang::Id => &ID,
        Lang::En => &EN,
    };
    month.checked_sub(1).and_then(|idx| names.get(idx as usize)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written_and_begins_in_tuban() {
        let day = Day::from_number(20_781);
        assert_eq!(Day::parse(&day.to_string()), Some(day));
        for text in
            ["", "2026-11", "2026-02-30", "2026-13-01", "+2026-1-1", "2026-11-24-1", "x-y-z"]
        {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        let begins_ms = day.begins_ms();
        assert_eq!([begins_ms - 1, begins_ms].map(Day::in_tuban), [day.plus(-1), day]);
    }

    #[test]
    fn every_day_of_four_centuries_agrees_with_the_time_crate() {
        let epoch = time::Date::from_calendar_date(1970, time::Month::January, 1).unwrap();
        let first = time::Date::from_calendar_date(1800, time::Month::January, 1).unwrap();
        let mut date = first;
        while date.year() < 2200 {
            let number = i32::try_from((date - epoch).whole_days()).unwrap();
            let (y, m, d) = (date.year(), u32::from(u8::from(date.month())), u32::from(date.day()));
            assert_eq!(Day::from_ymd(y, m, d), Some(Day(number)));
            assert_eq!(Day(number).ymd(), (y, m, d));
            date = date.next_day().unwrap();
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (y, m, d) in [(2025, 2, 29), (1900, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31)]
        {
            assert_eq!(Day::from_ymd(y, m, d), None, "{y}-{m}-{d}");
        }
        assert!(Day::from_ymd(2000, 2, 29).is_some());
    }

    #[test]
    fn the_day_in_tuban_turns_at_seventeen_utc() {
        let midnight_wib_ms = 1_795_539_600_000; // 2026-11-24T17:00:00Z
        assert_eq!(Day::in_tuban(midnight_wib_ms - 1).to_string(), "2026-11-24");
        assert_eq!(Day::in_tuban(midnight_wib_ms).to_string(), "2026-11-25");
        assert_eq!(clock_in_tuban(midnight_wib_ms - 1), (23, 59));
        assert_eq!(clock_in_tuban(midnight_wib_ms), (0, 0));
    }

    #[test]
    fn ages_count_full_years_and_months() {
        let birth = Day::from_ymd(2024, 2, 29).unwrap();
        let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
        assert_eq!(day(2025, 2, 28).years_since(birth), 0);
        assert_eq!(day(2025, 3, 1).years_since(birth), 1);
        assert_eq!(day(2024, 3, 28).months_since(birth), 0);
        assert_eq!(day(2024, 3, 29).months_since(birth), 1);
    }

    #[test]
    fn a_day_reads_as_people_write_it() {
        let day = Day::from_ymd(2026, 8, 5).unwrap();
        assert_eq!(day.words(Lang::Id), "5 Agu 2026");
        assert_eq!(day.words(Lang::En), "5 Aug 2026");
    }
}
