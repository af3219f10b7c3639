//! How much of the server's disk, memory and time blobs may take.

use std::time::Duration;

/// How much may be under way.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Blobs of one account that are arriving. A phone sends one at a time, and begins another where
    /// one fails: a month of visits in which all fail is 300 photos.
    pub n_arriving_max: u32,
    /// Bytes that one account announces in a day: 1,500 photos of 120 kB are more than anybody takes.
    pub day_bytes_max: u64,
    /// Blobs that one account announces in a day, also those that are refused: a few bytes may cost as
    /// much work as a photo.
    pub day_blobs_max: u32,
    /// Bytes in the spool, of all accounts: 16,000 photos that have not arrived whole.
    pub spool_bytes_max: u64,
    /// Requests that are sending bytes now; a third of the requests that the server answers at once.
    pub n_sending_max: usize,
    /// Of these, those of one account: its phone, a second tab, a line that has not noticed its end.
    pub n_sending_of_account_max: usize,
    /// A blob that has not arrived so long after it was announced is begun anew, milliseconds (30
    /// days). A PSM may be away for weeks, and what waits here costs little; but a phone that was lost
    /// never comes back for it.
    pub arriving_ms: u64,
    /// Between two pieces of a body, as long as a phone waits for an answer.
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            n_arriving_max: 400,
            day_bytes_max: 200_000_000,
            day_blobs_max: 2_000,
            spool_bytes_max: 2_000_000_000,
            n_sending_max: 200,
            n_sending_of_account_max: 4,
            arriving_ms: 30 * DAY_MS,
            idle: Duration::from_secs(30),
        }
    }
}

/// A day, milliseconds.
pub const DAY_MS: u64 = 86_400_000;
/// How often all of a blob may come and be something else before it is refused. Once may be a server
/// that lost power while it wrote; twice is the phone's own storage.
pub const N_WRONG_MAX: u32 = 2;
/// Memory that decoding one picture may take, bytes: 24 megapixels of 4 bytes, and as much again for
/// the decoder.
pub const DECODING_BYTES_MAX: u64 = 256_000_000;
/// The longest side of a picture that has to be drawn anew, pixels: a paper is still read at that.
pub const DRAWN_SIDE_MAX: u32 = 2_560;
/// The longest side of the small picture in lists, pixels.
pub const SMALL_SIDE: u32 = 320;
