package dev.cairn.app.domain.fleet;

import java.util.List;
import java.util.Optional;

/** Keeps nodes. */
public interface NodeRepository {
    Optional<Node> find(NodeId id);

    /** All nodes by host name, discovered ones first. */
    List<Node> all();

    List<Node> ofSite(SiteId site);

    void save(Node node);

    /** Saves a node in the place of an earlier record of the same machine, whose telemetry and ended updates become its own. */
    void replace(NodeId earlier, Node node);
}
