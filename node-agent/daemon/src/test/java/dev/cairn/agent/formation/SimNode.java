package dev.cairn.agent.formation;

import dev.cairn.agent.kubernetes.ClusterDriver.Setup;
import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.protocol.ClusterNotice;
import dev.cairn.protocol.FormationPhase;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.SiteKeys;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One simulated machine: what is on its disk, whether it has power, and the agent and the k3s that run on it. */
final class SimNode {
    private static final SiteId SITE = new SiteId("berth-7");
    private static final SiteKeys KEYS = SiteKeys.of(new byte[32], SITE);

    final SimSite site;
    final int index;
    final NodeId id;
    final String name;
    final String machineTag;
    final Duration syncTime;
    final double clockRate;
    final boolean throughJson;

    // The disk.
    @Nullable
    FormationRecord saved;

    Setup setup = Setup.NONE;
    String address = "";
    SimDatabase.@Nullable Seat seat;

    @Nullable
    SimDatabase database;

    @Nullable
    SimDatabase workerOf;

    Set<String> everInside = new HashSet<>();

    // What power takes away.
    boolean powered;
    boolean lostForGood;
    boolean duplicate;
    int boot;
    long bootedAt;

    @Nullable
    Formation formation;

    @Nullable
    NeighbourTable neighbours;

    boolean k3sRuns;
    long k3sSince;
    long seatSince;
    int k3sRun;
    long counter;
    int cutAfter = -1;
    FormationPhase lastPhase = FormationPhase.WAITING;
    long phaseSince;

    SimNode(SimSite site, int index, NodeId id, Duration syncTime, double clockRate, boolean throughJson) {
        this.site = site;
        this.index = index;
        this.id = id;
        this.name = "cairn-" + id.value().substring(0, 8);
        this.machineTag = ClusterNotice.tag("machine " + id.value());
        this.syncTime = syncTime;
        this.clockRate = clockRate;
        this.throughJson = throughJson;
    }

    /** Power goes, now. */
    static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PowerCut() {
            super("power cut", null, false, false);
        }
    }

    ClusterPlace place() {
        return new ClusterPlace(SITE, name, KEYS);
    }

    String ownAddress() {
        return "10.0.0." + index;
    }

    boolean reaches(SimNode other) {
        return powered && other.powered && site.connected(this, other);
    }

    boolean runsSeat(SimDatabase.Seat one) {
        return powered && k3sRuns && seat == one;
    }

    FormationPhase phase() {
        return saved == null ? FormationPhase.WAITING : saved.phase();
    }

    /** A place where power may go: every port passes it before and after each of its effects. */
    void mayLosePower() {
        if (cutAfter > 0 && --cutAfter == 0) {
            cutAfter = -1;
            throw new PowerCut();
        }
    }

    void on(long now) {
        powered = true;
        boot++;
        bootedAt = now;
        counter = 0;
        phaseSince = now;
        String bootId = "boot-" + index + "-" + boot;
        NeighbourTable table = new NeighbourTable(id, bootId);
        neighbours = table;
        SimDriver driver = new SimDriver(this);
        int current = boot;
        formation = new Formation(new Formation.Parts(
                id,
                machineTag,
                bootId,
                table,
                driver,
                () -> {
                    mayLosePower();
                    return Optional.of(syncTime);
                },
                store(),
                () -> new Wishes(place(), true, site.mostVoters, site.servers()),
                (kind, text, attributes) -> site.note(this, kind + " " + text + " " + attributes.get("detail")),
                () -> (long) ((site.now - bootedAt) * clockRate) + 1_000L * current,
                () -> java.time.Instant.ofEpochMilli(site.now * (index % 3 - 1)),
                site::newId,
                FormationTimes.DEFAULT));
        if (setup != Setup.NONE) {
            driver.startK3s();
        }
    }

    void off() {
        powered = false;
        formation = null;
        neighbours = null;
        k3sRuns = false;
        k3sRun++;
        boot++;
        cutAfter = -1;
    }

    private FormationStore store() {
        return new FormationStore() {
            @Override
            public Optional<FormationRecord> load() {
                return Optional.ofNullable(saved);
            }

            @Override
            public void save(FormationRecord record) {
                mayLosePower();
                FormationPhase before = phase();
                saved = throughJson ? ProtocolJson.read(ProtocolJson.bytes(record), FormationRecord.class) : record;
                if (before != record.phase()) {
                    site.laws.phaseChanged(SimNode.this, before, record);
                    phaseSince = site.now;
                }
                mayLosePower();
            }
        };
    }

    @Override
    public String toString() {
        FormationRecord record = saved;
        return name + (powered ? "" : lostForGood ? " (lost)" : " (off)") + " " + phase().word() + " setup " + setup
                + (record == null
                        ? ""
                        : " cluster " + record.cluster() + " step " + record.step() + " granted " + record.granted()
                                + " promotes " + record.promotes() + " alarm " + record.alarm() + " '" + record.detail()
                                + "'")
                + " sync " + syncTime.toMillis() + " ms";
    }
}
