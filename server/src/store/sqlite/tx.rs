//! A transaction of SQLite as the merge rules see it.

use rusqlite::{Connection, Params, Row, params, types::FromSql};
use shared::{
    day::Day,
    id::{AccountId, ChangeId, DeviceId, RecordId},
    kk::NoKk,
    region::VillageCode,
    sync::{verdict::Receipt, wire::Header1},
};

use super::{
    super::{
        StoreError, Tx, View,
        record::{self, Again, Change, Position, Recheck, Record},
        register::MERGES_MAX,
    },
    account::read_kk,
    codec::{
        count, get, id, id_opt, int, number, number_opt, pack, problems, run, state, store_error,
    },
};

/// Records of one visit and author, in the order of their ids.
pub(super) const RECORDS_OF_VISIT: &str =
    "SELECT * FROM record WHERE visit = ?1 AND author = ?2 AND id > ?3 ORDER BY id LIMIT ?4";
/// Records of an author that a problem holds, in the order of their ids. Named, because with statistics
/// of another day SQLite goes through all of the author's.
pub(super) const HELD_RECORDS: &str = "SELECT * FROM record INDEXED BY record_held
    WHERE author = ?1 AND state IN (4, 5) AND id > ?2 ORDER BY id LIMIT ?3";
/// Records about a NIK that are another's, or of another village: on either side of this village, or on
/// either side of this author in it. Each part is one step into the index; asked for what is unequal,
/// SQLite would go through all records with the NIK.
pub(super) const NIK_ELSEWHERE: &str = "SELECT
    EXISTS (SELECT 1 FROM record WHERE nik = ?1 AND state <> 9 AND village < ?2)
    OR EXISTS (SELECT 1 FROM record WHERE nik = ?1 AND state <> 9 AND village > ?2)
    OR EXISTS (SELECT 1 FROM record WHERE nik = ?1 AND state <> 9 AND village = ?2 AND author < ?3)
    OR EXISTS (SELECT 1 FROM record WHERE nik = ?1 AND state <> 9 AND village = ?2 AND author > ?3)";
/// Those records, a few of each part.
pub(super) const RECORDS_ELSEWHERE: &str = "
    SELECT * FROM (SELECT * FROM record WHERE nik = ?1 AND state <> 9 AND village < ?2 LIMIT ?4)
    UNION ALL
    SELECT * FROM (SELECT * FROM record WHERE nik = ?1 AND state <> 9 AND village > ?2 LIMIT ?4)
    UNION ALL
    SELECT * FROM (SELECT * FROM record
        WHERE nik = ?1 AND state <> 9 AND village = ?2 AND author < ?3 LIMIT ?4)
    UNION ALL
    SELECT * FROM (SELECT * FROM record
        WHERE nik = ?1 AND state <> 9 AND village = ?2 AND author > ?3 LIMIT ?4)
    LIMIT ?4";
/// Forms of a visit about a NIK.
pub(super) const FORMS_OF_PERSON: &str = "SELECT * FROM record INDEXED BY record_person
    WHERE visit = ?1 AND nik = ?2 AND author = ?3 AND id <> ?4 AND state <> 9 LIMIT ?5";
/// The last record of an author about a NIK before a time.
pub(super) const PREVIOUS: &str = "SELECT * FROM record INDEXED BY record_previous
    WHERE nik = ?1 AND author = ?2 AND kind = ?3 AND id <> ?4 AND made_at < ?5 AND state <> 9
    ORDER BY made_at DESC LIMIT 1";
/// The NIK of the person with a number in a village, or of the one that he turned out to be.
pub(super) const REGISTER_NIK: &str = "WITH RECURSIVE one (nik, merged_into, n) AS (
        SELECT nik, merged_into, 1 FROM person WHERE village = ?1 AND number = ?2
        UNION ALL SELECT person.nik, person.merged_into, n + 1
        FROM one JOIN person ON person.id = one.merged_into WHERE n < ?3
    ) SELECT nik FROM one WHERE merged_into IS NULL";
