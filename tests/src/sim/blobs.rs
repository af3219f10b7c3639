//! Blobs of the simulation: the line to the server's side of them (`pictures`), and what must hold.

use std::collections::BTreeMap;

use client::{
    blob::Blob,
    rows::Stored as _,
    store::Table,
    transport::{
        Failure,
        blobs::{Answer, BlobReply, BlobTransport},
    },
};
use server::store::{
    blobs::{Blob as Row, BlobState},
    record::Record,
};
use sha2::{Digest as _, Sha256};
use shared::{
    id::{BlobId, DeviceId, RecordId},
    sync::{blob::BlobRefusal, state::RecordState},
};

use super::{
    laws::Broken,
    line::{Line, Request},
    office::Office,
    phone::Phone,
};

/// A picture.
pub(super) const MEDIA_GOOD: u8 = 1;
/// Something else, which the server refuses.
pub(super) const MEDIA_BAD: u8 = 9;

/// SHA-256.
pub(super) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// What a phone asks of the server.
#[derive(Clone)]
pub(super) enum BlobRequest {
    Create(Blob),
    Offset(String),
    Append { place: String, offset: u64, part: Vec<u8> },
    Finish(String),
    Terminate(String),
}

/// An answer as it goes over the line.
pub(super) fn encode(reply: &BlobReply) -> Vec<u8> {
    match reply {
        BlobReply::Created(place) => [&[0], place.as_bytes()].concat(),
        BlobReply::Offset(offset) => [&[1][..], &offset.to_le_bytes()].concat(),
        BlobReply::Stored => vec![2],
        BlobReply::Refused(reason) => [&[3][..], &reason.to_le_bytes()].concat(),
        BlobReply::Gone => vec![4],
    }
}

fn decode(bytes: &[u8]) -> Option<BlobReply> {
    let (kind, rest) = bytes.split_first()?;
    Some(match kind {
        0 if rest.len() == 36 => BlobReply::Created(String::from_utf8(rest.to_vec()).ok()?),
        1 => BlobReply::Offset(u64::from_le_bytes(rest.try_into().ok()?)),
        2 => BlobReply::Stored,
        3 => BlobReply::Refused(u16::from_le_bytes(rest.try_into().ok()?)),
        4 => BlobReply::Gone,
        _ => return None,
    })
}

impl Line {
    fn ask(&self, request: BlobRequest) -> Answer<'_> {
        Box::pin(async move {
            let body = self.call(Request::Blob(request)).await?;
            decode(&body).ok_or(Failure::Damaged)
        })
    }
}

impl BlobTransport for Line {
    fn create<'a>(&'a self, _device: DeviceId, blob: &'a Blob) -> Answer<'a> {
        self.ask(BlobRequest::Create(blob.clone()))
    }

    fn offset<'a>(&'a self, place: &'a str) -> Answer<'a> {
        self.ask(BlobRequest::Offset(place.to_owned()))
    }

    fn append<'a>(&'a self, place: &'a str, offset: u64, part: Vec<u8>) -> Answer<'a> {
        self.phone.part_begins();
        self.ask(BlobRequest::Append { place: place.to_owned(), offset, part })
    }

    fn finish<'a>(&'a self, place: &'a str) -> Answer<'a> {
        self.ask(BlobRequest::Finish(place.to_owned()))
    }

    fn terminate(&self, blob: BlobId) -> Answer<'_> {
        self.ask(BlobRequest::Terminate(blob.to_string()))
    }
}

/// What people were promised of blobs.
#[derive(Default)]
pub(super) struct BlobLedger {
    promised: BTreeMap<BlobId, Promised>,
}

struct Promised {
    phone_idx: usize,
    record: RecordId,
    sha256: [u8; 32],
    n_parts: usize,
    /// The only copy was on storage that was emptied or set back.
    is_excused: bool,
}

