//! What is asked about an orphan or somebody who needs social welfare, and what may be wrong with it.

use super::{
    DAILY_LIFE, DANGER, DEATH_CERTIFICATE, FATHER_DIED_ON, GROUPS, GUARDIAN, GUARDIAN_PERSON,
    LIVES_ALONE, MEALS, MOTHER_DIED_ON, PARENTS, REMARRIED, REPORTED, SCHOOLING, SITUATION,
    WHEREABOUTS, YAPI,
};
use crate::{
    form::model::{Check, Class, Cond, Field, Kind, Num, Ref},
    forms::{
        codes,
        lists::{assistance, welfare},
        person,
        subject::{self, AGE, BIRTH_DAY},
        visit,
    },
    text::t,
};

const GROUPS_HERE: Ref = Ref::form(&[GROUPS.tag]);
const PARENTS_HERE: Ref = Ref::form(&[PARENTS.tag]);

/// An orphan.
pub(super) const ORPHAN: Cond = Cond::Has(GROUPS_HERE, welfare::GROUP_ORPHAN);
/// An old person who is neglected.
pub(super) const OLD: Cond = Cond::Has(GROUPS_HERE, welfare::GROUP_OLD);
/// A child, by its group.
const CHILD: Cond = Cond::HasAny(
    GROUPS_HERE,
    &[
        welfare::GROUP_ORPHAN,
        welfare::GROUP_TODDLER,
        welfare::GROUP_CHILD,
        welfare::GROUP_STREET_CHILD,
        welfare::GROUP_DISABLED_CHILD,
    ],
);
const FATHER_DIED: Cond = Cond::HasAny(PARENTS_HERE, &[welfare::FATHER_DIED, welfare::BOTH_DIED]);
const MOTHER_DIED: Cond = Cond::HasAny(PARENTS_HERE, &[welfare::MOTHER_DIED, welfare::BOTH_DIED]);
const ONE_DIED: Cond = Cond::HasAny(PARENTS_HERE, &[welfare::FATHER_DIED, welfare::MOTHER_DIED]);

/// Too old or too young for a group (domain C.6).
const OUTSIDE_GROUP: Cond = Cond::Any(&[
    Cond::All(&[Cond::Has(GROUPS_HERE, welfare::GROUP_TODDLER), Cond::Less(Num::Const(5), AGE)]),
    Cond::All(&[
        Cond::Has(GROUPS_HERE, welfare::GROUP_CHILD),
        Cond::Any(&[Cond::Less(AGE, Num::Const(6)), Cond::Less(Num::Const(18), AGE)]),
    ]),
    Cond::All(&[
        Cond::Has(GROUPS_HERE, welfare::GROUP_STREET_CHILD),
        Cond::Any(&[Cond::Less(AGE, Num::Const(5)), Cond::Less(Num::Const(18), AGE)]),
    ]),
    Cond::All(&[
        Cond::Has(GROUPS_HERE, welfare::GROUP_DISABLED_CHILD),
        Cond::AtMost(Num::Const(18), AGE),
    ]),
    Cond::All(&[OLD, Cond::Less(AGE, Num::Const(60))]),
    Cond::All(&[
        Cond::Has(GROUPS_HERE, welfare::GROUP_WOMAN),
        Cond::Any(&[Cond::Less(AGE, Num::Const(18)), Cond::Less(Num::Const(59), AGE)]),
    ]),
]);

