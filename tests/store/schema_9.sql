-- A store of schema 9 with the sample report: the schema of that version, then the rows.
PRAGMA application_id = 1869509219;
-- The store: one SQLite file that keeps readings, one row a fact.
--
-- Tables and columns carry the names of the record (docs/record.md). The key of a fact is the number of its
-- document and `position`, its place in its layer; facts name each other by position. A span is `start` and `end`,
-- its words are in the text; a list of spans is one cell, '12-40 55-61'. A value of several parts has a column for
-- each (`location_name`), other lists and values are JSON. Docs: docs/decisions/0013.

CREATE TABLE texts (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    text   TEXT NOT NULL
);

CREATE TABLE documents (
    number     INTEGER PRIMARY KEY,             -- the row of the full-text index
    id         TEXT NOT NULL UNIQUE,
    text       INTEGER NOT NULL REFERENCES texts (number),
    given_id   TEXT,
    url        TEXT,
    title      TEXT,
    section    TEXT,
    bylines    TEXT NOT NULL,
    publisher  TEXT,
    tags       TEXT NOT NULL,
    language   TEXT,
    published  TEXT NOT NULL,
    updated_value TEXT,
    updated_basis TEXT,
    basis      BLOB,                            -- the reasons of all facts: JSON, compressed (zlib)
    digest     BLOB NOT NULL,                   -- of the whole reading: 'onrecord check' compares it
    reader     TEXT NOT NULL,                   -- version of onrecord that read it
    added      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    published_latest TEXT GENERATED ALWAYS AS (json_extract(published, '$.latest')) VIRTUAL
);
CREATE INDEX documents_by_date ON documents (published_latest);
CREATE INDEX documents_by_text ON documents (text);
CREATE INDEX documents_by_given_id ON documents (given_id) WHERE given_id IS NOT NULL;

