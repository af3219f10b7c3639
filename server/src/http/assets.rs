//! The built frontend and the notice, compressed beforehand, as they lie inside this program.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};

use super::problem::{Kind, Problem};

/// One file of one app.
pub struct Asset {
    /// `field`, `office` or `notice`.
    pub app: &'static str,
    /// Its path below the app's folder, without a slash in front.
    pub path: &'static str,
    /// Its media type.
    pub mime: &'static str,
    /// True when its name carries a hash of its content, so that it never changes.
    pub immutable: bool,
    /// SHA-256 of its content, hexadecimal.
    pub hash: &'static str,
    /// As it is.
    pub raw: &'static [u8],
    /// Compressed with brotli, where that is smaller.
    pub brotli: Option<&'static [u8]>,
    /// Compressed with gzip, where that is smaller.
    pub gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Where the desk lives; everything else that is not the API is the phone's.
const OFFICE_BASE: &str = "/kantor";
/// The page that each app starts from.
const INDEX: &str = "index.html";
/// A year, the longest that caches honour.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Kept, but asked for each time: the answer is 304 while nothing changed.
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");

/// What is served while the frontend was not built.
const NOT_BUILT: &str = "<!doctype html><html lang=\"id\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>Mutakhir</title>\
    <h1>Mutakhir</h1><p>Aplikasi belum dibangun. Jalankan <code>cargo xtask build</code>, lalu \
    bangun server ini lagi.</p><p lang=\"en\">The apps are not built yet. Run \
    <code>cargo xtask build</code>, then build this server again.</p></html>";

/// Answers with a file, with the page of an app, or with `not_found`.
pub async fn serve(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Problem::from(Kind::MethodNotAllowed).into_response();
    }
    if ASSETS.is_empty() {
        let page = HeaderValue::from_static("text/html; charset=utf-8");
        return ([(header::CONTENT_TYPE, page)], NOT_BUILT).into_response();
    }
    match find(ASSETS, request.uri()) {
        Some(asset) => answer(asset, request.headers()),
        None => Problem::from(Kind::NotFound).into_response(),
    }
}

/// The file of an address. A path without a dot is a page inside an app, which the app itself shows.
fn find<'a>(assets: &'a [Asset], uri: &Uri) -> Option<&'a Asset> {
    let (app, path) = match uri.path().strip_prefix(OFFICE_BASE) {
        Some("") => ("office", ""),
        Some(below) if below.starts_with('/') => ("office", below),
        _ => ("field", uri.path()),
    };
    let path = path.trim_start_matches('/');
    let is_page = !path.contains('.');
    let wanted = if is_page { INDEX } else { path };
    assets.iter().find(|asset| asset.app == app && asset.path == wanted)
}

/// Answers with a file, in the smallest form that the client takes.
pub fn answer(asset: &'static Asset, request: &HeaderMap) -> Response {
    let (coding, bytes) = negotiate(asset, request);
    // The three forms are different representations, so each has its own tag.
    let tag =
        format!("\"{}{}\"", asset.hash, coding.map_or(String::new(), |name| format!("-{name}")));
    let is_known = request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim().trim_start_matches("W/") == tag);
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(Bytes::from_static(bytes)).into_response()
    };
    let headers = response.headers_mut();
    if !is_known {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.mime));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        if let Some(name) = coding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::CACHE_CONTROL, if asset.immutable { FOR_EVER } else { ASK_FIRST });
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if asset.path == "sw.js" {
        headers.insert(
            HeaderName::from_static("service-worker-allowed"),
            HeaderValue::from_static("/"),
        );
    }
    response
}

/// The smallest form that the client takes.
fn negotiate(asset: &'static Asset, request: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
    if let Some(bytes) = asset.brotli.filter(|_| accepts(request, "br")) {
        return (Some("br"), bytes);
    }
    if let Some(bytes) = asset.gzip.filter(|_| accepts(request, "gzip")) {
        return (Some("gzip"), bytes);
    }
    (None, asset.raw)
}

