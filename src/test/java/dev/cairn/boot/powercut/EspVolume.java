package dev.cairn.boot.powercut;

import dev.cairn.image.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A FAT32 volume as the firmware's driver (EDK II, FatPkg) sees it: the first table counts, a long name counts only with the checksum of
 * its short one, and damage is met when something is looked up, not before.
 */
public final class EspVolume {
    private static final int MAX_FOLDER_BYTES = 1 << 20;

    private final Region volume;
    private final int clusterBytes;
    private final ByteBuffer table;
    private final long dataAt;
    private final int clusters;
    private final int root;

    /** Thrown when a lookup meets something that the driver calls corrupted. */
    public static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damaged(String what) {
            super(what);
        }
    }

    /** A file or folder. */
    public record Node(String name, boolean folder, int firstCluster, long bytes) {}

    public EspVolume(Region volume) {
        this.volume = volume;
        ByteBuffer boot = little(read(0, WriteLog.SECTOR));
        int perCluster = boot.get(13) & 0xff;
        int reserved = boot.getShort(14) & 0xffff;
        int tables = boot.get(16) & 0xff;
        long sectors = boot.getInt(32) & 0xffffffffL;
        long tableSectors = boot.getInt(36) & 0xffffffffL;
        if (boot.getShort(510) != (short) 0xaa55 || boot.getShort(11) != WriteLog.SECTOR || tableSectors == 0) {
            throw new Damaged("no FAT32 in the EFI system partition");
        }
        this.clusterBytes = perCluster * WriteLog.SECTOR;
        long tableAt = (long) reserved * WriteLog.SECTOR;
        this.dataAt = tableAt + tables * tableSectors * WriteLog.SECTOR;
        this.clusters = (int) ((sectors * WriteLog.SECTOR - dataAt) / clusterBytes);
        this.root = boot.getInt(44);
        this.table = little(read(tableAt, (clusters + 2) * Integer.BYTES));
    }

    public int clusterBytes() {
        return clusterBytes;
    }

    /** What stands at a path such as {@code /loader/entries}; names are compared without regard to case. */
    public Optional<Node> find(String path) {
        Node at = new Node("", true, root, 0);
        for (String name : path.split("[/\\\\]")) {
            if (name.isEmpty()) {
                continue;
            }
            if (!at.folder()) {
                return Optional.empty();
            }
            Optional<Node> next = list(at).stream()
                    .filter(node -> node.name().equalsIgnoreCase(name))
                    .findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    /** What stands in a folder, in the order of the disk. */
    public List<Node> list(Node folder) {
        List<Integer> chain = chain(folder.firstCluster(), MAX_FOLDER_BYTES / clusterBytes, true);
        ByteBuffer listing = ByteBuffer.allocate(chain.size() * clusterBytes);
        chain.forEach(cluster -> listing.put(read(place(cluster), clusterBytes)));
        return entries(little(listing.array()));
    }

    /** The whole file; {@link Damaged} when its chain ends before its size. */
    public byte[] bytes(Node file) {
        ByteBuffer whole = ByteBuffer.allocate(Math.toIntExact(file.bytes()));
        for (long place : places(file)) {
            whole.put(read(place, Math.min(clusterBytes, whole.remaining())));
        }
        return whole.array();
    }

    /** Where in the volume the file's clusters stand. */
    public List<Long> places(Node file) {
        return chain(file.firstCluster(), (int) Math.ceilDiv(file.bytes(), clusterBytes), false).stream()
                .map(this::place)
                .toList();
    }

    /** Where in the volume nothing is kept, by the first table. */
    public List<Long> free() {
        return IntStream.range(2, clusters + 2)
                .filter(cluster -> table.getInt(cluster * Integer.BYTES) == 0)
                .mapToObj(this::place)
                .toList();
    }

    private List<Integer> chain(int first, int most, boolean toItsEnd) {
        List<Integer> chain = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        int cluster = first;
        while (chain.size() < most) {
            if (toItsEnd && cluster >= 0x0ffffff8 && !chain.isEmpty()) {
                return chain;
            }
            if (cluster < 2 || cluster >= clusters + 2 || !seen.add(cluster)) {
                throw new Damaged("a cluster chain leads to cluster " + cluster);
            }
            chain.add(cluster);
            cluster = table.getInt(cluster * Integer.BYTES) & 0x0fffffff;
        }
        return chain;
    }

    private static List<Node> entries(ByteBuffer in) {
        List<Node> nodes = new ArrayList<>();
        LongName longName = new LongName();
        for (int at = 0; at + 32 <= in.capacity() && in.get(at) != 0; at += 32) {
            ByteBuffer entry = little(slice(in, at, 32));
            int attributes = entry.get(11);
            boolean deleted = (entry.get(0) & 0xff) == 0xe5;
            if (!deleted && (attributes & 0x3f) == 0x0f) {
                longName.add(entry);
                continue;
            }
            if (!deleted && (attributes & 0x08) == 0 && entry.get(0) != '.') {
                String name = longName.of(entry).orElseGet(() -> shortName(entry));
                int first = (entry.getShort(20) & 0xffff) << 16 | (entry.getShort(26) & 0xffff);
                nodes.add(new Node(name, (attributes & 0x10) != 0, first, entry.getInt(28) & 0xffffffffL));
            }
            longName.forget();
        }
        return nodes;
    }

    private static String shortName(ByteBuffer entry) {
        String base = text(entry, 0, 8, (entry.get(12) & 0x08) != 0);
        String extension = text(entry, 8, 3, (entry.get(12) & 0x10) != 0);
        return extension.isEmpty() ? base : base + "." + extension;
    }

    private static String text(ByteBuffer entry, int at, int count, boolean lower) {
        String text = new String(slice(entry, at, count), java.nio.charset.StandardCharsets.ISO_8859_1).stripTrailing();
        return lower ? text.toLowerCase(Locale.ROOT) : text;
    }

    private byte[] read(long at, int count) {
        try {
            return volume.read(at, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long place(int cluster) {
        return dataAt + (cluster - 2L) * clusterBytes;
    }

    private static byte[] slice(ByteBuffer in, int at, int count) {
        byte[] bytes = new byte[count];
        in.get(at, bytes);
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
