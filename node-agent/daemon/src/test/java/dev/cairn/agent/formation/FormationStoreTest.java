package dev.cairn.agent.formation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.agent.state.StateFolder;
import dev.cairn.protocol.FormationPhase;
import dev.cairn.protocol.NodeProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormationStoreTest {
    @TempDir
    Path folder;

    @Test
    void keepsEveryPartOfTheRecord() {
        FormationRecord record = new FormationRecord(
                FormationPhase.SERVER,
                "0123456789abcdef",
                "pump-1",
                7,
                3,
                "pump-2",
                List.of("10.0.0.1", "10.0.0.2"),
                NodeProblem.CLUSTER_TWO,
                "besides",
                1_700_000_000_000L);
        store().save(record);
        assertThat(store().load()).contains(record);
    }

    @Test
    void aDamagedRecordIsNeverTakenForNoneSinceThatWouldMakeASecondCluster() throws IOException {
        assertThat(store().load()).isEmpty();
        Files.writeString(folder.resolve(FormationStore.FILE), "{\"phase\":\"ser");
        assertThatThrownBy(() -> store().load()).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> store().load()).isInstanceOf(UncheckedIOException.class);
    }

    private FormationStore store() {
        return FormationStore.in(new StateFolder(folder));
    }
}
