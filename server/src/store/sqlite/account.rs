//! Accounts, where they work, their browsers and invitations in SQLite.

use rusqlite::{Row, params};
use shared::{
    day::Day,
    id::{AccountId, DeviceId},
    kk::NoKk,
    region::{KecamatanCode, VillageCode},
};

use super::{
    super::{
        StoreError,
        account::{
            Account, AccountReads, Accounts, Assignment, Device, Invitation, Office, Role,
            TokenHash,
        },
    },
    codec::{get, id, id_opt, int, number, number_opt},
    tx::SqliteTx,
};

pub(super) fn read_account(row: &Row<'_>) -> Result<Account, StoreError> {
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

fn read_invitation(row: &Row<'_>) -> Result<Invitation, StoreError> {
    let device = id_opt(row, "device", DeviceId)?;
    Ok(Invitation {
        token_hash: get(row, "token_hash")?,
        account: id(row, "account", AccountId)?,
        expires_at_ms: number(row, "expires_at")?,
        consumed: device.zip(number_opt(row, "consumed_at")?),
        is_settled: get(row, "is_settled")?,
    })
}

impl AccountReads for SqliteTx<'_> {
    fn account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        self.maybe("SELECT * FROM account WHERE id = ?1", [id.0], read_account)
    }

    fn account_named(&self, user_name: &str) -> Result<Option<Account>, StoreError> {
        self.maybe("SELECT * FROM account WHERE user_name = ?1", [user_name], read_account)
    }

    fn accounts(&self, role: Role) -> Result<Vec<Account>, StoreError> {
        self.all(
            "SELECT * FROM account WHERE role = ?1 ORDER BY name, id",
            [role.code()],
            read_account,
        )
    }

    fn n_accounts(&self) -> Result<u64, StoreError> {
        self.one("SELECT count(*) FROM account", ()).map(i64::cast_unsigned)
    }

    fn assignments(&self, account: AccountId) -> Result<Vec<Assignment>, StoreError> {
        let sql = "SELECT village, from_day, to_day FROM assignment WHERE account = ?1 ORDER BY from_day, village";
        self.all(sql, [account.0], |row| {
            Ok(Assignment {
                village: VillageCode::from_number(number(row, "village")?),
                from: Day::from_number(get(row, "from_day")?),
                to: get::<Option<i32>>(row, "to_day")?.map(Day::from_number),
            })
        })
    }

    fn office(&self, kecamatan: KecamatanCode) -> Result<Option<Office>, StoreError> {
        self.maybe(
            "SELECT name, phone FROM office WHERE kecamatan = ?1",
            [kecamatan.number()],
            |row| Ok(Office { kecamatan, name: get(row, "name")?, phone: get(row, "phone")? }),
        )
    }

    fn invitation(&self, token_hash: &TokenHash) -> Result<Option<Invitation>, StoreError> {
        self.maybe("SELECT * FROM invitation WHERE token_hash = ?1", [token_hash], read_invitation)
    }

    fn device_revoked_at_ms(
        &self,
        account: AccountId,
        device: DeviceId,
    ) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT revoked_at FROM device WHERE account = ?1 AND id = ?2";
        self.maybe(sql, [account.0, device.0], |row| number_opt(row, "revoked_at"))
            .map(Option::flatten)
    }

    fn devices(&self, account: AccountId) -> Result<Vec<Device>, StoreError> {
        let sql = "SELECT d.id, d.bound_at, d.revoked_at, max(s.seen_at) AS seen_at
             FROM device d LEFT JOIN session s ON s.account = d.account AND s.device = d.id
             WHERE d.account = ?1 GROUP BY d.id ORDER BY d.bound_at, d.id";
        self.all(sql, [account.0], |row| {
            Ok(Device {
                id: id(row, "id", DeviceId)?,
                bound_at_ms: number(row, "bound_at")?,
                seen_at_ms: number_opt(row, "seen_at")?,
                revoked_at_ms: number_opt(row, "revoked_at")?,
            })
        })
    }
}

impl Accounts for SqliteTx<'_> {
    fn add_account(&mut self, account: &Account) -> Result<(), StoreError> {
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

    fn set_account_active(
        &mut self,
        account: AccountId,
        is_active: bool,
    ) -> Result<(), StoreError> {
        self.put("UPDATE account SET is_active = ?2 WHERE id = ?1", params![account.0, is_active])
            .map(drop)
    }

    fn set_own_kk(&mut self, account: AccountId, own_kk: Option<NoKk>) -> Result<(), StoreError> {
        self.put(
            "UPDATE account SET own_kk = ?2 WHERE id = ?1",
            params![account.0, own_kk.map(NoKk::number)],
        )
        .map(drop)
    }

    fn set_password(&mut self, account: AccountId, password_hash: &str) -> Result<(), StoreError> {
        self.put(
            "UPDATE account SET password_hash = ?2 WHERE id = ?1",
            params![account.0, password_hash],
        )
        .map(drop)
    }

    fn set_assignment(
        &mut self,
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

    fn set_office(&mut self, office: &Office) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO office (kecamatan, name, phone) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET name = excluded.name, phone = excluded.phone",
            params![office.kecamatan.number(), office.name, office.phone],
        )
        .map(drop)
    }

    fn add_invitation(&mut self, invitation: &Invitation) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO invitation (token_hash, account, expires_at, device, consumed_at, is_settled)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                invitation.token_hash,
                invitation.account.0,
                int(invitation.expires_at_ms),
                invitation.consumed.map(|(device, _)| device.0),
                invitation.consumed.map(|(_, at_ms)| int(at_ms)),
                invitation.is_settled,
            ],
        )
        .map(drop)
    }

    fn bind_device(
        &mut self,
        invitation: &Invitation,
        device: DeviceId,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        self.put(
            "UPDATE invitation SET device = ?2, consumed_at = ?3 WHERE token_hash = ?1",
            params![invitation.token_hash, device.0, int(now_ms)],
        )?;
        self.put(
            "INSERT INTO device (id, account, bound_at) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET bound_at = excluded.bound_at, revoked_at = NULL",
            params![device.0, invitation.account.0, int(now_ms)],
        )
        .map(drop)
    }

    fn settle_invitations(
        &mut self,
        account: AccountId,
        device: DeviceId,
    ) -> Result<(), StoreError> {
        self.put(
            "UPDATE invitation SET is_settled = 1 WHERE account = ?1 AND device = ?2 AND NOT is_settled",
            params![account.0, device.0],
        )
        .map(drop)
    }

    fn revoke_device(
        &mut self,
        account: AccountId,
        device: DeviceId,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        self.put(
            "UPDATE device SET revoked_at = ?3 WHERE account = ?1 AND id = ?2 AND revoked_at IS NULL",
            params![account.0, device.0, int(now_ms)],
        )?;
        self.settle_invitations(account, device)
    }
}
