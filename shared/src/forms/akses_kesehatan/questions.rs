//! What is asked about a person's access to health care, save the insurance.

use super::{
    ARM, BARRIERS, CHRONIC, CLINIC, DISTANCE, EXAMINED, EXPLANATION, GROUP, IRON, LAST_PERIOD,
    MIDWIFE_SAYS, OTHER_PROPOSALS, PHONE, PREGNANCY, PROPOSAL, RISKS, SELF_CARE, SICK, URGENT,
    WEEKS, insurance::ACTIVE, rules,
};
use crate::{
    form::{
        model::{Check, Class, Cond, Drawing, Field, Kind, Num, Ref, Shown, TextStyle},
        value::Tag,
    },
    forms::{
        codes, consent,
        lists::{health, welfare},
        person,
        subject::{self, AGE, SUBJECT},
        visit,
    },
    quantity::{CM, KM, TIMES, WEEKS as WEEKS_UNIT},
    sex::Sex,
    text::t,
};

const AGE_KNOWN: Cond = Cond::AtMost(Num::Const(0), AGE);

const fn is(group: u16) -> Cond {
    Cond::Has(Ref::form(&[GROUP.tag]), group)
}

/// A pregnant woman.
pub(super) const PREGNANT: Cond = is(health::GROUP_PREGNANT);

pub(super) static PROPOSAL_FIELDS: [Field; 2] = [
    Field::new(
        PROPOSAL.tag,
        "usulan",
        Kind::Choice(&health::PROPOSAL),
        t("Apa usulan utamanya?", "What is the main proposal?"),
    )
    .required()
    .checks(&[
        consent::FAMILY_ONLY,
        subject::NO_FORM_IF_REFUSED,
        Check::When {
            code: codes::HEALTH_ON_TASK_ALONE,
            cond: consent::NOBODY_AGREED,
            params: &[],
        },
    ]),
    Field::new(URGENT.tag, "darurat", Kind::Bool, t("Darurat sekarang?", "An emergency now?"))
        .hint(t(
            "Sesak berat, pingsan, kejang, perdarahan, akan melahirkan.",
            "Cannot breathe, faints, cramps, bleeds, about to give birth.",
        ))
        .required()
        .class(Class::Specific)
        .checks(&[Check::When {
            code: codes::EMERGENCY,
            cond: Cond::Yes(Ref::form(&[URGENT.tag])),
            params: &[],
        }]),
];

pub(super) static SUBJECT_FIELDS: [Field; 10] = subject::fields(&[]);

pub(super) static HEALTH_FIELDS: [Field; 4] = [
    Field::new(
        GROUP.tag,
        "kelompok",
        Kind::Choice(&health::GROUP),
        t("Termasuk yang mana?", "Which of these?"),
    )
    .required()
    .class(Class::Specific)
    .checks(&[
        Check::When {
            code: codes::PREGNANT_MAN,
            cond: Cond::All(&[
                PREGNANT,
                Cond::Has(Ref::form(&[SUBJECT.tag, person::SEX.tag]), Sex::Male.code()),
            ]),
            params: &[],
        },
        // Regsosek asks women of 10 to 54 (domain F).
        Check::When {
            code: codes::PREGNANT_AGE,
            cond: Cond::All(&[
                PREGNANT,
                AGE_KNOWN,
                Cond::Any(&[Cond::Less(AGE, Num::Const(10)), Cond::Less(Num::Const(54), AGE)]),
            ]),
            params: &[],
        },
        Check::When {
            code: codes::GROUP_AGE,
            cond: Cond::All(&[
                AGE_KNOWN,
                Cond::Any(&[
                    Cond::All(&[is(health::GROUP_CHILD), Cond::AtMost(Num::Const(5), AGE)]),
                    Cond::All(&[is(health::GROUP_ELDERLY), Cond::Less(AGE, Num::Const(60))]),
                ]),
            ]),
            params: &[],
        },
    ]),
    Field::new(SICK.tag, "sakit_sekarang", Kind::Bool, t("Sedang sakit?", "Ill now?"))
        .class(Class::Specific),
    Field::new(
        CHRONIC.tag,
        "penyakit_kronis",
        Kind::Choices { list: &health::CHRONIC, none: Some(health::CHRONIC_NONE) },
        t("Penyakit menahun", "Illnesses that last"),
    )
    .hint(t("Hanya yang disebut sendiri.", "Only what they say themselves."))
    .class(Class::Specific),
    Field::new(
        SELF_CARE.tag,
        "kemandirian",
        Kind::Choice(&welfare::DAILY_LIFE),
        t("Mandi, makan, berpakaian, berjalan?", "Wash, eat, dress, walk?"),
    )
    .when(is(health::GROUP_ELDERLY))
    .required()
    .class(Class::Specific),
];

const PERIOD_DAY: Num = Num::Of(Ref::form(&[LAST_PERIOD.tag]));

