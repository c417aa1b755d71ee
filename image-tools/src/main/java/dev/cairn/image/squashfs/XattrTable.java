package dev.cairn.image.squashfs;

import dev.cairn.image.layer.RawName;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Extended attributes; equal sets are stored once. Squashfs knows {@code user.}, {@code trusted.} and {@code security.} only (Linux,
 * fs/squashfs/xattr.c): others cannot be stored and are left out. POSIX ACLs, which are {@code system.}, have cut the mode down by then (decision
 * {@code acls-in-slots}). Belongs to one thread.
 */
final class XattrTable {
    private static final List<String> PREFIXES = List.of("user.", "trusted.", "security.");

    private record Set(long reference, int count, long bytes) {}

    private final MetadataTable values;
    private final Packer packer;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Set> sets = new ArrayList<>();

    XattrTable(Packer packer) {
        this.packer = packer;
        this.values = new MetadataTable(packer);
    }

    /** The number of this set, or {@link Format#NONE} when there is nothing to store. */
    int number(Map<String, byte[]> xattrs) {
        if (xattrs.isEmpty()) {
            return Format.NONE;
        }
        TreeMap<String, byte[]> known = new TreeMap<>();
        StringBuilder key = new StringBuilder();
        xattrs.forEach((name, value) -> {
            if (PREFIXES.stream().anyMatch(name::startsWith)) {
                known.put(name, value);
            }
        });
        known.forEach((name, value) -> key.append(name)
                .append('\0')
                .append(HexFormat.of().formatHex(value))
                .append('\n'));
        if (known.isEmpty()) {
            return Format.NONE;
        }
        @Nullable Integer number = numbers.get(key.toString());
        if (number != null) {
            return number;
        }
        numbers.put(key.toString(), sets.size());
        sets.add(store(known));
        return sets.size() - 1;
    }

    private Set store(Map<String, byte[]> xattrs) {
        long reference = values.reference();
        long bytes = 0;
        for (Map.Entry<String, byte[]> entry : xattrs.entrySet()) {
            String name = entry.getKey();
            int type = typeOf(name);
            byte[] suffix = RawName.toBytes(name.substring(PREFIXES.get(type).length()));
            LittleEndian record = new LittleEndian(64);
            record.u16(type).u16(suffix.length).bytes(suffix);
            record.u32(entry.getValue().length).bytes(entry.getValue());
            values.add(record);
            bytes += name.length() + 1L;
        }
        return new Set(reference, xattrs.size(), bytes);
    }

    private static int typeOf(String name) {
        for (int i = 0; i < PREFIXES.size(); i++) {
            if (name.startsWith(PREFIXES.get(i))) {
                return i;
            }
        }
        throw new AssertionError(name);
    }

    boolean isEmpty() {
        return sets.isEmpty();
    }

    /** The tables from {@code start} of the file on, followed by the header to which the superblock points. */
    Tables finish(long start) {
        byte[] stored = values.finish();
        MetadataTable ids = new MetadataTable(packer);
        LittleEndian records = new LittleEndian(sets.size() * 16);
        sets.forEach(set -> records.u64(set.reference()).u32(set.count()).u32(set.bytes()));
        ids.add(records);
        byte[] storedIds = ids.finish();
        long idsAt = start + stored.length;
        LittleEndian header = new LittleEndian(64);
        header.u64(start).u32(sets.size()).u32(0).bytes(ids.index(idsAt));
        LittleEndian all = new LittleEndian(stored.length + storedIds.length + header.size());
        all.bytes(stored).bytes(storedIds).bytes(header.array(), 0, header.size());
        return new Tables(all.toBytes(), idsAt + storedIds.length);
    }

    /** All bytes, and where the header stands in the file. */
    @SuppressWarnings("ArrayRecordComponent")
    record Tables(byte[] bytes, long headerAt) {}
}
