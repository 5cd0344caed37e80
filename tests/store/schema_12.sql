-- A store of schema 12 with reports and their assembly: the schema of that version, then the rows.
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
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    earliest TEXT GENERATED ALWAYS AS (json_extract(body, '$.earliest')) STORED,
    latest   TEXT GENERATED ALWAYS AS (json_extract(body, '$.latest')) STORED,
    digest   BLOB NOT NULL,
    body     TEXT NOT NULL
);
CREATE INDEX stories_by_date ON stories (latest, earliest);

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
    entity    TEXT,                             -- the one that the actor is, null until it is known
    PRIMARY KEY (document, actor, role, fact)
) WITHOUT ROWID;
CREATE INDEX parties_by_country ON parties (country, role, published, fact) WHERE country IS NOT NULL;
CREATE INDEX parties_by_entity ON parties (entity, role, published, fact) WHERE entity IS NOT NULL;
CREATE TRIGGER entities_linked AFTER INSERT ON assembled_from WHEN new.what = 'entities' BEGIN
    UPDATE parties SET entity = new.thing WHERE document = new.document AND actor = new.fact;
END;
CREATE TRIGGER entities_unlinked AFTER DELETE ON assembled_from WHEN old.what = 'entities' BEGIN
    UPDATE parties SET entity = NULL WHERE document = old.document AND actor = old.fact AND entity = old.thing;
