//! The desk's questions in SQLite. Every one takes a [`Scope`] and filters by it in SQL.

use rusqlite::{Connection, Row, ToSql, functions::FunctionFlags, params};
use shared::{
    forms,
    growth::series::MEASURES_MAX,
    id::{AccountId, ChangeId, DeviceId, RecordId},
    sync::{
        state::RecordState,
        wire::{Change1, OP_WITHDRAW},
    },
};

use super::{
    super::{
        Scope, StoreError, View as _,
        desk::{
            DeskReads, FamilyFilter, FamilyPage, Order, RECORDS_MAX, REVISIONS_MAX, RecordDetail,
            RecordFilter, RecordLine, RecordPage, Revision, SAME_NIK_MAX, SameNik, StateCount,
            Version,
        },
        record::{Position, read_change},
        search::Search,
    },
    codec::{get, id, id_opt, int, number, problems, state},
    find,
    narrow::{n_records, narrow},
    tx::{SqliteTx, read_receipt, read_record},
};

macro_rules! line {
    ($index:literal) => {
        concat!(
            "SELECT r.*, c.seq, c.hash, c.stored_at, c.device, c.bytes, a.name AS author_name
            FROM record r ",
            $index,
            " JOIN change c ON c.id = r.head JOIN account a ON a.id = r.author"
        )
    };
}

/// What a line of a list needs, the head's row and the author's name beside the record's.
pub(super) const LINE: &str = line!("");
/// The same of records that wait. Named, because with statistics of another day SQLite goes through all
/// of them instead.
pub(super) const LINE_WAITING: &str = line!("INDEXED BY record_waiting");

/// What a filter asks of a record, beside its village.
const FILTER: &str = "(:kind IS NULL OR r.kind = :kind)
    AND (:words IS NULL
        OR finds(:words, r.subject, (SELECT name FROM account WHERE id = r.author), r.nik))
    AND (:from_ms IS NULL OR r.head_at BETWEEN :from_ms AND :to_ms)";

/// So many records are looked at for the words of a search that many have, to say how many there are.
const COUNTED_MAX: u64 = 3_000;
/// The span of the whole regency.
const ALL_VILLAGES: (u32, u32) = Scope::Regency.span();

/// The condition of the index `record_waiting`, word for word: only then it may be used.
pub(super) const WAITING: &str = "(r.state IN (4, 5) OR r.n_beside > 0)";

/// Other records about the NIK of a record: of another village or another author, as the note says.
const SAME_NIK: &str = "r.nik = own.nik AND r.id <> own.id AND r.state <> 9
    AND (r.village <> own.village OR r.author <> own.author)";

