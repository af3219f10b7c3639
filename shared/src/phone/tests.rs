//! Numbers as people write and paste them.

#![expect(clippy::unwrap_used, reason = "tests")]
use super::*;

fn check(input: &str, e164: &str, shown: &str, finding: Option<PhoneFinding>) {
    let phone = Phone::parse(input).unwrap_or_else(|error| panic!("{input}: {error}"));
    assert_eq!(phone.e164(), e164, "{input}");
    assert_eq!(phone.to_string(), shown, "{input}");
    assert_eq!(phone.finding(), finding, "{input}");
}

#[test]
fn every_way_of_writing_a_mobile_number_is_one_number() {
    for input in [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "(0812) 34567890",
        "6281234567890",
        "+6281234567890",
        "+62 812-3456-7890",
        "+62 0812 3456 7890",
        "+62 (0) 812 3456 7890",
        "62 0 812 3456 7890",
        "0062 812 3456 7890",
        "81234567890",
        "\u{202a}+62 812\u{2011}3456\u{2011}7890\u{202c}",
        " 081234567890 ",
        "WA 081234567890",
        "No. HP: 0812-3456-7890",
        "tel:+6281234567890",
        "*081234567890*",
        "https://wa.me/6281234567890",
        "wa.me/+6281234567890?text=Halo%20Bu",
        "https://api.whatsapp.com/send?phone=6281234567890&text=1",
        "٠٨١٢٣٤٥٦٧٨٩٠",
        "０８１２-３４５６-７８９０",
        "0812/3456/7890",
        "+0812 3456 7890",
    ] {
        check(input, "+6281234567890", "0812-3456-7890", None);
    }
}

#[test]
fn short_and_long_numbers_are_grouped_to_be_read_aloud() {
    check("0811123456", "+62811123456", "0811-123-456", None);
    check("08111234567", "+628111234567", "0811-1234-567", None);
    check("0895123456789", "+62895123456789", "0895-1234-56789", None);
}

#[test]
fn a_fixed_line_is_kept_and_told() {
    let landline = Some(PhoneFinding::Landline);
    check("0356-321123", "+62356321123", "0356-321123", landline);
    check("(0356) 321 123", "+62356321123", "0356-321123", landline);
    check("+62 31 5012345", "+62315012345", "031-5012345", landline);
    check("035632112345", "+6235632112345", "0356-32112345", landline);
    check("0215012345", "+62215012345", "021-5012345", landline);
}

#[test]
fn prefixes_that_mobiles_do_not_have_are_a_warning() {
    check("084112345678", "+6284112345678", "0841-1234-5678", Some(PhoneFinding::NotMobile));
    check("08001234567", "+628001234567", "0800-1234-567", Some(PhoneFinding::NotMobile));
    assert_eq!(PhoneFinding::NotMobile.code(), "hp_awalan");
}

#[test]
fn what_is_no_number_is_refused() {
    for input in [
        "",
        "-",
        "+",
        "0",
        "62",
        "08123456",
        "081234567",
        "08123456789012",
        "0812345O7890",
        "0812+34567890",
        "0812 (Bu Siti)",
        "081234567890 Bu Siti",
        "321123456",
        "++6281234567890",
        "356321123",
        "0156321123",
        "0356321",
        "0356321123456",
        "000000000000",
        "08123456789081234567890812345678901",
    ] {
        assert!(Phone::parse(input).is_err(), "{input}");
    }
}

#[test]
fn a_number_of_another_country_is_kept_and_told_as_such() {
    let foreign = Some(PhoneFinding::Foreign);
    for input in ["+60 12 345 6789", "0060123456789", "https://wa.me/60123456789"] {
        check(input, "+60123456789", "+60123456789", foreign);
    }
    check("+852 9123 4567", "+85291234567", "+85291234567", foreign);
    check("+886 912 345 678", "+886912345678", "+886912345678", foreign);
    check("+966 50 123 4567", "+966501234567", "+966501234567", foreign);
    for input in ["60123456789", "+60123", "+6012345678901234"] {
        assert!(Phone::parse(input).is_err(), "{input}: nothing says that it is foreign");
    }
}

#[test]
fn two_numbers_are_told_apart_from_a_long_one() {
    for input in [
        "081234567890/081234567891",
        "081234567890 081234567891",
        "0812-3456-7890 atau 0813-1111-2222",
        "081234567890, 0356321123",
        "081234567890\n081234567891",
    ] {
        assert_eq!(Phone::parse(input), Err(PhoneError::Two), "{input}");
    }
}

#[test]
fn a_name_beside_a_number_is_told_as_such() {
    for input in ["081234567890 Bu Siti", "0812345O7890", "081234567890@wa"] {
        assert_eq!(Phone::parse(input), Err(PhoneError::Letters), "{input}");
    }
}

#[test]
fn six_digits_lack_the_code_of_tuban() {
    assert_eq!(Phone::parse("321 123"), Err(PhoneError::NoArea));
    let meant = Phone::in_tuban("321 123").map(|phone| phone.to_string());
    assert_eq!(meant.as_deref(), Some("0356-321123"));
    assert_eq!(Phone::in_tuban("32112"), None);
}

#[test]
fn the_stored_form_and_the_shown_form_read_back_as_the_same_number() {
    for input in ["0811123456", "081234567890", "0356321123", "+62 31 5012345", "+60 12 345 6789"] {
        let phone = Phone::parse(input).unwrap();
        assert_eq!(Phone::parse(&phone.e164()), Ok(phone));
        assert_eq!(Phone::from_number(phone.number()), Ok(phone));
        assert_eq!(Phone::parse(&phone.to_string()), Ok(phone));
    }
}

#[test]
fn no_stored_number_is_a_crash() {
    for number in [i64::MIN, -1, 0, 1, 62, 628, 6_281_234_567, i64::MAX] {
        assert!(Phone::from_number(number).is_err(), "{number}");
    }
}

#[test]
fn debug_shows_no_digits() {
    let debug = format!("{:?}", Phone::parse("081234567890").unwrap());
    assert!(!debug.chars().any(|sign| sign.is_ascii_digit()), "{debug}");
}
