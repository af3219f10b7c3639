//! Lets requests through to the routes behind a sign-in, and hands out fresh cookies.

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use shared::id::DeviceId;

use super::Shared;
use super::cookies::Cookie;
use super::problem::{Kind, Problem};
use crate::auth::AuthError;
use crate::auth::session::{Purpose, SignedIn};
use crate::store::StoreError;

/// When to come back to a store that is full or busy, milliseconds.
const STORE_RETRY_MS: u64 = 5_000;

/// For routes that give something to a phone.
pub async fn phone_reads(State(app): State<Shared>, request: Request, next: Next) -> Response {
    phone(&app, Purpose::Read, request, next).await
}

/// For the route that takes a phone's records, also from one that may not read any more.
pub async fn phone_hands_in(State(app): State<Shared>, request: Request, next: Next) -> Response {
    phone(&app, Purpose::HandIn, request, next).await
}

async fn phone(app: &Shared, purpose: Purpose, mut request: Request, next: Next) -> Response {
    let secret = Cookie::Psm.read(request.headers());
    match app.auth.phone(secret.as_ref(), purpose).await {
        Ok(signed_in) => {
            request.extensions_mut().insert(signed_in.clone());
            with_fresh(Cookie::Psm, &signed_in, next.run(request).await)
        }
        Err(error) => Problem::from(error).into_response(),
    }
}

/// For routes of the desk.
pub async fn desk(State(app): State<Shared>, mut request: Request, next: Next) -> Response {
    let secret = Cookie::Desk.read(request.headers());
    match app.auth.at_desk(secret.as_ref()).await {
        Ok(at_desk) => {
            request.extensions_mut().insert(at_desk.clone());
            with_fresh(Cookie::Desk, &at_desk.signed_in, next.run(request).await)
        }
        Err(error) => Problem::from(error).into_response(),
    }
}

/// The browser has one cookie, but may hold two accounts: what one of them left unsent must never be
/// handed in, nor its cursor moved, under the other's session. A phone takes this answer as a session
/// that ended, and keeps everything.
///
/// # Errors
/// `signed_out` when the session is not of this device.
pub fn own_device(signed_in: &SignedIn, device: DeviceId) -> Result<(), Problem> {
    if signed_in.device == Some(device) { Ok(()) } else { Err(Kind::SignedOut.into()) }
}

/// As [`own_device`], for a device as it stands in an address.
///
/// # Errors
/// `bad_request` when it is none; `signed_out`.
pub fn own_device_named(signed_in: &SignedIn, device: &str) -> Result<(), Problem> {
    let device =
        DeviceId::parse(device).ok_or_else(|| Problem::from(Kind::BadRequest).field("device"))?;
    own_device(signed_in, device)
}

/// Adds the cookie with the successor of the secret, where there is one.
pub fn with_fresh(cookie: Cookie, signed_in: &SignedIn, mut response: Response) -> Response {
    if let Some(fresh) = &signed_in.fresh {
        response
            .headers_mut()
            .append(header::SET_COOKIE, cookie.set(fresh, signed_in.lives_ms / 1_000));
    }
    response
}

impl From<AuthError> for Problem {
    fn from(error: AuthError) -> Self {
        match error {
            AuthError::SignedOut => Kind::SignedOut.into(),
            AuthError::AccountOff => Kind::AccountOff.into(),
            AuthError::DeviceRevoked => Kind::DeviceRevoked.into(),
            AuthError::WrongPassword => Kind::WrongPassword.into(),
            AuthError::LinkUnknown => Kind::LinkUnknown.into(),
            AuthError::LinkUsed => Kind::LinkUsed.into(),
            AuthError::LinkExpired => Kind::LinkExpired.into(),
            AuthError::TooManyTries { wait_ms } => {
                Problem::from(Kind::TooManyTries).retry_after_ms(wait_ms)
            }
            AuthError::Store(error) => error.into(),
            AuthError::Random(_) | AuthError::Check(_) => internal(&error),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Problem::from(Kind::Overloaded).retry_after_ms(STORE_RETRY_MS),
            StoreError::Full | StoreError::Closed => {
                tracing::error!(error = %error, "the store cannot take more");
                Problem::from(Kind::Overloaded).retry_after_ms(STORE_RETRY_MS)
            }
            StoreError::Constraint(_) | StoreError::Damaged(_) | StoreError::Engine(_) => {
                internal(&error)
            }
        }
    }
}

/// Logs the whole chain once, and tells the outside nothing of it.
pub(super) fn internal(error: &(dyn core::error::Error + 'static)) -> Problem {
    let mut chain = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        chain.push_str(": ");
        chain.push_str(&cause.to_string());
        source = cause.source();
    }
    tracing::error!(error = chain, "a request failed");
    Kind::Internal.into()
}
