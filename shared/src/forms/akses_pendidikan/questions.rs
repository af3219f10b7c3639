//! What is asked about a pupil's access to schooling, and what may be wrong with it.

use super::{
    ACCOUNT_ACTIVE, ARREARS, DECILE, DIPLOMA_HELD, DISTANCE, EXPLANATION, FLAGS, HAS_KIP,
    KIP_UNIVERSITY, NEEDS, OTHER_PROPOSALS, PIP, PROPOSAL, RISKS, SPECIAL_NEEDS, STATE, TRANSPORT,
};
use crate::{
    form::{
        model::{Check, Class, Cond, Field, Kind, Num, ParamOf, Picture, Ref, TextStyle},
        value::Tag,
    },
    forms::{
        codes, consent,
        lists::{assistance, school},
        person,
        schooling::{self, AGE, LEVEL},
        subject,
    },
    quantity::{KM, RUPIAH},
    text::{Text, t},
};

/// Goes to school or university.
pub(super) const AT_SCHOOL: Cond = Cond::Has(Ref::form(&[STATE.tag]), school::PUPIL_AT_SCHOOL);
const TO_UNIVERSITY: Cond = Cond::Has(Ref::form(&[STATE.tag]), school::PUPIL_TO_UNIVERSITY);
/// PIP is for SD to SMA and what equals them.
pub(super) const MAY_HAVE_PIP: Cond = Cond::All(&[
    AT_SCHOOL,
    Cond::Not(&Cond::HasAny(Ref::form(&[LEVEL.tag]), school::LEVELS_WITHOUT_GRADE)),
]);
const GRADED: Cond = Cond::All(&[
    AT_SCHOOL,
    Cond::Answered(Ref::form(&[LEVEL.tag])),
    Cond::Not(&Cond::HasAny(Ref::form(&[LEVEL.tag]), school::LEVELS_WITHOUT_GRADE)),
]);

pub(super) static SCHOOL_FIELDS: [Field; 6] = [
    Field::new(
        STATE.tag,
        "keadaan_siswa",
        Kind::Choice(&school::PUPIL),
        t("Masih sekolah?", "At school?"),
    )
    .required()
    .checks(&[
        consent::FAMILY_ONLY,
        subject::NO_FORM_IF_REFUSED,
        Check::When { code: codes::CHILD_ON_TASK_ALONE, cond: consent::NOBODY_AGREED, params: &[] },
        Check::When {
            code: codes::USE_ATS_FORM,
            cond: Cond::Has(Ref::form(&[STATE.tag]), school::PUPIL_NOT_AT_SCHOOL),
            params: &[],
        },
    ]),
    schooling::level(t("Jenjang", "Level"), AT_SCHOOL, AT_SCHOOL, &[]),
    schooling::grade(t("Kelas", "Grade"), GRADED, GRADED),
    schooling::school(t("Nama sekolah", "Name of the school"), AT_SCHOOL, AT_SCHOOL),
    schooling::nisn(MAY_HAVE_PIP),
    Field::new(
        KIP_UNIVERSITY.tag,
        "kip_kuliah",
        Kind::Bool,
        t("Mau didaftarkan KIP Kuliah?", "Wants KIP Kuliah?"),
    )
    .when(TO_UNIVERSITY)
    .required(),
];

pub(super) static PUPIL_FIELDS: [Field; 10] = [
    person::reference(),
    person::name(Cond::Always),
    person::nik_matches(person::NIK_OPEN),
    person::nik(person::NIK_OPEN),
    person::no_nik(person::WITHOUT_NIK),
    person::nik_source(),
    person::sex(Cond::Always, Cond::Always),
    person::birth(
        Cond::Always,
        person::BIRTH_OPEN,
        &[
            person::BORN_AFTER_VISIT,
            Check::When {
                code: codes::NOT_SENIOR_AGE,
                cond: Cond::All(&[
                    TO_UNIVERSITY,
                    Cond::AtMost(Num::Const(0), AGE),
                    Cond::Less(AGE, Num::Const(15)),
                ]),
                params: &[],
            },
        ],
    ),
    person::age_about(person::WITHOUT_BIRTH).example(12),
    person::relation(Cond::Always),
];

const ARREARS_HERE: Num = Num::Of(Ref::form(&[ARREARS.tag]));

