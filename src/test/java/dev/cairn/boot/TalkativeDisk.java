package dev.cairn.boot;

import dev.cairn.boot.powercut.EspVolume;
import dev.cairn.image.Region;
import dev.cairn.image.gpt.GptReader;
import dev.cairn.image.gpt.Partition;
import dev.cairn.image.slot.SectorText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A written disk made harder and easier to test: its kernels say their command line aloud, and the free clusters of its ESP hold what
 * an update that was given up could have left there, so that an entry which points to a cluster not yet written is noticed.
 */
final class TalkativeDisk {
    /** The release that the remains name. */
    static final String GIVEN_UP = "d1e0".repeat(16);

    private static final int FILLED_CLUSTERS = 32 << 10;

    private TalkativeDisk() {}

    static void of(Path disk) throws IOException {
        try (FileChannel channel = FileChannel.open(disk, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Partition esp = GptReader.read(Region.whole(channel), "disk")
                    .byLabel("cairn-esp")
                    .orElseThrow();
            EspVolume volume = new EspVolume(new Region(channel, esp.offset(), esp.length()));
            EspVolume.Node entry = volume.find("/loader/entries/cairn-a.conf").orElseThrow();
            String good = new String(volume.bytes(entry), StandardCharsets.UTF_8).strip();
            write(channel, esp.offset() + volume.places(entry).getFirst(), good + " ignore_loglevel\n");
            String remains = good.replace("/cairn/a/", "/cairn/b/")
                    .replace("version 1\n", "version 2\n")
                    .replace("cairn.slot=a", "cairn.slot=b")
                    .replaceFirst("cairn\\.release=[0-9a-f]+", "cairn.release=" + GIVEN_UP);
            List<Long> free = volume.free();
            for (long place : free.subList(0, Math.min(FILLED_CLUSTERS, free.size()))) {
                write(channel, esp.offset() + place, remains + "\n");
            }
        }
    }

    private static void write(FileChannel channel, long at, String text) throws IOException {
        byte[] bytes = SectorText.padded(text).getBytes(StandardCharsets.UTF_8);
        if (bytes.length != SectorText.SECTOR_BYTES) {
            throw new IOException("does not fit into a sector: " + text);
        }
        channel.write(ByteBuffer.wrap(bytes), at);
    }
}
