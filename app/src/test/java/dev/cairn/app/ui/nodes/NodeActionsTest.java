package dev.cairn.app.ui.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.ui.text.Texts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeActionsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Release RELEASE = new Release(new Digest("0".repeat(64)), "store", 3, List.of(), "{}", NOW);
    private static final Node NODE = Node.discovered(
                    new NodeId("n1"), "SHA256:x", new LastSeen(NOW, LastSeen.Source.BEACON, "127.0.0.1:1", "me"))
            .assigned(new SiteId("s"), Role.SERVER, "harbour-1");

    @Test
    void onlyWhatDestroysDataWantsTheNameOfTheNodeTyped() {
        for (NodeAction action : NodeAction.values()) {
            NodeActions.Choice kept = new NodeActions.Choice(action, RELEASE, false);
            boolean destroys = action == NodeAction.WIPE || action == NodeAction.START_OVER;
            assertThat(kept.destroysData()).as("%s", action).isEqualTo(destroys);
            assertThat(kept.isConfirmed("", NODE)).as("%s", action).isEqualTo(!destroys);
            assertThat(kept.isConfirmed("harbour-1", NODE)).isTrue();
        }
        NodeActions.Choice wiping = new NodeActions.Choice(NodeAction.REFLASH, RELEASE, true);
        assertThat(wiping.isConfirmed("harbour-2", NODE)).isFalse();
        assertThat(wiping.isConfirmed("HARBOUR-1", NODE)).isFalse();
        assertThat(wiping.isConfirmed("harbour-1", NODE)).isTrue();
        assertThat(new NodeActions.Choice(NodeAction.REFLASH, null, false).isConfirmed("", NODE))
                .isFalse();
    }

    @Test
    void whatCannotBeDoneSaysWhy() {
        assertThat(NodeActions.whyNot(NodeAction.REFLASH, NODE, List.of(), false))
                .contains("nodes.action.no-release");
        Node retired = NODE.inState(NodeState.RETIRED);
        Node silent =
                new Node(NODE.id(), NodeState.ASSIGNED, NODE.site(), null, "harbour-1", null, null, null, null, NOW);
        for (NodeAction action : NodeAction.values()) {
            assertThat(NodeActions.whyNot(action, NODE, List.of(RELEASE), false))
                    .isEmpty();
            assertThat(NodeActions.whyNot(action, NODE, List.of(RELEASE), true)).contains("nodes.action.busy");
            assertThat(NodeActions.whyNot(action, retired, List.of(RELEASE), false))
                    .contains("nodes.action.retired");
            assertThat(NodeActions.whyNot(action, silent, List.of(RELEASE), false))
                    .contains("nodes.action.never-heard");
        }
        Node there = NODE.reporting(inBootstrap());
        assertThat(NodeActions.whyNot(NodeAction.BOOTSTRAP, there, List.of(RELEASE), false))
                .contains("nodes.action.there");
        assertThat(NodeActions.whyNot(NodeAction.WIPE, there, List.of(RELEASE), false))
                .isEmpty();
    }

    @Test
    void eachHasTheTextsOfItsButtonAndItsDialog() {
        for (NodeAction action : NodeAction.values()) {
            for (String part : List.of("", ".does", ".word", ".means")) {
                assertThat(Texts.text(action.key() + part)).doesNotStartWith("[");
            }
        }
    }

    private static NodeReport inBootstrap() {
        return new NodeReport(
                NOW,
                "discovered",
                "harbour-1",
                NodeReport.BOOTSTRAP,
                "",
                "",
                false,
                "idle",
                0,
                0,
                null,
                "unknown",
                "absent",
                "",
                0,
                "boot",
                "1",
                List.of(),
                null,
                null);
    }
}
