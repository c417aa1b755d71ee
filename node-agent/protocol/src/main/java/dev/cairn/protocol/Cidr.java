package dev.cairn.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses (RFC 4632), as clusters take theirs from. Immutable.
 *
 * @param first the lowest address as a number
 * @param prefix how many leading bits all its addresses share, 0 to 32
 */
public record Cidr(long first, int prefix) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int BITS = 32;

    /** Reads {@code 10.42.0.0/16}; throws {@link IllegalArgumentException} with what is wrong with it. */
    public static Cidr parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not of the form 10.42.0.0/16");
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(parts.group(i));
            if (part > 255) {
                throw new IllegalArgumentException(part + " is no part of an IPv4 address");
            }
            address = address << 8 | part;
        }
        int prefix = Integer.parseInt(parts.group(5));
        if (prefix > BITS) {
            throw new IllegalArgumentException("a prefix has at most 32 bits");
        }
        if (address % (1L << BITS - prefix) != 0) {
            throw new IllegalArgumentException("the address has bits behind its prefix");
        }
        return new Cidr(address, prefix);
    }

    /** Whether an address is in both. */
    public boolean overlaps(Cidr other) {
        return first <= other.last() && other.first <= last();
    }

    private long last() {
        return first + (1L << BITS - prefix) - 1;
    }
}
