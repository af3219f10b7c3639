//! Holds what ARCHITECTURE.md says: who may know of whom (`crates`, `arrows`), how long files are, and
//! that every path the documents name is there. Each rule is shown to be able to fail.

mod arrows;
mod circles;
mod crates;
mod source;

use source::{code_lines, files, read, root};

/// Code lines of a file of ours: tables of data aside, a reader should know the room.
const LINES_MAX: usize = 500;

#[test]
fn files_stay_short_enough_to_know() {
    let mut long = Vec::new();
    for name in files("", ".rs") {
        // Form kinds and code lists are data; tests are stories.
        if name.starts_with("shared/src/forms/") || name.contains("tests") {
            continue;
        }
        let n_lines = code_lines(&read(&name)).filter(|(_, line)| !line.trim().is_empty()).count();
        if n_lines > LINES_MAX {
            long.push(format!("{name}: {n_lines} lines of code, at most {LINES_MAX}"));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_rust_file_says_what_it_is_for() {
    let silent: Vec<String> = files("", ".rs")
        .into_iter()
        .filter(|name| !read(name).trim_start().starts_with("//!"))
        .collect();
    assert!(silent.is_empty(), "no module doc: {}", silent.join(", "));
}

/// The back-quoted paths of a document.
fn named_paths(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|quoted| {
            quoted.contains('/')
                && !quoted.starts_with(['/', '-'])
                && quoted.chars().all(|c| c.is_ascii_alphanumeric() || "/_-.".contains(c))
        })
        .map(String::from)
        .collect()
}

#[test]
fn documents_name_only_paths_that_are_there() {
    let mut gone = Vec::new();
    for document in
        ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/adding-a-form.md"]
    {
        let text = read(document);
        assert!(!text.is_empty(), "{document} is missing");
        for path in named_paths(&text) {
            let is_made_later = path.starts_with("dist/") || path.starts_with("target/");
            if !is_made_later && !root().join(&path).exists() {
                gone.push(format!("{document} names `{path}`"));
            }
        }
    }
    assert!(gone.is_empty(), "{}", gone.join("\n"));
    assert_eq!(named_paths("see `a/b.rs`, `POST /api` and `x<y>/z`"), ["a/b.rs"]);
}

#[test]
fn the_worked_example_of_a_form_is_the_one_that_is_tested() {
    let guide = read("docs/adding-a-form.md");
    let shown = guide.split("```rust\n").nth(1).and_then(|rest| rest.split("```").next());
    assert_eq!(shown, Some(read("shared/src/forms/example.rs").as_str()));
}

#[test]
fn nothing_names_this_machine_or_a_mirror() {
    // Spelled in parts so that this file does not find itself.
    let homes = [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat(), ["/tmp/", "target-"].concat()];
    let mut found = Vec::new();
    for ending in [".rs", ".md", ".toml", ".js", ".css", ".html", ".lock", ".json", ".txt"] {
        for name in files("", ending) {
            let text = read(&name);
            for (idx, line) in text.lines().enumerate() {
                if homes.iter().any(|home| line.contains(home.as_str())) {
                    found.push(format!("{name}:{}", idx + 1));
                }
            }
            if name == "Cargo.lock" {
                let strange = text.lines().any(|line| {
                    line.starts_with("source = ")
                        && line
                            != "source = \"registry+https://github.com/rust-lang/crates.io-index\""
                });
                assert!(!strange, "Cargo.lock names another registry");
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_test_is_switched_off() {
    let switches =
        [["#[ign", "ore"].concat(), ["#[should", "_panic"].concat(), ["to", "do!("].concat()];
    let mut found = Vec::new();
    for name in files("", ".rs") {
        for (idx, line) in read(&name).lines().enumerate() {
            if switches.iter().any(|switch| line.contains(switch.as_str())) {
                found.push(format!("{name}:{}: {}", idx + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