impl DeskReads for SqliteTx<'_> {
    fn records(&self, scope: Scope, filter: &RecordFilter) -> Result<RecordPage, StoreError> {
        let Some((first, last)) = filter.span(scope) else { return Ok(RecordPage::default()) };
        let limit = filter.limit.clamp(1, RECORDS_MAX);
        // One village is read from its own index in order. A wider span is read in order from the
        // index over all (the plus sign keeps SQLite from sorting the whole span), skipping others.
        let place = if first == last { "r.village = :first" } else { "+r.village >= :first" };
        let place = [place, &seen(scope)].concat();
        let few = if is_waiting(filter.state) { None } else { narrow(self, scope, filter)? };
        let sql = match few {
            None => list_sql(&place, filter.state, filter.order),
            Some(_) => few_sql(&seen(scope), filter.order),
        };
        let start = match filter.order {
            Order::Newest => i64::MAX,
            Order::Oldest => 0,
        };
        let (from_ms, to_ms) = stored(filter).unzip();
        let params: [(&str, &dyn ToSql); 10] = [
            (":first", &first),
            (":last", &last),
            (":kind", &filter.kind),
            (":words", &words(filter)),
            (":from_ms", &from_ms),
            (":to_ms", &to_ms),
            (":state", &filter.state.map(RecordState::code)),
            (":before", &filter.before.map_or(start, int)),
            (":limit", &(limit + 1)),
            (":few", &few),
        ];
        let mut lines = self.all(&sql, named(&sql, &params).as_slice(), read_line)?;
        let page_len = usize::try_from(limit).unwrap_or(usize::MAX);
        let is_last = lines.len() <= page_len;
        lines.truncate(page_len);
        let next = if is_last { None } else { lines.last().map(|line| line.seq) };
        Ok(RecordPage { lines, next })
    }

    fn record_counts(
        &self,
        scope: Scope,
        filter: &RecordFilter,
    ) -> Result<Vec<StateCount>, StoreError> {
        let Some((first, last)) = filter.span(scope) else { return Ok(Vec::new()) };
        let stored = stored(filter);
        let any_state = RecordFilter { state: None, ..filter.clone() };
        let words = words(filter);
        let few = match (words, stored) {
            (None, None) => None,
            _ => narrow(self, scope, &any_state)?,
        };
        let counting = match (&few, words, stored) {
            (Some(_), ..) => Counting::Few,
            (None, None, None) => Counting::Kept,
            (None, None, Some(_)) => Counting::Days,
            (None, Some(_), _) => Counting::Some { is_regency: (first, last) == ALL_VILLAGES },
        };
        let is_least = matches!(counting, Counting::Some { .. })
            && n_records(self, (first, last), filter.kind)? > COUNTED_MAX;
        let (from_ms, to_ms) = stored.unzip();
        let params: [(&str, &dyn ToSql); 7] = [
            (":first", &first),
            (":last", &last),
            (":kind", &filter.kind),
            (":words", &words),
            (":from_ms", &from_ms),
            (":to_ms", &to_ms),
            (":few", &few),
        ];
        let sql = count_sql(&counting, &seen(scope));
        let mut counts = self.all(&sql, named(&sql, &params).as_slice(), |row| {
            let (state, n) = (state(row, "state")?, number(row, "n")?);
            Ok(StateCount { state, n, n_beside: 0, is_least })
        })?;
        let held = RecordState::HeldForOffice;
        let n_beside = [n_beside_sql(), seen(scope)].concat();
        let params = named(&n_beside, &params);
        let n_beside = self.one::<i64>(&n_beside, params.as_slice())?.cast_unsigned();
        match counts.binary_search_by_key(&held, |count| count.state) {
            Ok(idx) => counts[idx].n_beside = n_beside,
            Err(_) if n_beside == 0 => {}
            Err(idx) => {
                counts.insert(idx, StateCount { state: held, n: 0, n_beside, is_least: false });
            }
        }
        Ok(counts)
    }

    fn detail(&self, scope: Scope, record: RecordId) -> Result<Option<RecordDetail>, StoreError> {
        let (first, last) = scope.span();
        let sql = format!("{LINE} WHERE r.id = ?1 AND r.village BETWEEN ?2 AND ?3{}", seen(scope));
        let Some(mut detail) = self.maybe(&sql, params![record.0, first, last], read_detail)?
        else {
            return Ok(None);
        };
        (detail.revisions, detail.n_older) = self.revisions(scope, record)?;
        if let Some(visit) = detail.line.visit {
            let answers = self.last_answers(visit, detail.line.author)?;
            detail.visit_content = answers.map(|change| change.content()).transpose()?;
        }
        Ok(Some(detail))
    }

    fn forms_of_visit(&self, scope: Scope, visit: RecordId) -> Result<Vec<RecordLine>, StoreError> {
        let (first, last) = scope.span();
        let sql = format!(
            "{LINE} WHERE r.visit = ?1 AND r.village BETWEEN ?2 AND ?3{} ORDER BY r.first_seq LIMIT {RECORDS_MAX}",
            seen(scope)
        );
        self.all(&sql, params![visit.0, first, last], read_line)
    }

    fn version(
        &self,
        scope: Scope,
        record: RecordId,
        change: ChangeId,
    ) -> Result<Option<Version>, StoreError> {
        let (first, last) = scope.span();
        let sql = format!(
            "SELECT c.*, a.name AS author_name
            FROM change c JOIN record r ON r.id = c.record JOIN account a ON a.id = c.author
            WHERE c.id = ?1 AND c.record = ?2 AND r.village BETWEEN ?3 AND ?4{}",
            seen(scope)
        );
        let version = self.maybe(&sql, params![change.0, record.0, first, last], read_version)?;
        Ok(version.filter(|Version { header, .. }| {
            scope.holds(header.village) && !scope.hides(header.kind)
        }))
    }

    fn same_nik(&self, scope: Scope, record: RecordId) -> Result<SameNik, StoreError> {
        let (first, last) = scope.span();
        let own = "own.id = ?1 AND own.village BETWEEN ?2 AND ?3";
        let seen = seen(scope);
        let inside = format!(
            "{LINE} JOIN record own ON {own} WHERE {SAME_NIK} AND +r.village BETWEEN ?2 AND ?3{seen}
             ORDER BY r.last_seq DESC LIMIT {SAME_NIK_MAX}"
        );
        let outside = format!(
            "SELECT EXISTS (SELECT 1 FROM record r JOIN record own ON {own}
             WHERE {SAME_NIK} AND +r.village NOT BETWEEN ?2 AND ?3)"
        );
        Ok(SameNik {
            inside: self.all(&inside, params![record.0, first, last], read_line)?,
            is_outside: self.one(&outside, params![record.0, first, last])?,
        })
    }

    fn same_person(&self, scope: Scope, record: RecordId) -> Result<Vec<RecordLine>, StoreError> {
        let (first, last) = scope.span();
        // The ids first: what is sorted is small, however many records there are.
        let sql = format!(
            "{LINE} WHERE r.id IN (
                 SELECT o.id FROM record o JOIN record own
                     ON own.id = ?1 AND own.village BETWEEN ?2 AND ?3
                 WHERE o.nik = own.nik AND o.kind = own.kind AND o.id <> own.id AND o.state <> 9
                     AND +o.village BETWEEN ?2 AND ?3
                 ORDER BY o.made_at DESC, o.id DESC LIMIT {MEASURES_MAX})
             ORDER BY r.made_at DESC, r.id DESC"
        );
        self.all(&sql, params![record.0, first, last], read_line)
    }

    fn find_families(&self, scope: Scope, filter: &FamilyFilter) -> Result<FamilyPage, StoreError> {
        find::find_families(self, scope, filter)
    }
}

