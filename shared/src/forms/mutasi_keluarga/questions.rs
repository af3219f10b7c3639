//! What is asked about a change in a family, and what may be wrong with the answers.

use super::{
    BABY, BIRTH_HELP, BIRTH_LENGTH, BIRTH_PAPER, BIRTH_PLACE, BIRTH_WEIGHT, CAUSE, DEATH_PAPER,
    DESTINATION, DIVORCE, DIVORCE_PAPER, ELEMENT, EVENT, EXPLANATION, FATHER, HEAD_REASON, HEIRS,
    KIND, LEAVE, MARRIAGE_PAPER, MOTHER, MOVE_PAPER, MOVE_REASON, NEW_BIRTH, NEW_HEAD, NEW_KK,
    NEW_NIK, NEW_VALUE, NO_OLD_KK, OLD_KK, OLD_VALUE, ON_CARD, ORIGIN, PAPERS, PARTNER,
    PARTNER_FROM, PEOPLE, PLACE, RECEIVED, REPORTED, SUBJECT, WEIGHT_HINT, WHOLE_FAMILY, rules,
};
use crate::{
    form::{
        model::{Check, ChoiceList, Class, Cond, Field, Kind, Num, Ref, Shown, TextStyle},
        value::Tag,
    },
    forms::{
        codes, consent, family,
        lists::{self, assistance, change},
        person, subject,
        visit::{self, VISIT_DAY},
    },
    quantity::{CM, GRAM},
    text::{Text, t},
};

const fn is(code: u16) -> Cond {
    Cond::Has(Ref::form(&[KIND.tag]), code)
}

const fn is_one_of(codes: &'static [u16]) -> Cond {
    Cond::HasAny(Ref::form(&[KIND.tag]), codes)
}

pub(super) const CHOSEN: Cond = Cond::Answered(Ref::form(&[KIND.tag]));
pub(super) const BORN: Cond = is(change::BORN);
pub(super) const DIED: Cond = is(change::DIED);
const MOVED_OUT: Cond = is(change::MOVED_OUT);
const MOVED_IN: Cond = is(change::MOVED_IN);
const MOVED: Cond = is_one_of(&[change::MOVED_OUT, change::MOVED_IN]);
const AWAY: Cond = is(change::AWAY);
/// Somebody went somewhere, for good or not.
pub(super) const ON_THE_WAY: Cond = is_one_of(&[change::MOVED_OUT, change::MOVED_IN, change::AWAY]);
pub(super) const MARRIED: Cond = is(change::MARRIED);
pub(super) const DIVORCED: Cond = is(change::DIVORCED);
pub(super) const CARDS: Cond = is_one_of(&[change::SPLIT, change::JOINED]);
pub(super) const HAS_NEW_HEAD: Cond = is_one_of(&[change::SPLIT, change::JOINED, change::NEW_HEAD]);
pub(super) const GONE: Cond = is_one_of(&[change::MISSING, change::AWAY]);
pub(super) const CORRECTED: Cond = is(change::CORRECTED);
/// One person stands in the middle; of a card it is the new head, of a birth the child.
pub(super) const ABOUT_SOMEBODY: Cond = Cond::All(&[CHOSEN, Cond::Not(&BORN), Cond::Not(&CARDS)]);
const MOVED_TOGETHER: Cond = Cond::All(&[MOVED, Cond::Yes(Ref::form(&[WHOLE_FAMILY.tag]))]);
/// Others go along.
pub(super) const WITH_OTHERS: Cond = Cond::Any(&[CARDS, MOVED_TOGETHER]);

/// The day on which it happened.
const EVENT_DAY: Num = Num::FirstOf(&[
    Num::While(&BORN, &Num::Of(Ref::form(&[BABY.tag, person::BIRTH.tag]))),
    Num::Of(Ref::form(&[EVENT.tag])),
]);
const FIVE_YEARS: Num = Num::Const(1826);
const LONG_AGO: Check = Check::When {
    code: codes::EVENT_LONG_AGO,
    cond: Cond::Less(FIVE_YEARS, Num::DaysBetween(&EVENT_DAY, &VISIT_DAY)),
    params: &[],
};

