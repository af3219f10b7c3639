//! A small TCP proxy between the browser and the server that keeps its address for the whole story,
//! so that "offline" means what it means in the field, for the service worker too: nothing answers.
//!
//! It can also lie in wait: once the first byte of an answer to a push comes back, it runs a trap
//! (kill the server) and drops everything, which is the moment that loses records elsewhere.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, tcp},
    sync::watch,
    task::JoinHandle,
};

/// What the proxy does with connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Passes everything on.
    Up,
    /// Cuts what is open and resets what is new.
    Down,
}

/// Runs when the first byte of an answer to a push has come back from the server.
pub type Trap = Box<dyn FnOnce() + Send>;

/// How the requests that carry forms begin.
const PUSH_REQUEST: &[u8] = b"POST /api/v1/sync/push";

/// An address, and the whole answer that the proxy gives to it.
type StandIn = (&'static str, Arc<[u8]>);

struct Inner {
    upstream: Mutex<SocketAddr>,
    line: watch::Sender<Line>,
    trap: Mutex<Option<Trap>>,
    withheld: Mutex<Option<&'static str>>,
    stand_ins: Mutex<Vec<StandIn>>,
    asked: Mutex<Vec<String>>,
    held: watch::Sender<Option<&'static str>>,
    n_held: AtomicU64,
    n_pushes: AtomicU64,
    down_bytes: AtomicU64,
    up_bytes: AtomicU64,
    /// A connection is cut after so many bytes to the server; 0 for never.
    cut_after: AtomicU64,
}

/// A running proxy; it ends when dropped.
pub struct Proxy {
    /// Where the browser connects to.
    pub address: SocketAddr,
    inner: Arc<Inner>,
    accepting: JoinHandle<()>,
}

impl Proxy {
    /// Listens on a free port of the loopback and passes on to `upstream`.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(upstream: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let inner = Arc::new(Inner {
            upstream: Mutex::new(upstream),
            line: watch::Sender::new(Line::Up),
            trap: Mutex::new(None),
            withheld: Mutex::new(None),
            stand_ins: Mutex::new(Vec::new()),
            asked: Mutex::new(Vec::new()),
            held: watch::Sender::new(None),
            n_held: AtomicU64::new(0),
            n_pushes: AtomicU64::new(0),
            down_bytes: AtomicU64::new(0),
            up_bytes: AtomicU64::new(0),
            cut_after: AtomicU64::new(0),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&inner)));
        Ok(Self { address, inner, accepting })
    }

    /// Where a person would go.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Cuts or restores the line.
    pub fn set_line(&self, line: Line) {
        self.inner.line.send_replace(line);
    }

    /// Cuts each connection after so many bytes to the server, in the middle of whatever they are.
    pub fn cut_after(&self, n_bytes: Option<u64>) {
        self.inner.cut_after.store(n_bytes.unwrap_or(0), Ordering::SeqCst);
    }

    /// Passes on to another server from the next connection on (the restarted one).
    pub fn set_upstream(&self, upstream: SocketAddr) {
        *lock(&self.inner.upstream) = upstream;
    }

    /// Lies in wait for the answer to the next push; the line is down once the trap has run.
    pub fn arm(&self, trap: Trap) {
        *lock(&self.inner.trap) = Some(trap);
    }

    /// True while the trap has not run.
    #[must_use]
    pub fn is_armed(&self) -> bool {
        lock(&self.inner.trap).is_some()
    }

    /// Cuts every connection that asks for an address beginning like this; `None` lets all pass.
    pub fn withhold(&self, path: Option<&'static str>) {
        *lock(&self.inner.withheld) = path;
    }

    /// Answers requests for an address beginning like this with a script of our own, as a server of
    /// another release would.
    pub fn stand_in(&self, path: &'static str, script: &str) {
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nCache-Control: no-cache\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{script}",
            script.len()
        );
        let mut stand_ins = lock(&self.inner.stand_ins);
        stand_ins.retain(|(other, _)| *other != path);
        stand_ins.push((path, answer.into_bytes().into()));
    }

    /// The addresses that were asked for since this was called last.
    #[must_use]
    pub fn take_asked(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.inner.asked))
    }

    /// Keeps requests for an address beginning like this from reaching the server, as a slow line does,
    /// until another is named; `None` lets them go on.
    pub fn hold(&self, path: Option<&'static str>) {
        self.inner.held.send_replace(path);
    }

    /// Requests that were held so far.
    #[must_use]
    pub fn n_held(&self) -> u64 {
        self.inner.n_held.load(Ordering::SeqCst)
    }

    /// Push requests seen so far.
    #[must_use]
    pub fn n_pushes(&self) -> u64 {
        self.inner.n_pushes.load(Ordering::SeqCst)
    }

    /// Bytes passed so far: to the browser, and to the server.
    #[must_use]
    pub fn bytes(&self) -> (u64, u64) {
        let load = |counter: &AtomicU64| counter.load(Ordering::SeqCst);
        (load(&self.inner.down_bytes), load(&self.inner.up_bytes))
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.inner.line.send_replace(Line::Down);
        self.accepting.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().expect("no test panics while it holds the lock")
}

