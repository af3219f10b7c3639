-- The desk's lists and searches, without going through all records.

-- When the head of a record was stored, Unix milliseconds: what the desk's days ask for. Repeated from
-- its change, so that a span of days is read from one index, with what is counted of it.
ALTER TABLE record ADD COLUMN head_at INTEGER NOT NULL DEFAULT 0;
UPDATE record SET head_at = (SELECT stored_at FROM change WHERE id = head);
CREATE INDEX record_head_at ON record (head_at, village, kind, state);
-- A NIK by its beginning and by its last four digits.
CREATE INDEX record_digits ON record (nik) WHERE nik IS NOT NULL;
CREATE INDEX record_last_digits ON record (nik % 10000) WHERE nik IS NOT NULL;

-- Each word of a subject as the search compares it (store/search.rs), written with the record.
CREATE TABLE record_word (
    word TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (word, record)
) STRICT, WITHOUT ROWID;

-- How many records there are, written with the record: some thousand rows, however many records.
CREATE TABLE record_count (
    village INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (village, kind, state)
) STRICT, WITHOUT ROWID;
INSERT INTO record_count SELECT village, kind, state, count(*) FROM record GROUP BY village, kind, state;

-- What was taken out of the database as a file: by whom, what, why, how many rows. Nothing here
-- changes or deletes a row, and a copy with a trigger is refused (copy.rs).
CREATE TABLE export (
    number INTEGER PRIMARY KEY,
    account BLOB NOT NULL REFERENCES account (id),
    at INTEGER NOT NULL,
    what INTEGER NOT NULL,
    filter TEXT NOT NULL,
    reason TEXT NOT NULL,
    is_masked INTEGER NOT NULL CHECK (is_masked IN (0, 1)),
    n_rows INTEGER NOT NULL
) STRICT;
