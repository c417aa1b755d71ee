package dev.cairn.app.wiring;

import dev.cairn.app.adapter.discovery.BeaconJudge;
import dev.cairn.app.adapter.discovery.UdpBeaconListener;
import dev.cairn.app.adapter.drive.ImageDriveContents;
import dev.cairn.app.adapter.drive.ImageToolsWriting;
import dev.cairn.app.adapter.files.FolderArtifactStore;
import dev.cairn.app.adapter.files.FolderBundleStore;
import dev.cairn.app.adapter.keys.VaultKeyring;
import dev.cairn.app.adapter.kubernetes.ApiLimits;
import dev.cairn.app.adapter.kubernetes.HttpKubernetesApi;
import dev.cairn.app.adapter.label.PdfLabelSheet;
import dev.cairn.app.adapter.sqlite.DataFolderLock;
import dev.cairn.app.adapter.sqlite.SqliteActivityLog;
import dev.cairn.app.adapter.sqlite.SqliteArtifactRepository;
import dev.cairn.app.adapter.sqlite.SqliteBatchRepository;
import dev.cairn.app.adapter.sqlite.SqliteDatabase;
import dev.cairn.app.adapter.sqlite.SqliteDriveWriteRepository;
import dev.cairn.app.adapter.sqlite.SqliteFlashRunRepository;
import dev.cairn.app.adapter.sqlite.SqliteFleetRepository;
import dev.cairn.app.adapter.sqlite.SqliteImageRepository;
import dev.cairn.app.adapter.sqlite.SqliteIssuedLoginRepository;
import dev.cairn.app.adapter.sqlite.SqliteNodeRepository;
import dev.cairn.app.adapter.sqlite.SqliteOrderRepository;
import dev.cairn.app.adapter.sqlite.SqliteProfileRepository;
import dev.cairn.app.adapter.sqlite.SqliteReleaseRepository;
import dev.cairn.app.adapter.sqlite.SqliteRolloutRepository;
import dev.cairn.app.adapter.sqlite.SqliteSiteRepository;
import dev.cairn.app.adapter.sqlite.SqliteTelemetryStore;
import dev.cairn.app.adapter.sqlite.SqliteUpdateHistory;
import dev.cairn.app.adapter.sqlite.SqliteWorkloadLooks;
import dev.cairn.app.adapter.ssh.LaptopLogin;
import dev.cairn.app.adapter.ssh.SshNodeLinks;
import dev.cairn.app.adapter.ssh.SshTimes;
import dev.cairn.app.adapter.yaml.YamlProfiles;
import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.domain.library.Batch;
import dev.cairn.app.domain.library.BatchRepository;
import dev.cairn.app.domain.vault.Vault;
import dev.cairn.app.domain.vault.VaultState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Builds the app from top to bottom: lock, inventory, repositories, keys, network, use cases. */
final class Opening {
    private Opening() {}

    static Cairn open(CairnOptions options) {
        return open(options, ports -> ports);
    }

    /** Opens with some ports replaced, as tests do that play nodes. */
    static Cairn open(CairnOptions options, UnaryOperator<Ports> replace) {
        Path home = options.home().toAbsolutePath().normalize();
        DataFolderLock lock = DataFolderLock.take(home);
        try {
            InventoryEvents events = new InventoryEvents();
            VaultOpening vault = new VaultOpening(home, options);
            vault.open();
            SqliteDatabase database = SqliteDatabase.open(
                    home.resolve("cairn.db"), home.resolve("native"), events, vault::takeBatchSecrets);
            return assemble(options.at(home), lock, vault, database, events, replace);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Cairn assemble(
            CairnOptions options,
            DataFolderLock lock,
            VaultOpening vaultOpening,
            SqliteDatabase database,
            InventoryEvents events,
            UnaryOperator<Ports> replace) {
        Path home = options.home();
        Identifiers identifiers = new Identifiers(options.clock());
        String observer = observer();
        Vault vault = vaultOpening.vault();
        SqliteBatchRepository batches = new SqliteBatchRepository(database, vault);
        VaultKeyring keyring = new VaultKeyring(home.resolve("keys"), observer, vault, vaultOpening::make);
        SshNodeLinks links = new SshNodeLinks(
                new LaptopLogin(keyring::laptopKey, keyring, observer, options.clock()),
                SshTimes.USUAL,
                options.clock());
        SqliteImageRepository images = new SqliteImageRepository(database);
        DriveEnumerator drives = drives(options, new KeptPlaces(home, images));
        Ports ports = new Ports(
                options.clock(),
                identifiers,
                observer,
                events,
                database,
                new SqliteActivityLog(database, identifiers, options.clock(), observer),
                new SqliteFleetRepository(database),
                new SqliteSiteRepository(database),
                new SqliteNodeRepository(database),
                new SqliteUpdateHistory(database),
                new SqliteProfileRepository(database),
                new YamlProfiles(),
                new SqliteArtifactRepository(database),
                new FolderArtifactStore(home.resolve("artifacts")),
                new FolderBundleStore(home.resolve("bundles")),
                new SqliteReleaseRepository(database),
                batches,
                images,
                new SqliteDriveWriteRepository(database),
                drives,
                new ImageToolsWriting(drives, options.clock()),
                new ImageDriveContents(),
                new SqliteFlashRunRepository(database),
                new PdfLabelSheet(home.resolve("scratch")),
                new SqliteOrderRepository(database),
                new SqliteRolloutRepository(database),
                new SqliteTelemetryStore(database),
                vault,
                vaultOpening.files(),
                keyring,
                new SqliteIssuedLoginRepository(database),
                new SqliteWorkloadLooks(database),
                new HttpKubernetesApi(ApiLimits.USUAL),
                new UdpBeaconListener(
                        options.beaconPort(),
                        options.beaconInterface(),
                        new BeaconJudge(() -> judged(vault, batches), options.clock())),
                links);
        return new Cairn(options, replace.apply(ports), () -> {
            links.close();
            database.close();
            vault.lock();
            lock.close();
        });
    }

    /** Beacons are judged by secrets; nobody is asked for a passphrase because a datagram came. */
    private static Optional<List<Batch>> judged(Vault vault, BatchRepository batches) {
        return switch (vault.state()) {
            case VaultState.Missing none -> Optional.of(List.of());
            case VaultState.Locked locked -> Optional.empty();
            case VaultState.Open open -> Optional.of(batches.all());
        };
    }

    private static DriveEnumerator drives(CairnOptions options, KeptPlaces kept) {
        DriveEnumerator played = options.drives();
        return played != null ? played : LocalDrives.of(System.getProperty("os.name", "unknown"), kept);
    }

    private static String observer() {
        String user = System.getProperty("user.name", "someone");
        try {
            return user + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return user + "@this-laptop";
        }
    }
}
