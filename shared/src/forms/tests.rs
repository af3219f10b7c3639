//! Forms filled in as people fill them: by the names of the fields and by what is typed.

#![expect(clippy::unwrap_used, reason = "tests")]

mod conditions;
mod extreme;
mod golden;
mod keys;
mod stored;
mod structure;
mod taps;
mod v1;
mod v2;

use std::sync::LazyLock;

use super::SITUATIONS;
use crate::{
    day::Day,
    form::{
        edit,
        model::{ChoiceList, Field, FormKind, Kind, Scene, Shown, World},
        problem::{Override, Path, Problem, Step},
        settle::settle,
        validate::{blocking, validate},
        value::{Row, RowId, Tag, Value, Values},
    },
    growth::{Tables, tables::WHO_BIN},
    kk::NoKk,
};

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::parse(WHO_BIN).unwrap());

/// Names of fields, joined by dots (a row by its number from 0), and what is typed there: option
/// names, `ya`/`tidak`, `2026-11-24`, `11/2026`, numbers. An empty text takes the answer away.
pub(super) type Answers = &'static [(&'static str, &'static str)];

/// One situation in which a form is valid.
pub(super) struct Situation {
    pub(super) name: &'static str,
    pub(super) answers: Answers,
    /// The answers of its visit; none for a visit itself.
    pub(super) visit: Answers,
    /// How many answers a person gives at least.
    pub(super) n_answers: usize,
}

/// A change to a situation and the one problem that follows from it.
pub(super) struct Slip {
    pub(super) situation: &'static str,
    pub(super) change: Answers,
    pub(super) path: &'static str,
    pub(super) code: &'static str,
}

pub(super) const fn slip(
    situation: &'static str,
    change: Answers,
    path: &'static str,
    code: &'static str,
) -> Slip {
    Slip { situation, change, path, code }
}

/// Everything about one filled form.
pub(super) struct Filled {
    pub(super) kind: &'static FormKind,
    pub(super) version: u16,
    pub(super) values: Values,
    pub(super) visit: Option<Values>,
    pub(super) previous: Option<Values>,
    pub(super) overrides: Vec<Override>,
    pub(super) own_kk: Option<NoKk>,
}

impl Filled {
    pub(super) fn new(kind: &'static FormKind, answers: Answers, visit: Answers) -> Self {
        let visit = (!visit.is_empty()).then(|| {
            let mut values = Values::new();
            fill(&super::visit::VISIT, &mut values, visit);
            values
        });
        // Its results, as a visit that was sent has them.
        let visit = visit.map(|values| {
            let kind = &super::visit::VISIT;
            let filled = Self { values, ..Self::empty(kind) };
            settle(&filled.scene())
        });
        let mut values = Values::new();
        fill(kind, &mut values, answers);
        Self { values, visit, ..Self::empty(kind) }
    }

    pub(super) fn empty(kind: &'static FormKind) -> Self {
        Self {
            kind,
            version: kind.version,
            values: Values::new(),
            visit: None,
            previous: None,
            overrides: Vec::new(),
            own_kk: None,
        }
    }

    /// As a record of this version.
    pub(super) fn at(mut self, version: u16) -> Self {
        self.version = version;
        self
    }

    /// The situation's form with some answers changed.
    pub(super) fn of(kind: &'static FormKind, situation: &Situation, change: Answers) -> Self {
        let mut filled = Self::new(kind, situation.answers, situation.visit);
        fill(kind, &mut filled.values, change);
        filled
    }

    pub(super) fn scene(&self) -> Scene<'_> {
        Scene {
            kind: self.kind,
            version: self.version,
            values: &self.values,
            visit: self.visit.as_ref(),
            previous: self.previous.as_ref(),
            overrides: &self.overrides,
            world: World { growth: Some(&TABLES), own_kk: self.own_kk, ..World::on(today()) },
        }
    }

    /// As it would be sent.
    pub(super) fn settled(mut self) -> Self {
        self.values = settle(&self.scene());
        self
    }

    /// Path and code of everything that is wrong.
    pub(super) fn problems(&self) -> Vec<(String, &'static str)> {
        self.listed(&validate(&self.scene()))
    }

    /// Path and code of what keeps it from being finished.
    pub(super) fn blocking(&self) -> Vec<(String, &'static str)> {
        self.listed(&blocking(&self.scene()))
    }

    pub(super) fn listed(&self, problems: &[Problem]) -> Vec<(String, &'static str)> {
        problems
            .iter()
            .map(|found| (path_words(self.kind, &found.path), found.code.name()))
            .collect()
    }

    /// The answer at a path of names, in words.
    pub(super) fn words(&self, path: &str) -> Option<String> {
        let (kind, tags) = resolve(self.kind, path);
        let value = crate::form::eval::walk(&self.values, &tags)?;
        Some(edit::words(kind, value, crate::text::Lang::Id))
    }
}

