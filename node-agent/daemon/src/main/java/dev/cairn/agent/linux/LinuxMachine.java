package dev.cairn.agent.linux;

import dev.cairn.agent.install.InstallMachine;
import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.agent.recovery.DataPartition;
import dev.cairn.agent.slot.FileSlotStore;
import dev.cairn.agent.slot.Machine;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine that this agent runs on, through /proc, /sys, /dev and systemd. Thread-safe. */
public final class LinuxMachine implements Machine, InstallMachine {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxMachine.class);

    private final Path root;
    private final Commands commands;

    /** {@code root} is / outside tests. */
    public LinuxMachine(Path root, Commands commands) {
        this.root = root;
        this.commands = commands;
    }

    /** The slots on the booted disk, as {@code cairn-data.service} found them. */
    public FileSlotStore slots() {
        Map<SlotName, FileSlotStore.Place> places = new EnumMap<>(SlotName.class);
        for (SlotName slot : SlotName.values()) {
            places.put(slot, new FileSlotStore.Place(device(slot), 0));
        }
        return new FileSlotStore(places);
    }

    /** The data partition of the booted disk, which the bootstrap system leaves unmounted. */
    public DataPartition data() {
        return new LinuxDataPartition(root.resolve("run/cairn/disk/data"), commands);
    }

    @Override
    public Optional<SlotName> bootedSlot() {
        return Arrays.stream(text("proc/cmdline").split("\\s+"))
                .filter(word -> word.startsWith("cairn.slot="))
                .map(word -> word.substring("cairn.slot=".length()))
                .flatMap(word -> Arrays.stream(SlotName.values())
                        .filter(slot -> slot.word().equals(word)))
                .findFirst();
    }

    @Override
    public boolean runsBootstrap() {
        return Arrays.asList(text("proc/cmdline").split("\\s+")).contains("cairn.slot=bootstrap");
    }

    /** As the unit's ExecStopPost noted it (systemd.exec(5), SERVICE_RESULT). */
    @Override
    public boolean agentHung() {
        return text("run/cairn/agent-ended").equals("watchdog");
    }

    @Override
    public String bootId() {
        return text("proc/sys/kernel/random/boot_id");
    }

    @Override
    public long uptimeMs() {
        String uptime = text("proc/uptime");
        return uptime.isEmpty() ? 0 : (long) (Double.parseDouble(uptime.split(" ")[0]) * 1_000);
    }

    @Override
    public Optional<String> machineId() {
        return Optional.of(text("etc/machine-id")).filter(id -> id.matches("[0-9a-f]{32}"));
    }

    @Override
    public UUID partitionGuid(SlotName slot) {
        try (Stream<Path> links = Files.list(root.resolve("dev/disk/by-partuuid"))) {
            Path device = device(slot).toRealPath();
            for (Path link : links.toList()) {
                if (link.toRealPath().equals(device)) {
                    return UUID.fromString(link.getFileName().toString());
                }
            }
        } catch (IOException unreadable) {
            LOG.warn("partitions cannot be listed: {}", unreadable.getMessage());
        }
        throw new ProtocolException(
                NodeProblem.SLOT_UNKNOWN, "update", slot.word(), Map.of("reason", "its partition was not found"));
    }

    @Override
    public void applyHostName(String hostName) {
        try {
            Path file = root.resolve("proc/sys/kernel/hostname");
            if (!text("proc/sys/kernel/hostname").equals(hostName)) {
                Files.writeString(file, hostName);
            }
        } catch (IOException refused) {
            LOG.warn("the host name could not be set: {}", refused.getMessage());
        }
    }

    /** Through the firmware always: without these words systemctl(1) starts a kernel loaded by kexec, or only the user space. */
    @Override
    public void reboot() {
        run("reboot", "env", "SYSTEMCTL_SKIP_AUTO_KEXEC=1", "SYSTEMCTL_SKIP_AUTO_SOFT_REBOOT=1", "systemctl", "reboot");
    }

    @Override
    public void powerOff() {
        run("poweroff", "systemctl", "poweroff");
    }

    /** Through the kernel alone (Documentation/admin-guide/sysrq): programs of the stick can no longer be read. */
    @Override
    public void reset() {
        try {
            Files.writeString(root.resolve("proc/sysrq-trigger"), "b");
        } catch (IOException refused) {
            throw refused("reset", "/proc/sysrq-trigger", refused);
        }
    }

    private void run(String verb, String... command) {
        try {
            commands.run(Duration.ofSeconds(20), command);
        } catch (IOException refused) {
            throw refused(verb, "systemctl " + verb, refused);
        }
    }

    private static ProtocolException refused(String phase, String element, IOException why) {
        return new ProtocolException(
                NodeProblem.MACHINE_REFUSED, phase, element, Map.of("reason", String.valueOf(why.getMessage())), why);
    }

    private Path device(SlotName slot) {
        Path found = root.resolve("run/cairn/disk/slot-" + slot.word());
        return Files.exists(found) ? found : root.resolve("dev/disk/by-partlabel/cairn-slot-" + slot.word());
    }

    private String text(String path) {
        try {
            return Files.readString(root.resolve(path)).strip();
        } catch (IOException unreadable) {
            return "";
        }
    }
}
