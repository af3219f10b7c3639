//! A client of tus that does one request at a time, so that tests can do each of them wrongly.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use reqwest::{Method, RequestBuilder, StatusCode, header};
use sha2::{Digest as _, Sha256};
use shared::hex;
use shared::id::{BlobId, RecordId};

use crate::server::{Answer, Phone, TestServer, send, with_cookie};

/// Where blobs are announced.
pub const PLACE: &str = "/api/v1/blobs";

/// A picture that a test sends.
#[derive(Clone, Debug)]
pub struct Photo {
    /// Which.
    pub blob: BlobId,
    /// Its record.
    pub record: RecordId,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Photo {
    /// A picture with a number, of another record than all others.
    #[must_use]
    pub fn new(number: u8, bytes: Vec<u8>) -> Self {
        let (blob, record) = (BlobId([number; 16]), RecordId([number; 16]));
        Self { blob, record, bytes }
    }

    /// Where it is sent to.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{PLACE}/{}", self.blob)
    }
}

/// A JPEG that does not compress well: about so many pixels a side, 0.7 bytes each.
///
/// # Panics
/// When it cannot be encoded.
#[must_use]
pub fn jpeg(side: u32) -> Vec<u8> {
    let mut noise = 0x1234_5678_u32;
    let picture = RgbImage::from_fn(side, side, |_, _| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [a, b, c, _] = noise.to_be_bytes();
        Rgb([a, b, c])
    });
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 75);
    picture.write_with_encoder(encoder).expect("a picture in memory is encoded");
    bytes
}

/// `Upload-Metadata` of these names and values.
#[must_use]
pub fn metadata(pairs: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name} {}", STANDARD.encode(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join(",")
}

/// A phone that sends blobs.
#[derive(Clone, Copy)]
pub struct Sender<'s> {
    /// To where.
    pub server: &'s TestServer,
    /// Whose.
    pub phone: &'s Phone,
}

impl Sender<'_> {
    /// A request to be completed.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.server.request(method, path).header("tus-resumable", "1.0.0");
        let request = request.header(header::ORIGIN, self.server.url(""));
        with_cookie(request, Some(&self.phone.cookie))
    }

    /// Announces a photo.
    pub async fn create(&self, photo: &Photo) -> Answer {
        self.create_as(photo, photo.bytes.len() as u64, Sha256::digest(&photo.bytes).into()).await
    }

    /// Announces a photo with this length and digest.
    pub async fn create_as(&self, photo: &Photo, n_bytes: u64, sha256: [u8; 32]) -> Answer {
        let request = self.request(Method::POST, PLACE).header("upload-length", n_bytes);
        send(request.header("upload-metadata", self.metadata(photo, sha256))).await
    }

    /// The headers that announce a photo.
    #[must_use]
    pub fn announcement(&self, photo: &Photo) -> Vec<(&'static str, String)> {
        vec![
            ("tus-resumable", "1.0.0".into()),
            ("upload-length", photo.bytes.len().to_string()),
            ("upload-metadata", self.metadata(photo, Sha256::digest(&photo.bytes).into())),
        ]
    }

    fn metadata(&self, photo: &Photo, sha256: [u8; 32]) -> String {
        let pairs = [
            ("blob", photo.blob.to_string()),
            ("record", photo.record.to_string()),
            ("device", self.phone.device.to_string()),
            ("sha256", hex::encode(&sha256)),
        ];
        metadata(&pairs.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// Asks how much is here.
    pub async fn head(&self, place: &str) -> Answer {
        send(self.request(Method::HEAD, place)).await
    }

    /// How much is here.
    ///
    /// # Panics
    /// When the answer does not say.
    pub async fn offset(&self, place: &str) -> u64 {
        let answer = self.head(place).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        offset_of(&answer)
    }

    /// Sends bytes from an offset on.
    pub async fn patch(&self, place: &str, offset: u64, bytes: &[u8]) -> Answer {
        let request = self.request(Method::PATCH, place).header("upload-offset", offset);
        let request = request.header(header::CONTENT_TYPE, "application/offset+octet-stream");
        send(request.body(bytes.to_vec())).await
    }

    /// Takes a blob back.
    pub async fn delete(&self, place: &str) -> Answer {
        send(self.request(Method::DELETE, place)).await
    }

    /// Announces a photo and sends all of it at once; the last answer.
    ///
    /// # Panics
    /// When it cannot be announced.
    pub async fn send_all(&self, photo: &Photo) -> Answer {
        let created = self.create(photo).await;
        assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
        assert_eq!(created.headers[header::LOCATION], photo.place().as_str());
        self.patch(&photo.place(), 0, &photo.bytes).await
    }
}

/// The offset that an answer tells.
///
/// # Panics
/// When it tells none.
#[must_use]
pub fn offset_of(answer: &Answer) -> u64 {
    let value = answer.headers["upload-offset"].to_str().expect("it is text");
    value.parse().expect("it is a number")
}

/// The number of the reason why a blob is refused.
#[must_use]
pub fn refusal_of(answer: &Answer) -> Option<u16> {
    answer.headers.get("blob-refusal")?.to_str().ok()?.parse().ok()
}
