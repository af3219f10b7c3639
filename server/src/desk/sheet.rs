//! A filled form as labelled words in both languages, made by walking its schema, so that a new kind
//! of form shows at the desk without a line of code here.

use serde::Serialize;
use shared::{
    form::{
        edit,
        model::{Class, Cond, Field, FormKind, Kind, Scene, Section, Shown, World},
        problem::{Code, Override, Path, Problem, Severity, Step},
        value::{Row, Tag, Value, Values},
    },
    text::{Lang, Text, t},
};

/// What stands for an answer that is not there.
pub const NOT_ANSWERED: Text = t("Belum diisi", "Not answered");

/// Words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Bahasa Indonesia.
    pub id: String,
    /// English.
    pub en: String,
}

/// One screen of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionView {
    /// Its stable name.
    pub name: &'static str,
    /// Its heading.
    pub title: Words,
    /// Its answers and open questions.
    pub fields: Vec<FieldView>,
}

/// One answer, or a group of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldView {
    /// The element id that problems point at, too.
    pub field_id: String,
    /// Its stable name; empty for a row and for an answer that this version does not know.
    pub name: &'static str,
    /// The question.
    pub label: Words,
    /// The answer; `None` for an open question, a group or rows.
    pub value: Option<Words>,
    /// What stood here in the revision before, where that was something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Words>,
    /// `general`, `identity` or `specific`.
    pub class: &'static str,
    /// True when the form computed it.
    pub computed: bool,
    /// The fields of a group, or the rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<FieldView>,
}

/// A problem or a note, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemView {
    /// The labels on the way to the field; none for the form as a whole.
    pub path: Vec<Words>,
    /// The element id of the field.
    pub field_id: String,
    /// Its stable name.
    pub code: &'static str,
    /// `info`, `warning`, `confirm` or `error`.
    pub severity: &'static str,
    /// What it says.
    pub words: Words,
    /// Why the author says that it is right all the same.
    pub reason: Option<String>,
    /// Of a note on a NIK: where else that is on record now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub others: Option<OthersView>,
}

/// Other records about the same NIK.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OthersView {
    /// Those that the reader may see.
    pub records: Vec<OtherView>,
    /// True when there are others in places that the reader may not see; nothing tells where.
    pub is_outside: bool,
}

/// One of them, to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherView {
    /// Which.
    pub record: String,
    /// What its kind is called.
    pub kind_title: Words,
    /// What its village is called.
    pub village_title: String,
    /// When it was stored, Unix milliseconds.
    pub stored_at_ms: u64,
}

impl From<Text> for Words {
    fn from(text: Text) -> Self {
        Words { id: text.id.into(), en: text.en.into() }
    }
}

impl Words {
    /// The same words in both languages: a name, a number, something typed.
    #[must_use]
    pub fn same(words: String) -> Self {
        Words { en: words.clone(), id: words }
    }

    fn each(mut words: impl FnMut(Lang) -> String) -> Self {
        Words { id: words(Lang::Id), en: words(Lang::En) }
    }
}

/// Every answer of a form and every question of it that was asked and left open, section by section.
/// Answers under numbers that this version of the kind does not know come last.
#[must_use]
pub fn sections(
    kind: &'static FormKind,
    values: &Values,
    visit: Option<&Values>,
    world: World<'_>,
) -> Vec<SectionView> {
    let scene = Scene { kind, values, visit, previous: None, overrides: &[], world };
    // A section that was not asked is left out, unless it holds an answer all the same.
    let has_answers = |section: &Section| {
        let mut answers = section.fields.iter().filter_map(|field| values.at(field.tag));
        answers.any(|value| !value.is_blank())
    };
    let mut sections: Vec<SectionView> = kind
        .sections
        .iter()
        .filter(|section| scene.is_shown(section) || has_answers(section))
        .map(|section| SectionView {
            name: section.name,
            title: section.title.into(),
            fields: fields(&scene, section.fields, values, &Path::root()),
        })
        .filter(|section| !section.fields.is_empty())
        .collect();
    let unknown = unknown(Some(kind), values, &Path::root());
    if !unknown.is_empty() {
        let title = Text::new("Isian yang belum dikenal", "Answers not known here").into();
        sections.push(SectionView { name: "unknown", title, fields: unknown });
    }
    sections
}

