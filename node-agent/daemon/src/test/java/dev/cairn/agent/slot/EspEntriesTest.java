package dev.cairn.agent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.slot.KernelCommandLine;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAT gives no atomic rename, so the changes of a live entry must not need one. */
class EspEntriesTest {
    @TempDir
    Path esp;

    private EspEntries entries() {
        return new EspEntries(esp);
    }

    @Test
    void aLiveEntryIsChangedInPlaceAndKeepsItsLength() throws IOException {
        entries().put(SlotName.A, entry(Optional.empty()));
        Path file = esp.resolve("loader/entries/cairn-a.conf");
        Object before = Files.getAttribute(file, "unix:ino");

        LoaderEntry changed = entry(Optional.of("f".repeat(32)));
        entries().put(SlotName.A, changed);

        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
        assertThat(Files.size(file)).isEqualTo(512);
        assertThat(entries().of(SlotName.A)).contains(changed);
        assertThat(names()).containsExactly("cairn-a.conf");
    }

    @Test
    void aCommitMakesTheGoodEntryBeforeTheTrialOneGoes() throws IOException {
        LoaderEntry good = entry(Optional.empty());
        entries().put(SlotName.A, good.onTrial());
        assertThat(names()).containsExactly("cairn-a+3.conf");
        entries().put(SlotName.A, good);
        assertThat(names()).containsExactly("cairn-a.conf");
    }

    @Test
    void anEmptyEntryOfAPowerCutIsNoEntry() throws IOException {
        entries().put(SlotName.A, entry(Optional.empty()));
        Files.createFile(esp.resolve("loader/entries/cairn-b+3.conf"));
        assertThat(entries().of(SlotName.B)).isEmpty();
        assertThat(entries().all()).hasSize(1);
    }

    @Test
    void theBootstrapIsChosenAndForgottenInPlace() throws IOException {
        Path conf = Files.createDirectories(esp.resolve("loader")).resolve("loader.conf");
        Files.writeString(conf, "timeout 3\neditor no\n" + "\n".repeat(512 - 20));
        Files.createDirectories(esp.resolve("loader/entries"));
        Files.writeString(
                esp.resolve("loader/entries/cairn-bootstrap.conf"),
                LoaderEntry.good(dev.cairn.image.slot.SlotName.BOOTSTRAP, commandLine(Optional.empty()), "t", 1)
                        .render());
        Object before = Files.getAttribute(conf, "unix:ino");

        assertThat(entries().chooseBootstrap()).isTrue();
        assertThat(Files.readString(conf)).startsWith("default cairn-bootstrap.conf\ntimeout 3\n");
        entries().forgetBootstrap();

        assertThat(Files.readString(conf).strip()).isEqualTo("timeout 3\neditor no");
        assertThat(Files.size(conf)).isEqualTo(512);
        assertThat(Files.getAttribute(conf, "unix:ino")).isEqualTo(before);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(esp.resolve("loader/entries"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static LoaderEntry entry(Optional<String> machineId) {
        return LoaderEntry.good(dev.cairn.image.slot.SlotName.A, commandLine(machineId), "Cairn edge 1", 1);
    }

    private static KernelCommandLine commandLine(Optional<String> machineId) {
        return new KernelCommandLine(
                new UUID(1, 2), dev.cairn.image.slot.SlotName.A, "cd".repeat(32), machineId, List.of());
    }
}
