//! Opens a push: parcels into changes, each parsed and hashed. Needs no database and may take a
//! moment, so it happens before a transaction begins.

use std::{io::Read, ops::Range};

use bytes::Bytes;
use flate2::read::GzDecoder;
use sha2::{Digest as _, Sha256};
use shared::{
    id::ChangeId,
    sync::{
        limits::{
            BYTES_PER_CHANGE_MIN, CHANGE_BYTES_MAX, INFLATION_MAX, PARCEL_CHANGES_MAX,
            PARCEL_INFLATED_BYTES_MAX, PUSH_CHANGES_MAX, PUSH_INFLATED_BYTES_MAX, PUSH_PARCELS_MAX,
        },
        verdict::{Outcome, Refusal, Verdict},
        wire::{
            self, Answer1, CODING_GZIP, CODING_PLAIN, Change1, Header1, Push1, Verdict1,
            WHOLE_PARCEL,
        },
    },
};

use super::look::Looked;

/// Changes of one transaction. Each costs 0.02 ms in the write lock (bench server, 30 Nov 2026), and up to
/// 0.5 when it has to be checked there: with 50 others wait for 25 ms at most.
const SLICE_CHANGES_MAX: usize = 50;
/// Changes of one transaction together, bytes: written at 100 MB/s they take 3 ms.
const SLICE_BYTES_MAX: usize = 300_000;

/// A push, opened. Items stand in the order in which they are to be stored.
#[derive(Debug)]
pub struct Prepared {
    pub(super) items: Vec<Item>,
}

/// One item of a push: where it lay, and what it turned out to be.
#[derive(Debug)]
pub(super) struct Item {
    parcel: u16,
    item: u16,
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    /// A change to decide on.
    Arrived(Box<Arrived>),
    /// Can never be stored.
    Refused(Refused),
    /// More than one request may hold.
    TooMuch,
}

/// What can never be stored, without a word of what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its id, where that much could be read.
    pub change: Option<ChangeId>,
    /// How long the change was, or the parcel where that does not open, bytes.
    pub n_bytes: usize,
    /// Why.
    pub refusal: Refusal,
}

/// A change that could be parsed.
#[derive(Debug)]
pub(super) struct Arrived {
    pub(super) header: Header1,
    /// As it came; a part of its parcel, which stays until all of them are stored.
    pub(super) bytes: Bytes,
    pub(super) hash: [u8; 32],
    /// What a look at its answers found.
    pub(super) looked: Option<Looked>,
}

/// Opens the parcels of a push. What is more than one request may hold is left for the next one;
/// parcels past [`PUSH_PARCELS_MAX`] are not looked at and not answered.
#[must_use]
pub fn prepare(push: &Push1) -> Prepared {
    let mut room = Room::of(push.parcels.iter().map(Vec::len).sum());
    let mut items = Vec::new();
    for (parcel_idx, parcel) in (0..).zip(push.parcels.iter().take(PUSH_PARCELS_MAX)) {
        let whole = |what| Item { parcel: parcel_idx, item: WHOLE_PARCEL, what };
        match open(parcel, &mut room) {
            Ok(changes) => items.extend((0..).zip(changes).map(|(item_idx, bytes)| Item {
                parcel: parcel_idx,
                item: item_idx,
                what: parse(bytes),
            })),
            Err(Shut::NoRoom) => items.push(whole(What::TooMuch)),
            Err(Shut::Unreadable) => {
                let refusal = Refusal::ParcelUnreadable;
                let n_bytes = parcel.len();
                items.push(whole(What::Refused(Refused { change: None, n_bytes, refusal })));
            }
        }
    }
    // Visits first: the forms of the same request are checked against them. The sort keeps the order
    // otherwise, and with it that of the revisions of one record.
    items.sort_by_key(|item| item.is_of_a_visit());
    Prepared { items }
}

impl Prepared {
    /// How many changes there are to decide on.
    #[must_use]
    pub fn n_changes(&self) -> usize {
        self.items.iter().filter(|item| matches!(item.what, What::Arrived(_))).count()
    }

    /// What can never be stored. The server keeps nothing of it, so whoever answers the push has to
    /// write it down.
    pub fn refused(&self) -> impl Iterator<Item = &Refused> {
        self.items.iter().filter_map(|item| match &item.what {
            What::Refused(refused) => Some(refused),
            What::Arrived(_) | What::TooMuch => None,
        })
    }

    /// The items as they are stored, so many in each transaction that others need not wait long.
    #[must_use]
    pub fn slices(&self) -> Vec<Range<usize>> {
        let mut slices = Vec::new();
        let (mut start, mut n_bytes) = (0, 0);
        for (idx, item) in self.items.iter().enumerate() {
            let len = match &item.what {
                What::Arrived(arrived) => arrived.bytes.len(),
                What::Refused(_) | What::TooMuch => 0,
            };
            if idx > start && (idx - start >= SLICE_CHANGES_MAX || n_bytes + len > SLICE_BYTES_MAX)
            {
                slices.push(start..idx);
                (start, n_bytes) = (idx, 0);
            }
            n_bytes += len;
        }
        slices.push(start..self.items.len());
        slices
    }

