//! `docs/forms.md`: every kind, question, condition, check and option, written from the schema.
//!
//! It lives here and not in `shared` because the phone must not carry it.

use std::fmt::Write as _;

use shared::{
    day::Day,
    form::{
        fix::is_place,
        model::{
            Base, Check, ChoiceList, Class, Cond, Field, FormKind, Kind, Num, Picture, Ref, Shown,
            TextStyle,
        },
        problem::Severity,
        value::Tag,
    },
    forms::{ALL, codes, visit},
    text::Lang,
};

const INTRODUCTION: &str = r#"# Forms

Written by `UPDATE=1 cargo test -p tests --test forms_doc`; do not edit.
Labels stand in Indonesian with the English below; names are those of JSON; numbers are those of the wire.
"Asked when" is empty for what is always asked, "required when" for what need not be answered.
"Identity" and "specific" are classes of personal data (UU 27/2022).
"#;

/// The whole document.
#[must_use]
pub fn forms_markdown() -> String {
    let mut doc = String::from(INTRODUCTION);
    let mut lists = Vec::new();
    for kind in ALL {
        describe_kind(kind, &mut doc, &mut lists);
    }
    describe_lists(&lists, &mut doc);
    describe_problems(&mut doc);
    doc
}

fn describe_kind(kind: &'static FormKind, doc: &mut String, lists: &mut Vec<&'static ChoiceList>) {
    let _ = write!(
        doc,
        "\n## {} (`{}`, kind {}, version {})\n\n{}\n{}\n",
        kind.title.id, kind.name, kind.id.0, kind.version, kind.purpose.id, kind.purpose.en
    );
    for section in kind.sections {
        let _ = write!(doc, "\n### {} (`{}`)\n\n", section.title.id, section.name);
        let shown = Sight { kind, beside: &top(kind) }.cond(section.relevant);
        if !matches!(section.relevant, Cond::Always) {
            let _ = write!(doc, "Shown when {shown}.\n\n");
        }
        doc.push_str("| no. | name | question | answer | asked when | required when | checks |\n");
        doc.push_str("|---|---|---|---|---|---|---|\n");
        let beside = top(kind);
        for field in section.fields {
            describe_field(Sight { kind, beside: &beside }, field, ("", ""), doc, lists);
        }
    }
}

fn describe_field(
    sight: Sight<'_>,
    field: &'static Field,
    (numbers, names): (&str, &str),
    doc: &mut String,
    lists: &mut Vec<&'static ChoiceList>,
) {
    let number = format!("{numbers}{}", field.tag.0);
    let name = format!("{names}{}", field.name);
    let question = match (field.label.id, field.hint.id) {
        ("", _) => String::new(),
        (label, "") => format!("{label}<br>{}", field.label.en),
        (label, hint) => format!("{label}<br>{}<br>*{hint}*", field.label.en),
    };
    let asked = match field.relevant {
        Cond::Always => String::new(),
        cond => sight.cond(cond),
    };
    let required = match field.required {
        Cond::Never => String::new(),
        cond => sight.cond(cond),
    };
    let since = match field.since {
        1 => String::new(),
        version => format!("<br>since version {version}"),
    };
    let checks: Vec<String> = field.checks.iter().map(|check| sight.check(check)).collect();
    let _ = writeln!(
        doc,
        "| {number} | `{name}` | {question} | {}{since} | {asked} | {required} | {} |",
        answer(field),
        checks.join("<br>")
    );
    if let Some(list) = list_of(&field.kind)
        && !lists.iter().any(|known| known.name == list.name)
    {
        lists.push(list);
    }
    let beside = inner(&field.kind);
    for inside in &beside {
        let before = (format!("{number}."), format!("{name}."));
        let sight = Sight { kind: sight.kind, beside: &beside };
        describe_field(sight, inside, (&before.0, &before.1), doc, lists);
    }
}

fn describe_lists(lists: &[&ChoiceList], doc: &mut String) {
    doc.push_str("\n## Options\n");
    for list in lists {
        let _ = write!(doc, "\n### `{}`\n\n| code | name | label |\n|---|---|---|\n", list.name);
        for option in list.options {
            let label = option.label;
            let _ = writeln!(
                doc,
                "| {} | `{}` | {}<br>{} |",
                option.code, option.name, label.id, label.en
            );
        }
    }
}

fn describe_problems(doc: &mut String) {
    doc.push_str(
        "\n## Problems\n\nAn error must be mended, a confirm needs a reason, a warning and an info \
         do not block.\n\n| code | name | severity | words |\n|---|---|---|---|\n",
    );
    for info in codes::ALL {
        let severity = match info.severity {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Confirm => "confirm",
            Severity::Error => "error",
        };
        let words = info.words;
        let _ = writeln!(
            doc,
            "| {} | `{}` | {severity} | {}<br>{} |",
            info.code.0, info.name, words.id, words.en
        );
    }
}

