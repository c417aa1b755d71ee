package dev.cairn.agent.kubernetes;

import org.jspecify.annotations.Nullable;

/**
 * One member of the database that holds a cluster's state. Immutable.
 *
 * @param id as the database names it, for etcd 16 hex digits
 * @param nodeName the name of its node; null for one that was added and has never started
 * @param voter false for a learner, which does not count for the quorum yet
 * @param healthy whether it answered when it was asked now
 */
public record Member(String id, @Nullable String nodeName, boolean voter, boolean healthy) {}
