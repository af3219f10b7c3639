//! What only a new family is asked: work, house, belongings, criteria.
//!
//! Questions and codes follow Regsosek 2022-K (301 to 310, 502 to 504); gold is not asked.

use super::{
    AREA_HINT, AREA_PER_HEAD, ASSETS, CRITERIA, FLOOR, FLOOR_AREA, HOUSE_FRONT, INCOME, LIGHTING,
    MEMBERS, NO_PHOTO, POWER, SAME_ADDRESS, SEND_INCOMPLETE, TENURE, TOILET, WALL, WATER, WORK,
    rules,
};
use crate::{
    form::{
        model::{Check, ChoiceList, Class, Cond, Field, Kind, Picture, Ref, Shown},
        value::Tag,
    },
    forms::{
        codes,
        lists::{self, assistance, house},
    },
    quantity::{ANIMALS, PEOPLE, SQUARE_METRE},
    text::{Text, t},
};

/// House, belongings and criteria must be answered, unless the form is sent incomplete.
pub(super) const COMPLETE: Cond = Cond::Not(&Cond::Yes(Ref::form(&[SEND_INCOMPLETE.tag])));

/// One of a list, required unless the form is sent incomplete.
const fn one_of(tag: Tag, name: &'static str, list: &'static ChoiceList, label: Text) -> Field {
    Field::new(tag, name, Kind::Choice(list), label).required_when(COMPLETE)
}

/// How many animals there are of a kind that was ticked.
const fn animals(tag: u16, name: &'static str, asset: u16, label: Text) -> Field {
    let kind = Kind::Int { min: 1, max: 9999, unit: ANIMALS };
    Field::new(Tag(tag), name, kind, label)
        .example(2)
        .when(Cond::Has(Ref::form(&[ASSETS.tag]), asset))
        .required_when(COMPLETE)
}

pub(super) static FAMILY_FIELDS: [Field; 5] = [
    // Before what it is meant to skip.
    Field::new(
        SEND_INCOMPLETE.tag,
        "kirim_tidak_lengkap",
        Kind::Bool,
        t("Kirim dulu, belum lengkap?", "Send it although not complete?"),
    )
    .hint(t(
        "Pilih Ya bila anggota, rumah atau barang belum bisa ditanyakan. Bisa dilengkapi nanti.",
        "Choose yes if members, house or belongings could not be asked. They can be added later.",
    )),
    Field::new(
        SAME_ADDRESS.tag,
        "alamat_ktp_sama",
        Kind::Bool,
        t("Alamat di KTP sama dengan di sini?", "Do the cards show this address?"),
    )
    .since(2)
    .required(),
    Field::new(
        MEMBERS.tag,
        "jumlah_anggota",
        Kind::Int { min: 1, max: 30, unit: PEOPLE },
        t("Jumlah anggota keluarga", "Members of the family"),
    )
    .example(4)
    .hint(t("Semua yang tercatat di KK.", "All on the family card."))
    .when(Cond::Not(&Cond::Since(3)))
    .required(),
    Field::new(
        WORK.tag,
        "pekerjaan_kk",
        Kind::Choice(&house::WORK),
        t("Pekerjaan kepala keluarga", "Work of the head"),
    )
    .required()
    .checks(&[Check::When {
        code: codes::PNS_ELIGIBLE,
        cond: Cond::Has(Ref::form(&[WORK.tag]), house::WORK_STATE),
        params: &[],
    }]),
    Field::new(
        INCOME.tag,
        "penghasilan_kisaran",
        Kind::Choice(&house::INCOME),
        t("Penghasilan keluarga sebulan", "Income of the family in a month"),
    )
    .class(Class::Specific),
];

pub(super) static BUILDING_FIELDS: [Field; 8] = [
    one_of(
        TENURE.tag,
        "kepemilikan_rumah",
        &house::TENURE,
        t("Rumah milik siapa?", "Who owns the house?"),
    ),
    one_of(Tag(21), "bukti_lahan", &house::LAND_TITLE, t("Surat tanah", "Land title"))
        .when(Cond::Has(Ref::form(&[TENURE.tag]), house::TENURE_OWN)),
    Field::new(
        FLOOR_AREA.tag,
        "luas_lantai_m2",
        Kind::Int { min: 1, max: 999, unit: SQUARE_METRE },
        t("Luas lantai rumah", "Floor area"),
    )
    .example(36)
    .hint(t("Panjang kali lebar, dalam meter.", "Length times width, in metres."))
    .required_when(COMPLETE),
    one_of(
        FLOOR.tag,
        "lantai",
        &house::FLOOR,
        t("Sebagian besar lantai dari apa?", "Most of the floor"),
    ),
    one_of(
        WALL.tag,
        "dinding",
        &house::WALL,
        t("Sebagian besar dinding dari apa?", "Most of the walls"),
    ),
    one_of(Tag(25), "atap", &house::ROOF, t("Sebagian besar atap dari apa?", "Most of the roof")),
    Field::new(
        AREA_PER_HEAD.tag,
        "luas_per_jiwa_001m2",
        Kind::Computed(Shown::Number { scale: 2 }),
        t("Luas lantai per orang (m²)", "Floor area per person (m²)"),
    ),
    Field::new(
        AREA_HINT.tag,
        "luas_per_jiwa_kisaran",
        Kind::Computed(Shown::Choice(&house::AREA_HINT)),
        t("Luas per orang (perkiraan)", "Floor area per person (estimate)"),
    ),
];