/// What kind of answer, and what else is known of it.
fn answer(field: &Field) -> String {
    let mut words = range(&field.kind);
    if field.may_lie_ahead {
        words.push_str(", may lie ahead");
    }
    if field.suggest.is_some() {
        words.push_str(", begins with a suggestion");
    }
    match field.class {
        Class::General => {}
        Class::Identity => words.push_str(" (identity)"),
        Class::Specific => words.push_str(" (specific)"),
    }
    words
}

/// What kind of answer, with its range.
fn range(kind: &Kind) -> String {
    match kind {
        Kind::Bool => "yes or no".into(),
        Kind::Int { min, max, unit } => {
            ["whole number ", &min.to_string(), " to ", &max.to_string(), " ", unit.en]
                .concat()
                .trim_end()
                .into()
        }
        Kind::Decimal { scale, digits, min, max, unit } => {
            let shown = |value: i64| shared::quantity::format_decimal(value, *scale, Lang::En);
            format!(
                "number {} to {} {}, {digits} behind the point, kept × {}",
                shown(*min),
                shown(*max),
                unit.en,
                10_i64.pow(u32::from(*scale))
            )
        }
        Kind::Text { max, style } => match style {
            TextStyle::Name => "name".into(),
            TextStyle::Line => format!("line of at most {max}"),
            TextStyle::Paragraph => format!("text of at most {max}"),
            TextStyle::Digits => format!("{max} digits"),
        },
        Kind::Nik { .. } => "NIK".into(),
        Kind::NoKk => "family card number".into(),
        Kind::Phone => "telephone number".into(),
        Kind::Day => "date".into(),
        Kind::Month => "month".into(),
        Kind::Choice(list) => format!("one of {}", link(list)),
        Kind::Choices { list, none: None } => format!("several of {}", link(list)),
        Kind::Choices { list, none: Some(_) } => format!("several of {} or none", link(list)),
        place if is_place(place) => "where the phone is".into(),
        Kind::Group(_) => "group".into(),
        Kind::Rows { min, max, .. } => format!("{min} to {max} rows"),
        Kind::Computed(Shown::Number { scale: 0 }) => "computed number".into(),
        Kind::Computed(Shown::Number { scale }) => {
            format!("computed number, kept × {}", 10_i64.pow(u32::from(*scale)))
        }
        Kind::Computed(Shown::Choice(list)) => format!("computed, one of {}", link(list)),
        Kind::Computed(Shown::Choices(list)) => format!("computed, several of {}", link(list)),
        Kind::Computed(Shown::Bool) => "computed yes or no".into(),
        Kind::Picture(Picture::Scene) => "photo".into(),
        Kind::Picture(Picture::Paper) => "photo of a paper".into(),
        Kind::Picture(Picture::Signature) => "signature drawn on the screen".into(),
        Kind::Reference => "reference to the register, not asked".into(),
        Kind::Reserved => "reserved".into(),
    }
}

fn link(list: &ChoiceList) -> String {
    format!("[`{0}`](#{0})", list.name)
}

fn list_of(kind: &Kind) -> Option<&'static ChoiceList> {
    match kind {
        Kind::Choice(list)
        | Kind::Choices { list, .. }
        | Kind::Computed(Shown::Choice(list) | Shown::Choices(list)) => Some(list),
        _ => None,
    }
}

fn top(kind: &'static FormKind) -> Vec<&'static Field> {
    kind.fields().map(|(_, field)| field).collect()
}

fn inner(kind: &Kind) -> Vec<&'static Field> {
    match kind {
        Kind::Group(fields) | Kind::Rows { fields, .. } => fields.iter().collect(),
        _ => Vec::new(),
    }
}

/// What a condition can see: the kind, and the fields beside the one that asks.
#[derive(Clone, Copy)]
struct Sight<'s> {
    kind: &'static FormKind,
    beside: &'s [&'static Field],
}

