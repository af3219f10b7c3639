//! Growth of a child under five: z-scores by the WHO Child Growth Standards (2006), the categories
//! of Permenkes 2/2020 and the step that a family should take next.
//!
//! Pure arithmetic. Lengths come in as 0.1 mm and weights as grams, because the reference rows hold
//! lengths such as 50.05 cm; the tables come in as an argument ([`Tables`]), because the phone
//! fetches them apart from its program. Nothing here knows forms, records or screens.
//!
//! What the results mean is "perkiraan", never a diagnosis. A figure that a parent merely told must
//! not be passed in at all (domain G′ 6): this module would happily give it a category.
//!
//! The rules are those of WHO's R package `anthro` at commit b776d8a, as domain D.2 to D.4 restates
//! them. The tables lie in `shared/data/who/` with their licence; the same folder holds 453 children
//! with the results of that package, which the tests compare.

pub mod action;
pub mod category;
mod lms;
pub mod picture;
pub mod series;
pub mod tables;

#[cfg(test)]
mod pack;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

use crate::sex::Sex;

use category::{HeightForAge, MuacCategory, WeightForAge, WeightForHeight};
use lms::Lms;
use tables::Table;

// Named together with the functions that take it.
pub use tables::{Tables, TablesError};

/// Stored beside every result, so that one computed by other rules can be told apart: the server
/// compares a phone's results with its own only when both are of this version.
///
/// Raise it by one in the commit of each change that can move a result of a child: a z-score, a flag,
/// a category, or the step that [`action`] takes from them. Without that, every phone that has not
/// been updated yet looks like one that computes wrongly.
///
/// 2: a child that was measured implausibly or standing too young is sent to be looked at when its
/// weight or arm stands out. 3: no result beside a measure that is refused.
pub const ALGORITHM_VERSION: u16 = 3;

/// The last day on which a child is younger than 60 months of 30.4375 days.
const AGE_DAYS_MAX: i32 = 1826;

/// From this day on (24 months = 730.5 days, rounded up) a child is measured standing.
const AGE_DAYS_STANDING: i32 = 731;

/// The last day on which a child is younger than 9 months and cannot have stood.
const AGE_DAYS_CANNOT_STAND_MAX: i32 = 273;

/// The first day of 6 completed months (182.625 days), from which LiLA has categories.
const AGE_DAYS_MUAC_CATEGORY: i32 = 183;

/// What a child is longer lying than standing, in 0.1 mm (0.7 cm).
const LYING_MINUS_STANDING_01MM: i32 = 70;

/// How the length or height was taken (`posisi_ukur`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// Telentang, code L: recumbent length.
    Lying,
    /// Berdiri, code H: standing height.
    Standing,
}

/// What was measured. Missing values give no z-score, values of 0 or less neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measurement {
    /// The sex whose tables apply.
    pub sex: Sex,
    /// Day of measuring minus day of birth.
    pub age_days: i32,
    /// Weight in grams.
    pub weight_g: Option<i32>,
    /// Length or height as read, in 0.1 mm.
    pub length_01mm: Option<i32>,
    /// How the length was taken; unknown means as the age suggests.
    pub position: Option<Position>,
    /// Pitting oedema of both feet.
    pub oedema: bool,
    /// Circumference of the upper arm (LiLA) in 0.1 mm.
    pub muac_01mm: Option<i32>,
    /// Circumference of the head in 0.1 mm.
    pub head_01mm: Option<i32>,
}

/// A z-score as it is stored and judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZScore {
    /// The z-score × 100, rounded; flags and categories follow this number.
    pub centi: i32,
    /// Outside WHO's limits of plausibility: measure again, keep, leave out of statistics.
    pub flagged: bool,
}

/// What a measurement says about a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Length or height for age.
    pub haz: Option<ZScore>,
    /// Weight for age; none with oedema.
    pub waz: Option<ZScore>,
    /// Weight for length or height; none with oedema.
    pub whz: Option<ZScore>,
    /// Body mass index for age; none with oedema.
    pub baz: Option<ZScore>,
    /// Upper arm circumference for age.
    pub muacz: Option<ZScore>,
    /// Head circumference for age.
    pub hcz: Option<ZScore>,
    /// The arm by its fixed limits, at 6 to 59 months.
    pub muac: Option<MuacCategory>,
    /// Oedema was seen, which counts as severe whatever the weight.
    pub oedema: bool,
    /// Said to have stood before 9 months, which WHO holds impossible: the position was ignored.
    pub standing_under_9_months: bool,
    /// The length or height that was used, after converting between lying and standing.
    pub adjusted_length_01mm: Option<i32>,
    /// From birth to below 60 months; outside there is no z-score.
    pub age_in_range: bool,
}

impl Assessment {
    /// BB/U. A flagged z-score has no category here and below: it is to be measured again first.
    #[must_use]
    pub fn bbu(&self) -> Option<WeightForAge> {
        plausible_centi(self.waz).map(WeightForAge::of)
    }

    /// PB/U or TB/U.
    #[must_use]
    pub fn tbu(&self) -> Option<HeightForAge> {
        plausible_centi(self.haz).map(HeightForAge::of)
    }

    /// BB/PB or BB/TB; oedema is severe wasting by itself.
    #[must_use]
    pub fn bbtb(&self) -> Option<WeightForHeight> {
        if self.oedema {
            return Some(WeightForHeight::SeverelyWasted);
        }
        plausible_centi(self.whz).map(WeightForHeight::of)
    }

