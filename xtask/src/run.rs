//! `cargo xtask run`: builds everything and serves it.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::progress::Progress;
use crate::repo::Repo;
use crate::{build, cargo};

/// What `cargo xtask run` takes.
#[derive(clap::Args)]
pub struct Options {
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The folder of the database; made if missing. `data` in the clone unless given.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Start without the invented register and accounts.
    #[arg(long)]
    no_demo: bool,
    /// Build the server for speed; the bundles always are.
    #[arg(long)]
    release: bool,
}

/// Builds, then becomes the server.
///
/// # Errors
/// When the port is taken, a build fails or the server cannot be started.
pub fn main(repo: &Repo, options: &Options) -> Result<()> {
    // Before the build, which may take minutes.
    check_port(options.port)?;
    let mut progress = Progress::new(build::N_STEPS + 1);
    build::frontend(repo, &mut progress)?;
    let executables = progress.step("Compiling the server", || {
        cargo::build(
            repo.cargo()
                .args(["build", "--package=server", "--bin=mutakhir"])
                .args(options.release.then_some("--release")),
        )
    })?;
    eprintln!("Ready after {}; Ctrl-C stops the server.", progress.elapsed());

    let mut server = Command::new(cargo::find(&executables, "mutakhir")?);
    server
        .arg("serve")
        .arg("--data")
        .arg(options.data.clone().unwrap_or_else(|| repo.path("data")))
        .args(["--listen", &address(options.port).to_string()])
        .args((!options.no_demo).then_some("--demo"));
    become_program(server)
}

fn address(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}

fn check_port(port: u16) -> Result<()> {
    let Err(error) = TcpListener::bind(address(port)) else {
        return Ok(());
    };
    let free = (port.saturating_add(1)..=u16::MAX)
        .take(100)
        .find(|other| TcpListener::bind(address(*other)).is_ok());
    let remedy = free.map_or_else(
        || "choose another with --port".to_owned(),
        |free| format!("this one is free: cargo xtask run --port {free}"),
    );
    bail!("cannot listen on {} ({error}); {remedy}", address(port))
}

/// Replaces this process, so that signals and the exit code are the server's own.
#[cfg(unix)]
fn become_program(mut program: Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;

    Err(program.exec()).context("cannot start the server")
}

/// Waits for the server; a console sends Ctrl-C to both processes.
#[cfg(not(unix))]
fn become_program(mut program: Command) -> Result<()> {
    let status = program.status().context("cannot start the server")?;
    std::process::exit(status.code().unwrap_or(1))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_taken_port_is_named_with_one_that_is_free() {
        let taken = TcpListener::bind(address(0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let message = check_port(port).unwrap_err().to_string();
        assert!(message.contains(&format!("127.0.0.1:{port}")), "{message}");
        assert!(message.contains("--port"), "{message}");
    }
}
