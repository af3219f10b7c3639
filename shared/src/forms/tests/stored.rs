//! Filled forms of every kind as they were when their version was new, stored for ever in
//! `tests/wire/forms`: they open, nothing in them is unknown, and they pass as the version they were.
//!
//! `UPDATE=1 cargo test -p shared --lib stored` writes the file of a version that has none. A file that is
//! there is never written again.

use std::{fs, path::PathBuf};

use super::{super::SITUATIONS, Filled, released};
use crate::form::{
    content::Content,
    model::FormKind,
    validate::blocking,
    value::{Row, RowId, Tag, Value, Values},
    walk::sheet,
};

/// A row for each situation.
const SITUATION: Tag = Tag(1);
/// In a row: the answers of the visit, where there is one.
const VISIT: Tag = Tag(1);
/// In a row: the answers.
const FORM: Tag = Tag(2);

fn file(kind: &FormKind, version: u16) -> PathBuf {
    let name = format!("{}.v{version}.bin", kind.name);
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/wire/forms").join(name)
}

/// Every situation of a kind as it would be sent today.
fn fresh(kind: &'static FormKind) -> Values {
    let (_, situations) = SITUATIONS.iter().find(|(other, _)| other.id == kind.id).unwrap();
    let row = |(idx, one)| {
        let filled = Filled::of(kind, one, &[]).settled();
        let mut values = Values::new();
        values.put(VISIT, filled.visit.map(Value::Group));
        values.put(FORM, Some(Value::Group(filled.values)));
        Row { id: RowId(u32::try_from(idx).unwrap()), values }
    };
    let mut all = Values::new();
    all.put(SITUATION, Some(Value::Rows(situations.iter().enumerate().map(row).collect())));
    all
}

#[test]
fn the_present_version_of_every_kind_is_stored() {
    for (kind, _) in released() {
        let file = file(kind, kind.version);
        if std::env::var_os("UPDATE").is_some() && !file.exists() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            let content = Content { values: fresh(kind), overrides: Vec::new() };
            fs::write(&file, content.to_bytes()).unwrap();
        }
        assert!(file.exists(), "{}: UPDATE=1 cargo test -p shared --lib stored", file.display());
    }
}

#[test]
fn stored_forms_of_every_version_open_and_pass() {
    for (kind, _) in released() {
        for version in 1..=kind.version {
            let Ok(bytes) = fs::read(file(kind, version)) else { continue };
            let stored = Content::from_bytes(&bytes).unwrap().values;
            assert!(!stored.rows(SITUATION).is_empty());
            for row in stored.rows(SITUATION) {
                let values = row.values.group(FORM).unwrap().clone();
                let visit = row.values.group(VISIT).cloned();
                let place = format!("{} version {version}, row {}", kind.name, row.id.0);
                assert!(sheet(kind, &values).unknown.is_empty(), "{place}");
                let filled = Filled { values, visit, ..Filled::empty(kind) }.at(version);
                assert_eq!(blocking(&filled.scene()), [], "{place}");
                // Nothing that was sent is dropped when it is opened and finished again.
                let sent = filled.values.clone();
                assert_eq!(filled.settled().values, sent, "{place}");
            }
        }
    }
}
