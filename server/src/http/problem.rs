//! Errors as the outside sees them: RFC 9457, a stable code, words in Indonesian, no inner text.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shared::sync::blob::REFUSAL_HEADER;
use shared::text::{Text, t};

/// Carries the code beside the JSON, because the phone's app holds no JSON reader.
pub const CODE_HEADER: HeaderName = HeaderName::from_static("problem-code");

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:ident, $id:literal, $en:literal;)*) => {
        /// What went wrong. The code of each is stable: clients decide by it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            /// All of them.
            pub const ALL: &[Kind] = &[$(Kind::$name),*];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Kind::$name => $code),* }
            }

            /// The HTTP status.
            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Kind::$name => StatusCode::$status),* }
            }

            /// What a person is told.
            #[must_use]
            pub const fn words(self) -> Text {
                match self { $(Kind::$name => t($id, $en)),* }
            }
        }
    };
}

problems! {
    /// The request is not what the endpoint takes.
    BadRequest = "bad_request", BAD_REQUEST,
        "Permintaan tidak dapat dibaca.", "The request cannot be read.";
    /// The body is cut or damaged.
    BodyDamaged = "body_damaged", BAD_REQUEST,
        "Data yang diterima rusak. Data tetap aman di HP; kirim lagi.",
        "What arrived is damaged. It stays safe on the phone; send it again.";
    /// The body is of a version that this server does not read.
    VersionUnknown = "version_unknown", BAD_REQUEST,
        "Versi aplikasi ini belum dikenal server. Data tetap aman di HP.",
        "The server does not know this version of the app. The data stays safe on the phone.";
    /// No session, or one that ended.
    SignedOut = "signed_out", UNAUTHORIZED,
        "Anda belum masuk atau sudah keluar. Data di HP tetap aman.",
        "You are not signed in. What is on the phone stays safe.";
    /// User name or password wrong; never says which.
    WrongPassword = "wrong_password", UNAUTHORIZED,
        "Nama pengguna atau sandi salah.", "The user name or password is wrong.";
    /// The account is switched off.
    AccountOff = "account_off", FORBIDDEN,
        "Akun ini sedang tidak aktif. Hubungi petugas kecamatan.",
        "This account is switched off. Call the district office.";
    /// This person may read it, and not do it.
    NotAllowed = "not_allowed", FORBIDDEN,
        "Akun ini hanya bisa melihat, tidak bisa memutuskan.",
        "This account can look and not decide.";
    /// The device was taken from the account; what it holds can still be handed in.
    DeviceRevoked = "device_revoked", FORBIDDEN,
        "HP ini sudah dilepas dari akun. Data yang belum terkirim masih dapat dikirim.",
        "This phone was taken off the account. What it has not sent yet can still be sent.";
    /// A page of another site sent the request.
    OtherOrigin = "other_origin", FORBIDDEN,
        "Permintaan ini datang dari situs lain.", "This request comes from another site.";
    /// The demo is not for other machines.
    LoopbackOnly = "loopback_only", FORBIDDEN,
        "Demo hanya dapat dibuka di komputer ini sendiri.",
        "The demo can be opened on this computer only.";
    /// There is no such thing, or it is not this person's to see.
    NotFound = "not_found", NOT_FOUND, "Tidak ditemukan.", "Not found.";
    /// No invitation has this token.
    LinkUnknown = "link_unknown", NOT_FOUND,
        "Tautan ini tidak dikenal. Salin seluruh tautan dari pesan, atau minta yang baru.",
        "This link is not known. Copy all of it from the message, or ask for a new one.";
    /// The address knows other methods only.
    MethodNotAllowed = "method_not_allowed", METHOD_NOT_ALLOWED,
        "Cara meminta ini tidak dikenal.", "This method is not allowed here.";
    /// The body took too long.
    BodySlow = "body_slow", REQUEST_TIMEOUT,
        "Jaringan terlalu lambat. Data tetap aman di HP; kirim lagi.",
        "The line is too slow. The data stays safe on the phone; send it again.";
    /// The invitation was used by another device.
    LinkUsed = "link_used", GONE,
        "Tautan ini sudah dipakai. Minta tautan baru ke petugas kecamatan.",
        "This link was used already. Ask the district office for a new one.";
    /// The invitation is too old.
    LinkExpired = "link_expired", GONE,
        "Masa berlaku tautan ini sudah habis. Minta tautan baru ke petugas kecamatan.",
        "This link has expired. Ask the district office for a new one.";
    /// A part of a blob does not follow on what is here.
    UploadOffset = "upload_offset", CONFLICT,
        "Bagian foto ini tidak menyambung. Aplikasi akan melanjutkan dari yang sudah tiba.",
        "This part of the photo does not follow on. The app goes on from what has arrived.";
    /// A blob that has arrived is to be removed.
    UploadArrived = "upload_arrived", CONFLICT,
        "Foto ini sudah diterima dan tersimpan.", "This photo has arrived and is kept.";
    /// The request speaks another version of tus.
    TusVersion = "tus_version", PRECONDITION_FAILED,
        "Cara mengirim foto ini tidak dikenal server.",
        "The server does not know this way of sending photos.";
    /// All bytes of a blob came, and they are others than were announced.
    UploadDigest = "upload_digest", UNPROCESSABLE_ENTITY,
        "Foto tiba dalam keadaan rusak. Foto tetap aman di HP; aplikasi mengirim ulang.",
        "The photo arrived damaged. It stays safe on the phone; the app sends it again.";
    /// A blob is never taken; the header `blob-refusal` says why.
    BlobRefused = "blob_refused", UNPROCESSABLE_ENTITY,
        "Foto ini tidak diterima server.", "The server does not take this photo.";
    /// Another request is sending the same blob.
    UploadBusy = "upload_busy", LOCKED,
        "Foto ini sedang dikirim.", "This photo is being sent already.";
    /// The account has too much under way.
    UploadsTooMany = "uploads_too_many", TOO_MANY_REQUESTS,
        "Terlalu banyak foto sekaligus. Foto tetap aman di HP dan dikirim nanti.",
        "Too many photos at once. They stay safe on the phone and are sent later.";
    /// The disk has no room for blobs.
    DiskFull = "disk_full", INSUFFICIENT_STORAGE,
        "Penyimpanan server penuh. Foto tetap aman di HP dan dikirim nanti.",
        "The server's disk is full. The photo stays safe on the phone and is sent later.";
    /// The body is longer than its limit.
    BodyTooLarge = "body_too_large", PAYLOAD_TOO_LARGE,
        "Kiriman terlalu besar. Aplikasi akan mengirim lebih sedikit.",
        "Too much at once. The app will send less.";
    /// The body is of another media type.
    WrongMediaType = "wrong_media_type", UNSUPPORTED_MEDIA_TYPE,
        "Jenis isi permintaan ini tidak dikenal.", "The body has a type that is not known here.";
    /// So many files are being made or kept already.
    TooManyFiles = "too_many_files", CONFLICT,
        "Sudah ada terlalu banyak berkas. Hapus yang lama dulu.",
        "There are too many files already. Delete old ones first.";
    /// Another revision of the record counts by now.
    RecordChanged = "record_changed", CONFLICT,
        "Catatan ini sudah berubah. Muat ulang halaman, lalu lihat lagi.",
        "This record has changed. Load the page again and look.";
    /// Too many tries; `Retry-After` says when.
    TooManyTries = "too_many_tries", TOO_MANY_REQUESTS,
        "Terlalu sering mencoba. Tunggu sebentar, lalu coba lagi.",
        "Too many tries. Wait a moment and try again.";
    /// Something broke; the log has it under the request id.
    Internal = "internal", INTERNAL_SERVER_ERROR,
        "Server sedang bermasalah. Coba lagi nanti.", "The server has a problem. Try again later.";
    /// Too much to do, or the disk is full; `Retry-After` says when.
    Overloaded = "overloaded", SERVICE_UNAVAILABLE,
        "Server sedang sibuk. Coba lagi sebentar lagi.", "The server is busy. Try again soon.";
}

