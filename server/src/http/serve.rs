//! Accepts connections and ends them in order.
//!
//! A loop of our own because `axum::serve` has no time limit for the head of a request and no bound
//! on open connections. HTTP/1.1 only: whoever speaks HTTPS in front of us does so, too.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tower::ServiceExt as _;

use super::crowd::Crowd;
use crate::config::Limits;

/// After an error of `accept` that is not about one connection (no more file handles), milliseconds.
const ACCEPT_PAUSE_MS: u64 = 100;
/// The head of a request: method, address and headers, bytes. Cookies of ours take 120.
const HEAD_BYTES_MAX: usize = 16_000;

/// The address at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Serves until `shutdown`, then lets open requests end within their time.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    shutdown: impl Future<Output = ()> + Send,
) {
    let slots = Arc::new(Semaphore::new(limits.connections_max));
    let crowd = Crowd::new(limits.connections_per_address_max);
    let graceful = GracefulShutdown::new();
    let mut shutdown = core::pin::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &slots) => accepted,
            () = &mut shutdown => break,
        };
        let (stream, peer, slot) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                if !is_of_one_connection(&error) {
                    tracing::error!(error = %error, "cannot accept connections");
                    sleep(Duration::from_millis(ACCEPT_PAUSE_MS)).await;
                }
                continue;
            }
        };
        // One too many is closed without a word: an answer would be one more thing to ask for.
        let Some(member) = crowd.join(peer.ip()) else { continue };
        let connection = graceful.watch(connection(stream, peer, router.clone(), limits));
        tokio::spawn(async move {
            // A connection that breaks concerns its client only.
            let _ended = connection.await;
            drop((slot, member));
        });
    }
    drop(listener);
    let patience = Duration::from_millis(limits.shutdown_ms);
    if timeout(patience, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

type Slot = tokio::sync::OwnedSemaphorePermit;

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, Slot)> {
    let slot = Arc::clone(slots).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    // Answers are small and complete: waiting to fill a packet only costs time.
    stream.set_nodelay(true)?;
    Ok((stream, peer, slot))
}

fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::InvalidInput
    )
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    limits: Limits,
) -> impl hyper_util::server::graceful::GracefulConnection<
    Error = hyper::Error,
    Output = Result<(), hyper::Error>,
> {
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        let request: Request = request.map(Body::new);
        router.clone().oneshot(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_millis(limits.head_ms))
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(TokioIo::new(stream), service)
}
