//! Works out conditions and numbers: the part of the interpreter that screens ask at every change.

use super::{
    model::{Base, Cond, Field, Kind, Mark, Num, Ref, Scene, Section},
    value::{Tag, Value, Values},
};
use crate::{day::Day, text::Text};

/// Follows a path through nested groups.
#[must_use]
pub fn walk<'a>(values: &'a Values, path: &[Tag]) -> Option<&'a Value> {
    let (last, groups) = path.split_last()?;
    let mut inside = values;
    for tag in groups {
        inside = inside.group(*tag)?;
    }
    inside.at(*last)
}

impl<'a> Scene<'a> {
    /// The answer a reference means, seen from the values around the asking field (`here`).
    #[must_use]
    pub fn find<'v>(&self, here: &'v Values, reference: Ref) -> Option<&'v Value>
    where
        'a: 'v,
    {
        let values = match reference.base {
            Base::Here => here,
            Base::Form => self.values,
            Base::Visit => self.visit?,
            Base::Previous => self.previous?,
        };
        walk(values, reference.path).filter(|value| !value.is_blank())
    }

    /// Works out a number.
    #[must_use]
    pub fn number(&self, here: &Values, num: Num) -> Option<i64> {
        let day = |num: &Num| {
            let number = self.number(here, *num)?;
            i32::try_from(number).ok().map(Day::from_number)
        };
        Some(match num {
            Num::Const(number) => number,
            Num::Today => i64::from(self.world.today.number()),
            Num::Of(reference) => match self.find(here, reference)? {
                Value::Int(number) => *number,
                Value::Choice(code) => i64::from(*code),
                Value::Day(day) => i64::from(day.number()),
                Value::Bool(_)
                | Value::Text(_)
                | Value::Choices(_)
                | Value::Bytes(_)
                | Value::Group(_)
                | Value::Rows(_) => return None,
            },
            Num::DaysBetween(from, to) => i64::from(day(to)?.since(day(from)?)),
            Num::YearsBetween(from, to) => i64::from(day(to)?.years_since(day(from)?)),
            Num::Minus(first, second) => {
                self.number(here, *first)?.checked_sub(self.number(here, *second)?)?
            }
            Num::Count(reference) => {
                let count = match self.find(here, reference) {
                    Some(Value::Rows(rows)) => rows.len(),
                    Some(Value::Choices(codes)) => codes.len(),
                    _ => 0,
                };
                i64::try_from(count).ok()?
            }
            Num::FirstOf(nums) => nums.iter().find_map(|num| self.number(here, *num))?,
            Num::While(cond, num) if self.holds(here, *cond) => self.number(here, *num)?,
            Num::While(..) => return None,
        })
    }

    /// Works out a condition, seen from the values around the asking field.
    #[must_use]
    pub fn holds(&self, here: &Values, cond: Cond) -> bool {
        let numbers = |first, second| Some((self.number(here, first)?, self.number(here, second)?));
        match cond {
            Cond::Always => true,
            Cond::Never => false,
            Cond::Answered(reference) => self.find(here, reference).is_some(),
            Cond::Number(reference) => matches!(self.find(here, reference), Some(Value::Int(_))),
            Cond::Yes(reference) => self.find(here, reference) == Some(&Value::Bool(true)),
            Cond::No(reference) => self.find(here, reference) == Some(&Value::Bool(false)),
            Cond::Has(reference, code) => self.has(here, reference, &[code]),
            Cond::HasAny(reference, codes) => self.has(here, reference, codes),
            Cond::Less(first, second) => numbers(first, second).is_some_and(|(a, b)| a < b),
            Cond::AtMost(first, second) => numbers(first, second).is_some_and(|(a, b)| a <= b),
            Cond::All(conds) => conds.iter().all(|cond| self.holds(here, *cond)),
            Cond::Any(conds) => conds.iter().any(|cond| self.holds(here, *cond)),
            Cond::Not(cond) => !self.holds(here, *cond),
            Cond::Since(version) => version <= self.version,
        }
    }

    fn has(&self, here: &Values, reference: Ref, wanted: &[u16]) -> bool {
        match self.find(here, reference) {
            Some(Value::Choice(code)) => wanted.contains(code),
            Some(Value::Choices(codes)) => codes.iter().any(|code| wanted.contains(code)),
            _ => false,
        }
    }

    /// True while a field is asked, given that what surrounds it is. A reference counts as asked, though
    /// no screen shows it ([`Kind::is_question`]): it is sent with the other answers.
    #[must_use]
    pub fn is_asked(&self, here: &Values, field: &Field) -> bool {
        !matches!(field.kind, Kind::Reserved | Kind::Computed(_))
            && self.has_field(field)
            && self.holds(here, field.relevant)
    }

    /// The answer to put into an asked field that is still empty when its screen opens.
    #[must_use]
    pub fn suggestion(&self, here: &Values, field: &Field) -> Option<Value> {
        let is_empty = here.at(field.tag).is_none_or(Value::is_blank);
        let suggest = field.suggest.filter(|_| is_empty && self.is_asked(here, field))?;
        suggest(self, here)
    }

    /// The answers with every suggestion put where nothing stands yet, also those that follow from
    /// other suggestions: for a screen that asks for a few things of the whole form.
    #[must_use]
    pub fn suggested(&self) -> Values {
        let mut values = self.values.clone();
        // A suggestion follows from at most two others.
        for _ in 0..3 {
            let seen = values.clone();
            let scene = Scene { values: &seen, ..*self };
            for section in self.kind.sections {
                if scene.holds(&seen, section.relevant) {
                    scene.put_suggestions(section.fields, &seen, &mut values);
                }
            }
            if values == seen {
                break;
            }
        }
        values
    }

    fn put_suggestions(&self, fields: &'static [Field], here: &Values, into: &mut Values) {
        for field in fields {
            if let Kind::Group(fields) = field.kind
                && self.is_asked(here, field)
            {
                let group = here.group(field.tag).cloned().unwrap_or_default();
                let mut filled = group.clone();
                self.put_suggestions(fields, &group, &mut filled);
                if filled != group {
                    into.put(field.tag, Some(Value::Group(filled)));
                }
            } else if let Some(value) = self.suggestion(here, field) {
                into.put(field.tag, Some(value));
            }
        }
    }

    /// Answers given elsewhere that may be put into an asked field by one tap; none that is there
    /// already.
    #[must_use]
    pub fn offers(&self, here: &Values, field: &'static Field) -> Vec<(Text, Value)> {
        let mut offers: Vec<(Text, Value)> = Vec::new();
        for offer in field.offers {
            let Some(value) = self.find(here, offer.from) else { continue };
            let is_new = here.at(field.tag) != Some(value)
                && offers.iter().all(|(_, offered)| offered != value);
            if is_new && self.is_asked(here, field) {
                offers.push((offer.label, value.clone()));
            }
        }
        offers
    }

    /// How a question is marked; `beside` are the fields of its section, group or row.
    #[must_use]
    pub fn mark(&self, here: &Values, beside: &[Field], field: &Field) -> Mark {
        let other = field.either.and_then(|tag| beside.iter().find(|other| other.tag == tag));
        let is_either = other.is_some_and(|other| self.is_asked(here, other));
        if is_either && here.at(field.tag).is_none_or(Value::is_blank) {
            Mark::Either
        } else if self.is_required(here, field)
            || field.is_unmarked && (is_either || field.either.is_none())
            || here.at(field.tag).is_some_and(|value| !value.is_blank()) && field.either.is_some()
        {
            Mark::Unmarked
        } else {
            Mark::Optional
        }
    }

    /// True while nobody answered anything: all that is there was computed, suggested, remembered from
    /// the `last` form, or says only with which button it was begun
    /// ([`super::model::FormKind::begun_by`]).
    #[must_use]
    pub fn is_untouched(&self, last: Option<&Values>) -> bool {
        self.values.iter().all(|(tag, value)| {
            let Some(field) = self.kind.field(tag) else { return false };
            let is_suggested = || {
                let mut without = self.values.clone();
                without.put(tag, None);
                let scene = Scene { values: &without, ..*self };
                field.suggest.and_then(|suggest| suggest(&scene, &without)).as_ref() == Some(value)
            };
            let is_remembered =
                || field.is_remembered && last.and_then(|last| last.at(tag)) == Some(value);
            matches!(field.kind, Kind::Computed(_))
                || self.kind.begun_by == Some(tag)
                || is_remembered()
                || is_suggested()
        })
    }

    /// True while a field must be answered.
    #[must_use]
    pub fn is_required(&self, here: &Values, field: &Field) -> bool {
        self.holds(here, field.required)
    }

    /// True while a section is shown: its condition holds, and at least one field of it is asked or
    /// has a result to show.
    #[must_use]
    pub fn is_shown(&self, section: &Section) -> bool {
        let has_result = |field: &Field| {
            matches!(field.kind, Kind::Computed(_))
                && self.has_field(field)
                && self.values.at(field.tag).is_some()
        };
        self.holds(self.values, section.relevant)
            && section
                .fields
                .iter()
                .any(|field| self.is_asked(self.values, field) || has_result(field))
    }
}
