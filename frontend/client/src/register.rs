//! The register on the phone: what comes from the office lies in [`Table::Chunk`], and a short row in
//! [`Table::Meta`] says which chunks there are ([`rows`]).
//!
//! A [`Shelf`] takes the chunks into memory one by one, so that what has come is found while the rest
//! arrives, and again only what was written since. Families that the person adds in the field are
//! a row of their own, until the office has them.

mod own;
mod rows;

use shared::{
    region::VillageCode,
    register::{
        chunk::by_chunk,
        family::Families1,
        search::{OWN_CHUNK, Register},
    },
    sync::{client::RegisterNews, feed::Stream, wire},
};

pub use self::{
    own::{NewFamily, add, own_families},
    rows::{Chunk1, KEY_OWN, KEY_REGISTER, OwnFamilies1, OwnFamily1, Register1, Village1},
};
use crate::{
    rows::Stored as _,
    store::{Expect, LocalStore, Row, Rows, StoreError, Table, Write},
};

/// A phone asks for the registers of so many villages at most: a PSM works in one to three, and one of
/// a kecamatan in twenty.
pub const VILLAGES_MAX: usize = 40;

/// Why news could not be put to what is stored.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// Local storage did not do as asked.
    Store(StoreError),
    /// What was to be changed of a stream is not there or cannot be read.
    Unreadable(Stream),
}

/// What a phone asks for of each village of the person's profile: first what the office asks for, which is
/// short and on the first screen, then the registers. Whether the person works there today the server says.
#[must_use]
pub fn streams(villages: impl IntoIterator<Item = VillageCode>) -> Vec<Stream> {
    let mut villages: Vec<_> = villages.into_iter().collect();
    villages.sort_unstable();
    villages.dedup();
    villages.truncate(VILLAGES_MAX);
    let tasks = villages.iter().copied().map(Stream::tasks);
    tasks.chain(villages.iter().copied().map(Stream::register)).collect()
}

/// Which villages and chunks are here; nothing where the row cannot be read.
#[must_use]
pub fn stored(rows: &Rows) -> Register1 {
    let row = rows.get(Table::Meta, KEY_REGISTER);
    row.and_then(|row| Register1::from_row_bytes(&row.bytes).ok()).unwrap_or_default()
}

/// What is written to put news to what is stored.
pub(crate) async fn writes(
    store: &impl LocalStore,
    news: &RegisterNews,
) -> Result<Vec<Write>, Trouble> {
    let mut register = stored(&store.rows());
    let mut writes = Vec::new();
    if news.is_from_start {
        writes.extend(delete(&register, news.village));
        register.villages.retain(|village| village.village != news.village);
    } else if news.families.families.is_empty()
        && news.families.gone.is_empty()
        && register.village(news.village).is_some_and(|village| village.is_whole || !news.is_whole)
    {
        return Ok(writes);
    }
    writes.extend(own::arrived(&store.rows(), &news.families));
    let is_here = news.is_whole || !news.families.families.is_empty();
    if is_here || !news.is_from_start {
        let mut village = register.take(news.village);
        village.is_whole |= news.is_whole;
        for (idx, part) in by_chunk(news.families.clone()) {
            let mut families = match village.chunk(idx) {
                Some(_) => read(store, news.village, idx).await?,
                None => Families1::default(),
            };
            families.take(part);
            register.n_written = register.n_written.wrapping_add(1);
            village.put(Chunk1 { idx, version: register.n_written });
            writes.push(put(news.village, idx, &families));
        }
        register.villages.push(village);
    }
    writes.push(write_register(&register));
    Ok(writes)
}

/// What is written to keep nothing of villages that are not asked for any more.
pub(crate) fn drop_others(rows: &Rows, streams: &[Stream]) -> Vec<Write> {
    let mut register = stored(rows);
    let is_asked = |village: &Village1| streams.contains(&Stream::register(village.village));
    let others: Vec<_> = register.villages.iter().filter(|village| !is_asked(village)).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let mut writes: Vec<_> =
        others.iter().flat_map(|village| delete(&register, village.village)).collect();
    register.villages.retain(is_asked);
    writes.push(write_register(&register));
    writes
}

/// A chunk as it is stored.
async fn read(
    store: &impl LocalStore,
    village: VillageCode,
    idx: u16,
) -> Result<Families1, Trouble> {
    let row = store.read(Table::Chunk, &key(village, idx)).await.map_err(Trouble::Store)?;
    row.and_then(|row| wire::decode(&row.bytes).ok())
        .ok_or(Trouble::Unreadable(Stream::register(village)))
}

