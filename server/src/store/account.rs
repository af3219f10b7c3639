//! People with an account, where they work, and the browsers that are bound to them.
//!
//! Secrets never come here: only their SHA-256 hashes, and argon2 strings for passwords.

use shared::{
    day::Day,
    id::{AccountId, DeviceId},
    kk::NoKk,
    region::{KecamatanCode, VillageCode},
};

use super::{Scope, StoreError};

/// SHA-256 of a token.
pub type TokenHash = [u8; 32];

/// What a person may do. The numbers are stored: never reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Role {
    /// Village social worker: the phone, no desk.
    Psm = 1,
    /// Village office: reads its village.
    Desa = 2,
    /// Kecamatan office: checks its villages.
    Kecamatan = 3,
    /// Social affairs office of the regency.
    Dinsos = 4,
    /// Keeps accounts and the system.
    Admin = 5,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 5] = [Role::Psm, Role::Desa, Role::Kecamatan, Role::Dinsos, Role::Admin];

    /// The number that is stored.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The role with this number.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Role::Psm => "psm",
            Role::Desa => "desa",
            Role::Kecamatan => "kecamatan",
            Role::Dinsos => "dinsos",
            Role::Admin => "admin",
        }
    }
}

/// One person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Names the account.
    pub id: AccountId,
    /// The person's name.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// Name for signing in at the desk; `None` for a PSM.
    pub user_name: Option<String>,
    /// argon2id string (PHC); `None` for a PSM.
    pub password_hash: Option<String>,
    /// Telephone in E.164 digits.
    pub phone: Option<u64>,
    /// The kecamatan or village the desk role is for, as its code's number; `None` otherwise.
    pub area: Option<u32>,
    /// The family card of the person's own family, of a PSM and where the office knows it: what a
    /// person records of it is looked at by somebody else.
    pub own_kk: Option<NoKk>,
    /// False once it is switched off.
    pub is_active: bool,
}

impl Account {
    /// What this person may see at the desk; `None` for one who has no desk, or whose area is missing.
    #[must_use]
    pub fn scope(&self) -> Option<Scope> {
        match self.role {
            Role::Psm => None,
            Role::Desa => self.area.map(|code| Scope::Village(VillageCode::from_number(code))),
            Role::Kecamatan => {
                self.area.map(|code| Scope::Kecamatan(KecamatanCode::from_number(code)))
            }
            Role::Dinsos | Role::Admin => Some(Scope::Regency),
        }
    }
}

/// A village where a person works, for a span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The village.
    pub village: VillageCode,
    /// First day.
    pub from: Day,
    /// Last day; `None` while it goes on.
    pub to: Option<Day>,
}

/// Whom to call: a kecamatan office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Where.
    pub kecamatan: KecamatanCode,
    /// What it is called.
    pub name: String,
    /// Telephone as shown.
    pub phone: String,
}

/// An invitation to bind one browser to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// SHA-256 of its secret.
    pub token_hash: TokenHash,
    /// Whose.
    pub account: AccountId,
    /// Unix milliseconds.
    pub expires_at_ms: u64,
    /// The browser that used it, and when.
    pub consumed: Option<(DeviceId, u64)>,
    /// True once that browser has shown that it keeps its session: from then on it is spent.
    pub is_settled: bool,
}

/// What became of an attempt to use an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consumed {
    /// The browser is bound to this account (now, or again by the same browser).
    Bound(AccountId),
    /// There is no such invitation, or its account is switched off.
    Unknown,
    /// Another browser used it, or the same one did and has kept its session since.
    Used,
    /// Too late.
    Expired,
}

/// A browser that was bound to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its key.
    pub id: DeviceId,
    /// Unix milliseconds.
    pub bound_at_ms: u64,
    /// When it last used a session, within the grain at which that is written down, Unix milliseconds.
    pub seen_at_ms: Option<u64>,
    /// When it was taken from the account, Unix milliseconds.
    pub revoked_at_ms: Option<u64>,
}

