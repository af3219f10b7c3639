//! The visits that forms belong to, and the answers that others are compared with.

use std::{
    collections::{BTreeMap, VecDeque},
    rc::Rc,
};

use bytes::Bytes;
use shared::{
    form::{content::Content, value::Values},
    forms::visit::{self, VISIT},
    id::{AccountId, ChangeId, RecordId},
    region::VillageCode,
    register::reference::{About, Reference, about},
    sync::{
        state::RecordState,
        wire::{Header1, OP_WITHDRAW},
    },
};

use crate::store::{StoreError, View, record::read_change};

/// Answers of so many changes are held at once: those of the visit, of the record before, and of the
/// ones that come next. A form takes up to 80 kB in memory.
const ANSWERS_MAX: usize = 4;

/// What is known of the visit of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Visit {
    /// The change is of a visit itself.
    Itself,
    /// Stored.
    Stored {
        /// The revision that answered last.
        answers: Option<ChangeId>,
        /// Its author took it back.
        is_withdrawn: bool,
    },
    /// Not stored yet.
    Missing,
}

/// Visits and answers of one author, as far as they were asked for.
pub(super) struct Visits {
    author: AccountId,
    known: BTreeMap<RecordId, Visit>,
    answers: VecDeque<(ChangeId, Option<Rc<Values>>)>,
    /// Changes that are about to be stored.
    expected: BTreeMap<ChangeId, Bytes>,
}

impl Visits {
    pub(super) const fn new(author: AccountId) -> Self {
        Self { author, known: BTreeMap::new(), answers: VecDeque::new(), expected: BTreeMap::new() }
    }

    /// Forgets what is known of a visit, because it is another now.
    pub(super) fn forget(&mut self, visit: RecordId) {
        self.known.remove(&visit);
    }

    /// Forgets what is known of all visits, because it may have been undone.
    pub(super) fn forget_all(&mut self) {
        self.known.clear();
        self.answers.clear();
    }

    /// Takes a change of a visit as stored, though it is still to come.
    pub(super) fn expect(&mut self, header: &Header1, change: Bytes) {
        let is_withdrawn = header.op == OP_WITHDRAW;
        let before = match self.known.get(&header.record) {
            Some(Visit::Stored { answers, .. }) => *answers,
            _ => None,
        };
        let answers = if is_withdrawn { before } else { Some(header.change) };
        self.known.insert(header.record, Visit::Stored { answers, is_withdrawn });
        self.expected.insert(header.change, change);
    }

    /// What is known of the visit that a change names. A visit of somebody else is as good as none:
    /// what is found wrong with a form would tell of it.
    pub(super) fn of(
        &mut self,
        view: &(impl View + ?Sized),
        header: &Header1,
    ) -> Result<Visit, StoreError> {
        let Some(id) = header.visit else { return Ok(Visit::Itself) };
        if let Some(visit) = self.known.get(&id) {
            return Ok(*visit);
        }
        let own = view.record(id)?.filter(|visit| visit.author == self.author);
        let visit = match own {
            None => Visit::Missing,
            Some(visit) => Visit::Stored {
                answers: view.last_answers(id, self.author)?.map(|change| change.header.change),
                is_withdrawn: visit.state == RecordState::Withdrawn,
            },
        };
        self.known.insert(id, visit);
        Ok(visit)
    }

    /// The answers of a change; `None` when they do not read.
    pub(super) fn answers(
        &mut self,
        view: &(impl View + ?Sized),
        change: ChangeId,
    ) -> Result<Option<Rc<Values>>, StoreError> {
        if let Some((_, values)) = self.answers.iter().find(|(id, _)| *id == change) {
            return Ok(values.clone());
        }
        let whole = match self.expected.get(&change) {
            Some(bytes) => read_change(bytes)?,
            None => {
                let missing = StoreError::Damaged("a head is missing");
                read_change(&view.change(change)?.ok_or(missing)?.bytes)?
            }
        };
        let mut values = Content::from_bytes(&whole.content).ok().map(|content| content.values);
        if let Some(values) = values.as_mut().filter(|_| whole.header.kind == VISIT.id.0) {
            put_card(view, whole.header.village, values)?;
        }
        let values = values.map(Rc::new);
        self.answers.push_front((change, values.clone()));
        self.answers.truncate(ANSWERS_MAX);
        Ok(values)
    }
}

/// Puts the whole number of the family card into the answers of a visit that say it is the register's.
fn put_card(
    view: &(impl View + ?Sized),
    village: VillageCode,
    values: &mut Values,
) -> Result<(), StoreError> {
    if values.get(visit::KK_MATCHES) != Some(true) || values.get(visit::KK).is_some() {
        return Ok(());
    }
    let About { family, .. } = about(&VISIT, values);
    let Some(Reference::Numbered { village: there, number }) = family else { return Ok(()) };
    // Nothing of another village, or a note would tell what the author may not know.
    if there == village
        && let Some(no_kk) = view.register_kk(village, number)?
    {
        values.set(visit::KK, no_kk.cast_signed());
    }
    Ok(())
}
