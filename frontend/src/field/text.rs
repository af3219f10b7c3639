//! Every sentence of the phone app's pages, in both languages side by side.
//!
//! Words that belong to a thing stand with it: states in `shared::sync::state`, problems in
//! `shared::forms::codes`, failures beside their enums, the components' own in `ui::text`.

use shared::text::{Text, t};

/// The app.
pub const APP: Text = t("Mutakhir", "Mutakhir");
/// What it is for.
pub const APP_PURPOSE: Text = t(
    "Pendataan sosial oleh PSM Kabupaten Tuban. Bisa dipakai tanpa sinyal.",
    "Social data by the volunteers of Tuban. Works without a signal.",
);
/// While the account is being signed out.
pub const SIGNING_OUT: Text = t("Mengeluarkan akun…", "Signing out…");
/// While storage is being opened.
pub const OPENING: Text = t("Membuka data di HP ini…", "Opening the data on this phone…");
/// The browser refuses storage.
pub const NO_STORAGE: Text = t("HP ini tidak bisa menyimpan", "This phone cannot store data");
/// What to do then.
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
/// As above.
pub const RECORDS: Text = t("Data", "Records");
/// As above.
pub const SYNC: Text = t("Kirim", "Send");
/// As above.
pub const SETTINGS: Text = t("Atur", "Settings");
/// As above.
pub const VISIT: Text = t("Kunjungan", "Visit");
/// Label of the row of places.
pub const PLACES: Text = t("Halaman", "Pages");
/// Leads back.
pub const BACK: Text = t("Kembali", "Back");

/// On the chip at the top.
pub const ALL_SENT: Text = t("Semua terkirim", "Everything sent");
/// On the chip, after a number.
pub const WAITING: Text = t("menunggu kirim", "waiting to send");
/// On the chip, after a number.
pub const TO_MEND_HERE: Text = t("perlu diperbaiki", "to be corrected");
/// After a number, on the chip and before signing out.
pub const UNFINISHED_HERE: Text = t("belum selesai", "not finished");
/// Below that.
pub const SAFE_HERE: Text = t("aman di HP ini", "safe on this phone");
/// On the chip while something is sent.
pub const SENDING: Text = t("Sedang mengirim…", "Sending…");
/// On the chip when the server does not know the phone any more.
pub const NEEDS_LINK: Text = t("Perlu tautan baru", "Needs a new link");

/// A new version waits.
pub const UPDATE_READY: Text = t("Versi baru siap dipakai.", "A new version is ready.");
/// Starts it.
pub const UPDATE: Text = t("Pakai sekarang", "Use it now");
/// Undoes a deletion.
pub const UNDO: Text = t("Urungkan", "Undo");
/// Closes a dialog without doing anything.
pub const CANCEL: Text = t("Batal", "Cancel");
/// Between words and a word that was left out.
pub const UNTITLED: Text = t("Belum bernama", "No name yet");
/// A kind of form of a newer version.
pub const UNKNOWN_KIND: Text = t("Formulir versi baru", "Form of a newer version");
/// In front of a clock time of today.
pub const TODAY_AT: Text = t("hari ini", "today");

// Activation.

