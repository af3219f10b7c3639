//! Between what a person types or reads and what is kept.

use super::{
    model::{ChoiceList, Kind, Picture, Shown, TextStyle},
    value::Value,
};
use crate::{
    day::{Day, month_short},
    digits::says_none,
    kk::NoKk,
    nik::Nik,
    phone::Phone,
    quantity::{format_decimal, format_grouped, parse_decimal},
    text::{Lang, Text, t},
};

/// Reads what was typed into a field. What does not parse is kept as words, so that nothing typed is
/// lost and validation can name it; `None` for an empty box.
#[must_use]
pub fn read(kind: &Kind, typed: &str) -> Option<Value> {
    let trimmed = typed.trim();
    if trimmed.is_empty() {
        return None;
    }
    let as_typed = || Value::Text(String::from(typed));
    Some(match kind {
        Kind::Int { unit, .. } => {
            parse_decimal(without_unit(trimmed, *unit), 0).map_or_else(|_| as_typed(), Value::Int)
        }
        Kind::Decimal { scale, digits, unit, .. } => {
            read_decimal(without_unit(trimmed, *unit), *scale, *digits).unwrap_or_else(as_typed)
        }
        Kind::Nik { .. } => {
            Nik::parse(trimmed).map_or_else(|_| as_typed(), |nik| Value::Int(nik.number()))
        }
        Kind::NoKk => {
            NoKk::parse(trimmed).map_or_else(|_| as_typed(), |kk| Value::Int(kk.number()))
        }
        Kind::Phone => {
            Phone::parse(trimmed).map_or_else(|_| as_typed(), |phone| Value::Int(phone.number()))
        }
        Kind::Text { style: TextStyle::Digits, .. } => {
            Value::Text(trimmed.chars().filter(|char| !matches!(char, ' ' | '.' | '-')).collect())
        }
        Kind::Text { .. }
        | Kind::Bool
        | Kind::Day
        | Kind::Month
        | Kind::Choice(_)
        | Kind::Choices { .. }
        | Kind::Group(_)
        | Kind::Rows { .. }
        | Kind::Computed(_)
        | Kind::Picture(_)
        | Kind::Reference
        | Kind::Reserved => as_typed(),
    })
}

/// True for a character that nobody can read: those that steer machines, and those that turn the
/// direction of the words around them (copied from other programs, or meant to deceive).
#[must_use]
pub fn is_unreadable(char: char, style: TextStyle) -> bool {
    // The marks U+200E and U+200F come with many copied names and turn nothing else.
    let turns = matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || char.is_control() && !(style == TextStyle::Paragraph && char == '\n')
}

/// A text without what [`is_unreadable`]: the cells of a copied table are joined by a space.
#[must_use]
pub fn readable(text: &str, style: TextStyle) -> String {
    let mut words = String::new();
    for part in text.split(|char| is_unreadable(char, style)).filter(|part| !part.is_empty()) {
        if !words.is_empty() && !words.ends_with(' ') && !part.starts_with(' ') {
            words.push(' ');
        }
        words.push_str(part);
    }
    words
}

/// What was typed without the unit of the box behind it ("9,5 kg").
fn without_unit(typed: &str, unit: Text) -> &str {
    let place = typed.len().saturating_sub(unit.id.len());
    match typed.split_at_checked(place) {
        Some((number, end)) if end.eq_ignore_ascii_case(unit.id) => number.trim_end(),
        _ => typed,
    }
}

/// True for an answer that says nothing: an empty one, and "-" or "tidak ada" in the place of a number
/// of the state, whose reason is asked beside it.
#[must_use]
pub fn says_nothing(kind: &Kind, value: &Value) -> bool {
    match (kind, value) {
        (Kind::Nik { .. } | Kind::NoKk, Value::Text(typed)) => says_none(typed),
        _ => value.is_blank(),
    }
}

/// A decimal with at most `digits` behind the comma, in units of 10^-scale.
fn read_decimal(typed: &str, scale: u8, digits: u8) -> Option<Value> {
    let number = parse_decimal(typed, digits).ok()?;
    let factor = 10_i64.checked_pow(u32::from(scale.checked_sub(digits)?))?;
    number.checked_mul(factor).map(Value::Int)
}

