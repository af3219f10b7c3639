//! Compiles the golden vectors to WASM: a third module that no server ships, for one story in a browser.

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{cargo, command, repo::Repo, setup};

/// The whole command: writes the forms and what is wrong with them, then [`build`]s.
///
/// # Errors
/// When a file cannot be written or something does not compile.
pub fn main(repo: &Repo) -> Result<()> {
    for package in [["--package=shared", "--lib"].as_slice(), &["--package=golden"]] {
        let mut test = repo.cargo();
        test.args(["test", "--quiet"]).args(package).args(["--", "golden"]);
        command::run(test.env("UPDATE", "1"))?;
    }
    build(repo)
}

/// Builds `target/golden/golden.js` and `golden_bg.wasm`. With the checks of a debug build, so that an
/// overflow stops the program there as it does natively.
///
/// # Errors
/// When it does not compile or the folder cannot be written.
pub fn build(repo: &Repo) -> Result<()> {
    let mut build = repo.cargo();
    build.args(["build", "--package=golden", "--bin=golden", "--target", setup::WASM_TARGET]);
    let module = cargo::find(&cargo::build(&mut build)?, "golden")?;
    Bindgen::new()
        .input_path(&module)
        .out_name("golden")
        // One script that a test hands to any page.
        .no_modules(true)?
        .no_modules_global("golden")?
        .typescript(false)
        .generate(repo.target.join("golden"))
        .with_context(|| format!("wasm-bindgen failed on {}", module.display()))
}