/// The answers of a form whose kind or version is not known, by their numbers.
#[must_use]
pub fn unknown_sections(values: &Values) -> Vec<SectionView> {
    let title = Text::new("Isian yang belum dikenal", "Answers not known here").into();
    vec![SectionView { name: "unknown", title, fields: unknown(None, values, &Path::root()) }]
}

fn fields(
    scene: &Scene<'_>,
    fields: &'static [Field],
    here: &Values,
    path: &Path,
) -> Vec<FieldView> {
    let mut views = Vec::new();
    for field in fields {
        let value = here.at(field.tag).filter(|value| !value.is_blank());
        let is_open = || scene.is_asked(here, field) && !is_excused(scene, fields, here, field);
        if value.is_some() || is_open() {
            views.push(view(scene, field, value, &path.field(field.tag)));
        }
    }
    views
}

/// True for a question that nobody has to answer because another one says why not: it is asked only
/// while this one is open, and was answered.
fn is_excused(
    scene: &Scene<'_>,
    fields: &'static [Field],
    here: &Values,
    open: &'static Field,
) -> bool {
    let says_why = |other: &Field| {
        here.at(other.tag).is_some_and(|value| !value.is_blank())
            && scene.is_asked(here, other)
            && needs_open(other.relevant, open.tag)
    };
    !scene.is_required(here, open) && fields.iter().any(says_why)
}

/// True for a condition that never holds once this question beside it is answered.
fn needs_open(cond: Cond, tag: Tag) -> bool {
    match cond {
        Cond::Not(Cond::Answered(answer) | Cond::Number(answer)) => answer.path == [tag],
        Cond::All(conds) => conds.iter().any(|cond| needs_open(*cond, tag)),
        _ => false,
    }
}

fn view(scene: &Scene<'_>, field: &'static Field, value: Option<&Value>, path: &Path) -> FieldView {
    let empty = Values::new();
    let children = match (&field.kind, value) {
        (Kind::Group(inner), Some(Value::Group(values))) => fields(scene, inner, values, path),
        (Kind::Group(inner), None) => fields(scene, inner, &empty, path),
        (Kind::Rows { fields, item, .. }, Some(Value::Rows(rows))) => rows
            .iter()
            .enumerate()
            .map(|(idx, row)| row_view(scene, fields, *item, idx, row, path))
            .collect(),
        _ => Vec::new(),
    };
    let is_nested = matches!(field.kind, Kind::Group(_) | Kind::Rows { .. });
    FieldView {
        field_id: path.dom_id(),
        name: field.name,
        label: field.label.into(),
        value: value
            .filter(|_| !is_nested || children.is_empty())
            .map(|value| words(&field.kind, value)),
        before: None,
        class: class_name(field.class),
        computed: matches!(field.kind, Kind::Computed(_)),
        children,
    }
}

fn row_view(
    scene: &Scene<'_>,
    inner: &'static [Field],
    item: Text,
    idx: usize,
    row: &Row,
    path: &Path,
) -> FieldView {
    let path = path.row(row.id);
    FieldView {
        field_id: path.dom_id(),
        name: "",
        label: Words::each(|lang| format!("{} {}", item.get(lang), idx + 1)),
        value: None,
        before: None,
        class: class_name(Class::General),
        computed: false,
        children: fields(scene, inner, &row.values, &path),
    }
}

