//! The head of a picture file: what it is and how large, before anything is decoded. A decoded picture
//! takes 4 bytes a pixel and more, so that a file of a few kB could fill a phone's memory.
//!
//! Reads JPEG, PNG and WebP, which every browser draws. Each step goes forward, so that it ends.

use shared::{
    sync::limits::{PICTURE_PIXELS_MAX, PICTURE_SIDE_MIN},
    text::{Text, t},
};

/// How much of a file is looked at, bytes. Cameras put up to some hundred kB of remarks before the size.
pub const HEAD_BYTES: u32 = 512 * 1024;

/// Width and height, as they are stored: a remark may say that the picture is to be turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It has no bytes.
    Empty,
    /// A format of some phones that most browsers cannot draw.
    Heic,
    /// No picture, whatever it is called.
    NoPicture,
    /// It begins as a picture and says no size.
    Damaged,
    /// There is nothing to see in it.
    TooSmall,
    /// It has more pixels than a phone should decode.
    TooLarge,
}

impl Unfit {
    /// What to tell the person.
    #[must_use]
    pub const fn words(self) -> Text {
        match self {
            Unfit::Empty => t(
                "Berkas ini kosong. Pilih foto lain, atau ambil dengan kamera.",
                "This file is empty. Choose another photo, or take one.",
            ),
            Unfit::Heic => t(
                "Foto HEIC tidak bisa dibuka di sini. Ambil dengan tombol kamera di atas.",
                "A HEIC photo cannot be opened here. Take one with the camera button above.",
            ),
            Unfit::NoPicture => t(
                "Berkas ini bukan foto JPEG, PNG atau WebP. Pilih foto lain.",
                "This file is no JPEG, PNG or WebP photo. Choose another one.",
            ),
            Unfit::Damaged => t(
                "Foto ini rusak dan tidak bisa dibuka. Pilih foto lain.",
                "This photo is damaged and cannot be opened. Choose another one.",
            ),
            Unfit::TooSmall => t(
                "Foto ini terlalu kecil, tidak ada yang terlihat. Pilih foto lain.",
                "This photo is too small to show anything. Choose another one.",
            ),
            Unfit::TooLarge => t(
                "Foto ini lebih dari 24 megapiksel. Ambil dengan kamera di sini.",
                "This photo has more than 24 megapixels. Take one with the camera here.",
            ),
        }
    }
}

/// The size of the picture that begins with these bytes, the first [`HEAD_BYTES`] of a file or all.
///
/// # Errors
/// [`Unfit`] for a file that is no picture, or one that must not be decoded.
pub fn size(head: &[u8]) -> Result<Size, Unfit> {
    let size = match head {
        [] => return Err(Unfit::Empty),
        [0xff, 0xd8, rest @ ..] => jpeg(rest),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', rest @ ..] => png(rest),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', rest @ ..] => webp(rest),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => return Err(Unfit::Heic),
        _ => return Err(Unfit::NoPicture),
    };
    let size = size.ok_or(Unfit::Damaged)?;
    if size.width.min(size.height) < PICTURE_SIDE_MIN {
        return Err(Unfit::TooSmall);
    }
    if u64::from(size.width) * u64::from(size.height) > PICTURE_PIXELS_MAX {
        return Err(Unfit::TooLarge);
    }
    Ok(size)
}

/// Goes from segment to segment until one that describes the frame (ITU T.81, B.1 and B.2.2).
fn jpeg(mut rest: &[u8]) -> Option<Size> {
    loop {
        let [0xff, marker, after @ ..] = rest else { return None };
        match marker {
            // A marker may be preceded by any number of these.
            0xff => rest = rest.get(1..)?,
            // Frames of all kinds, but not the tables that stand between their numbers.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let [_, _, _, height, height_low, width, width_low, ..] = *after else {
                    return None;
                };
                let pair = |high: u8, low: u8| u32::from(u16::from_be_bytes([high, low]));
                return Some(Size {
                    width: pair(width, width_low),
                    height: pair(height, height_low),
                });
            }
            // Markers without a length, and those behind which the picture itself comes or ends.
            0x00..=0x01 | 0xd0..=0xda => return None,
            _ => {
                let [high, low, ..] = *after else { return None };
                let n_bytes = usize::from(u16::from_be_bytes([high, low]));
                // The length counts its own two bytes.
                rest = after.get(n_bytes.max(2)..)?;
            }
        }
    }
}

/// The first chunk must be the one that says the size (PNG 1.2, 11.2.2).
fn png(rest: &[u8]) -> Option<Size> {
    let [0, 0, 0, 13, b'I', b'H', b'D', b'R', sizes @ ..] = rest else { return None };
    let (width, rest) = sizes.split_first_chunk()?;
    let (height, _) = rest.split_first_chunk()?;
    Some(Size { width: u32::from_be_bytes(*width), height: u32::from_be_bytes(*height) })
}

