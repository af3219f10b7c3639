//! Families of the register, as the desk asks for them.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use shared::id::FamilyId;
use shared::region::VillageCode;

use super::Shared;
use super::desk::{FILTER_BYTES_MAX, WORDS_CHARS_MAX};
use super::problem::{Kind, Problem};
use super::wire::json;
use crate::auth::session::AtDesk;
use crate::desk::family;
use crate::files::order::{kecamatan, some};
use crate::store::desk::{FAMILIES_MAX, FamilyFilter};

/// What to look for; empty values count as none.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Query {
    village: String,
    kecamatan: String,
    q: String,
    after: String,
}

/// `POST /api/v1/desk/families`: names and numbers to search for stand in the body, as those of
/// records.
///
/// # Errors
/// `bad_request` naming the parameter, `signed_out`, those of the body, or the store's.
pub async fn search(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    request: Request,
) -> Result<Response, Problem> {
    let expected = "expected an object of texts";
    let query: Query = json(&app.bodies, request, FILTER_BYTES_MAX, expected).await?;
    let filter = query.filter()?;
    Ok(Json(family::list(&app.store, at_desk.scope, filter).await?).into_response())
}

/// `GET /api/v1/desk/families/{id}`. A family of another's area is not found.
///
/// # Errors
/// `not_found`, `signed_out`, or the store's.
pub async fn detail(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = FamilyId::parse(&id).ok_or(Problem::new(Kind::NotFound))?;
    let family = family::detail(&app.store, at_desk.scope, id).await?;
    Ok(Json(family.ok_or(Problem::new(Kind::NotFound))?).into_response())
}

impl Query {
    fn filter(self) -> Result<FamilyFilter, Problem> {
        let wrong = |field| Problem::from(Kind::BadRequest).field(field);
        if self.q.trim().chars().count() > WORDS_CHARS_MAX {
            return Err(wrong("q"));
        }
        Ok(FamilyFilter {
            village: some(&self.village, |text| VillageCode::parse(text).ok())
                .ok_or_else(|| wrong("village"))?,
            kecamatan: some(&self.kecamatan, kecamatan).ok_or_else(|| wrong("kecamatan"))?,
            words: self.q,
            after: some(&self.after, family::place).ok_or_else(|| wrong("after"))?,
            limit: FAMILIES_MAX,
        })
    }
}
