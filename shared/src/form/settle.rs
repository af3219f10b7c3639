//! Makes answers final: drops what is no longer asked and computes what is not asked.

use super::{
    edit::says_nothing,
    model::{Field, Kind, Scene},
    value::{Row, Values},
};

/// The answers as they are sent: only what is asked, and everything that is computed.
#[must_use]
pub fn settle(scene: &Scene<'_>) -> Values {
    let mut values = scene.values.clone();
    put_computed(scene, &mut values);
    drop_all_unasked(scene, values)
}

/// As [`settle`], of answers whose computed ones are up to date already ([`put_computed`]).
#[must_use]
pub fn settle_computed(scene: &Scene<'_>) -> Values {
    drop_all_unasked(scene, scene.values.clone())
}

/// An answer may hang on another that is itself dropped, or on one that is computed from it: repeats
/// until nothing is dropped. Each round but the last drops at least one answer, so this ends.
fn drop_all_unasked(scene: &Scene<'_>, mut settled: Values) -> Values {
    loop {
        let mut next = drop_unasked(&Scene { values: &settled, ..*scene });
        if next == settled {
            return settled;
        }
        put_computed(scene, &mut next);
        settled = next;
    }
}

/// Brings the computed answers up to date with the others.
pub fn put_computed(scene: &Scene<'_>, values: &mut Values) {
    let computed = computed(&Scene { values, ..*scene });
    for (tag, value) in computed {
        values.put(tag, value);
    }
}

/// What the form's compute function makes of the answers as they stand, of what the version of the
/// record has.
#[must_use]
pub fn computed(scene: &Scene<'_>) -> Vec<(super::value::Tag, Option<super::value::Value>)> {
    let mut computed = scene.kind.compute.map_or_else(Vec::new, |compute| compute(scene));
    computed.retain(|(tag, _)| scene.kind.field(*tag).is_none_or(|field| scene.has_field(field)));
    computed
}

fn drop_unasked(scene: &Scene<'_>) -> Values {
    let mut kept = Values::new();
    for section in scene.kind.sections {
        if scene.holds(scene.values, section.relevant) {
            keep_asked(scene, section.fields, scene.values, &mut kept);
        }
    }
    // What was computed is computed anew; some of it looks at what it was.
    for (_, field) in scene.kind.fields() {
        if let (Kind::Computed(_), Some(value)) = (&field.kind, scene.values.at(field.tag))
            && scene.has_field(field)
        {
            kept.put(field.tag, Some(value.clone()));
        }
    }
    kept
}

fn keep_asked(scene: &Scene<'_>, fields: &'static [Field], here: &Values, kept: &mut Values) {
    use super::value::Value;
    for field in fields {
        if !scene.is_asked(here, field) {
            continue;
        }
        let Some(value) = here.at(field.tag) else { continue };
        if says_nothing(&field.kind, value) {
            continue;
        }
        let value = match (&field.kind, value) {
            (Kind::Group(fields), Value::Group(values)) => {
                let mut inner = Values::new();
                keep_asked(scene, fields, values, &mut inner);
                Value::Group(inner)
            }
            (Kind::Rows { fields, .. }, Value::Rows(rows)) => Value::Rows(
                rows.iter()
                    .map(|row| {
                        let mut inner = Values::new();
                        keep_asked(scene, fields, &row.values, &mut inner);
                        Row { id: row.id, values: inner }
                    })
                    .collect(),
            ),
            (Kind::Text { .. }, Value::Text(text)) => Value::Text(String::from(text.trim())),
            (_, value) => value.clone(),
        };
        if !value.is_blank() {
            kept.put(field.tag, Some(value));
        }
    }
}
