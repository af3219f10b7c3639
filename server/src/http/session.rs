//! Signing in and out at the desk.

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use shared::desk::session::{Area, Me, VillageOption};

use super::Shared;
use super::activation::end;
use super::client::Client;
use super::cookies::Cookie;
use super::door::with_fresh;
use super::problem::Problem;
use super::review;
use super::wire::json;
use crate::auth::session::AtDesk;
use crate::places;
use crate::store::Scope;

/// A user name and a password.
const SIGN_IN_BYTES_MAX: usize = 4_000;

/// What signing in takes.
#[derive(Deserialize)]
struct SignIn {
    user: String,
    password: String,
}

/// `POST /api/v1/desk/session`.
///
/// # Errors
/// `wrong_password`, `account_off`, `too_many_tries`, or of the body.
pub async fn sign_in(
    State(app): State<Shared>,
    Extension(client): Extension<Client>,
    request: Request,
) -> Result<Response, Problem> {
    let expected = "expected {\"user\", \"password\"}";
    let wanted: SignIn = json(&app.bodies, request, SIGN_IN_BYTES_MAX, expected).await?;
    let at_desk = app.auth.sign_in(&wanted.user, &wanted.password, client.0).await?;
    Ok(with_fresh(Cookie::Desk, &at_desk.signed_in, Json(view(&at_desk)).into_response()))
}

/// `DELETE /api/v1/desk/session`. Also when nobody was signed in.
///
/// # Errors
/// The store's.
pub async fn sign_out(State(app): State<Shared>, headers: HeaderMap) -> Result<Response, Problem> {
    end(&app, Cookie::Desk, &headers).await
}

/// `GET /api/v1/desk/me`.
pub async fn me(Extension(at_desk): Extension<AtDesk>) -> Response {
    Json(view(&at_desk)).into_response()
}

fn view(at_desk: &AtDesk) -> Me {
    let account = &at_desk.signed_in.account;
    let scope = match at_desk.scope {
        Scope::Regency => {
            Area { kind: "regency".into(), code: None, title: "Kabupaten Tuban".into() }
        }
        Scope::Kecamatan(code) => Area {
            kind: "kecamatan".into(),
            code: Some(code.to_string()),
            title: places::kecamatan_title(code),
        },
        Scope::Village(code) => Area {
            kind: "desa".into(),
            code: Some(code.to_string()),
            title: places::village_title(code),
        },
    };
    let villages = places::all().iter().filter(|village| at_desk.scope.holds(village.code));
    Me {
        user: account.user_name.clone().unwrap_or_default(),
        name: account.name.clone(),
        role: account.role.name().into(),
        decides: review::officer(account.role).is_some(),
        scope,
        villages: villages
            .map(|village| VillageOption {
                code: village.code.to_string(),
                title: village.title(),
                kecamatan: village.kecamatan.to_string(),
                kecamatan_title: places::kecamatan_title(village.kecamatan),
            })
            .collect(),
    }
}
