//! People with an account, where they work, and how they are signed in.
//!
//! Secrets never come here: only their SHA-256 hashes, and argon2 strings for passwords.

use shared::{
    day::Day,
    id::{AccountId, DeviceId},
    kk::NoKk,
    region::{KecamatanCode, VillageCode},
};

use super::Scope;

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

/// Which door a session is for. The numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum SessionKind {
    /// A PSM's phone.
    Psm = 1,
    /// The desk.
    Desk = 2,
}

/// A sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the secret in the cookie.
    pub token_hash: TokenHash,
    /// The secret before the last rotation, valid until the new one was seen.
    pub previous_hash: Option<TokenHash>,
    /// Whose.
    pub account: AccountId,
    /// The browser; `None` at the desk.
    pub device: Option<DeviceId>,
    /// Which door.
    pub kind: SessionKind,
    /// Unix milliseconds.
    pub created_at_ms: u64,
    /// When the present secret was drawn, Unix milliseconds.
    pub rotated_at_ms: u64,
    /// When it was last used, within the grain at which that is written down, Unix milliseconds.
    pub seen_at_ms: u64,
    /// Unix milliseconds.
    pub expires_at_ms: u64,
}
