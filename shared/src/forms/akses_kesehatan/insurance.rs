//! What is asked about the health insurance, and what may be wrong with it.

use super::{JKN_NUMBER, NO_MONTH, OFF_SINCE, PROPOSAL, REASON_OFF, SEGMENT, SKTM, STATUS, rules};
use crate::{
    form::model::{Check, Class, Cond, Field, Kind, Ref, TextStyle},
    forms::{codes, lists::health},
    text::t,
};

/// The free insurance should be on again.
pub(super) const REACTIVATING: Cond = Cond::Has(Ref::form(&[PROPOSAL.tag]), health::REACTIVATE);
/// A free insurance is proposed, for which the village writes a letter.
const FREE_PROPOSED: Cond = Cond::HasAny(
    Ref::form(&[PROPOSAL.tag]),
    &[health::REACTIVATE, health::NEW_PBI, health::NEW_LOCAL],
);
const INSURED: Cond = Cond::All(&[
    Cond::Answered(Ref::form(&[SEGMENT.tag])),
    Cond::Not(&Cond::Has(Ref::form(&[SEGMENT.tag]), health::SEGMENT_NONE)),
]);
const IS_PBI: Cond = Cond::Has(Ref::form(&[SEGMENT.tag]), health::SEGMENT_PBI);
/// The insurance pays.
pub(super) const ACTIVE: Cond =
    Cond::All(&[INSURED, Cond::Has(Ref::form(&[STATUS.tag]), health::STATUS_ACTIVE)]);
const SWITCHED_OFF: Cond =
    Cond::All(&[INSURED, Cond::Has(Ref::form(&[STATUS.tag]), health::STATUS_SWITCHED_OFF)]);
/// The month matters: it is off, or should be on again.
const MONTH_MATTERS: Cond = Cond::Any(&[REACTIVATING, SWITCHED_OFF]);
const MONTH_OPEN: Cond = Cond::Not(&Cond::Answered(Ref::form(&[OFF_SINCE.tag])));

pub(super) static FIELDS: [Field; 7] = [
    Field::new(
        SEGMENT.tag,
        "segmen_jkn",
        Kind::Choice(&health::SEGMENT),
        t("Siapa yang membayar BPJS-nya?", "Who pays for the insurance?"),
    )
    .required(),
    Field::new(
        STATUS.tag,
        "status_jkn",
        Kind::Choice(&health::STATUS),
        t("BPJS-nya aktif?", "Is the insurance active?"),
    )
    .hint(t("Lihat di Mobile JKN, atau tanya 165.", "See Mobile JKN, or ask 165."))
    .when(INSURED)
    .required()
    .checks(&[
        Check::When {
            code: codes::NOT_REGISTERED_BUT_INSURED,
            cond: Cond::All(&[
                INSURED,
                Cond::Has(Ref::form(&[STATUS.tag]), health::STATUS_UNREGISTERED),
            ]),
            params: &[],
        },
        Check::When {
            code: codes::REACTIVATE_WHAT,
            cond: Cond::All(&[
                REACTIVATING,
                Cond::Any(&[
                    Cond::HasAny(
                        Ref::form(&[STATUS.tag]),
                        &[health::STATUS_ACTIVE, health::STATUS_ARREARS],
                    ),
                    Cond::HasAny(Ref::form(&[SEGMENT.tag]), health::SEGMENTS_NOT_PBI),
                ]),
            ]),
            params: &[],
        },
        Check::When {
            code: codes::ALREADY_COVERED,
            cond: Cond::All(&[
                ACTIVE,
                Cond::Any(&[
                    Cond::All(&[
                        IS_PBI,
                        Cond::HasAny(
                            Ref::form(&[PROPOSAL.tag]),
                            &[health::NEW_PBI, health::NEW_LOCAL],
                        ),
                    ]),
                    Cond::All(&[
                        Cond::Has(Ref::form(&[SEGMENT.tag]), health::SEGMENT_LOCAL),
                        Cond::Has(Ref::form(&[PROPOSAL.tag]), health::NEW_LOCAL),
                    ]),
                ]),
            ]),
            params: &[],
        },
    ]),
    Field::new(
        REASON_OFF.tag,
        "alasan_pbi_nonaktif",
        Kind::Choice(&health::REASON_OFF),
        t("Mengapa dimatikan?", "Why was it switched off?"),
    )
    .when(Cond::All(&[IS_PBI, SWITCHED_OFF]))
    .required(),
    Field::new(
        OFF_SINCE.tag,
        "nonaktif_sejak",
        Kind::Month,
        t("Nonaktif sejak bulan apa?", "Off since which month?"),
    )
    .hint(t("Banyak yang dimatikan Februari 2026.", "Many were switched off in February 2026."))
    .when(MONTH_MATTERS)
    .required_when(Cond::All(&[
        REACTIVATING,
        Cond::Not(&Cond::Answered(Ref::form(&[NO_MONTH.tag]))),
    ]))
    .either(NO_MONTH.tag)
    .checks(&[
        Check::Rule { code: codes::MONTH_AFTER_VISIT, rule: rules::month_after_visit },
        Check::Rule { code: codes::OFF_FOR_LONG, rule: rules::off_for_long },
    ]),
    Field::new(
        NO_MONTH.tag,
        "bulan_belum_tahu",
        Kind::Choice(&health::NO_MONTH),
        t("Kalau bulannya belum tahu", "If the month is not known yet"),
    )
    .when(Cond::All(&[MONTH_MATTERS, MONTH_OPEN]))
    .either(OFF_SINCE.tag),
    Field::new(
        JKN_NUMBER.tag,
        "no_jkn",
        Kind::Text { max: 16, style: TextStyle::Digits },
        t("Nomor BPJS/KIS", "Number of the insurance"),
    )
    .hint(t("13 angka di kartu. Boleh kosong.", "13 digits on the card. May stay empty."))
    .when(INSURED)
    .class(Class::Identity)
    .checks(&[Check::Rule { code: codes::JKN_DIGITS, rule: rules::jkn_not_13 }]),
    Field::new(
        SKTM.tag,
        "sktm",
        Kind::Bool,
        t("Sudah ada SKTM dari desa?", "Is there a letter (SKTM) of the village?"),
    )
    .when(FREE_PROPOSED),
];
