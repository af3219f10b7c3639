//! What an operator types into SIKS-NG, proposal by proposal: which there are, and the mark on those that
//! are done. The next file leaves those out.

use shared::{
    desk::list::{Page, Typed},
    form::model::World,
    id::{AccountId, ChangeId, RecordId},
    region::VillageCode,
    sync::state::RecordState,
};

use super::{limits::SLICE_ROWS, menu::Menu, read::Taken};
use crate::desk::review::{self, Reader};
use crate::store::{
    Reads, Scope, StoreError, Writes,
    desk::{Order, RecordFilter},
    typing::Typing,
};

/// Why there is no mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMarked {
    /// There is no such proposal in the area.
    NotFound,
    /// Another revision counts by now, or it is not accepted any more.
    Changed,
}

/// Accepted proposals of a village for a menu, the oldest first, typed or not. A page looks at
/// [`SLICE_ROWS`] records, so it may hold few of them and yet not be the last.
///
/// # Errors
/// The store's.
pub fn page(
    tx: &dyn Reads,
    reader: &Reader,
    (village, menu): (VillageCode, Menu),
    before: Option<u64>,
    world: World<'_>,
) -> Result<Page, StoreError> {
    let filter = RecordFilter {
        village: Some(village),
        kind: Some(menu.kind().id.0),
        state: Some(RecordState::Checked),
        order: Order::Oldest,
        limit: SLICE_ROWS,
        before,
        ..RecordFilter::default()
    };
    let found = tx.records(reader.scope, &filter)?;
    let mut lines = Vec::new();
    for line in found.lines {
        let taken = Taken::read(tx, line)?;
        if menu.takes(&taken.values(world)) {
            lines.push(taken.line);
        }
    }
    let records = review::rows(tx, reader, &lines)?;
    Ok(Page { records, next: found.next, counts: Vec::new() })
}

/// Marks a proposal as typed, or takes the mark back; how it stands then.
///
/// # Errors
/// The store's.
pub fn mark(
    tx: &mut (impl Writes + ?Sized),
    (account, scope): (AccountId, Scope),
    (record, change): (RecordId, ChangeId),
    is_typed: bool,
    now_ms: u64,
) -> Result<Result<Option<Typed>, NotMarked>, StoreError> {
    let found = tx.record(record)?.filter(|record| scope.holds(record.village));
    let Some(found) = found.filter(|record| Menu::is_any_for(record.kind)) else {
        return Ok(Err(NotMarked::NotFound));
    };
    if found.state != RecordState::Checked || found.head != change {
        return Ok(Err(NotMarked::Changed));
    }
    tx.put_typing(&Typing { record, change, is_typed, account, at_ms: now_ms })?;
    let said = tx.typing(record)?.filter(|_| is_typed);
    Ok(Ok(said.map(|(typing, by)| Typed { by, at_ms: typing.at_ms })))
}
