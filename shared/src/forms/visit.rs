//! The visit (kunjungan): what all its forms share is asked here, once, and nowhere else.
//!
//! Two kinds: one family, or a session (posyandu, village hall) that has no family and so asks only
//! when and where; there each child is agreed to by itself. The village stands in the header of the
//! record. Nobody at home is a whole visit without a form, and so is a family that does not agree.
//!
//! Who answers and whether they agree comes before names and numbers, and how the visit ended comes
//! last. In this version agreement is spoken; signatures, photos and the place keep their numbers for
//! a later one.

use super::{codes, lists, person};
use crate::{
    day::Day,
    form::{
        model::{
            Check, Class, Cond, Field, FormKind, Kind, KindId, Num, Offer, Ref, Scene, Section,
            Shown, TextStyle,
        },
        value::{Chosen, Key, Tag, Value, Values},
    },
    text::{Text, t},
};

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
/// How; computed in this version ([`lists::CONSENT_FORM`]).
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
/// A form of a family that did not agree.
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

const FAMILY: Cond = Cond::Has(Ref::form(&[KIND.tag]), lists::VISIT_FAMILY);
const SESSION: Cond = Cond::Has(Ref::form(&[KIND.tag]), lists::VISIT_SESSION);
const BEFORE_2: Cond = Cond::Not(&Cond::Since(2));
const MET_CODES: &[u16] = &[lists::OUTCOME_COMPLETE, lists::OUTCOME_INCOMPLETE];
const NOT_MET_CODES: &[u16] = &[lists::OUTCOME_NOBODY, lists::OUTCOME_REFUSED, lists::OUTCOME_GONE];
/// Somebody answered. Version 1 concluded it from how the visit ended.
const MET: Cond = Cond::All(&[
    FAMILY,
    Cond::Any(&[
        Cond::All(&[BEFORE_2, Cond::HasAny(Ref::form(&[OUTCOME.tag]), MET_CODES)]),
        Cond::Yes(Ref::form(&[MET_SOMEBODY.tag])),
    ]),
]);
/// Version 1 asked for words whenever nobody was met.
const NOT_MET_1: Cond =
    Cond::All(&[BEFORE_2, FAMILY, Cond::HasAny(Ref::form(&[OUTCOME.tag]), NOT_MET_CODES)]);
/// Whoever answered is not of the family, and so agrees for nobody.
const OUTSIDER: Cond = Cond::All(&[
    Cond::Since(2),
    Cond::HasAny(
        Ref::form(&[RESPONDENT.tag, person::RELATION.tag]),
        &[lists::RESPONDENT_NEIGHBOUR, lists::RESPONDENT_OFFICIAL],
    ),
]);
const CONSENT_ASKED: Cond =
    Cond::Any(&[Cond::All(&[BEFORE_2, SESSION]), Cond::All(&[MET, Cond::Not(&OUTSIDER)])]);
const AGREED: Cond =
    Cond::All(&[CONSENT_ASKED, Cond::Has(Ref::form(&[CONSENT.tag]), lists::CONSENT_GIVEN)]);
/// Nothing more is asked of a family that did not agree. (Version 1 went on.)
const DECLINED: Cond = Cond::All(&[
    Cond::Since(2),
    CONSENT_ASKED,
    Cond::Has(Ref::form(&[CONSENT.tag]), lists::CONSENT_DECLINED),
]);
const KK_GIVEN: Cond = Cond::Number(Ref::form(&[KK.tag]));
const KK_OPEN: Cond = Cond::All(&[
    MET,
    Cond::Not(&OUTSIDER),
    Cond::Not(&KK_GIVEN),
    Cond::Not(&Cond::Answered(Ref::form(&[NO_KK.tag]))),
]);
const WITHOUT_RT: Cond = Cond::Not(&Cond::Any(&[
    Cond::Answered(Ref::form(&[RT.tag])),
    Cond::Answered(Ref::form(&[RW.tag])),
]));
const RT_KNOWN: Cond = Cond::Not(&Cond::Answered(Ref::form(&[NO_RT.tag])));

