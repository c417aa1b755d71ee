package dev.cairn.app.ui.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.ui.sites.AccessModel.State;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.wiring.Cairn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessModelTest {
    @TempDir
    Path folder;

    @Test
    void saysWhyNothingCouldBeOpenedAndMayTryAgain() {
        try (Cairn cairn = Cairn.open(folder)) {
            Site site = cairn.addSite().run(NewSite.named("Harbour"));
            AccessModel model = new AccessModel(cairn.reachKubernetes(), site.id(), UiWork.inline());
            assertThat(model.stateProperty().get()).isEqualTo(new State.Closed());
            model.close();
            model.look();
            assertThat(model.stateProperty().get()).isEqualTo(new State.Closed());
            for (int tries = 0; tries < 2; tries++) {
                model.open();
                assertThat(model.stateProperty().get())
                        .isInstanceOfSatisfying(
                                State.Failed.class,
                                failed -> assertThat(failed.problem().is(AppProblem.SITE_NEVER_REACHED))
                                        .isTrue());
            }
        }
    }
}
