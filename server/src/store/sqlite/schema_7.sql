-- The day on which a number was known to be replaced.
ALTER TABLE former_number ADD COLUMN until_day INTEGER;