/// The same of a family and its card.
pub(super) const REGISTER_KK: &str = "WITH RECURSIVE one (no_kk, merged_into, n) AS (
        SELECT no_kk, merged_into, 1 FROM family WHERE village = ?1 AND number = ?2
        UNION ALL SELECT family.no_kk, family.merged_into, n + 1
        FROM one JOIN family ON family.id = one.merged_into WHERE n < ?3
    ) SELECT no_kk FROM one WHERE merged_into IS NULL";
/// The card and the state of those with a NIK in the register.
pub(super) const REGISTER_OF_NIK: &str = "SELECT family.no_kk, person.state = 1 AS is_dead
    FROM person JOIN family ON family.id = person.family
    WHERE person.nik = ?1 AND person.state <> 3 LIMIT ?2";
/// The last records of an author that were finished between two times.
pub(super) const MADE_BETWEEN: &str = "SELECT count(*) FROM (
    SELECT made_at, kind FROM record INDEXED BY record_author
    WHERE author = ?1 ORDER BY last_seq DESC LIMIT ?6)
    WHERE made_at BETWEEN ?2 AND ?3 AND kind <> ?4 AND kind <> ?5";
/// True where a revision was let through (6): one of the few decisions about its record.
pub(super) const IS_RELEASED: &str = "SELECT EXISTS (SELECT 1 FROM decision
    WHERE record = ?1 AND change = ?2 AND deed = 6 AND ended = 1)";
/// Revisions made from a change, by the author of the record.
pub(super) const CHILDREN: &str = "SELECT EXISTS (SELECT 1 FROM change
    WHERE record = ?1 AND parent = ?2 AND author = (SELECT author FROM record WHERE id = ?1))";

/// A transaction over one connection. Whoever only reads gets it as [`super::super::Reads`], and over a
/// connection that cannot write.
pub struct SqliteTx<'c> {
    pub(super) conn: &'c Connection,
    /// The last number given out here and not written yet: a push takes one for each change, and two
    /// statements for each would be an eighth of its time in the write lock.
    seq: Option<u64>,
}

impl<'c> SqliteTx<'c> {
    pub(super) fn new(conn: &'c Connection) -> Self {
        Self { conn, seq: None }
    }

    /// Writes the numbers that were given out. Whoever keeps what was done calls it first.
    pub(super) fn write_seq(&mut self) -> Result<(), StoreError> {
        match self.seq.take() {
            Some(seq) => self.put("UPDATE meta SET last_seq = ?1", [int(seq)]).map(drop),
            None => Ok(()),
        }
    }

    /// The one value of the one row that a question has.
    pub(super) fn one<T: FromSql>(&self, sql: &str, params: impl Params) -> Result<T, StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(store_error)?;
        statement.query_row(params, |row| row.get(0)).map_err(store_error)
    }

    /// The one row that a question may have.
    pub(super) fn maybe<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(store_error)?;
        let mut rows = statement.query(params).map_err(store_error)?;
        rows.next().map_err(store_error)?.map(read).transpose()
    }

    /// All rows of a question.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(store_error)?;
        let mut rows = statement.query(params).map_err(store_error)?;
        let mut list = Vec::new();
        while let Some(row) = rows.next().map_err(store_error)? {
            list.push(read(row)?);
        }
        Ok(list)
    }

    /// Writes a record by one of the two statements that take all of it.
    fn put_record_by(&self, sql: &str, record: &Record) -> Result<usize, StoreError> {
        self.put(
            sql,
            params![
                record.id.0,
                record.kind,
                record.kind_version,
                record.village.number(),
                record.author.0,
                record.visit.map(|id| id.0),
                record.head.0,
                record.state.code(),
                record.subject,
                record.nik.map(int),
                int(record.made_at_ms),
                int(record.first_seq),
                int(record.last_seq),
                count(record.problems.len()),
                count(record.notes.len()),
                pack(&record.problems),
                pack(&record.notes),
                record.comment,
                record.n_beside,
                record.urgency,
            ],
        )
    }

    /// Runs a statement that writes; how many rows it wrote.
    pub(super) fn put(&self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(store_error)?;
        statement.execute(params).map_err(store_error)
    }
}

