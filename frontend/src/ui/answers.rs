//! Answers as words: what stands before finishing and in a finished record.

use leptos::prelude::*;
use shared::{
    form::{
        edit,
        model::{Field, Kind, Scene, Section},
        problem::{Path, Problem},
        value::{Value, Values},
    },
    text::Lang,
};

use super::{
    dom::{div, el, nothing, several},
    text,
};

/// What is shown beside the answers.
pub struct Reading<'a> {
    /// The answers.
    pub scene: &'a Scene<'a>,
    /// In which language.
    pub lang: Lang,
    /// What is wrong, shown at its answer.
    pub problems: &'a [Problem],
}

impl Reading<'_> {
    /// The answers of one screen.
    #[must_use]
    pub fn section(&self, section: &'static Section) -> AnyView {
        let rows = self.fields(section.fields, self.scene.values, &Path::root());
        el("dl").class("pairs").kids(rows).done()
    }

    fn fields(&self, fields: &'static [Field], here: &Values, path: &Path) -> Vec<AnyView> {
        fields.iter().flat_map(|field| self.field(field, here, path)).collect()
    }

    fn field(&self, field: &'static Field, here: &Values, path: &Path) -> Vec<AnyView> {
        if !self.scene.is_asked(here, field) {
            return Vec::new();
        }
        let path = path.field(field.tag);
        let value = here.at(field.tag).filter(|value| !value.is_blank());
        match (&field.kind, value) {
            (Kind::Group(fields), Some(Value::Group(values))) => self.fields(fields, values, &path),
            (Kind::Group(fields), _) => self.fields(fields, &Values::new(), &path),
            (Kind::Rows { fields, item, .. }, Some(Value::Rows(rows))) => {
                let mut views = Vec::new();
                for (idx, row) in rows.iter().enumerate() {
                    let title = [item.get(self.lang), " ", &(idx + 1).to_string()].concat();
                    views.push(div("pair-title").text(title).done());
                    views.extend(self.fields(fields, &row.values, &path.row(row.id)));
                }
                views
            }
            (_, Some(value)) => {
                vec![self.pair(field, edit::words(&field.kind, value, self.lang), &path)]
            }
            // What is optional and empty is left out, unless something is wrong with it.
            (_, None) => {
                let is_told = self.problems.iter().any(|problem| problem.path == path)
                    || self.scene.is_required(here, field);
                let words = String::from(text::NO_ANSWER.get(self.lang));
                if is_told { vec![self.pair(field, words, &path)] } else { Vec::new() }
            }
        }
    }

    fn pair(&self, field: &'static Field, words: String, path: &Path) -> AnyView {
        let problems = self.problems.iter().filter(|problem| problem.path == *path);
        let notes =
            problems.map(|problem| el("p").class("problem").text(problem.words(self.lang)).done());
        div("pair")
            .attr("data-answer", field.name)
            .kid(el("dt").text(field.label.get(self.lang)))
            .kid(el("dd").kid(el("span").text(words)).kids(notes))
            .done()
    }
}

/// What is wrong with no answer in particular.
#[must_use]
pub fn problems_at_root(problems: &[Problem], lang: Lang) -> AnyView {
    let root: Vec<AnyView> = problems
        .iter()
        .filter(|problem| problem.path == Path::root())
        .map(|problem| el("p").class("problem").text(problem.words(lang)).done())
        .collect();
    if root.is_empty() { nothing() } else { several(root) }
}
