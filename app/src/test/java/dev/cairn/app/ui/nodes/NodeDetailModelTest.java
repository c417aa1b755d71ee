package dev.cairn.app.ui.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.adapter.sqlite.SqliteDatabase;
import dev.cairn.app.adapter.sqlite.SqliteNodeRepository;
import dev.cairn.app.adapter.sqlite.SqliteUpdateHistory;
import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.KeptTrialLog;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.domain.fleet.TrialLogState;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is out of reach: what was taken home earlier is all there is. */
final class NodeDetailModelTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final UpdateEnd GOOD = new UpdateEnd("committed", "", "b1", "r1", "v1", "a", "b", NOW);
    private static final UpdateEnd BAD =
            new UpdateEnd("rolled-back", "why", "b2", "r2", "v2", "b", "b", NOW.plusSeconds(60));
    private static final Node NODE = Node.discovered(
            new NodeId("n1"), "SHA256:x", new LastSeen(NOW, LastSeen.Source.BEACON, "127.0.0.1:1", "me"));

    @TempDir
    Path folder;

    private final List<Problem> problems = new ArrayList<>();

    @Test
    void showsTheUpdatesAndTheLogThatTheInventoryKeeps() throws IOException {
        TrialLog log = new TrialLog(TrialLogState.KEPT, "", NOW, "", "boot", "no route to host", false).of(BAD);
        try (Cairn cairn = inventory(new KeptTrialLog(log, NOW))) {
            NodeDetailModel model = model(cairn);
            assertThat(model.updatesProperty().get()).isNull();
            model.show(NODE);
            List<PastUpdate> updates =
                    Objects.requireNonNull(model.updatesProperty().get());
            assertThat(updates).extracting(PastUpdate::end).containsExactly(BAD, GOOD);
            assertThat(NodeDetailModel.newestFailed(updates)).contains(updates.getFirst());
            List<KeptTrialLog> opened = new ArrayList<>();
            model.openLog(NODE, updates.getFirst(), opened::add);
            model.takeLog(NODE, opened::add);
            assertThat(opened).containsExactly(new KeptTrialLog(log, NOW), new KeptTrialLog(log, NOW));
            Path file = folder.resolve("log.txt");
            model.save(log, file, () -> {});
            assertThat(file).hasContent("no route to host\n");
            assertThat(problems).isEmpty();
            model.save(log, folder.resolve("absent/log.txt"), () -> {});
            assertThat(problems).extracting(Problem::code).containsExactly("file.unwritable");
        }
    }

    @Test
    void saysWhyANodeCannotBeAskedForALogThatIsNotHereYet() throws IOException {
        try (Cairn cairn =
                inventory(new KeptTrialLog(TrialLog.none(TrialLogState.NOT_YET).of(BAD), NOW))) {
            cairn.initFleet().run("North");
            NodeDetailModel model = model(cairn);
            model.show(NODE);
            model.takeLog(NODE, log -> problems.clear());
            assertThat(problems).extracting(Problem::code).containsExactly("node.unreachable");
            assertThat(model.askingProperty().get()).isFalse();
        }
    }

    private NodeDetailModel model(Cairn cairn) {
        return new NodeDetailModel(cairn.listUpdates(), cairn.readNodeLog(), UiWork.inline(), problems::add);
    }

    private Cairn inventory(KeptTrialLog log) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        try (SqliteDatabase database = SqliteDatabase.open(
                home.resolve("cairn.db"), home.resolve("native"), new InventoryEvents(), plain -> {})) {
            new SqliteNodeRepository(database).save(NODE);
            SqliteUpdateHistory history = new SqliteUpdateHistory(database);
            history.add(NODE.id(), List.of(GOOD, BAD), NOW);
            history.keep(NODE.id(), log);
        }
        return Cairn.open(CairnOptions.of(home));
    }
}
