//! Making a draft final, changing what is final, taking it back.

use shared::{
    form::{
        content::Content,
        eval,
        model::{FormKind, Scene, World},
        problem::Severity,
        review::{Review, review},
        value::{Value, Values},
    },
    id::{ChangeId, ParcelId, RecordId},
    sync::{
        limits,
        state::RecordState,
        wire::{self, CODING_PLAIN, Header1, OP_PUT, OP_WITHDRAW},
    },
};

use super::{
    Device, DeviceError, Finished, Plan, expected, known_kind, new_parcel_id, outbox_row, past,
    record_row, relaxed, strict, take_back,
};
use crate::{
    blob,
    host::{self, Host, key_of},
    reviews,
    rows::{Draft, Held, Outbox, OutboxItem1, Past1, Record},
    store::{Expect, LocalStore, StoreError, Table, Write},
};

impl<S: LocalStore, H: Host> Device<S, H> {
    /// Finishes a form: checks it, makes its answers final and puts record, parcel and the end of
    /// the draft into one strict batch. When that is kept, the form is safe on this phone.
    ///
    /// # Errors
    /// [`DeviceError::Blocked`] with what is to be mended first; the others as they say. The draft
    /// stays then.
    pub fn finish(
        &self,
        draft: &Held<Draft>,
        world: World<'_>,
    ) -> Result<Plan<Finished>, DeviceError> {
        let kind = known_kind(draft.value.kind)?;
        let around = self.surroundings(&draft.value)?;
        let scene = Scene {
            kind,
            version: draft.value.kind_version,
            values: &draft.value.values,
            visit: around.visit.as_ref(),
            previous: around.previous.as_ref(),
            overrides: &draft.value.overrides,
            world: World { village: Some(draft.value.village), ..world },
        };
        let review = review(&scene);
        let problems = review.blocking(&scene);
        if !problems.is_empty() {
            return Err(DeviceError::Blocked(problems));
        }
        let content = final_content(&scene, review);
        let before = self.before_mending(&draft.value)?;
        let now_ms = self.now_ms();
        let header = Header1 {
            change: ChangeId::new(now_ms, host::random(&self.host)),
            record: draft.value.record,
            parent: draft.value.parent,
            visit: draft.value.visit,
            kind: kind.id.0,
            kind_version: draft.value.kind_version,
            village: draft.value.village,
            made_at_ms: now_ms,
            op: OP_PUT,
        };
        let record = new_record(kind, header, &content, before.as_ref());
        let revision = before.as_ref().map_or(0, |held| held.revision);
        let mut writes = before.map_or_else(Vec::new, |held| past::keep(&held.value));
        if draft.revision != 0 {
            let expect = Expect::Revision(draft.revision);
            writes.push(Write::Delete {
                table: Table::Draft,
                key: key_of(&draft.value.record),
                expect,
            });
        }
        let (released, blobs) =
            blob::release(&self.store.rows(), draft.value.record, &content.values);
        writes.extend(released);
        let (batch, finished) = self.hand_in(&record, revision, writes)?;
        Ok((batch, Finished { blobs, ..finished }))
    }

    /// Opens a finished record to change it: the draft that mends it, as it was left, or a new one, as
    /// it is once that is kept.
    ///
    /// # Errors
    /// [`DeviceError::Decided`] when its author withdrew it,
    /// [`DeviceError::Confidential`], and as the others say.
    pub fn mend(&self, record: RecordId) -> Result<Plan<Held<Draft>>, DeviceError> {
        if let Some(draft) = self.draft(record)? {
            return Ok((relaxed(Vec::new()), draft));
        }
        let held = self.revisable(record)?;
        if held.value.is_confidential() && held.value.state() != RecordState::Refused {
            return Err(DeviceError::Confidential);
        }
        let Record { header, .. } = &held.value;
        let content = held.value.content().map_err(|error| damaged(&held, error))?;
        let now_ms = self.now_ms();
        let value = Draft {
            record,
            kind: header.kind,
            kind_version: header.kind_version,
            visit: header.visit,
            village: header.village,
            values: content.values,
            overrides: content.overrides,
            section_idx: 0,
            started_ms: now_ms,
            updated_ms: now_ms,
            parent: Some(header.change),
        };
        let mut draft = Held { value, revision: 0 };
        let batch = self.put_draft(&draft);
        draft.revision = 1;
        Ok((batch, draft))
    }

