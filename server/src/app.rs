//! The parts of a running server that requests share.

use std::sync::Arc;

use tokio::sync::Notify;

use crate::auth::Auth;
use crate::auth::secret::RandomError;
use crate::blobs::Blobs;
use crate::clock::Clock;
use crate::config::{Config, Limits};
use crate::files::shelf::Shelf;
use crate::store::Store;
use crate::sync::References;

/// One running server, without its network.
pub struct App {
    /// The database.
    pub store: Store,
    /// The doorkeeper.
    pub auth: Auth,
    /// Photos and files on their way, and those that are here.
    pub blobs: Arc<Blobs>,
    /// What checks need: growth standards and region codes.
    pub references: Arc<References>,
    /// The time.
    pub clock: Clock,
    /// Limits of requests.
    pub limits: Limits,
    /// Told when there may be something to check again ([`crate::jobs`]).
    pub rechecks: Arc<Notify>,
    /// Files that the desk makes.
    pub files: Arc<Shelf>,
    /// Told when somebody has decided.
    pub decisions: Arc<Notify>,
    /// True behind a reverse proxy that speaks HTTPS.
    pub behind_proxy: bool,
    /// True when only this very machine may ask.
    pub loopback_only: bool,
}

impl App {
    /// Puts the parts together.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn new(
        config: &Config,
        store: Store,
        references: Arc<References>,
    ) -> Result<Self, RandomError> {
        let auth = Auth::new(store.clone(), config.clock.clone(), &config.limits)?;
        let blobs = Blobs::new(store.clone(), config.clock.clone(), &config.data, config.blobs);
        let files = Shelf::new(
            &config.data,
            (store.clone(), Arc::clone(&blobs)),
            Arc::clone(&references),
            config.clock.clone(),
        );
        Ok(Self {
            files: Arc::new(files),
            store,
            auth,
            blobs,
            references,
            clock: config.clock.clone(),
            limits: config.limits,
            rechecks: Arc::default(),
            decisions: Arc::default(),
            behind_proxy: config.behind_proxy,
            loopback_only: config.demo,
        })
    }
}
