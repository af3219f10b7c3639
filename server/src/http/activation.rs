//! Binding a phone, and letting it go.

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use shared::sync::account::Activate1;

use super::Shared;
use super::client::Client;
use super::cookies::Cookie;
use super::me::profile;
use super::problem::Problem;
use super::wire::{message, reply};
use crate::auth::session::PSM_IDLE_MS;

/// `POST /api/v1/activation`: uses an invitation and signs the phone in.
///
/// # Errors
/// `link_unknown`, `link_used`, `link_expired`, `too_many_tries`, or of the body.
pub async fn activate(
    State(app): State<Shared>,
    Extension(client): Extension<Client>,
    request: Request,
) -> Result<Response, Problem> {
    let wanted: Activate1 = message(&app.bodies, request).await?;
    let activated = app.auth.activate(&wanted.token, wanted.device, client.0).await?;
    let profile = profile(&app, &activated.account).await?;
    let cookie = Cookie::Psm.set(&activated.secret, PSM_IDLE_MS / 1_000);
    Ok(([(header::SET_COOKIE, cookie)], reply(&profile)).into_response())
}

/// `POST /api/v1/session/end`: signs the phone out. Also when it was signed out already.
///
/// # Errors
/// The store's.
pub async fn sign_out(State(app): State<Shared>, headers: HeaderMap) -> Result<Response, Problem> {
    end(&app, Cookie::Psm, &headers).await
}

/// Ends the session of a cookie and makes the browser forget it.
///
/// # Errors
/// The store's.
pub async fn end(app: &Shared, cookie: Cookie, headers: &HeaderMap) -> Result<Response, Problem> {
    if let Some(secret) = cookie.read(headers) {
        app.auth.sign_out(&secret).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie.forget())]).into_response())
}
