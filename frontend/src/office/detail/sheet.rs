//! The answers of a form, section by section, with problems at the fields they belong to.

use leptos::{either::Either, prelude::*};
use shared::{
    desk::{
        Words,
        sheet::{Field, Problem, Removed, Section},
    },
    text::Lang,
};

use super::{mask, problems::ProblemLine, words};
use crate::office::review::AtField;

/// Before the ids of a record's own fields: a box that mends one has the id itself.
const OWN_PREFIX: &str = "s-";

/// The element that shows a field of the record.
#[must_use]
pub fn element(field_id: &str) -> String {
    [OWN_PREFIX, field_id].concat()
}

/// Most columns of rows that are shown as a table; wider ones stand one below the other.
const COLUMNS_MAX: usize = 5;

/// What all fields of one sheet need to know.
#[derive(Clone, Copy)]
pub struct SheetContext<'a> {
    /// The language on screen.
    pub lang: Lang,
    /// Before the id of every field, since a form and its visit may number alike; `None` of the form
    /// itself, whose answers can be commented on and mended.
    pub prefix: Option<&'static str>,
    /// What holds the form.
    pub problems: &'a [Problem],
    /// What was noticed.
    pub notes: &'a [Problem],
    /// True to show computed answers among the others; false where they have a card of their own.
    pub with_computed: bool,
    /// The heading above, which the first section need not repeat.
    pub heading: &'a str,
}

impl SheetContext<'_> {
    fn id(self, field_id: &str) -> String {
        [self.prefix.unwrap_or(OWN_PREFIX), field_id].concat()
    }

    /// What can be done at a plain answer of the form itself.
    fn at_field(self, field: &Field) -> Option<AnyView> {
        let is_plain = field.children.is_empty() && !field.computed;
        (self.prefix.is_none() && is_plain).then(|| {
            let (lang, field_id) = (self.lang, field.field_id.clone());
            let label = field.label.get(lang).to_owned();
            view! { <AtField lang field_id label/> }.into_any()
        })
    }
}

/// The sections, with every question: answered ones one below the other, then the open ones.
pub fn sections(ctx: SheetContext<'_>, sections: &[Section]) -> AnyView {
    sections
        .iter()
        .filter(|section| !asked(ctx, &section.fields).is_empty())
        .map(|section| {
            let title = section.title.get(ctx.lang);
            let title = (title != ctx.heading).then(|| view! { <h3>{title.to_owned()}</h3> });
            view! {
                <section class="sheet">
                    {title}
                    {inside(ctx, section)}
                </section>
            }
        })
        .collect_view()
        .into_any()
}

/// The fields of a section. A section that asks for one group only has said its name already.
fn inside(ctx: SheetContext<'_>, section: &Section) -> AnyView {
    match asked(ctx, &section.fields).as_slice() {
        [only] if !only.children.is_empty() && !are_rows(&only.children) && !is_open(ctx, only) => {
            let lines = problem_lines(ctx, &only.field_id);
            let id = ctx.id(&only.field_id);
            view! {
                <div class="whole-section" id=id tabindex="-1">
                    {lines}{fields(ctx, &only.children)}
                </div>
            }
            .into_any()
        }
        _ => fields(ctx, &section.fields),
    }
}

fn asked<'f>(ctx: SheetContext<'_>, fields: &'f [Field]) -> Vec<&'f Field> {
    fields.iter().filter(|field| ctx.with_computed || !field.computed).collect()
}

/// Open questions stand together at the end: a short form leaves most of them open, and one line
/// each would hide the answers between them.
fn fields(ctx: SheetContext<'_>, fields: &[Field]) -> AnyView {
    let (open, answered): (Vec<&Field>, Vec<&Field>) =
        asked(ctx, fields).into_iter().partition(|field| is_open(ctx, field));
    let has_answers = !answered.is_empty();
    let lines = answered.into_iter().map(|each| field(ctx, each)).collect_view();
    let lines = has_answers.then(|| view! { <dl class="fields">{lines}</dl> });
    view! { {lines}{open_questions(ctx, &open)} }.into_any()
}

