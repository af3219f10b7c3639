//! What a revision says otherwise than the one before it.

use std::collections::BTreeMap;

use shared::desk::{
    Words,
    sheet::{Field, Removed, Section},
};

/// One answer of the earlier revision.
struct Earlier {
    path: Vec<Words>,
    value: Words,
    class: String,
}

/// Puts into every field that changed what stood there before, and returns what is gone.
pub fn mark(sections: &mut [Section], before: &[Section]) -> Vec<Removed> {
    let mut earlier = BTreeMap::new();
    for section in before {
        collect(&section.fields, &[], &mut earlier);
    }
    for section in sections {
        mark_fields(&mut section.fields, &mut earlier);
    }
    // Computed answers follow from the others.
    let gone = earlier.into_values();
    gone.map(|Earlier { path, value, class }| Removed { path, value, class }).collect()
}

fn collect(fields: &[Field], way: &[Words], earlier: &mut BTreeMap<String, Earlier>) {
    for field in fields.iter().filter(|field| !field.computed) {
        let mut path = way.to_vec();
        path.push(field.label.clone());
        collect(&field.children, &path, earlier);
        if let Some(value) = field.value.clone() {
            let class = field.class.clone();
            earlier.insert(field.field_id.clone(), Earlier { path, value, class });
        }
    }
}

fn mark_fields(fields: &mut [Field], earlier: &mut BTreeMap<String, Earlier>) {
    for field in fields.iter_mut().filter(|field| !field.computed) {
        mark_fields(&mut field.children, earlier);
        let before = earlier.remove(&field.field_id).map(|earlier| earlier.value);
        if before == field.value {
            continue;
        }
        // An open question is a value of its own here: something was written into it.
        field.before = Some(before.unwrap_or_else(|| super::sheet::NOT_ANSWERED.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: &str, value: Option<&str>) -> Field {
        Field {
            field_id: id.to_owned(),
            name: String::new(),
            label: Words::same(format!("label {id}")),
            value: value.map(|value| Words::same(value.to_owned())),
            before: None,
            class: String::from("general"),
            computed: false,
            result: String::new(),
            category: String::new(),
            children: Vec::new(),
        }
    }

    fn section(fields: Vec<Field>) -> Vec<Section> {
        vec![Section { name: String::new(), title: Words::same(String::new()), fields }]
    }

    #[test]
    fn changed_new_emptied_and_removed_answers_are_told_and_others_are_not() {
        let before = section(vec![
            field("same", Some("1")),
            field("changed", Some("1")),
            field("emptied", Some("1")),
            field("filled", None),
            Field { children: vec![field("gone", Some("1"))], ..field("row", None) },
            Field { computed: true, ..field("computed", Some("1")) },
        ]);
        let mut now = section(vec![
            field("same", Some("1")),
            field("changed", Some("2")),
            field("emptied", None),
            field("filled", Some("2")),
            Field { computed: true, ..field("computed", Some("2")) },
        ]);
        let gone = mark(&mut now, &before);
        let told: Vec<_> = now[0]
            .fields
            .iter()
            .filter_map(|field| Some((field.field_id.as_str(), field.before.as_ref()?.id.as_str())))
            .collect();
        assert_eq!(told, [("changed", "1"), ("emptied", "1"), ("filled", "Belum diisi")]);
        let gone: Vec<_> =
            gone.iter().map(|gone| (gone.path.len(), gone.value.id.as_str())).collect();
        assert_eq!(gone, [(2, "1")]);
    }
}