    /// Withdraws a finished record: a further change without answers. A draft that mends it goes too.
    /// Of a confidential record, which can be withdrawn until the office has it, nothing stays to take
    /// that back.
    ///
    /// # Errors
    /// [`DeviceError::Decided`] when its author may not withdraw it any more,
    /// [`DeviceError::Confidential`], and as the others say.
    pub fn withdraw(&self, record: RecordId) -> Result<Plan<Finished>, DeviceError> {
        let held = self.changeable(record)?;
        if held.value.is_confidential() && held.value.receipt.is_some() {
            return Err(DeviceError::Confidential);
        }
        let now_ms = self.now_ms();
        let mut next = held.value.clone();
        next.history.push(as_past(&held.value));
        next.header.parent = Some(held.value.header.change);
        next.header.change = ChangeId::new(now_ms, host::random(&self.host));
        next.header.made_at_ms = now_ms;
        next.header.op = OP_WITHDRAW;
        forget_answer(&mut next);
        let draft =
            Write::Delete { table: Table::Draft, key: key_of(&record), expect: Expect::Any };
        let mut writes = past::keep(&held.value);
        writes.push(draft);
        if next.is_confidential() {
            next.erase();
        } else {
            writes.push(take_back::keep(&held.value));
        }
        self.hand_in(&next, held.revision, writes)
    }

    /// Record, parcel and whatever else belongs to them, in one strict batch.
    fn hand_in(
        &self,
        record: &Record,
        revision: u32,
        mut writes: Vec<Write>,
    ) -> Result<Plan<Finished>, DeviceError> {
        let change_bytes = record.change_bytes();
        if change_bytes.len() > limits::CHANGE_BYTES_MAX {
            return Err(DeviceError::TooLong);
        }
        let Header1 { change, made_at_ms, .. } = record.header;
        let outbox = single_parcel(record, new_parcel_id(&self.host, made_at_ms), change_bytes);
        writes.push(Write::Put {
            table: Table::Record,
            row: record_row(record),
            expect: expected(revision),
        });
        writes.push(Write::Put {
            table: Table::Outbox,
            row: outbox_row(&outbox, made_at_ms),
            expect: Expect::Absent,
        });
        let (record, entry) = (record.header.record, outbox.entry());
        let finished = Finished { record, change, entry, blobs: Vec::new() };
        Ok((strict(writes), finished))
    }

    /// The record that a draft mends, which must still be at the revision that the draft was made from.
    /// A decision of the office since then does not keep the draft back: what was typed is handed in,
    /// and the office sees both.
    fn before_mending(&self, draft: &Draft) -> Result<Option<Held<Record>>, DeviceError> {
        let Some(parent) = draft.parent else { return Ok(None) };
        let held = self.record(draft.record)?.ok_or(DeviceError::Missing)?;
        let latest = held.value.header.change;
        // Made from one that the office has replaced since: it gets both.
        let is_replaced = || {
            held.value.history.iter().any(|past| past.change == parent)
                && reviews::is_of_office(&self.store.rows(), draft.record, latest)
        };
        if latest == parent || is_replaced() {
            Ok(Some(held))
        } else {
            Err(DeviceError::Store(StoreError::Stale))
        }
    }

