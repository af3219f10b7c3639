//! Measures of one child over time: put in order, and whether the weight rises as it should.
//!
//! N, T and 2T are the marks of the KMS, the card that every mother has: "naik", "tidak naik", "dua
//! kali tidak naik". The card asks whether the line of the child follows the lines on it, or whether
//! the gain reached a least gain for the month (KBM). The table of KBM is in none of our sources, so
//! the lines decide here: a weight that did not rise, or that fell below one of WHO's SD lines which
//! it stood on or above before, is "tidak naik".

use super::{Measurement, Position, Tables, assess};
use crate::{
    day::Day,
    sex::Sex,
    text::{Text, t},
};

/// Most measures of one child that are looked at, the latest: one a month for five years.
pub const MEASURES_MAX: usize = 60;

/// Two weights nearer than this say more about the scale than about the child, days. Ours: half of the
/// month in which the KMS expects the next one.
const GAP_DAYS_MIN: i32 = 14;
/// Two weights farther apart are not compared, days. Ours: the KMS compares month with month, and a
/// missed one or two are common.
const GAP_DAYS_MAX: i32 = 100;

/// The SD lines of the KMS, z-scores × 100.
const KMS_LINES: [i32; 7] = [-300, -200, -100, 0, 100, 200, 300];

/// Whose measures they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Child {
    /// The sex whose tables apply.
    pub sex: Sex,
    /// Day of birth.
    pub birth: Day,
}

/// What was measured on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// When.
    pub day: Day,
    /// Weight in grams.
    pub weight_g: Option<i32>,
    /// Length or height as read, in 0.1 mm.
    pub length_01mm: Option<i32>,
    /// How the length was taken.
    pub position: Option<Position>,
    /// Pitting oedema of both feet.
    pub oedema: bool,
}

/// Whether the weight rises as it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gain {
    /// N: it does.
    Enough,
    /// T: it did not since the last time.
    NotEnough,
    /// 2T: it did not, two times in a row.
    NotEnoughTwice,
}

impl Gain {
    /// What the KMS calls it.
    #[must_use]
    pub const fn mark(self) -> &'static str {
        match self {
            Gain::Enough => "N",
            Gain::NotEnough => "T",
            Gain::NotEnoughTwice => "2T",
        }
    }

    /// What it means, in words that can be said to the parents.
    #[must_use]
    pub const fn words(self) -> Text {
        match self {
            Gain::Enough => t("Berat naik (N)", "The weight rises (N)"),
            Gain::NotEnough => {
                t("Berat tidak naik cukup (T)", "The weight does not rise enough (T)")
            }
            Gain::NotEnoughTwice => t(
                "Berat tidak naik cukup, dua kali berturut-turut (2T). Ajak periksa ke Puskesmas.",
                "The weight did not rise enough, two times in a row (2T). Go to the Puskesmas.",
            ),
        }
    }
}

impl Measure {
    /// As it is scored.
    #[must_use]
    pub fn of(&self, child: Child) -> Measurement {
        Measurement {
            sex: child.sex,
            age_days: self.day.since(child.birth),
            weight_g: self.weight_g,
            length_01mm: self.length_01mm,
            position: self.position,
            oedema: self.oedema,
            muac_01mm: None,
            head_01mm: None,
        }
    }
}

/// The measures of a child under five, oldest first, one for a day, the latest [`MEASURES_MAX`]. Of two
/// on one day the one that stands later in the list counts.
#[must_use]
pub fn in_order(child: Child, measures: &[Measure]) -> Vec<Measure> {
    let is_in_age = |measure: &&Measure| super::is_age(measure.day.since(child.birth));
    let mut ordered: Vec<Measure> = measures.iter().filter(is_in_age).copied().collect();
    // A stable sort: those of one day keep their order.
    ordered.sort_by_key(|measure| measure.day);
    ordered.reverse();
    ordered.dedup_by_key(|measure| measure.day);
    ordered.truncate(MEASURES_MAX);
    ordered.reverse();
    ordered
}

/// Whether the weight rises as it should, by measures that [`in_order`] made; `None` where the last one
/// has no plausible weight, or none before it is near enough to be compared.
#[must_use]
pub fn gain(tables: &Tables, child: Child, measures: &[Measure]) -> Option<Gain> {
    let weights: Vec<Weight> =
        measures.iter().filter_map(|measure| Weight::of(tables, child, measure)).collect();
    let (now, before) = weights.split_last()?;
    // A later measure without a weight says nothing about the weight.
    if measures.last()?.day != now.day {
        return None;
    }
    let (last, earlier) = before.split_last()?;
    if now.rose_since(last)? {
        return Some(Gain::Enough);
    }
    let twice = earlier.last().and_then(|earlier| last.rose_since(earlier)) == Some(false);
    Some(if twice { Gain::NotEnoughTwice } else { Gain::NotEnough })
}

