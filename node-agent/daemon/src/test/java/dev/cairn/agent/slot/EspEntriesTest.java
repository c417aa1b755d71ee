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
    void aCommitTakesTheCounterOffTheName() throws IOException {
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
    void anEntryIsWrittenBeforeItHasItsNameAndKeepsItsPlaceWhenItsCounterChanges() throws IOException {
        LoaderEntry good = entry(Optional.empty());
        Path left = Files.createDirectories(esp.resolve("loader/entries")).resolve("cairn-a+3.conf.new");
        Files.writeString(left, "of a power cut: its cluster may be that of a live entry");
        Object leftPlace = Files.getAttribute(left, "unix:ino");

        entries().put(SlotName.A, good.onTrial());
        Path trial = esp.resolve("loader/entries/cairn-a+3.conf");
        Object place = Files.getAttribute(trial, "unix:ino");
        assertThat(place).isNotEqualTo(leftPlace);
        entries().put(SlotName.A, good);

        assertThat(Files.getAttribute(esp.resolve("loader/entries/cairn-a.conf"), "unix:ino"))
                .isEqualTo(place);
        assertThat(Files.getAttribute(esp.resolve("loader/entries/twin-1"), "unix:ino"))
                .isEqualTo(leftPlace);
        assertThat(names()).containsExactly("cairn-a.conf", "twin-1");
    }

    @Test
    void ofTwoNamesForTheSameBytesNoneIsDeletedTwice() throws IOException {
        LoaderEntry good = entry(Optional.empty());
        entries().put(SlotName.A, good.onTrial());
        Files.copy(esp.resolve("loader/entries/cairn-a+3.conf"), esp.resolve("loader/entries/cairn-a.conf"));
        entries().put(SlotName.A, good);
        assertThat(names()).containsExactly("cairn-a.conf", "twin-1");

        Files.copy(esp.resolve("loader/entries/cairn-a.conf"), esp.resolve("loader/entries/cairn-a+2-1.conf"));
        entries().remove(SlotName.A);
        assertThat(names()).containsExactly("twin-1", "twin-2");
        assertThat(entries().of(SlotName.A)).isEmpty();
    }

    @Test
    void aNameThatARenameLeftEmptyIsFilledByTheRenameAgain() throws IOException {
        LoaderEntry good = entry(Optional.empty());
        entries().put(SlotName.A, good.onTrial());
        Object place = Files.getAttribute(esp.resolve("loader/entries/cairn-a+3.conf"), "unix:ino");
        Files.createFile(esp.resolve("loader/entries/cairn-a.conf"));
        entries().put(SlotName.A, good);
        assertThat(names()).containsExactly("cairn-a.conf");
        assertThat(Files.getAttribute(esp.resolve("loader/entries/cairn-a.conf"), "unix:ino"))
                .isEqualTo(place);
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
