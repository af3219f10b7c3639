//! Chromium and chromedriver for the tests in a real browser.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::command;
use crate::progress::note;

/// Tells the tests where chromedriver is.
pub const CHROMEDRIVER_VARIABLE: &str = "MUTAKHIR_CHROMEDRIVER";
/// Tells the tests where Chromium is.
pub const CHROMIUM_VARIABLE: &str = "MUTAKHIR_CHROMIUM";

const CHROMEDRIVER_NAMES: [&str; 2] = ["chromedriver", "chromium.chromedriver"];
const CHROMIUM_NAMES: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// A browser and the program that drives it.
pub struct Browser {
    /// chromedriver, of the same version as the browser.
    pub chromedriver: PathBuf,
    /// Chromium or Chrome.
    pub chromium: PathBuf,
}

/// Finds both, installing them where apt-get is there and permitted.
///
/// # Errors
/// When they are missing and cannot be installed; says how to mend it.
pub fn prepare() -> Result<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    let Some(mut install) = apt_get() else {
        bail!("the browser tests need Chromium and chromedriver; {}", remedy());
    };
    note("not there yet: installing chromium and chromium-driver with apt-get");
    let mut update = apt_get().unwrap_or_else(|| Command::new("apt-get"));
    command::capture(update.args(["update", "--quiet"]))
        .and_then(|_output| {
            command::capture(
                install
                    .args(["install", "--yes", "--quiet", "--no-install-recommends"])
                    .args(PACKAGES),
            )
        })
        .map_err(|error| error.context(format!("Chromium could not be installed; {}", remedy())))?;
    match find()? {
        Some(browser) => Ok(browser),
        None => bail!("apt-get installed no Chromium that can be found; {}", remedy()),
    }
}

fn find() -> Result<Option<Browser>> {
    let chromedriver = named(CHROMEDRIVER_VARIABLE, &CHROMEDRIVER_NAMES)?;
    let chromium = named(CHROMIUM_VARIABLE, &CHROMIUM_NAMES)?;
    Ok(chromedriver
        .zip(chromium)
        .map(|(chromedriver, chromium)| Browser { chromedriver, chromium }))
}

/// The file that a variable names, or the first of the names on the path.
fn named(variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    let Some(path) = std::env::var_os(variable).map(PathBuf::from) else {
        let path = std::env::var_os("PATH").unwrap_or_default();
        return Ok(first_in(names, &std::env::split_paths(&path).collect::<Vec<_>>()));
    };
    if !path.is_file() {
        bail!("{variable} names {}, where there is no file", path.display());
    }
    Ok(Some(path))
}

/// The first of the names that is in one of the folders.
fn first_in(names: &[&str], folders: &[PathBuf]) -> Option<PathBuf> {
    // Not `with_extension`: one of the names has a dot.
    let file = |name| format!("{name}{}", std::env::consts::EXE_SUFFIX);
    names.iter().find_map(|name| {
        folders.iter().map(|folder| folder.join(file(name))).find(|path| path.is_file())
    })
}

/// apt-get as root, directly or by a sudo that asks for no password.
pub fn apt_get() -> Option<Command> {
    if !command::succeeds(Command::new("apt-get").arg("--version")) {
        return None;
    }
    let is_root =
        command::capture(Command::new("id").arg("--user")).is_ok_and(|id| id.trim() == "0");
    let mut command = if is_root {
        Command::new("apt-get")
    } else if command::succeeds(Command::new("sudo").args(["--non-interactive", "true"])) {
        let mut sudo = Command::new("sudo");
        sudo.args(["--non-interactive", "apt-get"]);
        sudo
    } else {
        return None;
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Some(command)
}

fn remedy() -> String {
    format!(
        "install them (Debian: `sudo apt-get install {}`), or set {CHROMIUM_VARIABLE} and \
         {CHROMEDRIVER_VARIABLE} to a Chrome and the chromedriver of its version; until then \
         `cargo test -p shared -p client -p server` runs what needs no browser",
        PACKAGES.join(" ")
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use std::fs;

    use super::*;

    #[test]
    fn a_browser_is_not_taken_for_its_driver() {
        let folder = std::env::temp_dir().join(format!("xtask-browser-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = |name: &str| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        fs::write(file("chromium"), "").unwrap();
        let folders = ["no-such-folder".into(), folder.clone()];
        let without = first_in(&CHROMEDRIVER_NAMES, &folders);
        fs::write(file("chromium.chromedriver"), "").unwrap();
        let with = first_in(&CHROMEDRIVER_NAMES, &folders);
        let chromium = first_in(&CHROMIUM_NAMES, &folders);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(without, None);
        assert_eq!(with, Some(file("chromium.chromedriver")));
        assert_eq!(chromium, Some(file("chromium")));
    }
}
