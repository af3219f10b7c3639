//! Answers by the names of their questions, as a person would type or choose them: tables of the demo
//! can then be read beside the form.

use shared::{
    day::Day,
    form::{
        edit,
        model::{ChoiceList, Field, FormKind, Kind},
        value::{Row, RowId, Value, Values},
    },
};

/// A way of field names with dots (rows by their place, from 0), and what is answered there: names of
/// options, `ya` or `tidak`, words and numbers as typed, and of days and months how many ago.
pub type Typed<'a> = (&'a str, &'a str);

/// Puts answers into a form that is filled on this day.
///
/// # Panics
/// In tests and debug builds, when a name is none of the kind's.
pub fn fill(kind: &FormKind, values: &mut Values, answers: &[Typed<'_>], today: Day) {
    let fields: Vec<&Field> = kind.fields().map(|(_, field)| field).collect();
    for (path, typed) in answers {
        let is_put = put(&fields, values, path, typed, today).is_some();
        debug_assert!(is_put, "{} has no {path} = {typed}", kind.name);
    }
}

fn put(fields: &[&Field], values: &mut Values, path: &str, typed: &str, today: Day) -> Option<()> {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let field = fields.iter().find(|field| field.name == name)?;
    match &field.kind {
        kind if rest.is_empty() => values.put(field.tag, Some(answer(kind, typed, today)?)),
        Kind::Group(inner) => {
            let mut group = values.group(field.tag).cloned().unwrap_or_default();
            put(&inner.iter().collect::<Vec<_>>(), &mut group, rest, typed, today)?;
            values.put(field.tag, Some(Value::Group(group)));
        }
        Kind::Rows { fields: inner, .. } => {
            let (idx, rest) = rest.split_once('.')?;
            let idx: usize = idx.parse().ok()?;
            let mut rows = values.rows(field.tag).to_vec();
            if idx == rows.len() {
                rows.push(Row { id: RowId(u32::try_from(idx).ok()? + 1), values: Values::new() });
            }
            let inner: Vec<_> = inner.iter().collect();
            put(&inner, &mut rows.get_mut(idx)?.values, rest, typed, today)?;
            values.put(field.tag, Some(Value::Rows(rows)));
        }
        _ => return None,
    }
    Some(())
}

fn answer(kind: &Kind, typed: &str, today: Day) -> Option<Value> {
    let code = |list: &ChoiceList, name: &str| {
        list.options.iter().find(|option| option.name == name).map(|option| option.code)
    };
    Some(match kind {
        Kind::Bool => Value::Bool(typed == "ya"),
        Kind::Choice(list) => Value::Choice(code(list, typed)?),
        Kind::Choices { list, .. } => {
            let codes: Option<Vec<u16>> = typed.split(',').map(|name| code(list, name)).collect();
            let mut codes = codes?;
            codes.sort_unstable();
            Value::Choices(codes)
        }
        Kind::Day => Value::Day(today.plus(-typed.parse::<i32>().ok()?)),
        Kind::Month => {
            let (year, month, _) = today.ymd();
            Value::Int(i64::from(year) * 12 + i64::from(month) - 1 - typed.parse::<i64>().ok()?)
        }
        _ => edit::read(kind, typed)?,
    })
}
