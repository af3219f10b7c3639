//! What a form may be about, given what the family of its visit agreed to: checks that the kinds put
//! on their first question.
//!
//! The public task (UU 27/2022 article 20 letter e) suffices for most forms. What is told about a
//! child's life or about health needs somebody of the family who agreed; a neighbour agrees for
//! nobody.

use super::{codes, lists, visit};
use crate::{
    form::{
        model::{Check, Class, Cond, Field, Kind, Picture, Ref},
        value::Tag,
    },
    text::{Text, t},
};

/// The form belongs to the visit of one family.
pub const FAMILY_ONLY: Check =
    Check::When { code: codes::NEEDS_FAMILY, cond: visit::IN_SESSION, params: &[] };

/// Somebody of the family agreed, seen from a form: only then are photos and the place open (domain
/// G″ 4). Nobody takes them in a session.
pub const PHOTOS_OPEN: Cond = Cond::All(&[
    Cond::Has(Ref::visit(&[visit::CONSENT.tag]), lists::CONSENT_GIVEN),
    Cond::Not(&visit::REFUSED),
    visit::IN_FAMILY,
]);

/// One photo of a paper, in a row.
static PAPER_FIELDS: [Field; 1] =
    [Field::new(PAPER_IN_ROW, "foto", Kind::Picture(Picture::Paper), t("Foto", "Photo"))
        .required()];
/// In a row of [`papers`]: the photo.
pub const PAPER_IN_ROW: Tag = Tag(1);
/// Papers of one form.
const PAPERS_MAX: u16 = 5;

/// Photos of papers, as many as there are up to five.
#[must_use]
pub const fn papers(tag: u16, label: Text) -> Field {
    let item = t("Surat", "Paper");
    let kind = Kind::Rows { fields: &PAPER_FIELDS, min: 0, max: PAPERS_MAX, item };
    Field::new(Tag(tag), "foto_dokumen", kind, label)
        .hint(t("Satu foto untuk satu halaman.", "One photo for each page."))
        .class(Class::Identity)
}

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
