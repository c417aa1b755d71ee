package dev.cairn.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.fixture.TestBundles;
import dev.cairn.agent.slot.SlotDevice;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.UpdateOutcome;
import dev.cairn.protocol.UpdateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The update against real files, with the power cut before every single change of the disk, which is after the one before it. */
class UpdateMachineTest {
    @TempDir
    static Path bundles;

    @TempDir
    Path folder;

    private static SlotBundle first;
    private static SlotBundle second;
    private static SlotBundle third;

    @BeforeAll
    static void build() {
        first = TestBundles.build(bundles.resolve("1"), "1.0.0", "kernel", "", 1_100_000);
        second = TestBundles.build(bundles.resolve("2"), "2.0.0", "kernel", "", 1_100_000);
        third = TestBundles.build(bundles.resolve("3"), "3.0.0", "kernel", "", 1_100_000);
    }

    @Test
    void aGoodUpdateCommitsWhereverThePowerFails() throws IOException {
        long changes = changesOf(true, true);
        assertThat(changes).isGreaterThan(10);
        for (long at = 1; at <= changes; at++) {
            UpdateRig rig = rig("good-" + at, true, true);
            UpdateResult result = rest(rig, Disturbance.powerCutBeforeChange(at));
            assertThat(result.outcome()).as("cut at %d", at).isEqualTo(UpdateOutcome.COMMITTED);
            assertThat(rig.booted()).isEqualTo(SlotName.B);
            rig.requireBootable(SlotName.A);
        }
    }

    @Test
    @Tag("slow")
    void anUnhealthyReleaseFallsBackWhereverThePowerFails() throws IOException {
        long changes = changesOf(false, true);
        for (long at = 1; at <= changes; at++) {
            UpdateRig rig = rig("sick-" + at, false, true);
            UpdateResult result = rest(rig, Disturbance.powerCutBeforeChange(at));
            assertThat(result.outcome()).as("cut at %d", at).isEqualTo(UpdateOutcome.ROLLED_BACK);
            assertThat(rig.booted()).isEqualTo(SlotName.A);
            assertThat(rig.esp.of(SlotName.B)).as("nothing may flip later").isEmpty();
        }
    }

    @Test
    @Tag("slow")
    void aKernelThatDoesNotBootFallsBackWhereverThePowerFails() throws IOException {
        long changes = changesOf(true, false);
        for (long at = 1; at <= changes; at++) {
            UpdateRig rig = rig("broken-" + at, true, false);
            UpdateResult result = rest(rig, Disturbance.powerCutBeforeChange(at));
            assertThat(result.outcome()).as("cut at %d", at).isEqualTo(UpdateOutcome.ROLLED_BACK);
            assertThat(result.reason()).contains("did not come up");
            assertThat(rig.booted()).isEqualTo(SlotName.A);
        }
    }

    @Test
    void rollingBackThenUpgradingAgainNeverWritesTheOnlyGoodSlot() throws IOException {
        UpdateRig rig = rig("talos-9369", true, true);
        rest(rig, Disturbance.none());
        rig.healthy = false;
        rig.order(third);
        assertThat(rest(rig, Disturbance.none()).outcome()).isEqualTo(UpdateOutcome.ROLLED_BACK);
        assertThat(rig.booted()).isEqualTo(SlotName.B);
        rig.requireBootable(SlotName.B);
        rig.healthy = true;
        DesiredRelease failed = Objects.requireNonNull(rig.wish);
        rig.sequence++;
        rig.wish = new DesiredRelease(
                failed.bundleDigest(), failed.releaseDigest(), failed.version(), 30, true, null, null);
        rig.deliver(third);
        assertThat(rest(rig, Disturbance.none()).outcome()).isEqualTo(UpdateOutcome.COMMITTED);
        assertThat(rig.booted()).isEqualTo(SlotName.A);
        rig.requireBootable(SlotName.B);
    }

