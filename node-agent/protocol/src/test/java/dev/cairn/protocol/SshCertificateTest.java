package dev.cairn.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of OpenSSH, judged by ssh-keygen (Debian package openssh-client). */
class SshCertificateTest {
    @TempDir
    Path folder;

    private final FleetKey fleet = FleetKey.generate();

    @Test
    void sshKeygenReadsKeyAndCertificate() throws Exception {
        Path key = folder.resolve("key");
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "technician@bench", "-f", key.toString());
        SshPublicKey made = SshPublicKey.parse(Files.readString(folder.resolve("key.pub")));
        assertThat(run("ssh-keygen", "-l", "-f", folder.resolve("key.pub").toString()))
                .contains(made.fingerprint());
        SshCertificate certificate = new SshCertificate(
                SshCertificate.Kind.USER,
                made,
                42,
                "Zo\u00eb at the pump",
                List.of("cairn", "cairn@site-1"),
                Instant.parse("2030-05-06T07:08:09Z"));
        Path file = folder.resolve("key-cert.pub");
        Files.writeString(file, certificate.sign(fleet.publicKey(), fleet::sign, new byte[16]));
        String told = run("ssh-keygen", "-L", "-f", file.toString());
        assertThat(told)
                .contains("ssh-ed25519-cert-v01@openssh.com user certificate")
                .contains(made.fingerprint())
                .contains("Signing CA: ED25519 "
                        + SshPublicKey.of(fleet.publicKey().raw()).fingerprint())
                .contains("Serial: 42")
                .contains("Valid: before 2030-05-06T07:08:09")
                .containsPattern("Principals:\\s+cairn\\s+cairn@site-1\\s+Critical Options: \\(none\\)");
    }

    @Test
    void whatIsNoEd25519KeyIsRefusedByName() {
        String good = SshPublicKey.of(fleet.publicKey().raw()).line();
        for (String bad : List.of(
                "",
                "ssh-rsa AAAA",
                "ssh-ed25519",
                "ssh-ed25519 !",
                good.substring(0, good.length() - 4),
                good.replace("ssh-ed25519 ", "ssh-ed25519 AAAA"))) {
            assertThatThrownBy(() -> SshPublicKey.parse(bad))
                    .as(bad)
                    .isInstanceOfSatisfying(
                            ProtocolException.class,
                            refused -> assertThat(refused.problem()).isEqualTo(NodeProblem.KEY_MALFORMED));
        }
        assertThat(SshPublicKey.parse(good + " with a comment\n").line()).isEqualTo(good);
        assertThat(SshPublicKey.parse(good).raw()).isEqualTo(fleet.publicKey().raw());
    }

    @Test
    void aCertificateThatAdmitsEverybodyCannotBeMade() {
        SshPublicKey key = SshPublicKey.of(fleet.publicKey().raw());
        assertThatThrownBy(() -> new SshCertificate(SshCertificate.Kind.USER, key, 1, "x", List.of(), Instant.MAX))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