pub(super) static NEED_FIELDS: [Field; 4] = [
    Field::new(
        NEEDS.tag,
        "kebutuhan",
        Kind::Choices { list: &school::NEED, none: Some(school::NEED_NONE) },
        t("Apa yang dibutuhkan?", "What is needed?"),
    )
    .required(),
    Field::new(
        EXPLANATION.tag,
        "penjelasan",
        Kind::Text { max: 200, style: TextStyle::Line },
        t("Jelaskan singkat", "Explain in a few words"),
    )
    .when(Cond::Has(Ref::form(&[NEEDS.tag]), school::NEED_OTHER))
    .required(),
    Field::new(
        ARREARS.tag,
        "tunggakan_rp",
        Kind::Int { min: 0, max: 100_000_000, unit: RUPIAH },
        t("Tunggakan di sekolah", "Fees that are owed"),
    )
    .example(500_000)
    .hint(t("Dalam rupiah, misalnya 500000.", "In rupiah, such as 500000."))
    .class(Class::Specific)
    .checks(&[Check::When {
        code: codes::ARREARS_SMALL,
        cond: Cond::All(&[
            Cond::Less(Num::Const(0), ARREARS_HERE),
            Cond::Less(ARREARS_HERE, Num::Const(1_000)),
        ]),
        params: &[ParamOf::Number(ARREARS_HERE, 0)],
    }]),
    Field::new(
        DIPLOMA_HELD.tag,
        "ijazah_ditahan",
        Kind::Bool,
        t("Ada ijazah yang ditahan sekolah?", "Does a school keep a diploma?"),
    )
    .required(),
];

/// Money came or is about to: an account must be there.
const LISTED: Cond =
    Cond::HasAny(Ref::form(&[PIP.tag]), &[assistance::RECEIVES, assistance::LISTED_NOT_PAID]);

pub(super) static PIP_FIELDS: [Field; 3] = [
    Field::new(
        PIP.tag,
        "pip_status",
        Kind::Choice(&assistance::PARTICIPATION),
        t("Menerima PIP?", "Receives PIP?"),
    )
    .required(),
    Field::new(HAS_KIP.tag, "punya_kip", Kind::Bool, t("Punya kartu KIP?", "Has a KIP card?")),
    Field::new(
        ACCOUNT_ACTIVE.tag,
        "rekening_aktif",
        Kind::Bool,
        t("Rekening PIP sudah diaktifkan?", "Is the PIP account active?"),
    )
    .when(LISTED),
];

pub(super) static PROPOSAL_FIELDS: [Field; 9] = [
    Field::new(
        PROPOSAL.tag,
        "usulan",
        Kind::Choice(&school::PROPOSAL),
        t("Apa usulan utamanya?", "What is the main proposal?"),
    )
    .required(),
    Field::new(
        OTHER_PROPOSALS.tag,
        "usulan_lain",
        Kind::Choices { list: &school::PROPOSAL, none: None },
        t("Usulan lain", "Other proposals"),
    ),
    Field::new(
        DECILE.tag,
        "desil",
        Kind::Int { min: 1, max: 10, unit: Text::EMPTY },
        t("Desil", "Decile"),
    )
    .hint(t(
        "Isi hanya bila tertera di Cek Bansos. Kosongkan bila tidak tahu.",
        "Only if Cek Bansos shows it. Leave empty if not known.",
    ))
    .when(Cond::Any(&[
        Cond::Has(Ref::form(&[PROPOSAL.tag]), school::PROPOSE_SEKOLAH_RAKYAT),
        Cond::Has(Ref::form(&[OTHER_PROPOSALS.tag]), school::PROPOSE_SEKOLAH_RAKYAT),
    ])),
    schooling::flags(FLAGS),
    Field::reserved(Tag(60), "foto"),
    Field::reserved(Tag(61), "lokasi"),
    Field::reserved(Tag(62), "tanda_tangan"),
    Field::reserved(Tag(63), "bukti"),
    Field::new(
        Tag(64),
        "foto_surat_sekolah",
        Kind::Picture(Picture::Paper),
        t("Foto surat dari sekolah", "Photo of the school's letter"),
    )
    .since(2)
    .when(consent::PHOTOS_OPEN)
    .class(Class::Specific),
];

pub(super) static RISK_FIELDS: [Field; 4] = [
    Field::new(
        RISKS.tag,
        "risiko_putus",
        Kind::Choices { list: &school::RISK, none: Some(school::RISK_NONE) },
        t("Yang bisa membuat berhenti sekolah", "What may make the pupil leave"),
    )
    .class(Class::Specific),
    Field::new(
        DISTANCE.tag,
        "jarak_100m",
        Kind::Decimal { scale: 1, digits: 1, min: 0, max: 2_000, unit: KM },
        t("Jarak ke sekolah", "How far the school is"),
    )
    .example(35),
    Field::new(
        TRANSPORT.tag,
        "transportasi",
        Kind::Choice(&school::TRANSPORT),
        t("Berangkat naik apa?", "How does the pupil get there?"),
    ),
    Field::new(
        SPECIAL_NEEDS.tag,
        "abk",
        Kind::Bool,
        t("Anak berkebutuhan khusus?", "Special needs?"),
    )
    .class(Class::Specific)
    .checks(&[Check::When {
        code: codes::DISABILITY_FORM,
        cond: Cond::Yes(Ref::form(&[SPECIAL_NEEDS.tag])),
        params: &[],
    }]),
];