/// A yes or no that must be said.
const fn yes_no(tag: Tag, name: &'static str, label: Text) -> Field {
    Field::new(tag, name, Kind::Bool, label).required()
}

/// One of a list.
const fn one_of(tag: Tag, name: &'static str, list: &'static ChoiceList, label: Text) -> Field {
    Field::new(tag, name, Kind::Choice(list), label)
}

pub(super) static CHANGE_FIELDS: [Field; 2] = [
    one_of(KIND.tag, "jenis", &change::KIND, t("Apa yang berubah?", "What has changed?"))
        .required()
        .checks(&[
            consent::FAMILY_ONLY,
            subject::NO_FORM_IF_REFUSED,
            Check::When {
                code: codes::CHANGE_AFTER_DEATH,
                cond: Cond::All(&[
                    Cond::Has(Ref::previous(&[KIND.tag]), change::DIED),
                    CHOSEN,
                    Cond::Not(&CORRECTED),
                ]),
                params: &[],
            },
        ]),
    Field::new(EVENT.tag, "tgl_peristiwa", Kind::Day, t("Kapan terjadi?", "When was it?"))
        .hint(t("Hilang atau pergi: sejak kapan?", "Missing or away: since when?"))
        .when(Cond::All(&[CHOSEN, Cond::Not(&BORN), Cond::Not(&CORRECTED)]))
        .required()
        .checks(&[
            Check::When {
                code: codes::EVENT_AFTER_VISIT,
                cond: Cond::Less(VISIT_DAY, EVENT_DAY),
                params: &[],
            },
            LONG_AGO,
            Check::When {
                code: codes::EVENT_BEFORE_BIRTH,
                cond: Cond::Less(
                    EVENT_DAY,
                    Num::While(
                        &ABOUT_SOMEBODY,
                        &Num::Of(Ref::form(&[SUBJECT.tag, person::BIRTH.tag])),
                    ),
                ),
                params: &[],
            },
        ]),
];

static SUBJECT_FIELDS: [Field; 10] = subject::fields(&[]);

pub(super) static SUBJECT_SECTION: [Field; 1] = [Field::new(
    SUBJECT.tag,
    "subjek",
    Kind::Group(&SUBJECT_FIELDS),
    t("Siapa orangnya?", "Who is it?"),
)];

static BABY_FIELDS: [Field; 7] = [
    person::reference(),
    person::name(Cond::Always).hint(t(
        "Tulis \"belum bernama\" bila belum ada.",
        "Write \"no name yet\" if there is none.",
    )),
    person::nik_matches(Cond::Never),
    person::nik(Cond::Never)
        .hint(t("Kosongkan bila belum ada.", "Leave it empty if there is none.")),
    person::nik_source(),
    person::sex(Cond::Always, Cond::Always),
    person::birth(Cond::Always, Cond::Always, &[person::BORN_AFTER_VISIT, LONG_AGO]),
];

pub(super) static BABY_SECTION: [Field; 1] =
    [Field::new(BABY.tag, "bayi", Kind::Group(&BABY_FIELDS), t("Bayi", "Child"))];

/// About health: closed where nobody of the family agreed (domain G''4).
const HEALTH_OPEN: Cond = Cond::Not(&visit::ON_TASK_ALONE);

