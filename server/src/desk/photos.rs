//! The photos of a record: which its answers name, and which of them are here.

use shared::{
    desk::{Words, record::Photo},
    form::{label, model::FormKind, picture::pictures, problem::Path, value::Values},
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
    let Some(kind) = kind else { return Ok(Vec::new()) };
    let named = pictures(kind, values);
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let sent = tx.blobs_of_record(record, PHOTOS_MAX)?;
    let found = |id: BlobId| sent.iter().find(|blob| blob.id == id);
    let photos = named.into_iter().take(PHOTOS_MAX as usize);
    let label = |path: &Path| Words::each(|lang| label::words(kind, values, path, lang));
    Ok(photos.map(|one| photo(one.blob, label(&one.path), found(one.blob))).collect())
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
