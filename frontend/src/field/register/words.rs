//! The words of the register's pages.

use shared::text::{Text, t};

pub const TITLE: Text = t("Warga desa", "People of the village");
pub const SEARCH: Text = t("Cari siapa?", "Whom do you look for?");
pub const SEARCH_HINT: Text = t(
    "Nama, panggilan, patokan, RT, atau 4 angka terakhir NIK/KK. Contoh: siti rt 3",
    "Name, nickname, landmark, RT, or the last 4 digits of NIK or KK. For example: siti rt 3",
);
pub const NONE_FOUND: Text = t(
    "Tidak ditemukan. Coba sebagian nama, panggilan, atau RT-nya.",
    "Not found. Try part of the name, the nickname, or the RT.",
);
pub const NEAR: Text = t("mirip", "similar");
pub const EMPTY: Text = t(
    "Daftar warga belum ada di HP ini. Kalau ada sinyal, daftar datang sendiri.",
    "The list of people is not on this phone yet. With a signal it comes by itself.",
);
pub const ARRIVING: Text = t(
    "Daftar warga masih dimuat. Yang sudah datang bisa dicari.",
    "The list is still arriving. What is here can be searched.",
);
pub const MORE: Text =
    t("Masih ada lagi. Ketik lebih lengkap.", "There are more. Type more of it.");
pub const N_PEOPLE: Text = t("warga di HP ini", "people on this phone");
pub const NO_NIK: Text = t("tanpa NIK", "without NIK");
pub const YEARS: Text = t("tahun", "years");
pub const MONTHS: Text = t("bulan", "months");
pub const ABOUT: Text = t("kira-kira", "about");
pub const CARD: Text = t("KK", "Family card");
pub const NO_CARD: Text = t("KK belum tercatat", "No family card on record");
pub const SEEN: Text = t("Terakhir dikunjungi", "Last visited");
pub const NEVER_SEEN: Text = t("Belum pernah dikunjungi", "Never visited yet");
pub const PROGRAMMES: Text = t("Bantuan", "Assistance");
pub const MEMBERS: Text = t("Anggota keluarga", "Members");
pub const LEFT: Text = t("Tidak di sini lagi", "Not here any more");
pub const START_VISIT: Text = t("Kunjungi keluarga ini", "Visit this family");
pub const START_VISIT_BELOW: Text =
    t("Nama, RT/RW, dan patokan sudah terisi", "Name, RT/RW and landmark are filled in");
pub const GONE: Text = t(
    "Keluarga ini tidak ada di daftar HP ini. Mungkin pindah, digabung, atau desanya bukan tugas \
     Anda lagi.",
    "This family is not in the list on this phone. It may have moved, been merged, or the village \
     is not yours any more.",
);
pub const ADDED_HERE: Text = t(
    "Baru ditambahkan di HP ini. Ikut terkirim dengan kunjungan pertama.",
    "Added on this phone. It is sent along with the first visit.",
);
pub const ADD: Text = t("Tambah cepat", "Quick add");
pub const ADD_BELOW: Text =
    t("Keluarga yang belum ada di daftar", "A family that is not in the list");
/// Stands over the kinds of form that may be about a person.
pub const WHICH_FORM: Text = t("Formulir apa?", "Which form?");
pub const CANCEL: Text = t("Batal", "Cancel");
pub const BEGIN: Text = t("Isi formulir", "Fill in a form");
pub const ALL_RECORDS: Text = t("Semua data", "All records");
pub const RECORDS: Text = t("Data di HP ini", "On this phone");
pub const NAME: Text = t("Nama kepala keluarga atau panggilan", "Name of the head, or nickname");
pub const RT: Text = t("RT", "RT");
pub const RW: Text = t("RW", "RW");
pub const ADDRESS: Text = t("Patokan", "Landmark");
pub const ADDRESS_HINT: Text = t("Contoh: utara musala", "For example: north of the prayer house");
pub const SAVE: Text = t("Simpan", "Save");
pub const NEEDS_NAME: Text = t("Isi nama dulu.", "Type a name first.");
pub const WRONG_RT: Text =
    t("RT dan RW berupa angka 1 sampai 999.", "RT and RW are numbers from 1 to 999.");
