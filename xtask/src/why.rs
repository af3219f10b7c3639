//! `cargo xtask size --why`: what each crate weighs in the field WASM.
//!
//! Reads the module as wasm-bindgen leaves it, before `wasm-opt` takes the names away: shares are
//! right, absolute sizes are a little larger than what is sent.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::app::App;
use crate::bundle;
use crate::repo::Repo;

/// Crates whose code has no place on the phone: each is a quarter of the budget for something
/// that the browser or a few lines of ours do.
const REFUSED: [&str; 6] = ["reqwest", "url", "regex", "serde_json", "chrono", "idna"];
/// ICU is many crates of one prefix.
const REFUSED_PREFIXES: [&str; 3] = ["icu_", "regex_", "idna_"];

/// `__rustc` holds the allocator's and the panic's entry points.
const STANDARD: [&str; 4] = ["core", "alloc", "std", "__rustc"];

/// Prints a table for each module and refuses what does not belong.
///
/// # Errors
/// When a module cannot be read or names code of a refused crate.
pub fn main(repo: &Repo) -> Result<()> {
    let modules = read(repo)?;
    for module in &modules {
        print!("{}", table(module));
    }
    refuse(&modules)
}

/// Only refuses what does not belong, and prints nothing.
///
/// # Errors
/// As [`main`].
pub fn check(repo: &Repo) -> Result<()> {
    refuse(&read(repo)?)
}

fn read(repo: &Repo) -> Result<Vec<Module>> {
    let read = |path: &PathBuf| {
        let wasm = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Module { name, ..Module::read(&wasm)? })
    };
    bundle::named(repo, App::Field)?.iter().map(read).collect()
}

fn refuse(modules: &[Module]) -> Result<()> {
    let foreign: Vec<&str> = modules.iter().flat_map(Module::refused).collect();
    if foreign.is_empty() {
        return Ok(());
    }
    bail!(
        "the field WASM contains code that does not belong on the phone:\n  {}",
        foreign.join("\n  ")
    )
}

/// What was learned from a module.
#[derive(Default)]
struct Module {
    /// What its file is called.
    name: String,
    /// Demangled name and size in bytes of each function that has a body.
    functions: Vec<(String, usize)>,
    /// Constants: texts, tables, the vtables of traits.
    data_bytes: usize,
}

impl Module {
    fn read(wasm: &[u8]) -> Result<Self> {
        let mut module = Self::default();
        let mut n_imported = 0_u32;
        let mut sizes = Vec::new();
        let mut names = BTreeMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if matches!(
                            import?.ty,
                            wasmparser::TypeRef::Func(_) | wasmparser::TypeRef::FuncExact(_)
                        ) {
                            n_imported += 1;
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => sizes.push(len(&body.range())?),
                Payload::DataSection(data) => module.data_bytes = len(&data.range())?,
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(section) = section.as_known() {
                        read_names(section, &mut names)?;
                    }
                }
                _ => {}
            }
        }
        // A chunk may consist of a constant only: what has no function needs no name.
        if names.is_empty() && !sizes.is_empty() {
            bail!("the module has no names; is `strip` set in the profile wasm-release?");
        }
        // Imported functions come first in the numbering and have no body.
        module.functions = (n_imported..)
            .zip(sizes)
            .map(|(index, size)| (names.remove(&index).unwrap_or_default(), size))
            .collect();
        Ok(module)
    }

    /// Crate → bytes, the largest first.
    fn by_crate(&self) -> Vec<(&str, usize)> {
        let mut crates = BTreeMap::<&str, usize>::new();
        for (name, size) in &self.functions {
            *crates.entry(owner(name)).or_default() += size;
        }
        let mut crates: Vec<_> = crates.into_iter().collect();
        crates.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        crates
    }

    /// The functions that name a refused crate, also those of other crates made for its types.
    fn refused(&self) -> Vec<&str> {
        self.functions
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(|name| crates_in(name).iter().any(|root| is_refused(root)))
            .collect()
    }
}

