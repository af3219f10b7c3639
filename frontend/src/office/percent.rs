//! Percent-encoding of values in a query (RFC 3986), as browsers write and read them.

/// Writes a value so that it may stand in a query.
#[must_use]
pub fn encode(value: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    encoded
}

/// Reads a value; `+` is a space, as forms write it. What is not encoded rightly stays as it is.
#[must_use]
pub fn decode(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut idx = 0;
    while let Some(&byte) = bytes.get(idx) {
        let pair = bytes.get(idx + 1..idx + 3).and_then(hex_byte);
        match (byte, pair) {
            (b'%', Some(encoded)) => {
                decoded.push(encoded);
                idx += 3;
                continue;
            }
            (b'+', _) => decoded.push(b' '),
            _ => decoded.push(byte),
        }
        idx += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn hex_byte(pair: &[u8]) -> Option<u8> {
    let text = core::str::from_utf8(pair).ok()?;
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u8::from_str_radix(text, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_reads_back() {
        for text in ["", "Siti Aminah", "a&b=c?d#e%20", "Bu Ñai — Kec. Tuban", "100%"] {
            assert_eq!(decode(&encode(text)), text);
        }
    }

    #[test]
    fn damaged_encoding_is_no_crash() {
        for (text, expected) in
            [("%", "%"), ("%4", "%4"), ("%zz", "%zz"), ("%+1", "% 1"), ("a+b", "a b")]
        {
            assert_eq!(decode(text), expected);
        }
    }
}
