//! What is asked about a child that is said not to go to school, and what may be wrong with it.

use super::{
    CATEGORY, DIPLOMA, DISABILITY, EXPLANATION, FLAGS, FOLLOW_UP, GUARDIAN, JOB, MAIN_REASON,
    MARITAL, NO_PHONE, PIP, REASONS, RESULT, STATUS, WISH, WORKS, YEAR_LEFT, rules,
};
use crate::{
    form::{
        model::{Check, Class, Cond, Field, Kind, Num, Ref, Shown, TextStyle},
        value::Tag,
    },
    forms::{
        codes, consent, lists,
        lists::{child, people, school},
        person,
        schooling::{self, AGE, AGE_BY_BIRTH, AGE_GUESSED, LEVEL},
        subject, visit,
    },
    text::{Text, t},
};

const fn found(code: u16) -> Cond {
    Cond::Has(Ref::form(&[RESULT.tag]), code)
}

/// Truly not at school.
pub(super) const OUT: Cond = found(school::RESULT_OUT);
/// Learns somewhere.
pub(super) const LEARNS: Cond = Cond::HasAny(
    Ref::form(&[RESULT.tag]),
    &[school::RESULT_AT_SCHOOL, school::RESULT_PESANTREN, school::RESULT_PAKET],
);
/// Moved, dead or not found: there is nobody to ask about.
const GONE: Cond = Cond::HasAny(
    Ref::form(&[RESULT.tag]),
    &[school::RESULT_MOVED, school::RESULT_DIED, school::RESULT_NOT_FOUND],
);
/// The child is there.
const PRESENT: Cond = Cond::All(&[Cond::Answered(Ref::form(&[RESULT.tag])), Cond::Not(&GONE)]);

/// Left before the end of a level.
const LEFT_EARLY: Cond =
    Cond::All(&[OUT, Cond::Has(Ref::form(&[CATEGORY.tag]), school::LEFT_EARLY)]);
/// Finished a level and did not go on.
const NOT_CONTINUED: Cond =
    Cond::All(&[OUT, Cond::Has(Ref::form(&[CATEGORY.tag]), school::NOT_CONTINUED)]);
/// Was at school once.
const WAS_THERE: Cond = Cond::Any(&[LEFT_EARLY, NOT_CONTINUED]);

pub(super) static RESULT_FIELDS: [Field; 1] = [Field::new(
    RESULT.tag,
    "hasil_verifikasi",
    Kind::Choice(&school::ATS_RESULT),
    t("Apa yang ditemukan?", "What was found?"),
)
.required()
.checks(&[
    consent::FAMILY_ONLY,
    subject::NO_FORM_IF_REFUSED,
    // That a child moved or died a neighbour may tell.
    Check::When {
        code: codes::CHILD_ON_TASK_ALONE,
        cond: Cond::All(&[PRESENT, consent::NOBODY_AGREED]),
        params: &[],
    },
])];

/// Too young or too old to be looked for at all (domain G.4).
const fn outside(age: &'static Num, first: i64, last: i64) -> [Cond; 2] {
    [Cond::Less(*age, Num::Const(first)), Cond::Less(Num::Const(last), *age)]
}

const BIRTH_NOT_ATS: [Cond; 2] = outside(&AGE_BY_BIRTH, 5, 24);
const BIRTH_UNUSUAL: [Cond; 2] = outside(&AGE_BY_BIRTH, 7, 18);
const GUESS_NOT_ATS: [Cond; 2] = outside(&AGE_GUESSED, 5, 24);
const GUESS_UNUSUAL: [Cond; 2] = outside(&AGE_GUESSED, 7, 18);
/// The age counts: nobody said that it does not fit.
const AGE_COUNTS: Cond = Cond::All(&[PRESENT, Cond::Not(&found(school::RESULT_OTHER_AGE))]);

