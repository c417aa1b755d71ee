package dev.cairn.app.wiring;

import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.usecase.sync.SyncTimes;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How the app is to run.
 *
 * @param home the data folder
 * @param beaconPort the UDP port to hear beacons on
 * @param beaconInterface the only network interface to hear them on, or null for all
 * @param agentLayer the agent's layer that comes with the program, or null
 * @param drives finds drives, or null for those of this machine
 * @param vaultAccess how the vault is opened without a screen
 */
public record CairnOptions(
        Path home,
        InstantSource clock,
        int beaconPort,
        @Nullable NetworkInterface beaconInterface,
        @Nullable Path agentLayer,
        SyncTimes times,
        @Nullable DriveEnumerator drives,
        VaultAccess vaultAccess) {
    /** Where the program's own agent layer is told. */
    public static final String AGENT_LAYER_PROPERTY = "cairn.agent.layer";

    private static final int BEACON_PORT = 7023;

    /** The usual way to run on a data folder. */
    public static CairnOptions of(Path home) {
        String layer = System.getProperty(AGENT_LAYER_PROPERTY);
        return new CairnOptions(
                home,
                // Times are stored in milliseconds, so none are made that are finer.
                Clock.tickMillis(ZoneOffset.UTC),
                BEACON_PORT,
                null,
                layer == null ? null : Path.of(layer),
                SyncTimes.USUAL,
                null,
                VaultAccess.ofEnvironment());
    }

    /** The same on another data folder. */
    public CairnOptions at(Path otherHome) {
        return new CairnOptions(otherHome, clock, beaconPort, beaconInterface, agentLayer, times, drives, vaultAccess);
    }

    public CairnOptions withTimes(SyncTimes other) {
        return new CairnOptions(home, clock, beaconPort, beaconInterface, agentLayer, other, drives, vaultAccess);
    }

    public CairnOptions withBeaconPort(int other) {
        return new CairnOptions(home, clock, other, beaconInterface, agentLayer, times, drives, vaultAccess);
    }

    public CairnOptions withAgentLayer(Path other) {
        return new CairnOptions(home, clock, beaconPort, beaconInterface, other, times, drives, vaultAccess);
    }

    /** The same with other drives than this machine's. */
    public CairnOptions withDrives(DriveEnumerator other) {
        return new CairnOptions(home, clock, beaconPort, beaconInterface, agentLayer, times, other, vaultAccess);
    }

    /** The same with another way to open the vault. */
    public CairnOptions withVaultAccess(VaultAccess other) {
        return new CairnOptions(home, clock, beaconPort, beaconInterface, agentLayer, times, drives, other);
    }
}
