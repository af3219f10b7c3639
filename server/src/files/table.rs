//! Answers as the cells of a table, with columns that the schema of a kind gives: a new kind, or a new
//! question, is in every file without a line of code. Pure.

use shared::{
    day::Day,
    form::{
        edit,
        eval::walk,
        fix,
        model::{Class, Field, FormKind, Kind, Shown, TextStyle},
        value::{Row, Tag, Value, Values},
    },
    quantity::format_decimal,
    text::Lang,
};

use super::mask;

/// Whom a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// People: words as on the screens.
    People,
    /// Programs: stable names.
    Programs,
}

/// What one cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing was answered.
    Empty,
    /// Words, or digits that are no quantity.
    Text(String),
    /// A quantity, in units of 10^-scale.
    Number {
        /// In the smallest unit.
        value: i64,
        /// Digits behind the comma.
        scale: u8,
    },
    /// A civil day.
    Day(Day),
}

impl Cell {
    /// Words, or nothing.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// A count.
    #[must_use]
    pub const fn count(value: i64) -> Self {
        Cell::Number { value, scale: 0 }
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading for people.
    pub title: String,
    /// Its heading for programs.
    pub name: String,
}

impl Column {
    /// A column that every record has.
    #[must_use]
    pub fn new(name: &str, title: &str) -> Self {
        Self { title: title.into(), name: name.into() }
    }

    /// Its heading.
    #[must_use]
    pub fn heading(&self, reader: Reader) -> &str {
        match reader {
            Reader::People => &self.title,
            Reader::Programs => &self.name,
        }
    }

    /// How wide it is shown, characters: as wide as its heading, within reason.
    #[must_use]
    pub fn width(&self) -> usize {
        self.title.chars().count().clamp(12, 36)
    }
}

/// A question of a kind that has a column.
#[derive(Clone)]
pub struct Asked {
    /// Its column.
    pub column: Column,
    /// The heading of the screen that asks it.
    pub section: &'static str,
    /// The question.
    pub field: &'static Field,
    path: Vec<Tag>,
    /// It says where a house is.
    is_place: bool,
}

impl Asked {
    /// What was answered.
    #[must_use]
    pub fn value<'v>(&self, values: &'v Values) -> Option<&'v Value> {
        walk(values, &self.path).filter(|value| !value.is_blank())
    }

    /// What stands in its column.
    #[must_use]
    pub fn cell(&self, values: &Values, reader: Reader, is_masked: bool) -> Cell {
        match self.value(values) {
            None => Cell::Empty,
            Some(_) if is_masked && self.is_place => Cell::text(mask::HIDDEN),
            Some(value) => cell(self.field, value, reader, is_masked),
        }
    }
}

/// The columns of a kind, in the order of its screens.
#[must_use]
pub fn columns(kind: &FormKind) -> Vec<Asked> {
    let mut columns = Vec::new();
    for (section, field) in kind.fields() {
        let place =
            Place { section: section.title.id, path: &[], title: "", name: "", is_place: false };
        add(&place, field, &mut columns);
    }
    columns
}

/// The columns of the rows of a list.
#[must_use]
pub fn columns_of(fields: &'static [Field]) -> Vec<Asked> {
    let mut columns = Vec::new();
    for field in fields {
        add(
            &Place { section: "", path: &[], title: "", name: "", is_place: false },
            field,
            &mut columns,
        );
    }
    columns
}

/// Where a question stands.
struct Place<'p> {
    section: &'static str,
    path: &'p [Tag],
    title: &'p str,
    name: &'p str,
    is_place: bool,
}

fn add(place: &Place<'_>, field: &'static Field, columns: &mut Vec<Asked>) {
    let path = [place.path, &[field.tag]].concat();
    let joined = |before: &str, own: &str, between: &str| {
        if before.is_empty() { String::from(own) } else { [before, between, own].concat() }
    };
    let title = joined(place.title, field.label.id, ": ");
    let name = joined(place.name, field.name, ".");
    match field.kind {
        Kind::Reference | Kind::Reserved => {}
        Kind::Group(fields) => {
            let is_place = fix::is_place(&field.kind);
            let inside = Place { path: &path, title: &title, name: &name, is_place, ..*place };
            for field in fields {
                add(&inside, field, columns);
            }
        }
        _ => columns.push(Asked {
            column: Column { title, name },
            section: place.section,
            field,
            path,
            is_place: place.is_place,
        }),
    }
}

