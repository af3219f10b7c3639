//! A record as JSON by field name, for third parties: a transcoder over the form schema, not a
//! derive, so that a kind needs no code here.
//!
//! - Fields stand under their stable names, groups as objects, rows as arrays of objects with `_row`.
//! - A choice is the name of its option, several choices an array of names.
//! - A day is `2026-11-24`, a month `2026-11`.
//! - A measure is an integer in the smallest unit, which its name says (`berat_g`). A computed result
//!   has no unit (`haz`) and is a decimal; at most four digits stand behind the point, so the
//!   shortest text of the nearest double is the exact decimal.
//! - A NIK, a KK number and a telephone number (E.164) are strings of digits.
//! - What the schema does not know (an answer of a newer version, an option's code without a name) is
//!   not lost: it stands under `_` and its tag, or as the bare code.

use serde_json::{Map, Value as Json, json};
use shared::{
    form::{
        content::Content,
        model::{ChoiceList, Field, FormKind, Kind, KindId, Shown},
        problem::{Code, Path, Problem, Severity, Step},
        value::{Tag, Value, Values},
    },
    forms,
};

use crate::store::desk::RecordDetail;

/// One record, whole.
#[must_use]
pub fn view(detail: &RecordDetail) -> Json {
    let line = &detail.line;
    let kind = forms::kind(KindId(line.kind));
    let content = Content::from_bytes(&detail.content).ok();
    let places = |problems: &[Problem]| -> Vec<Json> {
        problems.iter().map(|problem| problem_view(kind, problem)).collect()
    };
    json!({
        "record": line.record.to_string(),
        "change": line.change.to_string(),
        "kind": kind.map(|kind| kind.name),
        "kind_code": line.kind,
        "kind_version": line.kind_version,
        "village": line.village.to_string(),
        "visit": line.visit.map(|visit| visit.to_string()),
        "state": line.state.name(),
        "author": line.author.to_string(),
        "made_at_ms": line.made_at_ms,
        "receipt": {
            "seq": detail.receipt.seq,
            "hash": hex(&detail.receipt.hash),
            "stored_at_ms": detail.receipt.stored_at_ms,
        },
        "problems": places(&detail.problems),
        "notes": places(&detail.notes),
        "values": content.as_ref().map(|content| values_view(top_fields(kind), &content.values)),
        "overrides": content.as_ref().map(|content| {
            content.overrides.iter().map(|lifted| json!({
                "path": path_name(kind, &lifted.path),
                "code": Code(lifted.code).name(),
                "reason": lifted.reason,
            })).collect::<Vec<_>>()
        }),
    })
}

/// The fields that answers are read by: those of all sections, of one group, or none.
type Fields = Vec<&'static Field>;

fn top_fields(kind: Option<&'static FormKind>) -> Fields {
    kind.map_or_else(Vec::new, |kind| kind.fields().map(|(_, field)| field).collect())
}

fn inner_fields(kind: Option<&'static Kind>) -> Fields {
    match kind {
        Some(Kind::Group(fields) | Kind::Rows { fields, .. }) => fields.iter().collect(),
        _ => Vec::new(),
    }
}

fn find(fields: &Fields, tag: Tag) -> Option<&'static Field> {
    fields.iter().copied().find(|field| field.tag == tag)
}

fn values_view(fields: Fields, values: &Values) -> Json {
    Json::Object(pairs(&fields, values))
}

fn pairs(fields: &Fields, values: &Values) -> Map<String, Json> {
    let pair = |(tag, value): (Tag, &Value)| {
        let field = find(fields, tag);
        (name(field, tag), value_view(field.map(|field| &field.kind), value))
    };
    values.iter().map(pair).collect()
}

fn name(field: Option<&Field>, tag: Tag) -> String {
    field.map_or_else(|| format!("_{}", tag.0), |field| String::from(field.name))
}

fn value_view(kind: Option<&'static Kind>, value: &Value) -> Json {
    match value {
        Value::Bool(yes) => json!(yes),
        Value::Int(number) => number_view(kind, *number),
        Value::Text(text) => json!(text),
        Value::Choice(code) => option_view(list_of(kind), *code),
        Value::Choices(codes) => {
            codes.iter().map(|code| option_view(list_of(kind), *code)).collect::<Vec<_>>().into()
        }
        Value::Day(day) => json!(day.to_string()),
        Value::Bytes(bytes) => json!(hex(bytes)),
        Value::Group(values) => values_view(inner_fields(kind), values),
        Value::Rows(rows) => {
            let fields = inner_fields(kind);
            let row_view = |row: &shared::form::value::Row| {
                let mut object = pairs(&fields, &row.values);
                object.insert(String::from("_row"), json!(row.id.0));
                Json::Object(object)
            };
            rows.iter().map(row_view).collect::<Vec<_>>().into()
        }
    }
}

fn number_view(kind: Option<&Kind>, number: i64) -> Json {
    match kind {
        Some(Kind::Computed(Shown::Number { scale })) => decimal(number, *scale),
        Some(Kind::Nik { .. } | Kind::NoKk) => json!(format!("{number:016}")),
        Some(Kind::Phone) => json!(format!("+{number}")),
        Some(Kind::Month) => {
            json!(format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1))
        }
        _ => json!(number),
    }
}

/// `number` × 10^-`scale`; a whole number stays one.
fn decimal(number: i64, scale: u8) -> Json {
    let unit = 10_i64.checked_pow(u32::from(scale)).unwrap_or(1);
    if number % unit == 0 {
        return json!(number / unit);
    }
    #[expect(clippy::cast_precision_loss, reason = "what a form holds is far below 2^53")]
    let shown = number as f64 / unit as f64;
    json!(shown)
}

fn list_of(kind: Option<&Kind>) -> Option<&'static ChoiceList> {
    match kind {
        Some(
            Kind::Choice(list)
            | Kind::Choices { list, .. }
            | Kind::Computed(Shown::Choice(list) | Shown::Choices(list)),
        ) => Some(*list),
        _ => None,
    }
}

fn option_view(list: Option<&'static ChoiceList>, code: u16) -> Json {
    match list.and_then(|list| list.option(code)) {
        Some(option) => json!(option.name),
        None => json!(code),
    }
}

fn problem_view(kind: Option<&'static FormKind>, problem: &Problem) -> Json {
    json!({
        "path": path_name(kind, &problem.path),
        "code": problem.code.name(),
        "severity": match problem.severity {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Confirm => "confirm",
            Severity::Error => "error",
        },
    })
}

/// A path by names, rows by number: `program[77].bulan`. Empty for the form as a whole.
fn path_name(kind: Option<&'static FormKind>, path: &Path) -> String {
    let mut fields = top_fields(kind);
    let mut words = String::new();
    for step in &path.0 {
        match step {
            Step::Field(tag) => {
                let field = find(&fields, *tag);
                if !words.is_empty() {
                    words.push('.');
                }
                words.push_str(&name(field, *tag));
                fields = inner_fields(field.map(|field| &field.kind));
            }
            Step::Row(row) => words.push_str(&format!("[{}]", row.0)),
        }
    }
    words
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
