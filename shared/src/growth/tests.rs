//! What WHO's own program, published examples and the regulation say, against what we compute.

use super::action::{Action, action};
use super::pack::scaled;
use super::tables::WHO_BIN;
use super::*;

/// 453 children with the results of WHO's R package; how it was made: domain.md D.7.
const EXPECTED: &str = include_str!("../../data/who/expected_zscores.csv");

fn tables() -> Tables {
    Tables::parse(WHO_BIN).expect("the committed tables are whole")
}

/// A child of whom nothing is measured yet.
fn child(sex: Sex, age_days: i32) -> Measurement {
    Measurement {
        sex,
        age_days,
        weight_g: None,
        length_01mm: None,
        position: None,
        oedema: false,
        muac_01mm: None,
        head_01mm: None,
    }
}

pub(super) fn boy(age_days: i32) -> Measurement {
    child(Sex::Male, age_days)
}

fn girl(age_days: i32) -> Measurement {
    child(Sex::Female, age_days)
}

impl Measurement {
    pub(super) fn weight(self, weight_g: i32) -> Self {
        Self { weight_g: Some(weight_g), ..self }
    }

    pub(super) fn lying(self, length_01mm: i32) -> Self {
        Self { length_01mm: Some(length_01mm), position: Some(Position::Lying), ..self }
    }

    pub(super) fn standing(self, length_01mm: i32) -> Self {
        Self { length_01mm: Some(length_01mm), position: Some(Position::Standing), ..self }
    }

    pub(super) fn long(self, length_01mm: i32) -> Self {
        Self { length_01mm: Some(length_01mm), ..self }
    }

    pub(super) fn arm(self, muac_01mm: i32) -> Self {
        Self { muac_01mm: Some(muac_01mm), ..self }
    }

    pub(super) fn assess(&self) -> Assessment {
        assess(&tables(), self)
    }
}

fn centi(z: Option<ZScore>) -> Option<i32> {
    z.map(|z| z.centi)
}

fn flagged(z: Option<ZScore>) -> Option<bool> {
    z.map(|z| z.flagged)
}

/// HAZ, WAZ, WHZ and BAZ, with a mark on those that are flagged.
fn four(m: Measurement) -> [Option<(i32, bool)>; 4] {
    let a = m.assess();
    [a.haz, a.waz, a.whz, a.baz].map(|z| z.map(|z| (z.centi, z.flagged)))
}

#[test]
fn all_453_children_score_as_in_whos_own_program() {
    let tables = tables();
    let mut lines = EXPECTED.lines();
    let names: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let (mut n_rows, mut n_z_scores) = (0, 0);
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |name: &str| cells[names.iter().position(|n| *n == name).expect(name)];
        let number =
            |name: &str, scale| (!cell(name).is_empty()).then(|| scaled(cell(name), scale));
        let result = assess(
            &tables,
            &Measurement {
                sex: if cell("sex") == "M" { Sex::Male } else { Sex::Female },
                age_days: scaled(cell("age_days"), 1),
                weight_g: number("weight_kg", 1000),
                length_01mm: number("lenhei_cm", 100),
                position: match cell("measure") {
                    "L" => Some(Position::Lying),
                    "H" => Some(Position::Standing),
                    _ => None,
                },
                oedema: cell("oedema") == "y",
                muac_01mm: number("muac_cm", 100),
                head_01mm: number("headc_cm", 100),
            },
        );
        let id = format!("case {}", cell("case_id"));
        for (name, ours) in [
            ("haz", result.haz),
            ("waz", result.waz),
            ("whz", result.whz),
            ("baz", result.baz),
            ("muacz", result.muacz),
            ("hcz", result.hcz),
        ] {
            // Both sides are whole hundredths, so "within 0.0051" leaves no room but equality.
            assert_eq!(centi(ours), number(name, 100), "{id}: {name}");
            let flag = format!("flag_{name}");
            if names.contains(&flag.as_str()) {
                let expected = number(&flag, 1).map(|flag| flag == 1);
                assert_eq!(flagged(ours), expected, "{id}: {flag}");
            }
            n_z_scores += usize::from(ours.is_some());
        }
        assert_eq!(result.standing_under_9_months, cell("c9mo_flag") == "1", "{id}: c9mo_flag");
        assert_eq!(result.adjusted_length_01mm, number("clenhei_cm", 100), "{id}: clenhei_cm");
        n_rows += 1;
    }
    assert_eq!((n_rows, n_z_scores), (453, 1971));
}

