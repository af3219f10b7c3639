//! Accounts, assignments and offices in SQLite.

use rusqlite::{Row, params};
use shared::{
    day::Day,
    id::AccountId,
    kk::NoKk,
    region::{KecamatanCode, VillageCode},
};

use super::{
    super::{
        StoreError,
        account::{Account, Assignment, Office, Role},
    },
    codec::{get, id, int, number, number_opt},
    tx::{ReadTx, WriteTx},
};

fn read_account(row: &Row<'_>) -> Result<Account, StoreError> {
    Ok(Account {
        id: id(row, "id", AccountId)?,
        name: get(row, "name")?,
        role: Role::from_code(number(row, "role")?)
            .ok_or(StoreError::Damaged("a role is not known"))?,
        user_name: get(row, "user_name")?,
        password_hash: get(row, "password_hash")?,
        phone: number_opt(row, "phone")?,
        area: number_opt(row, "area")?,
        own_kk: read_kk(row)?,
        is_active: get(row, "is_active")?,
    })
}

/// The family card of an account's own family.
pub(super) fn read_kk(row: &Row<'_>) -> Result<Option<NoKk>, StoreError> {
    let number = get::<Option<i64>>(row, "own_kk")?.map(NoKk::from_number).transpose();
    number.map_err(|_| StoreError::Damaged("a family card number has other digits"))
}

impl ReadTx<'_> {
    /// An account, switched off or not.
    ///
    /// # Errors
    /// When the engine fails, as in all functions here.
    pub fn account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        self.maybe("SELECT * FROM account WHERE id = ?1", [id.0], read_account)
    }

    /// The account with this name for signing in.
    ///
    /// # Errors
    /// As all functions here.
    pub fn account_named(&self, user_name: &str) -> Result<Option<Account>, StoreError> {
        self.maybe("SELECT * FROM account WHERE user_name = ?1", [user_name], read_account)
    }

    /// All accounts of a role, by name.
    ///
    /// # Errors
    /// As all functions here.
    pub fn accounts(&self, role: Role) -> Result<Vec<Account>, StoreError> {
        self.all(
            "SELECT * FROM account WHERE role = ?1 ORDER BY name, id",
            [role.code()],
            read_account,
        )
    }

    /// How many accounts there are.
    ///
    /// # Errors
    /// As all functions here.
    pub fn n_accounts(&self) -> Result<u64, StoreError> {
        self.one("SELECT count(*) FROM account", ()).map(i64::cast_unsigned)
    }

    /// Where a person works, by first day.
    ///
    /// # Errors
    /// As all functions here.
    pub fn assignments(&self, account: AccountId) -> Result<Vec<Assignment>, StoreError> {
        let sql = "SELECT village, from_day, to_day FROM assignment WHERE account = ?1 ORDER BY from_day, village";
        self.all(sql, [account.0], |row| {
            Ok(Assignment {
                village: VillageCode::from_number(number(row, "village")?),
                from: Day::from_number(get(row, "from_day")?),
                to: get::<Option<i32>>(row, "to_day")?.map(Day::from_number),
            })
        })
    }

    /// The office of a kecamatan.
    ///
    /// # Errors
    /// As all functions here.
    pub fn office(&self, kecamatan: KecamatanCode) -> Result<Option<Office>, StoreError> {
        self.maybe(
            "SELECT name, phone FROM office WHERE kecamatan = ?1",
            [kecamatan.number()],
            |row| Ok(Office { kecamatan, name: get(row, "name")?, phone: get(row, "phone")? }),
        )
    }
}

impl WriteTx<'_> {
    /// Adds an account.
    ///
    /// # Errors
    /// As all functions here; [`StoreError::Constraint`] when its id or user name is taken.
    pub fn add_account(&self, account: &Account) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO account
                (id, name, role, user_name, password_hash, phone, area, is_active, own_kk)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                account.id.0,
                account.name,
                account.role.code(),
                account.user_name,
                account.password_hash,
                account.phone.map(int),
                account.area,
                account.is_active,
                account.own_kk.map(NoKk::number),
            ],
        )
        .map(drop)
    }

    /// Switches an account on or off.
    ///
    /// # Errors
    /// As all functions here.
    pub fn set_account_active(
        &self,
        account: AccountId,
        is_active: bool,
    ) -> Result<(), StoreError> {
        self.put("UPDATE account SET is_active = ?2 WHERE id = ?1", params![account.0, is_active])
            .map(drop)
    }

    /// Sets the family card of the person's own family, or takes it away. It counts for what comes
    /// from then on, and for what is checked again.
    ///
    /// # Errors
    /// As all functions here.
    pub fn set_own_kk(&self, account: AccountId, own_kk: Option<NoKk>) -> Result<(), StoreError> {
        self.put(
            "UPDATE account SET own_kk = ?2 WHERE id = ?1",
            params![account.0, own_kk.map(NoKk::number)],
        )
        .map(drop)
    }

    /// Sets the password of an account (an argon2id string).
    ///
    /// # Errors
    /// As all functions here.
    pub fn set_password(&self, account: AccountId, password_hash: &str) -> Result<(), StoreError> {
        self.put(
            "UPDATE account SET password_hash = ?2 WHERE id = ?1",
            params![account.0, password_hash],
        )
        .map(drop)
    }

    /// Adds an assignment, or changes the last day of one with the same village and first day.
    ///
    /// # Errors
    /// As all functions here.
    pub fn set_assignment(
        &self,
        account: AccountId,
        assignment: &Assignment,
    ) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO assignment (account, village, from_day, to_day) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET to_day = excluded.to_day",
            params![
                account.0,
                assignment.village.number(),
                assignment.from.number(),
                assignment.to.map(Day::number),
            ],
        )
        .map(drop)
    }

    /// Adds or changes the office of a kecamatan.
    ///
    /// # Errors
    /// As all functions here.
    pub fn set_office(&self, office: &Office) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO office (kecamatan, name, phone) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET name = excluded.name, phone = excluded.phone",
            params![office.kecamatan.number(), office.name, office.phone],
        )
        .map(drop)
    }
}
