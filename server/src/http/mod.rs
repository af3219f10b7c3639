//! The server's face: routes, and what every request passes through. The only place that knows axum.
//!
//! Handlers read a request, ask `auth`, `sync` or `desk`, and write the answer; rules live there.

mod activation;
mod assets;
mod client;
mod cookies;
mod crowd;
mod desk;
mod door;
mod families;
mod files;
mod headers;
mod health;
mod limits;
mod me;
mod notice;
mod origin;
mod photos;
mod problem;
mod records;
mod review;
mod serve;
mod session;
mod sync;
mod trace;
mod tus;
mod typing;
mod wire;

use std::ops::Deref;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::Uri;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{delete, get, options, patch, post};
use tower_http::catch_panic::CatchPanicLayer;

pub use serve::serve;

use crate::app::App;
use problem::{Kind, Problem};

type Shared = Arc<Served>;

/// What handlers share: the server and what only its network needs.
struct Served {
    app: App,
    bodies: limits::Bodies,
}

impl Deref for Served {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

/// Every route of a server.
pub fn router(app: App) -> Router {
    let bodies = limits::Bodies::new(app.limits.bodies_bytes_max, app.limits.body_ms);
    let slots = limits::Slots::new(app.limits.requests_max, app.limits.answer_ms);
    let app = Arc::new(Served { app, bodies });
    let https = headers::Https(app.behind_proxy);
    Router::new()
        .nest("/api/v1", api(&app))
        .route("/healthz", get(health::healthz))
        .route("/notice.txt", get(notice::notice))
        .fallback(fallback)
        .method_not_allowed_fallback(|| async { Problem::from(Kind::MethodNotAllowed) })
        // From here on upwards: the last one is the first that a request passes.
        .layer(from_fn_with_state(Arc::clone(&app), client::known_client))
        .layer(from_fn_with_state(slots, limits::in_time))
        .layer(CatchPanicLayer::custom(|_panic| Problem::from(Kind::Internal).into_response()))
        .layer(from_fn(trace::trace))
        .layer(from_fn_with_state(https, headers::secure))
        // Bodies are read by `limits::Bodies` alone, which has its own limit.
        .layer(DefaultBodyLimit::disable())
        .with_state(app)
}

fn api(app: &Shared) -> Router<Shared> {
    let phone = Router::new()
        .route("/me", get(me::me))
        .route("/me/bound", get(me::bound))
        .route("/sync/pull", get(sync::pull))
        .layer(from_fn_with_state(Arc::clone(app), door::phone_reads));
    let handing_in = Router::new()
        .route("/sync/push", post(sync::push))
        .layer(from_fn_with_state(Arc::clone(app), door::phone_hands_in));
    let sending = Router::new()
        .route("/blobs", post(tus::create))
        .route("/blobs/{id}", patch(tus::append).head(tus::stand).delete(tus::terminate))
        .layer(from_fn_with_state(Arc::clone(app), door::phone_hands_in))
        .route("/blobs", options(tus::options))
        .layer(from_fn(tus::version));
    let at_desk = Router::new()
        .route("/desk/me", get(session::me))
        .route("/desk/records", get(desk::list).post(desk::search))
        .route("/desk/records/{id}", get(desk::detail))
        .route("/desk/blobs/{record}/{blob}", get(photos::picture))
        .route("/desk/records/{id}/content", get(review::content))
        .route("/desk/records/{id}/decision", post(review::decide))
        .route("/desk/decisions", post(review::bulk))
        .route("/desk/decisions/{id}", delete(review::undo))
        .route("/desk/today", get(review::today))
        .route("/desk/families", post(families::search))
        .route("/desk/families/{id}", get(families::detail))
        .route("/desk/files", get(files::list).post(files::ask))
        .route("/desk/files/{id}", get(files::fetch).delete(files::remove))
        .route("/desk/exports", get(files::notes))
        .route("/desk/typing", get(typing::list))
        .route("/desk/records/{id}/typing", post(typing::mark))
        .route("/records/{id}", get(records::record))
        .layer(from_fn_with_state(Arc::clone(app), door::desk));
    Router::new()
        .merge(phone)
        .merge(handing_in)
        .merge(sending)
        .merge(at_desk)
        .route("/activation", post(activation::activate))
        .route("/session/end", post(activation::sign_out))
        .route("/desk/session", post(session::sign_in).delete(session::sign_out))
        .route("/problems/{code}", get(health::problem))
        .layer(from_fn(origin::same_origin))
}

/// Files and pages; but an address below `/api` that is none of ours is an error, not a page.
async fn fallback(uri: Uri, request: axum::extract::Request) -> Response {
    if uri.path() == "/api" || uri.path().starts_with("/api/") {
        return Problem::from(Kind::NotFound).into_response();
    }
    assets::serve(request).await
}
