//! Holds what ARCHITECTURE.md says: who may know of whom, how long files are, and that every path the
//! documents name is there. Each rule is shown to be able to fail.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A folder or file, and what its code may not name.
struct Arrow {
    inside: &'static str,
    except: &'static [&'static str],
    never: &'static [&'static str],
    because: &'static str,
}

const ARROWS: &[Arrow] = &[
    Arrow {
        inside: "shared/src",
        // Packs the WHO tables again in a test; no part of the crate otherwise.
        except: &["shared/src/growth/pack.rs"],
        never: &[
            "std::fs",
            "std::net",
            "std::time",
            "std::env",
            "std::process",
            "SystemTime",
            "tokio",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "rusqlite",
            "axum",
            "leptos",
            "getrandom",
        ],
        because: "shared is pure: no IO, clock, randomness, async, web or SQL",
    },
    Arrow {
        inside: "frontend/client/src",
        except: &[],
        never: &["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo_", "rusqlite", "axum"],
        because: "the client runs natively in tests and on the command line",
    },
    Arrow {
        inside: "server/src",
        except: &["server/src/store/sqlite"],
        never: &["rusqlite"],
        because: "SQL has one home",
    },
    Arrow {
        inside: "server/src",
        except: &["server/src/http"],
        never: &["axum"],
        because: "HTTP has one home",
    },
    Arrow {
        inside: "server/src/store",
        except: &[],
        never: &["crate::http", "crate::sync", "crate::desk"],
        because: "arrows run http → sync, desk → store, never back",
    },
    Arrow {
        inside: "server/src/sync",
        except: &[],
        never: &["crate::http", "crate::desk", "tokio"],
        because: "merge rules are synchronous and know no HTTP",
    },
    Arrow {
        inside: "server/src/desk",
        except: &[],
        never: &["crate::http"],
        because: "arrows run http → desk, never back",
    },
    Arrow {
        inside: "frontend/src",
        except: &["frontend/src/store/prefs.rs"],
        never: &["gloo_storage"],
        because: "preferences have one home",
    },
    Arrow {
        inside: "frontend/src/ui",
        except: &[],
        never: &[
            "crate::field",
            "crate::office",
            "crate::store",
            "crate::net",
            "gloo_",
            "client::driver",
            "Date::now",
        ],
        because: "components get data and callbacks",
    },
    Arrow {
        inside: "frontend/src/field/pages",
        except: &[],
        never: &["crate::store", "crate::net", "gloo_", "indexed_db", "Date::now"],
        because: "pages touch no storage, fetch or clock",
    },
    Arrow {
        inside: "frontend/src/field",
        except: &[],
        never: &["serde_json", "crate::office"],
        because: "a phone pays for every byte, and never for the desk",
    },
    Arrow {
        inside: "frontend/client/src",
        except: &["frontend/client/src/transport"],
        never: &["reqwest"],
        because: "reqwest is one of the two transports and nothing else",
    },
];

/// Code lines of a file of ours: tables of data aside, a reader should know the room.
const LINES_MAX: usize = 500;

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the tests live in the repository").to_path_buf()
}

/// Every file below a folder whose name ends as asked, as paths from the root.
fn files(folder: &str, ending: &str) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                if name != "target" && name != "dist" && name != ".git" && name != "node_modules" {
                    walk(&path, found);
                }
            } else {
                found.push(path);
            }
        }
    }
    let root = root();
    let mut found = Vec::new();
    let start = root.join(folder);
    if start.is_file() {
        found.push(start);
    } else {
        walk(&start, &mut found);
    }
    let mut names: Vec<String> = found
        .iter()
        .filter_map(|path| path.strip_prefix(&root).ok()?.to_str().map(String::from))
        .filter(|name| name.ends_with(ending))
        .collect();
    names.sort();
    names
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_default()
}

/// Lines of code, without comments and without what stands under `#[cfg(test)]` at the end.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
    code.lines()
        .enumerate()
        .map(|(idx, line)| (idx + 1, line.split("//").next().unwrap_or_default()))
}

/// What a text breaks of an arrow: line numbers and the forbidden name.
fn breaches(text: &str, never: &[&str]) -> Vec<(usize, String)> {
    code_lines(text)
        .flat_map(|(number, line)| {
            never
                .iter()
                .filter(move |name| line.contains(*name))
                .map(move |name| (number, String::from(*name)))
        })
        .collect()
}

#[test]
fn arrows_between_modules_point_one_way() {
    let mut wrong = Vec::new();
    for arrow in ARROWS {
        let names = files(arrow.inside, ".rs");
        assert!(!names.is_empty(), "{} holds no code: mend the rule", arrow.inside);
        for name in names {
            let is_test = name.ends_with("tests.rs") || name.contains("/tests/");
            if is_test || arrow.except.iter().any(|except| name.starts_with(except)) {
                continue;
            }
            for (line, what) in breaches(&read(&name), arrow.never) {
                wrong.push(format!("{name}:{line} names `{what}`: {}", arrow.because));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_forbidden_import_would_be_seen() {
    let text =
        "use std::fs;\n// use tokio in words\nfn f() {}\n#[cfg(test)]\nmod tests { use std::net; }";
    assert_eq!(breaches(text, &["std::fs", "std::net", "tokio"]), [(1, String::from("std::fs"))]);
}

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
    for document in ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md"] {
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
fn the_core_sees_no_runtime_database_or_browser() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", "shared", "--edges", "normal", "--prefix", "none", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo tree runs");
    let tree = String::from_utf8(tree.stdout).expect("crate names are UTF-8");
    assert!(tree.contains("postcard"), "cargo tree told nothing:\n{tree}");
    for crate_name in ["tokio", "web-sys", "rusqlite", "js-sys", "reqwest", "serde_json"] {
        let is_there = tree.lines().any(|line| line.split(' ').next() == Some(crate_name));
        assert!(!is_there, "shared depends on {crate_name}:\n{tree}");
    }
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