pub(super) static BIRTH_FIELDS: [Field; 7] = [
    yes_no(BIRTH_PAPER.tag, "akta_lahir", t("Sudah ada akta lahir?", "Birth certificate?")),
    yes_no(ON_CARD.tag, "didaftarkan_kk", t("Sudah masuk KK?", "On the family card?")),
    Field::new(
        BIRTH_WEIGHT.tag,
        "berat_lahir_g",
        Kind::Int { min: 300, max: 7_000, unit: GRAM },
        t("Berat lahir", "Weight at birth"),
    )
    .example(2_900)
    .hint(t("Dalam gram, misalnya 2900.", "In grams, for example 2900."))
    .when(HEALTH_OPEN)
    .class(Class::Specific),
    Field::new(
        BIRTH_LENGTH.tag,
        "panjang_lahir_01mm",
        Kind::Decimal { scale: 2, digits: 1, min: 2_000, max: 7_000, unit: CM },
        t("Panjang lahir", "Length at birth"),
    )
    .example(4_900)
    .when(HEALTH_OPEN)
    .class(Class::Specific),
    one_of(
        BIRTH_PLACE.tag,
        "tempat_persalinan",
        &change::BIRTH_PLACE,
        t("Lahir di mana?", "Born where?"),
    )
    .when(HEALTH_OPEN),
    one_of(
        BIRTH_HELP.tag,
        "penolong_persalinan",
        &change::BIRTH_HELP,
        t("Siapa yang menolong?", "Who helped?"),
    )
    .when(HEALTH_OPEN),
    Field::new(
        WEIGHT_HINT.tag,
        "kategori_berat_lahir",
        Kind::Computed(Shown::Choice(&change::BIRTH_WEIGHT)),
        t("Berat lahir (perkiraan)", "Weight at birth (estimate)"),
    )
    .class(Class::Specific)
    .shown_as_result(),
];

/// The mother's age at the birth.
const MOTHER_AGE: Num = Num::FirstOf(&[
    Num::YearsBetween(&Num::Of(Ref::here(&[person::BIRTH.tag])), &EVENT_DAY),
    Num::Of(Ref::here(&[person::AGE_ABOUT.tag])),
]);
const MOTHER_OF_UNUSUAL_AGE: Check = Check::When {
    code: codes::MOTHER_AGE,
    cond: Cond::Any(&[
        Cond::Less(MOTHER_AGE, Num::Const(12)),
        Cond::Less(Num::Const(55), MOTHER_AGE),
    ]),
    params: &[],
};

static MOTHER_FIELDS: [Field; 8] = [
    person::reference(),
    person::name(Cond::Always).offers(&visit::SAME_NAMES).checks(&[MOTHER_OF_UNUSUAL_AGE]),
    person::nik_matches(person::NIK_OPEN),
    Field {
        kind: Kind::Nik { sex: None, birth: Some(person::BIRTH.tag) },
        ..person::nik(person::NIK_OPEN)
    },
    person::no_nik(person::WITHOUT_NIK),
    person::nik_source(),
    person::birth(Cond::Always, Cond::Never, &[person::BORN_AFTER_VISIT]),
    person::age_about(person::WITHOUT_BIRTH),
];

pub(super) static MOTHER_SECTION: [Field; 1] =
    [Field::new(MOTHER.tag, "ibu", Kind::Group(&MOTHER_FIELDS), t("Ibu", "Mother"))];

static FATHER_FIELDS: [Field; 5] = [
    person::reference(),
    person::name(Cond::Never).offers(&visit::SAME_NAMES),
    person::nik_matches(Cond::Never),
    Field { kind: Kind::Nik { sex: None, birth: None }, ..person::nik(Cond::Never) },
    person::nik_source(),
];

pub(super) static FATHER_SECTION: [Field; 1] =
    [Field::new(FATHER.tag, "ayah", Kind::Group(&FATHER_FIELDS), t("Ayah", "Father"))];

