-- Releases behind which no node that has committed them may go back.
CREATE TABLE release_floors (
    digest TEXT PRIMARY KEY REFERENCES releases (digest),
    since_ms BIGINT NOT NULL
);
