-- Pairs of events stand by their two reports, those of two reports in one cell.
CREATE TEMP TABLE event_pairs_12 AS SELECT a, b, score, one_side FROM event_pairs;
DROP TABLE event_pairs;
CREATE TABLE event_pairs (                      -- events that may be one happening, or plan and fulfilment: of two reports, both ways round
    a     INTEGER NOT NULL,                     -- documents
    b     INTEGER NOT NULL,
    cells BLOB NOT NULL,                        -- store/assembler/edges.py
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
INSERT INTO event_pairs (a, b, cells)
SELECT a >> 20, b >> 20, packed_rows(a & 1048575, b & 1048575, 2 * score + one_side) FROM event_pairs_12 GROUP BY 1, 2;
DROP TABLE event_pairs_12;
CREATE TEMP TABLE pairs_12 AS SELECT left_event, right_event, score, joined, by_person FROM pairs;
DROP TABLE pairs;
CREATE TABLE pairs (                            -- events that are one happening, or nearly, by their two reports: store/reasons.py
    left_report  INTEGER NOT NULL,              -- number of the document
    right_report INTEGER NOT NULL,
    many         INTEGER NOT NULL,              -- how many pairs
    cells        BLOB NOT NULL,
    seal         INTEGER NOT NULL,              -- checksum of the others
    PRIMARY KEY (left_report, right_report)
) WITHOUT ROWID;
CREATE INDEX pairs_by_right ON pairs (right_report);
INSERT INTO pairs (left_report, right_report, many, cells, seal)
SELECT left_report, right_report, many, cells, seal_of_row(left_report, right_report, many, cells)
  FROM (SELECT left_event >> 20 AS left_report, right_event >> 20 AS right_report, count(*) AS many,
               packed_rows(left_event & 1048575, right_event & 1048575, score, joined + 2 * by_person) AS cells
          FROM pairs_12 GROUP BY 1, 2);
DROP TABLE pairs_12;
-- Layers and lists of which nothing is asked in SQL are one cell a document: migrate.py has written them to layers_12.
CREATE TABLE layers (                           -- times, notes, mentions, who takes part in what: nothing is asked of them in SQL
    document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
    cell     BLOB NOT NULL                      -- JSON, compressed: store/layers.py
);
INSERT INTO layers (document, cell) SELECT document, cell FROM layers_12 ORDER BY document;
DROP TABLE layers_12;
CREATE TEMP TABLE attributions_12 AS SELECT * FROM attributions;
DROP TABLE attributions;
CREATE TABLE attributions (
    document  INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    id        TEXT NOT NULL,
    source_start INTEGER,
    source_end   INTEGER,
    source_actor INTEGER,
    cue_start INTEGER,
    cue_end   INTEGER,
    content   TEXT NOT NULL,
    quotation TEXT NOT NULL,
    sourcing  TEXT NOT NULL,
    reason_start INTEGER,
    reason_end   INTEGER,
    kind      TEXT NOT NULL,
    addressee INTEGER,
    time      INTEGER,
    polarity  TEXT NOT NULL,
    medium_start INTEGER,
    medium_end   INTEGER,
    medium_kind  TEXT,
    within    INTEGER,
    PRIMARY KEY (document, position),
    FOREIGN KEY (document, source_actor) REFERENCES actors (document, position) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, addressee) REFERENCES actors (document, position) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, within) REFERENCES attributions (document, position) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
INSERT INTO attributions SELECT * FROM attributions_12 ORDER BY document, position;
DROP TABLE attributions_12;
CREATE TRIGGER attributions_added AFTER INSERT ON attributions BEGIN
    INSERT INTO content_words (rowid, words)
    SELECT number, words FROM contents WHERE document = new.document AND position = new.position;
END;
CREATE TRIGGER attributions_removing BEFORE DELETE ON attributions BEGIN
    INSERT INTO content_words (content_words, rowid, words)
    SELECT 'delete', number, words FROM contents WHERE document = old.document AND position = old.position;
