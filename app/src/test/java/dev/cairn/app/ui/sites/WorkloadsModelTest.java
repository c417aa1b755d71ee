package dev.cairn.app.ui.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.adapter.sqlite.SqliteDatabase;
import dev.cairn.app.adapter.sqlite.SqliteWorkloadLooks;
import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.kubernetes.ClusterContents;
import dev.cairn.app.domain.kubernetes.WorkloadsLook;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.wiring.Cairn;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that nobody reaches: what is kept of it is all there is. */
final class WorkloadsModelTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final WorkloadsLook LOOK =
            new WorkloadsLook(NOW, "harbour-1", "me", new ClusterContents(List.of(), List.of(), List.of()));

    @TempDir
    Path folder;

    @Test
    void saysThatNobodyLookedAndThenWhyALookFailed() {
        try (Cairn cairn = Cairn.open(folder)) {
            Site site = cairn.addSite().run(NewSite.named("Harbour"));
            WorkloadsModel model = model(cairn, site);
            assertThat(model.stateProperty().get()).isInstanceOf(Loadable.Loading.class);
            model.readKept();
            assertThat(model.stateProperty().get()).isInstanceOf(Loadable.Empty.class);
            model.look();
            assertThat(model.lookingProperty().get()).isFalse();
            assertThat(model.stateProperty().get())
                    .isInstanceOfSatisfying(
                            Loadable.Failed.class,
                            failed -> assertThat(((Loadable.Failed<?>) failed)
                                            .problem()
                                            .is(AppProblem.SITE_NEVER_REACHED))
                                    .isTrue());
            assertThat(model.failureProperty().get()).isNull();
        }
    }

    @Test
    void keepsTheOldLookInSightWhenANewOneFails() {
        Site site;
        try (Cairn cairn = Cairn.open(folder)) {
            site = cairn.addSite().run(NewSite.named("Harbour"));
        }
        try (SqliteDatabase database = SqliteDatabase.open(
                folder.resolve("cairn.db"), folder.resolve("native"), new InventoryEvents(), plain -> {})) {
            new SqliteWorkloadLooks(database).keep(site.id(), LOOK);
        }
        try (Cairn cairn = Cairn.open(folder)) {
            WorkloadsModel model = model(cairn, site);
            model.readKept();
            model.look();
            assertThat(model.stateProperty().get())
                    .isInstanceOfSatisfying(
                            Loadable.Ready.class,
                            ready -> assertThat(((Loadable.Ready<?>) ready).value())
                                    .isEqualTo(LOOK));
            Problem why = model.failureProperty().get();
            assertThat(why).isNotNull();
            assertThat(why.is(AppProblem.SITE_NEVER_REACHED)).isTrue();
        }
    }

    private static WorkloadsModel model(Cairn cairn, Site site) {
        return new WorkloadsModel(cairn.listWorkloads(), site.id(), InstantSource.fixed(NOW), UiWork.inline());
    }
}
