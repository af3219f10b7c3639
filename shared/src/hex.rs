//! Bytes as hexadecimal digits.

/// Both digits of a byte, lower case.
#[must_use]
pub fn digits(byte: u8) -> [char; 2] {
    [byte >> 4, byte & 15]
        .map(|half| char::from(if half < 10 { b'0' + half } else { b'a' - 10 + half }))
}

/// All bytes one after the other: a hash, a fingerprint.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| digits(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_two_digits() {
        assert_eq!(text(&[0x00, 0x09, 0x0a, 0x9f, 0xa0, 0xff]), "00090a9fa0ff");
    }
}
