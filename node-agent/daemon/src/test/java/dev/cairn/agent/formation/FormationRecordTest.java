package dev.cairn.agent.formation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormationRecordTest {
    /** Ours: a server took the name of the node that it promoted for its own, and had none afterwards. */
    @Test
    void aServerKeepsItsOwnNameWhileItPromotesAnotherNode() {
        FormationRecord server = FormationRecord.fresh(0).inCluster("c", "pump-1");
        assertThat(server.promoting("pump-2").name()).isEqualTo("pump-1");
        assertThat(server.promoting("pump-2").promotes()).isEqualTo("pump-2");
        assertThat(server.promoting("pump-2").promoting(null).name()).isEqualTo("pump-1");
    }
}
