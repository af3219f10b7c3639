//! Earlier measures of a child, out of the phone's own records.

use shared::{form::model::FormKind, growth::series::Measure, id::RecordId};

use super::Device;
use crate::{
    host::Host,
    rows::{Record, Stored as _},
    store::{LocalStore, Table},
};

impl<S: LocalStore, H: Host> Device<S, H> {
    /// What the records of a kind say was measured of the person with this NIK, in the order in which
    /// they were finished; nothing without a NIK. Withdrawn records and `except` are left out.
    #[must_use]
    pub fn measures(&self, kind: &FormKind, nik: i64, except: RecordId) -> Vec<Measure> {
        let Some(measured) = kind.growth.filter(|_| nik != 0) else { return Vec::new() };
        let mut found: Vec<(u64, Measure)> = Vec::new();
        for row in self.store.rows().of(Table::Record) {
            let Ok(record) = Record::from_row_bytes(&row.bytes) else { continue };
            let header = &record.header;
            let is_it = record.nik == nik
                && header.kind == kind.id.0
                && header.record != except
                && !record.is_withdrawal();
            if let (true, Ok(content)) = (is_it, record.content()) {
                let measure = measured(&content.values).map(|(_, measure)| measure);
                found.extend(measure.map(|measure| (header.made_at_ms, measure)));
            }
        }
        found.sort_by_key(|(made_at_ms, _)| *made_at_ms);
        found.into_iter().map(|(_, measure)| measure).collect()
    }
}
