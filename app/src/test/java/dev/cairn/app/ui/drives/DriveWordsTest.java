package dev.cairn.app.ui.drives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.Drive.Refusal;
import dev.cairn.image.ImageProblem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DriveWordsTest {
    @Test
    void aDriveThatFailedSaysWhatToDoAndOnHoverWhyThatMatters() {
        DriveWords words = DriveWords.of(new Problem(
                ImageProblem.DRIVE_VANISHED.code(), "write", "/dev/sdb", Map.of("reason", "No such device")));
        assertThat(words.what()).isEqualTo("/dev/sdb is gone: No such device");
        assertThat(words.remedy()).startsWith("Connect it again").doesNotContain("{");
        assertThat(words.more()).contains("does not boot");
    }

    @Test
    void aRecordOfAFailureSaysWhyThatMattersAndWhatToDoThoughItsArgumentsAreNotKept() {
        Problem recorded = new Problem(ImageProblem.DRIVE_STALLED.code(), "write", "/dev/sdb", Map.of());
        assertThat(DriveWords.ofRecord(recorded))
                .contains("was given up", "Unplug it, connect it to another port")
                .doesNotContain("{");
    }

    @Test
    void aRefusedDriveSaysWhatHelpsAndAllItsReasonsOnHover() {
        assertThat(DriveWords.refused(drive(Refusal.READ_ONLY)))
                .isEqualTo(new DriveWords(
                        "read-only", "Move the little switch of the card or stick, or use another one.", ""));
        DriveWords two = DriveWords.refused(drive(Refusal.SYSTEM, Refusal.NOT_REMOVABLE));
        assertThat(two.what()).isEqualTo("carries the running system and 1 more");
        assertThat(two.remedy()).startsWith("Use another drive");
        assertThat(two.more().lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("built into this computer: Use a drive"));
        assertThat(DriveWords.refused(drive())).isEqualTo(DriveWords.NONE);
    }

    private static Drive drive(Refusal... refusals) {
        List<Refusal> all = Arrays.asList(refusals);
        return new Drive(Path.of("/dev/sdb"), "Stick", "S1", 1L << 33, "usb", "usb-1", 1, true, all);
    }
}
