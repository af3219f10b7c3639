//! What an operator has typed into SIKS-NG.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use shared::desk::files::{Mark, Marked};
use shared::id::ChangeId;
use shared::region::VillageCode;

use super::Shared;
use super::desk::record_id;
use super::problem::{Kind, Problem};
use super::review::{parsed, reader_of, take_due};
use super::wire::json;
use crate::auth::session::AtDesk;
use crate::files::menu::Menu;
use crate::files::order::some;
use crate::files::typing::{self, NotMarked};
use crate::places;
use crate::store::account::Role;

/// The longest mark: an id and two names, bytes.
const MARK_BYTES_MAX: usize = 200;

/// Which proposals.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TypingQuery {
    village: String,
    menu: String,
    before: String,
}

/// `GET /api/v1/desk/typing`: a page of what there is to type for a village and a menu.
///
/// # Errors
/// `bad_request` naming the parameter, `not_found` for a village that is not the reader's.
pub async fn list(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    query: Result<Query<TypingQuery>, QueryRejection>,
) -> Result<Response, Problem> {
    let wrong = |field| Problem::from(Kind::BadRequest).field(field);
    let Query(query) = query.map_err(|_| Problem::from(Kind::BadRequest))?;
    let village = VillageCode::parse(&query.village).map_err(|_| wrong("village"))?;
    let menu = Menu::named(&query.menu).ok_or_else(|| wrong("menu"))?;
    let before = some(&query.before, |text| text.parse().ok()).ok_or_else(|| wrong("before"))?;
    if !at_desk.scope.holds(village) || places::village(village).is_none() {
        return Err(Kind::NotFound.into());
    }
    take_due(&app).await?;
    let (reader, today) = (reader_of(&app, &at_desk), app.clock.today());
    let references = std::sync::Arc::clone(&app.references);
    let page = app.store.read_for_desk(move |tx| {
        typing::page(tx, &reader, (village, menu), before, references.world(today))
    });
    Ok(Json(page.await?).into_response())
}

/// `POST /api/v1/desk/records/{id}/typing`: marks a proposal as typed, or takes the mark back.
///
/// # Errors
/// `not_allowed` for whoever keeps the accounts, `not_found`, `record_changed`, those of the body.
pub async fn mark(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let record = record_id(&id)?;
    match at_desk.signed_in.account.role {
        Role::Desa | Role::Kecamatan | Role::Dinsos => {}
        Role::Psm | Role::Admin => return Err(Kind::NotAllowed.into()),
    }
    let expected = "expected change and is_typed";
    let Mark { change, is_typed } = json(&app.bodies, request, MARK_BYTES_MAX, expected).await?;
    let change = parsed(&change, "change", ChangeId::parse)?;
    let who = (at_desk.signed_in.account.id, at_desk.scope);
    let now_ms = app.clock.now_ms();
    let marked =
        app.store.write(move |tx| typing::mark(tx, who, (record, change), is_typed, now_ms));
    match marked.await? {
        Ok(typed) => Ok(Json(Marked { typed }).into_response()),
        Err(NotMarked::NotFound) => Err(Kind::NotFound.into()),
        Err(NotMarked::Changed) => Err(Kind::RecordChanged.into()),
    }
}
