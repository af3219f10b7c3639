//! What is asked about a disability, and what may be wrong with the answers.

use super::{
    ACTIVITY, AID, BEHAVIOUR, CARER, CARER_AGE, CONDITION, DEVICE, DEVICE_SOURCE, DEVICES, HANDS,
    HAS_CARD, HAS_DEVICE, HEARING, HEIGHT, HIP_WIDTH, INDEPENDENCE, KINDS, LEARNING, NEEDED,
    NEEDS_DEVICE, OTHER_DEVICE, QUANTITY, REMEMBERING, SEEING, SELF_CARE, SINCE, SPEAKING, THERAPY,
    WALKING, WEIGHT, result,
};
use crate::{
    form::{
        model::{Check, Class, Cond, Field, Kind, Num, Picture, Ref, TextStyle},
        value::{Chosen, Key, Tag},
    },
    forms::{
        codes, consent,
        lists::disability,
        subject::{self, AGE},
        visit,
    },
    quantity::{CM, KG, YEARS},
    text::{Text, t},
};

/// From five years on everything is asked; of younger children only what they do already. An age that
/// nobody knows counts as old enough.
pub(super) const OLD_ENOUGH: Cond = Cond::Not(&Cond::Less(AGE, Num::Const(5)));

const SEVERE: &[u16] = &[disability::DIFFICULTY_CANNOT, disability::DIFFICULTY_GREAT];

const fn is_severe(path: &'static [Tag]) -> Cond {
    Cond::HasAny(Ref::form(path), SEVERE)
}

const fn is_none(path: &'static [Tag]) -> Cond {
    Cond::Has(Ref::form(path), disability::DIFFICULTY_NONE)
}

/// Something is very hard or cannot be done at all.
pub(super) const SOME_SEVERE: Cond = Cond::Any(&[
    is_severe(&[SEEING.tag]),
    is_severe(&[HEARING.tag]),
    is_severe(&[WALKING.tag]),
    is_severe(&[HANDS.tag]),
    is_severe(&[SPEAKING.tag]),
    Cond::All(&[
        OLD_ENOUGH,
        Cond::Any(&[
            is_severe(&[LEARNING.tag]),
            is_severe(&[BEHAVIOUR.tag]),
            is_severe(&[SELF_CARE.tag]),
            is_severe(&[REMEMBERING.tag]),
        ]),
    ]),
]);
/// Nothing that was asked is hard at all.
pub(super) const NOTHING_HARD: Cond = Cond::All(&[
    is_none(&[SEEING.tag]),
    is_none(&[HEARING.tag]),
    is_none(&[WALKING.tag]),
    is_none(&[HANDS.tag]),
    is_none(&[SPEAKING.tag]),
    Cond::Any(&[
        Cond::Not(&OLD_ENOUGH),
        Cond::All(&[
            is_none(&[LEARNING.tag]),
            is_none(&[BEHAVIOUR.tag]),
            is_none(&[SELF_CARE.tag]),
            is_none(&[REMEMBERING.tag]),
        ]),
    ]),
]);

/// Whoever answered is nobody of the family: nothing about health.
const ON_TASK_ALONE: Check =
    Check::When { code: codes::DISABILITY_ON_TASK_ALONE, cond: NOT_AGREED, params: &[] };
const NOT_AGREED: Cond = Cond::All(&[Cond::Not(&visit::REFUSED), visit::ON_TASK_ALONE]);

pub(super) static SUBJECT_FIELDS: [Field; 10] = subject::fields(&[
    Check::When { code: codes::NEEDS_FAMILY, cond: visit::IN_SESSION, params: &[] },
    subject::NO_FORM_IF_REFUSED,
    ON_TASK_ALONE,
]);

const fn difficulty(key: Key<Chosen>, name: &'static str, label: Text) -> Field {
    Field::new(key.tag, name, Kind::Choice(&disability::DIFFICULTY), label)
        .required()
        .class(Class::Specific)
}

pub(super) static BODY_FIELDS: [Field; 5] = [
    difficulty(SEEING, "penglihatan", t("Sulit melihat?", "Hard to see?"))
        .hint(t("Juga bila memakai kacamata.", "Also with glasses.")),
    difficulty(HEARING, "pendengaran", t("Sulit mendengar?", "Hard to hear?"))
        .hint(t("Juga bila memakai alat bantu dengar.", "Also with a hearing aid.")),
    difficulty(
        WALKING,
        "berjalan",
        t("Sulit berjalan atau naik tangga?", "Hard to walk or climb?"),
    ),
    difficulty(HANDS, "tangan", t("Sulit menggerakkan tangan atau jari?", "Hard to use hands?")),
    difficulty(SPEAKING, "komunikasi", t("Sulit bicara atau dipahami?", "Hard to speak?")).hint(t(
        "Dengan bahasa sehari-hari, dengan orang di rumah.",
        "In everyday words, with people at home.",
    )),
];

