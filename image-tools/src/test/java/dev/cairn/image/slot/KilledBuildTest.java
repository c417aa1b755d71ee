package dev.cairn.image.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.OtherTools;
import dev.cairn.image.StagedFile;
import dev.cairn.image.bake.ImageChunks;
import dev.cairn.image.bake.ImageVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KilledBuildTest {
    @TempDir
    Path folder;

    @Test
    void whateverHasItsFinalNameIsWholeWheneverTheProcessDies() throws IOException, InterruptedException {
        OtherTools.shell(folder, "mkdir t; head -c 20000000 /dev/urandom > t/x; tar -C t -cf more.tar .")
                .ok();
        long whole = build(Files.createDirectory(folder.resolve("whole")), 60_000);
        long seed = 4711;
        Random random = new Random(seed);
        for (int run = 0; run < 4; run++) {
            Path target = Files.createDirectory(folder.resolve("run" + run));
            build(target, whole / 3 + random.nextLong(whole * 2 / 3));
            try (Stream<Path> left = Files.list(target)) {
                for (Path path : left.toList()) {
                    checkWhole(path, "seed " + seed + " run " + run);
                }
            }
        }
    }

    /** Runs a build, kills it after the given time, and tells how long it ran, both in milliseconds. */
    private long build(Path target, long killAfter) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(OtherTools.java(
                        BuildProgram.class,
                        List.of(),
                        target.toString(),
                        folder.resolve("more.tar").toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor(killAfter, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static void checkWhole(Path path, String run) {
        String name = path.getFileName().toString();
        if (name.equals("slot")) {
            assertThat(SlotBundle.open(path).manifest()).as(run).isNotNull();
        } else if (name.equals("x.img.json")) {
            assertThat(new ImageVerifier()
                            .verify(path.resolveSibling("x.img"), dev.cairn.image.Progress.NONE)
                            .intact())
                    .as(run)
                    .isTrue();
        } else if (name.equals("x.img.chunks.json")) {
            assertThat(ImageChunks.beside(path.resolveSibling("x.img"))).as(run).isPresent();
        } else {
            assertThat(name.startsWith(StagedFile.PREFIX) || name.equals("x.img"))
                    .as(run + ": " + name)
                    .isTrue();
        }
    }
}