    @Test
    void theFloorRisesWithTheCommitAndNeverSinks() throws IOException {
        UpdateRig rig = rig("floor", false, true);
        rig.number = 20L;
        rig.floor = 10L;
        rig.order(third);
        assertThat(rig.runToRest(Disturbance.none()).lowest())
                .as("after a fall-back")
                .isZero();
        rig.healthy = true;
        rig.order(second);
        assertThat(rig.runToRest(Disturbance.none()).lowest()).isEqualTo(10);
        rig.floor = null;
        rig.order(first);
        assertThat(rig.runToRest(Disturbance.none()).lowest()).isEqualTo(10);
    }

    @Test
    void whatFailedIsNotTriedAgainUnlessTold() throws IOException {
        UpdateRig rig = rig("remember", false, true);
        rest(rig, Disturbance.none());
        rig.healthy = true;
        rig.order(second);
        assertThat(rest(rig, Disturbance.none()).outcome()).isEqualTo(UpdateOutcome.ROLLED_BACK);
        assertThat(rig.booted()).isEqualTo(SlotName.A);
    }

    @Test
    void aDamagedRunningSlotIsNotCopiedIntoTheTrial() throws IOException {
        UpdateRig rig = rig("flipped-bit", true, true);
        try (SlotDevice running = rig.slots.open(SlotName.A)) {
            running.write(0, new byte[] {1});
        }
        assertThat(rest(rig, Disturbance.none()).outcome()).isEqualTo(UpdateOutcome.COMMITTED);
        rig.requireBootable(SlotName.B);
    }

    @Test
    void aKernelThatWouldHangTheLoaderIsNeverArmed() throws IOException {
        UpdateRig rig = rig("no-efi", true, true);
        rig.order(TestBundles.withKernel(second, folder.resolve("no-efi-bundle"), "no EFI program"));
        UpdateResult result = rest(rig, Disturbance.none());
        assertThat(result.outcome()).isEqualTo(UpdateOutcome.FAILED);
        assertThat(result.reason()).contains("no EFI program");
        assertThat(rig.booted()).isEqualTo(SlotName.A);
        assertThat(rig.esp.of(SlotName.B)).isEmpty();
    }

    @Test
    void theCommandLineOfTheRunningSlotIsTakenOver() throws IOException {
        UpdateRig rig = rig("options", true, true);
        rest(rig, Disturbance.none());
        LoaderEntry entry = rig.esp.of(SlotName.B).orElseThrow();
        assertThat(entry.options())
                .contains("own.option=1", "cairn.slot=b", "systemd.machine_id=0123456789abcdef0123456789abcdef")
                .doesNotContain("cairn.slot=a");
        assertThat(entry.options().stream().filter(word -> word.startsWith("console=")))
                .hasSize(2);
    }

    @Test
    void withoutItsRecordATrialGoesOnInsteadOfRunningOutOfTries() throws IOException {
        UpdateRig rig = rig("lost-record", true, true);
        rig.runToTheFlip();
        Files.delete(rig.state.path("update.json"));
        assertThat(rest(rig, Disturbance.none()).outcome()).isEqualTo(UpdateOutcome.COMMITTED);
        assertThat(rig.esp.of(SlotName.B).orElseThrow().triesLeft()).isEmpty();
    }

    private long changesOf(boolean healthy, boolean boots) throws IOException {
        Disturbance counting = Disturbance.none();
        rig("count", healthy, boots).runToRest(counting);
        return counting.changes();
    }

    private UpdateRig rig(String name, boolean healthy, boolean boots) throws IOException {
        Path at = folder.resolve(name);
        Files.createDirectories(at);
        UpdateRig rig = new UpdateRig(at, first);
        rig.healthy = healthy;
        rig.kernelOfTrialBoots = boots;
        rig.order(second);
        return rig;
    }

    private static UpdateResult rest(UpdateRig rig, Disturbance cut) throws IOException {
        return Objects.requireNonNull(rig.runToRest(cut).lastResult());
    }
}
