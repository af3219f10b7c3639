-- How soon somebody should look at a record: 0 when its turn comes, more for what says that somebody
-- should act. Records of before say 0 until their next revision.
ALTER TABLE record ADD COLUMN urgency INTEGER NOT NULL DEFAULT 0;
-- What nobody has decided on, village by village, the urgent first and then the oldest. Questions name
-- this condition word for word: only then the index may be used.
CREATE INDEX record_review ON record (village, urgency DESC, last_seq) WHERE state = 3;

-- What was decided about records, and by whom. A row is added and then only ends: 0 it waits for its
-- minute to pass, 1 it took effect, 2 it was undone, 3 the record had changed. Nothing is deleted.
CREATE TABLE decision (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    record BLOB NOT NULL REFERENCES record (id),
    -- The revision that was seen.
    change BLOB NOT NULL,
    deed INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    same_as BLOB,
    decider BLOB NOT NULL REFERENCES account (id),
    officer INTEGER NOT NULL,
    -- Whose phone hears of it, and where the record was.
    author BLOB NOT NULL REFERENCES account (id),
    village INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    comment TEXT NOT NULL,
    fields BLOB,
    -- The revision that it makes or chooses, and the bytes of one that it makes.
    revision BLOB,
    bytes BLOB,
    ended INTEGER NOT NULL CHECK (ended BETWEEN 0 AND 3),
    ended_at INTEGER,
    seq INTEGER,
    delivered_at INTEGER,
    CHECK ((ended = 0) = (ended_at IS NULL)),
    CHECK ((ended = 1) = (seq IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_record ON decision (record, made_at);
-- One at a time waits about each record.
CREATE UNIQUE INDEX decision_pending ON decision (record) WHERE ended = 0;
CREATE INDEX decision_due ON decision (made_at) WHERE ended = 0;
-- The feed of a person's phones, and what they have not had yet.
CREATE INDEX decision_feed ON decision (author, seq) WHERE seq IS NOT NULL;
CREATE INDEX decision_undelivered ON decision (author, seq)
    WHERE seq IS NOT NULL AND delivered_at IS NULL;
-- Returned (2), and not at the phone yet.
CREATE INDEX decision_unreached ON decision (village, seq)
    WHERE deed = 2 AND ended = 1 AND delivered_at IS NULL;
-- What fell away of somebody's.
CREATE INDEX decision_fell ON decision (decider, ended_at) WHERE ended = 3;
