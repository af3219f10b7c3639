//! Values as bytes: serde's derives in the format of postcard 1. Nothing else names postcard.
//!
//! A derive believes what a message claims: a few bytes that say "ten thousand rows" become ten
//! thousand rows in memory, and values nest until the stack is full. So whoever reads says how much
//! one message may hold ([`Limits`]), and every list and every nesting is counted on the way
//! (`bounded.rs`), whatever the types are.

mod bounded;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// How much one message may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Its length, bytes.
    pub n_bytes: usize,
    /// Items of one list in it.
    pub n_per_list: usize,
    /// Items of all its lists together. Fixed arrays and strings of bytes are no lists: they take no
    /// more memory than they have bytes.
    pub n_items: usize,
}

/// Something that is written and read as a whole.
pub trait Message: Serialize + DeserializeOwned {
    /// How much one may hold.
    const LIMITS: Limits;
    /// The byte before it on the line and at rest: the number of its struct.
    const VERSION: u8 = 1;
}

/// Why bytes cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Cut, damaged, or with something behind them.
    Damaged,
    /// They hold more than their [`Limits`] allow.
    TooMuch,
}

/// The bytes of a value.
///
/// # Panics
/// When a type writes a list without its length, which no derive does.
#[must_use]
pub fn encode<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    postcard::to_allocvec(value).expect("derives say the length of each list, and memory takes all")
}

/// Reads a value that fills the bytes.
///
/// # Errors
/// [`Unreadable`].
pub fn whole<'de, T: Deserialize<'de>>(bytes: &'de [u8], limits: Limits) -> Result<T, Unreadable> {
    if bytes.len() > limits.n_bytes {
        return Err(Unreadable::TooMuch);
    }
    match read(bytes, limits)? {
        (value, []) => Ok(value),
        _ => Err(Unreadable::Damaged),
    }
}

/// Reads a value that others may follow.
///
/// # Errors
/// [`Unreadable`].
pub fn first<'de, T: Deserialize<'de>>(bytes: &'de [u8], limits: Limits) -> Result<T, Unreadable> {
    read(&bytes[..bytes.len().min(limits.n_bytes)], limits).map(|(value, _)| value)
}

/// A value and the bytes behind it.
fn read<'de, T: Deserialize<'de>>(
    bytes: &'de [u8],
    limits: Limits,
) -> Result<(T, &'de [u8]), Unreadable> {
    let mut from = postcard::Deserializer::from_bytes(bytes);
    let budget = bounded::Budget::new(limits);
    match T::deserialize(budget.around(&mut from)) {
        Ok(value) => from.finalize().map(|rest| (value, rest)).map_err(|_| Unreadable::Damaged),
        Err(_) if budget.is_spent() => Err(Unreadable::TooMuch),
        Err(_) => Err(Unreadable::Damaged),
    }
}

/// A field that holds bytes, copied at one go: `#[serde(with = "crate::codec::blob")]`. The format is that of
/// a list of numbers of one byte each.
pub mod blob {
    use serde::{Deserialize as _, Deserializer, Serializer};

    /// Writes the bytes behind their number.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(bytes: &[u8], into: S) -> Result<S::Ok, S::Error> {
        into.serialize_bytes(bytes)
    }

    /// Takes a copy of the bytes.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        <&[u8]>::deserialize(from).map(<[u8]>::to_vec)
    }
}

/// Bytes to be written at one go.
#[derive(Serialize)]
pub struct Blob<'a>(#[serde(with = "blob")] pub &'a [u8]);

/// A field that holds a list of [`blob`]s: `#[serde(with = "crate::codec::blobs")]`.
pub mod blobs {
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::Blob;

    /// Writes each behind its length.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(list: &[Vec<u8>], into: S) -> Result<S::Ok, S::Error> {
        into.collect_seq(list.iter().map(|bytes| Blob(bytes)))
    }

    /// Takes a copy of each.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Vec<u8>>, D::Error> {
        let list = Vec::<&[u8]>::deserialize(from)?;
        Ok(list.into_iter().map(<[u8]>::to_vec).collect())
    }
}

#[cfg(test)]
mod tests;
