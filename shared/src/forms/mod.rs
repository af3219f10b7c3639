//! The form kinds: one file each, and this registry with one line each.

pub mod allowed;
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

/// Lists the kinds, and in tests beside each the situations in which its form is valid.
macro_rules! kinds {
    ($($module:ident :: $kind:ident,)*) => {
        /// Every kind this version knows.
        pub static ALL: &[&FormKind] = &[$(&$module::$kind),*];

        /// Their numbers and stable names. Whoever needs no more than these names them here: the phone's
        /// first part then carries no questions of other kinds.
        pub static NAMES: &[(KindId, &str)] = &[$(($module::$kind.id, $module::$kind.name)),*];

        #[cfg(test)]
        static SITUATIONS: &[(&FormKind, &[tests::Situation])] =
            &[$((&$module::$kind, $module::tests::SITUATIONS)),*];
    };
}

// To add a kind: its file, and its line here.
kinds! {
    visit::VISIT,
    bansos::BANSOS,
    balita::BALITA,
}

/// The kind whose practice form waits for no other part of the phone's app.
pub static TRIED_FIRST: &FormKind = &balita::BALITA;

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
