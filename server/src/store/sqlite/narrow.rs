//! Which records a filter of the desk can find at all, read from indexes: so few that looking at each is
//! cheap, or "many", and then the first ones are soon found by going through the list in its order.
//!
//! What is found here is more than what the filter finds, never less: each record is looked at again.

use rusqlite::params;

use super::{
    super::{
        Scope, StoreError,
        desk::RecordFilter,
        search::{Search, is_end_of_nik, words_of},
    },
    codec::{count, get, int, number, store_error},
    desk::seen,
    tx::SqliteTx,
};

/// A record's id.
type Id = [u8; 16];

/// Most records that one condition may find to be of use: reading so many out of an index takes some
/// 15 ms.
const SET_MAX: usize = 50_000;
/// Most records that are looked at one by one, some 3 µs each. Few in tests, so that their stories go
/// both ways.
const LOOK_AT_MAX: usize = if cfg!(test) { 3 } else { 5_000 };
/// The same where no words are compared: a span of days may hold so many, and behind months of newer
/// records they are not soon found by going through the list.
const LOOK_AT_PLAIN_MAX: usize = if cfg!(test) { 3 } else { 20_000 };
/// How many digits a NIK has.
const NIK_DIGITS: usize = 16;

/// Records with a NIK between two numbers. A state of 9 is withdrawn; each part has its own index.
pub(super) const NIK_BETWEEN: &str = "
    SELECT id FROM record INDEXED BY record_nik
        WHERE nik IS NOT NULL AND state <> 9 AND nik BETWEEN ?1 AND ?2
    UNION ALL SELECT id FROM record INDEXED BY record_digits
        WHERE nik IS NOT NULL AND state = 9 AND nik BETWEEN ?1 AND ?2
    LIMIT ?3";

/// The records that a filter may find, as a list in JSON, or `None` for many.
pub(super) fn narrow(
    tx: &SqliteTx<'_>,
    scope: Scope,
    filter: &RecordFilter,
) -> Result<Option<String>, StoreError> {
    let Some(span) = filter.span(scope) else { return Ok(Some(String::from("[]"))) };
    let mut sets = Vec::new();
    if let Some(search) = filter.search() {
        sets.extend(of_search(tx, &search)?);
    }
    if let Some((from_ms, to_ms)) = filter.stored_ms() {
        let sql = "SELECT id FROM record INDEXED BY record_head_at
            WHERE head_at BETWEEN ?1 AND ?2 LIMIT ?3";
        let bounds = [from_ms, to_ms].map(int);
        sets.extend(tx.set(sql, params![bounds[0], bounds[1], limit()])?);
    }
    if sets.iter().all(|set| set.len() > LOOK_AT_MAX) {
        // A common name in a rare state, for one.
        sets.extend(of_place(tx, scope, span, filter)?);
    }
    sets.sort_by_key(Vec::len);
    let mut sets = sets.into_iter();
    let Some(mut found) = sets.next() else { return Ok(None) };
    for other in sets {
        found.retain(|id| other.binary_search(id).is_ok());
    }
    let most = if filter.search().is_some() { LOOK_AT_MAX } else { LOOK_AT_PLAIN_MAX };
    Ok((found.len() <= most).then(|| as_json(&found)))
}

/// The records of a kind or a state in a few villages, where the counts say that they are few.
fn of_place(
    tx: &SqliteTx<'_>,
    scope: Scope,
    (first, last): (u32, u32),
    filter: &RecordFilter,
) -> Result<Option<Vec<Id>>, StoreError> {
    // One village is read in order from its own index.
    if first == last {
        return Ok(None);
    }
    let state = filter.state.map(shared::sync::state::RecordState::code);
    let conditions = "village BETWEEN ?1 AND ?2 AND (?3 IS NULL OR kind = ?3)
        AND (?4 IS NULL OR state = ?4)";
    let how_many = format!(
        "SELECT coalesce(sum(r.n), 0) FROM record_count r WHERE {conditions}{}",
        seen(scope)
    );
    let n: i64 = tx.one(&how_many, params![first, last, filter.kind, state])?;
    if n > count(LOOK_AT_MAX) {
        return Ok(None);
    }
    let sql =
        format!("SELECT id FROM record INDEXED BY record_village WHERE {conditions} LIMIT ?5");
    tx.set(&sql, params![first, last, filter.kind, state, limit()])
}

