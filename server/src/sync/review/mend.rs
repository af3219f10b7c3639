//! A plain slip that the office mends: a revision of its own, of the same record and moment.

use shared::{
    day::Day,
    desk::review::RefusalCode,
    form::{
        content::Content,
        model::{KindId, Scene},
        problem::Path,
        value::{Value, Values},
    },
    forms,
    id::ChangeId,
    sync::{
        limits::CHANGE_BYTES_MAX,
        wire::{self, Change1, Header1, OP_PUT, OP_WITHDRAW},
    },
};

use super::{
    super::{References, check::Subject, recheck::Checks, results},
    Refused,
};
use crate::store::{
    StoreError, Writes,
    record::{Record, read_change},
};

/// What a mend would make.
pub(super) struct Mended {
    /// The whole change.
    pub(super) bytes: Vec<u8>,
    /// The fields that are different.
    pub(super) fields: Vec<Path>,
}

/// The revision with these answers, or why it cannot be: it has to pass the checks that a phone's has to.
pub(super) fn mended(
    tx: &mut (impl Writes + ?Sized),
    record: &Record,
    change: ChangeId,
    (content, now_ms): (&[u8], u64),
    refs: &References,
) -> Result<Result<Mended, Refused>, StoreError> {
    let refused = |code: RefusalCode| Ok(Err(Refused::from(code)));
    let Ok(answers) = Content::from_bytes(content) else {
        return refused(RefusalCode::Unreadable);
    };
    let head = tx.change(record.head)?.ok_or(StoreError::Damaged("a head is missing"))?;
    let head = read_change(&head.bytes)?;
    if head.header.op == OP_WITHDRAW {
        return refused(RefusalCode::WrongState);
    }
    let before = Content::from_bytes(&head.content).map(|before| before.values);
    let fields = differing(&before.unwrap_or_default(), &answers.values);
    if fields.is_empty() {
        return refused(RefusalCode::NothingChanged);
    }
    let answers = with_results(tx, &head.header, answers, (now_ms, refs))?;
    // The same moment as before: what was seen at the door was seen then, and whose village it was on
    // that day stays so.
    let header = Header1 { change, parent: Some(record.head), op: OP_PUT, ..head.header };
    let bytes = wire::encode(&Change1 { header: header.clone(), content: answers.to_bytes() });
    if bytes.len() > CHANGE_BYTES_MAX {
        return refused(RefusalCode::Unreadable);
    }
    let subject = Subject { header: &header, bytes: &bytes, looked: None };
    let mut found = Checks::new(tx, record.author, refs, now_ms).check(subject, Some(record))?;
    found.problems.retain(|problem| problem.code.is_mendable_by_author());
    if !found.problems.is_empty() {
        let refused = Refused::from(RefusalCode::Blocked);
        return Ok(Err(Refused { problems: found.problems, ..refused }));
    }
    Ok(Ok(Mended { bytes, fields }))
}

/// The answers with what the server computes from them: the desk has no tables to do so.
fn with_results(
    tx: &(impl Writes + ?Sized),
    header: &Header1,
    answers: Content,
    (now_ms, refs): (u64, &References),
) -> Result<Content, StoreError> {
    let Some(kind) = forms::kind(KindId(header.kind)) else { return Ok(answers) };
    let visit = match header.visit.map(|visit| tx.record(visit)).transpose()?.flatten() {
        Some(visit) => tx.change(visit.head)?,
        None => None,
    };
    let visit = match visit {
        Some(visit) => Content::from_bytes(&read_change(&visit.bytes)?.content).ok(),
        None => None,
    };
    let scene = Scene {
        kind,
        version: header.kind_version,
        values: &answers.values,
        visit: visit.as_ref().map(|visit| &visit.values),
        previous: None,
        overrides: &answers.overrides,
        world: refs.world(Day::in_tuban(now_ms)),
    };
    let values = results::own(&scene).0.into_owned();
    Ok(Content { values, ..answers })
}

/// The ways to answers that are different.
fn differing(before: &Values, now: &Values) -> Vec<Path> {
    let mut paths = Vec::new();
    compare(&Path::root(), before, now, &mut paths);
    paths
}

fn compare(at: &Path, before: &Values, now: &Values, paths: &mut Vec<Path>) {
    let mut tags: Vec<_> = before.iter().chain(now.iter()).map(|(tag, _)| tag).collect();
    tags.sort_unstable();
    tags.dedup();
    for tag in tags {
        let path = at.field(tag);
        match (before.at(tag), now.at(tag)) {
            (one, other) if one == other => {}
            (Some(Value::Group(before)), Some(Value::Group(now))) => {
                compare(&path, before, now, paths);
            }
            (Some(Value::Rows(before)), Some(Value::Rows(now))) if before.len() == now.len() => {
                for (before, now) in before.iter().zip(now) {
                    if before.id == now.id {
                        compare(&path.row(now.id), &before.values, &now.values, paths);
                    } else {
                        paths.push(path.row(now.id));
                    }
                }
            }
            _ => paths.push(path),
        }
    }
}
