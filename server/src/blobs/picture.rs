//! Looks whether bytes are a picture, within limits, and takes out whatever else a file may carry.
//!
//! The phone draws each photo anew before it keeps it, so an honest picture is bare: it holds nothing
//! but itself, and is kept byte for byte. What carries more (EXIF with the place of somebody's home, a
//! name, a second file behind the first) is neither kept nor refused, since the picture in it may be all
//! there is of a visit: it is turned upright, drawn anew, and only that is kept.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops;
use image::{
    DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage, Rgba, RgbaImage,
};
use shared::sync::blob::BlobRefusal;
use shared::sync::limits::{PICTURE_PIXELS_MAX, PICTURE_SIDE_MIN};

use super::bare::{is_bare, is_whole_jpeg};
use super::limits::{DECODING_BYTES_MAX, DRAWN_SIDE_MAX, SMALL_SIDE};
use crate::store::blobs::Media;

/// JPEG quality of what is drawn anew, and of small pictures.
const QUALITY: u8 = 85;
const SMALL_QUALITY: u8 = 70;

/// A picture that may be kept.
#[derive(Debug)]
pub struct Checked {
    /// What kind of file it is.
    pub media: Media,
    /// Its bytes where they had to be drawn anew; `None` where they stay as they came.
    pub drawn: Option<Vec<u8>>,
    /// A small JPEG of it.
    pub small: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// Reads a picture. Takes up to a second and [`DECODING_BYTES_MAX`] of memory.
///
/// # Errors
/// Why it is no picture that may be kept.
pub fn check(bytes: &[u8]) -> Result<Checked, BlobRefusal> {
    if bytes.is_empty() {
        return Err(BlobRefusal::TooSmall);
    }
    let (format, media) = format_of(bytes)?;
    let reader = || {
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut limits = Limits::no_limits();
        limits.max_alloc = Some(DECODING_BYTES_MAX);
        reader.limits(limits);
        reader
    };
    if media == Media::Jpeg && !is_whole_jpeg(bytes) {
        return Err(BlobRefusal::Damaged);
    }
    // The head alone, before anything is unpacked.
    let (width, height) = reader().into_dimensions().map_err(|_| BlobRefusal::Damaged)?;
    if u64::from(width) * u64::from(height) > PICTURE_PIXELS_MAX {
        return Err(BlobRefusal::TooLarge);
    }
    if width.min(height) < PICTURE_SIDE_MIN {
        return Err(BlobRefusal::TooSmall);
    }
    let mut decoder = reader().into_decoder().map_err(|_| BlobRefusal::Damaged)?;
    let orientation = decoder.orientation();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| BlobRefusal::Damaged)?;
    if is_bare(bytes, media) {
        let small = jpeg(&shrunk(&picture, SMALL_SIDE), SMALL_QUALITY)?;
        return Ok(Checked { media, drawn: None, small, width, height });
    }
    // Where the direction cannot be read, the picture lies as its pixels do.
    if let Ok(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    let picture = shrunk(&picture, DRAWN_SIDE_MAX);
    Ok(Checked {
        media: Media::Jpeg,
        drawn: Some(jpeg(&picture, QUALITY)?),
        small: jpeg(&shrunk(&picture, SMALL_SIDE), SMALL_QUALITY)?,
        width: picture.width(),
        height: picture.height(),
    })
}

/// Pixels, row by row and three bytes each, as a JPEG without anything beside it; `None` when they are
/// not as many as width and height say.
#[must_use]
pub fn drawn_jpeg(width: u32, height: u32, pixels: Vec<u8>) -> Option<Vec<u8>> {
    let picture = RgbImage::from_raw(width, height, pixels)?;
    jpeg(&DynamicImage::ImageRgb8(picture), QUALITY).ok()
}

/// By the first bytes; names and types that a client gives count for nothing.
fn format_of(bytes: &[u8]) -> Result<(ImageFormat, Media), BlobRefusal> {
    match image::guess_format(bytes) {
        Ok(format @ ImageFormat::Jpeg) => Ok((format, Media::Jpeg)),
        Ok(format @ ImageFormat::Png) => Ok((format, Media::Png)),
        Ok(format @ ImageFormat::WebP) => Ok((format, Media::WebP)),
        Ok(_) | Err(_) => Err(BlobRefusal::NoPicture),
    }
}

fn shrunk(picture: &DynamicImage, side_max: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= side_max {
        return picture.clone();
    }
    picture.thumbnail(side_max, side_max)
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, BlobRefusal> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    let done = if picture.color().has_alpha() {
        on_white(picture).to_rgb8().write_with_encoder(encoder)
    } else {
        picture.to_rgb8().write_with_encoder(encoder)
    };
    done.map(|()| bytes).map_err(|_| BlobRefusal::Damaged)
}

/// A signature is dark strokes on nothing, which JPEG would make black on black.
fn on_white(picture: &DynamicImage) -> DynamicImage {
    let white = Rgba([255; 4]);
    let mut paper = RgbaImage::from_pixel(picture.width(), picture.height(), white);
    imageops::overlay(&mut paper, &picture.to_rgba8(), 0, 0);
    DynamicImage::ImageRgba8(paper)
}

#[cfg(test)]
mod tests;