pub(super) static GROUP_FIELDS: [Field; 1] = [Field::new(
    GROUPS.tag,
    "kategori",
    Kind::Choices { list: &welfare::GROUP, none: None },
    t("Kelompok (boleh lebih dari satu)", "Group (one or more)"),
)
.hint(t(
    "Kekerasan, perkara hukum, narkoba, HIV, perdagangan orang atau asusila jangan dicatat di sini: \
     buat Laporan rahasia dari beranda.",
    "Do not record violence, court cases, drugs, HIV, trafficking or sex work here: make a \
     confidential report from the home page.",
))
.required()
.class(Class::Specific)
.checks(&[
    Check::When { code: codes::NEEDS_FAMILY, cond: visit::IN_SESSION, params: &[] },
    subject::NO_FORM_IF_REFUSED,
    Check::When { code: codes::CHILD_ON_TASK_ALONE, cond: CHILD_NOT_AGREED, params: &[] },
    Check::When { code: codes::PPKS_AGE, cond: OUTSIDE_GROUP, params: &[] },
])];

/// Children are recorded only if somebody of the family agrees.
const CHILD_NOT_AGREED: Cond =
    Cond::All(&[CHILD, Cond::Not(&visit::REFUSED), visit::ON_TASK_ALONE]);

pub(super) static SUBJECT_FIELDS: [Field; 10] = subject::fields(&[]);

const FATHER_DIED_DAY: Num = Num::Of(Ref::form(&[FATHER_DIED_ON.tag]));
const MOTHER_DIED_DAY: Num = Num::Of(Ref::form(&[MOTHER_DIED_ON.tag]));
/// A child is born at most so many days after its father died: ten months.
const DAYS_AFTER_FATHER: Num = Num::Const(305);

pub(super) static PARENT_FIELDS: [Field; 5] = [
    Field::new(
        PARENTS.tag,
        "status_orang_tua",
        Kind::Choice(&welfare::PARENTS),
        t("Orang tua anak ini", "The child's parents"),
    )
    .required()
    .class(Class::Specific)
    .checks(&[
        Check::When {
            code: codes::ORPHAN_WITH_PARENTS,
            cond: Cond::Has(PARENTS_HERE, welfare::PARENTS_LIVE),
            params: &[],
        },
        Check::When {
            code: codes::ORPHAN_GROWN_UP,
            cond: Cond::AtMost(Num::Const(18), AGE),
            params: &[],
        },
    ]),
    Field::new(
        FATHER_DIED_ON.tag,
        "tgl_meninggal_ayah",
        Kind::Day,
        t("Kapan ayah meninggal?", "When did the father die?"),
    )
    .hint(t("Kosongkan bila tidak tahu.", "Leave it empty if nobody knows."))
    .when(FATHER_DIED)
    .checks(&[
        Check::When {
            code: codes::DIED_AFTER_VISIT,
            cond: Cond::Less(visit::VISIT_DAY, FATHER_DIED_DAY),
            params: &[],
        },
        Check::When {
            code: codes::FATHER_DIED_LONG_BEFORE,
            cond: Cond::Less(DAYS_AFTER_FATHER, Num::DaysBetween(&FATHER_DIED_DAY, &BIRTH_DAY)),
            params: &[],
        },
    ]),
    Field::new(
        MOTHER_DIED_ON.tag,
        "tgl_meninggal_ibu",
        Kind::Day,
        t("Kapan ibu meninggal?", "When did the mother die?"),
    )
    .hint(t("Kosongkan bila tidak tahu.", "Leave it empty if nobody knows."))
    .when(MOTHER_DIED)
    .checks(&[
        Check::When {
            code: codes::DIED_AFTER_VISIT,
            cond: Cond::Less(visit::VISIT_DAY, MOTHER_DIED_DAY),
            params: &[],
        },
        Check::When {
            code: codes::DIED_BEFORE_BIRTH,
            cond: Cond::Less(MOTHER_DIED_DAY, BIRTH_DAY),
            params: &[],
        },
    ]),
    Field::new(
        DEATH_CERTIFICATE.tag,
        "akta_kematian",
        Kind::Bool,
        t("Ada akta kematian?", "Is there a death certificate?"),
    )
    .when(Cond::Any(&[FATHER_DIED, MOTHER_DIED]))
    .required(),
    Field::new(
        REMARRIED.tag,
        "ortu_menikah_lagi",
        Kind::Bool,
        t("Yang masih hidup menikah lagi?", "Has the other one remarried?"),
    )
    .when(ONE_DIED)
    .required(),
];

