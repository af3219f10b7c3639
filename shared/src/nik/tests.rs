//! The vectors of the design notes, and the faults that published NIK parsers have.

#![expect(clippy::unwrap_used, reason = "tests")]
use super::*;

/// 2026-11-24, the day for which the vectors were made.
fn today() -> Day {
    day(2026, 11, 24)
}

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day).unwrap()
}

fn nik(digits: &str) -> Nik {
    Nik::parse(digits).unwrap()
}

fn codes(digits: &str, change: impl FnOnce(&mut NikContext<'_>)) -> Vec<&'static str> {
    let regions = Regions::bundled();
    let mut ctx = NikContext { today: today(), sex: None, birth: None, regions: Some(&regions) };
    change(&mut ctx);
    nik(digits).findings(&ctx).into_iter().map(NikFinding::code).collect()
}

fn none(_: &mut NikContext<'_>) {}

#[test]
fn good_vectors_give_sex_and_birth_and_no_finding() {
    for (digits, sex, birth) in [
        ("3523160101909999", Sex::Male, day(1990, 1, 1)),
        ("3523164101909999", Sex::Female, day(1990, 1, 1)),
        ("3523167112859998", Sex::Female, day(1985, 12, 31)),
        ("3523162902009997", Sex::Male, day(2000, 2, 29)),
    ] {
        assert_eq!(nik(digits).sex(), Some(sex), "{digits}");
        assert_eq!(nik(digits).birth(today(), None), Some(birth), "{digits}");
        let found = codes(digits, |ctx| {
            ctx.sex = Some(sex);
            ctx.birth = Some(birth);
        });
        assert_eq!(found, [""; 0], "{digits}");
    }
}

#[test]
fn days_that_do_not_exist_ask_for_confirmation() {
    for digits in [
        "3523162902019997",
        "3523163113909999",
        "3523160000909999",
        "3523163201909999",
        "3523167102859998",
        "3523164001909999",
        "3523167201909999",
        "3523160100909999",
    ] {
        assert_eq!(codes(digits, none), ["nik_tanggal"], "{digits}");
        assert_eq!(nik(digits).birth(today(), None), None, "{digits}");
    }
}

#[test]
fn what_cannot_be_a_nik_is_refused_with_its_code() {
    for (input, code) in [
        ("352316010190999", "nik_format"),
        ("35231601019099999", "nomor_kelebihan"),
        ("3523********9999", "nomor_tertutup"),
        ("3,52E+15", "nomor_dibulatkan"),
        ("", "nik_format"),
        ("35231601O1909999", "nomor_berhuruf"),
        ("3523160101909999x", "nomor_berhuruf"),
        ("1111111111111111", "nik_palsu"),
        ("9999999999999999", "nik_palsu"),
        ("1234567890123456", "nik_palsu"),
        ("9876543210987654", "nik_palsu"),
        ("0000000000000000", "nik_nol"),
        ("0123456789012345", "nik_nol"),
        ("0523160101909999", "nik_nol"),
    ] {
        assert_eq!(Nik::parse(input).unwrap_err().code(), code, "{input}");
    }
    assert_eq!(Nik::parse("35 2316 01"), Err(Unreadable::Format { digits: 8 }.into()));
}

#[test]
fn a_serial_of_zeros_asks_for_confirmation() {
    assert_eq!(codes("3523160101900000", none), ["nik_urut"]);
}

#[test]
fn separators_between_the_digits_do_not_matter() {
    for input in [
        "3523 1601 0190 9999",
        " 35.23.16.010190.9999\n",
        "3523-1601-0190-9999",
        "3523\u{a0}1601–0190\u{200b}9999",
        "NIK : \u{201c}3523/1601/0190/9999\u{201d}",
        "٣٥٢٣١٦٠١٠١٩٠٩٩٩٩",
    ] {
        assert_eq!(nik(input).to_string(), "3523160101909999", "{input}");
    }
}

#[test]
fn a_stored_number_is_the_same_nik() {
    let number = nik("3523160101909999");
    assert_eq!(number.number(), 3_523_160_101_909_999);
    assert_eq!(Nik::from_number(number.number()), Ok(number));
    for number in [-1, 0, 352_316_010_190_999, 10_000_000_000_000_000, i64::MIN, i64::MAX] {
        assert!(Nik::from_number(number).is_err(), "{number}");
    }
}

#[test]
fn the_century_is_the_one_that_is_not_in_the_future() {
    let day_before = nik("3523162511269996");
    assert_eq!(day_before.birth_candidates(today()), [Some(day(1926, 11, 25)), None]);
    assert_eq!(day_before.birth(today(), None), Some(day(1926, 11, 25)));
    let day_after = nik("3523162311269996");
    let both = [Some(day(1926, 11, 23)), Some(day(2026, 11, 23))];
    assert_eq!(day_after.birth_candidates(today()), both);
    assert_eq!(day_after.birth(today(), None), Some(day(2026, 11, 23)));
    assert_eq!(day_after.birth(today(), Some(day(1926, 11, 23))), Some(day(1926, 11, 23)));
    let born_today = nik("3523162411269996");
    assert_eq!(born_today.birth(today(), None), Some(today()));
}

#[test]
fn either_century_satisfies_a_stated_birth() {
    for birth in [day(1926, 11, 23), day(2026, 11, 23)] {
        assert_eq!(codes("3523162311269996", |ctx| ctx.birth = Some(birth)), [""; 0]);
    }
}

#[test]
fn a_birth_corrected_at_dukcapil_is_a_warning_and_wins() {
    let corrected = day(1990, 1, 2);
    let found = codes("3523160101909999", |ctx| ctx.birth = Some(corrected));
    assert_eq!(found, ["nik_tgl_beda"]);
    assert_eq!(nik("3523160101909999").birth(today(), Some(corrected)), Some(corrected));
}

#[test]
fn one_bad_date_is_told_once() {
    let found = codes("3523162902019997", |ctx| ctx.birth = Some(day(2001, 3, 1)));
    assert_eq!(found, ["nik_tanggal"]);
}

#[test]
fn another_sex_than_the_chosen_one_is_a_warning() {
    let check = |digits, sex| codes(digits, |ctx| ctx.sex = Some(sex));
    assert_eq!(check("3523164101909999", Sex::Male), ["nik_jk"]);
    assert_eq!(check("3523160101909999", Sex::Female), ["nik_jk"]);
    assert_eq!(check("3523164101909999", Sex::Female), [""; 0]);
}

#[test]
fn an_old_region_code_is_information_and_needs_the_list() {
    // Papua's 91.01 (Merauke) went to 93.01 in 2022; 35.23.99 never existed.
    for digits in ["9101010101909999", "3523990101909999"] {
        assert_eq!(codes(digits, none), ["nik_wilayah_lama"], "{digits}");
        assert_eq!(codes(digits, |ctx| ctx.regions = None), [""; 0], "{digits}");
    }
}

#[test]
fn an_unknown_province_asks_for_confirmation_once() {
    assert_eq!(codes("9923160101909999", none), ["nik_provinsi"]);
    assert_eq!(codes("9923160101909999", |ctx| ctx.regions = None), ["nik_provinsi"]);
}

#[test]
fn people_born_elsewhere_are_welcome() {
    for digits in ["3171014101909999", "1101010101909999", "9601010101909999"] {
        assert!(!codes(digits, none).contains(&"nik_provinsi"), "{digits}");
    }
}

// What follows goes wrong in published NIK parsers (npm nik-parser 1.0.1 and nik-parse 1.0.0, PyPI
// nomiden 0.0.7, nik-lookup 1.0.0).

#[test]
fn a_woman_is_not_taken_for_a_man() {
    for day_of_month in 1..=31 {
        let male = nik(&format!("352316{day_of_month:02}01909999"));
        let female = nik(&format!("352316{:02}01909999", day_of_month + 40));
        assert_eq!(male.sex(), Some(Sex::Male));
        assert_eq!(female.sex(), Some(Sex::Female));
        assert_eq!(male.birth(today(), None), female.birth(today(), None));
        assert!(male.birth(today(), None).is_some());
    }
}

#[test]
fn days_between_the_sexes_are_of_neither() {
    for day_of_month in (0..1).chain(32..41).chain(72..100) {
        let odd = nik(&format!("352316{day_of_month:02}01909999"));
        assert_eq!(odd.sex(), None, "{day_of_month}");
        assert_eq!(odd.birth_candidates(today()), [None, None], "{day_of_month}");
    }
}

#[test]
fn a_child_born_this_year_is_not_a_centenarian() {
    for (digits, birth) in [
        ("3523160101269999", day(2026, 1, 1)),
        ("3523164111259999", day(2025, 11, 1)),
        ("3523160101009999", day(2000, 1, 1)),
    ] {
        assert_eq!(nik(digits).birth(today(), None), Some(birth), "{digits}");
    }
}

#[test]
fn the_serial_has_four_digits_and_the_region_six() {
    let number = nik("3523164101909871");
    assert_eq!(number.serial(), 9871);
    assert_eq!(number.issued_in().to_string(), "35.23.16");
}

#[test]
fn a_region_code_leads_to_nothing_but_its_own_findings() {
    for region in (0..1000).map(|step| 100_000 + step * 899) {
        let found = codes(&format!("{region}0101909999"), none);
        let own = ["nik_provinsi", "nik_wilayah_lama"];
        assert!(found.len() <= 1 && found.iter().all(|code| own.contains(code)), "{region}");
    }
}

#[test]
fn lists_show_the_masked_number_and_debug_shows_nothing() {
    let number = nik("3523160101909999");
    assert_eq!(number.masked(), "3523••••••••9999");
    let debug = format!("{number:?}");
    assert!(!debug.chars().any(|sign| sign.is_ascii_digit()), "{debug}");
}

#[test]
fn digits_are_read_as_people_type_them_and_nothing_else_is() {
    for (typed, expected) in [
        ("3523 1641-1124.9999", Some("3523164111249999")),
        (" 3523.16 ", Some("352316")),
        ("35231641112499991", Some("35231641112499991")),
        ("35231a", None),
        ("Siti 3523", None),
        (" .- ", None),
        ("", None),
    ] {
        assert_eq!(typed_digits(typed).as_deref(), expected, "{typed}");
    }
}
