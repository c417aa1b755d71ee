package dev.cairn.app.adapter.drive.linux;

import dev.cairn.app.domain.drive.picture.Content;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Partition types that only members of groups have, from the primary GPT (UEFI 2.10, section 5.3, sectors of 512 or 4096 bytes) or the MBR,
 * and as udev tells them.
 */
final class PartitionTypes {
    private static final int ENTRY = 128;
    private static final int ENTRIES = 128;
    private static final int DYNAMIC_MBR = 0x42;
    private static final Map<String, Content> TYPES = Map.of(
            "5808c8aa-7e8f-42e0-85d2-e1e90434cfb3", Content.DYNAMIC_DISK,
            "af9b60a0-1431-4f62-bc68-3311714a69ad", Content.DYNAMIC_DISK,
            "e75caf8f-f680-4cee-afa3-b001e56efc2d", Content.STORAGE_SPACES,
            "53746f72-6167-11aa-aa11-00306543ecac", Content.CORE_STORAGE,
            "52414944-0000-11aa-aa11-00306543ecac", Content.APPLE_RAID,
            "aa31e02a-400f-11db-9590-000c2911d1b8", Content.VMFS,
            "0x42", Content.DYNAMIC_DISK);

    private PartitionTypes() {}

    /** What a type says, written as udev and GPT tools write it. */
    static Optional<Content> of(String type) {
        return Optional.ofNullable(TYPES.get(type.toLowerCase(Locale.ROOT)));
    }

    static Set<Content> look(Window head) {
        Set<Content> found = EnumSet.noneOf(Content.class);
        for (int sector : new int[] {512, 4096}) {
            if (head.has(sector, "EFI PART")) {
                for (int i = 0; i < ENTRIES; i++) {
                    of(guid(head, 2 * sector + i * ENTRY)).ifPresent(found::add);
                }
            }
        }
        for (int entry = 446; entry < 510; entry += 16) {
            if (head.has(510, "U\u00aa") && head.byteAt(entry + 4) == DYNAMIC_MBR) {
                found.add(Content.DYNAMIC_DISK);
            }
        }
        return found;
    }

    /** The first three fields are little-endian (UEFI 2.10, appendix A). */
    private static String guid(Window head, int at) {
        int first = head.intAt(at, ByteOrder.LITTLE_ENDIAN);
        int middle = head.intAt(at + 4, ByteOrder.LITTLE_ENDIAN);
        long last = head.longAt(at + 8, ByteOrder.BIG_ENDIAN);
        return String.format(
                Locale.ROOT,
                "%08x-%04x-%04x-%04x-%012x",
                first,
                middle & 0xffff,
                middle >>> 16,
                last >>> 48,
                last & 0xffffffffffffL);
    }
}
