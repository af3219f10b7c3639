//! What a phone learns about the person who holds it.

use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use shared::sync::account::{Assignment1, Bound1, Profile1};

use super::Shared;
use super::door::own_device_named;
use super::problem::{Kind, Problem};
use super::wire::reply;
use crate::auth::session::SignedIn;
use crate::places;
use crate::store::account::Account;

/// What `me` takes.
#[derive(Deserialize)]
pub struct Asking {
    device: Option<String>,
}

/// `GET /api/v1/me`, or `?device=ID` for the account of one device only.
///
/// # Errors
/// `signed_out`, also when another device is named; `account_off`, `device_revoked`, `bad_request`,
/// or the store's.
pub async fn me(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    asking: Result<Query<Asking>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(Asking { device }) =
        asking.map_err(|_| Problem::from(Kind::BadRequest).field("device"))?;
    if let Some(device) = device {
        own_device_named(&signed_in, &device)?;
    }
    Ok(reply(&profile(&app, &signed_in.account).await?))
}

/// `GET /api/v1/me/bound`: who is signed in, and on which phone.
///
/// # Errors
/// `signed_out`, `account_off`, `device_revoked`, or the store's.
pub async fn bound(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
) -> Result<Response, Problem> {
    let device = signed_in.device.ok_or(Kind::SignedOut)?;
    let profile = profile(&app, &signed_in.account).await?;
    Ok(reply(&Bound1 { profile, device }))
}

/// The profile of a person. The office is that of the first village that is theirs today.
///
/// # Errors
/// The store's.
pub async fn profile(app: &Shared, account: &Account) -> Result<Profile1, Problem> {
    let (id, today) = (account.id, app.clock.today());
    let (assignments, office) = app
        .store
        .read(move |tx| {
            let assignments = tx.assignments(id)?;
            let now = assignments.iter().find(|assigned| {
                assigned.from <= today && assigned.to.is_none_or(|to| today <= to)
            });
            let office =
                now.map(|assigned| tx.office(assigned.village.kecamatan())).transpose()?.flatten();
            Ok((assignments, office))
        })
        .await?;
    let villages = assignments.into_iter().map(|assigned| Assignment1 {
        village: assigned.village,
        title: places::village_title(assigned.village),
        from: assigned.from,
        to: assigned.to,
    });
    let (office_name, office_phone) =
        office.map(|office| (office.name, office.phone)).unwrap_or_default();
    Ok(Profile1 {
        account: account.id,
        name: account.name.clone(),
        villages: villages.collect(),
        office_name,
        office_phone,
        epoch: app.store.epoch(),
        server_ms: app.clock.now_ms(),
    })
}