#[test]
fn whos_readme_examples_come_out_as_printed() {
    let near = |centi| Some((centi, false));
    let odd = |centi| Some((centi, true));
    for (m, expected) in [
        (boy(1001).weight(18_000).long(12_000), [odd(731), near(220), near(-239), near(-301)]),
        (girl(1000).weight(15_000).long(8_000), [near(-350), near(95), near(413), near(466)]),
        (boy(1010).weight(10_000).long(10_000), [near(162), near(-276), odd(-519), odd(-561)]),
        (boy(1000).weight(15_000).long(10_000), [near(170), near(69), near(-29), near(-58)]),
    ] {
        assert_eq!(four(m), expected, "{m:?}");
    }
}

#[test]
fn whos_test_cases_come_out_as_asserted() {
    assert_eq!(centi(girl(1522).weight(17_000).assess().waz), Some(24));
    assert_eq!(centi(boy(44).long(5_000).assess().haz), Some(-329));

    let lying = boy(987).lying(7_286).assess();
    assert_eq!(lying.adjusted_length_01mm, Some(7_216));
    assert_eq!(lying.haz, Some(ZScore { centi: -609, flagged: true }));

    // 24 months are 730.5 days, rounded up.
    assert_eq!(centi(girl(731).long(7_750).assess().haz), Some(-255));
}

#[test]
fn nobody_stands_before_nine_months() {
    // 8 months are 243.5 days, 9 months 273.9; both round up.
    let eight = boy(244).standing(6_000).assess();
    assert!(eight.standing_under_9_months);
    assert_eq!((eight.adjusted_length_01mm, centi(eight.haz)), (Some(6_000), Some(-481)));

    let nine = boy(274).standing(6_000).assess();
    assert!(!nine.standing_under_9_months);
    assert_eq!((nine.adjusted_length_01mm, centi(nine.haz)), (Some(6_070), Some(-502)));

    assert!(boy(273).standing(6_900).assess().standing_under_9_months);
    assert!(!boy(244).lying(6_000).assess().standing_under_9_months);
}

#[test]
fn medians_and_lower_limits_are_those_of_the_printed_tables() {
    let tables = tables();
    for (sex, age_days, printed_mm) in [
        (Sex::Male, 365, [757.0, 710.0, 686.0]),
        (Sex::Female, 365, [740.0, 689.0, 663.0]),
        (Sex::Male, 731, [871.0, 810.0, 780.0]),
        (Sex::Female, 1096, [951.0, 874.0, 836.0]),
    ] {
        let row = tables.row(Table::LengthForAge, sex, age_days).expect("a row");
        let ours = [0.0, -2.0, -3.0].map(|z| (row.value_at(z) * 10.0).round());
        assert_eq!(ours, printed_mm, "{sex:?} at {age_days} days");
    }
}

#[test]
fn daily_rows_are_used_and_not_those_of_the_month() {
    let of_day = |age_days| centi(boy(age_days).weight(8_000).assess().waz);
    assert_ne!(of_day(183), of_day(200), "both days belong to the seventh month");
}

#[test]
fn weight_for_height_changes_its_table_at_731_days_and_not_a_day_earlier() {
    // The tables are 0.7 cm apart, so one length without a position gives two results.
    let whz = |age_days| centi(boy(age_days).weight(10_000).long(8_000).assess().whz);
    assert_eq!(whz(729), whz(730));
    assert_ne!(whz(730), whz(731));
    assert_eq!(whz(731), whz(732));
    // Converted lengths make the two tables one: lying 80.7 cm is standing 80.0 cm.
    let lying = boy(731).weight(10_000).lying(8_070).assess();
    let standing = boy(730).weight(10_000).standing(8_000).assess();
    assert_eq!(centi(lying.whz), whz(731));
    assert_eq!(centi(standing.whz), whz(731));
}

#[test]
fn weight_scores_beyond_three_are_restricted() {
    let row = tables().row(Table::WeightForAge, Sex::Female, 600).expect("a row");
    let plain = row.z(4.0);
    let restricted = row.z_restricted(4.0);
    assert!(plain < restricted && restricted < -3.0, "{plain} is not beyond {restricted}");
    let expected = -3.0 + (4.0 - row.value_at(-3.0)) / (row.value_at(-2.0) - row.value_at(-3.0));
    assert_eq!(restricted, expected);
    assert_eq!(row.z(9.0), row.z_restricted(9.0), "within three nothing is restricted");
}

#[test]
fn height_for_age_is_never_restricted() {
    // The plain formula with the printed row of 44 days: (70 / 56.4833 − 1) / 0.03492.
    assert_eq!(centi(boy(44).long(7_000).assess().haz), Some(685));
}

