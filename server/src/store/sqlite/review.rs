//! Decisions in SQLite, and what needs somebody at the desk.

use rusqlite::{Row, named_params, params};
use shared::{
    id::{AccountId, ChangeId, DecisionId, RecordId},
    region::VillageCode,
    sync::{
        review::{Deed, Officer, Reason},
        state::RecordState,
    },
};

use super::{
    super::{
        Scope, StoreError,
        account::Role,
        desk::RecordLine,
        review::{Decision, End, PileReads, ReviewReads, Reviews, Unreached, Worker},
        session::SessionKind,
    },
    account::read_account,
    codec::{get, id, id_opt, int, number, number_opt, pack, problems},
    desk::{LINE, LINE_WAITING, WAITING, read_line, seen},
    tx::SqliteTx,
};

/// The decision about a record that waits.
pub(super) const PENDING: &str = "SELECT * FROM decision WHERE record = ?1 AND ended = 0";
/// Decisions that wait, oldest first.
pub(super) const DUE: &str =
    "SELECT * FROM decision WHERE ended = 0 AND made_at <= ?1 ORDER BY made_at LIMIT ?2";
/// The last decisions about a record.
pub(super) const OF_RECORD: &str =
    "SELECT * FROM decision WHERE record = ?1 ORDER BY made_at DESC, id DESC LIMIT ?2";
/// The feed of an author's phones.
pub(super) const AFTER: &str = "SELECT * FROM decision WHERE author = ?1 AND seq > ?2 AND seq IS NOT NULL ORDER BY seq LIMIT ?3";
/// What an author's phones do not have.
pub(super) const UNDELIVERED: &str = "SELECT EXISTS (SELECT 1 FROM decision
    WHERE author = ?1 AND seq <= ?2 AND seq IS NOT NULL AND delivered_at IS NULL)";
/// Notes that they have it.
pub(super) const DELIVER: &str = "UPDATE decision SET delivered_at = ?3
    WHERE author = ?1 AND seq <= ?2 AND seq IS NOT NULL AND delivered_at IS NULL";
/// The next village of a span that has something on which nobody has decided.
pub(super) const NEXT_VILLAGE: &str =
    "SELECT min(village) FROM record WHERE state = 3 AND village BETWEEN ?1 AND ?2";

/// True for a record about which nothing waits.
const IS_FREE: &str = "NOT EXISTS (SELECT 1 FROM decision d WHERE d.record = r.id AND d.ended = 0)";

impl ReviewReads for SqliteTx<'_> {
    fn decision(&self, id: DecisionId) -> Result<Option<Decision>, StoreError> {
        self.maybe("SELECT * FROM decision WHERE id = ?1", [id.0], read_decision)
    }

    fn pending_decision(&self, record: RecordId) -> Result<Option<Decision>, StoreError> {
        self.maybe(PENDING, [record.0], read_decision)
    }

    fn decisions_of(&self, record: RecordId, limit: u32) -> Result<Vec<Decision>, StoreError> {
        let mut found = self.all(OF_RECORD, (record.0, limit), read_decision)?;
        found.reverse();
        Ok(found)
    }

    fn due_decisions(&self, made_until_ms: u64, limit: u32) -> Result<Vec<Decision>, StoreError> {
        self.all(DUE, (int(made_until_ms), limit), read_decision)
    }

    fn first_pending_ms(&self) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT min(made_at) FROM decision WHERE ended = 0";
        Ok(self.one::<Option<i64>>(sql, ())?.map(i64::cast_unsigned))
    }

    fn decisions_after(
        &self,
        author: AccountId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<Decision>, StoreError> {
        self.all(AFTER, (author.0, int(after), limit), read_decision)
    }

    fn is_undelivered(&self, author: AccountId, up_to_seq: u64) -> Result<bool, StoreError> {
        self.one(UNDELIVERED, (author.0, int(up_to_seq)))
    }

    fn last_contact_ms(&self, account: AccountId) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT max(seen_at) FROM session WHERE account = ?1 AND kind = ?2";
        let seen = self.one::<Option<i64>>(sql, (account.0, SessionKind::Psm as u8))?;
        Ok(seen.map(i64::cast_unsigned))
    }
}