/// Records whose words or NIK may be those; `None` for many.
fn of_search(tx: &SqliteTx<'_>, search: &Search) -> Result<Option<Vec<Id>>, StoreError> {
    if search.words().is_empty() && search.digits().is_none() {
        return Ok(Some(Vec::new()));
    }
    let authors = authors(tx)?;
    let mut by_words: Option<Vec<Id>> = None;
    for word in search.words() {
        let Some(found) = of_word(tx, word, &authors)? else { continue };
        by_words = Some(match by_words {
            None => found,
            Some(mut all) => {
                all.retain(|id| found.binary_search(id).is_ok());
                all
            }
        });
    }
    let Some(digits) = search.digits() else { return Ok(by_words) };
    // With digits alone, either the words find it or the NIK does.
    let (Some(mut found), Some(by_nik)) = (by_words, of_nik(tx, digits)?) else { return Ok(None) };
    found.extend(by_nik);
    Ok(Some(sorted(found)))
}

/// Records of which a word begins with this one, or the sender's name has such a word, or whose NIK ends
/// with it.
fn of_word(
    tx: &SqliteTx<'_>,
    word: &str,
    authors: &[(Id, String)],
) -> Result<Option<Vec<Id>>, StoreError> {
    let sql = "SELECT record FROM record_word WHERE word >= ?1 AND word < ?2 LIMIT ?3";
    let behind = format!("{word}\u{10ffff}");
    let Some(mut found) = tx.set(sql, params![word, behind, limit()])? else { return Ok(None) };
    let sends = |name: &str| words_of(name).iter().any(|one| one.starts_with(word));
    for (author, _) in authors.iter().filter(|(_, name)| sends(name)) {
        let sql = "SELECT id FROM record WHERE author = ?1 LIMIT ?2";
        let Some(own) = tx.set(sql, params![author, limit()])? else { return Ok(None) };
        found.extend(own);
        if found.len() > SET_MAX {
            return Ok(None);
        }
    }
    if is_end_of_nik(word) {
        let Some(own) = of_last_digits(tx, word)? else { return Ok(None) };
        found.extend(own);
    }
    Ok(Some(sorted(found)))
}

/// Records whose NIK begins or ends with these digits.
fn of_nik(tx: &SqliteTx<'_>, digits: &str) -> Result<Option<Vec<Id>>, StoreError> {
    let n_open = NIK_DIGITS.saturating_sub(digits.len());
    let (Ok(begin), Ok(n_open)) = (digits.parse::<i64>(), u32::try_from(n_open)) else {
        return Ok(None);
    };
    let factor = 10_i64.pow(n_open);
    let first = begin.saturating_mul(factor);
    let last = first.saturating_add(factor - 1);
    let Some(mut found) = tx.set(NIK_BETWEEN, params![first, last, limit()])? else {
        return Ok(None);
    };
    if is_end_of_nik(digits) {
        let Some(own) = of_last_digits(tx, digits)? else { return Ok(None) };
        found.extend(own);
    }
    Ok(Some(sorted(found)))
}

/// Records whose NIK has the same last four digits.
fn of_last_digits(tx: &SqliteTx<'_>, digits: &str) -> Result<Option<Vec<Id>>, StoreError> {
    let last: u32 = digits.get(digits.len().saturating_sub(4)..).unwrap_or("").parse().unwrap_or(0);
    let sql = "SELECT id FROM record INDEXED BY record_last_digits
        WHERE nik IS NOT NULL AND nik % 10000 = ?1 LIMIT ?2";
    tx.set(sql, params![last, limit()])
}

/// Everybody who may have sent something; some hundred.
fn authors(tx: &SqliteTx<'_>) -> Result<Vec<(Id, String)>, StoreError> {
    tx.all("SELECT id, name FROM account", [], |row| Ok((get(row, "id")?, get(row, "name")?)))
}

/// How many records there are in a span of villages, of a kind where one is asked for.
pub(super) fn n_records(
    tx: &SqliteTx<'_>,
    (first, last): (u32, u32),
    kind: Option<u16>,
) -> Result<u64, StoreError> {
    let sql = "SELECT coalesce(sum(n), 0) AS n FROM record_count
        WHERE village BETWEEN ?1 AND ?2 AND (?3 IS NULL OR kind = ?3)";
    let n = tx.maybe(sql, params![first, last, kind], |row| number(row, "n"))?;
    Ok(n.unwrap_or(0))
}

impl SqliteTx<'_> {
    /// The ids that a question finds, ascending, each once; `None` for more than [`SET_MAX`].
    fn set(&self, sql: &str, params: impl rusqlite::Params) -> Result<Option<Vec<Id>>, StoreError> {
        let found = self.all(sql, params, |row| row.get(0).map_err(store_error))?;
        Ok((found.len() <= SET_MAX).then(|| sorted(found)))
    }
}

fn limit() -> i64 {
    count(SET_MAX).saturating_add(1)
}

fn sorted(mut ids: Vec<Id>) -> Vec<Id> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn as_json(ids: &[Id]) -> String {
    let quoted: Vec<String> =
        ids.iter().map(|id| format!("\"{}\"", shared::hex::encode(id))).collect();
    format!("[{}]", quoted.join(","))
}
