//! Records by field name, for other programs.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};

use super::Shared;
use super::desk::record_id;
use super::problem::{Kind, Problem};
use crate::auth::session::AtDesk;
use crate::desk::records;
use crate::json;

/// `GET /api/v1/records/{id}`, within the scope of whoever is signed in at the desk.
///
/// # Errors
/// `not_found`, `signed_out`, or the store's.
pub async fn record(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let detail = records::stored(&app.store, at_desk.scope, record_id(&id)?).await?;
    let detail = detail.ok_or(Problem::new(Kind::NotFound))?;
    let world = app.references.world(app.clock.today());
    Ok(Json(json::view(&detail, world)).into_response())
}