/// Heading.
pub const ACTIVATE: Text = t("Aktifkan HP ini", "Activate this phone");
/// What it does.
pub const ACTIVATE_WHAT: Text = t(
    "Tautan ini menghubungkan HP ini dengan akun Anda. Cukup sekali, dan perlu sinyal. Sesudah itu \
     aplikasi bisa dipakai tanpa sinyal.",
    "This link ties this phone to your account. Once is enough, and it needs a signal. After that \
     the app works without one.",
);
/// Which browser; its name follows.
pub const ACTIVATE_BROWSER: Text = t("Berlaku untuk browser ini:", "For this browser:");
/// What follows from that.
pub const ACTIVATE_SAME: Text = t(
    "Lain kali buka Mutakhir di browser yang sama. Pilih HP yang dipakai sehari-hari.",
    "Open Mutakhir in the same browser next time. Choose the phone you use every day.",
);
/// On an iPhone that has not installed it.
pub const ACTIVATE_IPHONE: Text = t(
    "Di iPhone: pasang dulu. Ketuk Bagikan, pilih Tambah ke Layar Utama, lalu buka Mutakhir dari \
     layar utama dan tempel tautan ini di sana. Kalau tidak, data terpisah dari aplikasi.",
    "On an iPhone: install it first. Tap Share, choose Add to Home Screen, open Mutakhir from the \
     home screen and paste this link there. Otherwise the app will not see the data.",
);
/// The button.
pub const ACTIVATE_BUTTON: Text = t("Aktifkan di HP ini", "Activate on this phone");
/// While it runs.
pub const ACTIVATING: Text = t("Menghubungi server…", "Asking the server…");
/// The link had no token.
pub const LINK_CUT: Text = t(
    "Tautan ini tidak lengkap. Buka lagi dari pesan aslinya, atau minta tautan baru ke petugas \
     kecamatan.",
    "This link is incomplete. Open it from the original message, or ask the district office for a \
     new one.",
);
/// A phone that is active already.
pub const ACTIVE_ALREADY: Text = t("HP ini sudah aktif untuk", "This phone is active for");
/// Below that.
pub const ACTIVE_OTHER: Text = t(
    "Bila tautan ini untuk orang lain, HP ini menjadi miliknya. Data yang ada tetap tersimpan, tetapi baru terlihat lagi sesudah diaktifkan dengan tautan baru.",
    "If this link is for somebody else, the phone becomes theirs. What is here stays stored, but is seen again only after a new link.",
);
/// Leads home.
pub const TO_HOME: Text = t("Buka beranda", "Open the home page");

// Home.

/// In front of the person's name.
pub const HELLO: Text = t("Halo,", "Hello,");
/// Heading while nobody is activated.
pub const NOT_ACTIVE: Text = t("HP ini belum diaktifkan", "This phone is not activated yet");
/// What to do then.
pub const NOT_ACTIVE_HELP: Text = t(
    "Buka tautan aktivasi dari petugas kecamatan, di HP ini. Belum punya? Minta lewat WhatsApp.",
    "Open the activation link from the district office on this phone. None yet? Ask for it.",
);
/// Starts a visit to a house.
pub const NEW_VISIT: Text = t("Kunjungan baru", "New visit");
/// Below it.
pub const NEW_VISIT_BELOW: Text = t("Satu keluarga, di rumahnya", "One family at its house");
/// Starts a session.
pub const NEW_SESSION: Text = t("Sesi posyandu", "Posyandu session");
/// Below it.
pub const NEW_SESSION_BELOW: Text = t("Anak demi anak, cepat", "Child after child, quickly");
/// Heading of the list of drafts.
pub const DRAFTS: Text = t("Belum selesai", "Not finished");
/// Heading of the counts.
pub const MY_RECORDS: Text = t("Data saya", "My records");
/// Nothing at all yet.
pub const NOTHING_YET: Text = t(
    "Belum ada data. Mulai dengan kunjungan baru; isian tersimpan sendiri.",
    "No records yet. Begin with a new visit; what you type saves itself.",
);
/// A count.
pub const COUNT_TO_MEND: Text = t("Perlu diperbaiki", "To be corrected");
/// A count, and a list.
pub const COUNT_TO_FOLLOW: Text = t("NIK atau KK menyusul", "Number to be added");
/// On such a record.
pub const TO_FOLLOW: Text = t(
    "NIK atau nomor KK belum dilihat. Isi bila kartunya sudah ada.",
    "The NIK or card number was not seen yet. Add it once the card is there.",
);
/// A count.
pub const COUNT_WAITING: Text =
    t("Menunggu kirim · aman di HP ini", "Waiting to send · safe on this phone");
/// A count.
pub const COUNT_SENT: Text = t("Terkirim · sedang diperiksa", "Sent · being checked");
/// A count.
pub const COUNT_DONE: Text = t("Selesai diperiksa", "Checked");
/// A count.
pub const COUNT_WITHDRAWN: Text = t("Ditarik", "Withdrawn");
/// Goes on with the draft that was open last.
pub const RESUME: Text = t("Isian terakhir belum selesai.", "Your last form is not finished.");
/// The button of that.
pub const GO_ON: Text = t("Lanjutkan mengisi", "Go on");
/// The app starts without a network.
pub const OFFLINE_READY: Text = t("Siap dipakai tanpa sinyal.", "Ready to work without a signal.");
/// Not yet.
pub const OFFLINE_NOT_YET: Text =
    t("Sedang disiapkan untuk dipakai tanpa sinyal…", "Getting ready to work without a signal…");
