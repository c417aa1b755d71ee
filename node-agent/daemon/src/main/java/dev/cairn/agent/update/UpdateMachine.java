package dev.cairn.agent.update;

import dev.cairn.agent.health.HealthCheck;
import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.slot.SlotStore;
import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.image.slot.SlotManifest;
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
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FOR_THE_REBOOT = Duration.ofSeconds(60);
    private static final int HEALTHY_IN_A_ROW = 3;
    private static final int MOST_TRIAL_STARTS = 5;

    private final Parts parts;
    private final UpdatePreparation preparation;
    private final BootMeaning bootMeaning;
    private volatile UpdateRecord record = UpdateRecord.fresh();
    private volatile Progress progress = new Progress(0, 0);
    private volatile @Nullable Wish wish;
    private boolean started;
    private long trialEndsMs;
    private int healthyInARow;

    /** Nothing is read or written before the first step. */
    public UpdateMachine(Parts parts) {
        this.parts = parts;
        this.preparation = new UpdatePreparation(parts);
        this.bootMeaning = new BootMeaning(parts);
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
            String machineId) {}

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
            return new UpdateStatus(now.phase(), null, null, null, 0, 0, now.lastResult());
        }
        Progress far = progress;
        return new UpdateStatus(
                now.phase(),
                target.bundleDigest(),
                target.releaseDigest(),
                target.version(),
                far.done(),
                far.total(),
                now.lastResult());
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
        UpdateTarget target = record.target();
        if (target == null) {
            return idle();
        }
        return switch (record.phase()) {
            case IDLE -> idle();
            case TRANSFER -> transfer(target);
            case WRITE -> write(target);
            case VERIFY -> verify(target);
            case ARM -> arm(target);
            case REBOOT -> reboot();
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
            String reason = target.reason().isEmpty() ? bootMeaning.whyItFellBack(target) : target.reason();
            end(event, target, UpdateOutcome.ROLLED_BACK, reason);
        } else if (event == UpdateEvent.STARTED_IN_TARGET && next(event) == UpdatePhase.IDLE) {
            end(event, target, UpdateOutcome.FAILED, "slot " + booted.get().word() + " was booted before it was armed");
        } else if (next(event) == UpdatePhase.TRIAL) {
            fire(event, target.startedInTrial());
            openHealthWindow(target);
        } else {
            fire(event, target);
        }
    }

    private void startWithoutUpdate(SlotName booted) {
        Optional<UpdateTarget> orphan = bootMeaning.trialWithoutRecord(booted);
        if (orphan.isPresent()) {
            LOG.warn("slot {} is on trial and no record of its update is left; the trial goes on", booted);
            fire(UpdateEvent.STARTED_IN_TARGET, orphan.get());
            openHealthWindow(orphan.get());
        } else {
            disarm(booted.other());
        }
    }

    private Duration idle() {
        Wish now = wish;
        if (now == null || now.sequence() <= record.decidedSequence()) {
            return UNTIL_WOKEN;
        }
        DesiredRelease release = now.release();
        Optional<SlotName> booted = parts.machine().bootedSlot();
        if (release == null || booted.isEmpty() || runs(release.bundleDigest(), booted.get())) {
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
        UpdateTarget target = new UpdateTarget(
                release.bundleDigest(),
                release.releaseDigest(),
                release.version(),
                release.healthWindowSeconds(),
                now.sequence(),
                booted.get(),
                booted.get().other(),
                0,
                "",
                false,
                0,
                "");
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
            SlotManifest manifest = manifest(target);
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
        try {
            if (!preparation.arm(target, manifest(target))) {
                fire(UpdateEvent.CHUNKS_LOST, target);
                return NOW;
            }
            tell(
                    "update.armed",
                    target.version() + " is armed in slot " + target.to().word(),
                    Map.of());
            fire(UpdateEvent.ARMED, target.restarting(parts.machine().bootId(), ""));
            return NOW;
        } catch (IOException refused) {
            disarm(target.to());
            return fail(target, NodeProblem.LOADER_FAILED, refused);
        } catch (ProtocolException refused) {
            disarm(target.to());
            return failUnlessUnsaved(target, refused);
        }
    }

    private Duration reboot() {
        parts.machine().reboot();
        return FOR_THE_REBOOT;
    }

    private Duration trial(UpdateTarget target) {
        if (target.trialStarts() > MOST_TRIAL_STARTS) {
            return unhealthy(target, "the agent started " + target.trialStarts() + " times");
        }
        return switch (parts.health().judge(target.kubernetesWasReady())) {
            case HealthCheck.Verdict.Healthy healthy -> {
                healthyInARow++;
                if (healthyInARow < HEALTHY_IN_A_ROW) {
                    yield POLL;
                }
                fire(UpdateEvent.HEALTHY, target);
                yield NOW;
            }
            case HealthCheck.Verdict.NotYet notYet -> {
                healthyInARow = 0;
                yield parts.machine().uptimeMs() < trialEndsMs ? POLL : unhealthy(target, notYet.reason());
            }
        };
    }

    private Duration unhealthy(UpdateTarget target, String reason) {
        String why = NodeProblem.UPDATE_UNHEALTHY.code() + ": " + reason;
        fire(UpdateEvent.UNHEALTHY, target.restarting(parts.machine().bootId(), why));
        return NOW;
    }

    private Duration commit(UpdateTarget target) {
        try {
            preparation.commit(target.to());
            end(UpdateEvent.COMMITTED, target, UpdateOutcome.COMMITTED, "");
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
        disarm(target.to());
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
        boolean replaced = event == UpdateEvent.CANCELLED;
        save(record.ended(result, outcome == UpdateOutcome.ROLLED_BACK, replaced ? 0 : target.sequence()));
        tell(
                "update." + outcome.word(),
                target.version() + " in slot " + current.word() + (reason.isEmpty() ? "" : ": " + reason),
                Map.of("bundle", target.bundleDigest(), "version", target.version()));
        if (outcome != UpdateOutcome.COMMITTED && current != target.to()) {
            disarm(target.to());
        }
    }

    /** An entry that counts tries may not outlive its update: the next boot would flip to it. */
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
            LOG.error("the entry of slot {} could not be removed: {}", slot, refused.getMessage());
        }
    }

    private void openHealthWindow(UpdateTarget target) {
        trialEndsMs = parts.machine().uptimeMs()
                + Duration.ofSeconds(target.healthWindowSeconds()).toMillis();
        healthyInARow = 0;
    }

    private boolean runs(String bundleDigest, SlotName booted) {
        return preparation.bundleIn(booted).filter(bundleDigest::equals).isPresent();
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

    private void tell(String kind, String text, Map<String, String> attributes) {
        LOG.info("{}: {}", kind, text);
        parts.events().event(kind, text, attributes);
    }
}
