-- Ids are UUIDv7 as 16 bytes, so rows made one after the other lie together. Times are Unix
-- milliseconds, days are days since 1970-01-01, village codes are their ten digits as a number.

-- One row. last_seq is the one order of everything: whoever takes the next number holds the write
-- lock until the commit, so no reader ever sees a number appear behind his cursor.
CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    epoch INTEGER NOT NULL,
    last_seq INTEGER NOT NULL
) STRICT;

CREATE TABLE account (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    role INTEGER NOT NULL,
    user_name TEXT UNIQUE,
    password_hash TEXT,
    phone INTEGER,
    area INTEGER,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE assignment (
    account BLOB NOT NULL REFERENCES account (id),
    village INTEGER NOT NULL,
    from_day INTEGER NOT NULL,
    to_day INTEGER,
    PRIMARY KEY (account, village, from_day),
    CHECK (to_day IS NULL OR to_day >= from_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_village ON assignment (village);

CREATE TABLE office (
    kecamatan INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT NOT NULL
) STRICT;

CREATE TABLE device (
    id BLOB NOT NULL CHECK (length(id) = 16),
    account BLOB NOT NULL REFERENCES account (id),
    bound_at INTEGER NOT NULL,
    revoked_at INTEGER,
    PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    account BLOB NOT NULL REFERENCES account (id),
    expires_at INTEGER NOT NULL,
    device BLOB,
    consumed_at INTEGER,
    is_settled INTEGER NOT NULL CHECK (is_settled IN (0, 1)),
    CHECK ((device IS NULL) = (consumed_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_account ON invitation (account);

CREATE TABLE session (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    previous_hash BLOB UNIQUE,
    account BLOB NOT NULL REFERENCES account (id),
    device BLOB,
    kind INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    rotated_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account, device);

CREATE TABLE family (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    village INTEGER NOT NULL,
    no_kk INTEGER,
    rt INTEGER,
    rw INTEGER,
    address TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX family_village ON family (village);

CREATE TABLE person (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    family BLOB NOT NULL REFERENCES family (id),
    position INTEGER NOT NULL,
    nik INTEGER,
    name TEXT NOT NULL,
    sex INTEGER NOT NULL,
    birth_day INTEGER,
    relation INTEGER NOT NULL,
    UNIQUE (family, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_nik ON person (nik) WHERE nik IS NOT NULL;

-- One revision, as it came (`bytes`: what the receipt's hash is over) and what its sender was told.
-- Written once. The columns beside `bytes` repeat of it what is searched by.
CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    record BLOB NOT NULL CHECK (length(record) = 16),
    parent BLOB,
    author BLOB NOT NULL REFERENCES account (id),
    device BLOB NOT NULL,
    stored_at INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    bytes BLOB NOT NULL,
    state INTEGER NOT NULL,
    place INTEGER NOT NULL,
    other BLOB,
    problems BLOB,
    notes BLOB
) STRICT;
CREATE INDEX change_record ON change (record);

-- Where each record stands now.
CREATE TABLE record (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    kind INTEGER NOT NULL,
    kind_version INTEGER NOT NULL,
    village INTEGER NOT NULL,
    author BLOB NOT NULL REFERENCES account (id),
    visit BLOB,
    head BLOB NOT NULL REFERENCES change (id),
    state INTEGER NOT NULL,
    subject TEXT NOT NULL,
    nik INTEGER,
    made_at INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    n_problems INTEGER NOT NULL,
    n_notes INTEGER NOT NULL,
    problems BLOB,
    notes BLOB,
    comment TEXT NOT NULL,
    n_beside INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- The desk's lists: of the whole regency, and of a span of villages with what is counted.
CREATE UNIQUE INDEX record_last_seq ON record (last_seq);
CREATE INDEX record_village ON record (village, last_seq, kind, state);
-- The pull of a phone.
CREATE INDEX record_author ON record (author, last_seq);
CREATE INDEX record_visit ON record (visit) WHERE visit IS NOT NULL;
CREATE INDEX record_nik ON record (nik) WHERE nik IS NOT NULL;
