package dev.cairn.image.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoaderEntryTest {
    private final KernelCommandLine commandLine = new KernelCommandLine(
            new UUID(1, 2), SlotName.B, "cd".repeat(32), Optional.of("f".repeat(32)), List.of("own.option"));

    @Test
    void aTrialIsNamedWithItsTriesAndAGoodEntryWithout() {
        LoaderEntry good = LoaderEntry.good(SlotName.B, commandLine, "Cairn edge 1.1 (b)", 7);
        assertThat(good.fileName()).isEqualTo("cairn-b.conf");
        assertThat(good.onTrial().fileName()).isEqualTo("cairn-b+3.conf");
        assertThat(good.onTrial().committed()).isEqualTo(good);
    }

    @Test
    void whatIsRenderedIsReadAgain() {
        LoaderEntry entry = LoaderEntry.good(SlotName.B, commandLine, "Cairn edge 1.1 (b)", 7);
        assertThat(LoaderEntry.parse("cairn-b.conf", entry.render())).contains(entry);
        assertThat(entry.render()).contains("sort-key cairn\n", "version 7\n", "linux /cairn/b/linux\n");
        assertThat(entry.options())
                .contains("root=PARTUUID=00000000-0000-0001-0000-000000000002", "cairn.slot=b", "own.option")
                .contains("systemd.machine_id=" + "f".repeat(32));
    }

    @Test
    void theTextFillsWholeSectorsWhateverItsTitle() {
        for (String title : List.of("Cairn edge 1.1 (b)", "Küche β", "t".repeat(600))) {
            byte[] bytes =
                    LoaderEntry.good(SlotName.B, commandLine, title, 7).render().getBytes(StandardCharsets.UTF_8);
            assertThat(bytes.length % SectorText.SECTOR_BYTES).isZero();
        }
        assertThat(LoaderEntry.good(SlotName.B, commandLine, "Cairn edge 1.1 (b)", 7)
                        .render())
                .hasSize(SectorText.SECTOR_BYTES);
    }

    @Test
    void countersThatTheLoaderChangedAreRead() {
        String text = LoaderEntry.good(SlotName.B, commandLine, "t", 7).render();
        assertThat(LoaderEntry.parse("cairn-b+1-2.conf", text)).hasValueSatisfying(entry -> {
            assertThat(entry.triesLeft()).hasValue(1);
            assertThat(entry.triesDone()).isEqualTo(2);
            assertThat(entry.fileName()).isEqualTo("cairn-b+1-2.conf");
        });
        assertThat(LoaderEntry.parse("other.conf", text)).isEmpty();
    }

    @Test
    void theBootstrapSortsBehindEveryRelease() {
        assertThat(LoaderEntry.good(SlotName.BOOTSTRAP, commandLine, "t", 9).version())
                .isZero();
    }
}
