//! The form kinds: one file each, and this registry with one line each.

pub mod balita;
pub mod bansos;
pub mod codes;
pub mod contradiction;
pub mod lists;
pub mod person;
pub mod visit;

#[cfg(test)]
mod tests;

use crate::form::model::{FormKind, KindId};

/// Every kind this version knows. To add one: its file, its line here.
pub static ALL: &[&FormKind] = &[&visit::VISIT, &bansos::BANSOS, &balita::BALITA];

/// The kind with this number.
#[must_use]
pub fn kind(id: KindId) -> Option<&'static FormKind> {
    ALL.iter().copied().find(|kind| kind.id == id)
}

/// The kind with this stable name.
#[must_use]
pub fn kind_named(name: &str) -> Option<&'static FormKind> {
    ALL.iter().copied().find(|kind| kind.name == name)
}
