//! Decisions as the desk gets them, and what needs somebody today.

use std::collections::BTreeMap;

use shared::{
    day::Day,
    desk::{
        Words,
        list::{Row, Typed},
        review::{
            self as api, DECISIONS_MAX, Decided, FieldNote, PENDING_MS, PILE_COUNT_MAX, PILE_LEN,
            Pile, Raw, Refusal, RefusalCode, SILENT_DAYS, Silent, Today, Unreached, Waiting,
        },
    },
    form::{
        label::{Named, steps},
        model::{FormKind, KindId},
        problem::{Param, Path},
    },
    forms, hex,
    id::{AccountId, RecordId},
    phone::Phone,
    sync::{review::Reason, state::RecordState},
    text::{Text, t},
};

use super::{records, sheet};
use crate::places;
use crate::store::desk::RecordLine;
use crate::store::review::{Decision, End, Worker};
use crate::store::{Reads, Scope, StoreError};
use crate::sync::review::{Refused, due_ms};

/// One day, milliseconds.
const DAY_MS: u64 = 86_400_000;
/// A decision that fell away is shown to the one who made it for so long, milliseconds: over a weekend.
const FELL_AWAY_MS: u64 = 4 * DAY_MS;

const PENDING: Text = t("Masih bisa diurungkan", "Can still be undone");
const DONE: Text = t("Berlaku", "In effect");
const UNDONE: Text = t("Diurungkan", "Undone");
const FELL_AWAY: Text = t(
    "Tidak berlaku: data berubah sebelum satu menit",
    "Not in effect: the record changed within the minute",
);

/// Whoever reads, and when.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Who.
    pub account: AccountId,
    /// What may be seen.
    pub scope: Scope,
    /// The server's clock, Unix milliseconds.
    pub now_ms: u64,
}

/// Names of accounts, each asked for once.
#[derive(Default)]
struct Names(BTreeMap<AccountId, String>);

impl Names {
    fn of(&mut self, tx: &dyn Reads, account: AccountId) -> Result<String, StoreError> {
        if let Some(name) = self.0.get(&account) {
            return Ok(name.clone());
        }
        let name = tx.account(account)?.map(|account| account.name).unwrap_or_default();
        self.0.insert(account, name.clone());
        Ok(name)
    }
}

/// What was decided about a record, oldest first.
///
/// # Errors
/// The store's.
pub fn decisions(
    tx: &dyn Reads,
    reader: &Reader,
    line: &RecordLine,
) -> Result<Vec<api::Decision>, StoreError> {
    let kind = forms::kind(KindId(line.kind));
    let mut names = Names::default();
    let found = tx.decisions_of(line.record, DECISIONS_MAX)?;
    found.iter().map(|one| decision(tx, reader, (one, kind), &mut names)).collect()
}

/// What became of a wish.
///
/// # Errors
/// The store's.
pub fn decided(
    tx: &dyn Reads,
    reader: &Reader,
    record: RecordId,
    answer: &Result<Decision, Refused>,
) -> Result<Decided, StoreError> {
    let mut names = Names::default();
    let kind = tx.record(record)?.and_then(|record| forms::kind(KindId(record.kind)));
    let mut decided = Decided { record: record.to_string(), ..Decided::default() };
    match answer {
        Ok(made) => decided.decision = Some(decision(tx, reader, (made, kind), &mut names)?),
        Err(refused) => {
            let by = refused.by.map(|(by, _)| names.of(tx, by)).transpose()?;
            decided.refusal = Some(Refusal {
                by,
                at_ms: refused.by.map(|(_, at_ms)| at_ms),
                problems: sheet::problems(kind, &refused.problems, &[]),
                ..refusal(refused.code)
            });
        }
    }
    Ok(decided)
}

/// A refusal that needs nothing of the store.
#[must_use]
pub fn refusal(code: RefusalCode) -> Refusal {
    Refusal { code: code.name().into(), words: code.words().into(), ..Refusal::default() }
}

