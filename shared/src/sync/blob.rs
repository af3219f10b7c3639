//! Why a photo or file is refused for good: the codes that travel and lie on phones, with their words.

use crate::text::{Text, t};

/// The header of an answer that says why a blob is refused: the number of a [`BlobRefusal`].
pub const REFUSAL_HEADER: &str = "blob-refusal";

/// Why a blob is never taken. The numbers are stored, and phones are told them; none is used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum BlobRefusal {
    /// The phone itself cannot read its bytes any more.
    Unreadable = 1,
    /// Its bytes are not those that were announced, however often they were sent.
    Digest = 2,
    /// It is no JPEG, PNG or WebP.
    NoPicture = 3,
    /// There is nothing to see in it: no bytes, or a few pixels.
    TooSmall = 4,
    /// It has more pixels than are decoded.
    TooLarge = 5,
    /// It begins like a picture and cannot be decoded.
    Damaged = 6,
    /// Another picture came under the same identifier.
    OtherBytes = 7,
}

impl BlobRefusal {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Unreadable,
        Self::Digest,
        Self::NoPicture,
        Self::TooSmall,
        Self::TooLarge,
        Self::Damaged,
        Self::OtherBytes,
    ];

    /// The stored number.
    #[must_use]
    pub const fn code(self) -> u16 {
        self as u16
    }

    /// The reason with this number; `None` for one that a newer program gave.
    #[must_use]
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.code() == code)
    }

    /// What a person is told.
    #[must_use]
    pub const fn words(self) -> Text {
        match self {
            Self::Unreadable => t(
                "Foto ini rusak di penyimpanan HP. Ambil foto baru.",
                "This photo is damaged in the phone's storage. Take a new one.",
            ),
            Self::Digest => t(
                "Foto ini selalu tiba dalam keadaan rusak. Ambil foto baru.",
                "This photo arrives damaged each time. Take a new one.",
            ),
            Self::NoPicture => t(
                "Berkas ini bukan foto JPEG, PNG, atau WebP. Ambil foto baru.",
                "This file is no JPEG, PNG or WebP photo. Take a new one.",
            ),
            Self::TooSmall => t(
                "Foto ini kosong atau terlalu kecil. Ambil foto baru.",
                "This photo is empty or too small. Take a new one.",
            ),
            Self::TooLarge => t(
                "Foto ini lebih dari 24 megapiksel. Ambil foto yang lebih kecil.",
                "This photo has more than 24 megapixels. Take a smaller one.",
            ),
            Self::Damaged => t(
                "Foto ini tidak dapat dibuka. Ambil foto baru.",
                "This photo cannot be opened. Take a new one.",
            ),
            Self::OtherBytes => t(
                "Foto lain sudah diterima dengan nomor yang sama. Ambil foto baru.",
                "Another photo came under the same number. Take a new one.",
            ),
        }
    }
}

/// What a person is told about a number of which this program knows nothing.
pub const REFUSED: Text =
    t("Foto ini tidak diterima server.", "The server does not take this photo.");

/// What a person is told about a stored number.
#[must_use]
pub fn words_of(code: u16) -> Text {
    BlobRefusal::from_code(code).map_or(REFUSED, BlobRefusal::words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_leads_back_to_its_reason_and_its_words() {
        for (idx, refusal) in BlobRefusal::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(refusal.code()), idx + 1);
            assert_eq!(BlobRefusal::from_code(refusal.code()), Some(refusal));
            assert_eq!(words_of(refusal.code()), refusal.words());
        }
        assert_eq!(words_of(60_000), REFUSED);
    }
}