pub(super) static DEATH_FIELDS: [Field; 4] = [
    one_of(CAUSE.tag, "sebab_meninggal", &change::CAUSE, t("Karena apa?", "Of what?"))
        .class(Class::Specific),
    yes_no(DEATH_PAPER.tag, "akta_kematian", t("Sudah ada akta kematian?", "Death certificate?")),
    yes_no(
        HEIRS.tag,
        "ahli_waris_dalam_kk",
        t("Masih ada anggota lain di KK?", "Are others left on the card?"),
    ),
    yes_no(
        RECEIVED.tag,
        "penerima_bansos",
        t("Almarhum menerima bantuan sosial?", "Did the dead receive assistance?"),
    )
    .checks(&[
        Check::When {
            code: codes::HEIR_MAY_TAKE_OVER,
            cond: Cond::All(&[
                Cond::Yes(Ref::form(&[RECEIVED.tag])),
                Cond::Yes(Ref::form(&[HEIRS.tag])),
            ]),
            params: &[],
        },
        Check::When {
            code: codes::ASSISTANCE_ENDS,
            cond: Cond::All(&[
                Cond::Yes(Ref::form(&[RECEIVED.tag])),
                Cond::No(Ref::form(&[HEIRS.tag])),
            ]),
            params: &[],
        },
    ]),
];

pub(super) static MOVE_FIELDS: [Field; 6] = [
    one_of(DESTINATION.tag, "tujuan_pindah", &assistance::DESTINATION, t("Ke mana?", "Where to?"))
        .when(Cond::Any(&[MOVED_OUT, AWAY]))
        .required_when(MOVED_OUT),
    one_of(ORIGIN.tag, "asal_pindah", &assistance::DESTINATION, t("Dari mana?", "Where from?"))
        .when(MOVED_IN)
        .required(),
    Field::new(
        PLACE.tag,
        "nama_tempat",
        Kind::Text { max: 100, style: TextStyle::Line },
        t("Nama desa atau kotanya", "Name of the village or town"),
    ),
    yes_no(WHOLE_FAMILY.tag, "sekeluarga", t("Bersama keluarga?", "With the family?")).when(MOVED),
    yes_no(
        MOVE_PAPER.tag,
        "surat_pindah",
        t("Ada surat pindah (SKPWNI)?", "Moving letter (SKPWNI)?"),
    )
    .when(MOVED),
    one_of(MOVE_REASON.tag, "alasan_pindah", &change::MOVE_REASON, t("Mengapa?", "Why?"))
        .when(MOVED),
];

/// On one of a couple: not the same person twice.
const ANOTHER_PERSON: Check =
    Check::Rule { code: codes::SAME_PERSON, rule: rules::same_as_subject };

static PARTNER_FIELDS: [Field; 9] = [
    person::reference(),
    person::name(Cond::Always).checks(&[ANOTHER_PERSON]),
    person::nik_matches(person::NIK_OPEN),
    person::nik(person::NIK_OPEN),
    person::no_nik(person::WITHOUT_NIK),
    person::nik_source(),
    person::sex(Cond::Always, Cond::Always),
    person::birth(Cond::Always, person::BIRTH_OPEN, &[person::BORN_AFTER_VISIT]),
    person::age_about(person::WITHOUT_BIRTH),
];

pub(super) static PARTNER_SECTION: [Field; 1] = [Field::new(
    PARTNER.tag,
    "pasangan",
    Kind::Group(&PARTNER_FIELDS),
    t("Kawin dengan siapa?", "Married to whom?"),
)];

/// Full years on the day of the marriage, by the day of birth or as guessed.
const SUBJECT_AGE: Num = Num::FirstOf(&[
    Num::YearsBetween(&Num::Of(Ref::form(&[SUBJECT.tag, person::BIRTH.tag])), &EVENT_DAY),
    Num::Of(Ref::form(&[SUBJECT.tag, person::AGE_ABOUT.tag])),
]);
const PARTNER_AGE: Num = Num::FirstOf(&[
    Num::YearsBetween(&Num::Of(Ref::form(&[PARTNER.tag, person::BIRTH.tag])), &EVENT_DAY),
    Num::Of(Ref::form(&[PARTNER.tag, person::AGE_ABOUT.tag])),
]);
const YOUNG: Cond = Cond::Any(&[
    Cond::Less(SUBJECT_AGE, family::MARRIAGE_AGE),
    Cond::Less(PARTNER_AGE, family::MARRIAGE_AGE),
]);

