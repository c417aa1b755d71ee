package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.activity.ActivityEntry;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.usecase.fleet.NewSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CairnTest {
    @TempDir
    Path home;

    @Test
    void keepsAFleetAndItsSitesOverARestart() {
        Site added;
        try (Cairn cairn = Cairn.open(home)) {
            cairn.initFleet().run("North");
            added = cairn.addSite().run(NewSite.named("Harbour"));
        }
        try (Cairn cairn = Cairn.open(home)) {
            assertThat(cairn.initFleet().required().name()).isEqualTo("North");
            assertThat(cairn.listSites().find("harbour")).isEqualTo(added);
            assertThat(cairn.listActivity().latest(10))
                    .extracting(ActivityEntry::action)
                    .containsExactly("site.added", "fleet.made");
        }
    }

    @Test
    void refusesASecondCopyOnTheSameDataFolder() {
        try (Cairn cairn = Cairn.open(home)) {
            assertThatThrownBy(() -> Cairn.open(cairn.home())).satisfies(Expect.problem(AppProblem.DATABASE_LOCKED));
        }
        Cairn.open(home).close();
    }

    @Test
    void keepsKeysReadableByTheirOwnerAlone() throws Exception {
        try (Cairn cairn = Cairn.open(home)) {
            cairn.initFleet().run("North");
        }
        try (Stream<Path> keys = Files.list(home.resolve("keys"))) {
            assertThat(keys)
                    .hasSize(3)
                    .allSatisfy(key -> assertThat(Files.getPosixFilePermissions(key))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void refusesASecondFleetAndATakenSiteNameWithoutChangingAnything() {
        try (Cairn cairn = Cairn.open(home)) {
            cairn.initFleet().run("North");
            cairn.addSite().run(NewSite.named("Harbour"));
            assertThatThrownBy(() -> cairn.initFleet().run("South")).satisfies(Expect.problem(AppProblem.FLEET_EXISTS));
            assertThatThrownBy(() -> cairn.addSite().run(NewSite.named("HARBOUR")))
                    .satisfies(Expect.problem(AppProblem.SITE_NAME_TAKEN));
            assertThatThrownBy(() -> cairn.addSite().run(NewSite.named("bell\u0007")))
                    .satisfies(Expect.problem(AppProblem.NAME_INVALID));
            assertThat(cairn.listSites().all()).hasSize(1);
            assertThat(cairn.listActivity().latest(10)).hasSize(2);
        }
    }

    @Test
    void tellsWhatHasChangedAfterItWasStored() {
        try (Cairn cairn = Cairn.open(home)) {
            List<Set<Topic>> told = new ArrayList<>();
            cairn.events().listen(told::add);
            cairn.addSite().run(NewSite.named("Harbour"));
            assertThat(told).containsExactly(Set.of(Topic.SITES, Topic.ACTIVITY));
        }
    }

    @Test
    void listsAThousandNodesAndTheirSites() {
        try (Cairn cairn = Cairn.open(home)) {
            assertThat(cairn.synthesizeFleet().run(1_000, 7)).isEqualTo(1_000);
            assertThat(cairn.listNodes().all()).hasSize(1_000);
            assertThat(cairn.listSites().all()).hasSize(100);
            assertThat(cairn.overviewSummary().now().nodes()).isEqualTo(1_000);
        }
    }

    @Test
    void offersSampleProfilesOfTheRightShape() throws Exception {
        try (Cairn cairn = Cairn.open(home)) {
            for (String name : List.of("store-edge", "plant-with-apps")) {
                String yaml = Files.readString(Path.of("..", "resources", "profiles", name + ".yaml"));
                assertThat(cairn.validateProfile().run(yaml).findings())
                        .extracting(finding -> finding.problem().code())
                        .containsOnly(AppProblem.PROFILE_ARTIFACT_MISSING.code());
            }
        }
    }
}
