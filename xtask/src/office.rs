//! LibreOffice for the tests that open the desk's workbooks.

use std::process::Command;

use anyhow::Result;

use crate::browser::apt_get;
use crate::command;
use crate::progress::note;

const PROGRAMS: [&str; 2] = ["soffice", "libreoffice"];
const PACKAGE: &str = "libreoffice-calc";

/// Looks for it and installs it where apt-get is there and permitted. Without it the tests open no
/// workbook and say so; that is no failure of theirs.
///
/// # Errors
/// None.
pub fn prepare() -> Result<()> {
    if is_there() {
        return Ok(());
    }
    let remedy = format!("install it (Debian: `sudo apt-get install {PACKAGE}`)");
    let (Some(mut update), Some(mut install)) = (apt_get(), apt_get()) else {
        note(&format!("workbooks are not opened: there is no LibreOffice; {remedy}"));
        return Ok(());
    };
    note(&format!("not there yet: installing {PACKAGE} with apt-get"));
    let done = command::capture(update.args(["update", "--quiet"])).and_then(|_output| {
        command::capture(
            install.args(["install", "--yes", "--quiet", "--no-install-recommends"]).arg(PACKAGE),
        )
    });
    if done.is_err() || !is_there() {
        note(&format!("workbooks are not opened: LibreOffice cannot be installed; {remedy}"));
    }
    Ok(())
}

fn is_there() -> bool {
    PROGRAMS.iter().any(|name| command::succeeds(Command::new(name).arg("--version")))
}
