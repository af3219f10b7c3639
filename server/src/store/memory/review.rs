//! Decisions in memory, and what needs somebody at the desk.

use core::cmp::Reverse;

use shared::{
    id::{AccountId, DecisionId, RecordId},
    sync::{review::Deed, state::RecordState},
};

use super::{
    super::{
        Scope, StoreError,
        account::Role,
        desk::RecordLine,
        record::Record,
        review::{Decision, End, PileReads, ReviewReads, Reviews, Unreached, Worker},
        session::SessionKind,
    },
    MemoryTx, Undo,
};

impl ReviewReads for MemoryTx<'_> {
    fn decision(&self, id: DecisionId) -> Result<Option<Decision>, StoreError> {
        Ok(self.memory.decisions.get(&id).cloned())
    }

    fn pending_decision(&self, record: RecordId) -> Result<Option<Decision>, StoreError> {
        Ok(self.pending().find(|decision| decision.record == record).cloned())
    }

    fn decisions_of(&self, record: RecordId, limit: u32) -> Result<Vec<Decision>, StoreError> {
        let all = self.memory.decisions.values();
        let mut found: Vec<_> = all.filter(|decision| decision.record == record).cloned().collect();
        found.sort_by_key(|decision| (decision.made_at_ms, decision.id));
        let n_older = found.len().saturating_sub(limit as usize);
        Ok(found.split_off(n_older))
    }

    fn due_decisions(&self, made_until_ms: u64, limit: u32) -> Result<Vec<Decision>, StoreError> {
        let due = self.pending().filter(|decision| decision.made_at_ms <= made_until_ms);
        let mut found: Vec<_> = due.cloned().collect();
        found.sort_by_key(|decision| decision.made_at_ms);
        found.truncate(limit as usize);
        Ok(found)
    }

    fn first_pending_ms(&self) -> Result<Option<u64>, StoreError> {
        Ok(self.pending().map(|decision| decision.made_at_ms).min())
    }

    fn decisions_after(
        &self,
        author: AccountId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<Decision>, StoreError> {
        let all = self.memory.decisions.values();
        let own = all.filter(|decision| decision.author == author);
        let mut found: Vec<_> = own
            .filter(|decision| decision.end.seq().is_some_and(|seq| seq > after))
            .cloned()
            .collect();
        found.sort_by_key(|decision| decision.end.seq());
        found.truncate(limit as usize);
        Ok(found)
    }

    fn is_undelivered(&self, author: AccountId, up_to_seq: u64) -> Result<bool, StoreError> {
        Ok(self.undelivered(author, up_to_seq).next().is_some())
    }

    fn last_contact_ms(&self, account: AccountId) -> Result<Option<u64>, StoreError> {
        let sessions = self.people().sessions.values().map(|(session, _)| session);
        let own = sessions.filter(|one| one.account == account && one.kind == SessionKind::Psm);
        Ok(own.map(|session| session.seen_at_ms).max())
    }
}

impl Reviews for MemoryTx<'_> {
    fn add_decision(&mut self, decision: &Decision) -> Result<(), StoreError> {
        let waits = decision.end == End::Pending && self.waits(decision.record);
        if waits || self.memory.decisions.contains_key(&decision.id) {
            return Err(StoreError::broken("the id of a decision is taken, or another one waits"));
        }
        if !self.memory.records.contains_key(&decision.record) {
            return Err(StoreError::broken("there is no such record"));
        }
        self.expect_account(decision.by)?;
        self.put_decision(decision.clone());
        Ok(())
    }

    fn end_decision(&mut self, id: DecisionId, end: End) -> Result<(), StoreError> {
        let pending = self.pending().find(|decision| decision.id == id).cloned();
        if let Some(decision) = pending {
            self.put_decision(Decision { end, ..decision });
        }
        Ok(())
    }

    fn begin_minutes_again(&mut self, now_ms: u64) -> Result<(), StoreError> {
        let ahead = self.pending().filter(|decision| decision.made_at_ms > now_ms);
        for decision in ahead.cloned().collect::<Vec<_>>() {
            self.put_decision(Decision { made_at_ms: now_ms, ..decision });
        }
        Ok(())
    }

    fn deliver_decisions(
        &mut self,
        author: AccountId,
        up_to_seq: u64,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        let found: Vec<_> = self.undelivered(author, up_to_seq).cloned().collect();
        for decision in found {
            self.put_decision(Decision { delivered_at_ms: Some(now_ms), ..decision });
        }
        Ok(())
    }
}

