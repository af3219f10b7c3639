//! What a revision says otherwise than another one: the one before it, or one that stands beside it.

use std::collections::BTreeMap;

use super::{
    Words,
    sheet::{Field, NOT_ANSWERED, Removed, Section},
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
        field.before = Some(before.unwrap_or_else(|| NOT_ANSWERED.into()));
    }
}

/// An answer that differs between two revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The labels on the way to it.
    pub path: Vec<Words>,
    /// As of a field.
    pub class: String,
    /// What the other revision says.
    pub before: Words,
    /// What this one says; `None` where it does not have the question.
    pub now: Option<Words>,
}

/// Field by field what `now` says otherwise than `before`, in the order of the form.
#[must_use]
pub fn differences(mut now: Vec<Section>, before: &[Section]) -> Vec<Difference> {
    let gone = mark(&mut now, before);
    let mut found = Vec::new();
    for section in &now {
        gather(&section.fields, &[], &mut found);
    }
    found.extend(gone.into_iter().map(|Removed { path, value, class }| Difference {
        path,
        class,
        before: value,
        now: None,
    }));
    found
}

fn gather(fields: &[Field], way: &[Words], found: &mut Vec<Difference>) {
    for field in fields {
        let mut path = way.to_vec();
        path.push(field.label.clone());
        if let Some(before) = field.before.clone() {
            let now = Some(field.value.clone().unwrap_or_else(|| NOT_ANSWERED.into()));
            found.push(Difference { path: path.clone(), class: field.class.clone(), before, now });
        }
        gather(&field.children, &path, found);
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
    #[test]
    fn two_revisions_are_laid_side_by_side_in_the_order_of_the_form() {
        let row = |children| Field { children, ..field("row", None) };
        let before = section(vec![
            field("weight", Some("9,5 kg")),
            row(vec![field("gone", Some("1"))]),
            field("same", Some("1")),
        ]);
        let now = section(vec![
            field("weight", Some("5,9 kg")),
            row(vec![field("new", Some("2"))]),
            field("same", Some("1")),
        ]);
        let told: Vec<_> = differences(now, &before)
            .into_iter()
            .map(|one| {
                let path: Vec<String> = one.path.into_iter().map(|words| words.id).collect();
                (path.join("/"), one.before.id, one.now.map(|words| words.id))
            })
            .collect();
        let some = |words: &str| Some(words.to_owned());
        assert_eq!(
            told,
            [
                ("label weight".to_owned(), "9,5 kg".to_owned(), some("5,9 kg")),
                ("label row/label new".to_owned(), "Belum diisi".to_owned(), some("2")),
                ("label row/label gone".to_owned(), "1".to_owned(), None),
            ]
        );
    }
}
