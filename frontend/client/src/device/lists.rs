//! What lists and conditions need: items, counts, a form's surroundings. Reads only.

use shared::{
    form::{model::KindId, value::Values},
    forms,
    id::RecordId,
    sync::state::State,
};

use super::{Counts, Device, DeviceError, Surroundings, finish::nik_in, known_kind};
use crate::{
    host::Host,
    rows::{self, Draft, DraftItem, Record, RecordItem, Stored},
    store::{LocalStore, Row, Rows, Table},
};

impl<S: LocalStore, H: Host> Device<S, H> {
    /// What is being filled, last saved first; damaged ones too.
    #[must_use]
    pub fn drafts(&self) -> Vec<DraftItem> {
        latest_first(&self.store.rows(), Table::Draft).into_iter().filter_map(draft_item).collect()
    }

    /// What was finished, latest first; damaged ones too.
    #[must_use]
    pub fn records(&self) -> Vec<RecordItem> {
        latest_first(&self.store.rows(), Table::Record)
            .into_iter()
            .filter_map(record_item)
            .collect()
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
        Ok(Surroundings { visit, previous: self.previous(kind.id, nik, draft.record) })
    }

    /// The last form of this kind about the person with this NIK, but for `except`.
    #[must_use]
    pub fn previous(&self, kind: KindId, nik: i64, except: RecordId) -> Option<Values> {
        if nik == 0 {
            return None;
        }
        let mut last: Option<Record> = None;
        for row in self.store.rows().of(Table::Record) {
            let Ok(record) = Record::from_row_bytes(&row.bytes) else { continue };
            let header = &record.header;
            let is_it = record.nik == nik
                && header.kind == kind.0
                && header.record != except
                && !record.is_withdrawal();
            let made_at_ms = |record: &Record| record.header.made_at_ms;
            if is_it && last.as_ref().is_none_or(|last| made_at_ms(last) <= made_at_ms(&record)) {
                last = Some(record);
            }
        }
        last.and_then(|record| record.content().ok()).map(|content| content.values)
    }

    /// The answers under an id: of its draft if there is one, otherwise of the finished record.
    fn answers_of(&self, record: RecordId) -> Option<Values> {
        if let Ok(Some(draft)) = self.draft(record) {
            return Some(draft.value.values);
        }
        let record = self.record(record).ok().flatten()?;
        record.value.content().ok().map(|content| content.values)
    }
}

/// The rows of a table by the time that they were saved or finished.
fn latest_first(rows: &Rows, table: Table) -> Vec<&Row> {
    let mut rows: Vec<_> = rows.of(table).iter().collect();
    rows.sort_by_key(|row| core::cmp::Reverse(row.at_ms));
    rows
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
        updated_ms: draft.updated_ms,
        is_mending: draft.parent.is_some(),
        is_damaged: false,
    })
}

fn record_item(row: &Row) -> Option<RecordItem> {
    let record = RecordId::parse(&row.key)?;
    let state = State::from_code(row.state).unwrap_or(State::Sent);
    let Ok(held) = Record::from_row_bytes(&row.bytes) else {
        return Some(RecordItem {
            record,
            kind: 0,
            visit: RecordId::parse(&row.parent),
            village: None,
            subject: String::new(),
            state,
            made_at_ms: row.at_ms,
            is_withdrawal: false,
            n_problems: 0,
            is_to_follow: false,
            is_damaged: true,
        });
    };
    Some(RecordItem {
        record,
        kind: held.header.kind,
        visit: held.header.visit,
        village: Some(held.header.village),
        state,
        made_at_ms: held.header.made_at_ms,
        is_withdrawal: held.is_withdrawal(),
        n_problems: held.problems.len(),
        is_to_follow: held.is_to_follow(),
        subject: held.subject,
        is_damaged: false,
    })
}
