//! Golden vectors: filled forms, most of them broken in one place, and what is wrong with them.
//!
//! `inputs.txt` holds the forms; the tests of `shared` write it from the situations of every kind.
//! `expected.txt` holds what this program says of them. It says it natively in a test of this package,
//! and compiled to WASM in Chromium in a story; all three must be the same, to the last digit of a
//! z-score. Both files are written again by
//! `UPDATE=1 cargo test -p shared --lib golden && UPDATE=1 cargo test -p golden`.

use std::fmt::Write as _;

use shared::{
    day::Day,
    form::{
        content::Content,
        model::{FormKind, KindId, Scene, World},
        place,
        problem::{Path, Problem, Step},
        review::review,
        value::{RowId, Tag, Value, Values},
    },
    forms,
    growth::{Tables, tables::WHO_BIN},
    text::Lang,
};

/// The forms, a line for each step: `case`, `visit` and `form` begin one, `variant` changes one answer
/// of it.
pub const INPUTS: &str = include_str!("../inputs.txt");

/// A form that variants are made of.
struct Case {
    /// Kind and situation.
    name: &'static str,
    kind: &'static FormKind,
    version: u16,
    visit: Option<Values>,
    values: Values,
}

/// What is wrong with each form, and what became of its answers.
///
/// # Panics
/// When the inputs are damaged: they come with this program.
#[must_use]
pub fn report() -> String {
    let growth = Tables::parse(WHO_BIN).expect("the tables come with the program");
    let mut report = String::new();
    let mut case: Option<Case> = None;
    for line in INPUTS.lines() {
        let mut words = line.split(' ');
        match (words.next(), case.as_mut()) {
            (Some("case"), _) => {
                let mut number = || words.next().and_then(|word| word.parse().ok());
                let (kind, version) = (number(), number());
                let (kind, version) = kind.zip(version).expect("a kind and its version");
                let kind = forms::kind(KindId(kind)).expect("a kind that is known");
                let name = line.splitn(4, ' ').last().unwrap_or_default();
                case = Some(Case { name, kind, version, visit: None, values: Values::new() });
            }
            (Some("visit"), Some(case)) => case.visit = Some(values(words.next())),
            (Some("form"), Some(case)) => {
                case.values = values(words.next());
                write(&mut report, "whole", case, &case.values, &growth);
            }
            (Some("variant"), Some(case)) => {
                let path = path(words.next().expect("a path"));
                let mut changed = case.values.clone();
                place::put(&mut changed, &path, words.next().and_then(only_answer));
                write(&mut report, variant(line), case, &changed, &growth);
            }
            _ => panic!("a line that means nothing: {line}"),
        }
    }
    report
}

/// What a variant is called: where, and how its answer begins, so that a difference leads to its form and
/// a new situation moves nothing else.
fn variant(line: &str) -> &str {
    let name = line.strip_prefix("variant ").unwrap_or(line);
    name.get(..40).unwrap_or(name)
}

fn write(report: &mut String, what: &str, case: &Case, values: &Values, growth: &Tables) {
    // As in the tests of the forms.
    let today = Day::from_ymd(2026, 11, 24).expect("a day of the calendar");
    let world = World { growth: Some(growth), ..World::on(today) };
    let scene = Scene {
        kind: case.kind,
        version: case.version,
        values,
        visit: case.visit.as_ref(),
        previous: None,
        overrides: &[],
        world,
    };
    let review = review(&scene);
    let settled = Content { values: review.values, overrides: Vec::new() }.to_bytes();
    let _ = writeln!(report, "{}, {what}: {:016x}", case.name, fnv(&settled));
    for problem in &review.problems {
        let _ = writeln!(report, "  {}", said(problem));
    }
}

fn said(problem: &Problem) -> String {
    let path: Vec<String> = problem.path.0.iter().map(step).collect();
    let (code, severity) = (problem.code.name(), problem.severity.name());
    [&path.join("."), " ", severity, " ", code, ": ", &problem.words(Lang::Id)].concat()
}

fn step(step: &Step) -> String {
    match step {
        Step::Field(tag) => tag.0.to_string(),
        Step::Row(row) => format!("r{}", row.0),
    }
}

fn path(words: &str) -> Path {
    let step = |word: &str| match word.strip_prefix('r') {
        Some(row) => Step::Row(RowId(row.parse().expect("a number of a row"))),
        None => Step::Field(Tag(word.parse().expect("a number of a field"))),
    };
    Path(words.split('.').map(step).collect())
}

/// Answers as the wire has them, in hexadecimal digits.
fn values(hex: Option<&str>) -> Values {
    let digits = hex.expect("answers").as_bytes();
    let byte = |pair: &[u8]| {
        let digit = |digit: u8| char::from(digit).to_digit(16);
        let byte = digit(pair[0]).zip(pair.get(1).and_then(|low| digit(*low)));
        byte.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()).expect("two digits")
    };
    let bytes: Vec<u8> = digits.chunks(2).map(byte).collect();
    Content::from_bytes(&bytes).expect("answers that can be read").values
}

/// The one answer in these answers.
fn only_answer(hex: &str) -> Option<Value> {
    values(Some(hex)).iter().next().map(|(_, value)| value.clone())
}

/// FNV-1a, to compare bytes by a short number.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
