package dev.cairn.agent.restore;

import dev.cairn.agent.kubernetes.ClusterDriver;
import dev.cairn.agent.kubernetes.ClusterDriver.Setup;
import dev.cairn.agent.kubernetes.ClusterDriver.Standing;
import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.agent.kubernetes.ClusterRestoring;
import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.agent.kubernetes.MemberList;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.protocol.ClusterRestore;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.RestorePhase;
import dev.cairn.protocol.RestoreStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries an ordered restore to one of its two ends: the cluster runs from the snapshot, or it runs as before. It saves, then acts, and every act can be done
 * again. The lane that forms clusters calls {@link #step}, and does nothing else while that says so.
 */
public final class RestoreMachine {
    /** Its name in the state folder. */
    static final String FILE = "restore.json";

    static final int MOST_TRIES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(RestoreMachine.class);
    /** k3s on a slow disk, with all that it deploys. */
    private static final Duration TO_BECOME_READY = Duration.ofMinutes(10);

    private static final Duration TO_DISMISS = Duration.ofMinutes(3);

    private final Parts parts;
    private volatile RestoreRecord record;
    private long startingSince = -1;
    private long dismissingSince = -1;

    /**
     * What it works with.
     *
     * @param ordered the newest restore of the site, whichever node it names
     * @param place with the site and its keys; empty while the node knows none
     * @param ticks ms of a clock that only goes forward
     * @param clock for people only
     */
    public record Parts(
            NodeId self,
            Supplier<Optional<ClusterRestore>> ordered,
            Supplier<Optional<ClusterPlace>> place,
            ClusterDriver driver,
            ClusterRestoring restoring,
            ClusterSnapshots snapshots,
            StateFolder state,
            EventLog events,
            LongSupplier ticks,
            InstantSource clock) {}

    /** Goes on where the saved record says. */
    public RestoreMachine(Parts parts) {
        this.parts = parts;
        this.record =
                parts.state().readJsonOfAnyVersion(FILE, RestoreRecord.class).orElse(RestoreRecord.NONE);
    }

    /** For people. */
    public RestoreStatus status() {
        return record.status();
    }

    /** Acts once; true while the cluster's formation has to wait. */
    public boolean step() {
        Optional<ClusterPlace> place = parts.place().get();
        if (place.isEmpty()) {
            return false;
        }
        if (!record.phase().isUnderWay()) {
            begin();
        }
        switch (record.phase()) {
            case NONE, DONE, FAILED -> {}
            case RESETTING -> reset(place.get());
            case STARTING -> start(place.get());
            case TAKING_BACK -> takeBack(place.get());
        }
        return record.phase().isUnderWay();
    }

    /** What is refused here costs nothing: no other server does anything before this one has restored. */
    private void begin() {
        Optional<ClusterRestore> wished = parts.ordered()
                .get()
                .filter(restore -> restore.node().equals(parts.self()) && restore.since() > record.since());
        if (wished.isEmpty()) {
            return;
        }
        RestoreRecord fresh = RestoreRecord.of(wished.get(), parts.clock().millis());
        Setup setup = parts.driver().standing().setup();
        if (setup != Setup.FIRST_SERVER && setup != Setup.JOINED_SERVER) {
            end(fresh, RestorePhase.FAILED, NodeProblem.RESTORE_NO_SERVER.code());
        } else if (parts.snapshots().list().stream()
                .noneMatch(kept -> kept.name().equals(fresh.snapshot()))) {
            end(fresh, RestorePhase.FAILED, NodeProblem.RESTORE_NO_SNAPSHOT.code() + ": " + fresh.snapshot());
        } else {
            save(fresh);
            tell("cluster.restore-begun", fresh);
        }
    }

    private void reset(ClusterPlace place) {
        if (record.tries() >= MOST_TRIES) {
            String why = record.reason().isEmpty() ? "it was interrupted each time" : record.reason();
            save(record.at(RestorePhase.TAKING_BACK, why, parts.clock().millis()));
            return;
        }
        try {
            if (record.tries() == 0) {
                parts.restoring().prepareRestore();
                if (!othersAreDismissed()) {
                    return;
                }
            }
            save(record.tried());
            parts.restoring().restore(place, record.snapshot());
            save(record.at(RestorePhase.STARTING, "", parts.clock().millis()));
        } catch (IOException refused) {
            LOG.warn("restore of {}, try {}: {}", record.snapshot(), record.tries(), refused.getMessage());
            save(record.saying(String.valueOf(refused.getMessage())));
        }
    }

    /**
     * etcd takes nobody out while members are silent or seconds old; until then nothing of this server was changed. A list that nobody can read for so
     * long is that of a cluster without a majority, which is what a restore is for.
     */
    private boolean othersAreDismissed() {
        long now = parts.ticks().getAsLong();
        dismissingSince = dismissingSince < 0 ? now : dismissingSince;
        boolean isOver = now - dismissingSince > TO_DISMISS.toMillis();
        try {
            if (!parts.restoring().dismissOthers() && !isOver) {
                return false;
            }
            dismissingSince = -1;
            return true;
        } catch (IOException notYet) {
            if (isOver) {
                dismissingSince = -1;
                end(record, RestorePhase.FAILED, NodeProblem.RESTORE_FAILED.code() + ": " + notYet.getMessage());
            }
            return false;
        }
    }

    private void start(ClusterPlace place) {
        long now = parts.ticks().getAsLong();
        boolean first = startingSince < 0;
        startingSince = first ? now : startingSince;
        try {
            Standing standing = parts.driver().standing();
            if (first || !standing.running()) {
                parts.restoring().startRestored(place);
            } else if (standing.ready() && isAlone(parts.driver().members())) {
                startingSince = -1;
                end(record, RestorePhase.DONE, "");
                return;
            }
        } catch (IOException notYet) {
            LOG.debug("not there yet: {}", notYet.getMessage());
        }
        if (now - startingSince > TO_BECOME_READY.toMillis()) {
            startingSince = -1;
            String why = "it did not become ready: " + parts.driver().standing().reason();
            save(record.at(RestorePhase.TAKING_BACK, why, parts.clock().millis()));
        }
    }

    private static boolean isAlone(MemberList list) {
        return list.members().size() == 1 && list.voters() == 1;
    }

    private void takeBack(ClusterPlace place) {
        try {
            parts.restoring().takeRestoreBack(place);
            end(record, RestorePhase.FAILED, NodeProblem.RESTORE_FAILED.code() + ": " + record.reason());
        } catch (IOException refused) {
            LOG.warn("the database from before the restore is not back yet: {}", refused.getMessage());
        }
    }

    private void end(RestoreRecord last, RestorePhase phase, String reason) {
        RestoreRecord ended = last.at(phase, reason, parts.clock().millis());
        save(ended);
        tell("cluster.restore-" + phase.word(), ended);
    }

    private void save(RestoreRecord next) {
        parts.state().writeJson(FILE, next);
        LOG.info("restore of {}: {} -> {} {}", next.snapshot(), record.phase(), next.phase(), next.reason());
        record = next;
    }

    /** Reporting decides nothing, so its failures end here. */
    private void tell(String kind, RestoreRecord about) {
        try {
            String text = about.snapshot() + (about.reason().isEmpty() ? "" : ": " + about.reason());
            parts.events().event(kind, text, Map.of("order", String.valueOf(about.since())));
        } catch (RuntimeException refused) {
            LOG.warn("{} could not be reported: {}", kind, refused.getMessage());
        }
    }
}
