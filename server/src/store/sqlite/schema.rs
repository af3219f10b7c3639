//! The tables, and how an older database becomes a present one. A migration that was released is
//! never edited: the next one changes what it made.

use rusqlite_migration::{M, Migrations};

/// In order; `user_version` of the database says how many were applied.
const STEPS: &[M<'static>] = &[M::up(include_str!("schema_1.sql"))];

/// All steps.
pub(super) const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_steps_apply_to_an_empty_database() {
        MIGRATIONS.validate().unwrap();
    }
}
