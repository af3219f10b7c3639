//! What is asked about a child under five, and what may be wrong with the answers.

use super::{
    ACTION, ARM, CHILD, CHILD_CONSENT, CHILD_NOTICE_READ, FLAGS, HAZ, HEAD, LENGTH, MEASURED_ON,
    OEDEMA, POSITION, SOURCE, WEIGHT, WHZ, result,
};
use crate::{
    form::{
        model::{Check, Class, Cond, Drawing, Field, Kind, Num, ParamOf, Ref, Shown},
        value::Tag,
    },
    forms::{codes, lists, lists::child, person, visit},
    quantity::{CM, GRAM, KG, WEEKS},
    text::t,
};

pub(super) const BIRTH_DAY: Num = Num::Of(Ref::form(&[CHILD.tag, person::BIRTH.tag]));
/// The day in the book, where there is one, and otherwise that of the visit.
pub(super) const MEASURED_DAY: Num = Num::FirstOf(&[
    Num::While(&FROM_BOOK, &Num::Of(Ref::form(&[MEASURED_ON.tag]))),
    visit::VISIT_DAY,
]);
/// Age in days on the day of measuring.
pub(super) const AGE: Num = Num::DaysBetween(&BIRTH_DAY, &MEASURED_DAY);
/// The last day on which a child is younger than 60 months of 30.4375 days (domain D.3).
const AGE_LAST: Num = Num::Const(1826);
/// Below 9 months a child cannot stand (domain D.3).
const AGE_LAST_LYING: Num = Num::Const(273);
/// The arm tables begin at 91 days (domain D.1).
const AGE_FIRST_ARM: Num = Num::Const(91);
/// Breast feeding is asked of children up to 24 months.
const AGE_LAST_BREAST: Num = Num::Const(730);

const WEIGHT_HERE: Num = Num::Of(Ref::form(&[WEIGHT.tag]));
const LENGTH_HERE: Num = Num::Of(Ref::form(&[LENGTH.tag]));
const LENGTH_BEFORE: Num = Num::Of(Ref::previous(&[LENGTH.tag]));

pub(super) const AT_HOME: Cond = Cond::Not(&visit::IN_SESSION);
pub(super) const TOLD: Cond =
    Cond::All(&[AT_HOME, Cond::Has(Ref::form(&[SOURCE.tag]), child::SOURCE_TOLD)]);
/// The measures come from a scale and a rule, now or in a book.
pub(super) const MEASURED: Cond = Cond::Not(&TOLD);
/// Measured here and now, so that the position is known.
const MEASURED_NOW: Cond =
    Cond::Any(&[visit::IN_SESSION, Cond::Has(Ref::form(&[SOURCE.tag]), child::SOURCE_MEASURED)]);
/// Copied from a health book, which has a day of its own.
const FROM_BOOK: Cond = Cond::All(&[
    AT_HOME,
    Cond::HasAny(Ref::form(&[SOURCE.tag]), &[child::SOURCE_POSYANDU, child::SOURCE_CLINIC]),
]);
/// The child should be looked after: the advice says so, or (the rule of version 1) a result alone.
pub(super) const NEEDS_FOLLOW_UP: Cond = Cond::Any(&[
    Cond::All(&[
        Cond::Since(2),
        Cond::HasAny(
            Ref::form(&[ACTION.tag]),
            &[child::ACTION_REFER_SOON, child::ACTION_MEASURE_AGAIN, child::ACTION_CHECK],
        ),
    ]),
    Cond::Less(Num::Of(Ref::form(&[HAZ.tag])), Num::Const(-200)),
    Cond::Less(Num::Of(Ref::form(&[WHZ.tag])), Num::Const(-200)),
    Cond::All(&[MEASURED, Cond::Yes(Ref::form(&[OEDEMA.tag]))]),
    Cond::Answered(Ref::form(&[FLAGS.tag])),
]);

