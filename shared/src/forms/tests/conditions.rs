//! Where conditions look: every reference leads to an answer that can be there.

use super::{
    super::{ALL, visit},
    Filled, each_field, fields_of, inner, list_of, situations,
};
use crate::form::model::{Base, Check, Cond, Field, FormKind, Kind, Num, ParamOf, Ref, Shown};

/// Where a reference of a field leads: the fields that it passes.
fn follow(
    kind: &'static FormKind,
    beside: &[&'static Field],
    reference: Ref,
    place: &str,
) -> &'static Field {
    let mut fields = match reference.base {
        Base::Here => beside.to_vec(),
        Base::Form | Base::Previous => fields_of(kind),
        Base::Visit => {
            assert_ne!(kind.id, visit::VISIT.id, "{place}: a visit has no visit");
            fields_of(&visit::VISIT)
        }
    };
    let mut found = None;
    for (idx, tag) in reference.path.iter().enumerate() {
        assert!(found.is_none_or(|field: &Field| matches!(field.kind, Kind::Group(_))), "{place}");
        let field = fields.iter().find(|field| field.tag == *tag);
        let field = *field.unwrap_or_else(|| panic!("{place}: step {idx} of {reference:?}"));
        assert!(!matches!(field.kind, Kind::Reserved), "{place}: {reference:?} is reserved");
        fields = inner(&field.kind);
        found = Some(field);
    }
    found.unwrap_or_else(|| panic!("{place}: {reference:?} is empty"))
}

struct Walker<'w> {
    kind: &'static FormKind,
    beside: &'w [&'static Field],
    place: &'w str,
}

impl Walker<'_> {
    fn target(&self, reference: Ref) -> &'static Field {
        follow(self.kind, self.beside, reference, self.place)
    }

    fn num(&self, num: &Num) {
        match num {
            Num::Const(_) | Num::Today => {}
            Num::Of(reference) => {
                let is_number = matches!(
                    self.target(*reference).kind,
                    Kind::Int { .. }
                        | Kind::Decimal { .. }
                        | Kind::Nik { .. }
                        | Kind::NoKk
                        | Kind::Day
                        | Kind::Month
                        | Kind::Computed(Shown::Number { .. })
                );
                assert!(is_number, "{}: {reference:?} is no number", self.place);
            }
            Num::DaysBetween(first, second)
            | Num::YearsBetween(first, second)
            | Num::Minus(first, second) => {
                self.num(first);
                self.num(second);
            }
            Num::Count(reference) => {
                let kind = &self.target(*reference).kind;
                assert!(matches!(kind, Kind::Rows { .. } | Kind::Choices { .. }), "{}", self.place);
            }
            Num::While(cond, num) => {
                self.cond(cond);
                self.num(num);
            }
            Num::FirstOf(nums) => nums.iter().for_each(|num| self.num(num)),
        }
    }

    fn cond(&self, cond: &Cond) {
        match cond {
            Cond::Always | Cond::Never => {}
            Cond::Answered(reference) => drop(self.target(*reference)),
            Cond::Number(reference) => self.num(&Num::Of(*reference)),
            Cond::Yes(reference) | Cond::No(reference) => {
                let kind = &self.target(*reference).kind;
                let is_bool = matches!(kind, Kind::Bool | Kind::Computed(Shown::Bool));
                assert!(is_bool, "{}: {reference:?} is not yes or no", self.place);
            }
            Cond::Has(reference, code) => self.options(*reference, &[*code]),
            Cond::HasAny(reference, codes) => self.options(*reference, codes),
            Cond::Less(first, second) | Cond::AtMost(first, second) => {
                self.num(first);
                self.num(second);
            }
            Cond::All(conds) | Cond::Any(conds) => conds.iter().for_each(|cond| self.cond(cond)),
            Cond::Not(cond) => self.cond(cond),
            Cond::Since(version) => self.since(*version),
        }
    }

    /// Nothing is of a version that is still to come.
    fn since(&self, version: u16) {
        assert!((1..=self.kind.version).contains(&version), "{}: since {version}", self.place);
    }

    fn options(&self, reference: Ref, codes: &[u16]) {
        let list = list_of(&self.target(reference).kind);
        let list = list.unwrap_or_else(|| panic!("{}: {reference:?} has no list", self.place));
        for code in codes {
            assert!(list.option(*code).is_some(), "{}: {} has no {code}", self.place, list.name);
        }
    }
}

#[test]
fn every_condition_looks_at_answers_that_exist() {
    for kind in ALL {
        let top = fields_of(kind);
        for section in kind.sections {
            Walker { kind, beside: &top, place: section.name }.cond(&section.relevant);
        }
        each_field(kind, &mut |path, field, beside| {
            let place = format!("{} {path}", kind.name);
            let walker = Walker { kind, beside, place: &place };
            walker.since(field.since);
            for option in list_of(&field.kind).iter().flat_map(|list| list.options) {
                walker.since(option.since);
            }
            walker.cond(&field.relevant);
            walker.cond(&field.required);
            for check in field.checks {
                match check {
                    Check::When { code, cond, params } => {
                        assert!(code.info().is_some(), "{place}: {code:?} has no words");
                        walker.cond(cond);
                        for param in *params {
                            let (ParamOf::Number(num, _) | ParamOf::Day(num)) = param;
                            walker.num(num);
                        }
                    }
                    Check::Rule { code, .. } | Check::Rows { code, .. } => {
                        assert!(code.info().is_some(), "{place}: {code:?} has no words");
                    }
                }
            }
            if let Kind::Nik { sex, birth } = field.kind {
                for tag in [sex, birth].into_iter().flatten() {
                    assert!(beside.iter().any(|beside| beside.tag == tag), "{place}: {tag:?}");
                }
            }
        });
    }
}

#[test]
fn a_kind_says_where_its_person_stands() {
    for kind in ALL {
        let top = fields_of(kind);
        for path in kind.subject {
            let field = follow(kind, &top, Ref::form(path), kind.name);
            assert!(matches!(field.kind, Kind::Text { .. }), "{}", kind.name);
        }
        if let Some(path) = kind.nik {
            let field = follow(kind, &top, Ref::form(path), kind.name);
            assert!(matches!(field.kind, Kind::Nik { .. }), "{}", kind.name);
        }
        let one = Filled::of(kind, &situations(kind)[0], &[]);
        assert_eq!(kind.subject_of(&one.values).is_empty(), kind.is_confidential, "{}", kind.name);
    }
}
