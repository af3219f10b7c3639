//! A database with many rows of the kind that costs most: one author, one person, one visit, one record
//! with many revisions, one account with many sessions and links.

use server::store::{
    StoreError, Writes,
    account::{Assignment, Invitation, TokenHash},
    blobs::{Blob, BlobState},
    record::{Again, Change, Position, Recheck, Record},
    register::{Family, Former, Person},
    review::{Decision, End},
    session::{Session, SessionKind},
    tasks::{Task, TaskEnd, TaskSource},
};
use shared::{
    day::Day,
    forms::balita::BALITA,
    id::{AccountId, BlobId, ChangeId, DecisionId, DeviceId, FamilyId, PersonId, RecordId, TaskId},
    sync::{
        review::{Deed, Officer},
        state::RecordState,
        verdict::Receipt,
        wire::{self, Change1, Header1, OP_PUT},
    },
};

use super::{
    bodies::{NOW_MS, VILLAGE},
    push::{AUTHOR, Bench, DEVICE, psm},
};

/// The NIK of all records.
pub const NIK: u64 = 3_523_164_111_249_990;
/// The former card of all families.
pub const KK: u64 = 3_523_160_203_129_991;
/// The visit of all records.
pub const VISIT: RecordId = RecordId([0xee; 16]);
/// A change that all revisions were made from.
pub const PARENT: ChangeId = ChangeId([0xdd; 16]);
/// Rows written in one transaction.
const CHUNK: u32 = 500;

/// An id of the crowd.
#[must_use]
pub fn id(what: u8, number: u32) -> [u8; 16] {
    let mut id = [what; 16];
    id[12..].copy_from_slice(&number.to_be_bytes());
    id
}

/// A hash of the crowd.
#[must_use]
pub fn hash(what: u8, number: u32) -> TokenHash {
    let mut hash = [what; 32];
    hash[28..].copy_from_slice(&number.to_be_bytes());
    hash
}

/// The record with many revisions.
pub const REVISED: RecordId = RecordId([0xcc; 16]);

/// A change of the crowd, not stored.
#[must_use]
pub fn change(id: [u8; 16], record: RecordId, parent: Option<ChangeId>, seq: u64) -> Change {
    let header = Header1 {
        change: ChangeId(id),
        record,
        parent,
        visit: Some(VISIT),
        kind: BALITA.id.0,
        kind_version: BALITA.version,
        village: VILLAGE,
        made_at_ms: NOW_MS - 1_000_000 + seq,
        op: OP_PUT,
    };
    Change {
        author: AUTHOR,
        device: DEVICE,
        bytes: wire::encode(&Change1 { header: header.clone(), content: vec![1, 0, 0] }),
        receipt: Receipt { seq, hash: [9; 32], stored_at_ms: NOW_MS },
        state: RecordState::HeldForAuthor,
        position: Position::Head,
        other: None,
        problems: Vec::new(),
        notes: Vec::new(),
        header,
    }
}

/// The record of a change.
#[must_use]
pub fn record(change: &Change) -> Record {
    let header = &change.header;
    Record {
        id: header.record,
        kind: header.kind,
        kind_version: header.kind_version,
        village: header.village,
        author: change.author,
        visit: header.visit,
        head: header.change,
        state: change.state,
        subject: String::from("Aisyah"),
        nik: Some(NIK),
        made_at_ms: header.made_at_ms,
        first_seq: change.receipt.seq,
        last_seq: change.receipt.seq,
        problems: Vec::new(),
        notes: Vec::new(),
        comment: String::new(),
        n_beside: 0,
        urgency: 0,
    }
}

/// Fills a database with so many rows of everything.
///
/// # Panics
/// When there is no room.
pub fn fill(bench: &Bench, n_rows: u32) {
    bench.write(move |tx| {
        let seq = tx.next_seq()?;
        let first = change(id(0xcc, 0), REVISED, None, seq);
        tx.add_change(&first)?;
        tx.put_record(&record(&first))
    });
    for first in (0..n_rows).step_by(CHUNK as usize) {
        bench.write(move |tx| {
            (first..n_rows.min(first + CHUNK)).try_for_each(|number| add(tx, number))
        });
    }
}

