-- How updates of nodes ended, as the nodes told it; kept longer than the nodes keep it.
CREATE TABLE node_updates (
    node_id TEXT NOT NULL,
    ended_ms BIGINT NOT NULL,
    bundle TEXT NOT NULL,
    release_digest TEXT NOT NULL,
    version TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    slot_before TEXT NOT NULL,
    slot_after TEXT NOT NULL,
    heard_ms BIGINT NOT NULL,
    PRIMARY KEY (node_id, ended_ms, bundle)
);
