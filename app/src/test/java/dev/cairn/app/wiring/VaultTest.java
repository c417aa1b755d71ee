package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.adapter.vault.FileOpeners;
import dev.cairn.app.adapter.vault.FileVault;
import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.domain.vault.SecretName;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.library.BakeRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a data folder gives away, and what works while its vault is locked. */
final class VaultTest {
    @TempDir
    Path folder;

    private Path home() {
        return folder.resolve("home");
    }

    private CairnOptions options() throws Exception {
        return CairnOptions.of(home()).withAgentLayer(new PlayedArtifacts(folder).agentLayer());
    }

    private VaultAccess passphrase(String text) throws Exception {
        Path file = folder.resolve("passphrase");
        Files.writeString(file, text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new VaultAccess(file, null, null);
    }

    private static final VaultAccess NOTHING = new VaultAccess(null, null, null);

    @Test
    void aStolenLockedLaptopYieldsNoSecret() throws Exception {
        CairnOptions given = options().withVaultAccess(passphrase("four words are enough"));
        try (Cairn cairn = Cairn.open(given)) {
            cairn.initFleet().run("North");
            bake(cairn);
            noTraces();
        }
        noTraces();
        assertThat(home().resolve("keys/vault.key")).doesNotExist();
    }

    @Test
    void whatNeedsNoSecretWorksWhileLocked() throws Exception {
        CairnOptions given = options().withVaultAccess(passphrase("four words are enough"));
        Image image;
        try (Cairn cairn = Cairn.open(given)) {
            cairn.initFleet().run("North");
            image = bake(cairn);
        }
        try (Cairn cairn = Cairn.open(options().withVaultAccess(NOTHING))) {
            assertThat(cairn.vaultStatus().now().state()).isEqualTo("locked");
            assertThat(cairn.vaultStatus().now().openToThisDisk()).isFalse();
            assertThat(cairn.listSites().all()).hasSize(1);
            assertThat(cairn.overviewSummary().now().images()).isEqualTo(1);
            cairn.addSite().run(NewSite.named("Pier"));
            cairn.watchNodes().start();
            BakeRequest again = new BakeRequest(image.release(), null, null, null, null, null);
            assertThatThrownBy(() -> cairn.bakeImage().start(again)).satisfies(Expect.problem(AppProblem.VAULT_LOCKED));
            assertThatThrownBy(() -> cairn.syncSite().startAll()).satisfies(Expect.problem(AppProblem.VAULT_LOCKED));
            Path stick = folder.resolve("stick");
            List<Drive> drives = List.of(Drive.file(stick, image.bytes()));
            assertThatThrownBy(() -> cairn.writeDrive().start(image, drives, null))
                    .satisfies(Expect.problem(AppProblem.VAULT_LOCKED));
            assertThat(stick).doesNotExist();
            assertThatThrownBy(() -> cairn.unlockVault().run(typed("four words are not enough")))
                    .satisfies(Expect.problem(AppProblem.VAULT_NOT_OPENED));
            cairn.unlockVault().run(typed("four words are enough"));
            cairn.bakeImage().start(again).await();
            cairn.unlockVault().lock();
            assertThatThrownBy(() -> cairn.syncSite().startAll()).satisfies(Expect.problem(AppProblem.VAULT_LOCKED));
        }
        assertThatThrownBy(() -> Cairn.open(options().withVaultAccess(passphrase("not these words"))))
                .satisfies(Expect.problem(AppProblem.VAULT_NOT_OPENED));
    }

    @Test
    void aPassphraseTakesTheKeyFileBesideTheVaultAway() throws Exception {
        try (Cairn cairn = Cairn.open(options().withVaultAccess(NOTHING))) {
            cairn.initFleet().run("North");
            assertThat(cairn.vaultStatus().now().openToThisDisk()).isTrue();
            assertThatThrownBy(() -> cairn.changeOpeners().addPassphrase(typed("short")))
                    .satisfies(Expect.problem(AppProblem.VAULT_PASSPHRASE_UNFIT));
        }
        Path key = home().resolve("keys/vault.key");
        byte[] left = Files.readAllBytes(key);
        try (Cairn cairn = Cairn.open(options().withVaultAccess(NOTHING))) {
            assertThat(cairn.vaultStatus().now().state()).isEqualTo("open");
            cairn.changeOpeners().addPassphrase(typed("four words are enough"));
            assertThat(cairn.vaultStatus().now().openToThisDisk()).isFalse();
            assertThat(cairn.vaultStatus().now().openers()).hasSize(1);
            assertThat(key).doesNotExist();
        }
        // As a power cut between the vault and the key file leaves it.
        Files.write(key, left);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        try (Cairn cairn = Cairn.open(options().withVaultAccess(NOTHING))) {
            assertThat(cairn.vaultStatus().now().state()).isEqualTo("locked");
            cairn.unlockVault().run(typed("four words are enough"));
            cairn.changeOpeners().changePassphrase(typed("five words are better still"), null);
            assertThat(key).doesNotExist();
        }
        // And as one leaves it while the key file is being destroyed.
        Files.write(key, new byte[left.length]);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        try (Cairn cairn = Cairn.open(options().withVaultAccess(passphrase("five words are better still")))) {
            assertThat(cairn.vaultStatus().now().state()).isEqualTo("open");
            assertThat(cairn.vaultStatus().now().openToThisDisk()).isFalse();
            cairn.changeOpeners().changePassphrase(typed("six words are best of them all"), null);
            assertThat(key).doesNotExist();
        }
        try (Cairn cairn = Cairn.open(options().withVaultAccess(NOTHING))) {
            assertThat(cairn.vaultStatus().now().state()).isEqualTo("locked");
        }
    }

    @Test
    void opensUnattendedWithAKeyFile() throws Exception {
        Path key = folder.resolve("unattended.key");
        try (Cairn cairn = Cairn.open(options().withVaultAccess(passphrase("four words are enough")))) {
            cairn.initFleet().run("North");
            cairn.changeOpeners().newKeyFile(key);
            cairn.changeOpeners().addKeyFile(key);
        }
        VaultAccess unattended = new VaultAccess(null, key, null);
        try (Cairn cairn = Cairn.open(options().withVaultAccess(unattended))) {
            assertThat(cairn.vaultStatus().now().state()).isEqualTo("open");
            assertThat(cairn.vaultStatus().now().openToThisDisk()).isFalse();
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Cairn.open(options().withVaultAccess(unattended)))
                .satisfies(Expect.problem(AppProblem.KEY_TOO_OPEN));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(key, "CAIRN-VAULT-KEY-1 AAAA\n");
        assertThatThrownBy(() -> Cairn.open(options().withVaultAccess(unattended)))
                .satisfies(Expect.problem(AppProblem.VAULT_KEY_FILE_MALFORMED));
    }

    @Test
    void movesWhatOlderDataFoldersHeldInTheOpen() throws Exception {
        Map<SecretName, byte[]> secrets;
        try (Cairn cairn = Cairn.open(options().withVaultAccess(NOTHING))) {
            cairn.initFleet().run("North");
            bake(cairn);
        }
        secrets = secrets();
        makeOlder(secrets);
        assertThat(Traces.of(seedOf(secrets), home())).isNotEmpty();

        VaultAccess access = passphrase("four words are enough");
        try (Cairn cairn = Cairn.open(options().withVaultAccess(access))) {
            assertThat(cairn.vaultStatus().now().state()).isEqualTo("open");
            assertThat(cairn.listImages().all()).hasSize(1);
        }
        assertThat(Files.list(home().resolve("keys")).map(Path::getFileName).map(Path::toString))
                .containsExactlyInAnyOrder("fleet.pub", "laptop.pub");
        for (byte[] secret : needles(secrets)) {
            assertThat(Traces.of(secret, home())).isEmpty();
        }
        FileVault vault = new FileVault(home().resolve("vault.cairn"), InstantSource.system());
        vault.open(typed("four words are enough"));
        assertThat(vault.names()).containsExactlyElementsOf(secrets.keySet());
        secrets.forEach((name, secret) -> assertThat(vault.read(name)).hasValue(secret));
    }

    /** Puts a data folder back into the shape that it had before there was a vault. */
    private void makeOlder(Map<SecretName, byte[]> secrets) throws Exception {
        Path keys = home().resolve("keys");
        Files.write(keys.resolve("fleet.pk8"), Objects.requireNonNull(secrets.get(SecretName.FLEET_KEY)));
        Files.write(keys.resolve("laptop"), Objects.requireNonNull(secrets.get(SecretName.LAPTOP_KEY)));
        Files.delete(keys.resolve("vault.key"));
        Files.delete(home().resolve("vault.cairn"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home().resolve("cairn.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE batches ADD COLUMN enrolment_secret TEXT NOT NULL DEFAULT ''");
            for (Map.Entry<SecretName, byte[]> secret : secrets.entrySet()) {
                String name = secret.getKey().value();
                if (name.startsWith("batch/")) {
                    statement.execute("UPDATE batches SET enrolment_secret = '"
                            + Base64.getEncoder().encodeToString(secret.getValue()) + "' WHERE id = '"
                            + name.substring(6) + "'");
                }
            }
            statement.execute("DROP TABLE release_floors");
            statement.execute("DROP TABLE node_updates");
            statement.execute("DROP TABLE trial_logs");
            statement.execute("DROP TABLE workload_looks");
            statement.execute("DROP TABLE cluster_events");
            statement.execute("DELETE FROM flyway_schema_history WHERE version IN ('7', '8', '9', '10', '11', '12')");
            statement.execute("PRAGMA user_version = 2");
        }
    }

    private Image bake(Cairn cairn) throws Exception {
        var release = Library.release(cairn, folder);
        cairn.addSite().run(NewSite.named("Harbour"));
        Path out = folder.resolve("out.img");
        return cairn.bakeImage()
                .start(new BakeRequest(release.digest(), out, null, null, null, null))
                .await();
    }

    private void noTraces() throws Exception {
        FileVault vault = new FileVault(home().resolve("vault.cairn"), InstantSource.system());
        vault.open(typed("four words are enough"));
        assertThat(vault.names()).hasSize(3);
        for (byte[] secret : needles(read(vault))) {
            assertThat(Traces.of(secret, home())).isEmpty();
        }
    }

    private Map<SecretName, byte[]> secrets() {
        FileVault vault = new FileVault(home().resolve("vault.cairn"), InstantSource.system());
        FileOpeners files = new FileOpeners(home().resolve("keys/vault.key"));
        vault.open(files.keyFile(files.beside()));
        return read(vault);
    }

    private static Map<SecretName, byte[]> read(FileVault vault) {
        Map<SecretName, byte[]> secrets = new TreeMap<>();
        vault.names().forEach(name -> secrets.put(name, vault.read(name).orElseThrow()));
        return secrets;
    }

    /** What would give each secret away: itself, and the part of a key that nobody else knows. */
    private static List<byte[]> needles(Map<SecretName, byte[]> secrets) {
        List<byte[]> needles = new ArrayList<>(secrets.values());
        needles.add(seedOf(secrets));
        String[] lines = new String(
                        Objects.requireNonNull(secrets.get(SecretName.LAPTOP_KEY)), StandardCharsets.US_ASCII)
                .split("\n");
        for (int i = 2; i < lines.length - 2; i++) {
            needles.add(lines[i].getBytes(StandardCharsets.US_ASCII));
        }
        return needles;
    }

    /** The last 32 bytes of PKCS #8 are the Ed25519 seed (RFC 8410 section 7). */
    private static byte[] seedOf(Map<SecretName, byte[]> secrets) {
        byte[] pkcs8 = Objects.requireNonNull(secrets.get(SecretName.FLEET_KEY));
        return Arrays.copyOfRange(pkcs8, pkcs8.length - 32, pkcs8.length);
    }

    private static Opener.Passphrase typed(String text) {
        return new Opener.Passphrase(text.toCharArray());
    }
}
