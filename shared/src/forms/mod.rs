//! The form kinds: one file each, and this registry with one line each.

pub mod balita;
pub mod bansos;
pub mod codes;
pub mod contradiction;
pub mod family;
pub mod lists;
pub mod mutasi_keluarga;
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

        #[cfg(test)]
        static SITUATIONS: &[(&FormKind, &[tests::Situation])] =
            &[$((&$module::$kind, $module::tests::SITUATIONS)),*];
    };
}

// To add a kind: its file, and its line here.
kinds! {
    visit::VISIT,
    bansos::BANSOS,
    mutasi_keluarga::MUTASI_KELUARGA,
    balita::BALITA,
}

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