impl BlobLedger {
    /// Each blob is on its phone with all of its bytes, or whole at the office. One that is refused shows
    /// why, and there is a reason.
    pub(super) fn check(&mut self, phone: &Phone, office: &Office) -> Result<(), Broken> {
        let keys = phone.store().keys(Table::BlobPart);
        let mut here = BTreeMap::new();
        for row in phone.store().rows(Table::Blob) {
            let blob = Blob::from_row_bytes(&row.bytes).map_err(|error| error.to_string())?;
            refusal_has_a_cause(phone, &blob)?;
            let n_parts = keys.iter().filter(|key| key.starts_with(&row.key)).count();
            here.insert(blob.blob, n_parts);
            self.promised.entry(blob.blob).or_insert(Promised {
                phone_idx: phone.idx,
                record: blob.record,
                sha256: blob.sha256,
                n_parts,
                is_excused: false,
            });
        }
        for (blob, promised) in self.promised.iter().filter(|(_, one)| one.phone_idx == phone.idx) {
            if let Some(n_parts) = here.get(blob) {
                if *n_parts != promised.n_parts {
                    return Err(format!("of blob {blob} there are {n_parts} parts here"));
                }
                continue;
            }
            match office.blob(*blob).filter(has_arrived) {
                Some(row) if (row.sha256, row.record) == (promised.sha256, promised.record) => {}
                Some(_) => return Err(format!("blob {blob} is another one at the office")),
                None if promised.is_excused => {}
                None => return Err(format!("blob {blob} is nowhere")),
            }
        }
        let n_orphans = keys.len() - here.values().sum::<usize>();
        if n_orphans > 0 {
            return Err(format!("{n_orphans} parts belong to no blob"));
        }
        match phone.broken.take() {
            Some(broken) => Err(broken),
            None => Ok(()),
        }
    }

    /// A phone's storage was emptied or set back, or the office went back to a copy: what only that had
    /// is lost.
    pub(super) fn excuse(&mut self, phone: &Phone, office: &Office) {
        let here = phone.store().keys(Table::Blob);
        for (blob, promised) in &mut self.promised {
            let is_here = here.contains(&client::host::key_of(blob));
            if promised.phone_idx == phone.idx
                && !is_here
                && !office.blob(*blob).is_some_and(|row| has_arrived(&row))
            {
                promised.is_excused = true;
            }
        }
    }

    /// The blobs of records that count, and that are no longer on a phone: the office has to have them.
    pub(super) fn arrived(&self, office: &Office, records: &[Record]) -> Vec<(RecordId, BlobId)> {
        let counts = |id: RecordId| {
            records.iter().any(|one| one.id == id && one.state != RecordState::Withdrawn)
        };
        let promised = self.promised.iter().filter(|(blob, promised)| {
            counts(promised.record) && office.blob(**blob).is_some_and(|row| has_arrived(&row))
        });
        promised.map(|(blob, promised)| (promised.record, *blob)).collect()
    }
}

fn has_arrived(row: &Row) -> bool {
    matches!(row.state, BlobState::Arrived(_))
}

fn refusal_has_a_cause(phone: &Phone, blob: &Blob) -> Result<(), Broken> {
    let is_right = match BlobRefusal::from_code(blob.refusal) {
        None => blob.refusal == 0,
        Some(BlobRefusal::NoPicture | BlobRefusal::TooSmall) => blob.media == MEDIA_BAD,
        Some(BlobRefusal::Digest | BlobRefusal::Unreadable) => phone.n_blob_rots.get() > 0,
        Some(BlobRefusal::TooLarge | BlobRefusal::Damaged | BlobRefusal::OtherBytes) => false,
    };
    if is_right { Ok(()) } else { Err(format!("blob {}: {}", blob.blob, blob.refusal)) }
}

/// When all is quiet no blob waits.
pub(super) fn is_settled(phone: &Phone) -> Result<(), Broken> {
    let rows = phone.store().rows(Table::Blob);
    let blobs = rows.iter().filter_map(|row| Blob::from_row_bytes(&row.bytes).ok());
    let n_waiting = blobs.filter(|blob| blob.refusal == 0).count();
    let status = phone.status.borrow();
    if n_waiting > 0 || status.n_blobs_waiting > 0 || status.blob_bytes_waiting > 0 {
        return Err(format!("phone {}: {n_waiting} blobs wait, {status:?}", phone.idx));
    }
    Ok(())
}