pub(super) static MIND_FIELDS: [Field; 4] = [
    difficulty(LEARNING, "belajar", t("Sulit belajar atau mengerti?", "Hard to learn?")),
    difficulty(
        REMEMBERING,
        "ingatan",
        t("Sulit mengingat atau memusatkan pikiran?", "Hard to remember?"),
    ),
    difficulty(
        BEHAVIOUR,
        "perilaku",
        t("Sulit mengendalikan perasaan?", "Hard to control feelings?"),
    ),
    difficulty(
        SELF_CARE,
        "mandiri",
        t("Sulit mengurus diri sendiri?", "Hard to look after oneself?"),
    )
    .hint(t("Misalnya mandi, berpakaian, makan.", "Such as washing, dressing, eating.")),
];

pub(super) static KIND_FIELDS: [Field; 6] = [
    Field::new(
        KINDS.tag,
        "ragam",
        Kind::Choices { list: &disability::KIND, none: None },
        t("Ragam disabilitasnya?", "Which kind of disability?"),
    )
    .hint(t(
        "Pilih bila sudah diperiksa atau jelas terlihat. Bila ragu: belum diperiksa.",
        "Choose what was examined or is plain to see. If in doubt: not examined yet.",
    ))
    .required_when(SOME_SEVERE)
    .class(Class::Specific)
    .checks(&[Check::When {
        code: codes::KIND_AND_UNCHECKED,
        cond: Cond::All(&[
            Cond::Has(Ref::form(&[KINDS.tag]), disability::KIND_UNCHECKED),
            Cond::Less(Num::Const(1), Num::Count(Ref::form(&[KINDS.tag]))),
        ]),
        params: &[],
    }]),
    Field::new(
        SINCE.tag,
        "sejak",
        Kind::Choice(&disability::SINCE),
        t("Sejak kapan?", "Since when?"),
    )
    .class(Class::Specific),
    Field::new(
        INDEPENDENCE.tag,
        "tingkat_mandiri",
        Kind::Choice(&disability::INDEPENDENCE),
        t("Kegiatan sehari-hari sendiri?", "Manages daily life alone?"),
    )
    .hint(t("Mandi, makan, berpakaian, ke kamar kecil.", "Washing, eating, dressing, toilet."))
    .required()
    .class(Class::Specific),
    Field::new(
        CARER.tag,
        "pendamping",
        Kind::Choice(&disability::CARER),
        t("Siapa yang mendampingi?", "Who looks after the person?"),
    )
    .required(),
    Field::new(
        CARER_AGE.tag,
        "umur_pendamping",
        Kind::Int { min: 5, max: 110, unit: YEARS },
        t("Umur pendamping, kira-kira", "Age of that one, about"),
    )
    .example(45)
    .when(Cond::All(&[
        Cond::Answered(Ref::form(&[CARER.tag])),
        Cond::Not(&Cond::HasAny(Ref::form(&[CARER.tag]), &[disability::CARER_NOBODY, HOME])),
    ]))
    .required(),
    Field::new(
        HAS_CARD.tag,
        "surat_disabilitas",
        Kind::Bool,
        t("Punya surat/kartu disabilitas?", "Has a disability card?"),
    ),
];

/// Looked after in a home: by nobody whose age counts.
const HOME: u16 = 8;

/// Devices in one row: which, and what is said of it.
const fn device() -> Field {
    Field::new(DEVICE.tag, "alat", Kind::Choice(&disability::DEVICE), t("Alat", "Device"))
        .required()
}

const OWNED: Cond = Cond::Yes(Ref::form(&[HAS_DEVICE.tag]));
const NEEDING: Cond = Cond::Yes(Ref::form(&[NEEDS_DEVICE.tag]));
const KINDS_THERE: Ref = Ref::form(&[KINDS.tag]);
const DEVICE_HERE: Ref = Ref::here(&[DEVICE.tag]);
/// A wheelchair has to fit.
const WHEELCHAIR: Cond = Cond::HasAny(
    DEVICE_HERE,
    &[disability::WHEELCHAIR, disability::WHEELCHAIR_CHILD, disability::WHEELCHAIR_FITTED],
);

static OWNED_ROW: [Field; 3] = [
    device(),
    Field::new(
        CONDITION.tag,
        "kondisi",
        Kind::Choice(&disability::CONDITION),
        t("Bagaimana keadaannya?", "How is it?"),
    )
    .required(),
    Field::new(
        DEVICE_SOURCE.tag,
        "sumber_alat",
        Kind::Choice(&disability::DEVICE_SOURCE),
        t("Dari mana?", "Where from?"),
    ),
];

pub(super) static OWNED_FIELDS: [Field; 2] = [
    Field::new(
        HAS_DEVICE.tag,
        "punya_alat",
        Kind::Bool,
        t("Sudah punya alat bantu?", "Has a device?"),
    )
    .required(),
    Field::new(
        DEVICES.tag,
        "alat_dimiliki",
        Kind::Rows { fields: &OWNED_ROW, min: 1, max: 6, item: t("Alat", "Device") },
        t("Alat yang dimiliki", "Devices that are there"),
    )
    .when(OWNED)
    .required()
    .checks(&[Check::Rule { code: codes::DEVICE_TWICE, rule: result::owned_twice }]),
];

