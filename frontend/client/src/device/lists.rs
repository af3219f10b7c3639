//! What lists and conditions need: items, counts, a form's surroundings. Reads only.
//!
//! A [`List`] holds its items read. When rows change it reads those that changed, and no others: with
//! three thousand records, reading all of them at every change was most of what a change cost.

use core::{cell::Ref, cmp::Reverse};

use shared::{
    form::{
        model::{FormKind, KindId},
        value::Values,
    },
    forms::{
        self,
        visit::{self, VISIT},
    },
    id::RecordId,
    register::reference::{About, about},
    sync::state::RecordState,
};

use super::{Counts, Device, DeviceError, Surroundings, finish::nik_in, known_kind};
use crate::{
    host::{Host, key_of},
    rows::{self, Draft, DraftItem, Record, RecordItem, Stored},
    store::{LocalStore, Row, Rows, Table},
};

/// Among how many records of a kind and village the last that was begun the same way is looked for: a
/// few days of work. Each has to be read.
const LAST_AMONG: usize = 50;

/// What a list shows of a row: a [`DraftItem`] or a [`RecordItem`].
pub trait Item: PartialEq + Sized {
    /// Where its rows are.
    const TABLE: Table;

    /// Reads a row, also a damaged one; `None` when its key is none.
    fn read(row: &Row) -> Option<Self>;

    /// The record that it stands for.
    fn record(&self) -> RecordId;

    /// When it was saved or finished, Unix milliseconds.
    fn at_ms(&self) -> u64;
}

/// The items of one table, latest first, as they were at the last [`List::refresh`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    items: Vec<T>,
    /// The changes of [`Rows`] that it knows; `None` before it was first read.
    n_changes: Option<u64>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), n_changes: None }
    }
}

impl<T: Item> List<T> {
    /// An empty list; [`Self::refresh`] fills it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The list of these rows.
    #[must_use]
    pub fn of(rows: &Rows) -> Self {
        let mut list = Self::new();
        list.refresh(rows);
        list
    }

    /// Takes in what changed since the last time, whoever changed it: this tab, another one, or the
    /// sender. True when the list is another one now. The rows must always be those of one store.
    pub fn refresh(&mut self, rows: &Rows) -> bool {
        let Some(known) = self.n_changes.replace(rows.n_changes()) else {
            self.items = rows.of(T::TABLE).iter().filter_map(T::read).collect();
            self.items.sort_by_key(place);
            return true;
        };
        let mut is_changed = false;
        for key in rows.changed_since(T::TABLE, known) {
            is_changed |= self.patch(key, rows.get(T::TABLE, key));
        }
        is_changed
    }

    /// Takes in one row, or that it is gone; true when that changed something.
    fn patch(&mut self, key: &str, row: Option<&Row>) -> bool {
        let Some(record) = RecordId::parse(key) else { return false };
        let now = row.and_then(T::read);
        let before_idx = self.items.iter().position(|item| item.record() == record);
        let before = before_idx.map(|idx| self.items.remove(idx));
        let is_changed = now != before;
        if let Some(item) = now {
            let idx = self.items.partition_point(|other| place(other) < place(&item));
            self.items.insert(idx, item);
        }
        is_changed
    }

    /// All items, latest first; damaged ones too.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }
}

/// Latest first; of the same moment, in the order of the ids.
fn place<T: Item>(item: &T) -> (Reverse<u64>, RecordId) {
    (Reverse(item.at_ms()), item.record())
}

impl Item for DraftItem {
    const TABLE: Table = Table::Draft;

    fn read(row: &Row) -> Option<Self> {
        draft_item(row)
    }

    fn record(&self) -> RecordId {
        self.record
    }

    fn at_ms(&self) -> u64 {
        self.updated_ms
    }
}

impl Item for RecordItem {
    const TABLE: Table = Table::Record;

    fn read(row: &Row) -> Option<Self> {
        record_item(row)
    }

    fn record(&self) -> RecordId {
        self.record
    }

