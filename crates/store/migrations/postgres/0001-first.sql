-- Written for PostgreSQL; migrations/sqlite has the same tables and columns, which a test compares.
-- Three kinds of columns: BIGINT (numbers, and instants as microseconds UTC), TEXT in the order of its bytes (days as ISO text), BYTEA. What ends in `_sealed` opens only in the vault.

CREATE TABLE ledger_entries (
    seq     BIGINT NOT NULL PRIMARY KEY,
    subject TEXT COLLATE "C" NOT NULL,
    bytes   BYTEA NOT NULL
);
CREATE INDEX ledger_entries_by_subject ON ledger_entries (subject, seq);

CREATE TABLE ledger_tiles (
    level  BIGINT NOT NULL,
    place  BIGINT NOT NULL,
    hashes BYTEA NOT NULL,
    PRIMARY KEY (level, place)
);

CREATE TABLE ledger_head (
    one  BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    size BIGINT NOT NULL,
    root BYTEA NOT NULL,
    note TEXT COLLATE "C" NOT NULL
);

CREATE TABLE idempotency (
    actor          TEXT COLLATE "C" NOT NULL,
    request_key    TEXT COLLATE "C" NOT NULL,
    request_sha256 BYTEA NOT NULL,
    answer         BYTEA NOT NULL,
    entry_seq      BIGINT NOT NULL,
    kept_at        BIGINT NOT NULL,
    PRIMARY KEY (actor, request_key)
);
CREATE INDEX idempotency_by_age ON idempotency (kept_at);