-- A document had another id in an older schema, and tables of corrections may name it.
CREATE TABLE former_ids (
    id       TEXT PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX former_ids_by_document ON former_ids (document);

CREATE VIEW searched AS
    SELECT d.number, d.title, t.text FROM documents AS d JOIN texts AS t ON t.number = d.text;
CREATE VIRTUAL TABLE words USING fts5 (
    title, text, content = 'searched', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN
    INSERT INTO words (rowid, title, text) SELECT number, title, text FROM searched WHERE number = new.number;
END;
CREATE TRIGGER documents_changing BEFORE UPDATE OF title, text ON documents BEGIN
    INSERT INTO words (words, rowid, title, text)
    SELECT 'delete', number, title, text FROM searched WHERE number = old.number;
END;
CREATE TRIGGER documents_changed AFTER UPDATE OF title, text ON documents BEGIN
    INSERT INTO words (rowid, title, text) SELECT number, title, text FROM searched WHERE number = new.number;
    DELETE FROM texts WHERE number = old.text AND NOT EXISTS (SELECT 1 FROM documents WHERE text = old.text);
END;
CREATE TRIGGER documents_removing BEFORE DELETE ON documents BEGIN
    INSERT INTO words (words, rowid, title, text)
    SELECT 'delete', number, title, text FROM searched WHERE number = old.number;
    INSERT INTO content_words (content_words, rowid, words)
    SELECT 'delete', number, words FROM contents WHERE document = old.number;
END;
CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN
    DELETE FROM texts WHERE number = old.text AND NOT EXISTS (SELECT 1 FROM documents WHERE text = old.text);
END;

-- ---- the layers of a reading --------------------------------------------------------------

CREATE TABLE times (
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    id       TEXT NOT NULL,
    type     TEXT NOT NULL,
    value    TEXT NOT NULL,
    mod      TEXT,
    earliest TEXT,
    latest   TEXT,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE actors (
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id       TEXT NOT NULL,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    country  TEXT,
    sector   TEXT,
    sector2  TEXT,
    office   TEXT,
    wikidata TEXT,
    named    INTEGER NOT NULL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX actors_by_name ON actors (name COLLATE NOCASE);
CREATE INDEX actors_by_wikidata ON actors (wikidata) WHERE wikidata IS NOT NULL;
CREATE INDEX actors_by_country ON actors (country) WHERE country IS NOT NULL;

CREATE TABLE mentions (
    document INTEGER NOT NULL,
    actor    INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    form     TEXT NOT NULL,
    PRIMARY KEY (document, actor, position),
    FOREIGN KEY (document, actor) REFERENCES actors (document, position) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE places (
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    id       TEXT NOT NULL,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    country  TEXT,
    geonames INTEGER,
    lat      REAL,
    lon      REAL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX places_by_name ON places (name COLLATE NOCASE);

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
    FOREIGN KEY (document, time) REFERENCES times (document, position) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, within) REFERENCES attributions (document, position) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;

CREATE TABLE events (
    document  INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    id        TEXT NOT NULL,
    type      TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end   INTEGER NOT NULL,
    mode      TEXT,
    contexts  TEXT NOT NULL,
    plover_type  TEXT,
    plover_aux   TEXT,
    plover_quad  INTEGER,
    plover_scale REAL,
    cameo     TEXT,
    location_start INTEGER,
    location_end   INTEGER,
    location_name  TEXT,
    location_country  TEXT,
    location_geonames INTEGER,
    location_lat   REAL,
    location_lon   REAL,
    time      TEXT,
    status    TEXT NOT NULL,
    certainty TEXT NOT NULL,
    condition_start INTEGER,
    condition_end   INTEGER,
    within    INTEGER,
    evidence  TEXT NOT NULL,
    earliest  TEXT GENERATED ALWAYS AS (json_extract(time, '$.earliest')) VIRTUAL,
    latest    TEXT GENERATED ALWAYS AS (json_extract(time, '$.latest')) VIRTUAL,
    PRIMARY KEY (document, position),
    FOREIGN KEY (document, within) REFERENCES attributions (document, position) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX events_by_type ON events (type, status);
CREATE INDEX events_by_date ON events (earliest, latest) WHERE earliest IS NOT NULL;
CREATE INDEX events_by_country ON events (location_country) WHERE location_country IS NOT NULL;

CREATE TABLE event_mentions (
    document INTEGER NOT NULL,
    event    INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    PRIMARY KEY (document, event, position),
    FOREIGN KEY (document, event) REFERENCES events (document, position) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE event_figures (
    document INTEGER NOT NULL,
    event    INTEGER NOT NULL,
    position INTEGER NOT NULL,
    what     TEXT NOT NULL,
    low,                                        -- without a type: 12 stays whole, 12.5 a fraction
    high,
    unit     TEXT,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    PRIMARY KEY (document, event, position),
    FOREIGN KEY (document, event) REFERENCES events (document, position) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX event_figures_by_number ON event_figures (what, low, high);

CREATE TABLE event_actors (
    document INTEGER NOT NULL,
    event    INTEGER NOT NULL,
    position INTEGER NOT NULL,
    actor    INTEGER NOT NULL,
    PRIMARY KEY (document, event, position),
    FOREIGN KEY (document, event) REFERENCES events (document, position) ON DELETE CASCADE,
    FOREIGN KEY (document, actor) REFERENCES actors (document, position) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;

CREATE TABLE event_recipients (
    document INTEGER NOT NULL,
    event    INTEGER NOT NULL,
    position INTEGER NOT NULL,
    actor    INTEGER NOT NULL,
    PRIMARY KEY (document, event, position),
    FOREIGN KEY (document, event) REFERENCES events (document, position) ON DELETE CASCADE,
    FOREIGN KEY (document, actor) REFERENCES actors (document, position) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;

CREATE TABLE agenda (
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id       TEXT NOT NULL,
    kind     TEXT NOT NULL,
    summary  TEXT NOT NULL,
    event    INTEGER,
    earliest TEXT,
    latest   TEXT,
    status   TEXT NOT NULL,
    condition_start INTEGER,
    condition_end   INTEGER,
    moved_from TEXT,
    location_start INTEGER,
    location_end   INTEGER,
    location_name  TEXT,
    location_country  TEXT,
    location_geonames INTEGER,
    location_lat   REAL,
    location_lon   REAL,
    within   INTEGER,
    evidence TEXT NOT NULL,
    PRIMARY KEY (document, position),
    FOREIGN KEY (document, event) REFERENCES events (document, position) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, within) REFERENCES attributions (document, position) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX agenda_by_date ON agenda (earliest, latest);

CREATE TABLE agenda_participants (
    document INTEGER NOT NULL,
    item     INTEGER NOT NULL,
    position INTEGER NOT NULL,
    actor    INTEGER NOT NULL,
    PRIMARY KEY (document, item, position),
    FOREIGN KEY (document, item) REFERENCES agenda (document, position) ON DELETE CASCADE,
    FOREIGN KEY (document, actor) REFERENCES actors (document, position) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;

CREATE TABLE disagreements (
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id       TEXT NOT NULL,
    about    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    field    TEXT NOT NULL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE sides (
    document     INTEGER NOT NULL,
    disagreement INTEGER NOT NULL,
    position     INTEGER NOT NULL,
    actor        INTEGER,
    span_start   INTEGER NOT NULL,
    span_end     INTEGER NOT NULL,
    attribution  INTEGER,
    event        INTEGER,
    PRIMARY KEY (document, disagreement, position),
    FOREIGN KEY (document, disagreement) REFERENCES disagreements (document, position) ON DELETE CASCADE,
    FOREIGN KEY (document, actor) REFERENCES actors (document, position) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, attribution) REFERENCES attributions (document, position) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, event) REFERENCES events (document, position) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;

CREATE TABLE notes (
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code     TEXT NOT NULL,
    message  TEXT NOT NULL,
    span_start INTEGER,
    span_end   INTEGER,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;

-- ---- what each add changed ----------------------------------------------------------------

CREATE TABLE runs (
    id     INTEGER PRIMARY KEY,
    begun  TEXT NOT NULL,                       -- UTC, 2018-10-20T08:30:00Z
    ended  TEXT,                                -- null: still at work, or killed
    reader TEXT NOT NULL                        -- version of onrecord
);

CREATE TABLE journal (
    run      INTEGER NOT NULL REFERENCES runs (id),
    number   INTEGER NOT NULL,
    at       TEXT NOT NULL,                     -- UTC
    what     TEXT NOT NULL,                     -- document, input, or a thing of the assembly: story, happening ...
    id       TEXT NOT NULL,                     -- of the thing; of an input its name
    change   TEXT NOT NULL,                     -- added, replaced, unchanged, removed, failed
    reason   TEXT,                              -- of a failure: the code of the note
    message  TEXT,                              -- of a failure, in words
    PRIMARY KEY (run, number)
) WITHOUT ROWID;
CREATE INDEX journal_by_thing ON journal (what, id);

-- ---- the assembly: what many readings say together ----------------------------------------
-- `body` is the thing as JSON and `digest` its hash; the other columns are what is asked for.

CREATE TABLE copies (
    id     TEXT PRIMARY KEY,
    body   TEXT NOT NULL,
    digest BLOB NOT NULL,
    origin TEXT GENERATED ALWAYS AS (json_extract(body, '$.origin')) VIRTUAL
) WITHOUT ROWID;

CREATE TABLE entities (
    id       TEXT PRIMARY KEY,
    body     TEXT NOT NULL,
    digest BLOB NOT NULL,
    name     TEXT GENERATED ALWAYS AS (json_extract(body, '$.name')) VIRTUAL,
    wikidata TEXT GENERATED ALWAYS AS (json_extract(body, '$.wikidata')) VIRTUAL
) WITHOUT ROWID;
CREATE INDEX entities_by_name ON entities (name);
CREATE INDEX entities_by_wikidata ON entities (wikidata) WHERE wikidata IS NOT NULL;

CREATE TABLE stories (
    id       TEXT PRIMARY KEY,
    body     TEXT NOT NULL,
    digest BLOB NOT NULL,
    earliest TEXT GENERATED ALWAYS AS (json_extract(body, '$.earliest')) VIRTUAL,
    latest   TEXT GENERATED ALWAYS AS (json_extract(body, '$.latest')) VIRTUAL
) WITHOUT ROWID;
CREATE INDEX stories_by_date ON stories (latest, earliest);

CREATE TABLE happenings (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    type     TEXT GENERATED ALWAYS AS (json_extract(body, '$.type')) STORED,
    status   TEXT GENERATED ALWAYS AS (json_extract(body, '$.status')) STORED,
    country  TEXT GENERATED ALWAYS AS (json_extract(body, '$.location.country')) STORED,
    earliest TEXT GENERATED ALWAYS AS (json_extract(body, '$.earliest')) STORED,
    latest   TEXT GENERATED ALWAYS AS (json_extract(body, '$.latest')) STORED,
    reports  INTEGER GENERATED ALWAYS AS (json_array_length(body, '$.reports')) STORED,
    digest   BLOB NOT NULL,
    body     TEXT NOT NULL
);
CREATE INDEX happenings_by_type ON happenings (type, status, latest);
CREATE INDEX happenings_by_status ON happenings (status, latest);
CREATE INDEX happenings_by_date ON happenings (latest, earliest);

CREATE TABLE plans (
    id        TEXT PRIMARY KEY,
    happening TEXT GENERATED ALWAYS AS (json_extract(body, '$.happening')) STORED,
    overdue   INTEGER GENERATED ALWAYS AS (json_extract(body, '$.overdue')) STORED,
    digest    BLOB NOT NULL,
    body      TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX plans_by_happening ON plans (happening);
CREATE INDEX plans_by_overdue ON plans (overdue, happening) WHERE overdue = 1;

CREATE TABLE reports_disagreements (
    id        TEXT PRIMARY KEY,
    body      TEXT NOT NULL,
    digest BLOB NOT NULL,
    happening TEXT GENERATED ALWAYS AS (json_extract(body, '$.happening')) VIRTUAL,
    field     TEXT GENERATED ALWAYS AS (json_extract(body, '$.field')) VIRTUAL
) WITHOUT ROWID;
CREATE INDEX reports_disagreements_by_happening ON reports_disagreements (happening);

CREATE TABLE updates (
    id        TEXT PRIMARY KEY,
    body      TEXT NOT NULL,
    digest BLOB NOT NULL,
    happening TEXT GENERATED ALWAYS AS (json_extract(body, '$.happening')) VIRTUAL
) WITHOUT ROWID;
CREATE INDEX updates_by_happening ON updates (happening);

CREATE TABLE pairs (                            -- id: of both events, with their documents
    id     TEXT PRIMARY KEY,
    body   TEXT NOT NULL,
    digest BLOB NOT NULL
) WITHOUT ROWID;

-- What a thing of the assembly is made of: documents (`fact` is -1), or facts of them by position.
CREATE TABLE assembled_from (
    what     TEXT NOT NULL,                     -- the table of the thing
    thing    TEXT NOT NULL,                     -- its id
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    fact     INTEGER NOT NULL,                  -- of an entity an actor, of a happening an event
    PRIMARY KEY (what, thing, document, fact)
) WITHOUT ROWID;
CREATE INDEX assembled_from_by_document ON assembled_from (document, what, fact);

-- ---- what questions ask for --------------------------------------------------------------------
-- One row a fact, as people corrected it, with the day of publication beside it. `number` is the number of the
-- document times 2^20, plus the position of the fact in its layer. store/index.py writes them with the layers above.

CREATE TABLE reports (
    document  INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
    published TEXT,                             -- the day, or the earliest possible one
    publisher TEXT COLLATE NOCASE
);
CREATE INDEX reports_by_date ON reports (published);
CREATE INDEX reports_by_publisher ON reports (publisher, published);

CREATE TABLE roles (                            -- what sources are called: an office, or the words for an unnamed one
    number INTEGER PRIMARY KEY,
    words  TEXT NOT NULL UNIQUE
);

CREATE TABLE statements (                       -- attributions
    number    INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES reports (document) ON DELETE CASCADE,
    published TEXT,
    kind      TEXT NOT NULL,
    quotation TEXT NOT NULL,
    sourcing  TEXT NOT NULL,
    sector    TEXT,
    role      INTEGER REFERENCES roles (number)
);
CREATE INDEX statements_by_document ON statements (document);
CREATE INDEX statements_by_date ON statements (published, kind, quotation, sourcing);
CREATE INDEX statements_by_kind ON statements (kind, published, quotation, sourcing);
CREATE INDEX statements_by_sector ON statements (sector, published) WHERE sector IS NOT NULL;
CREATE INDEX statements_by_role ON statements (role, published) WHERE role IS NOT NULL;

CREATE TABLE tellings (                         -- events, each as one report tells it
    number    INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES reports (document) ON DELETE CASCADE,
    published TEXT,
    type      TEXT NOT NULL,
    status    TEXT NOT NULL,
    place     TEXT COLLATE NOCASE,
    country   TEXT,
    geonames  INTEGER,
    earliest  TEXT,
    latest    TEXT,
    happening INTEGER                           -- number of the one that it tells of, null until they are put together
);
CREATE INDEX tellings_by_document ON tellings (document);
CREATE INDEX tellings_by_date ON tellings (published, type, status, country);
CREATE INDEX tellings_by_type ON tellings (type, published, status, country, happening);
CREATE INDEX tellings_by_country ON tellings (country, published, type, status) WHERE country IS NOT NULL;
CREATE INDEX tellings_by_place ON tellings (place, published) WHERE place IS NOT NULL;
CREATE INDEX tellings_by_day ON tellings (latest, earliest) WHERE latest IS NOT NULL;
CREATE INDEX tellings_by_happening ON tellings (happening) WHERE happening IS NOT NULL;

CREATE TABLE prospects (                        -- items of the agenda
    number    INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES reports (document) ON DELETE CASCADE,
    published TEXT,
    kind      TEXT NOT NULL,
    status    TEXT NOT NULL,
    type      TEXT,                             -- of its event
    place     TEXT COLLATE NOCASE,
    country   TEXT,
    earliest  TEXT,
    latest    TEXT,
    telling   INTEGER,                          -- its event
    happening INTEGER,                          -- of its event
    superseded INTEGER NOT NULL DEFAULT 0       -- 1: a later report tells of the same happening
);
CREATE INDEX prospects_by_document ON prospects (document);
CREATE INDEX prospects_by_day ON prospects (latest, earliest, status) WHERE superseded = 0;
CREATE INDEX prospects_by_date ON prospects (published, status) WHERE superseded = 0;
CREATE INDEX prospects_by_telling ON prospects (telling) WHERE telling IS NOT NULL;
CREATE INDEX prospects_by_happening ON prospects (happening, published) WHERE happening IS NOT NULL;

-- Who takes part in them. `actor` is the position of the actor, or, of one that a correction made, -2 minus the offset of
-- its first mention.
CREATE TABLE parties (
    document  INTEGER NOT NULL REFERENCES reports (document) ON DELETE CASCADE,
    actor     INTEGER NOT NULL,
    role      TEXT NOT NULL,                    -- speaker, addressee, actor, recipient, participant
    fact      INTEGER NOT NULL,
    published TEXT,
    country   TEXT,
    PRIMARY KEY (document, actor, role, fact)
) WITHOUT ROWID;
CREATE INDEX parties_by_country ON parties (country, role, published, fact) WHERE country IS NOT NULL;

-- The words of what is said: the contents of statements, cut out of the texts.
CREATE VIEW contents AS
SELECT (a.document << 20) + a.position AS number, a.document, a.position,
       (WITH RECURSIVE cut (rest, words) AS (
            VALUES (a.content || ' ', '')
            UNION ALL
            SELECT substr(rest, instr(rest, ' ') + 1),
                   words || ' ' || substr(t.text, CAST(rest AS INTEGER) + 1,
                       CAST(substr(rest, instr(rest, '-') + 1) AS INTEGER) - CAST(rest AS INTEGER))
              FROM cut WHERE length(rest) > 1)
        SELECT words FROM cut WHERE length(rest) <= 1) AS words
  FROM attributions AS a JOIN documents AS d ON d.number = a.document JOIN texts AS t ON t.number = d.text;
CREATE VIRTUAL TABLE content_words USING fts5 (
    words, content = 'contents', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER happenings_removed AFTER DELETE ON happenings BEGIN
    UPDATE tellings SET happening = NULL WHERE happening = old.number;
    UPDATE prospects SET happening = NULL, superseded = 0 WHERE happening = old.number;
END;
CREATE TRIGGER attributions_added AFTER INSERT ON attributions BEGIN
    INSERT INTO content_words (rowid, words)
    SELECT number, words FROM contents WHERE document = new.document AND position = new.position;
END;
CREATE VIEW summaries AS
SELECT (document << 20) + position AS number, document, position, summary AS words FROM agenda;
CREATE VIRTUAL TABLE summary_words USING fts5 (
    words, content = 'summaries', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER agenda_added AFTER INSERT ON agenda BEGIN
    INSERT INTO summary_words (rowid, words) VALUES ((new.document << 20) + new.position, new.summary);
END;
CREATE TRIGGER agenda_removing BEFORE DELETE ON agenda BEGIN
    INSERT INTO summary_words (summary_words, rowid, words)
    VALUES ('delete', (old.document << 20) + old.position, old.summary);
END;

CREATE TABLE toponyms (                         -- the places that reports name, once each
    name     TEXT NOT NULL COLLATE NOCASE,
    country  TEXT NOT NULL,                     -- '' without one
    geonames INTEGER NOT NULL,                  -- 0 without one
    kind     TEXT NOT NULL,
    PRIMARY KEY (name, country, geonames)
) WITHOUT ROWID;

CREATE TRIGGER attributions_removing BEFORE DELETE ON attributions BEGIN
    INSERT INTO content_words (content_words, rowid, words)
    SELECT 'delete', number, words FROM contents WHERE document = old.document AND position = old.position;
END;

CREATE TABLE entity_names (                     -- all that reports call an entity
    name   TEXT NOT NULL COLLATE NOCASE,
    entity TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    alias  INTEGER NOT NULL,
    PRIMARY KEY (name, entity)
) WITHOUT ROWID;
CREATE INDEX entity_names_by_entity ON entity_names (entity);

CREATE TABLE corrected (                        -- documents in which corrections change something
    document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE
);
CREATE TABLE state (
    name  TEXT PRIMARY KEY,                     -- corrections: hash of those that hold in the tables above
    value TEXT NOT NULL
) WITHOUT ROWID;

INSERT OR REPLACE INTO texts ("number", "id", "text") VALUES (1, 'w_3133c13669aa0b4a7b538a2c80b18c72', 'Foreign Minister Ana Kovač will fly to Valletta on Monday with at least 12 envoys, her office said 🛫.

“We never agreed to these talks,” an opposition spokesman told reporters. If they fail, Brussels may impose sanctions next month.');
INSERT OR REPLACE INTO documents ("number", "id", "text", "given_id", "url", "title", "section", "bylines", "publisher", "tags", "language", "published", "updated_value", "updated_basis", "basis", "digest", "reader", "added") VALUES (1, 'd_0', 1, 'wire-7', 'https://news.example/kovac', 'Kovač to open talks in Valletta', 'World', '["Jo Field"]', 'The Example', '["Malta","talks"]', 'en', '{"value":"2024-03-08","earliest":"2024-03-08","latest":"2024-03-08","basis":"metadata","evidence":["meta"]}', NULL, NULL, X'78DA4D8DD10AC3200C45FF25CF3A581FFAB05F1119A90D431AEDD0D851CAFE7D5A290C120287937B0F101F28C3C318031FA265C65D4FBB168A9940C5C2ACBAF27C250C01D34DF2066A1CAC55A62EA093359D010DF4A9F8CDE87AEE2989243F15F16BBC5403AE90C6386BC7585A190831D75379EE2DC37DB4ED9D368AF2DF61BF3F0D5C3E5A', X'8DE0584BB71552C4', '0.1.0', '2026-11-30T03:03:31Z');
INSERT OR REPLACE INTO times ("document", "position", "start", "end", "id", "type", "value", "mod", "earliest", "latest") VALUES (1, 0, 51, 57, 't_0', 'DATE', '2024-03-11', NULL, '2024-03-11', '2024-03-11');
INSERT OR REPLACE INTO times ("document", "position", "start", "end", "id", "type", "value", "mod", "earliest", "latest") VALUES (1, 1, 221, 231, 't_1', 'DATE', '2024-04', NULL, '2024-04-01', '2024-04-30');
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (1, 0, 'a_0', 'Ana Kovač', 'person', 'HRV', 'GOV', NULL, 'foreign minister', 'Q1', 1);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (1, 1, 'a_1', 'office of Ana Kovač', 'organization', NULL, NULL, NULL, NULL, NULL, 0);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (1, 2, 'a_2', 'opposition spokesman', 'person', NULL, 'OPP', NULL, NULL, NULL, 0);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (1, 3, 'a_3', 'European Union', 'organization', 'EUR', NULL, NULL, NULL, NULL, 1);
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (1, 0, 0, 0, 26, 'name');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (1, 1, 0, 83, 93, 'nominal');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (1, 2, 0, 137, 160, 'nominal');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (1, 3, 0, 191, 199, 'name');
INSERT OR REPLACE INTO places ("document", "position", "start", "end", "id", "name", "kind", "country", "geonames", "lat", "lon") VALUES (1, 0, 39, 47, 'p_0', 'Valletta', 'city', 'MLT', 2562305, 35.9, 14.5);
INSERT OR REPLACE INTO attributions ("document", "position", "id", "source_start", "source_end", "source_actor", "cue_start", "cue_end", "content", "quotation", "sourcing", "reason_start", "reason_end", "kind", "addressee", "time", "polarity", "medium_start", "medium_end", "medium_kind", "within") VALUES (1, 0, 'q_0', 83, 93, 1, 94, 98, '0-57', 'indirect', 'unnamed', NULL, NULL, 'say', NULL, NULL, 'positive', NULL, NULL, NULL, NULL);
INSERT OR REPLACE INTO attributions ("document", "position", "id", "source_start", "source_end", "source_actor", "cue_start", "cue_end", "content", "quotation", "sourcing", "reason_start", "reason_end", "kind", "addressee", "time", "polarity", "medium_start", "medium_end", "medium_kind", "within") VALUES (1, 1, 'q_1', 137, 160, 2, 161, 165, '104-134', 'direct', 'unnamed', NULL, NULL, 'deny', NULL, NULL, 'positive', NULL, NULL, NULL, NULL);
INSERT OR REPLACE INTO events ("document", "position", "id", "type", "trigger_start", "trigger_end", "mode", "contexts", "plover_type", "plover_aux", "plover_quad", "plover_scale", "cameo", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "time", "status", "certainty", "condition_start", "condition_end", "within", "evidence") VALUES (1, 0, 'e_0', 'CONSULT', 32, 38, 'visit', '["diplomatic"]', 'AGREE', '["future"]', 1, 2.5, '042', 39, 47, 'Valletta', 'MLT', 2562305, 35.9, 14.5, '{"earliest":"2024-03-11","latest":"2024-03-11","time":"t_0"}', 'planned', 'certain', NULL, NULL, 0, '0-57 104-134');
INSERT OR REPLACE INTO events ("document", "position", "id", "type", "trigger_start", "trigger_end", "mode", "contexts", "plover_type", "plover_aux", "plover_quad", "plover_scale", "cameo", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "time", "status", "certainty", "condition_start", "condition_end", "within", "evidence") VALUES (1, 1, 'e_1', 'AGREE', 113, 122, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'denied', 'certain', NULL, NULL, 1, '104-134');
INSERT OR REPLACE INTO events ("document", "position", "id", "type", "trigger_start", "trigger_end", "mode", "contexts", "plover_type", "plover_aux", "plover_quad", "plover_scale", "cameo", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "time", "status", "certainty", "condition_start", "condition_end", "within", "evidence") VALUES (1, 2, 'e_2', 'SANCTION', 204, 220, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{"earliest":"2024-04-01","latest":"2024-04-30","time":"t_1"}', 'conditional', 'possible', 177, 189, NULL, '177-232');
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (1, 0, 0, 32, 38);
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (1, 0, 1, 129, 134);
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (1, 1, 0, 113, 122);
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (1, 2, 0, 204, 220);
INSERT OR REPLACE INTO event_figures ("document", "event", "position", "what", "low", "high", "unit", "span_start", "span_end") VALUES (1, 0, 0, 'participants', 12, NULL, NULL, 63, 81);
INSERT OR REPLACE INTO event_actors ("document", "event", "position", "actor") VALUES (1, 0, 0, 0);
INSERT OR REPLACE INTO event_actors ("document", "event", "position", "actor") VALUES (1, 2, 0, 3);
INSERT OR REPLACE INTO event_recipients ("document", "event", "position", "actor") VALUES (1, 2, 0, 0);
INSERT OR REPLACE INTO event_recipients ("document", "event", "position", "actor") VALUES (1, 2, 1, 2);
INSERT OR REPLACE INTO agenda ("document", "position", "id", "kind", "summary", "event", "earliest", "latest", "status", "condition_start", "condition_end", "moved_from", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "within", "evidence") VALUES (1, 0, 'g_0', 'event', 'Ana Kovač flies to Valletta', 0, '2024-03-11', '2024-03-11', 'planned', NULL, NULL, NULL, 39, 47, 'Valletta', 'MLT', 2562305, 35.9, 14.5, NULL, '32-57');
INSERT OR REPLACE INTO agenda ("document", "position", "id", "kind", "summary", "event", "earliest", "latest", "status", "condition_start", "condition_end", "moved_from", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "within", "evidence") VALUES (1, 1, 'g_1', 'event', 'European Union may impose sanctions', 2, '2024-04-01', '2024-04-30', 'conditional', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '204-231');
INSERT OR REPLACE INTO agenda_participants ("document", "item", "position", "actor") VALUES (1, 0, 0, 0);
INSERT OR REPLACE INTO agenda_participants ("document", "item", "position", "actor") VALUES (1, 1, 0, 3);
INSERT OR REPLACE INTO disagreements ("document", "position", "id", "about", "kind", "field") VALUES (1, 0, 'x_0', 'whether talks were agreed', 'contradiction', 'meaning');
INSERT OR REPLACE INTO sides ("document", "disagreement", "position", "actor", "span_start", "span_end", "attribution", "event") VALUES (1, 0, 0, 1, 27, 47, NULL, 0);
INSERT OR REPLACE INTO sides ("document", "disagreement", "position", "actor", "span_start", "span_end", "attribution", "event") VALUES (1, 0, 1, 2, 104, 119, 1, NULL);
INSERT OR REPLACE INTO notes ("document", "position", "code", "message", "span_start", "span_end") VALUES (1, 0, 'actor-open', 'It is open whose spokesman is meant.', 151, 160);
INSERT OR REPLACE INTO notes ("document", "position", "code", "message", "span_start", "span_end") VALUES (1, 1, 'no-map', 'No map was consulted.', NULL, NULL);
INSERT OR REPLACE INTO entities ("id", "body", "digest") VALUES ('n_15d55db198d62434', '{"id":"n_15d55db198d62434","name":"Ana Kovač","kind":"person","country":"HRV","sector":"GOV","wikidata":"Q1","aliases":[],"offices":[{"office":"foreign minister","country":"HRV","from_":null,"to":null}],"within":[],"actors":[{"document":"d_0","actor":"a_0"}]}', X'7B91453D5EEB0798');
INSERT OR REPLACE INTO entities ("id", "body", "digest") VALUES ('n_98f85edb9f387760', '{"id":"n_98f85edb9f387760","name":"European Union","kind":"organization","country":"EUR","sector":null,"wikidata":null,"aliases":[],"offices":[],"within":[],"actors":[{"document":"d_0","actor":"a_3"}]}', X'1581BDA091326EA9');
INSERT OR REPLACE INTO stories ("id", "body", "digest") VALUES ('s_f2e8dbdabd736c47', '{"id":"s_f2e8dbdabd736c47","title":"Kovač to open talks in Valletta","documents":["d_0"],"happenings":["h_03e0f4bb9b2065ba","h_927513f6a5373e44","h_c296b37d0b0ddc99"],"earliest":"2024-03-08","latest":"2024-03-08","continues":null}', X'71A91BDD025FB2E3');
INSERT OR REPLACE INTO happenings ("number", "id", "digest", "body") VALUES (1, 'h_03e0f4bb9b2065ba', X'6B862E815C4BBB76', '{"id":"h_03e0f4bb9b2065ba","type":"AGREE","mode":null,"actors":[],"recipients":[],"location":{"start":39,"end":47,"text":"Valletta","name":"Valletta","country":"MLT","geonames":2562305,"lat":35.9,"lon":14.5},"location_in":"d_0","earliest":"2024-03-01","latest":"2024-03-08","figures":[],"status":"denied","tellings":[{"document":"d_0","event":"e_1","trigger":{"start":113,"end":122,"text":"agreed to"},"published":"2024-03-08","status":"denied","certainty":"certain","source":null,"voice":{"kind":"unnamed","name":"opposition spokesman","entity":null},"publisher":"The Example","copy_of":null,"earliest":"2024-03-01","latest":"2024-03-08","time_basis":"report","place_basis":"report"}],"reports":["d_0"],"publishers":["The Example"],"sources":[{"kind":"unnamed","name":"opposition spokesman","entity":null}]}');
INSERT OR REPLACE INTO happenings ("number", "id", "digest", "body") VALUES (2, 'h_927513f6a5373e44', X'3BB99B0C76841B44', '{"id":"h_927513f6a5373e44","type":"SANCTION","mode":null,"actors":["n_98f85edb9f387760"],"recipients":["n_15d55db198d62434"],"location":{"start":39,"end":47,"text":"Valletta","name":"Valletta","country":"MLT","geonames":2562305,"lat":35.9,"lon":14.5},"location_in":"d_0","earliest":"2024-04-01","latest":"2024-04-30","figures":[],"status":"conditional","tellings":[{"document":"d_0","event":"e_2","trigger":{"start":204,"end":220,"text":"impose sanctions"},"published":"2024-03-08","status":"conditional","certainty":"possible","source":null,"voice":{"kind":"publisher","name":"The Example","entity":null},"publisher":"The Example","copy_of":null,"earliest":"2024-04-01","latest":"2024-04-30","time_basis":"event","place_basis":"report"}],"reports":["d_0"],"publishers":["The Example"],"sources":[{"kind":"publisher","name":"The Example","entity":null}]}');
INSERT OR REPLACE INTO happenings ("number", "id", "digest", "body") VALUES (3, 'h_c296b37d0b0ddc99', X'8C20A503FF152EE1', '{"id":"h_c296b37d0b0ddc99","type":"CONSULT","mode":"visit","actors":["n_15d55db198d62434"],"recipients":[],"location":{"start":39,"end":47,"text":"Valletta","name":"Valletta","country":"MLT","geonames":2562305,"lat":35.9,"lon":14.5},"location_in":"d_0","earliest":"2024-03-11","latest":"2024-03-11","figures":[{"what":"participants","low":12,"high":null,"unit":null,"span":{"start":63,"end":81,"text":"at least 12 envoys"}}],"status":"planned","tellings":[{"document":"d_0","event":"e_0","trigger":{"start":32,"end":38,"text":"fly to"},"published":"2024-03-08","status":"planned","certainty":"certain","source":null,"voice":{"kind":"unnamed","name":"office of ana kovac","entity":null},"publisher":"The Example","copy_of":null,"earliest":"2024-03-11","latest":"2024-03-11","time_basis":"event","place_basis":"event"}],"reports":["d_0"],"publishers":["The Example"],"sources":[{"kind":"unnamed","name":"office of ana kovac","entity":null}]}');
INSERT OR REPLACE INTO plans ("id", "digest", "body") VALUES ('p_33195b9d5f31b54e', X'BB422169C846BEE2', '{"id":"p_33195b9d5f31b54e","happening":"h_927513f6a5373e44","history":[{"document":"d_0","published":"2024-03-08","earliest":"2024-04-01","latest":"2024-04-30","status":"conditional","condition":null,"voice":{"kind":"publisher","name":"The Example","entity":null}}],"moved":[],"fulfilment":null,"outcome":null,"overdue":false,"may_answer":[]}');
INSERT OR REPLACE INTO plans ("id", "digest", "body") VALUES ('p_686e8caf872ba04c', X'69974118F137A099', '{"id":"p_686e8caf872ba04c","happening":"h_c296b37d0b0ddc99","history":[{"document":"d_0","published":"2024-03-08","earliest":"2024-03-11","latest":"2024-03-11","status":"planned","condition":null,"voice":{"kind":"unnamed","name":"office of ana kovac","entity":null}}],"moved":[],"fulfilment":null,"outcome":null,"overdue":false,"may_answer":[]}');
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_15d55db198d62434', 1, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_98f85edb9f387760', 1, 3);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_03e0f4bb9b2065ba', 1, 1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_927513f6a5373e44', 1, 2);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_c296b37d0b0ddc99', 1, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('stories', 's_f2e8dbdabd736c47', 1, -1);
INSERT OR REPLACE INTO reports ("document", "published", "publisher") VALUES (1, '2024-03-08', 'The Example');
INSERT OR REPLACE INTO roles ("number", "words") VALUES (1, 'office of Ana Kovač');
INSERT OR REPLACE INTO roles ("number", "words") VALUES (2, 'opposition spokesman');
INSERT OR REPLACE INTO statements ("number", "document", "published", "kind", "quotation", "sourcing", "sector", "role") VALUES (1048576, 1, '2024-03-08', 'say', 'indirect', 'unnamed', NULL, 1);
INSERT OR REPLACE INTO statements ("number", "document", "published", "kind", "quotation", "sourcing", "sector", "role") VALUES (1048577, 1, '2024-03-08', 'deny', 'direct', 'unnamed', 'OPP', 2);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (1048576, 1, '2024-03-08', 'CONSULT', 'planned', 'Valletta', 'MLT', 2562305, '2024-03-11', '2024-03-11', 3);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (1048577, 1, '2024-03-08', 'AGREE', 'denied', NULL, NULL, NULL, NULL, NULL, 1);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (1048578, 1, '2024-03-08', 'SANCTION', 'conditional', NULL, NULL, NULL, '2024-04-01', '2024-04-30', 2);
INSERT OR REPLACE INTO prospects ("number", "document", "published", "kind", "status", "type", "place", "country", "earliest", "latest", "telling", "happening", "superseded") VALUES (1048576, 1, '2024-03-08', 'event', 'planned', 'CONSULT', 'Valletta', 'MLT', '2024-03-11', '2024-03-11', 1048576, 3, 0);
INSERT OR REPLACE INTO prospects ("number", "document", "published", "kind", "status", "type", "place", "country", "earliest", "latest", "telling", "happening", "superseded") VALUES (1048577, 1, '2024-03-08', 'event', 'conditional', 'SANCTION', NULL, NULL, '2024-04-01', '2024-04-30', 1048578, 2, 0);
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country") VALUES (1, 0, 'actor', 1048576, '2024-03-08', 'HRV');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country") VALUES (1, 0, 'participant', 1048576, '2024-03-08', 'HRV');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country") VALUES (1, 0, 'recipient', 1048578, '2024-03-08', 'HRV');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country") VALUES (1, 1, 'speaker', 1048576, '2024-03-08', NULL);
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country") VALUES (1, 2, 'recipient', 1048578, '2024-03-08', NULL);
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country") VALUES (1, 2, 'speaker', 1048577, '2024-03-08', NULL);
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country") VALUES (1, 3, 'actor', 1048578, '2024-03-08', 'EUR');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country") VALUES (1, 3, 'participant', 1048577, '2024-03-08', 'EUR');
INSERT OR REPLACE INTO toponyms ("name", "country", "geonames", "kind") VALUES ('Valletta', 'MLT', 2562305, 'city');
INSERT OR REPLACE INTO entity_names ("name", "entity", "alias") VALUES ('Ana Kovač', 'n_15d55db198d62434', 0);
INSERT OR REPLACE INTO entity_names ("name", "entity", "alias") VALUES ('European Union', 'n_98f85edb9f387760', 0);
