package dev.cairn.image.fat;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.layer.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a FAT32 volume with every file in one piece and a fixed time, so that the same files give the same bytes (Microsoft FAT specification
 * 1.03, "Boot Sector and BPB", "FAT32 FSInfo Sector Structure and Backup Boot Sector" and "FAT Directory Structure"). Add files, then write once; one
 * thread.
 */
@SuppressWarnings("ByteBufferBackingArray") // every buffer here is a whole array of our own
public final class FatWriter {
    private static final int ENTRY = 32;
    private static final int END_OF_CHAIN = 0x0fffffff;
    /** 1980-01-01, the first day that FAT knows. */
    private static final short DATE = 0x21;

    private static final byte FOLDER = 0x10;
    private static final byte ARCHIVE = 0x20;
    private static final byte VOLUME_LABEL = 0x08;

    private final FatGeometry geometry;
    private final int volumeId;
    private final byte[] label;
    private final FatNode root = FatNode.folder();
    private int nextCluster = 2;

    /** @param label at most 11 upper-case letters */
    public FatWriter(long bytes, int volumeId, String label) {
        this.geometry = FatGeometry.of(bytes);
        this.volumeId = volumeId;
        this.label = (label + "           ").substring(0, 11).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Adds a file, making its folders; {@code path} begins with a slash. What FAT has no room for is refused with {@link ImageProblem#FAT_LIMIT}.
     */
    public void add(String path, Content content) {
        FatLimits.check(path, content);
        FatNode here = root;
        String[] parts = path.substring(1).split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            here = here.children.computeIfAbsent(parts[i], name -> FatNode.folder());
            if (!here.folder) {
                throw new IllegalArgumentException("a file and a folder are called " + parts[i] + " in " + path);
            }
        }
        if (here.children.putIfAbsent(parts[parts.length - 1], FatNode.file(content)) != null) {
            throw new IllegalArgumentException("two files are called " + path);
        }
    }

    /**
     * Writes the volume.
     *
     * @param at where in the channel the volume begins; what is not written there must be zeros
     * @param hiddenSectors sectors before the partition on its disk
     */
    public FatVolume write(FileChannel channel, long at, long hiddenSectors) throws IOException {
        FatPieces pieces = pieces(hiddenSectors);
        for (FatPieces.Piece piece : pieces.pieces()) {
            copy(piece.content(), channel, at + piece.offset());
        }
        return pieces.volume();
    }

    /** Lays the volume out without writing it: contents are not read. In place of {@link #write}. */
    public FatPieces pieces(long hiddenSectors) {
        List<FatNode> nodes = new ArrayList<>();
        Map<String, Long> offsets = new java.util.TreeMap<>();
        allocate(root, nodes);
        place(root, "", nodes, offsets);
        int used = nextCluster - 2;
        if (used > geometry.clusters()) {
            throw new ImageException(
                    ImageProblem.ESP_FULL,
                    "bake",
                    "cairn-esp",
                    Map.of(
                            "needed",
                            Long.toString((long) used * FatGeometry.CLUSTER),
                            "room",
                            Long.toString((long) geometry.clusters() * FatGeometry.CLUSTER)));
        }
        byte[] boot = bootSector(hiddenSectors).array();
        byte[] info = infoSector(used).array();
        List<FatPieces.Piece> pieces = new ArrayList<>();
        for (int copy : new int[] {0, 6}) {
            put(pieces, (long) copy * FatGeometry.SECTOR, boot);
            put(pieces, (copy + 1L) * FatGeometry.SECTOR, info);
        }
        byte[] fat = fat(nodes);
        put(pieces, geometry.fatAt(0), fat);
        put(pieces, geometry.fatAt(1), fat);
        addFolder(pieces, root, root);
        for (FatNode node : nodes) {
            if (!node.folder && node.clusters > 0) {
                pieces.add(new FatPieces.Piece(geometry.clusterAt(node.firstCluster), node.content));
            }
        }
        return new FatPieces(new FatVolume(geometry.clusterAt(nextCluster), offsets), pieces);
    }

    private void allocate(FatNode node, List<FatNode> nodes) {
        long bytes = node.folder ? folderBytes(node) : node.content.size();
        node.clusters = Math.toIntExact(Math.ceilDiv(bytes, FatGeometry.CLUSTER));
        node.firstCluster = node.clusters == 0 ? 0 : nextCluster;
        nextCluster += node.clusters;
        nodes.add(node);
    }

    /** Folders come before files, so that what is small and read first lies together. */
    private void place(FatNode folder, String path, List<FatNode> nodes, Map<String, Long> offsets) {
        folder.children.values().stream().filter(node -> node.folder).forEach(node -> allocate(node, nodes));
        folder.children.forEach((name, node) -> {
            if (node.folder) {
                place(node, path + "/" + name, nodes, offsets);
            }
        });
        folder.children.forEach((name, node) -> {
            if (!node.folder) {
                allocate(node, nodes);
                offsets.put(path + "/" + name, geometry.clusterAt(node.firstCluster));
            }
        });
    }

    private long folderBytes(FatNode folder) {
        Set<String> taken = new HashSet<>();
        long entries = folder == root ? 1 : 2;
        for (String name : folder.children.keySet()) {
            entries += 1 + FatName.of(name, taken).longEntries();
        }
        return entries * ENTRY;
    }

    private void addFolder(List<FatPieces.Piece> pieces, FatNode folder, FatNode parent) {
        ByteBuffer out = little(folder.clusters * FatGeometry.CLUSTER);
        if (folder == root) {
            entry(out, label, VOLUME_LABEL, 0, 0);
        } else {
            entry(out, dots("."), FOLDER, folder.firstCluster, 0);
            entry(out, dots(".."), FOLDER, parent == root ? 0 : parent.firstCluster, 0);
        }
        Set<String> taken = new HashSet<>();
        for (Map.Entry<String, FatNode> child : folder.children.entrySet()) {
            FatName name = FatName.of(child.getKey(), taken);
            FatNode node = child.getValue();
            name.writeLong(out);
            entry(out, name.alias(), node.folder ? FOLDER : ARCHIVE, node.firstCluster, node.content.size());
            if (node.folder) {
                addFolder(pieces, node, folder);
            }
        }
        put(pieces, geometry.clusterAt(folder.firstCluster), out.array());
    }

    private static byte[] dots(String name) {
        return (name + "           ").substring(0, 11).getBytes(StandardCharsets.US_ASCII);
    }

    private static void entry(ByteBuffer out, byte[] alias, byte attributes, int cluster, long size) {
        out.put(alias).put(attributes).put((byte) 0).put((byte) 0);
        out.putShort((short) 0).putShort(DATE).putShort(DATE);
        out.putShort((short) (cluster >>> 16)).putShort((short) 0).putShort(DATE);
        out.putShort((short) cluster).putInt((int) size);
    }

    private byte[] fat(List<FatNode> nodes) {
        ByteBuffer fat = little(Math.ceilDiv(nextCluster * 4, FatGeometry.SECTOR) * FatGeometry.SECTOR);
        fat.putInt(0x0ffffff8).putInt(END_OF_CHAIN);
        for (FatNode node : nodes) {
            for (int i = 0; i < node.clusters; i++) {
                int cluster = node.firstCluster + i;
                fat.putInt(cluster * 4, i == node.clusters - 1 ? END_OF_CHAIN : cluster + 1);
            }
        }
        return fat.array();
    }

    private ByteBuffer bootSector(long hiddenSectors) {
        ByteBuffer out = little(FatGeometry.SECTOR);
        out.put(new byte[] {(byte) 0xeb, 0x58, (byte) 0x90}).put("CAIRN1.0".getBytes(StandardCharsets.US_ASCII));
        out.putShort((short) FatGeometry.SECTOR).put((byte) FatGeometry.SECTORS_PER_CLUSTER);
        out.putShort((short) geometry.reservedSectors()).put((byte) FatGeometry.FATS);
        out.putShort((short) 0).putShort((short) 0).put((byte) 0xf8).putShort((short) 0);
        out.putShort((short) 32).putShort((short) 64).putInt((int) hiddenSectors);
        out.putInt((int) geometry.sectors()).putInt(geometry.fatSectors());
        out.putShort((short) 0)
                .putShort((short) 0)
                .putInt(2)
                .putShort((short) 1)
                .putShort((short) 6);
        out.position(64).put((byte) 0x80).put((byte) 0).put((byte) 0x29).putInt(volumeId);
        out.put(label).put("FAT32   ".getBytes(StandardCharsets.US_ASCII));
        out.position(510).put((byte) 0x55).put((byte) 0xaa);
        return out;
    }

    private ByteBuffer infoSector(int used) {
        ByteBuffer out = little(FatGeometry.SECTOR);
        out.putInt(0x41615252).position(484);
        out.putInt(0x61417272).putInt(geometry.clusters() - used).putInt(nextCluster);
        out.position(508).putInt(0xaa550000);
        return out;
    }

    private static void copy(Content content, FileChannel channel, long at) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        try (Content.Source source = content.open()) {
            for (long done = 0; done < content.size(); ) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), content.size() - done));
                source.read(buffer, done);
                buffer.flip();
                while (buffer.hasRemaining()) {
                    done += channel.write(buffer, at + done);
                }
            }
        }
    }

    private static void put(List<FatPieces.Piece> pieces, long at, byte[] bytes) {
        pieces.add(new FatPieces.Piece(at, new Content.InMemory(bytes)));
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
