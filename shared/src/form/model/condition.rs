//! Conditions over answers, and the numbers they compare.

use crate::form::value::Tag;

/// Where an answer stands, seen from the field that asks.
#[derive(Clone, Copy, Debug)]
pub struct Ref {
    /// Where the path begins.
    pub base: Base,
    /// The way from there.
    pub path: &'static [Tag],
}

/// Where a [`Ref`] begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// In the same form, group or row as the field.
    Here,
    /// At the top of the form.
    Form,
    /// At the top of the form's visit.
    Visit,
    /// At the top of the last earlier form of this kind about the same person.
    Previous,
}

/// A number that can be worked out; `None` (and any comparison false) while a part is missing.
#[derive(Clone, Copy, Debug)]
pub enum Num {
    /// This very number.
    Const(i64),
    /// An integer, a choice's code, or a day's number.
    Of(Ref),
    /// Today in Tuban.
    Today,
    /// Days between two days.
    DaysBetween(&'static Num, &'static Num),
    /// Full years between two days.
    YearsBetween(&'static Num, &'static Num),
    /// The first minus the second.
    Minus(&'static Num, &'static Num),
    /// How many rows or options.
    Count(Ref),
    /// The first of these that can be worked out.
    FirstOf(&'static [Num]),
    /// The number, while the condition holds: for an answer that may be there though nobody asks for
    /// it any more.
    While(&'static Cond, &'static Num),
}

/// A condition. Missing answers make every plain condition false; [`Cond::Not`] turns that round.
#[derive(Clone, Copy, Debug)]
pub enum Cond {
    /// Holds.
    Always,
    /// Does not hold.
    Never,
    /// There is an answer.
    Answered(Ref),
    /// There is an answer, and it reads as a number. Words in the place of a NIK are none, so that the
    /// question for the reason stays.
    Number(Ref),
    /// Yes was answered.
    Yes(Ref),
    /// No was answered.
    No(Ref),
    /// This option was chosen, alone or among others.
    Has(Ref, u16),
    /// One of these options was chosen.
    HasAny(Ref, &'static [u16]),
    /// The first number is less than the second.
    Less(Num, Num),
    /// The first number is at most the second.
    AtMost(Num, Num),
    /// All hold.
    All(&'static [Cond]),
    /// At least one holds.
    Any(&'static [Cond]),
    /// Does not hold.
    Not(&'static Cond),
    /// The record is of this version of its kind or a later one. With it a rule that changes is kept
    /// in both forms: the new one under this, the old one under [`Cond::Not`] of it.
    Since(u16),
}

impl Ref {
    /// An answer in the same form, group or row.
    #[must_use]
    pub const fn here(path: &'static [Tag]) -> Self {
        Self { base: Base::Here, path }
    }

    /// An answer from the top of the form.
    #[must_use]
    pub const fn form(path: &'static [Tag]) -> Self {
        Self { base: Base::Form, path }
    }

    /// An answer of the visit.
    #[must_use]
    pub const fn visit(path: &'static [Tag]) -> Self {
        Self { base: Base::Visit, path }
    }

    /// An answer of the previous form about the same person.
    #[must_use]
    pub const fn previous(path: &'static [Tag]) -> Self {
        Self { base: Base::Previous, path }
    }
}
