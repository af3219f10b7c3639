//! Requests that hold as much as one may, for as few bytes as possible.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use shared::{
    id::{ChangeId, DeviceId, RecordId},
    region::VillageCode,
    sync::{
        limits::{BODY_BYTES_MAX, CHANGE_BYTES_MAX, PARCEL_CHANGES_MAX, PUSH_CHANGES_MAX},
        wire::{self, CODING_GZIP, CODING_PLAIN, Change1, Header1, OP_PUT, Push1},
    },
};

/// Where everything happens.
pub const VILLAGE: VillageCode = VillageCode::from_number(3_523_161_003);
/// 24 November 2026, 07:48:28 UTC.
pub const NOW_MS: u64 = 1_795_506_508_000;

/// Numbers as ids, so that a thousand of them pack to next to nothing: a phone draws random ones, and
/// nobody has to.
#[derive(Debug, Default)]
pub struct Ids(u64);

impl Ids {
    /// Sixteen bytes that nobody had.
    pub fn draw(&mut self) -> [u8; 16] {
        self.0 += 1;
        let mut id = [0; 16];
        id[8..].copy_from_slice(&self.0.to_be_bytes());
        id
    }
}

/// A new record of this kind, as it travels.
#[must_use]
pub fn change(ids: &mut Ids, kind: (u16, u16), visit: Option<RecordId>, content: &[u8]) -> Vec<u8> {
    let id = ids.draw();
    let header = Header1 {
        change: ChangeId(id),
        record: RecordId(id),
        parent: None,
        visit,
        kind: kind.0,
        kind_version: kind.1,
        village: VILLAGE,
        made_at_ms: NOW_MS - 60_000,
        op: OP_PUT,
    };
    wire::encode(&Change1 { header, content: content.to_vec() })
}

/// A parcel as it is.
#[must_use]
pub fn plain(changes: &[Vec<u8>]) -> Vec<u8> {
    wire::parcel(CODING_PLAIN, &wire::payload(changes))
}

/// A parcel packed as tightly as gzip can.
///
/// # Panics
/// Never: a vector takes everything.
#[must_use]
pub fn packed(changes: &[Vec<u8>]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&wire::payload(changes)).expect("a vector takes everything");
    wire::parcel(CODING_GZIP, &encoder.finish().expect("a vector takes everything"))
}

/// The body of a push.
#[must_use]
pub fn push(device: DeviceId, parcels: Vec<Vec<u8>>) -> Vec<u8> {
    wire::encode(&Push1 { device, parcels })
}

/// A way to send one change many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Many {
    /// Once, as it is.
    Once,
    /// A parcel full, packed.
    Parcel,
    /// As many parcels as there are changes in a request, each packed.
    Request,
}

impl Many {
    /// All of them.
    pub const ALL: [Many; 3] = [Many::Once, Many::Parcel, Many::Request];

    /// The body of a request with changes that `make` makes.
    pub fn body(self, device: DeviceId, mut make: impl FnMut() -> Vec<u8>) -> Vec<u8> {
        let one = make();
        let per_parcel = (CHANGE_BYTES_MAX / one.len()).clamp(1, PARCEL_CHANGES_MAX);
        let mut parcel = || packed(&(0..per_parcel).map(|_| make()).collect::<Vec<_>>());
        let parcels = match self {
            Many::Once => vec![plain(&[one])],
            Many::Parcel => vec![parcel()],
            Many::Request => {
                let (mut parcels, mut n_bytes) = (Vec::new(), 0);
                while parcels.len() * per_parcel < PUSH_CHANGES_MAX {
                    let parcel = parcel();
                    n_bytes += parcel.len() + 10;
                    if n_bytes > BODY_BYTES_MAX {
                        break;
                    }
                    parcels.push(parcel);
                }
                parcels
            }
        };
        push(device, parcels)
    }
}