impl Sight<'_> {
    /// The names on the way and the field at its end.
    fn follow(self, reference: Ref) -> (String, Option<&'static Field>) {
        let (mut fields, before) = match reference.base {
            Base::Here => (self.beside.to_vec(), ""),
            Base::Form => (top(self.kind), ""),
            Base::Previous => (top(self.kind), "previous "),
            Base::Visit => (top(&visit::VISIT), "visit "),
        };
        let mut found = None;
        let mut names = Vec::new();
        for tag in reference.path {
            found = field_with(&fields, *tag);
            names.push(found.map_or("?", |field| field.name));
            fields = found.map_or_else(Vec::new, |field| inner(&field.kind));
        }
        (format!("{before}`{}`", names.join(".")), found)
    }

    fn name(self, reference: Ref) -> String {
        self.follow(reference).0
    }

    fn options(self, reference: Ref, codes: &[u16]) -> String {
        let (name, field) = self.follow(reference);
        let list = field.and_then(|field| list_of(&field.kind));
        let options = codes.iter().map(|code| {
            let option = list.and_then(|list| list.option(*code));
            option.map_or_else(|| code.to_string(), |option| format!("`{}`", option.name))
        });
        format!("{name} has {}", options.collect::<Vec<_>>().join(" or "))
    }

    fn num(self, num: Num) -> String {
        match num {
            Num::Const(number) => number.to_string(),
            Num::Today => "today".into(),
            Num::Of(reference) => self.name(reference),
            Num::DaysBetween(from, to) => {
                format!("days from {} to {}", self.num(*from), self.num(*to))
            }
            Num::YearsBetween(from, to) => {
                format!("years from {} to {}", self.num(*from), self.num(*to))
            }
            Num::Minus(first, second) => format!("{} − {}", self.num(*first), self.num(*second)),
            Num::Count(reference) => format!("number of {}", self.name(reference)),
            Num::While(cond, num) => {
                format!("({} while {})", self.num(*num), self.inside(*cond))
            }
            Num::FirstOf(nums) => {
                let nums: Vec<_> = nums.iter().map(|num| self.num(*num)).collect();
                format!("({})", nums.join(" or else "))
            }
        }
    }

    /// Two numbers; a plain one is told as what stands beside it.
    fn compare(self, first: Num, sign: &str, second: Num) -> String {
        let side = |num, other| match num {
            Num::Const(number) => self.constant(number, other),
            num => self.num(num),
        };
        format!("{} {sign} {}", side(first, second), side(second, first))
    }

    /// A plain number as a day, or with the digits decimals, of what it is compared with.
    fn constant(self, number: i64, other: Num) -> String {
        let field = match other {
            Num::Of(reference) => self.follow(reference).1,
            Num::Minus(Num::Of(reference), _) => self.follow(*reference).1,
            _ => None,
        };
        match field.map(|field| &field.kind) {
            Some(Kind::Day) => i32::try_from(number)
                .map_or_else(|_| number.to_string(), |day| Day::from_number(day).to_string()),
            Some(Kind::Decimal { scale, .. } | Kind::Computed(Shown::Number { scale })) => {
                shared::quantity::format_decimal(number, *scale, Lang::En)
            }
            _ => number.to_string(),
        }
    }

    fn cond(self, cond: Cond) -> String {
        let all = |conds: &[Cond], join: &str| {
            let conds: Vec<_> = conds.iter().map(|cond| self.inside(*cond)).collect();
            conds.join(join)
        };
        match cond {
            Cond::Always => "always".into(),
            Cond::Never => "never".into(),
            Cond::Answered(reference) => format!("{} is answered", self.name(reference)),
            Cond::Number(reference) => format!("{} is a number", self.name(reference)),
            Cond::Yes(reference) => format!("{} is yes", self.name(reference)),
            Cond::No(reference) => format!("{} is no", self.name(reference)),
            Cond::Has(reference, code) => self.options(reference, &[code]),
            Cond::HasAny(reference, codes) => self.options(reference, codes),
            Cond::Less(first, second) => self.compare(first, "<", second),
            Cond::AtMost(first, second) => self.compare(first, "≤", second),
            Cond::All(conds) => all(conds, " **and** "),
            Cond::Any(conds) => all(conds, " **or** "),
            Cond::Not(Cond::Answered(reference)) => {
                format!("{} is not answered", self.name(*reference))
            }
            Cond::Not(cond) => format!("**not** {}", self.inside(*cond)),
            Cond::Since(version) => format!("it is of version {version} or later"),
        }
    }

    /// In brackets where it has parts.
    fn inside(self, cond: Cond) -> String {
        match cond {
            Cond::All(_) | Cond::Any(_) => format!("({})", self.cond(cond)),
            cond => self.cond(cond),
        }
    }

    fn check(self, check: &Check) -> String {
        match check {
            Check::When { code, cond, .. } => format!("`{}`: {}", code.name(), self.cond(*cond)),
            Check::Rule { code, .. } | Check::Rows { code, .. } => format!("`{}`", code.name()),
        }
    }
}

fn field_with(fields: &[&'static Field], tag: Tag) -> Option<&'static Field> {
    fields.iter().copied().find(|field| field.tag == tag)
}
