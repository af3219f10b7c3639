//! Families and people of the PSM's villages: the search, one family, and adding one.

mod add;
mod family;
mod of_family;
mod page;
mod words;

use leptos::prelude::*;
use shared::register::{family::Person1, reference::FamilyRef};

use self::{add::AddFamily, family::Family, page::Search};
use crate::{
    field::parts::people::{ends_with, name_of, place_of},
    ui::lang::t,
};

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

/// `•••• 9990`, or that there is no number.
fn digits_of(person: &Person1) -> String {
    match person.nik {
        Some(digits) => ends_with(digits),
        None => String::from(t(&words::NO_NIK)),
    }
}
