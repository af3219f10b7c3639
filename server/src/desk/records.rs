//! Lists of records and one record whole, as the desk gets them.

use shared::{
    desk::{
        Words, diff,
        family::Home,
        list::{Count, Page, Row, Typed},
        record::{Photo, Receipt, Record, Visit},
        review::{Decision, Waiting},
        sheet::{Other, Others, Problem as ProblemWords, Section},
    },
    form::{
        content::Content,
        model::{FormKind, KindId, World},
        problem::{Path, Problem},
        value::Values,
    },
    forms::{self, codes},
    hex,
    id::{ChangeId, RecordId},
    sync::review::Deed,
};

use super::answers;
use super::growth;
use super::history::{self, Shown};
use super::home::{self, Signs};
use super::photos;
use super::review::{self, Reader};
use super::sheet;
use crate::places;
use crate::store::desk::{
    RecordDetail, RecordFilter, RecordLine, RecordPage, SameNik, StateCount, Version,
};
use crate::store::{Reads, Scope, Store, StoreError};
use crate::sync::References;
use crate::sync::review::{may, settled_seq};

/// One page of records within the scope.
///
/// # Errors
/// The store's.
pub async fn list(store: &Store, reader: Reader, filter: RecordFilter) -> Result<Page, StoreError> {
    let scope = reader.scope;
    let page = store.read_for_desk(move |tx| {
        let RecordPage { lines, next } = tx.records(scope, &filter)?;
        let counts = state_counts(&tx.record_counts(scope, &filter)?);
        Ok(Page { records: review::rows(tx, &reader, &lines)?, next, counts })
    });
    page.await
}

/// One record within the scope, or one revision of it; `None` when there is none there.
///
/// # Errors
/// The store's.
pub async fn detail(
    store: &Store,
    (reader, may_decide): (Reader, bool),
    (record, change): (RecordId, Option<ChangeId>),
    world: (&References, shared::day::Day),
) -> Result<Option<Record>, StoreError> {
    let scope = reader.scope;
    let found = store
        .read_for_desk(move |tx| {
            let Some(mut detail) = tx.detail(scope, record)? else { return Ok(None) };
            let settled_seq = settled_seq(tx, record)?;
            for revision in &mut detail.revisions {
                // What somebody has settled waits for nobody, and what was chosen counts.
                let is_settled =
                    revision.seq <= settled_seq || revision.change == detail.line.change;
                revision.is_beside &= !is_settled;
            }
            let Some(shown) = Shown::read(tx, scope, &detail, change)? else { return Ok(None) };
            let visit = shown.answers().header.visit;
            let visit = visit.map(|visit| tx.detail(scope, visit)).transpose()?.flatten();
            let forms = tx.forms_of_visit(scope, record)?;
            let same_nik = tx.same_nik(scope, record)?;
            let others = growth::others(tx, scope, &detail)?;
            let photos = photos_of(tx, &shown)?;
            let visit_photos = match &visit {
                Some(visit) => {
                    photos_named(tx, visit.line.record, visit.line.kind, &visit.line.content)?
                }
                None => Vec::new(),
            };
            let home = home_of(tx, scope, &detail, visit.as_ref())?;
            let row = review::rows(tx, &reader, core::slice::from_ref(&detail.line))?.pop();
            let (waiting, typed) = row.map_or((None, None), |row| (row.waiting, row.typed));
            let decisions = review::decisions(tx, &reader, &detail.line)?;
            let may = if may_decide { may(tx, record)? } else { Vec::new() };
            let reviewed = Reviewed { waiting, typed, decisions, may };
            Ok(Some(Found {
                detail,
                shown,
                visit,
                forms,
                same_nik,
                others,
                photos,
                visit_photos,
                home,
                reviewed,
            }))
        })
        .await?;
    let (references, today) = world;
    let world = references.world(today);
    Ok(found.map(|found| found.view(world)))
}

/// One record within the scope as it is stored.
///
/// # Errors
/// The store's.
pub async fn stored(
    store: &Store,
    scope: Scope,
    record: RecordId,
) -> Result<Option<RecordDetail>, StoreError> {
    store.read_for_desk(move |tx| tx.detail(scope, record)).await
}

/// What is read for one page.
struct Found {
    detail: RecordDetail,
    shown: Shown,
    visit: Option<RecordDetail>,
    forms: Vec<RecordLine>,
    same_nik: SameNik,
    /// Other records of a child.
    others: Vec<RecordLine>,
    photos: Vec<Photo>,
    /// What was photographed for all forms of the visit: whoever decides on a form looks at it, too.
    visit_photos: Vec<Photo>,
    home: Option<Home>,
    reviewed: Reviewed,
}

