-- The store: one SQLite file that keeps readings, one row a fact of which something is asked.
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

CREATE TABLE layers (                           -- times, notes, mentions, who takes part in what: nothing is asked of them in SQL
    document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
    cell     BLOB NOT NULL                      -- JSON, compressed: store/layers.py
);

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
CREATE INDEX journal_by_page ON journal (id) WHERE what = 'page';

-- ---- the assembly: what many readings say together ----------------------------------------
-- `body` is the thing as JSON and `digest` its hash; the other columns are what is asked for.

CREATE TABLE copies (
    id     TEXT PRIMARY KEY,
    origin TEXT NOT NULL,
    digest BLOB NOT NULL,
    body   BLOB NOT NULL                        -- JSON, compressed: store/packed.py
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
    happening TEXT NOT NULL,
    overdue   INTEGER NOT NULL,
    digest    BLOB NOT NULL,
    body      BLOB NOT NULL                     -- JSON, compressed: store/packed.py
) WITHOUT ROWID;
CREATE INDEX plans_by_happening ON plans (happening);
CREATE INDEX plans_by_overdue ON plans (overdue, happening) WHERE overdue = 1;

CREATE TABLE reports_disagreements (
    id        TEXT PRIMARY KEY,
    happening TEXT NOT NULL,
    field     TEXT NOT NULL,
    digest    BLOB NOT NULL,
    body      BLOB NOT NULL                     -- JSON, compressed: store/packed.py
) WITHOUT ROWID;
CREATE INDEX reports_disagreements_by_happening ON reports_disagreements (happening);

CREATE TABLE updates (
    id        TEXT PRIMARY KEY,
    happening TEXT NOT NULL,
    digest    BLOB NOT NULL,
    body      BLOB NOT NULL                     -- JSON, compressed: store/packed.py
) WITHOUT ROWID;
CREATE INDEX updates_by_happening ON updates (happening);

CREATE TABLE pairs (                            -- events that are one happening, or nearly, by their two reports: store/reasons.py
    left_report  INTEGER NOT NULL,              -- number of the document
    right_report INTEGER NOT NULL,
    many         INTEGER NOT NULL,              -- how many pairs
    cells        BLOB NOT NULL,
    seal         INTEGER NOT NULL,              -- checksum of the others
    PRIMARY KEY (left_report, right_report)
) WITHOUT ROWID;
CREATE INDEX pairs_by_right ON pairs (right_report);

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
CREATE TABLE event_pairs (                      -- events that may be one happening, or plan and fulfilment: of two reports, both ways round
    a     INTEGER NOT NULL,                     -- documents
    b     INTEGER NOT NULL,
    cells BLOB NOT NULL,                        -- store/assembler/edges.py
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