    fn at_ms(&self) -> u64 {
        self.made_at_ms
    }
}

impl<S: LocalStore, H: Host> Device<S, H> {
    /// What is being filled, last saved first; damaged ones too.
    #[must_use]
    pub fn drafts(&self) -> Vec<DraftItem> {
        List::of(&self.store.rows()).items
    }

    /// What was finished, latest first; damaged ones too.
    #[must_use]
    pub fn records(&self) -> Vec<RecordItem> {
        List::of(&self.store.rows()).items
    }

    /// How many there are of each state, without opening a row.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        let rows = self.store.rows();
        for row in rows.of(Table::Draft).iter().chain(rows.of(Table::Record)) {
            if let Some(count) = counts.of.get_mut(usize::from(row.state)) {
                *count += 1;
            }
        }
        counts
    }

    /// How many changes only this phone has.
    #[must_use]
    pub fn n_unsent(&self) -> usize {
        self.store.rows().of(Table::Outbox).iter().map(n_open).sum()
    }

    /// What a draft's conditions look at besides its own answers. What cannot be read counts as not
    /// there.
    ///
    /// # Errors
    /// [`DeviceError::UnknownKind`].
    pub fn surroundings(&self, draft: &Draft) -> Result<Surroundings, DeviceError> {
        let kind = known_kind(draft.kind)?;
        let visit = draft.visit.and_then(|visit| self.answers_of(visit));
        let nik = nik_in(kind, &draft.values);
        let previous = self.previous(kind.id, nik, draft.record);
        let last = if draft.parent.is_none() { self.last(kind, draft) } else { None };
        Ok(Surroundings { visit, previous, last })
    }

    /// The forms of a visit but for one: those that are being filled, also to mend another, and those
    /// that were finished and not withdrawn. What cannot be read is left out.
    #[must_use]
    pub fn forms_of_visit(&self, visit: RecordId, except: RecordId) -> Vec<(KindId, Values)> {
        let (visit, except) = (key_of(&visit), key_of(&except));
        let rows = self.store.rows();
        let of_visit = |table| {
            let rows = rows.of(table).iter();
            rows.filter(|row: &&Row| row.parent == visit && row.key != except)
        };
        let mut forms = Vec::new();
        for row in of_visit(Table::Draft) {
            if let Ok(draft) = Draft::from_row_bytes(&row.bytes) {
                forms.push((KindId(draft.kind), draft.values));
            }
        }
        for row in of_visit(Table::Record) {
            let Ok(record) = Record::from_row_bytes(&row.bytes) else { continue };
            // The draft that mends it counts in its place.
            let is_mended = rows.get(Table::Draft, &row.key).is_some();
            if let (false, false, Ok(content)) =
                (record.is_withdrawal(), is_mended, record.content())
            {
                forms.push((KindId(record.header.kind), content.values));
            }
        }
        forms
    }

    /// What was finished, up to date. It is read whole once; afterwards only what changed is.
    pub fn index(&self) -> Ref<'_, List<RecordItem>> {
        self.index.borrow_mut().refresh(&self.store.rows());
        self.index.borrow()
    }

    /// The last form of this kind in the village of a draft that was begun the same way.
    fn last(&self, kind: &FormKind, draft: &Draft) -> Option<Values> {
        let index = self.index();
        let is_it = |item: &&RecordItem| {
            (item.kind, item.village) == (kind.id.0, Some(draft.village)) && !item.is_withdrawal
        };
        let begun_by = |values: &Values| kind.begun_by.and_then(|tag| values.at(tag)).cloned();
        index.items().iter().filter(is_it).take(LAST_AMONG).find_map(|item| {
            let values = self.finished_answers(item.record)?;
            (begun_by(&values) == begun_by(&draft.values)).then_some(values)
        })
    }

    /// The last form of this kind about the person with this NIK, but for `except`.
    #[must_use]
    pub fn previous(&self, kind: KindId, nik: i64, except: RecordId) -> Option<Values> {
        if nik == 0 {
            return None;
        }
        let index = self.index();
        let is_it = |item: &&RecordItem| {
            (item.nik, item.kind) == (nik, kind.0) && item.record != except && !item.is_withdrawal
        };
        let found = index.items().iter().filter(is_it);
        let last = found.max_by_key(|item| (item.made_at_ms, item.record))?;
        self.finished_answers(last.record)
    }

    /// The answers under an id: of its draft if there is one, otherwise of the finished record.
    fn answers_of(&self, record: RecordId) -> Option<Values> {
        if let Ok(Some(draft)) = self.draft(record) {
            return Some(draft.value.values);
        }
        self.finished_answers(record)
    }

    fn finished_answers(&self, record: RecordId) -> Option<Values> {
        let record = self.record(record).ok().flatten()?;
        record.value.content().ok().map(|content| content.values)
    }
}

