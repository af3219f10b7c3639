//! What a form kind is made of: data only, so that it can be shown, checked, documented and sent.

use super::{
    problem::{Code, Param, Path, Problem, Severity},
    value::{Tag, Value, Values},
};
use crate::text::Text;

/// The number of a form kind; never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(pub u16);

/// One kind of form, or the visit.
pub struct FormKind {
    /// Its number.
    pub id: KindId,
    /// Its stable name in JSON and addresses.
    pub name: &'static str,
    /// Its version; a record says with which it was filled, and is checked as that version was: what
    /// came later says so ([`Field::since`], [`Opt::since`], [`Cond::Since`]).
    pub version: u16,
    /// What it is called on screen.
    pub title: Text,
    /// When to use it, one sentence.
    pub purpose: Text,
    /// Its screens, in order.
    pub sections: &'static [Section],
    /// Where to find the words that tell one record from another in a list (a name).
    pub subject: &'static [&'static [Tag]],
    /// Where the NIK of the person it is about stands; none for a visit.
    pub nik: Option<&'static [Tag]>,
    /// Choices that say that something (a card) was not at hand and is to be added: where, and which.
    pub to_follow: &'static [(&'static [Tag], u16)],
    /// Answers at the top whose change has a computed one, beside each, worked out from nothing again.
    pub renews: &'static [(Tag, Tag)],
    /// The field that the button answers with which a form is begun, where there is one.
    pub begun_by: Option<Tag>,
    /// Where the questions stand that one screen asks for a person in a session; all others are folded
    /// away behind it. Empty for a kind that no session has.
    pub strip: &'static [&'static [Tag]],
    /// Computes what is not asked; sees the settled answers, returns pairs to put at the top.
    pub compute: Option<Compute>,
    /// What a record of it says in one line, so that lists tell one from another.
    pub headline: Option<Headline>,
}

/// The one line that a record says: the words of a choice at the top, and how they are marked.
pub struct Headline {
    /// The choice.
    pub field: Tag,
    /// Its options that are good.
    pub well: &'static [u16],
    /// Its options that somebody should act on.
    pub attention: &'static [u16],
    /// Why, in one sentence, where the answers tell.
    pub why: Option<fn(&Values) -> Option<Text>>,
}

/// How a line that a record says is marked, by a colour and a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    Plain,
    /// Good.
    Well,
    /// Somebody should act.
    Attention,
}

impl Tone {
    /// The tone with a name; [`Tone::Plain`] for one that is not known here.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let tones = [Tone::Well, Tone::Attention];
        tones.into_iter().find(|tone| tone.name() == name).unwrap_or(Tone::Plain)
    }

    /// A name that no other tone has.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Well => "well",
            Tone::Attention => "attention",
        }
    }
}

/// Computes the answers of [`Kind::Computed`] fields: tag and value, `None` to take one away.
pub type Compute = fn(&Scene<'_>) -> Vec<(Tag, Option<Value>)>;

/// One screen of a form.
pub struct Section {
    /// Its stable name.
    pub name: &'static str,
    /// Its heading.
    pub title: Text,
    /// Shown only while this holds.
    pub relevant: Cond,
    /// Asks for nothing that must be answered: sections like this share one screen, each folded away.
    pub is_folded: bool,
    /// What it asks. Sections do not nest: their fields stand at the top of the form.
    pub fields: &'static [Field],
}

impl Section {
    /// True when it asks for one thing only, which its heading names already.
    #[must_use]
    pub fn asks_one_thing(&self) -> bool {
        let is_asked = |field: &&Field| !matches!(field.kind, Kind::Computed(_) | Kind::Reserved);
        self.fields.iter().filter(is_asked).count() == 1
    }
}

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
    /// Works out an answer to put into the empty field when its screen opens, to be corrected.
    pub suggest: Option<Suggest>,
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
    /// Not asked: put by the form's [`Compute`], shown as words where the screen wishes.
    Computed(Shown),
    /// A number kept for a later version: never asked, never accepted in this one.
    Reserved,
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

/// Everything a condition can see.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The kind of form.
    pub kind: &'static FormKind,
    /// The version of the kind that the record says it was filled with; the present one while it is
    /// being filled.
    pub version: u16,
    /// Its answers.
    pub values: &'a Values,
    /// The answers of its visit; `None` for a visit itself, or when it is not known here.
    pub visit: Option<&'a Values>,
    /// The last earlier form of this kind about the same person, where there is one.
    pub previous: Option<&'a Values>,
    /// Confirms that were lifted.
    pub overrides: &'a [super::problem::Override],
    /// The world around.
    pub world: World<'a>,
}

