package dev.cairn.agent.linux;

import dev.cairn.agent.kubernetes.Commands;
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
public final class LinuxMachine implements Machine {
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

    @Override
    public void reboot() {
        try {
            commands.run(Duration.ofSeconds(20), "systemctl", "reboot");
        } catch (IOException refused) {
            throw new ProtocolException(
                    NodeProblem.MACHINE_REFUSED,
                    "reboot",
                    "systemctl reboot",
                    Map.of("reason", String.valueOf(refused.getMessage())),
                    refused);
        }
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
