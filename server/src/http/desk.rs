//! What the desk asks for.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use shared::day::Day;
use shared::forms;
use shared::id::{ChangeId, RecordId};
use shared::region::VillageCode;
use shared::sync::state::RecordState;

use super::Shared;
use super::problem::{Kind, Problem};
use super::review::{officer, reader_of, take_due};
use super::wire::json;
use crate::auth::session::AtDesk;
use crate::desk::records;
use crate::files::order::{kecamatan, some};
use crate::store::desk::{Order, RECORDS_MAX, RecordFilter};

/// Lines of a page when nothing else is asked.
const PAGE_LEN: u32 = 50;
/// The longest words to search for, characters; the desk's box takes no more.
pub(super) const WORDS_CHARS_MAX: usize = 100;
/// The longest filter: the words, each character escaped, and some short names; bytes.
pub(super) const FILTER_BYTES_MAX: usize = 2_000;

/// The filter as it stands in the address or, with the same names, in the body; empty values count
/// as none.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    village: String,
    kecamatan: String,
    kind: String,
    state: String,
    q: String,
    from: String,
    to: String,
    order: String,
    before: String,
    limit: String,
}

/// `GET /api/v1/desk/records`. Takes no words to search for: names and identity numbers would stand
/// in every log and history that keeps addresses.
///
/// # Errors
/// `bad_request` naming the parameter, `signed_out`, or the store's.
pub async fn list(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    query: Result<Query<ListQuery>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(query) = query.map_err(|_| Problem::from(Kind::BadRequest))?;
    if !query.q.is_empty() {
        return Err(Problem::from(Kind::BadRequest).field("q").detail("POST words to search for"));
    }
    page(&app, at_desk, query).await
}

/// `POST /api/v1/desk/records`: the same list, with the filter in the body.
///
/// # Errors
/// As [`list`], and those of the body.
pub async fn search(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    request: Request,
) -> Result<Response, Problem> {
    let expected = "expected an object of texts";
    let query = json(&app.bodies, request, FILTER_BYTES_MAX, expected).await?;
    page(&app, at_desk, query).await
}

async fn page(app: &Shared, at_desk: AtDesk, query: ListQuery) -> Result<Response, Problem> {
    let filter = query.filter()?;
    take_due(app).await?;
    let reader = reader_of(app, &at_desk);
    Ok(Json(records::list(&app.store, reader, filter).await?).into_response())
}

/// Which revision of a record; the one that counts when none is named.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DetailQuery {
    change: String,
}

/// `GET /api/v1/desk/records/{id}`, with `?change=` one revision of it. A record of another's area is not found: a refusal would tell
/// that there is one.
///
/// # Errors
/// `not_found`, `signed_out`, or the store's.
pub async fn detail(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    Path(id): Path<String>,
    query: Result<Query<DetailQuery>, QueryRejection>,
) -> Result<Response, Problem> {
    let record = record_id(&id)?;
    let Query(DetailQuery { change }) = query.map_err(|_| Problem::from(Kind::BadRequest))?;
    let change = some(&change, ChangeId::parse).ok_or(Problem::new(Kind::NotFound))?;
    let world = (app.references.as_ref(), app.clock.today());
    take_due(&app).await?;
    let reader = (reader_of(&app, &at_desk), officer(at_desk.signed_in.account.role).is_some());
    let detail = records::detail(&app.store, reader, (record, change), world).await?;
    Ok(Json(detail.ok_or(Problem::new(Kind::NotFound))?).into_response())
}

/// Reads an id from an address; what is none leads nowhere.
///
/// # Errors
/// `not_found`.
pub fn record_id(text: &str) -> Result<RecordId, Problem> {
    RecordId::parse(text).ok_or(Problem::new(Kind::NotFound))
}

impl ListQuery {
    fn filter(self) -> Result<RecordFilter, Problem> {
        let wrong = |field| Problem::from(Kind::BadRequest).field(field);
        if self.q.trim().chars().count() > WORDS_CHARS_MAX {
            return Err(wrong("q"));
        }
        Ok(RecordFilter {
            village: some(&self.village, |text| VillageCode::parse(text).ok())
                .ok_or_else(|| wrong("village"))?,
            kecamatan: some(&self.kecamatan, kecamatan).ok_or_else(|| wrong("kecamatan"))?,
            kind: some(&self.kind, |name| forms::kind_named(name).map(|kind| kind.id.0))
                .ok_or_else(|| wrong("kind"))?,
            state: some(&self.state, RecordState::named).ok_or_else(|| wrong("state"))?,
            words: Some(self.q).filter(|words| !words.trim().is_empty()),
            from: some(&self.from, Day::parse).ok_or_else(|| wrong("from"))?,
            to: some(&self.to, Day::parse).ok_or_else(|| wrong("to"))?,
            order: some(&self.order, order).ok_or_else(|| wrong("order"))?.unwrap_or_default(),
            before: some(&self.before, |text| text.parse().ok()).ok_or_else(|| wrong("before"))?,
            limit: some(&self.limit, |text| text.parse().ok())
                .ok_or_else(|| wrong("limit"))?
                .unwrap_or(PAGE_LEN)
                .clamp(1, RECORDS_MAX),
        })
    }
}

/// The name of an order.
fn order(name: &str) -> Option<Order> {
    match name {
        "newest" => Some(Order::Newest),
        "oldest" => Some(Order::Oldest),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn filter(query: &str) -> Result<RecordFilter, Problem> {
        let uri = format!("/?{query}").parse().unwrap();
        Query::<ListQuery>::try_from_uri(&uri).unwrap().0.filter()
    }

    #[test]
    fn both_forms_of_codes_and_empty_values_are_read() {
        let read = filter("village=35.23.17.2001&kecamatan=352317&kind=&state=sent&q=+&limit=9999")
            .unwrap();
        assert_eq!(read.village.unwrap().number(), 3_523_172_001);
        assert_eq!(read.kecamatan.unwrap().number(), 352_317);
        assert_eq!((read.kind, read.state), (None, Some(RecordState::Sent)));
        assert_eq!((read.words, read.before, read.limit), (None, None, RECORDS_MAX));
        assert_eq!(filter("").unwrap().limit, PAGE_LEN);
    }

    #[test]
    fn what_cannot_be_read_is_refused_and_not_ignored() {
        for query in [
            "village=1",
            "kecamatan=x",
            "kind=nothing",
            "state=x",
            "before=-1",
            "limit=x",
            "from=x",
            "to=2026-02-30",
            "order=name",
        ] {
            let problem = filter(query).unwrap_err();
            assert_eq!(problem.kind(), Kind::BadRequest, "{query}");
        }
    }

    #[test]
    fn words_are_as_long_as_the_box_in_letters_of_any_kind() {
        let of = |words: String| ListQuery { q: words, ..ListQuery::default() }.filter();
        assert!(of("é".repeat(WORDS_CHARS_MAX)).is_ok());
        assert_eq!(of("x".repeat(WORDS_CHARS_MAX + 1)).unwrap_err().kind(), Kind::BadRequest);
    }
}
