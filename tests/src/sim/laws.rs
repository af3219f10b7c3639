//! What must hold after every step.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use client::{
    rows::{Book3, KEY_BOOK, Outbox, Record, Stored},
    store::Table,
};
use server::store::record::{Position, Record as OfficeRecord};
use shared::{
    id::{ChangeId, RecordId},
    sync::{
        client::Book,
        feed::{Cursor, Feed},
        state::RecordState,
        verdict::Refusal,
    },
};

use super::{
    office::{BULLETINS, Office},
    phone::Phone,
    review,
};

/// What phones ever made, and what was lost with a phone's storage.
#[derive(Default)]
pub(super) struct Ledger {
    made: BTreeMap<ChangeId, Made>,
    /// What the server lost when it went back to a copy. It may have come again.
    lost: BTreeSet<ChangeId>,
}

struct Made {
    phone_idx: usize,
    /// What travels.
    bytes: Vec<u8>,
    /// The only copy was on storage that a person or a thief emptied.
    is_excused: bool,
    /// The server has it: a law never asks again.
    is_stored: bool,
}

/// What a phone's storage holds.
struct Held {
    records: BTreeMap<RecordId, Record>,
    waiting: BTreeSet<ChangeId>,
    cursor: u64,
    /// How far it knows what was decided.
    reviews: u64,
    /// Of which database it has heard.
    epoch: u64,
    bulletins: Cursor,
}

/// A law that does not hold.
pub(super) type Broken = String;

impl Ledger {
    /// Looks at a phone and holds all laws against it.
    pub(super) fn check(&mut self, phone: &Phone, office: &mut Office) -> Result<(), Broken> {
        let held = read(phone)?;
        for record in held.records.values() {
            self.made.entry(record.header.change).or_insert_with(|| Made {
                phone_idx: phone.idx,
                bytes: record.change_bytes(),
                is_excused: false,
                is_stored: false,
            });
        }
        self.nothing_is_lost(phone, &held, office)?;
        let at_office = if held.epoch == office.epoch() {
            office.records_of(phone.account)
        } else {
            // It has not heard yet that the office has gone back: its cursor says nothing.
            Vec::new()
        };
        let told = told(&held, &at_office);
        for record in held.records.values() {
            self.acknowledged_is_stored(record, &told, office)?;
            conflict_has_a_cause(phone, record, office)?;
            damage_is_mended(phone, record)?;
        }
        bulletins_are_stepped_over(&held.bulletins, office)?;
        nothing_is_missed(&held, &at_office)
    }

    /// A receipt on the phone is the receipt of a change that is stored. What the server has lost by
    /// going back, the phone still has with the old receipt; but not once a pull has told of it anew.
    fn acknowledged_is_stored(
        &self,
        record: &Record,
        told: &BTreeSet<ChangeId>,
        office: &mut Office,
    ) -> Result<(), Broken> {
        let latest = record.receipt.iter().map(|receipt| (record.header.change, receipt));
        let earlier =
            record.history.iter().filter_map(|past| Some((past.change, past.receipt.as_ref()?)));
        for (change, receipt) in latest.chain(earlier) {
            let may_be_old = self.lost.contains(&change) && !told.contains(&change);
            match office.change(change) {
                Some(stored) if stored.receipt == *receipt => {}
                Some(_) | None if may_be_old => {}
                Some(_) => return Err(format!("{change} is stored with another receipt")),
                None => return Err(format!("{change} has a receipt and is not stored")),
            }
        }
        Ok(())
    }

    /// The office goes back to a copy of its database: what it has lost by that. False when it has no
    /// copy.
    pub(super) fn goes_back(
        &mut self,
        phones: &[Rc<Phone>],
        office: &mut Office,
    ) -> Result<bool, Broken> {
        let mut stored: BTreeSet<ChangeId> = self.made.keys().copied().collect();
        for phone in phones {
            for record in read(phone)?.records.values() {
                stored.insert(record.header.change);
                stored.extend(record.history.iter().map(|past| past.change));
            }
        }
        stored.retain(|change| office.change(*change).is_some());
        if !office.go_back() {
            return Ok(false);
        }
        for change in stored {
            if let Some(made) = self.made.get_mut(&change) {
                made.is_stored = true;
            }
            if office.change(change).is_none() {
                self.lost.insert(change);
            }
        }
        Ok(true)
    }

