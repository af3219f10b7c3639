//! The visit (kunjungan): what all its forms share is asked here, once, and nowhere else.
//!
//! Two kinds: one family, or a session (posyandu, village hall) that has no family and so asks only
//! when, where and whether people agree. The village stands in the header of the record. Nobody at
//! home is a whole visit without a form.
//!
//! In this version agreement is spoken before a witness; signatures, photos and the place keep their
//! numbers for a later one.

use super::{codes, lists, person};
use crate::{
    day::Day,
    form::{
        model::{
            Check, Class, Cond, Field, FormKind, Kind, KindId, Num, Ref, Scene, Section, Shown,
            TextStyle,
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

/// The number of the day of the visit, seen from one of its forms.
pub const VISIT_DAY: Num = Num::Of(Ref::visit(&[DATE.tag]));
/// The form belongs to a session, seen from the form.
pub const IN_SESSION: Cond = Cond::Has(Ref::visit(&[KIND.tag]), lists::VISIT_SESSION);
/// The form belongs to a visit of one family, seen from the form.
pub const IN_FAMILY: Cond = Cond::Has(Ref::visit(&[KIND.tag]), lists::VISIT_FAMILY);

const FAMILY: Cond = Cond::Has(Ref::form(&[KIND.tag]), lists::VISIT_FAMILY);
const SESSION: Cond = Cond::Has(Ref::form(&[KIND.tag]), lists::VISIT_SESSION);
const MET_CODES: &[u16] = &[lists::OUTCOME_COMPLETE, lists::OUTCOME_INCOMPLETE];
const NOT_MET_CODES: &[u16] = &[lists::OUTCOME_NOBODY, lists::OUTCOME_REFUSED, lists::OUTCOME_GONE];
/// Somebody of the family answered.
const MET: Cond = Cond::All(&[FAMILY, Cond::HasAny(Ref::form(&[OUTCOME.tag]), MET_CODES)]);
const NOT_MET: Cond = Cond::All(&[FAMILY, Cond::HasAny(Ref::form(&[OUTCOME.tag]), NOT_MET_CODES)]);
const CONSENT_ASKED: Cond = Cond::Any(&[SESSION, MET]);
const AGREED: Cond =
    Cond::All(&[CONSENT_ASKED, Cond::Has(Ref::form(&[CONSENT.tag]), lists::CONSENT_GIVEN)]);
const KK_GIVEN: Cond = Cond::Number(Ref::form(&[KK.tag]));
const KK_OPEN: Cond =
    Cond::All(&[MET, Cond::Not(&KK_GIVEN), Cond::Not(&Cond::Answered(Ref::form(&[NO_KK.tag])))]);

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
        DATE.tag,
        "tanggal_kunjungan",
        Kind::Day,
        t("Tanggal kunjungan", "Date of the visit"),
    )
    .required()
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
    Field::new(
        PLACE.tag,
        "tempat",
        Kind::Text { max: 100, style: TextStyle::Line },
        t("Nama posyandu atau tempat", "Name of the posyandu or place"),
    )
    .when(SESSION)
    .required(),
    Field::new(
        METHOD.tag,
        "cara_data",
        Kind::Choice(&lists::METHOD),
        t("Data didapat dari mana?", "How were the data obtained?"),
    )
    .when(FAMILY)
    .required(),
    Field::new(
        OUTCOME.tag,
        "hasil_pendataan",
        Kind::Choice(&lists::OUTCOME),
        t("Hasil kunjungan", "How did the visit end?"),
    )
    .when(FAMILY)
    .required(),
];

static HOUSEHOLD: [Field; 7] = [
    Field::new(
        HEAD.tag,
        "nama_kepala_keluarga",
        person::NAME_KIND,
        t("Nama kepala keluarga", "Head of the family"),
    )
    .required(),
    Field::new(KK.tag, "no_kk", Kind::NoKk, t("Nomor KK", "Family card number"))
        .hint(t("16 angka di atas Kartu Keluarga.", "16 digits at the top of the family card."))
        .required_when(KK_OPEN)
        .unmarked()
        .class(Class::Identity),
    Field::new(
        NO_KK.tag,
        "alasan_tanpa_kk",
        Kind::Choice(&lists::NO_KK),
        t("Kalau nomor KK tidak ada, mengapa?", "If there is no number, why?"),
    )
    .when(Cond::All(&[MET, Cond::Not(&KK_GIVEN)]))
    .unmarked(),
    Field::new(
        ADDRESS.tag,
        "alamat",
        Kind::Text { max: 200, style: TextStyle::Line },
        t("Alamat atau patokan rumah", "Address or how to find it"),
    )
    .hint(t("Misalnya: utara masjid, cat hijau.", "For example: north of the mosque, green."))
    .required(),
    Field::new(RT.tag, "rt", RT_RW, t("RT", "RT")).example(3),
    Field::new(RW.tag, "rw", RT_RW, t("RW", "RW")).example(1),
    Field::new(
        HAMLET.tag,
        "dusun",
        Kind::Text { max: 50, style: TextStyle::Line },
        t("Dusun", "Hamlet"),
    ),
];

const RT_RW: Kind = Kind::Int { min: 1, max: 999, unit: Text::EMPTY };

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

static CONSENT_FIELDS: [Field; 5] = [
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
        .when(AGREED)
        .required(),
];

static CLOSING: [Field; 10] = [
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
            &[lists::OUTCOME_NOBODY, lists::OUTCOME_INCOMPLETE],
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
    .required_when(NOT_MET),
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
            fields: &WHEN,
        },
        Section {
            name: "keluarga",
            title: t("Keluarga dan alamat", "Family and address"),
            relevant: FAMILY,
            fields: &HOUSEHOLD,
        },
        Section {
            name: "persetujuan",
            title: t("Pemberi keterangan dan izin", "Respondent and consent"),
            relevant: Cond::Always,
            fields: &CONSENT_FIELDS,
        },
        Section {
            name: "penutup",
            title: t("Catatan terakhir", "Closing note"),
            relevant: Cond::Always,
            fields: &CLOSING,
        },
    ],
    subject: &[&[HEAD.tag], &[PLACE.tag]],
    nik: None,
    to_follow: &[(&[NO_KK.tag], lists::NOT_SEEN_YET)],
    renews: &[(CONSENT.tag, NOTICE_READ.tag)],
    begun_by: Some(KIND.tag),
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

/// In this version whoever agreed did so in words. Which words were read stays as it was when the
/// question was answered last, also where a later program computes anew; a number that no program has
/// written is none.
fn compute(scene: &Scene<'_>) -> Vec<(Tag, Option<Value>)> {
    let spoken = scene.holds(scene.values, AGREED).then_some(Value::Choice(lists::CONSENT_SPOKEN));
    let is_asked =
        scene.holds(scene.values, CONSENT_ASKED) && scene.values.at(CONSENT.tag).is_some();
    let read = scene.values.get(NOTICE_READ).filter(|read| (1..=NOTICE_VERSION).contains(read));
    let read = read.unwrap_or(NOTICE_VERSION);
    vec![(CONSENT_FORM.tag, spoken), (NOTICE_READ.tag, is_asked.then_some(Value::Int(read)))]
}
