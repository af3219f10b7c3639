//! A kind of form: its screens, and what a record of it says.

use super::Cond;
use super::{Field, Kind, Pictogram, Scene, Shown};
use crate::{
    form::{
        eval::walk,
        problem::Path,
        value::{Tag, Value, Values},
    },
    growth::series::{Child, Measure},
    text::Text,
};

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
    /// came later says so ([`Field::since`], [`Opt::since`](super::Opt::since), [`Cond::Since`]).
    pub version: u16,
    /// What it is called on screen.
    pub title: Text,
    /// When to use it, one sentence.
    pub purpose: Text,
    /// What stands beside its name.
    pub pictogram: Pictogram,
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
    /// What a volunteer must not tell: it belongs to no visit and names nobody, no list shows a word of
    /// it, few at the desk may read it, and once the office has it the phone erases it and never gets it
    /// back.
    pub is_confidential: bool,
    /// Computes what is not asked; sees the settled answers, returns pairs to put at the top.
    pub compute: Option<Compute>,
    /// What a record of it says in one line, so that lists tell one from another.
    pub headline: Option<Headline>,
    /// What a record of it says about the growth of a child, where it is about that.
    pub growth: Option<Measured>,
}

/// The one line that a record says: the words of a choice at the top, and how they are marked.
pub struct Headline {
    /// The choice.
    pub field: Tag,
    /// Its options that are good.
    pub well: &'static [u16],
    /// Its options that somebody should act on, the most urgent first.
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

/// Reads a child and what was measured of it out of the answers.
pub type Measured = fn(&Values) -> Option<(Child, Measure)>;

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
        self.fields.iter().filter(|field| field.kind.is_question()).count() == 1
    }
}

impl FormKind {
    /// A kind that asks for nothing, to start from: a kind names what it has, and takes the rest from
    /// here.
    pub const PLAIN: Self = Self {
        id: KindId(0),
        name: "",
        version: 1,
        title: Text::EMPTY,
        purpose: Text::EMPTY,
        pictogram: Pictogram::Sheet,
        sections: &[],
        subject: &[],
        nik: None,
        to_follow: &[],
        renews: &[],
        begun_by: None,
        strip: &[],
        is_confidential: false,
        compute: None,
        headline: None,
        growth: None,
    };

    /// Where the group stands with the person that it is about: around the NIK.
    #[must_use]
    pub fn person(&self) -> Option<&'static [Tag]> {
        self.nik.and_then(|path| path.split_last()).map(|(_, group)| group)
    }

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

    /// How soon somebody should look at a record with these answers: 0 when its turn comes, 1 when
    /// somebody should act, 2 for a child who should be seen first ([`Headline::attention`]).
    #[must_use]
    pub fn urgency(&self, values: &Values) -> u8 {
        let Some((_, Tone::Attention)) = self.says(values) else { return 0 };
        let headline = self.headline.as_ref();
        let is_first = headline.is_some_and(|headline| {
            let first = headline.attention.first().map(|code| Value::Choice(*code));
            first.as_ref() == values.at(headline.field)
        });
        if is_first && self.growth.is_some() { 2 } else { 1 }
    }

    /// Why it says so, in one sentence.
    #[must_use]
    pub fn why(&self, values: &Values) -> Option<Text> {
        self.headline.as_ref()?.why?(values)
    }

    /// The NIK of the person that a record is about; 0 where it has none.
    #[must_use]
    pub fn nik_in(&self, values: &Values) -> i64 {
        match self.nik.and_then(|path| walk(values, path)) {
            Some(Value::Int(nik)) => *nik,
            _ => 0,
        }
    }

    /// True while something that was not at hand is still to be added ([`Self::to_follow`]).
    #[must_use]
    pub fn is_to_follow(&self, values: &Values) -> bool {
        self.to_follow.iter().any(|(path, code)| walk(values, path) == Some(&Value::Choice(*code)))
    }

    /// The first number that is to be added: the question for it, which stands before the one for the
    /// reason why it is missing; that one itself where there is no such question.
    #[must_use]
    pub fn first_to_follow(&self, values: &Values) -> Option<Path> {
        let is_open =
            |(path, code): &&(&[Tag], u16)| walk(values, path) == Some(&Value::Choice(*code));
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
            if let Some(Value::Text(text)) = walk(values, path) {
                if !words.is_empty() {
                    words.push_str(" · ");
                }
                words.push_str(text);
            }
        }
        words
    }
}
