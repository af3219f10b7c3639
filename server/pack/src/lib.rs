//! How a file of the frontend is packed for serving: its two compressed forms and its hash.
//!
//! The server's build script embeds the result and `cargo xtask size` counts it, so what is
//! measured is what is sent. A package of its own because both callers are built with little
//! optimisation, at which the strongest brotli takes half a minute for one bundle; the root
//! manifest turns it up here only.
//!
//! Knows nothing of the network, of folders or of the apps.

use std::io::{self, Write};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// 32 bits: a name is only ever compared with the same file of other releases.
const FINGERPRINT_CHARS: usize = 8;

/// Compresses with brotli at quality 11 and a window of 4 MiB (`lgwin` 22), the strongest that
/// every browser takes.
///
/// # Errors
/// None is expected while writing to memory; the encoder's own signature has one.
pub fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

/// Compresses with gzip at level 9. The header carries no time, so equal input gives equal output.
///
/// # Errors
/// None is expected while writing to memory; the encoder's own signature has one.
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The SHA-256 of the bytes in lower-case hexadecimal, 64 characters.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Names a file by its content: `field`, `js` become `field-1a2b3c4d.js`. A name like that never
/// changes what it means, so it may be cached for ever.
pub fn fingerprint(stem: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{stem}-{}.{extension}", &hash(bytes)[..FINGERPRINT_CHARS])
}

/// Whether a file name was made by [`fingerprint`].
pub fn is_fingerprinted(name: &str) -> bool {
    let Some((stem, _extension)) = name.rsplit_once('.') else {
        return false;
    };
    stem.rsplit_once('-').is_some_and(|(_, print)| {
        print.len() == FINGERPRINT_CHARS
            && print.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use std::io::Read;

    use super::*;

    fn sample() -> Vec<u8> {
        "Desa Sugihwaras — Kec. Parengan. ".repeat(400).into_bytes()
    }

    #[test]
    fn brotli_gives_back_what_went_in_and_is_small() {
        let packed = brotli(&sample()).unwrap();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &packed[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, sample());
        assert!(packed.len() < 100, "{} bytes", packed.len());
    }

    #[test]
    fn gzip_gives_back_what_went_in_and_does_not_depend_on_the_clock() {
        let packed = gzip(&sample()).unwrap();
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, sample());
        // Bytes 4 to 7 of a gzip header are the modification time.
        assert_eq!(packed[4..8], [0; 4]);
    }

    #[test]
    fn hash_is_the_published_sha_256() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            hash(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_fingerprint_changes_with_the_content_and_is_recognised() {
        let name = fingerprint("field", "js", b"abc");
        assert_eq!(name, "field-ba7816bf.js");
        assert_ne!(name, fingerprint("field", "js", b"abd"));
        assert!(is_fingerprinted(&name));
    }

    #[test]
    fn names_without_a_fingerprint_are_told_apart() {
        for name in
            ["index.html", "sw.js", "icon-192.png", "field-BA7816BF.js", "a-ba7816b.js", "x"]
        {
            assert!(!is_fingerprinted(name), "{name}");
        }
    }

    #[test]
    fn nothing_packs_and_unpacks_to_nothing() {
        let packed = brotli(b"").unwrap();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &packed[..], &mut unpacked).unwrap();
        assert!(unpacked.is_empty());
    }
}
