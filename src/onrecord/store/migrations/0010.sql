-- The assembly is brought up to date: what it keeps of reports, to find what a new one can touch.
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
INSERT INTO waiting (document) SELECT number FROM documents;