/// Reads three boxes: day, month, year. What is not a day of the calendar is kept as words
/// (`31/2/2026`); `None` when all are empty.
#[must_use]
pub fn read_day(day: &str, month: &str, year: &str) -> Option<Value> {
    let boxes = [day.trim(), month.trim(), year.trim()];
    if boxes.iter().all(|typed| typed.is_empty()) {
        return None;
    }
    let parsed = (boxes[0].parse(), boxes[1].parse(), boxes[2].parse());
    let civil = match parsed {
        (Ok(day), Ok(month), Ok(year)) => Day::from_ymd(year, month, day),
        _ => None,
    };
    Some(civil.map_or_else(|| Value::Text(boxes.join("/")), Value::Day))
}

/// Reads two boxes: month, year; otherwise as [`read_day`].
#[must_use]
pub fn read_month(month: &str, year: &str) -> Option<Value> {
    let boxes = [month.trim(), year.trim()];
    if boxes.iter().all(|typed| typed.is_empty()) {
        return None;
    }
    match (boxes[0].parse::<i64>(), boxes[1].parse::<i64>()) {
        (Ok(month @ 1..=12), Ok(year @ 1900..=2199)) => Some(Value::Int(year * 12 + month - 1)),
        _ => Some(Value::Text(boxes.join("/"))),
    }
}

/// What stands in the boxes of a day or a month: `[day, month, year]`, for a month without the first.
#[must_use]
pub fn boxes(value: Option<&Value>, n_boxes: usize) -> Vec<String> {
    let mut boxes: Vec<String> = match value {
        Some(Value::Day(civil)) => {
            let (year, month, day) = civil.ymd();
            vec![day.to_string(), month.to_string(), year.to_string()]
        }
        Some(Value::Int(months)) => vec![(months % 12 + 1).to_string(), (months / 12).to_string()],
        Some(Value::Text(typed)) => typed.split('/').map(String::from).collect(),
        _ => Vec::new(),
    };
    boxes.resize(n_boxes, String::new());
    boxes
}

/// What stands in the box of a field that is typed.
#[must_use]
pub fn typed(kind: &Kind, value: Option<&Value>, lang: Lang) -> String {
    match (kind, value) {
        (_, None) => String::new(),
        (_, Some(Value::Text(text))) => text.clone(),
        (Kind::Decimal { scale, .. }, Some(Value::Int(number))) => {
            format_decimal(*number, *scale, lang)
        }
        (Kind::Phone, Some(Value::Int(number))) => phone_words(*number),
        (Kind::Nik { .. } | Kind::NoKk, Some(Value::Int(number))) => sixteen(*number),
        (_, Some(Value::Int(number))) => number.to_string(),
        _ => String::new(),
    }
}

/// An answer in words, for people; the whole of it, also of an identity number.
#[must_use]
pub fn words(kind: &Kind, value: &Value, lang: Lang) -> String {
    match (kind, value) {
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Bool(yes)) => String::from(yes_no(*yes).get(lang)),
        (_, Value::Day(day)) => day.words(lang),
        (Kind::Choice(list) | Kind::Computed(Shown::Choice(list)), Value::Choice(code)) => {
            option_words(list, *code, lang)
        }
        (
            Kind::Choices { list, .. } | Kind::Computed(Shown::Choices(list)),
            Value::Choices(codes),
        ) => {
            let labels: Vec<_> = codes.iter().map(|code| option_words(list, *code, lang)).collect();
            labels.join(", ")
        }
        (Kind::Int { unit, .. }, Value::Int(number)) => {
            with_unit(format_grouped(*number, lang), *unit, lang)
        }
        (Kind::Decimal { scale, unit, .. }, Value::Int(number)) => {
            with_unit(format_decimal(*number, *scale, lang), *unit, lang)
        }
        (Kind::Computed(Shown::Number { scale }), Value::Int(number)) => {
            format_decimal(*number, *scale, lang)
        }
        (Kind::Month, Value::Int(months)) => {
            let month = u32::try_from(months % 12 + 1).unwrap_or(0);
            [month_short(month, lang), &(months / 12).to_string()].join(" ")
        }
        (Kind::Phone, Value::Int(number)) => phone_words(*number),
        (Kind::Nik { .. } | Kind::NoKk, Value::Int(number)) => in_fours(&sixteen(*number)),
        (Kind::Picture(picture), Value::Bytes(_)) => {
            String::from(picture_words(*picture).get(lang))
        }
        (_, Value::Int(number)) => number.to_string(),
        (_, Value::Choice(code)) => ["#", &code.to_string()].concat(),
        (_, Value::Choices(_) | Value::Bytes(_) | Value::Group(_) | Value::Rows(_)) => {
            String::new()
        }
    }
}

