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
    rows::{self, Draft, DraftItem, Held, Record, RecordItem, Stored},
    store::{LocalStore, Row, StoreError, Table},
};

impl<S: LocalStore, H: Host> Device<S, H> {
    /// What is being filled, last saved first; damaged ones too.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn drafts(&self) -> Result<Vec<DraftItem>, StoreError> {
        let rows = self.store.list(Table::Draft).await?;
        let mut items: Vec<_> = rows.iter().filter_map(draft_item).collect();
        items.sort_by_key(|item| core::cmp::Reverse(item.updated_ms));
        Ok(items)
    }

    /// What was finished, latest first; damaged ones too.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn records(&self) -> Result<Vec<RecordItem>, StoreError> {
        let rows = self.store.list(Table::Record).await?;
        let mut items: Vec<_> = rows.iter().filter_map(record_item).collect();
        items.sort_by_key(|item| core::cmp::Reverse(item.made_at_ms));
        Ok(items)
    }

    /// How many there are of each state, without opening a row.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let mut counts = Counts::default();
        for table in [Table::Draft, Table::Record] {
            for row in self.store.list(table).await? {
                if let Some(count) = counts.of.get_mut(usize::from(row.state)) {
                    *count += 1;
                }
            }
        }
        Ok(counts)
    }

    /// How many changes only this phone has.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn n_unsent(&self) -> Result<usize, StoreError> {
        let rows = self.store.list(Table::Outbox).await?;
        Ok(rows.iter().map(n_open).sum())
    }

    /// What a draft's conditions look at besides its own answers.
    ///
    /// # Errors
    /// [`DeviceError::Store`], [`DeviceError::UnknownKind`]. What cannot be read counts as not there.
    pub async fn surroundings(&self, draft: &Draft) -> Result<Surroundings, DeviceError> {
        let kind = known_kind(draft.kind)?;
        let visit = match draft.visit {
            Some(visit) => self.answers_of(visit).await?,
            None => None,
        };
        let nik = nik_in(kind, &draft.values);
        let previous = self.previous(kind.id, nik, draft.record).await?;
        Ok(Surroundings { visit, previous })
    }

    /// The last form of this kind about the person with this NIK, but for `except`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn previous(
        &self,
        kind: KindId,
        nik: i64,
        except: RecordId,
    ) -> Result<Option<Values>, StoreError> {
        if nik == 0 {
            return Ok(None);
        }
        let rows = self.store.list(Table::Record).await?;
        let last = rows
            .iter()
            .filter_map(|row| Record::from_row_bytes(&row.bytes).ok())
            .filter(|record| {
                let header = &record.header;
                record.nik == nik
                    && header.kind == kind.0
                    && header.record != except
                    && !record.is_withdrawal()
            })
            .max_by_key(|record| record.header.made_at_ms);
        Ok(last.and_then(|record| record.content().ok()).map(|content| content.values))
    }

    /// The answers under an id: of its draft if there is one, otherwise of the finished record.
    async fn answers_of(&self, record: RecordId) -> Result<Option<Values>, DeviceError> {
        match self.draft(record).await {
            Ok(Some(Held { value, .. })) => return Ok(Some(value.values)),
            Ok(None) | Err(DeviceError::Damaged(_)) => {}
            Err(error) => return Err(error),
        }
        match self.record(record).await {
            Ok(Some(Held { value, .. })) => Ok(value.content().ok().map(|content| content.values)),
            Ok(None) | Err(DeviceError::Damaged(_)) => Ok(None),
            Err(error) => Err(error),
        }
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
        subject: held.subject,
        is_damaged: false,
    })
}
