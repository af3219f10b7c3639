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
        label::{self, Named},
        model::{ChoiceList, Field, FormKind, Kind, KindId, Shown, World},
        problem::{Code, Path, Problem},
        value::{Tag, Value, Values},
        walk::{self, Inside, Item, RowItems},
    },
    forms, hex,
};

use crate::desk::answers;
use crate::store::desk::RecordDetail;

/// One record, whole, with the server's own results.
#[must_use]
pub fn view(detail: &RecordDetail, world: World<'_>) -> Json {
    let line = &detail.line;
    let kind = forms::kind(KindId(line.kind));
    let content = answers::of(detail, world);
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
            "hash": hex::encode(&detail.receipt.hash),
            "stored_at_ms": detail.receipt.stored_at_ms,
        },
        "problems": places(&detail.problems),
        "notes": places(&detail.notes),
        "values": content.as_ref().map(|content| values_view(kind, &content.values)),
        "overrides": content.as_ref().map(|content| {
            content.overrides.iter().map(|lifted| json!({
                "path": path_name(kind, &lifted.path),
                "code": Code(lifted.code).name(),
                "reason": lifted.reason,
            })).collect::<Vec<_>>()
        }),
    })
}

fn values_view(kind: Option<&'static FormKind>, values: &Values) -> Json {
    let mut object = Map::new();
    match kind {
        Some(kind) => {
            let sheet = walk::sheet(kind, values);
            sheet.sections.iter().for_each(|section| put_all(&mut object, &section.items));
            put_all(&mut object, &sheet.unknown);
        }
        None => put_all(&mut object, &walk::of_unknown_kind(values)),
    }
    Json::Object(object)
}

fn put_all(object: &mut Map<String, Json>, items: &[Item<'_>]) {
    for item in items {
        if let Some(value) = item.value {
            object.insert(name(item.field, item.tag), item_view(item, value));
        }
    }
}

fn name(field: Option<&Field>, tag: Tag) -> String {
    field.map_or_else(|| format!("_{}", tag.0), |field| String::from(field.name))
}

fn item_view(item: &Item<'_>, value: &Value) -> Json {
    let object = |items: &[Item<'_>]| {
        let mut object = Map::new();
        put_all(&mut object, items);
        object
    };
    match &item.inside {
        Inside::Nothing => value_view(item.field.map(|field| &field.kind), value),
        Inside::Group(items) => Json::Object(object(items)),
        Inside::Rows(rows) => {
            let row_view = |row: &RowItems<'_>| {
                let mut object = object(&row.items);
                object.insert(String::from("_row"), json!(row.id.0));
                Json::Object(object)
            };
            rows.iter().map(row_view).collect::<Vec<_>>().into()
        }
    }
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
        Value::Bytes(bytes) => json!(hex::encode(bytes)),
        // Groups and rows stand inside of their item.
        Value::Group(_) | Value::Rows(_) => Json::Null,
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
        "severity": problem.severity.name(),
    })
}

