//! No circle among the modules of the phone app, and no feature that knows another.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{files, paths, read};

/// Where the phone app is.
const FIELD: &str = "frontend/src/field/";
/// Modules that several features use; every other folder is a feature.
const SHARED: [&str; 4] = ["form", "parts", "phone", "shell"];
/// The modules that put the features together.
const ABOVE: [&str; 3] = ["app", "chunks", "mod"];

/// Which module of a tree uses which others.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// Walks from each module to all that it uses, and returns the first way that comes back.
fn circle(uses: &Uses) -> Option<Vec<String>> {
    fn walk<'a>(
        uses: &'a Uses,
        here: &'a str,
        way: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<String>> {
        if let Some(start) = way.iter().position(|step| *step == here) {
            return Some(way[start..].iter().chain([&here]).map(ToString::to_string).collect());
        }
        if !done.insert(here) {
            return None;
        }
        way.push(here);
        let next = uses.get(here).into_iter().flatten();
        let found = next.into_iter().find_map(|next| walk(uses, next, way, done));
        way.pop();
        found
    }
    let mut done = BTreeSet::new();
    uses.keys().find_map(|start| walk(uses, start, &mut Vec::new(), &mut done))
}

/// Which folder or file right below `folder` names which of its neighbours.
fn uses_below(folder: &str, root: &str, sources: &[(String, String)]) -> Uses {
    let mut uses = Uses::new();
    for (file, text) in sources {
        let Some(inside) = file.strip_prefix(folder) else { continue };
        let module = |path: &str| path.split(['/', ':']).next().map(|name| name.replace(".rs", ""));
        let Some(here) = module(inside) else { continue };
        let named = uses.entry(here.clone()).or_default();
        for (_, path) in paths(file, text) {
            let below = path.strip_prefix(root).and_then(module);
            named.extend(below.filter(|other| *other != here && !other.is_empty()));
        }
    }
    // Names of items that the folder's own `mod.rs` declares are no modules.
    let modules: BTreeSet<String> = uses.keys().cloned().collect();
    for named in uses.values_mut() {
        named.retain(|name| modules.contains(name));
    }
    uses
}

fn sources() -> Vec<(String, String)> {
    files(FIELD, ".rs").into_iter().map(|file| (file.clone(), read(&file))).collect()
}

#[test]
fn no_circle_among_the_modules_of_the_phone_app() {
    let sources = sources();
    for (folder, root) in [
        (FIELD, "crate::field::"),
        ("frontend/src/field/phone/", "crate::field::phone::"),
        ("frontend/src/field/parts/", "crate::field::parts::"),
        ("frontend/src/field/shell/", "crate::field::shell::"),
    ] {
        let mut uses = uses_below(folder, root, &sources);
        // `mod.rs` declares all of them, which is no use.
        uses.remove("mod");
        assert!(uses.len() > 2, "{folder} holds no modules: mend the test");
        assert_eq!(circle(&uses), None, "a circle in {folder}");
    }
}

#[test]
fn features_link_to_each_other_by_routes_only() {
    let uses = uses_below(FIELD, "crate::field::", &sources());
    let is_feature = |name: &str| {
        let is_folder = !files(&format!("{FIELD}{name}/"), ".rs").is_empty();
        is_folder && !SHARED.contains(&name)
    };
    for (here, named) in uses.iter().filter(|(here, _)| !ABOVE.contains(&here.as_str())) {
        let wrong: Vec<&String> = named.iter().filter(|name| is_feature(name)).collect();
        assert!(wrong.is_empty(), "{here} names the feature {wrong:?}");
    }
    let features: Vec<&String> = uses.keys().filter(|name| is_feature(name)).collect();
    assert!(features.len() > 5, "{features:?}: mend the test");
}

#[test]
fn a_circle_would_be_seen() {
    let source = |file: &str, text: &str| (format!("{FIELD}{file}"), String::from(text));
    let mut sources = vec![
        source("home/page.rs", "use crate::field::parts::rows::Row;"),
        source("parts/rows.rs", "use crate::field::{phone::clock::Clock, words};"),
        source("phone/clock.rs", "use super::super::words;"),
        source("words.rs", ""),
    ];
    assert_eq!(circle(&uses_below(FIELD, "crate::field::", &sources)), None);
    sources.push(source("phone/sync.rs", "use super::super::{\n    home::page,\n};"));
    let found = circle(&uses_below(FIELD, "crate::field::", &sources)).expect("there is one");
    assert_eq!(found, ["home", "parts", "phone", "home"]);
}
