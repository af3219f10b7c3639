//! The form kinds: one file each, and this registry with one line each.

pub mod akses_kesehatan;
pub mod akses_pendidikan;
pub mod allowed;
pub mod ats;
pub mod balita;
pub mod bansos;
pub mod codes;
pub mod consent;
pub mod contradiction;
pub mod disabilitas;
#[cfg(test)]
mod example;
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
    ($($(#[$only:meta])? $module:ident :: $kind:ident,)*) => {
        /// Every kind this version knows.
        pub static ALL: &[&FormKind] = &[$($(#[$only])? &$module::$kind),*];

        /// Their numbers and stable names. Whoever needs no more than these names them here: the phone's
        /// first part then carries no questions of other kinds.
        pub static NAMES: &[(KindId, &str)] =
            &[$($(#[$only])? ($module::$kind.id, $module::$kind.name)),*];

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
    // The worked example of the guide goes through the tests of all kinds.
    #[cfg(test)]
    example::USAHA,
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

/// True for a kind that is known here as confidential ([`FormKind::is_confidential`]).
#[must_use]
pub fn is_confidential(id: KindId) -> bool {
    kind(id).is_some_and(|kind| kind.is_confidential)
}
