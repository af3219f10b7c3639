//! Answers as words: what stands before finishing and in a finished record.

use shared::form::{
    edit,
    model::{Field, Kind, Scene, Section},
    problem::{Path, Problem},
    value::{Value, Values},
};

use super::{
    dom::{El, View, div, of},
    lang::{self, t},
    parts,
};

/// What is shown beside the answers.
pub struct Reading<'a> {
    /// The answers.
    pub scene: &'a Scene<'a>,
    /// What is wrong, shown at its answer.
    pub problems: &'a [Problem],
}

impl Reading<'_> {
    /// The answers of one screen; `None` when there are none.
    #[must_use]
    pub fn section(&self, section: &'static Section) -> Option<View> {
        let list = of("dl", "pairs");
        let list = self.fields(list, section.fields, (self.scene.values, &Path::root()));
        (!list.is_empty()).then(|| list.done())
    }

    fn fields(&self, mut list: El, fields: &'static [Field], (here, path): (&Values, &Path)) -> El {
        for field in fields {
            list = self.field(list, field, (here, path));
        }
        list
    }

    fn field(&self, mut list: El, field: &'static Field, (here, path): (&Values, &Path)) -> El {
        let path = path.field(field.tag);
        let value = here.at(field.tag).filter(|value| !value.is_blank());
        match (&field.kind, value) {
            (Kind::Computed(_) | Kind::Reserved, _) => list,
            (Kind::Group(fields), Some(Value::Group(values))) => {
                self.fields(list, fields, (values, &path))
            }
            (Kind::Group(fields), None) if self.scene.is_asked(here, field) => {
                self.fields(list, fields, (&Values::new(), &path))
            }
            (Kind::Rows { fields, item, .. }, Some(Value::Rows(rows))) => {
                for (idx, row) in rows.iter().enumerate() {
                    let title = [t(item), " ", &(idx + 1).to_string()].concat();
                    list = list.put(div("pair-title").text(&title));
                    list = self.fields(list, fields, (&row.values, &path.row(row.id)));
                }
                list
            }
            (kind, Some(value)) => {
                let words = edit::words(kind, value, lang::now());
                list.put(self.pair(field, &words, &path))
            }
            // What is empty is left out, unless something is wrong with it.
            (_, None) => {
                let is_wrong = self.problems.iter().any(|problem| problem.path == path);
                if is_wrong { list.put(self.pair(field, "", &path)) } else { list }
            }
        }
    }

    fn pair(&self, field: &'static Field, words: &str, path: &Path) -> El {
        let mut pair = parts::pair(&field.label, words).attr("data-answer", field.name);
        for problem in self.problems.iter().filter(|problem| problem.path == *path) {
            pair = pair.put(of("dd", "problem").text(&problem.words(lang::now())));
        }
        pair
    }
}
