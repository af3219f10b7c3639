//! The visit (kunjungan): what all its forms share is asked here, once, and nowhere else.
//!
//! Two kinds: one family, or a session (posyandu, village hall) that has no family and so asks only
//! when and where; there each child is agreed to by itself. The village stands in the header of the
//! record. Nobody at home is a whole visit without a form, and so is a family that does not agree.
//!
//! Who answers and whether they agree comes before names and numbers, and how the visit ended comes
//! last. Whoever agrees signs on the screen, on a paper that is photographed, or says so before a
//! witness. Photos and the place are asked of families that agreed, and none of them must be there.

mod questions;
mod rules;
#[cfg(test)]
pub(super) mod tests;

use super::{codes, lists, person};
use crate::{
    day::Day,
    form::{
        model::{Check, Cond, FormKind, Headline, KindId, Num, Offer, Pictogram, Ref, Section},
        value::{Chosen, Key, Tag, Values},
    },
    text::{Text, t},
};
use questions::{CLOSING, CONSENT_FIELDS, FAMILY, HOUSEHOLD, WHEN};
pub(super) use rules::notice_read;

/// The day of the visit.
pub const DATE: Key<Day> = Key::new(1);
/// One family or a session ([`lists::VISIT_KIND`]).
pub const KIND: Key<Chosen> = Key::new(2);
/// The RT; not answered means not known yet.
pub const RT: Key<i64> = Key::new(3);
/// The RW.
pub const RW: Key<i64> = Key::new(4);
/// The dusun.
pub const HAMLET: Key<String> = Key::new(5);
/// Address or how to find the house.
pub const ADDRESS: Key<String> = Key::new(6);
/// How the data were obtained ([`lists::METHOD`]).
pub const METHOD: Key<Chosen> = Key::new(7);
/// How the visit ended ([`lists::OUTCOME`]).
pub const OUTCOME: Key<Chosen> = Key::new(8);
/// Who gave the information: a group with [`person::NAME`], [`person::RELATION`], [`person::PHONE`].
pub const RESPONDENT: Key<Values> = Key::new(9);
/// The number of the family card.
pub const KK: Key<i64> = Key::new(10);
/// Why there is none ([`lists::NO_KK`]).
pub const NO_KK: Key<Chosen> = Key::new(11);
/// The head of the family.
pub const HEAD: Key<String> = Key::new(12);
/// Whether the person agreed ([`lists::CONSENT`]).
pub const CONSENT: Key<Chosen> = Key::new(13);
/// How, as the record says it; computed ([`lists::CONSENT_FORM`]).
pub const CONSENT_FORM: Key<Chosen> = Key::new(14);
/// Who heard the agreement.
pub const WITNESS: Key<String> = Key::new(15);
/// When to come back.
pub const RETURN_DATE: Key<Day> = Key::new(16);
/// Notes.
pub const NOTES: Key<String> = Key::new(17);
/// Where a session is held.
pub const PLACE: Key<String> = Key::new(18);
/// Which words were read aloud ([`NOTICE_VERSION`]); kept with the agreement.
pub const NOTICE_READ: Key<i64> = Key::new(19);
/// Nobody else heard the agreement ([`lists::NO_WITNESS`]).
pub const NO_WITNESS: Key<Chosen> = Key::new(20);
/// Somebody gave information.
pub const MET_SOMEBODY: Key<bool> = Key::new(21);
/// What the record rests on ([`lists::BASIS`]); computed.
pub const BASIS: Key<Chosen> = Key::new(22);
/// Who agreed, where it is not the respondent: a group with [`person::NAME`], [`person::RELATION`].
pub const AGREED_BY: Key<Values> = Key::new(23);
/// Why nobody was there ([`lists::ABSENCE`]).
pub const ABSENCE: Key<Chosen> = Key::new(24);
/// RT and RW are not known yet ([`lists::NO_RT`]).
pub const NO_RT: Key<Chosen> = Key::new(25);
/// Which family of the register it is, where the visit was begun from there.
pub const FAMILY_REFERENCE: Tag = Tag(26);
/// The family card is the one that the register has, of which a phone knows the last four digits.
pub const KK_MATCHES: Key<bool> = Key::new(27);
/// A photo of the front of the house.
pub const HOUSE_FRONT: Tag = Tag(30);
/// Where the house is ([`crate::form::fix`]).
pub const LOCATION: Key<Values> = Key::new(34);
/// How agreement is proved, as the PSM chose ([`lists::CONSENT_FORM`]); nothing means spoken.
pub const PROOF: Key<Chosen> = Key::new(37);
/// The signature of whoever agreed.
pub const SIGNATURE: Tag = Tag(35);
/// A photo of the paper that whoever agreed has signed.
pub const SIGNED_PAPER: Tag = Tag(36);

/// The number of the day of the visit, seen from one of its forms.
pub const VISIT_DAY: Num = Num::Of(Ref::visit(&[DATE.tag]));
/// The form belongs to a session, seen from the form.
pub const IN_SESSION: Cond = Cond::Has(Ref::visit(&[KIND.tag]), lists::VISIT_SESSION);
/// The form belongs to a visit of one family, seen from the form.
pub const IN_FAMILY: Cond = Cond::Has(Ref::visit(&[KIND.tag]), lists::VISIT_FAMILY);

