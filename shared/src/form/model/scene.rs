//! What a condition can see: the answers of a form, of its visit and of the one before, and the world.

use super::{Field, FormKind};
use crate::{
    day::Day,
    form::{
        problem::{Override, Problem, Severity},
        value::Values,
    },
    growth::Tables,
    kk::NoKk,
    region::{Regions, VillageCode},
};

/// Everything a condition can see.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The kind of form.
    pub kind: &'static FormKind,
    /// The version of the kind that the record says it was filled with; the present one while it is
    /// being filled.
    pub version: u16,
    /// Its answers.
    pub values: &'a Values,
    /// The answers of its visit; `None` for a visit itself, or when it is not known here.
    pub visit: Option<&'a Values>,
    /// The last earlier form of this kind about the same person, where there is one.
    pub previous: Option<&'a Values>,
    /// Confirms that were lifted.
    pub overrides: &'a [Override],
    /// The world around.
    pub world: World<'a>,
}

/// What comes from outside the form.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// Today in Tuban.
    pub today: Day,
    /// WHO tables, once they are loaded; without them nothing is computed from them.
    pub growth: Option<&'a Tables>,
    /// Region codes in use and where villages lie, once they are loaded.
    pub regions: Option<&'a Regions>,
    /// The family card of whoever records, where it is known: the server knows it, a phone does not.
    pub own_kk: Option<NoKk>,
    /// The village that the record is about, where it is known.
    pub village: Option<VillageCode>,
}

impl World<'_> {
    /// This day, and nothing else is known.
    #[must_use]
    pub const fn on(today: Day) -> Self {
        Self { today, growth: None, regions: None, own_kk: None, village: None }
    }
}

impl Scene<'_> {
    /// True when the version of this record has the field.
    #[must_use]
    pub const fn has_field(&self, field: &Field) -> bool {
        field.since <= self.version
    }

    /// True when a problem was confirmed with a reason.
    #[must_use]
    pub fn is_lifted(&self, problem: &Problem) -> bool {
        self.overrides.iter().any(|lifted| {
            lifted.code == problem.code.0
                && lifted.path == problem.path
                && !lifted.reason.trim().is_empty()
        })
    }

    /// True when a problem keeps the form from being finished: an error, or a confirm that nobody
    /// gave a reason for.
    #[must_use]
    pub fn is_blocked_by(&self, problem: &Problem) -> bool {
        match problem.severity {
            Severity::Error => true,
            Severity::Confirm => !self.is_lifted(problem),
            Severity::Info | Severity::Warning => false,
        }
    }
}
