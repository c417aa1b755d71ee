package dev.cairn.app.domain.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.HardwareMatch.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class HardwareMatchTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final String MAC = "52:54:00:00:00:01";

    private final NodeFacts facts = facts("maker", "S-1", false, MAC);
    private final Node old = old("old", facts, NOW.minus(Duration.ofDays(1)));

    @Test
    void theSameSerialNumberIsTheSameMachineAlsoWithAnotherCard() {
        assertThat(find(facts("maker", "S-1", false, "52:54:00:00:00:09"), old)).isEqualTo(new Found.Old(old));
        assertThat(find(facts("maker", "S-2", false, MAC), old))
                .as("a card that moved")
                .isEqualTo(new Found.Nothing());
        assertThat(find(facts("another", "S-1", false, MAC), old))
                .as("makers count alike")
                .isEqualTo(new Found.Nothing());
    }

    @Test
    void withoutASerialNumberACardDecidesWhenTheRestFits() {
        for (String none : List.of("", "To Be Filled By O.E.M.", "Default string", "0")) {
            Node before = old("old", facts("maker", none, false, MAC), NOW.minus(Duration.ofDays(1)));
            assertThat(find(facts("maker", none, false, MAC.toUpperCase(Locale.ROOT)), before))
                    .as(none)
                    .isEqualTo(new Found.Old(before));
            assertThat(find(facts("maker", none, false, "52:54:00:00:00:09"), before))
                    .isEqualTo(new Found.Nothing());
            assertThat(find(facts("maker", none, true, MAC), before))
                    .as("it had no TPM")
                    .isEqualTo(new Found.Nothing());
        }
        NodeFacts noCard = facts("maker", "", false, "00:00:00:00:00:00");
        assertThat(find(noCard, old("old", noCard, NOW.minus(Duration.ofDays(1)))))
                .isEqualTo(new Found.Nothing());
    }

    @Test
    void nobodyGuessesBetweenTwoOrTakesThePlaceOfOneThatIsStillThere() {
        Node twin = old("twin", facts, NOW.minus(Duration.ofDays(2)));
        assertThat(find(facts, old, twin)).isEqualTo(new Found.Unclear(List.of(old, twin)));
        Node alive = old("alive", facts, NOW.plusSeconds(5));
        assertThat(find(facts, alive)).isEqualTo(new Found.Unclear(List.of(alive)));
    }

    @Test
    void onlyRecordsWithAPlaceCountAndOnlyForNodesWithoutOne() {
        assertThat(find(facts, old.inState(NodeState.RETIRED))).isEqualTo(new Found.Nothing());
        Node placeless = fresh(facts);
        assertThat(HardwareMatch.of(old, List.of(old, placeless))).isEqualTo(new Found.Nothing());
        assertThat(HardwareMatch.of(placeless, List.of(placeless))).isEqualTo(new Found.Nothing());
        Node silent = Node.discovered(new NodeId("new"), "SHA256:x", seen(NOW));
        assertThat(HardwareMatch.of(silent, List.of(old))).isEqualTo(new Found.Nothing());
    }

    @Test
    void theNewRecordTakesTheOldOnesPlace() {
        Node taken = fresh(facts).takingOver(old);
        assertThat(taken.id()).isEqualTo(new NodeId("new"));
        assertThat(taken.label()).isEqualTo("old-1");
        assertThat(taken.site()).isEqualTo(old.site());
        assertThat(taken.firstSeen()).isEqualTo(old.firstSeen());
        assertThat(taken.state()).isEqualTo(NodeState.ASSIGNED);
    }

    private static Found find(NodeFacts hardware, Node... records) {
        return HardwareMatch.of(fresh(hardware), List.of(records));
    }

    private static Node fresh(NodeFacts hardware) {
        return Node.discovered(new NodeId("new"), "SHA256:new", seen(NOW)).withFacts(hardware);
    }

    private static Node old(String id, NodeFacts hardware, Instant lastSeen) {
        return Node.discovered(new NodeId(id), "SHA256:" + id, seen(lastSeen))
                .assigned(new SiteId("site"), Role.SERVER, id + "-1")
                .withFacts(hardware);
    }

    private static LastSeen seen(Instant at) {
        return new LastSeen(at, LastSeen.Source.BEACON, "10.0.0.1:7022", "laptop");
    }

    private static NodeFacts facts(String vendor, String serial, boolean tpm, String mac) {
        return new NodeFacts(
                NOW,
                "x86_64",
                "cpu",
                2,
                1 << 30,
                List.of(),
                List.of(new NicFact("eth0", mac, List.of())),
                List.of(),
                tpm,
                "",
                vendor,
                "box",
                serial,
                "os",
                "kernel");
    }
}