END;

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
INSERT OR REPLACE INTO texts ("number", "id", "text") VALUES (2, 'w_9804f5d0fe3e096c685d924f794e72f9', 'The shots of the Foreign Ministry at Ana Soto in Huaraz left 5 dead at the gate of the mine of Pierina. Roads were closed.');
INSERT OR REPLACE INTO texts ("number", "id", "text") VALUES (3, 'w_0f1825ed3a8e4d2f70da028410704726', 'Chile will meet Ana Soto in Huaraz on the copper border crossing; 3 dead were counted at the gate. Roads were closed.');
INSERT OR REPLACE INTO texts ("number", "id", "text") VALUES (4, 'w_08c2068364373ad9f97b1779b836171c', 'Paredes will meet Ana Soto in Trujillo on the copper border crossing; 4 dead were counted at the gate.');
INSERT OR REPLACE INTO texts ("number", "id", "text") VALUES (5, 'w_206cf1239a669637d124dc902ef9645a', 'In Trujillo, Luis Paredes shot at the Foreign Ministry near the mine of Pierina, and 3 dead were counted at the gate.');
INSERT OR REPLACE INTO documents ("number", "id", "text", "given_id", "url", "title", "section", "bylines", "publisher", "tags", "language", "published", "updated_value", "updated_basis", "basis", "digest", "reader", "added") VALUES (1, 'd_0', 1, 'wire-7', 'https://news.example/kovac', 'Kovač to open talks in Valletta', 'World', '["Jo Field"]', 'The Example', '["Malta","talks"]', 'en', '{"value":"2024-03-08","earliest":"2024-03-08","latest":"2024-03-08","basis":"metadata","evidence":["meta"]}', NULL, NULL, x'78da4d8dd10ac3200c45ff25cf3a581ffab05f1119a90d431aedd0d851cafe7d5a290c120287937b0f101f28c3c318031fa265c65d4fbb168a9940c5c2acbaf27c250c01d34df2066a1cac55a62ea093359d010df4a9f8cde87aee2989243f15f16bbc5403ae90c6386bc7585a190831d75379ee2dc37db4ed9d368af2df61bf3f0d5c3e5a', x'8de0584bb71552c4', '0.1.0', '2026-11-30T08:01:49Z');
INSERT OR REPLACE INTO documents ("number", "id", "text", "given_id", "url", "title", "section", "bylines", "publisher", "tags", "language", "published", "updated_value", "updated_basis", "basis", "digest", "reader", "added") VALUES (2, 'd_10', 2, NULL, NULL, 'The shots of the Foreign Ministry at Ana', NULL, '[]', 'Pacific Report', '[]', NULL, '{"value":null,"earliest":null,"latest":null,"basis":null,"evidence":[]}', NULL, NULL, NULL, x'5a09b75f9ceca95d', '0.1.0', '2026-11-30T08:01:49Z');
INSERT OR REPLACE INTO documents ("number", "id", "text", "given_id", "url", "title", "section", "bylines", "publisher", "tags", "language", "published", "updated_value", "updated_basis", "basis", "digest", "reader", "added") VALUES (3, 'd_11', 3, NULL, NULL, 'Chile will meet Ana Soto in Huaraz on th', NULL, '[]', 'Lima Post', '[]', NULL, '{"value":null,"earliest":null,"latest":null,"basis":null,"evidence":[]}', NULL, NULL, NULL, x'dff54945f6172d16', '0.1.0', '2026-11-30T08:01:49Z');
INSERT OR REPLACE INTO documents ("number", "id", "text", "given_id", "url", "title", "section", "bylines", "publisher", "tags", "language", "published", "updated_value", "updated_basis", "basis", "digest", "reader", "added") VALUES (4, 'd_12', 3, NULL, NULL, 'Chile will meet Ana Soto in Huaraz on th', NULL, '[]', 'Lima Post', '[]', NULL, '{"value":null,"earliest":null,"latest":null,"basis":null,"evidence":[]}', NULL, NULL, NULL, x'c5337c4be50d7f33', '0.1.0', '2026-11-30T08:01:49Z');
INSERT OR REPLACE INTO documents ("number", "id", "text", "given_id", "url", "title", "section", "bylines", "publisher", "tags", "language", "published", "updated_value", "updated_basis", "basis", "digest", "reader", "added") VALUES (5, 'd_13', 4, NULL, NULL, 'Paredes will meet Ana Soto in Trujillo o', NULL, '[]', 'Andes Herald', '[]', NULL, '{"value":"2023-04-05","earliest":"2023-04-05","latest":"2023-04-05","basis":"given","evidence":[]}', NULL, NULL, NULL, x'e4c4c037eb926b41', '0.1.0', '2026-11-30T08:01:49Z');
INSERT OR REPLACE INTO documents ("number", "id", "text", "given_id", "url", "title", "section", "bylines", "publisher", "tags", "language", "published", "updated_value", "updated_basis", "basis", "digest", "reader", "added") VALUES (6, 'd_14', 5, NULL, NULL, 'In Trujillo, Luis Paredes shot at the Fo', NULL, '[]', 'Lima Post', '[]', NULL, '{"value":"2023-03-27","earliest":"2023-03-27","latest":"2023-03-27","basis":"given","evidence":[]}', NULL, NULL, NULL, x'cd9d4a5d2b8e62a0', '0.1.0', '2026-11-30T08:01:49Z');
INSERT OR REPLACE INTO times ("document", "position", "start", "end", "id", "type", "value", "mod", "earliest", "latest") VALUES (1, 0, 51, 57, 't_0', 'DATE', '2024-03-11', NULL, '2024-03-11', '2024-03-11');
INSERT OR REPLACE INTO times ("document", "position", "start", "end", "id", "type", "value", "mod", "earliest", "latest") VALUES (1, 1, 221, 231, 't_1', 'DATE', '2024-04', NULL, '2024-04-01', '2024-04-30');
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (1, 0, 'a_0', 'Ana Kovač', 'person', 'HRV', 'GOV', NULL, 'foreign minister', 'Q1', 1);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (1, 1, 'a_1', 'office of Ana Kovač', 'organization', NULL, NULL, NULL, NULL, NULL, 0);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (1, 2, 'a_2', 'opposition spokesman', 'person', NULL, 'OPP', NULL, NULL, NULL, 0);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (1, 3, 'a_3', 'European Union', 'organization', 'EUR', NULL, NULL, NULL, NULL, 1);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (2, 0, 'a_d_10_0', 'Foreign Ministry of Chile', 'organization', 'CHL', 'GOV', NULL, NULL, NULL, 1);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (2, 1, 'a_d_10_1', 'Ana Soto', 'person', 'CHL', 'GOV', NULL, 'foreign minister', 'Q900002', 1);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (3, 0, 'a_d_11_0', 'Chile', 'country', 'CHL', NULL, NULL, NULL, NULL, 1);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (3, 1, 'a_d_11_1', 'Ana Soto', 'person', 'CHL', 'GOV', NULL, 'foreign minister', 'Q900002', 1);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (4, 0, 'a_d_12_0', 'Chile', 'country', 'CHL', NULL, NULL, NULL, NULL, 1);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (4, 1, 'a_d_12_1', 'Ana Soto', 'person', 'CHL', 'GOV', NULL, 'foreign minister', 'Q900002', 1);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (5, 0, 'a_d_13_0', 'Paredes', 'person', 'PER', NULL, NULL, NULL, NULL, 1);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (5, 1, 'a_d_13_1', 'Ana Soto', 'person', 'CHL', 'GOV', NULL, 'foreign minister', 'Q900002', 1);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (6, 0, 'a_d_14_0', 'Luis Paredes', 'person', 'PER', 'COP', NULL, NULL, NULL, 1);
INSERT OR REPLACE INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named") VALUES (6, 1, 'a_d_14_1', 'Foreign Ministry of Chile', 'organization', 'CHL', 'GOV', NULL, NULL, NULL, 1);
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (1, 0, 0, 0, 26, 'name');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (1, 1, 0, 83, 93, 'nominal');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (1, 2, 0, 137, 160, 'nominal');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (1, 3, 0, 191, 199, 'name');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (2, 0, 0, 13, 33, 'name');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (2, 1, 0, 37, 45, 'name');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (3, 0, 0, 0, 5, 'name');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (3, 1, 0, 16, 24, 'name');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (4, 0, 0, 0, 5, 'name');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (4, 1, 0, 16, 24, 'name');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (5, 0, 0, 0, 7, 'name');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (5, 1, 0, 18, 26, 'name');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (6, 0, 0, 13, 25, 'name');
INSERT OR REPLACE INTO mentions ("document", "actor", "position", "start", "end", "form") VALUES (6, 1, 0, 34, 54, 'name');
INSERT OR REPLACE INTO places ("document", "position", "start", "end", "id", "name", "kind", "country", "geonames", "lat", "lon") VALUES (1, 0, 39, 47, 'p_0', 'Valletta', 'city', 'MLT', 2562305, 35.9, 14.5);
INSERT OR REPLACE INTO places ("document", "position", "start", "end", "id", "name", "kind", "country", "geonames", "lat", "lon") VALUES (2, 0, 49, 55, 'p_d_10_Huaraz', 'Huaraz', 'city', 'PER', NULL, -9.5, -77.5);
INSERT OR REPLACE INTO places ("document", "position", "start", "end", "id", "name", "kind", "country", "geonames", "lat", "lon") VALUES (3, 0, 28, 34, 'p_d_11_Huaraz', 'Huaraz', 'city', 'PER', NULL, -9.5, -77.5);
INSERT OR REPLACE INTO places ("document", "position", "start", "end", "id", "name", "kind", "country", "geonames", "lat", "lon") VALUES (4, 0, 28, 34, 'p_d_12_Huaraz', 'Huaraz', 'city', 'PER', NULL, -9.5, -77.5);
INSERT OR REPLACE INTO places ("document", "position", "start", "end", "id", "name", "kind", "country", "geonames", "lat", "lon") VALUES (5, 0, 30, 38, 'p_d_13_Trujillo', 'Trujillo', 'city', 'PER', NULL, -8.1, -79.0);
INSERT OR REPLACE INTO places ("document", "position", "start", "end", "id", "name", "kind", "country", "geonames", "lat", "lon") VALUES (6, 0, 3, 11, 'p_d_14_Trujillo', 'Trujillo', 'city', 'PER', NULL, -8.1, -79.0);
INSERT OR REPLACE INTO attributions ("document", "position", "id", "source_start", "source_end", "source_actor", "cue_start", "cue_end", "content", "quotation", "sourcing", "reason_start", "reason_end", "kind", "addressee", "time", "polarity", "medium_start", "medium_end", "medium_kind", "within") VALUES (1, 0, 'q_0', 83, 93, 1, 94, 98, '0-57', 'indirect', 'unnamed', NULL, NULL, 'say', NULL, NULL, 'positive', NULL, NULL, NULL, NULL);
INSERT OR REPLACE INTO attributions ("document", "position", "id", "source_start", "source_end", "source_actor", "cue_start", "cue_end", "content", "quotation", "sourcing", "reason_start", "reason_end", "kind", "addressee", "time", "polarity", "medium_start", "medium_end", "medium_kind", "within") VALUES (1, 1, 'q_1', 137, 160, 2, 161, 165, '104-134', 'direct', 'unnamed', NULL, NULL, 'deny', NULL, NULL, 'positive', NULL, NULL, NULL, NULL);
INSERT OR REPLACE INTO attributions ("document", "position", "id", "source_start", "source_end", "source_actor", "cue_start", "cue_end", "content", "quotation", "sourcing", "reason_start", "reason_end", "kind", "addressee", "time", "polarity", "medium_start", "medium_end", "medium_kind", "within") VALUES (3, 0, 'q_d_11', 16, 24, 1, NULL, NULL, '0-117', 'indirect', 'named', NULL, NULL, 'say', NULL, NULL, 'positive', NULL, NULL, NULL, NULL);
INSERT OR REPLACE INTO attributions ("document", "position", "id", "source_start", "source_end", "source_actor", "cue_start", "cue_end", "content", "quotation", "sourcing", "reason_start", "reason_end", "kind", "addressee", "time", "polarity", "medium_start", "medium_end", "medium_kind", "within") VALUES (4, 0, 'q_d_12', 16, 24, 1, NULL, NULL, '0-117', 'indirect', 'named', NULL, NULL, 'say', NULL, NULL, 'positive', NULL, NULL, NULL, NULL);
INSERT OR REPLACE INTO attributions ("document", "position", "id", "source_start", "source_end", "source_actor", "cue_start", "cue_end", "content", "quotation", "sourcing", "reason_start", "reason_end", "kind", "addressee", "time", "polarity", "medium_start", "medium_end", "medium_kind", "within") VALUES (5, 0, 'q_d_13', 18, 26, 1, NULL, NULL, '0-102', 'indirect', 'named', NULL, NULL, 'say', NULL, NULL, 'positive', NULL, NULL, NULL, NULL);
INSERT OR REPLACE INTO attributions ("document", "position", "id", "source_start", "source_end", "source_actor", "cue_start", "cue_end", "content", "quotation", "sourcing", "reason_start", "reason_end", "kind", "addressee", "time", "polarity", "medium_start", "medium_end", "medium_kind", "within") VALUES (6, 0, 'q_d_14', 34, 54, 1, NULL, NULL, '0-117', 'indirect', 'named', NULL, NULL, 'deny', NULL, NULL, 'positive', NULL, NULL, NULL, NULL);
INSERT OR REPLACE INTO events ("document", "position", "id", "type", "trigger_start", "trigger_end", "mode", "contexts", "plover_type", "plover_aux", "plover_quad", "plover_scale", "cameo", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "time", "status", "certainty", "condition_start", "condition_end", "within", "evidence") VALUES (1, 0, 'e_0', 'CONSULT', 32, 38, 'visit', '["diplomatic"]', 'AGREE', '["future"]', 1, 2.5, '042', 39, 47, 'Valletta', 'MLT', 2562305, 35.9, 14.5, '{"earliest":"2024-03-11","latest":"2024-03-11","time":"t_0"}', 'planned', 'certain', NULL, NULL, 0, '0-57 104-134');
INSERT OR REPLACE INTO events ("document", "position", "id", "type", "trigger_start", "trigger_end", "mode", "contexts", "plover_type", "plover_aux", "plover_quad", "plover_scale", "cameo", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "time", "status", "certainty", "condition_start", "condition_end", "within", "evidence") VALUES (1, 1, 'e_1', 'AGREE', 113, 122, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'denied', 'certain', NULL, NULL, 1, '104-134');
INSERT OR REPLACE INTO events ("document", "position", "id", "type", "trigger_start", "trigger_end", "mode", "contexts", "plover_type", "plover_aux", "plover_quad", "plover_scale", "cameo", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "time", "status", "certainty", "condition_start", "condition_end", "within", "evidence") VALUES (1, 2, 'e_2', 'SANCTION', 204, 220, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{"earliest":"2024-04-01","latest":"2024-04-30","time":"t_1"}', 'conditional', 'possible', 177, 189, NULL, '177-232');
INSERT OR REPLACE INTO events ("document", "position", "id", "type", "trigger_start", "trigger_end", "mode", "contexts", "plover_type", "plover_aux", "plover_quad", "plover_scale", "cameo", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "time", "status", "certainty", "condition_start", "condition_end", "within", "evidence") VALUES (2, 0, 'e_d_10', 'ASSAULT', 4, 9, NULL, '[]', NULL, NULL, NULL, NULL, NULL, 49, 55, 'Huaraz', 'PER', NULL, -9.5, -77.5, '{"earliest":"2023-04-13","latest":"2023-04-13","time":null}', 'occurred', 'certain', NULL, NULL, NULL, '0-122');
INSERT OR REPLACE INTO events ("document", "position", "id", "type", "trigger_start", "trigger_end", "mode", "contexts", "plover_type", "plover_aux", "plover_quad", "plover_scale", "cameo", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "time", "status", "certainty", "condition_start", "condition_end", "within", "evidence") VALUES (3, 0, 'e_d_11', 'CONSULT', 11, 15, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{"earliest":"2023-04-25","latest":"2023-04-25","time":null}', 'planned', 'certain', NULL, NULL, 0, '0-117');
INSERT OR REPLACE INTO events ("document", "position", "id", "type", "trigger_start", "trigger_end", "mode", "contexts", "plover_type", "plover_aux", "plover_quad", "plover_scale", "cameo", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "time", "status", "certainty", "condition_start", "condition_end", "within", "evidence") VALUES (4, 0, 'e_d_12', 'CONSULT', 11, 15, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{"earliest":"2023-04-25","latest":"2023-04-25","time":null}', 'planned', 'certain', NULL, NULL, 0, '0-117');
INSERT OR REPLACE INTO events ("document", "position", "id", "type", "trigger_start", "trigger_end", "mode", "contexts", "plover_type", "plover_aux", "plover_quad", "plover_scale", "cameo", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "time", "status", "certainty", "condition_start", "condition_end", "within", "evidence") VALUES (5, 0, 'e_d_13', 'CONSULT', 13, 17, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'planned', 'certain', NULL, NULL, 0, '0-102');
INSERT OR REPLACE INTO events ("document", "position", "id", "type", "trigger_start", "trigger_end", "mode", "contexts", "plover_type", "plover_aux", "plover_quad", "plover_scale", "cameo", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "time", "status", "certainty", "condition_start", "condition_end", "within", "evidence") VALUES (6, 0, 'e_d_14', 'ASSAULT', 26, 33, NULL, '[]', NULL, NULL, NULL, NULL, NULL, 3, 11, 'Trujillo', 'PER', NULL, -8.1, -79.0, '{"earliest":"2023-03-27","latest":"2023-03-27","time":null}', 'occurred', 'certain', NULL, NULL, 0, '0-117');
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (1, 0, 0, 32, 38);
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (1, 0, 1, 129, 134);
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (1, 1, 0, 113, 122);
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (1, 2, 0, 204, 220);
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (2, 0, 0, 4, 9);
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (3, 0, 0, 11, 15);
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (4, 0, 0, 11, 15);
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (5, 0, 0, 13, 17);
INSERT OR REPLACE INTO event_mentions ("document", "event", "position", "start", "end") VALUES (6, 0, 0, 26, 33);
INSERT OR REPLACE INTO event_figures ("document", "event", "position", "what", "low", "high", "unit", "span_start", "span_end") VALUES (1, 0, 0, 'participants', 12, NULL, NULL, 63, 81);
INSERT OR REPLACE INTO event_figures ("document", "event", "position", "what", "low", "high", "unit", "span_start", "span_end") VALUES (2, 0, 0, 'killed', 5, 5, NULL, 61, 62);
INSERT OR REPLACE INTO event_figures ("document", "event", "position", "what", "low", "high", "unit", "span_start", "span_end") VALUES (3, 0, 0, 'killed', 3, 3, NULL, 66, 67);
INSERT OR REPLACE INTO event_figures ("document", "event", "position", "what", "low", "high", "unit", "span_start", "span_end") VALUES (4, 0, 0, 'killed', 3, 3, NULL, 66, 67);
INSERT OR REPLACE INTO event_figures ("document", "event", "position", "what", "low", "high", "unit", "span_start", "span_end") VALUES (5, 0, 0, 'killed', 4, 4, NULL, 70, 71);
INSERT OR REPLACE INTO event_figures ("document", "event", "position", "what", "low", "high", "unit", "span_start", "span_end") VALUES (6, 0, 0, 'killed', 3, 3, NULL, 85, 86);
INSERT OR REPLACE INTO event_actors ("document", "event", "position", "actor") VALUES (1, 0, 0, 0);
INSERT OR REPLACE INTO event_actors ("document", "event", "position", "actor") VALUES (1, 2, 0, 3);
INSERT OR REPLACE INTO event_actors ("document", "event", "position", "actor") VALUES (2, 0, 0, 0);
INSERT OR REPLACE INTO event_actors ("document", "event", "position", "actor") VALUES (3, 0, 0, 0);
INSERT OR REPLACE INTO event_actors ("document", "event", "position", "actor") VALUES (4, 0, 0, 0);
INSERT OR REPLACE INTO event_actors ("document", "event", "position", "actor") VALUES (5, 0, 0, 0);
INSERT OR REPLACE INTO event_actors ("document", "event", "position", "actor") VALUES (6, 0, 0, 0);
INSERT OR REPLACE INTO event_recipients ("document", "event", "position", "actor") VALUES (1, 2, 0, 0);
INSERT OR REPLACE INTO event_recipients ("document", "event", "position", "actor") VALUES (1, 2, 1, 2);
INSERT OR REPLACE INTO event_recipients ("document", "event", "position", "actor") VALUES (2, 0, 0, 1);
INSERT OR REPLACE INTO event_recipients ("document", "event", "position", "actor") VALUES (3, 0, 0, 1);
INSERT OR REPLACE INTO event_recipients ("document", "event", "position", "actor") VALUES (4, 0, 0, 1);
INSERT OR REPLACE INTO event_recipients ("document", "event", "position", "actor") VALUES (5, 0, 0, 1);
INSERT OR REPLACE INTO event_recipients ("document", "event", "position", "actor") VALUES (6, 0, 0, 1);
INSERT OR REPLACE INTO agenda ("document", "position", "id", "kind", "summary", "event", "earliest", "latest", "status", "condition_start", "condition_end", "moved_from", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "within", "evidence") VALUES (1, 0, 'g_0', 'event', 'Ana Kovač flies to Valletta', 0, '2024-03-11', '2024-03-11', 'planned', NULL, NULL, NULL, 39, 47, 'Valletta', 'MLT', 2562305, 35.9, 14.5, NULL, '32-57');
INSERT OR REPLACE INTO agenda ("document", "position", "id", "kind", "summary", "event", "earliest", "latest", "status", "condition_start", "condition_end", "moved_from", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "within", "evidence") VALUES (1, 1, 'g_1', 'event', 'European Union may impose sanctions', 2, '2024-04-01', '2024-04-30', 'conditional', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '204-231');
INSERT OR REPLACE INTO agenda ("document", "position", "id", "kind", "summary", "event", "earliest", "latest", "status", "condition_start", "condition_end", "moved_from", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "within", "evidence") VALUES (3, 0, 'g_d_11', 'event', 'Chile will meet Ana Soto in Huaraz on the copper border crossing; 3 dead were counted at the gate. Roads were closed.', 0, '2023-04-25', '2023-04-25', 'planned', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '');
INSERT OR REPLACE INTO agenda ("document", "position", "id", "kind", "summary", "event", "earliest", "latest", "status", "condition_start", "condition_end", "moved_from", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "within", "evidence") VALUES (4, 0, 'g_d_12', 'event', 'Chile will meet Ana Soto in Huaraz on the copper border crossing; 3 dead were counted at the gate. Roads were closed.', 0, '2023-04-25', '2023-04-25', 'planned', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '');
INSERT OR REPLACE INTO agenda ("document", "position", "id", "kind", "summary", "event", "earliest", "latest", "status", "condition_start", "condition_end", "moved_from", "location_start", "location_end", "location_name", "location_country", "location_geonames", "location_lat", "location_lon", "within", "evidence") VALUES (5, 0, 'g_d_13', 'event', 'Paredes will meet Ana Soto in Trujillo on the copper border crossing; 4 dead were counted at the gate.', 0, '2023-04-05', '2023-04-05', 'planned', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '');
INSERT OR REPLACE INTO agenda_participants ("document", "item", "position", "actor") VALUES (1, 0, 0, 0);
INSERT OR REPLACE INTO agenda_participants ("document", "item", "position", "actor") VALUES (1, 1, 0, 3);
INSERT OR REPLACE INTO disagreements ("document", "position", "id", "about", "kind", "field") VALUES (1, 0, 'x_0', 'whether talks were agreed', 'contradiction', 'meaning');
INSERT OR REPLACE INTO sides ("document", "disagreement", "position", "actor", "span_start", "span_end", "attribution", "event") VALUES (1, 0, 0, 1, 27, 47, NULL, 0);
INSERT OR REPLACE INTO sides ("document", "disagreement", "position", "actor", "span_start", "span_end", "attribution", "event") VALUES (1, 0, 1, 2, 104, 119, 1, NULL);
INSERT OR REPLACE INTO notes ("document", "position", "code", "message", "span_start", "span_end") VALUES (1, 0, 'actor-open', 'It is open whose spokesman is meant.', 151, 160);
INSERT OR REPLACE INTO notes ("document", "position", "code", "message", "span_start", "span_end") VALUES (1, 1, 'no-map', 'No map was consulted.', NULL, NULL);
INSERT OR REPLACE INTO runs ("id", "begun", "ended", "reader") VALUES (1, '2026-11-30T08:01:49Z', '2026-11-30T08:01:49Z', '0.1.0');
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 1, '2026-11-30T08:01:49Z', 'document', 'd_0', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 2, '2026-11-30T08:01:49Z', 'document', 'd_10', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 3, '2026-11-30T08:01:49Z', 'document', 'd_11', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 4, '2026-11-30T08:01:49Z', 'document', 'd_12', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 5, '2026-11-30T08:01:49Z', 'document', 'd_13', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 6, '2026-11-30T08:01:49Z', 'document', 'd_14', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 7, '2026-11-30T08:01:49Z', 'copies', 'c_14bd847e18062cbf', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 8, '2026-11-30T08:01:49Z', 'entities', 'n_15d55db198d62434', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 9, '2026-11-30T08:01:49Z', 'entities', 'n_235ca5ba73c5caa1', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 10, '2026-11-30T08:01:49Z', 'entities', 'n_52fa38f274142d8a', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 11, '2026-11-30T08:01:49Z', 'entities', 'n_aa759820cd6d59eb', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 12, '2026-11-30T08:01:49Z', 'entities', 'n_ccb18342ef23bcd6', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 13, '2026-11-30T08:01:49Z', 'entities', 'n_d46f1e61961b090c', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 14, '2026-11-30T08:01:49Z', 'entities', 'n_e1f6f8c9522b452a', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 15, '2026-11-30T08:01:49Z', 'happenings', 'h_03e0f4bb9b2065ba', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 16, '2026-11-30T08:01:49Z', 'happenings', 'h_6bf11b90db2d560d', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 17, '2026-11-30T08:01:49Z', 'happenings', 'h_833bfdae1413d3f9', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 18, '2026-11-30T08:01:49Z', 'happenings', 'h_927513f6a5373e44', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 19, '2026-11-30T08:01:49Z', 'happenings', 'h_aebf6b5b5069e819', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 20, '2026-11-30T08:01:49Z', 'happenings', 'h_c296b37d0b0ddc99', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 21, '2026-11-30T08:01:49Z', 'happenings', 'h_fd5bb457a08b7973', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 22, '2026-11-30T08:01:49Z', 'pairs', 'd_11:e_d_11 d_12:e_d_12', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 23, '2026-11-30T08:01:49Z', 'plans', 'p_047762932a471847', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 24, '2026-11-30T08:01:49Z', 'plans', 'p_33195b9d5f31b54e', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 25, '2026-11-30T08:01:49Z', 'plans', 'p_5c279aeea2d0659e', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 26, '2026-11-30T08:01:49Z', 'plans', 'p_686e8caf872ba04c', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 27, '2026-11-30T08:01:49Z', 'stories', 's_a32a666e8b2b241d', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 28, '2026-11-30T08:01:49Z', 'stories', 's_eab8f219dbac4ad9', 'added', NULL, NULL);
INSERT OR REPLACE INTO journal ("run", "number", "at", "what", "id", "change", "reason", "message") VALUES (1, 29, '2026-11-30T08:01:49Z', 'stories', 's_f2e8dbdabd736c47', 'added', NULL, NULL);
INSERT OR REPLACE INTO copies ("id", "body", "digest") VALUES ('c_14bd847e18062cbf', '{"id":"c_14bd847e18062cbf","origin":"d_11","members":[{"document":"d_11","similarity":1.0,"differences":[]},{"document":"d_12","similarity":1.0,"differences":[]}]}', x'a0156948f04008be');
INSERT OR REPLACE INTO entities ("id", "body", "digest") VALUES ('n_15d55db198d62434', '{"id":"n_15d55db198d62434","name":"Ana Kovač","kind":"person","country":"HRV","sector":"GOV","wikidata":"Q1","aliases":[],"offices":[{"office":"foreign minister","country":"HRV","from_":null,"to":null}],"within":[],"actors":[]}', x'15d4b5ef84f3ad20');
INSERT OR REPLACE INTO entities ("id", "body", "digest") VALUES ('n_235ca5ba73c5caa1', '{"id":"n_235ca5ba73c5caa1","name":"Luis Paredes","kind":"person","country":"PER","sector":"COP","wikidata":null,"aliases":[],"offices":[],"within":[],"actors":[]}', x'34fefc294c232856');
INSERT OR REPLACE INTO entities ("id", "body", "digest") VALUES ('n_52fa38f274142d8a', '{"id":"n_52fa38f274142d8a","name":"European Union","kind":"organization","country":"EUR","sector":null,"wikidata":null,"aliases":[],"offices":[],"within":[],"actors":[]}', x'1349d64613e22bd6');
INSERT OR REPLACE INTO entities ("id", "body", "digest") VALUES ('n_aa759820cd6d59eb', '{"id":"n_aa759820cd6d59eb","name":"Chile","kind":"country","country":"CHL","sector":null,"wikidata":null,"aliases":[],"offices":[],"within":[],"actors":[]}', x'aad01e675ff893ae');
INSERT OR REPLACE INTO entities ("id", "body", "digest") VALUES ('n_ccb18342ef23bcd6', '{"id":"n_ccb18342ef23bcd6","name":"Foreign Ministry of Chile","kind":"organization","country":"CHL","sector":"GOV","wikidata":null,"aliases":[],"offices":[],"within":["n_aa759820cd6d59eb"],"actors":[]}', x'fcf10950bf5b2e92');
INSERT OR REPLACE INTO entities ("id", "body", "digest") VALUES ('n_d46f1e61961b090c', '{"id":"n_d46f1e61961b090c","name":"Paredes","kind":"person","country":"PER","sector":null,"wikidata":null,"aliases":[],"offices":[],"within":[],"actors":[]}', x'6cd23cb397f6db10');
INSERT OR REPLACE INTO entities ("id", "body", "digest") VALUES ('n_e1f6f8c9522b452a', '{"id":"n_e1f6f8c9522b452a","name":"Ana Soto","kind":"person","country":"CHL","sector":"GOV","wikidata":"Q900002","aliases":[],"offices":[{"office":"foreign minister","country":"CHL","from_":null,"to":null}],"within":["n_ccb18342ef23bcd6","n_aa759820cd6d59eb"],"actors":[]}', x'99b0a55c3641215d');
INSERT OR REPLACE INTO stories ("number", "id", "digest", "body") VALUES (1, 's_a32a666e8b2b241d', x'ecbc0c6ec20cff30', '{"id":"s_a32a666e8b2b241d","title":"The shots of the Foreign Ministry at Ana","documents":["d_10","d_11","d_12"],"happenings":["h_6bf11b90db2d560d","h_833bfdae1413d3f9"],"earliest":null,"latest":null,"continues":null}');
INSERT OR REPLACE INTO stories ("number", "id", "digest", "body") VALUES (2, 's_eab8f219dbac4ad9', x'bf0e8242b7785034', '{"id":"s_eab8f219dbac4ad9","title":"In Trujillo, Luis Paredes shot at the Fo","documents":["d_14","d_13"],"happenings":["h_aebf6b5b5069e819","h_fd5bb457a08b7973"],"earliest":"2023-03-27","latest":"2023-04-05","continues":null}');
INSERT OR REPLACE INTO stories ("number", "id", "digest", "body") VALUES (3, 's_f2e8dbdabd736c47', x'71a91bdd025fb2e3', '{"id":"s_f2e8dbdabd736c47","title":"Kovač to open talks in Valletta","documents":["d_0"],"happenings":["h_03e0f4bb9b2065ba","h_927513f6a5373e44","h_c296b37d0b0ddc99"],"earliest":"2024-03-08","latest":"2024-03-08","continues":null}');
INSERT OR REPLACE INTO plans ("id", "digest", "body") VALUES ('p_047762932a471847', x'4bd1411e403c1df1', '{"id":"p_047762932a471847","happening":"h_fd5bb457a08b7973","history":[{"document":"d_13","published":"2023-04-05","earliest":"2023-04-05","latest":"2023-04-05","status":"planned","condition":null,"voice":{"kind":"named","name":"Ana Soto","entity":"n_e1f6f8c9522b452a"}}],"moved":[],"fulfilment":null,"outcome":null,"overdue":true,"may_answer":[]}');
INSERT OR REPLACE INTO plans ("id", "digest", "body") VALUES ('p_33195b9d5f31b54e', x'bb422169c846bee2', '{"id":"p_33195b9d5f31b54e","happening":"h_927513f6a5373e44","history":[{"document":"d_0","published":"2024-03-08","earliest":"2024-04-01","latest":"2024-04-30","status":"conditional","condition":null,"voice":{"kind":"publisher","name":"The Example","entity":null}}],"moved":[],"fulfilment":null,"outcome":null,"overdue":false,"may_answer":[]}');
INSERT OR REPLACE INTO plans ("id", "digest", "body") VALUES ('p_5c279aeea2d0659e', x'9f99d25d90cd49c5', '{"id":"p_5c279aeea2d0659e","happening":"h_833bfdae1413d3f9","history":[{"document":"d_11","published":null,"earliest":"2023-04-25","latest":"2023-04-25","status":"planned","condition":null,"voice":{"kind":"named","name":"Ana Soto","entity":"n_e1f6f8c9522b452a"}},{"document":"d_12","published":null,"earliest":"2023-04-25","latest":"2023-04-25","status":"planned","condition":null,"voice":{"kind":"named","name":"Ana Soto","entity":"n_e1f6f8c9522b452a"}}],"moved":[],"fulfilment":null,"outcome":null,"overdue":true,"may_answer":[]}');
INSERT OR REPLACE INTO plans ("id", "digest", "body") VALUES ('p_686e8caf872ba04c', x'69974118f137a099', '{"id":"p_686e8caf872ba04c","happening":"h_c296b37d0b0ddc99","history":[{"document":"d_0","published":"2024-03-08","earliest":"2024-03-11","latest":"2024-03-11","status":"planned","condition":null,"voice":{"kind":"unnamed","name":"office of ana kovac","entity":null}}],"moved":[],"fulfilment":null,"outcome":null,"overdue":false,"may_answer":[]}');
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_15d55db198d62434', 1, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_52fa38f274142d8a', 1, 3);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_c296b37d0b0ddc99', 1, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_03e0f4bb9b2065ba', 1, 1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_927513f6a5373e44', 1, 2);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('stories', 's_f2e8dbdabd736c47', 1, -1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_ccb18342ef23bcd6', 2, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_e1f6f8c9522b452a', 2, 1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_6bf11b90db2d560d', 2, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('stories', 's_a32a666e8b2b241d', 2, -1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('copies', 'c_14bd847e18062cbf', 3, -1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_aa759820cd6d59eb', 3, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_e1f6f8c9522b452a', 3, 1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_833bfdae1413d3f9', 3, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('stories', 's_a32a666e8b2b241d', 3, -1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('copies', 'c_14bd847e18062cbf', 4, -1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_aa759820cd6d59eb', 4, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_e1f6f8c9522b452a', 4, 1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_833bfdae1413d3f9', 4, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('stories', 's_a32a666e8b2b241d', 4, -1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_d46f1e61961b090c', 5, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_e1f6f8c9522b452a', 5, 1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_fd5bb457a08b7973', 5, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('stories', 's_eab8f219dbac4ad9', 5, -1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_235ca5ba73c5caa1', 6, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('entities', 'n_ccb18342ef23bcd6', 6, 1);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('happenings', 'h_aebf6b5b5069e819', 6, 0);
INSERT OR REPLACE INTO assembled_from ("what", "thing", "document", "fact") VALUES ('stories', 's_eab8f219dbac4ad9', 6, -1);
INSERT OR REPLACE INTO reports ("document", "published", "publisher") VALUES (1, '2024-03-08', 'The Example');
INSERT OR REPLACE INTO reports ("document", "published", "publisher") VALUES (2, NULL, 'Pacific Report');
INSERT OR REPLACE INTO reports ("document", "published", "publisher") VALUES (3, NULL, 'Lima Post');
INSERT OR REPLACE INTO reports ("document", "published", "publisher") VALUES (4, NULL, 'Lima Post');
INSERT OR REPLACE INTO reports ("document", "published", "publisher") VALUES (5, '2023-04-05', 'Andes Herald');
INSERT OR REPLACE INTO reports ("document", "published", "publisher") VALUES (6, '2023-03-27', 'Lima Post');
INSERT OR REPLACE INTO roles ("number", "words") VALUES (1, 'office of Ana Kovač');
INSERT OR REPLACE INTO roles ("number", "words") VALUES (2, 'opposition spokesman');
INSERT OR REPLACE INTO roles ("number", "words") VALUES (3, 'foreign minister');
INSERT OR REPLACE INTO statements ("number", "document", "published", "kind", "quotation", "sourcing", "sector", "role") VALUES (1048576, 1, '2024-03-08', 'say', 'indirect', 'unnamed', NULL, 1);
INSERT OR REPLACE INTO statements ("number", "document", "published", "kind", "quotation", "sourcing", "sector", "role") VALUES (1048577, 1, '2024-03-08', 'deny', 'direct', 'unnamed', 'OPP', 2);
INSERT OR REPLACE INTO statements ("number", "document", "published", "kind", "quotation", "sourcing", "sector", "role") VALUES (3145728, 3, NULL, 'say', 'indirect', 'named', 'GOV', 3);
INSERT OR REPLACE INTO statements ("number", "document", "published", "kind", "quotation", "sourcing", "sector", "role") VALUES (4194304, 4, NULL, 'say', 'indirect', 'named', 'GOV', 3);
INSERT OR REPLACE INTO statements ("number", "document", "published", "kind", "quotation", "sourcing", "sector", "role") VALUES (5242880, 5, '2023-04-05', 'say', 'indirect', 'named', 'GOV', 3);
INSERT OR REPLACE INTO statements ("number", "document", "published", "kind", "quotation", "sourcing", "sector", "role") VALUES (6291456, 6, '2023-03-27', 'deny', 'indirect', 'named', 'GOV', NULL);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (1048576, 1, '2024-03-08', 'CONSULT', 'planned', 'Valletta', 'MLT', 2562305, '2024-03-11', '2024-03-11', 1);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (1048577, 1, '2024-03-08', 'AGREE', 'denied', NULL, NULL, NULL, NULL, NULL, 2);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (1048578, 1, '2024-03-08', 'SANCTION', 'conditional', NULL, NULL, NULL, '2024-04-01', '2024-04-30', 3);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (2097152, 2, NULL, 'ASSAULT', 'occurred', 'Huaraz', 'PER', NULL, '2023-04-13', '2023-04-13', 4);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (3145728, 3, NULL, 'CONSULT', 'planned', NULL, NULL, NULL, '2023-04-25', '2023-04-25', 5);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (4194304, 4, NULL, 'CONSULT', 'planned', NULL, NULL, NULL, '2023-04-25', '2023-04-25', 5);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (5242880, 5, '2023-04-05', 'CONSULT', 'planned', NULL, NULL, NULL, NULL, NULL, 6);
INSERT OR REPLACE INTO tellings ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest", "latest", "happening") VALUES (6291456, 6, '2023-03-27', 'ASSAULT', 'occurred', 'Trujillo', 'PER', NULL, '2023-03-27', '2023-03-27', 7);
INSERT OR REPLACE INTO prospects ("number", "document", "published", "kind", "status", "type", "place", "country", "earliest", "latest", "telling", "happening", "superseded") VALUES (1048576, 1, '2024-03-08', 'event', 'planned', 'CONSULT', 'Valletta', 'MLT', '2024-03-11', '2024-03-11', 1048576, 1, 0);
INSERT OR REPLACE INTO prospects ("number", "document", "published", "kind", "status", "type", "place", "country", "earliest", "latest", "telling", "happening", "superseded") VALUES (1048577, 1, '2024-03-08', 'event', 'conditional', 'SANCTION', NULL, NULL, '2024-04-01', '2024-04-30', 1048578, 3, 0);
INSERT OR REPLACE INTO prospects ("number", "document", "published", "kind", "status", "type", "place", "country", "earliest", "latest", "telling", "happening", "superseded") VALUES (3145728, 3, NULL, 'event', 'planned', 'CONSULT', NULL, NULL, '2023-04-25', '2023-04-25', 3145728, 5, 1);
INSERT OR REPLACE INTO prospects ("number", "document", "published", "kind", "status", "type", "place", "country", "earliest", "latest", "telling", "happening", "superseded") VALUES (4194304, 4, NULL, 'event', 'planned', 'CONSULT', NULL, NULL, '2023-04-25', '2023-04-25', 4194304, 5, 0);
INSERT OR REPLACE INTO prospects ("number", "document", "published", "kind", "status", "type", "place", "country", "earliest", "latest", "telling", "happening", "superseded") VALUES (5242880, 5, '2023-04-05', 'event', 'planned', 'CONSULT', NULL, NULL, '2023-04-05', '2023-04-05', 5242880, 6, 0);
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (1, 0, 'actor', 1048576, '2024-03-08', 'HRV', 'n_15d55db198d62434');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (1, 0, 'participant', 1048576, '2024-03-08', 'HRV', 'n_15d55db198d62434');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (1, 0, 'recipient', 1048578, '2024-03-08', 'HRV', 'n_15d55db198d62434');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (1, 1, 'speaker', 1048576, '2024-03-08', NULL, NULL);
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (1, 2, 'recipient', 1048578, '2024-03-08', NULL, NULL);
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (1, 2, 'speaker', 1048577, '2024-03-08', NULL, NULL);
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (1, 3, 'actor', 1048578, '2024-03-08', 'EUR', 'n_52fa38f274142d8a');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (1, 3, 'participant', 1048577, '2024-03-08', 'EUR', 'n_52fa38f274142d8a');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (2, 0, 'actor', 2097152, NULL, 'CHL', 'n_ccb18342ef23bcd6');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (2, 1, 'recipient', 2097152, NULL, 'CHL', 'n_e1f6f8c9522b452a');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (3, 0, 'actor', 3145728, NULL, 'CHL', 'n_aa759820cd6d59eb');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (3, 1, 'recipient', 3145728, NULL, 'CHL', 'n_e1f6f8c9522b452a');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (3, 1, 'speaker', 3145728, NULL, 'CHL', 'n_e1f6f8c9522b452a');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (4, 0, 'actor', 4194304, NULL, 'CHL', 'n_aa759820cd6d59eb');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (4, 1, 'recipient', 4194304, NULL, 'CHL', 'n_e1f6f8c9522b452a');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (4, 1, 'speaker', 4194304, NULL, 'CHL', 'n_e1f6f8c9522b452a');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (5, 0, 'actor', 5242880, '2023-04-05', 'PER', 'n_d46f1e61961b090c');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (5, 1, 'recipient', 5242880, '2023-04-05', 'CHL', 'n_e1f6f8c9522b452a');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (5, 1, 'speaker', 5242880, '2023-04-05', 'CHL', 'n_e1f6f8c9522b452a');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (6, 0, 'actor', 6291456, '2023-03-27', 'PER', 'n_235ca5ba73c5caa1');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (6, 1, 'recipient', 6291456, '2023-03-27', 'CHL', 'n_ccb18342ef23bcd6');
INSERT OR REPLACE INTO parties ("document", "actor", "role", "fact", "published", "country", "entity") VALUES (6, 1, 'speaker', 6291456, '2023-03-27', 'CHL', 'n_ccb18342ef23bcd6');
INSERT OR REPLACE INTO toponyms ("name", "country", "geonames", "kind") VALUES ('Huaraz', 'PER', 0, 'city');
INSERT OR REPLACE INTO toponyms ("name", "country", "geonames", "kind") VALUES ('Trujillo', 'PER', 0, 'city');
INSERT OR REPLACE INTO toponyms ("name", "country", "geonames", "kind") VALUES ('Valletta', 'MLT', 2562305, 'city');
INSERT OR REPLACE INTO entity_names ("name", "entity", "alias") VALUES ('Ana Kovač', 'n_15d55db198d62434', 0);
INSERT OR REPLACE INTO entity_names ("name", "entity", "alias") VALUES ('Ana Soto', 'n_e1f6f8c9522b452a', 0);
INSERT OR REPLACE INTO entity_names ("name", "entity", "alias") VALUES ('Chile', 'n_aa759820cd6d59eb', 0);
INSERT OR REPLACE INTO entity_names ("name", "entity", "alias") VALUES ('European Union', 'n_52fa38f274142d8a', 0);
INSERT OR REPLACE INTO entity_names ("name", "entity", "alias") VALUES ('Foreign Ministry of Chile', 'n_ccb18342ef23bcd6', 0);
INSERT OR REPLACE INTO entity_names ("name", "entity", "alias") VALUES ('Luis Paredes', 'n_235ca5ba73c5caa1', 0);
INSERT OR REPLACE INTO entity_names ("name", "entity", "alias") VALUES ('Paredes', 'n_d46f1e61961b090c', 0);
INSERT OR REPLACE INTO state ("name", "value") VALUES ('seal of documents', '254b41e15d4b2fe30af319561771639b');
INSERT OR REPLACE INTO state ("name", "value") VALUES ('seal of former_ids', '00000000000000000000000000000000');
INSERT OR REPLACE INTO state ("name", "value") VALUES ('seal of journal', '9b109d492f2a07549674dbf81ba2f3b4');
INSERT OR REPLACE INTO state ("name", "value") VALUES ('seal of runs', 'f47f6da604e74c8a8c3a7e6b581a632f');
INSERT OR REPLACE INTO assembled_reports ("document", "id", "earliest", "latest", "told", "first", "last", "bands", "shares", "own_days", "blocks", "terms", "parties", "digest") VALUES (1, 'd_0', 738953, 738953, 1, 738953, 738953, x'98b3e6101943cf82244618f625e8e2831b973a807b395d8a0aff958162fb0c8fa0fccde913b1b68fc322692e4f080c92fe2e62971a2d379be9cfd3567a79149eea6d80dfc55930a3c7d7411f46d146a8ffa920b9dcc4c7a90805b33faea91daba4025aa1ad6b2cae10a220dc45cbabaf5a30c1172b7b13b2a043369e634afcb38ecac565c9a16eb9615e7ae35a306fba283740a200bcaac0c297f6e53aaabfc7aac71f637315f2ca939032943581b2cd77a980e3f39f4dd06049123b356c2fd1a05f2ffbc4aee1d6419d94c99a0b46da92ab79d01f089cdaef5816bd2cedb4dc16c326aba3c21be12f040796ef6d85e5b54b4af6fc7354e77f0d63a447d9bde8537c27d01bfc0eea72bc527ba3bbcdec18c15b9c54e927efc3fc4af1872d4d0661efeb544447ac0e20ba7abe33041815ec66396896c72f15766d047b32df63167f3956947c4e1518ce8d73683cb3081b6c9a5a3c0838651d26740b74c812911dd23e81aa0fd9111ef57abd1b8eb726247727fce0c1d933262fd7fb054b913029c6162ecfa268d929851a71457cc7732ba8dcde21b21ec22c3a463a91d1ee7a3215f0670c84b38233b181e46312913c341aa5cd9b229d1e36678414454cf63336d237da25d1fadb393f978a95bddb5d3a0e7c0eb2855e933a9311aabd51b84743e09459a766c9984347d94022f02686473388cdff74b13e48c038457e54e46748214300616cd70f57b50ef2edf315605a1c5a0fdcbe297f5a31c3364f5be6c16581c21747d86be0661f25deac943b93685e6ffcdaef564073568d77fe9c268973eaffc34ee7c7bd73b3bbea9148450e7424c6b747118357753bd713974c4a5d76c73216e42c9d69782e8309f817a8fc7aeb617ab3203e107b32f8e91af236477f', x'46dd5403344d268b82312019c43d1ba049c751f26e7714a9cea739adfd1d7cae523cbf05bb2be8b595e8790858123abb941201617523d7c19417dac9daf2b6daa5785819ffe63ddd6abab78f5f37dddfadaece84d2d52ae3bed6eb37cf3bf9e3b63f9693759621e42893595235eda3ee94567e7b82b323f1add2b13339e78ef7fdfd33ebfce74212ca37cf7e13da241f39cc05b5b2efb53586d645aa947c623995712a3427cf0348e798a405163d6d4ea7864fc04197ed4ec444a6957bddab52dd00e435b96597605f0a0a2d6b11b063', x'44ee4ea88e22bc86a64aa125b420fbc610ea1fe7564e14d5be702dd584fa596a', x'cd90c20f136f10807bcce96f569790954ec280bab5e2e69561dd0188fca3c9a925190115385a1a3c9705d0b4503ad83f8ff0c9e29487a84417e36a29345bf94cc9c5e5875eb8325dc5df17442500115f3b2d69cc25801e7d', x'1d000000cd90c20f136f1080bd70011493e2b2809db4a852a998298c7bcce96f569790954ec280bab5e2e69561dd0188fca3c9a95e8be8dd9fd43bac3b300b5260d801c271f7aff705d56fd312a116abdd28c4d6acbcd8b874820ddd6b7a09e188c630e3426fa859a8a333e4f3a035fcffae03ee1e71f1693fb2e8f7e05ccf1b998b2702f3153146e5c1f70c3270a108e1887b0ea9a1987a2f7437161091f1cd3fe40a3825190115385a1a3c9705d0b4503ad83f8ff0c9e29487a84417e36a29345bf94cd3af069a4e018b51c9c5e5875eb8325dc5df17442500115f3b2d69cc25801e7dcd4b59676c4a7b7e78da7bca78964183d19c653ae37226738676863a864a06730677c6870c1718441919190f307033ee66a864ac66f6e394657ac394c5e8c7c9cfd4c094c2c80005e7802c7b281b463330a80045f5c16abe304fe462600864666000d120d0c960c510cc60c858cc70804180418d4185410948c73038305803653d19cc18bc194c19b2187e332c609ac97099210d484f65d8ca900a37fd0110cb41d97270d15e209e0c66bd6294676560980db41f44830000b62f2028', x'7801658ebb0ac24010457f65997a0b1f9d9d4550b010056d24c8103761d8382b9b8da2924ff0affc306735121fe57d70efd96c00b73dd07d7d05c6bd81118c19d5cc1df17e030d795d96bf9e25de897730be722c9dccd51cfc59ace9722dba3259705ee4641ea5cb73cae270eebca182d59e98aa60bc6427b2b4c380922efaa2ad89331144bde615325a81b1d0a43ab20e410f3ad6a4f6ee6090d58ae9c9d2f2fef92db3f305325d30bcda1d79b25a7edf7f369579dfd4cf9b264d1fa590673a', x'45193d16c8c79683');
INSERT OR REPLACE INTO assembled_reports ("document", "id", "earliest", "latest", "told", "first", "last", "bands", "shares", "own_days", "blocks", "terms", "parties", "digest") VALUES (2, 'd_10', NULL, NULL, 2, NULL, NULL, x'a096797aa2aed581ef09cb86a3d38d875298db727140368971d7358e121691893ee9e09f15297b8aab2ea142da1c378dead6ff23a7e73b902d27f3168b7eab99d172d276bc9449a37c55b4391eea86a7432f198cd4d0f9ab22960c262ccc31ad98c14921bc4af0ad9ef63902fb3c83b0db1e06045d5b6bb31f065c3e016e2fb66e567bef5dba14b786775b6791d46fbddf1d582b984e2fbfd1fcd6cf51ec5fc159be101c6e3482c5019a233d8a40fac638494fcd9d3901c910ec6d3d5a97d8c9d4918dcfea3a1aca2f40b7bd8a450fcba71dc88070f896cb6b472e44642ceecf97f94a91f3ec7dd2ee4b807762f457d48e7e965b1fc59bd75118d2d0f29c74dec7e1d16592585de98b3946da543983ea6419092842bbc3ec7ac4c07c03501eed94ec05ee4ac020eff67a3841e09baef129b9a12ff49116f4c833f1dac2f499ff4c1a1184822bed00dc5781600aa627051401a9cd52af6d06ff7fd7514ab6301070867c3e9fb2b511fc1525f05199e01285bd4bb48f3376136a259fa03a834914af47376ea27ca41b57eeb027c4518520a81b02c27df3ff236e54da96913cef2676c45bd8f7a632270ecff4ca3fe2c62a52600525d83ef42d04cb089373fb7834286e7c6506521c357b286a7b12d8c4399ff8c40220a5903af04008eba7033f3b3a2a5e0c06df934b8472a365b72b135164e4053bf9e79352fe201a72f9b71358fa25440ba4a1f85964cbdf515ef9305b88ad2688d4c89e5b64ba86648371585d701ab313d4c39e5ef5705252999fe5601ebc47f314e72f610c55b2e5c5a23668c2a02d1a5624fb69176aa8a179ded66cff5ba4209284dd70e6aeb3fe7bfd7f72b66d502eec95d178bbff80444c4e487953676f47e3871d7a94725a63a8746e7c', x'a3693d889ce48a89f1304e3df91b3093491b53305b189b945253f1bdc8472fa742ac384f3b90cdc14c3be3958e74cec73da11dbc55a617dcb0f5b216068c8af9ba3fc0f6340e7a4be798a405163d6d4ee52c9444ecac2063c7acc9ea9d99af731e0c0a1205a2b975', x'9853052bd1a4b4844ce8fb9ad3eaa6db', x'c23aecc6df73d0c0926a576f3debc6e34e42c526fec580ec14da9141f108ecee33c217dd013feff051a99ee54e0efdfd8a3f5a500cf05b0a2ea84a2e16c34f2225190115385a1a3c11d4d91573445e7d', x'0d000000361ab1bee57f1183c23aecc6df73d0c0926a576f3debc6e34e42c526fec580ec14da9141f108ecee33c217dd013feff051a99ee54e0efdfd8a3f5a500cf05b0a3270a108e1887b0e2ea84a2e16c34f22cdcaab6871dacb3425190115385a1a3c11d4d91573445e7d78dafbcdb08859989591898bb9966d118b01b318532ddb77c62f6c2dac0c7010c3eec43a8f398e29869d81e109bb139b2f831c633fe33c86f70cff1873197f332c01d2b3199499363122f47c6092642a64fc04a41918d498eb99005ebb1590', x'78018dd0bd0ac2301000e057099933b4eaa29b08eaa088082e52cad1267ab4bd9334222a7d77af2a5a27cd76b9bf2fd9ed34a4791a4769a44ddfdc344165f5484fd95bdc935a22611dfc45b153930396561bed4e65f9a3a440caa584fd1e08af1090491a333e91cc92c464be90b8b659602fe16cb595b0b06daa05a86ea3722f4bd5b1640f4b9398b73fd666f0f18f09d486037fb89d9b97ee687dfd8f8b9dc3acfd946f88f532fc8c05e61040b2eb6124a7f7fd90e70e050475ab6992e40e8ec87858', x'85c5f3c8cec4302f');
INSERT OR REPLACE INTO assembled_reports ("document", "id", "earliest", "latest", "told", "first", "last", "bands", "shares", "own_days", "blocks", "terms", "parties", "digest") VALUES (3, 'd_11', NULL, NULL, 3, NULL, NULL, x'3a94e7191ba52982abb17f18d4d90e89082134e0cb21a98e2bebc0bcb94e0391907feaf2f258da92d52434046bf6fd95867a03657eb66e99c02378abdf218a9ed1c8cac6f02cd7a23057333e20c4b2a6d1eaf754f0989fa73316d260a87d5ea80b6a9f4b30e6b8b6fe7f8354c05154b827a9c624938689bd5b60819f2d5e21be2ff1ec31f3602bbf0aaddf2c7b3607c3cea0e207a08edcca9a29556fe76418ccbbf1a6438eecf2ccfa52a855a1a139cdd23f658597708fcf73cd887b5c2504d1dde935961ba7fed1652aef61dcf986d4196a9353bec263e3035f6e32bfe2aae4dc0a361267b160e63c3e6e7c7b6c08e73b69ab68fefc86e8671168aa0a7663ed9eb563aeb7a716efa06bac48e01062f07c504c4522a916f5ee98e9745b4b1ff9f512b3ac606373fcd686eb0026f98afee53b58acb2a0d002324a59d24a26d102f80d421df1b10f04f49dea34f5166a06a6ae028ec5c98611fa3b5cd8bdcef912853a1f15c70872136cc2cecd379cae1402760814ce50e21bd3b7702d98f3031eb6fbfcbbc505ca1f7eaa14a982a3d42106fcb65d9f77832310691a55fc6da524884e5b9df9988c25459eab3b508aa2327b7b9b619849c332a740ad268d65153353333e7fc6be19386bf6d2ffb71c813e243ba36c083000424200cd0376ec9a42f8278d152727b3460673b880d543de467072e0503d1a5f480d9ad0b7ee9bf04851fc86cac19ee34f9651375f59153e59fb7e9217aa85625cce5b301096c4995ca43507e7a7f6225da0f0883de0e1106755ff4436df31d16ae3f9ccf8d4db426cf40f862c020da46f5beb873af74f3970ff36d23b3c52c5719474c0185dc7d773afb9598a47095e77568b87ae3484c979d5b5a82c6a43447cbbe3a3191f280e7e', x'f1304e3df91b3093832400b3f1b5689bce2e962ae4aa18c04c3be3958e74cec73da11dbc55a617dcdf6fa8a6f1064af9e0658a4f51ca744be798a405163d6d4e1bb8ba0ef622f552e52c9444ecac2063c7acc9ea9d99af731e0c0a1205a2b975', x'ab10a3b05afe2483be702dd584fa596a', x'c23aecc6df73d0c065400e03f9985bc68a3f5a500cf05b0a2ea84a2e16c34f22a6cdfb0fda817b2c25190115385a1a3cbac54c4b2ed9d5442310b33d1c391d6911d4d91573445e7d004b543b6b16077e', x'0e00000032a642a9477bf895c23aecc6df73d0c065400e03f9985bc64e42c526fec580ec8a3f5a500cf05b0a2ea84a2e16c34f22a6cdfb0fda817b2ccdcaab6871dacb34465371bf29b6a33625190115385a1a3cbac54c4b2ed9d5442310b33d1c391d6911d4d91573445e7d004b543b6b16077e78da7367bcc4e4c9d4c758c9d4c611c6d4c628c094c67a977929ab037b160b0314dc66bac6096159b1313034b3c5723030e4337c6338ced0ce7083e139d3198656862d0cd7180318df30563031c04114e30aa8199f81a2a2ccdf981918000b15159a', x'78016d8e3d0bc2301086ff4ab839432b3ae8260e3a0822824b29e548af1a9a2625499122fdef5e8b1f1dcc74ef3de49e37cb008bb248d32201b9924fb0d8106c6077d7864042d519338bb5b62547e53a1b7dcffc33f18fc391734d3df3f188680d2a126a3a34e4f22b4a412e7fa2ad457171d1fd5cb3cd5bd7920fcefeb10552d17916ee4f57c6aeaab41adb57ce93be59d168ab4324cfeca16b5d6244a6e775c26fc1cb79dbc921d06218db0c79fe0246a05887', x'9a06f32a4ea09023');
INSERT OR REPLACE INTO assembled_reports ("document", "id", "earliest", "latest", "told", "first", "last", "bands", "shares", "own_days", "blocks", "terms", "parties", "digest") VALUES (4, 'd_12', NULL, NULL, 3, NULL, NULL, x'3a94e7191ba52982abb17f18d4d90e89082134e0cb21a98e2bebc0bcb94e0391907feaf2f258da92d52434046bf6fd95867a03657eb66e99c02378abdf218a9ed1c8cac6f02cd7a23057333e20c4b2a6d1eaf754f0989fa73316d260a87d5ea80b6a9f4b30e6b8b6fe7f8354c05154b827a9c624938689bd5b60819f2d5e21be2ff1ec31f3602bbf0aaddf2c7b3607c3cea0e207a08edcca9a29556fe76418ccbbf1a6438eecf2ccfa52a855a1a139cdd23f658597708fcf73cd887b5c2504d1dde935961ba7fed1652aef61dcf986d4196a9353bec263e3035f6e32bfe2aae4dc0a361267b160e63c3e6e7c7b6c08e73b69ab68fefc86e8671168aa0a7663ed9eb563aeb7a716efa06bac48e01062f07c504c4522a916f5ee98e9745b4b1ff9f512b3ac606373fcd686eb0026f98afee53b58acb2a0d002324a59d24a26d102f80d421df1b10f04f49dea34f5166a06a6ae028ec5c98611fa3b5cd8bdcef912853a1f15c70872136cc2cecd379cae1402760814ce50e21bd3b7702d98f3031eb6fbfcbbc505ca1f7eaa14a982a3d42106fcb65d9f77832310691a55fc6da524884e5b9df9988c25459eab3b508aa2327b7b9b619849c332a740ad268d65153353333e7fc6be19386bf6d2ffb71c813e243ba36c083000424200cd0376ec9a42f8278d152727b3460673b880d543de467072e0503d1a5f480d9ad0b7ee9bf04851fc86cac19ee34f9651375f59153e59fb7e9217aa85625cce5b301096c4995ca43507e7a7f6225da0f0883de0e1106755ff4436df31d16ae3f9ccf8d4db426cf40f862c020da46f5beb873af74f3970ff36d23b3c52c5719474c0185dc7d773afb9598a47095e77568b87ae3484c979d5b5a82c6a43447cbbe3a3191f280e7e', x'f1304e3df91b3093832400b3f1b5689bce2e962ae4aa18c04c3be3958e74cec73da11dbc55a617dcdf6fa8a6f1064af9e0658a4f51ca744be798a405163d6d4e1bb8ba0ef622f552e52c9444ecac2063c7acc9ea9d99af731e0c0a1205a2b975', x'ab10a3b05afe2483be702dd584fa596a', x'c23aecc6df73d0c065400e03f9985bc68a3f5a500cf05b0a2ea84a2e16c34f22a6cdfb0fda817b2c25190115385a1a3cbac54c4b2ed9d5442310b33d1c391d6911d4d91573445e7d004b543b6b16077e', x'0e00000032a642a9477bf895c23aecc6df73d0c065400e03f9985bc64e42c526fec580ec8a3f5a500cf05b0a2ea84a2e16c34f22a6cdfb0fda817b2ccdcaab6871dacb34465371bf29b6a33625190115385a1a3cbac54c4b2ed9d5442310b33d1c391d6911d4d91573445e7d004b543b6b16077e78da7367bcc4e4c9d4c758c9d4c611c6d4c628c094c67a977929ab037b160b0314dc66bac6096159b1313034b3c5723030e4337c6338ced0ce7083e139d3198656862d0cd7180318df30563031c04114e30aa8199f81a2a2ccdf981918000b15159a', x'78016d8eb10ac23010865f2564ced0161d7413071d0411c1a59472a4891e4d9392a44891bebbd7a2b68399eebf8fdcf7e73987b22ad3ac4cb8588b17b7d028bee5fb071ac505d79d318b58a3ad284ad7d9e87be2df897e1c4f946bd5131f8fb0d680544c4e878642fc442917ab59b4b3c0ae2ebad9b5d87c74adf2c1d93fb6a064749e8487f38db0d31ae5d85e3baff06e59831643549ed8136bac2002d1cb26a197d172d9767230b010c6364351bc01485d5889', x'49ae303d7ec8d9a5');
INSERT OR REPLACE INTO assembled_reports ("document", "id", "earliest", "latest", "told", "first", "last", "bands", "shares", "own_days", "blocks", "terms", "parties", "digest") VALUES (5, 'd_13', 738615, 738615, 5, 738615, 738615, x'9d629eeb35bba383e8884839d2ba7386efc603acd6599886c94a5204c9b77088a711d7e950a78e896547129abe837b8e3b251cde61507292b190a7ad4fd7ad95e1b3df638274449b3e22574623e36d9c688434e5aee57da415af9e6471116ba7aa54f6df094f03a873d0cccc527d2fabe1fd0fe172f875b09647f01323c798b0af2fe6d4150fe3b32c41e285ed4590b780447adc99b4fabefb414e564a1437c16b4e3b2b1e28c4c16cf82412bbbc25c6438bd6c5bd7656c6fe40787b96c428c78b254cae22f9d7c7c9dbabf8c68ea9c91d4a31c2f5f884d69a4260ee9bcdb2daa01ee31450013ce10f3b66c2eaed97e36e71d6545b87ade3eb012921042c38e4807ed138686f7bf0daf880077c60caf188720658524af3f2d96e6481816f79f5cf2da8c6aabe64f6b7739f9b553fb2f73ae60616d1c6ebf70460f58c0d5c89f8a08548da639b7e07b695f7c32871c5145be4cb14b844e0159d8fd7091e23cf169c81712d0bed04183d04960efde9171c1cd948e2f9e0921c6d43876cb27da521720858034433fc25f969b11f1c5f2b2848dd2cf7380348281dbaf4f06dbe7a2b6c6c1c6f4f87d3324ba08be97c0ceb37bf972d62ddd540403b3b016f489ce742eee126669a693d43465f38c552d9824580220e295af44f474a4896a9139b7749660e417a887d9d503bf4ad3a3ca935529fcbbf5786dfa852bd7736d4f960ce537a7456f5026cd1571c2e2f9491d0765bcb18568a10e7e25dfc4ac839144b6d5eacacb27af3ecc2648d78b1ef3a3be464ad4a8330bbeac267f940c4fc6f637c6b781e0c7837a00b70c0054be5c3468571f5d7c37808d0807380bdc8670883db749bc19a2475918d7559add18bbb7a1c765e9a54930cc0237b525d9b8f39c70d7c', x'f1304e3df91b3093fa78e5e7296c2b95235e69a85a32ad98832400b3f1b5689b3af952a9e77d30a27cd29ce2fa5031b5ce2e962ae4aa18c04c3be3958e74cec765ed104fa78fd1e0bab04fdc6bff4becf1d9c4532212f6f6df6fa8a6f1064af975e54e0191cd8b1b644d0609a92a3b2fe798a405163d6d4e0d8996d0c58fd5555a7e4e0c8bb9ee559644490178c45c70c7acc9ea9d99af7356e3b859843da976', x'', x'c23aecc6df73d0c065400e03f9985bc6f1de417a4f48dde030ddc88f962ba126a6cdfb0fda817b2ccdcaab6871dacb34465371bf29b6a33625190115385a1a3cbac54c4b2ed9d54411d4d91573445e7d', x'0b00000032a642a9477bf895c23aecc6df73d0c065400e03f9985bc6f1de417a4f48dde030ddc88f962ba126a6cdfb0fda817b2ccdcaab6871dacb34465371bf29b6a33625190115385a1a3cbac54c4b2ed9d54411d4d91573445e7d78da73603cc864cd14c411c4e1c154cbc8cce4ca7a9459989d010c7839793921acddac0c0c9bd98b18fe309c61f8c9f493e9224307c30e86478c918ced4c1015335866b040582f81222f9801b5ea10aa', x'7801754f4d0bc2300cfd2b25e71e3615416f22a207c12ff032c6086b2b655b2b6d8788ecbf9b30502fe694bc97f7f252148095aaf26995819ccb1738ec342ce188412b1d4142639d22e0ae43f48ee6daf72e8527ef6ccecc6beeb14e3e0836121fbfa1941ff71ce4ecebbe72282e3e79929bbe6d49ff83fc3fb8deed491135df22cdf670a5d11b636b8e6c7cd0f6e644679d8d4907e21eb6b10a13127b5a64541302c7c0fca7189f12e830729aa12cdf3b255483', x'bc73744cfc083e2e');
INSERT OR REPLACE INTO assembled_reports ("document", "id", "earliest", "latest", "told", "first", "last", "bands", "shares", "own_days", "blocks", "terms", "parties", "digest") VALUES (6, 'd_14', 738606, 738606, 6, 738606, 738606, x'af9b53e4513757809a9fa6c84c260d84bc00c6e44159be86752dc1d3de3f18871829a2477bd23190a231a0fd5208ed96d799959611020b9780494a94cf3f7599d6acf529e1b0e19c3904c11142efc19dcaea8bc8d38488a09abb2c821e971da8a3e4341252b24eaa0a6a71c14cc390abf61c2b3e5e630bb0194f086c58ddceb12b405efdf58952b2df16c16a8b9e97b474273bbb093738b6d096623a131578b7963aa30ef2daddb852bedb46e94053bed6d7748e30a28fbe8d6f7dbb863f76c2742b4da8f7248cc220e3e38f780f84d14e8ebc31dfe00bd39fe1e3bcc86b64da25073b701f8971e050c1000c394ef5e2d6f587f6e7f4f4e307e845ca97c072e4bbff4a6c5148bce490a58682cafff6ed2bb282106d6e1bf39f5a8ad83dd89cf70940c0513f748bf89037c9603cafdbfe645ecade9361d7ff5432e4e3e90b3e02802ac28630073d0a685d26b486ee760bf7c33aa177baee0bdbcb83b22cedbd11ef1711272c48a0141b2259d0d11d6718c987ae91d80f79184d5ad1ccfd3e3d1a6f86887f2e7d471ce030b6746e72211df53241944796cd1f241bed6c6c5033206ee9bf5ce6a5b921a164bc31735b8523bf38ab042545952676dfcd8b664a59287ad40efb6b4b1a2c1ea204a07f446d2cadfbb77ae30d69354d6b1d073c2d7538efc84b710e0ac438bdd2cb88099f033a8d380cd5aebdfc3fd17d9461a40d9d4b99074bf9e77cca4c020eb3ab0b104a516bc8ee67c6dea85132319b011a910853e7bb99cdfe590f5ac503be129a90d55f782cb033e5a33567dbbcaf1ee7efa367bbecb001f530d268d17b42f162250f69bf5c5ddf66a8af6fb1cd87ee46baa976d3acf6575b20ee7b47ca00f8b8f4cf7c844bf2e13412087efca80a9285f1f17e', x'f1304e3df91b3093491b53305b189b94832400b3f1b5689b065ab5a1b85e22a35253f1bdc8472fa73a6668fba38b50b95fd470c5c7be98bb42ac384f3b90cdc165ed104fa78fd1e069284de5db1a71e4d9c89f92e195acebb0f5b216068c8af93affa3d89cdfc5fa3739896d4138ec0dd7359b5ec5a2301a75e54e0191cd8b1bb7cbad9340080840a51cabd0a76e4c534254d807e738a670a93fdae1d1c93a7256e3b859843da976', x'9853052bd1a4b4849024ddec0b192bf0', x'0c06f1db2f8fa5c0c23aecc6df73d0c065400e03f9985bc6f1de417a4f48dde001f6fe904b57a5e314da9141f108ecee33c217dd013feff051a99ee54e0efdfd30ddc88f962ba126b5cb9715ebd7946e', x'0d0000000c06f1db2f8fa5c0c23aecc6df73d0c065400e03f9985bc6f1de417a4f48dde001f6fe904b57a5e314da9141f108ecee33c217dd013feff0e51974d217f610fd51a99ee54e0efdfd3270a108e1887b0e30ddc88f962ba126cdcaab6871dacb34b5cb9715ebd7946e78da5bc2728b2980693e473e533293386b34a31ad30f86f91cdd8c8cac0c60b09013446e00f2d298441941bce940361fe36d067de6670c0f191e3236309c668806f22631dc6484e8696701916b99181814199bc0bc854c002ebf135d', x'78017dce3d0f82301006e0bfd2dcdc41a289892bf163c0401c5c08210d1c78a1b4a485410dffdda2445013c77b7bd7f7896310699e7aab74017ccdefa0448db081a023cb226130470b1c8a4ecadfb42295bbb44163b5725b99ee546bae2e8ab627375bcc5a6ddce887911b2b1c9e8602f63a61d2b53463499ff0b7c503be9c2c3b6d904ac58ea4c8baff992e987f218913ecdfcaa8d4a6148a6ea2a52fab7f08e6d67d78feb4ce0f59315aea99257b5afa247900ed1e6de6', x'd811805b9b280f51');
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-9218746309567934259, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-9198822889018385489, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-9091168259914754400, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-9067534838916475846, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-9067534838916475846, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-9020917753663016040, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8996786490115419989, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8996786490115419989, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8961112993276468579, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8943330660264163804, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8931440374780092518, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8884294946618256488, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8884294946618256488, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8758451438238529304, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8748143497623386385, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8738071180901159356, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8737448087506255684, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8712143252880282251, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8679048207578494481, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8615184013170947383, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8570673535872159317, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8570673535872159317, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8559583185768572846, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8535758782775596637, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8534700277858102873, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8534015549939263631, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8476555721046321381, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8468129501486716610, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8419957567533032122, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8271110466896318805, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8179799443536459931, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8166959289736093432, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8166959289736093432, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8138854026065871094, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8091084981439431520, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8056426831464486632, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-8053588803572476182, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7997461953637192917, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7997461953637192917, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7922948508277464381, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7894158815558621893, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7864875998768365680, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7864875998768365680, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7840736193962692367, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7840736193962692367, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7840736193962692367, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7840736193962692367, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7840736193962692367, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7738564754774222007, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7738564754774222007, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7697940210819696390, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7669463767911379845, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7661230653871517519, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7645174047268879794, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7638678453458033451, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7638678453458033451, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7571386246004461150, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7562948874674529833, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7445239244019638749, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7390769284491543930, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7390769284491543930, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7388929452852754048, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7373660829038467283, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7262286281879441666, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7258548596044221471, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7248343550557936509, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7248343550557936509, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7248343550557936509, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7248343550557936509, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7174828890687856066, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7142233052914799402, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7079114072204966855, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7055881149833031703, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7022763424392666176, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-7022763424392666176, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6909861290825469566, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6879102385670853942, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6759764606751409862, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6712847306933483311, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6712847306933483311, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6691681949239125498, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6687746740252021270, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6680645035059154223, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6593861740068043672, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6434865274797467856, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6434865274797467856, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6399817617964444846, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6399817617964444846, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6382988868150448363, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6375150806958320260, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6368203190093485359, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6368203190093485359, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6340136946576763734, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6332739343724266598, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6321134927865587769, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6314471465394497997, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6314471465394497997, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6263249863369963703, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6212780708656535041, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6212253905971978911, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6174801973515852637, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6116546153041165048, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6111528374741708685, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6084148362147173878, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-6054578612720816317, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5966763541300210142, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5913144138864672360, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5896219418654276956, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5873786838627801138, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5788309395148332528, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5761402041869329162, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5731401778473206303, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5727667252313327970, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5721604373101918314, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5634322711954567399, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5615008885388529574, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5597259697257299925, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5518216463354814757, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5484523334766547025, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5477421255072791648, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5433700103770532129, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5390438240511798660, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5338969275992425390, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5318911683281025505, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5316438845175421068, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5280217467990349301, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5280217467990349301, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5254369952621963666, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5226404195235359024, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5219595081666641620, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5164412986193641474, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5164412986193641474, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5125700067715237226, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5093417642142177734, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5084949042886751602, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-5012734693318435231, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4955628270659180395, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4928980026936732577, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4796381357156894842, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4789148762196498137, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4789148762196498137, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4746408982229196709, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4746408982229196709, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4732367412775895470, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4715371955401467946, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4685233889403583360, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4671533590835826385, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4671533590835826385, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4670427873090724385, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4604742722042581298, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4604742722042581298, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4604742722042581298, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4565085211553888756, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4563628561478437080, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4553011818319299902, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4553011818319299902, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4553011818319299902, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4553011818319299902, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4524124991162269189, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4512628465478468399, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4484415218914734485, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4481767469757191102, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4481767469757191102, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4479072317351062892, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4434286935195947123, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4428123687512888460, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4393483008814895862, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4393483008814895862, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4214748653743456679, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4168718368412206996, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4155003048762635453, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4153558036053606299, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4153558036053606299, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4153558036053606299, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4108900747546748415, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4108654276947916122, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4095807710497849090, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4053333969667188798, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4049170859210622132, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4049170859210622132, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4049170859210622132, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4049170859210622132, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-4046491812820671093, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3962822847192151752, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3915441415795254327, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3902202663283069936, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3883726948474711596, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3829028765193559858, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3829028765193559858, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3822969548355680342, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3814753897168814033, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3776558075422958169, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3740128545363121766, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3740128545363121766, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3678617849843748421, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3678617849843748421, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3658715507962916102, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3658715507962916102, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3624692682960236397, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3490447390108467246, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3490447390108467246, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3463782254249097365, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3436915070771091081, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3385539940735988365, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3385539940735988365, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3373358619997091488, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3349535212372237536, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3315028538772035107, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3315028538772035107, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3279204422797035113, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3239248257746170290, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3145777110946133010, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3132541765858416027, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3132541765858416027, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-3092760908944905712, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2988990518258480611, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2962894918782066784, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2910515995693646194, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2718472565636686527, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2709922565863513697, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2694269544339756142, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2687859957983853926, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2686693106176616556, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2619147938710165428, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2587416573742571203, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2587416573742571203, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2587416573742571203, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2543147113150785297, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2504591834431850331, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2417134533291665327, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2315633749825963414, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2273885568725481691, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2246856790332347035, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2246856790332347035, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2243557533169885455, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2243557533169885455, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2225971582597676266, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2216895473113686368, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2092680444922248880, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2077613177930076499, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2061590081703810535, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2061590081703810535, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2046905913076991217, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2043130873875859967, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2040826229793853074, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2033679532617667950, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2020721055671781930, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2019517196716484930, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2008158527099093066, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-2001801638118358549, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1985776428946478999, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1985312727550793721, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1969512576208445693, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1969512576208445693, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1964615822893973573, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1907997991339883473, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1846280790976623908, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1846280790976623908, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1799068773510136260, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1799068773510136260, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1777668422603486283, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1691386440423085765, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1691386440423085765, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1675944584588096129, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1631050104241528377, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1581049222773900205, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1548330810283247221, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1464630982742128423, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1419760418782465862, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1404905388376767922, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1386058367486060188, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1383243199709791118, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1360562061511179142, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1341098475845578393, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1341098475845578393, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1299570197211470448, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1250895458208214232, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1230598765898769900, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1230598765898769900, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1218602241810516578, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1218602241810516578, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1215760471336555372, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1213745024943275752, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1140790541599038320, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1125318401411224672, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1125318401411224672, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1118177589050900864, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1085579707936161229, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1085579707936161229, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1070814913385048428, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1031715877152064778, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-1023899879455262502, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-940326179665710456, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-929027483414384085, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-858338201010325207, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-786255120272961412, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-786255120272961412, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-758452460222910759, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-692218802021585457, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-651313157464860175, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-608294666781994323, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-604370489836938593, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-598346163571166281, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-582153125494331846, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-537797467224842236, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-537207915237326839, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-495594577811891986, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-495594577811891986, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-483566375035965473, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-483566375035965473, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-483566375035965473, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-465405653700905552, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-465405653700905552, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-376649129073049798, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-255751486964559115, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-255751486964559115, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-144943880983369391, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-144943880983369391, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-104997699670276394, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-104997699670276394, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-82279494319523952, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-28722804867124280, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (-11433186319245724, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (66757409041881676, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (161579735810585172, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (202838672487758821, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (202838672487758821, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (202985561006885426, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (202985561006885426, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (292648149938474488, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (292648149938474488, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (371448057780328412, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (454069199326346435, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (462207154169486836, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (462207154169486836, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (463219106861613332, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (540039858497291680, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (737753818959325824, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (746454098938314634, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (746454098938314634, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (826109843984506216, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (859829601843201015, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1003238670658517303, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1057298371333320545, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1166632733805871103, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1262918595852283558, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1262918595852283558, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1276122466447296112, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1278438645472414683, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1315869114609434109, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1360255664666252796, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1367351276657720314, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1367351276657720314, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1401192085211527813, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1401192085211527813, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1402365026270690693, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1461843841884562794, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1486267231503456239, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1490300290196226668, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1490300290196226668, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1496726871070971318, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1519969494523099680, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1526658247509501676, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1576335426993251419, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1613378499434016118, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1643571000934633373, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1730768789079949724, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1735379528392784255, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1758406966492340763, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1763458151923746761, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1887187212447725015, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1890736678349396557, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1948003910869552590, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1984906083462735221, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1984906083462735221, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (1991853972280264623, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2009257229790246402, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2009257229790246402, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2024343830607037501, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2037734995070060143, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2058955343509641500, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2099084720061427936, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2118160807771150956, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2130504750872622118, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2162840080990910419, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2162840080990910419, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2166751557050253010, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2244158291604092874, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2290649707291933622, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2290649707291933622, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2291653019575595765, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2320286659640105764, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2343369084037557847, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2424482179687334765, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2430155882760235374, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2437753079892060798, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2437753079892060798, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2472409220483033134, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2472409220483033134, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2559020539632352262, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2559020539632352262, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2559552513543791777, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2594059631840074664, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2604971255459052277, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2640637687049644304, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2640637687049644304, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2705705673997110920, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2705705673997110920, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2737119040741312626, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2752783223980042103, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2780204370265585855, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2783553970349071664, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2783553970349071664, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2805527688873923694, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2824503499731747958, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2894511759911119353, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2902573503040249160, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2907436838737010550, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (2968031905846122287, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3015556473971152582, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3082399758597541646, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3131065502507539077, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3133025870192884253, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3177935414208943226, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3201290225066484254, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3205298333375253926, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3205298333375253926, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3225174033571962024, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3311340724079124562, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3403360848897789284, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3637482232907187770, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3648630725326642757, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3648630725326642757, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3657848241176411003, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3657848241176411003, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3662419697218645100, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3680959927358931111, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3680959927358931111, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3711726422631903253, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3764042896746250673, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3781048360984169220, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3804374490866764493, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3827023970784013864, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3848622627232414637, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3870263005615082553, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3899727099317822746, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3905736109297271911, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (3937190789673734982, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4029328022246760523, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4042471900289315667, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4042471900289315667, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4068207574239767373, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4090405418705864943, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4135004385833244294, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4162689529488746619, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4169201656251693010, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4180359742428533437, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4205759234338101055, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4220054407750154399, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4220821204087241742, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4269134991508127984, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4330873188587215141, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4330873188587215141, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4330873188587215141, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4330873188587215141, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4503912678943815275, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4503912678943815275, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4600491137664288151, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4610768677116852365, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4613946891689642935, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4629935563748513727, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4755854019243752228, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4755854019243752228, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4799408344530747458, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4799408344530747458, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4820993761037335355, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4845144885980226030, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4848046185101529491, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4870864439732704480, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4947353264196284559, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4960109357473514938, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (4960109357473514938, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5008804685108764486, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5094458652304943096, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5094458652304943096, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5106593611751387910, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5106593611751387910, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5138594367926051456, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5153849636380793159, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5189218962946814357, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5205793335352854579, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5214915744170537584, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5214915744170537584, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5217389744878860480, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5255872214729792013, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5255872214729792013, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5293870395749189706, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5437193100718663136, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5437193100718663136, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5438675120644177850, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5445941591491357242, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5448526123851087313, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5533372427939809177, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5546564695674774295, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5651240272213088487, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5651240272213088487, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5651240272213088487, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5651240272213088487, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5651240272213088487, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5687368213093910183, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5756619303873346641, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5756619303873346641, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5808937119497916006, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5842061208313885316, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5857511907660074498, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5884197856888146027, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5923826961023366203, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5950354590309672036, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5956256275288279967, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5957098454989030596, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5977722520608618523, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5977722520608618523, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (5983191645843829042, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6002294070417497253, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6038870776473876413, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6185007743034099981, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6192090544539074138, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6273469666434237217, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6327957711394075770, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6346618581884215550, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6430600791525380502, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6430600791525380502, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6483109389535553018, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6489504538970143719, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6512229198591037109, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6520976685168286236, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6571026039829416804, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6590684428378254876, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6601934918914583944, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6657030164793425659, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6657030164793425659, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6672580471721843662, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6672580471721843662, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6711197595731441060, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6711197595731441060, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6715632710509249993, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6726250852619041380, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6765223648490297547, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6804177162267544316, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6818102201516497520, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6850256668263440325, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6905584595056329669, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6960143595271880925, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (6982162278167769333, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7003070022751337502, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7142899139772427493, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7142899139772427493, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7142899139772427493, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7183260557670746719, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7260626079754398892, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7270000822798350477, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7332394948181279537, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7413043563301683841, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7426684138755256480, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7426684138755256480, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7437030564482264184, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7468076383041731803, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7476796421082139309, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7509368399532807436, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7535432111262410015, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7553153353907236027, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7570310605517781969, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7574272941764055075, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7636737545361793218, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7663431689366761662, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7663431689366761662, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7663431689366761662, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7696988072910847829, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7696988072910847829, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7745174791803650297, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7801039212312852963, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7801039212312852963, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7842700415096875543, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (7968231045404806069, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8044569137378627572, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8044569137378627572, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8047836218921934015, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8073722917089451640, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8086582529177938779, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8086582529177938779, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8096562249802007702, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8117237943302116418, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8132802265248717823, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8180022105367840192, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8198049115353003775, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8198049115353003775, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8231113172247527337, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8250591751362031334, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8304733301042343774, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8322880846185093109, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8325227841897074006, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8336050338814078151, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8336050338814078151, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8336050338814078151, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8336050338814078151, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8340041881232867306, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8347359637015655572, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8347359637015655572, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8362697736061631411, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8420468000423460224, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8455370935652304420, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8470586406465094043, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8482989515790224414, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8482989515790224414, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8482989515790224414, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8510812341746642265, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8529054962122217275, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8550433006189863766, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8550433006189863766, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8550570181351951793, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8601322541192690095, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8601322541192690095, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8676638973236753095, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8705904396305722806, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8739321166386233275, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8775690710709406550, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8775690710709406550, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8799338657177626451, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8862142987657380654, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8867655976463524331, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8873146851093944926, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8930110687812168915, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8939019885436689746, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8954356082414237141, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8954356082414237141, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8966232174711435924, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (8993676056154131015, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (9015784403873901883, 738953, 1);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (9033733163630318609, 0, 2);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (9033733163630318609, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (9033733163630318609, 738615, 5);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (9081251823428586240, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (9081528666930957188, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (9083241612492137403, 0, 3);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (9083241612492137403, 0, 4);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (9147357874149304572, 738606, 6);
INSERT OR REPLACE INTO assembly_keys ("key", "day", "document") VALUES (9171359579624831026, 738953, 1);
INSERT OR REPLACE INTO copy_pairs ("a", "b") VALUES (3, 4);
INSERT OR REPLACE INTO copy_pairs ("a", "b") VALUES (4, 3);
INSERT OR REPLACE INTO story_pairs ("a", "b", "score", "likeness") VALUES (2, 3, 4000, -1);
INSERT OR REPLACE INTO story_pairs ("a", "b", "score", "likeness") VALUES (2, 5, 78, -1);
INSERT OR REPLACE INTO story_pairs ("a", "b", "score", "likeness") VALUES (2, 6, -1040, -1);
INSERT OR REPLACE INTO story_pairs ("a", "b", "score", "likeness") VALUES (3, 2, 4000, -1);
INSERT OR REPLACE INTO story_pairs ("a", "b", "score", "likeness") VALUES (3, 5, 1543, -1);
INSERT OR REPLACE INTO story_pairs ("a", "b", "score", "likeness") VALUES (5, 2, 78, -1);
INSERT OR REPLACE INTO story_pairs ("a", "b", "score", "likeness") VALUES (5, 3, 1543, -1);
INSERT OR REPLACE INTO story_pairs ("a", "b", "score", "likeness") VALUES (5, 6, 2839, 3420);
INSERT OR REPLACE INTO story_pairs ("a", "b", "score", "likeness") VALUES (6, 2, -1040, -1);
INSERT OR REPLACE INTO story_pairs ("a", "b", "score", "likeness") VALUES (6, 5, 2839, 3420);
INSERT OR REPLACE INTO event_pairs ("a", "b", "score", "one_side") VALUES (3145728, 4194304, 3994, 1);
INSERT OR REPLACE INTO event_pairs ("a", "b", "score", "one_side") VALUES (4194304, 3145728, 3994, 1);
INSERT OR REPLACE INTO units ("kind", "node", "unit") VALUES ('happenings', 3145728, 3145728);
INSERT OR REPLACE INTO units ("kind", "node", "unit") VALUES ('happenings', 4194304, 3145728);
INSERT OR REPLACE INTO units ("kind", "node", "unit") VALUES ('stories', 2, 2);
INSERT OR REPLACE INTO units ("kind", "node", "unit") VALUES ('stories', 3, 2);
INSERT OR REPLACE INTO units ("kind", "node", "unit") VALUES ('stories', 5, 2);
INSERT OR REPLACE INTO units ("kind", "node", "unit") VALUES ('stories', 6, 2);
INSERT OR REPLACE INTO namesakes ("number", "key", "wikidata", "country", "entity", "tally") VALUES (1, 'name person anakovak', 'Q1', 'HRV', 'n_15d55db198d62434', '{"country":{"HRV":1},"full":{"Ana Kovač":1},"key":{"name person anakovak":1},"kind":{"person":1},"name":{"Ana Kovač":1},"office":{"foreign minister":1},"sector":{"GOV":1},"wikidata":{"Q1":1}}');
INSERT OR REPLACE INTO namesakes ("number", "key", "wikidata", "country", "entity", "tally") VALUES (2, 'name organization european union', NULL, 'EUR', 'n_52fa38f274142d8a', '{"country":{"EUR":1},"full":{"European Union":1},"key":{"name organization european union":1},"kind":{"organization":1},"name":{"European Union":1},"office":{}}');
INSERT OR REPLACE INTO namesakes ("number", "key", "wikidata", "country", "entity", "tally") VALUES (3, 'name organization foreign ministry of chile', NULL, 'CHL', 'n_ccb18342ef23bcd6', '{"country":{"CHL":2},"full":{"Foreign Ministry of Chile":2},"key":{"name organization foreign ministry of chile":2},"kind":{"organization":2},"name":{"Foreign Ministry of Chile":2},"office":{},"sector":{"GOV":2}}');
INSERT OR REPLACE INTO namesakes ("number", "key", "wikidata", "country", "entity", "tally") VALUES (4, 'name person anasoto', 'Q900002', 'CHL', 'n_e1f6f8c9522b452a', '{"country":{"CHL":4},"full":{"Ana Soto":4},"key":{"name person anasoto":4},"kind":{"person":4},"name":{"Ana Soto":4},"office":{"foreign minister":4},"sector":{"GOV":4},"wikidata":{"Q900002":4}}');
INSERT OR REPLACE INTO namesakes ("number", "key", "wikidata", "country", "entity", "tally") VALUES (5, 'name place chile', NULL, 'CHL', 'n_aa759820cd6d59eb', '{"country":{"CHL":2},"full":{"Chile":2},"key":{"name place chile":2},"kind":{"country":2},"name":{"Chile":2},"office":{}}');
INSERT OR REPLACE INTO namesakes ("number", "key", "wikidata", "country", "entity", "tally") VALUES (6, 'actor d_13 a_d_13_0', NULL, 'PER', 'n_d46f1e61961b090c', '{"country":{"PER":1},"key":{"actor d_13 a_d_13_0":1},"kind":{"person":1},"name":{"Paredes":1},"office":{}}');
INSERT OR REPLACE INTO namesakes ("number", "key", "wikidata", "country", "entity", "tally") VALUES (7, 'name person luisparedes', NULL, 'PER', 'n_235ca5ba73c5caa1', '{"country":{"PER":1},"full":{"Luis Paredes":1},"key":{"name person luisparedes":1},"kind":{"person":1},"name":{"Luis Paredes":1},"office":{},"sector":{"COP":1}}');
INSERT OR REPLACE INTO entity_codes ("entity", "kind", "country", "actors") VALUES ('n_15d55db198d62434', 'person', 'HRV', 1);
INSERT OR REPLACE INTO entity_codes ("entity", "kind", "country", "actors") VALUES ('n_235ca5ba73c5caa1', 'person', 'PER', 1);
INSERT OR REPLACE INTO entity_codes ("entity", "kind", "country", "actors") VALUES ('n_52fa38f274142d8a', 'organization', 'EUR', 1);
INSERT OR REPLACE INTO entity_codes ("entity", "kind", "country", "actors") VALUES ('n_aa759820cd6d59eb', 'country', 'CHL', 2);
INSERT OR REPLACE INTO entity_codes ("entity", "kind", "country", "actors") VALUES ('n_ccb18342ef23bcd6', 'organization', 'CHL', 2);
INSERT OR REPLACE INTO entity_codes ("entity", "kind", "country", "actors") VALUES ('n_d46f1e61961b090c', 'person', 'PER', 1);
INSERT OR REPLACE INTO entity_codes ("entity", "kind", "country", "actors") VALUES ('n_e1f6f8c9522b452a', 'person', 'CHL', 4);
INSERT OR REPLACE INTO entity_words ("word", "kind", "country", "sector", "entity") VALUES ('foreign', 'person', 'HRV', 'GOV', 'n_15d55db198d62434');
INSERT OR REPLACE INTO entity_words ("word", "kind", "country", "sector", "entity") VALUES ('minister', 'person', 'HRV', 'GOV', 'n_15d55db198d62434');
INSERT OR REPLACE INTO entity_words ("word", "kind", "country", "sector", "entity") VALUES ('chile', 'organization', 'CHL', 'GOV', 'n_ccb18342ef23bcd6');
INSERT OR REPLACE INTO entity_words ("word", "kind", "country", "sector", "entity") VALUES ('foreign', 'organization', 'CHL', 'GOV', 'n_ccb18342ef23bcd6');
INSERT OR REPLACE INTO entity_words ("word", "kind", "country", "sector", "entity") VALUES ('ministry', 'organization', 'CHL', 'GOV', 'n_ccb18342ef23bcd6');
INSERT OR REPLACE INTO entity_words ("word", "kind", "country", "sector", "entity") VALUES ('foreign', 'person', 'CHL', 'GOV', 'n_e1f6f8c9522b452a');
INSERT OR REPLACE INTO entity_words ("word", "kind", "country", "sector", "entity") VALUES ('minister', 'person', 'CHL', 'GOV', 'n_e1f6f8c9522b452a');
INSERT OR REPLACE INTO due ("happening", "day") VALUES ('h_fd5bb457a08b7973', '2023-04-05');
INSERT OR REPLACE INTO due ("happening", "day") VALUES ('h_833bfdae1413d3f9', '2023-04-25');
INSERT OR REPLACE INTO due ("happening", "day") VALUES ('h_c296b37d0b0ddc99', '2024-03-11');
INSERT OR REPLACE INTO due ("happening", "day") VALUES ('h_927513f6a5373e44', '2024-04-30');
INSERT OR REPLACE INTO assembly_state ("name", "value") VALUES ('settings', 'ed3cdb4f7fb62f458b3a5399592b0fc6');
INSERT OR REPLACE INTO pairs ("left_event", "right_event", "score", "joined", "by_person", "seal") VALUES (3145728, 4194304, 3994, 1, 0, 2482085858);
INSERT OR REPLACE INTO happenings ("number", "id", "mode", "type", "status", "country", "earliest", "latest", "reports", "digest", "body") VALUES (1, 'h_c296b37d0b0ddc99', 'visit', 'CONSULT', 'planned', 'MLT', '2024-03-11', '2024-03-11', 1, x'8c20a503ff152ee1', x'78f94f6a3933ad96bd0e823014465fa571c7dcfe421fc0d1cdb839140a31118584c6c8c0bbdb606d51aa21c6b54bef85ef9cafde52059122a7a9861cb42ea45c60ada9a930d79ceb1ccb4c0bc2285b7d55938f12952e4b2cf561da2b5b29c6a830f6e42498683b8e144c44b82014f8d3477c2d9d92305bf3889460160696004d307e4b43388d746a6bb7b0156cebd374be58c9b3591f210ebd392b5a41ddfa19f6eb2b83ea5275066182cacbb5e92d58435c849fa5072f144314634adce534f39757758f4c132179fc0a90fd0fe5f863a6444d85d445a1537355c577b677c7126d6eeadc8e2faa8f5e5cf26717b0eb387f4717e6d84ee73a4411fe65f7c370070ae227a8');
INSERT OR REPLACE INTO happenings ("number", "id", "mode", "type", "status", "country", "earliest", "latest", "reports", "digest", "body") VALUES (2, 'h_03e0f4bb9b2065ba', NULL, 'AGREE', 'denied', 'MLT', '2024-03-01', '2024-03-08', 1, x'6b862e815c4bbb76', x'78f94f6a39339d963b1282301086af920bc86c5e680e6069e7d85124437c8c036480c2c6bbcbc448d024c8d06eb5d9ddefcb3f5a0aa88633534a2802395732145c5452b3061a2f860a77326c3bdecc490e3f47df4bdfdda4e28573b0bef4c2213c2714f8473b3c13ce3c98653ce21e0876ce3640870dff2cfd5ddd25f553eafaf6c734f0850e8eb383a91b05269e1f7969b52e51df4418f28d85bdac61284c1166082636efa0ce3477dd55b29ea7ea78d568ff9095b1592669a425c35e82580a1b089199765644f159f5fce2f90297590086');
INSERT OR REPLACE INTO happenings ("number", "id", "mode", "type", "status", "country", "earliest", "latest", "reports", "digest", "body") VALUES (3, 'h_927513f6a5373e44', NULL, 'SANCTION', 'conditional', 'MLT', '2024-04-01', '2024-04-30', 1, x'9d1cde43ef66017c', x'78f94f6a3933a5963b0ec2300c40af52756fe5f8d3cf0118d9105b86405bc15084440716ee4ea8faa549558494c94a14c7f27bf160a91c535154254628a592d9a94d9fa7042b435985292bc62233a15e8a4b4921529c549e15093271a89d26a2bceb2e4e87f63a1afbc9348d191f32898c6edab76a1ddd84922081f4869238ef24a5381687a660d11e1c815deaab3fda28f94d359f1ffc6682196ae8640d817bda1086825c6b3b4b94c1c3dcce9f7b5ce8d9242982cc3fd77826939f013c5cca60f734f5bd3dbec2e27ca3d7635beafe076bb0e46c9a98decadccab3f5eb0db9b20bee');
INSERT OR REPLACE INTO happenings ("number", "id", "mode", "type", "status", "country", "earliest", "latest", "reports", "digest", "body") VALUES (4, 'h_6bf11b90db2d560d', NULL, 'ASSAULT', 'occurred', 'PER', '2023-04-13', '2023-04-13', 1, x'b40cc96a05b123b9', x'78f94f6a39339596bb0ac32014865fa5644ff0766c7c838ea5bb8397483b157a590a79f70a35da6812cca8087af47cdf6fb414d70e632d90d5c4024776c9786b9a3246e39e32323842b5b1bc91a5b706ecb8eb8d00423403a21ab9282226427301c4ee3abdd5437d5215719cb4e4e363a6a508833792e820cae9d8c1829f302a1a83b688b598669d916617f2751e8530c52bfc276711b57c8289279aa01947b95773bf1a22b861a2849785fd44dcee79bdbf7278c359773bae1adbb33237ff79395c26aa36202ed6ae3ab0e6e52a380d4ce798fa1b2d18cdce266b91ddae5f8e5f39ad23ff');
INSERT OR REPLACE INTO happenings ("number", "id", "mode", "type", "status", "country", "earliest", "latest", "reports", "digest", "body") VALUES (5, 'h_833bfdae1413d3f9', NULL, 'CONSULT', 'planned', 'PER', '2023-04-25', '2023-04-25', 1, x'1ade9b81bd3cc66e', x'78f94f6a3933e595bd0e823014855f85b043686f5be8e8e6e060e2dca150481c94447131e1dd25115afb830a8e8eedd0f6f49ef31d4da902a06c94ac1141a0a0e1f3d4f23125654e7981b34a3145795dc6c2e7568d1ad61415a718978462198b208870319a0b8876d7f6262ff26e54e8b5c1d2501f169674180622f1946a38e5290df00921cf18906424c1d47186d90df4ab5d8530d52bbc36a757b58c8d7a59aef542dcf761f2cd53ee2941e776dc0864770a2fa216ed9cf08e6f5d9adad09c3f226f7396d1a1ed5adb9cde394eb277c7938cf6edb57bc7c46f26b920b72e2a11763f1dffe1a7af0bd00fb81c6ef358695e2682d45c295ff40f42b996bf');
INSERT OR REPLACE INTO happenings ("number", "id", "mode", "type", "status", "country", "earliest", "latest", "reports", "digest", "body") VALUES (6, 'h_fd5bb457a08b7973', NULL, 'CONSULT', 'planned', 'PER', '2023-04-05', NULL, 1, x'4620c214652492b8', x'78f94f6a39339d95bb0e832018465fc5b06b40eea35bf776650095a16934b1ede8bb97a48a22682f2b03f0c17fcee72d651b6a0ca15c4361b8e478df5ab1a61ac22c6a19920c1928610d54ecad165966452d6959ba634a0d545244184ec385859faecbf0bcba9ae9971cab95454dae42023579209c954481bca06401138e42381a0e9c4392430ab65425ba35ac4132572b59b76654b37cceca91cf4ac038a6adb76fb8f7d53db3d342825b3c9d877860ba04b84bf49fc94dfdf547ed559dcecefda30f0734da674377d535ed3d3bb583be35476a3cfacc6f18dfe3d6bd73046d70279524f8cfec6a7c01e974256f');
INSERT OR REPLACE INTO happenings ("number", "id", "mode", "type", "status", "country", "earliest", "latest", "reports", "digest", "body") VALUES (7, 'h_aebf6b5b5069e819', NULL, 'ASSAULT', 'occurred', 'PER', '2023-03-27', '2023-03-27', 1, x'e81ea645f0cb2056', x'78f94f6a3933ad96bd6ec32014855f05794f64b801e33952a746cad09501a89d1029418a9dd1ef1ed452b00dcd9fb25977303edc73bee34029d9a89629aa68c9ea86e33a47bcff3045806a4995ac40bb07890b91724b6b8539ac48d31250fa9b15220b22f0dec23898ebeb7c39b896b151c66812c9e41a6442a690070725bec4814ff5b2cc200aaf126fc0a28405a966e688d34cc54edb10fe1a16c6e599b42da75e3367413314c3209e25ddaf86905d3f48f34b983f10201cd8ed6d8f649fc97014fc12f292bddf45e0873d376677421b73329ddb2db22d5aefcdcf7fd3c8bdc98b67d1ff344789b6b6eb6f41f3913d3f106c0f8179aeddfd27a18e9f25b2f17ed76588e10a663a33ec');
DELETE FROM waiting;