pub(super) fn read_record(row: &Row<'_>) -> Result<Record, StoreError> {
    Ok(Record {
        id: id(row, "id", RecordId)?,
        kind: number(row, "kind")?,
        kind_version: number(row, "kind_version")?,
        village: VillageCode::from_number(number(row, "village")?),
        author: id(row, "author", AccountId)?,
        visit: id_opt(row, "visit", RecordId)?,
        head: id(row, "head", ChangeId)?,
        state: state(row, "state")?,
        subject: get(row, "subject")?,
        nik: number_opt(row, "nik")?,
        made_at_ms: number(row, "made_at")?,
        first_seq: number(row, "first_seq")?,
        last_seq: number(row, "last_seq")?,
        problems: problems(row, "problems")?,
        notes: problems(row, "notes")?,
        comment: get(row, "comment")?,
        n_beside: number(row, "n_beside")?,
        urgency: number(row, "urgency")?,
    })
}

pub(super) fn read_receipt(row: &Row<'_>) -> Result<Receipt, StoreError> {
    Ok(Receipt {
        seq: number(row, "seq")?,
        hash: get(row, "hash")?,
        stored_at_ms: number(row, "stored_at")?,
    })
}

fn read_change(row: &Row<'_>) -> Result<Change, StoreError> {
    let bytes: Vec<u8> = get(row, "bytes")?;
    let change = record::read_change(&bytes)?;
    Ok(Change {
        header: change.header,
        author: id(row, "author", AccountId)?,
        device: id(row, "device", DeviceId)?,
        bytes,
        receipt: read_receipt(row)?,
        state: state(row, "state")?,
        position: Position::from_code(number(row, "place")?)
            .ok_or(StoreError::Damaged("a position is not known"))?,
        other: id_opt(row, "other", ChangeId)?,
        problems: problems(row, "problems")?,
        notes: problems(row, "notes")?,
    })
}

