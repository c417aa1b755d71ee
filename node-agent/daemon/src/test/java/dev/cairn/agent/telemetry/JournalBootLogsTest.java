package dev.cairn.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against a program that answers as journalctl 257 does. */
@DisabledOnOs(OS.WINDOWS)
class JournalBootLogsTest {
    private static final String SCRIPT = """
            #!/bin/sh
            case "$*" in
            "--no-pager --quiet --list-boots --output=json")
                echo '[{"index":-1,"boot_id":"aa","first_entry":1,"last_entry":2},{"index":0,"boot_id":"bb","first_entry":3,"last_entry":4}]' ;;
            "--no-pager --quiet --boot=aa --output=short-iso --no-hostname")
                echo "2026-11-26T06:00:00+0000 kernel: Command line: cairn.slot=b quiet"
                echo "2026-11-26T06:00:09+0000 k3s[7]: no route to host" ;;
            *)
                exit 1 ;;
            esac
            """;

    @TempDir
    Path folder;

    private Path journalctl;

    @BeforeEach
    void write() throws IOException {
        journalctl = folder.resolve("journalctl");
        Files.writeString(journalctl, SCRIPT);
        Files.setPosixFilePermissions(journalctl, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void readsABootOfThePersistentJournal() throws IOException {
        JournalBootLogs logs = new JournalBootLogs(journalctl);
        assertThat(logs.boots()).containsExactly("aa", "bb");
        BootLogs.BootLog log = logs.read("aa", "cairn.slot=b ");
        assertThat(log.marked()).isTrue();
        assertThat(log.cut()).isFalse();
        assertThat(log.text().lines()).hasSize(2).last().asString().endsWith("no route to host");
        assertThat(logs.read("aa", "cairn.slot=a ").marked()).isFalse();
    }

    @Test
    void tellsThatNothingCanBeRead() throws IOException {
        assertThatThrownBy(() -> new JournalBootLogs(journalctl).read("cc", "x"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new JournalBootLogs(folder.resolve("absent")).boots())
                .isInstanceOf(IOException.class);
        Files.writeString(journalctl, "#!/bin/sh\necho 'IDX BOOT ID'\n");
        assertThatThrownBy(() -> new JournalBootLogs(journalctl).boots()).isInstanceOf(IOException.class);
    }
}
