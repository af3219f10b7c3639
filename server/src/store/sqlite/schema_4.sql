-- What a push asks is one step into an index, however many rows there are of one person, one visit, one
-- record or one author. A state of 9 is withdrawn; 4 and 5 are held. Questions name these conditions
-- word for word: only then the index may be used.

-- Is there a record with this NIK in another village or of another author?
DROP INDEX record_nik;
CREATE INDEX record_nik ON record (nik, village, author) WHERE nik IS NOT NULL AND state <> 9;
-- The last record of an author about a person.
CREATE INDEX record_previous ON record (nik, author, kind, made_at)
    WHERE nik IS NOT NULL AND state <> 9;
-- The forms of a visit, by author, in the order of their ids.
DROP INDEX record_visit;
CREATE INDEX record_visit ON record (visit, author) WHERE visit IS NOT NULL;
-- What is held of an author, in the order of their ids.
CREATE INDEX record_held ON record (author) WHERE state IN (4, 5);
-- Was a revision of this record made from that change?
CREATE INDEX change_parent ON change (record, parent, author) WHERE parent IS NOT NULL;

-- Records of an author that are to be checked again: the forms of a visit that is another now, or what
-- was held for a village that is the author's now. The other of both columns is zero. `after` is the
-- last record that was checked.
CREATE TABLE recheck (
    author BLOB NOT NULL REFERENCES account (id),
    visit BLOB NOT NULL CHECK (length(visit) = 16),
    village INTEGER NOT NULL,
    after BLOB NOT NULL CHECK (length(after) = 16),
    PRIMARY KEY (author, visit, village)
) STRICT, WITHOUT ROWID;
