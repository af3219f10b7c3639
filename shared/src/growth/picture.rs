//! A child's measures among WHO's lines: numbers to be drawn, in the units of the tables.
//!
//! The lines come from the same rows as the z-scores, thinned until a drawing of usual size cannot show
//! what is left out. Nothing here knows colours, pixels or words.

use serde::{Deserialize, Serialize};

use super::{
    AGE_DAYS_MAX, AGE_DAYS_STANDING, Assessment, Tables, ZScore, assess,
    lms::Lms,
    series::{Child, Gain, Measure, gain, in_order},
    tables::{SPECS, Table},
};
use crate::sex::Sex;

/// The SD lines that are drawn.
pub const SD_LINES: [i8; 5] = [-3, -2, 0, 2, 3];

/// A thinned line is nowhere farther from the table than the height of its picture divided by this: half
/// a pixel of 200.
const THINNESS: i32 = 400;
/// Days of a month.
const MONTH_DAYS: f64 = 30.4375;

/// A place in a picture: across, and up.
pub type At = (i32, i32);

/// Everything that is shown about the growth of one child.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Growth {
    /// One for each index of which there is something to draw.
    pub pictures: Vec<Picture>,
    /// Every measure, oldest first.
    pub rows: Vec<Row>,
    /// N, T or 2T; empty where nothing can be said.
    #[serde(default)]
    pub gain: Option<String>,
}

/// What is compared with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Index {
    /// BB/U: grams by days.
    WeightForAge,
    /// PB/U and TB/U: 0.1 mm by days.
    LengthForAge,
    /// BB/PB and BB/TB: grams by 0.1 mm.
    WeightForLength,
}

/// One picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// What it compares.
    pub index: Index,
    /// From left to right: days, or 0.1 mm.
    pub across: Axis,
    /// From the bottom up: grams, or 0.1 mm.
    pub up: Axis,
    /// The SD lines, the lowest first.
    pub lines: Vec<Line>,
    /// The child, oldest first.
    pub dots: Vec<Dot>,
}

/// What an axis shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axis {
    /// The value at its beginning.
    pub from: i32,
    /// The value at its end.
    pub to: i32,
    /// Where a number stands, and which: months, kilograms or centimetres.
    pub ticks: Vec<(i32, i32)>,
}

/// One SD line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which.
    pub sd: i8,
    /// Its corners.
    pub corners: Vec<At>,
}

/// One measure in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dot {
    /// Its place; of a flagged one that lies outside, the nearest place inside.
    pub at: At,
    /// Its z-score × 100.
    pub centi: i32,
    /// Hardly possible: drawn apart, and no line leads to it.
    pub is_flagged: bool,
    /// The last measure of all.
    pub is_last: bool,
}

/// One measure in the list below the pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The day, as [`crate::day::Day::number`].
    pub day: i32,
    /// Age in full months.
    pub months: i32,
    /// Weight in grams.
    pub weight_g: Option<i32>,
    /// Length or height as read, in 0.1 mm.
    pub length_01mm: Option<i32>,
    /// Weight for age × 100.
    pub waz: Option<i32>,
    /// Length or height for age × 100.
    pub haz: Option<i32>,
    /// One of its results is hardly possible.
    pub is_flagged: bool,
}

impl Growth {
    /// What is to be shown of these measures, in whatever order they are.
    #[must_use]
    pub fn of(tables: &Tables, child: Child, measures: &[Measure]) -> Self {
        let measures = in_order(child, measures);
        let scored: Vec<Scored> = measures.iter().map(|m| Scored::of(tables, child, m)).collect();
        let indexes = [Index::WeightForAge, Index::LengthForAge, Index::WeightForLength];
        let pictures =
            indexes.into_iter().filter_map(|index| picture(tables, child, &scored, index));
        Self {
            pictures: pictures.collect(),
            rows: scored.iter().map(|one| one.row(child)).collect(),
            gain: gain(tables, child, &measures).map(|gain| String::from(gain.mark())),
        }
    }

    /// N, T or 2T, where that can be said.
    #[must_use]
    pub fn gain(&self) -> Option<Gain> {
        let all = [Gain::Enough, Gain::NotEnough, Gain::NotEnoughTwice];
        all.into_iter().find(|gain| self.gain.as_deref() == Some(gain.mark()))
    }
}

/// A measure with its place in a picture and its z-score there.
type Placed<'a> = (&'a Scored, (At, ZScore));

/// A measure with what the tables say of it.
struct Scored {
    measure: Measure,
    age_days: i32,
    found: Assessment,
}

impl Scored {
    fn of(tables: &Tables, child: Child, measure: &Measure) -> Self {
        let measurement = measure.of(child);
        let found = assess(tables, &measurement);
        Self { measure: *measure, age_days: measurement.age_days, found }
    }

