package dev.cairn.app.adapter.vault;

import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.domain.vault.OpenerKind;
import dev.cairn.app.domain.vault.VaultSlot;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One slot of the header: how an opener becomes a key, and the vault key sealed with it. 100 bytes, big endian: id (8), kind (1: 1 passphrase,
 * 2 key file), Argon2 lanes (1), passes (2) and KiB (4), all 0 for a key file, time in ms (8), salt (16), nonce (12), sealed vault key (48).
 * Everything before the nonce, behind the file's first ten bytes, is the associated data.
 */
record KeySlot(
        byte[] id, OpenerKind kind, Argon2Cost cost, long createdMs, byte[] salt, byte[] nonce, byte[] sealedKey) {
    static final int BYTES = 100;

    private static final int ID_BYTES = 8;
    private static final int SALT_BYTES = 16;
    private static final int ASSOCIATED_BYTES = 40;
    private static final Argon2Cost NO_COST = new Argon2Cost(0, 0, 0);

    /** A new slot, not sealed yet. */
    static KeySlot fresh(OpenerKind kind, Argon2Cost cost, Instant now) {
        return new KeySlot(
                Seal.random(ID_BYTES),
                kind,
                kind == OpenerKind.PASSPHRASE ? cost : NO_COST,
                now.toEpochMilli(),
                Seal.random(SALT_BYTES),
                new byte[Seal.NONCE_BYTES],
                new byte[Seal.KEY_BYTES + Seal.TAG_BYTES]);
    }

    /** Reads the slot at the buffer's position; {@code file} is only named in problems. */
    static KeySlot read(ByteBuffer in, Damage damage) {
        int at = in.position();
        byte[] id = bytes(in, ID_BYTES);
        OpenerKind kind = switch (in.get()) {
            case 1 -> OpenerKind.PASSPHRASE;
            case 2 -> OpenerKind.KEY_FILE;
            default -> throw damage.at(at + ID_BYTES, "no such kind of opener");
        };
        int lanes = Byte.toUnsignedInt(in.get());
        int passes = Short.toUnsignedInt(in.getShort());
        Argon2Cost cost = new Argon2Cost(in.getInt(), passes, lanes);
        boolean fits = kind == OpenerKind.PASSPHRASE ? cost.isBearable() : cost.equals(NO_COST);
        if (!fits) {
            throw damage.at(at + ID_BYTES + 1, "a cost that no vault has");
        }
        return new KeySlot(
                id,
                kind,
                cost,
                in.getLong(),
                bytes(in, SALT_BYTES),
                bytes(in, Seal.NONCE_BYTES),
                bytes(in, Seal.KEY_BYTES + Seal.TAG_BYTES));
    }

    void write(ByteBuffer out) {
        out.put(id)
                .put((byte) (kind == OpenerKind.PASSPHRASE ? 1 : 2))
                .put((byte) cost.lanes())
                .putShort((short) cost.passes())
                .putInt(cost.memoryKib())
                .putLong(createdMs)
                .put(salt)
                .put(nonce)
                .put(sealedKey);
    }

    /** The key that this opener makes with this slot's salt, whether it fits or not. */
    byte[] slotKey(Opener opener) {
        return switch (opener) {
            case Opener.Passphrase typed -> {
                byte[] bytes = PassphraseBytes.of(typed.characters());
                try {
                    yield cost.derive(bytes, salt);
                } finally {
                    Arrays.fill(bytes, (byte) 0);
                }
            }
            case Opener.KeyFile file -> KeyFileKey.derive(file.key(), salt);
        };
    }

    /** The same slot with this vault key sealed in it, under a fresh nonce. */
    KeySlot sealing(byte[] slotKey, byte[] vaultKey) {
        byte[] fresh = Seal.random(Seal.NONCE_BYTES);
        return new KeySlot(id, kind, cost, createdMs, salt, fresh, Seal.close(slotKey, fresh, associated(), vaultKey));
    }

    /** The vault key, if the slot's key is the right one and the slot is as it was written. */
    Optional<byte[]> vaultKey(byte[] slotKey) {
        return Seal.open(slotKey, nonce, associated(), sealedKey);
    }

    String hexId() {
        return HexFormat.of().formatHex(id);
    }

    VaultSlot told() {
        return new VaultSlot(hexId(), kind, Instant.ofEpochMilli(createdMs));
    }

    private byte[] associated() {
        ByteBuffer all = ByteBuffer.allocate(VaultHeader.PREFIX.length + BYTES);
        all.put(VaultHeader.PREFIX);
        write(all);
        return Arrays.copyOf(all.array(), VaultHeader.PREFIX.length + ASSOCIATED_BYTES);
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        byte[] read = new byte[count];
        in.get(read);
        return read;
    }
}
