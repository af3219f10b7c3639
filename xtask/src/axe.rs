//! axe-core, with which stories look for barriers. It runs in pages of tests only and is served to
//! nobody.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::command;
use crate::progress::note;
use crate::repo::Repo;

/// Tells the tests where its script is.
pub const VARIABLE: &str = "MUTAKHIR_AXE";

const PACKAGE: &str = "axe-core@4.14.1";

/// Where its script is, once [`prepare`] has put it there.
pub fn script(repo: &Repo) -> PathBuf {
    folder(repo).join("node_modules/axe-core/axe.min.js")
}

/// Installs it with npm where it is not there yet.
///
/// # Errors
/// When npm is missing or fetches nothing.
pub fn prepare(repo: &Repo) -> Result<()> {
    if script(repo).is_file() {
        return Ok(());
    }
    note(&format!("installing {PACKAGE} with npm into target/tools"));
    let folder = folder(repo);
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    // Without a package.json of its own npm would look for one in the folders above.
    fs::write(folder.join("package.json"), "{\"private\":true}\n")?;
    command::capture(
        Command::new("npm")
            .args(["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund"])
            .args(["--ignore-scripts", "--loglevel=error", PACKAGE])
            .current_dir(&folder),
    )
    .context("the stories that look for barriers need axe-core, which npm installs")?;
    if !script(repo).is_file() {
        bail!("npm installed no {}", script(repo).display());
    }
    Ok(())
}

fn folder(repo: &Repo) -> PathBuf {
    repo.target.join("tools").join(PACKAGE.replace('@', "-"))
}