    fn row(&self, child: Child) -> Row {
        let Assessment { waz, haz, whz, .. } = self.found;
        let centi = |z: Option<ZScore>| z.map(|z| z.centi);
        Row {
            day: self.measure.day.number(),
            months: self.measure.day.months_since(child.birth),
            weight_g: self.measure.weight_g,
            length_01mm: self.measure.length_01mm,
            waz: centi(waz),
            haz: centi(haz),
            is_flagged: [waz, haz, whz].into_iter().flatten().any(|z| z.flagged),
        }
    }

    /// Where it stands in a picture, and its z-score.
    fn place(&self, index: Index) -> Option<(At, ZScore)> {
        let length = self.found.adjusted_length_01mm;
        Some(match index {
            Index::WeightForAge => ((self.age_days, self.measure.weight_g?), self.found.waz?),
            Index::LengthForAge => ((self.age_days, length?), self.found.haz?),
            Index::WeightForLength => ((length?, self.measure.weight_g?), self.found.whz?),
        })
    }

    const fn stands(&self) -> bool {
        self.age_days >= AGE_DAYS_STANDING
    }
}

/// The rows of a table in the units of a picture.
#[derive(Clone, Copy)]
struct Rows<'a> {
    tables: &'a Tables,
    table: Table,
    sex: Sex,
    /// What one key of the table is in the picture: days as they are, millimetres as 0.1 mm.
    key_unit: i32,
    /// What one unit of the table (kg, cm) is in the picture.
    value_unit: f64,
}

impl Rows<'_> {
    /// The value of an SD line at a key of the table.
    fn at(self, key: i32, sd: i8) -> Option<i32> {
        let row: Lms = self.tables.row(self.table, self.sex, key)?;
        #[expect(clippy::cast_possible_truncation, reason = "a weight in g or a length in 0.1 mm")]
        let value = (row.value_at(f64::from(sd)) * self.value_unit).round() as i32;
        Some(value)
    }

    /// Every row of an SD line between two places of the picture.
    fn line(self, sd: i8, (from, to): (i32, i32)) -> Vec<At> {
        let keys = from / self.key_unit..=to / self.key_unit;
        keys.filter_map(|key| Some((key * self.key_unit, self.at(key, sd)?))).collect()
    }
}

fn picture(tables: &Tables, child: Child, all: &[Scored], index: Index) -> Option<Picture> {
    // Lying and standing have tables of their own; the last measure says which one is drawn.
    let last = all.iter().rev().find(|one| one.place(index).is_some())?;
    let is_drawn = |one: &&Scored| index != Index::WeightForLength || one.stands() == last.stands();
    let found: Vec<Placed<'_>> = all
        .iter()
        .filter(is_drawn)
        .filter_map(|one| one.place(index).map(|place| (one, place)))
        .collect();
    let (table, key_unit, value_unit) = match index {
        Index::WeightForAge => (Table::WeightForAge, 1, 1_000.0),
        Index::LengthForAge => (Table::LengthForAge, 1, 100.0),
        Index::WeightForLength if last.stands() => (Table::WeightForHeight, 10, 1_000.0),
        Index::WeightForLength => (Table::WeightForLength, 10, 1_000.0),
    };
    let rows = Rows { tables, table, sex: child.sex, key_unit, value_unit };
    let xs: Vec<i32> = found.iter().map(|(_, (at, _))| at.0).collect();
    let across = match index {
        Index::WeightForAge | Index::LengthForAge => ages(&xs),
        Index::WeightForLength => lengths(&xs, table),
    };
    let span = (across.from, across.to);
    let whole: Vec<(i8, Vec<At>)> =
        SD_LINES.into_iter().map(|sd| (sd, rows.line(sd, span))).collect();
    let ys = whole.iter().flat_map(|(_, line)| line.iter().map(|at| at.1));
    let plausible = found.iter().filter(|(_, (_, z))| !z.flagged).map(|(_, (at, _))| at.1);
    let up = heights(index, ys.chain(plausible))?;
    let tolerance = (up.to - up.from) / THINNESS;
    let lines =
        whole.into_iter().map(|(sd, line)| Line { sd, corners: thin(&line, tolerance) }).collect();
    let day = all.last()?.measure.day;
    let dot = |(one, ((x, y), z)): Placed<'_>| Dot {
        at: (x.clamp(across.from, across.to), y.clamp(up.from, up.to)),
        centi: z.centi,
        is_flagged: z.flagged,
        is_last: one.measure.day == day,
    };
    let dots = found.into_iter().map(dot).collect();
    Some(Picture { index, lines, dots, across, up })
}

