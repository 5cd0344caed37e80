-- A document has the time of its last change, beside the day of its publication.
-- What was read before has none until it is read again.
ALTER TABLE documents ADD COLUMN updated TEXT;