    /// True with a change of a visit, whose forms may have to be looked at again.
    #[must_use]
    pub fn has_visits(&self) -> bool {
        let is_visit = |item: &Item| matches!(&item.what, What::Arrived(arrived) if arrived.header.visit.is_none());
        self.items.iter().any(is_visit)
    }

    /// The changes that arrived, in the order in which they are to be stored.
    pub(super) fn arrived_mut(&mut self) -> impl Iterator<Item = &mut Arrived> {
        self.items.iter_mut().filter_map(|item| match &mut item.what {
            What::Arrived(arrived) => Some(&mut **arrived),
            What::Refused(_) | What::TooMuch => None,
        })
    }

    /// The answers when the database could not take any of it: try again.
    #[must_use]
    pub fn later(&self, after_ms: u32) -> Vec<Answer1> {
        self.later_from(0, after_ms)
    }

    /// The answers from this item on when the database could not take these: try again.
    #[must_use]
    pub fn later_from(&self, first: usize, after_ms: u32) -> Vec<Answer1> {
        let outcome = |item: &Item| match &item.what {
            What::Refused(refused) => Outcome::Refused(refused.refusal),
            What::Arrived(_) | What::TooMuch => Outcome::Later { after_ms },
        };
        let answer =
            |item: &Item| item.answer(&Verdict { repeated: false, outcome: outcome(item) });
        self.items.iter().skip(first).map(answer).collect()
    }
}

impl Item {
    pub(super) fn answer(&self, verdict: &Verdict) -> Answer1 {
        let change = match &self.what {
            What::Arrived(arrived) => Some(arrived.header.change),
            What::Refused(refused) => refused.change,
            What::TooMuch => None,
        };
        Answer1 { parcel: self.parcel, item: self.item, change, verdict: Verdict1::from(verdict) }
    }

    fn is_of_a_visit(&self) -> bool {
        matches!(&self.what, What::Arrived(arrived) if arrived.header.visit.is_some())
    }
}

/// What one request may still hold, by what it weighs.
struct Room {
    bytes: usize,
    n_changes: usize,
}

impl Room {
    /// Of a request with so many bytes of parcels. A request with one parcel alone always has enough.
    fn of(n_bytes: usize) -> Self {
        Self {
            bytes: inflated_max(n_bytes).min(PUSH_INFLATED_BYTES_MAX),
            n_changes: (n_bytes / BYTES_PER_CHANGE_MIN).clamp(PARCEL_CHANGES_MAX, PUSH_CHANGES_MAX),
        }
    }
}

/// So much may come out of so many bytes.
fn inflated_max(n_bytes: usize) -> usize {
    n_bytes.saturating_mul(INFLATION_MAX).max(CHANGE_BYTES_MAX)
}

/// Why a parcel stays shut.
enum Shut {
    Unreadable,
    NoRoom,
}

/// The changes of a parcel, each as bytes.
fn open(parcel: &[u8], room: &mut Room) -> Result<Vec<Bytes>, Shut> {
    let (coding, payload) = wire::split_parcel(parcel).map_err(|_| Shut::Unreadable)?;
    let payload = match coding {
        CODING_PLAIN => Bytes::copy_from_slice(payload),
        CODING_GZIP => inflate(payload, room)?,
        _ => return Err(Shut::Unreadable),
    };
    let left = room.bytes.checked_sub(payload.len()).ok_or(Shut::NoRoom)?;
    let changes = wire::open_payload(&payload).map_err(|_| Shut::Unreadable)?;
    room.n_changes = room.n_changes.checked_sub(changes.len()).ok_or(Shut::NoRoom)?;
    room.bytes = left;
    Ok(changes.into_iter().map(|change| payload.slice_ref(change)).collect())
}

/// Inflates into a buffer that grows with what really comes out, and stops at the limit, whatever
/// the compressed bytes claim.
fn inflate(gzip: &[u8], room: &Room) -> Result<Bytes, Shut> {
    let alone = inflated_max(gzip.len()).min(PARCEL_INFLATED_BYTES_MAX);
    let limit = alone.min(room.bytes);
    let reader = GzDecoder::new(gzip);
    // One byte more than the limit shows that there is more.
    let mut bounded = reader.take(u64::try_from(limit).unwrap_or(u64::MAX) + 1);
    let mut out = Vec::new();
    bounded.read_to_end(&mut out).map_err(|_| Shut::Unreadable)?;
    if out.len() <= limit {
        out.shrink_to_fit();
        Ok(out.into())
    } else if limit < alone {
        Err(Shut::NoRoom)
    } else {
        Err(Shut::Unreadable)
    }
}

fn parse(bytes: Bytes) -> What {
    let refused = |refusal| {
        let change = wire::header_of(&bytes).map(|header| header.change);
        What::Refused(Refused { change, n_bytes: bytes.len(), refusal })
    };
    if bytes.len() > CHANGE_BYTES_MAX {
        return refused(Refusal::TooLong);
    }
    match wire::decode::<Change1>(&bytes) {
        Ok(Change1 { header, .. }) => What::Arrived(Box::new(Arrived {
            header,
            hash: Sha256::digest(&bytes).into(),
            bytes,
            looked: None,
        })),
        Err(_) => refused(Refusal::ChangeUnreadable),
    }
}
