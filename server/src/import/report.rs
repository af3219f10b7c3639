//! What came of a list: counts, and a line for everything that somebody should look at. No line holds a
//! name or a number of anybody.

use std::io::{self, Write};

use shared::text::{Lang, Text, t};

/// How much a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The row was not stored.
    Refused,
    /// A PSM has verified something else, which stays.
    Kept,
    /// The row was stored; something in it was left out or looks odd.
    Note,
}

/// Something about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The row, by its line in the file.
    pub line: u64,
    /// The title of the column.
    pub column: String,
    /// How much it says.
    pub weight: Weight,
    /// What it is; may have a place `{0}`.
    pub what: Text,
    /// What to do.
    pub remedy: Text,
    /// What stands in that place.
    pub param: String,
}

/// How many rows became what: all that were read are one of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that were read.
    pub n_read: u64,
    /// Stored as something new.
    pub n_new: u64,
    /// Something that was known is different now.
    pub n_changed: u64,
    /// All of it was known.
    pub n_same: u64,
    /// Not stored.
    pub n_refused: u64,
    /// Lines about what a PSM has verified.
    pub n_kept: u64,
    /// Lines about something odd.
    pub n_notes: u64,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Something new.
    New,
    /// Something is different.
    Changed,
    /// All was known.
    Same,
    /// Not stored.
    Refused,
}

/// Counts, and the file of what is to be looked at.
pub struct Report<'w> {
    /// How many rows became what.
    pub counts: Counts,
    file: Option<csv::Writer<Box<dyn Write + 'w>>>,
}

impl Weight {
    const fn word(self) -> Text {
        match self {
            Weight::Refused => t("ditolak", "refused"),
            Weight::Kept => t("berbeda, tidak diubah", "different, not changed"),
            Weight::Note => t("catatan", "note"),
        }
    }
}

impl<'w> Report<'w> {
    /// One that writes its lines there, if anywhere.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(file: Option<Box<dyn Write + 'w>>) -> io::Result<Self> {
        let mut file = file.map(csv::Writer::from_writer);
        if let Some(file) = &mut file {
            file.write_record([
                "baris", "kolom", "hasil", "sebab", "saran", "result", "reason", "remedy",
            ])?;
        }
        Ok(Self { counts: Counts::default(), file })
    }

    /// Counts a row.
    pub fn count(&mut self, outcome: Outcome) {
        let counts = &mut self.counts;
        counts.n_read += 1;
        match outcome {
            Outcome::New => counts.n_new += 1,
            Outcome::Changed => counts.n_changed += 1,
            Outcome::Same => counts.n_same += 1,
            Outcome::Refused => counts.n_refused += 1,
        }
    }

    /// Writes a line. A row that is refused is counted by [`Report::count`].
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remark(&mut self, remark: &Remark) -> io::Result<()> {
        match remark.weight {
            Weight::Refused => {}
            Weight::Kept => self.counts.n_kept += 1,
            Weight::Note => self.counts.n_notes += 1,
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        let words = |text: Text, lang| text.get(lang).replace("{0}", &remark.param);
        let [id, en] = [Lang::Id, Lang::En].map(|lang| {
            [remark.weight.word(), remark.what, remark.remedy].map(|text| words(text, lang))
        });
        let line = remark.line.to_string();
        let column = harmless(&remark.column);
        file.write_record(
            [line.as_str(), &column].into_iter().chain(id.iter().chain(&en).map(String::as_str)),
        )?;
        Ok(())
    }

    /// Writes what is left to be written.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<Counts> {
        if let Some(file) = &mut self.file {
            file.flush()?;
        }
        Ok(self.counts)
    }
}

impl Counts {
    /// All of it, for the person at the terminal.
    #[must_use]
    pub fn words(&self) -> String {
        format!(
            "baris dibaca · rows read: {}\n  baru · new: {}\n  diperbarui · updated: {}\n  \
             sudah sama · known: {}\n  ditolak · refused: {}\n\
             berbeda, tidak diubah · different from what a PSM verified, not changed: {}\n\
             catatan · notes: {}\n",
            self.n_read,
            self.n_new,
            self.n_changed,
            self.n_same,
            self.n_refused,
            self.n_kept,
            self.n_notes
        )
    }
}

/// A title of a stranger's file that no spreadsheet takes for a formula.
fn harmless(title: &str) -> String {
    let is_formula = title.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{title}") } else { title.to_owned() }
}
