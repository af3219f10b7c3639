//! The loop's work on local storage: reading what waits, packing parcels, keeping answers.

use shared::{
    id::{BlobId, ChangeId, ParcelId, RecordId},
    sync::{
        client::{Book, Durable, Entry, Event, Outcomes},
        feed::{Feed, Stream},
        limits,
        own::OwnRecord1,
        state::RecordState,
        verdict::Outcome,
        wire::{self, CODING_GZIP, CODING_PLAIN, Change1},
    },
};

use super::{Job, Parts};
use crate::{
    blob::{self, named},
    device::{finish::single_parcel, new_parcel_id, outbox_row, record_row, take_back},
    host::{Host, key_of},
    outcome,
    register::{self, Trouble},
    restored, reviews,
    rows::{self, Book3, Held, KEY_BOOK, KEY_FRESH, Outbox, OutboxItem1, Record, Stored, book},
    store::{Batch, Durability, Expect, LocalStore, Row, Rows, StoreError, Table, Write},
    tasks,
};

/// How often a batch is made anew because another tab was quicker.
const TRIES_MAX: u32 = 5;

/// One piece of work.
pub(super) enum Task {
    Load,
    Pack { from: Vec<ParcelId>, into: Vec<Vec<ChangeId>> },
    Persist(Box<Outcomes>),
    SettleBlob { blob: BlobId, refusal: Option<u16> },
}

/// Does one piece of work; what came of it is the machine's next event.
pub(super) fn run<'a, S: LocalStore, T, H: Host>(
    parts: &'a Parts<S, T, H>,
    task: Task,
) -> Job<'a, Event> {
    let (store, host) = (&parts.store, &parts.host);
    Box::pin(async move {
        match task {
            // Damaged parcels are made anew before anything is sent; nothing is lost by waiting.
            Task::Load => loop {
                let Loaded { mut durable, mut mending } = load(&store.rows(), host);
                mending.extend(register::drop_others(&store.rows(), &parts.feeds));
                mending.extend(tasks::drop_others(&store.rows(), &parts.feeds));
                if parts.blobs.is_some() {
                    durable.blobs = blob::waiting(&store.rows());
                }
                if mending.is_empty() || apply(store, mending).await.is_ok() {
                    break Event::Loaded(durable);
                }
                host.sleep(limits::BACKOFF_FIRST_MS).await;
            },
            Task::Pack { from, into } => match pack(store, host, &from, &into).await {
                Ok(Some(into)) => Event::Packed { from, into },
                Ok(None) => Event::PackFailed { by_storage: false },
                Err(_) => Event::PackFailed { by_storage: true },
            },
            Task::Persist(outcomes) => match persist(store, &outcomes).await {
                Ok(()) => Event::Persisted,
                Err(Trouble::Store(_)) => Event::PersistFailed,
                Err(Trouble::Unreadable(stream)) => {
                    Event::Unreadable { stream, is_of_persist: true }
                }
            },
            Task::SettleBlob { blob, refusal } => match settle_blob(store, blob, refusal).await {
                Ok(()) => Event::Persisted,
                Err(_) => Event::PersistFailed,
            },
        }
    })
}

async fn apply(store: &impl LocalStore, writes: Vec<Write>) -> Result<(), StoreError> {
    store.apply(Batch { writes, durability: Durability::Strict }).await
}

/// The bodies of parcels, in order; `None` when one is not there or damaged.
pub(super) fn bodies(rows: &Rows, parcels: &[ParcelId]) -> Option<Vec<Vec<u8>>> {
    let mut bodies = Vec::with_capacity(parcels.len());
    for parcel in parcels {
        bodies.push(outbox(rows, *parcel)?.value.bytes);
    }
    Some(bodies)
}

fn outbox(rows: &Rows, parcel: ParcelId) -> Option<Held<Outbox>> {
    rows::find(rows, Table::Outbox, &key_of(&parcel)).ok().flatten()
}

struct Loaded {
    durable: Durable,
    /// To be written before it is true.
    mending: Vec<Write>,
}