impl SqliteTx<'_> {
    /// The last revisions, oldest first, and how many there were before them.
    fn revisions(
        &self,
        scope: Scope,
        record: RecordId,
    ) -> Result<(Vec<Revision>, u64), StoreError> {
        let n_all = self.one::<i64>("SELECT count(*) FROM change WHERE record = ?1", [record.0])?;
        let sql =
            "SELECT c.*, a.name AS author_name FROM change c JOIN account a ON a.id = c.author
            WHERE c.record = ?1 ORDER BY c.seq DESC LIMIT ?2";
        let mut revisions = self.all(sql, params![record.0, REVISIONS_MAX], |row| {
            let header = read_header(row)?.header;
            Ok(Revision {
                change: id(row, "id", ChangeId)?,
                parent: id_opt(row, "parent", ChangeId)?,
                is_withdrawal: header.op == OP_WITHDRAW,
                made_at_ms: header.made_at_ms,
                stored_at_ms: number(row, "stored_at")?,
                seq: number(row, "seq")?,
                state: state(row, "state")?,
                is_beside: number::<u8>(row, "place")? == Position::Beside.code(),
                author: id(row, "author", AccountId)?,
                author_name: get(row, "author_name")?,
                is_in_scope: scope.holds(header.village) && !scope.hides(header.kind),
            })
        })?;
        revisions.reverse();
        let n_older = n_all.cast_unsigned().saturating_sub(revisions.len() as u64);
        Ok((revisions, n_older))
    }
}

