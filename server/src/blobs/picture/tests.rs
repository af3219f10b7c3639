//! Pictures good and bad, made here.
#![expect(clippy::unwrap_used, reason = "tests")]

use image::RgbImage;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;

use super::*;

/// Light on the left, dark on the right, so that a turned one is seen.
fn scene(width: u32, height: u32) -> DynamicImage {
    let draw = |x, y| {
        let light = if x < width / 2 { 230 } else { 20 };
        image::Rgb([light, u8::try_from(y % 200).unwrap(), 90])
    };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, draw))
}

fn jpeg_of(width: u32, height: u32) -> Vec<u8> {
    jpeg(&scene(width, height), 80).unwrap()
}

fn png_of(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    bytes
}

fn webp_of(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(WebPEncoder::new_lossless(&mut bytes)).unwrap();
    bytes
}

/// EXIF with a direction and a place of (0, 0), as cameras write it.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    // Direction: a short.
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    // The place: a list behind this one.
    tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
    tiff.extend([0, 0, 0, 0]);
    // One entry of it: latitude, three numbers of zero.
    tiff.extend([0, 1, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 56, 0, 0, 0, 0]);
    tiff.extend([0, 0, 0, 0, 0, 0, 0, 1].repeat(3));
    tiff
}

/// A JPEG with one segment more behind its first two bytes.
fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, body, &jpeg[2..]].concat()
}

fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    with_segment(jpeg, 0xe1, &[b"Exif\0\0", exif(orientation).as_slice()].concat())
}

#[track_caller]
fn refused(bytes: &[u8], expected: BlobRefusal) {
    assert_eq!(check(bytes).map(|_| ()), Err(expected));
}

#[test]
fn a_bare_picture_is_kept_byte_for_byte_and_has_a_small_one() {
    let scene = scene(640, 480);
    for (bytes, media) in [
        (jpeg_of(640, 480), Media::Jpeg),
        (png_of(&scene), Media::Png),
        (webp_of(&scene), Media::WebP),
    ] {
        let checked = check(&bytes).unwrap();
        assert_eq!((checked.media, checked.width, checked.height), (media, 640, 480));
        assert!(checked.drawn.is_none(), "{media:?}");
        let small = image::load_from_memory(&checked.small).unwrap();
        assert_eq!((small.width(), small.height()), (320, 240));
    }
}

#[test]
fn what_is_no_picture_is_refused_and_says_why() {
    refused(b"", BlobRefusal::TooSmall);
    refused(b"%PDF-1.7\n1 0 obj\n", BlobRefusal::NoPicture);
    refused(b"GIF89a\x10\0\x10\0\0\0\0;", BlobRefusal::NoPicture);
    refused(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", BlobRefusal::NoPicture);
    refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>", BlobRefusal::NoPicture);
    refused(&jpeg_of(1, 1), BlobRefusal::TooSmall);
    refused(&jpeg_of(400, PICTURE_SIDE_MIN - 1), BlobRefusal::TooSmall);
    refused(&jpeg_of(64, 64)[..200], BlobRefusal::Damaged);
    refused(&[0xff, 0xd8, 0xff], BlobRefusal::Damaged);
}

/// A PNG of so many pixels, of which only the head is there.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png_of(&scene(16, 16));
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// The checksum of PNG.
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 }
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[test]
fn a_bomb_is_refused_by_its_head() {
    refused(&bomb(60_000, 60_000), BlobRefusal::TooLarge);
    refused(&bomb(6_000, 4_001), BlobRefusal::TooLarge);
    refused(&bomb(u32::MAX, u32::MAX), BlobRefusal::Damaged);
    // As many as there may be, but they are not there.
    refused(&bomb(6_000, 4_000), BlobRefusal::Damaged);
}

#[test]
fn a_picture_with_a_direction_and_a_place_is_turned_and_loses_the_place() {
    let checked = check(&with_exif(&jpeg_of(200, 100), 6)).unwrap();
    assert_eq!((checked.media, checked.width, checked.height), (Media::Jpeg, 100, 200));
    let drawn = checked.drawn.unwrap();
    assert!(is_bare(&drawn, Media::Jpeg));
    assert!(!drawn.windows(4).any(|word| word == b"Exif"));
    // A quarter turn to the right: what was on the left is on top.
    let turned = image::load_from_memory(&drawn).unwrap().to_rgb8();
    assert!(turned.get_pixel(50, 20).0[0] > 150 && turned.get_pixel(50, 180).0[0] < 100);
    let small = image::load_from_memory(&checked.small).unwrap();
    assert_eq!((small.width(), small.height()), (100, 200));
}