impl Reviews for SqliteTx<'_> {
    fn add_decision(&mut self, decision: &Decision) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO decision (id, record, change, deed, reason, same_as, decider, officer, author,
                village, made_at, comment, fields, revision, bytes, ended, ended_at, seq, delivered_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
            params![
                decision.id.0,
                decision.record.0,
                decision.change.0,
                decision.deed.code(),
                decision.reason.map_or(0, Reason::code),
                decision.same_as.map(|id| id.0),
                decision.by.0,
                decision.officer.code(),
                decision.author.0,
                decision.village.number(),
                int(decision.made_at_ms),
                decision.comment,
                pack(&decision.fields),
                decision.revision.map(|id| id.0),
                decision.bytes,
                decision.end.code(),
                decision.end.at_ms().map(int),
                decision.end.seq().map(int),
                decision.delivered_at_ms.map(int),
            ],
        )
        .map(drop)
    }

    fn end_decision(&mut self, id: DecisionId, end: End) -> Result<(), StoreError> {
        self.put(
            "UPDATE decision SET ended = ?2, ended_at = ?3, seq = ?4 WHERE id = ?1 AND ended = 0",
            params![id.0, end.code(), end.at_ms().map(int), end.seq().map(int)],
        )
        .map(drop)
    }

    fn begin_minutes_again(&mut self, now_ms: u64) -> Result<(), StoreError> {
        let sql = "UPDATE decision SET made_at = ?1 WHERE made_at > ?1 AND ended = 0";
        self.put(sql, [int(now_ms)]).map(drop)
    }

    fn deliver_decisions(
        &mut self,
        author: AccountId,
        up_to_seq: u64,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        self.put(DELIVER, (author.0, int(up_to_seq), int(now_ms))).map(drop)
    }
}

impl PileReads for SqliteTx<'_> {
    fn to_review(&self, scope: Scope, limit: u32) -> Result<Vec<RecordLine>, StoreError> {
        let (first, last) = scope.span();
        let sql = to_review_sql(scope);
        let mut found: Vec<(u8, RecordLine)> = Vec::new();
        let mut next = first;
        // Village by village, the first of each: so many as there are villages, whatever waits in them.
        while let Some(village) = self.one::<Option<u32>>(NEXT_VILLAGE, (next, last))? {
            found.extend(self.all(&sql, (village, limit), |row| {
                Ok((number(row, "urgency")?, read_line(row)?))
            })?);
            found.sort_by_key(|(urgency, line)| (u8::MAX - urgency, line.seq));
            found.truncate(limit as usize);
            next = village.saturating_add(1);
        }
        Ok(found.into_iter().map(|(_, line)| line).collect())
    }

    fn n_to_review(&self, scope: Scope, urgency: u8, max: u64) -> Result<u64, StoreError> {
        let (first, last) = scope.span();
        let seen = seen(scope);
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM record r INDEXED BY record_review WHERE r.state = 3
                AND r.village BETWEEN ?1 AND ?2 AND r.urgency >= ?3{seen} LIMIT ?4)"
        );
        let n_all: i64 = self.one(&sql, (first, last, urgency, int(max)))?;
        // Those that wait for their minute are few.
        let sql = format!(
            "SELECT count(*) FROM decision d JOIN record r ON r.id = d.record WHERE d.ended = 0
             AND r.state = 3 AND r.village BETWEEN ?1 AND ?2 AND r.urgency >= ?3{seen}"
        );
        let n_waiting: i64 = self.one(&sql, (first, last, urgency))?;
        Ok(n_all.saturating_sub(n_waiting).max(0).cast_unsigned())
    }

    fn held(
        &self,
        scope: Scope,
        limit: u32,
        max: u64,
    ) -> Result<(Vec<RecordLine>, u64), StoreError> {
        let held = RecordState::HeldForOffice.code();
        self.waiting(scope, &format!("r.state = {held}"), (limit, max))
    }

    fn conflicts(
        &self,
        scope: Scope,
        limit: u32,
        max: u64,
    ) -> Result<(Vec<RecordLine>, u64), StoreError> {
        let withdrawn = RecordState::Withdrawn.code();
        let beside = format!("r.n_beside > 0 AND r.state <> {withdrawn}");
        self.waiting(scope, &beside, (limit, max))
    }

    fn unreached(
        &self,
        scope: Scope,
        limit: u32,
        max: u64,
    ) -> Result<(Vec<Unreached>, u64), StoreError> {
        let (first, last) = scope.span();
        let place = format!(
            "JOIN decision u INDEXED BY decision_unreached ON u.record = r.id
             WHERE u.deed = 2 AND u.ended = 1 AND u.delivered_at IS NULL
             AND u.village BETWEEN :first AND :last AND +r.village BETWEEN :first AND :last
             AND r.state = 6 AND NOT EXISTS (SELECT 1 FROM decision l
                 WHERE l.record = u.record AND l.deed = 2 AND l.ended = 1 AND l.seq > u.seq){}",
            seen(scope)
        );
        let sql = format!(
            "{} {place} ORDER BY u.seq LIMIT :limit",
            LINE.replacen("SELECT", "SELECT u.made_at AS since,", 1)
        );
        let lines = self.all(
            &sql,
            named_params! {":first": first, ":last": last, ":limit": limit},
            |row| Ok(Unreached { line: read_line(row)?, since_ms: number(row, "since")? }),
        )?;
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM record r {place} LIMIT :max)");
        let n = self
            .one::<i64>(&sql, named_params! {":first": first, ":last": last, ":max": int(max)})?;
        Ok((lines, n.cast_unsigned()))
    }

    fn fell_away(
        &self,
        scope: Scope,
        by: AccountId,
        after_ms: u64,
        limit: u32,
    ) -> Result<Vec<RecordLine>, StoreError> {
        let (first, last) = scope.span();
        let sql = format!(
            "{LINE} WHERE r.id IN (SELECT f.record FROM decision f INDEXED BY decision_fell
                 WHERE f.ended = 3 AND f.decider = ?1 AND f.ended_at > ?2 AND NOT EXISTS (
                     SELECT 1 FROM decision l WHERE l.record = f.record AND l.made_at > f.made_at
                     AND l.ended < 2)
                 ORDER BY f.ended_at DESC LIMIT ?5)
             AND r.village BETWEEN ?3 AND ?4{} ORDER BY r.last_seq DESC",
            seen(scope)
        );
        self.all(&sql, (by.0, int(after_ms), first, last, limit), read_line)
    }

    fn workers(&self, scope: Scope, day: i32) -> Result<Vec<Worker>, StoreError> {
        let (first, last) = scope.span();
        let sql = "SELECT a.*, s.village, s.from_day, nullif(max(
                coalesce((SELECT max(seen_at) FROM session WHERE account = a.id AND kind = ?4), 0),
                coalesce((SELECT c.stored_at FROM record r JOIN change c ON c.id = r.head
                    WHERE r.author = a.id ORDER BY r.last_seq DESC LIMIT 1), 0)), 0) AS seen_at
            FROM assignment s JOIN account a ON a.id = s.account
            WHERE s.village BETWEEN ?1 AND ?2 AND s.from_day <= ?3
                AND (s.to_day IS NULL OR s.to_day >= ?3) AND a.role = ?5 AND a.is_active
            ORDER BY a.id, s.village, s.from_day";
        let params = (first, last, day, SessionKind::Psm as u8, Role::Psm.code());
        let found = self.all(sql, params, |row| {
            Ok(Worker {
                account: read_account(row)?,
                villages: vec![VillageCode::from_number(number(row, "village")?)],
                seen_at_ms: number_opt(row, "seen_at")?,
                since_day: get(row, "from_day")?,
            })
        })?;
        Ok(joined(found))
    }
}

