//! Blobs of the simulation: a stand-in for the server's side of them (the real one works on files and
//! over HTTP, see `tests/tests/blobs_line.rs` and the torture), the line to it, and what must hold.

use std::collections::BTreeMap;

use client::{
    blob::{Blob, REFUSED_UNREADABLE},
    rows::Stored as _,
    store::Table,
    transport::{
        Failure,
        blobs::{Answer, BlobReply, BlobTransport},
    },
};
use sha2::{Digest as _, Sha256};
use shared::id::{BlobId, DeviceId};

use super::{
    laws::Broken,
    line::{Line, Request},
    phone::Phone,
};

/// What the server takes.
pub(super) const MEDIA_GOOD: u8 = 1;
/// What it refuses.
pub(super) const MEDIA_BAD: u8 = 9;
const REFUSED_MEDIA: u16 = 100;
const REFUSED_DIGEST: u16 = 101;

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

/// The server's blobs: what is under way, and what is whole.
#[derive(Default)]
pub(super) struct BlobOffice {
    uploads: BTreeMap<String, Upload>,
    whole: BTreeMap<BlobId, Whole>,
}

struct Upload {
    blob: Blob,
    bytes: Vec<u8>,
    /// All of it came and was something else: it begins anew once, as at the real server.
    was_wrong: bool,
}

struct Whole {
    n_bytes: usize,
    /// Of what arrived.
    sha256: [u8; 32],
    n_times: u32,
}

impl BlobOffice {
    /// Answers a request.
    pub(super) fn answer(&mut self, request: &BlobRequest) -> Result<BlobReply, Failure> {
        match request {
            BlobRequest::Create(blob) => Ok(self.create(blob)),
            BlobRequest::Offset(place) => self.offset(place),
            BlobRequest::Append { place, offset, part } => self.append(place, *offset, part),
            BlobRequest::Finish(place) => self.finish(place),
            BlobRequest::Terminate(place) => {
                self.uploads.remove(place);
                Ok(BlobReply::Gone)
            }
        }
    }

    fn create(&mut self, blob: &Blob) -> BlobReply {
        if blob.media == MEDIA_BAD {
            return BlobReply::Refused(REFUSED_MEDIA);
        }
        let place = blob.blob.to_string();
        let upload = || Upload { blob: blob.clone(), bytes: Vec::new(), was_wrong: false };
        if !self.whole.contains_key(&blob.blob) {
            self.uploads.entry(place.clone()).or_insert_with(upload);
        }
        BlobReply::Created(place)
    }

    fn offset(&self, place: &str) -> Result<BlobReply, Failure> {
        let whole = BlobId::parse(place).and_then(|blob| self.whole.get(&blob));
        let n_bytes = whole.map(|whole| whole.n_bytes);
        let n_bytes = n_bytes.or_else(|| Some(self.uploads.get(place)?.bytes.len()));
        Ok(BlobReply::Offset(n_bytes.ok_or(status(404))? as u64))
    }

    fn append(&mut self, place: &str, offset: u64, part: &[u8]) -> Result<BlobReply, Failure> {
        let Some(upload) = self.uploads.get_mut(place) else { return Err(status(404)) };
        if upload.bytes.len() as u64 != offset {
            return Err(status(409));
        }
        upload.bytes.extend_from_slice(part);
        assert!(upload.bytes.len() <= upload.blob.n_bytes as usize, "more than was announced");
        Ok(BlobReply::Offset(upload.bytes.len() as u64))
    }

    fn finish(&mut self, place: &str) -> Result<BlobReply, Failure> {
        if BlobId::parse(place).is_some_and(|blob| self.whole.contains_key(&blob)) {
            return Ok(BlobReply::Stored);
        }
        let Some(upload) = self.uploads.get_mut(place) else { return Err(status(404)) };
        if upload.bytes.len() < upload.blob.n_bytes as usize {
            return Ok(BlobReply::Offset(upload.bytes.len() as u64));
        }
        let sha256 = digest(&upload.bytes);
        if sha256 != upload.blob.sha256 && !upload.was_wrong {
            upload.was_wrong = true;
            upload.bytes.clear();
            return Err(status(422));
        }
        let Some(Upload { blob, bytes, .. }) = self.uploads.remove(place) else {
            return Err(status(404));
        };
        if sha256 != blob.sha256 {
            return Ok(BlobReply::Refused(REFUSED_DIGEST));
        }
        let n_times = self.whole.get(&blob.blob).map_or(0, |whole| whole.n_times) + 1;
        self.whole.insert(blob.blob, Whole { n_bytes: bytes.len(), sha256, n_times });
        Ok(BlobReply::Stored)
    }

    /// What is not whole yet is dropped, as after some days; false when there is nothing.
    pub(super) fn expire(&mut self) -> bool {
        !std::mem::take(&mut self.uploads).is_empty()
    }
}

fn status(status: u16) -> Failure {
    Failure::Server { status, code: String::new() }
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
    sha256: [u8; 32],
    n_parts: usize,
    /// The only copy was on storage that was emptied or set back.
    is_excused: bool,
}

impl BlobLedger {
    /// Each blob is on its phone with all of its bytes, or whole at the office, once. One that is
    /// refused shows why, and there is a reason.
    pub(super) fn check(&mut self, phone: &Phone, office: &BlobOffice) -> Result<(), Broken> {
        let keys = phone.store().keys(Table::BlobPart);
        let mut here = BTreeMap::new();
        for row in phone.store().rows(Table::Blob) {
            let blob = Blob::from_row_bytes(&row.bytes).map_err(|error| error.to_string())?;
            refusal_has_a_cause(phone, &blob)?;
            let n_parts = keys.iter().filter(|key| key.starts_with(&row.key)).count();
            here.insert(blob.blob, n_parts);
            self.promised.entry(blob.blob).or_insert(Promised {
                phone_idx: phone.idx,
                sha256: blob.sha256,
                n_parts,
                is_excused: false,
            });
        }
        for (blob, promised) in self.promised.iter().filter(|(_, one)| one.phone_idx == phone.idx) {
            match (office.whole.get(blob), here.get(blob)) {
                (Some(whole), _) if whole.n_times != 1 => {
                    return Err(format!("blob {blob} was stored {} times", whole.n_times));
                }
                (Some(whole), _) if whole.sha256 != promised.sha256 => {
                    return Err(format!("blob {blob} is at the office with other bytes"));
                }
                (Some(_), _) => {}
                (None, Some(n_parts)) if *n_parts == promised.n_parts => {}
                (None, Some(n_parts)) => {
                    return Err(format!("of blob {blob} there are {n_parts} parts here"));
                }
                (None, None) if promised.is_excused => {}
                (None, None) => return Err(format!("blob {blob} is nowhere")),
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

    /// A phone's storage was emptied or set back: what only it had is lost.
    pub(super) fn excuse(&mut self, phone: &Phone, office: &BlobOffice) {
        let here = phone.store().keys(Table::Blob);
        for (blob, promised) in &mut self.promised {
            let is_here = here.contains(&client::host::key_of(blob));
            if promised.phone_idx == phone.idx && !is_here && !office.whole.contains_key(blob) {
                promised.is_excused = true;
            }
        }
    }
}

fn refusal_has_a_cause(phone: &Phone, blob: &Blob) -> Result<(), Broken> {
    let is_right = match blob.refusal {
        0 => true,
        REFUSED_MEDIA => blob.media == MEDIA_BAD,
        REFUSED_DIGEST | REFUSED_UNREADABLE => phone.n_blob_rots.get() > 0,
        _ => false,
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