#[test]
fn nothing_that_lies_beside_a_picture_is_kept() {
    let jpeg = jpeg_of(64, 64);
    let png = png_of(&scene(64, 64));
    let webp = webp_of(&scene(64, 64));
    assert!(
        is_bare(&jpeg, Media::Jpeg) && is_bare(&png, Media::Png) && is_bare(&webp, Media::WebP)
    );
    let chunk = |name: &[u8; 4], body: &[u8]| {
        let sum = crc(&[name.as_slice(), body].concat()).to_be_bytes();
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [length.as_slice(), name, body, &sum].concat()
    };
    let png_with = |chunk: Vec<u8>| [&png[..33], chunk.as_slice(), &png[33..]].concat();
    let behind = |bytes: &[u8]| [bytes, b"PK\x03\x04 a second file"].concat();
    let mut riff = [webp.as_slice(), b"EXIF\x02\0\0\0MM"].concat();
    let length = u32::try_from(riff.len() - 8).unwrap().to_le_bytes();
    riff[4..8].copy_from_slice(&length);
    for (bytes, media) in [
        (with_exif(&jpeg, 1), Media::Jpeg),
        (with_segment(&jpeg, 0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>"), Media::Jpeg),
        (with_segment(&jpeg, 0xe2, b"MPF\0"), Media::Jpeg),
        (with_segment(&jpeg, 0xed, b"Photoshop 3.0\0"), Media::Jpeg),
        (with_segment(&jpeg, 0xfe, b"Siti, RT 3"), Media::Jpeg),
        (behind(&jpeg), Media::Jpeg),
        (png_with(chunk(b"tEXt", b"Author\0Siti")), Media::Png),
        (png_with(chunk(b"eXIf", &exif(1))), Media::Png),
        (behind(&png), Media::Png),
        (riff, Media::WebP),
    ] {
        assert!(!is_bare(&bytes, media), "{:?}", &bytes[..60]);
        // Some decoders stop at a file that is too long, others do not mind.
        if let Ok(checked) = check(&bytes) {
            assert!(is_bare(&checked.drawn.unwrap(), Media::Jpeg));
        }
    }
}

#[test]
fn cut_files_never_count_as_bare_and_never_panic() {
    let scene = scene(32, 32);
    for (bytes, media) in [
        (jpeg_of(32, 32), Media::Jpeg),
        (png_of(&scene), Media::Png),
        (webp_of(&scene), Media::WebP),
    ] {
        for n in 0..bytes.len() {
            assert!(!is_bare(&bytes[..n], media), "{media:?} {n}");
        }
        for n in (0..bytes.len()).step_by(7) {
            let mut bytes = bytes.clone();
            bytes[n] ^= 0xff;
            drop(check(&bytes));
        }
    }
}

#[test]
fn half_a_jpeg_is_damaged_though_a_decoder_would_draw_it() {
    let whole = with_exif(&jpeg_of(200, 200), 1);
    assert!(check(&whole).is_ok());
    assert!(image::load_from_memory(&whole[..whole.len() / 2]).is_ok());
    for n in [whole.len() / 2, whole.len() - 2, whole.len() - 1] {
        refused(&whole[..n], BlobRefusal::Damaged);
    }
}

#[test]
fn a_signature_is_dark_on_white_in_its_small_picture() {
    let stroke = |x: u32, _| Rgba([0, 0, 0, if (20..24).contains(&x) { 255 } else { 0 }]);
    let signature = DynamicImage::ImageRgba8(RgbaImage::from_fn(120, 60, stroke));
    let checked = check(&png_of(&signature)).unwrap();
    assert!(checked.drawn.is_none());
    let small = image::load_from_memory(&checked.small).unwrap().to_rgb8();
    assert!(small.get_pixel(80, 30).0[0] > 230 && small.get_pixel(22, 30).0[0] < 60);
}
