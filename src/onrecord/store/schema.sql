-- The store: one SQLite file that keeps readings, one row a fact.
--
-- Tables and columns carry the names of the record (docs/record.md). What is a list or a
-- value of several parts in the record is JSON here (a span: {"start", "end", "text"}), read
-- with json_extract or ->>; actors, recipients, participants, mentions, figures and
-- sides are rows of their own. `position` is the fact's place in its layer. A fact's key is its
-- document and its id.

CREATE TABLE documents (
    number     INTEGER PRIMARY KEY,             -- the row of the full-text index
    id         TEXT NOT NULL UNIQUE,
    given_id   TEXT,
    url        TEXT,
    title      TEXT,
    section    TEXT,
    bylines    TEXT NOT NULL,
    publisher  TEXT,
    tags       TEXT NOT NULL,
    language   TEXT,
    text       TEXT NOT NULL,
    published  TEXT NOT NULL,
    updated    TEXT,
    reader     TEXT NOT NULL,                   -- version of onrecord that read it
    added      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    published_latest TEXT GENERATED ALWAYS AS (json_extract(published, '$.latest')) VIRTUAL
);
CREATE INDEX documents_by_date ON documents (published_latest);

CREATE VIRTUAL TABLE words USING fts5 (
    title, text, content = 'documents', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN
    INSERT INTO words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN
    INSERT INTO words (words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END;

CREATE TABLE times (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    text     TEXT NOT NULL,
    id       TEXT NOT NULL,
    type     TEXT NOT NULL,
    value    TEXT NOT NULL,
    mod      TEXT,
    earliest TEXT,
    latest   TEXT,
    basis    TEXT NOT NULL,
    PRIMARY KEY (document, id)
);

CREATE TABLE actors (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
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
    basis    TEXT NOT NULL,
    PRIMARY KEY (document, id)
);
CREATE INDEX actors_by_name ON actors (name);
CREATE INDEX actors_by_wikidata ON actors (wikidata) WHERE wikidata IS NOT NULL;
CREATE INDEX actors_by_country ON actors (country);

CREATE TABLE mentions (
    document TEXT NOT NULL,
    actor    TEXT NOT NULL,
    position INTEGER NOT NULL,
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    text     TEXT NOT NULL,
    form     TEXT NOT NULL,
    PRIMARY KEY (document, actor, position),
    FOREIGN KEY (document, actor) REFERENCES actors (document, id) ON DELETE CASCADE
);

CREATE TABLE places (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    text     TEXT NOT NULL,
    id       TEXT NOT NULL,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    country  TEXT,
    geonames INTEGER,
    lat      REAL,
    lon      REAL,
    basis    TEXT NOT NULL,
    PRIMARY KEY (document, id)
);

CREATE TABLE attributions (
    document  TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    id        TEXT NOT NULL,
    source    TEXT,
    cue       TEXT,
    content   TEXT NOT NULL,
    quotation TEXT NOT NULL,
    sourcing  TEXT NOT NULL,
    reason    TEXT,
    kind      TEXT NOT NULL,
    addressee TEXT,
    time      TEXT,
    polarity  TEXT NOT NULL,
    medium    TEXT,
    within    TEXT,
    basis     TEXT NOT NULL,
    source_actor TEXT GENERATED ALWAYS AS (json_extract(source, '$.actor')) VIRTUAL,
    PRIMARY KEY (document, id),
    FOREIGN KEY (document, addressee) REFERENCES actors (document, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, time) REFERENCES times (document, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, within) REFERENCES attributions (document, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX attributions_by_source ON attributions (document, source_actor);
CREATE INDEX attributions_by_addressee ON attributions (document, addressee);
CREATE INDEX attributions_by_time ON attributions (document, time);
CREATE INDEX attributions_by_within ON attributions (document, within);

CREATE TABLE events (
    document  TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    id        TEXT NOT NULL,
    type      TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    mode      TEXT,
    contexts  TEXT NOT NULL,
    plover    TEXT,
    cameo     TEXT,
    location  TEXT,
    time      TEXT,
    status    TEXT NOT NULL,
    certainty TEXT NOT NULL,
    condition TEXT,
    within    TEXT,
    evidence  TEXT NOT NULL,
    basis     TEXT NOT NULL,
    earliest  TEXT GENERATED ALWAYS AS (json_extract(time, '$.earliest')) VIRTUAL,
    latest    TEXT GENERATED ALWAYS AS (json_extract(time, '$.latest')) VIRTUAL,
    country   TEXT GENERATED ALWAYS AS (json_extract(location, '$.country')) VIRTUAL,
    PRIMARY KEY (document, id),
    FOREIGN KEY (document, within) REFERENCES attributions (document, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX events_by_type ON events (type, status);
CREATE INDEX events_by_date ON events (earliest, latest);
CREATE INDEX events_by_within ON events (document, within);

CREATE TABLE event_mentions (
    document TEXT NOT NULL,
    event    TEXT NOT NULL,
    position INTEGER NOT NULL,
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (document, event, position),
    FOREIGN KEY (document, event) REFERENCES events (document, id) ON DELETE CASCADE
);

CREATE TABLE event_figures (
    document TEXT NOT NULL,
    event    TEXT NOT NULL,
    position INTEGER NOT NULL,
    what     TEXT NOT NULL,
    low,                                        -- without a type: 12 stays whole, 12.5 a fraction
    high,
    unit     TEXT,
    span     TEXT NOT NULL,
    PRIMARY KEY (document, event, position),
    FOREIGN KEY (document, event) REFERENCES events (document, id) ON DELETE CASCADE
);
CREATE INDEX event_figures_by_number ON event_figures (what, low, high);

CREATE TABLE event_actors (
    document TEXT NOT NULL,
    event    TEXT NOT NULL,
    position INTEGER NOT NULL,
    actor    TEXT NOT NULL,
    PRIMARY KEY (document, event, position),
    FOREIGN KEY (document, event) REFERENCES events (document, id) ON DELETE CASCADE,
    FOREIGN KEY (document, actor) REFERENCES actors (document, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX event_actors_by_actor ON event_actors (document, actor);

CREATE TABLE event_recipients (
    document TEXT NOT NULL,
    event    TEXT NOT NULL,
    position INTEGER NOT NULL,
    actor    TEXT NOT NULL,
    PRIMARY KEY (document, event, position),
    FOREIGN KEY (document, event) REFERENCES events (document, id) ON DELETE CASCADE,
    FOREIGN KEY (document, actor) REFERENCES actors (document, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX event_recipients_by_actor ON event_recipients (document, actor);

CREATE TABLE agenda (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id       TEXT NOT NULL,
    kind     TEXT NOT NULL,
    summary  TEXT NOT NULL,
    event    TEXT,
    earliest TEXT,
    latest   TEXT,
    status   TEXT NOT NULL,
    condition TEXT,
    moved_from TEXT,
    location TEXT,
    within   TEXT,
    evidence TEXT NOT NULL,
    PRIMARY KEY (document, id),
    FOREIGN KEY (document, event) REFERENCES events (document, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX agenda_by_date ON agenda (earliest, latest);
CREATE INDEX agenda_by_event ON agenda (document, event);

CREATE TABLE agenda_participants (
    document TEXT NOT NULL,
    item     TEXT NOT NULL,
    position INTEGER NOT NULL,
    actor    TEXT NOT NULL,
    PRIMARY KEY (document, item, position),
    FOREIGN KEY (document, item) REFERENCES agenda (document, id) ON DELETE CASCADE,
    FOREIGN KEY (document, actor) REFERENCES actors (document, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX agenda_participants_by_actor ON agenda_participants (document, actor);

CREATE TABLE disagreements (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id       TEXT NOT NULL,
    about    TEXT NOT NULL,
    kind     TEXT NOT NULL DEFAULT 'contradiction',
    field    TEXT NOT NULL DEFAULT 'meaning',
    PRIMARY KEY (document, id)
);

CREATE TABLE sides (
    document     TEXT NOT NULL,
    disagreement TEXT NOT NULL,
    position     INTEGER NOT NULL,
    actor        TEXT,
    span         TEXT NOT NULL,
    attribution  TEXT,
    event        TEXT,
    PRIMARY KEY (document, disagreement, position),
    FOREIGN KEY (document, disagreement) REFERENCES disagreements (document, id) ON DELETE CASCADE,
    FOREIGN KEY (document, actor) REFERENCES actors (document, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, attribution) REFERENCES attributions (document, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, event) REFERENCES events (document, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX sides_by_actor ON sides (document, actor);
CREATE INDEX sides_by_attribution ON sides (document, attribution);
CREATE INDEX sides_by_event ON sides (document, event);

CREATE TABLE notes (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code     TEXT NOT NULL,
    message  TEXT NOT NULL,
    span     TEXT,
    PRIMARY KEY (document, position)
);
