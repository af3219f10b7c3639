//! The licences of other people's crates, which want to go along with every copy of a program they
//! are in: collects their texts into one file, and refuses a licence that we do not take.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use spdx::{Expression, ParseMode};

use crate::linked::{self, Linked};
use crate::repo::Repo;
use crate::setup;
use crate::site::Site;

/// The folder in `dist`. The server takes it in beside the apps, whose budgets it does not touch.
pub const FOLDER: &str = "notice";
/// The file in it.
const FILE: &str = "crates.txt";
/// Beside it, the hash of the list of crates that it was made from: `server/build.rs` warns of another.
const LOCK_FILE: &str = "lock.txt";

/// What we take: licences that ask for no more than that their text and the names of the authors go
/// along, which this file sees to. MPL-2.0 also wants the source to be offered, the (L)GPL more than
/// that: nothing here needs them, and somebody has to think before one is added.
const ALLOWED: [&str; 11] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// How the names of files with licences and notices begin, in capitals.
const BEGINNINGS: [&str; 6] = ["LICENSE", "LICENCE", "UNLICENSE", "COPYING", "COPYRIGHT", "NOTICE"];
/// Files of such names that hold no text for people.
const NOT_TEXTS: [&str; 6] = ["rs", "c", "h", "html", "json", "toml"];

/// Shorter ones only say where the text is. 0BSD, the shortest licence, has 600.
const TEXT_BYTES_MIN: usize = 500;

/// The licences whose text we can add where a package holds none, with our own copies of them.
const STANDARD: [(&str, &str); 2] = [("MIT", "LICENSE-MIT"), ("Apache-2.0", "LICENSE-APACHE")];
/// Where the text of MIT begins, below the line that names whose it is.
const MIT_BEGINS: &str = "Permission is hereby granted";

const HEAD: &str = "\
The web apps (\"apps\") and the server are made with crates of others: name, version, licence.
Their texts stand below, each once, with the crates it came with. \"A OR B\" leaves the choice.";

/// A crate with what it asks to be passed on.
struct Licensed {
    linked: Linked,
    licence: String,
    texts: Vec<String>,
    /// How many of the texts, from the first, are its own: the others are of what it has taken in.
    n_own: usize,
}

/// Makes the file, as it goes into `dist`.
///
/// # Errors
/// When cargo cannot list the crates, one has a licence that we do not take, or one comes without
/// a text that we could add.
pub fn collect(repo: &Repo) -> Result<Site> {
    let linked = linked::list(repo).context("the crates of the program could not be listed")?;
    let mut crates = linked.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    crates.push(standard_library(repo)?);
    let mut standard = BTreeMap::new();
    for (id, file) in STANDARD {
        let text = fs::read_to_string(repo.path(file)).with_context(|| format!("no {file}"))?;
        // The other begins with itself.
        let begin = text.find(MIT_BEGINS).unwrap_or_default();
        standard.insert(id, tidy(&text[begin..]));
    }
    let lock = pack::hash(&fs::read(repo.path("Cargo.lock")).context("no Cargo.lock")?);
    Ok(Site::from([
        (FILE.to_owned(), write(&crates, &standard)?.into_bytes()),
        (LOCK_FILE.to_owned(), lock.into_bytes()),
    ]))
}

fn read(linked: Linked) -> Result<Licensed> {
    let (mut texts, mut folders) = (Vec::new(), Vec::new());
    let cannot = || format!("cannot read {}", linked.folder.display());
    read_texts(&linked.folder, &mut texts, &mut folders).with_context(cannot)?;
    let n_own = texts.len();
    while let Some(folder) = folders.pop() {
        read_texts(&folder, &mut texts, &mut folders).with_context(cannot)?;
    }
    let licence = linked.licence.clone().unwrap_or_else(|| "none named".to_owned());
    Ok(Licensed { linked, licence, texts, n_own })
}

/// What no list of cargo names. Its texts lie beside its sources, which a build for phones asks
/// rustup for; without them it gets the standard text.
fn standard_library(repo: &Repo) -> Result<Licensed> {
    let version = repo.ask_rustc(&["--version"])?;
    let version = version.split(' ').nth(1).unwrap_or_default().to_owned();
    let linked = Linked {
        name: "std".to_owned(),
        version,
        licence: Some("MIT OR Apache-2.0".to_owned()),
        authors: vec!["The Rust Project Developers".to_owned()],
        folder: PathBuf::from(repo.ask_rustc(&["--print", "sysroot"])?).join(setup::STD_SOURCE),
        inside: vec!["apps", "server"],
    };
    if linked.folder.is_dir() {
        return read(linked);
    }
    let licence = linked.licence.clone().unwrap_or_default();
    Ok(Licensed { linked, licence, texts: Vec::new(), n_own: 0 })
}