const DATE_HERE: Num = Num::Of(Ref::form(&[DATE.tag]));
/// 2023-01-01: the project's first trainings were in that year.
const FIRST_DAY: Num = Num::Const(19_358);
const DAYS_OLD: Num = Num::Const(30);

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

static WHEN: [Field; 5] = [
    Field::new(
        KIND.tag,
        "jenis_kunjungan",
        Kind::Choice(&lists::VISIT_KIND),
        t("Kunjungan ke mana?", "What kind of visit?"),
    )
    .required(),
    Field::new(
        METHOD.tag,
        "cara_data",
        Kind::Choice(&lists::METHOD),
        t("Data didapat dari mana?", "How were the data obtained?"),
    )
    .when(FAMILY)
    .required()
    .remembered(),
    Field::new(
        MET_SOMEBODY.tag,
        "ada_keterangan",
        Kind::Bool,
        t("Ada yang memberi keterangan?", "Does somebody give information?"),
    )
    .since(2)
    .when(FAMILY)
    .required()
    .suggest(somebody),
    Field::new(
        PLACE.tag,
        "tempat",
        Kind::Text { max: 100, style: TextStyle::Line },
        t("Nama posyandu atau tempat", "Name of the posyandu or place"),
    )
    .when(SESSION)
    .required()
    .remembered(),
    Field::new(
        DATE.tag,
        "tanggal_kunjungan",
        Kind::Day,
        t("Tanggal kunjungan", "Date of the visit"),
    )
    .required()
    .offers_today()
    .suggest(today)
    .checks(&[
        Check::When {
            code: codes::VISIT_TOO_OLD,
            cond: Cond::Less(DATE_HERE, FIRST_DAY),
            params: &[],
        },
        Check::When {
            code: codes::VISIT_OLD,
            cond: Cond::All(&[
                Cond::AtMost(FIRST_DAY, DATE_HERE),
                Cond::Less(DAYS_OLD, Num::DaysBetween(&DATE_HERE, &Num::Today)),
            ]),
            params: &[],
        },
    ]),
];

static RESPONDENT_FIELDS: [Field; 3] = [
    person::name(MET),
    Field::new(
        person::RELATION.tag,
        "hubungan",
        Kind::Choice(&lists::RESPONDENT),
        t("Hubungan dengan kepala keluarga", "Relation to the head of the family"),
    )
    .required_when(MET),
    person::phone(),
];

static AGREED_BY_FIELDS: [Field; 2] = [
    person::name(Cond::Never),
    Field::new(
        person::RELATION.tag,
        "hubungan",
        Kind::Choice(&lists::RELATION),
        t("Hubungan dengan kepala keluarga", "Relation to the head of the family"),
    )
    .when(Cond::Answered(Ref::here(&[person::NAME.tag])))
    .required(),
];

