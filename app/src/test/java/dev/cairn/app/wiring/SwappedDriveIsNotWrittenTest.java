package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.app.usecase.problem.ProblemTexts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the choice of a drive to its first byte with everything real but the list of drives. */
final class SwappedDriveIsNotWrittenTest {
    @TempDir
    Path folder;

    private final List<Drive> plugged = new CopyOnWriteArrayList<>();
    private Cairn cairn;
    private Image image;

    @BeforeEach
    void bake() throws Exception {
        CairnOptions options = CairnOptions.of(folder.resolve("home"))
                .withAgentLayer(new PlayedArtifacts(Files.createDirectories(folder.resolve("agent"))).agentLayer());
        cairn = Cairn.open(options.withDrives(() -> List.copyOf(plugged)));
        cairn.initFleet().run("North");
        image = cairn.bakeImage()
                .start(BakeRequest.of(Library.release(cairn, folder).digest()))
                .await();
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    @Test
    void writesTheDriveThatWasChosen() throws Exception {
        Drive chosen = stick(5, List.of());
        plugged.add(chosen);
        DriveWrite write = cairn.writeDrive()
                .start(image, List.of(chosen), null)
                .getFirst()
                .await();
        assertThat(write.verified()).isTrue();
    }

    @Test
    void writesNothingToAnotherMediumInTheSamePlace() throws Exception {
        Drive chosen = stick(5, List.of());
        plugged.add(stick(6, List.of()));
        neverWritten(chosen);
    }

    @Test
    void writesNothingToADriveThatCameIntoUse() throws Exception {
        Drive chosen = stick(5, List.of());
        plugged.add(stick(5, List.of(new Drive.Reason(Drive.Refusal.MOUNTED, "/srv"))));
        neverWritten(chosen);
    }

    @Test
    void saysInWordsWhyADriveIsNeverWrittenAndWhatHelps() throws Exception {
        Drive built = stick(
                5,
                List.of(
                        new Drive.Reason(Drive.Refusal.SYSTEM, "/ on sda2"),
                        new Drive.Reason(Drive.Refusal.NOT_REMOVABLE, "")));
        plugged.add(built);
        assertThatThrownBy(() -> cairn.writeDrive().start(image, List.of(built), null))
                .satisfies(Expect.problem(AppProblem.DRIVE_REFUSED))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(refused -> {
                    ProblemTexts.Text text = cairn.problemTexts().of(refused.problem());
                    assertThat(text.what())
                            .endsWith(
                                    "is never written: carries the running system (/ on sda2), built into this computer.");
                    assertThat(text.remedy())
                            .isEqualTo("Use another drive; start the computer from somewhere else to write this one."
                                    + " Use a drive that can be unplugged, or connect this one by USB.");
                    assertThat(refused.problem().arguments()).containsEntry("codes", "SYSTEM,NOT_REMOVABLE");
                });
    }

    @Test
    void oneDriveIsNotWrittenTwiceAtATime() throws Exception {
        Drive stick = stick(5, List.of());
        plugged.add(stick);
        assertThatThrownBy(() -> cairn.writeDrive().start(image, List.of(stick, stick), null))
                .satisfies(Expect.problem(AppProblem.DRIVE_BEING_WRITTEN));
        assertThat(cairn.writeDrive()
                        .start(image, List.of(stick), null)
                        .getFirst()
                        .await()
                        .verified())
                .as("the refusal leaves it free")
                .isTrue();
    }

    private void neverWritten(Drive chosen) throws IOException {
        assertThatThrownBy(() -> cairn.writeDrive()
                        .start(image, List.of(chosen), null)
                        .getFirst()
                        .await())
                .satisfies(Expect.problem(AppProblem.DRIVE_CHANGED));
        byte[] head = new byte[1 << 20];
        try (RandomAccessFile drive = new RandomAccessFile(chosen.device().toFile(), "r")) {
            drive.readFully(head);
        }
        assertThat(head).containsOnly(7);
        assertThat(cairn.listDrives().written()).allMatch(write -> !write.verified());
    }

    private Drive stick(long sequence, List<Drive.Reason> reasons) throws IOException {
        Path device = folder.resolve("sdb");
        if (Files.notExists(device)) {
            byte[] sevens = new byte[1 << 20];
            java.util.Arrays.fill(sevens, (byte) 7);
            Files.write(device, sevens);
            try (RandomAccessFile file = new RandomAccessFile(device.toFile(), "rw")) {
                file.setLength(image.bytes());
            }
        }
        return new Drive(
                device, "Stick", "S1", image.bytes(), "usb", "1-2", "8:16", sequence, true, reasons, List.of());
    }
}
