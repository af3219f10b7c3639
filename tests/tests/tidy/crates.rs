//! Which crate may know of which, as ARCHITECTURE.md draws it.

use std::{collections::BTreeSet, process::Command};

use crate::source::{files, read, root};

/// A crate of ours, and what its manifest may and may not name.
struct Crate {
    folder: &'static str,
    /// Crates of ours that it may know.
    ours: &'static [&'static str],
    /// Crates of others that it must not know.
    never: &'static [&'static str],
}

const BROWSER: &[&str] = &["leptos", "web-sys", "js-sys", "wasm-bindgen", "gloo-net"];

const CRATES: &[Crate] = &[
    Crate {
        folder: "shared",
        ours: &[],
        never: &["tokio", "rusqlite", "axum", "leptos", "web-sys"],
    },
    Crate { folder: "frontend/client", ours: &["shared"], never: BROWSER },
    Crate {
        folder: "frontend",
        ours: &["shared", "client"],
        never: &["tokio", "rusqlite", "axum", "reqwest"],
    },
    Crate { folder: "server", ours: &["shared", "pack"], never: BROWSER },
    Crate { folder: "server/pack", ours: &[], never: BROWSER },
    Crate {
        folder: "tests",
        ours: &["shared", "client", "server", "golden", "torture-shim"],
        never: BROWSER,
    },
    // Runs in a browser too, as the apps do.
    Crate { folder: "tests/golden", ours: &["shared"], never: &["leptos", "tokio", "web-sys"] },
    // Stands between any program and the kernel.
    Crate { folder: "tests/torture-shim", ours: &[], never: &["tokio", "rusqlite", "leptos"] },
    // Reads the layout of the file of English words, packs as the server does.
    Crate { folder: "xtask", ours: &["shared", "pack"], never: &["leptos", "rusqlite", "axum"] },
];

/// The crates that a manifest names, for whatever use.
fn named(manifest: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut is_list = false;
    for line in manifest.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            is_list = section.ends_with("dependencies");
            // `[dependencies.web-sys]` is a crate with its own section.
            if let Some((_, name)) = section.rsplit_once("dependencies.") {
                names.insert(name);
            }
        } else if is_list && !line.starts_with('#') {
            names.extend(line.split_once('=').map(|(name, _)| name.trim()));
        }
    }
    names
}

fn forbidden(one: &Crate, manifest: &str, ours: &BTreeSet<String>) -> Vec<String> {
    let is_forbidden = |name: &&str| {
        one.never.contains(name) || (ours.contains(*name) && !one.ours.contains(name))
    };
    named(manifest).into_iter().filter(is_forbidden).map(String::from).collect()
}

/// Names of our crates by their manifests.
fn ours() -> BTreeSet<String> {
    let name = |manifest: &str| {
        let line = manifest.lines().find_map(|line| line.strip_prefix("name = "))?;
        Some(line.trim_matches('"').to_owned())
    };
    files("", "/Cargo.toml").iter().filter_map(|file| name(&read(file))).collect()
}

#[test]
fn arrows_between_crates_point_one_way() {
    let ours = ours();
    let mut listed: Vec<String> =
        CRATES.iter().map(|one| format!("{}/Cargo.toml", one.folder)).collect();
    listed.sort();
    assert_eq!(listed, files("", "/Cargo.toml"), "a crate without a rule");
    for one in CRATES {
        let wrong = forbidden(one, &read(&format!("{}/Cargo.toml", one.folder)), &ours);
        assert!(wrong.is_empty(), "{} must not know of {}", one.folder, wrong.join(", "));
    }
}

#[test]
fn a_forbidden_crate_would_be_seen() {
    let ours = ours();
    // Every pair of ours that has no arrow, and every name of another, in every kind of list.
    for one in CRATES {
        let barred = ours.iter().map(String::as_str).filter(|name| !one.ours.contains(name));
        for name in barred.chain(one.never.iter().copied()) {
            for manifest in [
                format!("[dependencies]\n{name} = {{ workspace = true }}\n"),
                format!("[dev-dependencies]\n# because\n{name} = \"1\"\n"),
                format!("[target.'cfg(unix)'.dependencies]\n{name} = \"1\"\n"),
                format!("[dependencies.{name}]\nversion = \"1\"\n"),
            ] {
                assert_eq!(forbidden(one, &manifest, &ours), [name], "{}: {manifest}", one.folder);
            }
        }
    }
    let fine = "[features]\nserver = []\n[dependencies]\n# server = 1\nserde = \"1\"\n";
    assert!(CRATES.iter().all(|one| forbidden(one, fine, &ours).is_empty()));
}

#[test]
fn the_core_sees_no_runtime_database_or_browser() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", "shared", "--edges", "normal", "--prefix", "none", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo tree runs");
    let tree = String::from_utf8(tree.stdout).expect("crate names are UTF-8");
    assert!(tree.contains("serde"), "cargo tree told nothing:\n{tree}");
    for crate_name in ["tokio", "web-sys", "rusqlite", "js-sys", "reqwest", "serde_json"] {
        let is_there = tree.lines().any(|line| line.split(' ').next() == Some(crate_name));
        assert!(!is_there, "shared depends on {crate_name}:\n{tree}");
    }
}

#[test]
fn only_the_core_names_the_format_of_bytes() {
    for file in files("", "/Cargo.toml") {
        let is_named = named(&read(&file)).contains("postcard");
        assert_eq!(
            is_named,
            file == "shared/Cargo.toml",
            "{file}: bytes are read by shared::codec"
        );
    }
}
