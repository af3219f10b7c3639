//! What each version of each kind was: a file that is only ever added to.
//!
//! `UPDATE=1 cargo test -p shared --test snapshots` writes the files of the current versions again, unless
//! that would use a number for something else.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{fmt::Write as _, fs, path::PathBuf};

use shared::{
    form::model::{Check, ChoiceList, Cond, Field, FormKind, Kind, Shown},
    forms::{
        ALL,
        visit::{NOTICE, NOTICE_VERSION},
    },
};

/// The fields inside a group or row; none inside anything else.
fn inner(kind: &Kind) -> &'static [Field] {
    match kind {
        Kind::Group(fields) | Kind::Rows { fields, .. } => fields,
        _ => &[],
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/forms/snapshots")
}

fn file_name(kind: &FormKind) -> String {
    format!("{}.v{}.txt", kind.name, kind.version)
}

/// The words of a kind of answer, with its range.
fn kind_words(kind: &Kind) -> String {
    match kind {
        Kind::Bool => "bool".into(),
        Kind::Int { min, max, .. } => format!("int {min}..{max}"),
        Kind::Decimal { scale, digits, min, max, .. } => {
            format!("decimal scale {scale} digits {digits} {min}..{max}")
        }
        Kind::Text { max, style } => format!("text {max} {style:?}"),
        Kind::Nik { sex, birth } => format!("nik {:?} {:?}", sex.map(|t| t.0), birth.map(|t| t.0)),
        Kind::NoKk => "no_kk".into(),
        Kind::Phone => "phone".into(),
        Kind::Day => "day".into(),
        Kind::Month => "month".into(),
        Kind::Choice(list) => format!("choice {}", list.name),
        Kind::Choices { list, none } => format!("choices {} none {none:?}", list.name),
        Kind::Group(_) => "group".into(),
        Kind::Rows { min, max, .. } => format!("rows {min}..{max}"),
        Kind::Computed(Shown::Number { scale }) => format!("computed number scale {scale}"),
        Kind::Computed(Shown::Choice(list)) => format!("computed choice {}", list.name),
        Kind::Computed(Shown::Choices(list)) => format!("computed choices {}", list.name),
        Kind::Computed(Shown::Bool) => "computed bool".into(),
        Kind::Picture(picture) => format!("picture {picture:?}"),
        Kind::Reference => "reference".into(),
        Kind::Reserved => "reserved".into(),
    }
}

fn cond_words(name: &str, cond: Cond) -> String {
    match cond {
        Cond::Always => String::new(),
        cond => format!("    {name}: {cond:?}\n"),
    }
}

/// The version that brought something, where it was not the first.
fn since_words(version: u16) -> String {
    if version == 1 { String::new() } else { format!(" since {version}") }
}

/// The whole of a kind as lines: `field 1.4 nama text 100 Name`, `option jenis_kelamin 1 L`.
fn snapshot(kind: &'static FormKind) -> String {
    let mut text = format!("kind {} {} version {}\n", kind.id.0, kind.name, kind.version);
    let mut lists: Vec<&ChoiceList> = Vec::new();
    for section in kind.sections {
        let _ = writeln!(text, "\nsection {}", section.name);
        text += &cond_words("shown", section.relevant);
        describe(section.fields, "", &mut text, &mut lists);
    }
    text.push('\n');
    for list in lists {
        for option in list.options {
            let since = since_words(option.since);
            let _ = writeln!(text, "option {} {} {}{since}", list.name, option.code, option.name);
        }
    }
    text
}

fn describe(
    fields: &'static [Field],
    before: &str,
    text: &mut String,
    lists: &mut Vec<&'static ChoiceList>,
) {
    for field in fields {
        let path = format!("{before}{}", field.tag.0);
        let (kind, since) = (kind_words(&field.kind), since_words(field.since));
        let _ = writeln!(text, "field {path} {} {kind}{since}", field.name);
        *text += &cond_words("asked", field.relevant);
        if !matches!(field.required, Cond::Never) {
            let _ = writeln!(text, "    required: {:?}", field.required);
        }
        for check in field.checks {
            let _ = match check {
                Check::When { code, cond, params } => {
                    writeln!(text, "    {}: {cond:?} {params:?}", code.name())
                }
                Check::Rule { code, .. } => writeln!(text, "    {}: rule", code.name()),
                Check::Rows { code, .. } => writeln!(text, "    {}: rule over rows", code.name()),
            };
        }
        if let Kind::Choice(list)
        | Kind::Choices { list, .. }
        | Kind::Computed(Shown::Choice(list) | Shown::Choices(list)) = field.kind
            && !lists.iter().any(|known| known.name == list.name)
        {
            lists.push(list);
        }
        describe(inner(&field.kind), &format!("{path}."), text, lists);
    }
}

