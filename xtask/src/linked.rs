//! Which crates of others are in what we give away, as cargo resolves it: the two web apps for
//! wasm32, the server for this machine. Only knows names and folders, nothing of licences.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::command;
use crate::repo::Repo;
use crate::setup::WASM_TARGET;

/// A crate that somebody else wrote.
#[derive(Debug, PartialEq, Eq)]
pub struct Linked {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The licence that its manifest names, an SPDX expression.
    pub licence: Option<String>,
    /// Whom its manifest names, without their addresses.
    pub authors: Vec<String>,
    /// Where its source lies on this machine.
    pub folder: PathBuf,
    /// In which of our programs it is.
    pub inside: Vec<&'static str>,
}

/// A package of ours that is given away, and what it is compiled for.
struct Program {
    name: &'static str,
    package: &'static str,
    target: String,
}

/// A name and a version.
type Id = (String, String);

/// Lists the crates, by name and version.
///
/// # Errors
/// When cargo cannot resolve them, or has to fetch one and has no network.
pub fn list(repo: &Repo) -> Result<Vec<Linked>> {
    let programs = [
        Program { name: "apps", package: "frontend", target: WASM_TARGET.to_owned() },
        Program {
            name: "server",
            package: "server",
            target: repo.ask_rustc(&["--print", "host-tuple"])?,
        },
    ];
    let mut trees = Vec::new();
    let mut metadata = repo.cargo();
    metadata.args(["metadata", "--format-version=1"]);
    for program in &programs {
        metadata.args(["--filter-platform", &program.target]);
        // Not from the metadata: there features are joined over all our packages, and what only
        // the tests ask for would be listed. What macros are made of is listed too: pieces of it
        // are copied into the program, and a name too many harms nobody.
        let tree = command::capture(
            repo.cargo()
                .args(["tree", "--edges=normal", "--prefix=none", "--format={p}", "--color=never"])
                .args(["--package", program.package, "--target", &program.target]),
        )?;
        trees.push((program.name, ids(&tree)));
    }
    let metadata: Value = serde_json::from_str(&command::capture(&mut metadata)?)
        .context("`cargo metadata` printed no JSON")?;
    select(&trees, &metadata)
}

/// The lines of `cargo tree`: `name v1.2.3`, which a remark in brackets may follow.
fn ids(tree: &str) -> BTreeSet<Id> {
    let id = |line: &str| {
        let mut words = line.split_whitespace();
        let name = words.next()?;
        Some((name.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
    };
    tree.lines().filter_map(id).collect()
}

/// What the metadata say of the crates that are in one of the trees and not our own.
fn select(trees: &[(&'static str, BTreeSet<Id>)], metadata: &Value) -> Result<Vec<Linked>> {
    let packages = metadata["packages"].as_array().context("`cargo metadata` lists no package")?;
    let mut missing: BTreeSet<&Id> = trees.iter().flat_map(|(_, ids)| ids).collect();
    let mut found = Vec::new();
    for package in packages {
        let id = (text(package, "name")?, text(package, "version")?);
        let holding = trees.iter().filter(|(_, ids)| ids.contains(&id));
        let inside: Vec<&'static str> = holding.map(|(program, _)| *program).collect();
        missing.remove(&id);
        // Our own are in this folder, and have no source.
        if inside.is_empty() || package["source"].is_null() {
            continue;
        }
        let mut folder = PathBuf::from(text(package, "manifest_path")?);
        folder.pop();
        let authors = package["authors"].as_array().into_iter().flatten();
        found.push(Linked {
            name: id.0,
            version: id.1,
            licence: package["license"].as_str().map(str::to_owned),
            authors: authors.filter_map(Value::as_str).map(without_address).collect(),
            folder,
            inside,
        });
    }
    if let Some((name, version)) = missing.first() {
        bail!("`cargo tree` names {name} {version}, which `cargo metadata` does not know");
    }
    found.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(found)
}

fn text(package: &Value, key: &str) -> Result<String> {
    let text = package[key].as_str();
    Ok(text.with_context(|| format!("`cargo metadata` has a package without {key}"))?.to_owned())
}

/// `"A Name <mail>"` → `"A Name"`.
fn without_address(author: &str) -> String {
    author.split('<').next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use serde_json::json;

    use super::*;

    fn package(name: &str, source: Option<&str>) -> Value {
        json!({
            "name": name, "version": "1.0.0", "license": "MIT", "source": source,
            "authors": ["Ani <ani@example.org>"], "manifest_path": format!("/c/{name}/Cargo.toml"),
        })
    }

    #[test]
    fn a_tree_is_read_with_its_remarks() {
        let tree = "server v0.1.0 (/some where/server)\naxum v0.8.9\nserde_derive v1.0.1 \
                    (proc-macro) (*)\n\n[dev-dependencies]\n";
        let expected = [("axum", "0.8.9"), ("serde_derive", "1.0.1"), ("server", "0.1.0")]
            .map(|(name, version)| (name.to_owned(), version.to_owned()));
        assert_eq!(ids(tree), expected.into());
    }

    #[test]
    fn only_crates_of_others_that_a_program_holds_are_listed() {
        let trees = [
            ("apps", ids("frontend v1.0.0\nb v1.0.0\na v1.0.0")),
            ("server", ids("server v1.0.0\nb v1.0.0")),
        ];
        let theirs = Some("registry+somewhere");
        let metadata = json!({"packages": [
            package("b", theirs), package("frontend", None), package("server", None),
            package("only-for-tests", theirs), package("a", theirs),
        ]});
        let found = select(&trees, &metadata).unwrap();
        let names: Vec<_> = found.iter().map(|one| (&*one.name, &*one.inside)).collect();
        assert_eq!(names, [("a", &["apps"][..]), ("b", &["apps", "server"][..])]);
        assert_eq!(found[0].authors, ["Ani"]);
        assert_eq!(found[0].folder, PathBuf::from("/c/a"));
    }

    #[test]
    fn a_crate_that_nothing_is_known_of_is_an_error() {
        let error = select(&[("apps", ids("a v1.0.0"))], &json!({"packages": []})).unwrap_err();
        assert!(error.to_string().contains("a 1.0.0"), "{error}");
    }
}
