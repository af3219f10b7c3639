//! Opens a push: parcels into changes, each parsed and hashed. Needs no database and may take a
//! moment, so it happens before a transaction begins.

use std::io::Read;

use flate2::read::GzDecoder;
use sha2::{Digest as _, Sha256};
use shared::{
    form::content::Content,
    id::ChangeId,
    sync::{
        limits::{
            CHANGE_BYTES_MAX, PARCEL_INFLATED_BYTES_MAX, PUSH_CHANGES_MAX, PUSH_INFLATED_BYTES_MAX,
            PUSH_PARCELS_MAX,
        },
        verdict::{Outcome, Refusal, Verdict},
        wire::{
            self, Answer1, CODING_GZIP, CODING_PLAIN, Change1, Header1, Push1, Verdict1,
            WHOLE_PARCEL,
        },
    },
};

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
    /// `None` when the answers cannot be read.
    pub(super) content: Option<Content>,
    pub(super) bytes: Vec<u8>,
    pub(super) hash: [u8; 32],
}

/// Opens the parcels of a push. What is more than one request may hold is left for the next one;
/// parcels past [`PUSH_PARCELS_MAX`] are not looked at and not answered.
#[must_use]
pub fn prepare(push: &Push1) -> Prepared {
    let mut room = Room { bytes: PUSH_INFLATED_BYTES_MAX, n_changes: PUSH_CHANGES_MAX };
    let mut items = Vec::new();
    for (parcel_idx, parcel) in (0..).zip(push.parcels.iter().take(PUSH_PARCELS_MAX)) {
        let whole = |what| Item { parcel: parcel_idx, item: WHOLE_PARCEL, what };
        let mut inflated = Vec::new();
        match open(parcel, &mut inflated, &mut room) {
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

    /// The answers when the database could not take any of it: try again.
    #[must_use]
    pub fn later(&self, after_ms: u32) -> Vec<Answer1> {
        let outcome = |item: &Item| match &item.what {
            What::Refused(refused) => Outcome::Refused(refused.refusal),
            What::Arrived(_) | What::TooMuch => Outcome::Later { after_ms },
        };
        let answer =
            |item: &Item| item.answer(&Verdict { repeated: false, outcome: outcome(item) });
        self.items.iter().map(answer).collect()
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

/// What one request may still hold.
struct Room {
    bytes: usize,
    n_changes: usize,
}

/// Why a parcel stays shut.
enum Shut {
    Unreadable,
    NoRoom,
}

/// The changes of a parcel, each as bytes; `inflated` keeps them when they came compressed.
fn open<'p>(
    parcel: &'p [u8],
    inflated: &'p mut Vec<u8>,
    room: &mut Room,
) -> Result<Vec<&'p [u8]>, Shut> {
    let (coding, payload) = wire::split_parcel(parcel).map_err(|_| Shut::Unreadable)?;
    let payload = match coding {
        CODING_PLAIN => payload,
        CODING_GZIP => {
            inflate(payload, inflated, room)?;
            inflated
        }
        _ => return Err(Shut::Unreadable),
    };
    room.bytes = room.bytes.checked_sub(payload.len()).ok_or(Shut::NoRoom)?;
    let changes = wire::open_payload(payload).map_err(|_| Shut::Unreadable)?;
    room.n_changes = room.n_changes.checked_sub(changes.len()).ok_or(Shut::NoRoom)?;
    Ok(changes)
}

/// Inflates into a buffer that grows with what really comes out, and stops at the limit, whatever
/// the compressed bytes claim.
fn inflate(gzip: &[u8], out: &mut Vec<u8>, room: &Room) -> Result<(), Shut> {
    let limit = PARCEL_INFLATED_BYTES_MAX.min(room.bytes);
    let reader = GzDecoder::new(gzip);
    // One byte more than the limit shows that there is more.
    let mut bounded = reader.take(u64::try_from(limit).unwrap_or(u64::MAX) + 1);
    bounded.read_to_end(out).map_err(|_| Shut::Unreadable)?;
    if out.len() <= limit {
        Ok(())
    } else if limit < PARCEL_INFLATED_BYTES_MAX {
        Err(Shut::NoRoom)
    } else {
        Err(Shut::Unreadable)
    }
}

fn parse(bytes: &[u8]) -> What {
    let refused = |refusal| {
        let change = wire::header_of(bytes).map(|header| header.change);
        What::Refused(Refused { change, n_bytes: bytes.len(), refusal })
    };
    if bytes.len() > CHANGE_BYTES_MAX {
        return refused(Refusal::TooLong);
    }
    match wire::decode::<Change1>(bytes) {
        Ok(Change1 { header, content }) => What::Arrived(Box::new(Arrived {
            header,
            content: Content::from_bytes(&content).ok(),
            bytes: bytes.to_vec(),
            hash: Sha256::digest(bytes).into(),
        })),
        Err(_) => refused(Refusal::ChangeUnreadable),
    }
}
