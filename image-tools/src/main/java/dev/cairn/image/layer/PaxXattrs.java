package dev.cairn.image.layer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Extended attributes as pax records: {@code SCHILY.xattr.NAME} (star manual, "Extended attributes"; GNU tar escapes {@code %} and {@code =})
 * and {@code LIBARCHIVE.xattr.NAME} (libarchive, tar.5, "Pax Interchange Format"). Stateless.
 */
final class PaxXattrs {
    private static final int MAX_NAME = 255;
    private static final int MAX_VALUE = 65536;
    private static final Pattern ESCAPED = Pattern.compile("%([0-9A-Fa-f]{2})");

    private PaxXattrs() {}

    /** Values by full raw name. */
    static Map<String, byte[]> of(PaxRecords pax) throws TarHeader.Malformed {
        if (pax.isEmpty()) {
            return Map.of();
        }
        Map<String, byte[]> found = new TreeMap<>();
        for (Map.Entry<String, String> record : pax.below("LIBARCHIVE.xattr.").entrySet()) {
            put(found, unescape(record.getKey()), base64(record.getValue()));
        }
        for (Map.Entry<String, String> record : pax.below("SCHILY.xattr.").entrySet()) {
            String name = record.getKey().replace("%3D", "=").replace("%25", "%");
            put(found, name, RawName.toBytes(record.getValue()));
        }
        String context = pax.get("RHT.security.selinux");
        if (context != null) {
            put(found, "security.selinux", RawName.toBytes(context));
        }
        return found;
    }

    /** The bounds are those of Linux (limits.h): nothing beyond them can stand in a file system. */
    private static void put(Map<String, byte[]> found, String name, byte[] value) throws TarHeader.Malformed {
        int dot = name.indexOf('.');
        if (dot < 1 || dot == name.length() - 1 || name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
            throw new TarHeader.Malformed("extended attribute with the name " + RawName.toText(name));
        }
        if (value.length > MAX_VALUE) {
            throw new TarHeader.Malformed("extended attribute of " + value.length + " bytes");
        }
        found.put(name, value);
    }

    private static String unescape(String name) {
        return ESCAPED.matcher(name)
                .replaceAll(hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
    }

    private static byte[] base64(String value) throws TarHeader.Malformed {
        try {
            String padding = value.endsWith("=") ? "" : "=".repeat((4 - value.length() % 4) % 4);
            return Base64.getDecoder().decode((value + padding).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new TarHeader.Malformed("extended attribute is not base64");
        }
    }
}
