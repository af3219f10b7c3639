//! What a build needs besides cargo: the wasm target, and two optional tools that run on node.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::command;
use crate::progress::{Progress, note};
use crate::repo::Repo;

/// How many steps [`prepare`] takes.
pub const N_STEPS: usize = 2;

/// The target of the frontend.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Where the component rust-src puts the standard library, below the sysroot.
pub const STD_SOURCE: &str = "lib/rustlib/src/rust/library";

/// `wasm-opt`. A newer one may shrink the bundle: try it with `cargo xtask size`.
const BINARYEN: &str = "binaryen@132.0.0";
/// Minifies what wasm-bindgen writes: a third off that file.
const ESBUILD: &str = "esbuild@0.28.2";

/// The tools that run on node; the build does without them where node is missing.
pub struct NodeTools {
    modules: PathBuf,
}

impl NodeTools {
    fn in_folder(folder: &Path) -> Self {
        Self { modules: folder.join("node_modules") }
    }

    /// `wasm-opt`, ready for its arguments.
    pub fn wasm_opt(&self) -> Command {
        self.node("binaryen/bin/wasm-opt")
    }

    /// `esbuild`, ready for its arguments.
    pub fn esbuild(&self) -> Command {
        self.node("esbuild/bin/esbuild")
    }

    fn node(&self, script: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.modules.join(script));
        command
    }
}

/// Names the tools and their versions, for the keys of what they made.
pub fn tool_versions(tools: Option<&NodeTools>) -> String {
    tools.map_or_else(String::new, |_tools| format!("{BINARYEN} {ESBUILD}"))
}

/// Makes sure that the frontend can be built.
///
/// # Errors
/// When the wasm target cannot be installed. Missing node tools are a remark, not an error.
pub fn prepare(repo: &Repo, progress: &mut Progress) -> Result<Option<NodeTools>> {
    progress.step("Looking for the wasm32 target of Rust", || wasm_target(repo))?;
    progress.step("Looking for wasm-opt and esbuild", || Ok(node_tools(repo)))
}

fn wasm_target(repo: &Repo) -> Result<()> {
    if has_wasm_target(repo)? {
        return Ok(());
    }
    note("not there yet: asking rustup for it");
    // Inside `cargo run` rustup has named the toolchain in RUSTUP_TOOLCHAIN, so this adds to it.
    let added = command::run(Command::new("rustup").args(["target", "add", WASM_TARGET]));
    if has_wasm_target(repo)? {
        return Ok(());
    }
    let why = added
        .err()
        .map_or_else(|| "rustup reported success".to_owned(), |error| format!("{error:#}"));
    bail!(
        "the Rust target {WASM_TARGET} is missing and could not be added ({why}).\n\
         With rustup: `rustup target add {WASM_TARGET}` while this machine has a network.\n\
         With Rust from a distribution: install its package for that target \
         (Debian: libstd-rust-dev-wasm32)."
    )
}

fn has_wasm_target(repo: &Repo) -> Result<bool> {
    let folder = repo.ask_rustc(&["--print", "target-libdir", "--target", WASM_TARGET])?;
    Ok(Path::new(&folder).is_dir())
}

/// True when the standard library can be built from its sources, which gives a smaller one.
/// Asks rustup for them once; without them the bundles are larger, and the build says so.
pub fn has_std_source(repo: &Repo) -> bool {
    let Ok(sysroot) = repo.ask_rustc(&["--print", "sysroot"]) else { return false };
    let manifest = Path::new(&sysroot).join(STD_SOURCE).join("Cargo.toml");
    if !manifest.exists() {
        note("asking rustup for the sources of Rust's standard library");
        let added = command::run(Command::new("rustup").args(["component", "add", "rust-src"]));
        if added.is_err() || !manifest.exists() {
            note("doing without them, the bundles will be larger: `rustup component add rust-src`");
            return false;
        }
    }
    // The library is built from crates too, which a machine without a network may not have.
    let has_crates = command::succeeds(
        repo.cargo()
            .args(["fetch", "--locked", "--target", WASM_TARGET, "--manifest-path"])
            .arg(manifest)
            .env("RUSTC_BOOTSTRAP", "1"),
    );
    if !has_crates {
        note("the crates of the standard library cannot be had: the bundles will be larger");
    }
    has_crates
}

fn node_tools(repo: &Repo) -> Option<NodeTools> {
    match install_node_tools(&repo.target.join("tools")) {
        Ok(tools) => Some(tools),
        Err(error) => {
            note(&format!("doing without them: the apps will work, but be larger ({error:#})"));
            None
        }
    }
}

/// Installs both packages into a folder named by their versions, so that its presence means that
/// they are complete and run here.
fn install_node_tools(folder: &Path) -> Result<NodeTools> {
    let ready = folder.join(format!("{BINARYEN}+{ESBUILD}").replace('@', "-"));
    let tools = NodeTools::in_folder(&ready);
    if !command::succeeds(Command::new("node").arg("--version")) {
        bail!("they run on node, which is not installed; Debian: `apt-get install nodejs npm`");
    }
    if ready.is_dir() {
        return Ok(tools);
    }
    if !command::succeeds(Command::new("npm").arg("--version")) {
        bail!("npm, which installs them, is not there; Debian: `apt-get install npm`");
    }
    note(&format!("installing {BINARYEN} and {ESBUILD} with npm into target/tools"));
    let new = folder.join(format!("new-{}", std::process::id()));
    let made = make_node_tools(&new);
    // Another run may have been faster: then the rename fails and its folder serves.
    let moved = made.and_then(|()| Ok(fs::rename(&new, &ready)?));
    if ready.is_dir() {
        return Ok(tools);
    }
    fs::remove_dir_all(&new).ok();
    moved.map(|()| tools)
}

fn make_node_tools(new: &Path) -> Result<()> {
    fs::create_dir_all(new).with_context(|| format!("cannot create {}", new.display()))?;
    // Without a package.json of its own npm would look for one in the folders above.
    fs::write(new.join("package.json"), "{\"private\":true}\n")?;
    let installed = command::capture(
        Command::new("npm")
            .args(["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund"])
            .args(["--ignore-scripts", "--loglevel=error", BINARYEN, ESBUILD])
            .current_dir(new),
    );
    if let Err(error) = installed {
        bail!(
            "npm could not fetch them, the next build will try again; it says: {}",
            first_of_output(&error)
        );
    }
    let tools = NodeTools::in_folder(new);
    for mut tool in [tools.wasm_opt(), tools.esbuild()] {
        if !command::succeeds(tool.arg("--version")) {
            bail!(
                "they do not run on the node that is installed, a newer one may: https://nodejs.org"
            );
        }
    }
    Ok(())
}

/// What a failed program said first; npm goes on for a screen.
fn first_of_output(error: &anyhow::Error) -> String {
    let text = format!("{error:#}");
    text.lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or(&text).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_complaint_only_the_beginning_is_shown() {
        for (error, expected) in [
            (
                "`npm install` failed:\n\nnpm error code E404\nnpm error at x\n",
                "npm error code E404",
            ),
            ("cannot start `npm install`", "cannot start `npm install`"),
        ] {
            assert_eq!(first_of_output(&anyhow::anyhow!(error)), expected);
        }
    }
}
