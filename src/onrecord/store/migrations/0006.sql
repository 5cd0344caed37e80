-- An agenda item has its condition, the days that it was moved from, and the attribution that contains it.
-- What was read before has none until it is read again.
ALTER TABLE agenda ADD COLUMN condition TEXT;
ALTER TABLE agenda ADD COLUMN moved_from TEXT;
ALTER TABLE agenda ADD COLUMN within TEXT;
