-- A disagreement says of which kind it is and what it is about.
-- What was read before has the most general of both until it is read again.
ALTER TABLE disagreements ADD COLUMN kind TEXT NOT NULL DEFAULT 'contradiction';
ALTER TABLE disagreements ADD COLUMN field TEXT NOT NULL DEFAULT 'meaning';
