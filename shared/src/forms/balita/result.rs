//! What the growth standards make of the measures, and what follows from it.

use super::{
    ACTION, AGE_DAYS, AGE_MONTHS, ALGORITHM, ARM, ARM_CATEGORY, BAZ, BMI_FOR_AGE, CHILD,
    CHILD_CONSENT, CHILD_NOTICE_READ, FLAGS, FOLLOW_UP, HAZ, HCZ, HEAD, HEIGHT_FOR_AGE, LENGTH,
    MUACZ, OEDEMA, POSITION, WAZ, WEIGHT, WEIGHT_FOR_AGE, WEIGHT_FOR_HEIGHT, WHZ,
    questions::{AGE, AT_HOME, BIRTH_DAY, MEASURED_DAY, NEEDS_FOLLOW_UP, TOLD},
};
use crate::{
    day::Day,
    form::{
        model::{Check, Class, Cond, Field, Kind, Ref, Scene, Shown},
        problem::Param,
        value::{Chosen, Key, Tag, Value, Values},
    },
    forms::{codes, lists::child, person, visit},
    growth::{
        self, Assessment, Measurement, Position, ZScore, action,
        category::{HeightForAge, MuacCategory, WeightForAge, WeightForHeight},
    },
    sex::Sex,
    text::{Text, t},
};

/// A weight from at most so many days ago should be near this one.
const WEIGHT_COMPARED_DAYS: i64 = 60;
/// From this day on a child is measured standing (24 months, domain D.3).
const AGE_DAYS_STANDING: i64 = 731;

pub(super) static FIELDS: [Field; 21] = [
    Field::new(
        FOLLOW_UP.tag,
        "intervensi",
        Kind::Choices { list: &child::FOLLOW_UP, none: None },
        t("Apa tindak lanjutnya?", "What is the follow-up?"),
    )
    .when(Cond::Any(&[AT_HOME, NEEDS_FOLLOW_UP]))
    .unmarked()
    .class(Class::Specific)
    .checks(&[Check::When {
        code: codes::FOLLOW_UP_MISSING,
        cond: Cond::All(&[
            NEEDS_FOLLOW_UP,
            Cond::Not(&Cond::Answered(Ref::form(&[FOLLOW_UP.tag]))),
        ]),
        params: &[],
    }]),
    result(ACTION.tag, "tindakan", Shown::Choice(&child::ACTION), t("Saran", "Advice")),
    result(
        AGE_MONTHS.tag,
        "umur_bulan",
        Shown::Number { scale: 0 },
        t("Umur saat diukur (bulan)", "Age when measured (months)"),
    ),
    computed(
        AGE_DAYS.tag,
        "umur_hari",
        Shown::Number { scale: 0 },
        t("Umur saat diukur (hari)", "Age when measured (days)"),
    ),
    z_score(HAZ.tag, "haz", t("Tinggi menurut umur (TB/U)", "Height for age"))
        .category(HEIGHT_FOR_AGE.tag),
    z_score(WAZ.tag, "waz", t("Berat menurut umur (BB/U)", "Weight for age"))
        .category(WEIGHT_FOR_AGE.tag),
    z_score(WHZ.tag, "whz", t("Berat menurut tinggi (BB/TB)", "Weight for height"))
        .category(WEIGHT_FOR_HEIGHT.tag),
    z_score(BAZ.tag, "baz", t("IMT menurut umur (IMT/U)", "BMI for age")).category(BMI_FOR_AGE.tag),
    z_score(MUACZ.tag, "muacz", t("LiLA menurut umur", "Arm for age")).category(ARM_CATEGORY.tag),
    z_score(HCZ.tag, "hcz", t("Lingkar kepala menurut umur", "Head for age")),
    result(
        WEIGHT_FOR_AGE.tag,
        "kategori_bbu",
        Shown::Choice(&child::WEIGHT_FOR_AGE),
        t("Kategori BB/U", "Category of weight for age"),
    ),
    result(
        HEIGHT_FOR_AGE.tag,
        "kategori_tbu",
        Shown::Choice(&child::HEIGHT_FOR_AGE),
        t("Kategori TB/U", "Category of height for age"),
    ),
    result(
        WEIGHT_FOR_HEIGHT.tag,
        "kategori_bbtb",
        Shown::Choice(&child::WEIGHT_FOR_HEIGHT),
        t("Kategori BB/TB", "Category of weight for height"),
    ),
    result(
        BMI_FOR_AGE.tag,
        "kategori_imtu",
        Shown::Choice(&child::WEIGHT_FOR_HEIGHT),
        t("Kategori IMT/U", "Category of BMI for age"),
    ),
    result(
        ARM_CATEGORY.tag,
        "kategori_lila",
        Shown::Choice(&child::ARM),
        t("Kategori LiLA", "Category of the arm"),
    ),
    result(
        FLAGS.tag,
        "tanda",
        Shown::Choices(&child::FLAGS),
        t("Perlu diukur ulang", "To be measured again"),
    ),
    computed(
        ALGORITHM.tag,
        "versi_hitungan",
        Shown::Number { scale: 0 },
        t("Versi hitungan", "Version of the computation"),
    ),
    Field::reserved(Tag(60), "foto"),
    Field::reserved(Tag(61), "lokasi"),
    Field::reserved(Tag(62), "tanda_tangan"),
    Field::reserved(Tag(63), "bukti"),
];

