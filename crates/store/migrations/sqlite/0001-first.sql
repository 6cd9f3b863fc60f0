-- Written for SQLite; migrations/postgres has the same tables and columns, which a test compares.
-- Three kinds of columns: INTEGER (numbers, and instants as microseconds UTC), TEXT (days as ISO text), BLOB. What ends in `_sealed` opens only in the vault.

CREATE TABLE ledger_entries (
    seq     INTEGER NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    bytes   BLOB NOT NULL
) STRICT;
CREATE INDEX ledger_entries_by_subject ON ledger_entries (subject, seq);

CREATE TABLE ledger_tiles (
    level  INTEGER NOT NULL,
    place  INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, place)
) STRICT;

CREATE TABLE ledger_head (
    one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE idempotency (
    actor          TEXT NOT NULL,
    request_key    TEXT NOT NULL,
    request_sha256 BLOB NOT NULL,
    answer         BLOB NOT NULL,
    entry_seq      INTEGER NOT NULL,
    kept_at        INTEGER NOT NULL,
    PRIMARY KEY (actor, request_key)
) STRICT;
CREATE INDEX idempotency_by_age ON idempotency (kept_at);

CREATE TABLE settings (
    name    TEXT NOT NULL PRIMARY KEY,
    value   TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE number_series (
    name    TEXT NOT NULL PRIMARY KEY,
    latest  INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE organisations (
    id          TEXT NOT NULL PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('handler', 'authority')),
    name        TEXT NOT NULL,
    credit_code TEXT,
    parent_id   TEXT REFERENCES organisations (id),
    province    TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    UNIQUE (kind, credit_code)
) STRICT;
CREATE INDEX organisations_by_parent ON organisations (parent_id, id);

CREATE TABLE people (
    id             TEXT NOT NULL PRIMARY KEY,
    login_digest   BLOB NOT NULL UNIQUE,
    profile_sealed BLOB NOT NULL,
    created_at     INTEGER NOT NULL,
    closed_at      INTEGER,
    version        INTEGER NOT NULL
) STRICT;

CREATE TABLE memberships (
    id              TEXT NOT NULL PRIMARY KEY,
    person_id       TEXT NOT NULL REFERENCES people (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    role            TEXT NOT NULL,
    from_at         INTEGER NOT NULL,
    until_at        INTEGER,
    version         INTEGER NOT NULL
) STRICT;
CREATE INDEX memberships_by_person ON memberships (person_id, id);
CREATE INDEX memberships_by_organisation ON memberships (organisation_id, id);

CREATE TABLE credentials (
    person_id      TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    password_hash  TEXT,
    totp_sealed    BLOB,
    totp_last_step INTEGER,
    passkeys       TEXT NOT NULL,
    version        INTEGER NOT NULL
) STRICT;

CREATE TABLE one_time_tokens (
    id_sha256       BLOB NOT NULL PRIMARY KEY,
    purpose         TEXT NOT NULL,
    person_id       TEXT REFERENCES people (id),
    organisation_id TEXT REFERENCES organisations (id),
    role            TEXT,
    sent_to_sealed  BLOB,
    made_by         TEXT,
    made_at         INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL,
    ended_at        INTEGER,
    version         INTEGER NOT NULL
) STRICT;
CREATE INDEX one_time_tokens_by_person ON one_time_tokens (person_id, made_at);
CREATE INDEX one_time_tokens_by_organisation ON one_time_tokens (organisation_id, made_at);

CREATE TABLE recovery_codes (
    person_id   TEXT NOT NULL REFERENCES people (id),
    code_sha256 BLOB NOT NULL,
    made_at     INTEGER NOT NULL,
    used_at     INTEGER,
    version     INTEGER NOT NULL,
    PRIMARY KEY (person_id, code_sha256)
) STRICT;

CREATE TABLE throttles (
    account    TEXT NOT NULL PRIMARY KEY,
    state      TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
    id_sha256     BLOB NOT NULL PRIMARY KEY,
    person_id     TEXT NOT NULL REFERENCES people (id),
    created_at    INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,
    revoked_at    INTEGER,
    step_up_until INTEGER,
    version       INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_person ON sessions (person_id, created_at);

CREATE TABLE session_uses (
    id_sha256 BLOB NOT NULL PRIMARY KEY,
    seen_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE blobs (
    id      TEXT NOT NULL PRIMARY KEY,
    bytes   INTEGER NOT NULL,
    kept_at INTEGER NOT NULL
) STRICT;

CREATE TABLE filings (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    office_id       TEXT NOT NULL REFERENCES organisations (id),
    number          TEXT NOT NULL UNIQUE,
    state           TEXT NOT NULL,
    accepted_on     TEXT NOT NULL,
    ended_on        TEXT,
    version         INTEGER NOT NULL
) STRICT;
CREATE INDEX filings_by_organisation ON filings (organisation_id, id);
CREATE INDEX filings_by_office ON filings (office_id, id);

CREATE TABLE cases (
    id              TEXT NOT NULL PRIMARY KEY,
    kind            TEXT NOT NULL CHECK (kind IN ('first', 'change', 'cancellation')),
    state           TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    office_id       TEXT REFERENCES organisations (id),
    filing_id       TEXT REFERENCES filings (id),
    form            TEXT NOT NULL,
    rulebook        TEXT,
    due_on          TEXT,
    assigned_to     TEXT REFERENCES people (id),
    opened_at       INTEGER NOT NULL,
    submitted_at    INTEGER,
    version         INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_by_organisation ON cases (organisation_id, id);
CREATE INDEX cases_by_office ON cases (office_id, state, id);
CREATE INDEX cases_by_filing ON cases (filing_id, id);

CREATE TABLE answers (
    case_id      TEXT NOT NULL REFERENCES cases (id),
    path         TEXT NOT NULL,
    version      INTEGER NOT NULL,
    value_sealed BLOB,
    saved_by     TEXT NOT NULL,
    saved_at     INTEGER NOT NULL,
    PRIMARY KEY (case_id, path, version)
) STRICT;

CREATE TABLE overrides (
    id            TEXT NOT NULL PRIMARY KEY,
    case_id       TEXT NOT NULL REFERENCES cases (id),
    rule          TEXT NOT NULL,
    place         TEXT NOT NULL,
    reason_sealed BLOB NOT NULL,
    written_by    TEXT NOT NULL,
    written_at    INTEGER NOT NULL,
    version       INTEGER NOT NULL,
    UNIQUE (case_id, rule, place)
) STRICT;

CREATE TABLE materials (
    id       TEXT NOT NULL PRIMARY KEY,
    case_id  TEXT NOT NULL REFERENCES cases (id),
    slot     TEXT NOT NULL,
    topic    TEXT,
    state    TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    version  INTEGER NOT NULL
) STRICT;
CREATE INDEX materials_by_case ON materials (case_id, id);

CREATE TABLE material_files (
    material_id      TEXT NOT NULL REFERENCES materials (id),
    edition          INTEGER NOT NULL,
    file_name_sealed BLOB NOT NULL,
    bytes            INTEGER NOT NULL,
    content_sha256   BLOB NOT NULL,
    blob_id          TEXT NOT NULL REFERENCES blobs (id),
    copy_blob_id     TEXT REFERENCES blobs (id),
    facts_sealed     BLOB,
    state            TEXT NOT NULL,
    added_by         TEXT NOT NULL,
    added_at         INTEGER NOT NULL,
    version          INTEGER NOT NULL,
    PRIMARY KEY (material_id, edition)
) STRICT;
CREATE INDEX material_files_by_state ON material_files (state, material_id, edition);

CREATE TABLE uploads (
    id               TEXT NOT NULL PRIMARY KEY,
    case_id          TEXT NOT NULL REFERENCES cases (id),
    slot             TEXT NOT NULL,
    topic            TEXT,
    file_name_sealed BLOB NOT NULL,
    length           INTEGER NOT NULL,
    received         INTEGER NOT NULL,
    started_by       TEXT NOT NULL,
    expires_at       INTEGER NOT NULL
) STRICT;
CREATE INDEX uploads_by_expiry ON uploads (expires_at);

CREATE TABLE upload_parts (
    upload_id TEXT NOT NULL REFERENCES uploads (id),
    start     INTEGER NOT NULL,
    length    INTEGER NOT NULL,
    blob_id   TEXT NOT NULL REFERENCES blobs (id),
    PRIMARY KEY (upload_id, start)
) STRICT;

CREATE TABLE decisions (
    id            TEXT NOT NULL PRIMARY KEY,
    case_id       TEXT NOT NULL REFERENCES cases (id),
    act           TEXT NOT NULL,
    decided_by    TEXT NOT NULL,
    decided_at    INTEGER NOT NULL,
    cite          TEXT,
    reason_sealed BLOB
) STRICT;
CREATE INDEX decisions_by_case ON decisions (case_id, id);

CREATE TABLE corrections (
    id           TEXT NOT NULL PRIMARY KEY,
    case_id      TEXT NOT NULL REFERENCES cases (id),
    decision_id  TEXT REFERENCES decisions (id),
    item         INTEGER NOT NULL,
    place        TEXT,
    material_id  TEXT REFERENCES materials (id),
    page         INTEGER,
    page_box     TEXT,
    cite         TEXT,
    text_sealed  BLOB NOT NULL,
    asked_by     TEXT NOT NULL,
    asked_at     INTEGER NOT NULL,
    resolved_by  TEXT,
    resolved_at  INTEGER,
    version      INTEGER NOT NULL
) STRICT;
CREATE INDEX corrections_by_case ON corrections (case_id, id);

CREATE TABLE letters (
    id          TEXT NOT NULL PRIMARY KEY,
    case_id     TEXT NOT NULL REFERENCES cases (id),
    decision_id TEXT REFERENCES decisions (id),
    kind        TEXT NOT NULL,
    blob_id     TEXT NOT NULL REFERENCES blobs (id),
    sent_at     INTEGER NOT NULL,
    read_at     INTEGER,
    version     INTEGER NOT NULL
) STRICT;
CREATE INDEX letters_by_case ON letters (case_id, id);

CREATE TABLE notices (
    id        TEXT NOT NULL PRIMARY KEY,
    filing_id TEXT NOT NULL REFERENCES filings (id),
    case_id   TEXT NOT NULL REFERENCES cases (id),
    blob_id   TEXT NOT NULL REFERENCES blobs (id),
    issued_on TEXT NOT NULL
) STRICT;
CREATE INDEX notices_by_filing ON notices (filing_id, id);

CREATE TABLE publicity_windows (
    case_id  TEXT NOT NULL PRIMARY KEY REFERENCES cases (id),
    from_on  TEXT NOT NULL,
    until_on TEXT NOT NULL,
    ended_at INTEGER,
    version  INTEGER NOT NULL
) STRICT;
CREATE INDEX publicity_windows_by_end ON publicity_windows (until_on, case_id);

CREATE TABLE register_entries (
    filing_id    TEXT NOT NULL PRIMARY KEY REFERENCES filings (id),
    line         TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    version      INTEGER NOT NULL
) STRICT;

CREATE TABLE filed_elsewhere (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    case_id         TEXT REFERENCES cases (id),
    state           TEXT NOT NULL,
    number          TEXT,
    filed_on        TEXT,
    receipt_blob_id TEXT REFERENCES blobs (id),
    notes_sealed    BLOB,
    written_at      INTEGER NOT NULL,
    version         INTEGER NOT NULL
) STRICT;
CREATE INDEX filed_elsewhere_by_organisation ON filed_elsewhere (organisation_id, id);

CREATE TABLE elsewhere_tasks (
    id           TEXT NOT NULL PRIMARY KEY,
    elsewhere_id TEXT NOT NULL REFERENCES filed_elsewhere (id),
    place        TEXT,
    text_sealed  BLOB NOT NULL,
    done_by      TEXT,
    done_at      INTEGER,
    version      INTEGER NOT NULL
) STRICT;
CREATE INDEX elsewhere_tasks_by_record ON elsewhere_tasks (elsewhere_id, id);

CREATE TABLE outbox (
    id          TEXT NOT NULL PRIMARY KEY,
    topic       TEXT NOT NULL,
    body_sealed BLOB NOT NULL,
    due_at      INTEGER NOT NULL,
    tries       INTEGER NOT NULL,
    sent_at     INTEGER
) STRICT;
CREATE INDEX outbox_by_due ON outbox (sent_at, due_at);
