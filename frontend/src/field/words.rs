//! Words that several features use, in both languages side by side. Those of one feature stand in its
//! folder, those of a thing (a state, a problem, a failure) beside that thing.

use shared::text::{Text, t};

use crate::ui::lang;

pub const APP: Text = t("Mutakhir", "Mutakhir");
/// While the rest of the program is not here.
pub const INCOMPLETE: Text = t(
    "Sinyal belum cukup untuk membuka aplikasi. Dicoba lagi sendiri.",
    "The signal is too weak to open the app. It tries again by itself.",
);
pub const INCOMPLETE_OFFLINE: Text = t(
    "HP sedang tanpa sinyal, dan aplikasi belum lengkap di HP ini. Dicoba lagi sendiri bila sinyal ada.",
    "No signal now, and the app is not whole on this phone. It tries again by itself when there is one.",
);
/// While the account is being signed out.
pub const SIGNING_OUT: Text = t("Mengeluarkan akun…", "Signing out…");
/// While storage is being opened.
pub const OPENING: Text = t("Membuka data di HP ini…", "Opening the data on this phone…");
/// The browser refuses storage.
pub const NO_STORAGE: Text = t("HP ini tidak bisa menyimpan", "This phone cannot store data");
pub const NO_STORAGE_HELP: Text = t(
    "Browser menolak menyimpan data, jadi isian belum aman. Buka lewat Chrome biasa (bukan mode \
     samaran), periksa ruang penyimpanan HP, lalu muat ulang.",
    "The browser refuses to store data, so nothing would be safe. Open it in plain Chrome (not \
     incognito), check the phone's free space and reload.",
);
/// Loads the page again.
pub const RELOAD: Text = t("Muat ulang", "Reload");
/// Names of places, for links to them.
pub const HOME: Text = t("Beranda", "Home");
pub const RECORDS: Text = t("Data", "Records");
pub const SYNC: Text = t("Kirim", "Send");
pub const SETTINGS: Text = t("Atur", "Settings");
pub const VISIT: Text = t("Kunjungan", "Visit");
pub const BACK: Text = t("Kembali", "Back");
/// On the chip, after a number.
pub const WAITING: Text = t("menunggu kirim", "waiting to send");
/// After a number, on the chip and before signing out.
pub const UNFINISHED_HERE: Text = t("belum selesai", "not finished");
/// In place of a state: the office restored its data and has not named this record again.
pub const UNLISTED: Text = t("Sedang dicocokkan dengan kantor", "Being compared with the office");
/// The same on the chip, after a number.
pub const UNLISTED_HERE: Text = t("sedang dicocokkan", "being compared");
pub const SAFE_HERE: Text = t("aman di HP ini", "safe on this phone");
/// On the chip while something is sent.
pub const SENDING: Text = t("Sedang mengirim…", "Sending…");
/// Closes a dialog without doing anything.
pub const CANCEL: Text = t("Batal", "Cancel");
/// In place of a name that was not typed.
pub const UNTITLED: Text = t("Belum bernama", "No name yet");
/// A kind of form of a newer version.
pub const UNKNOWN_KIND: Text = t("Formulir versi baru", "Form of a newer version");
pub const TO_HOME: Text = t("Buka beranda", "Open the home page");
pub const NEW_VISIT: Text = t("Kunjungan baru", "New visit");
pub const NEW_SESSION: Text = t("Sesi posyandu", "Posyandu session");
pub const PEOPLE: Text = t("Cari warga", "Search for people");
pub const DRAFTS: Text = t("Belum selesai", "Not finished");
pub const NOTHING_YET: Text = t(
    "Belum ada data. Mulai dengan kunjungan baru; isian tersimpan sendiri.",
    "No records yet. Begin with a new visit; what you type saves itself.",
);
pub const COUNT_TO_MEND: Text = t("Perlu diperbaiki", "To be corrected");
pub const COUNT_TO_FOLLOW: Text = t("NIK atau KK menyusul", "Number to be added");
pub const COUNT_DONE: Text = t("Selesai diperiksa", "Checked");
pub const COUNT_WITHDRAWN: Text = t("Ditarik", "Withdrawn");
pub const GO_ON: Text = t("Lanjutkan mengisi", "Go on");
pub const PRACTICE: Text = t("Latihan", "Practice");
pub const PRACTICE_WHAT: Text = t(
    "Coba isi formulir. Tidak disimpan dan tidak dikirim.",
    "Try the forms. Nothing is saved or sent.",
);
pub const INSTALL: Text = t("Pasang di layar utama", "Put it on the home screen");
/// Where the browser does not offer it by itself.
pub const INSTALL_HOW: Text = t(
    "Di Chrome: ketuk titik tiga di kanan atas, lalu Tambahkan ke layar utama. Datanya lebih aman di \
     sana.",
    "In Chrome: tap the three dots at the top right, then Add to home screen. Data is safer there.",
);
/// Why, above the button that does it.
pub const INSTALL_WHY: Text = t(
    "Datanya lebih aman bila Mutakhir dipasang, dan dibuka sekali ketuk.",
    "Data is safer once Mutakhir is installed, and it opens with one tap.",
);
pub const INSTALL_NOW: Text = t("Pasang", "Install");
pub const INSTALLED: Text =
    t("Mutakhir sudah terpasang di HP ini.", "Mutakhir is installed on this phone.");
