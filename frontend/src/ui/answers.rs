//! Answers as words: before finishing, and in a finished record.

use leptos::prelude::*;
use shared::form::{
    edit,
    model::{Field, Kind, Scene, Section},
    problem::{Override, Path, Problem},
    walk::{self, Inside, Item},
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
        /// What is wrong with it, or worth knowing: the class of the line, and its words.
        problems: Vec<(&'static str, String)>,
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
    let mut reading = Reading { scene, problems, lines: Vec::new() };
    reading.items(&walk::section(section, scene.values));
    reading.lines
}

struct Reading<'a> {
    scene: &'a Scene<'a>,
    problems: &'a [Problem],
    lines: Vec<AnswerLine>,
}

impl Reading<'_> {
    fn items(&mut self, items: &[Item<'_>]) {
        for item in items {
            if let Some(field) = item.field {
                self.item(item, field);
            }
        }
    }

    fn item(&mut self, item: &Item<'_>, field: &'static Field) {
        match (&field.kind, &item.inside, item.answer()) {
            (kind, _, _) if !kind.is_question() => {}
            (Kind::Group(_), Inside::Group(items), answer)
                if answer.is_some() || item.is_asked(self.scene) =>
            {
                self.items(items);
            }
            (Kind::Rows { .. }, Inside::Rows(rows), Some(_)) => {
                for row in rows {
                    let title = [t(&row.title), " ", &row.number.to_string()].concat();
                    self.lines.push(AnswerLine::Title(title));
                    self.items(&row.items);
                }
            }
            (kind, _, Some(value)) => {
                self.answer(field, edit::words(kind, value, lang::now()), &item.path);
            }
            (_, _, None) => {
                if self.problems.iter().any(|problem| problem.path == item.path) {
                    self.answer(field, String::new(), &item.path);
                }
            }
        }
    }

    fn answer(&mut self, field: &'static Field, words: String, path: &Path) {
        let here = self.problems.iter().filter(|problem| problem.path == *path);
        let problems = here.map(|problem| {
            let is_wrong = self.scene.is_blocked_by(problem);
            let class = if is_wrong { "problem" } else { "problem warning" };
            (class, self.with_reason(problem))
        });
        let problems = problems.collect();
        let label = t(&field.label);
        self.lines.push(AnswerLine::Answer { name: field.name, label, words, problems });
    }

    /// What is wrong, and why it is right all the same where that was said.
    fn with_reason(&self, problem: &Problem) -> String {
        let mut words = problem.words(lang::now());
        let is_lifted = |one: &&Override| one.code == problem.code.0 && one.path == problem.path;
        if let Some(lifted) = self.scene.overrides.iter().find(is_lifted) {
            words.extend([" “", lifted.reason.trim(), "”"]);
        }
        words
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
                .map(|(class, problem)| view! { <dd class=class>{problem}</dd> })
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