pub(super) fn today() -> Day {
    Day::from_ymd(2026, 11, 24).unwrap()
}

pub(super) fn fields_of(kind: &'static FormKind) -> Vec<&'static Field> {
    kind.fields().map(|(_, field)| field).collect()
}

/// The fields inside a group or row; none inside anything else.
pub(super) fn inner(kind: &Kind) -> Vec<&'static Field> {
    match kind {
        Kind::Group(fields) | Kind::Rows { fields, .. } => fields.iter().collect(),
        _ => Vec::new(),
    }
}

/// The kinds with their situations, without the worked example of the guide.
fn released() -> impl Iterator<Item = &'static (&'static FormKind, &'static [Situation])> {
    SITUATIONS.iter().filter(|(kind, _)| kind.id != super::example::USAHA.id)
}

fn situations(kind: &FormKind) -> &'static [Situation] {
    let found = SITUATIONS.iter().find(|(other, _)| other.id == kind.id);
    found.unwrap_or_else(|| panic!("no situations for {}", kind.name)).1
}

/// Calls with each field of the kind, its path of names, and the fields beside it.
pub(super) fn each_field(
    kind: &'static FormKind,
    see: &mut dyn FnMut(&str, &'static Field, &[&'static Field]),
) {
    fn walk(
        fields: &[&'static Field],
        before: &str,
        see: &mut dyn FnMut(&str, &'static Field, &[&'static Field]),
    ) {
        for field in fields {
            let path = [before, field.name].concat();
            see(&path, field, fields);
            walk(&inner(&field.kind), &[&path, "."].concat(), see);
        }
    }
    walk(&fields_of(kind), "", see);
}

pub(super) fn list_of(kind: &Kind) -> Option<&'static ChoiceList> {
    match kind {
        Kind::Choice(list) | Kind::Choices { list, .. } => Some(list),
        Kind::Computed(Shown::Choice(list) | Shown::Choices(list)) => Some(list),
        _ => None,
    }
}

pub(super) fn named<'f>(fields: &[&'f Field], name: &str) -> &'f Field {
    fields.iter().find(|field| field.name == name).unwrap_or_else(|| panic!("no field {name}"))
}

/// The kind of a field outside rows and the way to it.
pub(super) fn resolve(kind: &'static FormKind, path: &str) -> (&'static Kind, Vec<Tag>) {
    let mut fields = fields_of(kind);
    let mut tags = Vec::new();
    let mut found = None;
    for name in path.split('.') {
        let field: &'static Field = named(&fields, name);
        tags.push(field.tag);
        fields = inner(&field.kind);
        found = Some(&field.kind);
    }
    (found.unwrap(), tags)
}

pub(super) fn fill(kind: &'static FormKind, values: &mut Values, answers: Answers) {
    for (path, typed) in answers {
        put(&fields_of(kind), values, path, typed);
    }
}

fn put(fields: &[&'static Field], values: &mut Values, path: &str, typed: &str) {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let field = named(fields, name);
    match &field.kind {
        _ if rest.is_empty() => values.put(field.tag, answer(&field.kind, typed)),
        Kind::Group(_) => {
            let mut group = values.group(field.tag).cloned().unwrap_or_default();
            put(&inner(&field.kind), &mut group, rest, typed);
            values.put(field.tag, Some(Value::Group(group)));
        }
        Kind::Rows { .. } => {
            let (idx, rest) = rest.split_once('.').unwrap();
            let idx: usize = idx.parse().unwrap();
            let mut rows = values.rows(field.tag).to_vec();
            while rows.len() <= idx {
                let id = RowId(u32::try_from(rows.len()).unwrap() + 1);
                rows.push(Row { id, values: Values::new() });
            }
            put(&inner(&field.kind), &mut rows[idx].values, rest, typed);
            values.put(field.tag, Some(Value::Rows(rows)));
        }
        _ => panic!("{name} has nothing inside"),
    }
}

/// What is kept of what is typed, chosen or ticked.
pub(super) fn answer(kind: &Kind, typed: &str) -> Option<Value> {
    if typed.is_empty() {
        return None;
    }
    let code = |list: &'static ChoiceList, name: &str| {
        let option = list.options.iter().find(|option| option.name == name);
        option.map_or_else(|| name.parse().unwrap(), |option| option.code)
    };
    match kind {
        Kind::Bool => Some(Value::Bool(typed == "ya")),
        Kind::Choice(list) => Some(Value::Choice(code(list, typed))),
        Kind::Choices { list, .. } => {
            let mut codes: Vec<u16> = typed.split(',').map(|name| code(list, name)).collect();
            codes.sort_unstable();
            Some(Value::Choices(codes))
        }
        Kind::Day => {
            let parts: Vec<&str> = typed.split('-').collect();
            edit::read_day(parts[2], parts[1], parts[0])
        }
        Kind::Month => {
            let (month, year) = typed.split_once('/').unwrap();
            edit::read_month(month, year)
        }
        // Degrees south, which nobody types: as they are kept.
        Kind::Decimal { min: ..0, .. } => Some(Value::Int(typed.parse().unwrap())),
        // The id of a blob, from any word.
        Kind::Picture(_) => {
            let mut id = typed.as_bytes().to_vec();
            id.resize(16, 0);
            Some(Value::Bytes(id))
        }
        Kind::Reference => Some(Value::Bytes(typed.as_bytes().to_vec())),
        _ => edit::read(kind, typed),
    }
}

