//! "Tambah cepat": a family that the person meets and the register does not know yet.

use shared::{
    id::{FamilyId, PersonId},
    region::VillageCode,
    register::family::{Families1, Family1, Person1, TEXT_BYTES_MAX},
};

use super::{
    meta_row,
    rows::{KEY_OWN, OWN_MAX, OwnFamilies1, OwnFamily1},
};
use crate::{
    host::{self, Host},
    rows::Stored as _,
    store::{Batch, Durability, Expect, LocalStore, Rows, StoreError, Table, Write},
};

/// Code of the relation of a head of the family to himself.
const HEAD: u16 = 1;
/// How often it is tried again because another tab was quicker.
const TRIES_MAX: u32 = 5;

/// What a person says of a family at the doorstep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewFamily {
    /// Name of the head of the family, or what people call him.
    pub name: String,
    /// Neighbourhood, where it is known.
    pub rt: Option<u16>,
    /// As above.
    pub rw: Option<u16>,
    /// Address or landmark.
    pub address: String,
}

/// The families that the person has added and the office does not have yet.
#[must_use]
pub fn own_families(rows: &Rows) -> OwnFamilies1 {
    let row = rows.get(Table::Meta, KEY_OWN);
    row.and_then(|row| OwnFamilies1::from_row_bytes(&row.bytes).ok()).unwrap_or_default()
}

/// Adds a family. It is found at once, and travels with the first form about it. The oldest makes room
/// where there are very many: its forms have long been sent.
///
/// # Errors
/// [`StoreError`]; then nothing was added.
pub async fn add(
    store: &impl LocalStore,
    host: &impl Host,
    village: VillageCode,
    new: &NewFamily,
) -> Result<FamilyId, StoreError> {
    let now_ms = host.now_ms();
    let id = FamilyId::new(now_ms, host::random(host));
    let head = Person1 {
        // A visit carries the id of the family only, and names its head by it as well.
        id: Some(PersonId(id.0)),
        name: cut(&new.name),
        relation: HEAD,
        ..Person1::default()
    };
    let family = Family1 {
        id: Some(id),
        rt: new.rt,
        rw: new.rw,
        address: cut(&new.address),
        members: vec![head],
        ..Family1::default()
    };
    let mut n_tries = 1;
    loop {
        let write = {
            let rows = store.rows();
            let mut own = own_families(&rows);
            let n_over = (own.families.len() + 1).saturating_sub(OWN_MAX);
            own.families.drain(..n_over);
            own.families.push(OwnFamily1 { village, family: family.clone() });
            write(&rows, &own)
        };
        let batch = Batch { writes: vec![write], durability: Durability::Strict };
        match store.apply(batch).await {
            Err(StoreError::Stale) if n_tries < TRIES_MAX => n_tries += 1,
            done => return done.map(|()| id),
        }
    }
}

/// What is written when some of them have come from the office.
pub(super) fn arrived(rows: &Rows, news: &Families1) -> Option<Write> {
    let mut own = own_families(rows);
    let n_before = own.families.len();
    own.families.retain(|own| news.families.iter().all(|family| family.id != own.family.id));
    (own.families.len() < n_before).then(|| write(rows, &own))
}

fn write(rows: &Rows, own: &OwnFamilies1) -> Write {
    let expect = match rows.get(Table::Meta, KEY_OWN) {
        Some(row) => Expect::Revision(row.revision),
        None => Expect::Absent,
    };
    Write::Put { table: Table::Meta, row: meta_row(KEY_OWN, own.to_row_bytes()), expect }
}

fn cut(text: &str) -> String {
    let text = text.trim();
    String::from(&text[..text.floor_char_boundary(TEXT_BYTES_MAX)])
}
