package dev.cairn.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.WriteReceipt;
import dev.cairn.image.ImageProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DriveResultTest {
    private static final Digest DIGEST = new Digest("0".repeat(64));

    @Test
    void aDriveThatFailedSaysWhatHappenedWhyThatMattersAndWhatToDo() {
        Problem gone = new Problem(
                ImageProblem.DRIVE_VANISHED.code(), "write", "/dev/sdc", Map.of("reason", "No such device"));
        WriteReceipt receipt = new WriteReceipt(3 << 20, 0, 0, true, DIGEST, 1000, 3 << 20, true, List.of());
        Answer answer = DriveResult.answer(List.of(
                new DriveResult(drive("/dev/sdb"), receipt, "r1", null),
                new DriveResult(drive("/dev/sdc"), null, null, gone)));
        assertThat(answer.exit()).isEqualTo(Exit.FAILED);
        assertThat(answer.lines())
                .containsExactly(
                        "/dev/sdb  3.0 MiB written  verified  3.0 MiB/s",
                        "/dev/sdc  failed: /dev/sdc is gone: No such device [drive.vanished]",
                        "    It was unplugged or its connection failed. It does not boot.",
                        "    Connect it again and write it again: what is already in place is not written twice.");
    }

    private static Drive drive(String device) {
        return new Drive(Path.of(device), "Stick", "S1", 1L << 33, "usb", "usb-1", 1, true, List.of());
    }
}
