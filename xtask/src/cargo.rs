//! Builds with cargo and learns from its messages where the executables are.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use crate::command;

/// An executable that cargo built, or found up to date.
#[derive(Debug, PartialEq, Eq)]
pub struct Executable {
    /// The name of the `[[bin]]`.
    pub name: String,
    /// The file; a `.wasm` for the frontend.
    pub path: PathBuf,
}

/// Runs a `cargo build` and lists the executables it stands for. Progress and warnings of cargo
/// are shown as usual. Asking cargo instead of composing paths keeps this right whatever target
/// directory or target a configuration sets.
///
/// # Errors
/// When the build fails.
pub fn build(command: &mut Command) -> Result<Vec<Executable>> {
    command.arg("--message-format=json-render-diagnostics").stdout(Stdio::piped());
    let mut child = command.spawn().context("cannot start cargo")?;
    let stdout = child.stdout.take().context("cargo has no output")?;
    let mut executables = Vec::new();
    for line in BufReader::new(stdout).lines() {
        executables.extend(executable(&line?));
    }
    let status = child.wait()?;
    command::check(command, status)?;
    Ok(executables)
}

/// Picks one executable by name.
///
/// # Errors
/// When cargo built none of that name.
pub fn find(executables: &[Executable], name: &str) -> Result<PathBuf> {
    executables
        .iter()
        .find(|executable| executable.name == name)
        .map(|executable| executable.path.clone())
        .with_context(|| format!("cargo built no executable named {name}"))
}

fn executable(line: &str) -> Option<Executable> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    if message["reason"] != "compiler-artifact" {
        return None;
    }
    Some(Executable {
        name: message["target"]["name"].as_str()?.to_owned(),
        path: message["executable"].as_str()?.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_messages_of_cargo_tell_executables_from_libraries() {
        let bin = r#"{"reason":"compiler-artifact","target":{"name":"field"},"executable":"/t/field.wasm"}"#;
        let lib = r#"{"reason":"compiler-artifact","target":{"name":"shared"},"executable":null}"#;
        let end = r#"{"reason":"build-finished","success":true}"#;
        let found: Vec<_> =
            [bin, lib, end, "not json"].into_iter().filter_map(executable).collect();
        assert_eq!(found, [Executable { name: "field".to_owned(), path: "/t/field.wasm".into() }]);
    }
}