/// The device is for the ears, the eyes or a limb, and the kind of disability is another one.
const OF_ANOTHER_KIND: Cond = Cond::All(&[
    Cond::Not(&NOTHING_HARD),
    Cond::Any(&[
        Cond::All(&[
            Cond::Has(DEVICE_HERE, disability::HEARING_AID),
            Cond::Not(&Cond::HasAny(
                KINDS_THERE,
                &[disability::KIND_HEARING, disability::KIND_UNCHECKED],
            )),
        ]),
        Cond::All(&[
            Cond::Has(DEVICE_HERE, disability::WHITE_CANE),
            Cond::Not(&Cond::HasAny(
                KINDS_THERE,
                &[disability::KIND_SIGHT, disability::KIND_UNCHECKED],
            )),
        ]),
        Cond::All(&[
            Cond::HasAny(DEVICE_HERE, &[disability::ARTIFICIAL_LEG, disability::ARTIFICIAL_ARM]),
            Cond::Not(&Cond::HasAny(
                KINDS_THERE,
                &[disability::KIND_PHYSICAL, disability::KIND_UNCHECKED],
            )),
        ]),
    ]),
]);

static NEEDED_ROW: [Field; 6] = [
    device().checks(&[Check::When {
        code: codes::DEVICE_OF_ANOTHER_KIND,
        cond: OF_ANOTHER_KIND,
        params: &[],
    }]),
    Field::new(
        OTHER_DEVICE.tag,
        "alat_lain",
        Kind::Text { max: 100, style: TextStyle::Line },
        t("Alat apa?", "Which device?"),
    )
    .when(Cond::Has(DEVICE_HERE, disability::DEVICE_OTHER))
    .required(),
    Field::new(
        QUANTITY.tag,
        "jumlah",
        Kind::Int { min: 1, max: 4, unit: Text::EMPTY },
        t("Berapa?", "How many?"),
    )
    .required()
    .suggest(result::one),
    Field::new(
        WEIGHT.tag,
        "berat_g",
        Kind::Decimal { scale: 3, digits: 1, min: 2_000, max: 200_000, unit: KG },
        t("Berat badan", "Weight"),
    )
    .example(55_000)
    .when(WHEELCHAIR)
    .class(Class::Specific),
    Field::new(
        HEIGHT.tag,
        "tinggi_01mm",
        Kind::Decimal { scale: 2, digits: 1, min: 4_000, max: 22_000, unit: CM },
        t("Tinggi badan", "Height"),
    )
    .example(15_500)
    .when(WHEELCHAIR)
    .class(Class::Specific),
    Field::new(
        HIP_WIDTH.tag,
        "lebar_pinggul_01mm",
        Kind::Decimal { scale: 2, digits: 1, min: 1_000, max: 8_000, unit: CM },
        t("Lebar pinggul saat duduk", "Width of the hips, sitting"),
    )
    .example(3_500)
    .when(WHEELCHAIR)
    .class(Class::Specific),
];

pub(super) static NEEDED_FIELDS: [Field; 2] = [
    Field::new(
        NEEDS_DEVICE.tag,
        "perlu_alat",
        Kind::Bool,
        t("Perlu alat bantu?", "Is a device needed?"),
    )
    .hint(t("Juga bila alat yang ada rusak.", "Also if the one that is there is broken."))
    .required()
    .checks(&[Check::When {
        code: codes::DEVICE_WITHOUT_DIFFICULTY,
        cond: Cond::All(&[NEEDING, NOTHING_HARD]),
        params: &[],
    }]),
    Field::new(
        NEEDED.tag,
        "alat_dibutuhkan",
        Kind::Rows { fields: &NEEDED_ROW, min: 1, max: 6, item: t("Alat", "Device") },
        t("Alat yang dibutuhkan", "Devices that are needed"),
    )
    .when(NEEDING)
    .required()
    .checks(&[Check::Rule { code: codes::DEVICE_TWICE, rule: result::needed_twice }]),
];

pub(super) static SERVICE_FIELDS: [Field; 5] = [
    Field::new(
        THERAPY.tag,
        "terapi",
        Kind::Choice(&disability::THERAPY),
        t("Ikut terapi?", "Gets therapy?"),
    )
    .class(Class::Specific),
    Field::new(
        ACTIVITY.tag,
        "kegiatan",
        Kind::Choice(&disability::ACTIVITY),
        t("Kegiatan sehari-hari", "What the person does by day"),
    )
    .when(OLD_ENOUGH),
    Field::new(
        AID.tag,
        "bantuan",
        Kind::Choices { list: &disability::AID, none: Some(0) },
        t("Bantuan yang diterima", "Help that is received"),
    )
    .class(Class::Specific),
    photo(60, "foto_alat", t("Foto alat yang ada", "Photo of the device that is there")),
    photo(61, "foto_orang", t("Foto orangnya", "Photo of the person"))
        .hint(t("Hanya bila orangnya mau.", "Only if the person is willing.")),
];

const fn photo(tag: u16, name: &'static str, label: Text) -> Field {
    Field::new(Tag(tag), name, Kind::Picture(Picture::Scene), label)
        .since(2)
        .when(consent::PHOTOS_OPEN)
        .class(Class::Specific)
}
