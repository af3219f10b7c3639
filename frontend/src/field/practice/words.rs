//! The words of practice.

use shared::text::{Text, t};

pub const PRACTICE_BANNER: Text =
    t("Latihan: tidak disimpan dan tidak dikirim", "Practice: neither saved nor sent");
pub const PRACTICE_DONE: Text = t("Latihan selesai", "Practice finished");
pub const PRACTICE_DONE_HELP: Text = t(
    "Isiannya lengkap. Pada formulir sungguhan, data sekarang sudah aman di HP ini.",
    "It is complete. In a real form it would now be safe on this phone.",
);
pub const PRACTICE_AGAIN: Text = t("Latihan lagi", "Practise again");
