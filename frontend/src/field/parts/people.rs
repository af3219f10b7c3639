//! Families and people of the register in words.

use shared::register::family::{Family1, Person1, four_digits};

/// `RT 03/RW 01 · Utara musala`, as much of it as is known.
pub fn place_of(family: &Family1) -> String {
    let mut parts = Vec::new();
    parts.extend(neighbourhood(family.rt, family.rw));
    for text in [&family.hamlet, &family.address] {
        if !text.is_empty() {
            parts.push(text.clone());
        }
    }
    parts.join(" · ")
}

/// `RT 03/RW 01`; `None` where neither is known.
pub fn neighbourhood(rt: Option<u16>, rw: Option<u16>) -> Option<String> {
    let two = |number: u16| if number < 10 { format!("0{number}") } else { number.to_string() };
    match (rt, rw) {
        (Some(rt), Some(rw)) => Some(["RT ", &two(rt), "/RW ", &two(rw)].concat()),
        (Some(rt), None) => Some(["RT ", &two(rt)].concat()),
        (None, Some(rw)) => Some(["RW ", &two(rw)].concat()),
        (None, None) => None,
    }
}

/// The name with what he is called.
pub fn name_of(person: &Person1) -> String {
    match person.nickname.as_str() {
        "" => person.name.clone(),
        nickname => [&person.name, " (", nickname, ")"].concat(),
    }
}

/// `•••• 9990`: how a number ends. The space does not break.
pub fn ends_with(digits: u16) -> String {
    ["••••\u{a0}", &four_digits(digits)].concat()
}