fn add(tx: &mut dyn Writes, number: u32) -> Result<(), StoreError> {
    let seq = tx.next_seq()?;
    let one = change(id(1, number), RecordId(id(1, number)), None, seq);
    tx.add_change(&one)?;
    tx.put_record(&record(&one))?;
    let seq = tx.next_seq()?;
    let revision = change(id(2, number), REVISED, Some(PARENT), seq);
    tx.add_change(&Change { position: Position::Beside, ..revision })?;
    let account = psm(AccountId(id(3, number)));
    tx.add_account(&account)?;
    tx.set_assignment(
        account.id,
        &Assignment { village: VILLAGE, from: Day::from_number(0), to: None },
    )?;
    let of = Again::Visit(RecordId(id(4, number)));
    tx.put_recheck(&Recheck { author: account.id, of, after: Recheck::START })?;
    tx.add_session(&session(number))?;
    tx.add_invitation(&invitation(number))?;
    tx.put_family(family(number))?;
    tx.put_task(&task(number))?;
    tx.put_blob(&blob(number))?;
    tx.add_decision(&decision(number))?;
    tx.set_imported(&id(13, number), &id(9, number))
}

/// A decision about the record with many revisions, which took effect.
#[must_use]
pub fn decision(number: u32) -> Decision {
    Decision {
        id: DecisionId(id(14, number)),
        record: REVISED,
        change: PARENT,
        deed: Deed::Return,
        reason: None,
        same_as: None,
        by: AUTHOR,
        officer: Officer::Dinsos,
        author: AUTHOR,
        village: VILLAGE,
        made_at_ms: NOW_MS + u64::from(number),
        comment: String::from("Periksa lagi."),
        fields: Vec::new(),
        revision: None,
        bytes: None,
        end: End::Done { seq: 1 + u64::from(number), at_ms: NOW_MS },
        delivered_at_ms: None,
    }
}

/// A session of the author's.
#[must_use]
pub fn session(number: u32) -> Session {
    Session {
        token_hash: hash(5, number),
        previous_hash: Some(hash(6, number)),
        account: AUTHOR,
        device: Some(DeviceId(id(7, number))),
        kind: SessionKind::Psm,
        created_at_ms: NOW_MS,
        rotated_at_ms: NOW_MS,
        seen_at_ms: NOW_MS,
        expires_at_ms: NOW_MS + 1_000_000,
    }
}

/// A link for the author.
#[must_use]
pub fn invitation(number: u32) -> Invitation {
    Invitation {
        token_hash: hash(8, number),
        account: AUTHOR,
        expires_at_ms: NOW_MS + 1_000_000,
        consumed: None,
        is_settled: false,
    }
}

/// A blob of the record with many revisions, on its way.
#[must_use]
pub fn blob(number: u32) -> Blob {
    Blob {
        id: BlobId(id(14, number)),
        account: AUTHOR,
        record: REVISED,
        n_bytes: 120_000,
        sha256: [9; 32],
        announced_at_ms: NOW_MS + u64::from(number),
        n_wrong: 0,
        state: BlobState::Arriving,
    }
}

/// A family with one member, who has the number of the crowd as a former one.
#[must_use]
pub fn family(number: u32) -> Family {
    let mut person = Person::new(PersonId(id(11, number)), format!("Siti {number}"));
    person.former_nik.push(Former { digits: NIK, until: None });
    Family {
        former_kk: vec![Former { digits: KK, until: None }],
        members: vec![person],
        ..Family::new(FamilyId(id(9, number)), VILLAGE)
    }
}

/// A task about that family.
#[must_use]
pub fn task(number: u32) -> Task {
    Task {
        id: TaskId(id(12, number)),
        village: VILLAGE,
        family: Some(FamilyId(id(9, number))),
        person: None,
        kind: 0,
        name: String::new(),
        reason: String::new(),
        due: None,
        source: TaskSource::Dinsos,
        made: Day::from_number(0),
        ended: TaskEnd::Open,
        ended_by: None,
        last_seq: 0,
    }
}
