//! Where the data and the crates inside this program come from, and the licences that ask to go with
//! every copy. `build.rs` puts it together.

use axum::http::HeaderMap;
use axum::response::Response;

use super::assets::{self, NOTICE};

/// `GET /notice.txt`: a page of its own, which costs a phone nothing until somebody asks.
pub async fn notice(headers: HeaderMap) -> Response {
    assets::answer(&NOTICE, &headers)
}
