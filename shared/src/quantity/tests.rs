//! Numbers as people write them, and thousands that nobody would.

#![expect(clippy::unwrap_used, reason = "tests")]
use super::*;

/// A small seeded generator (splitmix64), so that a failure can be replayed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> usize {
        usize::try_from(self.next() % end).unwrap()
    }

    /// A number of any length and sign.
    fn number(&mut self) -> i64 {
        let bits = self.next() % 64;
        self.next().cast_signed() >> bits
    }
}

fn check(input: &str, scale: u8, expected: Result<i64, &str>) {
    let parsed = parse_decimal(input, scale).map_err(NumberError::code);
    assert_eq!(parsed, expected, "{input:?} at scale {scale}");
}

#[test]
fn a_comma_and_a_dot_both_separate_decimals() {
    for input in
        ["9,5", "9.5", "9,50", " 9,5 ", "9 ,5", "9, 5", "09,5", "\u{a0}9.500", "٩,٥", "９,５"]
    {
        check(input, 3, Ok(9_500));
    }
    check("9,50", 1, Ok(95));
    check("9", 1, Ok(90));
    check("9,", 1, Ok(90));
    check(",5", 1, Ok(5));
    check("0", 3, Ok(0));
    check("-0", 3, Ok(0));
    check("1.500", 3, Ok(1_500));
    check("75,75", 2, Ok(7_575));
}

#[test]
fn what_is_no_decimal_number_is_told_by_its_code() {
    for (input, code) in [
        ("", "angka_kosong"),
        ("   ", "angka_kosong"),
        ("-", "angka_kosong"),
        (",", "angka_format"),
        ("9kg", "angka_format"),
        ("9 5", "angka_format"),
        ("9,5 5", "angka_format"),
        ("+9", "angka_format"),
        ("--9", "angka_format"),
        ("1e3", "angka_format"),
        ("9,555", "angka_desimal"),
        ("9,501", "angka_desimal"),
        ("1.000", "angka_desimal"),
        ("9,5,5", "angka_koma_ganda"),
        ("1.500,5", "angka_koma_ganda"),
        ("9,.5", "angka_koma_ganda"),
        ("-9,5", "angka_negatif"),
        ("99999999999999999999", "angka_besar"),
        ("92233720368547758,08", "angka_besar"),
    ] {
        check(input, 2, Err(code));
    }
    check("92233720368547758,07", 2, Ok(i64::MAX));
    check("9,5000", 2, Ok(950));
}

#[test]
fn rupiah_have_dots_between_groups_of_three() {
    for input in ["1500000", "1.500.000", "1 500 000", " 1.500.000 "] {
        check(input, 0, Ok(1_500_000));
    }
    check("500", 0, Ok(500));
    check("007", 0, Ok(7));
    for input in ["1.50", "1.5000", "1500.000", ".500", "1..500", "1.500.", "0.500", "1.500.00"] {
        check(input, 0, Err("angka_titik"));
    }
    check("1,5", 0, Err("angka_desimal"));
    check("1.500,00", 0, Err("angka_desimal"));
    check("Rp1.500", 0, Err("angka_format"));
    check("-1.500", 0, Err("angka_negatif"));
}

#[test]
fn a_number_below_zero_is_read_where_it_is_allowed() {
    for (input, expected) in [("-6,5", -65), ("\u{2212}6.5", -65), ("- 6,5", -65), ("6,5", 65)] {
        assert_eq!(parse_signed_decimal(input, 1), Ok(expected), "{input}");
    }
    assert_eq!(parse_signed_decimal("-1.500", 0), Ok(-1_500));
}

#[test]
fn numbers_are_shown_as_people_write_them() {
    for (value, scale, text) in [
        (9_500, 3, "9,5"),
        (10_000, 3, "10"),
        (9_505, 3, "9,505"),
        (5, 3, "0,005"),
        (0, 3, "0"),
        (-65, 1, "-6,5"),
        (-5, 2, "-0,05"),
        (1_500_000, 0, "1500000"),
        (i64::MIN, 0, "-9223372036854775808"),
        (1, 25, "0,0000000000000000000000001"),
    ] {
        assert_eq!(format_decimal(value, scale, Lang::Id), text);
        assert_eq!(format_decimal(value, scale, Lang::En), text.replace(',', "."));
    }
    for (value, text) in [
        (0, "0"),
        (999, "999"),
        (1_000, "1.000"),
        (1_500_000, "1.500.000"),
        (-12_345, "-12.345"),
        (i64::MIN, "-9.223.372.036.854.775.808"),
    ] {
        assert_eq!(format_grouped(value, Lang::Id), text);
        assert_eq!(format_grouped(value, Lang::En), text.replace('.', ","));
    }
}

#[test]
fn what_is_shown_reads_back_as_the_same_number() {
    let mut random = Random(1);
    for round in 0..20_000 {
        // The magnitude of i64::MIN is not read back: it is one more than the largest number.
        let value = random.number().max(-i64::MAX);
        let scale = u8::try_from(random.below(19)).unwrap();
        for lang in [Lang::Id, Lang::En] {
            let shown = format_decimal(value, scale, lang);
            assert_eq!(parse_signed_decimal(&shown, scale), Ok(value), "round {round}: {shown}");
        }
        let grouped = format_grouped(value, Lang::Id);
        assert_eq!(parse_signed_decimal(&grouped, 0), Ok(value), "round {round}: {grouped}");
    }
}

#[test]
fn no_input_makes_the_reader_panic_or_give_a_negative_number() {
    let signs: Vec<char> = "0123456789.,- \u{2212}\u{a0}+eRp٣😀\0".chars().collect();
    let mut random = Random(2);
    let mut n_read = 0;
    for _ in 0..50_000 {
        let length = random.below(24);
        let input: String = (0..length).map(|_| signs[random.below(signs.len() as u64)]).collect();
        let scale = u8::try_from(random.below(256)).unwrap();
        for scale in [0, scale % 4, scale] {
            if let Ok(value) = parse_decimal(&input, scale) {
                assert!(value >= 0, "{input:?}");
                n_read += 1;
            }
        }
    }
    assert!(n_read > 1_000, "the generator makes too few numbers: {n_read}");
}

#[test]
fn weights_and_lengths_are_in_the_units_of_the_growth_tables() {
    assert_eq!(Grams::parse_kg("9,5"), Ok(Grams(9_500)));
    assert_eq!(Grams(9_500).kg(Lang::Id), "9,5");
    assert_eq!(TenthMm::parse_cm("75,7"), Ok(TenthMm(7_570)));
    assert_eq!(TenthMm::parse_cm("50.05"), Ok(TenthMm(5_005)));
    assert_eq!(TenthMm(7_570).cm(Lang::En), "75.7");
    assert_eq!(Grams::parse_kg("3000000"), Err(NumberError::TooLarge));
}