fn load(rows: &Rows, host: &impl Host) -> Loaded {
    let mut book = book::load(rows);
    // A cursor of a village of which nothing is here would leave out what came before it.
    let register = register::stored(rows);
    let is_stored = |Stream { feed, village }| match village {
        None => true,
        Some(village) if feed == Feed::TASKS => tasks::of_village(rows, village).is_some(),
        Some(village) => register.village(village).is_some(),
    };
    book.cursors.retain(|cursor| is_stored(cursor.stream));
    let mut waiting = Vec::new();
    let mut damaged = Vec::new();
    for row in rows.of(Table::Outbox) {
        match Outbox::from_row_bytes(&row.bytes) {
            Ok(outbox) => waiting.push(outbox),
            Err(_) => damaged.push(row),
        }
    }
    let mending =
        if damaged.is_empty() { Vec::new() } else { rebuild(rows, host, &damaged, &mut waiting) };
    Loaded {
        durable: Durable {
            entries: waiting.iter().map(Outbox::entry).collect(),
            blobs: Vec::new(),
            book,
        },
        mending,
    }
}

/// Makes parcels anew for finished records that waited in a row of the outbox that cannot be read any
/// more. The row itself is set aside.
fn rebuild(
    rows: &Rows,
    host: &impl Host,
    damaged: &[&Row],
    waiting: &mut Vec<Outbox>,
) -> Vec<Write> {
    let mut writes = Vec::new();
    for row in damaged {
        writes.extend(rows::set_aside(Table::Outbox, row));
    }
    let now_ms = host.now_ms();
    for row in rows.of(Table::Record) {
        let Ok(record) = Record::from_row_bytes(&row.bytes) else { continue };
        let change = record.header.change;
        let is_there =
            waiting.iter().any(|outbox| outbox.items.iter().any(|item| item.change == change));
        if record.state == RecordState::Waiting.code() && !is_there {
            let outbox = single_parcel(&record, new_parcel_id(host, now_ms), record.change_bytes());
            let row = outbox_row(&outbox, now_ms);
            writes.push(Write::Put { table: Table::Outbox, row, expect: Expect::Absent });
            waiting.push(outbox);
        }
    }
    writes
}

/// Makes new parcels of old ones, in one strict batch; what stands in storage then in their place.
/// `None` when one of several cannot be read. Of a single one, each change that can be read nowhere any
/// more gets a parcel with the damaged bytes for itself, so that nothing else waits for it; `None` when
/// there is nothing else.
async fn pack(
    store: &impl LocalStore,
    host: &impl Host,
    from: &[ParcelId],
    into: &[Vec<ChangeId>],
) -> Result<Option<Vec<Entry>>, StoreError> {
    let mut writes = Vec::new();
    let mut lost = Vec::new();
    let mut loose: Vec<(OutboxItem1, Vec<u8>)> = Vec::new();
    // What stayed alone so far stays so.
    let mut alone: Vec<ChangeId> = Vec::new();
    for parcel in from {
        let Some(Held { value, revision }) = outbox(&store.rows(), *parcel) else {
            return Ok(None);
        };
        if let (true, [item]) = (value.is_packed, value.items.as_slice()) {
            alone.push(item.change);
        }
        let changes = open(store, host, &value).await;
        for (item, bytes) in value.items.iter().zip(changes) {
            match bytes {
                Some(bytes) => loose.push((*item, bytes)),
                None if item.is_open => lost.push((*item, value.bytes.clone())),
                None => {}
            }
        }
        let (key, expect) = (key_of(parcel), Expect::Revision(revision));
        writes.push(Write::Delete { table: Table::Outbox, key, expect });
    }
    let n_open: usize = into.iter().map(Vec::len).sum();
    if !lost.is_empty() && (from.len() > 1 || n_open == 1) {
        return Ok(None);
    }
    let now_ms = host.now_ms();
    let mut made = Vec::new();
    // A group that comes out too long is halved, so this is a stack, last group first.
    let mut groups: Vec<Vec<ChangeId>> = into.iter().rev().cloned().collect();
    while let Some(mut group) = groups.pop() {
        let find = |change: &ChangeId| loose.iter().find(|(item, _)| item.change == *change);
        let chosen: Vec<_> = group.iter().filter_map(find).collect();
        if chosen.is_empty() {
            continue;
        }
        let bytes: Vec<Vec<u8>> = chosen.iter().map(|(_, bytes)| bytes.clone()).collect();
        let bytes = smallest_parcel(host, &wire::payload(&bytes)).await;
        if bytes.len() > limits::PARCEL_BYTES_MAX && group.len() > 1 {
            groups.push(group.split_off(group.len() / 2));
            groups.push(group);
            continue;
        }
        let items: Vec<_> = chosen.iter().map(|(item, _)| *item).collect();
        let parcel = new_parcel_id(host, now_ms);
        let is_packed = items.len() > 1 || alone.contains(&items[0].change);
        made.push(Outbox { parcel, is_packed, items, bytes });
    }
    for (item, bytes) in lost {
        let parcel = new_parcel_id(host, now_ms);
        made.push(Outbox { parcel, is_packed: true, items: vec![item], bytes });
    }
    for outbox in &made {
        let row = outbox_row(outbox, now_ms);
        writes.push(Write::Put { table: Table::Outbox, row, expect: Expect::Absent });
    }
    apply(store, writes).await?;
    Ok(Some(made.iter().map(Outbox::entry).collect()))
}

