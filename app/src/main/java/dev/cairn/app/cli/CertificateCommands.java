package dev.cairn.app.cli;

import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.IssuedLogin;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.usecase.fleet.IssueLogin;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.SshPublicKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Certificates for plain SSH. */
@Command(name = "certificate", description = "Certificates with which plain ssh is admitted by nodes, and knows them.")
final class CertificateCommands {
    @Command(
            description =
                    "Issue a certificate for an Ed25519 key: ssh -i KEY -o CertificateFile=KEY-cert.pub -p 7022 cairn@NODE"
                            + " status.")
    int issue(
            @Mixin Common common,
            @Parameters(paramLabel = "KEY.pub", description = "The public key file.") Path key,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "Whose key it is.")
                    String name,
            @Option(names = "--site", paramLabel = "S", description = "Only for nodes of this site.") @Nullable
                    String site,
            @Option(names = "--days", paramLabel = "N", defaultValue = "30", description = "How long it holds.")
                    int days,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description = "Where it goes; KEY-cert.pub beside the key where not given.")
                    @Nullable
                    Path out) {
        return common.run(cairn -> {
            Site place = site == null ? null : cairn.listSites().find(site);
            IssueLogin.Issued issued = cairn.issueLogin().run(read(key), name, place, Duration.ofDays(days));
            Path file = out == null ? beside(key) : out;
            NamedFiles.replace(file, issued.certificate() + " " + issued.login().name() + "\n");
            return Answer.of(
                    Map.of("login", issued.login(), "certificate", file.toString()),
                    "issued certificate " + issued.login().serial() + " to "
                            + issued.login().name() + " until " + issued.login().expiresAt(),
                    file.toString());
        });
    }

    @Command(description = "List the certificates that were issued.")
    int list(@Mixin Common common) {
        return common.run(cairn -> {
            List<IssuedLogin> all = cairn.listLogins().all();
            return new Answer(
                    Map.of("logins", all),
                    all.isEmpty()
                            ? List.of("no certificate yet; cairn fleet certificate issue KEY.pub issues one")
                            : all.stream().map(CertificateCommands::line).toList());
        });
    }

    /** What is taken back. */
    static final class Taken {
        @Option(names = "--serial", paramLabel = "N", description = "One certificate.")
        @Nullable
        Long serial;

        @Option(names = "--key", paramLabel = "KEY.pub", description = "All certificates of a key.")
        @Nullable
        Path key;
    }

    @Command(description = "Take a certificate, or all of a key, back; each site learns of it at its next visit.")
    int revoke(@Mixin Common common, @ArgGroup(multiplicity = "1") Taken taken) {
        return common.run(cairn -> {
            if (taken.serial != null) {
                IssuedLogin login = cairn.revokeLogin().run(taken.serial);
                return Answer.of(Map.of("login", login), "revoked certificate " + line(login));
            }
            SshPublicKey key = read(java.util.Objects.requireNonNull(taken.key));
            cairn.revokeLogin().run(key);
            return Answer.of(Map.of("key", key.fingerprint()), "revoked key " + key.fingerprint());
        });
    }

    @Command(description = "Show the line of a known_hosts file with which plain ssh knows every node of the fleet.")
    int authority(@Mixin Common common) {
        return common.run(cairn -> {
            Fleet fleet = cairn.initFleet().required();
            String key =
                    SshPublicKey.of(new FleetPublicKey(fleet.publicKey()).raw()).line();
            String line = "@cert-authority * " + key + " " + fleet.name();
            return Answer.of(Map.of("knownHosts", line, "key", key), line);
        });
    }

    private static SshPublicKey read(Path file) {
        return Translation.of(() -> SshPublicKey.parse(NamedFiles.text(file)));
    }

    /** Where ssh looks for it by itself. */
    private static Path beside(Path key) {
        String name = String.valueOf(key.getFileName());
        String stem = name.endsWith(".pub") ? name.substring(0, name.length() - ".pub".length()) : name;
        return key.resolveSibling(stem + "-cert.pub");
    }

    private static String line(IssuedLogin login) {
        return login.serial() + "  " + login.name() + "  " + login.fingerprint() + "  until " + login.expiresAt()
                + (login.revokedAt() == null ? "" : "  revoked " + login.revokedAt());
    }
}
