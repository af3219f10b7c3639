//! Takes out of module and script what only other crates' exports need.
//!
//! Our apps export nothing but their start. leptos brings a crate that exports three classes for
//! streams of server functions, which nobody here has: with what they call, 3.5 kB of brotli, and no
//! linker can know. Its functions, and wasm-bindgen's adapters for closures that nobody makes, also
//! stand in the table of functions, out of which no optimiser takes anything: 3.0 kB. The script is
//! read line by line, as wasm-bindgen of the one version that Cargo.lock names writes it; what does
//! not look as expected is left alone.

use std::collections::BTreeSet;

use anyhow::Result;
use walrus::{ElementItems, Function, FunctionBuilder};
use wasm_bindgen_cli_support::Output;
use wasmparser::{Parser, Payload};

/// The crate of those classes, as it stands in the names of functions.
const STREAMS: &str = "wasm_streams[";
/// How deep the entries of the object of imports are indented.
const ENTRY_INDENT: &str = "        ";
/// What ends that object.
const ENTRIES_END: &str = "    };";

/// Names of the classes that a script exports.
pub fn classes(script: &str) -> Vec<String> {
    script.lines().filter_map(class_name).map(str::to_owned).collect()
}

fn class_name(line: &str) -> Option<&str> {
    line.strip_prefix("export class ")?.strip_suffix(" {")
}

/// Takes the exports of these classes out of the module; wasm-opt then finds what only they need.
pub fn exports(output: &mut Output, classes: &[String]) {
    let of_class = |name: &str| {
        classes.iter().any(|class| {
            let class = class.to_lowercase();
            name.starts_with(&format!("{class}_")) || name == format!("__wbg_{class}_free")
        })
    };
    let exports = &mut output.wasm_mut().exports;
    let gone: Vec<_> =
        exports.iter().filter(|export| of_class(&export.name)).map(|export| export.id()).collect();
    for id in gone {
        exports.delete(id);
    }
}

/// Puts one function that only stops in the place of those of the table that nobody can call any
/// more, and returns how many places that were; wasm-opt then finds what only they need.
pub fn table(output: &mut Output) -> usize {
    let module = output.wasm_mut();
    let idle: BTreeSet<_> = module
        .funcs
        .iter()
        .filter(|func| func.name.as_deref().is_some_and(is_idle_in_table))
        .map(Function::id)
        .collect();
    let mut never = FunctionBuilder::new(&mut module.types, &[], &[]);
    never.func_body().unreachable();
    let never = never.finish(Vec::new(), &mut module.funcs);
    let mut count = 0;
    for element in module.elements.iter_mut() {
        if let ElementItems::Functions(funcs) = &mut element.items {
            for func in funcs.iter_mut().filter(|func| idle.contains(func)) {
                *func = never;
                count += 1;
            }
        }
    }
    count
}

/// Whether a function with this name is called by its name alone, if at all.
///
/// Only wasm-bindgen's descriptions, which are gone by now, took the addresses of its adapters: the
/// script calls those that are left as exports. The streams' own futures are made by methods of
/// classes that [`exports`] took away.
fn is_idle_in_table(name: &str) -> bool {
    let name = name.trim_start_matches(['<', '_']);
    let is_adapter = name.starts_with("wasm_bindgen") && name.contains("::convert::closures::");
    is_adapter && name.contains("::invoke::<") || name.contains(STREAMS)
}

/// Takes these classes, and what takes their instances away, out of the script.
pub fn without_classes(script: &str, classes: &[String]) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut lines = script.lines();
    while let Some(line) = lines.next() {
        let end = if class_name(line).is_some_and(|name| classes.iter().any(|class| class == name))
        {
            "}"
        } else if classes
            .iter()
            .any(|class| line.starts_with(&format!("const {class}Finalization = ")))
        {
            ";"
        } else if classes.iter().any(|class| line.contains(&format!("{class}.prototype["))) {
            continue;
        } else {
            kept += line;
            kept.push('\n');
            continue;
        };
        // A class ends with a bare brace, a constant with the first semicolon.
        for line in lines.by_ref() {
            if line == end || (end == ";" && line.ends_with(end)) {
                break;
            }
        }
    }
    kept
}

/// Takes out of the script what the finished module does not import.
///
/// # Errors
/// When the module cannot be read.
pub fn without_unused_imports(script: &str, wasm: &[u8]) -> Result<String> {
    let imports = import_names(wasm)?;
    let mut kept = String::with_capacity(script.len());
    let mut is_gone = false;
    for line in script.lines() {
        if let Some(name) = entry_name(line) {
            is_gone = !imports.contains(name);
        } else if line == ENTRIES_END {
            is_gone = false;
        }
        if !is_gone {
            kept += line;
            kept.push('\n');
        }
    }
    Ok(kept)
}

/// The name of `        name: function(…`.
fn entry_name(line: &str) -> Option<&str> {
    let (name, value) = line.strip_prefix(ENTRY_INDENT)?.split_once(": ")?;
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_name && value.starts_with("function(")).then_some(name)
}

fn import_names(wasm: &[u8]) -> Result<BTreeSet<&str>> {
    let mut names = BTreeSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports.into_imports() {
                names.insert(import?.name);
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "\
import { a } from './a.js';
export class Stream {
    free() {
        wasm.__wbg_stream_free(1);
    }
}
if (Symbol.dispose) Stream.prototype[Symbol.dispose] = Stream.prototype.free;
function __wbg_get_imports() {
    const import0 = {
        aa: function(arg0) {
            return arg0;
        },
        b: function() { return handleError(function (arg0) {
            arg0.b();
        }, arguments); },
        c: function(arg0) {
            return { x: arg0 };
        },
    };
    return import0;
}
const StreamFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_stream_free(ptr, 1));
const CLOSURE_DTORS = 1;
";

    #[test]
    fn a_class_goes_with_everything_that_belongs_to_it() {
        let classes = classes(SCRIPT);
        assert_eq!(classes, ["Stream"]);
        let script = without_classes(SCRIPT, &classes);
        assert!(!script.to_lowercase().contains("stream"), "{script}");
        let rest =
            ["import { a }", "const import0 = {", "aa: function", "const CLOSURE_DTORS = 1;"];
        assert!(rest.iter().all(|kept| script.contains(kept)), "{script}");
        assert_eq!(script.lines().count(), SCRIPT.lines().count() - 9);
    }

    #[test]
    fn imports_that_the_module_does_not_name_go() -> Result<()> {
        // A module with one type and one import: (import "m" "b" (func)).
        let wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x07\x01\x01m\x01b\0\0";
        let script = without_unused_imports(SCRIPT, wasm)?;
        assert!(script.contains("b: function() { return handleError("), "{script}");
        assert!(script.contains("}, arguments); },\n    };\n    return import0;"), "{script}");
        assert!(!script.contains("aa: function") && !script.contains("c: function"), "{script}");
        Ok(())
    }
}
