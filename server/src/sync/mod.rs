//! The merge rules: what becomes of a change that a phone sends, and what a phone is told since.
//!
//! Written once, over the narrow [`crate::store::Tx`]; time comes in as an argument, so the
//! simulation drives this very code. A push goes through three steps: [`prepare`] opens, inflates,
//! parses and hashes outside of any transaction; [`look`] checks the answers in one that reads; [`push`]
//! decides and stores in one that writes, or in several when there are many changes.
//!
//! The rules, in the order in which they are asked:
//! 1. What cannot be parsed is refused, alone ([`shared::sync::verdict::Refusal`]).
//! 2. A change that is stored already is answered as it was then; other bytes under its id are refused.
//! 3. Everything else is stored. Where it stands in its record ([`position`]): on top of the head it was
//!    made from; beside the head when it was made from another revision (a conflict), when the record
//!    was decided, or when the record is somebody else's; before the head when it comes late.
//! 4. A failed check ([`check`]) holds it, with the problems named, and never throws it back. Held
//!    changes become the head all the same: the next revision is made from them.
//! 5. What is only worth a look is a note; a note never says what stands in another's record. What is
//!    found about a pair stands on both ([`pairs`]).
//! 6. When a visit changes, its forms that are still open are checked again ([`recheck`]). A withdrawn
//!    visit goes on lending them its last answers, and each of them says so. What was held for a
//!    village is checked again when its author is given that.
//! 7. What the office decides ([`review`]) waits for its minute, and then changes the record, and by an
//!    accepted one the register ([`effect`]).
//! 8. A withdrawal changes nothing but that a record is withdrawn, and a revision in a village that is
//!    not its author's leaves the record where it was.

mod check;
mod dead;
pub mod effect;
mod findings;
pub mod look;
mod newcomers;
mod odd;
pub mod own;
mod pairs;
mod position;
pub mod prepare;
pub mod pull;
pub mod push;
pub mod recheck;
pub mod register;
pub(crate) mod results;
pub mod review;
mod rights;
pub mod tasks;
#[cfg(test)]
mod tests;
mod visits;
mod whom;

use shared::{
    day::Day,
    form::model::World,
    growth::tables::{Tables, WHO_BIN},
    region::Regions,
};

/// Tables that the checks need, loaded once. Without one, what hangs on it is not checked.
#[derive(Default)]
pub struct References {
    /// WHO growth standards.
    pub growth: Option<Tables>,
    /// Region codes in use.
    pub regions: Option<Regions>,
}

impl References {
    /// The tables inside this program.
    ///
    /// # Panics
    /// When they are damaged, which their own tests exclude.
    #[must_use]
    pub fn bundled() -> Self {
        Self {
            growth: Some(Tables::parse(WHO_BIN).expect("the bundled growth tables are whole")),
            regions: Some(Regions::bundled()),
        }
    }

    /// What a form is looked at with on this day.
    #[must_use]
    pub fn world(&self, today: Day) -> World<'_> {
        World { growth: self.growth.as_ref(), regions: self.regions.as_ref(), ..World::on(today) }
    }
}