    /// A record that its author may still change.
    pub(super) fn changeable(&self, record: RecordId) -> Result<Held<Record>, DeviceError> {
        let held = self.revisable(record)?;
        let state = held.value.state();
        if state.may_change() { Ok(held) } else { Err(DeviceError::Decided(state)) }
    }

    /// A record of which its author may hand in another revision. Where the office has decided, that is
    /// a proposal: the office sees both and chooses.
    pub(super) fn revisable(&self, record: RecordId) -> Result<Held<Record>, DeviceError> {
        let held = self.record(record)?.ok_or(DeviceError::Missing)?;
        let state = held.value.state();
        // Taken back is taken back, also while that is still on its way.
        let is_withdrawn = held.value.is_withdrawal() && state != RecordState::Refused;
        if is_withdrawn || state == RecordState::Withdrawn {
            return Err(DeviceError::Decided(RecordState::Withdrawn));
        }
        Ok(held)
    }
}

/// A parcel with the latest revision of a record alone. That of a confidential record stays alone: in a
/// parcel with others its bytes would lie there for as long as one of them waits.
pub(crate) fn single_parcel(record: &Record, parcel: ParcelId, change_bytes: Vec<u8>) -> Outbox {
    let is_packed = record.is_confidential();
    let Header1 { change, record, parent, .. } = record.header;
    Outbox {
        parcel,
        is_packed,
        items: vec![OutboxItem1 { change, record, parent, is_open: true }],
        bytes: wire::parcel(CODING_PLAIN, &wire::payload(&[change_bytes])),
    }
}

/// The answers as they are sent, and only the reasons that still lift something.
pub(super) fn final_content(scene: &Scene<'_>, Review { values, problems }: Review) -> Content {
    let lifts = |lifted: &&shared::form::problem::Override| {
        problems.iter().any(|problem| {
            problem.severity == Severity::Confirm
                && problem.code.0 == lifted.code
                && problem.path == lifted.path
        })
    };
    let overrides = scene.overrides.iter().filter(lifts).cloned().collect();
    Content { values, overrides }
}

fn new_record(
    kind: &FormKind,
    header: Header1,
    content: &Content,
    before: Option<&Held<Record>>,
) -> Record {
    let mut history = Vec::new();
    if let Some(Held { value, .. }) = before {
        history.clone_from(&value.history);
        history.push(as_past(value));
    }
    Record {
        header,
        content: content.to_bytes(),
        state: RecordState::Waiting.code(),
        receipt: None,
        conflict_with: None,
        problems: Vec::new(),
        notes: Vec::new(),
        comment: String::new(),
        refusal: 0,
        unknown_verdict: 0,
        subject: kind.subject_of(&content.values),
        nik: nik_in(kind, &content.values),
        history,
    }
}

/// The NIK of the person a form is about; 0 when it has none.
pub(crate) fn nik_in(kind: &FormKind, values: &Values) -> i64 {
    match kind.nik.and_then(|path| eval::walk(values, path)) {
        Some(Value::Int(nik)) => *nik,
        _ => 0,
    }
}

/// A record's latest revision as its history keeps it.
pub(crate) fn as_past(record: &Record) -> Past1 {
    Past1 {
        change: record.header.change,
        made_at_ms: record.header.made_at_ms,
        op: record.header.op,
        receipt: record.receipt.clone(),
        refusal: record.refusal,
    }
}

/// Drops what the server said of an earlier revision.
fn forget_answer(record: &mut Record) {
    record.state = RecordState::Waiting.code();
    record.receipt = None;
    record.conflict_with = None;
    record.problems.clear();
    record.notes.clear();
    record.comment.clear();
    record.refusal = 0;
    record.unknown_verdict = 0;
}

/// A record whose answers cannot be read.
fn damaged(held: &Held<Record>, error: wire::WireError) -> DeviceError {
    let mut row = record_row(&held.value);
    row.revision = held.revision;
    DeviceError::Damaged(Box::new(crate::rows::Damaged { table: Table::Record, row, error }))
}
