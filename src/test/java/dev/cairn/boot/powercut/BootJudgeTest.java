package dev.cairn.boot.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge on disks that others' tools made: it must pass good ones and name what is wrong with the others. */
final class BootJudgeTest {
    @TempDir
    Path folder;

    private HandMadeDisk disk;
    private KnownRelease old;
    private KnownRelease fresh;

    @BeforeEach
    void make() throws IOException {
        disk = HandMadeDisk.in(folder);
        old = disk.slot("a", 1, "cairn-a.conf");
        fresh = disk.slot("b", 2, "cairn-b+3.conf");
    }

    @Test
    void aTrialStartsThreeTimesAndThenTheOldSlotForEver() throws IOException {
        assertThat(disk.starts())
                .containsExactly("cairn-b+3.conf", "cairn-b+2-1.conf", "cairn-b+1-2.conf", "cairn-a.conf");
        BootJudge.Verdict verdict = disk.judgedBy(old, fresh);
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.slot()).isEqualTo("b");
        assertThat(verdict.release()).isEqualTo(fresh.digest());
    }

    @Test
    void aUsedUpTrialStartsTheOldSlot() throws IOException {
        disk.rename("/loader/entries/cairn-b+3.conf", "cairn-b+0-3.conf");
        assertThat(disk.starts()).containsExactly("cairn-a.conf");
        assertThat(disk.judgedBy(old, fresh).faults()).isEmpty();
    }

    @Test
    void theChoiceOfTheBootstrapGoesFirst() throws IOException {
        disk.slot("a", 0, "cairn-bootstrap.conf");
        disk.put("/loader/loader.conf", "default cairn-bootstrap.conf\ntimeout 3\n");
        assertThat(disk.starts()).containsExactly("cairn-bootstrap.conf");
    }

    @Test
    void anEntryWithoutItsKernelIsPassedOverAndOneWithoutItsInitrdIsNot() throws IOException {
        disk.delete("/cairn/b/linux");
        assertThat(disk.starts()).containsExactly("cairn-a.conf");
        disk.delete("/cairn/a/initrd");
        assertThat(disk.judgedBy(old).faults()).containsExactly("cairn-a.conf: its initrd is not that of the release");
    }

    @Test
    void everyPieceOfASlotIsLookedAt() throws IOException {
        disk.put("/cairn/b/linux", "kernel oq " + fresh.digest());
        disk.put("/cairn/b/manifest.json", "{}");
        disk.writeRoot("b", "toot");
        assertThat(disk.judgedBy(old, fresh).faults())
                .contains(
                        "cairn-b+3.conf: its kernel is not that of the release",
                        "cairn-b+3.conf: the root it names is not that of the release",
                        "cairn-b+3.conf: the manifest of slot b is not that of the release")
                .noneMatch(fault -> fault.startsWith("cairn-a"));
    }

    @Test
    void aReleaseThatNobodyAskedForIsAFault() throws IOException {
        assertThat(disk.judgedBy(old).faults())
                .hasSize(1)
                .allMatch(fault -> fault.contains(fresh.digest() + ", which nobody asked for"));
    }

    @Test
    void nothingBootsWithoutEntriesLoaderOrTable() throws IOException {
        disk.delete("/loader/entries/cairn-b+3.conf");
        disk.delete("/loader/entries/cairn-a.conf");
        assertThat(disk.judgedBy(old).faults()).containsExactly("nothing boots: no entry in the menu");
        disk.slot("a", 1, "cairn-a.conf");
        disk.wipe(512, 512);
        assertThat(disk.judgedBy(old).faults()).as("the backup table stands in").isEmpty();
        disk.wipe((80 << 20) - 512, 512);
        assertThat(disk.judgedBy(old).summary()).isEqualTo("nothing");
        assertThat(disk.judgedBy(old).faults()).hasSize(1);
    }

    @Test
    void aTrialWithNothingToFallBackToIsAFault() throws IOException {
        disk.delete("/loader/entries/cairn-a.conf");
        assertThat(disk.judgedBy(old, fresh).faults()).anyMatch(fault -> fault.contains("starts for ever"));
    }
}
