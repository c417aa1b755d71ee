-- What nodes told of their way into their site's cluster and of its alarms, by their own clocks.
CREATE TABLE cluster_events (
    node_id TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (node_id, at_ms, kind, words)
);
