//! Whether a file holds a picture and nothing else. Walks over its parts by their lengths and knows the
//! few that a picture needs; whatever else it finds, the file is not bare.

use crate::store::blobs::Media;

/// True for a file without anything beside its picture: no EXIF, XMP, names, previews, comments,
/// animation, and nothing behind its end.
#[must_use]
pub fn is_bare(bytes: &[u8], media: Media) -> bool {
    let walked = match media {
        Media::Jpeg => jpeg(bytes),
        Media::Png => png(bytes),
        Media::WebP => webp(bytes),
    };
    walked.is_some()
}

/// Takes some bytes off the front.
fn take<'b>(bytes: &mut &'b [u8], n: usize) -> Option<&'b [u8]> {
    let (first, rest) = bytes.split_at_checked(n)?;
    *bytes = rest;
    Some(first)
}

/// True for a JPEG that has its end: of one that was cut, decoders draw what is there.
#[must_use]
pub fn is_whole_jpeg(bytes: &[u8]) -> bool {
    behind_jpeg(bytes, |_, _| true).is_some()
}

fn jpeg(bytes: &[u8]) -> Option<()> {
    const COLOUR_PROFILE: &[u8] = b"ICC_PROFILE\0";
    let is_known = |marker: u8, body: &[u8]| match marker {
        // JFIF says how dense the pixels are and may have a preview behind these fourteen bytes.
        0xe0 => body.starts_with(b"JFIF\0") && body.len() == 14,
        0xe2 => body.starts_with(COLOUR_PROFILE),
        // How the colours are stored.
        0xee => body.starts_with(b"Adobe") && body.len() == 12,
        // Tables, frames, restart intervals, scans.
        0xc0..=0xcf | 0xda | 0xdb | 0xdd => true,
        _ => false,
    };
    behind_jpeg(bytes, is_known)?.is_empty().then_some(())
}

/// Goes over the segments and scans of a JPEG up to its end, and gives what lies behind that. `None`
/// where it has no end, or where a segment is not known by its marker and body.
fn behind_jpeg(mut bytes: &[u8], is_known: impl Fn(u8, &[u8]) -> bool) -> Option<&[u8]> {
    if take(&mut bytes, 2)? != [0xff, 0xd8] {
        return None;
    }
    loop {
        let [0xff, mut marker] = *take(&mut bytes, 2)? else { return None };
        // Any number of these may stand before a marker.
        while marker == 0xff {
            marker = *take(&mut bytes, 1)?.first()?;
        }
        if marker == 0xd9 {
            return Some(bytes);
        }
        let length = u16::from_be_bytes(take(&mut bytes, 2)?.try_into().ok()?);
        let body = take(&mut bytes, usize::from(length).checked_sub(2)?)?;
        if !is_known(marker, body) {
            return None;
        }
        if marker == 0xda {
            skip_scan(&mut bytes)?;
        }
    }
}

/// Goes on to the next marker that belongs to no scan.
fn skip_scan(bytes: &mut &[u8]) -> Option<()> {
    loop {
        let at = bytes.iter().position(|byte| *byte == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => *bytes = &bytes[at + 2..],
            // Any number of these may stand before a marker.
            0xff => *bytes = &bytes[at + 1..],
            _ => {
                *bytes = &bytes[at..];
                return Some(());
            }
        }
    }
}

fn png(mut bytes: &[u8]) -> Option<()> {
    const KNOWN: [&[u8; 4]; 10] =
        [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs"];
    if take(&mut bytes, 8)? != b"\x89PNG\r\n\x1a\n" {
        return None;
    }
    loop {
        let length = u32::from_be_bytes(take(&mut bytes, 4)?.try_into().ok()?);
        let name: &[u8; 4] = take(&mut bytes, 4)?.try_into().ok()?;
        // The body and its checksum.
        take(&mut bytes, usize::try_from(length).ok()?.checked_add(4)?)?;
        if !KNOWN.contains(&name) {
            return None;
        }
        if name == b"IEND" {
            return bytes.is_empty().then_some(());
        }
    }
}

fn webp(mut bytes: &[u8]) -> Option<()> {
    const KNOWN: [&[u8; 4]; 5] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"];
    let is_riff = take(&mut bytes, 4)? == b"RIFF";
    let length = u32::from_le_bytes(take(&mut bytes, 4)?.try_into().ok()?);
    if !is_riff || usize::try_from(length).ok()? != bytes.len() || take(&mut bytes, 4)? != b"WEBP" {
        return None;
    }
    while !bytes.is_empty() {
        let name: &[u8; 4] = take(&mut bytes, 4)?.try_into().ok()?;
        let length = u32::from_le_bytes(take(&mut bytes, 4)?.try_into().ok()?);
        // A body of odd length has one byte more.
        let length = usize::try_from(length).ok()?;
        take(&mut bytes, length.checked_add(length % 2)?)?;
        if !KNOWN.contains(&name) {
            return None;
        }
    }
    Some(())
}