async fn smallest_parcel(host: &impl Host, payload: &[u8]) -> Vec<u8> {
    match host.gzip(payload).await {
        Some(gzip) if gzip.len() < payload.len() => wire::parcel(CODING_GZIP, &gzip),
        _ => wire::parcel(CODING_PLAIN, payload),
    }
}

/// The bytes of each change of a parcel. One that is damaged there is made anew from its record, which
/// gives the very same bytes unless it holds a later revision; `None` where that does.
async fn open(store: &impl LocalStore, host: &impl Host, outbox: &Outbox) -> Vec<Option<Vec<u8>>> {
    let opened = match wire::split_parcel(&outbox.bytes) {
        Ok((CODING_PLAIN, payload)) => changes_in(payload),
        Ok((CODING_GZIP, packed)) => host
            .gunzip(packed, limits::PARCEL_INFLATED_BYTES_MAX)
            .await
            .and_then(|payload| changes_in(&payload)),
        _ => None,
    };
    let opened = opened.filter(|changes| changes.len() == outbox.items.len()).unwrap_or_default();
    let rows = store.rows();
    let anew = |item: &OutboxItem1| {
        let record = record_at(&rows, item.record)?.value;
        (record.header.change == item.change).then(|| record.change_bytes())
    };
    let of_item = |(idx, item): (usize, &OutboxItem1)| {
        let is_it = |bytes: &&Vec<u8>| {
            wire::decode::<Change1>(bytes).is_ok_and(|change| change.header.change == item.change)
        };
        opened.get(idx).filter(is_it).cloned().or_else(|| anew(item))
    };
    outbox.items.iter().enumerate().map(of_item).collect()
}

/// A record; `None` also for one that cannot be read.
fn record_at(rows: &Rows, id: RecordId) -> Option<Held<Record>> {
    rows::find(rows, Table::Record, &key_of(&id)).ok().flatten()
}

fn changes_in(payload: &[u8]) -> Option<Vec<Vec<u8>>> {
    let changes = wire::open_payload(payload).ok()?;
    Some(changes.into_iter().map(<[u8]>::to_vec).collect())
}

/// Keeps an answer of the server: verdicts and news at their records, what is settled out of the
/// outbox, and the cursor, all in one batch.
async fn persist(store: &impl LocalStore, outcomes: &Outcomes) -> Result<(), Trouble> {
    let mut n_tries = 1;
    loop {
        let of_register = match &outcomes.register {
            Some(news) => register::writes(store, news).await?,
            None => Vec::new(),
        };
        let mut batch = outcome_batch(&store.rows(), outcomes);
        batch.writes.extend(of_register);
        if let Some(news) = &outcomes.tasks {
            batch.writes.extend(tasks::writes(&store.rows(), news)?);
        }
        match store.apply(batch).await {
            Err(StoreError::Stale) if n_tries < TRIES_MAX => n_tries += 1,
            done => return done.map_err(Trouble::Store),
        }
    }
}

/// Takes a blob away that is at the office or over, or notes why it was refused.
async fn settle_blob(
    store: &impl LocalStore,
    blob: BlobId,
    refusal: Option<u16>,
) -> Result<(), StoreError> {
    let writes = named::settle(&store.rows(), blob, refusal);
    apply(store, writes).await
}