static CONSENT_FIELDS: [Field; 8] = [
    Field::new(
        RESPONDENT.tag,
        "responden",
        Kind::Group(&RESPONDENT_FIELDS),
        t("Siapa yang memberi keterangan?", "Who gives the information?"),
    )
    .when(MET),
    Field::new(
        CONSENT.tag,
        "persetujuan",
        Kind::Choice(&lists::CONSENT),
        t("Apakah setuju didata?", "Do they agree?"),
    )
    .hint(NOTICE)
    .when(CONSENT_ASKED)
    .required(),
    Field::new(
        CONSENT_FORM.tag,
        "cara_persetujuan",
        Kind::Computed(Shown::Choice(&lists::CONSENT_FORM)),
        t("Cara persetujuan", "How they agreed"),
    ),
    Field::new(
        NOTICE_READ.tag,
        "versi_bacaan",
        Kind::Computed(Shown::Number { scale: 0 }),
        t("Versi bacaan persetujuan", "Version of the words read aloud"),
    ),
    Field::new(WITNESS.tag, "saksi", person::NAME_KIND, t("Nama saksi", "Name of the witness"))
        .hint(t("Orang lain yang ikut mendengar.", "Another person who heard it."))
        .when(Cond::All(&[AGREED, Cond::Not(&Cond::Answered(Ref::form(&[NO_WITNESS.tag])))]))
        .required()
        .either(NO_WITNESS.tag),
    Field::new(
        NO_WITNESS.tag,
        "tanpa_saksi",
        Kind::Choice(&lists::NO_WITNESS),
        t("Kalau tidak ada saksi", "If there is no witness"),
    )
    .since(2)
    .when(Cond::All(&[AGREED, Cond::Not(&Cond::Answered(Ref::form(&[WITNESS.tag])))]))
    .either(WITNESS.tag),
    Field::new(
        AGREED_BY.tag,
        "pemberi_izin",
        Kind::Group(&AGREED_BY_FIELDS),
        t("Kalau yang setuju orang lain", "If somebody else agreed"),
    )
    .since(2)
    .when(AGREED),
    Field::new(
        BASIS.tag,
        "dasar_pendataan",
        Kind::Computed(Shown::Choice(&lists::BASIS)),
        t("Dasar pendataan", "What the record rests on"),
    )
    .since(2),
];

static HOUSEHOLD: [Field; 8] = [
    Field::new(
        HEAD.tag,
        "nama_kepala_keluarga",
        person::NAME_KIND,
        t("Nama kepala keluarga", "Head of the family"),
    )
    .required()
    .suggest(respondent_who_is_head)
    .offers(&[Offer {
        label: SAME_AS_RESPONDENT,
        from: Ref::form(&[RESPONDENT.tag, person::NAME.tag]),
    }]),
    Field::new(KK.tag, "no_kk", Kind::NoKk, t("Nomor KK", "Family card number"))
        .hint(t("16 angka di atas Kartu Keluarga.", "16 digits at the top of the family card."))
        .when(Cond::Not(&DECLINED))
        .required_when(KK_OPEN)
        .either(NO_KK.tag)
        .class(Class::Identity),
    Field::new(
        NO_KK.tag,
        "alasan_tanpa_kk",
        Kind::Choice(&lists::NO_KK),
        t("Kalau nomor KK tidak ada, mengapa?", "If there is no number, why?"),
    )
    .when(Cond::All(&[MET, Cond::Not(&KK_GIVEN), Cond::Not(&DECLINED)]))
    .either(KK.tag),
    Field::new(
        ADDRESS.tag,
        "alamat",
        Kind::Text { max: 200, style: TextStyle::Line },
        t("Alamat atau patokan rumah", "Address or how to find it"),
    )
    .hint(t("Misalnya: utara masjid, cat hijau.", "For example: north of the mosque, green."))
    .required(),
    rt_or_rw(RT.tag, "rt", t("RT", "RT")).example(3),
    rt_or_rw(RW.tag, "rw", t("RW", "RW")).example(1),
    Field::new(
        NO_RT.tag,
        "rt_rw_belum_tahu",
        Kind::Choice(&lists::NO_RT),
        t("Kalau RT/RW belum tahu", "If RT and RW are not known yet"),
    )
    .since(2)
    .when(Cond::All(&[MET, Cond::Not(&DECLINED), WITHOUT_RT]))
    .either(RT.tag),
    Field::new(
        HAMLET.tag,
        "dusun",
        Kind::Text { max: 50, style: TextStyle::Line },
        t("Dusun", "Hamlet"),
    ),
];

/// One of the two numbers of the neighbourhood. Version 1 took an empty one for "not known yet".
const fn rt_or_rw(tag: Tag, name: &'static str, label: Text) -> Field {
    let kind = Kind::Int { min: 1, max: 999, unit: Text::EMPTY };
    Field::new(tag, name, kind, label)
        .when(RT_KNOWN)
        .required_when(Cond::All(&[Cond::Since(2), MET, Cond::Not(&DECLINED)]))
        .either(NO_RT.tag)
        .remembered()
}

