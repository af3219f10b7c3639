//! No answer is a crash: every field of every kind with the largest, smallest and strangest values.
//!
//! Tests are compiled with overflow checks, so an overflow fails here; on a phone it would be a wrong
//! result.

use super::{
    super::{ALL, SITUATIONS},
    Filled, fields_of, inner, today,
};
use crate::{
    day::Day,
    form::{
        content::Content,
        edit,
        model::{ChoiceList, Field, Kind, Scene, World},
        review::review,
        value::{Row, RowId, Value, Values},
        walk::sheet,
    },
    kk::NoKk,
    text::Lang,
};

/// A small seeded generator (splitmix64), so that a failure can be replayed.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn one_of<T: Clone>(&mut self, items: &[T]) -> T {
        items[usize::try_from(self.below(items.len() as u64)).unwrap()].clone()
    }

    fn option(&mut self, list: &ChoiceList) -> u16 {
        let codes: Vec<u16> = list.options.iter().map(|option| option.code).collect();
        self.one_of(&codes)
    }

    fn number(&mut self) -> i64 {
        let near = i64::try_from(self.below(20_000)).unwrap();
        self.one_of(&[
            i64::MIN,
            i64::MIN + 1,
            -1,
            0,
            1,
            near,
            i64::from(i32::MAX),
            i64::from(i32::MIN),
            3_523_162_011_259_999,
            6_281_234_567_890,
            i64::MAX - 1,
            i64::MAX,
        ])
    }

    fn day(&mut self) -> Day {
        let near = today().plus(-i32::try_from(self.below(3_000)).unwrap());
        self.one_of(&[Day::from_number(i32::MIN), Day::from_number(i32::MAX), today(), near, near])
    }

    fn text(&mut self) -> Value {
        let texts =
            ["", "-", "9500", "0,75", "999999999999999999999", "-1", "1e9", "٩,٥", "kg", "🙂"];
        Value::Text(String::from(self.one_of(&texts)))
    }

    /// An answer of the field's own shape, or of any other.
    fn answer(&mut self, field: &Field) -> Value {
        if self.below(6) == 0 {
            let other = [Value::Int(self.number()), self.text(), Value::Bool(true)];
            return self.one_of(&other);
        }
        match &field.kind {
            Kind::Bool => Value::Bool(self.below(2) == 0),
            Kind::Text { .. } => self.text(),
            Kind::Day => Value::Day(self.day()),
            Kind::Choice(list) => Value::Choice(match self.below(5) {
                0 => u16::MAX,
                _ => self.option(list),
            }),
            Kind::Choices { list, .. } => {
                let mut codes: Vec<u16> = (0..3).map(|_| self.option(list)).collect();
                codes.sort_unstable();
                Value::Choices(codes)
            }
            Kind::Picture(_) => Value::Bytes(vec![7; 15 + usize::try_from(self.below(2)).unwrap()]),
            Kind::Reference => Value::Bytes(vec![1; usize::try_from(self.below(60)).unwrap()]),
            Kind::Group(_) => Value::Group(self.answers(&inner(&field.kind))),
            Kind::Rows { .. } => Value::Rows(
                (0..3)
                    .map(|id| Row { id: RowId(id), values: self.answers(&inner(&field.kind)) })
                    .collect(),
            ),
            _ => Value::Int(self.number()),
        }
    }

    fn answers(&mut self, fields: &[&'static Field]) -> Values {
        let mut values = Values::new();
        for field in fields {
            if self.below(8) > 0 {
                let answer = self.answer(field);
                values.put(field.tag, Some(answer));
            }
        }
        values
    }
}

/// Reads, shows and asks again for each answer.
fn show(scene: &Scene<'_>, fields: &[&'static Field], here: &Values) {
    for field in fields {
        let _ = scene.suggestion(here, field);
        let Some(value) = here.at(field.tag) else { continue };
        for lang in [Lang::Id, Lang::En] {
            let typed = edit::typed(&field.kind, Some(value), lang);
            let _ = (edit::words(&field.kind, value, lang), edit::read(&field.kind, &typed));
        }
        let _ = edit::boxes(Some(value), 3);
        match value {
            Value::Group(values) => show(scene, &inner(&field.kind), values),
            Value::Rows(rows) => {
                rows.iter().for_each(|row| show(scene, &inner(&field.kind), &row.values));
            }
            _ => {}
        }
    }
}

#[test]
fn no_answer_however_extreme_is_a_crash() {
    let mut random = Random(1);
    for round in 0..3_000 {
        for kind in ALL {
            let mut filled = Filled::new(kind, &[], &[]);
            filled.values = random.answers(&fields_of(kind));
            filled.previous = Some(random.answers(&fields_of(kind)));
            filled.visit = Some(random.answers(&fields_of(&super::super::visit::VISIT)));
            filled.own_kk = NoKk::from_number(3_523_162_011_259_999).ok();
            let scene = filled.scene();
            let day = random.day();
            let scene = Scene { world: World { today: day, ..scene.world }, ..scene };
            let review = review(&scene);
            for problem in &review.problems {
                let words = problem.words(Lang::Id);
                assert!(!words.is_empty(), "round {round} of {}: {problem:?}", kind.name);
            }
            show(&scene, &fields_of(kind), scene.values);
            let content = Content { values: scene.values.clone(), overrides: Vec::new() };
            assert_eq!(Content::from_bytes(&content.to_bytes()), Ok(content), "round {round}");
            assert_eq!(review.values, super::settle(&Scene { values: &review.values, ..scene }));
        }
    }
}

#[test]
fn what_is_whole_is_whole_after_the_wire_too() {
    for (kind, situations) in SITUATIONS {
        for one in *situations {
            let sent = Filled::of(kind, one, &[]).settled();
            let content = Content { values: sent.values.clone(), overrides: Vec::new() };
            let values = Content::from_bytes(&content.to_bytes()).unwrap().values;
            let arrived = Filled { values, ..sent };
            assert_eq!(arrived.problems(), [], "{} {}", kind.name, one.name);
        }
    }
}

#[test]
fn a_draft_of_any_version_opens_with_all_that_was_typed() {
    let mut random = Random(2);
    for (kind, situations) in SITUATIONS {
        for version in 1..=kind.version {
            for one in *situations {
                let draft = Filled::of(kind, one, &[]).at(version).settled();
                // Opened by this program, as it was and as a form of today.
                for filled in [draft.at(version).settled(), Filled::of(kind, one, &[]).settled()] {
                    let sheet = sheet(kind, &filled.values);
                    assert!(sheet.unknown.is_empty(), "{} {version} {}", kind.name, one.name);
                    show(&filled.scene(), &fields_of(kind), &filled.values);
                }
            }
            // And whatever else stands in it.
            for _ in 0..50 {
                let mut filled = Filled::empty(kind).at(version);
                filled.values = random.answers(&fields_of(kind));
                let scene = filled.scene();
                for problem in review(&scene).problems {
                    assert!(!problem.words(Lang::Id).is_empty(), "{} {version}", kind.name);
                }
                show(&scene, &fields_of(kind), scene.values);
            }
        }
    }
}
