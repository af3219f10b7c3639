//! The words of the page about sending.

use shared::text::{Text, t};

pub const SYNC_TITLE: Text = t("Pengiriman", "Sending");
pub const SYNC_ALL: Text =
    t("Semua data sudah diterima kantor.", "The office has received everything.");
/// The same where another person has work on this phone; the name stands between the two.
pub const SYNC_ALL_OF: Text = t("Semua data", "Everything of");
pub const SYNC_ALL_CAME: Text = t("sudah diterima kantor.", "has reached the office.");
/// In front of the other person's name and what it is.
pub const OTHER_ALSO: Text = t("Di HP ini juga ada milik", "This phone also has, of");
pub const OTHER_UNKNOWN: Text = t("akun lain", "another account");
pub const OTHER_LATER: Text = t(
    "Itu aman di HP ini dan terkirim sesudah orangnya membuka tautan baru dari petugas di HP ini.",
    "It is safe here and is sent once that person opens a new link from the office on this phone.",
);
/// After how many records; the office was set back to an older copy.
pub const UNLISTED: Text = t(
    "data sedang dicocokkan: kantor memulihkan datanya dan belum menyebut data itu lagi. Isinya aman di HP ini. Jangan keluar dari akun.",
    "records are being compared: the office restored its data and has not named them again. They are safe on this phone. Stay signed in.",
);
pub const SYNC_WAITS: Text = t("data menunggu kirim", "records wait to be sent");
/// Some are tried in vain.
pub const SYNC_STUCK: Text = t(
    "data berkali-kali gagal terkirim. Hubungi petugas.",
    "records failed many times. Call the office.",
);
/// When it is tried again.
pub const NEXT_TRY: Text = t("Dicoba lagi", "Next try");
pub const NOW: Text = t("Sekarang", "Now");
pub const FETCHING: Text = t("Mengambil kabar dari kantor…", "Asking the office what is new…");
pub const IDLE: Text = t("Tidak ada yang dikirim", "Nothing is being sent");
pub const SEND_NOW: Text = t("Kirim sekarang", "Send now");
/// On the button while it is being tried.
pub const ASKING: Text = t("Menghubungi kantor…", "Asking the office…");
/// The office answered a press.
pub const REACHED: Text = t(
    "Tersambung. Semua data sudah diterima kantor.",
    "Connected. The office has received everything.",
);
pub const REACHED_SOME_WAIT: Text = t(
    "Tersambung, tetapi masih ada data yang menunggu kirim.",
    "Connected, but some records still wait to be sent.",
);
pub const WAITING_LIST: Text = t("Menunggu kirim", "Waiting to send");
pub const OTHER_TABS: Text = t(
    "Bila Mutakhir terbuka di beberapa tab, cukup satu tab yang mengirim.",
    "If Mutakhir is open in several tabs, one of them sends for all.",
);
