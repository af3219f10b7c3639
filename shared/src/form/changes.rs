//! What two versions of a filled form answer differently.

use super::{
    model::{Field, FormKind, Kind},
    problem::Path,
    value::{Value, Values},
    walk::{self, Inside, Item},
};

/// An answer that differs.
#[derive(Clone)]
pub struct Change {
    /// Where.
    pub path: Path,
    /// The question.
    pub field: &'static Field,
    /// What it was; `None` for nothing.
    pub before: Option<Value>,
    /// What it is now; `None` for nothing.
    pub now: Option<Value>,
}

/// The answers that differ, in the order of the form; those of rows that are gone come last. What is
/// computed follows from the others and is left out.
#[must_use]
pub fn changes(kind: &FormKind, before: &Values, now: &Values) -> Vec<Change> {
    let mut earlier = answers(kind, before);
    let mut found = Vec::new();
    for (path, field, value) in answers(kind, now) {
        let same = earlier.iter().position(|(there, ..)| *there == path);
        let before = same.and_then(|idx| earlier.remove(idx).2);
        if before != value {
            found.push(Change { path, field, before, now: value });
        }
    }
    let gone = earlier.into_iter().filter(|(_, _, value)| value.is_some());
    found.extend(gone.map(|(path, field, before)| Change { path, field, before, now: None }));
    found
}

type Answer = (Path, &'static Field, Option<Value>);

fn answers(kind: &FormKind, values: &Values) -> Vec<Answer> {
    let mut found = Vec::new();
    for section in &walk::sheet(kind, values).sections {
        gather(&section.items, &mut found);
    }
    found
}

fn gather(items: &[Item<'_>], found: &mut Vec<Answer>) {
    for item in items {
        let Some(field) = item.field else { continue };
        match &item.inside {
            Inside::Group(items) => gather(items, found),
            Inside::Rows(rows) => rows.iter().for_each(|row| gather(&row.items, found)),
            Inside::Nothing => {
                let is_plain = field.kind.is_question()
                    && !matches!(field.kind, Kind::Group(_) | Kind::Rows { .. });
                if is_plain {
                    found.push((item.path.clone(), field, item.answer().cloned()));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        form::{
            place,
            value::{Row, RowId, Tag},
        },
        forms,
    };

    fn kind(name: &str) -> &'static FormKind {
        forms::kind_named(name).expect("there is such a form")
    }

    fn told(before: &Values, now: &Values) -> Vec<(&'static str, Option<Value>, Option<Value>)> {
        let changes = changes(kind("balita"), before, now);
        changes.into_iter().map(|one| (one.field.name, one.before, one.now)).collect()
    }

    fn path(name: &str) -> Path {
        let fields = kind("balita").sections.iter().flat_map(|section| section.fields);
        let field = fields.into_iter().find(|field| field.name == name);
        Path::root().field(field.expect("the form asks for it").tag)
    }

    #[test]
    fn what_was_changed_added_and_emptied_is_told_in_the_order_of_the_form() {
        let (mut before, mut now) = (Values::new(), Values::new());
        let child = path("anak");
        place::put(&mut before, &child.field(Tag(1)), Some(Value::Text("Siti".into())));
        place::put(&mut now, &child.field(Tag(1)), Some(Value::Text("Sitti".into())));
        place::put(&mut before, &path("berat_g"), Some(Value::Int(9_500)));
        place::put(&mut now, &path("berat_g"), Some(Value::Text(" ".into())));
        let told = told(&before, &now);
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(told[0].2, Some(Value::Text("Sitti".into())));
        assert_eq!(told[1], ("berat_g", Some(Value::Int(9_500)), None));
        assert!(self::told(&now, &now).is_empty());
    }

    #[test]
    fn answers_of_a_row_that_is_gone_are_told() {
        let bansos = kind("bansos");
        let fields = bansos.sections.iter().flat_map(|section| section.fields);
        let rows = fields.into_iter().find_map(|field| match field.kind {
            Kind::Rows { fields, .. } => Some((field.tag, fields)),
            _ => None,
        });
        let (tag, fields) = rows.expect("bansos has rows of programmes");
        let mut values = Values::new();
        values.put(fields[0].tag, Some(Value::Choice(1)));
        let mut before = Values::new();
        before.put(tag, Some(Value::Rows(vec![Row { id: RowId(7), values }])));
        let gone = changes(bansos, &before, &Values::new());
        assert_eq!(gone.len(), 1);
        assert_eq!(gone[0].path, Path::root().field(tag).row(RowId(7)).field(fields[0].tag));
        assert_eq!((&gone[0].before, &gone[0].now), (&Some(Value::Choice(1)), &None));
    }
}
