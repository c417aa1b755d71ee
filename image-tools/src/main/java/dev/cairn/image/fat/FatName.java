package dev.cairn.image.fat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file name as directory entries (Microsoft FAT specification 1.03, "FAT Long Directory Entries").
 *
 * @param alias the 11 bytes of the short name
 */
@SuppressWarnings("ArrayRecordComponent")
record FatName(String name, byte[] alias, boolean needsLong) {
    private static final Pattern PLAIN = Pattern.compile("[A-Z0-9_$~-]{1,8}(\\.[A-Z0-9_$~-]{1,3})?");
    private static final int CHARS_PER_ENTRY = 13;

    /** Chooses a short name that is not in {@code taken} and adds it there. */
    static FatName of(String name, Set<String> taken) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (PLAIN.matcher(upper).matches() && taken.add(upper)) {
            return new FatName(name, alias(upper), !name.equals(upper));
        }
        int dot = upper.lastIndexOf('.');
        String base = clean(dot > 0 ? upper.substring(0, dot) : upper);
        String extension = dot > 0 ? clean(upper.substring(dot + 1)) : "";
        String end = extension.isEmpty() ? "" : "." + extension.substring(0, Math.min(3, extension.length()));
        for (int i = 1; ; i++) {
            String tail = "~" + i;
            String candidate = base.substring(0, Math.min(base.length(), 8 - tail.length())) + tail + end;
            if (taken.add(candidate)) {
                return new FatName(name, alias(candidate), true);
            }
        }
    }

    private static String clean(String part) {
        return part.replaceAll("[. ]", "").replaceAll("[^A-Z0-9_$~-]", "_");
    }

    private static byte[] alias(String shortName) {
        int dot = shortName.indexOf('.');
        String base = dot < 0 ? shortName : shortName.substring(0, dot);
        String extension = dot < 0 ? "" : shortName.substring(dot + 1);
        String padded = (base + "        ").substring(0, 8) + (extension + "   ").substring(0, 3);
        return padded.getBytes(StandardCharsets.US_ASCII);
    }

    int longEntries() {
        return needsLong ? Math.ceilDiv(name.length(), CHARS_PER_ENTRY) : 0;
    }

    /** Writes the long name's entries, the last part first, as the format wants. */
    void writeLong(ByteBuffer out) {
        for (int part = longEntries(); part >= 1; part--) {
            out.put((byte) (part == longEntries() ? part | 0x40 : part));
            int from = (part - 1) * CHARS_PER_ENTRY;
            for (int i = 0; i < CHARS_PER_ENTRY; i++) {
                if (i == 5) {
                    out.put((byte) 0x0f).put((byte) 0).put(checksum(alias));
                }
                if (i == 11) {
                    out.putShort((short) 0);
                }
                int at = from + i;
                int c = at < name.length() ? name.charAt(at) : at == name.length() ? 0 : 0xffff;
                out.putShort((short) c);
            }
        }
    }

    static byte checksum(byte[] alias) {
        int sum = 0;
        for (byte b : alias) {
            sum = (((sum & 1) << 7) + (sum >>> 1) + (b & 0xff)) & 0xff;
        }
        return (byte) sum;
    }
}
