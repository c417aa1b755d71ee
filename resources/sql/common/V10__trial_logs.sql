-- What the last boot of a failed trial logged, or why that is not there.
CREATE TABLE trial_logs (
    node_id TEXT NOT NULL,
    ended_ms BIGINT NOT NULL,
    bundle TEXT NOT NULL,
    state TEXT NOT NULL,
    slot TEXT NOT NULL,
    boot TEXT NOT NULL,
    content TEXT NOT NULL,
    cut BIGINT NOT NULL,
    taken_ms BIGINT NOT NULL,
    PRIMARY KEY (node_id, ended_ms, bundle)
);