/// An answer as a cell. Without names and numbers it tells as much as a count needs.
#[must_use]
pub fn cell(field: &Field, value: &Value, reader: Reader, is_masked: bool) -> Cell {
    if let (true, Some(masked)) = (is_masked, masked(field, value)) {
        return Cell::text(masked);
    }
    match (&field.kind, value) {
        (Kind::Rows { fields, .. }, Value::Rows(rows)) => {
            Cell::text(rows_in_words(fields, rows, reader, is_masked))
        }
        (_, Value::Day(day)) => Cell::Day(*day),
        (Kind::Int { .. }, Value::Int(value)) => Cell::count(*value),
        (
            Kind::Decimal { scale, .. } | Kind::Computed(Shown::Number { scale }),
            Value::Int(value),
        ) => Cell::Number { value: *value, scale: *scale },
        (Kind::Nik { .. } | Kind::NoKk, Value::Int(_)) => {
            Cell::text(edit::typed(&field.kind, Some(value), Lang::Id))
        }
        (kind, value) => Cell::text(words(kind, value, reader)),
    }
}

/// What is left of an answer that may tell who somebody is; `None` for any other.
fn masked(field: &Field, value: &Value) -> Option<String> {
    match (&field.kind, value) {
        (Kind::Nik { .. } | Kind::NoKk | Kind::Phone, Value::Int(_)) => {
            Some(mask::number(&edit::typed(&field.kind, Some(value), Lang::Id)))
        }
        (Kind::Text { style: TextStyle::Name, .. }, Value::Text(name)) => Some(mask::name(name)),
        (Kind::Text { style: TextStyle::Digits, .. }, Value::Text(digits)) => {
            Some(mask::number(digits))
        }
        // What does not parse may hold anything, and so may any line.
        (_, Value::Text(_) | Value::Bytes(_)) => Some(mask::HIDDEN.into()),
        // The day of a birth is known to the neighbours; the year is enough for an age.
        (Kind::Day, Value::Day(day)) if field.says_age => Some(day.ymd().0.to_string()),
        (Kind::Rows { .. } | Kind::Group(_), _) => None,
        (_, _) if field.class == Class::Identity => Some(mask::HIDDEN.into()),
        (_, _) => None,
    }
}

fn words(kind: &Kind, value: &Value, reader: Reader) -> String {
    match (kind, value, reader) {
        (
            Kind::Choice(list) | Kind::Computed(Shown::Choice(list)),
            Value::Choice(code),
            Reader::Programs,
        ) => list.option(*code).map_or_else(|| code.to_string(), |option| option.name.into()),
        (
            Kind::Choices { list, .. } | Kind::Computed(Shown::Choices(list)),
            Value::Choices(codes),
            Reader::Programs,
        ) => {
            let name = |code: &u16| {
                list.option(*code).map_or_else(|| code.to_string(), |option| option.name.into())
            };
            codes.iter().map(name).collect::<Vec<_>>().join("|")
        }
        (Kind::Month, Value::Int(months), Reader::Programs) => {
            format!("{:04}-{:02}", months / 12, months % 12 + 1)
        }
        // A picture: that there is one.
        (_, Value::Bytes(_), _) => String::from("ada"),
        (kind, value, _) => edit::words(kind, value, Lang::Id),
    }
}

/// All rows in one cell: "1. Bantuan: PKH; Menerima?: Menerima". The operator file has a sheet for them.
fn rows_in_words(
    fields: &'static [Field],
    rows: &[Row],
    reader: Reader,
    is_masked: bool,
) -> String {
    let columns = columns_of(fields);
    let row = |(idx, row): (usize, &Row)| {
        let answers = columns.iter().filter_map(|asked| {
            let words = plain(&asked.cell(&row.values, reader, is_masked));
            (!words.is_empty()).then(|| match reader {
                Reader::People => format!("{}: {words}", asked.column.title),
                Reader::Programs => format!("{}={words}", asked.column.name),
            })
        });
        format!("{}. {}", idx + 1, answers.collect::<Vec<_>>().join("; "))
    };
    rows.iter().enumerate().map(row).collect::<Vec<_>>().join("\n")
}

/// A cell as words where there is room for words only.
#[must_use]
pub fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number { value, scale } => format_decimal(*value, *scale, Lang::En),
        Cell::Day(day) => day.to_string(),
    }
}

/// The number of a list's option and what it is called, for one who types codes.
#[must_use]
pub fn code_and_label(field: &Field, value: Option<&Value>) -> Option<(Cell, Cell)> {
    let (Kind::Choice(list) | Kind::Computed(Shown::Choice(list))) = field.kind else {
        return None;
    };
    Some(match value {
        Some(Value::Choice(code)) => {
            let label = list.option(*code).map_or("", |option| option.label.id);
            (Cell::count(i64::from(*code)), Cell::text(label))
        }
        _ => (Cell::Empty, Cell::Empty),
    })
}

/// Words on one line, without what turns or steers, at most so many characters.
#[must_use]
pub fn one_line(text: &str, chars_max: usize) -> String {
    let readable = edit::readable(text, TextStyle::Line);
    let line = readable.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(chars_max).collect()
}
