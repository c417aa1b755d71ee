package dev.cairn.image.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** See the package for what is held and how to run a million. */
class ParserFuzzTest {
    private static final int RUNS = Integer.getInteger("cairn.fuzz.runs", 20_000);
    private static final long SEED = Long.getLong("cairn.fuzz.seed", System.nanoTime() & 0xffffffffffL);
    private static final int ENOUGH = 10;
    private static final int PROGRESS = 50_000;
    private static final int HANGS_AFTER_SECONDS = 300;

    /** Specimen and seed of everything that ever failed. */
    private static final List<Map.Entry<String, Long>> FAILED_ONCE = List.of(
            Map.entry("image-manifest", 3127L),
            Map.entry("image-manifest", 4077L),
            Map.entry("xz", 352387503557L),
            Map.entry("xz", 352387809701L),
            Map.entry("xz", 352387929389L),
            Map.entry("xz", 352388037653L),
            Map.entry("xz", 352388068133L),
            Map.entry("content-manifest.json", 199922621626L),
            Map.entry("layers.json", 199922625968L));

    @TempDir
    Path folder;

    @Test
    void damagedInputIsRefusedByNameInBoundedTimeAndMemory() throws IOException, InterruptedException {
        List<Specimen> specimens = new Specimens(folder).all();
        Map<String, Specimen> byName =
                specimens.stream().collect(Collectors.toMap(Specimen::name, Function.identity()));
        Guarded guarded = new Guarded();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        System.out.println("ParserFuzzTest: " + RUNS + " runs from seed " + SEED);
        long start = System.nanoTime();
        Thread worker = Thread.ofPlatform().daemon().name("fuzz").start(() -> {
            FAILED_ONCE.forEach(old ->
                    run(guarded, byName.getOrDefault(old.getKey(), specimens.getFirst()), old.getValue(), failures));
            for (int i = 0; i < RUNS && failures.size() < ENOUGH; i++) {
                run(guarded, specimens.get(i % specimens.size()), SEED + i, failures);
                if (i > 0 && i % PROGRESS == 0) {
                    System.out.println("ParserFuzzTest: " + i + " runs, " + guarded.summary());
                }
            }
        });
        while (worker.isAlive()) {
            worker.join(500);
            assertThat(guarded.secondsOnThis())
                    .as("hangs: %s%n%s", guarded.doing(), Arrays.toString(worker.getStackTrace()))
                    .isLessThan(HANGS_AFTER_SECONDS);
        }
        System.out.println(
                "ParserFuzzTest: " + (System.nanoTime() - start) / 1_000_000_000L + " s, " + guarded.summary());
        assertThat(failures).isEmpty();
    }

    @Test
    void theListOfWhatFailedNamesSpecimensThatThereAre() throws IOException {
        assertThat(new Specimens(folder).all())
                .extracting(Specimen::name)
                .containsAll(FAILED_ONCE.stream().map(Map.Entry::getKey).toList());
    }

    private static void run(Guarded guarded, Specimen specimen, long seed, ConcurrentLinkedQueue<String> failures) {
        Throwable wrong = guarded.run(specimen, seed);
        if (wrong != null) {
            failures.add(specimen.name() + " seed " + seed + ": " + wrong + "\n    "
                    + Arrays.stream(wrong.getStackTrace())
                            .limit(8)
                            .map(StackTraceElement::toString)
                            .collect(Collectors.joining("\n    ")));
        }
    }
}
