package dev.cairn.app.adapter.drive.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.adapter.drive.Topology;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LinuxTopologiesTest {
    @TempDir
    Path root;

    static List<Path> machines() throws Exception {
        return Topology.all("linux");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void judgesEveryDriveOfTheMachine(Path file) throws Exception {
        Topology machine = Topology.read(file);
        RecordedLinux.layOut(machine.lines(), root);
        assertThat(Topology.verdicts(new LinuxDrives(root, machine::kept).list()))
                .as(machine.picture())
                .isEqualTo(machine.expected());
        assertThat(machine.picture()).startsWith("# ").contains("by hand from the documented");
    }
}