impl View for SqliteTx<'_> {
    fn epoch(&self) -> Result<u64, StoreError> {
        self.one("SELECT epoch FROM meta", ()).map(i64::cast_unsigned)
    }

    fn last_seq(&self) -> Result<u64, StoreError> {
        if let Some(seq) = self.seq {
            return Ok(seq);
        }
        self.one("SELECT last_seq FROM meta", ()).map(i64::cast_unsigned)
    }

    fn each_record_after(
        &self,
        author: AccountId,
        after: u64,
        limit: u32,
        take: &mut dyn FnMut(Record, Receipt) -> bool,
    ) -> Result<(), StoreError> {
        let sql =
            "SELECT r.*, c.seq, c.hash, c.stored_at FROM record r JOIN change c ON c.id = r.head
            WHERE r.author = ?1 AND r.last_seq > ?2 ORDER BY r.last_seq LIMIT ?3";
        let mut statement = self.conn.prepare_cached(sql).map_err(store_error)?;
        let mut rows = statement.query((author.0, int(after), limit)).map_err(store_error)?;
        while let Some(row) = rows.next().map_err(store_error)? {
            if !take(read_record(row)?, read_receipt(row)?) {
                break;
            }
        }
        Ok(())
    }

    fn is_active(&self, account: AccountId) -> Result<bool, StoreError> {
        self.one("SELECT EXISTS (SELECT 1 FROM account WHERE id = ?1 AND is_active)", [account.0])
    }

    fn own_kk(&self, account: AccountId) -> Result<Option<NoKk>, StoreError> {
        self.maybe("SELECT own_kk FROM account WHERE id = ?1", [account.0], read_kk)
            .map(Option::flatten)
    }

    fn is_assigned(
        &self,
        account: AccountId,
        village: VillageCode,
        day: Day,
    ) -> Result<bool, StoreError> {
        self.one(
            "SELECT EXISTS (SELECT 1 FROM assignment WHERE account = ?1 AND village = ?2
             AND from_day <= ?3 AND (to_day IS NULL OR to_day >= ?3))",
            (account.0, village.number(), day.number()),
        )
    }

    fn change(&self, id: ChangeId) -> Result<Option<Change>, StoreError> {
        self.maybe("SELECT * FROM change WHERE id = ?1", [id.0], read_change)
    }

    fn has_child(&self, record: RecordId, parent: ChangeId) -> Result<bool, StoreError> {
        self.one(CHILDREN, (record.0, parent.0))
    }

    fn record(&self, id: RecordId) -> Result<Option<Record>, StoreError> {
        self.maybe("SELECT * FROM record WHERE id = ?1", [id.0], read_record)
    }

    fn records_of_visit(
        &self,
        visit: RecordId,
        author: AccountId,
        after: RecordId,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError> {
        self.all(RECORDS_OF_VISIT, (visit.0, author.0, after.0, limit), read_record)
    }

    fn held_records(
        &self,
        author: AccountId,
        after: RecordId,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError> {
        self.all(HELD_RECORDS, (author.0, after.0, limit), read_record)
    }

    fn forms_of_person(
        &self,
        (visit, author): (RecordId, AccountId),
        nik: u64,
        except: RecordId,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError> {
        self.all(FORMS_OF_PERSON, (visit.0, int(nik), author.0, except.0, limit), read_record)
    }

    fn records_elsewhere(
        &self,
        nik: u64,
        (village, author): (VillageCode, AccountId),
        limit: u32,
    ) -> Result<Vec<Record>, StoreError> {
        self.all(RECORDS_ELSEWHERE, (int(nik), village.number(), author.0, limit), read_record)
    }

    fn nik_elsewhere(
        &self,
        nik: u64,
        village: VillageCode,
        author: AccountId,
    ) -> Result<bool, StoreError> {
        self.one(NIK_ELSEWHERE, (int(nik), village.number(), author.0))
    }

    fn previous(
        &self,
        header: &Header1,
        nik: u64,
        author: AccountId,
    ) -> Result<Option<Record>, StoreError> {
        self.maybe(
            PREVIOUS,
            (int(nik), author.0, header.kind, header.record.0, int(header.made_at_ms)),
            read_record,
        )
    }

    fn register_nik(&self, village: VillageCode, number: u32) -> Result<Option<u64>, StoreError> {
        let params = (village.number(), number, count(MERGES_MAX));
        let found = self.maybe(REGISTER_NIK, params, |row| number_opt(row, "nik"));
        found.map(Option::flatten)
    }

    fn register_kk(&self, village: VillageCode, number: u32) -> Result<Option<u64>, StoreError> {
        let params = (village.number(), number, count(MERGES_MAX));
        let found = self.maybe(REGISTER_KK, params, |row| number_opt(row, "no_kk"));
        found.map(Option::flatten)
    }

    fn register_of_nik(
        &self,
        nik: u64,
        limit: u32,
    ) -> Result<Vec<(Option<u64>, bool)>, StoreError> {
        self.all(REGISTER_OF_NIK, (int(nik), limit), |row| {
            Ok((number_opt(row, "no_kk")?, get(row, "is_dead")?))
        })
    }

    fn n_made_between(
        &self,
        author: AccountId,
        (from_ms, to_ms): (u64, u64),
        [one, other]: [u16; 2],
        limit: u32,
    ) -> Result<u32, StoreError> {
        self.one(MADE_BETWEEN, (author.0, int(from_ms), int(to_ms), one, other, limit))
    }

    fn is_released(&self, record: RecordId, change: ChangeId) -> Result<bool, StoreError> {
        self.one(IS_RELEASED, (record.0, change.0))
    }

    fn some_recheck(&self) -> Result<Option<Recheck>, StoreError> {
        self.maybe("SELECT * FROM recheck LIMIT 1", (), read_recheck)
    }

    fn recheck(&self, author: AccountId, of: Again) -> Result<Option<Recheck>, StoreError> {
        let sql = "SELECT * FROM recheck WHERE author = ?1 AND visit = ?2 AND village = ?3";
        let (visit, village) = columns(of);
        self.maybe(sql, params![author.0, visit, village], read_recheck)
    }
}

impl Tx for SqliteTx<'_> {
    fn begin_item(&mut self) -> Result<(), StoreError> {
        self.write_seq()?;
        run(self.conn, "SAVEPOINT item")
    }

    fn keep_item(&mut self) -> Result<(), StoreError> {
        self.write_seq()?;
        run(self.conn, "RELEASE item")
    }

    fn undo_item(&mut self) -> Result<(), StoreError> {
        self.seq = None;
        run(self.conn, "ROLLBACK TO item")?;
        run(self.conn, "RELEASE item")
    }

    fn next_seq(&mut self) -> Result<u64, StoreError> {
        let seq = self.last_seq()? + 1;
        self.seq = Some(seq);
        Ok(seq)
    }

    fn add_change(&mut self, change: &Change) -> Result<(), StoreError> {
        let header = &change.header;
        let sql =
            "INSERT INTO change (seq, id, record, parent, author, device, stored_at, hash, bytes,
                state, place, other, problems, notes)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
        self.put(
            sql,
            params![
                int(change.receipt.seq),
                header.change.0,
                header.record.0,
                header.parent.map(|id| id.0),
                change.author.0,
                change.device.0,
                int(change.receipt.stored_at_ms),
                change.receipt.hash,
                change.bytes,
                change.state.code(),
                change.position.code(),
                change.other.map(|id| id.0),
                pack(&change.problems),
                pack(&change.notes),
            ],
        )
        .map(drop)
    }

    fn put_record(&mut self, record: &Record) -> Result<(), StoreError> {
        // Two statements, because one that inserts or updates makes SQLite keep a journal of its own
        // for it, and going through that costs more than all the rest.
        if self.put_record_by(include_str!("add_record.sql"), record)? > 0 {
            return self.index(None, record);
        }
        let old = self.record(record.id)?.ok_or(StoreError::Damaged("a record is missing"))?;
        if self.put_standing(&old, record)? {
            return Ok(());
        }
        self.put_record_by(include_str!("change_record.sql"), record)?;
        self.index(Some(&old), record)
    }

    fn put_recheck(&mut self, recheck: &Recheck) -> Result<(), StoreError> {
        let (visit, village) = columns(recheck.of);
        self.put(
            "INSERT INTO recheck (author, visit, village, after) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET after = excluded.after",
            params![recheck.author.0, visit, village, recheck.after.0],
        )
        .map(drop)
    }

    fn end_recheck(&mut self, author: AccountId, of: Again) -> Result<(), StoreError> {
        let (visit, village) = columns(of);
        self.put(
            "DELETE FROM recheck WHERE author = ?1 AND visit = ?2 AND village = ?3",
            params![author.0, visit, village],
        )
        .map(drop)
    }
}

/// What is to be checked again as two columns, of which one says nothing: ids of sixteen zeros and the
/// village 0 are nobody's.
const fn columns(of: Again) -> ([u8; 16], u32) {
    match of {
        Again::Visit(visit) => (visit.0, 0),
        Again::Village(village) => ([0; 16], village.number()),
    }
}

fn read_recheck(row: &Row<'_>) -> Result<Recheck, StoreError> {
    let of = match number(row, "village")? {
        0 => Again::Visit(id(row, "visit", RecordId)?),
        village => Again::Village(VillageCode::from_number(village)),
    };
    Ok(Recheck { author: id(row, "author", AccountId)?, of, after: id(row, "after", RecordId)? })
}
