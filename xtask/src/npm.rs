//! What tests take from npm: axe-core, with which stories look for barriers, and tus-js-client, which
//! sends photos as programs of others would. Both run in tests only and are served to nobody.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::command;
use crate::progress::note;
use crate::repo::Repo;

/// A package of npm.
struct Package {
    /// With its version.
    name: &'static str,
    /// A file of it, which is there once it is installed.
    file: &'static str,
    /// Tells the tests where that is.
    variable: &'static str,
}

const PACKAGES: [Package; 2] = [
    Package {
        name: "axe-core@4.14.1",
        file: "node_modules/axe-core/axe.min.js",
        variable: "MUTAKHIR_AXE",
    },
    Package {
        name: "tus-js-client@4.3.1",
        file: "node_modules/tus-js-client/package.json",
        variable: "MUTAKHIR_TUS",
    },
];

/// Where the files of all packages are, by the variables that tell the tests, once [`prepare`] has put
/// them there.
pub fn places(repo: &Repo) -> impl Iterator<Item = (&'static str, PathBuf)> {
    PACKAGES.into_iter().map(|package| (package.variable, package.path(repo)))
}

/// Installs with npm what is not there yet.
///
/// # Errors
/// When npm is missing or fetches nothing.
pub fn prepare(repo: &Repo) -> Result<()> {
    PACKAGES.into_iter().try_for_each(|package| package.prepare(repo))
}

impl Package {
    fn prepare(&self, repo: &Repo) -> Result<()> {
        if self.path(repo).is_file() {
            return Ok(());
        }
        let name = self.name;
        note(&format!("installing {name} with npm into target/tools"));
        let folder = self.folder(repo);
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        // Without a package.json of its own npm would look for one in the folders above.
        fs::write(folder.join("package.json"), "{\"private\":true}\n")?;
        command::capture(
            Command::new("npm")
                .args(["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund"])
                .args(["--ignore-scripts", "--loglevel=error", name])
                .current_dir(&folder),
        )
        .with_context(|| format!("the tests need {name}, which npm installs"))?;
        if !self.path(repo).is_file() {
            bail!("npm installed no {}", self.path(repo).display());
        }
        Ok(())
    }

    fn path(&self, repo: &Repo) -> PathBuf {
        self.folder(repo).join(self.file)
    }

    fn folder(&self, repo: &Repo) -> PathBuf {
        repo.target.join("tools").join(self.name.replace('@', "-"))
    }
}