/// Computed for the office, which compares it with its own.
const fn computed(tag: Tag, name: &'static str, shown: Shown, label: Text) -> Field {
    Field::new(tag, name, Kind::Computed(shown), label).class(Class::Specific)
}

const fn result(tag: Tag, name: &'static str, shown: Shown, label: Text) -> Field {
    computed(tag, name, shown, label).shown_as_result()
}

const fn z_score(tag: Tag, name: &'static str, label: Text) -> Field {
    result(tag, name, Shown::Number { scale: 2 }, label)
}

/// What the growth standards make of the measures; `None` without tables, sex, day of birth or day
/// of measuring, and for what was only told.
#[must_use]
pub fn assessment(scene: &Scene<'_>) -> Option<Assessment> {
    let tables = scene.world.growth?;
    let values = scene.values;
    if scene.holds(values, TOLD) {
        return None;
    }
    let sex = values.group(CHILD.tag)?.get(person::SEX)?;
    // Beside a measure that is refused (9500 kg, a word) there is no advice at all.
    if [WEIGHT, LENGTH, ARM, HEAD].into_iter().any(|key| is_refused(scene, key)) {
        return None;
    }
    let measure = |key: Key<i64>| values.get(key).and_then(|number| i32::try_from(number).ok());
    let measurement = Measurement {
        sex: Sex::from_code(sex.0)?,
        age_days: i32::try_from(scene.number(values, AGE)?).ok()?,
        weight_g: measure(WEIGHT),
        length_01mm: measure(LENGTH),
        position: values.get(POSITION).and_then(|position| match position.0 {
            child::LYING => Some(Position::Lying),
            child::STANDING => Some(Position::Standing),
            _ => None,
        }),
        oedema: values.get(OEDEMA).unwrap_or(false),
        muac_01mm: measure(ARM),
        head_01mm: measure(HEAD),
    };
    Some(growth::assess(tables, &measurement))
}

/// There is an answer in the place of a measure that the field does not take.
fn is_refused(scene: &Scene<'_>, key: Key<i64>) -> bool {
    let Some(answer) = scene.values.at(key.tag).filter(|answer| !answer.is_blank()) else {
        return false;
    };
    match (scene.kind.field(key.tag).map(|field| &field.kind), answer) {
        (Some(Kind::Decimal { min, max, .. }), Value::Int(number)) => {
            !(*min..=*max).contains(number)
        }
        _ => true,
    }
}

/// Every computed answer, present or taken away.
pub(super) fn compute(scene: &Scene<'_>) -> Vec<(Tag, Option<Value>)> {
    let age = scene.number(scene.values, AGE).filter(|days| *days >= 0);
    let day = |num| {
        let number = scene.number(scene.values, num)?;
        i32::try_from(number).ok().map(Day::from_number)
    };
    let months = match (day(BIRTH_DAY), day(MEASURED_DAY)) {
        (Some(birth), Some(measured)) if birth <= measured => Some(measured.months_since(birth)),
        _ => None,
    };
    let assessment = assessment(scene);
    let found = assessment.as_ref();
    let score = |read: fn(&Assessment) -> Option<ZScore>| {
        found.and_then(read).map(|z| Value::Int(i64::from(z.centi)))
    };
    let category = |read: fn(&Assessment) -> Option<u16>| found.and_then(read).map(Value::Choice);
    let agreed = scene.values.at(CHILD_CONSENT.tag).is_some()
        && scene.holds(scene.values, visit::IN_SESSION);
    let read = agreed.then(|| visit::notice_read(scene.values, CHILD_NOTICE_READ));
    vec![
        (CHILD_NOTICE_READ.tag, read),
        (ACTION.tag, category(|a| Some(child::action_code(action::action(a))))),
        (AGE_MONTHS.tag, months.map(|months| Value::Int(i64::from(months)))),
        (AGE_DAYS.tag, age.map(Value::Int)),
        (HAZ.tag, score(|a| a.haz)),
        (WAZ.tag, score(|a| a.waz)),
        (WHZ.tag, score(|a| a.whz)),
        (BAZ.tag, score(|a| a.baz)),
        (MUACZ.tag, score(|a| a.muacz)),
        (HCZ.tag, score(|a| a.hcz)),
        (WEIGHT_FOR_AGE.tag, category(|a| a.bbu().map(|category| category.code()))),
        (HEIGHT_FOR_AGE.tag, category(|a| a.tbu().map(|category| category.code()))),
        (WEIGHT_FOR_HEIGHT.tag, category(|a| a.bbtb().map(|category| category.code()))),
        (BMI_FOR_AGE.tag, category(|a| a.imtu().map(|category| category.code()))),
        (ARM_CATEGORY.tag, category(|a| a.muac.map(|category| category.code()))),
        (FLAGS.tag, found.and_then(flags)),
        (ALGORITHM.tag, found.map(|_| Value::Int(i64::from(growth::ALGORITHM_VERSION)))),
    ]
}

