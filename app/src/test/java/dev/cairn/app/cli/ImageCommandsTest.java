package dev.cairn.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.played.PlayedContent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** The image commands from a library of files to the answers that scripts read. */
@Isolated
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ImageCommandsTest {
    private static final int LIBRARY_FILES = 2;
    private static final long SEED = 20261127;
    private static final int FLIPS = 12;
    private static final String PROFILE = """
            format: 1
            name: shop
            description: A shop with one node
            layers:
              - kind: base-os
                name: debian
                artifact: base
              - kind: kubernetes
                name: k3s
                artifact: k3s
              - kind: application
                name: till
                artifact: till-VERSION.tgz
            """;

    private Path folder = Path.of("");
    private Path agent = Path.of("");
    private Path image = Path.of("");
    private Path next = Path.of("");

    @BeforeAll
    void bakeOne(@TempDir Path shared) throws IOException {
        folder = shared;
        image = folder.resolve("x.img");
        PlayedArtifacts played = new PlayedArtifacts(folder, LIBRARY_FILES);
        agent = played.agentLayer();
        good("fleet", "init", "North");
        good("artifact", "import", "--name", "base", played.baseOs().toString());
        Path k3s = played.kubernetes("v1.34.1+k3s1");
        good("artifact", "import", "--name", "k3s", "--kind", "kubernetes", k3s.toString());
        release("1");
        JsonNode baked = bake(image);
        assertThat(baked.at("/image/path").asString()).isEqualTo(image.toString());
        next = folder.resolve("y.img");
        release("2");
        bake(next);
    }

    /** A release whose application is of this version. */
    private void release(String version) throws IOException {
        PlayedContent.chart(packed(version), version, 50_000);
        good("artifact", "import", "--kind", "chart", packed(version).toString());
        Path profile = Files.writeString(folder.resolve("shop.yaml"), PROFILE.replace("VERSION", version));
        good("profile", "import", profile.toString());
        good("release", "create", "shop");
    }

    private Path packed(String version) {
        return folder.resolve("till-" + version + ".tgz");
    }

    private JsonNode bake(Path out, String... more) {
        List<String> all = new ArrayList<>(List.of("image", "bake", "--release", "shop"));
        all.addAll(List.of("--agent-layer", agent.toString(), "--out", out.toString()));
        all.addAll(Arrays.asList(more));
        return good(all.toArray(String[]::new));
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--home", folder.resolve("home").toString(), "--json"));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private JsonNode good(String... arguments) {
        CommandRun run = run(arguments);
        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.DONE);
        return run.json();
    }

    @Test
    void inspectListsPartitionsLayersDigestsAndSizes() throws Exception {
        JsonNode report = good("image", "inspect", image.toString());
        assertThat(report.get("bytes").asLong()).isEqualTo(Files.size(image));
        assertThat(report.get("partitions").findValuesAsString("label"))
                .containsExactly("cairn-esp", "cairn-bootstrap", "cairn-slot-a", "cairn-slot-b", "cairn-content");
        for (JsonNode partition : report.get("partitions")) {
            String told = tool("sgdisk", "-i", partition.get("number").asString(), image.toString());
            assertThat(told)
                    .contains("Partition unique GUID: "
                            + partition.get("guid").asString().toUpperCase(java.util.Locale.ROOT))
                    .contains("First sector: " + partition.get("offset").asLong() / 512 + " ")
                    .contains("Partition size: " + partition.get("bytes").asLong() / 512 + " sectors");
        }
        assertThat(report.at("/layers/a").findValuesAsString("name"))
                .containsExactly("base-os", "kubernetes", "agent", "configuration");
        assertThat(report.at("/layers/a/0/bytes").asLong()).isGreaterThan((long) LIBRARY_FILES << 20);
        assertThat(report.at("/layers/bootstrap").findValuesAsString("name"))
                .containsExactly("base-os", "agent", "configuration", "bootstrap");
        String release = report.at("/slots/a/release/digest").asString();
        Path root = folder.resolve("home/bundles").resolve(release).resolve("root.squashfs");
        assertThat(report.at("/slots/a/files/root/bytes").asLong()).isEqualTo(Files.size(root));
        assertThat(report.at("/slots/a/files/root/chunks").asInt()).isPositive();
        assertThat(report.at("/slots/a/files/kernel/sha256").asString()).matches("[0-9a-f]{64}");
        assertThat(report.at("/content/0/name").asString()).isEqualTo("till");
        assertThat(report.at("/content/0/bytes").asLong())
                .isEqualTo(packed("1").toFile().length());
        assertThat(tool("sha256sum", folder.resolve("till-1.tgz").toString()))
                .startsWith(report.at("/content/0/sha256").asString());
        JsonNode all = good("image", "list").get("images");
        assertThat(all.findValuesAsString("path")).containsExactly(next.toString(), image.toString());
        assertThat(report.at("/manifest/sha256").asString())
                .isEqualTo(all.at("/1/sha256").asString());
        assertThat(report.get("hasSeed").asBoolean()).isTrue();
        assertThat(report.toString()).as("the seed holds a secret").doesNotContain("enrol");
    }

    @Test
    void verifyNamesThePlaceOfAnySingleFlippedByte() throws IOException {
        JsonNode report = good("image", "verify", image.toString());
        assertThat(report.get("mismatches")).isEmpty();
        JsonNode ranges = good("image", "inspect", image.toString()).at("/manifest/ranges");
        assertThat(report.get("checkedBytes").asLong())
                .isEqualTo(ranges.valueStream()
                        .mapToLong(range -> range.get("bytes").asLong())
                        .sum());
        List<JsonNode> places = new ArrayList<>();
        for (String label : List.of("gpt", "cairn-esp", "cairn-bootstrap", "cairn-slot-a", "cairn-content")) {
            places.add(range(ranges, label));
        }
        places.add(range(ranges, "gpt-backup"));
        Random random = new Random(SEED);
        while (places.size() < FLIPS) {
            places.add(ranges.get(random.nextInt(ranges.size())));
        }
        for (JsonNode range : places) {
            long at = range.get("offset").asLong()
                    + random.nextInt(range.get("bytes").asInt());
            int bit = 1 << random.nextInt(8);
            flip(at, bit);
            try {
                CommandRun run = run("image", "verify", image.toString());
                assertThat(run.exit()).as("byte %s, seed %s", at, SEED).isEqualTo(Exit.FAILED);
                JsonNode error = run.json().get("error");
                assertThat(error.get("code").asString()).isEqualTo("image.not-intact");
                assertThat(error.at("/arguments/count").asString()).isEqualTo("1");
                assertThat(error.at("/arguments/partition")).isEqualTo(range.get("partition"));
                assertThat(error.at("/arguments/offset").asString())
                        .isEqualTo(range.get("offset").asString());
                assertThat(error.get("what").asString()).contains(image.toString());
            } finally {
                flip(at, bit);
            }
        }
        good("image", "verify", image.toString());
    }

    /** The last one of a partition, so that not only beginnings are looked at. */
    private static JsonNode range(JsonNode ranges, String partition) {
        JsonNode last = null;
        for (JsonNode range : ranges) {
            last = range.get("partition").asString().equals(partition) ? range : last;
        }
        assertThat(last).as(partition).isNotNull();
        return java.util.Objects.requireNonNull(last);
    }

    private void flip(long at, int bit) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(at);
            int value = file.read();
            file.seek(at);
            file.write(value ^ bit);
        }
    }

    @Test
    void diffTellsEveryWayForSlotAndContentAndTheSmallest() {
        JsonNode diff = good("image", "diff", image.toString(), next.toString());
        assertThat(diff.get("oldRelease")).isNotEqualTo(diff.get("newRelease"));
        JsonNode slot = diff.get("slot");
        assertThat(slot.get("missingChunks").asInt())
                .as("only the application is new")
                .isZero();
        assertThat(slot.get("smallestBytes").asLong()).isZero();
        assertThat(slot.get("fullZstdBytes").asLong()).isGreaterThan((long) LIBRARY_FILES << 20);
        JsonNode content = diff.get("content");
        assertThat(content.get("newBytes").asLong())
                .isEqualTo(packed("2").toFile().length());
        assertThat(content.get("missingChunks").asInt()).isEqualTo(1);
        assertThat(content.get("chunksBytes").asLong())
                .isEqualTo(packed("2").toFile().length()
                        + content.get("manifestBytes").asLong());
        for (String bytes : List.of("chunksBytes", "chunksZstdBytes", "patchBytes", "fullZstdBytes")) {
            assertThat(diff.get(bytes).asLong())
                    .isEqualTo(slot.get(bytes).asLong() + content.get(bytes).asLong());
        }
        assertThat(diff.get("smallest").asString()).isIn("chunks", "chunks-packed", "patch");
        assertThat(diff.get("smallestBytes").asLong())
                .isBetween(1L, diff.get("chunksBytes").asLong());
    }

    @Test
    void ofCompressedImagesDiffTellsTheChunksAlone() throws Exception {
        for (Path one : List.of(image, next)) {
            tool("zstd", "-q", "-k", one.toString());
        }
        JsonNode plain = good("image", "diff", image.toString(), next.toString());
        JsonNode packed = good("image", "diff", image + ".zst", next + ".zst");
        assertThat(packed.get("chunksBytes")).isEqualTo(plain.get("chunksBytes"));
        assertThat(packed.get("missingChunks")).isEqualTo(plain.get("missingChunks"));
        assertThat(packed.get("patchBytes").isNull()).isTrue();
        assertThat(packed.get("fullZstdBytes").isNull()).isTrue();
        assertThat(packed.get("smallest").asString()).isEqualTo("chunks");
    }

    @Test
    void nothingIsNeededForTheSameImage() {
        JsonNode same = good("image", "diff", image.toString(), image.toString());
        assertThat(same.get("missingChunks").asInt()).isZero();
        assertThat(same.get("smallestBytes").asLong()).isZero();
        assertThat(same.get("oldRelease")).isEqualTo(same.get("newRelease"));
    }

    @Test
    void aMissingImageAndAMissingNameAreToldApart() {
        CommandRun missing = run("image", "diff", folder.resolve("none.img").toString(), image.toString());
        assertThat(missing.exit()).isEqualTo(Exit.FAILED);
        assertThat(missing.json().at("/error/code").asString()).isEqualTo("image.file-missing");
        assertThat(run("image", "diff", image.toString()).exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void aDryRunNamesEveryStepInItsOrderAndWritesNothing() {
        Path never = folder.resolve("never.img");
        JsonNode plan = bake(never, "--dry-run");
        assertThat(plan.get("steps").findValuesAsString("name"))
                .containsExactly(
                        "contents of base-os",
                        "contents of kubernetes",
                        "contents of agent",
                        "contents of configuration",
                        "slot bundle",
                        "bootstrap bundle",
                        "boot partition",
                        "content",
                        "image");
        assertThat(plan.get("steps"))
                .allSatisfy(step -> assertThat(step.get("key").asString()).matches("[0-9a-f]{64}"));
        assertThat(plan.at("/steps/4/atHand").asBoolean())
                .as("the first bake made it")
                .isTrue();
        assertThat(never).doesNotExist();
        assertThat(plan.at("/steps/0/bytes").asLong()).isGreaterThan((long) LIBRARY_FILES << 20);
        assertThat(plan.at("/steps/3/bytes").isNull()).as("the configuration").isTrue();
        assertThat(plan.at("/steps/7/bytes").asLong())
                .isEqualTo(packed("2").toFile().length());
        long whole = plan.at("/steps/8/bytes").asLong();
        assertThat(whole)
                .isGreaterThan(plan.at("/steps/4/bytes").asLong()
                        + plan.at("/steps/5/bytes").asLong()
                        + plan.at("/steps/7/bytes").asLong());
        assertThat(plan.get("rooms")).hasSize(1);
        assertThat(plan.at("/rooms/0/neededBytes").asLong())
                .as("all but the image is at hand")
                .isEqualTo(whole);
        assertThat(plan.at("/rooms/0/freeBytes").asLong()).isGreaterThan(whole);
    }

    @Test
    void aBakeOverAnImageThatExistsIsRefused() {
        CommandRun run = run(
                "image",
                "bake",
                "--release",
                "shop",
                "--agent-layer",
                agent.toString(),
                "--out",
                image.toString(),
                "--dry-run");
        assertThat(run.exit()).isEqualTo(Exit.FAILED);
        assertThat(run.json().at("/error/code").asString()).isEqualTo("image.exists");
    }

    private static String tool(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError("install the Debian packages gdisk, coreutils and zstd: " + command[0], e);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
