package dev.cairn.image.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something good to be damaged.
 *
 * @param good the bytes that are damaged
 * @param places where in the file they stand when the file has more than them; null when they are the whole file
 * @param repair puts right what would stop a parser at the door (checksums)
 */
@SuppressWarnings("ArrayRecordComponent")
record Specimen(String name, Path file, byte[] good, int @Nullable [] places, Consumer<byte[]> repair, Parser parser) {
    static final int PLACE_BYTES = 4096;

    /** Hands the file to the code under test, which must use what it finds. */
    interface Parser {
        void parse(Path file, FileChannel open) throws IOException;
    }

    static Specimen whole(String name, Path file, byte[] good, Consumer<byte[]> repair, Parser parser) {
        return new Specimen(name, file, good, null, repair, parser);
    }

    /** Damages the file as the seed says. */
    void damage(FileChannel channel, long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bad = new Mutator(random).mutate(good, places == null);
        if (random.nextInt(4) > 0) {
            repair.accept(bad);
        }
        if (places == null) {
            channel.truncate(bad.length);
            write(channel, ByteBuffer.wrap(bad), 0);
            return;
        }
        for (int i = 0; i < places.length; i++) {
            write(channel, ByteBuffer.wrap(bad, i * PLACE_BYTES, PLACE_BYTES), places[i]);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long start) throws IOException {
        long at = start;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
