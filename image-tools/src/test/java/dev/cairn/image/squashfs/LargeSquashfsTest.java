package dev.cairn.image.squashfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.Bytes;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import dev.cairn.image.layer.Attributes;
import dev.cairn.image.layer.Content;
import dev.cairn.image.layer.StreamedFile;
import dev.cairn.image.layer.Tree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of more than 5 GiB without a hole: contents and tables stand beyond what 32 bits reach. */
class LargeSquashfsTest {
    private static final long LARGE = (4L << 30) + (300L << 20) + 12_345;
    private static final long NEXT = (900L << 20) + 77;
    private static final int LAST = 3_000_001;
    private static final int SMALL = 777;

    @TempDir
    Path folder;

    @Test
    @Tag("nightly")
    void filesAndTablesBeyondFourGibAreFoundByOthers() throws IOException {
        assertThat(Files.getFileStore(folder).getUsableSpace())
                .as("bytes free below %s; this test writes an image of 5.3 GiB there", folder)
                .isGreaterThan(7L << 30);
        Path image = folder.resolve("large.squashfs");
        Attributes plain = new Attributes(0644, 0, 0, 1_000_000_007);
        byte[] value = "value".getBytes(StandardCharsets.UTF_8);
        Attributes noted = new Attributes(0640, 7, 8, 1_000_000_007, Map.of("user.note", value));
        Tree tree = new Tree();
        tree.put("/a-large", StreamedFile.of(noise(1, LARGE), plain));
        tree.put("/b-next", StreamedFile.of(noise(2, NEXT), plain));
        tree.put("/z/last", StreamedFile.of(noise(3, LAST), plain));
        tree.put("/z/noted", StreamedFile.of(noise(4, LAST), noted));
        tree.put("/z/small", StreamedFile.of(noise(5, SMALL), plain));
        try (FileChannel out = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new SquashfsWriter(Compression.NONE).write(tree, out, "large", Progress.NONE);
        }
        assertThat(Files.size(image)).isGreaterThan(LARGE + NEXT + 2 * LAST);
        String listing =
                OtherTools.run("unsquashfs", "-lln", image.toString()).ok().output();
        assertThat(listing).containsPattern(LARGE + " .*/a-large").containsPattern(SMALL + " .*/z/small");
        OtherTools.run(
                        "unsquashfs",
                        "-no-progress",
                        "-d",
                        folder.resolve("found").toString(),
                        image.toString(),
                        "z")
                .ok();
        assertThat(Files.readAllBytes(folder.resolve("found/z/last")))
                .isEqualTo(noise(3, LAST).readAll());
        assertThat(Files.readAllBytes(folder.resolve("found/z/noted")))
                .isEqualTo(noise(4, LAST).readAll());
        assertThat(Files.readAllBytes(folder.resolve("found/z/small")))
                .isEqualTo(noise(5, SMALL).readAll());
        for (Map.Entry<String, Content> file :
                Map.of("a-large", noise(1, LARGE), "b-next", noise(2, NEXT)).entrySet()) {
            assertThat(OtherTools.shell(folder, "unsquashfs -cat large.squashfs " + file.getKey() + " | sha256sum")
                            .ok()
                            .output())
                    .startsWith(digest(file.getValue()));
        }
        try (SquashfsReader reader = SquashfsReader.open(image)) {
            assertThat(reader.read("/z/small")).isEqualTo(noise(5, SMALL).readAll());
            assertThat(reader.read("/z/last")).isEqualTo(noise(3, LAST).readAll());
        }
        OtherTools.onlyRootMounts();
        String script =
                "set -e; mount -t squashfs -o loop,ro \"$0\" \"$1\"; cd \"$1\"; sha256sum z/last; stat -c %s a-large";
        assertThat(OtherTools.run("unshare", "-m", "bash", "-c", script, image.toString(), folder.toString())
                        .ok()
                        .output())
                .startsWith(digest(noise(3, LAST)))
                .endsWith(LARGE + "\n");
    }

    /** Bytes that follow from their place, of which a packer would find none to leave out. */
    private static Content noise(long seed, long size) {
        Bytes bytes = (into, at) -> {
            int count = 0;
            while (into.hasRemaining() && at + count < size) {
                long word = mixed(seed << 48 | (at + count) / 8);
                if ((at + count) % 8 == 0 && into.remaining() >= 8 && size - at - count >= 8) {
                    into.putLong(word);
                    count += 8;
                } else {
                    into.put((byte) (word >>> 56 - 8 * (int) ((at + count) % 8)));
                    count++;
                }
            }
            return count == 0 ? -1 : count;
        };
        return new Content.Range(bytes, "noise " + seed, 0, size);
    }

    /** SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private static long mixed(long number) {
        long z = number * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    private static String digest(Content content) throws IOException {
        MessageDigest digest = Sha256.start();
        ByteBuffer piece = ByteBuffer.allocate(1 << 20);
        try (Content.Source source = content.open()) {
            for (long at = 0; at < content.size(); at += piece.limit()) {
                source.read(piece.clear().limit((int) Math.min(piece.capacity(), content.size() - at)), at);
                digest.update(piece.flip());
            }
        }
        return Sha256.finish(digest);
    }
}
