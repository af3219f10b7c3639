//! Finds what is wrong with the answers of a form. The phone asks while a person types and before it
//! saves; the server asks again when the record arrives, with the same words.

use super::{
    edit::{is_unreadable, says_nothing},
    model::{
        Check, ChoiceList, Field, Kind, ParamOf, REFERENCE_BYTES_MAX, Scene, Section, TextStyle,
    },
    number,
    picture::blob_of,
    problem::{Code, Param, Path, Problem, Severity, more_problems},
    unknown::unknown_here,
    value::{Row, Value, Values},
};
use crate::{
    digits::is_separator,
    forms::codes,
    kk::{NoKk, NoKkError},
    nik::{Nik, NikContext, NikError},
    phone::{Phone, PhoneError},
    sex::Sex,
    sync::limits,
};

/// Everything wrong with a form, in the order of its fields.
#[must_use]
pub fn validate(scene: &Scene<'_>) -> Vec<Problem> {
    let mut problems = Found::default();
    for section in scene.kind.sections {
        add_section(scene, section, &mut problems);
    }
    let at_top = |tag| scene.kind.field(tag);
    unknown_here(scene, &at_top, scene.values, &Path::root()).for_each(|one| problems.push(one));
    problems.into_list()
}

/// What keeps a form from being finished: errors, and confirms that nobody gave a reason for.
#[must_use]
pub fn blocking(scene: &Scene<'_>) -> Vec<Problem> {
    let mut problems = validate(scene);
    problems.retain(|problem| scene.is_blocked_by(problem));
    problems
}

/// Problems as they are found: those that are listed, and how many more there are.
///
/// A form of two thousand bytes can hold a hundred empty rows of ten questions each, so a list without
/// an end would cost many times what was sent.
#[derive(Default)]
struct Found {
    listed: Vec<Problem>,
    n_more: usize,
}

impl Found {
    fn push(&mut self, problem: Problem) {
        if self.listed.len() < limits::PROBLEMS_MAX {
            self.listed.push(problem);
        } else if problem.severity >= Severity::Confirm {
            // What only warns may go unsaid; what may hold a form must be heard of.
            self.n_more += 1;
        }
    }

    fn into_list(mut self) -> Vec<Problem> {
        self.listed.extend(more_problems(self.n_more));
        self.listed
    }
}

/// What is wrong on one screen.
pub fn validate_section(scene: &Scene<'_>, section: &Section, problems: &mut Vec<Problem>) {
    let mut found = Found::default();
    add_section(scene, section, &mut found);
    problems.append(&mut found.into_list());
}

fn add_section(scene: &Scene<'_>, section: &Section, problems: &mut Found) {
    if scene.holds(scene.values, section.relevant) {
        validate_fields(scene, section.fields, scene.values, &Path::root(), problems);
    }
}

fn validate_fields(
    scene: &Scene<'_>,
    fields: &'static [Field],
    here: &Values,
    path: &Path,
    problems: &mut Found,
) {
    for field in fields {
        if !scene.is_asked(here, field) {
            // A reserved number or a computed one is not the person's to answer; what is there but
            // not asked is dropped when the form is settled.
            continue;
        }
        let place = path.field(field.tag);
        let n_before = problems.listed.len();
        match here.at(field.tag).filter(|value| !says_nothing(&field.kind, value)) {
            Some(value) => validate_answer(scene, field, value, here, &place, problems),
            None => {
                // A group is never "missing" itself: its fields say what is.
                if let Kind::Group(fields) = field.kind {
                    validate_fields(scene, fields, &Values::new(), &place, problems);
                } else if scene.is_required(here, field) {
                    problems.push(missing(&field.kind).at(place.clone(), Vec::new()));
                }
            }
        }
        run_checks(scene, field, here, &place, problems);
        // What is wrong anyway is not also asked about.
        let is_here = |problem: &Problem| problem.path == place;
        let is_error = |problem: &Problem| problem.severity == Severity::Error;
        if problems.listed[n_before..].iter().any(|problem| is_here(problem) && is_error(problem)) {
            // Only this field's own are looked at again, or many fields would be compared pairwise.
            let mut own = problems.listed.split_off(n_before);
            own.retain(|problem| !is_here(problem) || problem.severity != Severity::Confirm);
            problems.listed.append(&mut own);
        }
    }
}

