//! Refuses requests that another site makes a signed-in browser send.
//!
//! `SameSite=Strict` on the cookies is the first guard, this is the second. A request that changes
//! something needs `Sec-Fetch-Site: same-origin`, or, from a browser too old to send that, an
//! `Origin` that is ours. With neither header it does not come from a browser that can run these
//! apps: all of them send `Origin` with every POST and DELETE, and no page can take it away. Without
//! a session there is nothing to misuse, and such a client (the command line, a script of another
//! office) may sign in; with one it has to say by one of the headers that it means what it does.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::cookies::Cookie;
use super::problem::{Kind, Problem};

/// Refuses with `other_origin`.
pub async fn same_origin(request: Request, next: Next) -> Response {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_reading || is_ours(request.headers()) {
        next.run(request).await
    } else {
        Problem::from(Kind::OtherOrigin).into_response()
    }
}

fn is_ours(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return !has_session(headers) };
    let origin = origin.to_str().ok().and_then(|origin| origin.parse::<Uri>().ok());
    let authority = origin.as_ref().and_then(Uri::authority).map(|authority| authority.as_str());
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    host.is_some() && authority == host
}

fn has_session(headers: &HeaderMap) -> bool {
    [Cookie::Psm, Cookie::Desk].into_iter().any(|cookie| cookie.read(headers).is_some())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::auth::secret::Secret;
    use axum::http::HeaderName;

    fn check(headers: &[(&'static str, &str)], expected: bool) {
        let map = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        assert_eq!(is_ours(&map), expected, "{headers:?}");
    }

    #[test]
    fn only_our_own_pages_and_clients_without_a_session_may_change_something() {
        check(&[("host", "mutakhir.id"), ("sec-fetch-site", "same-origin")], true);
        check(&[("host", "mutakhir.id"), ("sec-fetch-site", "same-site")], false);
        check(&[("host", "mutakhir.id"), ("sec-fetch-site", "cross-site")], false);
        // A fetch header is believed before an origin.
        check(&[("host", "a"), ("sec-fetch-site", "cross-site"), ("origin", "http://a")], false);
        check(&[("host", "127.0.0.1:8080"), ("origin", "http://127.0.0.1:8080")], true);
        check(&[("host", "127.0.0.1:8080"), ("origin", "http://127.0.0.1:9090")], false);
        // A proxy on a port of its own that passes the whole host on, and one that drops the port.
        check(&[("host", "mutakhir.id:8443"), ("origin", "https://mutakhir.id:8443")], true);
        check(&[("host", "mutakhir.id"), ("origin", "https://mutakhir.id:8443")], false);
        check(&[("host", "mutakhir.id"), ("origin", "null")], false);
        check(&[("origin", "http://a")], false);
        check(&[("host", "a")], true);
        for cookie in [Cookie::Psm, Cookie::Desk] {
            let cookie = format!("{}={}", cookie.name(), Secret::random().unwrap().to_text());
            check(&[("host", "a"), ("cookie", &cookie)], false);
            check(&[("host", "a"), ("cookie", &cookie), ("origin", "http://a")], true);
        }
    }
}
