-- Of a pair of events its score is kept; the parts of the score are made again when they are asked for. The bodies of happenings
-- are packed; a store of schema 8 has none any more at this step: migrate.py writes them.
CREATE TEMP TABLE kept_pairs AS
SELECT left_event, right_event, unpacked(body) AS body FROM pairs WHERE left_event IS NOT NULL AND right_event IS NOT NULL;
DROP TABLE pairs;
CREATE TABLE pairs (                            -- events that are one happening, or nearly: store/reasons.py
    left_event  INTEGER NOT NULL,               -- the document times 2^20, plus the position of the event
    right_event INTEGER NOT NULL,
    score       INTEGER NOT NULL,               -- log odds in thousandths
    joined      INTEGER NOT NULL,
    by_person   INTEGER NOT NULL,
    seal        INTEGER NOT NULL,               -- checksum of the others
    PRIMARY KEY (left_event, right_event)
) WITHOUT ROWID;
CREATE INDEX pairs_by_right ON pairs (right_event);
INSERT INTO pairs (left_event, right_event, score, joined, by_person, seal)
SELECT left_event, right_event, score, joined, by_person, seal_of(left_event, right_event, score, joined, by_person)
  FROM (SELECT left_event, right_event, CAST(round(1000 * json_extract(body, '$.score')) AS INTEGER) AS score,
               json_extract(body, '$.joined') AS joined, json_extract(body, '$.by') = 'person' AS by_person
          FROM kept_pairs);
DROP TABLE kept_pairs;
CREATE TABLE IF NOT EXISTS happenings (number INTEGER PRIMARY KEY, id, body, digest);
CREATE TEMP TABLE happenings_11 AS SELECT number, id, body, digest FROM happenings;
DROP TABLE happenings;
CREATE TABLE happenings (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    mode     TEXT,
    type     TEXT,
    status   TEXT,
    country  TEXT,
    earliest TEXT,
    latest   TEXT,
    reports  INTEGER NOT NULL,
    digest   BLOB NOT NULL,
    body     BLOB NOT NULL                      -- JSON, compressed: store/packed.py
);
CREATE INDEX happenings_by_type ON happenings (type, status, latest);
CREATE INDEX happenings_by_status ON happenings (status, latest);
CREATE INDEX happenings_by_date ON happenings (latest, earliest);
INSERT INTO happenings (number, id, mode, type, status, country, earliest, latest, reports, digest, body)
SELECT number, id, json_extract(body, '$.mode'), json_extract(body, '$.type'), json_extract(body, '$.status'),
       json_extract(body, '$.location.country'), json_extract(body, '$.earliest'), json_extract(body, '$.latest'),
       coalesce(json_array_length(body, '$.reports'), 0), digest, packed_happening(body)
  FROM happenings_11 ORDER BY number;
DROP TABLE happenings_11;
CREATE TRIGGER happenings_removed AFTER DELETE ON happenings BEGIN
    UPDATE tellings SET happening = NULL WHERE happening = old.number;
    UPDATE prospects SET happening = NULL, superseded = 0 WHERE happening = old.number;
END;
-- Words of reports are packed too; a row that is not as it was written stays so, and is told by a check.
UPDATE assembled_reports SET
    terms = packed_terms(terms),
    digest = digest_of_row(document, id, earliest, latest, told, first, last, bands, shares, own_days, blocks, packed_terms(terms), parties)
 WHERE digest = digest_of_row(document, id, earliest, latest, told, first, last, bands, shares, own_days, blocks, terms, parties);