/// A weight that can be compared.
struct Weight {
    day: Day,
    weight_g: i32,
    /// Weight for age × 100.
    centi: i32,
}

impl Weight {
    fn of(tables: &Tables, child: Child, measure: &Measure) -> Option<Self> {
        let waz = assess(tables, &measure.of(child)).waz.filter(|z| !z.flagged)?;
        Some(Self { day: measure.day, weight_g: measure.weight_g?, centi: waz.centi })
    }

    /// True when the weight rose and is on or above every line that it was on or above before; `None`
    /// where the two are too near or too far apart.
    fn rose_since(&self, before: &Weight) -> Option<bool> {
        let gap_days = self.day.since(before.day);
        (GAP_DAYS_MIN..=GAP_DAYS_MAX)
            .contains(&gap_days)
            .then(|| self.weight_g > before.weight_g && self.channel() >= before.channel())
    }

    /// How many lines it stands on or above.
    fn channel(&self) -> usize {
        KMS_LINES.iter().filter(|line| self.centi >= **line).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::tables::WHO_BIN;

    const CHILD: Child = Child { sex: Sex::Male, birth: Day::from_number(20_000) };

    fn weighed(age_days: i32, weight_g: i32) -> Measure {
        Measure {
            day: CHILD.birth.plus(age_days),
            weight_g: Some(weight_g),
            length_01mm: None,
            position: None,
            oedema: false,
        }
    }

    fn check(weights: &[(i32, i32)], expected: Option<Gain>) {
        let tables = Tables::parse(WHO_BIN).expect("the committed tables are whole");
        let measures: Vec<_> = weights.iter().map(|(age, weight)| weighed(*age, *weight)).collect();
        assert_eq!(gain(&tables, CHILD, &in_order(CHILD, &measures)), expected, "{weights:?}");
    }

    #[test]
    fn a_weight_that_follows_the_lines_rises() {
        // The median of boys is 7,934 g at 182 days, 8,297 g at 212 and 8,611 g at 243.
        check(&[(182, 7_950), (212, 8_310)], Some(Gain::Enough));
        check(&[(182, 7_950), (212, 8_310), (243, 8_640)], Some(Gain::Enough));
        // Between two lines there is room.
        check(&[(182, 8_500), (212, 8_510)], Some(Gain::Enough));
    }

    #[test]
    fn a_weight_that_stays_or_falls_below_a_line_does_not_rise() {
        check(&[(182, 7_950), (212, 7_950)], Some(Gain::NotEnough));
        check(&[(182, 8_500), (212, 8_400)], Some(Gain::NotEnough));
        // Heavier, and below the median now.
        check(&[(182, 7_950), (212, 8_200)], Some(Gain::NotEnough));
    }

    #[test]
    fn two_in_a_row_are_told_apart_from_one() {
        check(&[(182, 7_950), (212, 7_950), (243, 7_950)], Some(Gain::NotEnoughTwice));
        check(&[(151, 7_600), (182, 7_600), (212, 8_310)], Some(Gain::Enough));
        check(&[(151, 7_000), (182, 7_950), (212, 7_950)], Some(Gain::NotEnough));
        // Once, long ago, is not in a row.
        check(&[(30, 4_000), (182, 7_950), (212, 7_950)], Some(Gain::NotEnough));
    }

    #[test]
    fn what_cannot_be_compared_says_nothing() {
        check(&[], None);
        check(&[(182, 7_950)], None);
        check(&[(182, 7_950), (182 + GAP_DAYS_MIN - 1, 7_950)], None);
        check(&[(182, 7_950), (182 + GAP_DAYS_MAX + 1, 7_950)], None);
        // Hardly possible, outside the age, or with oedema.
        check(&[(182, 7_950), (212, 59_000)], None);
        check(&[(1_800, 16_000), (1_830, 16_000)], None);
        let tables = Tables::parse(WHO_BIN).expect("the committed tables are whole");
        let swollen = Measure { oedema: true, ..weighed(212, 7_950) };
        assert_eq!(gain(&tables, CHILD, &[weighed(182, 7_950), swollen]), None);
        let unweighed = Measure { weight_g: None, length_01mm: Some(7_000), ..weighed(243, 0) };
        let measures = [weighed(182, 7_950), weighed(212, 7_950), unweighed];
        assert_eq!(gain(&tables, CHILD, &measures), None);
    }

    #[test]
    fn measures_are_put_in_order_and_bounded() {
        let mut measures: Vec<_> = (0..200).rev().map(|age| weighed(age * 5, 5_000)).collect();
        measures.push(weighed(995, 9_000));
        measures.push(weighed(-3, 3_000));
        let ordered = in_order(CHILD, &measures);
        assert_eq!(ordered.len(), MEASURES_MAX);
        assert!(ordered.is_sorted_by(|one, next| one.day < next.day));
        assert_eq!(ordered.last(), Some(&weighed(995, 9_000)));
    }
}
