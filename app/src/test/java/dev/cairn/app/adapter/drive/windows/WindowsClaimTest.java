package dev.cairn.app.adapter.drive.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking again before the first byte; the report is written by hand from the documented fields. */
final class WindowsClaimTest {
    private static final String REPORT = """
            {"Get-Disk": [
              {"Number": 0, "FriendlyName": "Inside", "SerialNumber": "S0", "Size": 512110190592, "BusType": "NVMe", "Path": "p0",
               "IsBoot": true, "IsSystem": true, "OperationalStatus": "Online"},
              {"Number": 2, "FriendlyName": "Stick", "SerialNumber": "%s", "Size": 32000000000, "BusType": "USB", "Path": "p2",
               "OperationalStatus": "Online"}],
             "Get-Partition": [{"DiskNumber": 2, "PartitionNumber": 1, "AccessPaths": ["%s", "\\\\\\\\?\\\\Volume{2}\\\\"]}]}
            """;

    private String report = REPORT.formatted("S2", "E:\\\\");
    private final WindowsDrives drives = new WindowsDrives(() -> report, List::of);

    private Drive stick() {
        return drives.list().stream()
                .filter(drive -> drive.model().equals("Stick"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStickWithALetterIsTaken() {
        Drive chosen = stick();
        assertThat(chosen.unmounts()).containsExactly("E:\\");
        assertThat(catchThrowable(() -> drives.claim(chosen))).isNull();
    }

    @Test
    void anotherStickInItsPlaceIsRefused() {
        Drive chosen = stick();
        report = REPORT.formatted("S3", "E:\\\\");
        assertThatThrownBy(() -> drives.claim(chosen))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("changed");
    }

    @Test
    void aStickThatSomebodyMountedInAFolderMeanwhileIsRefused() {
        Drive chosen = stick();
        report = REPORT.formatted("S2", "D:\\\\work\\\\");
        assertThatThrownBy(() -> drives.claim(chosen)).isInstanceOf(ProblemException.class);
    }
}
