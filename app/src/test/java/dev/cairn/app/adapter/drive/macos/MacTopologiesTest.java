package dev.cairn.app.adapter.drive.macos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.adapter.drive.Topology;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MacTopologiesTest {
    static List<Path> machines() throws Exception {
        return Topology.all("macos");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void judgesEveryDriveOfTheMachine(Path file) throws Exception {
        Topology machine = Topology.read(file);
        MacDrives drives = new MacDrives(
                command -> machine.sections().getOrDefault(String.join(" ", command), "<plist><dict/></plist>"),
                machine::kept);
        assertThat(Topology.verdicts(drives.list())).as(machine.picture()).isEqualTo(machine.expected());
        assertThat(machine.picture()).startsWith("# ").contains("by hand from the documented");
    }
}
