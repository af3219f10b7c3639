//! A question: what kind of answer it takes, when it is asked, and what may be wrong with it.

use super::{Cond, Drawing, Num, Ref, Scene};
use crate::{
    form::{
        problem::{Code, Param},
        value::{Row, RowId, Tag, Value, Values},
    },
    text::Text,
};

/// One question, or a group of them.
pub struct Field {
    /// Its number in its form, group or row.
    pub tag: Tag,
    /// Its stable name in JSON.
    pub name: &'static str,
    /// The question.
    pub label: Text,
    /// Help under the question; may be empty.
    pub hint: Text,
    /// What kind of answer.
    pub kind: Kind,
    /// Asked only while this holds.
    pub relevant: Cond,
    /// Must be answered while this holds.
    pub required: Cond,
    /// What else may be wrong.
    pub checks: &'static [Check],
    /// Not marked as one that may stay empty, though no condition asks for it: another question may
    /// ask for it in its place, or a check.
    pub is_unmarked: bool,
    /// The question beside it of which one of the two is to be answered.
    pub either: Option<Tag>,
    /// Answers given elsewhere that may be the same here, each for one tap.
    pub offers: &'static [Offer],
    /// What was answered last is likely the answer of the next form too.
    pub is_remembered: bool,
    /// How personal the answer is.
    pub class: Class,
    /// Of a day: it may lie after today (an appointment).
    pub may_lie_ahead: bool,
    /// Of a number: one that people may be shown as an example, in the smallest unit.
    pub example: Option<i64>,
    /// Of a day: today is a likely answer, so that a button puts it. Days about the work itself, never a
    /// birth or a death.
    pub offers_today: bool,
    /// Of a day of birth: the age is said back beside it, so that a wrong year is seen at once.
    pub says_age: bool,
    /// Of a computed answer: it stands in the result card. What only the office compares does not.
    pub shown_as_result: bool,
    /// Of a computed number: the computed choice at the top that says what it means (of a z-score, its
    /// category). Both are shown as one.
    pub category: Option<Tag>,
    /// Works out an answer to put into the empty field when its screen opens, to be corrected.
    pub suggest: Option<Suggest>,
    /// Of a measure: how it is taken, as a drawing beside the question.
    pub drawing: Option<Drawing>,
    /// Of yes or no: the number in the register that it asks about, so that a screen shows its last digits.
    pub compares: Option<Compared>,
    /// Of a group that asks who somebody is: it may be one of the family, whom the register knows.
    pub offers_family: bool,
    /// The version of the kind that brought it. In a record of an older one it is neither asked nor
    /// computed, and an answer there is one that nobody knows.
    pub since: u16,
}

/// An answer given elsewhere that may be the same here.
pub struct Offer {
    /// What the button says ("Sama dengan kepala keluarga").
    pub label: Text,
    /// Where the answer stands.
    pub from: Ref,
}

/// A number in the register that a question asks about, by the reference that stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// The NIK of a person.
    Nik(Tag),
    /// The family card of a family.
    Card(Tag),
}

impl Compared {
    /// Where the reference stands, beside the question.
    #[must_use]
    pub const fn reference(self) -> Tag {
        match self {
            Compared::Nik(tag) | Compared::Card(tag) => tag,
        }
    }
}

/// How a question is marked for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It must be answered, or its own words say when.
    Unmarked,
    /// It may stay empty.
    Optional,
    /// One of it and the question beside it is to be answered.
    Either,
}

/// Works out an answer to begin with from the scene and the values around the field.
pub type Suggest = fn(&Scene<'_>, &Values) -> Option<Value>;

/// How personal an answer is (UU 27/2022 article 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// General personal data.
    General,
    /// Identifies one person: masked in lists, never in a log.
    Identity,
    /// Specific data: health, children, finance.
    Specific,
}

