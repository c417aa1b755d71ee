package dev.cairn.app.adapter.drive;

import dev.cairn.app.domain.drive.Drive.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds members of LUKS (on-disk format, section 2.1), LVM2 (label in one of the first four sectors), Linux RAID (superblock
 * versions 1.1 and 1.2) and swap areas that are not in use now.
 */
final class MemberSignature {
    private static final int HEAD = 8192;
    private static final byte[] LUKS = {'L', 'U', 'K', 'S', (byte) 0xba, (byte) 0xbe};
    private static final byte[] LVM = "LABELONE".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RAID = {(byte) 0xfc, 0x4e, 0x2b, (byte) 0xa9};
    private static final byte[] SWAP = "SWAPSPACE2".getBytes(StandardCharsets.US_ASCII);

    private MemberSignature() {}

    /** Why this device must not be written, as far as its first bytes tell. */
    static Optional<Refusal> look(Path device) {
        try (InputStream in = Files.newInputStream(device)) {
            byte[] head = in.readNBytes(HEAD);
            boolean lvm = at(head, 0, LVM) || at(head, 512, LVM) || at(head, 1024, LVM) || at(head, 1536, LVM);
            if (at(head, 0, LUKS) || lvm || at(head, 0, RAID) || at(head, 4096, RAID)) {
                return Optional.of(Refusal.MEMBER);
            }
            return at(head, 4086, SWAP) ? Optional.of(Refusal.SWAP) : Optional.empty();
        } catch (IOException e) {
            return Optional.of(Refusal.UNREADABLE);
        }
    }

    private static boolean at(byte[] head, int offset, byte[] magic) {
        return head.length >= offset + magic.length
                && Arrays.equals(head, offset, offset + magic.length, magic, 0, magic.length);
    }
}
