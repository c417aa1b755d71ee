package dev.cairn.agent.update;

import dev.cairn.agent.health.HealthCheck;
import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.slot.SlotStore;
import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.agent.watchdog.Watchdog;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.UpdateOutcome;
import dev.cairn.protocol.UpdatePhase;
import dev.cairn.protocol.UpdateResult;
import dev.cairn.protocol.UpdateStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the update through {@link UpdateTable}: saves the phase, then acts, and every act can be done again. One lane calls
 * {@link #step}; the other methods may be called from any thread.
 */
public final class UpdateMachine {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateMachine.class);
    private static final Duration NOW = Duration.ZERO;
    private static final Duration UNTIL_WOKEN = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration FOR_THE_REBOOT = Duration.ofSeconds(60);
    /** Asking Kubernetes costs a process each time. */
    private static final Duration LEAVING = Duration.ofSeconds(3);

    private static final Duration COMING_BACK = Duration.ofSeconds(30);

    private final Parts parts;
    private final UpdatePreparation preparation;
    private final BootMeaning bootMeaning;
    private final TrialWatch trial;
    private final SnapshotStep snapshot;
    private volatile UpdateRecord record = UpdateRecord.fresh();
    private volatile Progress progress = new Progress(0, 0);
    private volatile @Nullable Wish wish;
    private boolean started;
    private boolean atWork;

    /** Nothing is read or written before the first step. */
    public UpdateMachine(Parts parts) {
        this.parts = parts;
        this.preparation = new UpdatePreparation(parts);
        this.bootMeaning = new BootMeaning(parts);
        this.trial = new TrialWatch(parts);
        this.snapshot = new SnapshotStep(parts.snapshots());
    }

    /** What the update works with; {@code machineId} is empty while unknown. */
    public record Parts(
            Machine machine,
            SlotStore slots,
            BootLoaderEntries entries,
            BundleChunks chunks,
            UpdateStore store,
            HealthCheck health,
            EventLog events,
            InstantSource clock,
            String machineId,
            Turn turn,
            Evacuation evacuation,
            ClusterSnapshots snapshots) {}

    private record Wish(long sequence, @Nullable DesiredRelease release) {}

    private record Progress(long done, long total) {}

    /** Says what the newest order wants; takes effect at the next step. */
    public void desire(long sequence, @Nullable DesiredRelease release) {
        wish = new Wish(sequence, release);
    }

    /** A snapshot for reports. */
    public UpdateStatus status() {
        UpdateRecord now = record;
        UpdateTarget target = now.target();
        if (target == null) {
            return new UpdateStatus(now.phase(), null, null, null, 0, 0, now.lastResult(), null, now.endedUpdates());
        }
        Progress far = progress;
        return new UpdateStatus(
                now.phase(),
                target.bundleDigest(),
                target.releaseDigest(),
                target.version(),
                far.done(),
                far.total(),
                now.lastResult(),
                parts.chunks().sources().bytes(),
                now.endedUpdates());
    }

    /** The bundle of which a part is still to come. */
    public Optional<String> awaited() {
        UpdateRecord now = record;
        return Optional.ofNullable(now.target())
                .filter(target -> now.phase() == UpdatePhase.TRANSFER)
                .map(UpdateTarget::bundleDigest);
    }

    /** Refuses what the other slot, the boot partition or the data partition has no room for, before a byte of it is taken in. */
    public void requireRoom(SlotManifest manifest, List<MissingChunk> missing) throws IOException {
        Optional<SlotName> booted = parts.machine().bootedSlot();
        if (booted.isPresent() && !missing.isEmpty()) {
            preparation.requireRoom(booted.get().other(), manifest);
            preparation.requireRoomFor(missing);
        }
    }

    /** How long the agent may hang: in a trial no longer than the trial may take to become healthy. */
    public Duration watchdogLimit() {
        UpdateRecord now = record;
        UpdateTarget target = now.target();
        return target != null && now.phase() == UpdatePhase.TRIAL
                ? Duration.ofSeconds(target.healthWindowSeconds())
                : Watchdog.LIMIT;
    }

    /** A snapshot of what is saved. */
    public UpdateRecord record() {
        return record;
    }

    /** Acts once in the current phase and says when to come again. */
    public Duration step() {
        if (!started) {
            start();
            started = true;
        }
        if (parts.machine().bootedSlot().isEmpty()) {
            // The bootstrap partition runs: whatever was under way waits until a slot does.
            return UNTIL_WOKEN;
        }
        UpdateTarget target = record.target();
        if (target == null) {
            return betweenUpdates();
        }
        return switch (record.phase()) {
            case IDLE -> idle();
            case TRANSFER -> transfer(target);
            case WRITE -> write(target);
            case VERIFY -> verify(target);
            case ARM -> arm(target);
            case REBOOT -> reboot(target);
            case TRIAL -> trial(target);
            case COMMIT -> commit(target);
            case ROLL_BACK -> rollBack(target);
        };
    }

    private void start() {
        record = parts.store().load();
        Optional<SlotName> booted = parts.machine().bootedSlot();
        if (booted.isEmpty()) {
            return;
        }
        UpdateTarget target = record.target();
        if (target == null) {
            startWithoutUpdate(booted.get());
            return;
        }
        UpdateEvent event = bootMeaning.of(record.phase(), target, booted.get());
        LOG.info("started in slot {} during {} of {}: {}", booted.get(), record.phase(), target.version(), event);
        if (event == UpdateEvent.FELL_BACK) {
            fellBack(target, bootMeaning.whyItFellBack(record.phase(), target));
        } else if (event == UpdateEvent.PASSED_OVER) {
            String reason = NodeProblem.UPDATE_FELL_BACK.code() + ": slot "
                    + target.from().word() + " was started without a try of slot "
                    + target.to().word();
            end(event, target, UpdateOutcome.FAILED, isCancelled(target) ? NodeProblem.UPDATE_REPLACED.code() : reason);
        } else if (event == UpdateEvent.STARTED_IN_TARGET && next(event) == UpdatePhase.IDLE) {
            end(event, target, UpdateOutcome.FAILED, "slot " + booted.get().word() + " was booted before it was armed");
        } else if (next(event) == UpdatePhase.TRIAL) {
            boolean unwanted = record.phase() != UpdatePhase.TRIAL && isCancelled(target);
            UpdateTarget inTrial = target.startedInTrial();
            fire(event, unwanted ? inTrial.because(NodeProblem.UPDATE_REPLACED.code()) : inTrial);
            trial.open(target);
        } else {
            fire(event, target);
        }
    }

    /** The reason is saved first: once the entry is gone, nobody could tell any more that it was tried. */
    private void fellBack(UpdateTarget target, String reason) {
        save(record.at(record.phase(), target.because(reason)));
        end(UpdateEvent.FELL_BACK, target, UpdateOutcome.ROLLED_BACK, reason);
    }

    private void startWithoutUpdate(SlotName booted) {
        Optional<UpdateTarget> orphan = bootMeaning.trialWithoutRecord(booted);
        if (orphan.isPresent()) {
            LOG.warn("slot {} is on trial and no record of its update is left; the trial goes on", booted);
            fire(UpdateEvent.STARTED_IN_TARGET, orphan.get());
            trial.open(orphan.get());
        } else {
            disarm(booted.other());
        }
    }

    /** However the last update ended, and wherever the power went, the node takes work again. */
    private Duration betweenUpdates() {
        atWork = atWork || comesBack();
        Duration next = idle();
        return atWork || next.compareTo(COMING_BACK) < 0 ? next : COMING_BACK;
    }

    /** What goes wrong here must not keep the next update from its turn: it may be what mends it. */
    private boolean comesBack() {
        try {
            return parts.evacuation().comeBack();
        } catch (RuntimeException broken) {
            LOG.warn("this node takes no work yet", broken);
            return false;
        }
    }

    private Duration idle() {
        Wish now = wish;
        if (now == null || now.sequence() <= record.decidedSequence()) {
            return UNTIL_WOKEN;
        }
        DesiredRelease release = now.release();
        Optional<SlotName> booted = parts.machine().bootedSlot();
        if (booted.isEmpty()) {
            return UNTIL_WOKEN;
        }
        Optional<String> running;
        try {
            running = preparation.bundleIn(booted.get());
        } catch (IOException unreadable) {
            return SOON;
        }
        if (release == null || running.filter(release.bundleDigest()::equals).isPresent()) {
            save(record.decided(now.sequence()));
            return UNTIL_WOKEN;
        }
        String failure = record.failed().get(release.bundleDigest());
        if (failure != null && !release.retryFailed()) {
            tell(NodeProblem.UPDATE_KNOWN_BAD.code(), release.version() + " failed here before: " + failure, Map.of());
            save(record.decided(now.sequence()));
            return UNTIL_WOKEN;
        }
        if (!isGood(booted.get())) {
            return SOON;
        }
        UpdateTarget target = UpdateTarget.ordered(
                release.bundleDigest(),
                release.releaseDigest(),
                release.version(),
                release.healthWindowSeconds(),
                now.sequence(),
                booted.get(),
                booted.get().other(),
                release.floor());
        progress = new Progress(0, 0);
        fire(UpdateEvent.ORDERED, target);
        return NOW;
    }

    private Duration transfer(UpdateTarget target) {
        if (isCancelled(target)) {
            return cancel(target);
        }
        try {
            Optional<SlotManifest> manifest = parts.chunks().manifest(target.bundleDigest());
            if (manifest.isEmpty()) {
                return UNTIL_WOKEN;
            }
            preparation.check(target, manifest.get());
            UpdatePreparation.Stock stock = preparation.stock(target, manifest.get());
            progress = new Progress(stock.have(), stock.total());
            if (stock.have() < stock.total()) {
                return UNTIL_WOKEN;
            }
            if (!parts.turn().hasCome(target.bundleDigest(), target.releaseDigest())) {
                return TURN;
            }
            parts.chunks().store().settle();
            fire(UpdateEvent.CHUNKS_COMPLETE, target);
            return NOW;
        } catch (ProtocolException refused) {
            return failUnlessUnsaved(target, refused);
        } catch (IOException refused) {
            return fail(target, NodeProblem.STATE_UNWRITABLE, refused);
        }
    }

    private Duration write(UpdateTarget target) {
        if (isCancelled(target)) {
            return cancel(target);
        }
        try {
            Optional<SlotManifest> kept = parts.chunks().manifest(target.bundleDigest());
            if (kept.isEmpty()) {
                fire(UpdateEvent.CHUNKS_LOST, target);
                return NOW;
            }
            SlotManifest manifest = kept.get();
            // What the other slot held may not be booted any more once its first byte changes.
            parts.entries().clear(target.to());
            SlotManifest.SlotFile root = manifest.files().root();
            SlotWriter.Outcome outcome = new SlotWriter(parts.slots(), parts.chunks())
                    .write(
                            target.to(),
                            root,
                            done -> progress = new Progress(done, root.bytes()),
                            () -> isCancelled(target) || Thread.currentThread().isInterrupted());
            switch (outcome) {
                case WRITTEN -> fire(UpdateEvent.WRITTEN, target);
                case CHUNKS_LOST -> fire(UpdateEvent.CHUNKS_LOST, target);
                case STOPPED -> LOG.info("writing slot {} was stopped", target.to());
            }
            return NOW;
        } catch (IOException refused) {
            return fail(target, NodeProblem.SLOT_WRITE_FAILED, refused);
        }
    }

    private Duration verify(UpdateTarget target) {
        if (isCancelled(target)) {
            return cancel(target);
        }
        try {
            if (!ReadBack.isWhole(parts.slots(), target.to(), manifest(target))) {
                return fail(target, NodeProblem.SLOT_READ_BACK_DIFFERS, null);
            }
            long generation = preparation.nextGeneration();
            fire(UpdateEvent.VERIFIED, target.armed(generation, parts.health().kubernetesReady()));
            return NOW;
        } catch (IOException refused) {
            return fail(target, NodeProblem.SLOT_READ_BACK_DIFFERS, refused);
        }
    }

    private Duration arm(UpdateTarget target) {
        if (isCancelled(target)) {
            return cancel(target);
        }
        if (!target.keeps().over()) {
            return keepState(target);
        }
        Optional<Duration> staying = evacuate(target);
        if (staying.isPresent()) {
            return staying.get();
        }
        try {
            if (!preparation.arm(target, manifest(target))) {
                fire(UpdateEvent.CHUNKS_LOST, target);
                return NOW;
            }
            tell(
                    "update.armed",
                    target.version() + " is armed in slot " + target.to().word(),
                    Map.of());
            fire(UpdateEvent.ARMED, target.restarting(parts.machine().bootId()));
            return NOW;
        } catch (IOException refused) {
            return fail(target, NodeProblem.LOADER_FAILED, refused);
        } catch (ProtocolException refused) {
            return failUnlessUnsaved(target, refused);
        }
    }

    /** Before anything is moved or armed; each try and what it told are saved, so that after a power cut it is decided as it would have been. */
    private Duration keepState(UpdateTarget target) {
        UpdateTarget far = target;
        if (far.keeps().mayBeTriedAgain()) {
            far = saved(far.keeping(far.keeps().tried()));
            SnapshotBefore after = snapshot.take(far);
            if (after.over()) {
                return stateKept(far, after);
            }
            far = saved(far.keeping(after));
            if (after.mayBeTriedAgain()) {
                return SnapshotStep.PAUSE;
            }
        }
        Optional<String> refusal = snapshot.refusal(far, record.lastResult());
        if (refusal.isEmpty()) {
            return stateKept(far, far.keeps().goesOnWithout());
        }
        end(UpdateEvent.FAILED, far, UpdateOutcome.FAILED, refusal.get());
        return NOW;
    }

    private Duration stateKept(UpdateTarget target, SnapshotBefore far) {
        fire(UpdateEvent.STATE_KEPT, target.keeping(far));
        String name = far.name();
        if (name != null) {
            tell("update.snapshot", "the cluster is kept as " + name, Map.of("snapshot", name));
        }
        String missing = far.missing();
        if (missing != null) {
            String without = target.version() + " goes on without a snapshot: " + missing;
            tell(NodeProblem.UPDATE_NO_SNAPSHOT.code(), without, Map.of());
        }
        return NOW;
    }

    private UpdateTarget saved(UpdateTarget target) {
        save(record.at(record.phase(), target));
        return target;
    }

    /** Empty once nothing keeps this node from a restart, else when to come again. A Kubernetes that was not well is not asked: the update may mend it. */
    private Optional<Duration> evacuate(UpdateTarget target) {
        if (!target.kubernetesWasReady()) {
            return Optional.empty();
        }
        atWork = false;
        return switch (parts.evacuation().leave()) {
            case Evacuation.Leaving.Gone gone -> Optional.empty();
            case Evacuation.Leaving.Underway underway -> {
                LOG.info("before the restart: {}", underway.what());
                yield Optional.of(LEAVING);
            }
            case Evacuation.Leaving.Refused refused -> {
                String reason = NodeProblem.UPDATE_WORKLOADS_STAY.code() + ": " + refused.reason();
                end(UpdateEvent.FAILED, target, UpdateOutcome.FAILED, reason);
                yield Optional.of(NOW);
            }
        };
    }

    private Duration reboot(UpdateTarget target) {
        if (isCancelled(target)) {
            return cancel(target);
        }
        parts.machine().reboot();
        return FOR_THE_REBOOT;
    }

    private Duration trial(UpdateTarget target) {
        return switch (trial.look(target)) {
            case TrialWatch.Look.Wait wait -> wait.pause();
            case TrialWatch.Look.Soaked soaked -> {
                save(record.at(UpdatePhase.TRIAL, target.soaked(soaked.healthyFor())));
                yield soaked.pause();
            }
            case TrialWatch.Look.Good good -> {
                fire(UpdateEvent.HEALTHY, target);
                yield NOW;
            }
            case TrialWatch.Look.Bad bad -> {
                fire(
                        UpdateEvent.UNHEALTHY,
                        target.restarting(parts.machine().bootId()).because(bad.reason()));
                yield NOW;
            }
            case TrialWatch.Look.NotFromFirmware bypassed -> {
                LOG.warn(
                        "slot {} was started without its boot entry: only a start through the firmware counts",
                        target.to());
                parts.machine().reboot();
                yield FOR_THE_REBOOT;
            }
        };
    }

    private Duration commit(UpdateTarget target) {
        try {
            preparation.commit(target.to());
            String missing = target.keeps().missing();
            String without = missing == null ? "" : NodeProblem.UPDATE_NO_SNAPSHOT.code() + ": " + missing;
            end(UpdateEvent.COMMITTED, target, UpdateOutcome.COMMITTED, without);
            forgetChunks();
            return NOW;
        } catch (IOException refused) {
            LOG.error("the entry of slot {} could not be committed: {}", target.to(), refused.getMessage());
            return SOON;
        }
    }

    private Duration rollBack(UpdateTarget target) {
        try {
            preparation.exhaust(target.to());
            tell("update.rolling-back", target.reason(), Map.of());
            parts.machine().reboot();
            return FOR_THE_REBOOT;
        } catch (IOException refused) {
            LOG.error("the entry of slot {} could not be marked bad: {}", target.to(), refused.getMessage());
            // The counter still falls with every boot, so the loader gets back to the old slot without us.
            parts.machine().reboot();
            return FOR_THE_REBOOT;
        }
    }

    private Duration cancel(UpdateTarget target) {
        end(UpdateEvent.CANCELLED, target, UpdateOutcome.FAILED, NodeProblem.UPDATE_REPLACED.code());
        return NOW;
    }

    private boolean isCancelled(UpdateTarget target) {
        Wish now = wish;
        return now != null
                && now.sequence() > target.sequence()
                && (now.release() == null || !now.release().bundleDigest().equals(target.bundleDigest()));
    }

    private Duration failUnlessUnsaved(UpdateTarget target, ProtocolException refused) {
        if (refused.problem() == NodeProblem.STATE_UNWRITABLE) {
            throw refused;
        }
        end(UpdateEvent.FAILED, target, UpdateOutcome.FAILED, String.valueOf(refused.getMessage()));
        return NOW;
    }

    private Duration fail(UpdateTarget target, NodeProblem problem, @Nullable IOException cause) {
        String reason = cause == null ? problem.code() : problem.code() + ": " + cause.getMessage();
        end(UpdateEvent.FAILED, target, UpdateOutcome.FAILED, reason);
        return NOW;
    }

    private void end(UpdateEvent event, UpdateTarget target, UpdateOutcome outcome, String reason) {
        SlotName current = parts.machine().bootedSlot().orElse(target.from());
        UpdateResult result = new UpdateResult(
                outcome,
                reason,
                target.bundleDigest(),
                target.releaseDigest(),
                target.version(),
                target.from(),
                current,
                parts.clock().millis());
        requireNext(event, UpdatePhase.IDLE);
        if (outcome != UpdateOutcome.COMMITTED && current != target.to()) {
            disarm(target.to());
        }
        boolean replaced = reason.equals(NodeProblem.UPDATE_REPLACED.code());
        UpdateRecord ended = record.ended(
                result, outcome == UpdateOutcome.ROLLED_BACK && !replaced, replaced ? 0 : target.sequence());
        save(
                switch (outcome) {
                    case COMMITTED -> ended.raised(target.floor());
                    case ROLLED_BACK ->
                        ended.fellBack(
                                new FailedTrial(target.bundleDigest(), target.to(), target.bootId(), result.atMs()));
                    case FAILED -> ended;
                });
        tell(
                "update." + outcome.word(),
                target.version() + " in slot " + current.word() + (reason.isEmpty() ? "" : ": " + reason),
                Map.of("bundle", target.bundleDigest(), "version", target.version()));
    }

    /**
     * An entry that counts tries may not outlive its update, or the next boot would flip to it: as long as it cannot be taken away,
     * the update is not over, and the lane comes again.
     */
    private void disarm(SlotName slot) {
        try {
            boolean counts = parts.entries()
                    .of(slot)
                    .filter(entry -> entry.triesLeft().isPresent())
                    .isPresent();
            if (counts) {
                parts.entries().remove(slot);
            }
        } catch (IOException refused) {
            throw new ProtocolException(
                    NodeProblem.LOADER_FAILED,
                    "update",
                    slot.word(),
                    Map.of("reason", "its entry cannot be taken away: " + refused.getMessage()),
                    refused);
        }
    }

    private boolean isGood(SlotName booted) {
        try {
            return parts.entries()
                    .of(booted)
                    .filter(entry -> entry.triesLeft().isEmpty())
                    .isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private SlotManifest manifest(UpdateTarget target) throws IOException {
        return parts.chunks()
                .manifest(target.bundleDigest())
                .orElseThrow(() -> new IOException("the manifest of the bundle is gone"));
    }

    private void forgetChunks() {
        try {
            parts.chunks().store().clear();
        } catch (IOException refused) {
            LOG.warn("received chunks could not be removed: {}", refused.getMessage());
        }
    }

    private UpdatePhase next(UpdateEvent event) {
        return UpdateTable.next(record.phase(), event)
                .orElseThrow(() -> new IllegalStateException(event + " cannot happen in " + record.phase()));
    }

    private void requireNext(UpdateEvent event, UpdatePhase phase) {
        if (next(event) != phase) {
            throw new IllegalStateException(event + " does not lead from " + record.phase() + " to " + phase);
        }
    }

    private void fire(UpdateEvent event, UpdateTarget target) {
        save(record.at(next(event), target));
        LOG.info("update to {}: {} -> {}", target.version(), event, record.phase());
    }

    private void save(UpdateRecord next) {
        parts.store().save(next);
        record = next;
    }

    /** Reporting decides nothing, so its failures end here. */
    private void tell(String kind, String text, Map<String, String> attributes) {
        LOG.info("{}: {}", kind, text);
        try {
            parts.events().event(kind, text, attributes);
        } catch (RuntimeException refused) {
            LOG.warn("{} could not be reported: {}", kind, refused.getMessage());
        }
    }
}
