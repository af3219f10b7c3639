//! Where the data inside this program comes from, and the licences that ask to go with every copy.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

/// The notice, then the licences that it speaks of, whole.
const NOTICE: &str = concat!(
    include_str!("../../../NOTICE"),
    "\n\n---- shared/data/who/LICENSE.txt ----\n\n",
    include_str!("../../../shared/data/who/LICENSE.txt"),
    "\n\n---- shared/data/regions/LICENSE.txt ----\n\n",
    include_str!("../../../shared/data/regions/LICENSE.txt"),
);

/// `GET /notice.txt`: a page of its own, which costs a phone nothing until somebody asks.
pub async fn notice() -> Response {
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    ([(header::CONTENT_TYPE, plain)], NOTICE).into_response()
}
