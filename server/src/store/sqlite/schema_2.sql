-- The family card of a PSM's own family, sixteen digits as a number; nothing where the office does not
-- know it.
ALTER TABLE account ADD COLUMN own_kk INTEGER
    CHECK (own_kk IS NULL OR own_kk BETWEEN 0 AND 9999999999999999);
