//! A child's growth, as the desk sees it: the open record among the others about the same NIK.

use shared::{
    form::{
        content::Content,
        model::{FormKind, KindId, World},
        value::Values,
    },
    forms,
    growth::picture::Growth,
};

use crate::store::{
    Scope, StoreError,
    desk::{DeskReads, RecordDetail, RecordLine},
};

/// The other records to be looked at; none for a kind that measures no children.
///
/// # Errors
/// The store's.
pub fn others(
    tx: &(impl DeskReads + ?Sized),
    scope: Scope,
    detail: &RecordDetail,
) -> Result<Vec<RecordLine>, StoreError> {
    let kind = forms::kind(KindId(detail.line.kind));
    match kind.and_then(|kind| kind.growth) {
        Some(_) => tx.same_person(scope, detail.line.record),
        None => Ok(Vec::new()),
    }
}

/// What is to be shown; `None` where the record has no measure of a child under five. The day of the
/// other measures is the one that their phones worked out; scores are the server's own.
#[must_use]
pub fn of(
    kind: &FormKind,
    values: &Values,
    others: &[RecordLine],
    world: World<'_>,
) -> Option<Growth> {
    let (measured, tables) = (kind.growth?, world.growth?);
    let (child, now) = measured(values)?;
    let earlier = others.iter().rev().filter_map(|line| {
        let content = Content::from_bytes(&line.content).ok()?;
        measured(&content.values).map(|(_, measure)| measure)
    });
    let measures: Vec<_> = earlier.chain([now]).collect();
    Some(Growth::of(tables, child, &measures)).filter(|growth| !growth.rows.is_empty())
}