/// Reads the texts in a folder of a package in the order of their names, and notes the folders in it.
fn read_texts(folder: &Path, texts: &mut Vec<String>, folders: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push(entry.path());
        } else if kind.is_file() && is_text(&entry.file_name().to_string_lossy()) {
            texts.push(tidy(&String::from_utf8_lossy(&fs::read(entry.path())?)));
        }
    }
    Ok(())
}

fn is_text(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let name = name.to_ascii_uppercase();
    BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
        && !NOT_TEXTS.contains(&extension)
}

/// Without what cannot be seen.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Writes the list of crates, then every text once.
fn write(crates: &[Licensed], standard: &BTreeMap<&str, String>) -> Result<String> {
    let refused: Vec<String> = crates
        .iter()
        .filter(|one| !is_satisfied(&one.licence, &ALLOWED))
        .map(|one| format!("{}: {}", title(one), one.licence))
        .collect();
    if !refused.is_empty() {
        bail!(
            "licences that this project does not take (ALLOWED in xtask/src/notice.rs says which \
             it takes, and why):\n  {}",
            refused.join("\n  ")
        );
    }
    let mut file = format!("{HEAD}\n\n");
    for one in crates {
        let inside = one.linked.inside.join(", ");
        // Writing to a string cannot fail.
        writeln!(file, "{:<36} {}  [{inside}]", title(one), one.licence).ok();
    }
    for Bare { id, text, whose } in without_text(crates, standard)? {
        write!(file, "\n---- {id}, for crates whose packages hold no text of it ----\n\n").ok();
        write!(file, "{}\n\n{text}\n", whose.join("\n")).ok();
    }
    for (text, names) in grouped(crates) {
        write!(file, "\n---- {} ----\n\n{text}\n", names.join(", ")).ok();
    }
    Ok(file)
}

fn title(one: &Licensed) -> String {
    format!("{} {}", one.linked.name, one.linked.version)
}

/// True when one may use a crate of this licence with no others than these.
fn is_satisfied(licence: &str, allowed: &[&str]) -> bool {
    // Also the slash of old manifests, which means "or". An exception only ever permits more.
    Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|expression| {
        expression
            .evaluate(|required| required.license.id().is_some_and(|id| allowed.contains(&id.name)))
    })
}

/// The crates that brought no text of their licence.
struct Bare<'a> {
    /// The licence that is chosen for them.
    id: &'a str,
    text: &'a str,
    /// A line about each.
    whose: Vec<String>,
}

fn without_text<'a>(
    crates: &[Licensed],
    standard: &'a BTreeMap<&str, String>,
) -> Result<Vec<Bare<'a>>> {
    let bare = |(id, text): (&&'a str, &'a String)| Bare { id, text, whose: Vec::new() };
    let mut bare: Vec<_> = standard.iter().map(bare).collect();
    // Where there is a choice, the shorter text.
    bare.sort_by_key(|one| one.text.len());
    for one in crates {
        if one.texts.iter().take(one.n_own).any(|text| text.len() >= TEXT_BYTES_MIN) {
            continue;
        }
        let Some(chosen) = bare.iter_mut().find(|bare| is_satisfied(&one.licence, &[bare.id]))
        else {
            bail!(
                "the package of {} holds no text of its licence {}: add the text to STANDARD in \
                 xtask/src/notice.rs",
                title(one),
                one.licence
            );
        };
        let authors = match one.linked.authors.as_slice() {
            [] => "its authors".to_owned(),
            authors => authors.join(", "),
        };
        chosen.whose.push(format!("{}: Copyright (c) {authors}", title(one)));
    }
    bare.retain(|one| !one.whose.is_empty());
    Ok(bare)
}

