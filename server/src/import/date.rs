//! Dates as lists write them, in an order that was declared.

use shared::{
    day::Day,
    text::{Text, t},
};

use super::table::Cell;

/// How the numbers of a date follow each other. A date that begins with a year is read as such in any
/// case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// 31/12/1980, the usual one.
    #[default]
    Dmy,
    /// 12/31/1980.
    Mdy,
    /// 1980-12-31.
    Ymd,
}

/// Why a date is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It is written in no way that is known, or no calendar has it.
    Unreadable,
    /// The year has two digits.
    ShortYear,
    /// A number of a spreadsheet.
    Number,
}

impl DateError {
    /// What it is.
    #[must_use]
    pub const fn message(self) -> Text {
        match self {
            DateError::Unreadable => t("Tanggal tidak terbaca.", "The date is not understood."),
            DateError::ShortYear => t("Tahun harus 4 angka.", "The year must have four digits."),
            DateError::Number => t(
                "Sel tanggal berisi angka; format selnya bukan Tanggal.",
                "The cell of a date holds a number and is not formatted as a date.",
            ),
        }
    }
}

/// The date in a cell; nothing for an empty one, and for what programs write for none.
///
/// # Errors
/// [`DateError`].
pub fn date(cell: &Cell, order: Order) -> Result<Option<Day>, DateError> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Date(day) => return Ok(Some(*day)),
        Cell::Number(number) if *number == 0.0 => return Ok(None),
        Cell::Number(_) => return Err(DateError::Number),
        Cell::TooLong => return Err(DateError::Unreadable),
        Cell::Text(text) => text,
    };
    if text.chars().all(|sign| matches!(sign, '0' | '-' | '/' | '.' | ':' | ' ')) {
        return Ok(None);
    }
    let mut parts =
        text.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()).take(4);
    let (Some(one), Some(two), Some(three)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(DateError::Unreadable);
    };
    // What is behind it is the time of day: "1980-12-31T00:00:00".
    let three = three.split(['T', 't']).next().unwrap_or(three);
    let order = if one.len() == 4 { Order::Ymd } else { order };
    let (year, month, day) = match order {
        Order::Dmy => (three, two, one),
        Order::Mdy => (three, one, two),
        Order::Ymd => (one, two, three),
    };
    if year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateError::ShortYear);
    }
    let found = (|| Day::from_ymd(year.parse().ok()?, month_of(month)?, day.parse().ok()?))();
    found.filter(|_| year.len() == 4).map(Some).ok_or(DateError::Unreadable)
}

/// A month by its number or its name.
fn month_of(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"];
    const OTHERS: [(&str, u32); 6] =
        [("may", 5), ("aug", 8), ("ags", 8), ("oct", 10), ("dec", 12), ("peb", 2)];
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok();
    }
    let word = word.to_lowercase();
    let own = MONTHS.iter().zip(1..).map(|(name, month)| (*name, month));
    own.chain(OTHERS).find(|(name, _)| word.starts_with(name)).map(|(_, month)| month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Order) -> Result<Option<(i32, u32, u32)>, DateError> {
        date(&Cell::of_text(text), order).map(|day| day.map(Day::ymd))
    }

    #[test]
    fn dates_are_read_in_the_declared_order() {
        let day = Ok(Some((1980, 3, 4)));
        for (text, order) in [
            ("04/03/1980", Order::Dmy),
            ("4-3-1980", Order::Dmy),
            ("4 Maret 1980", Order::Dmy),
            ("04 Mar 1980", Order::Dmy),
            ("03/04/1980", Order::Mdy),
            ("1980-03-04", Order::Dmy),
            ("1980-03-04T00:00:00", Order::Mdy),
            ("1980/3/4 00:00", Order::Ymd),
        ] {
            assert_eq!(read(text, order), day, "{text}");
        }
    }

    #[test]
    fn nothing_stays_nothing_and_no_date_is_made_up() {
        for text in ["", "-", "00/00/0000", "0000-00-00", "0000-00-00 00:00:00"] {
            assert_eq!(read(text, Order::Dmy), Ok(None), "{text}");
        }
        for text in [
            "31/02/1980",
            "13/13/1980",
            "1980",
            "kira-kira 1980",
            "04031980",
            "4/3/198",
            "x/3/1980",
        ] {
            assert_eq!(read(text, Order::Dmy), Err(DateError::Unreadable), "{text}");
        }
        assert_eq!(read("04/03/80", Order::Dmy), Err(DateError::ShortYear));
        assert_eq!(read("12/31/1980", Order::Dmy), Err(DateError::Unreadable));
        assert_eq!(date(&Cell::Number(29_221.0), Order::Dmy), Err(DateError::Number));
        assert_eq!(date(&Cell::Number(0.0), Order::Dmy), Ok(None));
    }
}
