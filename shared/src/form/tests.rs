//! The interpreter on a small kind of its own: nesting, rows, conditions, confirms, settling.
#![expect(clippy::unwrap_used, reason = "tests")]

mod versions;
mod walking;

use super::{
    model::{
        Check, ChoiceList, Cond, Field, FormKind, Kind, KindId, Num, Opt, ParamOf, Ref, Scene,
        Section, Shown, TextStyle, World,
    },
    problem::{Override, Param, Path, Problem, Severity, at_most},
    review::{review, review_section},
    settle::settle,
    validate::{blocking, validate},
    value::{Key, Row, RowId, Tag, Value, Values},
};
use crate::{
    day::Day,
    forms::codes,
    sync::limits,
    text::{Lang, Text, t},
};

const PLAIN: Text = t("Tanya", "Question");
const NAME: Tag = Tag(1);
const HAS_PETS: Tag = Tag(2);
const PETS: Tag = Tag(3);
const HOUSE: Tag = Tag(4);
const BORN: Tag = Tag(5);
const WEIGHT: Tag = Tag(6);
const N_PETS: Tag = Tag(7);
const PHOTO: Tag = Tag(8);
const SPECIES: Tag = Tag(1);
const LEGS: Tag = Tag(2);
const ROOMS: Tag = Tag(1);
const ROOF: Tag = Tag(2);

static SPECIES_LIST: ChoiceList = ChoiceList {
    name: "species",
    options: &[
        Opt { code: 1, name: "cat", label: t("Kucing", "Cat"), since: 1 },
        Opt { code: 2, name: "hen", label: t("Ayam", "Hen"), since: 1 },
        Opt { code: 9, name: "none", label: t("Tidak ada", "None"), since: 1 },
    ],
};

static PET: &[Field] = &[
    Field::new(SPECIES, "species", Kind::Choice(&SPECIES_LIST), PLAIN).required(),
    Field::new(LEGS, "legs", Kind::Int { min: 0, max: 4, unit: Text::EMPTY }, PLAIN)
        .when(Cond::Has(Ref::here(&[SPECIES]), 1)),
];

static HOUSE_FIELDS: &[Field] = &[
    Field::new(ROOMS, "rooms", Kind::Int { min: 1, max: 20, unit: Text::EMPTY }, PLAIN).required(),
    Field::new(ROOF, "roof", Kind::Choices { list: &SPECIES_LIST, none: Some(9) }, PLAIN)
        .when(Cond::Less(Num::Const(3), Num::Of(Ref::here(&[ROOMS])))),
];

static KIND: FormKind = FormKind {
    id: KindId(999),
    name: "small",
    version: 1,
    title: PLAIN,
    purpose: PLAIN,
    subject: &[&[NAME]],
    to_follow: &[(&[HOUSE, ROOF], 9)],
    compute: Some(|scene| {
        let count = scene.number(scene.values, Num::Count(Ref::form(&[PETS])));
        vec![(N_PETS, count.filter(|count| *count > 0).map(Value::Int))]
    }),
    sections: &[
        Section {
            name: "first",
            title: PLAIN,
            relevant: Cond::Always,
            is_folded: false,
            fields: &[
                Field::new(NAME, "name", Kind::Text { max: 10, style: TextStyle::Name }, PLAIN)
                    .required(),
                Field::new(HAS_PETS, "has_pets", Kind::Bool, PLAIN).required(),
                Field::new(BORN, "born", Kind::Day, PLAIN),
                Field::new(
                    WEIGHT,
                    "weight",
                    Kind::Decimal {
                        scale: 3,
                        digits: 2,
                        min: 500,
                        max: 60_000,
                        unit: t("kg", "kg"),
                    },
                    PLAIN,
                )
                .example(9_500)
                .checks(&[Check::When {
                    code: codes::WEIGHT_UNUSUAL,
                    cond: Cond::Less(Num::Const(30_000), Num::Of(Ref::here(&[WEIGHT]))),
                    params: &[ParamOf::Number(Num::Of(Ref::here(&[WEIGHT])), 3)],
                }]),
                Field::new(N_PETS, "n_pets", Kind::Computed(Shown::Number { scale: 0 }), PLAIN),
                Field::reserved(PHOTO, "photo"),
            ],
        },
        Section {
            name: "pets",
            title: PLAIN,
            relevant: Cond::Yes(Ref::form(&[HAS_PETS])),
            is_folded: false,
            fields: &[Field::new(
                PETS,
                "pets",
                Kind::Rows { fields: PET, min: 1, max: 3, item: PLAIN },
                PLAIN,
            )
            .required()],
        },
        Section {
            name: "house",
            title: PLAIN,
            relevant: Cond::Always,
            is_folded: false,
            fields: &[Field::new(HOUSE, "house", Kind::Group(HOUSE_FIELDS), PLAIN)],
        },
    ],
    ..FormKind::PLAIN
};

