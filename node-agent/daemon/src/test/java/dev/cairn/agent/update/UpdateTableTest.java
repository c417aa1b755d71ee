package dev.cairn.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.UpdatePhase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpdateTableTest {
    /** Every pair: a phase to go to, or a dash where the event is declared impossible. */
    private static final String TABLE = """
            phase      ORDERED  CANCELLED CHUNKS_COMPLETE CHUNKS_LOST WRITTEN VERIFIED STATE_KEPT ARMED  STARTED_IN_OLD STARTED_IN_TARGET FELL_BACK PASSED_OVER HEALTHY UNHEALTHY COMMITTED FAILED
            IDLE       TRANSFER -         -               -           -       -        -          -      IDLE           TRIAL             -         -           -       -         -         -
            TRANSFER   -        IDLE      WRITE           -           -       -        -          -      TRANSFER       IDLE              -         -           -       -         -         IDLE
            WRITE      -        IDLE      -               TRANSFER    VERIFY  -        -          -      WRITE          IDLE              -         -           -       -         -         IDLE
            VERIFY     -        IDLE      -               -           -       ARM      -          -      VERIFY         IDLE              -         -           -       -         -         IDLE
            ARM        -        IDLE      -               TRANSFER    -       -        ARM        REBOOT ARM            TRIAL             IDLE      -           -       -         -         IDLE
            REBOOT     -        IDLE      -               -           -       -        -          -      REBOOT         TRIAL             IDLE      IDLE        -       -         -         -
            TRIAL      -        -         -               -           -       -        -          -      -              TRIAL             IDLE      -           COMMIT  ROLL_BACK -         -
            COMMIT     -        -         -               -           -       -        -          -      -              COMMIT            IDLE      -           -       -         IDLE      -
            ROLL_BACK  -        -         -               -           -       -        -          -      -              ROLL_BACK         IDLE      -           -       -         -         -
            """;

    @Test
    void everyPairIsListedOrDeclaredImpossible() {
        List<String> lines = TABLE.lines().toList();
        String[] events = lines.getFirst().split("\\s+");
        assertThat(events.length - 1).isEqualTo(UpdateEvent.values().length);
        List<String> seen = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\\s+");
            UpdatePhase phase = UpdatePhase.valueOf(cells[0]);
            for (int i = 1; i < cells.length; i++) {
                String next = UpdateTable.next(phase, UpdateEvent.valueOf(events[i]))
                        .map(Enum::name)
                        .orElse("-");
                assertThat(next).as("%s on %s", phase, events[i]).isEqualTo(cells[i]);
                seen.add(phase + " " + events[i]);
            }
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(UpdatePhase.values().length * UpdateEvent.values().length);
    }

    @Test
    void nothingLeadsIntoAFlipAfterACancellation() {
        for (UpdatePhase phase : UpdatePhase.values()) {
            assertThat(UpdateTable.next(phase, UpdateEvent.CANCELLED).orElse(UpdatePhase.IDLE))
                    .isEqualTo(UpdatePhase.IDLE);
        }
    }
}
