//! One log line a request, without anything about a person: the pattern of the route instead of the
//! address, the name of a known method, no query, no body, no token, no network address.

use std::time::Instant;

use axum::body::HttpBody as _;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use super::problem::CODE_HEADER;

/// Tells a person and the log the same number.
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");

/// Gives the request an id of our own (never the client's, which may hold anything), opens its span
/// and logs how it ended.
pub async fn trace(request: Request, next: Next) -> Response {
    let id = request_id();
    let method = known_method(request.method());
    // Files are many and their names are public, but what is asked for may be anything.
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| String::from("static"), |path| String::from(path.as_str()));
    let begun = Instant::now();
    let span = tracing::info_span!("request", id, method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let code = response.headers().get(CODE_HEADER).and_then(|code| code.to_str().ok());
    span.in_scope(|| {
        tracing::info!(
            status = response.status().as_u16(),
            code,
            ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            bytes = response.body().size_hint().exact(),
            "answered"
        );
    });
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// The name of a method that somebody uses. A client may write thousands of letters there, and none of
/// them may reach the log.
fn known_method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        Method::TRACE => "TRACE",
        Method::CONNECT => "CONNECT",
        _ => "other",
    }
}

/// 64 random bits: unique among the requests anybody will ever look for.
fn request_id() -> String {
    let mut bytes = [0; 8];
    // Without randomness only the log gets harder to read.
    getrandom::fill(&mut bytes).unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(bytes))
}
