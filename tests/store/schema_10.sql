-- A store of schema 10 with the sample report and its assembly: the schema of that version, then the rows.
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

-- ---- what the assembly keeps of reports, to find what a new one can touch (store/assembler) ----

CREATE TABLE waiting (                          -- added, replaced or removed since the assembly was made
    document INTEGER PRIMARY KEY
);
CREATE TRIGGER waiting_added AFTER INSERT ON documents BEGIN
    INSERT INTO waiting (document) SELECT new.number WHERE new.number NOT IN (SELECT document FROM waiting);
END;
CREATE TRIGGER waiting_changed AFTER UPDATE OF digest ON documents BEGIN
    INSERT INTO waiting (document) SELECT new.number WHERE new.number NOT IN (SELECT document FROM waiting);
END;
CREATE TRIGGER waiting_removed AFTER DELETE ON documents BEGIN
    INSERT INTO waiting (document) SELECT old.number WHERE old.number NOT IN (SELECT document FROM waiting);
END;
CREATE TABLE assembled_reports (
    document INTEGER PRIMARY KEY,
    id       TEXT NOT NULL,
    earliest INTEGER,                           -- day of publication, counted from the year 1; null: not known
    latest   INTEGER,
    told     INTEGER NOT NULL,                  -- the fullest of its copies, or itself
    first    INTEGER,                           -- days of the report and its copies
    last     INTEGER,
    bands    BLOB NOT NULL,                     -- its rows in assembly_keys: by which copies are found,
    shares   BLOB NOT NULL,                     -- those that name the same people, bodies and places,
    own_days BLOB NOT NULL,                     -- those with events of the same days, however old,
    blocks   BLOB NOT NULL,                     -- and, if it stands for its copies, those of one story
    terms    BLOB NOT NULL,                     -- its words and their weights: assembly/stories/terms.py
    parties  BLOB NOT NULL,                     -- its named actors, and the namesakes of each: JSON
    digest   BLOB NOT NULL
);
CREATE INDEX assembled_reports_by_told ON assembled_reports (told);
CREATE INDEX assembled_reports_by_day ON assembled_reports (earliest);
CREATE TABLE assembly_keys (                    -- what two reports have in common that are compared at all
    key      INTEGER NOT NULL,                  -- a hash
    day      INTEGER NOT NULL,                  -- of publication; 0: not known to a month
    document INTEGER NOT NULL,
    PRIMARY KEY (key, day, document)
) WITHOUT ROWID;
CREATE TABLE copy_pairs (                       -- of documents, each pair both ways round
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE story_pairs (                      -- of documents, both ways round: those that may join or continue stories
    a        INTEGER NOT NULL,
    b        INTEGER NOT NULL,
    score    INTEGER NOT NULL,
    likeness INTEGER NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE event_pairs (                      -- of events, both ways round: those that may be one happening, or plan and fulfilment
    a        INTEGER NOT NULL,                  -- the document times 2^20, plus the position of the event
    b        INTEGER NOT NULL,
    score    INTEGER NOT NULL,
    one_side INTEGER NOT NULL,                  -- 0: one of the two lies ahead
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE units (                            -- what is clustered at once, if it is more than one
    kind TEXT NOT NULL,                         -- stories, happenings
    node INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    PRIMARY KEY (kind, node)
) WITHOUT ROWID;
CREATE INDEX units_by_unit ON units (kind, unit);
CREATE TABLE namesakes (                        -- actors that are one, since name, kind, country and id are the same
    number   INTEGER PRIMARY KEY,
    key      TEXT,                              -- name and kind; null: the id alone joins them
    wikidata TEXT,
    country  TEXT,
    entity   TEXT NOT NULL,                     -- id of the entity that they are
    tally    TEXT NOT NULL                      -- what they say of it, counted: JSON
);
CREATE INDEX namesakes_by_key ON namesakes (key) WHERE key IS NOT NULL;
CREATE INDEX namesakes_by_wikidata ON namesakes (wikidata) WHERE wikidata IS NOT NULL;
CREATE INDEX namesakes_by_entity ON namesakes (entity);
CREATE TABLE entity_codes (                     -- of entities, by which those are found that belong to each other
    entity  TEXT PRIMARY KEY,
    kind    TEXT NOT NULL,
    country TEXT,
    actors  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX entity_codes_by_country ON entity_codes (country, kind, actors DESC, entity) WHERE country IS NOT NULL;
CREATE TABLE entity_words (                     -- of bodies by their names, and of people by their offices
    word    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    country TEXT NOT NULL,
    sector  TEXT NOT NULL,
    entity  TEXT NOT NULL,
    PRIMARY KEY (word, country, sector, kind, entity)
) WITHOUT ROWID;
CREATE INDEX entity_words_by_entity ON entity_words (entity);
CREATE TABLE due (                              -- plans by their last day
    happening TEXT PRIMARY KEY,
    day       TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX due_by_day ON due (day);
CREATE TABLE assembly_state (                   -- what the tables above hold for; nothing: they hold for nothing
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT OR REPLACE INTO texts ("number", "id", "text") VALUES (1, 'w_3133c13669aa0b4a7b538a2c80b18c72', 'Foreign Minister Ana Kovač will fly to Valletta on Monday with at least 12 envoys, her office said 🛫.

“We never agreed to these talks,” an opposition spokesman told reporters. If they fail, Brussels may impose sanctions next month.');
INSERT OR REPLACE INTO documents ("number", "id", "text", "given_id", "url", "title", "section", "bylines", "publisher", "tags", "language", "published", "updated_value", "updated_basis", "basis", "digest", "reader", "added") VALUES (1, 'd_0', 1, 'wire-7', 'https://news.example/kovac', 'Kovač to open talks in Valletta', 'World', '["Jo Field"]', 'The Example', '["Malta","talks"]', 'en', '{"value":"2024-03-08","earliest":"2024-03-08","latest":"2024-03-08","basis":"metadata","evidence":["meta"]}', NULL, NULL, x'78da4d8dd10ac3200c45ff25cf3a581ffab05f1119a90d431aedd0d851cafe7d5a290c120287937b0f101f28c3c318031fa265c65d4fbb168a9940c5c2acbaf27c250c01d34df2066a1cac55a62ea093359d010df4a9f8cde87aee2989243f15f16bbc5403ae90c6386bc7585a190831d75379ee2dc37db4ed9d368af2df61bf3f0d5c3e5a', x'8de0584bb71552c4', '0.1.0', '2026-11-30T04:55:50Z');
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
INSERT OR REPLACE INTO entities ("id", "body", "digest") VALUES ('n_15d55db198d62434', '{"id":"n_15d55db198d62434","name":"Ana Kovač","kind":"person","country":"HRV","sector":"GOV","wikidata":"Q1","aliases":[],"offices":[{"office":"foreign minister","country":"HRV","from_":null,"to":null}],"within":[],"actors":[]}', x'15d4b5ef84f3ad20');
INSERT OR REPLACE INTO entities ("id", "body", "digest") VALUES ('n_52fa38f274142d8a', '{"id":"n_52fa38f274142d8a","name":"European Union","kind":"organization","country":"EUR","sector":null,"wikidata":null,"aliases":[],"offices":[],"within":[],"actors":[]}', x'1349d64613e22bd6');
INSERT OR REPLACE INTO stories ("id", "body", "digest") VALUES ('s_f2e8dbdabd736c47', '{"id":"s_f2e8dbdabd736c47","title":"Kovač to open talks in Valletta","documents":["d_0"],"happenings":["h_03e0f4bb9b2065ba","h_927513f6a5373e44","h_c296b37d0b0ddc99"],"earliest":"2024-03-08","latest":"2024-03-08","continues":null}', x'71a91bdd025fb2e3');
INSERT OR REPLACE INTO happenings ("number", "id", "digest", "body") VALUES (1, 'h_c296b37d0b0ddc99', x'8c20a503ff152ee1', '{"id":"h_c296b37d0b0ddc99","type":"CONSULT","mode":"visit","actors":["n_15d55db198d62434"],"recipients":[],"location":{"start":39,"end":47,"text":"Valletta","name":"Valletta","country":"MLT","geonames":2562305,"lat":35.9,"lon":14.5},"location_in":"d_0","earliest":"2024-03-11","latest":"2024-03-11","figures":[{"what":"participants","low":12,"high":null,"unit":null,"span":{"start":63,"end":81,"text":"at least 12 envoys"}}],"status":"planned","tellings":[{"document":"d_0","event":"e_0","trigger":{"start":32,"end":38,"text":"fly to"},"published":"2024-03-08","status":"planned","certainty":"certain","source":null,"voice":{"kind":"unnamed","name":"office of ana kovac","entity":null},"publisher":"The Example","copy_of":null,"earliest":"2024-03-11","latest":"2024-03-11","time_basis":"event","place_basis":"event"}],"reports":["d_0"],"publishers":["The Example"],"sources":[{"kind":"unnamed","name":"office of ana kovac","entity":null}]}');
INSERT OR REPLACE INTO happenings ("number", "id", "digest", "body") VALUES (2, 'h_03e0f4bb9b2065ba', x'6b862e815c4bbb76', '{"id":"h_03e0f4bb9b2065ba","type":"AGREE","mode":null,"actors":[],"recipients":[],"location":{"start":39,"end":47,"text":"Valletta","name":"Valletta","country":"MLT","geonames":2562305,"lat":35.9,"lon":14.5},"location_in":"d_0","earliest":"2024-03-01","latest":"2024-03-08","figures":[],"status":"denied","tellings":[{"document":"d_0","event":"e_1","trigger":{"start":113,"end":122,"text":"agreed to"},"published":"2024-03-08","status":"denied","certainty":"certain","source":null,"voice":{"kind":"unnamed","name":"opposition spokesman","entity":null},"publisher":"The Example","copy_of":null,"earliest":"2024-03-01","latest":"2024-03-08","time_basis":"report","place_basis":"report"}],"reports":["d_0"],"publishers":["The Example"],"sources":[{"kind":"unnamed","name":"opposition spokesman","entity":null}]}');
INSERT OR REPLACE INTO happenings ("number", "id", "digest", "body") VALUES (3, 'h_927513f6a5373e44', x'9d1cde43ef66017c', '{"id":"h_927513f6a5373e44","type":"SANCTION","mode":null,"actors":["n_52fa38f274142d8a"],"recipients":["n_15d55db198d62434"],"location":{"start":39,"end":47,"text":"Valletta","name":"Valletta","country":"MLT","geonames":2562305,"lat":35.9,"lon":14.5},"location_in":"d_0","earliest":"2024-04-01","latest":"2024-04-30","figures":[],"status":"conditional","tellings":[{"document":"d_0","event":"e_2","trigger":{"start":204,"end":220,"text":"impose sanctions"},"published":"2024-03-08","status":"conditional","certainty":"possible","source":null,"voice":{"kind":"publisher","name":"The Example","entity":null},"publisher":"The Example","copy_of":null,"earliest":"2024-04-01","latest":"2024-04-30","time_basis":"event","place_basis":"report"}],"reports":["d_0"],"publishers":["The Example"],"sources":[{"kind":"publisher","name":"The Example","entity":null}]}');
INSERT OR REPLACE INTO plans ("id", "digest", "body") VALUES ('p_33195b9d5f31b54e', x'bb422169c846bee2', '{"id":"p_33195b9d5f31b54e","happening":"h_927513f6a5373e44","history":[{"document":"d_0","published":"2024-03-08","earliest":"2024-04-01","latest":"2024-04-30","status":"conditional","condition":null,"voice":{"kind":"publisher","name":"The Example","entity":null}}],"moved":[],"fulfilment":null,"outcome":null,"overdue":false,"may_answer":[]}');
INSERT OR REPLACE INTO plans ("id", "digest", "body") VALUES ('p_686e8caf872ba04c', x'69974118f137a099', '{"id":"p_686e8caf872ba04c","happening":"h_c296b37d0b0ddc99","history":[{"document":"d_0","published":"2024-03-08","earliest":"2024-03-11","latest":"2024-03-11","status":"planned","condition":null,"voice":{"kind":"unnamed","name":"office of ana kovac","entity":null}}],"moved":[],"fulfilment":null,"outcome":null,"overdue":false,"may_answer":[]}');
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_15d55db198d62434', 1, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_52fa38f274142d8a', 1, 3);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_c296b37d0b0ddc99', 1, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_03e0f4bb9b2065ba', 1, 1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_927513f6a5373e44', 1, 2);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('stories', 's_f2e8dbdabd736c47', 1, -1);
INSERT OR REPLACE INTO reports ("document", "published", "publisher") VALUES (1, '2024-03-08', 'The Example');
INSERT OR REPLACE INTO roles ("number", "words") VALUES (1, 'office of Ana Kovač');
INSERT OR REPLACE INTO roles ("number", "words") VALUES (2, 'opposition spokesman');
INSERT OR REPLACE INTO statements ("number", "document", "published", "kind", "quotation", "sourcing", "sector", "role") VALUES (1048576, 1, '2024-03-08', 'say', 'indirect', 'unnamed', NULL, 1);
INSERT OR REPLACE INTO statements ("number", "document", "published", "kind", "quotation", "sourcing", "sector", "role") VALUES (1048577, 1, '2024-03-08', 'deny', 'direct', 'unnamed', 'OPP', 2);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (1048576, 1, '2024-03-08', 'CONSULT', 'planned', 'Valletta', 'MLT', 2562305, '2024-03-11', '2024-03-11', 1);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (1048577, 1, '2024-03-08', 'AGREE', 'denied', NULL, NULL, NULL, NULL, NULL, 2);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (1048578, 1, '2024-03-08', 'SANCTION', 'conditional', NULL, NULL, NULL, '2024-04-01', '2024-04-30', 3);
INSERT OR REPLACE INTO prospects ("number", "document", "published", "kind", "status", "type", "place", "country", "earliest", "latest", "telling", "happening", "superseded") VALUES (1048576, 1, '2024-03-08', 'event', 'planned', 'CONSULT', 'Valletta', 'MLT', '2024-03-11', '2024-03-11', 1048576, 1, 0);
INSERT OR REPLACE INTO prospects ("number", "document", "published", "kind", "status", "type", "place", "country", "earliest", "latest", "telling", "happening", "superseded") VALUES (1048577, 1, '2024-03-08', 'event', 'conditional', 'SANCTION', NULL, NULL, '2024-04-01', '2024-04-30', 1048578, 3, 0);
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
INSERT OR REPLACE INTO entity_names ("name", "entity", "alias") VALUES ('European Union', 'n_52fa38f274142d8a', 0);
INSERT OR REPLACE INTO assembled_reports ("document", "id", "earliest", "latest", "told", "first", "last", "bands", "shares", "own_days", "blocks", "terms", "parties", "digest") VALUES (1, 'd_0', 738953, 738953, 1, 738953, 738953, x'98b3e6101943cf82244618f625e8e2831b973a807b395d8a0aff958162fb0c8fa0fccde913b1b68fc322692e4f080c92fe2e62971a2d379be9cfd3567a79149eea6d80dfc55930a3c7d7411f46d146a8ffa920b9dcc4c7a90805b33faea91daba4025aa1ad6b2cae10a220dc45cbabaf5a30c1172b7b13b2a043369e634afcb38ecac565c9a16eb9615e7ae35a306fba283740a200bcaac0c297f6e53aaabfc7aac71f637315f2ca939032943581b2cd77a980e3f39f4dd06049123b356c2fd1a05f2ffbc4aee1d6419d94c99a0b46da92ab79d01f089cdaef5816bd2cedb4dc16c326aba3c21be12f040796ef6d85e5b54b4af6fc7354e77f0d63a447d9bde8537c27d01bfc0eea72bc527ba3bbcdec18c15b9c54e927efc3fc4af1872d4d0661efeb544447ac0e20ba7abe33041815ec66396896c72f15766d047b32df63167f3956947c4e1518ce8d73683cb3081b6c9a5a3c0838651d26740b74c812911dd23e81aa0fd9111ef57abd1b8eb726247727fce0c1d933262fd7fb054b913029c6162ecfa268d929851a71457cc7732ba8dcde21b21ec22c3a463a91d1ee7a3215f0670c84b38233b181e46312913c341aa5cd9b229d1e36678414454cf63336d237da25d1fadb393f978a95bddb5d3a0e7c0eb2855e933a9311aabd51b84743e09459a766c9984347d94022f02686473388cdff74b13e48c038457e54e46748214300616cd70f57b50ef2edf315605a1c5a0fdcbe297f5a31c3364f5be6c16581c21747d86be0661f25deac943b93685e6ffcdaef564073568d77fe9c268973eaffc34ee7c7bd73b3bbea9148450e7424c6b747118357753bd713974c4a5d76c73216e42c9d69782e8309f817a8fc7aeb617ab3203e107b32f8e91af236477f', x'46dd5403344d268b82312019c43d1ba049c751f26e7714a9cea739adfd1d7cae523cbf05bb2be8b595e8790858123abb941201617523d7c19417dac9daf2b6daa5785819ffe63ddd6abab78f5f37dddfadaece84d2d52ae3bed6eb37cf3bf9e3b63f9693759621e42893595235eda3ee94567e7b82b323f1add2b13339e78ef7fdfd33ebfce74212ca37cf7e13da241f39cc05b5b2efb53586d645aa947c623995712a3427cf0348e798a405163d6d4ea7864fc04197ed4ec444a6957bddab52dd00e435b96597605f0a0a2d6b11b063', x'44ee4ea88e22bc86a64aa125b420fbc610ea1fe7564e14d5be702dd584fa596a', x'cd90c20f136f10807bcce96f569790954ec280bab5e2e69561dd0188fca3c9a925190115385a1a3c9705d0b4503ad83f8ff0c9e29487a84417e36a29345bf94cc9c5e5875eb8325dc5df17442500115f3b2d69cc25801e7d', x'cd90c20f136f1080e501000089000000bd70011493e2b280cd0000003a0000009db4a852a998298c28010000530000007bcce96f5697909537040000310100004ec280bab5e2e6959701ce017300e00061dd0188fca3c9a9a7020000c00000005e8be8dd9fd43bac37003f0010001e003b300b5260d801c2870000002600000071f7aff705d56fd37e0000002400000012a116abdd28c4d67900000022000000acbcd8b874820ddd37003f0010001e006b7a09e188c630e3470100005c000000426fa859a8a333e4e100000040000000f3a035fcffae03eed00000003b0000001e71f1693fb2e8f71501000000000000e05ccf1b998b27020101240149008d00f3153146e5c1f70cc0000000360000003270a108e1887b0e0b012f014b009300a9a1987a2f743716bb000000350000001091f1cd3fe40a38790100006a00000025190115385a1a3c7b03f403fb00ea019705d0b4503ad83f4e09910aa0021f058ff0c9e29487a8441d0200009900000017e36a29345bf94cec025103d3009b01d3af069a4e018b516a01000066000000c9c5e5875eb8325d4e09910aa0021f05c5df17442500115f0f020000950000003b2d69cc25801e7d80020000b5000000cd4b59676c4a7b7e6401000065000000', x'7801658ebb0ac24010457f65997a0b1f9d9d4550b010056d24c8103761d8382b9b8da2924ff0affc306735121fe57d70efd96c00b73dd07d7d05c6bd81118c19d5cc1df17e030d795d96bf9e25de897730be722c9dccd51cfc59ace9722dba3259705ee4641ea5cb73cae270eebca182d59e98aa60bc6427b2b4c380922efaa2ad89331144bde615325a81b1d0a43ab20e410f3ad6a4f6ee6090d58ae9c9d2f2fef92db3f305325d30bcda1d79b25a7edf7f369579dfd4cf9b264d1fa590673a', x'28b42e1a3f45c4e7');
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-9218746309567934259, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-9020917753663016040, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8943330660264163804, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8738071180901159356, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8476555721046321381, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8419957567533032122, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8138854026065871094, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8091084981439431520, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7922948508277464381, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7669463767911379845, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7645174047268879794, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7262286281879441666, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7055881149833031703, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6909861290825469566, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6687746740252021270, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6321134927865587769, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6263249863369963703, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6212780708656535041, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6212253905971978911, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6116546153041165048, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5896219418654276956, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5873786838627801138, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5788309395148332528, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5615008885388529574, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5477421255072791648, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5338969275992425390, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5084949042886751602, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5012734693318435231, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4955628270659180395, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4563628561478437080, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4479072317351062892, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4108654276947916122, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4053333969667188798, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3822969548355680342, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3624692682960236397, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3436915070771091081, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3373358619997091488, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3092760908944905712, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2962894918782066784, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2718472565636686527, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2694269544339756142, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2686693106176616556, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2543147113150785297, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2504591834431850331, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2315633749825963414, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2225971582597676266, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2077613177930076499, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2019517196716484930, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2008158527099093066, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1907997991339883473, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1777668422603486283, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1675944584588096129, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1581049222773900205, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1383243199709791118, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1250895458208214232, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1213745024943275752, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1070814913385048428, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-608294666781994323, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (454069199326346435, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1057298371333320545, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1315869114609434109, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1519969494523099680, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1526658247509501676, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1613378499434016118, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1735379528392784255, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1948003910869552590, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2118160807771150956, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2130504750872622118, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2166751557050253010, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2244158291604092874, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2604971255459052277, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2752783223980042103, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2968031905846122287, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3015556473971152582, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3131065502507539077, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3225174033571962024, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3637482232907187770, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3711726422631903253, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3764042896746250673, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3870263005615082553, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3899727099317822746, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3905736109297271911, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4135004385833244294, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4169201656251693010, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4205759234338101055, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4220821204087241742, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4330873188587215141, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4600491137664288151, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4848046185101529491, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4870864439732704480, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4947353264196284559, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5153849636380793159, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5189218962946814357, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5205793335352854579, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5217389744878860480, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5546564695674774295, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5651240272213088487, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5687368213093910183, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5957098454989030596, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6273469666434237217, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6512229198591037109, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6520976685168286236, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6715632710509249993, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6850256668263440325, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6960143595271880925, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7183260557670746719, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7332394948181279537, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7413043563301683841, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7535432111262410015, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7663431689366761662, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8304733301042343774, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8325227841897074006, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8340041881232867306, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8362697736061631411, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8455370935652304420, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8529054962122217275, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8676638973236753095, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8862142987657380654, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8867655976463524331, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (9015784403873901883, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (9171359579624831026, 738953, 1);
INSERT OR REPLACE INTO namesakes ("number", "key", "wikidata", "country", "entity", "tally") VALUES (1, 'name person anakovak', 'Q1', 'HRV', 'n_15d55db198d62434', '{"country":{"HRV":1},"full":{"Ana Kovač":1},"key":{"name person anakovak":1},"kind":{"person":1},"name":{"Ana Kovač":1},"office":{"foreign minister":1},"sector":{"GOV":1},"wikidata":{"Q1":1}}');
INSERT OR REPLACE INTO namesakes ("number", "key", "wikidata", "country", "entity", "tally") VALUES (2, 'name organization european union', NULL, 'EUR', 'n_52fa38f274142d8a', '{"country":{"EUR":1},"full":{"European Union":1},"key":{"name organization european union":1},"kind":{"organization":1},"name":{"European Union":1},"office":{}}');
INSERT OR REPLACE INTO entity_codes ("entity", "kind", "country", "actors") VALUES ('n_15d55db198d62434', 'person', 'HRV', 1);
INSERT OR REPLACE INTO entity_codes ("entity", "kind", "country", "actors") VALUES ('n_52fa38f274142d8a', 'organization', 'EUR', 1);
INSERT OR REPLACE INTO entity_words ("word", "kind", "country", "sector", "entity") VALUES ('foreign', 'person', 'HRV', 'GOV', 'n_15d55db198d62434');
INSERT OR REPLACE INTO entity_words ("word", "kind", "country", "sector", "entity") VALUES ('minister', 'person', 'HRV', 'GOV', 'n_15d55db198d62434');
INSERT OR REPLACE INTO due ("happening", "day") VALUES ('h_c296b37d0b0ddc99', '2024-03-11');
INSERT OR REPLACE INTO due ("happening", "day") VALUES ('h_927513f6a5373e44', '2024-04-30');
INSERT OR REPLACE INTO assembly_state ("name", "value") VALUES ('settings', 'ed3cdb4f7fb62f458b3a5399592b0fc6');