pub(super) static MARRIAGE_FIELDS: [Field; 3] = [
    one_of(
        PARTNER_FROM.tag,
        "asal_pasangan",
        &change::PARTNER_FROM,
        t("Suami/istri dari mana?", "Where is husband or wife from?"),
    )
    .required(),
    yes_no(
        MARRIAGE_PAPER.tag,
        "akta_nikah",
        t("Ada buku nikah/akta kawin?", "Marriage certificate?"),
    ),
    yes_no(LEAVE.tag, "dispensasi", t("Ada dispensasi pengadilan?", "Leave of a court?"))
        .when(YOUNG)
        .checks(&[Check::When {
            code: codes::MARRIAGE_YOUNG,
            cond: Cond::All(&[YOUNG, Cond::No(Ref::form(&[LEAVE.tag]))]),
            params: &[],
        }]),
];

pub(super) static DIVORCE_FIELDS: [Field; 2] = [
    one_of(DIVORCE.tag, "jenis_cerai", &change::DIVORCE, t("Cerai karena apa?", "How?"))
        .required()
        .checks(&[Check::When {
            code: codes::RECORD_DEATH_TOO,
            cond: Cond::Has(Ref::form(&[DIVORCE.tag]), change::DIVORCED_BY_DEATH),
            params: &[],
        }]),
    yes_no(DIVORCE_PAPER.tag, "akta_cerai", t("Ada akta cerai/kematian?", "Is there a paper?")),
];

const WITHOUT_OLD_KK: Cond = Cond::Not(&Cond::Number(Ref::form(&[OLD_KK.tag])));
const OLD_KK_OPEN: Cond =
    Cond::All(&[WITHOUT_OLD_KK, Cond::Not(&Cond::Answered(Ref::form(&[NO_OLD_KK.tag])))]);

pub(super) static CARD_FIELDS: [Field; 3] = [
    Field::new(OLD_KK.tag, "no_kk_lama", Kind::NoKk, t("Nomor KK lama", "Old family card number"))
        .required_when(OLD_KK_OPEN)
        .either(NO_OLD_KK.tag)
        .class(Class::Identity)
        .suggest(rules::kk_of_visit),
    one_of(
        NO_OLD_KK.tag,
        "alasan_tanpa_kk_lama",
        &lists::NO_KK,
        t("Kalau nomornya tidak ada, mengapa?", "If there is no number, why?"),
    )
    .when(WITHOUT_OLD_KK)
    .either(OLD_KK.tag),
    Field::new(NEW_KK.tag, "no_kk_baru", Kind::NoKk, t("Nomor KK baru", "New family card number"))
        .hint(t("Kosongkan bila belum jadi.", "Leave it empty if it is not made yet."))
        .class(Class::Identity)
        .checks(&[Check::Rule { code: codes::SAME_CARD, rule: rules::same_card }]),
];

static NEW_HEAD_FIELDS: [Field; 9] = [
    person::reference(),
    person::name(Cond::Always).checks(&[ANOTHER_PERSON]),
    person::nik_matches(person::NIK_OPEN),
    person::nik(person::NIK_OPEN),
    person::no_nik(person::WITHOUT_NIK),
    person::nik_source(),
    person::sex(Cond::Always, Cond::Always),
    person::birth(Cond::Always, person::BIRTH_OPEN, &[person::BORN_AFTER_VISIT]),
    person::age_about(person::WITHOUT_BIRTH),
];

pub(super) static NEW_HEAD_SECTION: [Field; 2] = [
    Field::new(
        NEW_HEAD.tag,
        "kepala_baru",
        Kind::Group(&NEW_HEAD_FIELDS),
        t("Kepala keluarga yang baru", "New head of the family"),
    ),
    one_of(
        HEAD_REASON.tag,
        "sebab_ganti_kepala",
        &change::HEAD_REASON,
        t("Mengapa kepala yang lama diganti?", "Why is the head another one?"),
    )
    .when(is(change::NEW_HEAD))
    .required(),
];