/// What was and may be decided about it.
struct Reviewed {
    waiting: Option<Waiting>,
    typed: Option<Typed>,
    decisions: Vec<Decision>,
    may: Vec<Deed>,
}

/// The photos that the answers shown name.
fn photos_of(tx: &dyn Reads, shown: &Shown) -> Result<Vec<Photo>, StoreError> {
    let version = shown.answers();
    photos_named(tx, version.header.record, version.header.kind, &version.content)
}

/// The photos that some answers of a record name; none where they cannot be read.
fn photos_named(
    tx: &dyn Reads,
    record: RecordId,
    kind: u16,
    content: &[u8],
) -> Result<Vec<Photo>, StoreError> {
    let Ok(content) = Content::from_bytes(content) else { return Ok(Vec::new()) };
    photos::of_record(tx, record, forms::kind(KindId(kind)), &content.values)
}

/// The family and person that the head of a record is about, by its own answers and those of its visit.
fn home_of(
    tx: &dyn Reads,
    scope: Scope,
    detail: &RecordDetail,
    visit: Option<&RecordDetail>,
) -> Result<Option<Home>, StoreError> {
    let signs = |line: &RecordLine| {
        let content = Content::from_bytes(&line.content).ok();
        content.map_or_else(Signs::default, |content| home::signs(line.kind, &content.values))
    };
    let of_visit = visit.map_or_else(Signs::default, |visit| signs(&visit.line));
    signs(&detail.line).and(of_visit).home(tx, scope)
}

impl Found {
    fn view(&self, world: World<'_>) -> Record {
        let Found { detail, shown, visit, forms, same_nik, others, .. } = self;
        let Found { photos, visit_photos, home, reviewed, .. } = self;
        let asked = &shown.asked;
        let is_head = asked.header.change == detail.line.change;
        let line = if is_head { detail.line.clone() } else { self.old_line() };
        let kind = forms::kind(KindId(line.kind));
        let of_visit = answers::of_visit(detail);
        let visit_values = of_visit.as_ref();
        let read = |version: &Version| {
            let header = &version.header;
            let kind = (header.kind, header.kind_version);
            answers::read(kind, &version.content, visit_values, world)
        };
        let content = read(shown.answers());
        let visit_content = visit.as_ref().and_then(|visit| answers::of(visit, world));
        let overrides = content.as_ref().map_or(&[][..], |content| &content.overrides);
        let (problems, notes) = if is_head {
            (&detail.problems, &detail.notes)
        } else {
            (&asked.problems, &asked.notes)
        };
        let mut notes = sheet::problems(kind, &at_nik(kind, notes), overrides);
        if is_head {
            tell_others(&mut notes, same_nik);
        }
        let sheet = |content: &Content| sections(&line, &content.values, visit_values, world);
        let mut sections_now = content.as_ref().map_or_else(Vec::new, sheet);
        let before = shown.before.as_ref();
        let before = before.and_then(read);
        let removed = before
            .filter(|_| content.is_some())
            .map_or_else(Vec::new, |before| diff::mark(&mut sections_now, &sheet(&before)));
        let mut row_now = Row {
            waiting: reviewed.waiting.clone(),
            typed: reviewed.typed.clone().filter(|_| is_head),
            ..row(&line)
        };
        let revisions = history::revisions(detail);
        if let Some(here) = revisions.iter().find(|revision| revision.change == row_now.change) {
            row_now.state = here.state.clone();
            row_now.state_words = here.state_words.clone();
        }
        Record {
            row: row_now,
            old: history::old(detail, asked.header.change),
            withdrawn_at_ms: asked.is_withdrawal().then_some(asked.receipt.stored_at_ms),
            device: asked.device.to_string(),
            receipt: Receipt {
                seq: asked.receipt.seq,
                hash: hex::encode(&asked.receipt.hash),
                stored_at_ms: asked.receipt.stored_at_ms,
            },
            comment: if is_head { detail.comment.clone() } else { String::new() },
            problems: sheet::problems(kind, problems, overrides),
            notes,
            overrides: sheet::overrides(kind, overrides),
            // A withdrawal has no answers of its own.
            unreadable: content.is_none() && !shown.answers().is_withdrawal(),
            growth: content.as_ref().and_then(|content| {
                growth::of(kind.filter(|_| is_head)?, &content.values, others, world)
            }),
            photos: photos.clone(),
            sections: sections_now,
            removed,
            visit_record: visit.as_ref().map(|visit| Visit {
                row: row(&visit.line),
                sections: visit_content.as_ref().map_or_else(Vec::new, |content| {
                    sections(&visit.line, &content.values, None, world)
                }),
                photos: visit_photos.clone(),
            }),
            home: home.clone(),
            forms: forms.iter().map(row).collect(),
            revisions,
            n_older: usize::try_from(detail.n_older).unwrap_or(usize::MAX),
            decisions: reviewed.decisions.clone(),
            may: reviewed.may.iter().map(|deed| deed.name().into()).collect(),
        }
    }

