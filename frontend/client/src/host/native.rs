//! The host of native programs: the system's clock and dice, tokio's timers, flate2.

use std::{
    io::{Read, Write},
    sync::LazyLock,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use flate2::{Compression, read::GzDecoder, write::GzEncoder};

use super::Host;

/// When this program first looked at the clock.
static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

/// This machine. Sleeping needs a tokio runtime with timers.
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeHost;

impl Host for NativeHost {
    fn now_ms(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    fn running_ms(&self) -> u64 {
        u64::try_from(STARTED.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// # Panics
    /// When the system has no randomness to give: identifiers would collide.
    fn fill_random(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the system gives random bytes");
    }

    async fn sleep(&self, ms: u64) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }

    async fn gzip(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        gzip(bytes)
    }

    async fn gunzip(&self, bytes: &[u8], max: usize) -> Option<Vec<u8>> {
        gunzip(bytes, max)
    }
}

/// Compresses to gzip.
#[must_use]
pub fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

/// Opens gzip that inflates to at most `max` bytes.
#[must_use]
pub fn gunzip(bytes: &[u8], max: usize) -> Option<Vec<u8>> {
    let mut opened = Vec::new();
    let most = u64::try_from(max).ok()?.checked_add(1)?;
    GzDecoder::new(bytes).take(most).read_to_end(&mut opened).ok()?;
    (opened.len() <= max).then_some(opened)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn what_was_packed_opens_again_within_its_limit() {
        let bytes = vec![7; 10_000];
        let packed = gzip(&bytes).unwrap();
        assert!(packed.len() < 100);
        assert_eq!(gunzip(&packed, 10_000).as_ref(), Some(&bytes));
        assert_eq!(gunzip(&packed, 9_999), None);
        assert_eq!(gunzip(&packed[..packed.len() - 4], 10_000), None);
        assert_eq!(gunzip(b"no gzip", 10_000), None);
    }
}
