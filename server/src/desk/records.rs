//! Lists of records and one record whole, as JSON for the desk.
//!
//! These views are only ever written, so flattening one into another costs no reader anything.

use serde::Serialize;
use shared::{
    form::{
        model::{KindId, World},
        value::Values,
    },
    forms,
    id::RecordId,
    sync::state::State,
};

use super::answers;
use super::sheet::{self, ProblemView, SectionView, Words};
use crate::places;
use crate::store::desk::{RecordDetail, RecordFilter, RecordLine, RecordPage, Revision};
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
    /// How many.
    pub n: u64,
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
}

/// One record whole.
#[derive(Clone, Debug, Serialize)]
pub struct DetailView {
    /// As in the list.
    #[serde(flatten)]
    pub line: LineView,
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

/// One revision.
#[derive(Clone, Debug, Serialize)]
pub struct RevisionView {
    /// Which.
    pub change: String,
    /// Made from.
    pub parent: Option<String>,
    /// True for one that withdraws the record.
    pub withdrawal: bool,
    /// When it was finished, Unix milliseconds.
    pub made_at_ms: u64,
    /// When it was stored, Unix milliseconds.
    pub stored_at_ms: u64,
    /// The server's order.
    pub seq: u64,
    /// Stable name of the state that it got when it came.
    pub state: &'static str,
    /// What that state is called.
    pub state_words: Words,
    /// True while it stands beside the head.
    pub beside: bool,
    /// Who made it.
    pub author: String,
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

/// One record within the scope; `None` when there is none there.
///
/// # Errors
/// The store's.
pub async fn detail(
    store: &Store,
    scope: Scope,
    record: RecordId,
    world: (&References, shared::day::Day),
) -> Result<Option<DetailView>, StoreError> {
    let found = store
        .read(move |tx| {
            let Some(detail) = tx.record(scope, record)? else { return Ok(None) };
            let visit =
                detail.line.visit.map(|visit| tx.record(scope, visit)).transpose()?.flatten();
            let forms = tx.forms_of_visit(scope, record)?;
            Ok(Some((detail, visit, forms)))
        })
        .await?;
    let (references, today) = world;
    let world = references.world(today);
    Ok(found.map(|(detail, visit, forms)| detail_view(&detail, visit.as_ref(), &forms, world)))
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

fn detail_view(
    detail: &RecordDetail,
    visit: Option<&RecordDetail>,
    forms: &[RecordLine],
    world: World<'_>,
) -> DetailView {
    let kind = forms::kind(KindId(detail.line.kind));
    let content = answers::of(detail, world);
    let of_visit = answers::of_visit(detail);
    let visit_content = visit.and_then(|visit| answers::of(visit, world));
    let overrides = content.as_ref().map_or(&[][..], |content| &content.overrides);
    DetailView {
        line: line_view(&detail.line),
        device: detail.device.to_string(),
        receipt: ReceiptView {
            seq: detail.receipt.seq,
            hash: hex(&detail.receipt.hash),
            stored_at_ms: detail.receipt.stored_at_ms,
        },
        comment: detail.comment.clone(),
        problems: sheet::problems(kind, &detail.problems, overrides),
        notes: sheet::problems(kind, &detail.notes, overrides),
        overrides: sheet::overrides(kind, overrides),
        unreadable: content.is_none() && !is_withdrawal(detail),
        sections: content.as_ref().map_or_else(Vec::new, |content| {
            sections(&detail.line, &content.values, of_visit.as_ref(), world)
        }),
        visit_record: visit.map(|visit| VisitView {
            line: line_view(&visit.line),
            sections: visit_content.as_ref().map_or_else(Vec::new, |content| {
                sections(&visit.line, &content.values, None, world)
            }),
        }),
        forms: forms.iter().map(line_view).collect(),
        revisions: detail.revisions.iter().map(revision_view).collect(),
    }
}

/// A withdrawal has no answers of its own.
fn is_withdrawal(detail: &RecordDetail) -> bool {
    detail
        .revisions
        .iter()
        .any(|revision| revision.change == detail.line.change && revision.is_withdrawal)
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
    }
}

fn revision_view(revision: &Revision) -> RevisionView {
    RevisionView {
        change: revision.change.to_string(),
        parent: revision.parent.map(|parent| parent.to_string()),
        withdrawal: revision.is_withdrawal,
        made_at_ms: revision.made_at_ms,
        stored_at_ms: revision.stored_at_ms,
        seq: revision.seq,
        state: revision.state.name(),
        state_words: revision.state.words().into(),
        beside: revision.is_beside,
        author: revision.author_name.clone(),
    }
}

fn counts_view(counts: &[(State, u64)]) -> Vec<CountView> {
    counts
        .iter()
        .map(|(state, n)| CountView { state: state.name(), words: state.words().into(), n: *n })
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