/// Every text once, with the names of the crates it came with; those that most have come first.
/// Texts that only break their lines elsewhere are one.
fn grouped(crates: &[Licensed]) -> Vec<(&str, Vec<String>)> {
    let mut groups: BTreeMap<Vec<&str>, (&str, Vec<String>)> = BTreeMap::new();
    for one in crates {
        for text in &one.texts {
            let words = text.split_whitespace().collect();
            let (_, names) = groups.entry(words).or_insert_with(|| (text, Vec::new()));
            let name = title(one);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by(|(_, a), (_, b)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    groups
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn licensed(name: &str, licence: &str, texts: &[&str]) -> Licensed {
        Licensed {
            linked: Linked {
                name: name.to_owned(),
                version: "1.0.0".to_owned(),
                licence: None,
                authors: vec![format!("Author of {name}")],
                folder: name.into(),
                inside: vec!["apps", "server"],
            },
            licence: licence.to_owned(),
            texts: texts.iter().map(|text| tidy(text)).collect(),
            n_own: texts.len(),
        }
    }

    fn standard() -> BTreeMap<&'static str, String> {
        [("MIT", "mit text".to_owned()), ("Apache-2.0", "apache text, longer".to_owned())].into()
    }

    fn long(words: &str) -> String {
        format!("{words} ").repeat(TEXT_BYTES_MIN)
    }

    #[test]
    fn a_licence_is_taken_when_what_it_asks_is_permitted() {
        for (licence, expected) in [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0-only OR MIT", true),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("MIT AND GPL-3.0-only", false),
            ("MPL-2.0", false),
            ("none named", false),
            ("", false),
        ] {
            assert_eq!(is_satisfied(licence, &ALLOWED), expected, "{licence}");
        }
    }

    #[test]
    fn every_licence_that_is_taken_is_one_that_exists() {
        for id in ALLOWED {
            assert!(spdx::license_id(id).is_some(), "{id}");
        }
    }

    #[test]
    fn a_licence_that_is_not_taken_stops_the_build_and_is_named_with_its_crate() {
        let text = long("words");
        let crates =
            [licensed("good", "MIT", &[&text]), licensed("bad", "AGPL-3.0-only", &[&text])];
        let error = write(&crates, &standard()).unwrap_err().to_string();
        assert!(error.contains("bad 1.0.0: AGPL-3.0-only"), "{error}");
        assert!(!error.contains("good"), "{error}");
    }

    #[test]
    fn a_text_stands_once_with_every_crate_it_came_with() {
        let (shared, own) = (long("shared words"), long("own words"));
        let wrapped = shared.replace("words shared", "words\r\n   shared");
        let crates = [
            licensed("a", "MIT", &[&own]),
            licensed("b", "Zlib", &[&shared]),
            licensed("c", "MIT", &[&wrapped, &shared]),
        ];
        let file = write(&crates, &standard()).unwrap();
        assert_eq!(file.matches(&tidy(&shared)).count(), 1, "{file}");
        assert!(file.contains("---- b 1.0.0, c 1.0.0 ----"), "{file}");
        assert!(file.contains("---- a 1.0.0 ----"), "{file}");
        assert!(file.contains("  Zlib  [apps, server]\n"), "{file}");
        assert!(!file.contains("hold no text"), "{file}");
    }

    #[test]
    fn a_package_without_a_text_gets_the_standard_one_with_its_authors() {
        let crates = [
            licensed("a", "MIT OR Apache-2.0", &[]),
            licensed("b", "Apache-2.0", &["See the file on our site."]),
        ];
        let file = write(&crates, &standard()).unwrap();
        assert!(file.contains("a 1.0.0: Copyright (c) Author of a\n\nmit text\n"), "{file}");
        assert!(file.contains("b 1.0.0: Copyright (c) Author of b\n\napache text"), "{file}");
        // What there was goes along too: it may be a notice.
        assert!(file.contains("---- b 1.0.0 ----\n\nSee the file"), "{file}");
    }

    #[test]
    fn the_text_of_what_a_package_has_taken_in_is_not_its_own() {
        let theirs = long("theirs");
        let mut one = licensed("a", "MIT", &["To be found on our site.", &theirs]);
        one.n_own = 1;
        let file = write(&[one], &standard()).unwrap();
        assert!(file.contains("a 1.0.0: Copyright (c) Author of a\n\nmit text\n"), "{file}");
        assert!(file.contains(theirs.trim()), "and goes along: {file}");
    }

    #[test]
    fn a_text_that_nobody_has_is_asked_for() {
        let error = write(&[licensed("a", "Zlib", &[])], &standard()).unwrap_err().to_string();
        assert!(error.contains("a 1.0.0") && error.contains("STANDARD"), "{error}");
    }

    #[test]
    fn texts_are_known_by_their_names() {
        for name in [
            "LICENSE",
            "License-MIT.txt",
            "licence.md",
            "LICENSE.httprouter",
            "COPYING",
            "NOTICE",
            "UNLICENSE",
            "COPYRIGHT",
        ] {
            assert!(is_text(name), "{name}");
        }
        for name in ["license.rs", "notice.html", "README.md", "copying.c", "lib.rs"] {
            assert!(!is_text(name), "{name}");
        }
    }

    #[test]
    fn texts_in_the_folders_of_a_package_are_found() {
        let folder = std::env::temp_dir().join(format!("xtask-notice-{}", std::process::id()));
        fs::create_dir_all(folder.join("src/tables")).unwrap();
        fs::write(folder.join("LICENSE"), "\u{feff}\r\nmine \r\n\r\n").unwrap();
        fs::write(folder.join("src/license.rs"), "code").unwrap();
        fs::write(folder.join("src/tables/LICENSE-UNICODE"), "theirs\n").unwrap();
        let mut linked = licensed("a", "MIT", &[]).linked;
        linked.folder.clone_from(&folder);
        let found = read(linked);
        fs::remove_dir_all(&folder).unwrap();
        let found = found.unwrap();
        assert_eq!(
            (found.texts.as_slice(), found.n_own),
            (["mine", "theirs"].map(str::to_owned).as_slice(), 1)
        );
    }
}
