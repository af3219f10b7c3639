//! What is wrong with an answer: where, which problem, how bad, and what the words need.
//!
//! The list of problems with their words is [`super::super::forms::codes`]; here is only their form.

use serde::{Deserialize, Serialize};

use super::{
    model::Kind,
    value::{RowId, Tag, Value},
};
use crate::{
    forms::codes,
    phone::Phone,
    quantity::UNITS,
    sync::wire,
    text::{Lang, Text, t},
};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info = 1,
    /// Probably wrong; saved as it is.
    Warning = 2,
    /// Must be confirmed with a reason before it can be finished.
    Confirm = 3,
    /// Must be mended before it can be finished.
    Error = 4,
}

impl Severity {
    /// The severity with this code; an unknown code of a newer version counts as an error.
    #[must_use]
    pub const fn from_code(code: u8) -> Self {
        match code {
            1 => Severity::Info,
            2 => Severity::Warning,
            3 => Severity::Confirm,
            _ => Severity::Error,
        }
    }

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Confirm => "confirm",
            Severity::Error => "error",
        }
    }
}

/// One step into a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Step {
    /// Into the field with this tag.
    Field(Tag),
    /// Into the row with this number.
    Row(RowId),
}

/// The way from the top of a form to one field; empty for the form as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// The form as a whole.
    #[must_use]
    pub const fn root() -> Self {
        Self(Vec::new())
    }

    /// One step further, to a field.
    #[must_use]
    pub fn field(&self, tag: Tag) -> Self {
        self.step(Step::Field(tag))
    }

    /// One step further, to a row.
    #[must_use]
    pub fn row(&self, id: RowId) -> Self {
        self.step(Step::Row(id))
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// True when `self` is `other` or lies inside it.
    #[must_use]
    pub fn is_within(&self, other: &Path) -> bool {
        self.0.starts_with(&other.0)
    }

    /// Steps to the deepest field that there is, and a few more.
    pub const STEPS_MAX: usize = 10;

    /// The way that an element id names ([`Self::dom_id`]); `None` for any other text.
    #[must_use]
    pub fn from_dom_id(id: &str) -> Option<Self> {
        let mut parts = id.split('-');
        if parts.next() != Some("f") {
            return None;
        }
        let step = |part: &str| match part.strip_prefix('r') {
            Some(row) => row.parse().ok().map(|row| Step::Row(RowId(row))),
            None => part.parse().ok().map(|tag| Step::Field(Tag(tag))),
        };
        let steps = parts.take(Self::STEPS_MAX + 1).map(step).collect::<Option<Vec<_>>>()?;
        let path = Self(steps);
        // Only what was written by us: no zeros or signs before a number, and not too deep.
        (path.0.len() <= Self::STEPS_MAX && path.dom_id() == id).then_some(path)
    }

    /// A name that may stand as an element id: `f-3-r77-1`.
    #[must_use]
    pub fn dom_id(&self) -> String {
        let mut id = String::from("f");
        for step in &self.0 {
            match step {
                Step::Field(tag) => {
                    id.push('-');
                    id.push_str(&tag.0.to_string());
                }
                Step::Row(row) => {
                    id.push_str("-r");
                    id.push_str(&row.0.to_string());
                }
            }
        }
        id
    }
}

/// That there are so many problems more than are listed; nothing where there are none.
#[must_use]
pub fn more_problems(n_more: usize) -> Option<Problem> {
    let number = i64::try_from(n_more).unwrap_or(i64::MAX);
    (n_more > 0).then(|| codes::MORE_PROBLEMS.at(Path::root(), vec![Param::Number(number, 0)]))
}

/// The first of these problems, and how many more there are.
#[must_use]
pub fn at_most(mut problems: Vec<Problem>, n_max: usize) -> Vec<Problem> {
    if problems.len() <= n_max {
        return problems;
    }
    let more = problems.pop_if(|last| last.code == codes::MORE_PROBLEMS);
    let n_counted = match more.as_ref().map(|more| more.params.as_slice()) {
        Some([Param::Number(number, _)]) => usize::try_from(*number).unwrap_or(0),
        _ => 0,
    };
    let n_cut = problems.len().saturating_sub(n_max);
    problems.truncate(n_max);
    problems.extend(more_problems(n_counted.saturating_add(n_cut)));
    problems
}

/// Something that the words of a problem need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Param {
    /// A number and how many of its digits stand behind the comma.
    Number(i64, u8),
    /// Days since 1970-01-01.
    Day(i32),
    /// A word; a unit by its Indonesian name ([`UNITS`]).
    Text(String),
}