pub(super) fn path_words(kind: &'static FormKind, path: &Path) -> String {
    let mut fields = fields_of(kind);
    let mut words = Vec::new();
    for step in &path.0 {
        match step {
            Step::Field(tag) => match fields.iter().find(|field| field.tag == *tag) {
                Some(field) => {
                    words.push(String::from(field.name));
                    fields = inner(&field.kind);
                }
                None => words.push(format!("#{}", tag.0)),
            },
            Step::Row(row) => words.push((row.0 - 1).to_string()),
        }
    }
    words.join(".")
}

/// How many answers a person gave; a group counts what is in it.
pub(super) fn count_answers(values: &Values) -> usize {
    let count = |value: &Value| match value {
        Value::Group(values) => count_answers(values),
        Value::Rows(rows) => rows.iter().map(|row| count_answers(&row.values)).sum(),
        _ => 1,
    };
    values.iter().map(|(_, value)| count(value)).sum()
}

pub(super) fn situation<'s>(situations: &'s [Situation], name: &str) -> &'s Situation {
    situations.iter().find(|one| one.name == name).unwrap_or_else(|| panic!("no situation {name}"))
}

/// Each situation is valid without a single remark, and each of its answers is asked.
pub(super) fn check_situations(kind: &'static FormKind, situations: &[Situation]) {
    check_situations_of(kind.version, kind, situations);
}

pub(super) fn check_situations_of(version: u16, kind: &'static FormKind, situations: &[Situation]) {
    for one in situations {
        let mut filled = Filled::new(kind, one.answers, &[]).at(version);
        if !one.visit.is_empty() {
            let visit = Filled::new(&super::visit::VISIT, one.visit, &[]).at(version);
            filled.visit = Some(visit.settled().values);
        }
        let n_before = count_answers(&filled.values);
        assert_eq!(n_before, one.n_answers, "answers in {} {}", kind.name, one.name);
        let computed = filled.values.clone();
        let settled = filled.settled();
        assert_eq!(settled.problems(), [], "{} {}", kind.name, one.name);
        let lost: Vec<_> =
            computed.iter().filter(|(tag, _)| settled.values.at(*tag).is_none()).collect();
        assert!(lost.is_empty(), "{} {}: {lost:?} is not asked", kind.name, one.name);
    }
}

/// Each slip has exactly its problem at its place.
pub(super) fn check_slips(kind: &'static FormKind, situations: &[Situation], slips: &[Slip]) {
    for Slip { situation: name, change, path, code } in slips {
        let filled = Filled::of(kind, situation(situations, name), change).settled();
        let expected = [(String::from(*path), *code)];
        assert_eq!(filled.problems(), expected, "{} {name} with {change:?}", kind.name);
    }
}

/// Taking away any answer of the situation (but of a family's people: of them one answer decides
/// whether others are asked) leaves it missing, save the optional ones, which leave
/// nothing behind.
pub(super) fn check_required(kind: &'static FormKind, one: &Situation, optional: &[&str]) {
    for (path, _) in one.answers.iter().filter(|(path, _)| !path.starts_with("anggota.")) {
        let mut filled = Filled::of(kind, one, &[]);
        put(&fields_of(kind), &mut filled.values, path, "");
        let is_number = matches!(path.rsplit('.').next(), Some("nik" | "no_kk"));
        let code = if is_number { "required_or_why" } else { "required" };
        let expected: Vec<_> =
            (!optional.contains(path)).then(|| (String::from(*path), code)).into_iter().collect();
        let found = filled.settled().problems();
        assert_eq!(found, expected, "{} {} without {path}", kind.name, one.name);
    }
}
