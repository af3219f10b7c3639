//! Gives the names between module and JavaScript one or two letters.
//!
//! wasm-bindgen ends most of them in sixteen random digits, which no compressor can shrink, or puts
//! whole types into them, and they stand in both files: without them the field app is 5.6 kB of brotli smaller (with 190
//! imports, 4.5 % of its budget). Nobody else refers to these names.

use std::collections::BTreeMap;

use wasm_bindgen_cli_support::Output;

/// Names for people are shorter. Characters.
const MADE_MIN: usize = 48;

/// Old name → new name.
pub type Renames = BTreeMap<String, String>;

/// Renames what the module imports from its JavaScript, and those of its exports that people do
/// not call. The same has to be done to the JavaScript, by [`in_script`].
pub fn in_module(output: &mut Output, script_module: &str) -> Renames {
    let mut renames = Renames::new();
    let imports = output.wasm_mut().imports.iter_mut();
    for import in imports.filter(|import| import.module == script_module) {
        import.name = rename(&mut renames, &import.name);
    }
    for export in output.wasm_mut().exports.iter_mut() {
        if is_made(&export.name) {
            export.name = rename(&mut renames, &export.name);
        }
    }
    renames
}

/// Renames every identifier of a script that is among the old names.
pub fn in_script(script: &str, renames: &Renames) -> String {
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '$');
    let mut renamed = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        // A run of characters that are all part of an identifier, or none of them.
        let end = rest.find(|char| is_part(char) != is_part(first)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        renamed += renames.get(run).map_or(run, String::as_str);
        rest = after;
    }
    renamed
}

/// One import may stand for several functions of the module; they keep sharing a name.
fn rename(renames: &mut Renames, old: &str) -> String {
    let next = short_name(renames.len());
    renames.entry(old.to_owned()).or_insert(next).clone()
}

/// Whether a program made this name: it ends in random digits, or spells a type out.
fn is_made(name: &str) -> bool {
    let has_digits =
        name.len() > 16 && name.bytes().rev().take(16).all(|byte| byte.is_ascii_hexdigit());
    has_digits || name.len() >= MADE_MIN
}

/// a … z, A … Z, aa, ab, …
fn short_name(mut index: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(LETTERS[index % LETTERS.len()]));
        index /= LETTERS.len();
        if index == 0 {
            return letters.into_iter().rev().collect();
        }
        index -= 1;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn short_names_are_all_different() {
        let names: BTreeSet<_> = (0..10_000).map(short_name).collect();
        assert_eq!(names.len(), 10_000);
        assert_eq!((short_name(0), short_name(51)), ("a".to_owned(), "Z".to_owned()));
        assert_eq!((short_name(52), short_name(53)), ("aa".to_owned(), "ab".to_owned()));
    }

    #[test]
    fn only_whole_identifiers_are_renamed() {
        let mut renames = Renames::new();
        rename(&mut renames, "__wbg_new_0123456789abcdef");
        let script = "x = { __wbg_new_0123456789abcdef: f, __wbg_new_0123456789abcdef2: \"é\" };";
        assert_eq!(
            in_script(script, &renames),
            "x = { a: f, __wbg_new_0123456789abcdef2: \"é\" };"
        );
    }

    #[test]
    fn a_name_that_comes_twice_stays_one_name() {
        let mut renames = Renames::new();
        assert_eq!(rename(&mut renames, "one"), "a");
        assert_eq!(rename(&mut renames, "two"), "b");
        assert_eq!(rename(&mut renames, "one"), "a");
    }

    #[test]
    fn exports_that_people_call_keep_their_names() {
        assert!(is_made("closure_invoke__h0123456789abcdef"));
        assert!(is_made(
            "wasm_bindgen_72eecea06c763b55___convert__closures_____invoke_______true_"
        ));
        for name in ["memory", "__wbindgen_malloc", "__wbindgen_start", "0123456789abcdef"] {
            assert!(!is_made(name), "{name}");
        }
    }
}