async fn accept(listener: TcpListener, inner: Arc<Inner>) {
    while let Ok((browser, _)) = listener.accept().await {
        tokio::spawn(serve(browser, Arc::clone(&inner)));
    }
}

/// Carries one connection until either side ends it or the line goes down.
async fn serve(browser: TcpStream, inner: Arc<Inner>) {
    // A reset, not a polite end: what a phone sees when the network is gone.
    let _ = browser.set_zero_linger();
    let mut line = inner.line.subscribe();
    if *line.borrow_and_update() == Line::Down {
        return;
    }
    let upstream = *lock(&inner.upstream);
    let Ok(server) = TcpStream::connect(upstream).await else { return };
    let (mut from_browser, mut to_browser) = browser.into_split();
    let (from_server, to_server) = server.into_split();
    let pushing = Arc::new(AtomicU64::new(0));
    let stand_in = tokio::select! {
        answer = carry_up(&mut from_browser, to_server, &inner, &pushing) => answer,
        () = carry_down(from_server, &mut to_browser, &inner, &pushing) => None,
        _ = line.wait_for(|line| *line == Line::Down) => None,
    };
    if let Some(answer) = stand_in {
        let _ = to_browser.write_all(&answer).await;
        let _ = to_browser.shutdown().await;
        // A reset would take the answer away: the browser ends the connection.
        while let Ok(1..) = from_browser.read(&mut [0; 64]).await {}
    }
}

/// True for the head of a request whose address begins like this.
fn asks_for(chunk: &[u8], path: &str) -> bool {
    address(chunk).is_some_and(|address| address.starts_with(path))
}

/// The address in the head of a request; `None` for what follows a head.
fn address(chunk: &[u8]) -> Option<&str> {
    let mut words = chunk.splitn(3, |byte| *byte == b' ');
    let is_head = matches!(words.next(), Some(b"GET" | b"POST" | b"HEAD" | b"PATCH" | b"DELETE"));
    words.next().filter(|_| is_head).and_then(|address| std::str::from_utf8(address).ok())
}

/// Ends with the answer that the proxy itself is to give, if it is.
async fn carry_up(
    from: &mut tcp::OwnedReadHalf,
    mut to: tcp::OwnedWriteHalf,
    inner: &Inner,
    pushing: &AtomicU64,
) -> Option<Arc<[u8]>> {
    let mut buffer = vec![0; 16 * 1024];
    let mut n_carried = 0_u64;
    loop {
        let cut_after = inner.cut_after.load(Ordering::SeqCst);
        let left = cut_after.saturating_sub(n_carried);
        let most = match cut_after {
            0 => buffer.len(),
            _ => buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX)),
        };
        let Ok(n_bytes @ 1..) = from.read(&mut buffer[..most]).await else { return None };
        n_carried += n_bytes as u64;
        let chunk = &buffer[..n_bytes];
        if chunk.windows(PUSH_REQUEST.len()).any(|window| window == PUSH_REQUEST) {
            inner.n_pushes.fetch_add(1, Ordering::SeqCst);
            pushing.store(1, Ordering::SeqCst);
        }
        lock(&inner.asked).extend(address(chunk).map(str::to_owned));
        let withheld = *lock(&inner.withheld);
        if withheld.is_some_and(|path| asks_for(chunk, path)) {
            return None;
        }
        let stand_ins = lock(&inner.stand_ins).clone();
        if let Some((_, answer)) = stand_ins.into_iter().find(|(path, _)| asks_for(chunk, path)) {
            return Some(answer);
        }
        let is_free = |held: &Option<&str>| held.is_none_or(|path| !asks_for(chunk, path));
        let mut held = inner.held.subscribe();
        if !is_free(&held.borrow_and_update()) {
            inner.n_held.fetch_add(1, Ordering::SeqCst);
            if held.wait_for(is_free).await.is_err() {
                return None;
            }
        }
        inner.up_bytes.fetch_add(n_bytes as u64, Ordering::SeqCst);
        if to.write_all(chunk).await.is_err() {
            return None;
        }
    }
}

async fn carry_down(
    mut from: tcp::OwnedReadHalf,
    to: &mut tcp::OwnedWriteHalf,
    inner: &Inner,
    pushing: &AtomicU64,
) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(n_bytes @ 1..) = from.read(&mut buffer).await {
        if pushing.swap(0, Ordering::SeqCst) == 1 {
            let trap = lock(&inner.trap).take();
            if let Some(trap) = trap {
                trap();
                inner.line.send_replace(Line::Down);
                return;
            }
        }
        inner.down_bytes.fetch_add(n_bytes as u64, Ordering::SeqCst);
        if to.write_all(&buffer[..n_bytes]).await.is_err() {
            return;
        }
    }
}
