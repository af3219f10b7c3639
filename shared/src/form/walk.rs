//! A filled form in the order of its schema: section by section, field by field, into groups and rows.
//!
//! Whoever shows answers (a screen, the desk, JSON) goes through this and adds words. Nothing is left
//! out: open questions, what is computed, and answers that this version of the kind does not know are
//! all there, to be picked from.

use super::{
    model::{Cond, Field, FormKind, Kind, Scene, Section},
    problem::Path,
    value::{RowId, Tag, Value, Values},
};
use crate::text::Text;

/// A filled form.
pub struct Sheet<'a> {
    /// Its sections in order, shown or not.
    pub sections: Vec<SectionItems<'a>>,
    /// Answers at the top under numbers that this version of the kind does not know.
    pub unknown: Vec<Item<'a>>,
}

/// One section.
pub struct SectionItems<'a> {
    /// Which.
    pub section: &'static Section,
    /// Each of its fields.
    pub items: Vec<Item<'a>>,
}

/// One question with what stands there, or an answer that nobody here knows.
pub struct Item<'a> {
    /// The way to it.
    pub path: Path,
    /// Its number.
    pub tag: Tag,
    /// The question; `None` for a number that this version of the kind does not know.
    pub field: Option<&'static Field>,
    /// What stands there, blank or not.
    pub value: Option<&'a Value>,
    /// What stands inside.
    pub inside: Inside<'a>,
    here: &'a Values,
    beside: &'static [Field],
}

/// What stands inside of an [`Item`].
pub enum Inside<'a> {
    /// Nothing: a plain answer, or no rows.
    Nothing,
    /// The fields of a group, also of one that is not answered.
    Group(Vec<Item<'a>>),
    /// The rows, in their order.
    Rows(Vec<RowItems<'a>>),
}

/// One row.
pub struct RowItems<'a> {
    /// Its stable number.
    pub id: RowId,
    /// The way to it.
    pub path: Path,
    /// What one row is called ("Program"); empty where nobody here knows.
    pub title: Text,
    /// Its place among the rows, from 1.
    pub number: usize,
    /// Each of its fields.
    pub items: Vec<Item<'a>>,
}

impl<'a> Item<'a> {
    /// What was answered; `None` for nothing and for what says nothing.
    #[must_use]
    pub fn answer(&self) -> Option<&'a Value> {
        self.value.filter(|value| !value.is_blank())
    }

    /// True while this is asked, given that what surrounds it is.
    #[must_use]
    pub fn is_asked(&self, scene: &Scene<'_>) -> bool {
        self.field.is_some_and(|field| scene.is_asked(self.here, field))
    }

    /// True for a question that was asked and left open, and that no other answer excuses.
    #[must_use]
    pub fn is_open(&self, scene: &Scene<'_>) -> bool {
        let is_question = self.field.is_some_and(|field| field.kind.is_question());
        is_question && self.answer().is_none() && self.is_asked(scene) && !self.is_excused(scene)
    }

    /// True for a question that nobody has to answer because another one says why not: that one is
    /// asked only while this one is open, and was answered.
    fn is_excused(&self, scene: &Scene<'_>) -> bool {
        let Some(open) = self.field else { return false };
        let says_why = |other: &Field| {
            self.here.at(other.tag).is_some_and(|value| !value.is_blank())
                && scene.is_asked(self.here, other)
                && needs_open(other.relevant, open.tag)
        };
        !scene.is_required(self.here, open) && self.beside.iter().any(says_why)
    }
}

/// True for a condition that never holds once this question beside it is answered.
fn needs_open(cond: Cond, tag: Tag) -> bool {
    match cond {
        Cond::Not(cond) => follows_from(*cond, tag),
        Cond::All(conds) => conds.iter().any(|cond| needs_open(*cond, tag)),
        _ => false,
    }
}

/// True for a condition that holds as soon as this question beside it is answered.
fn follows_from(cond: Cond, tag: Tag) -> bool {
    match cond {
        Cond::Answered(answer) | Cond::Number(answer) => answer.path == [tag],
        Cond::Any(conds) => conds.iter().any(|cond| follows_from(*cond, tag)),
        _ => false,
    }
}

/// Goes through a filled form.
#[must_use]
pub fn sheet<'a>(kind: &FormKind, values: &'a Values) -> Sheet<'a> {
    let sections: &'static [Section] = kind.sections;
    let sections = sections
        .iter()
        .map(|section| SectionItems { section, items: self::section(section, values) });
    let is_unknown = |tag| kind.field(tag).is_none();
    Sheet { sections: sections.collect(), unknown: unknown(&is_unknown, values, &Path::root()) }
}

/// Goes through one section.
#[must_use]
pub fn section<'a>(section: &Section, values: &'a Values) -> Vec<Item<'a>> {
    known(section.fields, values, &Path::root())
}

/// The answers of a form whose kind is not known, ascending by number.
#[must_use]
pub fn of_unknown_kind(values: &Values) -> Vec<Item<'_>> {
    unknown(&|_| true, values, &Path::root())
}

/// All fields of one level, then what is not known there.
fn level<'a>(fields: &'static [Field], here: &'a Values, path: &Path) -> Vec<Item<'a>> {
    let mut items = known(fields, here, path);
    let is_unknown = |tag| fields.iter().all(|field| field.tag != tag);
    items.extend(unknown(&is_unknown, here, path));
    items
}

fn known<'a>(fields: &'static [Field], here: &'a Values, path: &Path) -> Vec<Item<'a>> {
    let item = |field: &'static Field| {
        let (path, value) = (path.field(field.tag), here.at(field.tag));
        let inside = inside(&field.kind, value, &path);
        Item { path, tag: field.tag, field: Some(field), value, inside, here, beside: fields }
    };
    fields.iter().map(item).collect()
}

fn unknown<'a>(is_unknown: &dyn Fn(Tag) -> bool, here: &'a Values, path: &Path) -> Vec<Item<'a>> {
    let item = |(tag, value): (Tag, &'a Value)| {
        let path = path.field(tag);
        let inside = inside(&Kind::Reserved, Some(value), &path);
        Item { path, tag, field: None, value: Some(value), inside, here, beside: &[] }
    };
    here.iter().filter(|(tag, _)| is_unknown(*tag)).map(item).collect()
}

fn inside<'a>(kind: &Kind, value: Option<&'a Value>, path: &Path) -> Inside<'a> {
    static NOTHING: Values = Values::new();
    let (fields, title): (&'static [Field], Text) = match kind {
        Kind::Group(fields) => (*fields, Text::EMPTY),
        Kind::Rows { fields, item, .. } => (*fields, *item),
        _ => (&[], Text::EMPTY),
    };
    match (kind, value) {
        (_, Some(Value::Group(values))) => Inside::Group(level(fields, values, path)),
        (_, Some(Value::Rows(rows))) => {
            let row = |(idx, row): (usize, &'a super::value::Row)| {
                let path = path.row(row.id);
                let items = level(fields, &row.values, &path);
                RowItems { id: row.id, path, title, number: idx + 1, items }
            };
            Inside::Rows(rows.iter().enumerate().map(row).collect())
        }
        (Kind::Group(_), None) => Inside::Group(level(fields, &NOTHING, path)),
        _ => Inside::Nothing,
    }
}
