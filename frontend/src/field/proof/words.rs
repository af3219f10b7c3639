//! The words of photos, signatures and places.

use shared::text::{Text, t};

/// Switches the camera on.
pub const TAKE: Text = t("Ambil foto", "Take a photo");
/// The same, where there is one.
pub const TAKE_AGAIN: Text = t("Ambil lagi", "Take again");
/// Takes a file instead.
pub const CHOOSE: Text = t("Pilih dari galeri", "Choose a file");
/// Takes the photo.
pub const SHOOT: Text = t("Jepret", "Take it");
/// Switches the camera off without a photo.
pub const STOP: Text = t("Batal", "Cancel");
/// While the browser asks for the camera.
pub const STARTING: Text = t("Membuka kamera…", "Opening the camera…");
/// While a picture is made smaller and stored.
pub const KEEPING: Text = t("Menyimpan foto…", "Storing the photo…");
/// Beside a picture.
pub const KEPT: Text = t("Tersimpan di HP", "On this phone");
/// Beside a picture of a paper.
pub const READABLE: Text =
    t("Terbaca? Kalau buram, ambil lagi.", "Can it be read? If not, take it again.");
/// Where the picture is not on this phone any more.
pub const AT_OFFICE: Text = t("Sudah di kantor.", "At the office.");
/// Takes the picture out of the form.
pub const REMOVE: Text = t("Hapus", "Delete");
/// It was taken out.
pub const REMOVED: Text = t("Dihapus.", "Deleted.");
/// Puts it back.
pub const UNDO: Text = t("Urungkan", "Undo");
/// In a practice form.
pub const PRACTICE: Text = t(
    "Di latihan tidak ada foto yang disimpan. Lanjutkan saja.",
    "A practice form keeps no pictures. Just go on.",
);

/// The person or the phone does not let us use the camera.
pub const CAMERA_REFUSED: Text = t(
    "Kamera tidak diizinkan. Izinkan kamera untuk situs ini, pilih dari galeri, atau lanjutkan tanpa foto.",
    "The camera is not allowed. Allow it for this site, choose a file, or go on without a photo.",
);
/// There is no camera.
pub const CAMERA_MISSING: Text = t(
    "Kamera tidak ditemukan. Pilih dari galeri, atau lanjutkan tanpa foto.",
    "There is no camera. Choose a file, or go on without a photo.",
);
/// Another app has it.
pub const CAMERA_BUSY: Text = t(
    "Kamera sedang dipakai aplikasi lain. Tutup aplikasi itu, lalu coba lagi.",
    "Another app uses the camera. Close it, then try again.",
);
/// It went off in the middle.
pub const CAMERA_LOST: Text = t(
    "Kamera terputus. Isian lain aman. Coba lagi, atau pilih dari galeri.",
    "The camera went off. Everything else is safe. Try again, or choose a file.",
);
/// The picture could not be made.
pub const PICTURE_FAILED: Text = t(
    "Foto tidak jadi. Tutup aplikasi lain supaya memori cukup, lalu coba lagi.",
    "The photo did not work. Close other apps to free memory, then try again.",
);
/// Storage is full.
pub const FULL: Text = t(
    "Foto tidak tersimpan: penyimpanan HP penuh. Isian lain aman. Hapus foto atau aplikasi yang tidak dipakai, lalu ambil lagi.",
    "The photo was not stored: the phone is full. Everything else is safe. Delete photos or apps that are not needed, then take it again.",
);

/// Above the box to sign in.
pub const SIGN_HERE: Text = t("Tanda tangan di kotak ini", "Sign in this box");
/// Opens that box.
pub const SIGN: Text = t("Tanda tangan", "Sign");
/// Wipes it.
pub const WIPE: Text = t("Ulangi", "Start over");
/// Keeps it.
pub const KEEP: Text = t("Simpan tanda tangan", "Keep the signature");
/// What a screen reader says of the picture.
pub const SIGNATURE_SHOWN: Text = t("Tanda tangan yang tersimpan", "The signature as it is kept");
/// What a screen reader says of the picture.
pub const PHOTO_SHOWN: Text = t("Foto yang tersimpan", "The photo as it is kept");

/// Asks the phone where it is.
pub const LOCATE: Text = t("Ambil lokasi", "Take the place");
/// The same, where there is one.
pub const LOCATE_AGAIN: Text = t("Ambil lagi", "Take it again");
/// While the receiver looks.
pub const LOCATING: Text =
    t("Mencari lokasi, paling lama 30 detik…", "Finding the place, 30 seconds at most…");
/// The person or the phone does not let us.
pub const PLACE_REFUSED: Text = t(
    "Lokasi tidak diizinkan. Tidak apa-apa, lanjutkan saja tanpa lokasi.",
    "The place is not allowed. That is fine, go on without it.",
);
/// Nothing was found in time.
pub const PLACE_NOT_FOUND: Text = t(
    "Lokasi belum ditemukan. Nyalakan GPS, pindah ke tempat terbuka, lalu coba lagi. Boleh juga tanpa lokasi.",
    "No place was found. Switch GPS on, go outdoors, then try again. You may also go on without it.",
);
/// Before the metres.
pub const ACCURATE_TO: Text = t("Ketelitian", "Accurate to");
/// Before the seconds.
pub const AGED: Text = t("umur", "age");
/// Behind them.
pub const SECONDS: Text = t("detik", "seconds");