#[test]
fn lengths_between_two_rows_are_interpolated_and_not_rounded() {
    let whz = |length_01mm| centi(boy(300).weight(7_000).long(length_01mm).assess().whz);
    let ends = (whz(7_000), whz(7_010));
    let middle = whz(7_005);
    assert!(ends.0 > middle && middle > ends.1, "{middle:?} is not between {ends:?}");
}

#[test]
fn a_length_outside_one_table_is_not_looked_up_in_the_other() {
    for (age_days, inside, outside) in
        [(400, [4_500, 11_000], [4_499, 11_001]), (900, [6_500, 12_000], [6_499, 12_001])]
    {
        for length in inside {
            assert!(boy(age_days).weight(9_000).long(length).assess().whz.is_some());
        }
        for length in outside {
            assert_eq!(boy(age_days).weight(9_000).long(length).assess().whz, None, "{length}");
        }
    }
}

#[test]
fn the_last_day_is_1826() {
    let of_day = |age_days| boy(age_days).weight(18_000).long(10_800).arm(1_600).assess();
    assert!(of_day(1826).age_in_range && of_day(1826).z_scores()[..5].iter().all(Option::is_some));
    for age_days in [1827, 1856, 1857, i32::MAX, -1, i32::MIN] {
        let outside = of_day(age_days);
        assert!(!outside.age_in_range);
        assert_eq!((outside.z_scores(), outside.muac), ([None; 6], None), "{age_days}");
    }
}

#[test]
fn oedema_leaves_no_score_that_rests_on_weight_and_counts_as_severe() {
    let m = Measurement { oedema: true, ..boy(400).weight(8_200).lying(7_200) };
    let a = m.assess();
    assert_eq!((centi(a.haz), a.waz, a.whz, a.baz), (Some(-209), None, None, None));
    assert_eq!(a.bbtb(), Some(WeightForHeight::SeverelyWasted));
    assert_eq!(action(&a), Action::ReferSoon);
}

#[test]
fn values_of_zero_and_impossible_ones_score_nothing_and_stop_nothing() {
    for value in [i32::MIN, -1, 0] {
        let m = Measurement { head_01mm: Some(value), ..boy(400).weight(value).arm(value) };
        assert_eq!(m.lying(value).assess().z_scores(), [None; 6], "{value}");
    }
    let nothing_left = boy(900).weight(9_000).lying(70).assess();
    assert_eq!(nothing_left.adjusted_length_01mm, None);
    assert_eq!((nothing_left.haz, nothing_left.baz), (None, None));
    for value in [1, i32::MAX] {
        let m = Measurement { head_01mm: Some(value), ..boy(400).weight(value).arm(value) };
        for m in [m.lying(value), m.standing(value)] {
            let a = m.assess();
            assert_eq!([a.haz, a.waz, a.muacz, a.hcz].map(flagged), [Some(true); 4], "{m:?}");
        }
    }
}

#[test]
fn a_category_follows_the_rounded_score() {
    // The plain score is −2.0009, which some programs call stunted.
    let row = tables().row(Table::LengthForAge, Sex::Male, 381).expect("a row");
    let found = (6_000..9_000).find_map(|length_01mm| {
        let z = row.z(f64::from(length_01mm) / 100.0);
        (-2.005..-2.0).contains(&z).then_some((z, length_01mm))
    });
    let (z, length_01mm) = found.expect("a length a little below the limit");
    let a = boy(381).lying(length_01mm).assess();
    assert_eq!((centi(a.haz), a.tbu()), (Some(-200), Some(HeightForAge::Normal)), "z was {z}");
}

#[test]
fn the_arm_has_fixed_limits_from_6_to_59_months() {
    use MuacCategory::{Moderate, Normal, Severe};
    for (muac_01mm, expected) in
        [(1_149, Severe), (1_150, Moderate), (1_249, Moderate), (1_250, Normal)]
    {
        assert_eq!(girl(400).arm(muac_01mm).assess().muac, Some(expected), "{muac_01mm}");
    }
    assert_eq!(girl(182).arm(1_100).assess().muac, None);
    assert_eq!(girl(183).arm(1_100).assess().muac, Some(Severe));
    assert_eq!(girl(1826).arm(1_100).assess().muac, Some(Severe));
    assert_eq!(girl(90).arm(1_100).assess().muacz, None, "the table begins at 91 days");
    assert!(girl(91).arm(1_100).assess().muacz.is_some());
}

#[test]
fn a_flagged_score_has_no_category() {
    let a = boy(987).weight(12_000).lying(7_286).assess();
    assert_eq!((flagged(a.haz), a.tbu()), (Some(true), None));
    assert_eq!(a.bbu(), Some(WeightForAge::Normal));
}