/// What to say where an answer must be and is not. A number of the state may be unknown: its reason is
/// asked below it.
const fn missing(kind: &Kind) -> Code {
    match kind {
        Kind::Nik { .. } | Kind::NoKk => codes::REQUIRED_OR_WHY,
        _ => codes::REQUIRED,
    }
}

fn run_checks(scene: &Scene<'_>, field: &Field, here: &Values, place: &Path, problems: &mut Found) {
    for check in field.checks {
        match check {
            Check::When { code, cond, params } => {
                if scene.holds(here, *cond) {
                    let params = params.iter().filter_map(|param| param_of(scene, here, *param));
                    problems.push(code.at(place.clone(), params.collect()));
                }
            }
            Check::Rows { code, rule } => {
                for (row, tag) in rule(scene, here.rows(field.tag)) {
                    problems.push(code.at(place.row(row).field(tag), Vec::new()));
                }
            }
            Check::Rule { code, rule } => {
                if let Some(params) = rule(scene, here) {
                    problems.push(code.at(place.clone(), params));
                }
            }
        }
    }
}

fn param_of(scene: &Scene<'_>, here: &Values, param: ParamOf) -> Option<Param> {
    Some(match param {
        ParamOf::Number(num, scale) => Param::Number(scene.number(here, num)?, scale),
        ParamOf::Day(num) => Param::Day(i32::try_from(scene.number(here, num)?).ok()?),
    })
}

fn validate_answer(
    scene: &Scene<'_>,
    field: &'static Field,
    value: &Value,
    here: &Values,
    place: &Path,
    problems: &mut Found,
) {
    let mut report = |code: Code, params: Vec<Param>| problems.push(code.at(place.clone(), params));
    match (&field.kind, value) {
        (Kind::Bool, Value::Bool(_)) => {}
        (Kind::Int { .. } | Kind::Decimal { .. }, Value::Int(given)) => {
            if let Some((code, params)) = number::out_of_range(&field.kind, *given) {
                report(code, params);
            }
        }
        (Kind::Text { max, style }, Value::Text(text)) => {
            check_text(text, *max, *style, &mut report);
        }
        (Kind::Nik { sex, birth }, Value::Int(digits)) => {
            let context = NikContext {
                today: scene.world.today,
                sex: sex.and_then(|tag| match here.at(tag) {
                    Some(Value::Choice(code)) => Sex::from_code(*code),
                    _ => None,
                }),
                birth: birth.and_then(|tag| match here.at(tag) {
                    Some(Value::Day(day)) => Some(*day),
                    _ => None,
                }),
                regions: scene.world.regions,
            };
            check_nik(Nik::from_number(*digits), Some(&context), &mut report);
        }
        (Kind::Nik { .. }, Value::Text(typed)) => check_nik(Nik::parse(typed), None, &mut report),
        (Kind::NoKk, Value::Int(digits)) => {
            check_kk(scene, NoKk::from_number(*digits), &mut report);
        }
        (Kind::NoKk, Value::Text(typed)) => check_kk(scene, NoKk::parse(typed), &mut report),
        (Kind::Phone, Value::Int(number)) => {
            check_phone(Phone::from_number(*number), "", &mut report);
        }
        (Kind::Phone, Value::Text(typed)) => {
            check_phone(Phone::parse(typed), typed, &mut report);
        }
        (Kind::Day, Value::Day(day)) => check_day(scene, field, *day, &mut report),
        (Kind::Month, Value::Int(month)) => {
            let (year, month_of_year, _) = scene.world.today.ymd();
            let this_month = i64::from(year) * 12 + i64::from(month_of_year) - 1;
            if !(1990 * 12..=this_month).contains(month) {
                report(codes::MONTH, Vec::new());
            }
        }
        (Kind::Choice(list), Value::Choice(code)) => {
            check_choice(scene, list, *code, &mut report);
        }
        (Kind::Choices { list, none }, Value::Choices(codes)) => {
            check_choices(scene, (list, *none), codes, &mut report);
        }
        (Kind::Group(fields), Value::Group(values)) => {
            validate_inside(scene, fields, values, place, problems);
        }
        (Kind::Rows { fields, min, max, .. }, Value::Rows(rows)) => {
            validate_rows(scene, (fields, *min, *max), rows, place, problems);
        }
        (Kind::Picture(_), Value::Bytes(_)) if blob_of(Some(value)).is_some() => {}
        (Kind::Reference, Value::Bytes(bytes)) if bytes.len() <= REFERENCE_BYTES_MAX => {}
        (Kind::Day | Kind::Month, Value::Text(_)) => report(codes::NOT_A_DATE, Vec::new()),
        (_, Value::Text(typed)) => {
            let unread = number::unread(field, typed);
            let (code, params) = unread.unwrap_or((codes::WRONG_SHAPE, Vec::new()));
            report(code, params);
        }
        _ => report(codes::WRONG_SHAPE, Vec::new()),
    }
}

