-- The forms of a visit about one person: what is found about a pair of records stands on both. Written
-- word for word in the question, as in step 4.
CREATE INDEX record_person ON record (visit, nik, author)
    WHERE visit IS NOT NULL AND nik IS NOT NULL AND state <> 9;
