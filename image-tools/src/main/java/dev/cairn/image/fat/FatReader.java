package dev.cairn.image.fat;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Region;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a FAT32 volume, also one that others have changed or damaged: every chain and size is bounded (Microsoft FAT specification 1.03, "Boot Sector
 * and BPB", "FAT Data Structure", "FAT Directory Structure" and "FAT Long Directory Entries"). Thread-safe.
 */
@SuppressWarnings("ByteBufferBackingArray") // every buffer here is a whole array of our own
public final class FatReader {
    /** Where the characters of a long name stand in its entry. */
    private static final int[] LONG_CHARS = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};

    private static final int MAX_FOLDERS = 1000;
    private static final int MAX_FOLDER_BYTES = 4 << 20;
    private static final int MAX_FILES = 20_000;
    /** Of all folders together: damaged ones may share their clusters. */
    private static final int MAX_LISTED_BYTES = 32 << 20;

    private final Region volume;
    private final String element;
    private final int clusterBytes;
    private final long fatAt;
    private final long dataAt;
    private final long clusters;
    private final int rootCluster;

    /** A file with its path from the root and its first cluster. */
    public record File(String path, long bytes, int firstCluster) {}

    private record Entry(String name, boolean folder, int cluster, long bytes) {}

    public FatReader(Region volume, String element) {
        this.volume = volume;
        this.element = element;
        ByteBuffer boot = little(read(0, 512));
        int sector = boot.getShort(11) & 0xffff;
        int perCluster = boot.get(13) & 0xff;
        int reserved = boot.getShort(14) & 0xffff;
        int fats = boot.get(16) & 0xff;
        long sectors = boot.getInt(32) & 0xffffffffL;
        long fatSectors = boot.getInt(36) & 0xffffffffL;
        boolean sane = boot.getShort(510) == (short) 0xaa55
                && sector == 512
                && Integer.bitCount(perCluster) == 1
                && reserved > 0
                && fats >= 1
                && fats <= 2
                && boot.getShort(22) == 0
                && fatSectors > 0
                && sectors * sector <= volume.length();
        if (!sane) {
            throw corrupt(0, "the boot sector is not one of FAT32");
        }
        this.clusterBytes = sector * perCluster;
        this.fatAt = (long) reserved * sector;
        this.dataAt = fatAt + fats * fatSectors * sector;
        this.clusters = Math.min((sectors * sector - dataAt) / clusterBytes, fatSectors * sector / 4 - 2);
        this.rootCluster = boot.getInt(44);
    }

    /** All files, folder by folder in the order of the volume. */
    public List<File> files() {
        List<File> files = new ArrayList<>();
        collect(rootCluster, "", new Walk(new HashSet<>(), files));
        return files;
    }

    /** The content of a file of at most {@code maxBytes}; names are compared without regard to case. */
    public Optional<byte[]> read(String path, int maxBytes) {
        return find(path).map(file -> {
            if (file.bytes() > maxBytes) {
                throw corrupt(
                        place(file.firstCluster()),
                        path + " has " + file.bytes() + " bytes, more than the " + maxBytes + " expected");
            }
            return chain(file.firstCluster(), (int) file.bytes());
        });
    }

    /** Where in the volume a file begins that lies in one piece; {@link ImageProblem#FAT_CORRUPT} when it does not. */
    public long offset(File file) {
        long needed = Math.ceilDiv(file.bytes(), clusterBytes);
        for (long i = 0; i < needed; i++) {
            long cluster = file.firstCluster() + i;
            if (cluster < 2 || cluster - 2 >= clusters || i + 1 < needed && next(cluster) != cluster + 1) {
                throw corrupt(fatAt + (cluster - 1) * 4L, file.path() + " does not lie in one piece");
            }
        }
        return needed == 0 ? 0 : place(file.firstCluster());
    }

    private int next(long cluster) {
        return little(read(fatAt + cluster * 4L, 4)).getInt(0) & 0x0fffffff;
    }

    public Optional<File> find(String path) {
        return files().stream()
                .filter(file -> file.path().equalsIgnoreCase(path))
                .findFirst();
    }

    /** What a walk through all folders has met. */
    private static final class Walk {
        final Set<Integer> folders;
        final List<File> files;
        long listedBytes;

        Walk(Set<Integer> folders, List<File> files) {
            this.folders = folders;
            this.files = files;
        }
    }

    private void collect(int cluster, String path, Walk walk) {
        boolean tooMany = walk.folders.size() > MAX_FOLDERS
                || walk.files.size() > MAX_FILES
                || walk.listedBytes > MAX_LISTED_BYTES;
        if (!walk.folders.add(cluster) || tooMany) {
            throw corrupt(place(cluster), "folders lead in circles at " + path);
        }
        byte[] listing = chain(cluster, -1);
        walk.listedBytes += listing.length;
        for (Entry entry : entries(little(listing))) {
            String name = path + "/" + entry.name();
            if (entry.folder()) {
                collect(entry.cluster(), name, walk);
            } else {
                walk.files.add(new File(name, entry.bytes(), entry.cluster()));
            }
        }
    }

    private static List<Entry> entries(ByteBuffer in) {
        List<Entry> entries = new ArrayList<>();
        StringBuilder longName = new StringBuilder();
        for (int at = 0; at + 32 <= in.capacity() && in.get(at) != 0; at += 32) {
            int attributes = in.get(at + 11);
            boolean deleted = (in.get(at) & 0xff) == 0xe5;
            if (!deleted && attributes == 0x0f) {
                longName.insert(0, longPart(in, at));
                continue;
            }
            if (!deleted && (attributes & 0x08) == 0 && in.get(at) != '.') {
                int end = longName.indexOf("\0");
                String name = longName.isEmpty()
                        ? shortName(in, at)
                        : longName.substring(0, end < 0 ? longName.length() : end);
                int first = (in.getShort(at + 20) & 0xffff) << 16 | (in.getShort(at + 26) & 0xffff);
                entries.add(new Entry(name, (attributes & 0x10) != 0, first, in.getInt(at + 28) & 0xffffffffL));
            }
            longName.setLength(0);
        }
        return entries;
    }

    /** Character by character: a pair that stands for one beyond U+FFFF may begin in another part. */
    private static String longPart(ByteBuffer in, int at) {
        StringBuilder part = new StringBuilder();
        for (int place : LONG_CHARS) {
            part.append(in.getChar(at + place));
        }
        return part.toString();
    }

    private static String shortName(ByteBuffer in, int at) {
        String base = new String(in.array(), at, 8, StandardCharsets.ISO_8859_1).strip();
        String extension = new String(in.array(), at + 8, 3, StandardCharsets.ISO_8859_1).strip();
        return extension.isEmpty() ? base : base + "." + extension;
    }

    /** The bytes of a cluster chain; a negative length reads a folder to the chain's end. */
    private byte[] chain(int first, int length) {
        int limit = length < 0 ? MAX_FOLDER_BYTES : length;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Set<Integer> seen = new HashSet<>();
        int cluster = first;
        long namedAt = dataAt;
        while (out.size() < limit) {
            if (cluster < 2 || cluster - 2 >= clusters || !seen.add(cluster)) {
                throw corrupt(namedAt, "a cluster chain leads to cluster " + cluster);
            }
            int count = Math.min(clusterBytes, limit - out.size());
            out.writeBytes(read(place(cluster), count));
            namedAt = fatAt + cluster * 4L;
            cluster = next(cluster);
            if (length < 0 && cluster >= 0x0ffffff8) {
                break;
            }
        }
        return out.toByteArray();
    }

    private byte[] read(long at, int count) {
        try {
            return volume.read(at, count);
        } catch (java.io.EOFException e) {
            throw corrupt(at, "it ends too early");
        } catch (IOException e) {
            throw ImageException.io("fat", element, e);
        }
    }

    /** Where a cluster stands in the volume; that of a cluster that cannot be is where they begin. */
    private long place(int cluster) {
        return dataAt + Math.max(0, cluster - 2L) * clusterBytes;
    }

    private ImageException corrupt(long at, String reason) {
        return new ImageException(
                ImageProblem.FAT_CORRUPT,
                "fat",
                element,
                Map.of("reason", reason, "offset", Long.toString(volume.offset() + at)));
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
