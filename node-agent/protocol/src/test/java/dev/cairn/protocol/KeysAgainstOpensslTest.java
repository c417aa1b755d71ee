package dev.cairn.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and signatures judged by OpenSSL (Debian package openssl). */
class KeysAgainstOpensslTest {
    private static final byte[] MESSAGE = "what is signed".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void opensslVerifiesOurSignatures() throws Exception {
        FleetKey key = FleetKey.generate();
        Files.write(folder.resolve("message"), MESSAGE);
        Files.write(folder.resolve("signature"), key.sign(MESSAGE));
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] der = new byte[44];
        System.arraycopy(prefix, 0, der, 0, 12);
        System.arraycopy(key.publicKey().raw(), 0, der, 12, 32);
        Files.write(folder.resolve("public.der"), der);
        assertThat(openssl(
                        "pkeyutl",
                        "-verify",
                        "-rawin",
                        "-pubin",
                        "-keyform",
                        "DER",
                        "-inkey",
                        "public.der",
                        "-in",
                        "message",
                        "-sigfile",
                        "signature"))
                .contains("Verified Successfully");
    }

    @Test
    void hkdfIsThatOfOpenssl() throws Exception {
        byte[] secret = new byte[32];
        secret[5] = 7;
        String expected = openssl(
                "kdf",
                "-keylen",
                "32",
                "-kdfopt",
                "digest:SHA256",
                "-kdfopt",
                "hexkey:" + HexFormat.of().formatHex(secret),
                "-kdfopt",
                "info:cairn beacon v1",
                "HKDF");
        assertThat(HexFormat.of().formatHex(SiteKeys.beaconKey(secret)))
                .isEqualToIgnoringCase(expected.replaceAll("[:\\s]", ""));
    }

    @Test
    void serverAndAgentTokensDifferAndDependOnTheSite() {
        SiteKeys one = SiteKeys.of(new byte[32], new SiteId("one"));
        SiteKeys two = SiteKeys.of(new byte[32], new SiteId("two"));
        assertThat(one.serverToken()).hasSize(64).isNotEqualTo(one.agentToken()).isNotEqualTo(two.serverToken());
    }

    @Test
    void aKeyComesBackFromPkcs8AndForeignHalvesAreRefused() {
        FleetKey key = FleetKey.generate();
        FleetKey back = FleetKey.fromPkcs8(key.toPkcs8(), key.publicKey());
        assertThat(key.publicKey().verifies(MESSAGE, back.sign(MESSAGE))).isTrue();
        FleetPublicKey other = FleetKey.generate().publicKey();
        assertThatThrownBy(() -> FleetKey.fromPkcs8(key.toPkcs8(), other)).isInstanceOf(ProtocolException.class);
    }

    private String openssl(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