impl PileReads for MemoryTx<'_> {
    fn to_review(&self, scope: Scope, limit: u32) -> Result<Vec<RecordLine>, StoreError> {
        let mut found: Vec<_> = self.undecided(scope).collect();
        found.sort_by_key(|record| (Reverse(record.urgency), record.last_seq));
        found.truncate(limit as usize);
        self.lines(found)
    }

    fn n_to_review(&self, scope: Scope, urgency: u8, max: u64) -> Result<u64, StoreError> {
        let n = self.undecided(scope).filter(|record| record.urgency >= urgency).count() as u64;
        Ok(n.min(max))
    }

    fn held(
        &self,
        scope: Scope,
        limit: u32,
        max: u64,
    ) -> Result<(Vec<RecordLine>, u64), StoreError> {
        self.pile(scope, |record| record.state == RecordState::HeldForOffice, (limit, max))
    }

    fn conflicts(
        &self,
        scope: Scope,
        limit: u32,
        max: u64,
    ) -> Result<(Vec<RecordLine>, u64), StoreError> {
        let is_it = |record: &Record| record.n_beside > 0 && record.state != RecordState::Withdrawn;
        self.pile(scope, is_it, (limit, max))
    }

    fn unreached(
        &self,
        scope: Scope,
        limit: u32,
        max: u64,
    ) -> Result<(Vec<Unreached>, u64), StoreError> {
        let mut found: Vec<(u64, u64, &Record)> = Vec::new();
        for record in self.seen(scope).filter(|record| record.state == RecordState::Returned) {
            let returns = self.memory.decisions.values().filter(|decision| {
                decision.record == record.id
                    && decision.deed == Deed::Return
                    && decision.end.seq().is_some()
            });
            let last = returns.max_by_key(|decision| decision.end.seq());
            if let Some(last) = last.filter(|last| last.delivered_at_ms.is_none())
                && scope.holds(last.village)
            {
                found.push((last.end.seq().unwrap_or(0), last.made_at_ms, record));
            }
        }
        found.sort_by_key(|(seq, ..)| *seq);
        let n = (found.len() as u64).min(max);
        found.truncate(limit as usize);
        let unreached = |(_, since_ms, record): (u64, u64, &Record)| {
            Ok(Unreached { line: self.line(record)?, since_ms })
        };
        Ok((found.into_iter().map(unreached).collect::<Result<_, StoreError>>()?, n))
    }

    fn fell_away(
        &self,
        scope: Scope,
        by: AccountId,
        after_ms: u64,
        limit: u32,
    ) -> Result<Vec<RecordLine>, StoreError> {
        let all = || self.memory.decisions.values();
        let is_last = |fell: &Decision| {
            !all().any(|later| {
                later.record == fell.record
                    && later.made_at_ms > fell.made_at_ms
                    && matches!(later.end, End::Pending | End::Done { .. })
            })
        };
        let mut fell: Vec<_> = all()
            .filter(|one| {
                one.by == by && matches!(one.end, End::FellAway { at_ms } if at_ms > after_ms)
            })
            .filter(|one| is_last(one))
            .collect();
        fell.sort_by_key(|one| Reverse(one.end.at_ms()));
        fell.truncate(limit as usize);
        let is_it = |record: &&Record| fell.iter().any(|one| one.record == record.id);
        let mut found: Vec<_> = self.seen(scope).filter(is_it).collect();
        found.sort_by_key(|record| Reverse(record.last_seq));
        self.lines(found)
    }

    fn workers(&self, scope: Scope, day: i32) -> Result<Vec<Worker>, StoreError> {
        let is_psm = |role| role == Role::Psm;
        let people = self.people().accounts.values();
        let mut workers = Vec::new();
        for account in people.filter(|account| is_psm(account.role) && account.is_active) {
            let here = self.people().assignments_of(account.id).filter(|one| {
                scope.holds(one.village)
                    && one.from.number() <= day
                    && one.to.is_none_or(|to| day <= to.number())
            });
            let here: Vec<_> = here.collect();
            let mut villages: Vec<_> = here.iter().map(|one| one.village).collect();
            villages.sort();
            villages.dedup();
            let Some(since_day) = here.iter().map(|one| one.from.number()).min() else { continue };
            let seen_at_ms =
                self.last_contact_ms(account.id)?.max(self.last_arrival_ms(account.id));
            workers.push(Worker { account: account.clone(), villages, seen_at_ms, since_day });
        }
        Ok(workers)
    }
}

impl MemoryTx<'_> {
    /// When what counts of the last record of an author came, Unix milliseconds.
    fn last_arrival_ms(&self, author: AccountId) -> Option<u64> {
        let own = self.memory.records.values().filter(|record| record.author == author);
        let head = own.max_by_key(|record| record.last_seq)?.head;
        self.memory.changes.get(&head).map(|change| change.receipt.stored_at_ms)
    }

    fn pending(&self) -> impl Iterator<Item = &Decision> {
        self.memory.decisions.values().filter(|decision| decision.end == End::Pending)
    }

    /// True when a decision about the record waits for its minute to pass.
    fn waits(&self, record: RecordId) -> bool {
        self.pending().any(|decision| decision.record == record)
    }

    fn undelivered(&self, author: AccountId, up_to_seq: u64) -> impl Iterator<Item = &Decision> {
        self.memory.decisions.values().filter(move |decision| {
            decision.author == author
                && decision.delivered_at_ms.is_none()
                && decision.end.seq().is_some_and(|seq| seq <= up_to_seq)
        })
    }

    fn put_decision(&mut self, decision: Decision) {
        let id = decision.id;
        let before = self.memory.decisions.insert(id, decision);
        self.memory.undo.push(Undo::Decision(id, before.map(Box::new)));
    }

    /// Records that the scope may see.
    fn seen(&self, scope: Scope) -> impl Iterator<Item = &Record> {
        let all = self.memory.records.values();
        all.filter(move |record| scope.holds(record.village) && !scope.hides(record.kind))
    }

    /// Those on which nobody has decided.
    fn undecided(&self, scope: Scope) -> impl Iterator<Item = &Record> {
        let sent = self.seen(scope).filter(|record| record.state == RecordState::Sent);
        sent.filter(|record| !self.waits(record.id))
    }

    fn pile(
        &self,
        scope: Scope,
        is_it: impl Fn(&Record) -> bool,
        (limit, max): (u32, u64),
    ) -> Result<(Vec<RecordLine>, u64), StoreError> {
        let mut found: Vec<_> =
            self.seen(scope).filter(|record| is_it(record) && !self.waits(record.id)).collect();
        found.sort_by_key(|record| record.last_seq);
        let n = (found.len() as u64).min(max);
        found.truncate(limit as usize);
        Ok((self.lines(found)?, n))
    }
}
