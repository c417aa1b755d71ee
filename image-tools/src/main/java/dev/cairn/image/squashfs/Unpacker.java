package dev.cairn.image.squashfs;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks single blocks. Stateless. */
final class Unpacker {
    private Unpacker() {}

    static byte[] unpack(int compressor, byte[] packed, int max) throws IOException {
        return switch (compressor) {
            case Format.COMPRESSOR_ZLIB -> inflate(packed, max);
            case Format.COMPRESSOR_ZSTD -> zstd(packed, max);
            default -> throw new IOException("compressor " + compressor + " is not supported");
        };
    }

    private static byte[] zstd(byte[] packed, int max) throws IOException {
        byte[] out = new byte[max];
        try {
            long size = Zstd.decompressByteArray(out, 0, max, packed, 0, packed.length);
            if (Zstd.isError(size)) {
                throw new IOException("zstd: " + Zstd.getErrorName(size));
            }
            return size == max ? out : Arrays.copyOf(out, (int) size);
        } catch (ZstdException e) {
            throw new IOException("zstd: " + e.getMessage(), e);
        }
    }

    private static byte[] inflate(byte[] packed, int max) throws IOException {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            byte[] out = new byte[max];
            int size = inflater.inflate(out);
            if (!inflater.finished()) {
                throw new IOException("deflated block does not end");
            }
            return size == max ? out : Arrays.copyOf(out, size);
        } catch (DataFormatException e) {
            throw new IOException("deflated block is damaged", e);
        }
    }
}