/// The results that are hardly possible; `None` when all are plausible.
fn flags(a: &Assessment) -> Option<Value> {
    let scores = [
        (child::FLAG_HAZ, a.haz),
        (child::FLAG_WAZ, a.waz),
        (child::FLAG_WHZ, a.whz),
        (child::FLAG_BAZ, a.baz),
        (child::FLAG_MUACZ, a.muacz),
        (child::FLAG_HCZ, a.hcz),
    ];
    let flagged: Vec<u16> = scores
        .into_iter()
        .filter(|(_, z)| z.is_some_and(|z| z.flagged))
        .map(|(code, _)| code)
        .collect();
    (!flagged.is_empty()).then_some(Value::Choices(flagged))
}

/// The weight is more than a fifth away from one that is at most two months old.
pub(super) fn weight_jump(scene: &Scene<'_>, _here: &Values) -> Option<Vec<Param>> {
    let previous = scene.previous?;
    let (before, now) = (previous.get(WEIGHT)?, scene.values.get(WEIGHT)?);
    let days = scene.number(scene.values, AGE)?.checked_sub(previous.get(AGE_DAYS)?)?;
    let is_jump = now.abs_diff(before) > before.unsigned_abs() / 5;
    (is_jump && (0..=WEIGHT_COMPARED_DAYS).contains(&days)).then(|| vec![Param::Number(before, 3)])
}

/// Lying below two years, standing from then on.
pub(super) fn position_by_age(scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    let age = scene.number(scene.values, AGE)?;
    let position = if age < AGE_DAYS_STANDING { child::LYING } else { child::STANDING };
    Some(Value::Choice(position))
}

/// Why the advice is what it is: the first thing that stands out, in the order of the advice, in
/// words that can be said to the parents.
pub(super) fn why(values: &Values) -> Option<Text> {
    let is = |key: Key<Chosen>, codes: &[u16]| {
        values.get(key).is_some_and(|chosen| codes.contains(&chosen.0))
    };
    let height = |category: HeightForAge| is(HEIGHT_FOR_AGE, &[category.code()]);
    let weight = |category: WeightForAge| is(WEIGHT_FOR_AGE, &[category.code()]);
    let shape = |category: WeightForHeight| {
        is(WEIGHT_FOR_HEIGHT, &[category.code()]) || is(BMI_FOR_AGE, &[category.code()])
    };
    let action = values.get(ACTION)?.0;
    Some(match action {
        child::ACTION_MEASURE_LYING => {
            t("Anak ini terlalu kecil untuk diukur berdiri.", "The child is too young to stand.")
        }
        child::ACTION_MEASURE_AGAIN => t(
            "Hasilnya hampir tidak mungkin. Mungkin salah baca atau salah ketik.",
            "The result is hardly possible. It may be misread or mistyped.",
        ),
        child::ACTION_CONTINUE => {
            t("Tidak ada yang menonjol dari ukuran ini.", "Nothing stands out in these measures.")
        }
        child::ACTION_REFER_SOON | child::ACTION_CHECK => {
            if values.get(OEDEMA) == Some(true) {
                t("Kedua kakinya bengkak.", "Both feet are swollen.")
            } else if is(ARM_CATEGORY, &[MuacCategory::Severe.code()]) {
                t("Lengannya sangat kecil.", "The arm is very thin.")
            } else if shape(WeightForHeight::SeverelyWasted) {
                t("Sangat kurus untuk tingginya.", "Very thin for the height.")
            } else if is(ARM_CATEGORY, &[MuacCategory::Moderate.code()]) {
                t("Lengannya kecil.", "The arm is thin.")
            } else if shape(WeightForHeight::Wasted) {
                t("Kurus untuk tingginya.", "Thin for the height.")
            } else if weight(WeightForAge::SeverelyUnderweight) {
                t("Beratnya sangat kurang untuk umurnya.", "Weighs far too little for the age.")
            } else if height(HeightForAge::SeverelyStunted) {
                t("Sangat pendek untuk umurnya.", "Very short for the age.")
            } else if weight(WeightForAge::Underweight) {
                t("Beratnya kurang untuk umurnya.", "Weighs too little for the age.")
            } else if height(HeightForAge::Stunted) {
                t("Pendek untuk umurnya.", "Short for the age.")
            } else if shape(WeightForHeight::Obese) {
                t("Jauh terlalu gemuk untuk tingginya.", "Far too heavy for the height.")
            } else if shape(WeightForHeight::Overweight) {
                t("Terlalu gemuk untuk tingginya.", "Too heavy for the height.")
            } else if height(HeightForAge::Tall) {
                t("Sangat tinggi untuk umurnya.", "Very tall for the age.")
            } else {
                return None;
            }
        }
        _ => return None,
    })
}
