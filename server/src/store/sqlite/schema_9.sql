-- A photo or file that a phone announced: whose it is, what it is, how it stands. Its bytes lie in
-- files beside the database. The record may come later, so it is no foreign key.
CREATE TABLE blob (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    account BLOB NOT NULL REFERENCES account (id),
    record BLOB NOT NULL CHECK (length(record) = 16),
    n_bytes INTEGER NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    announced_at INTEGER NOT NULL,
    n_wrong INTEGER NOT NULL,
    -- 1 arriving, 2 arrived, 3 refused
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
    refusal INTEGER CHECK ((refusal IS NOT NULL) = (state = 3)),
    hash BLOB CHECK ((hash IS NOT NULL) = (state = 2) AND (hash IS NULL OR length(hash) = 32)),
    media INTEGER CHECK ((media IS NOT NULL) = (state = 2)),
    width INTEGER,
    height INTEGER,
    stored_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_record ON blob (record);
-- What an account announced lately, and what it has under way.
CREATE INDEX blob_account ON blob (account, announced_at);
CREATE INDEX blob_arriving ON blob (account) WHERE state = 1;
-- What has been arriving for too long.
CREATE INDEX blob_old ON blob (announced_at) WHERE state = 1;
