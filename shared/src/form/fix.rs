//! A place: where the phone stood, as its receiver said.
//!
//! It is a group of numbers ([`FIELDS`]), so that everything that reads groups reads it too: checks,
//! the desk, exports, older programs. Nobody types into it; a screen asks the phone ([`is_place`]).

use super::{
    model::{Check, Class, Cond, Field, Kind, Num, ParamOf, Ref, TextStyle, World},
    value::{Key, Values},
};
use crate::{
    day::{Day, clock_in_tuban},
    forms::codes,
    text::{Text, t},
};

/// Degrees north in 0.00001°, about a metre.
pub const LAT: Key<i64> = Key::new(1);
/// Degrees east in 0.00001°.
pub const LNG: Key<i64> = Key::new(2);
/// The receiver's own estimate of its error, metres.
pub const ACCURACY: Key<i64> = Key::new(3);
/// How old the place was when it was taken, seconds.
pub const AGE: Key<i64> = Key::new(4);
/// When it was taken, in Tuban: "2026-11-30 09:05".
pub const TAKEN: Key<String> = Key::new(5);

/// An older place than this is where the phone was, not where it is, seconds.
pub const AGE_MAX_S: i64 = 300;
/// A larger error than this may be the house of somebody else, metres (domain G.0).
pub const ACCURACY_MAX_M: i64 = 100;

/// Further from the middle of its village a place lies in another one, metres. The largest village
/// reaches 6.3 km ([`Centre`](crate::region::Centre)), and the middle may be 0.1 km off.
pub const VILLAGE_MAX_M: u64 = 7_000;

/// The box around Tuban's villages (domain A: 111.5672–112.2225 east, 7.1651–6.7542 south), a
/// kilometre wider on each side.
const TUBAN: [i64; 4] = [-717_510, -674_420, 11_155_720, 11_223_250];

const LAT_HERE: Num = Num::Of(Ref::here(&[LAT.tag]));
const LNG_HERE: Num = Num::Of(Ref::here(&[LNG.tag]));
const AGE_HERE: Num = Num::Of(Ref::here(&[AGE.tag]));
const ACCURACY_HERE: Num = Num::Of(Ref::here(&[ACCURACY.tag]));
const ZERO: Num = Num::Const(0);
/// Some receivers say this before they know anything.
const AT_ZERO: Cond = Cond::All(&[
    Cond::AtMost(LAT_HERE, ZERO),
    Cond::AtMost(ZERO, LAT_HERE),
    Cond::AtMost(LNG_HERE, ZERO),
    Cond::AtMost(ZERO, LNG_HERE),
]);
/// The phone was asked: then all of it must be there.
const GIVEN: Cond = Cond::Any(&[
    Cond::Answered(Ref::here(&[LAT.tag])),
    Cond::Answered(Ref::here(&[LNG.tag])),
    Cond::Answered(Ref::here(&[ACCURACY.tag])),
    Cond::Answered(Ref::here(&[AGE.tag])),
]);
const ELSEWHERE: Cond = Cond::Any(&[
    Cond::Less(LAT_HERE, Num::Const(TUBAN[0])),
    Cond::Less(Num::Const(TUBAN[1]), LAT_HERE),
    Cond::Less(LNG_HERE, Num::Const(TUBAN[2])),
    Cond::Less(Num::Const(TUBAN[3]), LNG_HERE),
]);

/// What a place is made of. A group of these very fields is one.
pub static FIELDS: [Field; 5] = [
    degrees(LAT, "lat", 90, t("Lintang", "Latitude")).checks(&[
        Check::When { code: codes::PLACE_ZERO, cond: AT_ZERO, params: &[] },
        Check::When {
            code: codes::PLACE_OUTSIDE,
            cond: Cond::All(&[ELSEWHERE, Cond::Not(&AT_ZERO)]),
            params: &[],
        },
    ]),
    degrees(LNG, "lng", 180, t("Bujur", "Longitude")),
    Field::new(
        ACCURACY.tag,
        "akurasi_m",
        Kind::Int { min: 0, max: 1_000_000, unit: t("m", "m") },
        t("Ketelitian", "Accuracy"),
    )
    .when(GIVEN)
    .required()
    .checks(&[Check::When {
        code: codes::PLACE_ROUGH,
        cond: Cond::Less(Num::Const(ACCURACY_MAX_M), ACCURACY_HERE),
        params: &[ParamOf::Number(ACCURACY_HERE, 0)],
    }]),
    Field::new(
        AGE.tag,
        "umur_detik",
        Kind::Int { min: 0, max: 100_000_000, unit: t("detik", "seconds") },
        t("Umur lokasi", "Age of the place"),
    )
    .when(GIVEN)
    .required()
    .checks(&[Check::When {
        code: codes::PLACE_OLD,
        cond: Cond::Less(Num::Const(AGE_MAX_S), AGE_HERE),
        params: &[],
    }]),
    Field::new(
        TAKEN.tag,
        "diambil",
        Kind::Text { max: 20, style: TextStyle::Line },
        t("Diambil", "Taken"),
    )
    .when(GIVEN),
];

