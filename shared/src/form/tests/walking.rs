//! Going through a filled form, and what its places are called.

use super::*;
use crate::form::{
    label::{self, Named},
    walk::{self, Inside, Item},
};

/// Every item as a line: the element it stands at, its name, and what stands there.
fn lines(items: &[Item<'_>], lines: &mut Vec<String>) {
    for item in items {
        let name = item.field.map_or("?", |field| field.name);
        let value = item.answer().map_or("", |value| match value {
            Value::Group(_) => "group",
            Value::Rows(_) => "rows",
            _ => "answer",
        });
        lines.push(format!("{} {name} {value}", item.path.dom_id()));
        match &item.inside {
            Inside::Nothing => {}
            Inside::Group(items) => self::lines(items, lines),
            Inside::Rows(rows) => {
                for row in rows {
                    lines.push(format!("{} row {}", row.path.dom_id(), row.number));
                    self::lines(&row.items, lines);
                }
            }
        }
    }
}

fn filled() -> Values {
    let mut values = good();
    values.put(HAS_PETS, Some(Value::Bool(true)));
    values.put(PETS, pets(&[(77, &[(SPECIES, Value::Choice(1))]), (5, &[])]));
    values.put(Tag(900), Some(Value::Group(self::values(&[(Tag(2), Value::Bool(true))]))));
    values
}

#[test]
fn every_field_is_met_in_order_answered_or_not_and_unknown_answers_last() {
    let values = filled();
    let sheet = walk::sheet(&KIND, &values);
    let mut found = Vec::new();
    for part in &sheet.sections {
        found.push(format!("section {}", part.section.name));
        lines(&part.items, &mut found);
    }
    lines(&sheet.unknown, &mut found);
    let expected = [
        "section first",
        "f-1 name answer",
        "f-2 has_pets answer",
        "f-5 born ",
        "f-6 weight ",
        "f-7 n_pets ",
        "f-8 photo ",
        "section pets",
        "f-3 pets rows",
        "f-3-r77 row 1",
        "f-3-r77-1 species answer",
        "f-3-r77-2 legs ",
        "f-3-r5 row 2",
        "f-3-r5-1 species ",
        "f-3-r5-2 legs ",
        "section house",
        "f-4 house group",
        "f-4-1 rooms answer",
        "f-4-2 roof ",
        "f-900 ? group",
        "f-900-2 ? answer",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_fields_of_a_group_that_is_not_answered_are_met_too() {
    let nothing = Values::new();
    let sheet = walk::sheet(&KIND, &nothing);
    let Inside::Group(items) = &sheet.sections[2].items[0].inside else { panic!("no group") };
    assert_eq!(items.len(), 2);
    let scene = scene(&nothing, &[]);
    assert!(items[0].is_open(&scene), "required");
    assert!(!items[1].is_asked(&scene), "its condition does not hold");
}

#[test]
fn answers_of_an_unknown_kind_stand_under_their_numbers() {
    let values = filled();
    let items = walk::of_unknown_kind(&values);
    let tags: Vec<u16> = items.iter().map(|item| item.tag.0).collect();
    assert_eq!(tags, [1, 2, 3, 4, 900]);
    assert!(items.iter().all(|item| item.field.is_none()));
}

#[test]
fn a_place_is_called_by_its_labels_and_its_row_by_number() {
    let values = filled();
    let words = |path: &Path| label::words(&KIND, &values, path, Lang::En);
    let root = Path::root;
    assert_eq!(words(&root()), "");
    assert_eq!(words(&root().field(NAME)), "Question");
    let pets = root().field(PETS);
    assert_eq!(words(&pets), "Question");
    assert_eq!(words(&pets.row(RowId(5))), "Question 2");
    assert_eq!(words(&pets.row(RowId(5)).field(LEGS)), "Question 2: Question");
    assert_eq!(words(&pets.row(RowId(6)).field(LEGS)), "Question: Question", "no such row");
    // A group that has its section to itself is named by that.
    assert_eq!(words(&root().field(HOUSE).field(ROOF)), "Question");
    assert_eq!(words(&root().field(Tag(900)).field(ROOF)), "");
    assert_eq!(label::section(&KIND, &pets.row(RowId(5))).unwrap().name, "pets");
    assert!(label::section(&KIND, &root()).is_none());
    assert!(label::section(&KIND, &root().field(Tag(900))).is_none());
}

#[test]
fn a_path_is_followed_as_far_as_the_schema_goes() {
    let path = Path::root().field(PETS).row(RowId(5)).field(LEGS).field(Tag(3));
    let names = |kind| -> Vec<String> {
        let step = |step| match step {
            Named::Field { field, tag, .. } => {
                field.map_or_else(|| format!("_{}", tag.0), |field: &Field| field.name.into())
            }
            Named::Row { id, number, .. } => format!("[{} {number:?}]", id.0),
        };
        label::steps(kind, None, &path).into_iter().map(step).collect()
    };
    assert_eq!(names(Some(&KIND)), ["pets", "[5 None]", "legs", "_3"]);
    assert_eq!(names(None), ["_3", "[5 None]", "_2", "_3"]);
}