pub(super) static PREGNANCY_FIELDS: [Field; 7] = [
    Field::new(
        LAST_PERIOD.tag,
        "hpht",
        Kind::Day,
        t("Hari pertama haid terakhir", "First day of the last period"),
    )
    .class(Class::Specific)
    .checks(&[
        Check::When {
            code: codes::LMP_AFTER_VISIT,
            cond: Cond::Less(visit::VISIT_DAY, PERIOD_DAY),
            params: &[],
        },
        Check::When {
            code: codes::LMP_LONG_AGO,
            cond: Cond::Less(Num::Const(45 * 7), Num::DaysBetween(&PERIOD_DAY, &visit::VISIT_DAY)),
            params: &[],
        },
    ]),
    Field::new(
        WEEKS.tag,
        "usia_kehamilan_minggu",
        Kind::Int { min: 1, max: 45, unit: WEEKS_UNIT },
        t("Umur kehamilan", "Weeks of pregnancy"),
    )
    .example(20)
    .suggest(rules::weeks_by_period)
    .class(Class::Specific)
    .checks(&[Check::Rule { code: codes::WEEKS_DIFFER, rule: rules::weeks_differ }]),
    Field::new(
        ARM.tag,
        "lila_01mm",
        Kind::Decimal { scale: 2, digits: 1, min: 1_000, max: 5_000, unit: CM },
        t("Lingkar lengan atas (LiLA)", "Around the upper arm"),
    )
    .drawing(Drawing::ArmTape)
    .example(2_450)
    .class(Class::Specific),
    Field::new(
        EXAMINED.tag,
        "anc_kali",
        Kind::Int { min: 0, max: 30, unit: TIMES },
        t("Sudah diperiksa berapa kali?", "How often examined?"),
    )
    .example(4)
    .class(Class::Specific),
    Field::new(
        IRON.tag,
        "tablet_fe",
        Kind::Bool,
        t("Minum tablet tambah darah?", "Takes iron tablets?"),
    )
    .class(Class::Specific),
    Field::new(
        RISKS.tag,
        "risiko_4t",
        Kind::Choices { list: &health::RISK, none: Some(health::RISK_NONE) },
        t("Ada risiko ini?", "Any of these risks?"),
    )
    .class(Class::Specific),
    Field::new(
        MIDWIFE_SAYS.tag,
        "menurut_bidan",
        Kind::Choice(&health::PREGNANCY),
        t("Kata bidan (bila sudah periksa)", "What the midwife said, if seen"),
    )
    .class(Class::Specific),
];

pub(super) static BARRIER_FIELDS: [Field; 4] = [
    Field::new(
        BARRIERS.tag,
        "hambatan",
        Kind::Choices { list: &health::BARRIER, none: Some(health::BARRIER_NONE) },
        t("Apa yang menghambat berobat?", "What stands in the way of care?"),
    )
    .required()
    .checks(&[Check::When {
        code: codes::BARRIER_BUT_ACTIVE,
        cond: Cond::All(&[
            ACTIVE,
            Cond::Has(Ref::form(&[BARRIERS.tag]), health::BARRIER_NO_INSURANCE),
        ]),
        params: &[],
    }]),
    Field::new(
        EXPLANATION.tag,
        "penjelasan",
        Kind::Text { max: 200, style: TextStyle::Line },
        t("Jelaskan singkat", "Explain in a few words"),
    )
    .hint(t("Jangan menulis penyakit atau aib di sini.", "No illnesses or shameful matters here."))
    .when(Cond::Has(Ref::form(&[BARRIERS.tag]), health::BARRIER_OTHER))
    .required(),
    Field::new(
        CLINIC.tag,
        "faskes_terdekat",
        Kind::Text { max: 100, style: TextStyle::Line },
        t("Tempat berobat terdekat", "The nearest clinic"),
    )
    .remembered(),
    Field::new(
        DISTANCE.tag,
        "jarak_100m",
        Kind::Decimal { scale: 1, digits: 1, min: 0, max: 2_000, unit: KM },
        t("Jaraknya", "How far"),
    )
    .example(35),
];

pub(super) static CLOSING_FIELDS: [Field; 7] = [
    Field::new(PHONE.tag, "hp", Kind::Phone, t("HP/WA yang bisa dihubungi", "Telephone to call"))
        .class(Class::Identity)
        .offers(&visit::SAME_PHONES),
    Field::new(
        OTHER_PROPOSALS.tag,
        "usulan_lain",
        Kind::Choices { list: &health::PROPOSAL, none: None },
        t("Usulan lain", "Other proposals"),
    ),
    Field::new(
        PREGNANCY.tag,
        "status_kehamilan",
        Kind::Computed(Shown::Choice(&health::PREGNANCY)),
        t("Perkiraan status kehamilan", "Pregnancy, estimated"),
    )
    .class(Class::Specific)
    .shown_as_result(),
    Field::reserved(Tag(60), "foto"),
    Field::reserved(Tag(61), "lokasi"),
    Field::reserved(Tag(62), "tanda_tangan"),
    Field::reserved(Tag(63), "bukti"),
];