/// One of three chunks comes first (RFC 9649, 2.5 to 2.7).
fn webp(rest: &[u8]) -> Option<Size> {
    let (name, rest) = rest.split_first_chunk::<4>()?;
    let data = rest.get(4..)?;
    let pair = |low: u8, high: u8| u32::from(u16::from_le_bytes([low, high]));
    match (name, data) {
        (b"VP8 ", [_, _, _, 0x9d, 0x01, 0x2a, width, width_high, height, height_high, ..]) => {
            // The upper two bits say how to enlarge it.
            let [width, height] = [pair(*width, *width_high), pair(*height, *height_high)];
            Some(Size { width: width & 0x3fff, height: height & 0x3fff })
        }
        (b"VP8L", [0x2f, sizes @ ..]) => {
            let bits = u32::from_le_bytes(*sizes.first_chunk()?);
            Some(Size { width: (bits & 0x3fff) + 1, height: (bits >> 14 & 0x3fff) + 1 })
        }
        (b"VP8X", [_, _, _, _, w, w_mid, w_high, h, h_mid, h_high, ..]) => {
            let number = |low, mid, high| u32::from_le_bytes([low, mid, high, 0]) + 1;
            Some(Size { width: number(*w, *w_mid, *w_high), height: number(*h, *h_mid, *h_high) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn jpeg_of(width: u16, height: u16, remarks: &[usize]) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8];
        for n_bytes in remarks {
            bytes.extend([0xff, 0xe1]);
            bytes.extend(u16::try_from(n_bytes + 2).unwrap().to_be_bytes());
            bytes.resize(bytes.len() + n_bytes, 0xff);
        }
        bytes.extend([0xff, 0xff, 0xff, 0xc2, 0, 17, 8]);
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes
    }

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    fn webp_of(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
        [b"RIFF\0\0\0\0WEBP", name.as_slice(), b"\0\0\0\0", data].concat()
    }

    #[test]
    fn each_format_says_its_size() {
        let lossless = (639_u32 | 479 << 14).to_le_bytes();
        let files = [
            jpeg_of(640, 480, &[]),
            jpeg_of(640, 480, &[30_000, 65_533, 0]),
            png_of(640, 480),
            webp_of(b"VP8 ", &[0, 0, 0, 0x9d, 1, 0x2a, 0x80, 0x42, 0xe0, 0x01]),
            webp_of(b"VP8L", &[[0x2f].as_slice(), &lossless].concat()),
            webp_of(b"VP8X", &[0, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]),
        ];
        for file in files {
            assert_eq!(size(&file), Ok(Size { width: 640, height: 480 }), "{file:?}");
            // Cut anywhere, it says nothing and nothing breaks.
            for n_bytes in 0..file.len() {
                let cut = size(&file[..n_bytes]);
                let reasons = [Unfit::Empty, Unfit::NoPicture, Unfit::Damaged];
                assert!(cut.is_err_and(|unfit| reasons.contains(&unfit)), "{n_bytes}: {cut:?}");
            }
        }
    }

    #[test]
    fn what_is_no_picture_is_named_whatever_it_is_called() {
        assert_eq!(size(b""), Err(Unfit::Empty));
        assert_eq!(size(b"%PDF-1.7"), Err(Unfit::NoPicture));
        assert_eq!(size(b"GIF89a"), Err(Unfit::NoPicture));
        assert_eq!(size(b"<svg xmlns="), Err(Unfit::NoPicture));
        assert_eq!(size(b"\0\0\0\x18ftypheic"), Err(Unfit::Heic));
    }

    #[test]
    fn nothing_to_see_and_too_much_to_decode_are_refused_by_the_head_alone() {
        assert_eq!(size(&png_of(1, 1)), Err(Unfit::TooSmall));
        assert_eq!(size(&png_of(2_000, 15)), Err(Unfit::TooSmall));
        assert_eq!(size(&jpeg_of(0, 480, &[])), Err(Unfit::TooSmall));
        assert!(size(&png_of(6_000, 4_000)).is_ok());
        for bomb in [png_of(6_001, 4_000), png_of(u32::MAX, u32::MAX), jpeg_of(65_535, 65_535, &[])]
        {
            assert_eq!(size(&bomb), Err(Unfit::TooLarge));
        }
        let most = webp_of(b"VP8X", &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        assert_eq!(size(&most), Err(Unfit::TooLarge));
    }

    #[test]
    fn any_bytes_are_read_to_an_end() {
        // Markers alone, lengths of zero, and a seeded stream behind each beginning.
        let mut seed = 1_u64;
        let mut noise = move || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 56) as u8
        };
        let beginnings: [&[u8]; 3] = [b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"];
        for _ in 0..2_000 {
            for beginning in beginnings {
                let mut bytes = beginning.to_vec();
                bytes.extend((0..40).map(|_| if noise() < 90 { 0xff } else { noise() }));
                let _ = size(&bytes);
            }
        }
        let all_markers = [[0xff; 2].repeat(200_000), vec![0xd8]].concat();
        assert_eq!(size(&[&[0xff, 0xd8], all_markers.as_slice()].concat()), Err(Unfit::Damaged));
        let no_lengths = [0xff, 0xe0, 0, 0].repeat(100_000);
        assert_eq!(size(&[&[0xff, 0xd8], no_lengths.as_slice()].concat()), Err(Unfit::Damaged));
    }
}