static PEOPLE_ROW: [Field; 9] = family::identity();

pub(super) static PEOPLE_FIELDS: [Field; 1] = [Field::new(
    PEOPLE.tag,
    "anggota",
    Kind::Rows {
        fields: &PEOPLE_ROW,
        min: 1,
        max: family::MEMBERS_MAX,
        item: t("Anggota", "Member"),
    },
    t("Siapa saja yang ikut?", "Who goes along?"),
)
.hint(t("Selain orang yang sudah ditulis.", "Besides the person above."))
.required_when(Cond::All(&[MOVED_IN, MOVED_TOGETHER]))
.checks(&family::EACH_ONCE)];

pub(super) static REPORT_FIELDS: [Field; 1] = [yes_no(
    REPORTED.tag,
    "dilaporkan",
    t("Sudah dilaporkan ke desa/polisi?", "Reported to village or police?"),
)];

const CORRECTS_NIK: Cond = Cond::Has(Ref::form(&[ELEMENT.tag]), change::ELEMENT_NIK);
const CORRECTS_BIRTH: Cond = Cond::Has(Ref::form(&[ELEMENT.tag]), change::ELEMENT_BIRTH);
/// What is corrected is neither number nor day, which have boxes of their own.
const CORRECTS_WORDS: Cond = Cond::All(&[
    Cond::Answered(Ref::form(&[ELEMENT.tag])),
    Cond::Not(&CORRECTS_NIK),
    Cond::Not(&CORRECTS_BIRTH),
]);
const VALUE: Kind = Kind::Text { max: 200, style: TextStyle::Line };

pub(super) static CORRECTION_FIELDS: [Field; 6] = [
    one_of(ELEMENT.tag, "elemen", &change::ELEMENT, t("Apa yang salah?", "What is wrong?"))
        .required(),
    Field::new(OLD_VALUE.tag, "nilai_lama", VALUE, t("Tertulis sekarang", "As it stands now"))
        .when(CORRECTS_WORDS)
        .required()
        .class(Class::Identity),
    Field::new(NEW_VALUE.tag, "nilai_baru", VALUE, t("Seharusnya", "As it should be"))
        .when(CORRECTS_WORDS)
        .required()
        .class(Class::Identity)
        .checks(&[Check::Rule { code: codes::NOTHING_CHANGES, rule: rules::nothing_changes }]),
    Field::new(
        NEW_NIK.tag,
        "nik_baru",
        Kind::Nik { sex: None, birth: None },
        t("NIK yang benar", "The right NIK"),
    )
    .when(CORRECTS_NIK)
    .required()
    .class(Class::Identity),
    Field::new(
        NEW_BIRTH.tag,
        "tgl_lahir_baru",
        Kind::Day,
        t("Tanggal lahir yang benar", "The right date of birth"),
    )
    .when(CORRECTS_BIRTH)
    .required()
    .says_age(),
    Field::new(
        PAPERS.tag,
        "dokumen_dasar",
        Kind::Choices { list: &change::PAPER, none: Some(change::PAPER_NONE) },
        t("Surat mana yang menunjukkannya?", "Which papers show it?"),
    )
    .required(),
];

pub(super) static MORE_FIELDS: [Field; 5] = [
    Field::new(
        EXPLANATION.tag,
        "keterangan",
        Kind::Text { max: 300, style: TextStyle::Paragraph },
        t("Keterangan", "Remarks"),
    )
    .hint(t("Jangan menulis penyakit atau aib di sini.", "No illnesses or shameful matters here.")),
    consent::papers(60, t("Foto surat pendukung", "Photos of papers that show it"))
        .since(2)
        .when(consent::PHOTOS_OPEN),
    Field::reserved(Tag(61), "lokasi"),
    Field::reserved(Tag(62), "tanda_tangan"),
    Field::reserved(Tag(63), "bukti"),
];
