//! Reads and puts answers by their [`Path`], for screens that change one answer at a time.

use super::{
    problem::{Path, Step},
    value::{Row, Value, Values},
};

/// The answers that stand around the field at `path`: the form, group or row it belongs to.
/// `None` while that group or row does not exist.
#[must_use]
pub fn around<'a>(values: &'a Values, path: &Path) -> Option<&'a Values> {
    let (_, outer) = path.0.split_last()?;
    let mut inside = values;
    let mut steps = outer.iter();
    while let Some(step) = steps.next() {
        let Step::Field(tag) = step else { return None };
        inside = match inside.at(*tag)? {
            Value::Group(group) => group,
            Value::Rows(rows) => {
                let Some(Step::Row(id)) = steps.next() else { return None };
                &rows.iter().find(|row| row.id == *id)?.values
            }
            _ => return None,
        };
    }
    Some(inside)
}

/// The answer at `path`.
#[must_use]
pub fn at<'a>(values: &'a Values, path: &Path) -> Option<&'a Value> {
    match path.0.last()? {
        Step::Field(tag) => around(values, path)?.at(*tag),
        Step::Row(_) => None,
    }
}

/// Puts or, with `None`, takes away the answer at `path`. Groups on the way are made where they are
/// missing, and so is a row that is named; an answer of another shape on the way gives way.
pub fn put(values: &mut Values, path: &Path, value: Option<Value>) {
    put_steps(values, &path.0, value);
}

fn put_steps(values: &mut Values, steps: &[Step], value: Option<Value>) {
    let [Step::Field(tag), inner @ ..] = steps else { return };
    match inner {
        [] => values.put(*tag, value),
        [Step::Row(id), inner @ ..] => {
            if !matches!(values.at(*tag), Some(Value::Rows(_))) {
                values.put(*tag, Some(Value::Rows(Vec::new())));
            }
            if let Some(Value::Rows(rows)) = values.at_mut(*tag) {
                let idx = rows.iter().position(|row| row.id == *id).unwrap_or_else(|| {
                    rows.push(Row { id: *id, values: Values::new() });
                    rows.len() - 1
                });
                put_steps(&mut rows[idx].values, inner, value);
            }
        }
        inner => {
            if !matches!(values.at(*tag), Some(Value::Group(_))) {
                values.put(*tag, Some(Value::Group(Values::new())));
            }
            if let Some(Value::Group(group)) = values.at_mut(*tag) {
                put_steps(group, inner, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::value::{RowId, Tag};

    fn path(steps: &[Step]) -> Path {
        Path(steps.to_vec())
    }

    #[test]
    fn an_answer_is_found_where_it_was_put() {
        let (group, rows) = (Step::Field(Tag(3)), Step::Field(Tag(4)));
        let (row, field) = (Step::Row(RowId(77)), Step::Field(Tag(1)));
        for steps in
            [&[field][..], &[group, field], &[rows, row, field], &[group, rows, row, field]]
        {
            let place = path(steps);
            let mut values = Values::new();
            put(&mut values, &place, Some(Value::Int(9)));
            assert_eq!(at(&values, &place), Some(&Value::Int(9)), "{steps:?}");
            put(&mut values, &place, None);
            assert_eq!(at(&values, &place), None, "{steps:?}");
            assert!(around(&values, &place).is_some(), "{steps:?}");
        }
    }

    #[test]
    fn nothing_is_found_where_nothing_is() {
        let values = Values::new();
        for steps in [
            &[][..],
            &[Step::Field(Tag(1))],
            &[Step::Field(Tag(1)), Step::Field(Tag(2))],
            &[Step::Field(Tag(1)), Step::Row(RowId(2))],
        ] {
            assert_eq!(at(&values, &path(steps)), None, "{steps:?}");
        }
    }
}
