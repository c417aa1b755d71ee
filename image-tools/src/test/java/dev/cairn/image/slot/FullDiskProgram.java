package dev.cairn.image.slot;

import dev.cairn.image.ImageException;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds and bakes on a small disk that somebody else fills meanwhile, and prints what came of it: run by the tests in a mount
 * namespace of its own.
 */
public final class FullDiskProgram {
    private FullDiskProgram() {}

    public static void main(String[] arguments) throws IOException {
        Path full = Path.of(arguments[0]);
        Path roomy = Path.of(arguments[1]);
        SlotRequest onFull = new SlotRequest(
                full.resolve("slot"),
                SampleRoots.RELEASE,
                List.of(SampleRoots.baseOs().build()));
        attempt("slot", full, () -> new SlotBuilder().build(onFull, new Filler(full, "squashfs")));
        SlotBundle bundle = SampleRoots.bundle(roomy.resolve("slot"));
        BakeRequest bake = BakeRequest.of(full.resolve("x.img"), bundle, new byte[] {'{', '}'});
        attempt("bake", full, () -> new ImageBaker().bake(bake, new Filler(full, "bake")));
        Files.write(full.resolve("filler"), new byte[1 << 20]);
        try (OutputStream more = Files.newOutputStream(full.resolve("more"))) {
            more.write(new byte[17 << 20]);
        }
        attempt("upfront", full, () -> new ImageBaker().bake(bake, Progress.NONE));
    }

    private static void attempt(String name, Path folder, Runnable work) throws IOException {
        try {
            work.run();
            System.out.println(name + " went through");
        } catch (ImageException e) {
            System.out.println(
                    name + " " + e.code() + " needed " + e.arguments().get("needed"));
        }
        Files.deleteIfExists(folder.resolve("filler"));
        try (Stream<Path> left = Files.list(folder)) {
            System.out.println(name + " left " + left.map(Path::getFileName).toList());
        }
    }

    /** Fills the disk as soon as the named phase begins. */
    private record Filler(Path folder, String phase) implements Progress {
        @Override
        public void report(String reported, String element, long done, long total) {
            Path filler = folder.resolve("filler");
            if (reported.equals(phase) && Files.notExists(filler)) {
                try (OutputStream out = Files.newOutputStream(filler)) {
                    while (true) {
                        out.write(new byte[1 << 12]);
                    }
                } catch (IOException full) {
                    // That is what it is for.
                }
            }
        }
    }
}
