//! Reads our sources: which files there are, which lines of them are code, and which paths they name.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folder of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the tests live in the repository").to_path_buf()
}

/// Every file below a folder whose name ends as asked, as paths from the root.
pub fn files(folder: &str, ending: &str) -> Vec<String> {
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

/// The text of a file; nothing when it is not there.
pub fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_default()
}

/// Lines of code, without comments and without the tests that stand inside at the end. A test module
/// with a file of its own (`mod tests;`) is only a line like others.
pub fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    const SWITCH: &str = "#[cfg(test)]\n";
    let begins_tests = |start: usize| {
        let next = text[start + SWITCH.len()..].lines().next().unwrap_or_default();
        let is_own_line = start == 0 || text[..start].ends_with('\n');
        is_own_line && next.split(' ').any(|word| word == "mod") && next.contains('{')
    };
    let end = text.match_indices(SWITCH).map(|(start, _)| start).find(|start| begins_tests(*start));
    text[..end.unwrap_or(text.len())]
        .lines()
        .enumerate()
        .map(|(idx, line)| (idx + 1, line.split("//").next().unwrap_or_default()))
}

/// Every path that the code of a file names, whole: `use super::{a::B, c}` in `x/src/m/n.rs` names
/// `crate::m::a::B` and `crate::m::c`.
pub fn paths(file: &str, text: &str) -> Vec<(usize, String)> {
    let module = module_of(file);
    let mut found = Vec::new();
    // What stands before each open brace: the path of a group in a `use`, nothing elsewhere.
    let mut open: Vec<String> = Vec::new();
    for (number, line) in code_lines(text) {
        let mut path = String::new();
        for letter in line.chars().chain([' ']) {
            if letter.is_alphanumeric() || letter == '_' || letter == ':' {
                path.push(letter);
                continue;
            }
            let begun = std::mem::take(&mut path);
            let whole = [open.last().map_or("", String::as_str), &begun].concat();
            match letter {
                '{' if begun.ends_with("::") => open.push(whole),
                _ => {
                    if !begun.is_empty() {
                        found.push((number, resolved(&module, &whole)));
                    }
                    match letter {
                        '{' => open.push(String::new()),
                        '}' => drop(open.pop()),
                        _ => {}
                    }
                }
            }
        }
    }
    found
}

/// The path of a file's module inside its crate.
fn module_of(file: &str) -> Vec<String> {
    let inside = file.rsplit_once("src/").map_or(file, |(_, inside)| inside);
    let mut module: Vec<String> =
        inside.trim_end_matches(".rs").split('/').map(String::from).collect();
    if module.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main")) {
        module.pop();
    }
    module
}

fn resolved(module: &[String], path: &str) -> String {
    let n_up = path.split("::").take_while(|step| *step == "super").count();
    if n_up == 0 {
        return String::from(path);
    }
    let parent = &module[..module.len().saturating_sub(n_up)];
    let steps = parent.iter().map(String::as_str).chain(path.split("::").skip(n_up));
    std::iter::once("crate").chain(steps).collect::<Vec<_>>().join("::")
}

#[test]
fn only_tests_that_stand_inside_are_left_out() {
    let numbers = |text: &str| -> Vec<usize> {
        let lines = code_lines(text).filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(number, _)| number).collect()
    };
    assert_eq!(numbers("a;\n#[cfg(test)]\nmod tests;\nb;\n// c\n"), [1, 2, 3, 4]);
    assert_eq!(numbers("a;\n#[cfg(test)]\nmod tests {\n    b;\n}\n"), [1]);
    assert_eq!(numbers("a;\n#[cfg(test)]\npub(crate) mod tests {\n}\n"), [1]);
    let both = "#[cfg(test)]\nmod far;\na;\n#[cfg(test)]\nfn b() {}\n#[cfg(test)]\nmod near {\n}";
    assert_eq!(numbers(both), [1, 2, 3, 4, 5]);
}

#[test]
fn paths_are_told_from_the_root_of_the_crate() {
    let told = |file: &str, text: &str| -> Vec<String> {
        let paths = paths(file, text).into_iter().map(|(_, path)| path);
        paths.filter(|path| path.contains("::")).collect()
    };
    let file = "server/src/store/sqlite/read.rs";
    assert_eq!(told(file, "use super::super::super::http;"), ["crate::http"]);
    assert_eq!(told(file, "let x = super::desk::f();"), ["crate::store::sqlite::desk::f"]);
    assert_eq!(told("server/src/sync/mod.rs", "super::http::f()"), ["crate::http::f"]);
    let group =
        "use super::{\n    super::super::http::{door, trace},\n    row,\n};\nfn f() { a::b }";
    let expected = ["crate::http::door", "crate::http::trace", "crate::store::sqlite::row", "a::b"];
    assert_eq!(told(file, group), expected);
}
