-- Runs of the flash line, and the place of each written drive in one.
CREATE TABLE flash_runs (
    id TEXT PRIMARY KEY,
    image_id TEXT NOT NULL REFERENCES images (id),
    host_prefix TEXT,
    started_ms BIGINT NOT NULL,
    ended_ms BIGINT
);

ALTER TABLE drive_writes ADD COLUMN run_id TEXT REFERENCES flash_runs (id);
ALTER TABLE drive_writes ADD COLUMN identity TEXT;
