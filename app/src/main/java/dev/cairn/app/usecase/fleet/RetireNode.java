package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;

/** Takes a node out of service on the books; the machine itself is not touched. */
public final class RetireNode {
    private final Transactions transactions;
    private final NodeRepository nodes;
    private final ActivityLog activity;

    public RetireNode(Transactions transactions, NodeRepository nodes, ActivityLog activity) {
        this.transactions = transactions;
        this.nodes = nodes;
        this.activity = activity;
    }

    /** Takes a retirement back: the node is in the state that it was in before. */
    public Node takeBack(Node before) {
        return transactions.inOne(() -> {
            Node back = nodes.find(before.id()).orElse(before).inState(before.state());
            nodes.save(back);
            activity.add("node.taken-back", back.label(), "node", back.id());
            return back;
        });
    }

    public Node run(Node node) {
        return transactions.inOne(() -> {
            Node retired = node.inState(NodeState.RETIRED);
            nodes.save(retired);
            activity.add("node.retired", node.label(), "node", node.id());
            return retired;
        });
    }
}
