-- Actors have a second PLOVER sector. What was read before keeps none until it is read again.
ALTER TABLE actors ADD COLUMN sector2 TEXT;
