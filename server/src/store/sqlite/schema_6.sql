-- The register as PSM use it. Identity is the id; within its village a family and a person also have
-- a short number, which is given once and never to another. NIK and No KK are attributes that change:
-- former ones stay in former_number. The name_key is a hash of the folded name, see
-- store/register.rs. Rows of these tables are never deleted, so that phones hear of every change.

-- The last number that was given in a village.
CREATE TABLE village_numbers (
    village INTEGER PRIMARY KEY,
    families INTEGER NOT NULL,
    people INTEGER NOT NULL
) STRICT;

ALTER TABLE family ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE family ADD COLUMN hamlet TEXT NOT NULL DEFAULT '';
ALTER TABLE family ADD COLUMN state INTEGER NOT NULL DEFAULT 0;
ALTER TABLE family ADD COLUMN merged_into BLOB CHECK (merged_into IS NULL OR length(merged_into) = 16);
ALTER TABLE family ADD COLUMN source INTEGER NOT NULL DEFAULT 1;
ALTER TABLE family ADD COLUMN verified_day INTEGER;
ALTER TABLE family ADD COLUMN seen_day INTEGER;
ALTER TABLE family ADD COLUMN last_seq INTEGER NOT NULL DEFAULT 0;

UPDATE family SET number = n.number, last_seq = n.seq + (SELECT last_seq FROM meta)
FROM (
    SELECT id, row_number() OVER (PARTITION BY village ORDER BY id) AS number,
        row_number() OVER (ORDER BY id) AS seq
    FROM family
) AS n WHERE n.id = family.id;
UPDATE meta SET last_seq = last_seq + (SELECT count(*) FROM family);
DROP INDEX family_village;
CREATE UNIQUE INDEX family_number ON family (village, number);
-- The feed of a village.
CREATE UNIQUE INDEX family_changed ON family (village, last_seq);
CREATE INDEX family_kk ON family (no_kk) WHERE no_kk IS NOT NULL;

-- Sex and relation may be unknown (0), people leave one family for another, and the village of the
-- family is repeated for the short number and the search by name.
CREATE TABLE person_6 (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    family BLOB NOT NULL REFERENCES family (id),
    position INTEGER NOT NULL,
    village INTEGER NOT NULL,
    number INTEGER NOT NULL,
    nik INTEGER,
    no_nik INTEGER,
    name TEXT NOT NULL,
    name_key INTEGER NOT NULL,
    nickname TEXT NOT NULL,
    sex INTEGER NOT NULL,
    birth_day INTEGER,
    birth_is_about INTEGER NOT NULL CHECK (birth_is_about IN (0, 1)),
    relation INTEGER NOT NULL,
    state INTEGER NOT NULL,
    merged_into BLOB CHECK (merged_into IS NULL OR length(merged_into) = 16),
    verified_day INTEGER
) STRICT, WITHOUT ROWID;
-- No database of before had people but a demo, whose names nobody searches by.
INSERT INTO person_6
SELECT person.id, family, position, village,
    row_number() OVER (PARTITION BY village ORDER BY person.id), nik, NULL, name, 0, '', sex,
    birth_day, 0, relation, 0, NULL, NULL
FROM person JOIN family ON family.id = person.family;
DROP TABLE person;
ALTER TABLE person_6 RENAME TO person;
CREATE INDEX person_family ON person (family, position);
CREATE UNIQUE INDEX person_number ON person (village, number);
CREATE INDEX person_nik ON person (nik) WHERE nik IS NOT NULL;
CREATE INDEX person_name ON person (village, name_key, birth_day);

INSERT INTO village_numbers
SELECT village, max(number), (
    SELECT coalesce(max(person.number), 0) FROM person WHERE person.village = family.village
) FROM family GROUP BY village;

-- A NIK (of a person) or a No KK (of a family) that was replaced.
CREATE TABLE former_number (
    owner BLOB NOT NULL CHECK (length(owner) = 16),
    digits INTEGER NOT NULL,
    PRIMARY KEY (owner, digits)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_number_digits ON former_number (digits);

-- What a family (person: sixteen zeros) or one of its members receives or received. The code is of
-- the list program_bansos.
CREATE TABLE programme (
    family BLOB NOT NULL REFERENCES family (id),
    person BLOB NOT NULL CHECK (length(person) = 16),
    code INTEGER NOT NULL,
    since_day INTEGER,
    until_day INTEGER,
    PRIMARY KEY (family, person, code)
) STRICT, WITHOUT ROWID;

-- A child was measured: grams and 0.1 mm.
CREATE TABLE measure (
    person BLOB NOT NULL REFERENCES person (id),
    day INTEGER NOT NULL,
    weight_g INTEGER,
    length_01mm INTEGER,
    position INTEGER NOT NULL,
    PRIMARY KEY (person, day)
) STRICT, WITHOUT ROWID;

-- What a PSM is asked to do.
CREATE TABLE task (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    village INTEGER NOT NULL,
    family BLOB REFERENCES family (id),
    person BLOB,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    due_day INTEGER,
    source INTEGER NOT NULL,
    made_day INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    ended_by BLOB,
    last_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX task_changed ON task (village, last_seq);
CREATE INDEX task_family ON task (family) WHERE ended = 0 AND family IS NOT NULL;

-- What came out of a line of a list, so that the same list again updates it: a hash of the list's own
-- name for the line, and the family, person or task.
CREATE TABLE imported (
    key BLOB PRIMARY KEY CHECK (length(key) = 16),
    owner BLOB NOT NULL CHECK (length(owner) = 16)
) STRICT, WITHOUT ROWID;
