//! Requests for benchmarks: posyandu sessions full of children, ready as bytes.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use server::sync::References;
use shared::day::Day;
use shared::form::model::{FormKind, Scene};
use shared::form::settle::settle;
use shared::form::value::{Value, Values};
use shared::forms::balita::{self, BALITA};
use shared::forms::{person, visit::VISIT};
use shared::id::{ChangeId, DeviceId, RecordId};
use shared::region::VillageCode;
use shared::sync::wire::{self, CODING_GZIP, Change1, Header1, OP_PUT, Push1};

use crate::sample::{child_values, content, payload, visit_values};

/// Where all of it happens.
pub const VILLAGE: VillageCode = VillageCode::from_number(3_523_161_003);
/// Days of birth that the children are spread over, so that each has a NIK of her own.
const N_BIRTHDAYS: u32 = 60;

/// One request.
#[derive(Debug)]
pub struct Batch {
    /// Its body.
    pub body: Vec<u8>,
    /// How many changes it holds.
    pub n_changes: usize,
}

/// The requests of one phone: each a visit, the posyandu session, and then children of it up to
/// `batch_len` records in all. With one record a request, the first is the visit and all others are
/// children of it.
#[must_use]
pub fn batches(
    references: &References,
    device: DeviceId,
    phone: u8,
    n_batches: u16,
    batch_len: usize,
    now_ms: u64,
) -> Vec<Batch> {
    let today = Day::in_tuban(now_ms);
    let world = references.world(today);
    let settled = |kind, values: &Values, visit| {
        settle(&Scene {
            kind,
            version: kind.version,
            values,
            visit,
            previous: None,
            overrides: &[],
            world,
        })
    };
    let session = settled(&VISIT, &visit_values(today), None);
    let (mut number, mut only_visit) = (0, None);
    let mut batch = |idx: u16| {
        // Requests are made one after the other, and so are their ids.
        let mut maker = Maker { phone, at_ms: now_ms - 1_000_000 + u64::from(idx) * 10, number: 0 };
        let mut changes = Vec::with_capacity(batch_len);
        let visit_id = only_visit.unwrap_or_else(|| {
            changes.push(maker.change(&VISIT, None, &session));
            changes[0].header.record
        });
        only_visit = (batch_len == 1).then_some(visit_id);
        while changes.len() < batch_len {
            let child = child(today, u32::from(phone), number);
            number += 1;
            let child = settled(&BALITA, &child, Some(&session));
            changes.push(maker.change(&BALITA, Some(visit_id), &child));
        }
        pack(device, &changes)
    };
    (0..n_batches).map(&mut batch).collect()
}

/// The child of this number: all differ in name and NIK, and by a little in weight.
fn child(today: Day, phone: u32, number: u32) -> Values {
    let mut values = child_values(today);
    let birth = today.plus(-750 - i32::try_from(number % N_BIRTHDAYS).unwrap_or(0));
    let (year, month, day) = birth.ymd();
    let serial = 1 + phone * 500 + number / N_BIRTHDAYS;
    let date = u64::from(day + 40) * 10_000
        + u64::from(month) * 100
        + u64::from(year.unsigned_abs() % 100);
    let nik = (352_316 * 1_000_000 + date) * 10_000 + u64::from(serial);
    if let Some(Value::Group(girl)) = values.at_mut(balita::CHILD.tag) {
        girl.set(person::NAME, format!("Aisyah {}", letters(phone * 100_000 + number)));
        girl.set(person::BIRTH, birth);
        girl.set(person::NIK, nik.cast_signed());
        girl.set(person::NIK_SOURCE, shared::form::value::Chosen(2));
    }
    values.set(balita::WEIGHT, 10_500 + i64::from(number % 100) * 10);
    values
}

/// A number as a name.
fn letters(mut number: u32) -> String {
    let mut name = String::from("K");
    while number > 0 {
        name.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
    }
    name
}

fn pack(device: DeviceId, changes: &[Change1]) -> Batch {
    let plain = payload(&changes.iter().collect::<Vec<_>>());
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&plain).expect("a vector takes everything");
    let gzip = encoder.finish().expect("a vector takes everything");
    let parcels = vec![wire::parcel(CODING_GZIP, &gzip)];
    Batch { body: wire::encode(&Push1 { device, parcels }), n_changes: changes.len() }
}

/// Makes changes with ids of their own.
struct Maker {
    phone: u8,
    at_ms: u64,
    number: u16,
}

impl Maker {
    fn change(&mut self, kind: &FormKind, visit: Option<RecordId>, values: &Values) -> Change1 {
        self.number += 1;
        let [high, low] = self.number.to_be_bytes();
        // The random part of an id sorts as the number does; a real phone's does not, within the
        // millisecond. `mixed` is as spread as random bytes are.
        let mixed = [self.phone.wrapping_mul(89), low.wrapping_mul(157), low, high, self.phone];
        let mut random = [0; 10];
        random[..5].copy_from_slice(&mixed);
        let header = Header1 {
            change: ChangeId::new(self.at_ms, random),
            record: RecordId::new(self.at_ms, random),
            parent: None,
            visit,
            kind: kind.id.0,
            kind_version: kind.version,
            village: VILLAGE,
            made_at_ms: self.at_ms,
            op: OP_PUT,
        };
        Change1 { header, content: content(values.clone()) }
    }
}
