//! Writes the forms of `tests/golden`: each situation of each kind, and for each of its questions what
//! happens without an answer and with a wrong one. What is wrong with them is worked out there, natively
//! and in a browser.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::PathBuf};

use super::{Filled, released, today};
use crate::{
    day::Day,
    form::{
        content::Content,
        model::{Field, FormKind, Kind},
        problem::{Path, Step},
        value::{Tag, Value, Values},
    },
    hex,
};

/// Answers as the wire has them.
fn digits(values: &Values) -> String {
    hex::encode(&Content { values: values.clone(), overrides: Vec::new() }.to_bytes())
}

/// One answer.
fn digits_of(answer: Value) -> String {
    let mut values = Values::new();
    values.put(Tag(1), Some(answer));
    digits(&values)
}

fn words(path: &Path) -> String {
    let step = |step: &Step| match step {
        Step::Field(tag) => tag.0.to_string(),
        Step::Row(row) => format!("r{}", row.0),
    };
    path.0.iter().map(step).collect::<Vec<_>>().join(".")
}

/// Answers that a question may be given and should not: one beyond each limit, and another shape.
fn wrong(kind: &Kind) -> Vec<Value> {
    let text = |text: &str| Value::Text(String::from(text));
    match kind {
        Kind::Int { min, max, .. } | Kind::Decimal { min, max, .. } => {
            let beyond = [min.checked_sub(1), max.checked_add(1)];
            beyond.into_iter().flatten().map(Value::Int).chain([text("1,,5")]).collect()
        }
        Kind::Text { max, .. } => {
            vec![Value::Text("7".repeat(usize::from(*max) + 1)), text("a\u{7}b")]
        }
        Kind::Nik { .. } | Kind::NoKk => {
            vec![Value::Int(3_523_163_113_900_000), text("3,52316E+15")]
        }
        Kind::Phone => vec![Value::Int(620), text("0812 dan 0813")],
        Kind::Day => vec![
            Value::Day(today().plus(1)),
            Value::Day(Day::from_number(-40_000)),
            text("31-2-2026"),
        ],
        Kind::Month => vec![Value::Int(2_027 * 12), Value::Int(0)],
        Kind::Choice(_) => vec![Value::Choice(u16::MAX), Value::Bool(true)],
        Kind::Choices { .. } => vec![Value::Choices(vec![u16::MAX])],
        Kind::Picture(_) => vec![Value::Bytes(vec![1; 15]), text("foto.jpg")],
        Kind::Reference => vec![Value::Bytes(vec![1; 33])],
        Kind::Bool => vec![Value::Int(1)],
        Kind::Rows { .. } => vec![Value::Rows(Vec::new())],
        Kind::Group(_) | Kind::Computed(_) | Kind::Reserved => Vec::new(),
    }
}

/// A situation, its questions and how far its variants have come.
struct Writer<'w> {
    text: &'w mut String,
    /// Questions of this kind that an earlier situation broke already.
    seen: &'w mut BTreeSet<String>,
}

impl Writer<'_> {
    fn variants(&mut self, fields: &'static [Field], here: &Values, path: &Path) {
        for field in fields {
            let place = path.field(field.tag);
            let Some(answer) = here.at(field.tag) else { continue };
            let name = words(&place);
            let is_new = self.seen.insert(name.clone());
            match (&field.kind, answer) {
                (Kind::Group(fields), Value::Group(inside)) => {
                    self.variants(fields, inside, &place);
                }
                (Kind::Rows { fields, .. }, Value::Rows(rows)) => {
                    // The first row stands for all.
                    for row in rows.iter().take(1) {
                        self.variants(fields, &row.values, &place.row(row.id));
                    }
                }
                _ => {}
            }
            if is_new && !wrong(&field.kind).is_empty() {
                let _ = writeln!(self.text, "variant {name}");
                for value in wrong(&field.kind) {
                    let _ = writeln!(self.text, "variant {name} {}", digits_of(value));
                }
            }
        }
    }
}

fn inputs() -> String {
    let mut text = String::new();
    for (kind, situations) in released() {
        let kind: &'static FormKind = kind;
        let mut seen = BTreeSet::new();
        for one in *situations {
            let filled = Filled::of(kind, one, &[]);
            let _ =
                writeln!(text, "case {} {} {}: {}", kind.id.0, kind.version, kind.name, one.name);
            if let Some(visit) = &filled.visit {
                let _ = writeln!(text, "visit {}", digits(visit));
            }
            let _ = writeln!(text, "form {}", digits(&filled.values));
            let mut writer = Writer { text: &mut text, seen: &mut seen };
            for section in kind.sections {
                writer.variants(section.fields, &filled.values, &Path::root());
            }
        }
    }
    text
}

#[test]
fn the_golden_forms_are_those_of_the_situations() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/inputs.txt");
    let text = inputs();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &text).unwrap();
    }
    let held = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        held == text,
        "tests/golden/inputs.txt is not current: UPDATE=1 cargo test -p shared --lib golden, then \
         UPDATE=1 cargo test -p golden"
    );
}