/// Heading of practice.
pub const PRACTICE: Text = t("Latihan", "Practice");
/// What it is.
pub const PRACTICE_WHAT: Text = t(
    "Coba isi formulir. Tidak disimpan dan tidak dikirim.",
    "Try the forms. Nothing is saved or sent.",
);
/// The browser may clear the data.
pub const NOT_KEPT: Text = t(
    "Browser bisa menghapus data bila HP hampir penuh. Izinkan Mutakhir menjaga datanya.",
    "The browser may clear data when the phone is nearly full. Let Mutakhir keep its data.",
);
/// Asks for it.
pub const KEEP: Text = t("Jaga data di HP ini", "Keep the data on this phone");
/// Little room is left.
pub const NEARLY_FULL: Text = t(
    "Ruang penyimpanan HP hampir habis. Hapus foto atau aplikasi yang tidak dipakai.",
    "The phone is nearly full. Delete photos or apps that are not needed.",
);
/// No village today.
pub const NO_VILLAGE: Text = t(
    "Hari ini Anda tidak punya desa tugas. Hubungi petugas kecamatan.",
    "You have no village today. Call the district office.",
);

// A new visit.

/// Question.
pub const WHICH_VILLAGE: Text = t("Di desa mana?", "In which village?");

// A visit.

/// Adds a form.
pub const ADD_FORM: Text = t("Tambah formulir untuk keluarga ini", "Add a form for this family");
/// In a session: one more child.
pub const NEXT_CHILD: Text = t("Anak berikutnya", "Next child");
/// In a session: what was done so far.
pub const CHILDREN: Text = t("Anak yang sudah dicatat", "Children so far");
/// The forms of a visit.
pub const FORMS: Text = t("Formulir", "Forms");
/// None yet.
pub const NO_FORMS: Text = t("Belum ada formulir.", "No form yet.");
/// None yet, in a session.
pub const NO_CHILDREN: Text = t("Belum ada anak.", "No child yet.");
/// The visit itself is not finished.
pub const VISIT_OPEN: Text = t(
    "Data kunjungan belum selesai. Selesaikan dulu, lalu tambah formulir.",
    "The visit itself is not finished. Finish it first, then add forms.",
);
/// Opens the visit's record.
pub const VISIT_DATA: Text = t("Data kunjungan", "The visit's answers");
/// Done with it.
pub const VISIT_DONE: Text = t("Selesai, ke beranda", "Done, go home");

// Filling.

