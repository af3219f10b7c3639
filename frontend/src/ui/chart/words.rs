//! The words of the pictures.

use shared::{
    growth::picture::{Dot, Index, Picture, SD_LINES},
    quantity::{Grams, TenthMm},
    text::{Lang, Text, t},
};

use super::plot::sd_words;

/// Opens the other pictures.
pub const OTHERS: Text = t("Grafik lain", "Other charts");
/// Opens the list of all measures.
pub const MEASURES: Text = t("Semua ukuran", "All measures");
/// Why the book of the mother may say something else.
pub const WHY_BOOK_DIFFERS: Text = t(
    "Garis dari WHO, dihitung per hari. Tabel di buku KIA per bulan, jadi bisa sedikit berbeda.",
    "Lines by WHO, counted by days. The table in the KIA book goes by months and may differ a little.",
);
/// Column of days.
pub const WHEN: Text = t("Tanggal", "Date");
/// Column of weights.
pub const WEIGHT: Text = t("Berat", "Weight");
/// Column of lengths.
pub const LENGTH: Text = t("Tinggi", "Height");
/// Beside a measure that is hardly possible.
pub const ODD: Text = t("ukur ulang", "measure again");
/// Behind a number of months.
pub const MONTHS: Text = t("bulan", "months");
/// What the numbers at the bottom count.
const AGE_MONTHS: Text = t("Umur (bulan)", "Age (months)");
const LENGTH_CM: Text = t("Panjang/tinggi (cm)", "Length or height (cm)");
const NO_DOT: Text = t("Belum ada ukuran yang bisa digambar.", "No measure to draw yet.");
const LAST: Text = t("Ukuran terakhir", "Last measure");
const BETWEEN: Text = t("di antara garis", "between the lines");
const AND: Text = t("dan", "and");
const BELOW: Text = t("di bawah garis", "below the line");
const ABOVE: Text = t("di atas garis", "above the line");
const IS_ODD: Text = t(
    "Ukuran terakhir hampir tidak mungkin (tanda silang). Ukur ulang.",
    "The last measure is hardly possible (the cross). Measure again.",
);

/// A name for tests and ids.
#[must_use]
pub const fn name(index: Index) -> &'static str {
    match index {
        Index::WeightForAge => "bbu",
        Index::LengthForAge => "tbu",
        Index::WeightForLength => "bbtb",
    }
}

/// The heading of a picture.
#[must_use]
pub const fn title(index: Index) -> Text {
    match index {
        Index::WeightForAge => t("Berat menurut umur (BB/U)", "Weight for age"),
        Index::LengthForAge => t("Tinggi menurut umur (TB/U)", "Height for age"),
        Index::WeightForLength => t("Berat menurut tinggi (BB/TB)", "Weight for height"),
    }
}

/// What the numbers at the left count.
#[must_use]
pub const fn unit_up(index: Index) -> &'static str {
    match index {
        Index::WeightForAge | Index::WeightForLength => "kg",
        Index::LengthForAge => "cm",
    }
}

/// What the numbers at the bottom count.
#[must_use]
pub const fn unit_across(index: Index) -> Text {
    match index {
        Index::WeightForAge | Index::LengthForAge => AGE_MONTHS,
        Index::WeightForLength => LENGTH_CM,
    }
}

/// What the picture shows, in one sentence.
#[must_use]
pub fn said(picture: &Picture, lang: Lang) -> String {
    let Some(last) = picture.dots.last() else { return NO_DOT.get(lang).to_owned() };
    if last.is_flagged {
        return IS_ODD.get(lang).to_owned();
    }
    let value = match picture.index {
        Index::WeightForAge | Index::WeightForLength => {
            [&Grams(last.at.1).kg(lang), " kg"].concat()
        }
        Index::LengthForAge => [&TenthMm(last.at.1).cm(lang), " cm"].concat(),
    };
    [LAST.get(lang), ": ", &value, ", ", &place(last, lang), "."].concat()
}

/// Between which lines a measure lies.
fn place(dot: &Dot, lang: Lang) -> String {
    let is_on_or_above = |sd: &&i8| dot.centi >= i32::from(**sd) * 100;
    let below = SD_LINES.iter().rfind(is_on_or_above);
    let above = SD_LINES.iter().find(|sd| !is_on_or_above(sd));
    match (below, above) {
        (None, Some(line)) => [BELOW.get(lang), " ", &sd_words(*line)].concat(),
        (Some(line), None) => [ABOVE.get(lang), " ", &sd_words(*line)].concat(),
        (Some(low), Some(high)) => {
            [BETWEEN.get(lang), " ", &sd_words(*low), " ", AND.get(lang), " ", &sd_words(*high)]
                .concat()
        }
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_placed_between_its_lines() {
        let check = |centi, expected: &str| {
            let dot = Dot { at: (0, 0), centi, is_flagged: false, is_last: true };
            assert_eq!(place(&dot, Lang::Id), expected, "{centi}");
        };
        check(-301, "di bawah garis −3");
        check(-300, "di antara garis −3 dan −2");
        check(-200, "di antara garis −2 dan 0");
        check(150, "di antara garis 0 dan +2");
        check(300, "di atas garis +3");
    }
}
