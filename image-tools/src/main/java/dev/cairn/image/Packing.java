package dev.cairn.image;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How a file is compressed, told by its first bytes (RFC 8878, RFC 1952, the .xz and .zip format specifications). Stateless. */
public enum Packing {
    NONE(""),
    GZIP(".gz", 0x1f, 0x8b),
    XZ(".xz", 0xfd, '7', 'z', 'X', 'Z', 0),
    ZSTD(".zst", 0x28, 0xb5, 0x2f, 0xfd),
    BZIP2(".bz2", 'B', 'Z', 'h'),
    ZIP(".zip", 'P', 'K', 3, 4);

    private static final int READ_BYTES = 1 << 16;
    private static final int XZ_MEMORY_KIB = 192 << 10;
    private static final int LONGEST_MAGIC = 6;

    private final String suffix;
    private final byte[] magic;

    Packing(String suffix, int... magic) {
        this.suffix = suffix;
        ByteBuffer bytes = ByteBuffer.allocate(magic.length);
        Arrays.stream(magic).forEach(value -> bytes.put((byte) value));
        this.magic = bytes.array();
    }

    public static Packing of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(LONGEST_MAGIC));
        }
    }

    public static Packing of(Region file) throws IOException {
        return of(file.read(0, (int) Math.min(LONGEST_MAGIC, file.length())));
    }

    private static Packing of(byte[] first) {
        return Arrays.stream(values())
                .filter(packing -> packing.magic.length > 0 && packing.begins(first))
                .findFirst()
                .orElse(NONE);
    }

    private boolean begins(byte[] first) {
        return first.length >= magic.length && Arrays.equals(first, 0, magic.length, magic, 0, magic.length);
    }

    /** The path that the file has, or had, without this packing. */
    public Path unpackedPath(Path file) {
        String name = String.valueOf(file.getFileName());
        return this != NONE && name.endsWith(suffix)
                ? file.resolveSibling(name.substring(0, name.length() - suffix.length()))
                : file;
    }

    /** The unpacked bytes of packed ones; damage is an {@link IOException}. */
    public InputStream open(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GZIPInputStream(packed, READ_BYTES);
            case XZ -> new XZInputStream(packed, XZ_MEMORY_KIB);
            case ZSTD -> new ZstdInputStream(packed);
            case BZIP2 -> new BZip2CompressorInputStream(packed, true);
            case ZIP -> onlyFile(packed);
        };
    }

    /** The first file of the archive that is not a manifest. */
    private static InputStream onlyFile(InputStream raw) throws IOException {
        ZipInputStream zip = new ZipInputStream(raw);
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && (entry.isDirectory() || entry.getName().endsWith(".json"))) {
            entry = zip.getNextEntry();
        }
        if (entry == null) {
            throw new IOException("the archive holds no file");
        }
        return zip;
    }
}