pub(super) static CHILD_FIELDS: [Field; 10] = [
    person::reference(),
    person::name(Cond::Always),
    person::nik_matches(person::NIK_OPEN),
    person::nik(person::NIK_OPEN),
    person::no_nik(person::WITHOUT_NIK),
    person::nik_source(),
    person::sex(Cond::Always, PRESENT),
    person::birth(
        Cond::Always,
        Cond::All(&[PRESENT, person::BIRTH_OPEN]),
        &[
            person::BORN_AFTER_VISIT,
            Check::When {
                code: codes::ATS_AGE,
                cond: Cond::All(&[
                    AGE_COUNTS,
                    Cond::AtMost(Num::Const(0), AGE_BY_BIRTH),
                    Cond::Any(&BIRTH_NOT_ATS),
                ]),
                params: &[],
            },
            Check::When {
                code: codes::ATS_AGE_UNUSUAL,
                cond: Cond::All(&[
                    OUT,
                    Cond::AtMost(Num::Const(5), AGE_BY_BIRTH),
                    Cond::AtMost(AGE_BY_BIRTH, Num::Const(24)),
                    Cond::Any(&BIRTH_UNUSUAL),
                ]),
                params: &[],
            },
        ],
    ),
    person::age_about(person::WITHOUT_BIRTH).example(12).checks(&[
        Check::When {
            code: codes::ATS_AGE,
            cond: Cond::All(&[AGE_COUNTS, Cond::Any(&GUESS_NOT_ATS)]),
            params: &[],
        },
        Check::When {
            code: codes::ATS_AGE_UNUSUAL,
            cond: Cond::All(&[
                OUT,
                Cond::AtMost(Num::Const(5), AGE_GUESSED),
                Cond::AtMost(AGE_GUESSED, Num::Const(24)),
                Cond::Any(&GUESS_UNUSUAL),
            ]),
            params: &[],
        },
    ]),
    person::relation(PRESENT),
];

pub(super) static SCHOOL_FIELDS: [Field; 7] = [
    Field::new(
        CATEGORY.tag,
        "kategori_ats",
        Kind::Choice(&school::CATEGORY),
        t("Bagaimana ceritanya?", "How did it come?"),
    )
    .when(OUT)
    .required(),
    schooling::level(
        t("Jenjang", "Level"),
        Cond::Any(&[WAS_THERE, LEARNS]),
        WAS_THERE,
        &[
            Check::When {
                code: codes::ATS_FINISHED,
                cond: Cond::All(&[
                    NOT_CONTINUED,
                    Cond::HasAny(Ref::form(&[LEVEL.tag]), school::LEVELS_SENIOR),
                ]),
                params: &[],
            },
            Check::When {
                code: codes::ATS_LEVEL,
                cond: Cond::All(&[
                    WAS_THERE,
                    Cond::HasAny(Ref::form(&[LEVEL.tag]), school::LEVELS_WITHOUT_GRADE),
                ]),
                params: &[],
            },
        ],
    ),
    schooling::grade(
        t("Kelas", "Grade"),
        Cond::Any(&[
            LEFT_EARLY,
            Cond::All(&[
                LEARNS,
                Cond::Not(&Cond::HasAny(Ref::form(&[LEVEL.tag]), school::LEVELS_WITHOUT_GRADE)),
            ]),
        ]),
        LEFT_EARLY,
    ),
    Field::new(DIPLOMA.tag, "ijazah_ada", Kind::Bool, t("Ijazahnya ada?", "Has the diploma?"))
        .when(NOT_CONTINUED)
        .required()
        .checks(&[Check::When {
            code: codes::DIPLOMA_MISSING,
            cond: Cond::No(Ref::form(&[DIPLOMA.tag])),
            params: &[],
        }]),
    schooling::school(
        t("Nama sekolah", "Name of the school"),
        Cond::Any(&[WAS_THERE, LEARNS]),
        Cond::Never,
    ),
    Field::new(
        YEAR_LEFT.tag,
        "tahun_keluar",
        Kind::Text { max: 4, style: TextStyle::Digits },
        t("Tahun keluar atau lulus", "Year of leaving"),
    )
    .hint(t("4 angka, misalnya 2024.", "4 digits, such as 2024."))
    .when(WAS_THERE)
    .required()
    .checks(&[
        Check::Rule { code: codes::YEAR_DIGITS, rule: rules::year_digits },
        Check::Rule { code: codes::YEAR_TOO_EARLY, rule: rules::year_too_early },
        Check::Rule { code: codes::YEAR_TOO_LATE, rule: rules::year_too_late },
    ]),
    schooling::nisn(Cond::Any(&[WAS_THERE, LEARNS])),
];

const SEVERAL_REASONS: Cond = Cond::Less(Num::Const(1), Num::Count(Ref::form(&[REASONS.tag])));