/// The visit has an answer about consent, and nobody agreed.
const NOT_AGREED: Cond = Cond::All(&[
    Cond::Answered(Ref::visit(&[visit::CONSENT.tag])),
    Cond::Not(&Cond::Has(Ref::visit(&[visit::CONSENT.tag]), lists::CONSENT_GIVEN)),
]);

pub(super) static CHILD_FIELDS: [Field; 9] = [
    person::reference().since(3),
    person::name(Cond::Always).checks(&[
        Check::When {
            code: codes::CHILD_CONSENT,
            cond: Cond::All(&[Cond::Not(&Cond::Since(2)), NOT_AGREED]),
            params: &[],
        },
        visit::NO_FORM_IF_REFUSED,
        Check::When {
            code: codes::CHILD_ON_TASK_ALONE,
            cond: Cond::All(&[
                Cond::Since(2),
                Cond::Not(&visit::REFUSED),
                Cond::Not(&visit::IN_SESSION),
                Cond::Any(&[NOT_AGREED, visit::ON_TASK_ALONE]),
            ]),
            params: &[],
        },
    ]),
    person::nik_matches(Cond::All(&[visit::IN_FAMILY, person::NIK_OPEN])).since(3),
    person::nik(Cond::All(&[visit::IN_FAMILY, person::NIK_OPEN])),
    person::no_nik(Cond::All(&[AT_HOME, person::WITHOUT_NIK])),
    person::nik_source(),
    person::sex(Cond::Always, Cond::Always),
    person::birth(
        Cond::Always,
        Cond::Always,
        &[
            person::BORN_AFTER_VISIT,
            Check::When { code: codes::NOT_BALITA, cond: Cond::Less(AGE_LAST, AGE), params: &[] },
        ],
    ),
    person::birthplace(AT_HOME),
];

pub(super) static CONSENT_FIELDS: [Field; 2] = [
    Field::new(
        CHILD_CONSENT.tag,
        "persetujuan_anak",
        Kind::Choice(&lists::CHILD_CONSENT),
        t("Apakah ibu/pengasuh setuju?", "Does mother or carer agree?"),
    )
    .hint(visit::NOTICE)
    .since(2)
    .when(visit::IN_SESSION)
    .required(),
    Field::new(
        CHILD_NOTICE_READ.tag,
        "versi_bacaan",
        Kind::Computed(Shown::Number { scale: 0 }),
        t("Versi bacaan persetujuan", "Version of the words read aloud"),
    )
    .since(2),
];

pub(super) static CARER_FIELDS: [Field; 3] = [
    person::name(visit::IN_FAMILY).offers(&visit::SAME_NAMES),
    Field::new(
        person::RELATION.tag,
        "hubungan",
        Kind::Choice(&child::CARER),
        t("Hubungan dengan anak", "Relation to the child"),
    )
    .required_when(visit::IN_FAMILY),
    person::phone().offers(&visit::SAME_PHONES),
];

