//! Compiles both apps to WASM, for size.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::cargo::{self, Executable};
use crate::repo::Repo;
use crate::setup;

/// Runs cargo for both apps.
///
/// # Errors
/// When they do not compile.
pub fn compile(repo: &Repo) -> Result<Vec<Executable>> {
    let mut build = repo.cargo();
    build.args(["build", "--package=frontend", "--bin=field", "--bin=office"]);
    build.args(["--profile=wasm-release", "--target", setup::WASM_TARGET]);
    if setup::has_std_source(repo) {
        small_std(&mut build);
    }
    build.arg("--config").arg(remapped_paths(repo)?);
    cargo::build(&mut build)
}

/// Builds the standard library along with the app: for size, and with panics that stop at once
/// instead of first putting a sentence together. Stable Rust does this only when told to be its own
/// nightly.
fn small_std(build: &mut Command) {
    build.env("RUSTC_BOOTSTRAP", "1");
    build.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    build.args(["-Zpanic-immediate-abort", "--config"]);
    build.arg("profile.wasm-release.panic=\"immediate-abort\"");
}

/// A setting that takes this machine's folders out of the file names that stay in the module:
/// they are nobody's business, cost bytes and would make a build differ from the next machine's.
fn remapped_paths(repo: &Repo) -> Result<String> {
    let mut folders =
        vec![PathBuf::from(repo.ask_rustc(&["--print", "sysroot"])?).join(setup::STD_SOURCE)];
    // Exists already: this program's own dependencies were unpacked there.
    if let Some(home) = cargo_home() {
        folders.extend(folders_in(&home.join("registry/src")));
    }
    remap_setting(&folders)
}

fn remap_setting(folders: &[PathBuf]) -> Result<String> {
    let flags: Vec<_> = folders
        .iter()
        .map(|folder| format!("--remap-path-prefix={}/=", folder.display()))
        .collect();
    // A list of strings is written in TOML as in JSON.
    let flags = serde_json::to_string(&flags).context("a path is not text")?;
    Ok(format!("target.{}.rustflags={flags}", setup::WASM_TARGET))
}

fn cargo_home() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

/// In the order of their names, so that the flags and with them cargo's fingerprint stay the same.
fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn the_setting_is_one_that_cargo_takes() {
        let setting = remap_setting(&["/a b/src".into(), "/c".into()]).unwrap();
        assert_eq!(
            setting,
            "target.wasm32-unknown-unknown.rustflags=\
             [\"--remap-path-prefix=/a b/src/=\",\"--remap-path-prefix=/c/=\"]"
        );
    }

    #[test]
    fn a_folder_that_is_not_there_has_nothing_in_it() {
        assert!(folders_in(Path::new("no/such/folder")).is_empty());
    }
}