/// What comes from outside the form.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// Today in Tuban.
    pub today: crate::day::Day,
    /// WHO tables, once they are loaded; without them nothing is computed from them.
    pub growth: Option<&'a crate::growth::Tables>,
    /// Current region codes, once they are loaded.
    pub regions: Option<&'a crate::region::RegionCodes>,
    /// The family card of whoever records, where it is known: the server knows it, a phone does not.
    pub own_kk: Option<crate::kk::NoKk>,
}

impl Scene<'_> {
    /// True when the version of this record has the field.
    #[must_use]
    pub const fn has_field(&self, field: &Field) -> bool {
        field.since <= self.version
    }

    /// True when a problem was confirmed with a reason.
    #[must_use]
    pub fn is_lifted(&self, problem: &Problem) -> bool {
        self.overrides.iter().any(|lifted| {
            lifted.code == problem.code.0
                && lifted.path == problem.path
                && !lifted.reason.trim().is_empty()
        })
    }

    /// True when a problem keeps the form from being finished: an error, or a confirm that nobody
    /// gave a reason for.
    #[must_use]
    pub fn is_blocked_by(&self, problem: &Problem) -> bool {
        match problem.severity {
            Severity::Error => true,
            Severity::Confirm => !self.is_lifted(problem),
            Severity::Info | Severity::Warning => false,
        }
    }
}

impl FormKind {
    /// Fields of all sections, in order, with their section.
    pub fn fields(&self) -> impl Iterator<Item = (&'static Section, &'static Field)> {
        let sections: &'static [Section] = self.sections;
        sections.iter().flat_map(|section| section.fields.iter().map(move |field| (section, field)))
    }

    /// The field at the top of the form with this tag.
    #[must_use]
    pub fn field(&self, tag: Tag) -> Option<&'static Field> {
        self.fields().map(|(_, field)| field).find(|field| field.tag == tag)
    }

    /// What a record with these answers says in one line ([`Self::headline`]), and how that is marked.
    #[must_use]
    pub fn says(&self, values: &Values) -> Option<(Text, Tone)> {
        let headline = self.headline.as_ref()?;
        let (Kind::Choice(list) | Kind::Computed(Shown::Choice(list))) =
            self.field(headline.field)?.kind
        else {
            return None;
        };
        let Some(Value::Choice(code)) = values.at(headline.field) else { return None };
        let tone = if headline.well.contains(code) {
            Tone::Well
        } else if headline.attention.contains(code) {
            Tone::Attention
        } else {
            Tone::Plain
        };
        Some((list.option(*code)?.label, tone))
    }

    /// Why it says so, in one sentence.
    #[must_use]
    pub fn why(&self, values: &Values) -> Option<Text> {
        self.headline.as_ref()?.why?(values)
    }

    /// True while something that was not at hand is still to be added ([`Self::to_follow`]).
    #[must_use]
    pub fn is_to_follow(&self, values: &Values) -> bool {
        self.to_follow
            .iter()
            .any(|(path, code)| super::eval::walk(values, path) == Some(&Value::Choice(*code)))
    }

    /// The first number that is to be added: the question for it, which stands before the one for the
    /// reason why it is missing; that one itself where there is no such question.
    #[must_use]
    pub fn first_to_follow(&self, values: &Values) -> Option<Path> {
        let is_open = |(path, code): &&(&[Tag], u16)| {
            super::eval::walk(values, path) == Some(&Value::Choice(*code))
        };
        let (path, _) = self.to_follow.iter().find(is_open)?;
        let (reason, above) = path.split_last()?;
        let section =
            |tag| self.sections.iter().find(|one| one.fields.iter().any(|f| f.tag == tag));
        let mut fields: &[Field] = section(*path.first()?)?.fields;
        for tag in above {
            match fields.iter().find(|field| field.tag == *tag)?.kind {
                Kind::Group(inner) => fields = inner,
                _ => return None,
            }
        }
        let until = fields.iter().position(|field| field.tag == *reason)?;
        let is_number = |field: &&Field| matches!(field.kind, Kind::Nik { .. } | Kind::NoKk);
        let number =
            fields[..until].iter().rev().find(is_number).map_or(*reason, |field| field.tag);
        let above = above.iter().fold(Path::root(), |path, tag| path.field(*tag));
        Some(above.field(number))
    }

    /// The words that tell one record from another in a list, as far as they are answered.
    #[must_use]
    pub fn subject_of(&self, values: &Values) -> String {
        let mut words = String::new();
        for path in self.subject {
            if let Some(Value::Text(text)) = super::eval::walk(values, path) {
                if !words.is_empty() {
                    words.push_str(" · ");
                }
                words.push_str(text);
            }
        }
        words
    }
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
            suggest: None,
            since: 1,
        }
    }

    /// With help under the question.
    #[must_use]
    pub const fn hint(mut self, hint: Text) -> Self {
        self.hint = hint;
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

    /// With an answer to begin with.
    #[must_use]
    pub const fn suggest(mut self, suggest: Suggest) -> Self {
        self.suggest = Some(suggest);
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