fn outcome_batch(rows: &Rows, outcomes: &Outcomes) -> Batch {
    // A change may lie in another parcel than the one that was sent: the tab that sent before this
    // one may have packed it anew.
    let mut parcels: Vec<Held<Outbox>> = Vec::new();
    for row in rows.of(Table::Outbox) {
        parcels.extend(rows::find(rows, Table::Outbox, &row.key).ok().flatten());
    }
    let mut settled = Vec::new();
    // Parcels with something refused of which no record here tells: their bytes are the last there are.
    let mut orphans = Vec::new();
    let mut records: Vec<Held<Record>> = Vec::new();
    for judged in &outcomes.judged {
        for (idx, parcel) in parcels.iter_mut().enumerate() {
            for item in parcel.value.items.iter_mut().filter(|item| item.change == judged.change) {
                item.is_open &= judged.verdict.outcome.state().is_none();
                settled.push(idx);
                let is_told = record_in(rows, &mut records, item.record).is_some_and(|record| {
                    outcome::put_verdict(record, judged.change, &judged.verdict)
                });
                if !is_told && matches!(judged.verdict.outcome, Outcome::Refused(_)) {
                    orphans.push(idx);
                }
            }
        }
    }
    for status in &outcomes.statuses {
        if let Some(record) = record_in(rows, &mut records, status.record) {
            outcome::put_status(record, status);
        }
    }
    let mut past = Vec::new();
    for review in &outcomes.reviews {
        if let Some(record) = record_in(rows, &mut records, review.record) {
            let is_at_office = reviews::is_decided(rows, record, &outcomes.reviews);
            past.extend(reviews::put_head(record, review, is_at_office));
        }
    }
    let mut erased = Vec::new();
    for record in records.iter_mut().map(|held| &mut held.value) {
        if outcome::erase_if_sent(record) {
            erased.push(record.header.record);
        }
    }
    let own = own_records(rows, &outcomes.own);
    let durability =
        if outcomes.judged.is_empty() { Durability::Relaxed } else { Durability::Strict };
    let mut writes = Vec::new();
    for (idx, held) in parcels.iter().enumerate().filter(|(idx, _)| settled.contains(idx)) {
        if let Some(row) = rows.get(Table::Outbox, &key_of(&held.value.parcel))
            && orphans.contains(&idx)
        {
            writes.push(rows::copy_aside(Table::Outbox, row));
        }
        writes.push(write_parcel(held));
    }
    writes.extend(past);
    writes.extend(reviews::writes(rows, &outcomes.reviews));
    writes.extend(restored::follow(rows, outcomes, &records));
    for record in erased {
        let (table, key, expect) = (Table::Draft, key_of(&record), Expect::Any);
        writes.push(Write::Delete { table, key, expect });
        writes.extend(named::erase(rows, record));
    }
    for Held { value, .. } in &records {
        writes.extend(take_back::follow(rows, value, &outcomes.statuses));
    }
    writes.extend(records.iter().map(|held| Write::Put {
        table: Table::Record,
        row: record_row(&held.value),
        expect: Expect::Revision(held.revision),
    }));
    writes.extend(own.iter().map(|record| Write::Put {
        table: Table::Record,
        row: record_row(record),
        expect: Expect::Absent,
    }));
    if outcomes.ended == Some(Feed::OWN_CONTENTS) {
        let (key, expect) = (String::from(KEY_FRESH), Expect::Any);
        writes.push(Write::Delete { table: Table::Meta, key, expect });
    }
    writes.push(write_book(&outcomes.book));
    Batch { writes, durability }
}

/// Records from before this phone was the person's, but for those that are here already.
fn own_records(rows: &Rows, own: &[OwnRecord1]) -> Vec<Record> {
    let is_new =
        |record: &Record| rows.get(Table::Record, &key_of(&record.header.record)).is_none();
    let mut records: Vec<Record> = Vec::new();
    for record in own.iter().filter_map(outcome::own_record).filter(is_new) {
        // Of two events about one record in one answer the later one counts.
        records.retain(|other| other.header.record != record.header.record);
        records.push(record);
    }
    records
}

/// The record, read once per batch; `None` for one that is not here or cannot be read.
fn record_in<'a>(
    rows: &Rows,
    records: &'a mut Vec<Held<Record>>,
    id: RecordId,
) -> Option<&'a mut Record> {
    if !records.iter().any(|held| held.value.header.record == id) {
        records.extend(record_at(rows, id));
    }
    let held = records.iter_mut().find(|held| held.value.header.record == id);
    held.map(|held| &mut held.value)
}

fn write_parcel(held: &Held<Outbox>) -> Write {
    let expect = Expect::Revision(held.revision);
    if held.value.is_open() {
        let row = outbox_row(&held.value, 0);
        Write::Put { table: Table::Outbox, row, expect }
    } else {
        Write::Delete { table: Table::Outbox, key: key_of(&held.value.parcel), expect }
    }
}

fn write_book(book: &Book) -> Write {
    let row = Row {
        key: String::from(KEY_BOOK),
        revision: 0,
        state: 0,
        at_ms: book.last_ok_ms,
        parent: String::new(),
        bytes: Book3::from(book).to_row_bytes(),
    };
    Write::Put { table: Table::Meta, row, expect: Expect::Any }
}