/// What kind of answer a field takes.
pub enum Kind {
    /// Yes or no.
    Bool,
    /// A whole number.
    Int {
        /// Smallest that is accepted.
        min: i64,
        /// Largest that is accepted.
        max: i64,
        /// Shown behind the number.
        unit: Text,
    },
    /// A number with digits behind the comma, kept as an integer in the smallest unit.
    Decimal {
        /// Digits behind the comma of the kept integer (kg in grams: 3).
        scale: u8,
        /// Digits behind the comma that may be typed (kg to 10 g: 2).
        digits: u8,
        /// Smallest that is accepted, smallest unit.
        min: i64,
        /// Largest that is accepted, smallest unit.
        max: i64,
        /// Shown behind the number.
        unit: Text,
    },
    /// Words.
    Text {
        /// Most characters.
        max: u16,
        /// What they may be.
        style: TextStyle,
    },
    /// A national identity number, kept as digits in an integer.
    Nik {
        /// The field beside it with the person's sex, to compare.
        sex: Option<Tag>,
        /// The field beside it with the date of birth, to compare.
        birth: Option<Tag>,
    },
    /// A family card number, kept as digits in an integer.
    NoKk,
    /// A telephone number, kept as E.164 digits in an integer.
    Phone,
    /// A civil day, typed in three boxes.
    Day,
    /// A month of a year, kept as year × 12 + month − 1.
    Month,
    /// One of a list.
    Choice(&'static ChoiceList),
    /// Several of a list.
    Choices {
        /// The list.
        list: &'static ChoiceList,
        /// The option that excludes all others ("none of these").
        none: Option<u16>,
    },
    /// Fields that belong together.
    Group(&'static [Field]),
    /// A group any number of times.
    Rows {
        /// The fields of one row.
        fields: &'static [Field],
        /// Least rows while it is required.
        min: u16,
        /// Most rows.
        max: u16,
        /// What one row is called ("Program").
        item: Text,
    },
    /// Not asked: put by the form's [`Compute`](super::Compute), shown as words where the screen wishes.
    Computed(Shown),
    /// A photo, or a signature drawn on the screen, kept as the id of its blob
    /// ([`crate::form::picture`]).
    Picture(Picture),
    /// Who or what the answers around it are about, by the register: bytes that the program puts and
    /// nobody types or sees, at most [`REFERENCE_BYTES_MAX`] of them.
    Reference,
    /// A number kept for a later version: never asked, never accepted in this one.
    Reserved,
}

/// A tag byte with an id of 16 bytes is the longest reference today; the rest is room for later.
pub const REFERENCE_BYTES_MAX: usize = 32;

impl Kind {
    /// True for a question to people; false for what a program puts or keeps for later.
    #[must_use]
    pub const fn is_question(&self) -> bool {
        !matches!(self, Kind::Computed(_) | Kind::Reference | Kind::Reserved)
    }
}

/// What a picture shows, which decides how large and how sharp it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// A house, a room, a device, a person: in colour, about 120 kB.
    Scene,
    /// A paper that is to be read: grey, larger, at most 250 kB.
    Paper,
    /// A signature, drawn on the screen.
    Signature,
}

/// How a computed answer reads.
pub enum Shown {
    /// A number with digits behind the comma.
    Number {
        /// Digits behind the comma of the kept integer.
        scale: u8,
    },
    /// One of a list.
    Choice(&'static ChoiceList),
    /// Several of a list.
    Choices(&'static ChoiceList),
    /// Yes or no.
    Bool,
}

/// What words may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextStyle {
    /// A person's name: at least one letter; what is unusual in it is warned about.
    Name,
    /// One line.
    Line,
    /// Several lines.
    Paragraph,
    /// Digits only, as many as the maximum says or fewer.
    Digits,
}

/// A list of options. The stable names of lists and options stand in JSON only, which no browser
/// makes: without them the phone's modules are 2 kB smaller.
pub struct ChoiceList {
    /// Its stable name (as in the project's code lists).
    #[cfg(not(target_family = "wasm"))]
    pub name: &'static str,
    /// The options, in the order they are shown.
    pub options: &'static [Opt],
}

/// One option.
pub struct Opt {
    /// Its number: stored and sent, never reused.
    pub code: u16,
    /// Its stable name in JSON.
    #[cfg(not(target_family = "wasm"))]
    pub name: &'static str,
    /// What it is called.
    pub label: Text,
    /// The version of the kind that brought it; a record of an older one cannot have chosen it. A list
    /// that several kinds share says it for all of them: each becomes a new version with the list.
    pub since: u16,
}

impl ChoiceList {
    /// The option with this code.
    #[must_use]
    pub fn option(&self, code: u16) -> Option<&'static Opt> {
        self.options.iter().find(|option| option.code == code)
    }
}

/// Finds the answers of rows that are wrong, seen from the scene.
pub type RowRule = fn(&Scene<'_>, &[Row]) -> Vec<(RowId, Tag)>;

/// One thing that may be wrong with an answer.
pub enum Check {
    /// A problem while a condition holds.
    When {
        /// The problem.
        code: Code,
        /// It is there while this holds.
        cond: Cond,
        /// What its words need.
        params: &'static [ParamOf],
    },
    /// Of rows: a function that goes once over all of them and names the answers that are wrong, each
    /// by its row and tag.
    Rows {
        /// The problem.
        code: Code,
        /// The places where it is there.
        rule: RowRule,
    },
    /// Where data does not suffice: a function, named by the code it may report.
    Rule {
        /// The problem.
        code: Code,
        /// `Some(params)` while it is there. Gets the scene and the values around the field.
        rule: fn(&Scene<'_>, &Values) -> Option<Vec<Param>>,
    },
}

/// Where a parameter of a problem comes from.
#[derive(Clone, Copy, Debug)]
pub enum ParamOf {
    /// A number with digits behind the comma.
    Number(Num, u8),
    /// A day.
    Day(Num),
}

impl Field {
    /// An optional field of general data without hint or checks, to start from.
    #[must_use]
    pub const fn new(tag: Tag, name: &'static str, kind: Kind, label: Text) -> Self {
        Self {
            tag,
            name,
            label,
            hint: Text::EMPTY,
            kind,
            relevant: Cond::Always,
            required: Cond::Never,
            checks: &[],
            is_unmarked: false,
            either: None,
            offers: &[],
            is_remembered: false,
            class: Class::General,
            may_lie_ahead: false,
            example: None,
            offers_today: false,
            says_age: false,
            shown_as_result: false,
            category: None,
            suggest: None,
            drawing: None,
            compares: None,
            offers_family: false,
            since: 1,
        }
    }

    /// With help under the question.
    #[must_use]
    pub const fn hint(mut self, hint: Text) -> Self {
        self.hint = hint;
        self
    }

    /// Asks about this number in the register.
    #[must_use]
    pub const fn compares(mut self, compared: Compared) -> Self {
        self.compares = Some(compared);
        self
    }

    /// A group about somebody who may be one of the family.
    #[must_use]
    pub const fn offers_family(mut self) -> Self {
        self.offers_family = true;
        self
    }

    /// Asked only while `cond` holds.
    #[must_use]
    pub const fn when(mut self, cond: Cond) -> Self {
        self.relevant = cond;
        self
    }

    /// Must be answered (while it is asked).
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = Cond::Always;
        self
    }

    /// Must be answered while `cond` holds.
    #[must_use]
    pub const fn required_when(mut self, cond: Cond) -> Self {
        self.required = cond;
        self
    }

    /// With checks.
    #[must_use]
    pub const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }

    /// Not marked as one that may stay empty.
    #[must_use]
    pub const fn unmarked(mut self) -> Self {
        self.is_unmarked = true;
        self
    }

    /// One of two, with the question beside it that has this number.
    #[must_use]
    pub const fn either(mut self, other: Tag) -> Self {
        self.either = Some(other);
        self.is_unmarked = true;
        self
    }

    /// With answers from elsewhere that may be the same here.
    #[must_use]
    pub const fn offers(mut self, offers: &'static [Offer]) -> Self {
        self.offers = offers;
        self
    }

    /// Begins with the answer of the last form.
    #[must_use]
    pub const fn remembered(mut self) -> Self {
        self.is_remembered = true;
        self
    }

    /// Of this class of personal data.
    #[must_use]
    pub const fn class(mut self, class: Class) -> Self {
        self.class = class;
        self
    }

    /// A day that may lie after today.
    #[must_use]
    pub const fn ahead(mut self) -> Self {
        self.may_lie_ahead = true;
        self
    }

    /// With a number to show as an example.
    #[must_use]
    pub const fn example(mut self, example: i64) -> Self {
        self.example = Some(example);
        self
    }

    /// A day that is often today.
    #[must_use]
    pub const fn offers_today(mut self) -> Self {
        self.offers_today = true;
        self
    }

    /// A day of birth whose age is said back.
    #[must_use]
    pub const fn says_age(mut self) -> Self {
        self.says_age = true;
        self
    }

    /// A computed answer that stands in the result card.
    #[must_use]
    pub const fn shown_as_result(mut self) -> Self {
        self.shown_as_result = true;
        self
    }

    /// A computed number whose meaning a computed choice says.
    #[must_use]
    pub const fn category(mut self, category: Tag) -> Self {
        self.category = Some(category);
        self
    }

    /// With an answer to begin with.
    #[must_use]
    pub const fn suggest(mut self, suggest: Suggest) -> Self {
        self.suggest = Some(suggest);
        self
    }

    /// With a drawing of how it is measured.
    #[must_use]
    pub const fn drawing(mut self, drawing: Drawing) -> Self {
        self.drawing = Some(drawing);
        self
    }

    /// Brought by this version of the kind.
    #[must_use]
    pub const fn since(mut self, version: u16) -> Self {
        self.since = version;
        self
    }

    /// A number kept for a later version.
    #[must_use]
    pub const fn reserved(tag: Tag, name: &'static str) -> Self {
        Self::new(tag, name, Kind::Reserved, Text::EMPTY)
    }
}
