//! Runs other programs; a failure always names the command line.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use anyhow::{Context as _, Result, anyhow, bail};

/// Runs a command whose output goes straight to the terminal.
///
/// # Errors
/// When it cannot be started or ends with a failure.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    check(command, status)
}

/// Runs a command and returns what it printed; its error output is shown only if it fails.
///
/// # Errors
/// When it cannot be started, ends with a failure or prints something that is not text.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        bail!(
            "`{}` failed:\n{}{}",
            line(command),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed something that is not text", line(command)))
}

/// Whether a command can be started and succeeds; prints nothing.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a command, shows its output as it comes and returns both streams as text with its status.
///
/// # Errors
/// When it cannot be started or its output cannot be passed on.
pub fn tee(command: &mut Command) -> Result<(ExitStatus, String)> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| cannot_start(command))?;
    let stdout = child.stdout.take().context("the child has no output")?;
    let stderr = child.stderr.take().context("the child has no errors")?;
    let errors = thread::spawn(move || pass_on(stderr, std::io::stderr()));
    let mut text = pass_on(stdout, std::io::stdout())?;
    text += &errors
        .join()
        .map_err(|_panic| anyhow!("reading the output of `{}` failed", line(command)))??;
    Ok((child.wait()?, text))
}

/// Turns a failed status into an error that names the command.
///
/// # Errors
/// When the status is a failure.
pub fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    bail!("`{}` failed ({status}); its own message is above", line(command))
}

fn pass_on(from: impl Read, mut to: impl Write) -> Result<String> {
    let mut text = String::new();
    let mut reader = BufReader::new(from);
    let mut bytes = Vec::new();
    while reader.read_until(b'\n', &mut bytes)? > 0 {
        to.write_all(&bytes)?;
        to.flush()?;
        text += &String::from_utf8_lossy(&bytes);
        bytes.clear();
    }
    Ok(text)
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`: is it installed?", line(command))
}

/// The command as one would type it; the program without its folder.
fn line(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_shows_the_line_without_the_folder_of_the_program() {
        let mut command = Command::new("/usr/bin/tool");
        command.args(["build", "--release"]);
        assert_eq!(line(&command), "tool build --release");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run(&mut Command::new("no-such-program-7f3a")).expect_err("it is not there");
        assert!(error.to_string().contains("no-such-program-7f3a"));
    }
}
