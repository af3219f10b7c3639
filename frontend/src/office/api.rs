//! The only place of the desk that talks to the server: JSON over fetch, same origin.
//!
//! The session is an HttpOnly cookie that this code never sees.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use shared::{
    desk::{
        family::{Family, FamilyPage},
        files::{Ask, Export, Exports, Mark, Marked, Notes},
        list::Page,
        record::Record,
        review::{Bulk, BulkDecided, Decide, Decided, Raw, Seen, Today},
        session::Me,
    },
    id::{ChangeId, FamilyId, RecordId},
    sync::state::RecordState,
};

use super::route::{Filter, OLDEST};
use crate::browser::fetch::{self, Answer, Request};

const BASE: &str = "/api/v1/desk";
/// How many records one page of the list has.
pub const PAGE_RECORDS: u32 = 50;
/// The most that the server gives in one page.
pub const PAGE_RECORDS_MAX: u32 = 200;
/// How many records a look for news asks for: enough to say "20+", few enough to be light.
pub const NEWS_RECORDS: u32 = 20;
/// An office line may be slow, but a request that takes longer has been lost.
const TIMEOUT_MS: u32 = 30_000;
/// What to wait after too many tries when the server does not say how long.
const RETRY_AFTER_S: u32 = 30;

/// Why there is no answer to work with. Shown to people through [`super::text::error`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The server was not reached in time.
    Unreachable,
    /// Nobody is signed in, or no longer.
    SignedOut,
    /// The user name or the password is wrong.
    WrongPassword,
    /// The account is switched off.
    AccountOff,
    /// Too many tries: ask again after this many seconds.
    Wait(u32),
    /// The server has too much to do for the moment.
    Busy,
    /// The server, or a proxy in front of it, is out of order; the HTTP status.
    Trouble(u16),
    /// There is no such thing, or it is not this person's to see.
    NotFound,
    /// Another refusal, with the server's words and its stable code.
    Refused {
        /// The stable code.
        code: String,
        /// What a person is told, in Indonesian.
        title: String,
    },
    /// The answer is not what this version understands.
    Unreadable,
}

/// The part of an RFC 9457 problem that decides what to show.
#[derive(Default, Deserialize)]
struct Problem {
    #[serde(default)]
    code: String,
    #[serde(default)]
    title: String,
}

/// Who is signed in.
///
/// # Errors
/// [`ApiError::SignedOut`] when nobody is.
pub async fn me() -> Result<Me, ApiError> {
    read(&get(&format!("{BASE}/me")).await?)
}

/// Signs in.
///
/// # Errors
/// [`ApiError::WrongPassword`], [`ApiError::Wait`] and those of every request.
pub async fn sign_in(user: &str, password: &str) -> Result<Me, ApiError> {
    let body = serde_json::json!({ "user": user, "password": password });
    post(&format!("{BASE}/session"), &body).await
}

/// Signs out.
///
/// # Errors
/// Those of every request.
pub async fn sign_out() -> Result<(), ApiError> {
    send("DELETE", &format!("{BASE}/session"), None).await.map(drop)
}

/// A page of the list, from behind `before` in its order. The filter goes in the body:
/// addresses are kept by proxies, and words to search for are names and identity numbers.
///
/// # Errors
/// Those of every request.
pub async fn records(filter: &Filter, before: Option<u64>, limit: u32) -> Result<Page, ApiError> {
    let text = |value: Option<String>| value.unwrap_or_default();
    let body = serde_json::json!({
        "kecamatan": text(filter.kecamatan.map(|code| code.to_string())),
        "village": text(filter.village.map(|code| code.to_string())),
        "kind": filter.kind.unwrap_or_default(),
        "state": filter.state.map(RecordState::name).unwrap_or_default(),
        "from": text(filter.from.map(|day| day.to_string())),
        "to": text(filter.to.map(|day| day.to_string())),
        "order": if filter.oldest_first { OLDEST } else { "" },
        "q": filter.words.trim(),
        "before": text(before.map(|seq| seq.to_string())),
        "limit": limit.to_string(),
    });
    post(&format!("{BASE}/records"), &body).await
}

/// One record whole, or one revision of it.
///
/// # Errors
/// [`ApiError::NotFound`] also when it lies outside this person's area; those of every request.
pub async fn record(id: RecordId, change: Option<ChangeId>) -> Result<Record, ApiError> {
    let query = change.map_or_else(String::new, |change| format!("?change={change}"));
    read(&get(&format!("{BASE}/records/{id}{query}")).await?)
}

/// A page of families, from behind `after`; only place and words of the filter count.
///
/// # Errors
/// Those of every request.
pub async fn families(filter: &Filter, after: Option<String>) -> Result<FamilyPage, ApiError> {
    let text = |value: Option<String>| value.unwrap_or_default();
    let body = serde_json::json!({
        "kecamatan": text(filter.kecamatan.map(|code| code.to_string())),
        "village": text(filter.village.map(|code| code.to_string())),
        "q": filter.words.trim(),
        "after": text(after),
    });
    post(&format!("{BASE}/families"), &body).await
}

