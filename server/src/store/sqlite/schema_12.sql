-- Which proposals an operator has typed into SIKS-NG: what was last said of a record, by whom and when.
CREATE TABLE typing (
    record BLOB PRIMARY KEY REFERENCES record (id),
    -- The revision that counted then.
    change BLOB NOT NULL CHECK (length(change) = 16),
    is_typed INTEGER NOT NULL CHECK (is_typed IN (0, 1)),
    account BLOB NOT NULL REFERENCES account (id),
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
