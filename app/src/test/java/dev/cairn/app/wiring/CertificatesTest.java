package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.cli.CairnCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cairn fleet certificate}, judged by ssh-keygen. */
final class CertificatesTest {
    @TempDir
    Path folder;

    private Path key;

    @BeforeEach
    void makeFleetAndKey() throws Exception {
        key = folder.resolve("technician");
        sshKeygen("-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        try (Cairn cairn = Cairn.open(CairnOptions.of(folder.resolve("home")))) {
            cairn.initFleet().run("North");
            cairn.addSite().run(dev.cairn.app.usecase.fleet.NewSite.named("Ridge"));
        }
    }

    @Test
    void aCertificateGoesWhereSshLooksForIt() throws Exception {
        assertThat(certificate("issue", key + ".pub", "--name", "Ada", "--days", "2"))
                .isZero();
        assertThat(sshKeygen("-L", "-f", key + "-cert.pub"))
                .contains("user certificate", "Serial: 1", "Key ID: \"Ada\"")
                .containsPattern("Principals:\\s+cairn\\s+Critical");
        Path other = folder.resolve("other-cert.pub");
        assertThat(certificate("issue", key + ".pub", "--name", "Ada", "--site", "Ridge", "--out", other.toString()))
                .isZero();
        assertThat(sshKeygen("-L", "-f", other.toString()))
                .contains("Serial: 2")
                .containsPattern("Principals:\\s+cairn@[0-9a-f-]{36}\\s+Critical");
    }

    @Test
    void nonsenseIssuesNothing() throws Exception {
        Path text = Files.writeString(folder.resolve("text.pub"), "not a key");
        assertThat(certificate("issue", text.toString(), "--name", "Ada")).isEqualTo(1);
        assertThat(certificate("issue", folder.resolve("none.pub").toString(), "--name", "Ada"))
                .isEqualTo(1);
        assertThat(certificate("issue", key + ".pub", "--name", "Ada", "--days", "0"))
                .isEqualTo(1);
        assertThat(certificate("issue", key + ".pub", "--name", "Ada", "--days", "4000"))
                .isEqualTo(1);
        assertThat(certificate("issue", key + ".pub", "--name", "a\nb")).isEqualTo(1);
        assertThat(certificate("issue", key + ".pub", "--name", "Ada", "--site", "Atlantis"))
                .isEqualTo(1);
        assertThat(certificate("issue", key + ".pub")).isEqualTo(2);
        assertThat(certificate("revoke", "--serial", "7")).isEqualTo(1);
        assertThat(certificate("revoke")).isEqualTo(2);
        assertThat(Path.of(key + "-cert.pub")).doesNotExist();
        try (Cairn cairn = Cairn.open(CairnOptions.of(folder.resolve("home")))) {
            assertThat(cairn.listLogins().all()).isEmpty();
        }
    }

    @Test
    void aLaptopDoesNotLockItselfOut() throws Exception {
        Path own = folder.resolve("own.pub");
        AtomicReference<Ports> ports = new AtomicReference<>();
        Opening.open(CairnOptions.of(folder.resolve("home")), real -> {
                    ports.set(real);
                    return real;
                })
                .close();
        Files.writeString(own, Objects.requireNonNull(ports.get()).keyring().laptopKeyLine());
        assertThat(certificate("revoke", "--key", own.toString())).isEqualTo(1);
        assertThat(certificate("revoke", "--key", key + ".pub")).isZero();
    }

    private int certificate(String... words) {
        List<String> all = new ArrayList<>(List.of("fleet", "certificate"));
        all.addAll(List.of(words));
        all.addAll(List.of("--home", folder.resolve("home").toString(), "--json"));
        return CairnCommand.run(all.toArray(String[]::new), Map.of());
    }

    private static String sshKeygen(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("ssh-keygen"));
        all.addAll(List.of(words));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
