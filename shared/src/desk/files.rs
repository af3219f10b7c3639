//! Files that the desk makes: what is asked for, how far one is, and who took out what.

use serde::{Deserialize, Serialize};

use super::{Words, list::Typed};
use crate::text::{Text, t};

/// The shortest reason for a file with names and numbers, characters.
pub const REASON_CHARS_MIN: usize = 5;
/// The longest.
pub const REASON_CHARS_MAX: usize = 200;

/// What a file is to hold. Empty texts are conditions that are not set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// `xlsx`, `csv`, `record` or `operator`.
    pub what: String,
    /// Of one village.
    #[serde(default)]
    pub village: String,
    /// Of one kecamatan.
    #[serde(default)]
    pub kecamatan: String,
    /// Of one kind.
    #[serde(default)]
    pub kind: String,
    /// In one state.
    #[serde(default)]
    pub state: String,
    /// What words find.
    #[serde(default)]
    pub q: String,
    /// That came on this day or later.
    #[serde(default)]
    pub from: String,
    /// That came on this day or before.
    #[serde(default)]
    pub to: String,
    /// The one record, of `record`.
    #[serde(default)]
    pub record: String,
    /// The menu of SIKS-NG, of `operator`: a name of [`MENUS`].
    #[serde(default)]
    pub menu: String,
    /// By which way the proposals come, of `operator`: a name of [`CHANNELS`].
    #[serde(default)]
    pub channel: String,
    /// Why names and numbers are needed; empty for a file without them.
    #[serde(default)]
    pub reason: String,
}

/// The files of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exports {
    /// The newest first.
    pub exports: Vec<Export>,
    /// The day in Tuban: proposals have to be typed until the 25th.
    #[serde(default)]
    pub today: String,
}

/// One file that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// Which.
    pub id: String,
    /// What it is called when it is saved.
    pub name: String,
    /// `waiting`, `running`, `ready`, `failed` or `cancelled`.
    pub state: String,
    /// Records written so far.
    #[serde(default)]
    pub n_done: u64,
    /// Records in all, as far as that is known.
    #[serde(default)]
    pub n_all: u64,
    /// How long the file is, bytes.
    #[serde(default)]
    pub n_bytes: u64,
    /// When it was asked for, Unix milliseconds.
    #[serde(default)]
    pub made_at_ms: u64,
    /// When it is deleted, Unix milliseconds.
    #[serde(default)]
    pub ends_at_ms: u64,
    /// True without names and numbers.
    #[serde(default)]
    pub is_masked: bool,
    /// Why it failed.
    #[serde(default)]
    pub failure: Words,
}

/// Files that anybody took out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notes {
    /// The newest first.
    pub notes: Vec<Note>,
    /// What to ask `before` for those before; `None` on the last page.
    #[serde(default)]
    pub next: Option<u64>,
}

/// One file that was taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its number in the order.
    pub number: u64,
    /// Who.
    pub who: String,
    /// When it was ready, Unix milliseconds.
    pub at_ms: u64,
    /// What kind of file.
    pub what: Words,
    /// Which records, in words.
    #[serde(default)]
    pub filter: String,
    /// Why with names and numbers; empty without.
    #[serde(default)]
    pub reason: String,
    /// True without names and numbers.
    #[serde(default)]
    pub is_masked: bool,
    /// How many records.
    #[serde(default)]
    pub n_rows: u64,
}

/// Marks a proposal as typed into SIKS-NG, or takes that back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The revision that was typed.
    pub change: String,
    /// False to take it back.
    pub is_typed: bool,
}

/// How a proposal stands after a [`Mark`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// `None` for one that is still to be typed.
    #[serde(default)]
    pub typed: Option<Typed>,
}

/// The menus of SIKS-NG that an operator types proposals into, by name (domain G″ 14).
pub const MENUS: [(&str, Text); 6] = [
    ("usul", t("Usulan baru", "New proposals")),
    ("tidak_layak", t("Tidak layak", "No longer entitled")),
    ("perbaikan", t("Perbaikan data", "Corrections")),
    ("ganti_pengurus", t("Ganti pengurus", "Change of recipient")),
    ("sanggahan_rekening", t("Sanggahan rekening", "Objections about accounts")),
    ("reaktivasi", t("Reaktivasi PBI JK", "Reactivation of PBI JK")),
];

/// The ways by which proposals come (domain G″ 13).
pub const CHANNELS: [(&str, Text); 4] = [
    ("musdes", t("Musdes/muskel", "Village meeting")),
    ("perlinsos", t("Perlinsos Digital", "Perlinsos Digital")),
    ("cek_bansos", t("Cek Bansos", "Cek Bansos")),
    ("posyandu", t("Posyandu", "Posyandu")),
];

/// Days until the 25th, when what was typed into SIKS-NG is closed for the month; 0 on that day.
#[must_use]
pub fn days_to_closing(today: crate::day::Day) -> i32 {
    let (year, month, day) = today.ymd();
    let (year, month) = match (day > 25, month) {
        (false, month) => (year, month),
        (true, 12) => (year + 1, 1),
        (true, month) => (year, month + 1),
    };
    let closing = crate::day::Day::from_ymd(year, month, 25);
    closing.map_or(0, |closing| closing.number() - today.number())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Day;

    #[test]
    fn proposals_close_on_the_25th_of_this_month_or_the_next() {
        for (today, days) in [
            ("2026-11-30", 25),
            ("2026-12-25", 0),
            ("2026-12-24", 1),
            ("2026-12-26", 30),
            ("2026-11-01", 24),
        ] {
            assert_eq!(Day::parse(today).map(days_to_closing), Some(days), "{today}");
        }
    }
}