/// The open questions as a list. It says that it is one, since a browser may forget so when the
/// list stands in a line.
fn open_questions(ctx: SheetContext<'_>, open: &[&Field]) -> Option<AnyView> {
    let lang = ctx.lang;
    let labels = open.iter().map(|field| {
        let label = field.label.get(lang).to_owned();
        view! { <li id=ctx.id(&field.field_id) tabindex="-1">{label} {ctx.at_field(field)}</li> }
    });
    (!open.is_empty()).then(|| {
        view! {
            <div class="fields-open">
                <p>{words::OPEN_QUESTIONS.get(lang)}</p>
                <ul role="list">{labels.collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}

/// Answers that the revision before had and this one has not.
pub fn removed(lang: Lang, removed: &[Removed]) -> Option<AnyView> {
    let line = |gone: &Removed| {
        let label = gone.path.iter().map(|step| step.get(lang)).collect::<Vec<_>>().join(" › ");
        let value = shown(lang, &label, &gone.class, gone.value.get(lang));
        view! { <div class="field has-change"><dt>{label}</dt><dd>{value}</dd></div> }
    };
    (!removed.is_empty()).then(|| {
        view! {
            <section class="sheet">
                <h3>{words::REMOVED.get(lang)}</h3>
                <dl class="fields">{removed.iter().map(line).collect_view()}</dl>
            </section>
        }
        .into_any()
    })
}

/// True for a question without an answer that no problem or note points at; for a group, when that
/// holds for all of it.
fn is_open(ctx: SheetContext<'_>, field: &Field) -> bool {
    let has_value = field.value.as_ref().is_some_and(|value| !value.is_empty());
    !has_value
        && mark(ctx, field).is_empty()
        && field.children.iter().all(|child| is_open(ctx, child))
}

fn field(ctx: SheetContext<'_>, field: &Field) -> AnyView {
    let lines = problem_lines(ctx, &field.field_id);
    let id = ctx.id(&field.field_id);
    let label = field.label.get(ctx.lang).to_owned();
    let mark = mark(ctx, field);
    if field.children.is_empty() {
        return view! {
            <div class=format!("field {mark}") id=id tabindex="-1">
                <dt>{label}</dt>
                <dd>
                    {answer(ctx.lang, field)}{earlier(ctx.lang, field)}{lines}
                    {ctx.at_field(field)}
                </dd>
            </div>
        }
        .into_any();
    }
    let inner = match columns(&field.children) {
        Some(columns) => row_table(ctx, &columns, &field.children),
        None => fields(ctx, &field.children),
    };
    view! {
        <div class=format!("field field-group {mark}") id=id tabindex="-1">
            <dt>{label}</dt>
            <dd>{lines}{inner}</dd>
        </div>
    }
    .into_any()
}

/// Rows carry a number in their label and no name of their own.
fn are_rows(children: &[Field]) -> bool {
    children.iter().all(|child| child.name.is_empty() && !child.children.is_empty())
}

/// Name and label of each question of the rows, if they are few and plain enough for a table.
fn columns(children: &[Field]) -> Option<Vec<(&str, &Words)>> {
    if !are_rows(children) {
        return None;
    }
    let mut columns: Vec<(&str, &Words)> = Vec::new();
    for field in children.iter().flat_map(|row| &row.children) {
        if !field.children.is_empty() || field.name.is_empty() {
            return None;
        }
        if !columns.iter().any(|(name, _)| *name == field.name) {
            columns.push((&field.name, &field.label));
        }
    }
    (columns.len() <= COLUMNS_MAX).then_some(columns)
}

fn row_table(ctx: SheetContext<'_>, columns: &[(&str, &Words)], rows: &[Field]) -> AnyView {
    let head = columns
        .iter()
        .map(|(_, label)| view! { <th scope="col">{label.get(ctx.lang).to_owned()}</th> })
        .collect_view();
    let lines = rows
        .iter()
        .map(|row| {
            let cells = columns
                .iter()
                .map(|(name, _)| {
                    let cell = row.children.iter().find(|field| field.name == *name);
                    cell.map_or_else(
                        || view! { <td></td> }.into_any(),
                        |cell| {
                            let id = ctx.id(&cell.field_id);
                            let lines = problem_lines(ctx, &cell.field_id);
                            view! {
                                <td class=mark(ctx, cell) id=id tabindex="-1">
                                    {answer(ctx.lang, cell)}{earlier(ctx.lang, cell)}{lines}
                                    {ctx.at_field(cell)}
                                </td>
                            }
                            .into_any()
                        },
                    )
                })
                .collect_view();
            let id = ctx.id(&row.field_id);
            view! {
                <tr id=id tabindex="-1">{cells}</tr>
                {row_problems(ctx, row, columns.len())}
            }
        })
        .collect_view();
    view! {
        <div class="rows-scroll" tabindex="0">
            <table class="rows"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>
        </div>
    }
    .into_any()
}

/// What is wrong with a row as a whole, below it.
fn row_problems(ctx: SheetContext<'_>, row: &Field, n_columns: usize) -> Option<AnyView> {
    let lines = problem_lines(ctx, &row.field_id);
    (!lines.is_empty()).then(|| {
        let mark = mark(ctx, row);
        view! { <tr><td class=mark colspan=n_columns.to_string()>{lines}</td></tr> }.into_any()
    })
}

/// The class of a field with something to look at.
fn mark(ctx: SheetContext<'_>, field: &Field) -> &'static str {
    let has =
        |problems: &[Problem]| problems.iter().any(|problem| problem.field_id == field.field_id);
    if has(ctx.problems) {
        "has-problem"
    } else if has(ctx.notes) {
        "has-note"
    } else if field.before.is_some() {
        "has-change"
    } else {
        ""
    }
}

fn problem_lines(ctx: SheetContext<'_>, field_id: &str) -> Vec<AnyView> {
    let held = ctx.problems.iter().map(|problem| (problem, true));
    let noticed = ctx.notes.iter().map(|problem| (problem, false));
    held.chain(noticed)
        .filter(|(problem, _)| problem.field_id == field_id)
        .map(|(problem, is_held)| {
            view! { <ProblemLine lang=ctx.lang problem=problem.clone() is_held/> }.into_any()
        })
        .collect()
}

fn answer(lang: Lang, field: &Field) -> AnyView {
    let Some(value) = field.value.as_ref().filter(|value| !value.is_empty()) else {
        return view! { <span class="open">{words::NOT_ANSWERED.get(lang)}</span> }.into_any();
    };
    shown(lang, field.label.get(lang), &field.class, value.get(lang))
}

/// What stood in a field in the revision before.
fn earlier(lang: Lang, field: &Field) -> Option<AnyView> {
    field.before.as_ref().map(|before| {
        let value = shown(lang, field.label.get(lang), &field.class, before.get(lang));
        view! { <p class="before">{words::BEFORE.get(lang)} " " {value}</p> }.into_any()
    })
}

/// A national number that shows only when asked, named by its label.
pub fn identity(lang: Lang, label: &str, number: &str) -> AnyView {
    shown(lang, label, "identity", number)
}

/// A value in words, masked where it is a national number.
pub fn shown(lang: Lang, label: &str, class: &str, words: &str) -> AnyView {
    let (label, words) = (label.to_owned(), words.to_owned());
    // Identity numbers, and numbers as long as one in a form that the server does not know.
    match mask::masked(&words).filter(|_| class != "general") {
        Some(masked) => view! { <Masked lang label words masked/> }.into_any(),
        None => view! { <span class="answer">{words}</span> }.into_any(),
    }
}

/// A national number that shows only when asked.
#[component]
fn Masked(lang: Lang, label: String, words: String, masked: String) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let action = move || if is_shown.get() { words::HIDE.get(lang) } else { words::SHOW.get(lang) };
    view! {
        <span class="answer number" aria-live="polite">
            {move || {
                if is_shown.get() {
                    Either::Left(words.clone())
                } else {
                    Either::Right(masked.clone())
                }
            }}
        </span>
        <button
            type="button"
            class="button-small"
            aria-label=move || format!("{} {label}", action())
            on:click=move |_| is_shown.update(|shown| *shown = !*shown)
        >
            {action}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, children: Vec<Field>) -> Field {
        let words = Words { id: name.to_owned(), en: name.to_owned() };
        Field { name: name.to_owned(), label: words, children, ..Field::default() }
    }

    fn names(children: &[Field]) -> Option<Vec<&str>> {
        columns(children).map(|columns| columns.into_iter().map(|(name, _)| name).collect())
    }

    fn context<'a>(problems: &'a [Problem]) -> SheetContext<'a> {
        let lang = Lang::Id;
        SheetContext {
            lang,
            prefix: Some(""),
            problems,
            notes: &[],
            with_computed: false,
            heading: "",
        }
    }

    #[test]
    fn a_group_is_open_until_something_in_it_is_answered_or_wrong() {
        let mut nik = field("nik", vec![]);
        nik.field_id = "f-1-1".to_owned();
        let group = field("anak", vec![nik.clone(), field("nama", vec![])]);
        assert!(is_open(context(&[]), &group));
        let problem = Problem {
            path: vec![],
            field_id: nik.field_id,
            code: "required".to_owned(),
            severity: "error".to_owned(),
            words: Words::default(),
            reason: None,
            others: None,
        };
        assert!(!is_open(context(&[problem]), &group), "wrong");
        let mut name = field("nama", vec![]);
        name.value = Some(Words { id: "Siti".to_owned(), en: "Siti".to_owned() });
        assert!(!is_open(context(&[]), &field("anak", vec![name])), "answered");
    }

    #[test]
    fn rows_of_plain_answers_make_a_table_with_every_question() {
        let rows = [
            field("", vec![field("program", vec![]), field("status", vec![])]),
            field("", vec![field("program", vec![]), field("bulan", vec![])]),
        ];
        assert_eq!(names(&rows), Some(vec!["program", "status", "bulan"]));
    }

    #[test]
    fn groups_and_wide_or_nested_rows_make_none() {
        assert_eq!(names(&[field("nik", vec![])]), None, "a group");
        let nested = field("", vec![field("orang", vec![field("nama", vec![])])]);
        assert_eq!(names(&[nested]), None, "nested");
        let wide = (0..6).map(|number| field(&number.to_string(), vec![])).collect();
        assert_eq!(names(&[field("", wide)]), None, "wide");
    }
}
