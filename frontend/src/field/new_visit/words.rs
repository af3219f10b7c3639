//! The words of the page that begins a visit.

use shared::text::{Text, t};

pub const WHICH_VILLAGE: Text = t("Di desa mana?", "In which village?");