    /// The line of the record as an earlier revision has it.
    fn old_line(&self) -> RecordLine {
        let version = &self.shown.asked;
        let header = &version.header;
        let count = |list: &[Problem]| u32::try_from(list.len()).unwrap_or(u32::MAX);
        RecordLine {
            change: header.change,
            kind: header.kind,
            kind_version: header.kind_version,
            village: header.village,
            visit: header.visit,
            state: version.state,
            author: version.author,
            author_name: version.author_name.clone(),
            made_at_ms: header.made_at_ms,
            stored_at_ms: version.receipt.stored_at_ms,
            n_problems: count(&version.problems),
            n_notes: count(&version.notes),
            content: version.content.clone(),
            ..self.detail.line.clone()
        }
    }
}

/// A note on the NIK belongs to the field with the NIK; it is stored as one of the whole form.
fn at_nik(kind: Option<&'static FormKind>, notes: &[Problem]) -> Vec<Problem> {
    let mut notes = notes.to_vec();
    if let Some(tags) = kind.and_then(|kind| kind.nik) {
        let of_nik = notes.iter_mut().filter(|note| note.code == codes::NIK_ELSEWHERE);
        for note in of_nik.filter(|note| note.path == Path::root()) {
            note.path = tags.iter().fold(Path::root(), |path, tag| path.field(*tag));
        }
    }
    notes
}

/// Says with the note on the NIK where that is on record.
fn tell_others(notes: &mut [ProblemWords], same_nik: &SameNik) {
    let other = |line: &RecordLine| {
        let Row { record, kind_title, village_title, stored_at_ms, .. } = row(line);
        Other { record, kind_title, village_title, stored_at_ms }
    };
    for note in notes.iter_mut().filter(|note| note.code == codes::NIK_ELSEWHERE.name()) {
        note.others = Some(Others {
            records: same_nik.inside.iter().map(other).collect(),
            is_outside: same_nik.is_outside,
        });
    }
}

fn sections(
    line: &RecordLine,
    values: &Values,
    visit: Option<&Values>,
    world: World<'_>,
) -> Vec<Section> {
    match forms::kind(KindId(line.kind)) {
        Some(kind) => sheet::sections((kind, line.kind_version), values, visit, world),
        None => sheet::unknown_sections(values),
    }
}

/// The line of a record in words.
#[must_use]
pub fn row(line: &RecordLine) -> Row {
    let kind = forms::kind(KindId(line.kind));
    let content = Content::from_bytes(&line.content).ok();
    let known = kind.zip(content.as_ref());
    let says = known.and_then(|(kind, content)| kind.says(&content.values));
    Row {
        record: line.record.to_string(),
        change: line.change.to_string(),
        kind: kind.map(|kind| kind.name.into()),
        kind_title: kind
            .map_or_else(|| sheet::unknown_kind(line.kind), |kind| Words::from(kind.title)),
        kind_version: line.kind_version,
        village: line.village.to_string(),
        village_title: places::village_title(line.village),
        visit: line.visit.map(|visit| visit.to_string()),
        subject: line.subject.clone(),
        state: line.state.name().into(),
        state_words: line.state.words().into(),
        author: line.author_name.clone(),
        made_at_ms: line.made_at_ms,
        stored_at_ms: line.stored_at_ms,
        seq: line.seq,
        n_problems: line.n_problems.into(),
        n_notes: line.n_notes.into(),
        n_beside: line.n_beside.into(),
        says: says.map(|(words, _)| Words::from(words)),
        tone: says.map_or_else(String::new, |(_, tone)| tone.name().into()),
        n_overrides: content.map_or(0, |content| content.overrides.len() as u64),
        waiting: None,
        typed: None,
    }
}

fn state_counts(counts: &[StateCount]) -> Vec<Count> {
    let view = |StateCount { state, n, n_beside, is_least }: &StateCount| Count {
        state: state.name().into(),
        words: state.words().into(),
        n: *n,
        n_beside: *n_beside,
        is_least: *is_least,
    };
    counts.iter().map(view).collect()
}