impl Param {
    fn words(&self, lang: Lang) -> String {
        match self {
            Param::Number(value, scale) => crate::quantity::format_decimal(*value, *scale, lang),
            Param::Day(number) => crate::day::Day::from_number(*number).words(lang),
            Param::Text(text) => match UNITS.iter().find(|unit| unit.id == text) {
                Some(unit) => String::from(unit.get(lang)),
                None => text.clone(),
            },
        }
    }
}

/// Which problem; the number is stored and sent, so it is never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

/// What is known of a [`Code`].
pub struct CodeInfo {
    /// The number.
    pub code: Code,
    /// The stable name in JSON and documents.
    pub name: &'static str,
    /// How bad.
    pub severity: Severity,
    /// The words; `{0}`, `{1}` stand for the parameters.
    pub words: Text,
    /// False when only the office can settle it.
    pub by_author: bool,
}

impl Code {
    /// Its line in the list of problems; `None` for one of a newer version.
    #[must_use]
    pub fn info(self) -> Option<&'static CodeInfo> {
        codes::ALL.iter().find(|info| info.code == self)
    }

    /// The stable name; `unknown` for one of a newer version.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.info().map_or("unknown", |info| info.name)
    }

    /// True when the author of a record can mend it.
    #[must_use]
    pub fn is_mendable_by_author(self) -> bool {
        self.info().is_none_or(|info| info.by_author)
    }

    /// The problem with this code at a place.
    #[must_use]
    pub fn at(self, path: Path, params: Vec<Param>) -> Problem {
        let severity = self.info().map_or(Severity::Error, |info| info.severity);
        Problem { path, code: self, severity, params }
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub path: Path,
    /// Which.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// What the words need.
    pub params: Vec<Param>,
}

impl Problem {
    /// What to tell the person.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        const UNKNOWN: Text = t(
            "Ada yang perlu diperiksa (kode {0}). Perbarui aplikasi untuk melihat penjelasannya.",
            "Something needs a look (code {0}). Update the app to see the explanation.",
        );
        let Some(info) = self.code.info() else {
            return filled(UNKNOWN.get(lang), &[self.code.0.to_string()]);
        };
        let params: Vec<String> = self.params.iter().map(|param| param.words(lang)).collect();
        filled(info.words.get(lang), &params)
    }

    /// The answer that was probably meant, to be put there by one tap ("Maksudnya 9,5 kg?"); nothing
    /// is stored of it. `None` where there is none, or where it does not fit the field.
    #[must_use]
    pub fn suggestion(&self, kind: &Kind) -> Option<Value> {
        match (self.code, kind, self.params.first()?) {
            (
                codes::UNIT_SLIP,
                Kind::Int { min, max, .. } | Kind::Decimal { min, max, .. },
                Param::Number(meant, _),
            ) => (*min..=*max).contains(meant).then_some(Value::Int(*meant)),
            (codes::PHONE_AREA, Kind::Phone, Param::Text(meant)) => {
                Phone::parse(meant).ok().map(|phone| Value::Int(phone.number()))
            }
            _ => None,
        }
    }
}

/// Words with parameters in their slots `{0}`, `{1}`, …. A slot without one, in a problem that an
/// older version found, goes together with the space before it.
fn filled(words: &str, params: &[String]) -> String {
    let mut parts = words.split('{');
    let mut filled = String::from(parts.next().unwrap_or_default());
    for part in parts {
        let (slot, after) = part.split_once('}').unwrap_or(("", part));
        match slot.parse::<usize>().ok().and_then(|idx| params.get(idx)) {
            Some(param) => filled.extend([param, after]),
            None => {
                filled.truncate(filled.trim_end().len());
                filled.push_str(after);
            }
        }
    }
    filled
}

impl From<&Problem> for wire::Problem1 {
    fn from(problem: &Problem) -> Self {
        wire::Problem1 {
            path: problem.path.clone(),
            code: problem.code.0,
            severity: problem.severity as u8,
            params: problem.params.clone(),
        }
    }
}

impl From<wire::Problem1> for Problem {
    fn from(wire: wire::Problem1) -> Self {
        Problem {
            path: wire.path,
            code: Code(wire.code),
            severity: Severity::from_code(wire.severity),
            params: wire.params,
        }
    }
}

/// A confirm that a person lifted, with the reason given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Where.
    pub path: Path,
    /// Which problem ([`Code`]).
    pub code: u16,
    /// Why it is right all the same.
    pub reason: String,
}