/// A path by names, rows by number: `program[77].bulan`. Empty for the form as a whole.
fn path_name(kind: Option<&'static FormKind>, path: &Path) -> String {
    let mut words = String::new();
    for step in label::steps(kind, None, path) {
        match step {
            Named::Field { tag, field, .. } => {
                if !words.is_empty() {
                    words.push('.');
                }
                words.push_str(&name(field, tag));
            }
            Named::Row { id, .. } => words.push_str(&format!("[{}]", id.0)),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use shared::{
        day::Day,
        form::{
            content::Content,
            problem::{Override, Step},
            value::{Chosen, Row, RowId},
        },
        forms::{balita, codes, lists, person, visit},
        id::{AccountId, ChangeId, DeviceId, RecordId},
        region::VillageCode,
        sync::{state::RecordState, verdict::Receipt},
    };

    use super::*;
    use crate::store::desk::RecordLine;

    fn detail(kind: u16, content: Vec<u8>) -> RecordDetail {
        let receipt = Receipt { seq: 7, hash: [0xab; 32], stored_at_ms: 20 };
        let line = RecordLine {
            record: RecordId([1; 16]),
            change: ChangeId([2; 16]),
            kind,
            kind_version: 1,
            village: VillageCode::from_number(3_523_161_003),
            visit: Some(RecordId([3; 16])),
            subject: String::new(),
            state: RecordState::HeldForAuthor,
            author: AccountId([4; 16]),
            author_name: String::from("Siti"),
            made_at_ms: 10,
            stored_at_ms: 20,
            seq: 9,
            n_problems: 1,
            n_notes: 0,
            n_beside: 0,
            content,
        };
        let place = Path::root().field(balita::CHILD.tag).field(person::NIK.tag);
        RecordDetail {
            line,
            device: DeviceId([5; 16]),
            receipt,
            visit_content: None,
            problems: vec![codes::NIK_FORMAT.at(place, Vec::new())],
            notes: Vec::new(),
            comment: String::new(),
            revisions: Vec::new(),
            n_older: 0,
        }
    }

    /// Without growth tables: answers and results are shown as they are.
    fn world() -> World<'static> {
        World::on(Day::from_number(20_781))
    }

    fn values_of(kind: u16, values: Values) -> Json {
        let content = Content { values, overrides: Vec::new() };
        view(&detail(kind, content.to_bytes()), world())["values"].take()
    }

    #[test]
    fn answers_stand_under_their_names() {
        let mut child = Values::new();
        child.set(person::NAME, String::from("Aisyah"));
        child.set(person::SEX, Chosen(shared::sex::Sex::Female.code()));
        child.set(person::BIRTH, Day::from_ymd(2024, 11, 1).unwrap());
        child.set(person::NIK, 352_316_411_124_999);
        let mut values = Values::new();
        values.set(balita::CHILD, child);
        values.set(balita::WEIGHT, 9_500);
        values.set(balita::HAZ, -105);
        values.set(balita::WAZ, -200);
        values.set(balita::OEDEMA, false);
        values.set(balita::FOLLOW_UP, vec![1, 999]);
        assert_eq!(
            values_of(balita::BALITA.id.0, values),
            json!({
                "anak": {
                    "nama": "Aisyah",
                    "jk": "P",
                    "tgl_lahir": "2024-11-01",
                    "nik": "0352316411124999",
                },
                "berat_g": 9500,
                "haz": -1.05,
                "waz": -2,
                "edema": false,
                "intervensi": [lists::child::FOLLOW_UP.option(1).unwrap().name, 999],
            })
        );
    }

    #[test]
    fn a_telephone_is_its_international_digits() {
        let mut respondent = Values::new();
        respondent.set(person::PHONE, 6_281_234_567_890);
        let mut values = Values::new();
        values.set(visit::RESPONDENT, respondent);
        let shown = values_of(visit::VISIT.id.0, values);
        assert_eq!(shown, json!({"responden": {"hp": "+6281234567890"}}));
    }

    #[test]
    fn what_the_schema_does_not_know_is_shown_all_the_same() {
        let mut inner = Values::new();
        inner.put(Tag(2), Some(Value::Bool(true)));
        let mut values = Values::new();
        values.put(Tag(900), Some(Value::Group(inner.clone())));
        values.put(Tag(901), Some(Value::Rows(vec![Row { id: RowId(77), values: inner }])));
        values.put(Tag(902), Some(Value::Bytes(vec![1, 0xfe])));
        values.put(balita::WEIGHT.tag, Some(Value::Text(String::from("sembilan"))));
        let expected = json!({
            "berat_g": "sembilan",
            "_900": {"_2": true},
            "_901": [{"_row": 77, "_2": true}],
            "_902": "01fe",
        });
        assert_eq!(values_of(balita::BALITA.id.0, values.clone()), expected);
        // A kind of a newer version: nothing has a name, nothing is lost.
        let unknown = values_of(60_000, values);
        assert_eq!(unknown["_5"], json!("sembilan"));
        assert_eq!(unknown["_901"], expected["_901"]);
    }

    #[test]
    fn the_record_around_the_answers_is_shown() {
        let content = Content {
            values: Values::new(),
            overrides: vec![Override {
                path: Path(vec![Step::Field(Tag(900)), Step::Row(RowId(77)), Step::Field(Tag(2))]),
                code: codes::FUTURE.0,
                reason: String::from("Jadwal lusa."),
            }],
        };
        let shown = view(&detail(balita::BALITA.id.0, content.to_bytes()), world());
        assert_eq!(shown["kind"], json!("balita"));
        assert_eq!(shown["village"], json!("35.23.16.1003"));
        assert_eq!(shown["state"], json!("held_author"));
        assert_eq!(shown["receipt"]["hash"], json!("ab".repeat(32)));
        assert_eq!(
            shown["problems"],
            json!([{"path": "anak.nik", "code": codes::NIK_FORMAT.name(), "severity": "error"}])
        );
        assert_eq!(
            shown["overrides"],
            json!([{"path": "_900[77]._2", "code": "future", "reason": "Jadwal lusa."}])
        );
    }

    #[test]
    fn answers_that_do_not_read_are_null() {
        let shown = view(&detail(60_000, vec![9, 9]), world());
        assert_eq!((&shown["values"], &shown["kind"]), (&Json::Null, &Json::Null));
    }
}
