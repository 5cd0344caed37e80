-- Actors have a second PLOVER sector; attributions why a source is not named, and by what medium it spoke.
-- What was read before has none of them until it is read again.
ALTER TABLE actors ADD COLUMN sector2 TEXT;
ALTER TABLE attributions ADD COLUMN reason TEXT;
ALTER TABLE attributions ADD COLUMN medium TEXT;