fn unknown(kind: Option<&FormKind>, values: &Values, path: &Path) -> Vec<FieldView> {
    values
        .iter()
        .filter(|(tag, _)| kind.is_none_or(|kind| kind.field(*tag).is_none()))
        .map(|(tag, value)| {
            let path = path.field(tag);
            let children = match value {
                Value::Group(values) => unknown(None, values, &path),
                Value::Rows(rows) => rows
                    .iter()
                    .flat_map(|row| unknown(None, &row.values, &path.row(row.id)))
                    .collect(),
                _ => Vec::new(),
            };
            FieldView {
                field_id: path.dom_id(),
                name: "",
                label: Words::each(|lang| match lang {
                    Lang::Id => format!("Isian no. {}", tag.0),
                    Lang::En => format!("Answer no. {}", tag.0),
                }),
                value: children.is_empty().then(|| words(&Kind::Reserved, value)),
                before: None,
                // Nobody here knows what it is: treat it as the most personal.
                class: class_name(Class::Specific),
                computed: false,
                children,
            }
        })
        .collect()
}

fn words(kind: &Kind, value: &Value) -> Words {
    // A computed number below zero keeps its sign; `edit::words` writes both.
    match (kind, value) {
        (Kind::Computed(Shown::Bool), Value::Bool(yes)) => edit::yes_no(*yes).into(),
        _ => Words::each(|lang| edit::words(kind, value, lang)),
    }
}

const fn class_name(class: Class) -> &'static str {
    match class {
        Class::General => "general",
        Class::Identity => "identity",
        Class::Specific => "specific",
    }
}

const fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Confirm => "confirm",
        Severity::Error => "error",
    }
}

/// Problems in words, with the labels on the way to their fields.
#[must_use]
pub fn problems(
    kind: Option<&'static FormKind>,
    problems: &[Problem],
    overrides: &[Override],
) -> Vec<ProblemView> {
    problems
        .iter()
        .map(|problem| ProblemView {
            path: labels(kind, &problem.path),
            field_id: problem.path.dom_id(),
            code: problem.code.name(),
            severity: severity_name(problem.severity),
            words: Words::each(|lang| super::problem::words(problem, lang)),
            reason: overrides
                .iter()
                .find(|lifted| lifted.code == problem.code.0 && lifted.path == problem.path)
                .map(|lifted| lifted.reason.clone()),
            others: None,
        })
        .collect()
}

/// The confirms that the author lifted, each with its reason.
#[must_use]
pub fn overrides(kind: Option<&'static FormKind>, overrides: &[Override]) -> Vec<ProblemView> {
    let lifted: Vec<_> = overrides
        .iter()
        .map(|lifted| Code(lifted.code).at(lifted.path.clone(), Vec::new()))
        .collect();
    problems(kind, &lifted, overrides)
}

/// What a kind is called that this server does not know.
#[must_use]
pub fn unknown_kind(code: u16) -> Words {
    Words {
        id: format!("Formulir no. {code} (belum dikenal)"),
        en: format!("Form no. {code} (not known here)"),
    }
}

/// The labels of the fields and rows on the way; a row is named by what one of it is called.
fn labels(kind: Option<&'static FormKind>, path: &Path) -> Vec<Words> {
    let mut labels = Vec::new();
    let mut level: Option<Vec<&'static Field>> =
        kind.map(|kind| kind.fields().map(|(_, field)| field).collect());
    let mut item = Text::EMPTY;
    for step in &path.0 {
        match step {
            Step::Row(_) => labels.push(item.into()),
            Step::Field(tag) => {
                let field = level.iter().flatten().find(|field| field.tag == *tag).copied();
                labels.push(field.map_or_else(
                    || Words::same(format!("#{}", tag.0)),
                    |field| field.label.into(),
                ));
                level = match field.map(|field| &field.kind) {
                    Some(Kind::Group(inner)) => Some(inner.iter().collect()),
                    Some(Kind::Rows { fields, item: one, .. }) => {
                        item = *one;
                        Some(fields.iter().collect())
                    }
                    _ => None,
                };
            }
        }
    }
    labels
}
