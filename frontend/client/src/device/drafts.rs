//! What becomes of a draft that nothing was typed into, and of one that two tabs typed into.

use shared::{
    form::{
        model::{Scene, World},
        review::review,
    },
    id::{ChangeId, RecordId},
};

use super::{
    Device, DeviceError, Plan, draft_row, expected, finish::final_content, known_kind, relaxed,
};
use crate::{
    host::{self, Host, key_of},
    rows::{Draft, Held, Record, Stored},
    store::{Batch, Expect, LocalStore, StoreError, Table, Write},
};

impl<S: LocalStore, H: Host> Device<S, H> {
    /// Drops a draft in which nobody answered or changed anything, if it is still as the caller knows
    /// it: another tab may have typed into it. What the form itself suggested and computed is no answer.
    ///
    /// # Errors
    /// [`DeviceError::UnknownKind`].
    pub fn drop_untouched(
        &self,
        draft: &Held<Draft>,
        world: World<'_>,
    ) -> Result<Batch, DeviceError> {
        let mut writes = Vec::new();
        if draft.revision != 0 && self.is_untouched(&draft.value, world)? {
            let key = key_of(&draft.value.record);
            let expect = Expect::Revision(draft.revision);
            writes.push(Write::Delete { table: Table::Draft, key, expect });
        }
        Ok(relaxed(writes))
    }

    /// As [`Self::drop_untouched`], for all drafts that change a record.
    #[must_use]
    pub fn drop_unchanged(&self, world: World<'_>) -> Batch {
        let mending = self.drafts().into_iter().filter(|item| item.is_mending);
        let drafts = mending.filter_map(|item| self.draft(item.record).ok().flatten());
        // One of a kind that this program does not know stays.
        let batches = drafts.filter_map(|draft| self.drop_untouched(&draft, world).ok());
        relaxed(batches.flat_map(|batch| batch.writes).collect())
    }

    fn is_untouched(&self, draft: &Draft, world: World<'_>) -> Result<bool, DeviceError> {
        let around = self.surroundings(draft)?;
        let kind = known_kind(draft.kind)?;
        let scene = Scene {
            kind,
            version: draft.kind_version,
            values: &draft.values,
            visit: around.visit.as_ref(),
            previous: around.previous.as_ref(),
            overrides: &draft.overrides,
            world,
        };
        if draft.parent.is_none() {
            return Ok(scene.is_untouched(around.last.as_ref()));
        }
        let Ok(Some(record)) = self.record(draft.record) else { return Ok(false) };
        let Ok(content) = record.value.content() else { return Ok(false) };
        // What was put back as it was counts as unchanged, too.
        let is_as_it_was = draft.values == content.values && draft.overrides == content.overrides;
        Ok(is_as_it_was || final_content(&scene, review(&scene)) == content)
    }

    /// What was typed here into a draft that another tab has changed, finished or deleted meanwhile, as
    /// a draft of its own, not stored yet: so nothing of either is lost.
    #[must_use]
    pub fn copy_of(&self, draft: &Held<Draft>) -> Held<Draft> {
        let record = RecordId::new(self.now_ms(), host::random(&self.host));
        Held { value: Draft { record, ..draft.value.clone() }, revision: 0 }
    }

    /// Takes a copy ([`Self::copy_of`]) as what counts: it and the draft that another tab has stored
    /// change places. The draft as it is stored then.
    ///
    /// # Errors
    /// [`DeviceError::Missing`] when the other tab has finished or deleted it.
    pub fn use_copy(
        &self,
        copy: &Held<Draft>,
        original: RecordId,
    ) -> Result<Plan<Held<Draft>>, DeviceError> {
        let other = self.draft(original)?.ok_or(DeviceError::Missing)?;
        if copy.value.record == original {
            return Err(DeviceError::Store(StoreError::Stale));
        }
        let mine = Draft { record: original, ..copy.value.clone() };
        let theirs = Draft { record: copy.value.record, ..other.value };
        let put = |draft: &Draft, revision| Write::Put {
            table: Table::Draft,
            row: draft_row(draft),
            expect: expected(revision),
        };
        let writes = vec![put(&mine, other.revision), put(&theirs, copy.revision)];
        Ok((relaxed(writes), Held { value: mine, revision: other.revision + 1 }))
    }

    /// The record that a draft changes, where the draft is a copy ([`Self::copy_of`]) and so has an id
    /// of its own; `None` for every other draft, and where the record is not here any more.
    #[must_use]
    pub fn copied_from(&self, draft: &Draft) -> Option<RecordId> {
        let parent = draft.parent?;
        match self.record(draft.record) {
            Ok(None) => self.record_with(parent),
            _ => None,
        }
    }

    /// Takes a copy of a change as the change that counts, on top of what the record says by now; its
    /// record. Another change of it that is open takes the place of the copy, so that nothing is lost.
    ///
    /// # Errors
    /// [`DeviceError::Decided`] where the record was withdrawn, and as the others say.
    pub fn take_over(&self, copy: RecordId) -> Result<Plan<RecordId>, DeviceError> {
        let copy = self.draft(copy)?.ok_or(DeviceError::Missing)?;
        let original = self.copied_from(&copy.value).ok_or(DeviceError::Missing)?;
        let latest = self.revisable(original)?.value.header.change;
        let (mine, theirs) = (copy.value.record, self.draft(original)?);
        let put = |draft: &Draft, revision| Write::Put {
            table: Table::Draft,
            row: draft_row(draft),
            expect: expected(revision),
        };
        let taken = Draft { record: original, parent: Some(latest), ..copy.value };
        let mut writes = vec![put(&taken, theirs.as_ref().map_or(0, |held| held.revision))];
        writes.push(match theirs {
            Some(theirs) => put(&Draft { record: mine, ..theirs.value }, copy.revision),
            None => Write::Delete {
                table: Table::Draft,
                key: key_of(&mine),
                expect: Expect::Revision(copy.revision),
            },
        });
        Ok((relaxed(writes), original))
    }

    /// The record that has this revision, as its latest or in its history.
    fn record_with(&self, change: ChangeId) -> Option<RecordId> {
        let rows = self.store.rows();
        let mut records = rows.of(Table::Record).iter();
        records.find_map(|row| {
            let record = Record::from_row_bytes(&row.bytes).ok()?;
            let is_it = record.header.change == change
                || record.history.iter().any(|past| past.change == change);
            is_it.then_some(record.header.record)
        })
    }
}
