package dev.cairn.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.usecase.fleet.IssueLogin;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.fleet.Reach;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.SshPublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's OpenSSH and a real agent, which know each other by the fleet key alone. */
final class PlainSshTest {
    @TempDir
    Path folder;

    private record Answer(int exit, String out, String err) {}

    @Test
    void certificatesOfTheFleetOpenItsNodesUntilTheyAreRevoked() throws Exception {
        try (PreparedFleet fleet = PreparedFleet.make(folder.resolve("fleet"))) {
            Cairn cairn = fleet.cairn();
            cairn.watchNodes().start();
            fleet.switchOn();
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> !cairn.listNodes().all().isEmpty());
            Site site = cairn.listSites().all().getFirst().site();
            Site elsewhere = cairn.addSite().run(NewSite.named("Elsewhere"));
            Node node =
                    cairn.assignNode().run(cairn.listNodes().all().getFirst().id(), site.id(), Role.SERVER, null);
            sync(cairn, site);

            Path key = folder.resolve("key");
            run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
            SshPublicKey known = SshPublicKey.parse(Files.readString(folder.resolve("key.pub")));
            assertThat(status(cairn, node, key, null).err()).contains("Permission denied (publickey)");
            IssueLogin.Issued issued = cairn.issueLogin().run(known, "Ada", site, Duration.ofDays(1));
            Answer answer = status(cairn, node, key, issued.certificate());
            assertThat(answer.exit()).as(answer.err()).isZero();
            assertThat(answer.out()).contains(node.id().value());
            IssueLogin.Issued other = cairn.issueLogin().run(known, "Ada", elsewhere, Duration.ofDays(1));
            assertThat(status(cairn, node, key, other.certificate()).err()).contains("Permission denied (publickey)");

            cairn.revokeLogin().run(issued.login().serial());
            sync(cairn, site);
            assertThat(status(cairn, node, key, issued.certificate()).err()).contains("Permission denied (publickey)");
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                sync(cairn, site);
                assertThat(cairn.listActivity().latest(100))
                        .filteredOn(entry -> entry.action().equals("node.refused"))
                        .extracting(entry -> entry.details().get("reason"))
                        .contains("login.uncertified", "login.other-principal", "login.revoked");
            });
        }
    }

    private static void sync(Cairn cairn, Site site) {
        assertThat(cairn.syncSite().start(List.of(site.id())).await().getFirst().reached())
                .isTrue();
    }

    /** The status that plain ssh gets with this key, strict about the node's key. */
    private Answer status(Cairn cairn, Node node, Path key, @org.jspecify.annotations.Nullable String certificate)
            throws Exception {
        Path authority = folder.resolve("known_hosts");
        FleetPublicKey fleet = new FleetPublicKey(cairn.initFleet().required().publicKey());
        Files.writeString(
                authority, "@cert-authority * " + SshPublicKey.of(fleet.raw()).line() + "\n");
        LastSeen seen = Objects.requireNonNull(node.lastSeen());
        List<String> command = new ArrayList<>(List.of(
                "ssh",
                "-F",
                "none",
                "-i",
                key.toString(),
                "-p",
                Integer.toString(Reach.ofAddress(seen.address()).port())));
        List<String> options = new ArrayList<>(List.of(
                "BatchMode=yes",
                "IdentitiesOnly=yes",
                "StrictHostKeyChecking=yes",
                "UserKnownHostsFile=" + authority,
                "HostKeyAlias=" + node.id()));
        if (certificate != null) {
            Path file = folder.resolve("shown-cert.pub");
            Files.writeString(file, certificate);
            options.add("CertificateFile=" + file);
        }
        options.forEach(option -> command.addAll(List.of("-o", option)));
        command.addAll(List.of("cairn@127.0.0.1", "status"));
        return run(command);
    }

    private static Answer run(List<String> command) throws IOException, InterruptedException {
        Path err = Files.createTempFile("ssh", ".err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        String told = Files.readString(err);
        Files.delete(err);
        return new Answer(exit, out, told);
    }
}