/// Whether `Accept-Encoding` names this coding (or `*`) with a weight above zero.
fn accepts(request: &HeaderMap, coding: &str) -> bool {
    let mut any = false;
    let values = request.get_all(header::ACCEPT_ENCODING).iter();
    for part in values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')) {
        let mut pieces = part.split(';').map(str::trim);
        let name = pieces.next().unwrap_or_default();
        let weight = pieces.find_map(|piece| piece.strip_prefix("q="));
        let is_wanted = weight.is_none_or(|weight| weight.parse().is_ok_and(|q: f32| q > 0.0));
        if name.eq_ignore_ascii_case(coding) {
            return is_wanted;
        }
        if name == "*" {
            any = is_wanted;
        }
    }
    any
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    const fn asset(app: &'static str, path: &'static str, immutable: bool) -> Asset {
        Asset {
            app,
            path,
            mime: "text/plain",
            immutable,
            hash: "00ff",
            raw: b"raw",
            brotli: Some(b"br"),
            gzip: Some(b"gz"),
        }
    }

    static SITE: [Asset; 4] = [
        asset("field", "index.html", false),
        asset("field", "sw.js", false),
        asset("field", "field-12345678.js", true),
        asset("office", "index.html", false),
    ];

    fn ask(headers: &[(HeaderName, &str)], path: &str) -> Response {
        let uri = path.parse().unwrap();
        let headers =
            headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect();
        answer(find(&SITE, &uri).unwrap(), &headers)
    }

    #[test]
    fn pages_of_an_app_lead_to_its_index_and_files_to_themselves() {
        let check = |path: &str, expected: Option<(&str, &str)>| {
            let found = find(&SITE, &path.parse().unwrap()).map(|asset| (asset.app, asset.path));
            assert_eq!(found, expected, "{path}");
        };
        for path in ["/", "/aktivasi", "/isi/0198-77", "/kantornya", "/index.html"] {
            check(path, Some(("field", "index.html")));
        }
        for path in ["/kantor", "/kantor/", "/kantor/data/7", "/kantor?village=1"] {
            check(path, Some(("office", "index.html")));
        }
        check("/field-12345678.js", Some(("field", "field-12345678.js")));
        for path in ["/nothing.js", "/kantor/sw.js", "/../Cargo.toml", "/.env"] {
            check(path, None);
        }
    }

    #[test]
    fn the_best_coding_that_the_client_takes_is_sent() {
        let check = |accept: &str, expected: Option<&str>| {
            let response = ask(&[(header::ACCEPT_ENCODING, accept)], "/");
            let coding = response.headers().get(header::CONTENT_ENCODING);
            assert_eq!(coding.map(|coding| coding.to_str().unwrap()), expected, "{accept}");
            assert_eq!(response.headers()[header::VARY], "accept-encoding");
        };
        check("gzip, deflate, br, zstd", Some("br"));
        check("gzip", Some("gzip"));
        check("GZIP", Some("gzip"));
        check("br;q=0, gzip;q=0.5", Some("gzip"));
        check("*", Some("br"));
        check("*;q=0", None);
        check("identity", None);
    }

    #[test]
    fn an_unchanged_file_is_not_sent_again() {
        let first = ask(&[(header::ACCEPT_ENCODING, "br")], "/");
        let tag = first.headers()[header::ETAG].to_str().unwrap();
        let again = [(header::ACCEPT_ENCODING, "br"), (header::IF_NONE_MATCH, tag)];
        assert_eq!(ask(&again, "/").status(), StatusCode::NOT_MODIFIED);
        // The plain form is another representation.
        assert_eq!(ask(&[(header::IF_NONE_MATCH, tag)], "/").status(), StatusCode::OK);
    }

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        assert_eq!(ask(&[], "/field-12345678.js").headers()[header::CACHE_CONTROL], FOR_EVER);
        assert_eq!(ask(&[], "/").headers()[header::CACHE_CONTROL], ASK_FIRST);
        let worker = ask(&[], "/sw.js");
        assert_eq!(worker.headers()[header::CACHE_CONTROL], ASK_FIRST);
        assert_eq!(worker.headers()["service-worker-allowed"], "/");
    }
}
