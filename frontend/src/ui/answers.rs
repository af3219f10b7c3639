//! Answers as words: before finishing, and in a finished record.

use leptos::prelude::*;
use shared::form::{
    edit,
    model::{Field, Kind, Scene, Section},
    problem::{Path, Problem},
    value::{Value, Values},
};

use super::{
    lang::{self, t},
    pairs::Pairs,
};

/// One line of an [`AnswerList`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerLine {
    /// The heading of a row: "Program 2".
    Title(String),
    /// A question and its answer.
    Answer {
        /// The stable name of its field.
        name: &'static str,
        /// The question.
        label: &'static str,
        /// The answer in words.
        words: String,
        /// What is wrong with it.
        problems: Vec<String>,
    },
}

/// The answers of one screen in words, with what is wrong. What is empty is left out, unless something
/// is wrong with it.
#[must_use]
pub fn answer_lines(
    scene: &Scene<'_>,
    problems: &[Problem],
    section: &'static Section,
) -> Vec<AnswerLine> {
    let mut walk = Walk { scene, problems, lines: Vec::new() };
    walk.fields(section.fields, scene.values, &Path::root());
    walk.lines
}

struct Walk<'a> {
    scene: &'a Scene<'a>,
    problems: &'a [Problem],
    lines: Vec<AnswerLine>,
}

impl Walk<'_> {
    fn fields(&mut self, fields: &'static [Field], here: &Values, path: &Path) {
        for field in fields {
            self.field(field, here, path.field(field.tag));
        }
    }

    fn field(&mut self, field: &'static Field, here: &Values, path: Path) {
        let value = here.at(field.tag).filter(|value| !value.is_blank());
        match (&field.kind, value) {
            (Kind::Computed(_) | Kind::Reserved, _) => {}
            (Kind::Group(fields), Some(Value::Group(values))) => self.fields(fields, values, &path),
            (Kind::Group(fields), None) if self.scene.is_asked(here, field) => {
                self.fields(fields, &Values::new(), &path);
            }
            (Kind::Rows { fields, item, .. }, Some(Value::Rows(rows))) => {
                for (idx, row) in rows.iter().enumerate() {
                    let title = [t(item), " ", &(idx + 1).to_string()].concat();
                    self.lines.push(AnswerLine::Title(title));
                    self.fields(fields, &row.values, &path.row(row.id));
                }
            }
            (kind, Some(value)) => self.answer(field, edit::words(kind, value, lang::now()), &path),
            (_, None) => {
                if self.problems.iter().any(|problem| problem.path == path) {
                    self.answer(field, String::new(), &path);
                }
            }
        }
    }

    fn answer(&mut self, field: &'static Field, words: String, path: &Path) {
        let here = self.problems.iter().filter(|problem| problem.path == *path);
        let problems = here.map(|problem| problem.words(lang::now())).collect();
        let label = t(&field.label);
        self.lines.push(AnswerLine::Answer { name: field.name, label, words, problems });
    }
}

/// Answers below each other.
#[component]
pub fn AnswerList(
    /// As [`answer_lines`] made them.
    lines: Vec<AnswerLine>,
) -> impl IntoView {
    view! { <Pairs>{lines.into_iter().map(line).collect_view()}</Pairs> }
}

fn line(line: AnswerLine) -> AnyView {
    match line {
        AnswerLine::Title(title) => view! { <div class="pair-title">{title}</div> }.into_any(),
        AnswerLine::Answer { name, label, words, problems } => {
            let problems = problems
                .into_iter()
                .map(|problem| view! { <dd class="problem">{problem}</dd> })
                .collect_view();
            view! {
                <div class="pair" data-answer=name>
                    <dt>{label}</dt>
                    <dd>{words}</dd>
                    {problems}
                </div>
            }
            .into_any()
        }
    }
}
