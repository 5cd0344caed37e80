-- An event has all its mentions, and figures, as rows of their own.
-- What was read before has one mention, its trigger, and no figures until it is read again.
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
    low,
    high,
    unit     TEXT,
    span     TEXT NOT NULL,
    PRIMARY KEY (document, event, position),
    FOREIGN KEY (document, event) REFERENCES events (document, id) ON DELETE CASCADE
);
CREATE INDEX event_figures_by_number ON event_figures (what, low, high);

INSERT INTO event_mentions (document, event, position, "start", "end", text)
SELECT document, id, 0,
       json_extract("trigger", '$.start'), json_extract("trigger", '$.end'), json_extract("trigger", '$.text')
  FROM events;
