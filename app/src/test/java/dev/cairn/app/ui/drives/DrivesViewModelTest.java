package dev.cairn.app.ui.drives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.FlashPlace;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.job.JobSnapshot;
import dev.cairn.app.usecase.job.JobState;
import dev.cairn.app.usecase.job.JobUnit;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import dev.cairn.image.ImageProblem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrivesViewModelTest {
    private static final Problem GONE =
            new Problem(ImageProblem.DRIVE_VANISHED.code(), "write", "/dev/sdb", Map.of("reason", "No such device"));

    @TempDir
    Path home;

    private final List<Drive> plugged = new ArrayList<>();
    private Cairn cairn;
    private DrivesViewModel model;

    @BeforeEach
    void open() {
        cairn = Cairn.open(CairnOptions.of(home).withDrives(() -> List.copyOf(plugged)));
        model = new DrivesViewModel(
                cairn.listDrives(), cairn.listImages(), cairn.writeDrive(), cairn.driveReceipts(), UiWork.inline());
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    @Test
    void aDriveThatFailedAndIsGoneIsShownUntilItIsBackButCannotBeChosen() {
        Drive pulled = drive("/dev/sdb", "S1", 1);
        ended(pulled, JobState.FAILED, GONE);
        assertThat(shown()).containsExactly(pulled);
        assertThat(model.isIn(pulled)).isFalse();
        model.toggle(pulled);
        assertThat(model.chosen()).isEmpty();

        Drive other = drive("/dev/sdc", "S2", 2);
        plugged.add(other);
        model.refresh();
        assertThat(shown()).containsExactly(other, pulled);

        Drive back = drive("/dev/sdd", "S1", 3);
        plugged.add(back);
        model.refresh();
        assertThat(shown()).containsExactly(other, back);
        model.toggle(back);
        assertThat(model.chosenDrives()).containsExactly(back);
    }

    @Test
    void whatIsInThePlaceOfAWrittenDriveIsNotCalledWritten() {
        Drive written = drive("/dev/sdb", "S1", 1);
        plugged.add(written);
        ended(written, JobState.DONE, null);
        assertThat(model.writeOf(written)).isPresent();

        Drive next = drive("/dev/sdb", "S2", 2);
        plugged.set(0, next);
        model.refresh();
        assertThat(shown()).containsExactly(next);
        assertThat(model.writeOf(next)).isEmpty();
    }

    @Test
    void aDriveThatTheFlashLineWroteIsNotTakenForAnEmptyOne() {
        Drive written = drive("/dev/sdb", "S1", 1);
        DriveWrite good = record("edge-001", null);
        model.receipts().setAll(List.of(good));
        assertThat(model.recordOf(written)).contains(good);
        assertThat(model.recordOf(drive("/dev/sdb", "S2", 2))).isEmpty();
        assertThat(model.recordOf(drive("/dev/sdc", "S1", 3))).isEmpty();
        model.receipts().setAll(List.of(record("edge-001", GONE.code()), good));
        assertThat(model.recordOf(written)).as("it failed since then").isEmpty();
    }

    private static DriveWrite record(String identity, @Nullable String problem) {
        Digest digest = new Digest("0".repeat(64));
        return new DriveWrite(
                identity,
                "image",
                "/dev/sdb",
                "Stick",
                "S1",
                0,
                true,
                digest,
                Instant.EPOCH,
                Instant.EPOCH,
                problem,
                new FlashPlace("run", identity));
    }

    private void ended(Drive drive, JobState how, @Nullable Problem problem) {
        JobSnapshot now = new JobSnapshot(
                "job",
                "Write",
                how,
                "",
                0,
                0,
                JobUnit.BYTES,
                0,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                problem,
                List.of(),
                Map.of());
        model.writes().put(drive.device(), new BenchWrite(drive, now));
        model.refresh();
    }

    private List<Drive> shown() {
        return model.stateProperty().get() instanceof Loadable.Ready<List<Drive>>(List<Drive> drives)
                ? drives
                : List.of();
    }

    private static Drive drive(String device, String serial, long sequence) {
        return new Drive(Path.of(device), "Stick", serial, 1L << 33, "usb", "1-2", sequence, true, List.of());
    }
}
