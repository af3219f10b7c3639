//! The form kinds: one file each, and this registry with one line each.

pub mod akses_kesehatan;
pub mod akses_pendidikan;
pub mod ats;
pub mod balita;
pub mod bansos;
pub mod codes;
pub mod consent;
pub mod contradiction;
pub mod disabilitas;
pub mod family;
pub mod lists;
pub mod mutasi_keluarga;
pub mod perlu_petugas;
pub mod person;
pub mod ppks;
pub mod schooling;
pub mod subject;
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
    ats::ATS,
    akses_kesehatan::AKSES_KESEHATAN,
    akses_pendidikan::AKSES_PENDIDIKAN,
    disabilitas::DISABILITAS,
    ppks::PPKS,
    perlu_petugas::PERLU_PETUGAS,
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

/// True for a kind that is known here as confidential ([`FormKind::is_confidential`]).
#[must_use]
pub fn is_confidential(id: KindId) -> bool {
    kind(id).is_some_and(|kind| kind.is_confidential)
}
