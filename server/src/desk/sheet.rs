//! A filled form as labelled words in both languages, made by walking its schema, so that a new kind
//! of form shows at the desk without a line of code here.

use shared::{
    desk::{Words, sheet as api},
    form::{
        edit,
        label::{self, Named},
        model::{Class, Field, FormKind, Kind, Scene, Shown, World},
        problem::{Code, Override, Path, Problem},
        value::{Tag, Value, Values},
        walk::{self, Inside, Item, SectionItems},
    },
    text::{Lang, Text, t},
};

/// Heading of the answers that the form does not know.
const UNKNOWN: Text = t("Isian yang belum dikenal", "Answers not known here");

/// Every answer of a form and every question of it that was asked and left open, section by section.
/// Answers under numbers that this version of the kind does not know come last.
#[must_use]
pub fn sections(
    (kind, version): (&'static FormKind, u16),
    values: &Values,
    visit: Option<&Values>,
    world: World<'_>,
) -> Vec<api::Section> {
    let scene = Scene { kind, version, values, visit, previous: None, overrides: &[], world };
    let sheet = walk::sheet(kind, values);
    // A section that was not asked is left out, unless it holds an answer all the same.
    let is_in = |part: &&SectionItems<'_>| {
        scene.is_shown(part.section) || part.items.iter().any(|item| item.answer().is_some())
    };
    let section = |part: &SectionItems<'_>| api::Section {
        name: part.section.name.into(),
        title: part.section.title.into(),
        fields: fields(&scene, &part.items),
    };
    let mut sections: Vec<_> = sheet.sections.iter().filter(is_in).map(section).collect();
    sections.retain(|section| !section.fields.is_empty());
    sections.extend(unknown_section(&sheet.unknown));
    sections
}

/// The answers of a form whose kind or version is not known, by their numbers.
#[must_use]
pub fn unknown_sections(values: &Values) -> Vec<api::Section> {
    unknown_section(&walk::of_unknown_kind(values)).into_iter().collect()
}

fn unknown_section(items: &[Item<'_>]) -> Option<api::Section> {
    let fields: Vec<_> = items.iter().map(unknown).collect();
    let name = String::from("unknown");
    (!fields.is_empty()).then(|| api::Section { name, title: UNKNOWN.into(), fields })
}

fn fields(scene: &Scene<'_>, items: &[Item<'_>]) -> Vec<api::Field> {
    items
        .iter()
        .filter_map(|item| match item.field {
            Some(Field { kind: Kind::Reference, .. }) => None,
            Some(field) if item.answer().is_some() || item.is_open(scene) => {
                Some(known(scene, item, field))
            }
            Some(_) => None,
            None => Some(unknown(item)),
        })
        .collect()
}

fn known(scene: &Scene<'_>, item: &Item<'_>, field: &'static Field) -> api::Field {
    let children = match &item.inside {
        Inside::Nothing => Vec::new(),
        Inside::Group(items) => fields(scene, items),
        Inside::Rows(rows) => rows
            .iter()
            .map(|row| api::Field {
                field_id: row.path.dom_id(),
                label: Words::each(|lang| format!("{} {}", row.title.get(lang), row.number)),
                class: class_name(Class::General).into(),
                children: fields(scene, &row.items),
                ..api::Field::default()
            })
            .collect(),
    };
    let is_nested = matches!(field.kind, Kind::Group(_) | Kind::Rows { .. });
    let answer = item.answer().filter(|_| !is_nested || children.is_empty());
    api::Field {
        field_id: item.path.dom_id(),
        name: field.name.into(),
        label: field.label.into(),
        value: answer.map(|value| words(&field.kind, value)),
        before: None,
        class: class_name(field.class).into(),
        computed: matches!(field.kind, Kind::Computed(_)),
        result: result(scene.kind, field).into(),
        category: category(scene.kind, field).into(),
        children,
    }
}

/// What a field is among the results.
fn result(kind: &FormKind, field: &Field) -> &'static str {
    let is_step = kind.headline.as_ref().is_some_and(|headline| headline.field == field.tag);
    match field.kind {
        Kind::Computed(_) if is_step => "step",
        // Whole numbers are ages; all others count standard deviations.
        Kind::Computed(Shown::Number { scale: 1.. }) if field.shown_as_result => "score",
        _ => "",
    }
}

/// The name of the field that says what a computed number means.
fn category(kind: &FormKind, field: &Field) -> &'static str {
    let category = field.category.and_then(|tag| kind.field(tag));
    category.map_or("", |category| category.name)
}

fn unknown(item: &Item<'_>) -> api::Field {
    let Tag(number) = item.tag;
    let children: Vec<_> = match &item.inside {
        Inside::Nothing => Vec::new(),
        Inside::Group(items) => items.iter().map(unknown).collect(),
        Inside::Rows(rows) => rows.iter().flat_map(|row| &row.items).map(unknown).collect(),
    };
    let value = item.value.filter(|_| children.is_empty());
    api::Field {
        field_id: item.path.dom_id(),
        label: Words::each(|lang| match lang {
            Lang::Id => format!("Isian no. {number}"),
            Lang::En => format!("Answer no. {number}"),
        }),
        value: value.map(|value| words(&Kind::Reserved, value)),
        // Nobody here knows what it is: treat it as the most personal.
        class: class_name(Class::Specific).into(),
        children,
        ..api::Field::default()
    }
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

/// Problems in words, with the labels on the way to their fields.
#[must_use]
pub fn problems(
    kind: Option<&'static FormKind>,
    problems: &[Problem],
    overrides: &[Override],
) -> Vec<api::Problem> {
    problems
        .iter()
        .map(|problem| api::Problem {
            path: labels(kind, &problem.path),
            field_id: problem.path.dom_id(),
            code: problem.code.name().into(),
            severity: problem.severity.name().into(),
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
pub fn overrides(kind: Option<&'static FormKind>, overrides: &[Override]) -> Vec<api::Problem> {
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
#[must_use]
pub fn labels(kind: Option<&'static FormKind>, path: &Path) -> Vec<Words> {
    let words = |step| match step {
        Named::Field { field: Some(field), .. } => field.label.into(),
        Named::Field { tag, .. } => Words::same(format!("#{}", tag.0)),
        Named::Row { title, .. } => title.into(),
    };
    label::steps(kind, None, path).into_iter().map(words).collect()
}
