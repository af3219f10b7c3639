//! What a server is started with. Read once; nothing else reads the command line or the environment.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::blobs;
use crate::clock::Clock;

/// How to serve.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder with the database and, in the demo, `demo.json`.
    pub data: PathBuf,
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Fills an empty database with invented people, and serves loopback addresses only.
    pub demo: bool,
    /// True behind a reverse proxy that speaks HTTPS: HSTS is sent, and the last address of
    /// `X-Forwarded-For` is the client's.
    pub behind_proxy: bool,
    /// True for a database in memory, gone with the server: for tests.
    pub in_memory: bool,
    /// The most pages the database may grow to, so that tests can fill it up.
    pub max_page_count: Option<u32>,
    /// Limits of requests.
    pub limits: Limits,
    /// Limits of photos and files.
    pub blobs: blobs::limits::Limits,
    /// The time.
    pub clock: Clock,
}

impl Config {
    /// A server for a folder and an address, everything else as usual.
    #[must_use]
    pub fn new(data: PathBuf, listen: SocketAddr) -> Self {
        Self {
            data,
            listen,
            demo: false,
            behind_proxy: false,
            in_memory: false,
            max_page_count: None,
            limits: Limits::default(),
            blobs: blobs::limits::Limits::default(),
            clock: Clock::system(),
        }
    }
}

/// How much one server takes on at once. Bodies have their limit in `shared::sync::limits`.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Open connections; more wait in the kernel's queue. Each phone has one, 328 phones and the
    /// desks of 21 offices twice over make 698, and the 1,024 file handles of a process suffice.
    pub connections_max: usize,
    /// Open connections from one address (behind a proxy all come from one, so not there). A mobile
    /// carrier puts many phones behind one.
    pub connections_per_address_max: usize,
    /// Requests being answered at once, those that still send their body included; more get 503.
    /// Fewer than connections, so that there is one left to say so.
    pub requests_max: usize,
    /// Bodies being read, and what is made of pushes until they are stored, bytes; more get 503. A push
    /// takes 20 times its bytes, 160 kB at least: 800 of usual size, or six of the largest.
    pub bodies_bytes_max: u32,
    /// Passwords being checked at once. Each takes 19 MB and 30 ms of one core.
    pub password_checks_max: usize,
    /// The head of a request must be there after so long, milliseconds.
    pub head_ms: u64,
    /// The body of a request must be there after so long, milliseconds: 64 kB at 20 kbit/s.
    pub body_ms: u64,
    /// A request must be answered after so long, milliseconds; the phone gives up at 30 s.
    pub answer_ms: u64,
    /// At the end of the server, open requests have so long, milliseconds.
    pub shutdown_ms: u64,
    /// A revoked phone may hand in what it still holds for so long, milliseconds (30 days).
    pub revoked_push_ms: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections_max: 700,
            connections_per_address_max: 300,
            requests_max: 600,
            bodies_bytes_max: 128_000_000,
            password_checks_max: 2,
            head_ms: 10_000,
            body_ms: 26_000,
            answer_ms: 28_000,
            shutdown_ms: 10_000,
            revoked_push_ms: 30 * 86_400_000,
        }
    }
}