    /// A finished form is on its phone and waits, or is at the office, or was refused and shows it.
    fn nothing_is_lost(
        &mut self,
        phone: &Phone,
        held: &Held,
        office: &mut Office,
    ) -> Result<(), Broken> {
        let own = self.made.iter_mut().filter(|(_, made)| made.phone_idx == phone.idx);
        for (change, made) in own {
            if made.is_stored || made.is_excused || held.waiting.contains(change) {
                continue;
            }
            if let Some(stored) = office.change(*change) {
                made.is_stored = true;
                if stored.bytes != made.bytes {
                    return Err(format!("{change} is at the office with other bytes"));
                }
            } else if !shows_refusal(held, *change) {
                return Err(format!(
                    "{change} is neither waiting, nor stored, nor shown as refused"
                ));
            }
        }
        Ok(())
    }

    /// A phone's storage was emptied or set back: what only it had is lost, and that is nobody's
    /// fault here.
    pub(super) fn excuse(&mut self, phone: &Phone, office: &mut Office) {
        let waiting = read(phone).map(|held| held.waiting).unwrap_or_default();
        for (change, made) in &mut self.made {
            let is_here = made.phone_idx == phone.idx && !waiting.contains(change);
            if is_here && !made.is_stored && office.change(*change).is_none() {
                made.is_excused = true;
            }
        }
    }
}

fn shows_refusal(held: &Held, change: ChangeId) -> bool {
    held.records.values().any(|record| {
        let is_latest = record.header.change == change;
        let is_earlier =
            || record.history.iter().any(|past| past.change == change && past.refusal != 0);
        (is_latest && record.state() == RecordState::Refused && record.refusal != 0) || is_earlier()
    })
}

/// A phone never gets into conflict with itself, however its requests are lost, doubled or delayed.
/// Only what was made from a revision that the office put beside another stands beside it too.
fn conflict_has_a_cause(phone: &Phone, record: &Record, office: &mut Office) -> Result<(), Broken> {
    let Some(other) = record.conflict_with.filter(|_| !phone.is_spoiled.get()) else {
        return Ok(());
    };
    // Whoever did not hear in time of what the office made stands beside that.
    if office.has_meddled(record.header.record) {
        return Ok(());
    }
    let parent = record.header.parent;
    match parent.and_then(|parent| office.change(parent)).map(|stored| stored.position) {
        Some(Position::Beside) => Ok(()),
        place @ (Some(Position::Head | Position::Before) | None) => Err(format!(
            "{} stands beside {other} for no reason; it was made from {parent:?} ({place:?})",
            record.header.change,
        )),
    }
}

/// A parcel at rest was damaged: what the record still holds is made anew from it, once, and not refused.
fn damage_is_mended(phone: &Phone, record: &Record) -> Result<(), Broken> {
    match Refusal::from_code(record.refusal) {
        Refusal::ParcelUnreadable | Refusal::ChangeUnreadable if phone.n_rots.get() < 2 => {
            Err(format!("{} is refused and could be made anew", record.header.change))
        }
        Refusal::ParcelUnreadable
        | Refusal::ChangeUnreadable
        | Refusal::TooLong
        | Refusal::IdReused
        | Refusal::NotYours
        | Refusal::Other(_) => Ok(()),
    }
}

/// The changes that a pull has told of: heads of records, up to the cursor.
fn told(held: &Held, at_office: &[OfficeRecord]) -> BTreeSet<ChangeId> {
    let told = at_office.iter().filter(|record| record.last_seq <= held.cursor);
    told.map(|record| record.head).collect()
}

