package dev.cairn.agent.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxMachineTest {
    private static final String GUID = "6fca2fd0-a38d-4d94-9d8a-0f9d2a3b4c5d";

    @TempDir
    Path root;

    @Test
    void readsTheBootedSlotAndFindsPartitionsByWhatTheLinksLeadTo() throws IOException {
        put("proc/cmdline", "root=PARTUUID=" + GUID + " ro cairn.slot=b cairn.release=abc\n");
        put("proc/uptime", "12.34 20.00\n");
        put("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        put("dev/vda4", "");
        Files.createDirectories(root.resolve("run/cairn/disk"));
        Files.createDirectories(root.resolve("dev/disk/by-partuuid"));
        Files.createSymbolicLink(root.resolve("run/cairn/disk/slot-b"), root.resolve("dev/vda4"));
        Files.createSymbolicLink(root.resolve("dev/disk/by-partuuid").resolve(GUID), root.resolve("dev/vda4"));
        LinuxMachine machine = new LinuxMachine(root, new LinuxCommands());
        assertThat(machine.bootedSlot()).contains(SlotName.B);
        assertThat(machine.uptimeMs()).isEqualTo(12_340);
        assertThat(machine.machineId()).contains("0123456789abcdef0123456789abcdef");
        assertThat(machine.partitionGuid(SlotName.B)).isEqualTo(UUID.fromString(GUID));
        assertThatThrownBy(() -> machine.partitionGuid(SlotName.A)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void fromTheBootstrapPartitionThereIsNoBootedSlot() throws IOException {
        put("proc/cmdline", "cairn.slot=bootstrap\n");
        assertThat(new LinuxMachine(root, new LinuxCommands()).bootedSlot()).isEmpty();
    }

    @Test
    void goesDownThroughSystemdAndThroughTheKernelAloneWhenItsProgramsAreGone() throws IOException {
        List<String> commands = new ArrayList<>();
        put("proc/sysrq-trigger", "");
        LinuxMachine machine = new LinuxMachine(root, (limit, command) -> {
            commands.add(String.join(" ", command));
            return new Commands.Result(0, "");
        });
        machine.reboot();
        machine.powerOff();
        machine.reset();
        assertThat(commands)
                .containsExactly(
                        "env SYSTEMCTL_SKIP_AUTO_KEXEC=1 SYSTEMCTL_SKIP_AUTO_SOFT_REBOOT=1 systemctl reboot",
                        "systemctl poweroff");
        assertThat(root.resolve("proc/sysrq-trigger")).hasContent("b");
    }

    @Test
    void programsAreRunAndHungOnesAreEnded() throws IOException {
        LinuxCommands commands = new LinuxCommands();
        assertThat(commands.run(Duration.ofSeconds(10), "sh", "-c", "echo out; echo err >&2; exit 3"))
                .satisfies(result -> {
                    assertThat(result.exitCode()).isEqualTo(3);
                    assertThat(result.output()).contains("out", "err");
                });
        assertThatThrownBy(() -> commands.run(Duration.ofMillis(100), "sleep", "60"))
                .isInstanceOf(IOException.class);
    }

    private void put(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
