-- Pairs of events stand by their two reports, those of two reports in one cell.
CREATE TEMP TABLE event_pairs_12 AS SELECT a, b, score, one_side FROM event_pairs;
DROP TABLE event_pairs;
CREATE TABLE event_pairs (                      -- events that may be one happening, or plan and fulfilment: of two reports, both ways round
    a     INTEGER NOT NULL,                     -- documents
    b     INTEGER NOT NULL,
    cells BLOB NOT NULL,                        -- store/assembler/edges.py
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
INSERT INTO event_pairs (a, b, cells)
SELECT a >> 20, b >> 20, packed_rows(a & 1048575, b & 1048575, 2 * score + one_side) FROM event_pairs_12 GROUP BY 1, 2;
DROP TABLE event_pairs_12;
CREATE TEMP TABLE pairs_12 AS SELECT left_event, right_event, score, joined, by_person FROM pairs;
DROP TABLE pairs;
CREATE TABLE pairs (                            -- events that are one happening, or nearly, by their two reports: store/reasons.py
    left_report  INTEGER NOT NULL,              -- number of the document
    right_report INTEGER NOT NULL,
    many         INTEGER NOT NULL,              -- how many pairs
    cells        BLOB NOT NULL,
    seal         INTEGER NOT NULL,              -- checksum of the others
    PRIMARY KEY (left_report, right_report)
) WITHOUT ROWID;
CREATE INDEX pairs_by_right ON pairs (right_report);
INSERT INTO pairs (left_report, right_report, many, cells, seal)
SELECT left_report, right_report, many, cells, seal_of_row(left_report, right_report, many, cells)
  FROM (SELECT left_event >> 20 AS left_report, right_event >> 20 AS right_report, count(*) AS many,
               packed_rows(left_event & 1048575, right_event & 1048575, score, joined + 2 * by_person) AS cells
          FROM pairs_12 GROUP BY 1, 2);
DROP TABLE pairs_12;