/// Whatever happened at the office up to the cursor is seen on the phone.
fn nothing_is_missed(held: &Held, at_office: &[OfficeRecord]) -> Result<(), Broken> {
    for theirs in at_office.iter().filter(|record| record.last_seq <= held.cursor) {
        let Some(ours) = held.records.get(&theirs.id) else { continue };
        if ours.header.change != theirs.head {
            continue;
        }
        if ours.state != theirs.state.code() || ours.comment != theirs.comment {
            return Err(format!(
                "{} is {:?} at the office since {} and {:?} on the phone with cursor {}",
                theirs.id,
                theirs.state,
                theirs.last_seq,
                ours.state(),
                held.cursor,
            ));
        }
    }
    Ok(())
}

/// When all is quiet: nothing waits, the phone knows everything, and both sides say the same.
pub(super) fn is_settled(phone: &Phone, office: &Office) -> Result<(), Broken> {
    let held = read(phone)?;
    if !held.waiting.is_empty() {
        return Err(format!("phone {}: {} changes wait", phone.idx, held.waiting.len()));
    }
    let status = phone.status.borrow();
    if status.n_waiting > 0 || status.is_signed_out || status.failure.is_some() {
        return Err(format!("phone {}: {status:?}", phone.idx));
    }
    if held.cursor != office.last_seq() {
        return Err(format!(
            "phone {}: cursor {} of {}",
            phone.idx,
            held.cursor,
            office.last_seq()
        ));
    }
    if held.epoch != office.epoch() {
        return Err(format!("phone {} has not heard that the office went back", phone.idx));
    }
    if held.bulletins.seq != office.n_bulletins {
        let seq = held.bulletins.seq;
        return Err(format!("phone {}: {seq} of {} bulletins", phone.idx, office.n_bulletins));
    }
    if held.reviews != office.last_seq() {
        return Err(format!("phone {}: decisions to {}", phone.idx, held.reviews));
    }
    let at_office = office.records_of(phone.account);
    for theirs in &at_office {
        review::is_right(office, theirs, held.records.get(&theirs.id))?;
    }
    nothing_is_missed(&held, &at_office)
}

/// A feed of which a phone knows no event has a cursor of its own, and the phone remembers that it
/// stepped over all of them.
fn bulletins_are_stepped_over(cursor: &Cursor, office: &Office) -> Result<(), Broken> {
    let is_remembered = cursor.seq == 0 || cursor.unread_from == Some(0);
    if cursor.seq <= office.n_bulletins && is_remembered {
        return Ok(());
    }
    Err(format!("{cursor:?} of {} bulletins", office.n_bulletins))
}

fn read(phone: &Phone) -> Result<Held, Broken> {
    let store = phone.store();
    let mut records = BTreeMap::new();
    for row in store.rows(Table::Record) {
        let record = Record::from_row_bytes(&row.bytes).map_err(|error| error.to_string())?;
        if row.state != record.state {
            return Err(format!("the row of {} shows another state", record.header.record));
        }
        records.insert(record.header.record, record);
    }
    let mut waiting = BTreeSet::new();
    for row in store.rows(Table::Outbox) {
        let outbox = Outbox::from_row_bytes(&row.bytes).map_err(|error| error.to_string())?;
        let open = outbox.items.iter().filter(|item| item.is_open);
        for item in open {
            if !waiting.insert(item.change) {
                return Err(format!("{} waits twice", item.change));
            }
        }
    }
    let meta = store.rows(Table::Meta);
    let book = meta.iter().find(|row| row.key == KEY_BOOK);
    let book = match book {
        Some(row) => Book3::from_row_bytes(&row.bytes).map_err(|error| error.to_string())?.into(),
        None => Book::default(),
    };
    let (cursor, bulletins) = (book.cursor(Feed::OWN_RECORDS).seq, book.cursor(BULLETINS));
    let reviews = book.cursor(Feed::REVIEW).seq;
    Ok(Held { records, waiting, cursor, reviews, epoch: book.epoch, bulletins })
}