CREATE TABLE settings (
    name    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value   TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE number_series (
    name    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    latest  BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE organisations (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind        TEXT COLLATE "C" NOT NULL CHECK (kind IN ('handler', 'authority')),
    name        TEXT COLLATE "C" NOT NULL,
    credit_code TEXT COLLATE "C",
    parent_id   TEXT COLLATE "C" REFERENCES organisations (id),
    province    TEXT COLLATE "C" NOT NULL,
    created_at  BIGINT NOT NULL,
    version     BIGINT NOT NULL,
    UNIQUE (kind, credit_code)
);
CREATE INDEX organisations_by_parent ON organisations (parent_id, id);

CREATE TABLE people (
    id             TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    login_digest   BYTEA NOT NULL UNIQUE,
    profile_sealed BYTEA NOT NULL,
    created_at     BIGINT NOT NULL,
    closed_at      BIGINT,
    version        BIGINT NOT NULL
);

CREATE TABLE memberships (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person_id       TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    role            TEXT COLLATE "C" NOT NULL,
    from_at         BIGINT NOT NULL,
    until_at        BIGINT,
    version         BIGINT NOT NULL
);
CREATE INDEX memberships_by_person ON memberships (person_id, id);
CREATE INDEX memberships_by_organisation ON memberships (organisation_id, id);

CREATE TABLE credentials (
    person_id      TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES people (id),
    password_hash  TEXT COLLATE "C",
    totp_sealed    BYTEA,
    totp_last_step BIGINT,
    passkeys       TEXT COLLATE "C" NOT NULL,
    version        BIGINT NOT NULL
);

CREATE TABLE one_time_tokens (
    id_sha256       BYTEA NOT NULL PRIMARY KEY,
    purpose         TEXT COLLATE "C" NOT NULL,
    person_id       TEXT COLLATE "C" REFERENCES people (id),
    organisation_id TEXT COLLATE "C" REFERENCES organisations (id),
    role            TEXT COLLATE "C",
    sent_to_sealed  BYTEA,
    made_by         TEXT COLLATE "C",
    made_at         BIGINT NOT NULL,
    expires_at      BIGINT NOT NULL,
    ended_at        BIGINT,
    version         BIGINT NOT NULL
);
CREATE INDEX one_time_tokens_by_person ON one_time_tokens (person_id, made_at);
CREATE INDEX one_time_tokens_by_organisation ON one_time_tokens (organisation_id, made_at);

CREATE TABLE recovery_codes (
    person_id   TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    code_sha256 BYTEA NOT NULL,
    made_at     BIGINT NOT NULL,
    used_at     BIGINT,
    version     BIGINT NOT NULL,
    PRIMARY KEY (person_id, code_sha256)
);

CREATE TABLE throttles (
    account    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    state      TEXT COLLATE "C" NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    id_sha256     BYTEA NOT NULL PRIMARY KEY,
    person_id     TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    created_at    BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL,
    revoked_at    BIGINT,
    step_up_until BIGINT,
    version       BIGINT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id, created_at);

CREATE TABLE session_uses (
    id_sha256 BYTEA NOT NULL PRIMARY KEY,
    seen_at   BIGINT NOT NULL
);

CREATE TABLE blobs (
    id      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    bytes   BIGINT NOT NULL,
    kept_at BIGINT NOT NULL
);

CREATE TABLE filings (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    office_id       TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    number          TEXT COLLATE "C" NOT NULL UNIQUE,
    state           TEXT COLLATE "C" NOT NULL,
    accepted_on     TEXT COLLATE "C" NOT NULL,
    ended_on        TEXT COLLATE "C",
    version         BIGINT NOT NULL
);
CREATE INDEX filings_by_organisation ON filings (organisation_id, id);
CREATE INDEX filings_by_office ON filings (office_id, id);

CREATE TABLE cases (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind            TEXT COLLATE "C" NOT NULL CHECK (kind IN ('first', 'change', 'cancellation')),
    state           TEXT COLLATE "C" NOT NULL,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    office_id       TEXT COLLATE "C" REFERENCES organisations (id),
    filing_id       TEXT COLLATE "C" REFERENCES filings (id),
    form            TEXT COLLATE "C" NOT NULL,
    rulebook        TEXT COLLATE "C",
    due_on          TEXT COLLATE "C",
    assigned_to     TEXT COLLATE "C" REFERENCES people (id),
    opened_at       BIGINT NOT NULL,
    submitted_at    BIGINT,
    version         BIGINT NOT NULL
);
CREATE INDEX cases_by_organisation ON cases (organisation_id, id);
CREATE INDEX cases_by_office ON cases (office_id, state, id);
CREATE INDEX cases_by_filing ON cases (filing_id, id);

CREATE TABLE answers (
    case_id      TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    path         TEXT COLLATE "C" NOT NULL,
    version      BIGINT NOT NULL,
    value_sealed BYTEA,
    saved_by     TEXT COLLATE "C" NOT NULL,
    saved_at     BIGINT NOT NULL,
    PRIMARY KEY (case_id, path, version)
);

CREATE TABLE overrides (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    case_id       TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    rule          TEXT COLLATE "C" NOT NULL,
    place         TEXT COLLATE "C" NOT NULL,
    reason_sealed BYTEA NOT NULL,
    written_by    TEXT COLLATE "C" NOT NULL,
    written_at    BIGINT NOT NULL,
    version       BIGINT NOT NULL,
    UNIQUE (case_id, rule, place)
);

CREATE TABLE materials (
    id       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    case_id  TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    slot     TEXT COLLATE "C" NOT NULL,
    topic    TEXT COLLATE "C",
    state    TEXT COLLATE "C" NOT NULL,
    added_at BIGINT NOT NULL,
    version  BIGINT NOT NULL
);
CREATE INDEX materials_by_case ON materials (case_id, id);

CREATE TABLE material_files (
    material_id      TEXT COLLATE "C" NOT NULL REFERENCES materials (id),
    edition          BIGINT NOT NULL,
    file_name_sealed BYTEA NOT NULL,
    bytes            BIGINT NOT NULL,
    content_sha256   BYTEA NOT NULL,
    blob_id          TEXT COLLATE "C" NOT NULL REFERENCES blobs (id),
    copy_blob_id     TEXT COLLATE "C" REFERENCES blobs (id),
    facts_sealed     BYTEA,
    state            TEXT COLLATE "C" NOT NULL,
    added_by         TEXT COLLATE "C" NOT NULL,
    added_at         BIGINT NOT NULL,
    version          BIGINT NOT NULL,
    PRIMARY KEY (material_id, edition)
);
CREATE INDEX material_files_by_state ON material_files (state, material_id, edition);

CREATE TABLE uploads (
    id               TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    case_id          TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    slot             TEXT COLLATE "C" NOT NULL,
    topic            TEXT COLLATE "C",
    file_name_sealed BYTEA NOT NULL,
    length           BIGINT NOT NULL,
    received         BIGINT NOT NULL,
    started_by       TEXT COLLATE "C" NOT NULL,
    expires_at       BIGINT NOT NULL
);
CREATE INDEX uploads_by_expiry ON uploads (expires_at);

CREATE TABLE upload_parts (
    upload_id TEXT COLLATE "C" NOT NULL REFERENCES uploads (id),
    start     BIGINT NOT NULL,
    length    BIGINT NOT NULL,
    blob_id   TEXT COLLATE "C" NOT NULL REFERENCES blobs (id),
    PRIMARY KEY (upload_id, start)
);

CREATE TABLE decisions (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    case_id       TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    act           TEXT COLLATE "C" NOT NULL,
    decided_by    TEXT COLLATE "C" NOT NULL,
    decided_at    BIGINT NOT NULL,
    cite          TEXT COLLATE "C",
    reason_sealed BYTEA
);
CREATE INDEX decisions_by_case ON decisions (case_id, id);

CREATE TABLE corrections (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    case_id      TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    decision_id  TEXT COLLATE "C" REFERENCES decisions (id),
    item         BIGINT NOT NULL,
    place        TEXT COLLATE "C",
    material_id  TEXT COLLATE "C" REFERENCES materials (id),
    page         BIGINT,
    page_box     TEXT COLLATE "C",
    cite         TEXT COLLATE "C",
    text_sealed  BYTEA NOT NULL,
    asked_by     TEXT COLLATE "C" NOT NULL,
    asked_at     BIGINT NOT NULL,
    resolved_by  TEXT COLLATE "C",
    resolved_at  BIGINT,
    version      BIGINT NOT NULL
);
CREATE INDEX corrections_by_case ON corrections (case_id, id);

CREATE TABLE letters (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    case_id     TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    decision_id TEXT COLLATE "C" REFERENCES decisions (id),
    kind        TEXT COLLATE "C" NOT NULL,
    blob_id     TEXT COLLATE "C" NOT NULL REFERENCES blobs (id),
    sent_at     BIGINT NOT NULL,
    read_at     BIGINT,
    version     BIGINT NOT NULL
);
CREATE INDEX letters_by_case ON letters (case_id, id);

CREATE TABLE notices (
    id        TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filings (id),
    case_id   TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    blob_id   TEXT COLLATE "C" NOT NULL REFERENCES blobs (id),
    issued_on TEXT COLLATE "C" NOT NULL
);
CREATE INDEX notices_by_filing ON notices (filing_id, id);

CREATE TABLE publicity_windows (
    case_id  TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES cases (id),
    from_on  TEXT COLLATE "C" NOT NULL,
    until_on TEXT COLLATE "C" NOT NULL,
    ended_at BIGINT,
    version  BIGINT NOT NULL
);
CREATE INDEX publicity_windows_by_end ON publicity_windows (until_on, case_id);

CREATE TABLE register_entries (
    filing_id    TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES filings (id),
    line         TEXT COLLATE "C" NOT NULL,
    published_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    version      BIGINT NOT NULL
);

CREATE TABLE filed_elsewhere (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    case_id         TEXT COLLATE "C" REFERENCES cases (id),
    state           TEXT COLLATE "C" NOT NULL,
    number          TEXT COLLATE "C",
    filed_on        TEXT COLLATE "C",
    receipt_blob_id TEXT COLLATE "C" REFERENCES blobs (id),
    notes_sealed    BYTEA,
    written_at      BIGINT NOT NULL,
    version         BIGINT NOT NULL
);
CREATE INDEX filed_elsewhere_by_organisation ON filed_elsewhere (organisation_id, id);

CREATE TABLE elsewhere_tasks (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    elsewhere_id TEXT COLLATE "C" NOT NULL REFERENCES filed_elsewhere (id),
    place        TEXT COLLATE "C",
    text_sealed  BYTEA NOT NULL,
    done_by      TEXT COLLATE "C",
    done_at      BIGINT,
    version      BIGINT NOT NULL
);
CREATE INDEX elsewhere_tasks_by_record ON elsewhere_tasks (elsewhere_id, id);

CREATE TABLE outbox (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    topic       TEXT COLLATE "C" NOT NULL,
    body_sealed BYTEA NOT NULL,
    due_at      BIGINT NOT NULL,
    tries       BIGINT NOT NULL,
    sent_at     BIGINT
);
CREATE INDEX outbox_by_due ON outbox (sent_at, due_at);
