-- Of a pair of events its score is kept; the parts of the score are made again when they are asked for.
CREATE TEMP TABLE kept_pairs AS
SELECT left_event, right_event, unpacked(body) AS body FROM pairs WHERE left_event IS NOT NULL AND right_event IS NOT NULL;
DROP TABLE pairs;
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
INSERT INTO pairs (left_event, right_event, score, joined, by_person, seal)
SELECT left_event, right_event, score, joined, by_person, seal_of(left_event, right_event, score, joined, by_person)
  FROM (SELECT left_event, right_event, CAST(round(1000 * json_extract(body, '$.score')) AS INTEGER) AS score,
               json_extract(body, '$.joined') AS joined, json_extract(body, '$.by') = 'person' AS by_person
          FROM kept_pairs);
DROP TABLE kept_pairs;
