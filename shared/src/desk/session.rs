//! Who is signed in at the desk.

use serde::{Deserialize, Serialize};

/// A person at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The name to sign in with.
    #[serde(default)]
    pub user: String,
    /// The person's name.
    pub name: String,
    /// Stable name of the role: `desa`, `kecamatan`, `dinsos`, `admin`.
    pub role: String,
    /// True for somebody who decides on records; others read.
    #[serde(default)]
    pub decides: bool,
    /// What the person may see.
    pub scope: Area,
    /// The villages of that.
    #[serde(default)]
    pub villages: Vec<VillageOption>,
}

/// What a person may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// `regency`, `kecamatan` or `desa`.
    #[serde(default)]
    pub kind: String,
    /// Its code; none of the whole regency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What it is called.
    #[serde(default)]
    pub title: String,
}

/// A village to filter by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VillageOption {
    /// Its code.
    pub code: String,
    /// "nama — Kec. X".
    pub title: String,
    /// Code of its kecamatan.
    #[serde(default)]
    pub kecamatan: String,
    /// What the kecamatan is called.
    #[serde(default)]
    pub kecamatan_title: String,
}
