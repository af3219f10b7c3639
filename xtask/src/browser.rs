//! Chromium and chromedriver for the tests in a real browser.

use std::path::{Path, PathBuf};
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
    if let Some(browser) = find() {
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
    match find() {
        Some(browser) => Ok(browser),
        None => bail!("apt-get installed no Chromium that can be found; {}", remedy()),
    }
}

fn find() -> Option<Browser> {
    Some(Browser {
        chromedriver: named(CHROMEDRIVER_VARIABLE, &CHROMEDRIVER_NAMES)?,
        chromium: named(CHROMIUM_VARIABLE, &CHROMIUM_NAMES)?,
    })
}

/// The file that a variable names, or the first of the names on the path.
fn named(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(path) = std::env::var_os(variable) {
        return Some(path.into());
    }
    let folders = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&folders)
            .map(|folder| folder.join(name).with_extension(std::env::consts::EXE_EXTENSION))
            .find(|path| path.is_file())
    })
}

/// apt-get as root, directly or by a sudo that asks for no password.
fn apt_get() -> Option<Command> {
    if !Path::new("/usr/bin/apt-get").exists() {
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
         {CHROMEDRIVER_VARIABLE} to a Chrome and the chromedriver of its version",
        PACKAGES.join(" ")
    )
}