const fn degrees(key: Key<i64>, name: &'static str, most: i64, label: Text) -> Field {
    let (min, max) = (-most * 100_000, most * 100_000);
    let kind = Kind::Decimal { scale: 5, digits: 5, min, max, unit: t("°", "°") };
    Field::new(key.tag, name, kind, label).when(GIVEN).required().class(Class::Specific)
}

/// The kind of answer that is a place.
pub const PLACE: Kind = Kind::Group(&FIELDS);

/// How far a place lies from the middle of the village that the record is about, kilometres; `None`
/// where that can be in this village, is not known, or where the place is not in Tuban at all, which is
/// said already.
#[must_use]
pub fn km_outside_village(world: &World<'_>, place: &Values) -> Option<i64> {
    let (lat, lng) = (place.get(LAT)?, place.get(LNG)?);
    let [south, north, west, east] = TUBAN;
    if !(south..=north).contains(&lat) || !(west..=east).contains(&lng) {
        return None;
    }
    let metres = world.regions?.centre(world.village?)?.metres_to(lat, lng);
    (metres > VILLAGE_MAX_M).then_some((metres / 1_000).try_into().ok()?)
}

/// True for a question that asks where the phone is.
#[must_use]
pub fn is_place(kind: &Kind) -> bool {
    matches!(kind, Kind::Group(fields) if core::ptr::eq(*fields, &raw const FIELDS as *const [Field]))
}

/// A place as the receiver of a phone gave it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fix {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lng: f64,
    /// The estimate of its error, metres.
    pub accuracy_m: f64,
    /// How old it was when it was taken, milliseconds; below zero where the two clocks differ.
    pub age_ms: i64,
    /// When it was taken, Unix milliseconds.
    pub now_ms: u64,
}

impl Fix {
    /// The answer to keep.
    ///
    /// # Errors
    /// `None` for numbers that are no place on earth.
    #[must_use]
    pub fn answer(&self) -> Option<Values> {
        let is_on_earth =
            (-90.0..=90.0).contains(&self.lat) && (-180.0..=180.0).contains(&self.lng);
        if !is_on_earth || !self.accuracy_m.is_finite() || self.accuracy_m < 0.0 {
            return None;
        }
        let mut values = Values::new();
        values.set(LAT, whole(self.lat * 100_000.0));
        values.set(LNG, whole(self.lng * 100_000.0));
        values.set(ACCURACY, whole(self.accuracy_m.min(1_000_000.0).ceil()));
        values.set(AGE, (self.age_ms / 1_000).clamp(0, 100_000_000));
        let (hour, minute) = clock_in_tuban(self.now_ms);
        let day = Day::in_tuban(self.now_ms);
        values.set(TAKEN, format!("{day} {hour:02}:{minute:02}"));
        Some(values)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "degrees and metres of this earth fit")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_place_keeps_metres_and_when_it_was_taken() {
        let fix = Fix {
            lat: -6.897_766,
            lng: 112.050_124,
            accuracy_m: 11.2,
            age_ms: 4_900,
            now_ms: 1_796_004_300_000,
        };
        let values = fix.answer().unwrap();
        assert_eq!((values.get(LAT), values.get(LNG)), (Some(-689_777), Some(11_205_012)));
        assert_eq!((values.get(ACCURACY), values.get(AGE)), (Some(12), Some(4)));
        assert_eq!(values.get(TAKEN).as_deref().map(str::len), Some(16));
        assert_eq!(Fix { age_ms: -5_000, ..fix }.answer().unwrap().get(AGE), Some(0));
    }

    #[test]
    fn what_is_no_place_on_earth_is_no_answer() {
        let fix = Fix { lat: -6.9, lng: 112.0, accuracy_m: 5.0, age_ms: 0, now_ms: 0 };
        for wrong in [
            Fix { lat: f64::NAN, ..fix },
            Fix { lat: 91.0, ..fix },
            Fix { lng: -181.0, ..fix },
            Fix { accuracy_m: f64::INFINITY, ..fix },
            Fix { accuracy_m: -1.0, ..fix },
        ] {
            assert_eq!(wrong.answer(), None, "{wrong:?}");
        }
    }

    #[test]
    fn only_a_group_of_these_fields_is_a_place() {
        assert!(is_place(&PLACE));
        assert!(!is_place(&Kind::Group(&[])) && !is_place(&Kind::Bool));
    }
}
