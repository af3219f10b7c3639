//! What is asked about a visit, and what may be wrong with the answers.

use super::{
    ABSENCE, ADDRESS, AGREED_BY, BASIS, CONSENT, CONSENT_FORM, DATE, FAMILY_REFERENCE, HAMLET,
    HEAD, HOUSE_FRONT, KIND, KK, KK_MATCHES, LOCATION, MET_SOMEBODY, METHOD, NO_KK, NO_RT,
    NO_WITNESS, NOTES, NOTICE, NOTICE_READ, OUTCOME, PLACE, PROOF, RESPONDENT, RETURN_DATE, RT, RW,
    SAME_AS_RESPONDENT, SIGNATURE, SIGNED_PAPER, WITNESS, rules,
};
use crate::{
    form::{
        fix,
        model::{
            Check, Class, Compared, Cond, Field, Kind, Num, Offer, Picture, Ref, Shown, TextStyle,
        },
        value::Tag,
    },
    forms::{codes, consent, lists, person},
    text::{Text, t},
};

pub(super) const FAMILY: Cond = Cond::Has(Ref::form(&[KIND.tag]), lists::VISIT_FAMILY);
const SESSION: Cond = Cond::Has(Ref::form(&[KIND.tag]), lists::VISIT_SESSION);
const BEFORE_2: Cond = Cond::Not(&Cond::Since(2));
const MET_CODES: &[u16] = &[lists::OUTCOME_COMPLETE, lists::OUTCOME_INCOMPLETE];
const NOT_MET_CODES: &[u16] = &[lists::OUTCOME_NOBODY, lists::OUTCOME_REFUSED, lists::OUTCOME_GONE];
/// Somebody answered. Version 1 concluded it from how the visit ended.
pub(super) const MET: Cond = Cond::All(&[
    FAMILY,
    Cond::Any(&[
        Cond::All(&[BEFORE_2, Cond::HasAny(Ref::form(&[OUTCOME.tag]), MET_CODES)]),
        Cond::Yes(Ref::form(&[MET_SOMEBODY.tag])),
    ]),
]);
/// Version 1 asked for words whenever nobody was met.
const NOT_MET_1: Cond =
    Cond::All(&[BEFORE_2, FAMILY, Cond::HasAny(Ref::form(&[OUTCOME.tag]), NOT_MET_CODES)]);
/// Whoever answered is not of the family, and so agrees for nobody. Version 2 took "other" for family,
/// though relatives have an option of their own.
pub(super) const OUTSIDER: Cond = Cond::Any(&[
    Cond::All(&[Cond::Since(2), Cond::HasAny(RELATION_OF_RESPONDENT, OUTSIDERS)]),
    Cond::All(&[Cond::Since(3), Cond::Has(RELATION_OF_RESPONDENT, lists::RESPONDENT_OTHER)]),
]);
const RELATION_OF_RESPONDENT: Ref = Ref::form(&[RESPONDENT.tag, person::RELATION.tag]);
const OUTSIDERS: &[u16] = &[lists::RESPONDENT_NEIGHBOUR, lists::RESPONDENT_OFFICIAL];
pub(super) const CONSENT_ASKED: Cond =
    Cond::Any(&[Cond::All(&[BEFORE_2, SESSION]), Cond::All(&[MET, Cond::Not(&OUTSIDER)])]);
pub(super) const AGREED: Cond =
    Cond::All(&[CONSENT_ASKED, Cond::Has(Ref::form(&[CONSENT.tag]), lists::CONSENT_GIVEN)]);
const SIGNED: Cond = Cond::Has(Ref::form(&[PROOF.tag]), lists::CONSENT_SIGNED);
const ON_PAPER: Cond = Cond::Has(Ref::form(&[PROOF.tag]), lists::CONSENT_ON_PAPER);
/// Nobody has to have heard what was signed.
const SPOKEN: Cond =
    Cond::All(&[AGREED, Cond::Not(&Cond::All(&[Cond::Since(4), Cond::Any(&[SIGNED, ON_PAPER])]))]);