pub(super) static MEASURE_FIELDS: [Field; 6] = [
    Field::new(
        SOURCE.tag,
        "sumber_ukur",
        Kind::Choice(&child::SOURCE),
        t("Ukuran dari mana?", "Where do the measures come from?"),
    )
    .when(AT_HOME)
    .required_when(visit::IN_FAMILY)
    .remembered(),
    Field::new(MEASURED_ON.tag, "tgl_ukur", Kind::Day, t("Tanggal ukur", "Date of measuring"))
        .hint(t("Tanggal yang tertulis di buku.", "The date written in the book."))
        .when(FROM_BOOK)
        .required()
        .offers_today()
        .checks(&[
            Check::When {
                code: codes::MEASURED_AFTER_VISIT,
                cond: Cond::Less(visit::VISIT_DAY, MEASURED_DAY),
                params: &[],
            },
            Check::When {
                code: codes::MEASURED_LONG_AGO,
                cond: Cond::Less(
                    Num::Const(90),
                    Num::DaysBetween(&MEASURED_DAY, &visit::VISIT_DAY),
                ),
                params: &[],
            },
            Check::When {
                code: codes::MEASURED_BEFORE_BIRTH,
                cond: Cond::Less(MEASURED_DAY, BIRTH_DAY),
                params: &[],
            },
        ]),
    Field::new(
        WEIGHT.tag,
        "berat_g",
        Kind::Decimal { scale: 3, digits: 2, min: 500, max: 60_000, unit: KG },
        t("Berat badan", "Weight"),
    )
    .example(9_500)
    .drawing(Drawing::Scale)
    .hint(t("Dalam kilogram, misalnya 9,5.", "In kilograms, for example 9.5."))
    .either(LENGTH.tag)
    .class(Class::Specific)
    .checks(&[
        Check::When {
            code: codes::NO_MEASURE,
            cond: Cond::Not(&Cond::Any(&[
                Cond::Answered(Ref::form(&[WEIGHT.tag])),
                Cond::Answered(Ref::form(&[LENGTH.tag])),
            ])),
            params: &[],
        },
        Check::When {
            code: codes::WEIGHT_UNUSUAL,
            cond: Cond::Any(&[
                Cond::All(&[
                    Cond::AtMost(Num::Const(500), WEIGHT_HERE),
                    Cond::Less(WEIGHT_HERE, Num::Const(900)),
                ]),
                Cond::All(&[
                    Cond::Less(Num::Const(58_000), WEIGHT_HERE),
                    Cond::AtMost(WEIGHT_HERE, Num::Const(60_000)),
                ]),
            ]),
            params: &[ParamOf::Number(WEIGHT_HERE, 3)],
        },
        Check::Rule { code: codes::WEIGHT_JUMP, rule: result::weight_jump },
        implausible(Cond::HasAny(
            Ref::form(&[FLAGS.tag]),
            &[child::FLAG_WAZ, child::FLAG_WHZ, child::FLAG_BAZ],
        )),
    ]),
    Field::new(
        LENGTH.tag,
        "panjang_tinggi_01mm",
        Kind::Decimal { scale: 2, digits: 1, min: 3_000, max: 15_000, unit: CM },
        t("Panjang/tinggi badan", "Length or height"),
    )
    .example(7_550)
    .drawing(Drawing::LengthAndHeight)
    .hint(t("Dalam sentimeter, misalnya 75,5.", "In centimetres, for example 75.5."))
    .either(WEIGHT.tag)
    .class(Class::Specific)
    .checks(&[
        Check::When {
            code: codes::LENGTH_UNUSUAL,
            cond: Cond::All(&[
                Cond::AtMost(Num::Const(3_000), LENGTH_HERE),
                Cond::Less(LENGTH_HERE, Num::Const(3_800)),
            ]),
            params: &[ParamOf::Number(LENGTH_HERE, 2)],
        },
        Check::When {
            code: codes::SHRUNK,
            cond: Cond::Less(Num::Minus(&LENGTH_HERE, &LENGTH_BEFORE), Num::Const(-100)),
            params: &[ParamOf::Number(LENGTH_BEFORE, 2)],
        },
        implausible(Cond::Has(Ref::form(&[FLAGS.tag]), child::FLAG_HAZ)),
    ]),
    Field::new(
        POSITION.tag,
        "posisi_ukur",
        Kind::Choice(&child::POSITION),
        t("Diukur telentang atau berdiri?", "Lying or standing?"),
    )
    .when(Cond::All(&[MEASURED, Cond::Answered(Ref::form(&[LENGTH.tag]))]))
    .required_when(MEASURED_NOW)
    .suggest(result::position_by_age)
    .checks(&[Check::When {
        code: codes::STANDING_TOO_YOUNG,
        cond: Cond::All(&[
            Cond::Has(Ref::form(&[POSITION.tag]), child::STANDING),
            Cond::AtMost(Num::Const(0), AGE),
            Cond::AtMost(AGE, AGE_LAST_LYING),
        ]),
        params: &[],
    }]),
    // Somebody has to press and look: it never begins as "no", and not asked is not "no".
    Field::new(OEDEMA.tag, "edema", Kind::Bool, t("Kedua kaki bengkak?", "Are both feet swollen?"))
        .hint(t(
            "Tekan punggung kedua kaki: bengkak bila bekas tekanan tidak segera hilang.",
            "Press the back of both feet: swollen if the dent stays.",
        ))
        .drawing(Drawing::SwollenFeet)
        .class(Class::Specific)
        .when(MEASURED)
        .required_when(visit::IN_FAMILY),
];