static CLOSING: [Field; 12] = [
    Field::new(
        OUTCOME.tag,
        "hasil_pendataan",
        Kind::Choice(&lists::OUTCOME),
        t("Hasil kunjungan", "How did the visit end?"),
    )
    .when(FAMILY)
    .required()
    .suggest(likely_outcome)
    .checks(&[Check::When {
        code: codes::OUTCOME_DIFFERS,
        cond: Cond::Any(&[
            Cond::All(&[
                Cond::Yes(Ref::form(&[MET_SOMEBODY.tag])),
                Cond::Has(Ref::form(&[OUTCOME.tag]), lists::OUTCOME_NOBODY),
            ]),
            Cond::All(&[
                Cond::No(Ref::form(&[MET_SOMEBODY.tag])),
                Cond::HasAny(Ref::form(&[OUTCOME.tag]), MET_CODES),
            ]),
        ]),
        params: &[],
    }]),
    Field::new(
        ABSENCE.tag,
        "alasan_tidak_ada",
        Kind::Choice(&lists::ABSENCE),
        t("Mengapa tidak ada orang?", "Why was nobody there?"),
    )
    .since(2)
    .when(Cond::All(&[FAMILY, Cond::Has(Ref::form(&[OUTCOME.tag]), lists::OUTCOME_NOBODY)]))
    .required(),
    Field::new(
        RETURN_DATE.tag,
        "tgl_kembali",
        Kind::Day,
        t("Kapan datang lagi?", "When to return?"),
    )
    .when(Cond::All(&[
        FAMILY,
        Cond::HasAny(
            Ref::form(&[OUTCOME.tag]),
            &[lists::OUTCOME_NOBODY, lists::OUTCOME_INCOMPLETE, lists::OUTCOME_NOT_FOUND],
        ),
    ]))
    .ahead()
    .checks(&[Check::When {
        code: codes::RETURN_BEFORE_VISIT,
        cond: Cond::Less(Num::Of(Ref::form(&[RETURN_DATE.tag])), DATE_HERE),
        params: &[],
    }]),
    Field::new(
        NOTES.tag,
        "catatan",
        Kind::Text { max: 1000, style: TextStyle::Paragraph },
        t("Catatan", "Notes"),
    )
    .hint(t("Jangan menulis penyakit atau aib di sini.", "No illnesses or shameful matters here."))
    .required_when(Cond::Any(&[
        NOT_MET_1,
        Cond::All(&[
            FAMILY,
            Cond::Has(Ref::form(&[OUTCOME.tag]), lists::OUTCOME_NOBODY),
            Cond::Has(Ref::form(&[ABSENCE.tag]), lists::ABSENCE_OTHER),
        ]),
    ])),
    Field::reserved(Tag(30), "foto_rumah_depan"),
    Field::reserved(Tag(31), "foto_rumah_dalam"),
    Field::reserved(Tag(32), "foto_kk"),
    Field::reserved(Tag(33), "foto_dokumen"),
    Field::reserved(Tag(34), "lokasi"),
    Field::reserved(Tag(35), "tanda_tangan"),
    Field::reserved(Tag(36), "foto_persetujuan"),
    Field::reserved(Tag(37), "bukti"),
];

/// The visit.
pub static VISIT: FormKind = FormKind {
    id: KindId(1),
    name: "kunjungan",
    version: 2,
    title: t("Kunjungan", "Visit"),
    purpose: t(
        "Dicatat sekali untuk satu keluarga atau satu posyandu, sebelum formulir lain.",
        "Recorded once for a family or a session, before any other form.",
    ),
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
    nik: None,
    to_follow: &[(&[NO_KK.tag], lists::NOT_SEEN_YET)],
    renews: &[(CONSENT.tag, NOTICE_READ.tag)],
    begun_by: Some(KIND.tag),
    strip: &[],
    compute: Some(compute),
};

