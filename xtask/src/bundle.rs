//! From a compiled `.wasm` to the modules and the JavaScript as a browser gets them.
//!
//! Cut into chunks, then wasm-bindgen, `wasm-opt` and `esbuild`. The result is stored with a hash of
//! everything that goes in, so that an unchanged frontend costs nothing.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};

use crate::app::App;
use crate::chunks::{self, Cut};
use crate::command;
use crate::progress::note;
use crate::repo::Repo;
use crate::setup::{self, NodeTools};

/// What Chromium takes without a flag and rustc's output already uses. Never `--all-features`:
/// what it writes is refused by Chromium.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Raised when the steps below change, so that earlier results are not taken for theirs.
const PIPELINE: &str = "14";

/// The finished files of one app.
#[derive(Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The JavaScript that wasm-bindgen wrote, minified where esbuild is there.
    pub js: Vec<u8>,
    /// The module that the page starts with, optimised where `wasm-opt` is there.
    pub wasm: Vec<u8>,
    /// What the JavaScript fetches later, by relative path; each name carries its hash.
    pub chunks: Vec<(String, Vec<u8>)>,
    /// Further scripts that the JavaScript imports by relative path; none if esbuild joined them.
    pub snippets: Vec<(String, Vec<u8>)>,
}

impl Bundle {
    /// All modules, one after the other: for what has to be found in any of them.
    pub fn all_wasm(&self) -> Vec<u8> {
        let chunks = self.chunks.iter().flat_map(|(_, bytes)| bytes);
        self.wasm.iter().chain(chunks).copied().collect()
    }
}

/// Makes the bundle of an app from cargo's output, or takes the one made before.
///
/// # Errors
/// When one of the tools fails or a file cannot be written.
pub fn make(repo: &Repo, tools: Option<&NodeTools>, app: App, input: &Path) -> Result<Bundle> {
    let places = Places::new(repo, app);
    let key = key(tools, &read(input)?);
    if fs::read_to_string(places.key()).is_ok_and(|stored| stored == key) {
        note(&format!("{}: unchanged", app.name()));
        return places.bundle();
    }
    // Without its key a half-made folder is never taken for a finished one.
    if places.folder.exists() {
        fs::remove_dir_all(&places.folder)?;
    }
    fs::create_dir_all(places.ready().join(CHUNKS))?;
    let cut = chunks::cut(input, &places.cut(), &places.script_name())?;
    bind(app, &cut.main, &places)?;
    optimise(tools, &places.bound_wasm(), &places.ready().join("app.wasm"))?;
    let names = optimise_chunks(tools, &cut, &places.ready().join(CHUNKS))?;
    let script = fs::read_to_string(places.bound_js())?;
    fs::write(places.bound_js(), cut.join(&script, &names)?)?;
    match tools {
        Some(tools) => join_scripts(tools, &places)?,
        None => {
            fs::copy(places.bound_js(), places.ready().join("app.js"))?;
            if places.bound().join(SNIPPETS).is_dir() {
                fs::rename(places.bound().join(SNIPPETS), places.ready().join(SNIPPETS))?;
            }
        }
    }
    let bundle = places.bundle()?;
    note(&format!(
        "{}: {} bytes of WASM, {} more in {} chunks, {} of JavaScript",
        app.name(),
        bundle.wasm.len(),
        bundle.chunks.iter().map(|(_, bytes)| bytes.len()).sum::<usize>(),
        bundle.chunks.len(),
        bundle.js.len()
    ));
    fs::write(places.key(), key)?;
    Ok(bundle)
}

/// Names everything that a bundle is made of.
fn key(tools: Option<&NodeTools>, wasm: &[u8]) -> String {
    let tools = setup::tool_versions(tools);
    format!("{PIPELINE} {tools} {}\n", pack::hash(wasm))
}

/// The modules of the app that was made last, as they were before `wasm-opt`, with the names of
/// their functions: what the page starts with, then the chunks.
///
/// # Errors
/// When no app was made.
pub fn named(repo: &Repo, app: App) -> Result<Vec<PathBuf>> {
    let places = Places::new(repo, app);
    let mut chunks: Vec<PathBuf> = fs::read_dir(places.cut())
        .with_context(|| format!("{} was not built", app.name()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "wasm"))
        // In its place stands what wasm-bindgen made of it.
        .filter(|path| !path.ends_with(chunks::MAIN))
        .collect();
    chunks.sort();
    chunks.insert(0, places.bound_wasm());
    Ok(chunks)
}

/// Below the finished files: what is fetched later.
const CHUNKS: &str = "chunks";
/// Below the finished files: further scripts, as wasm-bindgen names their folder.
const SNIPPETS: &str = "snippets";

/// The files between cargo's output and `dist`.
struct Places {
    folder: PathBuf,
    stem: &'static str,
}

impl Places {
    fn new(repo: &Repo, app: App) -> Self {
        Self { folder: repo.work_dir().join(app.name()), stem: app.name() }
    }

    fn key(&self) -> PathBuf {
        self.folder.join("key")
    }

    /// Where the splitter writes.
    fn cut(&self) -> PathBuf {
        self.folder.join("cut")
    }

    /// Where wasm-bindgen writes.
    fn bound(&self) -> PathBuf {
        self.folder.join("bound")
    }

    fn script_name(&self) -> String {
        format!("{}.js", self.stem)
    }