/// What became of the numbers in an older text: each line that is not true any more.
fn broken_promises(kind: &'static FormKind, older: &str) -> Vec<String> {
    let now = snapshot(kind);
    let has = |start: &str| {
        now.lines().any(|line| line == start || line.starts_with(&[start, " "].concat()))
    };
    let promises = older.lines().filter(|line| !line.starts_with(' ')).filter_map(|line| {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["field", path, name, ..] => Some(format!("field {path} {name}")),
            ["option", list, code, name, ..] => Some(format!("option {list} {code} {name}")),
            ["kind", number, name, ..] => Some(format!("kind {number} {name}")),
            _ => None,
        }
    });
    promises.filter(|promise| !has(promise)).collect()
}

fn committed(kind: &FormKind) -> Vec<(String, String)> {
    let prefix = format!("{}.v", kind.name);
    let entries = fs::read_dir(folder()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.starts_with(&prefix))
        .map(|name| {
            let text = fs::read_to_string(folder().join(&name)).unwrap();
            (name, text)
        })
        .collect()
}

#[test]
fn snapshots_hold_and_no_number_is_used_for_something_else() {
    for kind in ALL {
        for (name, older) in committed(kind) {
            let broken = broken_promises(kind, &older);
            assert!(broken.is_empty(), "{name}: no longer there: {broken:#?}");
        }
        let file = folder().join(file_name(kind));
        let text = snapshot(kind);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, &text).unwrap();
        }
        let held = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            held == text,
            "{} differs from the code. Once a version is released, raise it instead of changing \
             it; before that: UPDATE=1 cargo test -p shared --test snapshots\n{}",
            file_name(kind),
            first_difference(&held, &text)
        );
    }
}

#[test]
fn the_words_of_each_notice_stay_readable() {
    // In Indonesian: that is what people hear.
    let file = |version| folder().join(format!("bacaan.v{version}.txt"));
    let (newest, text) = (file(NOTICE_VERSION), format!("{}\n", NOTICE.id));
    if std::env::var_os("UPDATE").is_some() && !newest.exists() {
        fs::write(&newest, &text).unwrap();
    }
    let missing: Vec<_> = (1..=NOTICE_VERSION).filter(|version| !file(*version).exists()).collect();
    assert!(missing.is_empty(), "consents name the words of these versions: {missing:?}");
    let held = fs::read_to_string(&newest).unwrap_or_default();
    assert!(
        held == text,
        "consents name the words that were read by this number: raise NOTICE_VERSION, then \
         UPDATE=1 cargo test -p shared --test snapshots\nheld: {held}\ncode: {text}"
    );
}

fn first_difference(held: &str, text: &str) -> String {
    let pairs = held.lines().zip(text.lines());
    let differing = pairs.filter(|(held, text)| held != text);
    let first = differing.map(|(held, text)| format!("held: {held}\ncode: {text}")).next();
    first.unwrap_or_else(|| "one is longer".into())
}

#[test]
fn a_number_that_gets_another_name_is_found() {
    let kind = ALL[0];
    let text = snapshot(kind);
    assert!(broken_promises(kind, &text).is_empty());
    let (_, field) = kind.fields().next().unwrap();
    let (line, renamed) = (
        format!("field {} {}", field.tag.0, field.name),
        format!("field {} {}_lama", field.tag.0, field.name),
    );
    let older = text.replace(&line, &renamed);
    assert_eq!(broken_promises(kind, &older), [renamed]);
    let older = text.replace("option persetujuan 2 diberikan", "option persetujuan 2 ditolak");
    assert_eq!(broken_promises(kind, &older), ["option persetujuan 2 ditolak"]);
    let older = text + "option persetujuan 77 lama\n";
    assert_eq!(broken_promises(kind, &older), ["option persetujuan 77 lama"]);
}