/// Somebody is at the house of a family that agreed.
const IN_THE_HOUSE: Cond =
    Cond::All(&[AGREED, Cond::Has(Ref::form(&[METHOD.tag]), lists::METHOD_AT_HOME)]);
/// Nothing more is asked of a family that did not agree. (Version 1 went on.)
const DECLINED: Cond = Cond::All(&[
    Cond::Since(2),
    CONSENT_ASKED,
    Cond::Has(Ref::form(&[CONSENT.tag]), lists::CONSENT_DECLINED),
]);
/// The family is in the register.
const REFERRED: Cond = Cond::Answered(Ref::form(&[FAMILY_REFERENCE]));
/// The number is to be typed: the register does not know the family, or has another number or none.
const KK_ASKED: Cond = Cond::Any(&[
    Cond::Not(&REFERRED),
    Cond::No(Ref::form(&[KK_MATCHES.tag])),
    Cond::All(&[KK_TYPED, Cond::Not(&KK_KNOWN)]),
]);
/// The card of the register holds, so that nobody types its number again.
const KK_KNOWN: Cond = Cond::All(&[REFERRED, Cond::Yes(Ref::form(&[KK_MATCHES.tag]))]);
const KK_TYPED: Cond = Cond::Number(Ref::form(&[KK.tag]));
const KK_GIVEN: Cond = Cond::Any(&[KK_TYPED, KK_KNOWN]);
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

