-- The last look at what runs in each site's Kubernetes, as its API told it.
CREATE TABLE workload_looks (
    site_id TEXT PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    node TEXT NOT NULL,
    observer TEXT NOT NULL,
    contents TEXT NOT NULL
);
