//! The desk's questions in memory. Every one takes a [`Scope`] and filters by it.

use shared::{
    growth::series::MEASURES_MAX,
    id::{AccountId, ChangeId, RecordId},
    sync::{state::RecordState, wire::OP_WITHDRAW},
};

use super::{
    super::{
        Scope, StoreError, View as _,
        desk::{
            DeskReads, FAMILIES_MAX, FamilyFilter, FamilyPage, LOOKED_AT_MAX, Order, RECORDS_MAX,
            REVISIONS_MAX, RecordDetail, RecordFilter, RecordLine, RecordPage, Revision,
            SAME_NIK_MAX, SameNik, StateCount, Version,
        },
        find::FamilySearch,
        record::{Change, Position, Record, read_change},
        register::{Family, FamilyState},
    },
    MemoryTx,
};

impl DeskReads for MemoryTx<'_> {
    fn records(&self, scope: Scope, filter: &RecordFilter) -> Result<RecordPage, StoreError> {
        let is_in_state = |record: &&Record| {
            filter.state.is_none_or(|state| record.state == state || is_also(record, state))
        };
        let found = self.found(scope, filter).filter(is_in_state);
        let mut found: Vec<_> = match (filter.order, filter.before) {
            (_, None) => found.collect(),
            (Order::Newest, Some(seq)) => found.filter(|record| record.last_seq < seq).collect(),
            (Order::Oldest, Some(seq)) => found.filter(|record| record.last_seq > seq).collect(),
        };
        found.sort_by_key(|record| record.last_seq);
        if filter.order == Order::Newest {
            found.reverse();
        }
        let page_len = at_most(filter.limit.clamp(1, RECORDS_MAX));
        let is_last = found.len() <= page_len;
        found.truncate(page_len);
        let next = if is_last { None } else { found.last().map(|record| record.last_seq) };
        Ok(RecordPage { lines: self.lines(found)?, next })
    }

    fn record_counts(
        &self,
        scope: Scope,
        filter: &RecordFilter,
    ) -> Result<Vec<StateCount>, StoreError> {
        let mut counts: Vec<StateCount> = Vec::new();
        for state in RecordState::ALL {
            let n = self.found(scope, filter).filter(|record| record.state == state).count() as u64;
            let also = self
                .found(scope, filter)
                .filter(|record| record.state != state && is_also(record, state));
            let n_beside = also.count() as u64;
            if n > 0 || n_beside > 0 {
                counts.push(StateCount { state, n, n_beside, is_least: false });
            }
        }
        counts.sort_by_key(|count| count.state);
        Ok(counts)
    }

    fn detail(&self, scope: Scope, record: RecordId) -> Result<Option<RecordDetail>, StoreError> {
        let Some(record) = self.in_scope(scope, record) else { return Ok(None) };
        let head = self.head(record)?;
        let line = self.line(record)?;
        let visit_content = match record.visit {
            Some(visit) => {
                let answers = self.last_answers(visit, record.author)?;
                answers.map(|change| change.content()).transpose()?
            }
            None => None,
        };
        let mut all_revisions = self.revisions(scope, record.id)?;
        let n_older = all_revisions.len().saturating_sub(REVISIONS_MAX as usize);
        Ok(Some(RecordDetail {
            line,
            device: head.device,
            receipt: head.receipt.clone(),
            visit_content,
            problems: record.problems.clone(),
            notes: record.notes.clone(),
            comment: record.comment.clone(),
            n_older: n_older as u64,
            revisions: all_revisions.split_off(n_older),
        }))
    }

    fn forms_of_visit(&self, scope: Scope, visit: RecordId) -> Result<Vec<RecordLine>, StoreError> {
        let records = self.memory.records.values();
        let mut found: Vec<_> = records
            .filter(|record| record.visit == Some(visit) && scope.holds(record.village))
            .filter(|record| !scope.hides(record.kind))
            .collect();
        found.sort_by_key(|record| record.first_seq);
        found.truncate(at_most(RECORDS_MAX));
        self.lines(found)
    }

    fn version(
        &self,
        scope: Scope,
        record: RecordId,
        change: ChangeId,
    ) -> Result<Option<Version>, StoreError> {
        if self.in_scope(scope, record).is_none() {
            return Ok(None);
        }
        let stored = self.memory.changes.get(&change);
        let stored = stored.filter(|Change { header, .. }| {
            header.record == record && scope.holds(header.village) && !scope.hides(header.kind)
        });
        let version = |stored: &Change| {
            let change = read_change(&stored.bytes)?;
            Ok(Version {
                header: change.header,
                author: stored.author,
                author_name: self.name_of(stored.author)?,
                device: stored.device,
                receipt: stored.receipt.clone(),
                content: change.content,
                state: stored.state,
                problems: stored.problems.clone(),
                notes: stored.notes.clone(),
            })
        };
        stored.map(version).transpose()
    }

    fn same_nik(&self, scope: Scope, record: RecordId) -> Result<SameNik, StoreError> {
        let Some(own) = self.in_scope(scope, record) else { return Ok(SameNik::default()) };
        let is_other = |record: &&Record| {
            record.nik.is_some()
                && record.nik == own.nik
                && record.id != own.id
                && record.state != RecordState::Withdrawn
                && (record.village != own.village || record.author != own.author)
        };
        let (mut inside, outside): (Vec<_>, Vec<_>) = self
            .memory
            .records
            .values()
            .filter(is_other)
            .filter(|record| !scope.hides(record.kind) || !scope.holds(record.village))
            .partition(|record| scope.holds(record.village));
        inside.sort_by_key(|record| core::cmp::Reverse(record.last_seq));
        inside.truncate(at_most(SAME_NIK_MAX));
        Ok(SameNik { inside: self.lines(inside)?, is_outside: !outside.is_empty() })
    }

    fn same_person(&self, scope: Scope, record: RecordId) -> Result<Vec<RecordLine>, StoreError> {
        let Some(own) = self.in_scope(scope, record) else { return Ok(Vec::new()) };
        let is_it = |other: &&Record| {
            other.nik.is_some()
                && (other.nik, other.kind) == (own.nik, own.kind)
                && other.id != own.id
                && other.state != RecordState::Withdrawn
                && scope.holds(other.village)
        };
        let mut found: Vec<_> = self.memory.records.values().filter(is_it).collect();
        found.sort_by_key(|record| core::cmp::Reverse((record.made_at_ms, record.id)));
        found.truncate(MEASURES_MAX);
        self.lines(found)
    }

    fn find_families(&self, scope: Scope, filter: &FamilyFilter) -> Result<FamilyPage, StoreError> {
        let Some((first, last)) = filter.span(scope) else { return Ok(FamilyPage::default()) };
        let search = FamilySearch::of(&filter.words);
        let place = |family: &Family| (family.village, family.number);
        let is_here = |family: &&Family| {
            (first..=last).contains(&family.village.number())
                && family.state != FamilyState::Merged
                && filter.after.is_none_or(|after| place(family) > after)
        };
        let mut all: Vec<&Family> = self.people().families.values().filter(is_here).collect();
        all.sort_by_key(|family| place(family));
        let limit = at_most(filter.limit.clamp(1, FAMILIES_MAX));
        let mut page = FamilyPage::default();
        let (mut n_people, n_all) = (0, all.len());
        for (idx, family) in all.into_iter().enumerate() {
            n_people += family.members.len().max(1);
            if search.finds(family).is_some() {
                page.families.push(family.clone());
            }
            let is_enough = page.families.len() == limit || n_people >= at_most(LOOKED_AT_MAX);
            if is_enough && idx + 1 < n_all {
                page.next = Some(place(family));
                break;
            }
        }
        Ok(page)
    }
}