/// What a question about records `r` asks besides, so that nothing is found that the scope hides
/// ([`Scope::hides`]); nothing for most.
pub(super) fn seen(scope: Scope) -> String {
    let hidden = forms::ALL.iter().map(|kind| kind.id.0).filter(|kind| scope.hides(*kind));
    let hidden: Vec<String> = hidden.map(|kind| kind.to_string()).collect();
    if hidden.is_empty() {
        return String::new();
    }
    format!(" AND r.kind NOT IN ({})", hidden.join(", "))
}

/// The question for one page of records in these villages. What is held is a small part of all, and has
/// an index of its own.
pub(super) fn list_sql(place: &str, state: Option<RecordState>, order: Order) -> String {
    let (line, in_state) = match state {
        None => (LINE, String::from(":state IS NULL")),
        Some(RecordState::HeldForAuthor) => {
            (LINE_WAITING, format!("r.state = :state AND {WAITING}"))
        }
        Some(RecordState::HeldForOffice) => {
            let withdrawn = RecordState::Withdrawn.code();
            let beside = format!("r.n_beside > 0 AND r.state <> {withdrawn}");
            (LINE_WAITING, format!("(r.state = :state OR {beside}) AND {WAITING}"))
        }
        Some(
            RecordState::Draft
            | RecordState::Waiting
            | RecordState::Sent
            | RecordState::Returned
            | RecordState::Checked
            | RecordState::NotUsed
            | RecordState::Withdrawn
            | RecordState::Forwarded
            | RecordState::Refused,
        ) => (LINE, String::from("r.state = :state")),
    };
    let in_order = match order {
        Order::Newest => "r.last_seq < :before ORDER BY r.last_seq DESC",
        Order::Oldest => "r.last_seq > :before ORDER BY r.last_seq",
    };
    format!(
        "{line} WHERE {place} AND +r.village <= :last AND {FILTER} AND {in_state}
         AND {in_order} LIMIT :limit"
    )
}

/// True for the states that the index `record_waiting` is about.
const fn is_waiting(state: Option<RecordState>) -> bool {
    matches!(state, Some(RecordState::HeldForAuthor | RecordState::HeldForOffice))
}

/// The question for one page of records of which an index found all that can be meant.
fn few_sql(seen: &str, order: Order) -> String {
    let (in_order, sorted) = match order {
        Order::Newest => ("r.last_seq < :before ORDER BY r.last_seq DESC", "r.last_seq DESC"),
        Order::Oldest => ("r.last_seq > :before ORDER BY r.last_seq", "r.last_seq"),
    };
    format!(
        "{LINE} WHERE r.id IN (
             SELECT r.id FROM json_each(:few) AS one CROSS JOIN record r ON r.id = unhex(one.value)
             WHERE r.village BETWEEN :first AND :last AND {FILTER}
                 AND (:state IS NULL OR r.state = :state){seen} AND {in_order} LIMIT :limit)
         ORDER BY {sorted}"
    )
}

/// The question how many records there are in each state, and how it goes about it.
pub(super) enum Counting {
    /// Neither words nor days: the counts that are kept say it.
    Kept,
    /// Of the few that an index found.
    Few,
    /// Of a span of days, from its index.
    Days,
    /// Of as many as there is time for: many have the words.
    Some {
        /// True for the newest of all; else of the villages, whichever.
        is_regency: bool,
    },
}

pub(super) fn count_sql(counting: &Counting, seen: &str) -> String {
    const COLUMNS: &str = "id, village, kind, state, subject, author, nik, head_at";
    let (n, from) = match counting {
        Counting::Kept => ("sum(r.n)", String::from("record_count r WHERE r.n > 0")),
        Counting::Few => (
            "count(*)",
            format!(
                "json_each(:few) AS one CROSS JOIN record r ON r.id = unhex(one.value)
                 WHERE {FILTER}"
            ),
        ),
        Counting::Days => (
            "count(*)",
            String::from(
                "record r INDEXED BY record_head_at WHERE r.head_at BETWEEN :from_ms AND :to_ms",
            ),
        ),
        Counting::Some { is_regency } => {
            let which = if *is_regency {
                "ORDER BY last_seq DESC"
            } else {
                "INDEXED BY record_village WHERE village BETWEEN :first AND :last"
            };
            let some = format!("SELECT {COLUMNS} FROM record {which} LIMIT {COUNTED_MAX}");
            ("count(*)", format!("({some}) r WHERE {FILTER}"))
        }
    };
    format!(
        "SELECT r.state, {n} AS n FROM {from} AND r.village BETWEEN :first AND :last
             AND (:kind IS NULL OR r.kind = :kind){seen}
         GROUP BY r.state ORDER BY r.state"
    )
}

