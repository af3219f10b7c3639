//! What people fill in: a posyandu session and the children measured at it.

use shared::{
    day::Day,
    form::value::{Chosen, Values},
    forms::{
        balita,
        lists::{self, child},
        person, visit,
    },
    sex::Sex,
};

use super::dice::Dice;

/// A girl's NIK; whether it fits the birth is no concern here.
const NIK: i64 = 3_523_164_111_249_990;
/// 20 October 2025: before every visit of the simulation.
const BIRTH: Day = Day::from_number(20_381);

/// A session on this day.
pub(super) fn session(today: Day, dice: &Dice) -> Values {
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_SESSION));
    values.set(visit::DATE, today);
    move_to(&mut values, dice);
    values
}

/// Somewhere else.
pub(super) fn move_to(values: &mut Values, dice: &Dice) {
    let places = ["Posyandu Melati", "Posyandu Mawar", "Balai Desa"];
    values.set(visit::PLACE, String::from(*dice.pick(&places).unwrap_or(&"Balai")));
}

/// A child of a year, measured.
pub(super) fn child(dice: &Dice) -> Values {
    let mut girl = Values::new();
    let names = ["Aisyah", "Siti Aminah", "Dewi", "Nur Halimah", "Sri Wahyuni"];
    girl.set(person::NAME, String::from(*dice.pick(&names).unwrap_or(&"Siti")));
    girl.set(person::SEX, Chosen(Sex::Female.code()));
    girl.set(person::BIRTH, BIRTH);
    girl.set(person::NIK, NIK);
    girl.set(person::NIK_SOURCE, Chosen(2));
    let mut values = Values::new();
    values.set(balita::CHILD, girl);
    values.set(balita::CHILD_CONSENT, Chosen(1));
    measure(&mut values, dice);
    values
}

/// Weighs and measures again.
pub(super) fn measure(values: &mut Values, dice: &Dice) {
    values.set(balita::WEIGHT, small(dice.between(800, 1_100)) * 10);
    values.set(balita::LENGTH, small(dice.between(710, 780)) * 10);
    values.set(balita::POSITION, Chosen(child::STANDING));
}

fn small(number: u64) -> i64 {
    i64::try_from(number).expect("a number of four digits")
}
