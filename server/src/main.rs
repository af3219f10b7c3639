//! The command line of the server.

mod cli;

use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use server::config::Config;
use tokio::runtime::Runtime;
use tracing_subscriber::EnvFilter;

/// Mutakhir: takes what the phones of village social workers send, keeps it, shows it to the desk.
#[derive(Parser)]
#[command(name = "mutakhir", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve until ctrl-c or SIGTERM.
    Serve(Serve),
    /// Add people, invite phones, give passwords.
    Account(cli::account::Accounts),
    /// Hand in a rescue file that was saved on a phone.
    Push(cli::push::Push),
    /// Lay a list of people over the register, or give out a list of tasks.
    Import(cli::import::Import),
    /// Look somebody up in the register, and make two entries of one person or family one.
    Register(cli::register::Register),
    /// Go back to a copy of the database.
    Restore(cli::restore::Restore),
}

#[derive(Args)]
struct Serve {
    /// The folder of the database; made when it is missing.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// Where to listen; port 0 takes any free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Fill an empty database with invented people; serves this computer only.
    #[arg(long)]
    demo: bool,
    /// A reverse proxy with HTTPS stands in front: send HSTS, believe its X-Forwarded-For.
    #[arg(long)]
    behind_proxy: bool,
    /// How the log is written.
    #[arg(long, value_enum, default_value_t = Log::Text)]
    log: Log,
    /// The most pages of 4 KiB the database may grow to.
    #[arg(long, hide = true)]
    max_page_count: Option<u32>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Log {
    /// One object a line.
    Json,
    /// For people.
    Text,
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(options) => serve(options),
        Command::Account(options) => {
            runtime().and_then(|runtime| runtime.block_on(cli::account::run(options)))
        }
        Command::Push(options) => {
            runtime().and_then(|runtime| runtime.block_on(cli::push::run(options)))
        }
        Command::Import(options) => cli::import::run(options),
        Command::Register(options) => cli::register::run(options),
        Command::Restore(options) => cli::restore::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mutakhir: {error}");
            let mut source = error.source();
            while let Some(cause) = source {
                eprintln!("  because: {cause}");
                source = cause.source();
            }
            ExitCode::FAILURE
        }
    }
}

fn serve(options: Serve) -> Result<(), Box<dyn Error>> {
    log_as(options.log);
    let config = Config {
        demo: options.demo,
        behind_proxy: options.behind_proxy,
        max_page_count: options.max_page_count,
        ..Config::new(options.data, options.listen)
    };
    let runtime = runtime()?;
    let stop = {
        let _inside = runtime.enter();
        asked_to_stop()
    };
    Ok(runtime.block_on(server::run(config, stop))?)
}

fn runtime() -> Result<Runtime, Box<dyn Error>> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// The log goes to the error stream, so that what the demo prints stands alone. `RUST_LOG` sets
/// another level.
fn log_as(log: Log) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match log {
        Log::Json => subscriber.json().init(),
        Log::Text => subscriber.init(),
    }
    // What a panic says may hold an answer of somebody: only its place is logged.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "something that cannot happen has happened");
    }));
}

/// Listens for ctrl-c or, on Unix, SIGTERM from now on, not only from the first wait on: whoever has
/// read that the server runs may end it. Where neither can be heard, only a kill ends the server.
#[cfg(unix)]
fn asked_to_stop() -> impl Future<Output = ()> + Send {
    use tokio::signal::unix::{Signal, SignalKind, signal};
    let [interrupt, terminate] = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    let heard = async |signal: std::io::Result<Signal>| match signal {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    };
    async move {
        tokio::select! {
            () = heard(interrupt) => {}
            () = heard(terminate) => {}
        }
    }
}

/// Waits for ctrl-c. Where it cannot be heard, only a kill ends the server.
#[cfg(not(unix))]
async fn asked_to_stop() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