type Report<'r> = dyn FnMut(Code, Vec<Param>) + 'r;

fn check_text(text: &str, max: u16, style: TextStyle, report: &mut Report<'_>) {
    let n_chars = text.chars().count();
    if n_chars > usize::from(max) {
        report(codes::TOO_LONG, vec![Param::Number(i64::from(max), 0)]);
    }
    if text.chars().any(|char| is_unreadable(char, style)) {
        report(codes::CONTROL_CHARACTER, Vec::new());
    }
    match style {
        TextStyle::Name => check_name(text, report),
        TextStyle::Digits => {
            if !text.bytes().all(|byte| byte.is_ascii_digit()) {
                report(codes::DIGITS, Vec::new());
            }
        }
        TextStyle::Line | TextStyle::Paragraph => {}
    }
}

/// A name is refused only where it has no letter at all; people have the oddest ones.
fn check_name(text: &str, report: &mut Report<'_>) {
    let is_other_script =
        |char: char| matches!(char, '\u{370}'..='\u{1dff}' | '\u{2c00}'..='\u{d7ff}');
    // Some have a number, to tell two of one name apart.
    let without_number = text.trim_end().trim_end_matches(|char: char| char.is_ascii_digit());
    let is_usual = |char: char| {
        is_letter(char)
            || is_mark(char)
            || is_separator(char)
            || matches!(char, ',' | '(' | ')' | '/' | '"' | '“' | '”')
            // The sound of ain has many signs.
            || matches!(char, '\'' | '`' | '´' | '‘' | '’' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ')
    };
    if text.chars().any(is_other_script) {
        report(codes::NAME_NOT_LATIN, Vec::new());
    } else if !text.chars().any(is_letter) {
        report(codes::NAME, Vec::new());
    } else if !without_number
        .chars()
        .all(|char| is_usual(char) || is_unreadable(char, TextStyle::Name))
    {
        report(codes::NAME_UNUSUAL, Vec::new());
    }
}

/// A letter that a name in Indonesia is written with: Latin ones, with or without marks. The table of
/// all the world's letters weighs two kilobytes.
const fn is_letter(char: char) -> bool {
    matches!(char, 'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | '\u{1e00}'..='\u{1eff}')
}

/// A mark that stands behind its letter as a character of its own, as some keyboards and copied words
/// have it ("e" and U+0301 for "é"). Joining the two would need a table on the phone.
const fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}')
}