/// "2 dari 5": the word between.
pub const OF: Text = t("dari", "of");
/// In front of it.
pub const STEP: Text = t("Langkah", "Step");
/// To the next screen.
pub const NEXT: Text = t("Lanjut", "Next");
/// To the next screen in spite of problems.
pub const SKIP: Text = t("Lewati dulu, isi nanti", "Skip for now");
/// Not on the device yet.
pub const SAVING: Text = t("Menyimpan…", "Saving…");
/// On the device; the time follows.
pub const SAVED: Text = t("Tersimpan di HP ini", "Saved on this phone");
/// Before anything was typed.
pub const SAVES_ITSELF: Text = t("Isian tersimpan sendiri", "What you type saves itself");
/// The last screen.
pub const REVIEW: Text = t("Periksa dan simpan", "Check and save");
/// The button.
pub const FINISH: Text = t("Simpan & selesai", "Save and finish");
/// The button in a session.
pub const FINISH_NEXT: Text = t("Simpan & anak berikutnya", "Save, next child");
/// While it runs.
pub const FINISHING: Text = t("Menyimpan ke HP…", "Saving on the phone…");
/// It is done.
pub const FINISHED: Text = t(
    "Tersimpan · aman di HP ini. Dikirim sendiri bila ada sinyal.",
    "Saved · safe on this phone. It is sent by itself when there is a signal.",
);
/// Something still keeps it from being finished.
pub const STILL_OPEN: Text = t(
    "Belum bisa diselesaikan. Lihat daftar di atas.",
    "It cannot be finished yet. See the list at the top.",
);
/// Throws the draft away: the button, then the question, what it means, yes and no.
pub static DELETE_DRAFT: [Text; 5] = [
    t("Hapus isian ini", "Delete this draft"),
    t("Hapus isian ini?", "Delete this draft?"),
    t(
        "Isian ini hanya ada di HP ini dan belum dikirim.",
        "It is only on this phone and was not sent.",
    ),
    t("Hapus", "Delete"),
    CANCEL,
];
/// As above for a draft that mends a record.
pub static DROP_CHANGES: [Text; 5] = [
    t("Batalkan perubahan", "Discard the changes"),
    t("Batalkan perubahan?", "Discard the changes?"),
    t(
        "Data yang sudah disimpan atau terkirim tetap seperti semula.",
        "What was saved or sent before stays as it was.",
    ),
    t("Ya, batalkan", "Yes, discard"),
    t("Tidak", "No"),
];
/// Over a form that mends a record.
pub const MENDING: Text = t("Mengubah data yang sudah disimpan", "Changing a saved record");
/// There is no such draft.
pub const NO_DRAFT: Text = t("Isian ini tidak ada lagi", "This draft is gone");
/// What that may mean.
pub const NO_DRAFT_HELP: Text = t(
    "Mungkin sudah diselesaikan atau dihapus. Lihat di daftar data.",
    "It may be finished or deleted. Look in the list of records.",
);
/// A draft cannot be read.
pub const DAMAGED: Text = t("Data ini rusak", "This is damaged");
/// What that means.
pub const DAMAGED_HELP: Text = t(
    "Isinya tidak bisa dibaca, tetapi salinan mentahnya masih ada di HP ini. Simpan salinan itu \
     sebagai berkas dan kirim ke petugas; data lain tidak terganggu.",
    "It cannot be read, but its raw copy is still on this phone. Save that copy as a file and send \
     it to the office; nothing else is affected.",
);
/// Saves the raw copy.
pub const SAVE_RAW: Text = t("Simpan salinan mentah", "Save the raw copy");
/// Moves it out of the way.
pub const SET_ASIDE: Text = t("Singkirkan dari daftar", "Take it off the list");
/// Heading of what was set aside.
pub const ASIDE: Text = t("Data rusak yang disimpan", "Damaged data that is kept");
/// Deletes it.
pub const ASIDE_DELETE: Text = t("Hapus", "Delete");
/// Asks before it is deleted.
pub const ASIDE_SURE: Text = t("Hapus data rusak ini?", "Delete this damaged data?");
/// What that means.
pub const ASIDE_WHAT: Text = t(
    "Hanya HP ini yang punya. Hapus bila salinannya sudah disimpan dan dikirim ke petugas.",
    "Only this phone has it. Delete it once its copy is saved and sent to the office.",
);

// Practice.

/// The banner.
pub const PRACTICE_BANNER: Text =
    t("Latihan: tidak disimpan dan tidak dikirim", "Practice: neither saved nor sent");
/// At its end.
pub const PRACTICE_DONE: Text = t("Latihan selesai", "Practice finished");
/// Below it.
pub const PRACTICE_DONE_HELP: Text = t(
    "Isiannya lengkap. Pada formulir sungguhan, data sekarang sudah aman di HP ini.",
    "It is complete. In a real form it would now be safe on this phone.",
);
/// Once more.
pub const PRACTICE_AGAIN: Text = t("Latihan lagi", "Practise again");

// Records.

/// Heading.
pub const ALL_RECORDS: Text = t("Data saya", "My records");
/// Label of the search box.
pub const SEARCH: Text = t("Cari nama", "Search a name");
/// No filter.
pub const ALL: Text = t("Semua", "All");
/// Nothing fits.
pub const NONE_FOUND: Text = t("Tidak ada data yang cocok.", "No record fits.");
/// Too many lines.
pub const MORE_THAN: Text = t(
    "Hanya sebagian yang tampil. Ketik nama untuk mencari.",
    "Only some are shown. Search by name.",
);

// One record.

