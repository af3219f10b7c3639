//! What to say of a number that a field refuses: the reason that the parser knows, the example of that
//! very field, its range with the unit, and which other number was probably meant.

use super::{
    model::{Field, Kind},
    problem::{Code, Param},
};
use crate::{
    forms::codes,
    quantity::{CM, GRAM, KG, NumberError, parse_decimal},
    text::Text,
};

/// Digits behind the comma with which a refused number is read once more.
const FINE: u8 = 4;

/// The shape of a field that takes a number.
struct Shape {
    scale: u8,
    digits: u8,
    min: i64,
    max: i64,
    unit: Text,
}

impl Shape {
    const fn of(kind: &Kind) -> Option<Self> {
        match *kind {
            Kind::Int { min, max, unit } => Some(Self { scale: 0, digits: 0, min, max, unit }),
            Kind::Decimal { scale, digits, min, max, unit } => {
                Some(Self { scale, digits, min, max, unit })
            }
            _ => None,
        }
    }

    /// True for a number that the field takes.
    fn takes(&self, number: i64) -> bool {
        let step = 10_i64.pow(u32::from(self.scale.saturating_sub(self.digits)));
        (self.min..=self.max).contains(&number) && number % step == 0
    }

    fn range(&self) -> Vec<Param> {
        let mut params =
            vec![Param::Number(self.min, self.scale), Param::Number(self.max, self.scale)];
        params.extend(self.unit_param());
        params
    }

    fn unit_param(&self) -> Option<Param> {
        (!self.unit.is_empty()).then(|| Param::Text(String::from(self.unit.id)))
    }

    /// What was meant by a number of this many ten-thousandths of the unit, which the field does not
    /// take: the same in another unit, or with its zeros behind the dot.
    fn meant(&self, fine: i64) -> Option<i64> {
        let unit = self.unit.id;
        let to_scale = 10_i64.pow(u32::from(FINE - self.scale.min(FINE)));
        let readings = [
            // "9.500" in a box that takes two decimals.
            Some(fine / to_scale).filter(|_| fine % to_scale == 0),
            // Grams for kilograms: 9500.
            Some(fine / 10_000).filter(|_| unit == KG.id && fine % 10_000 == 0),
            // Metres for centimetres: 0,75.
            Some(fine).filter(|_| unit == CM.id),
            // Millimetres for centimetres, or a comma that is missing: 755.
            Some(fine / 1_000).filter(|_| unit == CM.id && fine % 10_000 == 0),
            // Kilograms for grams: 2,9.
            Some(fine / 10).filter(|_| unit == GRAM.id && fine % 10 == 0),
        ];
        readings.into_iter().flatten().find(|number| self.takes(*number))
    }

    fn slip(&self, meant: i64) -> (Code, Vec<Param>) {
        let mut params = vec![Param::Number(meant, self.scale)];
        params.extend(self.unit_param());
        (codes::UNIT_SLIP, params)
    }
}

/// What is wrong with words in the place of a number; `None` for a field that takes none.
pub(super) fn unread(field: &Field, typed: &str) -> Option<(Code, Vec<Param>)> {
    let shape = Shape::of(&field.kind)?;
    if let Some(meant) = read_finely(typed).and_then(|fine| shape.meant(fine)) {
        return Some(shape.slip(meant));
    }
    let example = Param::Number(field.example.unwrap_or(shape.min), shape.scale);
    let error = parse_decimal(typed, shape.digits).err().unwrap_or(NumberError::NotANumber);
    Some(match error {
        NumberError::Empty | NumberError::NotANumber if shape.digits == 0 => {
            (codes::NOT_A_WHOLE_NUMBER, vec![example])
        }
        NumberError::Empty | NumberError::NotANumber => (codes::NOT_A_NUMBER, vec![example]),
        NumberError::TooManyDecimals { n_decimals_max: 0 } => {
            (codes::WHOLE_NUMBER_ONLY, vec![example])
        }
        NumberError::TooManyDecimals { n_decimals_max } => {
            let most = Param::Number(i64::from(n_decimals_max), 0);
            (codes::TOO_MANY_DECIMALS, vec![example, most])
        }
        NumberError::TwoSeparators => (codes::TWO_SEPARATORS, vec![example]),
        NumberError::Grouping => (codes::GROUPING, vec![example]),
        NumberError::Negative | NumberError::TooLarge => (codes::OUT_OF_RANGE, shape.range()),
    })
}

/// A number of ten-thousandths, also with a unit behind it ("9500 gr") and with its thousands apart.
fn read_finely(typed: &str) -> Option<i64> {
    const TYPED_UNITS: [&str; 9] = ["g", "gr", "gram", "kg", "kilo", "mm", "cm", "m", "meter"];
    let bare = typed.trim().trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
    let unit = typed.trim().get(bare.len()..)?.to_ascii_lowercase();
    let number = if TYPED_UNITS.contains(&unit.as_str()) { bare } else { typed };
    let whole = || parse_decimal(number, 0).ok()?.checked_mul(10_000);
    parse_decimal(number, FINE).ok().or_else(whole)
}

/// What is wrong with a number; `None` when the field takes it.
pub(super) fn out_of_range(kind: &Kind, number: i64) -> Option<(Code, Vec<Param>)> {
    let shape = Shape::of(kind)?;
    if (shape.min..=shape.max).contains(&number) {
        return None;
    }
    let fine = number.checked_mul(10_i64.pow(u32::from(FINE - shape.scale.min(FINE))));
    Some(match fine.and_then(|fine| shape.meant(fine)) {
        Some(meant) => shape.slip(meant),
        None => (codes::OUT_OF_RANGE, shape.range()),
    })
}
