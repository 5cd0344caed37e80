-- A store of schema 7, as that version made it: its tables, and the rows of one reading.
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
INSERT INTO documents ("number", "id", "given_id", "url", "title", "section", "bylines", "publisher", "tags", "language", "text", "published", "updated", "reader", "added") VALUES (1, 'd_0', 'wire-7', 'https://news.example/kovac', 'Kovač to open talks in Valletta', 'World', '["Jo Field"]', 'The Example', '["Malta","talks"]', 'en', 'Foreign Minister Ana Kovač will fly to Valletta on Monday with at least 12 envoys, her office said 🛫.

“We never agreed to these talks,” an opposition spokesman told reporters. If they fail, Brussels may impose sanctions next month.', '{"value":"2024-03-08","earliest":"2024-03-08","latest":"2024-03-08","basis":"metadata","evidence":["meta"]}', NULL, '0.1.0', '2026-11-29T22:48:38Z');
INSERT INTO times ("document", "position", "start", "end", "text", "id", "type", "value", "mod", "earliest", "latest", "basis") VALUES ('d_0', 0, 51, 57, 'Monday', 't_0', 'DATE', '2024-03-11', NULL, '2024-03-11', '2024-03-11', '[{"rule":"weekday-by-tense","words":null,"table":"times_grammar.tsv","line":62,"score":null}]');
INSERT INTO times ("document", "position", "start", "end", "text", "id", "type", "value", "mod", "earliest", "latest", "basis") VALUES ('d_0', 1, 221, 231, 'next month', 't_1', 'DATE', '2024-04', NULL, '2024-04-01', '2024-04-30', '[]');
INSERT INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named", "basis") VALUES ('d_0', 0, 'a_0', 'Ana Kovač', 'person', 'HRV', 'GOV', NULL, 'foreign minister', 'Q1', 1, '[]');
INSERT INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named", "basis") VALUES ('d_0', 1, 'a_1', 'office of Ana Kovač', 'organization', NULL, NULL, NULL, NULL, NULL, 0, '[]');
INSERT INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named", "basis") VALUES ('d_0', 2, 'a_2', 'opposition spokesman', 'person', NULL, 'OPP', NULL, NULL, NULL, 0, '[]');
INSERT INTO actors ("document", "position", "id", "name", "kind", "country", "sector", "sector2", "office", "wikidata", "named", "basis") VALUES ('d_0', 3, 'a_3', 'European Union', 'organization', 'EUR', NULL, NULL, NULL, NULL, 1, '[]');
INSERT INTO mentions ("document", "actor", "position", "start", "end", "text", "form") VALUES ('d_0', 'a_0', 0, 0, 26, 'Foreign Minister Ana Kovač', 'name');
INSERT INTO mentions ("document", "actor", "position", "start", "end", "text", "form") VALUES ('d_0', 'a_1', 0, 83, 93, 'her office', 'nominal');
INSERT INTO mentions ("document", "actor", "position", "start", "end", "text", "form") VALUES ('d_0', 'a_2', 0, 137, 160, 'an opposition spokesman', 'nominal');
INSERT INTO mentions ("document", "actor", "position", "start", "end", "text", "form") VALUES ('d_0', 'a_3', 0, 191, 199, 'Brussels', 'name');
INSERT INTO places ("document", "position", "start", "end", "text", "id", "name", "kind", "country", "geonames", "lat", "lon", "basis") VALUES ('d_0', 0, 39, 47, 'Valletta', 'p_0', 'Valletta', 'city', 'MLT', 2562305, 35.9, 14.5, '[]');
INSERT INTO attributions ("document", "position", "id", "source", "cue", "content", "quotation", "sourcing", "reason", "kind", "addressee", "time", "polarity", "medium", "within", "basis") VALUES ('d_0', 0, 'q_0', '{"start":83,"end":93,"text":"her office","actor":"a_1"}', '{"start":94,"end":98,"text":"said"}', '[{"start":0,"end":57,"text":"Foreign Minister Ana Kovač will fly to Valletta on Monday"}]', 'indirect', 'unnamed', NULL, 'say', NULL, NULL, 'positive', NULL, NULL, '[]');
INSERT INTO attributions ("document", "position", "id", "source", "cue", "content", "quotation", "sourcing", "reason", "kind", "addressee", "time", "polarity", "medium", "within", "basis") VALUES ('d_0', 1, 'q_1', '{"start":137,"end":160,"text":"an opposition spokesman","actor":"a_2"}', '{"start":161,"end":165,"text":"told"}', '[{"start":104,"end":134,"text":"We never agreed to these talks"}]', 'direct', 'unnamed', NULL, 'deny', NULL, NULL, 'positive', NULL, NULL, '[{"rule":"cue-and-clause","words":"tell","table":"cues.tsv","line":216,"score":null}]');
INSERT INTO events ("document", "position", "id", "type", "trigger", "mode", "contexts", "plover", "cameo", "location", "time", "status", "certainty", "condition", "within", "evidence", "basis") VALUES ('d_0', 0, 'e_0', 'CONSULT', '{"start":32,"end":38,"text":"fly to"}', 'visit', '["diplomatic"]', '{"type":"AGREE","aux":["future"],"quad":1,"scale":2.5}', '042', '{"start":39,"end":47,"text":"Valletta","name":"Valletta","country":"MLT","geonames":2562305,"lat":35.9,"lon":14.5}', '{"earliest":"2024-03-11","latest":"2024-03-11","time":"t_0"}', 'planned', 'certain', NULL, 'q_0', '[{"start":0,"end":57,"text":"Foreign Minister Ana Kovač will fly to Valletta on Monday"},{"start":104,"end":134,"text":"We never agreed to these talks"}]', '[]');
INSERT INTO events ("document", "position", "id", "type", "trigger", "mode", "contexts", "plover", "cameo", "location", "time", "status", "certainty", "condition", "within", "evidence", "basis") VALUES ('d_0', 1, 'e_1', 'AGREE', '{"start":113,"end":122,"text":"agreed to"}', NULL, '[]', NULL, NULL, NULL, NULL, 'denied', 'certain', NULL, 'q_1', '[{"start":104,"end":134,"text":"We never agreed to these talks"}]', '[]');
INSERT INTO events ("document", "position", "id", "type", "trigger", "mode", "contexts", "plover", "cameo", "location", "time", "status", "certainty", "condition", "within", "evidence", "basis") VALUES ('d_0', 2, 'e_2', 'SANCTION', '{"start":204,"end":220,"text":"impose sanctions"}', NULL, '[]', NULL, NULL, NULL, '{"earliest":"2024-04-01","latest":"2024-04-30","time":"t_1"}', 'conditional', 'possible', '{"start":177,"end":189,"text":"If they fail"}', NULL, '[{"start":177,"end":232,"text":"If they fail, Brussels may impose sanctions next month."}]', '[]');
INSERT INTO event_mentions ("document", "event", "position", "start", "end", "text") VALUES ('d_0', 'e_0', 0, 32, 38, 'fly to');
INSERT INTO event_mentions ("document", "event", "position", "start", "end", "text") VALUES ('d_0', 'e_0', 1, 129, 134, 'talks');
INSERT INTO event_mentions ("document", "event", "position", "start", "end", "text") VALUES ('d_0', 'e_1', 0, 113, 122, 'agreed to');
INSERT INTO event_mentions ("document", "event", "position", "start", "end", "text") VALUES ('d_0', 'e_2', 0, 204, 220, 'impose sanctions');
INSERT INTO event_figures ("document", "event", "position", "what", "low", "high", "unit", "span") VALUES ('d_0', 'e_0', 0, 'participants', 12, NULL, NULL, '{"start":63,"end":81,"text":"at least 12 envoys"}');
INSERT INTO event_actors ("document", "event", "position", "actor") VALUES ('d_0', 'e_0', 0, 'a_0');
INSERT INTO event_actors ("document", "event", "position", "actor") VALUES ('d_0', 'e_2', 0, 'a_3');
INSERT INTO event_recipients ("document", "event", "position", "actor") VALUES ('d_0', 'e_2', 0, 'a_0');
INSERT INTO event_recipients ("document", "event", "position", "actor") VALUES ('d_0', 'e_2', 1, 'a_2');
INSERT INTO agenda ("document", "position", "id", "kind", "summary", "event", "earliest", "latest", "status", "condition", "moved_from", "location", "within", "evidence") VALUES ('d_0', 0, 'g_0', 'event', 'Ana Kovač flies to Valletta', 'e_0', '2024-03-11', '2024-03-11', 'planned', NULL, NULL, '{"start":39,"end":47,"text":"Valletta","name":"Valletta","country":"MLT","geonames":2562305,"lat":35.9,"lon":14.5}', NULL, '[{"start":32,"end":57,"text":"fly to Valletta on Monday"}]');
INSERT INTO agenda ("document", "position", "id", "kind", "summary", "event", "earliest", "latest", "status", "condition", "moved_from", "location", "within", "evidence") VALUES ('d_0', 1, 'g_1', 'event', 'European Union may impose sanctions', 'e_2', '2024-04-01', '2024-04-30', 'conditional', NULL, NULL, NULL, NULL, '[{"start":204,"end":231,"text":"impose sanctions next month"}]');
INSERT INTO agenda_participants ("document", "item", "position", "actor") VALUES ('d_0', 'g_0', 0, 'a_0');
INSERT INTO agenda_participants ("document", "item", "position", "actor") VALUES ('d_0', 'g_1', 0, 'a_3');
INSERT INTO disagreements ("document", "position", "id", "about", "kind", "field") VALUES ('d_0', 0, 'x_0', 'whether talks were agreed', 'contradiction', 'meaning');
INSERT INTO sides ("document", "disagreement", "position", "actor", "span", "attribution", "event") VALUES ('d_0', 'x_0', 0, 'a_1', '{"start":27,"end":47,"text":"will fly to Valletta"}', NULL, 'e_0');
INSERT INTO sides ("document", "disagreement", "position", "actor", "span", "attribution", "event") VALUES ('d_0', 'x_0', 1, 'a_2', '{"start":104,"end":119,"text":"We never agreed"}', 'q_1', NULL);
INSERT INTO notes ("document", "position", "code", "message", "span") VALUES ('d_0', 0, 'actor-open', 'It is open whose spokesman is meant.', '{"start":151,"end":160,"text":"spokesman"}');
INSERT INTO notes ("document", "position", "code", "message", "span") VALUES ('d_0', 1, 'no-map', 'No map was consulted.', NULL);
PRAGMA application_id = 1869509219;
PRAGMA user_version = 7;
