package dev.cairn.app.adapter.vault;

import dev.cairn.app.domain.vault.SecretName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is sealed: the slots' keys by their ids, so that every write can seal a new vault key for all openers, and the secrets by their names.
 * Encoded, big endian, both one after the other: number of entries (4), then for each name length (2), name, value length (4), value.
 */
record VaultContents(SortedMap<String, byte[]> slotKeys, SortedMap<SecretName, byte[]> secrets) {
    static VaultContents empty() {
        return new VaultContents(new TreeMap<>(), new TreeMap<>());
    }

    /** The same values with maps of its own. */
    VaultContents copy() {
        return new VaultContents(new TreeMap<>(slotKeys), new TreeMap<>(secrets));
    }

    /** To be wiped by the caller. */
    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(bytes());
        write(out, slotKeys);
        write(out, secrets);
        return out.array();
    }

    /** Reads what {@link #encode} wrote; it was authenticated before, so it is as it was written. */
    static VaultContents decode(byte[] plain) {
        ByteBuffer in = ByteBuffer.wrap(plain);
        VaultContents contents = empty();
        int keys = in.getInt();
        for (int i = 0; i < keys; i++) {
            String id = name(in);
            contents.slotKeys.put(id, value(in));
        }
        int secrets = in.getInt();
        for (int i = 0; i < secrets; i++) {
            SecretName name = new SecretName(name(in));
            contents.secrets.put(name, value(in));
        }
        return contents;
    }

    void wipe() {
        List.of(slotKeys, secrets).forEach(map -> map.values().forEach(value -> Arrays.fill(value, (byte) 0)));
    }

    private int bytes() {
        int entries = 8;
        for (Map<?, byte[]> map : List.of(slotKeys, secrets)) {
            for (Map.Entry<?, byte[]> entry : map.entrySet()) {
                entries += 6 + utf8(entry.getKey()).length + entry.getValue().length;
            }
        }
        return entries;
    }

    private static void write(ByteBuffer out, Map<?, byte[]> map) {
        out.putInt(map.size());
        map.forEach((name, value) -> {
            byte[] text = utf8(name);
            out.putShort((short) text.length).put(text).putInt(value.length).put(value);
        });
    }

    private static byte[] utf8(Object name) {
        return name.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String name(ByteBuffer in) {
        byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] value(ByteBuffer in) {
        byte[] value = new byte[in.getInt()];
        in.get(value);
        return value;
    }
}
