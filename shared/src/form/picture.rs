//! Photos and signatures in answers. The answer is the id of a blob, which travels by itself after the
//! data; so whoever moves answers moves no pictures.

use super::{
    model::{FormKind, Kind, Picture},
    problem::Path,
    value::{Value, Values},
    walk::{self, Inside, Item},
};
use crate::id::BlobId;

/// A photo or signature that answers name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pictured {
    /// Where it stands.
    pub path: Path,
    /// What kind of picture.
    pub picture: Picture,
    /// Its blob.
    pub blob: BlobId,
}

/// The blob that an answer names; `None` for any other answer.
#[must_use]
pub fn blob_of(value: Option<&Value>) -> Option<BlobId> {
    match value {
        Some(Value::Bytes(bytes)) => BlobId::from_slice(bytes),
        _ => None,
    }
}

/// The photos and signatures that the answers of a form name, in the order of its fields. There are at
/// most as many as answers, which the wire bounds.
#[must_use]
pub fn pictures(kind: &FormKind, values: &Values) -> Vec<Pictured> {
    let mut found = Vec::new();
    for part in walk::sheet(kind, values).sections {
        collect(&part.items, &mut found);
    }
    found
}

fn collect(items: &[Item<'_>], found: &mut Vec<Pictured>) {
    for item in items {
        if let Some(Kind::Picture(picture)) = item.field.map(|field| &field.kind)
            && let Some(blob) = blob_of(item.value)
        {
            found.push(Pictured { path: item.path.clone(), picture: *picture, blob });
        }
        match &item.inside {
            Inside::Nothing => {}
            Inside::Group(items) => collect(items, found),
            Inside::Rows(rows) => rows.iter().for_each(|row| collect(&row.items, found)),
        }
    }
}