pub(super) static REASON_FIELDS: [Field; 5] = [
    Field::new(
        REASONS.tag,
        "alasan",
        Kind::Choices { list: &school::REASON, none: None },
        t("Mengapa tidak sekolah?", "Why not at school?"),
    )
    .hint(t(
        "Paling banyak 3. Hal pribadi (hamil, hukum) jangan ditulis: pilih \"Hal pribadi\".",
        "At most 3. Write nothing private (pregnancy, the law): choose \"Private\".",
    ))
    .required()
    .class(Class::Specific)
    .checks(&[Check::When {
        code: codes::TOO_MANY_REASONS,
        cond: Cond::Less(Num::Const(3), Num::Count(Ref::form(&[REASONS.tag]))),
        params: &[],
    }]),
    Field::new(
        MAIN_REASON.tag,
        "alasan_utama",
        Kind::Choice(&school::REASON),
        t("Mana yang paling utama?", "Which one comes first?"),
    )
    .when(SEVERAL_REASONS)
    .required()
    .class(Class::Specific)
    .checks(&[Check::Rule { code: codes::MAIN_REASON, rule: rules::main_is_no_reason }]),
    Field::new(
        EXPLANATION.tag,
        "penjelasan",
        Kind::Text { max: 200, style: TextStyle::Line },
        t("Jelaskan singkat", "Explain in a few words"),
    )
    .hint(NOTHING_SHAMEFUL)
    .when(Cond::Has(Ref::form(&[REASONS.tag]), school::REASON_OTHER))
    .required()
    .class(Class::Specific),
    Field::new(
        WISH.tag,
        "keinginan",
        Kind::Choice(&school::WISH),
        t("Anak ini ingin apa?", "What would the child like?"),
    )
    .required(),
    Field::new(
        PIP.tag,
        "penerima_pip",
        Kind::Bool,
        t("Pernah menerima PIP?", "Ever received PIP?"),
    ),
];

const NOTHING_SHAMEFUL: Text =
    t("Jangan menulis penyakit atau aib di sini.", "No illnesses or shameful matters here.");

pub(super) static LIFE_FIELDS: [Field; 4] = [
    Field::new(WORKS.tag, "bekerja", Kind::Bool, t("Anak ini bekerja?", "Does the child work?"))
        .hint(t("Juga bila membantu usaha keluarga.", "Also in the business of the family."))
        .required()
        .class(Class::Specific),
    Field::new(
        JOB.tag,
        "pekerjaan",
        Kind::Text { max: 100, style: TextStyle::Line },
        t("Bekerja apa?", "At what?"),
    )
    .when(Cond::Yes(Ref::form(&[WORKS.tag])))
    .class(Class::Specific),
    Field::new(
        MARITAL.tag,
        "status_kawin",
        Kind::Choice(&people::MARITAL),
        t("Status kawin", "Marital status"),
    )
    .checks(&[Check::When {
        code: codes::MARRIED_YOUNG,
        cond: Cond::All(&[
            Cond::Has(Ref::form(&[MARITAL.tag]), people::MARRIED),
            Cond::AtMost(Num::Const(0), AGE),
            Cond::Less(AGE, Num::Const(19)),
        ]),
        params: &[],
    }]),
    Field::new(
        DISABILITY.tag,
        "disabilitas",
        Kind::Bool,
        t("Ada disabilitas?", "Has a disability?"),
    )
    .class(Class::Specific)
    .checks(&[Check::When {
        code: codes::DISABILITY_FORM,
        cond: Cond::Yes(Ref::form(&[DISABILITY.tag])),
        params: &[],
    }]),
];

const WITHOUT_PHONE: Cond =
    Cond::Not(&Cond::Answered(Ref::form(&[GUARDIAN.tag, person::PHONE.tag])));

static GUARDIAN_FIELDS: [Field; 4] = [
    person::reference(),
    person::name(Cond::Always).offers(&visit::SAME_NAMES),
    Field::new(
        person::RELATION.tag,
        "hubungan",
        Kind::Choice(&child::CARER),
        t("Hubungan dengan anak", "Relation to the child"),
    )
    .required(),
    person::phone()
        .offers(&visit::SAME_PHONES)
        .required_when(Cond::Not(&Cond::Answered(Ref::form(&[NO_PHONE.tag])))),
];

pub(super) static GUARDIAN_SECTION: [Field; 2] = [
    Field::new(
        GUARDIAN.tag,
        "wali",
        Kind::Group(&GUARDIAN_FIELDS),
        t("Orang tua atau wali", "Parent or guardian"),
    ),
    Field::new(
        NO_PHONE.tag,
        "tanpa_hp",
        Kind::Choice(&lists::NO_PHONE),
        t("Kalau tidak ada nomor HP", "If there is no telephone"),
    )
    .when(WITHOUT_PHONE),
];

pub(super) static FOLLOW_UP_FIELDS: [Field; 7] = [
    Field::new(
        FOLLOW_UP.tag,
        "tindak_lanjut",
        Kind::Choices { list: &school::ATS_FOLLOW_UP, none: None },
        t("Apa tindak lanjutnya?", "What is the follow-up?"),
    )
    .when(OUT),
    Field::new(
        STATUS.tag,
        "partisipasi_sekolah",
        Kind::Computed(Shown::Choice(&people::SCHOOLING)),
        t("Partisipasi sekolah", "Participation in school"),
    ),
    schooling::flags(FLAGS),
    Field::reserved(Tag(60), "foto"),
    Field::reserved(Tag(61), "lokasi"),
    Field::reserved(Tag(62), "tanda_tangan"),
    Field::reserved(Tag(63), "bukti"),
];
