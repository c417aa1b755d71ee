package dev.cairn.app.usecase.flash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.image.ImageProblem;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A drive that is taken out while it is written, and put in again when others were put in meanwhile. */
final class PulledDriveTest {
    private static final String VANISHED = ImageProblem.DRIVE_VANISHED.code();

    private final PlayedBench bench = new PlayedBench();

    @BeforeEach
    void arm() {
        bench.line().arm(PlayedBench.IMAGE, "edge", false);
        bench.line().look();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void goesOnWithItsOwnSeedThoughAnotherDriveCameInBetween() {
        Drive pulled = begun("S1", 1);
        fails(pulled, VANISHED);
        assertThat(status().kept()).containsExactly(new KeptName("edge-001", "Stick", "S1"));
        assertThat(status().next()).isEqualTo("edge-002");

        Drive other = begun("S2", 2);
        assertThat(bench.seedOf(other)).isEqualTo("edge-002");
        Drive again = begun("S1", 3);
        assertThat(bench.seedOf(again)).isEqualTo("edge-001");
        assertThat(status().kept()).as("it is being written").isEmpty();
        bench.end(again, "");
        bench.end(other, "");
        await(now -> now.written() == 2);
        assertThat(status().next()).isEqualTo("edge-003");
    }

    @Test
    void goesOnWithItsOwnSeedAfterARestartOfTheApp() {
        fails(begun("S1", 1), VANISHED);
        bench.restart();
        arm();
        assertThat(bench.seedOf(begun("S2", 2))).isEqualTo("edge-002");
        assertThat(bench.seedOf(begun("S1", 3))).isEqualTo("edge-001");
    }

    @Test
    void goesOnWithItsOwnSeedAfterTheAppWasKilled() {
        Drive left = begun("S1", 1);
        assertThat(status().failed()).isZero();
        bench.pull(left);
        bench.restart();
        assertThat(status().failed()).isEqualTo(1);
        assertThat(status().kept()).containsExactly(new KeptName("edge-001", "Stick", "S1"));
        arm();
        assertThat(bench.seedOf(begun("S2", 2))).isEqualTo("edge-002");
        assertThat(bench.seedOf(begun("S1", 3))).isEqualTo("edge-001");
        assertThat(status().failed()).isEqualTo(1);
    }

    @Test
    void namesOfDrivesThatAreGivenUpAreFree() {
        fails(begun("S1", 1), VANISHED);
        fails(begun("S2", 2), VANISHED);
        Drive third = begun("S3", 3);
        bench.line().giveUpKept();
        assertThat(status().kept()).isEmpty();
        assertThat(status().failed()).isEqualTo(2);
        assertThat(shown()).containsExactly(FlashState.WRITING);
        fails(third, VANISHED);
        assertThat(status().kept()).extracting(KeptName::identity).containsExactly("edge-003");
        assertThat(bench.seedOf(begun("S1", 4))).isEqualTo("edge-001");
        assertThat(bench.seedOf(begun("S3", 5))).isEqualTo("edge-003");
    }

    @Test
    void twoOfOneSerialNumberNeverGetOneName() {
        fails(begun("S1", 1), VANISHED);
        assertThat(bench.seedOf(begun("S1", 2))).isEqualTo("edge-001");
        assertThat(bench.seedOf(begun("S1", 3))).isEqualTo("edge-002");
    }

    @Test
    void waitsUntilItsFirstWritingHasNoticed() {
        Drive pulled = begun("S1", 1);
        bench.pull(pulled);
        Drive again = bench.plug("S1", 2);
        bench.line().look();
        bench.line().look();
        bench.line().look();
        assertThat(bench.seedOf(again)).isNull();
        bench.end(pulled, VANISHED);
        await(now -> bench.seedOf(again) != null);
        assertThat(bench.seedOf(again)).isEqualTo("edge-001");
    }

    @Test
    void isShownWithWhatToDoUntilItIsBack() {
        Drive pulled = begun("S1", 1);
        fails(pulled, VANISHED);
        bench.line().look();
        assertThat(shown()).containsExactly(FlashState.FAILED);
        begun("S2", 2);
        assertThat(shown()).containsExactly(FlashState.FAILED, FlashState.WRITING);
        begun("S1", 3);
        assertThat(shown()).containsExactly(FlashState.WRITING, FlashState.WRITING);
    }

    @Test
    void oneThatIsNotToBeUsedAgainIsForgottenAndItsNameIsFree() {
        fails(begun("S1", 1), ImageProblem.READ_BACK_FAILED.code());
        bench.line().look();
        assertThat(shown()).isEmpty();
        assertThat(status().kept()).isEmpty();
        assertThat(bench.seedOf(begun("S2", 2))).isEqualTo("edge-001");
    }

    @Test
    void itsNameIsFreeWhenTheBoxIsFinished() {
        fails(begun("S1", 1), VANISHED);
        bench.line().closeRun();
        arm();
        assertThat(status().kept()).isEmpty();
        assertThat(bench.seedOf(begun("S2", 2))).isEqualTo("edge-001");
    }

    /** Puts a drive in and waits until it is being written. */
    private Drive begun(String serial, long sequence) {
        Drive drive = bench.plug(serial, sequence);
        await(now -> now.drives().stream()
                .anyMatch(known ->
                        known.state() == FlashState.WRITING && known.drive().equals(drive)));
        return drive;
    }

    private void fails(Drive drive, String code) {
        bench.pull(drive);
        int before = status().failed();
        bench.end(drive, code);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        bench.line()::status,
                        now -> now.failed() == before + 1
                                && now.drives().stream()
                                        .noneMatch(known -> known.state() == FlashState.WRITING
                                                && known.drive().equals(drive)));
    }

    private void await(Predicate<FlashStatus> until) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            bench.line().look();
                            return status();
                        },
                        until);
    }

    private FlashStatus status() {
        return bench.line().status();
    }

    private List<FlashState> shown() {
        return status().drives().stream().map(FlashDrive::state).toList();
    }
}
