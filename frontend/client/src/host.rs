//! What the machine around gives: clock, dice, timers, compression. One implementation in the
//! browser, one for native programs, one with virtual time in the simulation.

#[cfg(feature = "native")]
pub mod native;

use core::fmt;

use shared::sync::client::Reading;

/// The device around the client.
#[expect(async_fn_in_trait, reason = "everything runs on one thread; no Send bound is wanted")]
pub trait Host {
    /// The device's clock, Unix milliseconds. It may be wrong and may jump.
    fn now_ms(&self) -> u64;

    /// Milliseconds by a clock that only goes forward and that nobody can set; it may stand still while
    /// the device sleeps. A host without one gives its clock again.
    fn running_ms(&self) -> u64 {
        self.now_ms()
    }

    /// Fills with random bytes good enough for identifiers.
    fn fill_random(&self, bytes: &mut [u8]);

    /// Comes back after this long, milliseconds.
    async fn sleep(&self, ms: u64);

    /// Compresses to gzip (RFC 1952). `None` where the browser cannot.
    async fn gzip(&self, bytes: &[u8]) -> Option<Vec<u8>>;

    /// Opens gzip that inflates to at most `max` bytes; `None` when it is longer, damaged, or the
    /// browser cannot.
    async fn gunzip(&self, bytes: &[u8], max: usize) -> Option<Vec<u8>>;
}

/// Both clocks of the device at this moment.
#[must_use]
pub fn reading(host: &impl Host) -> Reading {
    Reading { wall_ms: host.now_ms(), running_ms: host.running_ms() }
}

/// Random bytes as an array.
#[must_use]
pub fn random<const N: usize>(host: &impl Host) -> [u8; N] {
    let mut bytes = [0; N];
    host.fill_random(&mut bytes);
    bytes
}

impl<H: Host> Host for std::rc::Rc<H> {
    fn now_ms(&self) -> u64 {
        (**self).now_ms()
    }

    fn running_ms(&self) -> u64 {
        (**self).running_ms()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        (**self).fill_random(bytes);
    }

    async fn sleep(&self, ms: u64) {
        (**self).sleep(ms).await;
    }

    async fn gzip(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        (**self).gzip(bytes).await
    }

    async fn gunzip(&self, bytes: &[u8], max: usize) -> Option<Vec<u8>> {
        (**self).gunzip(bytes, max).await
    }
}

/// Writes an id as the key of a row: its sixteen bytes in hex.
#[must_use]
pub fn key_of(id: &impl fmt::Display) -> String {
    let mut key = id.to_string();
    key.retain(|char| char != '-');
    key
}
