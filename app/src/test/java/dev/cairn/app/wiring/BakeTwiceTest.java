package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.library.Release;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.library.BakePlan;
import dev.cairn.app.usecase.library.BakeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class BakeTwiceTest {
    @TempDir
    Path folder;

    @Test
    void theSameReleaseGivesTheSameBytesWhateverTheSurroundings() throws Exception {
        Path home = folder.resolve("home");
        Path agent = new PlayedArtifacts(folder).agentLayer();
        try (Cairn cairn = Cairn.open(CairnOptions.of(home).withAgentLayer(agent))) {
            cairn.initFleet().run("North");
            Library.releaseWithContent(cairn, folder);
        }
        Path other = Files.copy(
                agent, Files.createDirectories(folder.resolve("käse")).resolve("another name.tar"));
        String first = bake(
                home,
                agent,
                Map.of("TZ", "Asia/Kathmandu", "LC_ALL", "C"),
                "-Duser.timezone=Asia/Kathmandu",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Dfile.encoding=COMPAT",
                "-XX:ActiveProcessorCount=1");
        // As if on another machine: nothing to take over, and the folders are made anew.
        deleteBelow(home.resolve("cache"));
        deleteBelow(home.resolve("bundles"));
        String second = bake(
                home,
                other,
                Map.of("TZ", "America/St_Johns", "LC_ALL", "C.UTF-8", "LANG", "de_DE.UTF-8"),
                "-Duser.timezone=America/St_Johns",
                "-Duser.language=ar",
                "-Dfile.encoding=UTF-8",
                "-XX:ActiveProcessorCount=7");
        assertThat(second).isEqualTo(first);
    }

    @Test
    void thePlanNamesEveryStepAndWritesNothing() throws Exception {
        Path home = folder.resolve("home");
        Path agent = new PlayedArtifacts(folder).agentLayer();
        try (Cairn cairn = Cairn.open(CairnOptions.of(home).withAgentLayer(agent))) {
            cairn.initFleet().run("North");
            Release release = Library.release(cairn, folder);
            BakePlan whole = cairn.bakeImage().plan(BakeRequest.of(release.digest()));
            List<BakePlan.Step> plan = whole.steps();
            assertThat(plan)
                    .extracting(BakePlan.Step::name)
                    .containsExactly(
                            "contents of base-os",
                            "contents of kubernetes",
                            "contents of agent",
                            "contents of configuration",
                            "slot bundle",
                            "bootstrap bundle",
                            "boot partition",
                            "image");
            assertThat(plan).noneMatch(BakePlan.Step::atHand);
            assertThat(Files.exists(home.resolve("images"))).isFalse();
            assertThat(Files.exists(home.resolve("bundles"))).isFalse();
            assertThat(Files.exists(home.resolve("cache"))).isFalse();
            cairn.bakeImage().start(BakeRequest.of(release.digest())).await();
            BakePlan now = cairn.bakeImage().plan(BakeRequest.of(release.digest()));
            List<BakePlan.Step> again = now.steps();
            assertThat(again)
                    .extracting(BakePlan.Step::key)
                    .isEqualTo(plan.stream().map(BakePlan.Step::key).toList());
            assertThat(again.subList(0, 6)).allMatch(BakePlan.Step::atHand);
            long slot = Objects.requireNonNull(again.get(4).bytes());
            assertThat(Objects.requireNonNull(plan.get(4).bytes()))
                    .as("estimated before it was made")
                    .isBetween(slot * 8 / 10, slot * 12 / 10);
            assertThat(whole.rooms())
                    .singleElement()
                    .satisfies(room -> assertThat(room.neededBytes()).isGreaterThan(2 * slot));
            assertThat(now.rooms())
                    .singleElement()
                    .satisfies(room -> assertThat(room.neededBytes())
                            .as("the image alone")
                            .isBetween(slot, 2 * slot + (16 << 20)));
        }
    }

    private String bake(Path home, Path agent, Map<String, String> environment, String... options) throws Exception {
        Path image = Files.createTempDirectory(folder, "out").resolve("x.img");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.cairn.app.CairnApp"));
        command.addAll(List.of("image", "bake", "--home", home.toString(), "--release", "shop"));
        command.addAll(List.of("--agent-layer", agent.toString(), "--out", image.toString()));
        Path said = folder.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(said, java.nio.charset.StandardCharsets.ISO_8859_1))
                .isZero();
        return sha256(image);
    }

    private static String sha256(Path image) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(image), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void deleteBelow(Path place) throws IOException {
        try (var tree = Files.walk(place)) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
