//! Where a change stands in its record.

use shared::{
    form::problem::{Path, Problem},
    forms::codes,
    id::{AccountId, ChangeId},
    sync::{
        state::RecordState,
        wire::{Header1, OP_WITHDRAW},
    },
};

use crate::store::{
    StoreError, View,
    record::{Position, Record},
};

/// Where a change stands, and what that says to its sender.
pub(super) struct Standing {
    pub(super) position: Position,
    /// The head that it conflicts with.
    pub(super) other: Option<ChangeId>,
    /// Why its position holds it.
    pub(super) problem: Option<Problem>,
}

/// Finds the position of a change in what is stored of its record.
pub(super) fn position(
    view: &(impl View + ?Sized),
    author: AccountId,
    header: &Header1,
    record: Option<&Record>,
) -> Result<Standing, StoreError> {
    let plain = |position| Standing { position, other: None, problem: None };
    let held = |code: shared::form::problem::Code| Standing {
        position: Position::Beside,
        other: None,
        problem: Some(code.at(Path::root(), Vec::new())),
    };
    // A first change that names a parent is taken as the first all the same: the revision it was made
    // from was refused or is still on its way.
    let Some(record) = record else { return Ok(plain(Position::Head)) };
    if record.author != author {
        // Not a conflict: that would name a revision of somebody else.
        return Ok(held(codes::RECORD_NOT_YOURS));
    }
    if view.has_child(record.id, header.change)? {
        return Ok(plain(Position::Before));
    }
    let is_withdrawn_again = record.state == RecordState::Withdrawn && header.op == OP_WITHDRAW;
    if !record.state.may_change() && !is_withdrawn_again {
        return Ok(held(codes::ALREADY_DECIDED));
    }
    if header.parent == Some(record.head) {
        return Ok(plain(Position::Head));
    }
    Ok(Standing { position: Position::Beside, other: Some(record.head), problem: None })
}