pub(super) static MORE_MEASURE_FIELDS: [Field; 2] = [
    Field::new(
        ARM.tag,
        "lila_01mm",
        Kind::Decimal { scale: 2, digits: 1, min: 500, max: 3_000, unit: CM },
        t("Lingkar lengan atas (LiLA)", "Around the upper arm"),
    )
    .example(1_450)
    .drawing(Drawing::ArmTape)
    .class(Class::Specific)
    .checks(&[
        Check::When {
            code: codes::ARM_TOO_YOUNG,
            cond: Cond::All(&[
                Cond::Answered(Ref::form(&[ARM.tag])),
                Cond::AtMost(Num::Const(0), AGE),
                Cond::Less(AGE, AGE_FIRST_ARM),
            ]),
            params: &[],
        },
        implausible(Cond::Has(Ref::form(&[FLAGS.tag]), child::FLAG_MUACZ)),
    ]),
    Field::new(
        HEAD.tag,
        "lingkar_kepala_01mm",
        Kind::Decimal { scale: 2, digits: 1, min: 2_500, max: 6_000, unit: CM },
        t("Lingkar kepala", "Around the head"),
    )
    .example(4_550)
    .drawing(Drawing::HeadTape)
    .class(Class::Specific)
    .checks(&[implausible(Cond::Has(Ref::form(&[FLAGS.tag]), child::FLAG_HCZ))]),
];

pub(super) static BIRTH_FIELDS: [Field; 4] = [
    Field::new(Tag(11), "prematur", Kind::Bool, t("Lahir sebelum waktunya?", "Born early?"))
        .class(Class::Specific),
    Field::new(
        Tag(12),
        "umur_kandungan_minggu",
        Kind::Int { min: 20, max: 36, unit: WEEKS },
        t("Umur kandungan saat lahir", "Weeks of pregnancy at birth"),
    )
    .example(34)
    .when(Cond::Yes(Ref::form(&[Tag(11)])))
    .class(Class::Specific),
    Field::new(
        Tag(13),
        "berat_lahir_g",
        Kind::Int { min: 300, max: 7_000, unit: GRAM },
        t("Berat lahir", "Weight at birth"),
    )
    .example(2_900)
    .hint(t("Dalam gram, misalnya 2900.", "In grams, for example 2900."))
    .class(Class::Specific),
    Field::new(
        Tag(14),
        "asi_eksklusif",
        Kind::Bool,
        t("ASI saja sampai umur 6 bulan?", "Only breast milk up to 6 months?"),
    )
    .hint(t("Bila belum 6 bulan: ASI saja sampai sekarang?", "If younger: up to now?"))
    .when(Cond::AtMost(AGE, AGE_LAST_BREAST))
    .class(Class::Specific),
];

pub(super) static SERVICE_FIELDS: [Field; 3] = [
    Field::new(
        Tag(15),
        "layanan",
        Kind::Choices { list: &child::SERVICES, none: Some(child::SERVICES_NONE) },
        t("Mana yang sudah ada?", "Which of these apply?"),
    )
    .class(Class::Specific),
    Field::new(
        Tag(16),
        "penyakit_penyerta",
        Kind::Bool,
        t("Sedang atau sering sakit?", "Ill now or often?"),
    )
    .class(Class::Specific),
    Field::new(
        Tag(17),
        "rokok_di_rumah",
        Kind::Bool,
        t("Ada yang merokok di rumah?", "Does anybody smoke at home?"),
    ),
];

const fn implausible(cond: Cond) -> Check {
    Check::When { code: codes::Z_IMPLAUSIBLE, cond, params: &[] }
}