pub(super) static WHEN: [Field; 5] = [
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
    .suggest(rules::somebody),
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
    .suggest(rules::today)
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

pub(super) static CONSENT_FIELDS: [Field; 11] = [
    Field::new(
        RESPONDENT.tag,
        "responden",
        Kind::Group(&RESPONDENT_FIELDS),
        t("Siapa yang memberi keterangan?", "Who gives the information?"),
    )
    .offers_family()
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
    Field::new(
        PROOF.tag,
        "bukti",
        Kind::Choice(&lists::CONSENT_FORM),
        t("Bukti persetujuan", "How agreement is proved"),
    )
    .since(4)
    .when(AGREED)
    .unmarked()
    .suggest(rules::spoken),
    Field::new(
        SIGNATURE,
        "tanda_tangan",
        Kind::Picture(Picture::Signature),
        t("Tanda tangan", "Signature"),
    )
    .hint(t("Tidak bisa tanda tangan? Pilih Lisan.", "Cannot sign? Choose Spoken."))
    .since(4)
    .when(Cond::All(&[AGREED, SIGNED]))
    .required()
    .class(Class::Specific),
    Field::new(
        SIGNED_PAPER,
        "foto_persetujuan",
        Kind::Picture(Picture::Paper),
        t("Foto surat persetujuan", "Photo of the signed paper"),
    )
    .hint(t("Tidak bisa difoto? Pilih Lisan.", "No photo possible? Choose Spoken."))
    .since(4)
    .when(Cond::All(&[AGREED, ON_PAPER]))
    .required()
    .class(Class::Specific),
    Field::new(WITNESS.tag, "saksi", person::NAME_KIND, t("Nama saksi", "Name of the witness"))
        .hint(t("Orang lain yang ikut mendengar.", "Another person who heard it."))
        .when(Cond::All(&[SPOKEN, Cond::Not(&Cond::Answered(Ref::form(&[NO_WITNESS.tag])))]))
        .required()
        .either(NO_WITNESS.tag),
    Field::new(
        NO_WITNESS.tag,
        "tanpa_saksi",
        Kind::Choice(&lists::NO_WITNESS),
        t("Kalau tidak ada saksi", "If there is no witness"),
    )
    .since(2)
    .when(Cond::All(&[SPOKEN, Cond::Not(&Cond::Answered(Ref::form(&[WITNESS.tag])))]))
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

pub(super) static HOUSEHOLD: [Field; 10] = [
    Field::new(
        FAMILY_REFERENCE,
        "keluarga",
        Kind::Reference,
        t("Keluarga di register", "Family in the register"),
    )
    .since(3)
    .class(Class::Identity),
    Field::new(
        HEAD.tag,
        "nama_kepala_keluarga",
        person::NAME_KIND,
        t("Nama kepala keluarga", "Head of the family"),
    )
    .required()
    .suggest(rules::respondent_who_is_head)
    .offers(&[Offer {
        label: SAME_AS_RESPONDENT,
        from: Ref::form(&[RESPONDENT.tag, person::NAME.tag]),
    }]),
    Field::new(
        KK_MATCHES.tag,
        "kk_cocok",
        Kind::Bool,
        t("Nomor KK cocok dengan register?", "Is the family card as in the register?"),
    )
    .hint(t("Cocokkan 4 angka terakhir dengan kartu.", "Compare the last 4 digits."))
    .since(3)
    .when(Cond::All(&[REFERRED, Cond::Not(&DECLINED)]))
    .required_when(KK_OPEN)
    .compares(Compared::Card(FAMILY_REFERENCE)),
    Field::new(KK.tag, "no_kk", Kind::NoKk, t("Nomor KK", "Family card number"))
        .hint(t("16 angka di atas Kartu Keluarga.", "16 digits at the top of the family card."))
        .when(Cond::All(&[KK_ASKED, Cond::Not(&DECLINED)]))
        .required_when(KK_OPEN)
        .either(NO_KK.tag)
        .class(Class::Identity),
    Field::new(
        NO_KK.tag,
        "alasan_tanpa_kk",
        Kind::Choice(&lists::NO_KK),
        t("Kalau nomor KK tidak ada, mengapa?", "If there is no number, why?"),
    )
    .when(Cond::All(&[MET, KK_ASKED, Cond::Not(&KK_TYPED), Cond::Not(&DECLINED)]))
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

pub(super) static CLOSING: [Field; 9] = [
    Field::new(
        OUTCOME.tag,
        "hasil_pendataan",
        Kind::Choice(&lists::OUTCOME),
        t("Hasil kunjungan", "How did the visit end?"),
    )
    .when(FAMILY)
    .required()
    .suggest(rules::likely_outcome)
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
            // It is begun with what the consent says, which may be changed afterwards.
            Cond::All(&[DECLINED, Cond::HasAny(Ref::form(&[OUTCOME.tag]), MET_CODES)]),
            Cond::All(&[
                Cond::Since(2),
                AGREED,
                Cond::Has(Ref::form(&[OUTCOME.tag]), lists::OUTCOME_REFUSED),
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
        HOUSE_FRONT,
        "foto_rumah_depan",
        Kind::Picture(Picture::Scene),
        t("Foto rumah dari depan", "Photo of the house from the front"),
    )
    .since(4)
    .when(IN_THE_HOUSE),
    Field::new(
        Tag(31),
        "foto_rumah_dalam",
        Kind::Picture(Picture::Scene),
        t("Foto di dalam rumah", "Photo inside the house"),
    )
    .hint(t("Tanpa orang di foto.", "Nobody in the picture."))
    .since(4)
    .when(IN_THE_HOUSE),
    Field::new(
        Tag(32),
        "foto_kk",
        Kind::Picture(Picture::Paper),
        t("Foto Kartu Keluarga", "Photo of the family card"),
    )
    .since(4)
    .when(AGREED)
    .class(Class::Identity),
    consent::papers(33, t("Foto surat lain", "Photos of other papers")).since(4).when(AGREED),
    Field::new(LOCATION.tag, "lokasi", fix::PLACE, t("Lokasi rumah", "Where the house is"))
        .hint(t(
            "Berdiri di depan rumah, di tempat terbuka.",
            "Stand in front of the house, outdoors.",
        ))
        .checks(&[Check::Rule { code: codes::PLACE_FAR, rule: rules::far_from_village }])
        .since(4)
        .when(IN_THE_HOUSE)
        .class(Class::Specific),
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
];
