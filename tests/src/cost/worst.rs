//! The worst answers that a form of each kind can hold, made from its fields: the most rows, the most
//! answers, the longest words, the most problems. A new kind, or a new field, is in them by itself.

use shared::{
    form::{
        content::Content,
        model::{Field, FormKind, Kind},
        problem::{Override, Path, Step},
        value::{Row, RowId, Tag, Value, Values},
    },
    sync::limits::{CHANGE_BYTES_MAX, FORM_ITEMS_MAX, VALUES_MAX},
};

/// Room for the header of a change, bytes.
const HEADER_BYTES: usize = 200;
/// A tag that no field has.
const NOBODYS: u16 = 60_000;

/// Answers that cost a lot for a reason, as they travel.
#[derive(Clone, Debug)]
pub struct Worst {
    /// What there is much of.
    pub name: &'static str,
    /// The answers with the reasons for what was confirmed.
    pub content: Vec<u8>,
}

/// All of a kind.
#[must_use]
pub fn worst(kind: &'static FormKind) -> Vec<Worst> {
    let fields: Vec<&'static Field> = kind.fields().map(|(_, field)| field).collect();
    let of = |name, values: Values| Worst {
        name,
        content: Content { values, overrides: Vec::new() }.to_bytes(),
    };
    let wrong = filled(&fields, Filling::Wrong, 40);
    vec![
        of("nothing", Values::new()),
        of("wrong answers", wrong.clone()),
        of("all asked", filled(&fields, Filling::Asked, 40)),
        of("all asked, many rows", filled(&fields, Filling::Asked, VALUES_MAX)),
        of("empty rows", filled(&fields, Filling::Nothing, VALUES_MAX)),
        of("wrong rows", filled(&fields, Filling::Wrong, VALUES_MAX)),
        of("ten thousand rows", filled(&fields, Filling::Nothing, rows_that_fit(&fields))),
        of("long words", filled(&fields, Filling::Long, 12)),
        of("one endless word", endless(&fields)),
        of("unknown answers", unknown()),
        of("choices", filled(&fields, Filling::Choices, 1)),
        of("nested rows", nested()),
        Worst { name: "reasons", content: reasons(wrong) },
    ]
}

/// So many empty rows in each list that a change holds them, at three bytes each: ten thousand where
/// the kind has two lists or one.
fn rows_that_fit(fields: &[&'static Field]) -> usize {
    let n_lists = fields.iter().filter(|field| matches!(field.kind, Kind::Rows { .. })).count();
    (20_000 / n_lists.max(1)).min(10_000)
}

#[derive(Clone, Copy)]
enum Filling {
    /// Rows without answers.
    Nothing,
    /// An answer of another shape, or out of its range, everywhere.
    Wrong,
    /// The first of what can be chosen, which asks for more, and everything else wrong.
    Asked,
    /// Words as long as they may be.
    Long,
    /// Every option that there is not.
    Choices,
}

fn filled(fields: &[&'static Field], filling: Filling, n_rows: usize) -> Values {
    let mut values = Values::new();
    for field in fields {
        values.put(field.tag, answer(&field.kind, filling, n_rows));
    }
    values
}

fn answer(kind: &'static Kind, filling: Filling, n_rows: usize) -> Option<Value> {
    let inner =
        |fields: &'static [Field]| filled(&fields.iter().collect::<Vec<_>>(), filling, n_rows);
    match (kind, filling) {
        (Kind::Group(fields), _) => Some(Value::Group(inner(fields))),
        (Kind::Rows { fields, .. }, _) => {
            let values = match filling {
                Filling::Nothing => Values::new(),
                Filling::Wrong | Filling::Asked | Filling::Long | Filling::Choices => inner(fields),
            };
            let numbers = 0..u32::try_from(n_rows).unwrap_or(u32::MAX);
            let row = |number| Row { id: RowId(number / 2), values: values.clone() };
            Some(Value::Rows(numbers.map(row).collect()))
        }
        (_, Filling::Nothing) => None,
        (Kind::Bool, Filling::Asked) => Some(Value::Bool(true)),
        (Kind::Choice(list), Filling::Asked) => {
            list.options.first().map(|option| Value::Choice(option.code))
        }
        (Kind::Choices { list, .. }, Filling::Asked) => {
            list.options.first().map(|option| Value::Choices(vec![option.code]))
        }
        (Kind::Text { .. }, Filling::Wrong | Filling::Asked) => Some(Value::Text("\u{1}".into())),
        (Kind::Choice(_), Filling::Wrong) => Some(Value::Choice(u16::MAX)),
        (_, Filling::Wrong | Filling::Asked) => Some(Value::Text("?".into())),
        (Kind::Text { max, .. }, Filling::Long) => Some(Value::Text("é".repeat((*max).into()))),
        (Kind::Choices { .. }, Filling::Choices) => Some(Value::Choices((0..200).rev().collect())),
        (_, Filling::Long | Filling::Choices) => None,
    }
}

/// One word that fills the change.
fn endless(fields: &[&'static Field]) -> Values {
    let mut values = Values::new();
    let word = fields.iter().find(|field| matches!(field.kind, Kind::Text { .. }));
    let tag = word.map_or(Tag(NOBODYS), |field| field.tag);
    values.put(tag, Some(Value::Text("a".repeat(CHANGE_BYTES_MAX - HEADER_BYTES))));
    values
}

fn unknown() -> Values {
    let mut values = Values::new();
    for number in 0..VALUES_MAX {
        let tag = Tag(NOBODYS + u16::try_from(number).unwrap_or(0));
        values.put(tag, Some(Value::Bool(true)));
    }
    values
}

/// As many rows as a form may have items, each in a list of its own.
fn nested() -> Values {
    let mut values = Values::new();
    for number in 0..(FORM_ITEMS_MAX / 5).min(VALUES_MAX) {
        let inner = || {
            let mut values = Values::new();
            values.put(Tag(1), Some(Value::Rows(Vec::new())));
            values
        };
        let rows =
            vec![Row { id: RowId(1), values: inner() }, Row { id: RowId(1), values: inner() }];
        let tag = Tag(NOBODYS + u16::try_from(number).unwrap_or(0));
        values.put(tag, Some(Value::Rows(rows)));
    }
    values
}

/// Reasons for problems that there are not, to be compared with all that there are.
fn reasons(values: Values) -> Vec<u8> {
    let path = Path(vec![Step::Field(Tag(1)), Step::Row(RowId(1)), Step::Field(Tag(2))]);
    let reason = Override { path, code: 7, reason: "x".into() };
    Content { values, overrides: vec![reason; VALUES_MAX / 2] }.to_bytes()
}