pub const KEEP: Text = t("Jaga data di HP ini", "Keep the data on this phone");
/// Over a form that mends a record.
pub const MENDING: Text = t("Mengubah data yang sudah disimpan", "Changing a saved record");
/// On the row of such a form.
pub const CHANGE_OPEN: Text = t("perubahan belum disimpan", "change not saved yet");
/// On the row of one that is kept beside another change of the same record.
pub const CHANGE_COPY: Text = t("salinan perubahan", "copy of a change");
/// On the row of a record that was withdrawn, until the office knows.
pub const WITHDRAWAL: Text = t("ditarik", "withdrawn");
pub const NO_DRAFT_HELP: Text = t(
    "Mungkin sudah diselesaikan atau dihapus. Lihat di daftar data.",
    "It may be finished or deleted. Look in the list of records.",
);
/// A draft cannot be read.
pub const DAMAGED: Text = t("Data ini rusak", "This is damaged");
pub const DAMAGED_HELP: Text = t(
    "Isinya tidak bisa dibaca, tetapi salinan mentahnya masih ada di HP ini. Simpan salinan itu \
     sebagai berkas dan kirim ke petugas; data lain tidak terganggu.",
    "It cannot be read, but its raw copy is still on this phone. Save that copy as a file and send \
     it to the office; nothing else is affected.",
);
pub const SAVE_RAW: Text = t("Simpan salinan mentah", "Save the raw copy");
/// Moves it out of the way.
pub const SET_ASIDE: Text = t("Singkirkan dari daftar", "Take it off the list");
pub const ASIDE: Text = t("Data rusak yang disimpan", "Damaged data that is kept");
pub const ASIDE_DELETE: Text = t("Hapus", "Delete");
/// Asks before it is deleted.
pub const ASIDE_SURE: Text = t("Hapus data rusak ini?", "Delete this damaged data?");
pub const ASIDE_WHAT: Text = t(
    "Hanya HP ini yang punya. Hapus bila salinannya sudah disimpan dan dikirim ke petugas.",
    "Only this phone has it. Delete it once its copy is saved and sent to the office.",
);
pub const ALL_RECORDS: Text = t("Data saya", "My records");
/// There is no such record.
pub const NO_RECORD: Text = t("Data tidak ada di HP ini", "Not on this phone");
pub const CHANGE: Text = t("Ubah", "Change");
pub const VILLAGE: Text = t("Desa", "Village");
/// The answers cannot be read here.
pub const UNREADABLE: Text = t(
    "Isinya tidak bisa ditampilkan oleh versi aplikasi ini. Data tetap tersimpan.",
    "This version of the app cannot show the answers. They stay stored.",
);
/// When the office answered.
pub const LAST_CONTACT: Text = t("Terakhir terhubung", "Last contact");
pub const NEVER: Text = t("belum pernah", "never");
pub const OFFICE: Text = t("Kantor kecamatan", "District office");
/// In front of a telephone number.
pub const CALL: Text = t("Telepon", "Call");
pub const WHATSAPP: Text = t("WhatsApp", "WhatsApp");
pub const STORAGE: Text = t("Penyimpanan di HP", "Storage on the phone");
pub const STORAGE_KEPT: Text = t("Data dijaga browser", "The browser keeps the data");
pub const STORAGE_NOT_KEPT: Text = t("Belum dijaga browser", "Not kept by the browser yet");
pub const STORAGE_USED: Text = t("Terpakai", "In use");
pub const SETTINGS_TITLE: Text = t("Pengaturan", "Settings");
/// Leads to what is not finished.
pub const LOOK: Text = t("Lihat", "Look");
pub const NOT_FOUND: Text = t("Halaman tidak ada", "No such page");
pub const NOT_FOUND_HELP: Text = t(
    "Mungkin tautannya terpotong. Data di HP ini tidak terganggu.",
    "The link may have been cut. The data on this phone is not affected.",
);
/// In place of the pictures of a child's growth.
pub const NO_CHART: Text = t(
    "Grafik belum termuat. Buka lagi bila sinyal ada.",
    "The chart has not loaded. Open this again when there is a signal.",
);

/// In place of the buttons for a photo, while their part has not loaded.
pub const NO_CAMERA_PART: Text = t(
    "Bagian kamera belum termuat. Coba lagi bila sinyal ada, atau lanjutkan tanpa foto.",
    "The camera's part has not loaded. Try again with a signal, or go on without a photo.",
);
/// Fetches it again.
pub const TRY_AGAIN: Text = t("Coba lagi", "Try again");

/// Behind how many photos and signatures are still to be sent.
pub const PICTURES_FOLLOW: Text = t("foto menyusul", "photos are to follow");
/// Behind how many the office does not take.
pub const PICTURES_REFUSED: Text = t(
    "foto tidak diterima kantor. Buka datanya, lalu ambil foto baru.",
    "photos were not taken by the office. Open the record and take new ones.",
);

/// A number with words behind it.
pub fn counted(count: usize, words: &Text) -> String {
    [&count.to_string(), " ", lang::t(words)].concat()
}
/// Over the telephones.
pub const CALL_FIRST: Text = t("Ada bahaya? Telepon dulu", "Danger? Call first");
pub const HOTLINES_NOTE: Text = t(
    "Nomor nasional, gratis. Bila tidak diangkat, telepon petugas kecamatan.",
    "National numbers, free. If nobody answers, call the district office.",
);
/// Leads to the telephones and to a confidential report.
pub const NEEDS_OFFICER: Text = t("Perlu petugas (rahasia)", "An officer is needed (confidential)");
