//! What a form may be about, given what the family of its visit agreed to: checks that the kinds put
//! on their first question.
//!
//! The public task (UU 27/2022 article 20 letter e) suffices for most forms. What is told about a
//! child's life or about health needs somebody of the family who agreed; a neighbour agrees for
//! nobody.

use super::{codes, lists, visit};
use crate::form::model::{Check, Cond, Ref};

/// The form belongs to the visit of one family.
pub const FAMILY_ONLY: Check =
    Check::When { code: codes::NEEDS_FAMILY, cond: visit::IN_SESSION, params: &[] };

/// The family did not refuse, and yet nobody of it agreed.
pub const NOBODY_AGREED: Cond = Cond::All(&[
    Cond::Not(&visit::REFUSED),
    Cond::Not(&visit::IN_SESSION),
    Cond::Any(&[
        visit::ON_TASK_ALONE,
        Cond::All(&[
            Cond::Answered(Ref::visit(&[visit::CONSENT.tag])),
            Cond::Not(&Cond::Has(Ref::visit(&[visit::CONSENT.tag]), lists::CONSENT_GIVEN)),
        ]),
    ]),
]);