END;
DROP TABLE mentions;
DROP TABLE event_mentions;
DROP TABLE event_actors;
DROP TABLE event_recipients;
DROP TABLE agenda_participants;
DROP TABLE notes;
DROP TABLE times;
-- Further bodies are packed, with the columns that they are found by; a store of schema 8 has no plans any more at this step.
CREATE TEMP TABLE copies_12 AS SELECT id, body, digest FROM copies;
DROP TABLE copies;
CREATE TABLE copies (
    id     TEXT PRIMARY KEY,
    origin TEXT NOT NULL,
    digest BLOB NOT NULL,
    body   BLOB NOT NULL                        -- JSON, compressed: store/packed.py
) WITHOUT ROWID;
INSERT INTO copies (id, origin, digest, body)
SELECT id, json_extract(body, '$.origin'), digest, packed_happening(body) FROM copies_12 ORDER BY id;
DROP TABLE copies_12;
CREATE TABLE IF NOT EXISTS plans (id, body, digest);
CREATE TEMP TABLE plans_12 AS SELECT id, body, digest FROM plans;
DROP TABLE plans;
CREATE TABLE plans (
    id        TEXT PRIMARY KEY,
    happening TEXT NOT NULL,
    overdue   INTEGER NOT NULL,
    digest    BLOB NOT NULL,
    body      BLOB NOT NULL                     -- JSON, compressed: store/packed.py
) WITHOUT ROWID;
CREATE INDEX plans_by_happening ON plans (happening);
CREATE INDEX plans_by_overdue ON plans (overdue, happening) WHERE overdue = 1;
INSERT INTO plans (id, happening, overdue, digest, body)
SELECT id, json_extract(body, '$.happening'), json_extract(body, '$.overdue'), digest, packed_happening(body) FROM plans_12 ORDER BY id;
DROP TABLE plans_12;
CREATE TEMP TABLE reports_disagreements_12 AS SELECT id, body, digest FROM reports_disagreements;
DROP TABLE reports_disagreements;
CREATE TABLE reports_disagreements (
    id        TEXT PRIMARY KEY,
    happening TEXT NOT NULL,
    field     TEXT NOT NULL,
    digest    BLOB NOT NULL,
    body      BLOB NOT NULL                     -- JSON, compressed: store/packed.py
) WITHOUT ROWID;
CREATE INDEX reports_disagreements_by_happening ON reports_disagreements (happening);
INSERT INTO reports_disagreements (id, happening, field, digest, body)
SELECT id, json_extract(body, '$.happening'), json_extract(body, '$.field'), digest, packed_happening(body) FROM reports_disagreements_12 ORDER BY id;
DROP TABLE reports_disagreements_12;
CREATE TEMP TABLE updates_12 AS SELECT id, body, digest FROM updates;
DROP TABLE updates;
CREATE TABLE updates (
    id        TEXT PRIMARY KEY,
    happening TEXT NOT NULL,
    digest    BLOB NOT NULL,
    body      BLOB NOT NULL                     -- JSON, compressed: store/packed.py
) WITHOUT ROWID;
CREATE INDEX updates_by_happening ON updates (happening);
INSERT INTO updates (id, happening, digest, body)
SELECT id, json_extract(body, '$.happening'), digest, packed_happening(body) FROM updates_12 ORDER BY id;
DROP TABLE updates_12;
-- Indexes by which nothing is looked for: questions go by tellings, statements and prospects.
DROP INDEX IF EXISTS actors_by_country;
DROP INDEX IF EXISTS events_by_type;
DROP INDEX IF EXISTS events_by_date;
DROP INDEX IF EXISTS events_by_country;
DROP INDEX IF EXISTS event_figures_by_number;
DROP INDEX IF EXISTS agenda_by_date;
DROP INDEX IF EXISTS journal_by_thing;
CREATE INDEX journal_by_page ON journal (id) WHERE what = 'page';
-- Keys and words of reports are numbers of 48 bits; a row that is not as it was written stays so, and is told by a check.
CREATE TEMP TABLE keys_12 AS SELECT key & 281474976710655 AS key, day, document FROM assembly_keys;
DELETE FROM assembly_keys;
INSERT OR IGNORE INTO assembly_keys (key, day, document) SELECT key, day, document FROM keys_12 ORDER BY 1, 2, 3;
DROP TABLE keys_12;
UPDATE assembled_reports SET
    bands = keys_13(bands), shares = keys_13(shares), own_days = keys_13(own_days), blocks = keys_13(blocks), terms = terms_13(terms),
    digest = digest_of_row(document, id, earliest, latest, told, first, last, keys_13(bands), keys_13(shares), keys_13(own_days),
                           keys_13(blocks), terms_13(terms), parties)
 WHERE digest = digest_of_row(document, id, earliest, latest, told, first, last, bands, shares, own_days, blocks, terms, parties);