/// Those of the parameters that a question names: SQLite refuses others.
fn named<'p>(
    sql: &str,
    all: &[(&'static str, &'p dyn ToSql)],
) -> Vec<(&'static str, &'p dyn ToSql)> {
    all.iter().filter(|(name, _)| sql.contains(name)).copied().collect()
}

/// How many records that are not held for the office have a revision beside the head. What was
/// withdrawn waits for nobody.
pub(super) fn n_beside_sql() -> String {
    let (held, withdrawn) = (RecordState::HeldForOffice.code(), RecordState::Withdrawn.code());
    format!(
        "SELECT count(*) FROM record r INDEXED BY record_waiting WHERE {WAITING} AND r.n_beside > 0 AND r.state NOT IN ({held}, {withdrawn})
         AND +r.village BETWEEN :first AND :last AND {FILTER}"
    )
}

/// What was typed to search for, as SQLite hands it to [`add_finds`].
fn words(filter: &RecordFilter) -> Option<&str> {
    filter.words.as_deref().filter(|words| !words.trim().is_empty())
}

/// When the head may have been stored.
fn stored(filter: &RecordFilter) -> Option<(i64, i64)> {
    filter.stored_ms().map(|(from_ms, to_ms)| (int(from_ms), int(to_ms)))
}

/// Teaches a connection the function `finds(words, subject, sender, nik)`, which is [`Search`].
pub(super) fn add_finds(conn: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_scalar_function("finds", 4, flags, |ctx| {
        // Read once for each question, not for each row.
        let search = ctx.get_or_create_aux(0, |words| words.as_str().map(Search::of))?;
        let (subject, sender) = (ctx.get_raw(1).as_str()?, ctx.get_raw(2).as_str()?);
        let nik = ctx.get::<Option<i64>>(3)?.map(i64::cast_unsigned);
        Ok(search.as_ref().as_ref().is_none_or(|search| search.finds(subject, sender, nik)))
    })
}

pub(super) fn read_line(row: &Row<'_>) -> Result<RecordLine, StoreError> {
    let stored_at_ms = number(row, "stored_at")?;
    let content = read_header(row)?.content;
    Ok(RecordLine::of(read_record(row)?, get(row, "author_name")?, stored_at_ms, content))
}

fn read_header(row: &Row<'_>) -> Result<Change1, StoreError> {
    read_change(&get::<Vec<u8>>(row, "bytes")?)
}

fn read_detail(row: &Row<'_>) -> Result<RecordDetail, StoreError> {
    Ok(RecordDetail {
        line: read_line(row)?,
        device: id(row, "device", DeviceId)?,
        receipt: read_receipt(row)?,
        visit_content: None,
        problems: problems(row, "problems")?,
        notes: problems(row, "notes")?,
        comment: get(row, "comment")?,
        revisions: Vec::new(),
        n_older: 0,
    })
}

fn read_version(row: &Row<'_>) -> Result<Version, StoreError> {
    let change = read_header(row)?;
    Ok(Version {
        header: change.header,
        author: id(row, "author", AccountId)?,
        author_name: get(row, "author_name")?,
        device: id(row, "device", DeviceId)?,
        receipt: read_receipt(row)?,
        content: change.content,
        state: state(row, "state")?,
        problems: problems(row, "problems")?,
        notes: problems(row, "notes")?,
    })
}
