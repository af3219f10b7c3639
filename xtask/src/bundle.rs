//! From a compiled `.wasm` to the module and its JavaScript as a browser gets them.
//!
//! wasm-bindgen, then `wasm-opt`, then `esbuild`. Kept by a hash of everything that goes in, so
//! that an unchanged frontend costs nothing.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::app::App;
use crate::command;
use crate::progress::note;
use crate::repo::Repo;
use crate::setup::{self, NodeTools};
use crate::shorten;

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

/// Passes of wasm-opt that make a module smaller, but not what brotli makes of it: one takes zeros out
/// of the data and puts an address in their place, the others keep in a local what is cheap to repeat.
const SKIPPED: [&str; 3] = ["memory-packing", "local-cse", "simplify-locals"];

/// Raised when the steps below change, so that earlier results are not taken for theirs.
const PIPELINE: &str = "12";

/// The finished files of one app.
pub struct Bundle {
    /// The JavaScript that wasm-bindgen wrote, minified where esbuild is there.
    pub js: Vec<u8>,
    /// The module, optimised where `wasm-opt` is there.
    pub wasm: Vec<u8>,
    /// Further modules that the JavaScript imports by relative path; none if esbuild joined them.
    pub snippets: Vec<(String, Vec<u8>)>,
}

/// Makes the bundle of an app from cargo's output, or takes the one made before.
///
/// # Errors
/// When one of the tools fails or a file cannot be written.
pub fn make(repo: &Repo, tools: Option<&NodeTools>, app: App, input: &Path) -> Result<Bundle> {
    let wasm = fs::read(input).with_context(|| format!("cannot read {}", input.display()))?;
    let places = Places::new(repo, app);
    let key = key(tools, &wasm);
    if fs::read_to_string(places.key()).is_ok_and(|kept| kept == key) {
        note(&format!("{}: unchanged", app.name()));
        return places.read(tools.is_some());
    }
    // Without its key a half-made folder is never taken for a finished one.
    if places.folder.exists() {
        fs::remove_dir_all(&places.folder)?;
    }
    fs::create_dir_all(&places.folder)?;
    bind(app, input, &places, tools.is_none())?;
    if let Some(tools) = tools {
        optimise(tools, &places)?;
    }
    let bundle = places.read(tools.is_some())?;
    note(&format!(
        "{}: {} bytes of WASM, {} of JavaScript",
        app.name(),
        bundle.wasm.len(),
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

/// The module of the app that was made last, with the names of its functions, as it was before
/// `wasm-opt`.
pub fn named(repo: &Repo, app: App) -> PathBuf {
    Places::new(repo, app).named_wasm()
}

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

    /// Where wasm-bindgen writes; the module keeps its names for `size --why`.
    fn bound(&self) -> PathBuf {
        self.folder.join("bound")
    }

    fn bound_js(&self) -> PathBuf {
        self.bound().join(format!("{}.js", self.stem))
    }

    /// What esbuild begins with.
    fn entry_js(&self) -> PathBuf {
        self.bound().join("entry.js")
    }

    fn named_wasm(&self) -> PathBuf {
        self.bound().join(format!("{}_bg.wasm", self.stem))
    }

    /// Where wasm-bindgen writes a second time, without names, if nothing else removes them.
    fn plain(&self) -> PathBuf {
        self.folder.join("plain")
    }

    fn small_js(&self) -> PathBuf {
        self.folder.join("small.js")
    }

    fn small_wasm(&self) -> PathBuf {
        self.folder.join("small.wasm")
    }

    fn read(&self, optimised: bool) -> Result<Bundle> {
        if optimised {
            return Ok(Bundle {
                js: read(&self.small_js())?,
                wasm: read(&self.small_wasm())?,
                snippets: Vec::new(),
            });
        }
        let mut snippets = Vec::new();
        collect_snippets(&self.plain().join("snippets"), "snippets", &mut snippets)?;
        Ok(Bundle {
            js: read(&self.plain().join(format!("{}.js", self.stem)))?,
            wasm: read(&self.plain().join(format!("{}_bg.wasm", self.stem)))?,
            snippets,
        })
    }
}

fn bind(app: App, input: &Path, places: &Places, also_without_names: bool) -> Result<()> {
    bind_into(&places.bound(), app, input, true)?;
    if also_without_names {
        bind_into(&places.plain(), app, input, false)?;
    }
    Ok(())
}

fn bind_into(folder: &Path, app: App, input: &Path, keep_names: bool) -> Result<()> {
    let stem = app.name();
    let mut output = Bindgen::new()
        .input_path(input)
        .out_name(stem)
        .web(true)?
        .typescript(false)
        // boot.js says where the module is; its name carries a hash.
        .omit_default_module_path(true)
        .remove_name_section(!keep_names)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("wasm-bindgen failed on {}", input.display()))?;
    let renames = shorten::in_module(&mut output, &format!("./{stem}_bg.js"));
    output.emit(folder)?;
    let path = folder.join(format!("{stem}.js"));
    let script = fs::read_to_string(&path)?;
    write(&path, &shorten::in_script(&script, &renames))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn optimise(tools: &NodeTools, places: &Places) -> Result<()> {
    optimise_wasm(tools, &places.named_wasm(), &places.small_wasm())?;
    // The script of wasm-bindgen offers a second way to start, which goes when nobody asks for it.
    write(&places.entry_js(), &format!("export {{ default }} from './{}.js';\n", places.stem))?;
    // `--bundle` joins our own scripts and those of other crates: each would be one more request.
    command::capture(
        tools
            .esbuild()
            .arg(places.entry_js())
            .args(["--bundle", "--minify", "--format=esm", "--log-level=warning"])
            .arg("--legal-comments=none")
            .arg(format!("--outfile={}", places.small_js().display())),
    )?;
    Ok(())
}

fn optimise_wasm(tools: &NodeTools, input: &Path, output: &Path) -> Result<()> {
    let optimised = command::capture(
        tools
            .wasm_opt()
            // The lowest kilobyte is the far end of the stack: no constant lies there, which makes
            // half a kilobyte of address sums idle.
            .args(["-Oz", "--low-memory-unused"])
            .args(SKIPPED.map(|pass| format!("--skip-pass={pass}")))
            .args(WASM_FEATURES)
            .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
            .arg("-o")
            .arg(output)
            .arg(input),
    );
    optimised.context("wasm-opt failed; does it help to update node, on which it runs?")?;
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
    let kept = repo.work_dir().join("scripts");
    let key = format!("{PIPELINE} {} ", setup::tool_versions(Some(tools)));
    let output = kept.join(pack::hash(&[key.as_bytes(), &read(source)?].concat()));
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

fn collect_snippets(folder: &Path, url: &str, found: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let url = format!("{url}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect_snippets(&entry.path(), &url, found)?;
        } else {
            found.push((url, read(&entry.path())?));
        }
    }
    found.sort();
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
