package dev.cairn.image.drive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
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

/** How an image file is compressed, told by its first bytes (RFC 8878, RFC 1952, the .xz and .zip format specifications). Stateless. */
enum Packing {
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

    static Packing of(Path image) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(image)) {
            first = in.readNBytes(LONGEST_MAGIC);
        }
        return Arrays.stream(values())
                .filter(packing -> packing.magic.length > 0 && packing.begins(first))
                .findFirst()
                .orElse(NONE);
    }

    private boolean begins(byte[] first) {
        return first.length >= magic.length && Arrays.equals(first, 0, magic.length, magic, 0, magic.length);
    }

    /** The path that the image has, or had, without this packing; its manifest stands beside that. */
    Path unpackedPath(Path image) {
        String name = String.valueOf(image.getFileName());
        return this != NONE && name.endsWith(suffix)
                ? image.resolveSibling(name.substring(0, name.length() - suffix.length()))
                : image;
    }

    /** The image's bytes in order. */
    InputStream open(Path image) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(image), READ_BYTES);
        try {
            return switch (this) {
                case NONE -> raw;
                case GZIP -> new GZIPInputStream(raw, READ_BYTES);
                case XZ -> new XZInputStream(raw, XZ_MEMORY_KIB);
                case ZSTD -> new ZstdInputStream(raw);
                case BZIP2 -> new BZip2CompressorInputStream(raw, true);
                case ZIP -> onlyFile(raw);
            };
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** The first file of the archive that is not a manifest. */
    private static InputStream onlyFile(InputStream raw) throws IOException {
        ZipInputStream zip = new ZipInputStream(raw);
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && (entry.isDirectory() || entry.getName().endsWith(".json"))) {
            entry = zip.getNextEntry();
        }
        if (entry == null) {
            throw new IOException("the archive holds no image");
        }
        return zip;
    }
}
