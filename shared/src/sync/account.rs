//! Messages around an account, version 1. Frozen like the rest of the wire.

use serde::{Deserialize, Serialize};

use crate::{
    day::Day,
    id::{AccountId, DeviceId},
    region::VillageCode,
};

/// Asks to bind this browser to an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activate1 {
    /// The secret of the invitation, from the fragment of its link.
    pub token: String,
    /// The device key: made once by this browser, sent again when the answer was lost.
    pub device: DeviceId,
}

/// Who is signed in on this phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile1 {
    /// Names the local database.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// Where the person works, with dates.
    pub villages: Vec<Assignment1>,
    /// Whom to call: the name and number of the kecamatan office; empty when unknown.
    pub office_name: String,
    /// As above.
    pub office_phone: String,
    /// Names the server's database.
    pub epoch: u64,
    /// The server's clock, Unix milliseconds.
    pub server_ms: u64,
}

/// Who is signed in on this phone, and by which key the server knows the phone: for one that has lost
/// the row that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound1 {
    /// Who.
    pub profile: Profile1,
    /// The phone's key.
    pub device: DeviceId,
}

/// A village for a span of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment1 {
    /// The village.
    pub village: VillageCode,
    /// What it is called: "nama — Kec. X".
    pub title: String,
    /// First day.
    pub from: Day,
    /// Last day; `None` while it goes on.
    pub to: Option<Day>,
}
