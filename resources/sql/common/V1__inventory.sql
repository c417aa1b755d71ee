-- The inventory. Runs on SQLite and PostgreSQL: ids are TEXT (UUID version 7), times BIGINT (ms since 1970), documents TEXT (JSON).

CREATE TABLE fleets (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    created_ms BIGINT NOT NULL
);

CREATE TABLE sites (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    labels TEXT NOT NULL,
    reach TEXT NOT NULL,
    maintenance_window TEXT,
    desired_release TEXT,
    created_ms BIGINT NOT NULL
);

CREATE TABLE nodes (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    site_id TEXT REFERENCES sites (id),
    role TEXT,
    host_name TEXT,
    host_key TEXT,
    seen_ms BIGINT,
    seen_source TEXT,
    seen_address TEXT,
    seen_by TEXT,
    facts TEXT,
    report TEXT,
    first_seen_ms BIGINT NOT NULL
);
CREATE INDEX nodes_by_site ON nodes (site_id);

CREATE TABLE profile_versions (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    draft TEXT NOT NULL,
    yaml TEXT NOT NULL,
    digest TEXT NOT NULL,
    saved_ms BIGINT NOT NULL,
    UNIQUE (name, version)
);

CREATE TABLE artifacts (
    digest TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    details TEXT NOT NULL,
    imported_ms BIGINT NOT NULL
);
CREATE INDEX artifacts_by_name ON artifacts (name);

CREATE TABLE releases (
    digest TEXT PRIMARY KEY,
    profile TEXT NOT NULL,
    version BIGINT NOT NULL,
    layers TEXT NOT NULL,
    canonical TEXT NOT NULL,
    created_ms BIGINT NOT NULL
);

CREATE TABLE batches (
    id TEXT PRIMARY KEY,
    enrolment_secret TEXT NOT NULL,
    created_ms BIGINT NOT NULL
);

CREATE TABLE images (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    release_digest TEXT NOT NULL REFERENCES releases (digest),
    sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    batch_id TEXT NOT NULL REFERENCES batches (id),
    site_id TEXT REFERENCES sites (id),
    host_name TEXT,
    baked_ms BIGINT NOT NULL
);

CREATE TABLE drive_writes (
    id TEXT PRIMARY KEY,
    image_id TEXT NOT NULL REFERENCES images (id),
    device TEXT NOT NULL,
    model TEXT NOT NULL,
    serial TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    verified BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    started_ms BIGINT NOT NULL,
    ended_ms BIGINT NOT NULL,
    problem TEXT
);

CREATE TABLE orders (
    site_id TEXT NOT NULL REFERENCES sites (id),
    sequence BIGINT NOT NULL,
    release_digest TEXT,
    content TEXT NOT NULL,
    envelope TEXT NOT NULL,
    issued_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    PRIMARY KEY (site_id, sequence)
);

CREATE TABLE rollouts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    release_digest TEXT NOT NULL REFERENCES releases (digest),
    state TEXT NOT NULL,
    created_ms BIGINT NOT NULL
);

CREATE TABLE rollout_sites (
    rollout_id TEXT NOT NULL REFERENCES rollouts (id),
    site_id TEXT NOT NULL REFERENCES sites (id),
    place BIGINT NOT NULL,
    wave BIGINT NOT NULL,
    state TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (rollout_id, site_id)
);

CREATE TABLE samples (
    node_id TEXT NOT NULL,
    series TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    boot TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (node_id, series, at_ms, boot, sequence)
);

CREATE TABLE log_lines (
    id BIGINT PRIMARY KEY,
    node_id TEXT NOT NULL,
    boot TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    priority BIGINT NOT NULL,
    unit TEXT NOT NULL,
    message TEXT NOT NULL,
    UNIQUE (node_id, boot, sequence)
);
CREATE INDEX log_lines_by_node ON log_lines (node_id, at_ms);
CREATE INDEX log_lines_by_time ON log_lines (at_ms);

CREATE TABLE gaps (
    node_id TEXT NOT NULL,
    boot TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    from_ms BIGINT NOT NULL,
    to_ms BIGINT NOT NULL,
    reason TEXT NOT NULL,
    lost BIGINT NOT NULL,
    PRIMARY KEY (node_id, boot, sequence)
);

-- How far a node's telemetry is stored, and how much of it; counting rows would be slow.
CREATE TABLE telemetry_marks (
    node_id TEXT PRIMARY KEY,
    last_sequence BIGINT NOT NULL,
    last_ms BIGINT NOT NULL,
    samples BIGINT NOT NULL,
    log_lines BIGINT NOT NULL,
    gaps BIGINT NOT NULL
);

CREATE TABLE activity (
    id TEXT PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL
);
CREATE INDEX activity_by_time ON activity (at_ms);
