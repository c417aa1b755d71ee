package dev.cairn.agent.played;

import dev.cairn.agent.recovery.DataPartition;
import dev.cairn.agent.slot.FileSlotStore;
import dev.cairn.agent.slot.Machine;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;

/** The machine as the agent process sees it when {@link PlayedNode} plays firmware, loader and kernel. Thread-safe. */
public final class PlayedMachine implements Machine {
    /** The agent exits with this when it wants the machine to restart. */
    public static final int REBOOT_EXIT_CODE = 86;

    private static final String BOOTSTRAP = "cairn.slot=bootstrap";

    private final PlayedFolder files;
    private final PlayedFolder.Hardware hardware;
    private final IntConsumer exit;
    private final long startedNanos = System.nanoTime();

    /** {@code exit} ends the process with a code. */
    public PlayedMachine(Path folder, IntConsumer exit) {
        this.files = new PlayedFolder(folder);
        this.hardware = hardware(files);
        this.exit = exit;
    }

    static PlayedFolder.Hardware hardware(PlayedFolder files) {
        try {
            return ProtocolJson.readStrict(
                    Files.readAllBytes(files.hardware()),
                    PlayedFolder.Hardware.class,
                    NodeProblem.STATE_DAMAGED,
                    "start",
                    files.hardware().toString());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The files that play the slots. */
    public FileSlotStore slots() {
        Map<SlotName, FileSlotStore.Place> places = new EnumMap<>(SlotName.class);
        for (SlotName slot : SlotName.values()) {
            places.put(slot, new FileSlotStore.Place(files.slot(slot), hardware.slotBytes()));
        }
        return new FileSlotStore(places);
    }

    /** The folder that plays the ESP. */
    public Path esp() {
        return files.esp();
    }

    /** The seed on that ESP. */
    public Path seed() {
        return files.seed();
    }

    /** The file that plays a slot's partition. */
    public Path slot(SlotName slot) {
        return files.slot(slot);
    }

    /** What plays its journal. */
    public PlayedBootLogs bootLogs() {
        return new PlayedBootLogs(files.journal(), bootId(), text(files.commandLine()));
    }

    @Override
    public Optional<SlotName> bootedSlot() {
        return Arrays.stream(text(files.commandLine()).split("\\s+"))
                .filter(word -> word.startsWith("cairn.slot=") && !word.equals(BOOTSTRAP))
                .map(word -> SlotName.of(word.substring("cairn.slot=".length())))
                .findFirst();
    }

    @Override
    public boolean runsBootstrap() {
        return Arrays.asList(text(files.commandLine()).split("\\s+")).contains(BOOTSTRAP);
    }

    /** The file that plays the data partition; the agent's state stands elsewhere. */
    public DataPartition data() {
        return () -> Files.deleteIfExists(files.data());
    }

    @Override
    public String bootId() {
        return text(files.bootId());
    }

    @Override
    public long uptimeMs() {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }

    @Override
    public Optional<String> machineId() {
        return Optional.of(text(files.machineId())).filter(id -> !id.isEmpty());
    }

    @Override
    public UUID partitionGuid(SlotName slot) {
        return Objects.requireNonNull(hardware.guids().get(slot.word()), "the played drive has both slots");
    }

    @Override
    public void applyHostName(String hostName) {}

    @Override
    public void reboot() {
        exit.accept(REBOOT_EXIT_CODE);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException missing) {
            return "";
        }
    }
}
