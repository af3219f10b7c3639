//! Where things are: the clone, the target directory, cargo itself.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::command;

/// The clone that this program was built from.
pub struct Repo {
    /// The folder of the workspace's Cargo.toml.
    pub root: PathBuf,
    /// Cargo's target directory, wherever environment or configuration put it.
    pub target: PathBuf,
    cargo: OsString,
}

impl Repo {
    /// Finds the clone and asks cargo for its target directory.
    ///
    /// # Errors
    /// When cargo cannot read the workspace.
    pub fn find() -> Result<Self> {
        // Set by `cargo run`; the constant serves a binary that is started by hand.
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root =
            package.parent().context("the package xtask has no folder above it")?.to_path_buf();
        let mut repo = Self {
            root,
            target: PathBuf::new(),
            cargo: std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
        };
        let metadata =
            command::capture(repo.cargo().args(["metadata", "--no-deps", "--format-version=1"]))?;
        let metadata: serde_json::Value =
            serde_json::from_str(&metadata).context("`cargo metadata` printed no JSON")?;
        repo.target = metadata["target_directory"]
            .as_str()
            .context("`cargo metadata` names no target directory")?
            .into();
        Ok(repo)
    }

    /// A cargo command that runs at the root, the same cargo that runs us.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(&self.cargo);
        command.current_dir(&self.root);
        command
    }

    /// What the compiler in use prints, without white space at the ends.
    ///
    /// # Errors
    /// When it cannot be started or refuses the arguments.
    pub fn ask_rustc(&self, arguments: &[&str]) -> Result<String> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let answer = command::capture(Command::new(rustc).args(arguments).current_dir(&self.root))?;
        Ok(answer.trim().to_owned())
    }

    /// A path inside the clone.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// Where we keep what lies between cargo's output and `dist`.
    pub fn work_dir(&self) -> PathBuf {
        self.target.join("xtask")
    }
}