static GUARDIAN_PERSON_FIELDS: [Field; 3] = [
    person::reference(),
    person::name(Cond::Always).offers(&visit::SAME_NAMES),
    person::phone().offers(&visit::SAME_PHONES),
];

pub(super) static GUARDIAN_FIELDS: [Field; 4] = [
    Field::new(
        GUARDIAN.tag,
        "pengasuh",
        Kind::Choice(&welfare::GUARDIAN),
        t("Siapa yang mengasuh?", "Who brings the child up?"),
    )
    .required()
    .class(Class::Specific),
    Field::new(
        GUARDIAN_PERSON.tag,
        "wali",
        Kind::Group(&GUARDIAN_PERSON_FIELDS),
        t("Nama pengasuh atau wali", "The guardian by name"),
    )
    .when(Cond::Not(&Cond::Has(Ref::form(&[GUARDIAN.tag]), welfare::GUARDIAN_NOBODY))),
    Field::new(
        SCHOOLING.tag,
        "status_sekolah",
        Kind::Choice(&welfare::SCHOOLING),
        t("Sekolah?", "Goes to school?"),
    )
    .class(Class::Specific),
    Field::new(
        YAPI.tag,
        "status_yapi",
        Kind::Choice(&assistance::PARTICIPATION),
        t("Bantuan yatim piatu (YAPI)", "Help for orphans (YAPI)"),
    )
    .required(),
];

pub(super) static OLD_FIELDS: [Field; 3] = [
    Field::new(
        LIVES_ALONE.tag,
        "tinggal_sendiri",
        Kind::Bool,
        t("Tinggal sendiri?", "Lives alone?"),
    )
    .required(),
    Field::new(
        DAILY_LIFE.tag,
        "adl",
        Kind::Choice(&welfare::DAILY_LIFE),
        t("Kegiatan sehari-hari sendiri?", "Manages daily life alone?"),
    )
    .hint(t("Mandi, makan, berpakaian, ke kamar kecil.", "Washing, eating, dressing, toilet."))
    .required()
    .class(Class::Specific),
    Field::new(
        MEALS.tag,
        "permakanan",
        Kind::Choice(&assistance::PARTICIPATION),
        t("Bantuan permakanan", "Meals for the old"),
    ),
];

pub(super) static CASE_FIELDS: [Field; 4] = [
    Field::new(
        DANGER.tag,
        "risiko_segera",
        Kind::Bool,
        t("Ada bahaya sekarang?", "Is there danger now?"),
    )
    .hint(t(
        "Misalnya tidak makan, sakit berat, atau tidak ada yang menjaga.",
        "Such as no food, a grave illness, or nobody who looks after the person.",
    ))
    .required()
    .class(Class::Specific)
    .checks(&[Check::When {
        code: codes::CALL_FIRST,
        cond: Cond::Yes(Ref::form(&[DANGER.tag])),
        params: &[],
    }]),
    Field::new(
        SITUATION.tag,
        "situasi",
        Kind::Choices { list: &welfare::SITUATION, none: None },
        t("Bagaimana keadaannya?", "How are things?"),
    )
    // An orphan may live well; of others something is wrong, or they would not be recorded.
    .required_when(Cond::All(&[Cond::Answered(GROUPS_HERE), Cond::Not(&ORPHAN)]))
    .class(Class::Specific),
    Field::new(
        WHEREABOUTS.tag,
        "tempat_sekarang",
        Kind::Choice(&welfare::WHEREABOUTS),
        t("Di mana sekarang?", "Where is the person now?"),
    )
    .required(),
    Field::new(
        REPORTED.tag,
        "dilaporkan_ke",
        Kind::Choices { list: &welfare::REPORTED, none: Some(0) },
        t("Sudah dilaporkan ke mana?", "To whom was it reported?"),
    ),
];
