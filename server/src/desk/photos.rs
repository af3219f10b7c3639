//! The photos of a record: which its answers name, and which of them are here.

use shared::{
    desk::{Words, record::Photo},
    form::{
        model::{Field, FormKind, Kind},
        value::{Value, Values},
    },
    id::{BlobId, RecordId},
    sync::blob::words_of,
    text::{Text, t},
};

use crate::store::blobs::{Blob, BlobState, Picture};
use crate::store::{Reads, Scope, Store, StoreError};

/// Most photos of one record that are told: the fullest form has a few for each of its rows.
const PHOTOS_MAX: u32 = 200;

const PROMISED: Text = t("Belum dikirim dari HP", "Not sent from the phone yet");
const ARRIVING: Text = t("Sedang dikirim", "On its way");
const ARRIVED: Text = t("Sudah datang", "Here");

/// Photos that the answers of a record name, in the order of the form, with how each stands. What the
/// phone sent for the record and its answers do not name is not told.
///
/// # Errors
/// The store's.
pub fn of_record(
    tx: &dyn Reads,
    record: RecordId,
    kind: Option<&'static FormKind>,
    values: &Values,
) -> Result<Vec<Photo>, StoreError> {
    let mut named = Vec::new();
    let fields: Vec<&'static Field> =
        kind.map_or_else(Vec::new, |kind| kind.fields().map(|(_, field)| field).collect());
    name(&fields, values, &mut named);
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let sent = tx.blobs_of_record(record, PHOTOS_MAX)?;
    let found = |id: BlobId| sent.iter().find(|blob| blob.id == id);
    let photos = named.into_iter().take(PHOTOS_MAX as usize);
    Ok(photos.map(|(id, label)| photo(id, label, found(id))).collect())
}

/// The blobs that some answers name, with the questions that they answer.
fn name(fields: &[&'static Field], values: &Values, named: &mut Vec<(BlobId, Words)>) {
    for (tag, value) in values.iter() {
        let Some(field) = fields.iter().find(|field| field.tag == tag) else { continue };
        match (&field.kind, value) {
            (Kind::Reference, _) => {}
            (_, Value::Bytes(bytes)) => {
                let id = BlobId::from_slice(bytes);
                named.extend(id.map(|id| (id, Words::from(field.label))));
            }
            (Kind::Group(inner), Value::Group(values)) => {
                name(&inner.iter().collect::<Vec<_>>(), values, named);
            }
            (Kind::Rows { fields: inner, .. }, Value::Rows(rows)) => {
                let inner: Vec<_> = inner.iter().collect();
                rows.iter().for_each(|row| name(&inner, &row.values, named));
            }
            _ => {}
        }
    }
}

fn photo(id: BlobId, label: Words, sent: Option<&Blob>) -> Photo {
    let (state, words, size) = match sent.map(|blob| &blob.state) {
        None => ("promised", PROMISED, (0, 0)),
        Some(BlobState::Arriving) => ("arriving", ARRIVING, (0, 0)),
        Some(BlobState::Arrived(picture)) => ("arrived", ARRIVED, (picture.width, picture.height)),
        Some(BlobState::Refused(refusal)) => ("refused", words_of(*refusal), (0, 0)),
    };
    let (width, height) = size;
    Photo { blob: id.to_string(), label, state: state.into(), words: words.into(), width, height }
}

/// A picture of a record within the scope; `None` when there is none there.
///
/// # Errors
/// The store's.
pub async fn picture(
    store: &Store,
    scope: Scope,
    (record, blob): (RecordId, BlobId),
) -> Result<Option<Picture>, StoreError> {
    store
        .read(move |tx| {
            let Some(detail) = tx.detail(scope, record)? else { return Ok(None) };
            let found = tx
                .blob(blob)?
                .filter(|blob| blob.record == record && blob.account == detail.line.author);
            Ok(found.and_then(|blob| match blob.state {
                BlobState::Arrived(picture) => Some(picture),
                BlobState::Arriving | BlobState::Refused(_) => None,
            }))
        })
        .await
}

#[cfg(test)]
mod tests {
    use shared::form::value::{Row, RowId, Tag};

    use super::*;

    static IN_ROW: [Field; 1] =
        [Field::new(Tag(1), "foto", Kind::Bool, t("Foto surat", "A paper"))];

    static FIELDS: [Field; 4] = [
        Field::new(Tag(1), "rumah", Kind::Bool, t("Foto rumah", "The house")),
        Field::new(Tag(2), "kk", Kind::Reference, t("Keluarga", "The family")),
        Field::new(Tag(3), "tamu", Kind::Group(&IN_ROW), t("Tamu", "A guest")),
        Field::new(
            Tag(4),
            "surat",
            Kind::Rows { fields: &IN_ROW, min: 0, max: 5, item: t("Surat", "Paper") },
            t("Surat", "Papers"),
        ),
    ];

    fn bytes(number: u8) -> Values {
        let mut values = Values::new();
        values.put(Tag(1), Some(Value::Bytes(vec![number; 16])));
        values
    }

    #[test]
    fn photos_are_found_wherever_an_answer_names_one_and_references_are_none() {
        let mut values = bytes(1);
        values.put(Tag(2), Some(Value::Bytes(vec![2; 16])));
        values.put(Tag(3), Some(Value::Group(bytes(3))));
        let row = |number: u8| Row { id: RowId(number.into()), values: bytes(number) };
        values.put(Tag(4), Some(Value::Rows(vec![row(4), row(5)])));
        values.put(Tag(9), Some(Value::Bytes(vec![9; 16])));
        let mut named = Vec::new();
        name(&FIELDS.iter().collect::<Vec<_>>(), &values, &mut named);
        let found: Vec<_> = named.iter().map(|(id, label)| (id.0[0], label.id.as_str())).collect();
        let paper = "Foto surat";
        assert_eq!(found, [(1, "Foto rumah"), (3, paper), (4, paper), (5, paper)]);
    }

    #[test]
    fn a_photo_that_nobody_sent_is_promised() {
        let promised = photo(BlobId([1; 16]), Words::default(), None);
        assert_eq!((promised.state.as_str(), promised.is_here()), ("promised", false));
    }
}
