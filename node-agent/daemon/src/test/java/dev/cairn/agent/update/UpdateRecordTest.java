package dev.cairn.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.state.StateFolder;
import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.UpdateOutcome;
import dev.cairn.protocol.UpdatePhase;
import dev.cairn.protocol.UpdateResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateRecordTest {
    @TempDir
    Path folder;

    @Test
    void remembersTheNewestEndedUpdatesOverARestart() {
        UpdateStore store = UpdateStore.in(new StateFolder(folder));
        for (int i = 1; i <= UpdateRecord.MOST_ENDED + 3; i++) {
            store.save(store.load().ended(result(i, "why"), i % 2 == 0, i));
        }
        UpdateRecord kept = store.load();
        assertThat(kept.endedUpdates())
                .extracting(UpdateResult::atMs)
                .containsExactlyElementsOf(IntStream.rangeClosed(4, UpdateRecord.MOST_ENDED + 3)
                        .mapToObj(i -> (long) i)
                        .toList());
        assertThat(kept.endedUpdates().getLast()).isEqualTo(kept.lastResult());
    }

    @Test
    void shortensReasonsInTheHistoryAlone() {
        String reason = "x".repeat(UpdateRecord.MOST_REASON + 1);
        UpdateRecord record = UpdateRecord.fresh().ended(result(1, reason), true, 1);
        assertThat(record.endedUpdates().getFirst().reason()).hasSize(UpdateRecord.MOST_REASON);
        assertThat(record.failed()).containsValue(reason);
    }

    @Test
    void goesOnFromTheRecordOfAnOlderAgent() {
        UpdateRecord older = new UpdateRecord(UpdatePhase.IDLE, null, result(1, "why"), Map.of(), 1, null, null, null);
        StateFolder state = new StateFolder(folder);
        UpdateStore.in(state).save(older);
        assertThat(folder.resolve(UpdateStore.FILE)).content().doesNotContain("history");
        UpdateRecord read = UpdateStore.in(state).load();
        assertThat(read.endedUpdates()).extracting(UpdateResult::atMs).containsExactly(1L);
        assertThat(read.ended(result(2, ""), false, 2).endedUpdates())
                .extracting(UpdateResult::atMs)
                .containsExactly(1L, 2L);
    }

    private static UpdateResult result(int number, String reason) {
        return new UpdateResult(
                reason.isEmpty() ? UpdateOutcome.COMMITTED : UpdateOutcome.ROLLED_BACK,
                reason,
                "bundle-" + number,
                "release-" + number,
                "v" + number,
                SlotName.A,
                SlotName.A,
                number);
    }
}
