package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.cli.CairnCommand;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.image.bake.ImageInspector;
import dev.cairn.protocol.AfterInstall;
import dev.cairn.protocol.InstallRule;
import dev.cairn.protocol.Seed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cairn drive write} with another seed than the image's. */
final class DriveSeedsTest {
    @TempDir
    Path folder;

    @Test
    void aStickGetsTheRuleInItsSeedAndASeedOfOneMachineIsRefused() throws Exception {
        Path image = bake();
        Path stick = folder.resolve("stick.img");
        assertThat(write(image, stick, "largest-internal,min=64G,erase-data,countdown=5,power-off"))
                .isZero();
        Seed own = seed(image);
        assertThat(seed(stick))
                .isEqualTo(own.installing(
                        new InstallRule("largest-internal", 64_000_000_000L, true, 5, AfterInstall.POWER_OFF)));

        Path seed =
                Files.write(folder.resolve("seed.json"), own.named("ridge-1").toPaddedBytes());
        Path none = folder.resolve("none.img");
        assertThat(write(image, none, "only-internal", "--seed", seed.toString()))
                .isEqualTo(1);
        for (String wrong :
                List.of("first", "only-internal,min=many", "only-internal,dance", "only-internal,countdown=-1")) {
            assertThat(write(image, none, wrong)).as(wrong).isEqualTo(2);
        }
        assertThat(none).doesNotExist();
    }

    @Test
    void drivesOfOneImageGoToTheSitesThatAreNamed() throws Exception {
        Path image = bake();
        try (Cairn cairn = Cairn.open(CairnOptions.of(folder.resolve("home")))) {
            cairn.addSite().run(NewSite.named("Ridge"));
            cairn.addSite().run(NewSite.named("Valley"));
        }
        for (String site : List.of("Ridge", "Valley")) {
            Path drive = folder.resolve(site + ".img");
            assertThat(run(image, drive, "--site", site)).isZero();
            Seed seed = seed(drive);
            assertThat(seed.siteName()).isEqualTo(site);
            assertThat(seed).isEqualTo(seed(image).at(Objects.requireNonNull(seed.siteId()), site));
        }
        Path nowhere = folder.resolve("nowhere.img");
        assertThat(run(image, nowhere, "--site", "Atlantis")).isEqualTo(1);
        assertThat(nowhere).doesNotExist();
    }

    private int write(Path image, Path target, String rule, String... more) {
        List<String> all = new ArrayList<>(List.of("--install", rule));
        all.addAll(List.of(more));
        return run(image, target, all.toArray(String[]::new));
    }

    private int run(Path image, Path target, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("drive", "write", image.toString(), "--to", target.toString()));
        arguments.addAll(List.of("--yes", "--json"));
        arguments.addAll(List.of("--home", folder.resolve("home").toString()));
        arguments.addAll(List.of(more));
        return CairnCommand.run(arguments.toArray(String[]::new), Map.of());
    }

    private Path bake() throws Exception {
        Path agent = new PlayedArtifacts(folder).agentLayer();
        try (Cairn cairn = Cairn.open(CairnOptions.of(folder.resolve("home")).withAgentLayer(agent))) {
            cairn.initFleet().run("North");
            Release release = Library.release(cairn, folder);
            Image image =
                    cairn.bakeImage().start(BakeRequest.of(release.digest())).await();
            return image.path();
        }
    }

    private static Seed seed(Path disk) {
        return Seed.read(new ImageInspector().inspect(disk).seed().orElseThrow().getBytes(StandardCharsets.UTF_8));
    }
}
