//! Checks the answers of a push before anybody holds the write lock.
//!
//! A look needs a moment of the database (the visit of a form, the record before, the family card of the
//! author), and by the time the change is stored that moment may have passed. So what was found stands
//! beside what it was found with ([`Basis`]); whoever stores the change compares that, which costs a
//! few steps into indexes, and checks again only if something is different. Nothing is decided here.

use super::{
    References,
    check::{Basis, Checker},
    prepare::Prepared,
    push::Sender,
    tasks::Whom,
};
use crate::store::{StoreError, View};

/// What was found in the answers of a change. The lists are kept as bytes: a list of two hundred
/// problems takes 30 kB, its bytes two.
#[derive(Clone, Debug, Default)]
pub(super) struct Looked {
    /// The words that tell one record from another.
    pub(super) subject: String,
    /// The NIK it is about.
    pub(super) nik: Option<u64>,
    /// How soon somebody should look at it.
    pub(super) urgency: u8,
    /// Who or which family that is in the register.
    pub(super) whom: Whom,
    /// What was found in them, and with what; `None` for answers that do not read.
    pub(super) found: Option<LookedAt>,
}

/// What answers that read were compared with, and what came of it.
#[derive(Clone, Debug)]
pub(super) struct LookedAt {
    pub(super) basis: Basis,
    pub(super) problems: Vec<u8>,
    pub(super) notes: Vec<u8>,
}

/// Looks at all answers of a push. A visit of the push counts as stored for the forms behind it.
///
/// # Errors
/// When the engine fails.
pub fn look(
    view: &(impl View + ?Sized),
    who: &Sender,
    prepared: &mut Prepared,
    refs: &References,
) -> Result<(), StoreError> {
    let mut checker = Checker::new(who.account, refs, who.now_ms);
    for arrived in prepared.arrived_mut() {
        arrived.looked = match checker.look(view, arrived) {
            Ok(looked) => looked,
            // It is found again when the change is stored, and answered there.
            Err(StoreError::Damaged(_)) => None,
            Err(error) => return Err(error),
        };
        if arrived.header.visit.is_none() {
            checker.expect_visit(&arrived.header, arrived.bytes.clone());
        }
    }
    Ok(())
}
