package dev.cairn.app.adapter.vault;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The readable part of a vault's file and the sealed part behind it. Big endian: {@code CAIRNVLT} (8), format 1 (2), number of slots (2),
 * slots of {@link KeySlot#BYTES}, nonce (12), length of the sealed part (4), then that part, and nothing more. All that comes before the sealed part is
 * its associated data.
 */
record VaultHeader(List<KeySlot> slots, byte[] nonce, byte[] associated, byte[] sealed) {
    /** Magic and format: what every slot is bound to. */
    static final byte[] PREFIX = "CAIRNVLT\0\1".getBytes(StandardCharsets.US_ASCII);

    static final int MOST_SLOTS = 8;

    private static final int MAGIC_BYTES = 8;
    private static final int FORMAT = 1;
    private static final int START = 12;
    private static final int LENGTH_BYTES = 4;

    static int associatedBytes(int slots) {
        return START + slots * KeySlot.BYTES + Seal.NONCE_BYTES + LENGTH_BYTES;
    }

    /** Reads a whole file; refused are newer formats and whatever is not as long or as shaped as it says. */
    static VaultHeader read(byte[] file, Damage damage) {
        if (file.length < START) {
            throw damage.at(file.length, "the file ends in its header");
        }
        for (int i = 0; i < MAGIC_BYTES; i++) {
            if (file[i] != PREFIX[i]) {
                throw damage.at(i, "not a vault");
            }
        }
        ByteBuffer in = ByteBuffer.wrap(file).position(MAGIC_BYTES);
        int format = Short.toUnsignedInt(in.getShort());
        if (format > FORMAT) {
            throw ProblemException.of(AppProblem.VAULT_NEWER, "open", damage.file(), "found", format, "known", FORMAT);
        }
        int count = Short.toUnsignedInt(in.getShort());
        if (format != FORMAT || count < 1 || count > MOST_SLOTS) {
            throw damage.at(in.position() - 2, "no such number of openers");
        }
        if (file.length < associatedBytes(count) + Seal.TAG_BYTES) {
            throw damage.at(file.length, "the file ends in its header");
        }
        List<KeySlot> slots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slots.add(KeySlot.read(in, damage));
        }
        byte[] nonce = new byte[Seal.NONCE_BYTES];
        in.get(nonce);
        int length = in.getInt();
        if (length != in.remaining()) {
            throw damage.at(file.length, "the file is not as long as it says");
        }
        int end = in.position();
        return new VaultHeader(
                List.copyOf(slots), nonce, Arrays.copyOf(file, end), Arrays.copyOfRange(file, end, file.length));
    }

    /** A whole file. */
    static byte[] write(List<KeySlot> slots, byte[] vaultKey, byte[] plain) {
        byte[] nonce = Seal.random(Seal.NONCE_BYTES);
        int length = plain.length + Seal.TAG_BYTES;
        ByteBuffer out = ByteBuffer.allocate(associatedBytes(slots.size()) + length);
        out.put(PREFIX).putShort((short) slots.size());
        slots.forEach(slot -> slot.write(out));
        out.put(nonce).putInt(length);
        byte[] associated = Arrays.copyOf(out.array(), out.position());
        return out.put(Seal.close(vaultKey, nonce, associated, plain)).array();
    }
}
