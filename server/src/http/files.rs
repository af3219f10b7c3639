//! Files that the desk makes: asking for one, fetching it, and who took out what.

use std::fs::File;
use std::io::Read as _;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use http_body::{Body as HttpBody, Frame};
use serde::Deserialize;
use shared::desk::files::{Ask, Exports, Note, Notes};
use shared::text::{Text, t};
use tokio::sync::mpsc;

use super::Shared;
use super::problem::{Kind, Problem};
use super::wire::json;
use crate::auth::session::AtDesk;
use crate::files::order::{Refused, order};
use crate::files::shelf::ShelfError;
use crate::store::account::Role;
use crate::store::exports::{EXPORTS_MAX, FileKind};

/// The longest order: a filter and a reason, each character escaped; bytes.
const ORDER_BYTES_MAX: usize = 4_000;
/// A file is read in pieces of so many bytes, of which a few wait for a slow line.
const PIECE_BYTES: usize = 64 * 1024;
/// So many pieces wait.
const PIECES_WAITING: usize = 4;

/// `POST /api/v1/desk/files`: begins to make a file.
///
/// # Errors
/// `bad_request` naming the part, `not_found` for a place that is not the reader's, `too_many_files`.
pub async fn ask(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    request: Request,
) -> Result<Response, Problem> {
    let expected = "expected an object of texts";
    let ask: Ask = json(&app.bodies, request, ORDER_BYTES_MAX, expected).await?;
    let account = at_desk.signed_in.account.id;
    let order = order(&ask, account, at_desk.scope, app.clock.today())?;
    if let crate::files::order::What::Record { scope, record, .. } = order.what {
        // Told at once, and not by a file that fails.
        let found = app.store.read_for_desk(move |tx| tx.detail(scope, record)).await?;
        found.ok_or(Problem::new(Kind::NotFound))?;
    }
    let export = app.files.add(order)?;
    Ok((StatusCode::ACCEPTED, Json(export)).into_response())
}

/// `GET /api/v1/desk/files`: one's own files and how far they are.
pub async fn list(State(app): State<Shared>, Extension(at_desk): Extension<AtDesk>) -> Response {
    let exports = app.files.of(at_desk.signed_in.account.id);
    Json(Exports { exports, today: app.clock.today().to_string() }).into_response()
}

/// `GET /api/v1/desk/files/{id}`: the file itself, for whoever asked for it.
///
/// # Errors
/// `not_found` while it is not ready, once it was deleted, and for everybody else.
pub async fn fetch(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = app.files.open((at_desk.signed_in.account.id, at_desk.scope), &id);
    let (name, n_bytes, file) = found.ok_or(Problem::new(Kind::NotFound))?;
    let saved_as = HeaderValue::try_from(format!("attachment; filename=\"{name}\""))
        .map_err(|_odd| Problem::from(Kind::Internal))?;
    let mut response = Response::new(Body::new(Pieces::of(file)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&name)));
    headers.insert(header::CONTENT_DISPOSITION, saved_as);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(n_bytes));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("csv") => "text/csv; charset=utf-8; header=present",
        Some("zip") => "application/zip",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
}

/// `DELETE /api/v1/desk/files/{id}`: cancels or deletes one's own file.
///
/// # Errors
/// `not_found`.
pub async fn remove(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    if app.files.remove(at_desk.signed_in.account.id, &id) {
        Ok(StatusCode::NO_CONTENT.into_response())
    } else {
        Err(Kind::NotFound.into())
    }
}

/// Which page of the notes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NotesQuery {
    before: String,
}

/// `GET /api/v1/desk/exports`: who took out what, for those who answer for it.
///
/// # Errors
/// `not_found` for everybody else, `bad_request`, or the store's.
pub async fn notes(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    query: Result<Query<NotesQuery>, QueryRejection>,
) -> Result<Response, Problem> {
    match at_desk.signed_in.account.role {
        Role::Dinsos | Role::Admin => {}
        Role::Psm | Role::Desa | Role::Kecamatan => return Err(Kind::NotFound.into()),
    }
    let Query(NotesQuery { before }) = query.map_err(|_| Problem::from(Kind::BadRequest))?;
    let before = crate::files::order::some(&before, |text| text.parse().ok())
        .ok_or_else(|| Problem::from(Kind::BadRequest).field("before"))?;
    let found = app.store.read_for_desk(move |tx| tx.exports(before, EXPORTS_MAX)).await?;
    let is_full = found.len() >= EXPORTS_MAX as usize;
    let next = found.last().map(|(exported, _)| exported.number).filter(|_| is_full);
    let note = |(exported, who): (crate::store::exports::Exported, String)| Note {
        number: exported.number,
        who,
        at_ms: exported.at_ms,
        what: title(exported.what).into(),
        filter: exported.filter,
        reason: exported.reason,
        is_masked: exported.is_masked,
        n_rows: exported.n_rows,
    };
    Ok(Json(Notes { notes: found.into_iter().map(note).collect(), next }).into_response())
}

const fn title(what: FileKind) -> Text {
    match what {
        FileKind::Xlsx => t("Daftar (XLSX)", "List (XLSX)"),
        FileKind::Csv => t("Daftar (CSV)", "List (CSV)"),
        FileKind::Record => t("Satu catatan (XLSX)", "One record (XLSX)"),
        FileKind::Operator => t("Berkas operator SIKS-NG", "Operator file for SIKS-NG"),
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Wrong(field) => Problem::from(Kind::BadRequest).field(field),
            Refused::NotFound => Kind::NotFound.into(),
        }
    }
}

impl From<ShelfError> for Problem {
    fn from(error: ShelfError) -> Self {
        match error {
            ShelfError::Full => Kind::TooManyFiles.into(),
            ShelfError::Random(_) => Kind::Internal.into(),
        }
    }
}

/// A file as a body: read on a thread that waits while the line is slow.
struct Pieces(mpsc::Receiver<std::io::Result<Bytes>>);

impl Pieces {
    fn of(mut file: File) -> Self {
        let (send, pieces) = mpsc::channel(PIECES_WAITING);
        tokio::task::spawn_blocking(move || {
            loop {
                let mut piece = vec![0; PIECE_BYTES];
                let piece = match file.read(&mut piece) {
                    Ok(0) => return,
                    Ok(n_bytes) => {
                        piece.truncate(n_bytes);
                        Ok(Bytes::from(piece))
                    }
                    Err(error) => Err(error),
                };
                let is_over = piece.is_err();
                // Nobody listens any more: the line was cut.
                if send.blocking_send(piece).is_err() || is_over {
                    return;
                }
            }
        });
        Self(pieces)
    }
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        ctx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.0.poll_recv(ctx).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
