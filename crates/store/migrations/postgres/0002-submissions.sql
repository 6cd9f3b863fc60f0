CREATE TABLE submissions (
    case_id         TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    round           BIGINT NOT NULL,
    rulebook        TEXT COLLATE "C" NOT NULL,
    snapshot_sealed BYTEA NOT NULL,
    submitted_by    TEXT COLLATE "C" NOT NULL,
    submitted_at    BIGINT NOT NULL,
    PRIMARY KEY (case_id, round)
);

ALTER TABLE corrections ADD COLUMN reply_sealed BYTEA;