/// The smallest of a few spans of months that holds all ages.
fn ages(ages_days: &[i32]) -> Axis {
    #[expect(clippy::cast_possible_truncation, reason = "at most 60 months in days")]
    let days = |months: i32| (f64::from(months) * MONTH_DAYS).ceil() as i32;
    let spans = [(0, 12, 2), (0, 24, 6), (24, 60, 6)];
    let holds = |(from, to, _): &(i32, i32, i32)| {
        ages_days.iter().all(|age| (days(*from)..=days(*to)).contains(age))
    };
    let (from, to, step) = spans.into_iter().find(holds).unwrap_or((0, 60, 12));
    let ticks = (from..=to).step_by(usize::try_from(step).unwrap_or(1));
    Axis {
        from: days(from),
        to: days(to).min(AGE_DAYS_MAX),
        ticks: ticks.map(|months| (days(months).min(AGE_DAYS_MAX), months)).collect(),
    }
}

/// So many 0.1 mm beside the shortest and the longest measure are shown as well.
const LENGTH_BESIDE: i32 = 1_000;
/// Every 10 cm a number.
const LENGTH_STEP: i32 = 1_000;

/// The lengths around those that were measured, as far as the table goes.
fn lengths(lengths_01mm: &[i32], table: Table) -> Axis {
    let spec = SPECS[table as usize];
    let (first, last) = (spec.first * 10, spec.last * 10);
    let shortest = lengths_01mm.iter().copied().min().unwrap_or(first);
    let longest = lengths_01mm.iter().copied().max().unwrap_or(last);
    let from = (shortest - LENGTH_BESIDE).div_euclid(LENGTH_STEP) * LENGTH_STEP;
    let to = ((longest + LENGTH_BESIDE).div_euclid(LENGTH_STEP) + 1) * LENGTH_STEP;
    let (from, to) = (from.clamp(first, last), to.clamp(first, last));
    Axis { from, to, ticks: steps(from, to, LENGTH_STEP, 100) }
}

