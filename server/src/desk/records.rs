//! Lists of records and one record whole, as JSON for the desk.
//!
//! These views are only ever written, so flattening one into another costs no reader anything.

use serde::Serialize;
use shared::{
    form::{
        content::Content,
        model::{FormKind, KindId, World},
        problem::{Path, Problem},
        value::Values,
    },
    forms::{self, codes},
    hex,
    id::{ChangeId, RecordId},
};

use super::answers;
use super::diff::{self, RemovedView};
use super::history::{self, OldView, RevisionView, Shown};
use super::sheet::{self, OtherView, OthersView, ProblemView, SectionView, Words};
use crate::places;
use crate::store::desk::{
    RecordDetail, RecordFilter, RecordLine, RecordPage, SameNik, StateCount, Version,
};
use crate::store::sqlite::Store;
use crate::store::{Scope, StoreError};
use crate::sync::References;

/// One page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// Newest first.
    pub records: Vec<LineView>,
    /// What to ask `before` for the next page; `None` on the last.
    pub next: Option<u64>,
    /// How many there are in each state, over all pages.
    pub counts: Vec<CountView>,
}

/// How many records stand in one state.
#[derive(Clone, Debug, Serialize)]
pub struct CountView {
    /// Its stable name.
    pub state: &'static str,
    /// What it is called.
    pub words: Words,
    /// How many; each record stands in one state.
    pub n: u64,
    /// How many of other states the filter of this one finds besides, because a revision beside the
    /// head waits for the office.
    pub n_beside: u64,
}

/// One line of a list.
#[derive(Clone, Debug, Serialize)]
pub struct LineView {
    /// The record.
    pub record: String,
    /// Its head revision.
    pub change: String,
    /// Stable name of its kind; `None` for a kind this server does not know.
    pub kind: Option<&'static str>,
    /// What the kind is called.
    pub kind_title: Words,
    /// Version of the kind it was filled with.
    pub kind_version: u16,
    /// Code of the village.
    pub village: String,
    /// What the village is called.
    pub village_title: String,
    /// The record of its visit.
    pub visit: Option<String>,
    /// The words that tell one record from another.
    pub subject: String,
    /// Stable name of the state.
    pub state: &'static str,
    /// What the state is called.
    pub state_words: Words,
    /// Who made it.
    pub author: String,
    /// When it was finished, Unix milliseconds.
    pub made_at_ms: u64,
    /// When it was stored, Unix milliseconds.
    pub stored_at_ms: u64,
    /// The order of the list.
    pub seq: u64,
    /// Problems that hold it.
    pub n_problems: u32,
    /// What the server noticed.
    pub n_notes: u32,
    /// Revisions beside the head that somebody has to settle.
    pub n_beside: u32,
    /// Doubts of the form that the author answered with a reason.
    pub n_overrides: usize,
}

/// One record whole, as it stands now or as an earlier revision has it.
#[derive(Clone, Debug, Serialize)]
pub struct DetailView {
    /// As in the list.
    #[serde(flatten)]
    pub line: LineView,
    /// What there is to know of a revision that does not count.
    pub old: Option<OldView>,
    /// When it was withdrawn, Unix milliseconds; the answers are then those that were.
    pub withdrawn_at_ms: Option<u64>,
    /// The browser that sent it.
    pub device: String,
    /// Proof of storage.
    pub receipt: ReceiptView,
    /// A supervisor's comment; empty when there is none.
    pub comment: String,
    /// Why it is held.
    pub problems: Vec<ProblemView>,
    /// What the server noticed.
    pub notes: Vec<ProblemView>,
    /// Confirms that the author lifted, with the reasons.
    pub overrides: Vec<ProblemView>,
    /// True when the answers cannot be read at all; then there are no sections.
    pub unreadable: bool,
    /// The answers.
    pub sections: Vec<SectionView>,
    /// Answers that the revision before had and this one has not.
    pub removed: Vec<RemovedView>,
    /// The visit it belongs to, if that is stored and in the reader's scope.
    pub visit_record: Option<VisitView>,
    /// Forms that belong to this visit.
    pub forms: Vec<LineView>,
    /// All revisions, oldest first.
    pub revisions: Vec<RevisionView>,
}

/// The visit of a form.
#[derive(Clone, Debug, Serialize)]
pub struct VisitView {
    /// As in the list.
    #[serde(flatten)]
    pub line: LineView,
    /// Its answers.
    pub sections: Vec<SectionView>,
}

/// Proof of storage.
#[derive(Clone, Debug, Serialize)]
pub struct ReceiptView {
    /// The server's order.
    pub seq: u64,
    /// SHA-256 over the bytes of the change, hexadecimal.
    pub hash: String,
    /// When it was stored, Unix milliseconds.
    pub stored_at_ms: u64,
}

