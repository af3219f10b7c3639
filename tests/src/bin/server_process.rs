//! A server in a process of its own, so that a test can kill it with SIGKILL and start it again on the
//! same folder: `server_process DATA`, or `--empty DATA` without the demo. It prints its address as its
//! first line.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use server::config::Config;

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).peekable();
    let demo = arguments.next_if(|first| first == "--empty").is_none();
    let Some(data) = arguments.next().map(PathBuf::from) else {
        eprintln!("usage: server_process [--empty] DATA");
        return ExitCode::FAILURE;
    };
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    match server::start(Config { demo, ..Config::new(data, listen) }).await {
        Ok(running) => {
            println!("{}", running.addr);
            // Until it is killed: ending in order is what other tests look at.
            std::future::pending::<()>().await;
            drop(running);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("server_process: {error}");
            ExitCode::FAILURE
        }
    }
}