    fn bound_js(&self) -> PathBuf {
        self.bound().join(self.script_name())
    }

    fn bound_wasm(&self) -> PathBuf {
        self.bound().join(format!("{}_bg.wasm", self.stem))
    }

    /// What esbuild begins with.
    fn entry_js(&self) -> PathBuf {
        self.bound().join("entry.js")
    }

    /// The finished files.
    fn ready(&self) -> PathBuf {
        self.folder.join("ready")
    }

    fn bundle(&self) -> Result<Bundle> {
        let ready = self.ready();
        let mut chunks = Vec::new();
        collect(&ready.join(CHUNKS), "", &mut chunks)?;
        let mut snippets = Vec::new();
        collect(&ready.join(SNIPPETS), "snippets/", &mut snippets)?;
        Ok(Bundle {
            js: read(&ready.join("app.js"))?,
            wasm: read(&ready.join("app.wasm"))?,
            chunks,
            snippets,
        })
    }
}

fn bind(app: App, main: &Path, places: &Places) -> Result<()> {
    Bindgen::new()
        .input_path(main)
        .out_name(app.name())
        .web(true)?
        .typescript(false)
        // The chunks take memory, stack and table from this module's exports.
        .keep_lld_exports(true)
        // boot.js says where the module is; its name carries a hash.
        .omit_default_module_path(true)
        // Read by `size --why`.
        .remove_name_section(false)
        .remove_producers_section(true)
        .generate(places.bound())
        .with_context(|| format!("wasm-bindgen failed on {}", main.display()))
}

/// Optimises every chunk and returns the names under which they are served.
fn optimise_chunks(tools: Option<&NodeTools>, cut: &Cut, folder: &Path) -> Result<Vec<String>> {
    let optimised = folder.join("optimised");
    let mut names = Vec::new();
    for chunk in &cut.chunks {
        optimise(tools, &chunk.path, &optimised)?;
        let name = pack::fingerprint(chunk.name(), "wasm", &read(&optimised)?);
        fs::rename(&optimised, folder.join(&name))?;
        names.push(name);
    }
    Ok(names)
}

fn optimise(tools: Option<&NodeTools>, input: &Path, output: &Path) -> Result<()> {
    let Some(tools) = tools else {
        return Ok(fs::write(output, without_names(&read(input)?)?)?);
    };
    let optimised = command::capture(
        tools
            .wasm_opt()
            .arg("-Oz")
            .args(WASM_FEATURES)
            .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
            .arg("-o")
            .arg(output)
            .arg(input),
    );
    optimised.context("wasm-opt failed; does it help to update node, on which it runs?")?;
    Ok(())
}

/// The same module without what only people read.
fn without_names(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut plain = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if matches!(payload, Payload::CustomSection(_)) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            let data = wasm.get(range).context("a section ends after the module")?;
            plain.section(&RawSection { id, data });
        }
    }
    Ok(plain.finish())
}

/// Joins the script, our own ones and those of other crates, each of which would be one more
/// request, and minifies them.
fn join_scripts(tools: &NodeTools, places: &Places) -> Result<()> {
    // The script of wasm-bindgen offers a second way to start, which goes when nobody asks for it.
    let entry = format!("export {{ default }} from './{}';\n", places.script_name());
    fs::write(places.entry_js(), entry)?;
    command::capture(
        tools
            .esbuild()
            .arg(places.entry_js())
            .args(["--bundle", "--minify", "--format=esm", "--log-level=warning"])
            .arg("--legal-comments=none")
            .arg(format!("--outfile={}", places.ready().join("app.js").display())),
    )?;
    Ok(())
}

/// Minifies a hand-written script; without esbuild it stays as it is.
///
/// # Errors
/// When esbuild finds a mistake in it.
pub fn minify_js(repo: &Repo, tools: Option<&NodeTools>, source: &Path) -> Result<Vec<u8>> {
    let Some(tools) = tools else {
        return read(source);
    };
    let stored = repo.work_dir().join("scripts");
    let key = format!("{PIPELINE} {} ", setup::tool_versions(Some(tools)));
    let output = stored.join(pack::hash(&[key.as_bytes(), &read(source)?].concat()));
    if !output.is_file() {
        let unfinished = output.with_extension("new");
        command::capture(
            tools
                .esbuild()
                .arg(source)
                .args(["--minify", "--format=esm", "--log-level=warning"])
                .arg(format!("--outfile={}", unfinished.display())),
        )?;
        fs::rename(&unfinished, &output)?;
    }
    read(&output)
}

/// All files below a folder, in the order of their names; none if it is missing.
fn collect(folder: &Path, prefix: &str, found: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), found)?;
        } else {
            found.push((name, read(&entry.path())?));
        }
    }
    found.sort();
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn what_only_people_read_goes_and_the_rest_stays() {
        // A type, an import of it, and a custom section of two bytes with the name "n".
        let types = b"\x01\x04\x01\x60\0\0";
        let imports = b"\x02\x07\x01\x01m\x01b\0\0";
        let wasm = [&b"\0asm\x01\0\0\0"[..], types, b"\0\x03\x01nx", imports].concat();
        let plain = without_names(&wasm).unwrap();
        assert_eq!(plain, [&b"\0asm\x01\0\0\0"[..], types, imports].concat());
    }
}
