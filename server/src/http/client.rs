//! Where a request comes from.

use std::net::{IpAddr, Ipv4Addr};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::Shared;
use super::problem::{Kind, Problem};
use super::serve::Peer;

/// The address of whoever asks; the proxy's word is taken where there is one.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub IpAddr);

/// Finds out the address. The demo serves this very machine only: the socket must be a loopback one
/// and the page must have been opened under a loopback name, so that no page of another site can
/// reach it by having its own name point here. What a proxy passes on comes from somewhere else,
/// though the proxy stands on this machine.
pub async fn known_client(State(app): State<Shared>, mut request: Request, next: Next) -> Response {
    let peer = request
        .extensions()
        .get::<Peer>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let headers = request.headers();
    let is_this_machine =
        peer.is_loopback() && has_loopback_name(headers) && !is_passed_on(headers);
    if app.loopback_only && !is_this_machine {
        return Problem::from(Kind::LoopbackOnly).into_response();
    }
    let forwarded = app.behind_proxy.then(|| forwarded_for(request.headers())).flatten();
    request.extensions_mut().insert(Client(forwarded.unwrap_or(peer)));
    next.run(request).await
}

/// The last address of the list: the one that our own proxy saw. Those before it anybody can write.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

/// What proxies and tunnels write when they pass a request on.
const PASSED_ON: [&str; 7] = [
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-server",
    "x-real-ip",
];

fn is_passed_on(headers: &HeaderMap) -> bool {
    PASSED_ON.into_iter().any(|name| headers.contains_key(name))
}

fn has_loopback_name(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else {
        return false;
    };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost")
        || name
            .trim_matches(['[', ']'])
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn loopback_goes_by_its_names_only() {
        let check = |host: &str, expected: bool| {
            let headers = HeaderMap::from_iter([(header::HOST, host.parse().unwrap())]);
            assert_eq!(has_loopback_name(&headers), expected, "{host}");
        };
        for host in
            ["localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:80", "[::1]:8080", "[::1]"]
        {
            check(host, true);
        }
        for host in
            ["evil.example", "127.0.0.1.evil.example:8080", "192.168.1.7:8080", "localhost.x"]
        {
            check(host, false);
        }
        assert!(!has_loopback_name(&HeaderMap::new()));
    }

    #[test]
    fn only_the_address_that_our_proxy_wrote_counts() {
        let mut headers = HeaderMap::new();
        assert_eq!(forwarded_for(&headers), None);
        headers.append("x-forwarded-for", "1.1.1.1, 10.0.0.7".parse().unwrap());
        assert_eq!(forwarded_for(&headers), Some("10.0.0.7".parse().unwrap()));
        headers.append("x-forwarded-for", "damaged".parse().unwrap());
        assert_eq!(forwarded_for(&headers), None);
    }
}