/// There is no such record.
pub const NO_RECORD: Text = t("Data tidak ada di HP ini", "Not on this phone");
/// Why it came back.
pub const TO_MEND: Text = t("Yang perlu diperbaiki", "What to correct");
/// Why the office looks at it first.
pub const OFFICE_CHECKS: Text = t("Sedang diperiksa petugas", "The office is checking");
/// Opens it for that.
pub const MEND: Text = t("Perbaiki", "Correct it");
/// Opens it to change it.
pub const CHANGE: Text = t("Ubah", "Change");
/// Takes it back.
pub const WITHDRAW: Text = t("Tarik", "Withdraw");
/// Asks again.
pub const WITHDRAW_SURE: Text = t("Tarik data ini?", "Withdraw this record?");
/// What that means.
pub const WITHDRAW_WHAT: Text = t(
    "Petugas akan melihat bahwa data ini ditarik dan tidak memakainya.",
    "The office will see that it was withdrawn and will not use it.",
);
/// As above, of a visit.
pub const WITHDRAW_VISIT: Text = t(
    "Petugas akan melihat bahwa kunjungan ini ditarik. Formulir di dalamnya tidak ikut ditarik: tarik satu per satu bila perlu.",
    "The office will see that this visit was withdrawn. Its forms are not withdrawn with it: withdraw each if need be.",
);
/// Over a withdrawn visit.
pub const VISIT_WITHDRAWN: Text = t(
    "Kunjungan ini sudah ditarik, jadi tidak bisa ditambah formulir. Buat kunjungan baru.",
    "This visit was withdrawn, so no form can be added. Begin a new visit.",
);
/// The button.
pub const WITHDRAW_YES: Text = t("Ya, tarik", "Yes, withdraw");
/// Done.
pub const WITHDRAWN: Text = t("Data ditarik.", "Withdrawn.");
/// What the server noticed.
pub const NOTES: Text = t("Catatan dari sistem", "Notes from the system");
/// What a supervisor wrote.
pub const COMMENT: Text = t("Pesan petugas", "Message from the office");
/// Two revisions stand side by side.
pub const CONFLICT: Text = t(
    "Ada perubahan lain atas data ini. Petugas memilih mana yang dipakai.",
    "There is another change of this record. The office decides which one counts.",
);
/// Heading of the receipt.
pub const RECEIPT: Text = t("Tanda terima", "Receipt");
/// Its number.
pub const RECEIPT_NUMBER: Text = t("Nomor", "Number");
/// Its time.
pub const RECEIPT_TIME: Text = t("Diterima kantor", "Received");
/// Its hash.
pub const RECEIPT_HASH: Text = t("Sidik isi", "Fingerprint");
/// There is none yet.
pub const NO_RECEIPT: Text = t(
    "Belum ada tanda terima: data ini baru ada di HP ini.",
    "No receipt yet: it is only on this phone.",
);
/// When it was finished.
pub const MADE: Text = t("Selesai diisi", "Finished");
/// Where.
pub const VILLAGE: Text = t("Desa", "Village");
/// The answers cannot be read here.
pub const UNREADABLE: Text = t(
    "Isinya tidak bisa ditampilkan oleh versi aplikasi ini. Data tetap tersimpan.",
    "This version of the app cannot show the answers. They stay stored.",
);
/// Earlier revisions.
pub const HISTORY: Text = t("Riwayat", "History");
/// One of them.
pub const REVISION: Text = t("Versi sebelumnya", "Earlier version");

// Sending.

/// Heading.
pub const SYNC_TITLE: Text = t("Pengiriman", "Sending");
/// All is sent.
pub const SYNC_ALL: Text =
    t("Semua data sudah diterima kantor.", "The office has received everything.");
/// Nothing goes on.
pub const SYNC_OFFLINE: Text = t(
    "HP sedang tanpa sinyal. Data dikirim sendiri bila sinyal ada.",
    "No signal now. Records are sent by themselves when there is one.",
);
/// Some wait.
pub const SYNC_WAITS: Text = t("data menunggu kirim", "records wait to be sent");
/// Some are tried in vain.
pub const SYNC_STUCK: Text = t(
    "data berkali-kali gagal terkirim. Hubungi petugas.",
    "records failed many times. Call the office.",
);
/// When the office answered.
pub const LAST_CONTACT: Text = t("Terakhir terhubung", "Last contact");
/// Never.
pub const NEVER: Text = t("belum pernah", "never");
/// When it is tried again.
pub const NEXT_TRY: Text = t("Dicoba lagi", "Next try");
/// What goes on.
pub const NOW: Text = t("Sekarang", "Now");
/// As above.
pub const FETCHING: Text = t("Mengambil kabar dari kantor…", "Asking the office what is new…");
/// As above.
pub const IDLE: Text = t("Tidak ada yang dikirim", "Nothing is being sent");
/// The button.
pub const SEND_NOW: Text = t("Kirim sekarang", "Send now");
/// Signed out.
pub const SIGNED_OUT: Text = t(
    "HP ini perlu diaktifkan lagi. Minta tautan baru ke petugas kecamatan. Semua data aman di HP ini \
     dan akan terkirim sesudahnya.",
    "This phone must be activated again. Ask the district office for a new link. Everything is safe \
     on this phone and is sent afterwards.",
);
/// Whom to call.
pub const OFFICE: Text = t("Kantor kecamatan", "District office");
/// Heading.
pub const WAITING_LIST: Text = t("Menunggu kirim", "Waiting to send");
/// Heading.
pub const STORAGE: Text = t("Penyimpanan di HP", "Storage on the phone");
/// Persisted or not.
pub const STORAGE_KEPT: Text = t("Data dijaga browser", "The browser keeps the data");
/// As above.
pub const STORAGE_NOT_KEPT: Text = t("Belum dijaga browser", "Not kept by the browser yet");
/// Bytes in use.
pub const STORAGE_USED: Text = t("Terpakai", "In use");
/// Other tabs.
pub const OTHER_TABS: Text = t(
    "Bila Mutakhir terbuka di beberapa tab, cukup satu tab yang mengirim.",
    "If Mutakhir is open in several tabs, one of them sends for all.",
);