/// The answers that a visit of one family has before anything is asked: for a practice form, which
/// has no visit of its own.
#[must_use]
pub fn practice(today: Day) -> Values {
    let mut values = Values::new();
    values.set(DATE, today);
    values.set(KIND, Chosen(lists::VISIT_FAMILY));
    values
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of every suggestion")]
fn today(scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    Some(Value::Day(scene.world.today))
}

/// Most visits find somebody; whoever that is is asked next.
#[expect(clippy::unnecessary_wraps, reason = "the shape of every suggestion")]
fn somebody(_scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    Some(Value::Bool(true))
}

/// The respondent, where that is the head of the family.
fn respondent_who_is_head(scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    let respondent = scene.values.group(RESPONDENT.tag)?;
    let is_head = respondent.get(person::RELATION) == Some(Chosen(lists::RESPONDENT_HEAD));
    respondent.get(person::NAME).filter(|_| is_head).map(Value::Text)
}

/// How a visit of a family that agreed, or did not, ends as a rule.
fn likely_outcome(scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    if !scene.holds(scene.values, Cond::All(&[Cond::Since(2), CONSENT_ASKED])) {
        return None;
    }
    let outcome = match scene.values.get(CONSENT)?.0 {
        lists::CONSENT_DECLINED => lists::OUTCOME_REFUSED,
        _ => lists::OUTCOME_COMPLETE,
    };
    Some(Value::Choice(outcome))
}

/// False for the visit of a family that does not agree to be recorded: it is a whole visit without a
/// form.
#[must_use]
pub fn may_have_forms(visit: &Values) -> bool {
    visit.get(CONSENT) != Some(Chosen(lists::CONSENT_DECLINED))
        && visit.get(OUTCOME) != Some(Chosen(lists::OUTCOME_REFUSED))
}

/// False where a form about a child may not be begun: nobody of the family agreed. (In a session each
/// child is agreed to by itself.)
#[must_use]
pub fn may_have_children(visit: &Values) -> bool {
    may_have_forms(visit)
        && visit.get(BASIS) != Some(Chosen(lists::BASIS_TASK))
        && visit.get(MET_SOMEBODY) != Some(false)
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

/// In this version whoever agreed did so in words. Which words were read stays as it was when the
/// question was answered last, also where a later program computes anew; a number that no program has
/// written is none.
fn compute(scene: &Scene<'_>) -> Vec<(Tag, Option<Value>)> {
    let holds = |cond| scene.holds(scene.values, cond);
    let consent = scene.values.get(CONSENT).filter(|_| holds(CONSENT_ASKED));
    let spoken = holds(AGREED).then_some(Value::Choice(lists::CONSENT_SPOKEN));
    let basis = match consent.map(|consent| consent.0) {
        _ if !holds(Cond::All(&[Cond::Since(2), MET])) => None,
        Some(lists::CONSENT_GIVEN) => Some(lists::BASIS_CONSENT),
        Some(lists::CONSENT_NOT_NEEDED) => Some(lists::BASIS_TASK),
        Some(_) => None,
        None => holds(OUTSIDER).then_some(lists::BASIS_TASK),
    };
    let read = notice_read(scene.values, NOTICE_READ);
    vec![
        (CONSENT_FORM.tag, spoken),
        (NOTICE_READ.tag, consent.map(|_| read)),
        (BASIS.tag, basis.map(Value::Choice)),
    ]
}

/// Which words were read: those of `key`, as long as a program has written it.
pub(super) fn notice_read(values: &Values, key: Key<i64>) -> Value {
    let read = values.get(key).filter(|read| (1..=NOTICE_VERSION).contains(read));
    Value::Int(read.unwrap_or(NOTICE_VERSION))
}
