//! The headers that every answer carries.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Everything from this origin only, and nothing inline. `wasm-unsafe-eval` lets the browser
/// compile the app's own WebAssembly; `data:` and `blob:` are pictures drawn or taken on the phone.
const CONTENT_SECURITY_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
     frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
);

/// Camera and place belong to the forms; nothing else is ever asked for. Only names that Chromium knows
/// (it warns of others, such as `bluetooth`).
const PERMISSIONS_POLICY: HeaderValue = HeaderValue::from_static(
    "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), midi=(), \
     display-capture=(), browsing-topics=()",
);

const FIXED: [(HeaderName, HeaderValue); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// Two years, the usual length; sent only where HTTPS is known to be in front.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Whether HTTPS is in front of this server.
#[derive(Clone, Copy)]
pub struct Https(pub bool);

/// Adds them. Answers of the API are never kept by a cache; files say themselves how long.
pub async fn secure(State(https): State<Https>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        // What comes from strangers is served with a stricter policy than ours.
        headers.entry(name).or_insert(value);
    }
    if https.0 {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
