package dev.cairn.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.UpdateOutcome;
import dev.cairn.protocol.UpdatePhase;
import dev.cairn.protocol.UpdateResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** A course that an update takes when nothing is disturbed, and what must hold at its end whatever was. */
enum Course {
    GOOD(UpdatePhase.IDLE, UpdateOutcome.COMMITTED, ""),
    NEVER_HEALTHY(UpdatePhase.TRIAL, UpdateOutcome.ROLLED_BACK, "sick on purpose"),
    NOT_HEALTHY_FOR_LONG(UpdatePhase.TRIAL, UpdateOutcome.ROLLED_BACK, "sick on purpose"),
    KERNEL_DOES_NOT_BOOT(UpdatePhase.REBOOT, UpdateOutcome.ROLLED_BACK, "did not come up"),
    CLUSTER_WITHOUT_MAJORITY(UpdatePhase.ARM, UpdateOutcome.COMMITTED, "update.no-snapshot: no majority answers"),
    SNAPSHOT_FAILS(UpdatePhase.ARM, UpdateOutcome.FAILED, "update.snapshot-failed: no room"),
    WITHDRAWN_WHILE_WRITING(UpdatePhase.WRITE, UpdateOutcome.FAILED, "update.replaced"),
    WITHDRAWN_WHILE_ARMING(UpdatePhase.ARM, UpdateOutcome.FAILED, "update.replaced"),
    WITHDRAWN_BEFORE_THE_REBOOT(UpdatePhase.REBOOT, UpdateOutcome.FAILED, "update.replaced");

    /** Before this phase it is the good course. */
    final UpdatePhase differsFrom;

    private final UpdateOutcome usually;
    private final String because;

    Course(UpdatePhase differsFrom, UpdateOutcome usually, String because) {
        this.differsFrom = differsFrom;
        this.usually = usually;
        this.because = because;
    }

    UpdateRig rig(Path folder, SlotBundle first, SlotBundle second) throws IOException {
        UpdateRig rig = new UpdateRig(folder, first);
        switch (this) {
            case GOOD -> {}
            case NEVER_HEALTHY -> rig.healthy = false;
            case NOT_HEALTHY_FOR_LONG -> rig.healthyLooks = 8;
            case KERNEL_DOES_NOT_BOOT -> rig.kernelOfTrialBoots = false;
            case CLUSTER_WITHOUT_MAJORITY ->
                rig.snapshotsEnd = new ClusterSnapshots.Taking.Unreadable("no majority answers");
            case SNAPSHOT_FAILS -> rig.snapshotsEnd = new ClusterSnapshots.Taking.Failed("no room");
            case WITHDRAWN_WHILE_WRITING -> rig.withdrawnIn = UpdatePhase.WRITE;
            case WITHDRAWN_WHILE_ARMING -> rig.withdrawnIn = UpdatePhase.ARM;
            case WITHDRAWN_BEFORE_THE_REBOOT -> rig.withdrawnIn = UpdatePhase.REBOOT;
        }
        rig.order(second);
        return rig;
    }

    void requireRightEnd(UpdateRig rig, UpdateRecord rest, Fault fault) throws IOException {
        UpdateResult result = Objects.requireNonNull(rest.lastResult(), "an update that began has a result");
        boolean committed = result.outcome() == UpdateOutcome.COMMITTED;
        assertThat(rig.booted()).as("what runs").isEqualTo(committed ? SlotName.B : SlotName.A);
        assertThat(result.currentSlot()).as("what the record says that runs").isEqualTo(rig.booted());
        assertThat(rig.closed).as("whether the node takes no work").isFalse();
        rig.requireBootable(SlotName.A);
        assertThat(rig.esp.of(SlotName.A).orElseThrow().triesLeft())
                .as("the old slot is good")
                .isEmpty();
        if (committed) {
            assertThat(expected(rig)).as("what may commit").isEqualTo(UpdateOutcome.COMMITTED);
            rig.requireBootable(SlotName.B);
            assertThat(rig.esp.of(SlotName.B).orElseThrow().triesLeft()).isEmpty();
            assertThat(result.reason())
                    .as("a commit says what it went without")
                    .matches(rig.snapshots.isEmpty() ? "update\\.no-snapshot: .+" : "");
            assertThat(rest.failed()).isEmpty();
        } else {
            assertThat(rig.esp.of(SlotName.B).filter(entry -> entry.triesLeft().isPresent()))
                    .as("a trial entry does not outlive its update")
                    .isEmpty();
            assertThat(result.outcome())
                    .as("whether it was tried")
                    .isEqualTo(rig.tried() ? UpdateOutcome.ROLLED_BACK : UpdateOutcome.FAILED);
            assertThat(NodeProblem.of(result.reason().split("[: ]", 2)[0]))
                    .as("a reason that has texts: " + result.reason())
                    .isNotEqualTo(NodeProblem.UNKNOWN);
            boolean itsOwnFault = rig.tried() && !result.reason().equals(NodeProblem.UPDATE_REPLACED.code());
            assertThat(rest.failed().containsKey(result.bundleDigest()))
                    .as("only what was tried and was bad is remembered as bad")
                    .isEqualTo(itsOwnFault);
        }
        if (fault.mayNotChangeTheOutcome()) {
            assertThat(result.outcome()).isEqualTo(expected(rig));
            assertThat(result.reason())
                    .contains(
                            expected(rig) == UpdateOutcome.COMMITTED && usually != UpdateOutcome.COMMITTED
                                    ? ""
                                    : because);
        }
        requireThatNothingFlipsLater(rig);
    }

    /** An order that is taken back too late was carried out; one that flipped meanwhile goes back. */
    private UpdateOutcome expected(UpdateRig rig) {
        if (usually != UpdateOutcome.FAILED || this == SNAPSHOT_FAILS) {
            return usually;
        }
        if (rig.wish != null) {
            return UpdateOutcome.COMMITTED;
        }
        return rig.tried() ? UpdateOutcome.ROLLED_BACK : UpdateOutcome.FAILED;
    }

    private static void requireThatNothingFlipsLater(UpdateRig rig) throws IOException {
        SlotName rests = rig.booted();
        SlotName[] later = new SlotName[3];
        for (int i = 0; i < later.length; i++) {
            rig.powerCycle();
            later[i] = rig.booted();
        }
        assertThat(Arrays.asList(later)).as("what later boots choose").containsOnly(rests);
    }
}
