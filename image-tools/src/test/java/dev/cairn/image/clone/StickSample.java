package dev.cairn.image.clone;

import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.drive.DriveWriter;
import dev.cairn.image.drive.WriteRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** A small stick as it is after its first boot: with a data partition at its end, a mounted ESP and a random seed of the boot loader's. */
final class StickSample {
    static final byte[] SEED = "{\"install\":{}}".getBytes(StandardCharsets.UTF_8);

    private StickSample() {}

    static Path written(Path folder) throws IOException {
        Path image = folder.resolve("x.img");
        new ImageBaker().bake(BakeRequest.of(image, SampleRoots.bundle(folder.resolve("slot")), SEED), Progress.NONE);
        Path stick = folder.resolve("stick.img");
        grow(stick, 800L << 20);
        new DriveWriter(Clock.systemUTC()).write(WriteRequest.of(image, stick), Progress.NONE);
        OtherTools.run("sgdisk", "-n", "6:0:0", "-c", "6:cairn-data", stick.toString())
                .ok();
        Path random = folder.resolve("random-seed");
        Files.write(random, SampleRoots.noise(77, 32));
        String esp = stick + "@@1M";
        OtherTools.run("mcopy", "-i", esp, random.toString(), "::/loader/random-seed")
                .ok();
        markMounted(stick);
        return stick;
    }

    static void grow(Path file, long bytes) throws IOException {
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(bytes);
        }
    }

    /** Linux says in the boot sector that a FAT is mounted. */
    private static void markMounted(Path stick) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(stick.toFile(), "rw")) {
            file.seek((1 << 20) + 65);
            file.write(1);
        }
    }
}
