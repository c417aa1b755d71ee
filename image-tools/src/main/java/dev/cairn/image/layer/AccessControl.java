package dev.cairn.image.layer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What remains of a POSIX access control list (POSIX 1003.1e draft 17, section 23; Linux, posix_acl_xattr.h) on a file system that cannot hold one,
 * as squashfs cannot. The group bits of a file with a list are its mask: kept as they are they would give the owning group what the list
 * denies it. Stateless.
 */
final class AccessControl {
    private static final String BINARY = "system.posix_acl_access";
    private static final Pattern GROUP = Pattern.compile("(?:^|[,\\n])\\s*g(?:roup)?::([r-][w-][x-])");
    private static final int VERSION = 2;
    private static final int GROUP_OWNER = 4;

    private AccessControl() {}

    /** The mode with the owning group's rights cut down to what the list grants it; nobody gains anything by the loss of the list. */
    static int mode(int mode, PaxRecords pax, Map<String, byte[]> xattrs) {
        byte @Nullable [] binary = xattrs.get(BINARY);
        String text = pax.get("SCHILY.acl.access");
        int group = 7;
        if (binary != null) {
            group = ownerGroup(binary);
        } else if (text != null) {
            Matcher entry = GROUP.matcher(text);
            group = entry.find() ? rights(entry.group(1)) : 0;
        }
        return mode & ~(070 & ~(group << 3));
    }

    private static int rights(String text) {
        return (text.charAt(0) == 'r' ? 4 : 0) | (text.charAt(1) == 'w' ? 2 : 0) | (text.charAt(2) == 'x' ? 1 : 0);
    }

    private static int ownerGroup(byte[] list) {
        ByteBuffer in = ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
        if (list.length < 4 || in.getInt() != VERSION) {
            return 0;
        }
        int group = 0;
        while (in.remaining() >= 8) {
            int tag = in.getShort();
            int rights = in.getShort() & 7;
            in.getInt();
            group = tag == GROUP_OWNER ? rights : group;
        }
        return group;
    }
}