fn day(y: i32, m: u32, d: u32) -> Day {
    Day::from_ymd(y, m, d).unwrap()
}

fn values(pairs: &[(Tag, Value)]) -> Values {
    let mut values = Values::new();
    for (tag, value) in pairs {
        values.put(*tag, Some(value.clone()));
    }
    values
}

fn house(rooms: i64) -> Value {
    Value::Group(values(&[(ROOMS, Value::Int(rooms))]))
}

fn good() -> Values {
    values(&[(NAME, Value::Text("Siti".into())), (HAS_PETS, Value::Bool(false)), (HOUSE, house(2))])
}

fn scene<'a>(values: &'a Values, overrides: &'a [Override]) -> Scene<'a> {
    let world = World::on(day(2026, 11, 24));
    Scene {
        kind: &KIND,
        version: KIND.version,
        values,
        visit: None,
        previous: None,
        overrides,
        world,
    }
}

fn problems(values: &Values) -> Vec<(String, &'static str)> {
    validate(&scene(values, &[])).iter().map(|p| (p.path.dom_id(), p.code.name())).collect()
}

/// What changes in a good form, and the problem that comes of it.
fn check(change: &[(Tag, Option<Value>)], expected: &[(&str, &'static str)]) {
    let mut values = good();
    for (tag, value) in change {
        values.put(*tag, value.clone());
    }
    let expected: Vec<_> = expected.iter().map(|(at, code)| (String::from(*at), *code)).collect();
    assert_eq!(problems(&values), expected, "{change:?}");
}

fn pets(rows: &[(u32, &[(Tag, Value)])]) -> Option<Value> {
    let row = |(id, pairs): &(u32, &[(Tag, Value)])| Row { id: RowId(*id), values: values(pairs) };
    Some(Value::Rows(rows.iter().map(row).collect()))
}

#[test]
fn each_fault_is_named_at_its_place() {
    let text = |words: &str| Some(Value::Text(words.into()));
    check(&[], &[]);
    check(&[(NAME, None)], &[("f-1", "required")]);
    check(&[(NAME, text("   "))], &[("f-1", "required")]);
    check(&[(NAME, text("S1ti"))], &[("f-1", "name_unusual")]);
    // An accent as a character of its own, as some keyboards send it, is part of its letter.
    check(&[(NAME, text("Rene\u{301}e"))], &[]);
    check(&[(NAME, text("e\u{301}"))], &[]);
    check(&[(NAME, text("\u{301}\u{301}"))], &[("f-1", "name")]);
    check(&[(NAME, text("Siti Aminah Wati"))], &[("f-1", "too_long")]);
    check(&[(NAME, Some(Value::Int(5)))], &[("f-1", "wrong_shape")]);
    check(&[(BORN, text("31/2/2026"))], &[("f-5", "not_a_date")]);
    check(&[(BORN, Some(Value::Day(day(2026, 11, 25))))], &[("f-5", "future")]);
    check(&[(BORN, Some(Value::Day(day(1899, 1, 1))))], &[("f-5", "too_long_ago")]);
    check(&[(WEIGHT, text("9,5x"))], &[("f-6", "not_a_number")]);
    check(&[(WEIGHT, Some(Value::Int(499)))], &[("f-6", "out_of_range")]);
    check(&[(WEIGHT, Some(Value::Int(31_000)))], &[("f-6", "weight_unusual")]);
    check(&[(HOUSE, None)], &[("f-4-1", "required")]);
    check(&[(HOUSE, Some(house(21)))], &[("f-4-1", "out_of_range")]);
    check(&[(PHOTO, Some(Value::Bool(true)))], &[("f-8", "unknown_field")]);
    check(&[(Tag(77), Some(Value::Bool(true)))], &[("f-77", "unknown_field")]);
}

#[test]
fn names_of_people_are_taken_as_they_are() {
    let name = |words: &str| (NAME, Some(Value::Text(words.into())));
    for usual in [
        "N",
        "H/Hj Ali",
        "Su (Tri)",
        "(Alm) Ali",
        "Ma\u{2bc}ruf",
        "Ma`ruf",
        "Ma´ruf",
        "Ma‘ruf",
        "Ma’ruf",
        "Ma'ruf",
        "Siti 2",
        "Siti2",
        "R. Ayu",
        "Hj.Siti",
        "Ny-Sri",
        "\"Sri\" W",
        "Ḥasan",
    ] {
        check(&[name(usual)], &[]);
    }
    check(&[name("Siti\u{a0}A\u{200e}")], &[]);
    for odd in ["Siti@", "S1ti", "Siti_A", "Siti 🙂"] {
        check(&[name(odd)], &[("f-1", "name_unusual")]);
    }
    check(&[name("سيتي")], &[("f-1", "name_not_latin")]);
    check(&[name("Siti 田")], &[("f-1", "name_not_latin")]);
    for none in ["7", "-", "...", "🙂"] {
        check(&[name(none)], &[("f-1", "name")]);
    }
    check(&[name("Si\u{7}ti")], &[("f-1", "control_character")]);
}

#[test]
fn a_refused_number_is_told_for_its_own_reason() {
    let number = |typed: &str| {
        let mut values = good();
        values.put(WEIGHT, super::edit::read(&KIND.field(WEIGHT).unwrap().kind, typed));
        let found = validate(&scene(&values, &[]));
        let meant = found.first().and_then(|found| found.suggestion(&KIND.field(WEIGHT)?.kind));
        let words = found.first().map(|found| found.words(Lang::Id)).unwrap_or_default();
        (words, meant)
    };
    for (typed, words) in [
        ("9,555", "Terlalu banyak angka di belakang koma, paling banyak 2. Contoh: 9,5"),
        ("1.234,5", "Pakai satu koma saja, tanpa titik. Contoh: 9,5"),
        ("sembilan", "Tulis angka saja. Contoh: 9,5"),
        ("-9", "Harus antara 0,5 dan 60 kg. Periksa lagi."),
        ("0,3", "Harus antara 0,5 dan 60 kg. Periksa lagi."),
        ("99999999999999999999", "Harus antara 0,5 dan 60 kg. Periksa lagi."),
        ("9,5 kg", ""),
        ("9,5KG", ""),
    ] {
        assert_eq!(number(typed), (String::from(words), None), "{typed}");
    }
    for (typed, grams) in [
        ("9500", 9_500),
        ("9.500", 9_500),
        ("9,550", 9_550),
        ("4250", 4_250),
        ("9500 gr", 9_500),
        ("9 500", 9_500),
        ("9,5 kilo", 9_500),
    ] {
        let (words, meant) = number(typed);
        assert_eq!(meant, Some(Value::Int(grams)), "{typed}");
        assert!(words.starts_with("Sepertinya satuannya lain. Maksudnya "), "{typed}: {words}");
    }
    assert_eq!(number("9500").0, "Sepertinya satuannya lain. Maksudnya 9,5 kg?");
}

#[test]
fn what_is_no_longer_asked_neither_speaks_nor_stands_in_a_review() {
    let mut values = good();
    values.put(HAS_PETS, Some(Value::Bool(false)));
    values.put(PETS, pets(&[(7, &[(SPECIES, Value::Choice(5))])]));
    values.put(WEIGHT, Some(Value::Int(31_000)));
    values.put(BORN, Some(Value::Day(day(2027, 1, 1))));
    let reason = String::from("Kalender salah cetak");
    let lifted = Override { path: Path::root().field(BORN), code: codes::FUTURE.0, reason };
    let overrides = [lifted];
    let scene = scene(&values, &overrides);
    let review = review(&scene);
    assert_eq!(review.values.at(PETS), None);
    assert_eq!(review.blocking(&scene), []);
    let notes: Vec<_> = review
        .notes(&scene)
        .into_iter()
        .map(|note| (note.problem.code, note.reason.is_some()))
        .collect();
    assert_eq!(notes, [(codes::FUTURE, true), (codes::WEIGHT_UNUSUAL, false)]);
    let section = &KIND.sections[0];
    assert_eq!(review_section(&scene, section), review.problems);
    let mut odd = values.clone();
    odd.put(Tag(77), Some(Value::Bool(true)));
    let scene = Scene { values: &odd, ..scene };
    let unknown = super::review::review(&scene).problems.pop().map(|problem| problem.code);
    assert_eq!(unknown, Some(codes::UNKNOWN_FIELD), "it is told of although it is dropped");
}

#[test]
fn rows_are_checked_each_by_its_stable_number() {
    let yes = (HAS_PETS, Some(Value::Bool(true)));
    check(std::slice::from_ref(&yes), &[("f-3", "required")]);
    check(&[yes.clone(), (PETS, pets(&[(7, &[])]))], &[("f-3-r7-1", "required")]);
    let hen: &[(Tag, Value)] = &[(SPECIES, Value::Choice(2))];
    check(
        &[yes.clone(), (PETS, pets(&[(7, hen), (8, &[(SPECIES, Value::Choice(5))])]))],
        &[("f-3-r8-1", "unknown_option")],
    );
    check(
        &[yes.clone(), (PETS, pets(&[(1, hen), (2, hen), (3, hen), (4, hen)]))],
        &[("f-3", "too_many_rows")],
    );
    check(&[yes, (PETS, pets(&[(1, hen), (1, hen)]))], &[("f-3-r1", "wrong_shape")]);
}

#[test]
fn an_option_that_excludes_all_others_stands_alone() {
    let roof = |codes: &[u16]| {
        let group = [(ROOMS, Value::Int(5)), (ROOF, Value::Choices(codes.to_vec()))];
        [(HOUSE, Some(Value::Group(values(&group))))]
    };
    check(&roof(&[1, 2]), &[]);
    check(&roof(&[9]), &[]);
    check(&roof(&[1, 9]), &[("f-4-2", "none_and_more")]);
    check(&roof(&[2, 1]), &[("f-4-2", "wrong_shape")]);
}

#[test]
fn a_confirm_is_lifted_by_a_reason_at_its_place_only() {
    let mut values = good();
    values.put(BORN, Some(Value::Day(day(2027, 1, 1))));
    let lifted = |path: Path, reason: &str| {
        vec![Override { path, code: codes::FUTURE.0, reason: reason.into() }]
    };
    let at_birth = Path::root().field(BORN);
    let blocked = |overrides: &[Override]| blocking(&scene(&values, overrides)).len();
    assert_eq!(blocked(&[]), 1);
    assert_eq!(blocked(&lifted(at_birth.clone(), "Kalender salah cetak")), 0);
    assert_eq!(blocked(&lifted(at_birth, "  ")), 1);
    assert_eq!(blocked(&lifted(Path::root().field(NAME), "Benar")), 1);
}

#[test]
fn warnings_do_not_keep_a_form_from_being_finished() {
    let mut values = good();
    values.put(WEIGHT, Some(Value::Int(31_000)));
    assert_eq!(validate(&scene(&values, &[])).len(), 1);
    assert_eq!(blocking(&scene(&values, &[])), Vec::<Problem>::new());
}

#[test]
fn what_is_no_longer_asked_is_dropped_when_a_form_is_settled() {
    let mut values = good();
    values.put(NAME, Some(Value::Text("  Siti ".into())));
    values.put(HAS_PETS, Some(Value::Bool(true)));
    values.put(PETS, pets(&[(7, &[(SPECIES, Value::Choice(2)), (LEGS, Value::Int(4))])]));
    let settled = settle(&scene(&values, &[]));
    assert_eq!(settled.at(NAME), Some(&Value::Text("Siti".into())));
    assert_eq!(settled.rows(PETS)[0].values.at(LEGS), None, "a hen is not asked for its legs");
    assert_eq!(settled.get(Key::<i64>::new(N_PETS.0)), Some(1));

    values.put(HAS_PETS, Some(Value::Bool(false)));
    let settled = settle(&scene(&values, &[]));
    assert_eq!(settled.at(PETS), None);
    assert_eq!(settled.at(N_PETS), None, "computed after dropping");
    // Settling twice changes nothing.
    assert_eq!(settle(&scene(&settled, &[])), settled);
}

#[test]
fn a_section_whose_condition_fails_is_neither_shown_nor_checked() {
    let values = good();
    let scene = scene(&values, &[]);
    let shown: Vec<_> =
        KIND.sections.iter().filter(|section| scene.is_shown(section)).map(|s| s.name).collect();
    assert_eq!(shown, ["first", "house"]);
}

#[test]
fn problems_read_as_sentences_with_their_numbers() {
    let problem =
        codes::OUT_OF_RANGE.at(Path::root(), vec![Param::Number(500, 3), Param::Number(60_000, 3)]);
    assert_eq!(problem.words(Lang::Id), "Harus antara 0,5 dan 60. Periksa lagi.");
    assert_eq!(problem.severity, Severity::Error);
    // What somebody typed may look like a slot itself.
    let typed = |text: &str| Param::Text(String::from(text));
    let params = vec![typed("{1}"), typed("x"), typed("gram"), typed("y")];
    let problem = codes::OUT_OF_RANGE.at(Path::root(), params);
    assert_eq!(problem.words(Lang::Id), "Harus antara {1} dan x gram. Periksa lagi.");
    assert_eq!(problem.words(Lang::En), "Must be between {1} and x grams. Check again.");
    let one = codes::OUT_OF_RANGE.at(Path::root(), vec![typed("x")]);
    assert_eq!(one.words(Lang::Id), "Harus antara x dan. Periksa lagi.");
    let unknown = super::problem::Code(64_000).at(Path::root(), vec![]);
    assert!(unknown.words(Lang::Id).contains("64000"));
}

#[test]
fn every_code_is_there_once_and_its_words_take_no_more_than_three_parameters() {
    for (idx, info) in codes::ALL.iter().enumerate() {
        let later = &codes::ALL[idx + 1..];
        assert!(later.iter().all(|other| other.code > info.code), "{} is out of order", info.name);
        assert!(later.iter().all(|other| other.name != info.name), "{} is there twice", info.name);
        for words in [info.words.id, info.words.en] {
            assert!(!words.is_empty() && !words.contains("{3}"), "{}", info.name);
        }
    }
}

#[test]
fn a_list_of_problems_has_an_end_and_says_how_many_more_there_are() {
    let row = |number| Row { id: RowId(number), values: Values::new() };
    // Each unknown answer is a problem.
    let mut values = Values::new();
    for number in 0..350 {
        values.put(Tag(60_000 + number), Some(Value::Bool(true)));
    }
    let unknown = validate(&scene(&values, &[]));
    let (more, listed) = unknown.split_last().unwrap();
    assert_eq!(listed.len(), limits::PROBLEMS_MAX);
    assert_eq!((more.code, more.severity), (codes::MORE_PROBLEMS, Severity::Error));
    let Some(Param::Number(n_more, 0)) = more.params.first() else { panic!("{more:?}") };
    assert_eq!(
        validate(&scene(&Values::new(), &[])).len() + 350,
        200 + usize::try_from(*n_more).unwrap()
    );

    let fewer = at_most(unknown.clone(), 10);
    assert_eq!(fewer.len(), 11);
    assert_eq!(fewer.last().unwrap().params, [Param::Number(n_more + 190, 0)]);
    assert_eq!(at_most(listed[..10].to_vec(), 10), listed[..10]);

    // Of more rows than there may be, only so many are gone through.
    let mut values = Values::new();
    values.put(HAS_PETS, Some(Value::Bool(true)));
    values.put(PETS, Some(Value::Rows((0..400).map(row).collect())));
    let problems = validate(&scene(&values, &[]));
    let n_of_rows = problems.iter().filter(|problem| problem.path.0.len() > 2).count();
    assert_eq!(n_of_rows, limits::ROWS_MAX);
    assert!(problems.iter().any(|problem| problem.code == codes::TOO_MANY_ROWS));
}