/// What stands for a picture where it is not shown.
const fn picture_words(picture: Picture) -> Text {
    match picture {
        Picture::Scene | Picture::Paper => t("Ada foto", "Photo taken"),
        Picture::Signature => t("Ada tanda tangan", "Signed"),
    }
}

/// "Ya" or "Tidak".
#[must_use]
pub const fn yes_no(yes: bool) -> Text {
    if yes { t("Ya", "Yes") } else { t("Tidak", "No") }
}

fn option_words(list: &ChoiceList, code: u16, lang: Lang) -> String {
    list.option(code).map_or_else(
        || ["#", &code.to_string()].concat(),
        |option| String::from(option.label.get(lang)),
    )
}

fn with_unit(number: String, unit: Text, lang: Lang) -> String {
    if unit.is_empty() { number } else { [&number, " ", unit.get(lang)].concat() }
}

/// Sixteen digits, with the zeros in front that an integer does not keep.
fn sixteen(number: i64) -> String {
    NoKk::from_number(number).map_or_else(|_| number.to_string(), |digits| digits.to_string())
}

/// Digits as people compare them.
fn in_fours(digits: &str) -> String {
    let mut words = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && idx % 4 == 0 {
            words.push(' ');
        }
        words.push(digit);
    }
    words
}

fn phone_words(number: i64) -> String {
    Phone::from_number(number).map_or_else(|_| number.to_string(), |phone| phone.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KG: Kind =
        Kind::Decimal { scale: 3, digits: 2, min: 500, max: 60_000, unit: t("kg", "kg") };

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, grams) in [("9,5", 9_500), ("9.5", 9_500), (" 10 ", 10_000), ("9,05", 9_050)] {
            assert_eq!(read(&KG, typed), Some(Value::Int(grams)), "{typed}");
        }
        for (lang, shown) in [(Lang::Id, "9,5"), (Lang::En, "9.5")] {
            assert_eq!(typed(&KG, Some(&Value::Int(9_500)), lang), shown);
            assert_eq!(words(&KG, &Value::Int(9_500), lang), [shown, " kg"].concat());
        }
    }

    #[test]
    fn a_number_of_the_state_is_read_in_fours() {
        let value = Value::Int(3_523_164_111_249_990);
        assert_eq!(words(&Kind::NoKk, &value, Lang::Id), "3523 1641 1124 9990");
        assert_eq!(typed(&Kind::NoKk, Some(&value), Lang::Id), "3523164111249990");
    }

    #[test]
    fn what_nobody_can_read_is_taken_out_of_a_text() {
        for (typed, words) in [
            ("Siti\tP\t12", "Siti P 12"),
            ("\tSiti \r\n Aminah\t", "Siti  Aminah"),
            ("Siti\u{202e}hanima", "Siti hanima"),
            ("Bu Siti 👩‍🌾", "Bu Siti 👩‍🌾"),
        ] {
            assert_eq!(readable(typed, TextStyle::Line), words, "{typed:?}");
            assert!(!words.chars().any(|char| is_unreadable(char, TextStyle::Line)));
        }
        assert_eq!(readable("satu\ndua\ttiga", TextStyle::Paragraph), "satu\ndua tiga");
    }

    #[test]
    fn what_does_not_parse_is_kept_as_typed() {
        for typed in ["9,5x", "9,505", "sembilan", "9,,5"] {
            assert_eq!(read(&KG, typed), Some(Value::Text(typed.into())), "{typed}");
        }
        assert_eq!(read(&KG, "  "), None);
    }

    #[test]
    fn a_date_that_is_not_in_the_calendar_is_kept_and_shown_again() {
        let value = read_day("31", "2", "2026");
        assert_eq!(value, Some(Value::Text("31/2/2026".into())));
        assert_eq!(boxes(value.as_ref(), 3), ["31", "2", "2026"]);
        let partial = read_day("", "2", "");
        assert_eq!(boxes(partial.as_ref(), 3), ["", "2", ""]);
        assert_eq!(read_day("", " ", ""), None);
        let leap = Day::from_ymd(2024, 2, 29).map(Value::Day);
        assert_eq!(read_day("29", "02", "2024"), leap);
        assert_eq!(boxes(leap.as_ref(), 3), ["29", "2", "2024"]);
    }

    #[test]
    fn a_month_survives_its_boxes() {
        let value = read_month("11", "2026");
        assert_eq!(boxes(value.as_ref(), 2), ["11", "2026"]);
        assert_eq!(words(&Kind::Month, &Value::Int(2026 * 12 + 10), Lang::Id), "Nov 2026");
        assert_eq!(read_month("13", "2026"), Some(Value::Text("13/2026".into())));
    }
}
