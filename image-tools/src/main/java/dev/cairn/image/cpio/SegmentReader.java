package dev.cairn.image.cpio;

import dev.cairn.image.layer.RawName;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** Goes through the segments of one initrd (Linux init/initramfs.c, unpack_to_rootfs). Belongs to one thread. */
final class SegmentReader {
    /** No machine takes more: an initrd is unpacked to memory. */
    private static final long MAX_UNPACKED = 4L << 30;

    private static final int MAX_PACKED_SEGMENTS = 64;

    private final InitrdInput input;
    private final InitrdReader.Visitor visitor;
    private long unpacked;
    private int packedSegments;
    private long entryAt = -1;
    private boolean stopped;

    SegmentReader(InitrdInput input, InitrdReader.Visitor visitor) {
        this.input = input;
        this.visitor = visitor;
    }

    /** Where in the initrd trouble stands: the entry that is being read, or in packed ones what was taken last. */
    long place() {
        return entryAt >= 0 ? entryAt : input.position();
    }

    void all() throws IOException {
        while (!stopped && front() >= 0) {
            packed();
        }
    }

    /** Reads plain entries; the answer is the first byte of what is none, or -1 at the end. */
    int front() throws IOException {
        int next = input.skipZeros();
        while (!stopped && next == '0' && input.position() % 4 == 0) {
            entryAt = input.position();
            entry(input);
            entryAt = -1;
            next = input.skipZeros();
        }
        return next;
    }

    private void packed() throws IOException {
        if (++packedSegments > MAX_PACKED_SEGMENTS) {
            throw new IOException("it has more than " + MAX_PACKED_SEGMENTS + " packed segments");
        }
        InitrdPacking packing = InitrdPacking.of(input)
                .orElseThrow(() -> new IOException("neither an archive nor a packed one begins here"));
        try (UnpackedSegment segment = open(packing)) {
            int next = segment.skipZeros();
            while (!stopped && next >= 0) {
                if (next != '0' || segment.position() % 4 != 0) {
                    throw new IOException("what is packed is no archive");
                }
                entry(segment);
                next = segment.skipZeros();
            }
            unpacked += segment.position();
        }
    }

    /** Unpackers read the first bytes when they are made. */
    private UnpackedSegment open(InitrdPacking packing) throws IOException {
        try {
            return new UnpackedSegment(packing.open(input), MAX_UNPACKED - unpacked);
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private void entry(PlacedStream in) throws IOException {
        CpioHeader header = header(in);
        byte[] name = in.readNBytes(header.nameBytes());
        if (name.length < header.nameBytes()) {
            throw new EOFException();
        }
        CpioEntry entry = header.named(text(name));
        in.skipNBytes(CpioHeader.padding(CpioHeader.BYTES + (long) name.length));
        boolean end = entry.name().equals(CpioHeader.END);
        if (end && entry.bytes() > 0) {
            throw new IOException("the end of an archive has a content");
        }
        EntryContent content = new EntryContent(in, entry.bytes(), header.summed() && entry.regular());
        stopped = !end && !visitor.entry(entry, content);
        if (!stopped) {
            int sum = content.finish();
            if (header.summed() && entry.regular() && sum != header.sum()) {
                throw new IOException("the checksum of " + RawName.toText(entry.name()) + " is another");
            }
            in.readNBytes(CpioHeader.padding(entry.bytes()));
        }
    }

    private static CpioHeader header(PlacedStream in) throws IOException {
        byte[] head = in.readNBytes(CpioHeader.BYTES);
        if (head.length < CpioHeader.BYTES) {
            throw new EOFException();
        }
        return CpioHeader.parse(head);
    }

    /** Up to the first zero: some writers fill up with more of them. */
    private static String text(byte[] name) throws IOException {
        if (name[name.length - 1] != 0 || name[0] == 0) {
            throw new IOException("a name without an end");
        }
        int end = 0;
        while (name[end] != 0) {
            end++;
        }
        return RawName.fromBytes(name, 0, end);
    }

    boolean begins() {
        try {
            if (input.skipZeros() == '0') {
                header(input);
                return true;
            }
            Optional<InitrdPacking> packing = InitrdPacking.of(input);
            if (packing.isEmpty()) {
                return false;
            }
            try (UnpackedSegment segment = open(packing.get())) {
                segment.skipZeros();
                header(segment);
                return true;
            }
        } catch (IOException e) {
            return false;
        }
    }
}
