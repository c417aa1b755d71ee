package dev.cairn.agent.formation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.FormationPhase;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FormationTableTest {
    @Test
    void nothingLeadsFromInsideAClusterToAClaimButTheEndOfAnUnfinishedSeed() {
        Set<FormationPhase> reached = EnumSet.of(FormationPhase.SERVER);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (FormationPhase phase : Set.copyOf(reached)) {
                for (FormationEvent event : FormationEvent.values()) {
                    // Only a node without a cluster is emptied, and one inside has one.
                    Optional<FormationPhase> next =
                            event == FormationEvent.EMPTIED ? Optional.empty() : FormationTable.next(phase, event);
                    grew |= next.isPresent() && reached.add(next.get());
                }
            }
        }
        assertThat(reached)
                .containsExactlyInAnyOrder(
                        FormationPhase.SERVER,
                        FormationPhase.DEMOTING,
                        FormationPhase.JOINING,
                        FormationPhase.AGENT,
                        FormationPhase.PROMOTING);
    }

    @Test
    void everyPhaseCanBeLeftAndEveryEventHappensSomewhere() {
        assertThat(FormationPhase.values())
                .allSatisfy(phase -> assertThat(FormationEvent.values())
                        .anySatisfy(event ->
                                assertThat(FormationTable.next(phase, event)).isPresent()));
        assertThat(FormationEvent.values())
                .allSatisfy(event -> assertThat(Arrays.stream(FormationPhase.values())
                                .filter(phase ->
                                        FormationTable.next(phase, event).isPresent()))
                        .isNotEmpty());
    }

    @Test
    void onlyAStandingClaimMakesACluster() {
        for (FormationPhase phase : FormationPhase.values()) {
            for (FormationEvent event : FormationEvent.values()) {
                if (FormationTable.next(phase, event).equals(Optional.of(FormationPhase.SEEDING))) {
                    assertThat(phase).isEqualTo(FormationPhase.CLAIMING);
                    assertThat(event).isEqualTo(FormationEvent.CHOSEN);
                }
            }
        }
    }
}