fn put(village: VillageCode, idx: u16, families: &Families1) -> Write {
    let row = Row {
        key: key(village, idx),
        revision: 0,
        state: 0,
        at_ms: 0,
        parent: String::new(),
        bytes: wire::encode(families),
    };
    Write::Put { table: Table::Chunk, row, expect: Expect::Any }
}

fn delete(register: &Register1, village: VillageCode) -> Vec<Write> {
    let chunks = register.village(village).into_iter().flat_map(|village| &village.chunks);
    let one = |chunk: &Chunk1| {
        let (key, expect) = (key(village, chunk.idx), Expect::Any);
        Write::Delete { table: Table::Chunk, key, expect }
    };
    chunks.map(one).collect()
}

fn key(village: VillageCode, idx: u16) -> String {
    format!("register-{}-{idx:05}", village.number())
}

fn write_register(register: &Register1) -> Write {
    Write::Put {
        table: Table::Meta,
        row: meta_row(KEY_REGISTER, register.to_row_bytes()),
        expect: Expect::Any,
    }
}

pub(crate) fn meta_row(key: &str, bytes: Vec<u8>) -> Row {
    let (revision, state, at_ms, parent) = (0, 0, 0, String::new());
    Row { key: String::from(key), revision, state, at_ms, parent, bytes }
}

/// A chunk that is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Of which village.
    pub village: VillageCode,
    /// Which, and as it was written last.
    pub chunk: Chunk1,
}

/// Reads a chunk; `None` for one that is not there or cannot be read: then its stream is asked for from
/// its start ([`crate::driver::Handle::unreadable`]).
///
/// # Errors
/// [`StoreError`] of the disk.
pub async fn fetch(
    store: &impl LocalStore,
    wanted: Wanted,
) -> Result<Option<Families1>, StoreError> {
    match read(store, wanted.village, wanted.chunk.idx).await {
        Ok(families) => Ok(Some(families)),
        Err(Trouble::Unreadable(_)) => Ok(None),
        Err(Trouble::Store(error)) => Err(error),
    }
}

/// The register in memory.
#[derive(Debug, Default)]
pub struct Shelf {
    /// What was read, to be searched.
    pub register: Register,
    /// The villages of which all is here.
    pub whole: Vec<VillageCode>,
    /// The chunks in [`Self::register`], each with the version that was read.
    read: Vec<Wanted>,
    own: OwnFamilies1,
}

impl Shelf {
    /// Takes what was added or taken away, and says which chunk is to be read next; `None` when all are
    /// here. Between this and [`Self::put`] the register may be searched.
    pub fn next(&mut self, rows: &Rows) -> Option<Wanted> {
        let stored = stored(rows);
        self.follow(&stored);
        self.follow_own(rows);
        let mut all = stored.villages.iter().flat_map(|village| {
            village.chunks.iter().map(|chunk| Wanted { village: village.village, chunk: *chunk })
        });
        all.find(|wanted| !self.read.contains(wanted))
    }

    /// Takes a chunk that was read; nothing of one that cannot be read.
    pub fn put(&mut self, wanted: Wanted, families: Option<Families1>) {
        let Wanted { village, chunk } = wanted;
        self.read.retain(|known| (known.village, known.chunk.idx) != (village, chunk.idx));
        self.read.push(wanted);
        self.register.put(village, chunk.idx, families.unwrap_or_default());
    }

    /// Forgets what is not stored any more.
    fn follow(&mut self, stored: &Register1) {
        let whole = stored.villages.iter().filter(|village| village.is_whole);
        self.whole = whole.map(|village| village.village).collect();
        let is_stored = |village, idx| {
            stored.village(village).is_some_and(|village| village.chunk(idx).is_some())
        };
        let register = &mut self.register;
        self.read.retain(|Wanted { village, chunk }| {
            let is_there = is_stored(*village, chunk.idx);
            if !is_there {
                register.remove(*village, chunk.idx);
            }
            is_there
        });
    }

    /// Takes the families that the person has added.
    fn follow_own(&mut self, rows: &Rows) {
        let own = own_families(rows);
        if own == self.own {
            return;
        }
        for village in self.own.villages() {
            self.register.remove(village, OWN_CHUNK);
        }
        for village in own.villages() {
            let here = own.families.iter().filter(|own| own.village == village);
            let families = here.map(|own| own.family.clone()).collect();
            self.register.put(village, OWN_CHUNK, Families1 { families, gone: Vec::new() });
        }
        self.own = own;
    }
}
