package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.SiteId;
import java.util.List;
import java.util.Optional;

/** Lists nodes and finds one. */
public final class ListNodes {
    private final NodeRepository nodes;

    public ListNodes(NodeRepository nodes) {
        this.nodes = nodes;
    }

    /** All nodes, discovered ones first. */
    public List<Node> all() {
        return nodes.all();
    }

    /** Nodes that were heard and belong to no site yet. */
    public List<Node> discovered() {
        return all().stream()
                .filter(node -> node.state() == NodeState.DISCOVERED)
                .toList();
    }

    public List<Node> ofSite(SiteId site) {
        return nodes.ofSite(site);
    }

    public Optional<Node> byId(NodeId id) {
        return nodes.find(id);
    }

    /** The node of this id, host name or beginning of an id, or a problem. */
    public Node find(String idOrName) {
        Optional<Node> exact = nodes.find(new NodeId(idOrName));
        if (exact.isPresent()) {
            return exact.get();
        }
        List<Node> fitting = all().stream()
                .filter(node ->
                        idOrName.equals(node.hostName()) || node.id().value().startsWith(idOrName))
                .toList();
        if (fitting.size() > 1) {
            throw ProblemException.of(AppProblem.NODE_AMBIGUOUS, "find", idOrName, "count", fitting.size());
        }
        return fitting.stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.of(AppProblem.NODE_UNKNOWN, "find", idOrName));
    }
}
