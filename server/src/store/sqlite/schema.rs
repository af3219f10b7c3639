//! The tables, and how an older database becomes a present one. A migration that was released is
//! never edited: the next one changes what it made.

use std::sync::LazyLock;

use rusqlite::{Connection, Transaction};
use rusqlite_migration::{HookError, M, Migrations};

use super::index::fill_words;

/// In order; `user_version` of the database says how many were applied.
static STEPS: LazyLock<Vec<M<'static>>> = LazyLock::new(|| {
    vec![
        M::up(include_str!("schema_1.sql")),
        M::up(include_str!("schema_2.sql")),
        M::up(include_str!("schema_3.sql")),
        M::up(include_str!("schema_4.sql")),
        M::up(include_str!("schema_5.sql")),
        M::up(include_str!("schema_6.sql")),
        M::up(include_str!("schema_7.sql")),
        M::up(include_str!("schema_8.sql")),
        M::up(include_str!("schema_9.sql")),
        M::up_with_hook(include_str!("schema_10.sql"), |tx: &Transaction<'_>| {
            fill_words(tx).map_err(HookError::from)
        }),
        M::up(include_str!("schema_11.sql")),
        M::up(include_str!("schema_12.sql")),
    ]
});

/// All steps.
pub(super) static MIGRATIONS: LazyLock<Migrations<'static>> =
    LazyLock::new(|| Migrations::from_slice(&STEPS));

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
    use shared::{
        id::{AccountId, FamilyId},
        region::VillageCode,
    };

    use super::{
        super::{
            super::{
                View as _,
                account::AccountReads as _,
                register::{Family, Register as _, RegisterReads as _},
            },
            tx::SqliteTx,
        },
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

    #[test]
    fn families_of_before_get_numbers_and_a_place_in_the_feed() {
        let mut conn = Connection::open_in_memory().unwrap();
        MIGRATIONS.to_version(&mut conn, 5).unwrap();
        conn.execute_batch(
            "INSERT INTO meta (one, epoch, last_seq) VALUES (1, 7, 40);
             INSERT INTO family (id, village, address)
             VALUES (zeroblob(16), 3523161003, 'utara masjid'),
                    (randomblob(16), 3523161003, ''), (randomblob(16), 3523161004, '');
             INSERT INTO person (id, family, position, name, sex, relation)
             SELECT randomblob(16), id, 0, 'Siti', 2, 1 FROM family;",
        )
        .unwrap();
        MIGRATIONS.to_latest(&mut conn).unwrap();
        let tx = SqliteTx::new(&conn);
        let village = VillageCode::from_number(3_523_161_003);
        let families = tx.families_changed(village, 0, 9).unwrap();
        let numbers: Vec<_> = families.iter().map(|family| family.number).collect();
        assert_eq!(numbers, [1, 2]);
        assert!(families.iter().all(|family| (41..=43).contains(&family.last_seq)));
        assert_eq!(families[0].address, "utara masjid");
        assert_eq!(families[0].members[0].name, "Siti");
        assert_eq!(tx.last_seq().unwrap(), 43);
        let one_more = Family::new(FamilyId([9; 16]), village);
        assert_eq!(SqliteTx::new(&conn).put_family(one_more).unwrap().number, 3);
    }
}
