package dev.cairn.image.layer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The records of pax extended headers (POSIX.1-2017, pax, "pax Header Block": {@code LENGTH KEY=VALUE\n}), raw: those of the whole archive
 * and, winning over them, those of the next entry. Values are bytes whatever {@code hdrcharset} says, as names are. Belongs to one thread.
 */
final class PaxRecords {
    private static final int MAX_BYTES = 16 << 20;

    private final Map<String, String> global = new HashMap<>();
    private final Map<String, String> local = new HashMap<>();
    private final StringBuilder sparseMap = new StringBuilder();
    private long globalBytes;
    private long localBytes;

    void addGlobal(byte[] data) throws TarHeader.Malformed {
        globalBytes += data.length;
        bounded();
        parse(data, global::put);
    }

    void add(byte[] data) throws TarHeader.Malformed {
        localBytes += data.length;
        bounded();
        parse(data, (key, value) -> {
            // Format 0.0 repeats its keys: what they say together is the map of format 0.1.
            if (key.equals("GNU.sparse.offset") || key.equals("GNU.sparse.numbytes")) {
                sparseMap.append(sparseMap.isEmpty() ? "" : ",").append(value);
            } else {
                local.put(key, value);
            }
        });
    }

    private void bounded() throws TarHeader.Malformed {
        if (globalBytes > MAX_BYTES || localBytes > MAX_BYTES) {
            throw new TarHeader.Malformed("more than " + MAX_BYTES + " bytes of pax records");
        }
    }

    /** Forgets what concerned one entry only. */
    void entryDone() {
        local.clear();
        localBytes = 0;
        sparseMap.setLength(0);
    }

    boolean isEmpty() {
        return local.isEmpty() && global.isEmpty();
    }

    /** A record's value; null when there is none or an empty one took it back. */
    @Nullable
    String get(String key) {
        String value = local.containsKey(key) ? local.get(key) : global.get(key);
        return value == null || value.isEmpty() ? null : value;
    }

    String get(String key, String otherwise) {
        String value = get(key);
        return value == null ? otherwise : value;
    }

    /** Offsets and lengths of a sparse file's pieces, separated by commas; null when no record gives them. */
    @Nullable
    String sparseMap() {
        return sparseMap.isEmpty() ? get("GNU.sparse.map") : sparseMap.toString();
    }

    /** Values by what follows {@code prefix} in their keys. */
    Map<String, String> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        for (Map<String, String> records : List.of(global, local)) {
            records.forEach((key, value) -> {
                if (key.startsWith(prefix)) {
                    found.put(key.substring(prefix.length()), value);
                }
            });
        }
        return found;
    }

    private static void parse(byte[] data, BiConsumer<String, String> into) throws TarHeader.Malformed {
        int at = 0;
        while (at < data.length && data[at] != 0) {
            int space = at;
            long length = 0;
            while (space < data.length && data[space] >= '0' && data[space] <= '9' && length < data.length) {
                length = length * 10 + (data[space++] - '0');
            }
            long end = at + length;
            if (space == at || space >= data.length || data[space] != ' ' || end > data.length || end <= space + 2) {
                throw new TarHeader.Malformed("pax record at byte " + at + " has a wrong length");
            }
            String record = RawName.fromBytes(data, space + 1, (int) end - space - 2);
            int equals = record.indexOf('=');
            if (equals <= 0 || data[(int) end - 1] != '\n') {
                throw new TarHeader.Malformed("pax record at byte " + at + " is malformed");
            }
            into.accept(record.substring(0, equals), record.substring(equals + 1));
            at = (int) end;
        }
    }
}
