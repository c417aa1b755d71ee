package dev.cairn.image.layer;

import java.util.Map;

/** The records of a pax extended header (POSIX.1-2017, pax, "pax Header Block"): {@code LENGTH KEY=VALUE\n}, raw. */
final class PaxHeader {
    private PaxHeader() {}

    static void parse(byte[] data, Map<String, String> into) throws TarHeader.Malformed {
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
            into.put(record.substring(0, equals), record.substring(equals + 1));
            at = (int) end;
        }
    }
}