/// One page of records within the scope.
///
/// # Errors
/// The store's.
pub async fn list(
    store: &Store,
    scope: Scope,
    filter: RecordFilter,
) -> Result<ListView, StoreError> {
    let (RecordPage { lines, next }, counts) = store
        .read(move |tx| Ok((tx.records(scope, &filter)?, tx.record_counts(scope, &filter)?)))
        .await?;
    Ok(ListView {
        records: lines.iter().map(line_view).collect(),
        next,
        counts: counts_view(&counts),
    })
}

/// One record within the scope, or one revision of it; `None` when there is none there.
///
/// # Errors
/// The store's.
pub async fn detail(
    store: &Store,
    scope: Scope,
    (record, change): (RecordId, Option<ChangeId>),
    world: (&References, shared::day::Day),
) -> Result<Option<DetailView>, StoreError> {
    let found = store
        .read(move |tx| {
            let Some(detail) = tx.record(scope, record)? else { return Ok(None) };
            let Some(shown) = Shown::read(tx, scope, &detail, change)? else { return Ok(None) };
            let visit = shown.answers().header.visit;
            let visit = visit.map(|visit| tx.record(scope, visit)).transpose()?.flatten();
            let forms = tx.forms_of_visit(scope, record)?;
            let same_nik = tx.same_nik(scope, record)?;
            Ok(Some(Found { detail, shown, visit, forms, same_nik }))
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
    store.read(move |tx| tx.record(scope, record)).await
}

/// What is read for one page.
struct Found {
    detail: RecordDetail,
    shown: Shown,
    visit: Option<RecordDetail>,
    forms: Vec<RecordLine>,
    same_nik: SameNik,
}

impl Found {
    fn view(&self, world: World<'_>) -> DetailView {
        let Found { detail, shown, visit, forms, same_nik } = self;
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
        let mut view = line_view(&line);
        let revisions = history::revisions(detail);
        if let Some(here) = revisions.iter().find(|revision| revision.change == view.change) {
            view.state = here.state;
            view.state_words = here.state_words.clone();
        }
        DetailView {
            line: view,
            old: history::old(detail, asked.header.change),
            withdrawn_at_ms: asked.is_withdrawal().then_some(asked.receipt.stored_at_ms),
            device: asked.device.to_string(),
            receipt: ReceiptView {
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
            sections: sections_now,
            removed,
            visit_record: visit.as_ref().map(|visit| VisitView {
                line: line_view(&visit.line),
                sections: visit_content.as_ref().map_or_else(Vec::new, |content| {
                    sections(&visit.line, &content.values, None, world)
                }),
            }),
            forms: forms.iter().map(line_view).collect(),
            revisions,
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
fn tell_others(notes: &mut [ProblemView], same_nik: &SameNik) {
    let other = |line: &RecordLine| {
        let LineView { record, kind_title, village_title, stored_at_ms, .. } = line_view(line);
        OtherView { record, kind_title, village_title, stored_at_ms }
    };
    for note in notes.iter_mut().filter(|note| note.code == codes::NIK_ELSEWHERE.name()) {
        note.others = Some(OthersView {
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
) -> Vec<SectionView> {
    match forms::kind(KindId(line.kind)) {
        Some(kind) => sheet::sections(kind, values, visit, world),
        None => sheet::unknown_sections(values),
    }
}

fn line_view(line: &RecordLine) -> LineView {
    let kind = forms::kind(KindId(line.kind));
    LineView {
        record: line.record.to_string(),
        change: line.change.to_string(),
        kind: kind.map(|kind| kind.name),
        kind_title: kind
            .map_or_else(|| sheet::unknown_kind(line.kind), |kind| Words::from(kind.title)),
        kind_version: line.kind_version,
        village: line.village.to_string(),
        village_title: places::village_title(line.village),
        visit: line.visit.map(|visit| visit.to_string()),
        subject: line.subject.clone(),
        state: line.state.name(),
        state_words: line.state.words().into(),
        author: line.author_name.clone(),
        made_at_ms: line.made_at_ms,
        stored_at_ms: line.stored_at_ms,
        seq: line.seq,
        n_problems: line.n_problems,
        n_notes: line.n_notes,
        n_beside: line.n_beside,
        n_overrides: Content::from_bytes(&line.content)
            .map_or(0, |content| content.overrides.len()),
    }
}

fn counts_view(counts: &[StateCount]) -> Vec<CountView> {
    let view = |StateCount { state, n, n_beside }: &StateCount| CountView {
        state: state.name(),
        words: state.words().into(),
        n: *n,
        n_beside: *n_beside,
    };
    counts.iter().map(view).collect()
}