fn decision(
    tx: &dyn Reads,
    reader: &Reader,
    (decision, kind): (&Decision, Option<&'static FormKind>),
    names: &mut Names,
) -> Result<api::Decision, StoreError> {
    let (state, state_words) = match decision.end {
        End::Pending => ("pending", PENDING),
        End::Done { .. } => ("done", DONE),
        End::Undone { .. } => ("undone", UNDONE),
        End::FellAway { .. } => ("fell_away", FELL_AWAY),
    };
    let at_field = |problem: &shared::form::problem::Problem| FieldNote {
        field_id: problem.path.dom_id(),
        path: sheet::labels(kind, &problem.path),
        text: match problem.params.first() {
            Some(Param::Text(text)) => text.clone(),
            Some(Param::Number(..) | Param::Day(_)) | None => String::new(),
        },
    };
    Ok(api::Decision {
        decision: decision.id.to_string(),
        record: decision.record.to_string(),
        change: decision.change.to_string(),
        kind: decision.deed.name().into(),
        kind_words: decision.deed.words().into(),
        reason: decision.reason.map_or("", Reason::name).into(),
        reason_words: decision.reason.map_or_else(Words::default, |one| one.words().into()),
        comment: decision.comment.clone(),
        fields: decision.fields.iter().map(at_field).collect(),
        revision: decision.revision.map(|revision| revision.to_string()),
        same_as: decision.same_as.map(|record| record.to_string()),
        by: names.of(tx, decision.by)?,
        by_role: decision.officer.name().into(),
        is_mine: decision.by == reader.account,
        at_ms: decision.made_at_ms,
        state: state.into(),
        state_words: state_words.into(),
        left_ms: left_ms(decision, reader.now_ms),
        delivered_at_ms: decision.delivered_at_ms,
    })
}

/// How long a decision can still be undone.
fn left_ms(decision: &Decision, now_ms: u64) -> u64 {
    match decision.end {
        End::Pending => due_ms(decision.made_at_ms).saturating_sub(now_ms).min(PENDING_MS),
        End::Done { .. } | End::Undone { .. } | End::FellAway { .. } => 0,
    }
}

/// Lines of a list, each with the decision that waits about it and that it was typed.
///
/// # Errors
/// The store's.
pub fn rows(tx: &dyn Reads, reader: &Reader, lines: &[RecordLine]) -> Result<Vec<Row>, StoreError> {
    let mut names = Names::default();
    lines.iter().map(|line| row(tx, reader, line, &mut names)).collect()
}

fn row(
    tx: &dyn Reads,
    reader: &Reader,
    line: &RecordLine,
    names: &mut Names,
) -> Result<Row, StoreError> {
    let waiting = match tx.pending_decision(line.record)? {
        None => None,
        Some(pending) => Some(Waiting {
            decision: pending.id.to_string(),
            kind: pending.deed.name().into(),
            kind_words: pending.deed.words().into(),
            by: names.of(tx, pending.by)?,
            is_mine: pending.by == reader.account,
            left_ms: left_ms(&pending, reader.now_ms),
        }),
    };
    Ok(Row { waiting, typed: typed(tx, line)?, ..records::row(line) })
}

/// That the revision that counts of an accepted record was typed into SIKS-NG.
///
/// # Errors
/// The store's.
pub fn typed(tx: &dyn Reads, line: &RecordLine) -> Result<Option<Typed>, StoreError> {
    if line.state != RecordState::Checked {
        return Ok(None);
    }
    let said = tx.typing(line.record)?;
    let said = said.filter(|(typing, _)| typing.is_typed && typing.change == line.change);
    Ok(said.map(|(typing, by)| Typed { by, at_ms: typing.at_ms }))
}

/// What needs the reader today.
///
/// # Errors
/// The store's.
pub fn today(tx: &dyn Reads, reader: &Reader) -> Result<Today, StoreError> {
    let (scope, max) = (reader.scope, PILE_COUNT_MAX + 1);
    let to_review = tx.to_review(scope, PILE_LEN)?;
    let n_to_review = tx.n_to_review(scope, 0, max)?;
    let (held, n_held) = tx.held(scope, PILE_LEN, max)?;
    let (conflicts, n_conflicts) = tx.conflicts(scope, PILE_LEN, max)?;
    let since_ms = reader.now_ms.saturating_sub(FELL_AWAY_MS);
    let fell_away = tx.fell_away(scope, reader.account, since_ms, PILE_LEN)?;
    let n_fell_away = fell_away.len() as u64;
    Ok(Today {
        to_review: pile(rows(tx, reader, &to_review)?, n_to_review),
        n_urgent: tx.n_to_review(scope, 1, max)?.min(PILE_COUNT_MAX),
        held: pile(rows(tx, reader, &held)?, n_held),
        conflicts: pile(rows(tx, reader, &conflicts)?, n_conflicts),
        unreached: unreached(tx, reader)?,
        silent: silent(tx, reader)?,
        fell_away: pile(rows(tx, reader, &fell_away)?, n_fell_away),
    })
}

fn pile<T>(rows: Vec<T>, n: u64) -> Pile<T> {
    Pile { n: n.min(PILE_COUNT_MAX), is_more: n > PILE_COUNT_MAX, rows }
}

fn unreached(tx: &dyn Reads, reader: &Reader) -> Result<Pile<Unreached>, StoreError> {
    let (found, n) = tx.unreached(reader.scope, PILE_LEN, PILE_COUNT_MAX + 1)?;
    let mut names = Names::default();
    let mut list = Vec::new();
    for one in &found {
        let author = tx.record(one.line.record)?.map(|record| record.author);
        let (mut last_contact_ms, mut phone) = (None, String::new());
        if let Some(author) = author {
            last_contact_ms = tx.last_contact_ms(author)?;
            phone = shown(tx.account(author)?.and_then(|account| account.phone));
        }
        let row = row(tx, reader, &one.line, &mut names)?;
        list.push(Unreached { row, since_ms: one.since_ms, last_contact_ms, phone });
    }
    Ok(pile(list, n))
}

/// Those of whom nothing was heard for long. Whoever has just begun to work has time to begin.
fn silent(tx: &dyn Reads, reader: &Reader) -> Result<Pile<Silent>, StoreError> {
    let today = Day::in_tuban(reader.now_ms).number();
    let long_ago_ms = reader.now_ms.saturating_sub(SILENT_DAYS * DAY_MS);
    let long_ago = Day::in_tuban(long_ago_ms).number();
    let is_silent = |worker: &Worker| match worker.seen_at_ms {
        Some(seen_at_ms) => seen_at_ms < long_ago_ms,
        None => worker.since_day <= long_ago,
    };
    let mut found: Vec<Worker> = tx.workers(reader.scope, today)?;
    found.retain(is_silent);
    found.sort_by_key(|worker| worker.seen_at_ms);
    let n = found.len() as u64;
    found.truncate(PILE_LEN as usize);
    let view = |worker: Worker| Silent {
        name: worker.account.name,
        villages: worker.villages.into_iter().map(places::village_title).collect(),
        last_contact_ms: worker.seen_at_ms,
        phone: shown(worker.account.phone),
        phone_e164: worker.account.phone.map(|digits| digits.to_string()).unwrap_or_default(),
    };
    Ok(pile(found.into_iter().map(view).collect(), n))
}

/// A telephone number as one dials it.
fn shown(digits: Option<u64>) -> String {
    let Some(digits) = digits else { return String::new() };
    let written = format!("+{digits}");
    Phone::parse(&written).map_or(written, |phone| phone.to_string())
}

/// The answers that count, for mending them; `None` when there are none in the scope.
///
/// # Errors
/// The store's.
pub fn raw(tx: &dyn Reads, scope: Scope, record: RecordId) -> Result<Option<Raw>, StoreError> {
    let Some(detail) = tx.detail(scope, record)? else { return Ok(None) };
    let line = detail.line;
    Ok(Some(Raw {
        record: line.record.to_string(),
        change: line.change.to_string(),
        kind: line.kind,
        kind_version: line.kind_version,
        village: line.village.number(),
        content: hex::encode(&line.content),
        visit_content: detail.visit_content.map(|content| hex::encode(&content)),
    }))
}

/// True for a place that a form of this kind has.
#[must_use]
pub fn is_place(kind: Option<&'static FormKind>, path: &Path) -> bool {
    let is_known = |step: &Named| match step {
        Named::Field { field, .. } => field.is_some(),
        Named::Row { title, .. } => !title.is_empty(),
    };
    !path.0.is_empty()
        && path.0.len() <= Path::STEPS_MAX
        && steps(kind, None, path).iter().all(is_known)
}