/// The family did not agree to be recorded, seen from a form.
pub const REFUSED: Cond = Cond::Any(&[
    Cond::Has(Ref::visit(&[CONSENT.tag]), lists::CONSENT_DECLINED),
    Cond::Has(Ref::visit(&[OUTCOME.tag]), lists::OUTCOME_REFUSED),
]);
/// The visit rests on the public task, not on agreement, seen from a form: nothing about children
/// and health.
pub const ON_TASK_ALONE: Cond = Cond::Any(&[
    Cond::Has(Ref::visit(&[BASIS.tag]), lists::BASIS_TASK),
    Cond::No(Ref::visit(&[MET_SOMEBODY.tag])),
]);
/// A form of a family that did not agree; for kinds that were there before version 2 of the visit.
pub const NO_FORM_IF_REFUSED: Check = Check::When {
    code: codes::CONSENT_REFUSED,
    cond: Cond::All(&[Cond::Since(2), REFUSED]),
    params: &[],
};

/// Names of the visit that are often those of a form.
pub static SAME_NAMES: [Offer; 2] = [
    Offer {
        label: t("Sama dengan kepala keluarga", "Same as the head of the family"),
        from: Ref::visit(&[HEAD.tag]),
    },
    Offer { label: SAME_AS_RESPONDENT, from: Ref::visit(&[RESPONDENT.tag, person::NAME.tag]) },
];
/// The telephone of the visit, which is often that of a form.
pub static SAME_PHONES: [Offer; 1] =
    [Offer { label: SAME_AS_RESPONDENT, from: Ref::visit(&[RESPONDENT.tag, person::PHONE.tag]) }];
const SAME_AS_RESPONDENT: Text = t("Sama dengan pemberi keterangan", "Same as the respondent");

/// The number of the words that are read aloud before the question: the next one whenever what they
/// say to people changes.
pub const NOTICE_VERSION: i64 = 1;
/// These words; at most 60.
pub const NOTICE: Text = t(
    "Bacakan: \"Data ini dicatat PSM untuk Dinas Sosial Kabupaten Tuban agar bantuan dan layanan \
     tepat sasaran. Hanya petugas yang melihatnya. Bapak/Ibu boleh menolak, dan boleh minta data \
     dilihat, diperbaiki atau dihapus. Bantuan tidak diputuskan oleh PSM. Setuju?\"",
    "Read aloud: \"A volunteer records these data for the social office of Tuban so that help goes \
     to the right people. Only officials see them. You may say no, and ask to see, correct or \
     delete them. The volunteer does not decide on help. Do you agree?\"",
);

/// The visit.
pub static VISIT: FormKind = FormKind {
    id: KindId(1),
    name: "kunjungan",
    version: 4,
    title: t("Kunjungan", "Visit"),
    purpose: t(
        "Dicatat sekali untuk satu keluarga atau satu posyandu, sebelum formulir lain.",
        "Recorded once for a family or a session, before any other form.",
    ),
    pictogram: Pictogram::House,
    sections: &[
        Section {
            name: "kunjungan",
            title: t("Kunjungan", "Visit"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &WHEN,
        },
        Section {
            name: "persetujuan",
            title: t("Pemberi keterangan dan izin", "Respondent and consent"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &CONSENT_FIELDS,
        },
        Section {
            name: "keluarga",
            title: t("Keluarga dan alamat", "Family and address"),
            relevant: FAMILY,
            is_folded: false,
            fields: &HOUSEHOLD,
        },
        Section {
            name: "penutup",
            title: t("Hasil dan catatan terakhir", "Result and closing note"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &CLOSING,
        },
    ],
    subject: &[&[HEAD.tag], &[PLACE.tag]],
    to_follow: &[(&[NO_KK.tag], lists::NOT_SEEN_YET)],
    renews: &[(CONSENT.tag, NOTICE_READ.tag)],
    begun_by: Some(KIND.tag),
    compute: Some(rules::compute),
    headline: Some(Headline { field: OUTCOME.tag, well: &[], attention: &[], why: None }),
    ..FormKind::PLAIN
};

/// The answers that a visit of one family has before anything is asked: for a practice form, which
/// has no visit of its own.
#[must_use]
pub fn practice(today: Day) -> Values {
    let mut values = begun(false);
    values.set(DATE, today);
    values
}

/// True for a visit at which nobody was met: what somebody was to do there is still to be done.
#[must_use]
pub fn is_in_vain(values: &Values) -> bool {
    let outcome = values.get(OUTCOME).map(|Chosen(code)| code);
    matches!(outcome, Some(lists::OUTCOME_NOBODY | lists::OUTCOME_NOT_FOUND))
}

/// The answers that a visit begins with: which button it was begun with.
#[must_use]
pub fn begun(is_session: bool) -> Values {
    let kind = if is_session { lists::VISIT_SESSION } else { lists::VISIT_FAMILY };
    let mut values = Values::new();
    values.set(KIND, Chosen(kind));
    values
}

/// True for a session of many people.
#[must_use]
pub fn is_session(visit: &Values) -> bool {
    visit.get(KIND) == Some(Chosen(lists::VISIT_SESSION))
}

/// Who agreed: the respondent, unless somebody else is named. Name and relation to the head.
#[must_use]
pub fn agreed_by(visit: &Values) -> Option<(String, Option<Chosen>)> {
    if visit.get(CONSENT) != Some(Chosen(lists::CONSENT_GIVEN)) {
        return None;
    }
    let named = |group: Key<Values>| {
        let person = visit.group(group.tag)?;
        Some((person.get(person::NAME)?, person.get(person::RELATION)))
    };
    named(AGREED_BY).or_else(|| named(RESPONDENT))
}
