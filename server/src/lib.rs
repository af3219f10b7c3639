//! The Mutakhir server: takes what phones send, keeps it, shows it to the desk.
//!
//! Arrows inside: `http` → `files` → `desk`; `http` → `sync`, `desk`, `auth`, `blobs` → `store`; never back. axum lives in `http` only,
//! rusqlite in `store/sqlite` only, and nothing outside of `store` names an engine.

pub mod app;
pub mod auth;
pub mod blobs;
pub mod clock;
pub mod config;
pub mod demo;
pub mod desk;
pub mod files;
pub mod folder;
pub mod http;
pub mod import;
pub mod jobs;
pub mod json;
pub mod places;
pub mod rescue;
pub mod restore;
pub mod store;
pub mod sync;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::app::App;
use crate::auth::secret::{self, RandomError};
use crate::config::Config;
use crate::demo::{Demo, DemoError};
use crate::folder::{Folder, FolderError};
use crate::store::Store;
use crate::sync::References;

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The demo on an address that others can reach.
    #[error("the demo is for this computer only: listen on 127.0.0.1, not on {0}")]
    DemoNotLoopback(SocketAddr),
    /// The demo where others can reach it through a proxy.
    #[error(
        "the demo is for this computer only: its passwords are known, so it does not run behind a \
         proxy; leave out one of the two, --demo or --behind-proxy"
    )]
    DemoBehindProxy,
    /// The folder or its database cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The demo cannot be loaded.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// The machine gives no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// Nothing can listen there.
    #[error("cannot listen on {address}: is another server running there?")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system says.
        #[source]
        source: io::Error,
    },
}

/// A server that serves. Dropping it tells it to end; [`Running::stop`] waits until it has.
pub struct Running {
    /// Where it listens, with the real port.
    pub addr: SocketAddr,
    /// What to open, in the demo.
    pub demo: Option<Demo>,
    /// Its database, for whoever runs a server inside of a program of their own.
    pub store: Store,
    stop: Option<oneshot::Sender<()>>,
    served: JoinHandle<()>,
}

/// Starts a server and returns once it takes requests.
///
/// # Errors
/// [`StartError`].
pub async fn start(config: Config) -> Result<Running, StartError> {
    if config.demo && !config.listen.ip().is_loopback() {
        return Err(StartError::DemoNotLoopback(config.listen));
    }
    if config.demo && config.behind_proxy {
        return Err(StartError::DemoBehindProxy);
    }
    // Listening comes first: an address in use is told before a demo is loaded.
    let listen_error = |source| StartError::Listen { address: config.listen, source };
    let listener = TcpListener::bind(config.listen).await.map_err(listen_error)?;
    let addr = listener.local_addr().map_err(listen_error)?;
    let (folder, store) = if config.in_memory {
        (None, Store::in_memory(u64::from_le_bytes(secret::random()?)))
    } else {
        let folder = Folder::to_serve(&config.data)?;
        let store = folder.open(config.max_page_count)?;
        (Some(folder), store)
    };
    // The clock may have been set back while no server was running.
    auth::session::bound(&store, config.clock.now_ms()).await;
    let references = Arc::new(References::bundled());
    let app = App::new(&config, store.clone(), Arc::clone(&references))?;
    let demo = if config.demo {
        demo::load(&store, &app.blobs, &config.clock, Arc::clone(&references)).await?;
        demo::begin_files(&app.files, &config.clock)?;
        let demo = demo::open(&store, &config.clock, &format!("http://{addr}")).await?;
        demo.write(&config.data)?;
        Some(demo)
    } else {
        None
    };
    let wake = Arc::clone(&app.rechecks);
    let refs = Arc::clone(&references);
    let tidying = tokio::spawn(jobs::tidy_blobs(Arc::clone(&app.blobs)));
    let checking =
        tokio::spawn(jobs::check_again(store.clone(), references, config.clock.clone(), wake));
    let files = Arc::clone(&app.files);
    let sweeping = tokio::spawn(jobs::delete_files(Arc::clone(&files)));
    let decisions = Arc::clone(&app.decisions);
    let deciding =
        tokio::spawn(jobs::take_effect(store.clone(), refs, config.clock.clone(), decisions));
    let router = http::router(app);
    let to_close = store.clone();
    let mut limits = config.limits;
    if config.behind_proxy {
        limits.connections_per_address_max = limits.connections_max;
    }
    let (stop, stopped) = oneshot::channel();
    let served = tokio::spawn(async move {
        // A dropped sender counts as a signal, too.
        let shutdown = async { drop(stopped.await) };
        http::serve(listener, router, limits, shutdown).await;
        // What it has not done is remembered.
        checking.abort();
        sweeping.abort();
        files.close();
        deciding.abort();
        tidying.abort();
        // Joining the database's threads blocks.
        if tokio::task::spawn_blocking(move || to_close.close()).await.is_err() {
            tracing::error!("the database did not close in order");
        }
        // Until here nobody else may change its tables or put another in its place.
        drop(folder);
    });
    tracing::info!(%addr, demo = demo.is_some(), "listening");
    Ok(Running { addr, demo, store, stop: Some(stop), served })
}

/// Serves until `shutdown`, then ends in order.
///
/// # Errors
/// [`StartError`].
pub async fn run(config: Config, shutdown: impl Future<Output = ()>) -> Result<(), StartError> {
    let running = start(config).await?;
    if let Some(demo) = &running.demo {
        println!("{}", demo.words());
    }
    shutdown.await;
    tracing::info!("stopping");
    running.stop().await;
    Ok(())
}

impl Running {
    /// Lets open requests end, moves the database's log into its file, and returns when all is done.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        if (&mut self.served).await.is_err() {
            tracing::error!("the server did not end in order");
        }
    }
}