/// From below the lowest to above the highest value, at whole steps of which there are not too many.
fn heights(index: Index, values: impl Iterator<Item = i32>) -> Option<Axis> {
    let (lowest, highest) = values.fold(None, |span: Option<(i32, i32)>, value| {
        Some(span.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
    })?;
    // kg in steps of 1, 2, 5, 10; cm of 5, 10, 20.
    let (choices, unit): (&[i32], i32) = match index {
        Index::LengthForAge => (&[500, 1_000, 2_000], 100),
        Index::WeightForAge | Index::WeightForLength => (&[1_000, 2_000, 5_000, 10_000], 1_000),
    };
    let fits = |step: &&i32| (highest - lowest) / **step <= 8;
    let step = *choices.iter().find(fits).or(choices.last())?;
    let from = lowest.div_euclid(step) * step;
    let to = (highest.div_euclid(step) + 1) * step;
    Some(Axis { from, to, ticks: steps(from, to, step, unit) })
}

/// Every whole step in the span, with its number in a larger unit.
fn steps(from: i32, to: i32, step: i32, unit: i32) -> Vec<At> {
    let first = from.div_euclid(step) + i32::from(from.rem_euclid(step) != 0);
    (first..=to.div_euclid(step)).map(|n| (n * step, n * step / unit)).collect()
}

/// Leaves out corners that lie no farther than `tolerance` from the line without them (Douglas and
/// Peucker, by the distance upwards).
fn thin(line: &[At], tolerance: i32) -> Vec<At> {
    let mut kept = vec![true; line.len()];
    let mut spans = vec![(0, line.len().saturating_sub(1))];
    while let Some((first, last)) = spans.pop() {
        if last <= first + 1 {
            continue;
        }
        let off =
            |idx: &usize| (line[*idx].1 - between(line[first], line[last], line[*idx].0)).abs();
        let farthest = (first + 1..last).max_by_key(off).filter(|idx| off(idx) > tolerance);
        match farthest {
            Some(idx) => spans.extend([(first, idx), (idx, last)]),
            None => kept[first + 1..last].fill(false),
        }
    }
    line.iter().zip(kept).filter(|(_, is_kept)| *is_kept).map(|(corner, _)| *corner).collect()
}

/// The height of the straight line between two corners at `x`.
fn between(from: At, to: At, x: i32) -> i32 {
    let (width, rise) = (i64::from(to.0 - from.0), i64::from(to.1 - from.1));
    if width == 0 {
        return from.1;
    }
    let risen = rise * i64::from(x - from.0) / width;
    from.1 + i32::try_from(risen).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{day::Day, growth::tables::WHO_BIN};

    fn tables() -> Tables {
        Tables::parse(WHO_BIN).expect("the committed tables are whole")
    }

    const BIRTH: Day = Day::from_number(20_000);

    fn measure(age_days: i32, weight_g: i32, length_01mm: i32) -> Measure {
        Measure {
            day: BIRTH.plus(age_days),
            weight_g: Some(weight_g),
            length_01mm: Some(length_01mm),
            position: None,
            oedema: false,
        }
    }

    fn growth(sex: Sex, measures: &[Measure]) -> Growth {
        Growth::of(&tables(), Child { sex, birth: BIRTH }, measures)
    }

    #[test]
    fn thinned_lines_stay_near_the_tables_and_have_few_corners() {
        let spans: [&[i32]; 4] = [&[40], &[40, 700], &[800, 1_700], &[40, 1_700]];
        for sex in [Sex::Male, Sex::Female] {
            for ages in spans {
                let measures: Vec<_> = ages
                    .iter()
                    .map(|age| measure(*age, 4_000 + age * 7, 5_500 + age * 3))
                    .collect();
                let growth = growth(sex, &measures);
                assert_eq!(growth.pictures.len(), 3, "{ages:?}");
                for picture in growth.pictures {
                    let tolerance = (picture.up.to - picture.up.from) / THINNESS + 2;
                    let stands = *ages.last().expect("there is one") >= AGE_DAYS_STANDING;
                    let (table, key_unit, value_unit) = match picture.index {
                        Index::WeightForAge => (Table::WeightForAge, 1, 1_000.0),
                        Index::LengthForAge => (Table::LengthForAge, 1, 100.0),
                        Index::WeightForLength if stands => (Table::WeightForHeight, 10, 1_000.0),
                        Index::WeightForLength => (Table::WeightForLength, 10, 1_000.0),
                    };
                    let tables = tables();
                    let rows = Rows { tables: &tables, table, sex, key_unit, value_unit };
                    for Line { sd, corners } in picture.lines {
                        assert!((2..=30).contains(&corners.len()), "{sd} {}", corners.len());
                        assert_eq!(corners.first().map(|at| at.0), Some(picture.across.from));
                        assert_eq!(corners.last().map(|at| at.0), Some(picture.across.to));
                        for pair in corners.windows(2) {
                            for key in pair[0].0 / key_unit..=pair[1].0 / key_unit {
                                let drawn = between(pair[0], pair[1], key * key_unit);
                                let off = rows.at(key, sd).map(|value| (value - drawn).abs());
                                let what = (picture.index, sd, key);
                                assert!(
                                    off.is_some_and(|off| off <= tolerance),
                                    "{what:?} {off:?}"
                                );
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_dot_lies_between_the_lines_of_its_z_score() {
        let growth = growth(Sex::Female, &[measure(200, 7_000, 6_600), measure(420, 8_000, 7_350)]);
        for picture in &growth.pictures {
            let last = picture.dots.last().expect("two were measured");
            assert!(last.is_last && !last.is_flagged);
            for Line { sd, corners } in &picture.lines {
                let on = corners.windows(2).find(|pair| pair[1].0 >= last.at.0);
                let on = on.map(|pair| between(pair[0], pair[1], last.at.0)).expect("it is inside");
                let is_above = last.centi > i32::from(*sd) * 100;
                assert_eq!(last.at.1 > on, is_above, "{:?} {sd} {}", picture.index, last.centi);
            }
        }
        assert_eq!(growth.rows.len(), 2);
        assert_eq!(growth.rows[1].months, 13);
    }

    #[test]
    fn a_flagged_measure_is_marked_and_stays_inside() {
        let growth = growth(Sex::Male, &[measure(300, 9_000, 7_200), measure(330, 45_000, 7_400)]);
        let picture = &growth.pictures[0];
        let last = picture.dots.last().expect("two were measured");
        assert!(last.is_flagged);
        assert_eq!(last.at.1, picture.up.to);
        assert!(picture.up.to < 20_000, "it does not stretch the picture");
        assert!(growth.rows[1].is_flagged && !growth.rows[0].is_flagged);
        assert_eq!(growth.gain(), None);
    }

    #[test]
    fn lying_and_standing_are_not_drawn_in_one_picture() {
        let measures = [measure(600, 10_500, 8_200), measure(760, 11_500, 8_700)];
        let growth = growth(Sex::Male, &measures);
        let by_length = growth.pictures.iter().find(|one| one.index == Index::WeightForLength);
        assert_eq!(by_length.map(|picture| picture.dots.len()), Some(1));
    }

    #[test]
    fn without_measures_there_is_nothing_to_draw() {
        assert_eq!(growth(Sex::Male, &[]), Growth::default());
        assert_eq!(growth(Sex::Male, &[measure(2_000, 15_000, 10_000)]), Growth::default());
        let alone = Measure { length_01mm: None, ..measure(100, 6_000, 0) };
        let growth = growth(Sex::Male, &[alone]);
        assert_eq!(growth.pictures.len(), 1);
    }
}
