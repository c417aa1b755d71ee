package dev.cairn.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.fixture.TestBundles;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.UpdateOutcome;
import dev.cairn.protocol.UpdatePhase;
import dev.cairn.protocol.UpdateResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What went wrong in the updates of others, each by the number in their issue tracker. */
class UpdateLessonsTest {
    @TempDir
    static Path bundles;

    @TempDir
    Path folder;

    private static SlotBundle first;
    private static SlotBundle second;

    @BeforeAll
    static void build() {
        first = TestBundles.build(bundles.resolve("1"), "1.0.0", "kernel", "", 20_000);
        second = TestBundles.build(bundles.resolve("2"), "2.0.0", "kernel", "", 20_000);
    }

    /** flightctl#2470 */
    @Test
    void successIsReportedOnlyAfterTheSoak() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        rig.runToTheFlip();
        rig.runFor(Duration.ofSeconds(8));
        assertThat(rig.saved().phase()).isEqualTo(UpdatePhase.TRIAL);
        assertThat(rig.saved().lastResult()).isNull();
        assertThat(end(rig, Disturbance.none()).outcome()).isEqualTo(UpdateOutcome.COMMITTED);
    }

    /** mender PR#825 */
    @Test
    void aReportThatFailsDecidesNothing() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        Disturbance noReports = new Disturbance(Fault.EXCEPTIONS, operation -> operation.is("EventLog.event"), 1);
        assertThat(end(rig, noReports).outcome()).isEqualTo(UpdateOutcome.COMMITTED);
        assertThat(noReports.happened()).isTrue();
        assertThat(rig.uptime()).as("nothing waits for reports either").isLessThan(Duration.ofMinutes(1));
    }

    /** rauc#490 */
    @Test
    void quickPowerCyclesOutsideATrialUseUpNoTries() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        end(rig, Disturbance.none());
        for (int i = 0; i < 10; i++) {
            rig.powerCycle();
            assertThat(rig.booted()).isEqualTo(SlotName.B);
        }
        assertThat(rig.esp.of(SlotName.B).orElseThrow().triesLeft()).isEmpty();
        assertThat(rig.esp.of(SlotName.B).orElseThrow().triesDone()).isZero();
    }

    /** rauc#683 */
    @Test
    void whenAllTriesAreUsedTheLastGoodSlotBoots() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        rig.runToTheFlip();
        for (int i = 0; i < 3; i++) {
            rig.powerCycle();
        }
        assertThat(rig.booted()).isEqualTo(SlotName.A);
        assertThat(end(rig, Disturbance.none()).reason()).contains("did not come up after 3 tries");
    }

    /** talos#10364 */
    @Test
    void aRollBackGoesToTheSlotThatRanBefore() throws IOException {
        UpdateRig rig = Course.NEVER_HEALTHY.rig(folder, first, second);
        UpdateResult result = end(rig, Disturbance.none());
        assertThat(result.previousSlot()).isEqualTo(SlotName.A);
        assertThat(result.currentSlot()).isEqualTo(SlotName.A);
        rig.requireBootable(SlotName.A);
    }

    /** talos#14146 */
    @Test
    void onlyAStartThroughTheFirmwareIsCommitted() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        rig.warmReboots();
        rig.runToTheFlip();
        assertThat(rig.booted()).isEqualTo(SlotName.B);
        assertThat(rig.esp.of(SlotName.B).orElseThrow().triesDone()).isZero();
        rig.runFor(Duration.ofMinutes(5));
        assertThat(rig.restarts()).as("it asks for the firmware's way").isTrue();
        assertThat(rig.saved().phase()).isEqualTo(UpdatePhase.TRIAL);
        rig.powerCycle();
        assertThat(end(rig, Disturbance.none()).outcome()).isEqualTo(UpdateOutcome.COMMITTED);
        assertThat(rig.tried()).isTrue();
    }

    /** eve PR#5963 */
    @Test
    void aCancelledUpdateDoesNotFlipAtTheNextReboot() throws IOException {
        UpdateRig rig = Course.WITHDRAWN_BEFORE_THE_REBOOT.rig(folder, first, second);
        assertThat(end(rig, Disturbance.none()).reason()).isEqualTo("update.replaced");
        for (int i = 0; i < 3; i++) {
            rig.powerCycle();
            assertThat(rig.booted()).isEqualTo(SlotName.A);
        }
        assertThat(rig.saved().failed()).as("it is not bad, only unwanted").isEmpty();
    }

    /** eve PR#5963, when the machine flips before the entry could be taken away */
    @Test
    void aCancelledUpdateThatFlippedNeverthelessGoesBack() throws IOException {
        UpdateRig rig = Course.WITHDRAWN_WHILE_ARMING.rig(folder, first, second);
        rig.whileSaving = phase -> {
            if (phase == UpdatePhase.REBOOT) {
                rig.withdrawnIn = UpdatePhase.REBOOT;
            }
        };
        rig.withdrawnIn = null;
        Disturbance cut = new Disturbance(Fault.POWER_CUT, operation -> operation.is("BootLoaderEntries.remove"), 1);
        UpdateResult result = end(rig, cut);
        assertThat(cut.happened()).isTrue();
        assertThat(rig.tried()).isTrue();
        assertThat(result.reason()).isEqualTo("update.replaced");
        assertThat(rig.booted()).isEqualTo(SlotName.A);
    }

    /** rauc#459 */
    @Test
    void aSlotThatTheDiskWroteWrongIsNotArmed() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        rig.whileSaving = phase -> {
            if (phase == UpdatePhase.VERIFY) {
                flipABit(folder.resolve("slot-b"));
            }
        };
        UpdateResult result = end(rig, Disturbance.none());
        assertThat(result.reason()).startsWith("slot.read-back-differs");
        assertThat(rig.esp.of(SlotName.B)).isEmpty();
        assertThat(rig.tried()).isFalse();
    }

    /** kairos#1751, kairos#4185 */
    @Test
    void spaceIsCheckedBeforeTheFirstByte() throws IOException {
        UpdateRig rig = new UpdateRig(folder, first, 4096);
        rig.order(second);
        Disturbance watching = Disturbance.none();
        assertThat(end(rig, watching).reason()).startsWith("slot.too-small");
        assertThat(watching.seen()).noneMatch(operation -> operation.port().equals("SlotDevice"));
        assertThat(watching.seen()).noneMatch(operation -> operation.is("BootLoaderEntries.clear"));
    }

    /** k0s#7303 */
    @Test
    void aReleaseThatFailedHereIsNotTriedOverAndOver() throws IOException {
        UpdateRig rig = Course.NEVER_HEALTHY.rig(folder, first, second);
        end(rig, Disturbance.none());
        rig.healthy = true;
        rig.order(second);
        Disturbance watching = Disturbance.none();
        end(rig, watching);
        assertThat(watching.seen()).noneMatch(operation -> operation.is("Machine.reboot"));
        assertThat(rig.booted()).isEqualTo(SlotName.A);
    }

    @Test
    void anAgentThatHangsInTheTrialFallsBackByItself() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        Disturbance hangs =
                new Disturbance(Fault.HANG_OF_THE_NEW_RELEASE, operation -> operation.is("HealthCheck.judge"), 1);
        UpdateResult result = end(rig, hangs);
        assertThat(result.outcome()).isEqualTo(UpdateOutcome.ROLLED_BACK);
        assertThat(result.reason()).startsWith("update.unhealthy").contains("started 6 times");
        assertThat(rig.booted()).isEqualTo(SlotName.A);
    }

    @Test
    void whereTheWatchdogIsHeardOneHangIsEnough() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        rig.runToTheFlip();
        rig.agentHung = true;
        UpdateResult result = end(rig, Disturbance.none());
        assertThat(result.outcome()).isEqualTo(UpdateOutcome.ROLLED_BACK);
        assertThat(result.reason()).startsWith("update.unhealthy").contains("its agent hung");
    }

    @Test
    void nothingIsArmedBeforeTheWorkloadsAreElsewhereAndAfterwardsTheNodeTakesWorkAgain() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        Disturbance watching = Disturbance.none();
        assertThat(end(rig, watching).outcome()).isEqualTo(UpdateOutcome.COMMITTED);
        List<String> order = watching.seen().stream()
                .filter(operation -> operation.port().equals("Evacuation")
                        || operation.is("BootLoaderEntries.put")
                        || operation.is("Machine.reboot"))
                .map(operation -> operation.port() + "." + operation.method())
                .distinct()
                .toList();
        assertThat(order)
                .containsExactly("Evacuation.comeBack", "Evacuation.leave", "BootLoaderEntries.put", "Machine.reboot");
        assertThat(rig.workloads).isZero();
        assertThat(watching.seen().getLast().is("Evacuation.comeBack")).isTrue();
        assertThat(rig.closed).isFalse();
    }

    @Test
    void workloadsThatMayNotBeMovedEndTheUpdateBeforeAnythingIsArmed() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        rig.workloadsStay = true;
        Disturbance watching = Disturbance.none();
        UpdateResult result = end(rig, watching);
        assertThat(result.outcome()).isEqualTo(UpdateOutcome.FAILED);
        assertThat(result.reason())
                .isEqualTo("update.workloads-stay: shop/till-1: the disruption budget does not allow it");
        assertThat(rig.closed).isFalse();
        assertThat(rig.booted()).isEqualTo(SlotName.A);
        assertThat(watching.seen()).noneMatch(operation -> operation.is("Machine.reboot"));

        rig.workloadsStay = false;
        rig.order(second);
        assertThat(end(rig, Disturbance.none()).outcome())
                .as("not remembered as bad")
                .isEqualTo(UpdateOutcome.COMMITTED);
    }

    @Test
    void theClusterIsKeptBeforeAnyWorkloadIsMovedAndBeforeAnythingIsArmed() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        Disturbance watching = Disturbance.none();
        assertThat(end(rig, watching).outcome()).isEqualTo(UpdateOutcome.COMMITTED);
        List<String> order = watching.seen().stream()
                .map(operation -> operation.port() + "." + operation.method())
                .filter(List.of("ClusterSnapshots.take", "Evacuation.leave", "BootLoaderEntries.put")::contains)
                .distinct()
                .toList();
        assertThat(order).containsExactly("ClusterSnapshots.take", "Evacuation.leave", "BootLoaderEntries.put");
        assertThat(rig.snapshots)
                .singleElement()
                .satisfies(kept -> assertThat(kept.name()).startsWith("update-2.0.0-order-" + rig.sequence));
    }

    /** A disk that is full is said aloud before anything is moved; who orders again after that knows, and may be about to mend it by this very update. */
    @Test
    void withoutASnapshotTheUpdateEndsAndOrderedAgainItGoesOnAndSaysSo() throws IOException {
        UpdateRig rig = Course.SNAPSHOT_FAILS.rig(folder, first, second);
        Disturbance watching = Disturbance.none();
        UpdateResult result = end(rig, watching);
        assertThat(result.outcome()).isEqualTo(UpdateOutcome.FAILED);
        assertThat(result.reason()).isEqualTo("update.snapshot-failed: no room");
        assertThat(watching.seen())
                .noneMatch(operation -> operation.is("Evacuation.leave") || operation.is("Machine.reboot"))
                .filteredOn(operation -> operation.is("ClusterSnapshots.take"))
                .hasSize(SnapshotBefore.MOST_TRIES);

        rig.order(second);
        result = end(rig, Disturbance.none());
        assertThat(result.outcome()).isEqualTo(UpdateOutcome.COMMITTED);
        assertThat(result.reason()).isEqualTo("update.no-snapshot: no room");
    }

    @Test
    void aSnapshotThatTakesTheAgentDownEachTimeIsNotTriedForEver() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        for (int i = 0; i < SnapshotBefore.MOST_TRIES; i++) {
            Disturbance dies = new Disturbance(Fault.POWER_CUT, operation -> operation.is("ClusterSnapshots.take"), 1);
            rig.bootOnce(dies);
            assertThat(dies.happened()).isTrue();
        }
        assertThat(end(rig, Disturbance.none()).reason()).startsWith("update.snapshot-failed: ");
        assertThat(rig.booted()).isEqualTo(SlotName.A);
    }

    /** Ours: a power cut in the slot write took what the transfer had left in memory, and the update was given up. */
    @Test
    void whatAPowerCutTookOfTheTransferIsSentAgain() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        AtomicBoolean lost = new AtomicBoolean();
        Disturbance cut = new Disturbance(
                Fault.POWER_CUT,
                operation -> operation.is("SlotDevice.write") && (lost.getAndSet(true) || forgetAll(rig)),
                1);
        assertThat(end(rig, cut).outcome()).isEqualTo(UpdateOutcome.COMMITTED);
        assertThat(cut.happened()).isTrue();
    }

    private static boolean forgetAll(UpdateRig rig) {
        try {
            rig.chunks.clear();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theSoakGoesOnAfterAPowerCut() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        rig.runToTheFlip();
        rig.runFor(Duration.ofSeconds(9));
        assertThat(Objects.requireNonNull(rig.saved().target()).soaked()).isBetween(seconds(5), seconds(9));
        rig.powerCycle();
        assertThat(end(rig, Disturbance.none()).outcome()).isEqualTo(UpdateOutcome.COMMITTED);
        assertThat(rig.uptime()).as("shorter than the whole soak of 10 s").isBetween(seconds(2), seconds(8));
    }

    @Test
    void aClockThatJumpsNeitherEndsNorProlongsTheTrial() throws IOException {
        UpdateRig rig = Course.NEVER_HEALTHY.rig(folder, first, second);
        rig.runToTheFlip();
        rig.setClock(4_102_444_800_000L);
        rig.runFor(Duration.ofSeconds(28));
        assertThat(rig.saved().phase()).isEqualTo(UpdatePhase.TRIAL);
        rig.setClock(0);
        rig.runFor(Duration.ofSeconds(32));
        assertThat(rig.saved().phase()).isEqualTo(UpdatePhase.ROLL_BACK);
    }

    @Test
    void theRecordOfAnOlderAgentAndOfANewerOneIsUnderstood() throws IOException {
        UpdateRig rig = Course.GOOD.rig(folder, first, second);
        rig.runToTheFlip();
        Path file = rig.state.path(UpdateStore.FILE);
        String saved = Files.readString(file);
        assertThat(saved).doesNotContain("soakedMs");
        Files.writeString(file, saved.replaceFirst("\\{", "{\"fromTheFuture\":{\"a\":1},"), StandardCharsets.UTF_8);
        assertThat(end(rig, Disturbance.none()).outcome()).isEqualTo(UpdateOutcome.COMMITTED);
    }

    private static UpdateResult end(UpdateRig rig, Disturbance disturbance) throws IOException {
        return Objects.requireNonNull(rig.runToRest(disturbance).lastResult());
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static void flipABit(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
