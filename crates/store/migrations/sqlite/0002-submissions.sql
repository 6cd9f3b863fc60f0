CREATE TABLE submissions (
    case_id         TEXT NOT NULL REFERENCES cases (id),
    round           INTEGER NOT NULL,
    rulebook        TEXT NOT NULL,
    snapshot_sealed BLOB NOT NULL,
    submitted_by    TEXT NOT NULL,
    submitted_at    INTEGER NOT NULL,
    PRIMARY KEY (case_id, round)
) STRICT;

ALTER TABLE corrections ADD COLUMN reply_sealed BLOB;