/// Changes of an outbox row that no verdict settled yet; one for a row that cannot be read.
fn n_open(row: &Row) -> usize {
    rows::Outbox::from_row_bytes(&row.bytes)
        .map_or(1, |outbox| outbox.items.iter().filter(|item| item.is_open).count())
}

fn draft_item(row: &Row) -> Option<DraftItem> {
    let record = RecordId::parse(&row.key)?;
    let Ok(draft) = Draft::from_row_bytes(&row.bytes) else {
        return Some(DraftItem {
            record,
            kind: 0,
            visit: RecordId::parse(&row.parent),
            village: None,
            subject: String::new(),
            about: About::default(),
            updated_ms: row.at_ms,
            is_mending: false,
            is_damaged: true,
        });
    };
    let kind = forms::kind(KindId(draft.kind));
    Some(DraftItem {
        record,
        kind: draft.kind,
        visit: draft.visit,
        village: Some(draft.village),
        subject: kind.map_or_else(String::new, |kind| kind.subject_of(&draft.values)),
        about: kind.map_or_else(About::default, |kind| about(kind, &draft.values)),
        updated_ms: draft.updated_ms,
        is_mending: draft.parent.is_some(),
        is_damaged: false,
    })
}

fn record_item(row: &Row) -> Option<RecordItem> {
    let record = RecordId::parse(&row.key)?;
    let state = RecordState::from_code(row.state).unwrap_or(RecordState::Sent);
    let Ok(held) = Record::from_row_bytes(&row.bytes) else {
        return Some(RecordItem {
            record,
            kind: 0,
            visit: RecordId::parse(&row.parent),
            village: None,
            subject: String::new(),
            about: About::default(),
            state,
            made_at_ms: row.at_ms,
            is_withdrawal: false,
            n_problems: 0,
            is_to_follow: false,
            says: None,
            nik: 0,
            return_day: None,
            is_in_vain: false,
            is_damaged: true,
        });
    };
    let kind = forms::kind(KindId(held.header.kind));
    let known = kind.zip(held.content().ok());
    let of_visit = known.as_ref().filter(|(kind, _)| kind.id == VISIT.id);
    let of_visit = of_visit.map(|(_, content)| &content.values);
    let may_follow = !held.is_withdrawal() && held.state().may_change();
    Some(RecordItem {
        record,
        kind: held.header.kind,
        visit: held.header.visit,
        village: Some(held.header.village),
        state,
        made_at_ms: held.header.made_at_ms,
        is_withdrawal: held.is_withdrawal(),
        n_problems: held.problems.len(),
        is_to_follow: may_follow
            && known.as_ref().is_some_and(|(kind, content)| kind.is_to_follow(&content.values)),
        about: known
            .as_ref()
            .map_or_else(About::default, |(kind, content)| about(kind, &content.values)),
        return_day: of_visit.and_then(|visit| visit.get(visit::RETURN_DATE)),
        is_in_vain: of_visit.is_some_and(visit::is_in_vain),
        says: known.and_then(|(kind, content)| kind.says(&content.values)),
        nik: held.nik,
        subject: held.subject,
        is_damaged: false,
    })
}
