//! Bytes of a fixed number, read one after the other: what serde makes of an array is code of its own
//! for each place, a kilobyte for an id.

use core::fmt;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};

/// Reads an array as serde does.
pub fn read<'de, const N: usize, D: Deserializer<'de>>(from: D) -> Result<[u8; N], D::Error> {
    from.deserialize_tuple(N, Bytes)
}

struct Bytes<const N: usize>;

impl<'de, const N: usize> Visitor<'de> for Bytes<N> {
    type Value = [u8; N];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<[u8; N], A::Error> {
        let mut bytes = [0; N];
        for (idx, byte) in bytes.iter_mut().enumerate() {
            *byte = seq.next_element()?.ok_or_else(|| Error::invalid_length(idx, &self))?;
        }
        Ok(bytes)
    }
}