/// One family whole.
///
/// # Errors
/// [`ApiError::NotFound`] also when it lies outside this person's area; those of every request.
pub async fn family(id: FamilyId) -> Result<Family, ApiError> {
    read(&get(&format!("{BASE}/families/{id}")).await?)
}

/// What waits for this person today.
///
/// # Errors
/// Those of every request.
pub async fn today() -> Result<Today, ApiError> {
    read(&get(&format!("{BASE}/today")).await?)
}

/// Decides on a record. What cannot be decided is an answer, too: it says why.
///
/// # Errors
/// Those of every request.
pub async fn decide(record: RecordId, decide: &Decide) -> Result<Decided, ApiError> {
    post(&format!("{BASE}/records/{record}/decision"), decide).await
}

/// Accepts many records, each by itself; the answers have their order.
///
/// # Errors
/// Those of every request.
pub async fn accept_all(records: Vec<Seen>) -> Result<BulkDecided, ApiError> {
    post(&format!("{BASE}/decisions"), &Bulk { records }).await
}

/// Undoes a decision of the last minute. That it is too late is an answer, too.
///
/// # Errors
/// Those of every request.
pub async fn undo(decision: &str) -> Result<Decided, ApiError> {
    read(&send("DELETE", &format!("{BASE}/decisions/{decision}"), None).await?)
}

/// The answers of a record as its form reads them.
///
/// # Errors
/// Those of every request.
pub async fn content(record: RecordId) -> Result<Raw, ApiError> {
    read(&get(&format!("{BASE}/records/{record}/content")).await?)
}

/// Begins to make a file.
///
/// # Errors
/// [`ApiError::NotFound`] for a place outside this person's area; those of every request.
pub async fn ask_file(ask: &Ask) -> Result<Export, ApiError> {
    let body = serde_json::to_value(ask).map_err(|_odd| ApiError::Unreadable)?;
    post(&format!("{BASE}/files"), &body).await
}

/// One's own files and how far they are.
///
/// # Errors
/// Those of every request.
pub async fn files() -> Result<Exports, ApiError> {
    read(&get(&format!("{BASE}/files")).await?)
}

/// Cancels or deletes a file.
///
/// # Errors
/// [`ApiError::NotFound`] when it is gone already; those of every request.
pub async fn remove_file(id: &str) -> Result<(), ApiError> {
    send("DELETE", &file_address(id), None).await.map(drop)
}

/// Where a file is fetched.
#[must_use]
pub fn file_address(id: &str) -> String {
    format!("{BASE}/files/{id}")
}

/// Who took out what, from behind `before`.
///
/// # Errors
/// [`ApiError::NotFound`] for those who may not know; those of every request.
pub async fn file_notes(before: Option<u64>) -> Result<Notes, ApiError> {
    let query = before.map_or_else(String::new, |before| format!("?before={before}"));
    read(&get(&format!("{BASE}/exports{query}")).await?)
}

/// Proposals of a village and menu that an operator types, from behind `before`.
///
/// # Errors
/// [`ApiError::NotFound`] for a village outside this person's area; those of every request.
pub async fn to_type(village: &str, menu: &str, before: Option<u64>) -> Result<Page, ApiError> {
    let before = before.map_or_else(String::new, |before| format!("&before={before}"));
    read(&get(&format!("{BASE}/typing?village={village}&menu={menu}{before}")).await?)
}

/// Marks a proposal as typed into SIKS-NG, or takes that back.
///
/// # Errors
/// Those of every request.
pub async fn mark_typed(record: RecordId, mark: &Mark) -> Result<Marked, ApiError> {
    post(&format!("{BASE}/records/{record}/typing"), mark).await
}

async fn get(path: &str) -> Result<Answer, ApiError> {
    send("GET", path, None).await
}

async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, ApiError> {
    let body = serde_json::to_string(body).map_err(|_unwritable| ApiError::Unreadable)?;
    read(&send("POST", path, Some(body)).await?)
}

fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, ApiError> {
    serde_json::from_slice(&answer.body).map_err(|_unreadable| ApiError::Unreadable)
}

/// A good answer, or what the refusal means.
async fn send(method: &'static str, path: &str, body: Option<String>) -> Result<Answer, ApiError> {
    let request = Request {
        method,
        path,
        body: body.as_deref().map(str::as_bytes),
        media: "application/json",
        accept: "application/json, application/problem+json",
        timeout_ms: TIMEOUT_MS,
        more: Vec::new(),
    };
    let answer = fetch::send(request).await.map_err(|_unreached| ApiError::Unreachable)?;
    if answer.is_ok() {
        return Ok(answer);
    }
    let problem: Problem = serde_json::from_slice(&answer.body).unwrap_or_default();
    Err(match (answer.status, problem.code.as_str()) {
        (_, "wrong_password") => ApiError::WrongPassword,
        (401, _) => ApiError::SignedOut,
        (404, _) => ApiError::NotFound,
        (403, "account_off") => ApiError::AccountOff,
        (429, _) => {
            ApiError::Wait(answer.header("Retry-After").trim().parse().unwrap_or(RETRY_AFTER_S))
        }
        (503, _) => ApiError::Busy,
        (status @ 500.., _) => ApiError::Trouble(status),
        _ => ApiError::Refused { code: problem.code, title: problem.title },
    })
}
