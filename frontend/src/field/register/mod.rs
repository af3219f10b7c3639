//! Families and people of the PSM's villages: the search, one family, and adding one.

mod add;
mod family;
mod of_family;
mod page;
mod words;

use leptos::prelude::*;
use shared::register::{
    family::{Family1, Person1, four_digits},
    reference::FamilyRef,
};

use self::{add::AddFamily, family::Family, page::Search};
use crate::ui::lang::t;

/// The search.
pub fn page() -> AnyView {
    view! { <Search/> }.into_any()
}

/// One family.
pub fn family_page(family: FamilyRef) -> AnyView {
    view! { <Family reference=family/> }.into_any()
}

/// Adds a family that the register does not know.
pub fn add_page() -> AnyView {
    view! { <AddFamily/> }.into_any()
}

/// `RT 03/RW 01 · Utara musala`, as much of it as is known.
fn place_of(family: &Family1) -> String {
    let two = |number: u16| if number < 10 { format!("0{number}") } else { number.to_string() };
    let mut parts = Vec::new();
    match (family.rt, family.rw) {
        (Some(rt), Some(rw)) => parts.push(["RT ", &two(rt), "/RW ", &two(rw)].concat()),
        (Some(rt), None) => parts.push(["RT ", &two(rt)].concat()),
        (None, Some(rw)) => parts.push(["RW ", &two(rw)].concat()),
        (None, None) => {}
    }
    for text in [&family.hamlet, &family.address] {
        if !text.is_empty() {
            parts.push(text.clone());
        }
    }
    parts.join(" · ")
}

/// `•••• 9990`, or that there is no number.
fn digits_of(person: &Person1) -> String {
    match person.nik {
        Some(digits) => ["•••• ", &four_digits(digits)].concat(),
        None => String::from(t(&words::NO_NIK)),
    }
}

/// The name with what he is called.
fn name_of(person: &Person1) -> String {
    match person.nickname.as_str() {
        "" => person.name.clone(),
        nickname => [&person.name, " (", nickname, ")"].concat(),
    }
}
