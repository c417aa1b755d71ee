package dev.cairn.app.adapter.vault;

import static dev.cairn.app.adapter.vault.Vaults.keyFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.vault.SecretName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes a file apart by its written-down positions, with nothing of ours: HKDF from HMAC, and the JDK's AES-GCM. */
final class VaultFormatTest {
    @TempDir
    Path folder;

    @Test
    void standsAsWrittenDown() throws Exception {
        Path file = folder.resolve("vault.cairn");
        FileVault vault = Vaults.at(file);
        vault.create(keyFile(7));
        vault.put(Map.of(SecretName.FLEET_KEY, new byte[] {1, 2, 3}));
        byte[] all = Files.readAllBytes(file);

        assertThat(new String(all, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("CAIRNVLT");
        assertThat(Arrays.copyOfRange(all, 8, 12)).containsExactly(0, 1, 0, 1);
        assertThat(all[20]).as("a key file").isEqualTo((byte) 2);
        byte[] salt = Arrays.copyOfRange(all, 36, 52);
        byte[] slotKey = hkdf(keyBytes(7), salt, "cairn vault key file v1");
        byte[] slotData =
                ByteBuffer.allocate(50).put(all, 0, 10).put(all, 12, 40).array();
        byte[] vaultKey = open(slotKey, Arrays.copyOfRange(all, 52, 64), slotData, Arrays.copyOfRange(all, 64, 112));
        assertThat(vaultKey).hasSize(32);

        ByteBuffer file1 = ByteBuffer.wrap(all);
        assertThat(file1.getInt(124)).isEqualTo(all.length - 128);
        byte[] plain = open(
                vaultKey,
                Arrays.copyOfRange(all, 112, 124),
                Arrays.copyOf(all, 128),
                Arrays.copyOfRange(all, 128, all.length));
        ByteBuffer in = ByteBuffer.wrap(plain);
        assertThat(in.getInt()).as("slots").isEqualTo(1);
        assertThat(in.getShort()).isEqualTo((short) 16);
        in.position(in.position() + 16);
        assertThat(in.getInt()).isEqualTo(32);
        byte[] kept = new byte[32];
        in.get(kept);
        assertThat(kept).isEqualTo(slotKey);
        assertThat(in.getInt()).as("secrets").isEqualTo(1);
        assertThat(in.getShort()).isEqualTo((short) 9);
        byte[] name = new byte[9];
        in.get(name);
        assertThat(new String(name, StandardCharsets.US_ASCII)).isEqualTo("fleet-key");
        assertThat(in.getInt()).isEqualTo(3);
        assertThat(in.remaining()).isEqualTo(3);
        assertThat(in.get()).isEqualTo((byte) 1);
    }

    @Test
    void sealsEachWriteWithAKeyAndNoncesOfItsOwn() throws Exception {
        Path file = folder.resolve("vault.cairn");
        FileVault vault = Vaults.at(file);
        vault.create(keyFile(7));
        byte[] before = Files.readAllBytes(file);
        vault.put(Map.of());
        byte[] after = Files.readAllBytes(file);
        assertThat(Arrays.copyOf(after, 52)).as("the slot stays").isEqualTo(Arrays.copyOf(before, 52));
        assertThat(Arrays.copyOfRange(after, 52, 64)).isNotEqualTo(Arrays.copyOfRange(before, 52, 64));
        assertThat(Arrays.copyOfRange(after, 64, 112)).isNotEqualTo(Arrays.copyOfRange(before, 64, 112));
        assertThat(Arrays.copyOfRange(after, 112, 124)).isNotEqualTo(Arrays.copyOfRange(before, 112, 124));
    }

    private static byte[] keyBytes(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }

    /** RFC 5869, one block. */
    private static byte[] hkdf(byte[] key, byte[] salt, String info) throws GeneralSecurityException {
        byte[] label = info.getBytes(StandardCharsets.US_ASCII);
        byte[] block = Arrays.copyOf(label, label.length + 1);
        block[label.length] = 1;
        return hmac(hmac(salt, key), block);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(associated);
        return cipher.doFinal(sealed);
    }
}
