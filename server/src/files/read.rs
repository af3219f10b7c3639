//! Which records a file holds: read from the store a slice at a time, so that nobody waits for it.

use std::collections::HashSet;

use shared::{
    form::{
        content::Content,
        model::{FormKind, KindId, World},
        value::Values,
    },
    forms,
    id::RecordId,
};

use super::{
    FileError,
    limits::{ROWS_MAX, SLICE_ROWS},
};
use crate::desk::answers;
use crate::store::{
    Reads, Scope, Store, StoreError,
    desk::{Order, RecordFilter, RecordLine},
};

/// One record with what its visit answered.
#[derive(Clone, Debug)]
pub struct Taken {
    /// As in a list.
    pub line: RecordLine,
    /// The last answers of its visit, where there is one.
    pub visit: Option<Values>,
}

impl Taken {
    /// A record of the scope's with its visit.
    ///
    /// # Errors
    /// The store's.
    pub fn read(tx: &dyn Reads, line: RecordLine) -> Result<Self, StoreError> {
        let visit = match line.visit {
            Some(visit) => tx.last_answers(visit, line.author)?,
            None => None,
        };
        let content = visit.map(|change| change.content()).transpose()?;
        let content = content.and_then(|bytes| Content::from_bytes(&bytes).ok());
        Ok(Self { visit: content.map(|content| content.values), line })
    }

    /// Its kind, where this program knows it.
    #[must_use]
    pub fn kind(&self) -> Option<&'static FormKind> {
        forms::kind(KindId(self.line.kind))
    }

    /// Its answers with the server's own results; none where they do not read.
    #[must_use]
    pub fn values(&self, world: World<'_>) -> Values {
        let RecordLine { kind, kind_version, ref content, .. } = self.line;
        let content = answers::read((kind, kind_version), content, self.visit.as_ref(), world);
        content.map(|content| content.values).unwrap_or_default()
    }
}

/// How many records a filter finds.
///
/// # Errors
/// The store's.
pub fn count(store: &Store, scope: Scope, filter: &RecordFilter) -> Result<u64, StoreError> {
    let (filter, state) = (filter.clone(), filter.state);
    let counts = store.read_for_desk(move |tx| tx.record_counts(scope, &filter)).wait()?;
    let is_meant = |found| state.is_none_or(|state| state == found);
    Ok(counts
        .iter()
        .filter(|count| is_meant(count.state))
        // Those beside are of other states, and counted there when all states are meant.
        .map(|count| count.n + if state.is_some() { count.n_beside } else { 0 })
        .sum())
}

/// Goes through the records that a filter finds, what came first first: a record that changes meanwhile
/// moves behind, so that none is left out; none is taken twice. Blocks.
///
/// # Errors
/// [`FileError::TooMany`], or what `take` fails with.
pub fn each(
    store: &Store,
    scope: Scope,
    filter: &RecordFilter,
    take: &mut dyn FnMut(Taken) -> Result<(), FileError>,
) -> Result<u64, FileError> {
    let mut filter = RecordFilter { order: Order::Oldest, limit: SLICE_ROWS, ..filter.clone() };
    let mut seen: HashSet<RecordId> = HashSet::new();
    loop {
        let asked = filter.clone();
        let slice = store.read_for_desk(move |tx| {
            let page = tx.records(scope, &asked)?;
            let taken = page.lines.into_iter().map(|line| Taken::read(tx, line));
            Ok((taken.collect::<Result<Vec<_>, _>>()?, page.next))
        });
        let (taken, next) = slice.wait()?;
        for one in taken {
            if !seen.insert(one.line.record) {
                continue;
            }
            if seen.len() as u64 > ROWS_MAX {
                return Err(FileError::TooMany);
            }
            take(one)?;
        }
        match next {
            Some(_) => filter.before = next,
            None => return Ok(seen.len() as u64),
        }
    }
}