// Settings.

/// Heading.
pub const SETTINGS_TITLE: Text = t("Pengaturan", "Settings");
/// Question.
pub const LANGUAGE: Text = t("Bahasa", "Language");
/// Question.
pub const TEXT_SIZE: Text = t("Ukuran huruf", "Text size");
/// Its steps.
pub const TEXT_SIZES: [Text; 3] =
    [t("Biasa", "Normal"), t("Besar", "Large"), t("Sangat besar", "Very large")];
/// Heading.
pub const ACCOUNT: Text = t("Akun", "Account");
/// Name of the person.
pub const NAME: Text = t("Nama", "Name");
/// Ends the session.
pub const SIGN_OUT: Text = t("Keluar dari HP ini", "Sign out of this phone");
/// Asks again.
pub const SIGN_OUT_SURE: Text = t("Keluar dari HP ini?", "Sign out of this phone?");
/// What that means.
pub const SIGN_OUT_WHAT: Text = t(
    "Data akun ini dihapus dari HP. Yang sudah terkirim tetap ada di kantor. Untuk masuk lagi perlu \
     tautan baru.",
    "This account's data leaves the phone. What was sent stays at the office. To return you need a \
     new link.",
);
/// The button.
pub const SIGN_OUT_YES: Text = t("Ya, keluar", "Yes, sign out");
/// While something is only on this phone.
pub const SIGN_OUT_LATER: Text = t("Belum bisa keluar", "You cannot sign out yet");
/// What to do then.
pub const SIGN_OUT_FIRST: Text =
    t("Kirim atau selesaikan dulu, baru keluar.", "Send or finish that first, then sign out.");
/// Leads to what is not sent.
pub const SEND_FIRST: Text = t("Kirim dulu", "Send first");
/// Leads to what is not finished.
pub const LOOK: Text = t("Lihat", "Look");
/// Beside it, where a visit has somebody of this name.
pub const TWICE: Text = t(
    "Nama ini sudah ada di kunjungan ini. Jangan sampai tercatat dua kali.",
    "This visit has this name already. Nobody should be recorded twice.",
);
/// Done.
pub const SIGNED_OUT_DONE: Text = t("Anda sudah keluar.", "You are signed out.");
/// Heading.
pub const INSTALL: Text = t("Pasang di layar utama", "Put it on the home screen");
/// How.
pub const INSTALL_HOW: Text = t(
    "Di Chrome: ketuk titik tiga di kanan atas, lalu Tambahkan ke layar utama. Datanya lebih aman di \
     sana.",
    "In Chrome: tap the three dots at the top right, then Add to home screen. Data is safer there.",
);
/// Version of the program.
pub const VERSION: Text = t("Versi", "Version");
/// Leads to the notice that the licences of the data ask for.
pub const SOURCES: Text = t("Sumber data dan lisensi", "Data sources and licences");

// No such page.

/// Heading.
pub const NOT_FOUND: Text = t("Halaman tidak ada", "No such page");
/// What to do.
pub const NOT_FOUND_HELP: Text = t(
    "Mungkin tautannya terpotong. Data di HP ini tidak terganggu.",
    "The link may have been cut. The data on this phone is not affected.",
);