/// What can be asked about accounts: people, where they work, their browsers and invitations.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait AccountReads {
    /// An account, switched off or not.
    fn account(&self, id: AccountId) -> Result<Option<Account>, StoreError>;

    /// The account with this name for signing in.
    fn account_named(&self, user_name: &str) -> Result<Option<Account>, StoreError>;

    /// All accounts of a role, by name.
    fn accounts(&self, role: Role) -> Result<Vec<Account>, StoreError>;

    /// How many accounts there are.
    fn n_accounts(&self) -> Result<u64, StoreError>;

    /// Where a person works, by first day.
    fn assignments(&self, account: AccountId) -> Result<Vec<Assignment>, StoreError>;

    /// The office of a kecamatan.
    fn office(&self, kecamatan: KecamatanCode) -> Result<Option<Office>, StoreError>;

    /// An invitation.
    fn invitation(&self, token_hash: &TokenHash) -> Result<Option<Invitation>, StoreError>;

    /// When a browser was taken from an account, Unix milliseconds; `None` while it belongs to it.
    fn device_revoked_at_ms(
        &self,
        account: AccountId,
        device: DeviceId,
    ) -> Result<Option<u64>, StoreError>;

    /// The browsers of an account, by when they were bound.
    fn devices(&self, account: AccountId) -> Result<Vec<Device>, StoreError>;
}

/// What can be changed about accounts.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait Accounts: AccountReads {
    /// Adds an account.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when its id or user name is taken.
    fn add_account(&mut self, account: &Account) -> Result<(), StoreError>;

    /// Switches an account on or off.
    fn set_account_active(&mut self, account: AccountId, is_active: bool)
    -> Result<(), StoreError>;

    /// Sets the family card of the person's own family, or takes it away. It counts for what comes
    /// from then on, and for what is checked again.
    fn set_own_kk(&mut self, account: AccountId, own_kk: Option<NoKk>) -> Result<(), StoreError>;

    /// Sets the password of an account (an argon2id string).
    fn set_password(&mut self, account: AccountId, password_hash: &str) -> Result<(), StoreError>;

    /// Adds an assignment, or changes the last day of one with the same village and first day.
    fn set_assignment(
        &mut self,
        account: AccountId,
        assignment: &Assignment,
    ) -> Result<(), StoreError>;

    /// Adds or changes the office of a kecamatan.
    fn set_office(&mut self, office: &Office) -> Result<(), StoreError>;

    /// Adds an invitation.
    fn add_invitation(&mut self, invitation: &Invitation) -> Result<(), StoreError>;

    /// Uses an invitation for a browser. The same browser may again until the invitation is settled:
    /// the answer may have been lost on the way.
    fn consume_invitation(
        &mut self,
        token_hash: &TokenHash,
        device: DeviceId,
        now_ms: u64,
    ) -> Result<Consumed, StoreError> {
        let Some(invitation) = self.invitation(token_hash)? else { return Ok(Consumed::Unknown) };
        let is_active = self.account(invitation.account)?.is_some_and(|account| account.is_active);
        match invitation.consumed {
            _ if !is_active => return Ok(Consumed::Unknown),
            Some((bound, _)) if bound != device || invitation.is_settled => {
                return Ok(Consumed::Used);
            }
            _ if invitation.expires_at_ms <= now_ms => return Ok(Consumed::Expired),
            Some(_) => {}
            None => self.bind_device(&invitation, device, now_ms)?,
        }
        Ok(Consumed::Bound(invitation.account))
    }

    /// Notes on an invitation which browser used it, and gives that browser to its account (again, if
    /// it was taken from it). Whether the invitation is still good [`Self::consume_invitation`] asks.
    fn bind_device(
        &mut self,
        invitation: &Invitation,
        device: DeviceId,
        now_ms: u64,
    ) -> Result<(), StoreError>;

    /// Spends the invitations that this browser used: it has shown that it keeps its session.
    fn settle_invitations(
        &mut self,
        account: AccountId,
        device: DeviceId,
    ) -> Result<(), StoreError>;

    /// Takes a browser from an account, for which it cannot use its link again. Its session stays, so
    /// that it can hand in what it holds.
    fn revoke_device(
        &mut self,
        account: AccountId,
        device: DeviceId,
        now_ms: u64,
    ) -> Result<(), StoreError>;
}
