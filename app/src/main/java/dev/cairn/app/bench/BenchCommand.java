package dev.cairn.app.bench;

import dev.cairn.app.cli.Answer;
import dev.cairn.app.cli.Common;
import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.wiring.Cairn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code cairn bench}. */
@Command(name = "bench", description = "Measure on this machine; every figure is the median of five runs.")
public final class BenchCommand {
    private static final int RUNS = 5;
    private static final int NODES = 1000;
    private static final double FIRST_WINDOW_BAR_MS = 3000;

    @Command(description = "The app on a fleet of 1,000 nodes: time to the first usable window. Needs a display.")
    int fleet(@Mixin Common common) {
        return common.answer(() -> {
            try {
                Path home = Files.createTempDirectory("cairn-bench");
                try {
                    return answer("fleet", List.of(firstWindow(common, home)));
                } finally {
                    delete(home);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Command(
            description =
                    "Bakes, re-bakes and updates of Debian 13 roots beside mksquashfs and casync. Needs mmdebstrap,"
                            + " which makes the roots (some minutes), and squashfs-tools.")
    int images(
            @Mixin Common common,
            @Option(
                            names = "--work",
                            paramLabel = "DIR",
                            description = "Where inputs are kept between runs (else the system's temporary folder).")
                    @Nullable
                    Path work) {
        return common.answer(() -> {
            Path folder = work == null ? Path.of(System.getProperty("java.io.tmpdir"), "cairn-bench-images") : work;
            try {
                return answer("images", new ImagesBench(folder.toAbsolutePath(), RUNS, common::say).rows());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        });
    }

    @Command(
            description =
                    "A bundle on its way to nodes: beside scp, over a bad line, and to ten nodes of one site. Needs"
                            + " openssh-server and openssh-client.")
    int push(
            @Mixin Common common,
            @Option(names = "--work", paramLabel = "DIR", description = "Where it works (else a temporary folder).")
                    @Nullable
                    Path work) {
        return common.answer(() -> {
            try {
                Path folder = work == null ? Files.createTempDirectory("cairn-bench-push") : work;
                try {
                    return answer(
                            "push", new PushBench(folder.toAbsolutePath(), daemonLibrary(), RUNS, common::say).rows());
                } finally {
                    delete(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        });
    }

    private static String daemonLibrary() {
        String folders = System.getProperty("cairn.daemon.lib");
        if (folders == null) {
            throw ProblemException.of(AppProblem.DEMO_INCOMPLETE, "bench", "cairn.daemon.lib");
        }
        return folders;
    }

    private static BenchReport.Row firstWindow(Common common, Path home) throws IOException {
        try (Cairn cairn = Cairn.open(home)) {
            cairn.synthesizeFleet().run(NODES, 1);
        }
        common.say("fleet of " + NODES + " nodes made, now " + RUNS + " starts after one that is not counted");
        long[] times = LongStream.rangeClosed(0, RUNS)
                .map(run -> {
                    long time = start(home);
                    common.say("  " + time + " ms");
                    return time;
                })
                .skip(1)
                .sorted()
                .toArray();
        return BenchReport.Row.alone("first window with 1,000 nodes", times[RUNS / 2], "ms", FIRST_WINDOW_BAR_MS);
    }

    private static long start(Path home) {
        try {
            return FirstWindow.measure(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Answer answer(String name, List<BenchReport.Row> rows) {
        return new Answer(
                new BenchReport(name, BenchReport.Machine.here(), rows),
                rows.stream().map(BenchReport.Row::line).toList());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
