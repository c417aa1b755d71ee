package dev.cairn.app.adapter.drive.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.adapter.drive.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WindowsTopologiesTest {
    static List<Path> machines() throws Exception {
        return Topology.all("windows");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void judgesEveryDriveOfTheMachine(Path file) throws Exception {
        Topology machine = Topology.read(file);
        String report = machine.sections().entrySet().stream()
                .map(section -> "\"" + section.getKey() + "\": " + section.getValue())
                .collect(Collectors.joining(",\n", "{", "}"));
        assertThat(Topology.verdicts(new WindowsDrives(() -> report, machine::kept).list()))
                .as(machine.picture())
                .isEqualTo(machine.expected());
        assertThat(machine.picture()).startsWith("# ").contains("by hand from the documented");
    }
}
