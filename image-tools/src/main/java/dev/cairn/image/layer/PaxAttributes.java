package dev.cairn.image.layer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Owner, rights, time and extended attributes of an entry: what pax records say wins over the header (POSIX.1-2017, pax, "pax Extended Header
 * Keyword Precedence"). Stateless.
 */
final class PaxAttributes {
    private static final Pattern TIME = Pattern.compile("-?\\d{1,18}(\\.\\d{0,18})?");

    private PaxAttributes() {}

    static Attributes of(TarHeader header, PaxRecords pax) throws TarHeader.Malformed {
        Map<String, byte[]> xattrs = PaxXattrs.of(pax);
        return new Attributes(
                AccessControl.mode(header.mode(), pax, xattrs),
                id("uid", header.uid(), pax),
                id("gid", header.gid(), pax),
                time(header.mtime(), pax.get("mtime")),
                xattrs);
    }

    private static int id(String key, long fromHeader, PaxRecords pax) throws TarHeader.Malformed {
        String stated = pax.get(key);
        long id = stated == null ? fromHeader : SparseMap.decimal(stated);
        if (id < 0 || id > 0xffffffffL) {
            throw new TarHeader.Malformed(key + " " + id + " is out of range");
        }
        return (int) id;
    }

    /** Seconds, rounded down also before 1970. */
    private static long time(long fromHeader, @Nullable String stated) throws TarHeader.Malformed {
        if (stated == null) {
            return fromHeader;
        }
        if (!TIME.matcher(stated).matches()) {
            throw new TarHeader.Malformed("time in a pax record is malformed");
        }
        return new BigDecimal(stated).setScale(0, RoundingMode.FLOOR).longValue();
    }
}