/// True for a record of another state that a filter of this one finds as well.
fn is_also(record: &Record, state: RecordState) -> bool {
    state == RecordState::HeldForOffice
        && record.n_beside > 0
        && record.state != RecordState::Withdrawn
}

fn at_most(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

impl MemoryTx<'_> {
    /// What a filter finds in the scope, whatever state and page it asks for.
    fn found<'t>(
        &'t self,
        scope: Scope,
        filter: &'t RecordFilter,
    ) -> impl Iterator<Item = &'t Record> {
        let span = filter.span(scope);
        let search = filter.search();
        let stored_ms = filter.stored_ms();
        self.memory.records.values().filter(move |record| {
            let is_here =
                span.is_some_and(|(first, last)| (first..=last).contains(&record.village.number()));
            let is_named = search.as_ref().is_none_or(|search| {
                let sender = self.people().accounts.get(&record.author);
                let sender = sender.map_or("", |sender| sender.name.as_str());
                search.finds(&record.subject, sender, record.nik)
            });
            let is_in_time = stored_ms.is_none_or(|(from_ms, to_ms)| {
                self.head(record)
                    .is_ok_and(|head| (from_ms..=to_ms).contains(&head.receipt.stored_at_ms))
            });
            is_here
                && is_named
                && is_in_time
                && !scope.hides(record.kind)
                && filter.kind.is_none_or(|kind| record.kind == kind)
        })
    }

    fn in_scope(&self, scope: Scope, record: RecordId) -> Option<&Record> {
        let record = self.memory.records.get(&record);
        record.filter(|record| scope.holds(record.village) && !scope.hides(record.kind))
    }

    fn head(&self, record: &Record) -> Result<&Change, StoreError> {
        self.memory.changes.get(&record.head).ok_or(StoreError::Damaged("a head is missing"))
    }

    fn name_of(&self, account: AccountId) -> Result<String, StoreError> {
        let account = self.people().accounts.get(&account);
        account
            .map(|account| account.name.clone())
            .ok_or(StoreError::Damaged("an author is missing"))
    }

    pub(super) fn line(&self, record: &Record) -> Result<RecordLine, StoreError> {
        let head = self.head(record)?;
        let content = read_change(&head.bytes)?.content;
        let name = self.name_of(record.author)?;
        Ok(RecordLine::of(record.clone(), name, head.receipt.stored_at_ms, content))
    }

    pub(super) fn lines(&self, records: Vec<&Record>) -> Result<Vec<RecordLine>, StoreError> {
        records.into_iter().map(|record| self.line(record)).collect()
    }

    fn revisions(&self, scope: Scope, record: RecordId) -> Result<Vec<Revision>, StoreError> {
        let changes = self.memory.changes.values();
        let mut changes: Vec<_> = changes.filter(|change| change.header.record == record).collect();
        changes.sort_by_key(|change| change.receipt.seq);
        let revision = |change: &Change| {
            let header = read_change(&change.bytes)?.header;
            Ok(Revision {
                change: change.header.change,
                parent: change.header.parent,
                is_withdrawal: header.op == OP_WITHDRAW,
                made_at_ms: header.made_at_ms,
                stored_at_ms: change.receipt.stored_at_ms,
                seq: change.receipt.seq,
                state: change.state,
                is_beside: change.position == Position::Beside,
                author: change.author,
                author_name: self.name_of(change.author)?,
                is_in_scope: scope.holds(header.village) && !scope.hides(header.kind),
            })
        };
        changes.into_iter().map(revision).collect()
    }
}
