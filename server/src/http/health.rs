//! Whether the server works, and what its problems mean.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::Shared;
use super::problem::{Kind, Problem};

/// `GET /healthz`: `ok` only if the database answers.
///
/// # Errors
/// The store's.
pub async fn healthz(State(app): State<Shared>) -> Result<&'static str, Problem> {
    app.store.read(|tx| tx.last_seq()).await?;
    Ok("ok")
}

/// `GET /api/v1/problems/{code}`: what the `type` of a problem leads to.
///
/// # Errors
/// `not_found` for a code of another version.
pub async fn problem(Path(code): Path<String>) -> Result<Response, Problem> {
    let kind =
        Kind::ALL.iter().find(|kind| kind.code() == code).ok_or(Problem::new(Kind::NotFound))?;
    let words = kind.words();
    let view = json!({
        "code": kind.code(),
        "status": kind.status().as_u16(),
        "title": { "id": words.id, "en": words.en },
    });
    Ok(Json(view).into_response())
}
