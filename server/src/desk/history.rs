//! The revisions of a record: how each stands now, which of them is shown, and what it came from.

use shared::{
    desk::record as api,
    id::{ChangeId, RecordId},
    text::{Text, t},
};

use crate::store::desk::{RecordDetail, Revision, Version};
use crate::store::{Reads, Scope, StoreError};

/// Of a revision that a newer one took the place of.
const SUPERSEDED: Text = t("Digantikan", "Superseded");
/// Of a revision that was withdrawn.
const WITHDRAWN: Text = t("Ditarik", "Withdrawn");

/// The revision that is shown, the one its answers stand in and the one that was made from.
pub struct Shown {
    /// What was asked for.
    pub asked: Version,
    /// Where its answers stand, for a withdrawal, which has none: in what it withdrew.
    pub withdrawn: Option<Version>,
    /// The revision before those answers.
    pub before: Option<Version>,
}

impl Shown {
    /// Reads them; `None` when there is no such revision in the scope.
    ///
    /// # Errors
    /// The store's.
    pub fn read(
        tx: &dyn Reads,
        scope: Scope,
        detail: &RecordDetail,
        change: Option<ChangeId>,
    ) -> Result<Option<Self>, StoreError> {
        let record: RecordId = detail.line.record;
        let read = |change: Option<ChangeId>| {
            change.map(|change| tx.version(scope, record, change)).transpose()
        };
        let Some(asked) = read(Some(change.unwrap_or(detail.line.change)))?.flatten() else {
            return Ok(None);
        };
        let withdrawn = if asked.is_withdrawal() {
            read(answers_of(&detail.revisions, asked.header.change))?.flatten()
        } else {
            None
        };
        let parent = withdrawn.as_ref().unwrap_or(&asked).header.parent;
        let before = read(parent)?.flatten().filter(|before| !before.is_withdrawal());
        Ok(Some(Self { asked, withdrawn, before }))
    }

    /// Where the answers stand.
    #[must_use]
    pub fn answers(&self) -> &Version {
        self.withdrawn.as_ref().unwrap_or(&self.asked)
    }
}

/// The last revision with answers on the way back from a withdrawal.
fn answers_of(revisions: &[Revision], withdrawal: ChangeId) -> Option<ChangeId> {
    let named = |change: ChangeId| revisions.iter().find(|revision| revision.change == change);
    let mut here = named(withdrawal);
    // Nothing keeps a phone of the future from naming parents in a circle.
    for _ in revisions {
        here = here.and_then(|revision| revision.parent).and_then(named);
        match here {
            Some(revision) if !revision.is_withdrawal => return Some(revision.change),
            Some(_) => {}
            None => break,
        }
    }
    let mut others = revisions.iter().filter(|revision| !revision.is_withdrawal);
    others.rfind(|revision| !revision.is_beside).map(|revision| revision.change)
}

/// All revisions, oldest first.
#[must_use]
pub fn revisions(detail: &RecordDetail) -> Vec<api::Revision> {
    let withdrawn = withdrawn(detail);
    let view = |revision: &Revision| {
        let (state, state_words) = if revision.change == detail.line.change {
            (detail.line.state.name(), detail.line.state.words())
        } else if revision.is_beside {
            (revision.state.name(), revision.state.words())
        } else if Some(revision.change) == withdrawn {
            ("withdrawn", WITHDRAWN)
        } else {
            ("superseded", SUPERSEDED)
        };
        api::Revision {
            change: revision.change.to_string(),
            parent: revision.parent.map(|parent| parent.to_string()),
            withdrawal: revision.is_withdrawal,
            made_at_ms: revision.made_at_ms,
            stored_at_ms: revision.stored_at_ms,
            seq: revision.seq,
            state: state.into(),
            state_words: state_words.into(),
            current: revision.change == detail.line.change,
            beside: revision.is_beside,
            author: revision.author_name.clone(),
            can_open: revision.is_in_scope,
        }
    };
    detail.revisions.iter().map(view).collect()
}

/// What is told of a revision other than the one that counts.
#[must_use]
pub fn old(detail: &RecordDetail, change: ChangeId) -> Option<api::Old> {
    let revisions = &detail.revisions;
    let idx = revisions.iter().position(|revision| revision.change == change)?;
    let revision = revisions.get(idx).filter(|_| change != detail.line.change)?;
    let is_withdrawn = withdrawn(detail) == Some(change);
    // A revision may come after the one that was made from it.
    let next = revisions.iter().filter(|other| !other.is_beside);
    let child = next.clone().find(|other| other.parent == Some(change));
    let next = child.or_else(|| next.clone().find(|other| other.seq > revision.seq));
    Some(api::Old {
        number: usize::try_from(detail.n_older).unwrap_or(usize::MAX).saturating_add(idx + 1),
        beside: revision.is_beside,
        ended_at_ms: next.filter(|_| !revision.is_beside).map(|next| next.stored_at_ms),
        is_withdrawn,
    })
}

/// The revision that the head withdraws, if it does.
fn withdrawn(detail: &RecordDetail) -> Option<ChangeId> {
    let head = detail.line.change;
    let is_head = |revision: &&Revision| revision.change == head && revision.is_withdrawal;
    detail.revisions.iter().find(is_head).and_then(|_| answers_of(&detail.revisions, head))
}
