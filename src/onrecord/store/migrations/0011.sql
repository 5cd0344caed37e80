-- The reasons of pairs of events are packed, and know their events by number; parties know their entities; the days of stories
-- stand in columns. What schema 8 has no table for yet is made by schema.sql.
DELETE FROM assembled_from WHERE what = 'pairs';
CREATE TEMP TABLE kept_pairs AS SELECT pair_id(id) AS id, body, packed(body) AS packed FROM pairs;
DROP TABLE pairs;
CREATE TABLE pairs (                            -- why two events are one happening, or are not
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    left_event  INTEGER,                        -- the document times 2^20, plus the position of the event
    right_event INTEGER,
    joined      INTEGER NOT NULL,
    digest      BLOB NOT NULL,
    body        BLOB NOT NULL                   -- JSON, compressed: store/packed.py
);
CREATE INDEX pairs_by_left ON pairs (left_event);
CREATE INDEX pairs_by_right ON pairs (right_event);
INSERT INTO pairs (id, left_event, right_event, joined, digest, body)
SELECT id, (
           SELECT (e.document << 20) + e.position FROM documents AS d JOIN events AS e ON e.document = d.number
            WHERE d.id = json_extract(body, '$.left.document') AND e.id = json_extract(body, '$.left.event')), (
           SELECT (e.document << 20) + e.position FROM documents AS d JOIN events AS e ON e.document = d.number
            WHERE d.id = json_extract(body, '$.right.document') AND e.id = json_extract(body, '$.right.event')),
       json_extract(body, '$.joined'), digest_of(id, packed), packed
  FROM kept_pairs ORDER BY id;
DROP TABLE kept_pairs;
CREATE TEMP TABLE kept_stories AS SELECT id, body, digest FROM stories;
DROP TABLE stories;
CREATE TABLE stories (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    earliest TEXT GENERATED ALWAYS AS (json_extract(body, '$.earliest')) STORED,
    latest   TEXT GENERATED ALWAYS AS (json_extract(body, '$.latest')) STORED,
    digest   BLOB NOT NULL,
    body     TEXT NOT NULL
);
CREATE INDEX stories_by_date ON stories (latest, earliest);
INSERT INTO stories (id, body, digest) SELECT id, body, digest FROM kept_stories ORDER BY id;
DROP TABLE kept_stories;
CREATE TABLE IF NOT EXISTS parties (document, actor, role, fact, published, country);
CREATE TEMP TABLE kept_parties AS SELECT * FROM parties;
DROP TABLE parties;
CREATE TABLE parties (
    document  INTEGER NOT NULL REFERENCES reports (document) ON DELETE CASCADE,
    actor     INTEGER NOT NULL,
    role      TEXT NOT NULL,                    -- speaker, addressee, actor, recipient, participant
    fact      INTEGER NOT NULL,
    published TEXT,
    country   TEXT,
    entity    TEXT,                             -- the one that the actor is, null until it is known
    PRIMARY KEY (document, actor, role, fact)
) WITHOUT ROWID;
INSERT INTO parties (document, actor, role, fact, published, country, entity)
SELECT p.document, p.actor, p.role, p.fact, p.published, p.country, (
           SELECT max(a.thing) FROM assembled_from AS a
            WHERE a.document = p.document AND a.what = 'entities' AND a.fact = p.actor)
  FROM kept_parties AS p;
DROP TABLE kept_parties;
CREATE INDEX parties_by_country ON parties (country, role, published, fact) WHERE country IS NOT NULL;
CREATE INDEX parties_by_entity ON parties (entity, role, published, fact) WHERE entity IS NOT NULL;
CREATE TRIGGER entities_linked AFTER INSERT ON assembled_from WHEN new.what = 'entities' BEGIN
    UPDATE parties SET entity = new.thing WHERE document = new.document AND actor = new.fact;
END;
CREATE TRIGGER entities_unlinked AFTER DELETE ON assembled_from WHEN old.what = 'entities' BEGIN
    UPDATE parties SET entity = NULL WHERE document = old.document AND actor = old.fact AND entity = old.thing;
END;
