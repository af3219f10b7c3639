//! Messages and rows drawn by lot, every shape of every field among them: what bytes are held to.
//!
//! Some are stored under `wire/`, written by the programs of then. They are drawn again to know what
//! they mean, so nothing here may change: a new field is a new struct with a function of its own.

use client::rows::{Account1, Book1, Draft1, Outbox1, OutboxItem1, Past1, Record1};
use shared::{
    day::Day,
    form::{
        content::Content1,
        problem::{Override, Param, Path, Step},
        value::{Row, RowId, Tag, Value, Values},
    },
    id::{AccountId, ChangeId, DeviceId, ParcelId, RecordId},
    region::VillageCode,
    sync::{
        account::{Activate1, Assignment1, Profile1},
        wire::{
            Answer1, Change1, Header1, Problem1, PullReply1, Push1, PushReply1, Receipt1,
            RecordStatus1, Verdict1,
        },
    },
};

use crate::sim::dice::Dice;

/// Draws messages and rows; the same seed draws the same ones.
pub struct Lot(Dice);

impl Lot {
    /// Begins with a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Dice::new(seed))
    }

    /// Any number, as often a short one as a long one.
    fn number(&self) -> u64 {
        let n_bits = self.0.between(0, 64);
        self.0.number().checked_shr(u32::try_from(n_bits).unwrap_or(64)).unwrap_or(0)
    }

    fn signed(&self) -> i64 {
        let number = (self.number() >> 1).cast_signed();
        if self.0.percent(50) { number } else { -number - 1 }
    }

    fn byte(&self) -> u8 {
        self.number().to_le_bytes()[0]
    }

    fn short(&self) -> u16 {
        let [low, high, ..] = self.number().to_le_bytes();
        u16::from_le_bytes([low, high])
    }

    fn middle(&self) -> u32 {
        let [a, b, c, d, ..] = self.number().to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }

    fn flag(&self) -> bool {
        self.0.percent(50)
    }

    fn day(&self) -> Day {
        Day::from_number(self.middle().cast_signed())
    }

    fn id(&self) -> [u8; 16] {
        let (a, b) = (self.0.number().to_le_bytes(), self.0.number().to_le_bytes());
        core::array::from_fn(|idx| if idx < 8 { a[idx] } else { b[idx - 8] })
    }

    fn maybe<T>(&self, draw: impl Fn(&Self) -> T) -> Option<T> {
        self.flag().then(|| draw(self))
    }

    fn some<T>(&self, most: u64, draw: impl Fn(&Self) -> T) -> Vec<T> {
        (0..self.0.between(0, most)).map(|_| draw(self)).collect()
    }

    fn bytes(&self) -> Vec<u8> {
        self.some(200, Self::byte)
    }

    fn text(&self) -> String {
        const LETTERS: [char; 8] = ['a', 'Z', ' ', '0', 'é', '—', '𝄞', '\0'];
        self.some(150, |lot| lot.0.pick(&LETTERS).copied().unwrap_or('x')).into_iter().collect()
    }

    fn value(&self, n_deeper: u64) -> Value {
        match self.0.between(0, if n_deeper > 0 { 8 } else { 6 }) {
            0 => Value::Bool(self.flag()),
            1 => Value::Int(self.signed()),
            2 => Value::Text(self.text()),
            3 => Value::Choice(self.short()),
            4 => Value::Choices(self.some(5, Self::short)),
            5 => Value::Day(self.day()),
            6 => Value::Bytes(self.bytes()),
            7 => Value::Group(self.values(n_deeper - 1)),
            _ => {
                Value::Rows(self.some(3, |lot| Row {
                    id: RowId(lot.middle()),
                    values: lot.values(n_deeper - 1),
                }))
            }
        }
    }

    fn values(&self, n_deeper: u64) -> Values {
        let mut values = Values::new();
        for _ in 0..self.0.between(0, 6) {
            values.put(Tag(self.short()), Some(self.value(n_deeper)));
        }
        values
    }

    fn path(&self) -> Path {
        Path(self.some(4, |lot| {
            if lot.flag() { Step::Field(Tag(lot.short())) } else { Step::Row(RowId(lot.middle())) }
        }))
    }

    fn header(&self) -> Header1 {
        Header1 {
            change: ChangeId(self.id()),
            record: RecordId(self.id()),
            parent: self.maybe(|lot| ChangeId(lot.id())),
            visit: self.maybe(|lot| RecordId(lot.id())),
            kind: self.short(),
            kind_version: self.short(),
            village: VillageCode::from_number(self.middle()),
            made_at_ms: self.number(),
            op: self.byte(),
        }
    }

    fn receipt(&self) -> Receipt1 {
        let (a, b) = (self.id(), self.id());
        Receipt1 {
            seq: self.number(),
            hash: core::array::from_fn(|idx| if idx < 16 { a[idx] } else { b[idx - 16] }),
            stored_at_ms: self.number(),
        }
    }

    fn problem(&self) -> Problem1 {
        Problem1 {
            path: self.path(),
            code: self.short(),
            severity: self.byte(),
            params: self.some(3, |lot| match lot.0.between(0, 2) {
                0 => Param::Number(lot.signed(), lot.byte()),
                1 => Param::Day(lot.middle().cast_signed()),
                _ => Param::Text(lot.text()),
            }),
        }
    }

    fn answer(&self) -> Answer1 {
        let verdict = Verdict1 {
            code: self.byte(),
            repeated: self.flag(),
            receipt: self.maybe(Self::receipt),
            problems: self.some(3, Self::problem),
            notes: self.some(3, Self::problem),
            other: self.maybe(|lot| ChangeId(lot.id())),
            refusal: self.short(),
            after_ms: self.middle(),
        };
        let change = self.maybe(|lot| ChangeId(lot.id()));
        Answer1 { parcel: self.short(), item: self.short(), change, verdict }
    }

    /// The answers of a form.
    #[must_use]
    pub fn content(&self) -> Content1 {
        let overrides = self.some(3, |lot| Override {
            path: lot.path(),
            code: lot.short(),
            reason: lot.text(),
        });
        Content1 { values: self.values(3), overrides }
    }

    /// A revision.
    #[must_use]
    pub fn change(&self) -> Change1 {
        Change1 { header: self.header(), content: self.bytes() }
    }

    /// What a phone sends.
    #[must_use]
    pub fn push(&self) -> Push1 {
        Push1 { device: DeviceId(self.id()), parcels: self.some(4, Self::bytes) }
    }

    /// What it is answered.
    #[must_use]
    pub fn push_reply(&self) -> PushReply1 {
        let answers = self.some(4, Self::answer);
        PushReply1 { epoch: self.number(), server_ms: self.number(), answers }
    }

    /// What it is told.
    #[must_use]
    pub fn pull_reply(&self) -> PullReply1 {
        PullReply1 {
            epoch: self.number(),
            server_ms: self.number(),
            next: self.number(),
            more: self.flag(),
            events: self.some(4, Self::bytes),
        }
    }

    /// What it is told of a record.
    #[must_use]
    pub fn status(&self) -> RecordStatus1 {
        RecordStatus1 {
            record: RecordId(self.id()),
            change: ChangeId(self.id()),
            state: self.byte(),
            receipt: self.receipt(),
            problems: self.some(3, Self::problem),
            notes: self.some(3, Self::problem),
            comment: self.text(),
        }
    }

    /// How it introduces itself.
    #[must_use]
    pub fn activate(&self) -> Activate1 {
        Activate1 { token: self.text(), device: DeviceId(self.id()) }
    }

    /// Who works with it.
    #[must_use]
    pub fn profile(&self) -> Profile1 {
        Profile1 {
            account: AccountId(self.id()),
            name: self.text(),
            villages: self.some(4, |lot| Assignment1 {
                village: VillageCode::from_number(lot.middle()),
                title: lot.text(),
                from: lot.day(),
                to: lot.maybe(Self::day),
            }),
            office_name: self.text(),
            office_phone: self.text(),
            epoch: self.number(),
            server_ms: self.number(),
        }
    }

    /// The row of a form that is being filled.
    #[must_use]
    pub fn draft(&self) -> Draft1 {
        let Content1 { values, overrides } = self.content();
        Draft1 {
            record: RecordId(self.id()),
            kind: self.short(),
            kind_version: self.short(),
            visit: self.maybe(|lot| RecordId(lot.id())),
            village: VillageCode::from_number(self.middle()),
            values,
            overrides,
            section_idx: self.short(),
            started_ms: self.number(),
            updated_ms: self.number(),
            parent: self.maybe(|lot| ChangeId(lot.id())),
        }
    }

    /// The row of a finished record.
    #[must_use]
    pub fn record(&self) -> Record1 {
        Record1 {
            header: self.header(),
            content: self.bytes(),
            state: self.byte(),
            receipt: self.maybe(Self::receipt),
            conflict_with: self.maybe(|lot| ChangeId(lot.id())),
            problems: self.some(3, Self::problem),
            notes: self.some(3, Self::problem),
            comment: self.text(),
            refusal: self.short(),
            unknown_verdict: self.byte(),
            subject: self.text(),
            nik: self.signed(),
            history: self.some(4, |lot| Past1 {
                change: ChangeId(lot.id()),
                made_at_ms: lot.number(),
                op: lot.byte(),
                receipt: lot.maybe(Self::receipt),
                refusal: lot.short(),
            }),
        }
    }

    /// The row of a parcel that waits.
    #[must_use]
    pub fn outbox(&self) -> Outbox1 {
        let items = self.some(4, |lot| OutboxItem1 {
            change: ChangeId(lot.id()),
            record: RecordId(lot.id()),
            parent: lot.maybe(|lot| ChangeId(lot.id())),
            is_open: lot.flag(),
        });
        let parcel = ParcelId(self.id());
        Outbox1 { parcel, is_packed: self.flag(), items, bytes: self.bytes() }
    }

    /// The row that says whose database it is.
    #[must_use]
    pub fn account(&self) -> Account1 {
        Account1 { profile: self.profile(), device: DeviceId(self.id()) }
    }

    /// The row that says where the conversation stands.
    #[must_use]
    pub fn book(&self) -> Book1 {
        Book1 {
            epoch: self.number(),
            cursor: self.number(),
            offset_ms: self.signed(),
            server_ms: self.number(),
            last_ok_ms: self.number(),
            events_known: self.byte(),
        }
    }
}