    /// IMT/U, with the same limits and names as BB/TB.
    #[must_use]
    pub fn imtu(&self) -> Option<WeightForHeight> {
        plausible_centi(self.baz).map(WeightForHeight::of)
    }

    /// Those that rest on weight or length.
    fn scores_of_the_body(&self) -> [Option<ZScore>; 4] {
        [self.haz, self.waz, self.whz, self.baz]
    }

    /// The six z-scores in the order of the fields.
    fn z_scores(&self) -> [Option<ZScore>; 6] {
        [self.haz, self.waz, self.whz, self.baz, self.muacz, self.hcz]
    }
}

/// Computes all that the measurement allows.
#[must_use]
pub fn assess(tables: &Tables, m: &Measurement) -> Assessment {
    let age_in_range = is_age(m.age_days);
    let standing_under_9_months =
        m.position == Some(Position::Standing) && m.age_days <= AGE_DAYS_CANNOT_STAND_MAX;
    let length_01mm = positive(m.length_01mm).map(|length| adjusted_length(m, length));
    // Converting can take less than 0.7 cm below nothing.
    let length_01mm = positive(length_01mm);
    let mut assessment = Assessment {
        haz: None,
        waz: None,
        whz: None,
        baz: None,
        muacz: None,
        hcz: None,
        muac: None,
        oedema: m.oedema,
        standing_under_9_months,
        adjusted_length_01mm: length_01mm,
        age_in_range,
    };
    if !age_in_range {
        return assessment;
    }

    let by_age = |table| tables.row(table, m.sex, m.age_days);
    let (head_01mm, muac_01mm) = (positive(m.head_01mm), positive(m.muac_01mm));
    let [length_cm, head_cm, muac_cm] = [length_01mm, head_01mm, muac_01mm].map(|v| v.map(cm));
    assessment.haz = score(by_age(Table::LengthForAge), length_cm, Lms::z, -600..=600);
    assessment.hcz = score(by_age(Table::HeadForAge), head_cm, Lms::z, -500..=500);
    assessment.muacz = score(by_age(Table::ArmForAge), muac_cm, Lms::z_restricted, -500..=500);
    if m.age_days >= AGE_DAYS_MUAC_CATEGORY {
        assessment.muac = muac_01mm.map(MuacCategory::of);
    }
    // The water in an oedema weighs too: no z-score that rests on weight.
    if !m.oedema {
        assess_weight(tables, m, &mut assessment);
    }
    assessment
}

/// True for the age of a child under five.
fn is_age(age_days: i32) -> bool {
    (0..=AGE_DAYS_MAX).contains(&age_days)
}

/// Fills in the z-scores that rest on weight; the length is already adjusted.
fn assess_weight(tables: &Tables, m: &Measurement, assessment: &mut Assessment) {
    let weight_kg = positive(m.weight_g).map(kg);
    let score = |row, value, plausible| score(row, value, Lms::z_restricted, plausible);
    let by_age = |table| tables.row(table, m.sex, m.age_days);
    assessment.waz = score(by_age(Table::WeightForAge), weight_kg, -600..=500);

    let Some(length_01mm) = assessment.adjusted_length_01mm else {
        return;
    };
    let table = if m.age_days < AGE_DAYS_STANDING {
        Table::WeightForLength
    } else {
        Table::WeightForHeight
    };
    let by_length = tables.row_between(table, m.sex, length_01mm);
    assessment.whz = score(by_length, weight_kg, -500..=500);

    let length_m = cm(length_01mm) / 100.0;
    let bmi = weight_kg.map(|weight_kg| weight_kg / (length_m * length_m));
    assessment.baz = score(by_age(Table::BmiForAge), bmi, -500..=500);
}

/// The length as it would have been in the position that belongs to the age.
fn adjusted_length(m: &Measurement, length_01mm: i32) -> i32 {
    let to_standing = m.age_days >= AGE_DAYS_STANDING;
    let change = match m.position {
        Some(Position::Lying) if to_standing => -LYING_MINUS_STANDING_01MM,
        Some(Position::Standing) if !to_standing && m.age_days > AGE_DAYS_CANNOT_STAND_MAX => {
            LYING_MINUS_STANDING_01MM
        }
        Some(Position::Lying | Position::Standing) | None => 0,
    };
    length_01mm.saturating_add(change)
}

/// Scores, rounds to two decimals and then flags what is not plausible (both in hundredths).
fn score(
    row: Option<Lms>,
    value: Option<f64>,
    z: fn(&Lms, f64) -> f64,
    plausible: RangeInclusive<i32>,
) -> Option<ZScore> {
    let z = z(&row?, value?);
    if !z.is_finite() {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "`as` stops at the ends of i32")]
    let centi = (z * 100.0).round_ties_even() as i32;
    Some(ZScore { centi, flagged: !plausible.contains(&centi) })
}

/// The number behind a z-score that is not flagged.
fn plausible_centi(z: Option<ZScore>) -> Option<i32> {
    z.filter(|z| !z.flagged).map(|z| z.centi)
}

fn positive(value: Option<i32>) -> Option<i32> {
    value.filter(|&value| value > 0)
}

fn cm(length_01mm: i32) -> f64 {
    f64::from(length_01mm) / 100.0
}

fn kg(weight_g: i32) -> f64 {
    f64::from(weight_g) / 1000.0
}