/// An error answer.
#[derive(Clone, Debug)]
pub struct Problem {
    kind: Kind,
    detail: Option<String>,
    field: Option<&'static str>,
    retry_after_s: Option<u64>,
    refusal: Option<u16>,
}

impl Problem {
    /// An answer of this kind.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self { kind, detail: None, field: None, retry_after_s: None, refusal: None }
    }

    /// Names the parameter or member that is wrong.
    #[must_use]
    pub const fn field(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// Adds a sentence for whoever writes a client, never an inner error.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Says when to try again; milliseconds are rounded up to seconds.
    #[must_use]
    pub fn retry_after_ms(mut self, ms: u64) -> Self {
        self.retry_after_s = Some(ms.div_ceil(1_000).max(1));
        self
    }

    /// Says why a blob is refused, by the number of a [`BlobRefusal`].
    ///
    /// [`BlobRefusal`]: shared::sync::blob::BlobRefusal
    #[must_use]
    pub const fn refusal(mut self, refusal: u16) -> Self {
        self.refusal = Some(refusal);
        self
    }

    /// What went wrong.
    #[cfg(test)]
    pub const fn kind(&self) -> Kind {
        self.kind
    }
}

impl From<Kind> for Problem {
    fn from(kind: Kind) -> Self {
        Self::new(kind)
    }
}

/// The members of RFC 9457, and ours.
#[derive(Serialize)]
struct Body<'a> {
    r#type: String,
    title: &'static str,
    title_en: &'static str,
    status: u16,
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.kind.status();
        let body = Body {
            // A relative reference that this server answers, see `http::health::problem`.
            r#type: format!("/api/v1/problems/{}", self.kind.code()),
            title: self.kind.words().id,
            title_en: self.kind.words().en,
            status: status.as_u16(),
            code: self.kind.code(),
            detail: self.detail.as_deref(),
            field: self.field,
        };
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(CODE_HEADER, HeaderValue::from_static(self.kind.code()));
        if let Some(refusal) = self.refusal {
            headers.insert(REFUSAL_HEADER, HeaderValue::from(refusal));
        }
        if let Some(seconds) = self.retry_after_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_words_are_there_in_both_languages() {
        for (idx, kind) in Kind::ALL.iter().enumerate() {
            assert!(kind.status().is_client_error() || kind.status().is_server_error());
            assert!(kind.words().id.ends_with('.') && kind.words().en.ends_with('.'));
            assert!(Kind::ALL[..idx].iter().all(|other| other.code() != kind.code()));
        }
    }

    #[test]
    fn the_code_is_in_a_header_too_and_retry_after_is_rounded_up() {
        let response = Problem::from(Kind::TooManyTries).retry_after_ms(1_001).into_response();
        assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(response.headers()[CODE_HEADER], "too_many_tries");
        assert_eq!(response.headers()[header::RETRY_AFTER], "2");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
    }
}