pub(super) static SUPPLY_FIELDS: [Field; 5] = [
    one_of(WATER.tag, "air_minum", &house::WATER, t("Air minum utama", "Main drinking water")),
    one_of(
        Tag(27),
        "jarak_tinja",
        &house::PIT_DISTANCE,
        t("Jarak sumur ke septic tank", "From the well to the septic tank"),
    )
    .when(Cond::HasAny(Ref::form(&[WATER.tag]), house::WATER_FROM_GROUND)),
    one_of(LIGHTING.tag, "penerangan", &house::LIGHTING, t("Penerangan utama", "Main light")),
    one_of(POWER.tag, "daya_listrik", &house::POWER, t("Daya listrik", "Power of the meter"))
        .when(Cond::Has(Ref::form(&[LIGHTING.tag]), house::LIGHTING_METER)),
    one_of(Tag(30), "bahan_bakar", &house::FUEL, t("Memasak dengan apa?", "Fuel for cooking")),
];

const HAS_TOILET: Cond = Cond::All(&[
    Cond::Answered(Ref::form(&[TOILET.tag])),
    Cond::Not(&Cond::Has(Ref::form(&[TOILET.tag]), house::TOILET_NONE)),
]);

pub(super) static TOILET_FIELDS: [Field; 3] = [
    one_of(TOILET.tag, "fasilitas_bab", &house::TOILET, t("Ada jamban?", "Is there a toilet?")),
    one_of(Tag(32), "kloset", &house::TOILET_SEAT, t("Jenis kloset", "Kind of toilet"))
        .when(HAS_TOILET),
    one_of(
        Tag(33),
        "pembuangan_tinja",
        &house::SEWAGE,
        t("Dibuang ke mana?", "Where does it drain?"),
    )
    .when(HAS_TOILET),
];

pub(super) static ASSET_FIELDS: [Field; 7] = [
    Field::new(
        ASSETS.tag,
        "aset",
        Kind::Choices { list: &assistance::ASSET, none: Some(assistance::ASSET_NONE) },
        t("Keluarga ini punya apa saja?", "What does the family own?"),
    )
    .required_when(COMPLETE)
    .checks(&[Check::When {
        code: codes::CAR_ELIGIBLE,
        cond: Cond::HasAny(
            Ref::form(&[ASSETS.tag]),
            &[assistance::ASSET_CAR, assistance::ASSET_HOUSE],
        ),
        params: &[],
    }]),
    animals(35, "sapi", assistance::ASSET_CATTLE, t("Berapa sapi?", "How many cattle?")),
    animals(36, "kerbau", assistance::ASSET_BUFFALO, t("Berapa kerbau?", "How many buffaloes?")),
    animals(37, "kuda", assistance::ASSET_HORSE, t("Berapa kuda?", "How many horses?")),
    animals(
        38,
        "kambing_domba",
        assistance::ASSET_GOAT,
        t("Berapa kambing/domba?", "How many goats or sheep?"),
    ),
    animals(39, "unggas", assistance::ASSET_POULTRY, t("Berapa unggas?", "How many poultry?")),
    animals(
        40,
        "ternak_lain",
        assistance::ASSET_OTHER_ANIMAL,
        t("Berapa ternak lain?", "How many other animals?"),
    ),
];

pub(super) static CRITERIA_FIELDS: [Field; 6] = [
    Field::new(
        CRITERIA.tag,
        "kriteria",
        Kind::Choices { list: &assistance::CRITERION, none: Some(assistance::CRITERION_NONE) },
        t("Mana yang sesuai?", "Which of these apply?"),
    )
    .hint(t(
        "Sebagian terisi dari jawaban tadi. Boleh diubah.",
        "Some are ticked from earlier answers. They may be changed.",
    ))
    .class(Class::Specific)
    .required_when(COMPLETE)
    .suggest(rules::criteria_seen),
    Field::reserved(Tag(61), "foto_rumah_dalam"),
    Field::reserved(Tag(62), "foto_kk"),
    Field::reserved(Tag(64), "lokasi"),
    Field::reserved(Tag(65), "tanda_tangan"),
    Field::reserved(Tag(66), "bukti"),
];

/// The house from the front, which the desk wants to see of whoever is to begin or stop receiving
/// (domain G′ 4). Whoever cannot or may not take it says why.
pub(super) static PHOTO_FIELDS: [Field; 2] = [
    Field::new(
        HOUSE_FRONT,
        "foto_rumah_depan",
        Kind::Picture(Picture::Scene),
        t("Foto rumah dari depan", "Photo of the house from the front"),
    )
    .hint(t("Tanpa orang di foto.", "Nobody in the picture."))
    .since(4)
    .when(Cond::Not(&Cond::Answered(Ref::form(&[NO_PHOTO.tag]))))
    .required()
    .either(NO_PHOTO.tag),
    Field::new(
        NO_PHOTO.tag,
        "tanpa_foto",
        Kind::Choice(&lists::NO_PHOTO),
        t("Kalau tidak difoto, mengapa?", "If there is no photo, why?"),
    )
    .since(4)
    .when(Cond::Not(&Cond::Answered(Ref::form(&[HOUSE_FRONT]))))
    .either(HOUSE_FRONT),
];
