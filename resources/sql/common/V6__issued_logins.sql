-- Certificates that were issued for SSH keys, and keys for which none holds any more.
CREATE TABLE issued_logins (
    serial BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    site_id TEXT REFERENCES sites (id),
    issued_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    revoked_ms BIGINT
);

CREATE TABLE revoked_keys (
    fingerprint TEXT PRIMARY KEY,
    revoked_ms BIGINT NOT NULL
);
