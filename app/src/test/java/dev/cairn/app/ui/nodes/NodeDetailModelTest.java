package dev.cairn.app.ui.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.fleet.UpdateHistory;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.ListUpdates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeDetailModelTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Node NODE = Node.discovered(
            new NodeId("n1"), "SHA256:x", new LastSeen(NOW, LastSeen.Source.BEACON, "10.0.0.1:7022", "me"));

    private final List<PastUpdate> kept = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    @Test
    void showsWhatTheInventoryKeepsOfANode() {
        NodeDetailModel model = new NodeDetailModel(new ListUpdates(new Kept()), UiWork.inline(), problems::add);
        assertThat(model.updatesProperty().get()).isNull();
        model.show(NODE);
        assertThat(model.updatesProperty().get()).isEmpty();
        kept.add(new PastUpdate(new UpdateEnd("committed", "", "b1", "r1", "v1", "a", "b", NOW), NOW));
        model.show(NODE);
        assertThat(model.updatesProperty().get()).isEqualTo(kept);
        assertThat(problems).isEmpty();
    }

    private final class Kept implements UpdateHistory {
        @Override
        public void add(NodeId node, List<UpdateEnd> ended, Instant heard) {}

        @Override
        public List<PastUpdate> of(NodeId node) {
            return node.equals(NODE.id()) ? List.copyOf(kept) : List.of();
        }
    }
}
