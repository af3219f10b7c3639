//! The tables, and how an older database becomes a present one. A migration that was released is
//! never edited: the next one changes what it made.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

/// In order; `user_version` of the database says how many were applied.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("schema_1.sql")),
    M::up(include_str!("schema_2.sql")),
    M::up(include_str!("schema_3.sql")),
    M::up(include_str!("schema_4.sql")),
    M::up(include_str!("schema_5.sql")),
];

/// All steps.
pub(super) const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// True when no step is left. A database of a newer program has more than all.
pub(super) fn is_latest(conn: &Connection) -> rusqlite::Result<bool> {
    Ok(n_applied(conn)? >= i64::try_from(STEPS.len()).unwrap_or(i64::MAX))
}

/// True when a newer program has applied steps that this one does not know.
pub(super) fn is_newer(conn: &Connection) -> rusqlite::Result<bool> {
    Ok(n_applied(conn)? > i64::try_from(STEPS.len()).unwrap_or(i64::MAX))
}

fn n_applied(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use shared::id::AccountId;

    use super::{
        super::{super::account::AccountReads as _, tx::SqliteTx},
        *,
    };

    #[test]
    fn the_steps_apply_to_an_empty_database() {
        MIGRATIONS.validate().unwrap();
    }

    #[test]
    fn what_an_older_version_stored_stays() {
        let mut conn = Connection::open_in_memory().unwrap();
        MIGRATIONS.to_version(&mut conn, 1).unwrap();
        let add =
            "INSERT INTO account (id, name, role, is_active) VALUES (zeroblob(16), 'Siti', 1, 1)";
        conn.execute(add, ()).unwrap();
        MIGRATIONS.to_latest(&mut conn).unwrap();
        let account = SqliteTx::new(&conn).account(AccountId([0; 16])).unwrap().unwrap();
        assert_eq!((account.name.as_str(), account.own_kk), ("Siti", None));
    }
}
