//! Bytes as hexadecimal digits, in lower case.

/// The two digits of a byte.
#[must_use]
pub fn digits(byte: u8) -> [char; 2] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    [byte >> 4, byte & 15].map(|half| char::from(DIGITS[usize::from(half)]))
}

/// The digits of all bytes.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| digits(*byte)).collect()
}

/// The bytes that these digits stand for, in either case; `None` for anything but pairs of digits.
#[must_use]
pub fn bytes(digits: &str) -> Option<Vec<u8>> {
    let (pairs, []) = digits.as_bytes().as_chunks::<2>() else { return None };
    let byte = |pair: &[u8; 2]| decode::<1>(pair.iter().map(|digit| char::from(*digit)));
    pairs.iter().map(|pair| byte(pair).map(|[byte]| byte)).collect()
}

/// The bytes that these digits stand for, in either case; `None` for anything but twice `N` digits.
pub fn decode<const N: usize>(mut digits: impl Iterator<Item = char>) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    for byte in &mut bytes {
        let (high, low) = (digits.next()?.to_digit(16)?, digits.next()?.to_digit(16)?);
        *byte = u8::try_from(high << 4 | low).ok()?;
    }
    digits.next().is_none().then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_survive_their_digits() {
        let bytes: [u8; 256] = core::array::from_fn(|idx| u8::try_from(idx).unwrap_or(0));
        let text = encode(&bytes);
        assert_eq!(&text[..8], "00010203");
        assert_eq!(&text[text.len() - 4..], "feff");
        assert_eq!(decode(text.chars()), Some(bytes));
        assert_eq!(decode(text.to_uppercase().chars()), Some(bytes));
        assert_eq!(super::bytes(&text).as_deref(), Some(&bytes[..]));
        assert_eq!((super::bytes("0"), super::bytes("0g"), super::bytes("é")), (None, None, None));
    }

    #[test]
    fn other_signs_and_other_lengths_are_refused() {
        for text in ["", "0", "012", "01234", "0g12", "é012"] {
            assert_eq!(decode::<2>(text.chars()), None, "{text}");
        }
        assert_eq!(decode::<0>("".chars()), Some([]));
    }
}