fn check_nik(
    nik: Result<Nik, NikError>,
    context: Option<&NikContext<'_>>,
    report: &mut Report<'_>,
) {
    match nik {
        Err(error) => {
            let (code, params) = codes::of_nik_error(&error);
            report(code, params);
        }
        Ok(nik) => {
            if let Some(context) = context {
                for finding in nik.findings(context) {
                    report(codes::of_nik_finding(finding), Vec::new());
                }
            }
        }
    }
}

fn check_kk(scene: &Scene<'_>, kk: Result<NoKk, NoKkError>, report: &mut Report<'_>) {
    match kk {
        Err(error) => {
            let (code, params) = codes::of_kk_error(&error);
            report(code, params);
        }
        Ok(kk) => {
            for finding in kk.findings(scene.world.today, scene.world.regions) {
                report(codes::of_kk_finding(finding), Vec::new());
            }
        }
    }
}

fn check_phone(phone: Result<Phone, PhoneError>, typed: &str, report: &mut Report<'_>) {
    match phone {
        Err(error) => {
            let (code, params) = codes::of_phone_error(&error, typed);
            report(code, params);
        }
        Ok(phone) => {
            if let Some(finding) = phone.finding() {
                report(codes::of_phone_finding(finding), Vec::new());
            }
        }
    }
}

fn check_day(scene: &Scene<'_>, field: &Field, day: crate::day::Day, report: &mut Report<'_>) {
    if day > scene.world.today && !field.may_lie_ahead {
        report(codes::FUTURE, vec![Param::Day(scene.world.today.number())]);
    }
    if day.ymd().0 < 1900 {
        report(codes::TOO_LONG_AGO, Vec::new());
    }
}

fn check_choice(scene: &Scene<'_>, list: &ChoiceList, code: u16, report: &mut Report<'_>) {
    if list.option(code).is_none_or(|option| option.since > scene.version) {
        report(codes::UNKNOWN_OPTION, vec![Param::Number(i64::from(code), 0)]);
    }
}

fn check_choices(
    scene: &Scene<'_>,
    (list, none): (&ChoiceList, Option<u16>),
    codes_: &[u16],
    report: &mut Report<'_>,
) {
    for code in codes_ {
        check_choice(scene, list, *code, report);
    }
    if none.is_some_and(|none| codes_.len() > 1 && codes_.contains(&none)) {
        report(codes::NONE_AND_MORE, Vec::new());
    }
    if codes_.windows(2).any(|pair| pair[0] >= pair[1]) {
        report(codes::WRONG_SHAPE, Vec::new());
    }
}

fn validate_rows(
    scene: &Scene<'_>,
    (fields, min, max): (&'static [Field], u16, u16),
    rows: &[Row],
    place: &Path,
    problems: &mut Found,
) {
    if rows.len() < usize::from(min) {
        problems
            .push(codes::TOO_FEW_ROWS.at(place.clone(), vec![Param::Number(i64::from(min), 0)]));
    }
    if rows.len() > usize::from(max).min(limits::ROWS_MAX) {
        problems
            .push(codes::TOO_MANY_ROWS.at(place.clone(), vec![Param::Number(i64::from(max), 0)]));
    }
    // There are too many rows already where more are left out, and comparing each with all before it
    // stays as long as the list.
    let rows = &rows[..rows.len().min(limits::ROWS_MAX)];
    for (idx, row) in rows.iter().enumerate() {
        if rows[..idx].iter().any(|other| other.id == row.id) {
            problems.push(codes::WRONG_SHAPE.at(place.row(row.id), Vec::new()));
        }
        validate_inside(scene, fields, &row.values, &place.row(row.id), problems);
    }
}

/// What is wrong inside a group or a row.
fn validate_inside(
    scene: &Scene<'_>,
    fields: &'static [Field],
    here: &Values,
    path: &Path,
    problems: &mut Found,
) {
    validate_fields(scene, fields, here, path, problems);
    let field_at = |tag| fields.iter().find(|field| field.tag == tag);
    unknown_here(scene, &field_at, here, path).for_each(|one| problems.push(one));
}
