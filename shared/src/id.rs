//! Identifiers made on the device: UUIDv7 (RFC 9562), so that they sort by the time they were made
//! and rows written in order stay together in the database.

use core::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};

use crate::hex;

/// Bytes of randomness that a new identifier takes.
pub const RANDOM_BYTES: usize = 10;

/// Lays out a UUIDv7 from a Unix time in milliseconds and ten random bytes.
fn uuid_v7(unix_ms: u64, random: [u8; RANDOM_BYTES]) -> [u8; 16] {
    let time = unix_ms.to_be_bytes();
    let mut id = [0; 16];
    id[..6].copy_from_slice(&time[2..]);
    id[6..].copy_from_slice(&random);
    id[6] = 0x70 | (id[6] & 0x0f);
    id[8] = 0x80 | (id[8] & 0x3f);
    id
}

/// Reads a UUID with or without hyphens.
fn parse_uuid(text: &str) -> Option<[u8; 16]> {
    hex::decode(text.chars().filter(|char| *char != '-'))
}

/// Writes a UUID in the usual hyphenated form.
fn write_uuid(id: &[u8; 16], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (idx, byte) in id.iter().enumerate() {
        if matches!(idx, 4 | 6 | 8 | 10) {
            f.write_char('-')?;
        }
        for digit in hex::digits(*byte) {
            f.write_char(digit)?;
        }
    }
    Ok(())
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// A new identifier from the device's clock (Unix milliseconds) and random bytes.
            #[must_use]
            pub fn new(unix_ms: u64, random: [u8; RANDOM_BYTES]) -> Self {
                Self(uuid_v7(unix_ms, random))
            }

            /// Reads the hyphenated or the bare hexadecimal form.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                parse_uuid(text).map(Self)
            }

            /// Takes the bytes of a stored identifier; `None` when there are not sixteen.
            #[must_use]
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_uuid(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_uuid(&self.0, f)
            }
        }
    )*};
}

ids! {
    /// One visit or one filled form.
    RecordId
    /// One immutable revision of a record.
    ChangeId
    /// One parcel: bytes that travel together and are resent unchanged.
    ParcelId
    /// One browser of one person.
    DeviceId
    /// One person with an account.
    AccountId
    /// One photo or file that travels by itself, after the data.
    BlobId
    /// One family of the register.
    FamilyId
    /// One person of the register, whatever numbers he has or had.
    PersonId
    /// One thing that a PSM is asked to do.
    TaskId
    /// One decision of the office about a record.
    DecisionId
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn an_id_survives_its_text_form() {
        let id = RecordId::new(1_795_505_308_000, [0xab; 10]);
        let text = id.to_string();
        assert_eq!(text.len(), 36);
        assert_eq!(&text[14..15], "7");
        assert_eq!(RecordId::parse(&text).unwrap(), id);
        assert_eq!(RecordId::parse(&text.replace('-', "")).unwrap(), id);
    }

    #[test]
    fn ids_sort_by_the_time_they_were_made() {
        assert!(ChangeId::new(1, [255; 10]) < ChangeId::new(2, [0; 10]));
    }

    #[test]
    fn a_damaged_id_is_refused() {
        for text in ["", "0198", "zz98c2f0-0000-7000-8000-000000000000", &"0".repeat(33)] {
            assert_eq!(RecordId::parse(text), None, "{text}");
        }
    }
}
