-- What is known of feeds and of the pages that they link to: `.index.db` in the folder of the pages of a store.
-- Times that are compared are seconds since 1970 (REAL), times that people read UTC, 2026-02-03T08:30:00Z (TEXT).

CREATE TABLE IF NOT EXISTS feeds (
    url       TEXT PRIMARY KEY,
    due       REAL NOT NULL,
    etag      TEXT,
    modified  TEXT,
    asked     TEXT,
    succeeded TEXT,
    failures  INTEGER NOT NULL DEFAULT 0,       -- in a row
    since     TEXT,                             -- when it began to fail
    code      TEXT,
    message   TEXT,
    links     INTEGER NOT NULL DEFAULT 0        -- that it had at the last look
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS entries (
    url      TEXT PRIMARY KEY,
    feed     TEXT NOT NULL,                     -- the first that linked to it
    stamp    TEXT NOT NULL,                     -- when the feed says that it was last changed
    seen     TEXT NOT NULL,
    state    TEXT NOT NULL,                     -- waiting, kept, failed
    due      REAL NOT NULL,
    tries    INTEGER NOT NULL DEFAULT 0,
    etag     TEXT,
    modified TEXT,
    code     TEXT,
    message  TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entries_by_state ON entries (state, feed, due);

CREATE TABLE IF NOT EXISTS pages (              -- which are kept where
    number   INTEGER PRIMARY KEY,
    url      TEXT NOT NULL,
    at       TEXT NOT NULL,
    file     TEXT NOT NULL,
    offset   INTEGER NOT NULL,
    document TEXT
);
CREATE INDEX IF NOT EXISTS pages_by_document ON pages (document) WHERE document IS NOT NULL;
CREATE INDEX IF NOT EXISTS pages_by_url ON pages (url);