/// Joins the villages of one person, whose rows stand together.
fn joined(found: Vec<Worker>) -> Vec<Worker> {
    let mut workers: Vec<Worker> = Vec::new();
    for one in found {
        match workers.last_mut().filter(|last| last.account.id == one.account.id) {
            Some(last) => {
                last.since_day = last.since_day.min(one.since_day);
                last.villages.extend(one.villages);
                last.villages.dedup();
            }
            None => workers.push(one),
        }
    }
    workers
}

impl SqliteTx<'_> {
    /// Records that wait for somebody, of which this holds, and how many there are.
    fn waiting(
        &self,
        scope: Scope,
        holds: &str,
        (limit, max): (u32, u64),
    ) -> Result<(Vec<RecordLine>, u64), StoreError> {
        let (first, last) = scope.span();
        let place = format!(
            "WHERE {WAITING} AND {holds} AND +r.village BETWEEN ?1 AND ?2 AND {IS_FREE}{}",
            seen(scope)
        );
        let sql = format!("{LINE_WAITING} {place} ORDER BY r.last_seq LIMIT ?3");
        let lines = self.all(&sql, (first, last, limit), read_line)?;
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM record r INDEXED BY record_waiting {place} LIMIT ?3)"
        );
        let n = self.one::<i64>(&sql, (first, last, int(max)))?;
        Ok((lines, n.cast_unsigned()))
    }
}

/// The first records of a village on which nobody has decided.
pub(super) fn to_review_sql(scope: Scope) -> String {
    let line = LINE.replacen("FROM record r", "FROM record r INDEXED BY record_review", 1);
    format!(
        "{line} WHERE r.state = 3 AND r.village = ?1 AND {IS_FREE}{}
         ORDER BY r.urgency DESC, r.last_seq LIMIT ?2",
        seen(scope)
    )
}

fn read_decision(row: &Row<'_>) -> Result<Decision, StoreError> {
    let reason: u8 = number(row, "reason")?;
    let end = End::of(number(row, "ended")?, number_opt(row, "ended_at")?, number_opt(row, "seq")?);
    Ok(Decision {
        id: id(row, "id", DecisionId)?,
        record: id(row, "record", RecordId)?,
        change: id(row, "change", ChangeId)?,
        deed: Deed::from_code(number(row, "deed")?)
            .ok_or(StoreError::Damaged("a deed is not known"))?,
        reason: Reason::from_code(reason),
        same_as: id_opt(row, "same_as", RecordId)?,
        by: id(row, "decider", AccountId)?,
        officer: Officer::from_code(number(row, "officer")?)
            .ok_or(StoreError::Damaged("an officer is not known"))?,
        author: id(row, "author", AccountId)?,
        village: VillageCode::from_number(number(row, "village")?),
        made_at_ms: number(row, "made_at")?,
        comment: get(row, "comment")?,
        fields: problems(row, "fields")?,
        revision: id_opt(row, "revision", ChangeId)?,
        bytes: get(row, "bytes")?,
        end: end.ok_or(StoreError::Damaged("the end of a decision is not known"))?,
        delivered_at_ms: number_opt(row, "delivered_at")?,
    })
}