fn is_refused(name: &str) -> bool {
    REFUSED.contains(&name) || REFUSED_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

fn read_names(
    section: wasmparser::NameSectionReader<'_>,
    names: &mut BTreeMap<u32, String>,
) -> Result<()> {
    for part in section {
        if let Name::Function(functions) = part? {
            for function in functions {
                let function = function?;
                // The alternate form leaves the hash out. The linker may have demangled already.
                names.insert(
                    function.index,
                    format!("{:#}", rustc_demangle::demangle(function.name)),
                );
            }
        }
    }
    Ok(())
}

fn len(range: &Range<u64>) -> Result<usize> {
    Ok(usize::try_from(range.end - range.start)?)
}

fn table(module: &Module) -> String {
    let code: usize = module.functions.iter().map(|(_, size)| size).sum();
    let total = code + module.data_bytes;
    let mut text = format!("{:<28} {:>9} {:>6}\n", module.name, "bytes", "share");
    let rows = std::iter::once(("(constants)", module.data_bytes)).chain(module.by_crate());
    for (name, size) in rows {
        // Tenths of a percent, in whole numbers.
        let share = size * 1000 / total.max(1);
        text += &format!("{name:<28} {size:>9} {:>4}.{}%\n", share / 10, share % 10);
    }
    text += &format!("{:<28} {total:>9} 100.0%\n\n", "sum");
    text
}

/// The crate that a function is there for: the first one named that is not the standard library,
/// so that `core::ptr::drop_in_place::<leptos::View>` counts for leptos.
fn owner(symbol: &str) -> &str {
    let crates = crates_in(symbol);
    let own = crates.iter().find(|name| !STANDARD.contains(name));
    match (own, crates.first()) {
        (Some(own), _) => own,
        (None, Some(_)) => "std",
        (None, None) => "(other)",
    }
}

/// The first segments of all paths in a demangled symbol. `<a::B as c::D<e::F>>::g` → a, c, e.
fn crates_in(symbol: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut begin = None;
    for (position, char) in symbol.char_indices() {
        if char.is_ascii_alphanumeric() || char == '_' {
            begin.get_or_insert(position);
            continue;
        }
        let Some(first) = begin.take() else { continue };
        let (before, after) = (&symbol[..first], strip_crate_hash(&symbol[position..]));
        if after.starts_with("::") && !before.ends_with("::") {
            found.push(&symbol[first..position]);
        }
    }
    found
}

/// `core[1a2b3c4d5e6f7a8b]::fmt` → `::fmt`: how the linker writes the newer mangling.
fn strip_crate_hash(rest: &str) -> &str {
    let Some(inside) = rest.strip_prefix('[') else {
        return rest;
    };
    match inside.split_once(']') {
        Some((hash, after)) if hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => after,
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_it_is_there_for() {
        for (symbol, crate_name) in [
            ("field::ui::card", "field"),
            ("core::fmt::write", "std"),
            ("core::ptr::drop_in_place::<leptos::View>", "leptos"),
            ("<shared::nik::Nik as core::fmt::Display>::fmt", "shared"),
            ("<&T as core::fmt::Debug>::fmt", "std"),
            ("<alloc::vec::Vec<shared::Day> as Drop>::drop", "shared"),
            ("<F as tachys::view::Render>::build", "tachys"),
            ("core[1a2b3c4d5e6f7a8b]::fmt::write", "std"),
            ("<client[0f]::Driver>::step", "client"),
            ("__wbindgen_malloc", "(other)"),
            ("", "(other)"),
        ] {
            assert_eq!(owner(symbol), crate_name, "{symbol}");
        }
    }

    fn refused(symbol: &str) -> bool {
        crates_in(symbol).iter().any(|name| is_refused(name))
    }

    #[test]
    fn refused_crates_are_found_also_inside_the_types_of_others() {
        assert!(refused("serde_json::de::from_str"));
        assert!(refused(
            "<shared::Visit as serde::Deserialize>::deserialize::<&mut serde_json::de::Deserializer>"
        ));
        assert!(refused("url[0abc]::parser::Parser::parse"));
        assert!(refused("icu_normalizer::decompose"));
        assert!(refused("<regex_automata::dfa::Dfa>::new"));
    }

    #[test]
    fn a_module_with_foreign_code_is_refused_by_name() {
        let module =
            |name: &str| Module { functions: vec![(name.to_owned(), 9)], ..Module::default() };
        assert!(refuse(&[module("shared::nik::parse")]).is_ok());
        let both = [module("shared::nik::parse"), module("regex::Regex::new")];
        let message = refuse(&both).expect_err("foreign").to_string();
        assert!(message.contains("regex::Regex::new") && !message.contains("nik"), "{message}");
    }

    #[test]
    fn modules_and_crates_that_only_sound_alike_are_not() {
        assert!(!refused("web_sys::url::Url::new"));
        assert!(!refused("my_url::parse"));
        assert!(!refused("field::regex::x"));
        assert!(!refused("ficu_x::y"));
    }
}
