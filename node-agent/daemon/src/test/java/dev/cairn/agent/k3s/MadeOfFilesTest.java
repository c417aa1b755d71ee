package dev.cairn.agent.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeOfFilesTest {
    @TempDir
    Path folder;

    private Path certificate = Path.of("/nowhere");
    private Path key = Path.of("/nowhere");
    private final List<String> closed = new ArrayList<>();
    private MadeOfFiles<Made> made = new MadeOfFiles<>(List.of(), () -> new Made(""));

    /** Remembers what it was made of. */
    private final class Made implements AutoCloseable {
        private final String of;

        Made(String of) {
            this.of = of;
        }

        @Override
        public void close() {
            closed.add(of);
        }
    }

    @BeforeEach
    void write() throws IOException {
        certificate = Files.writeString(folder.resolve("client.crt"), "one");
        key = Files.writeString(folder.resolve("client.key"), "key");
        made = new MadeOfFiles<>(List.of(certificate, key), () -> new Made(Files.readString(certificate)));
    }

    @Test
    void isMadeOnceOfTheSameFiles() throws IOException {
        assertThat(made.get()).isSameAs(made.get());
        assertThat(closed).isEmpty();
    }

    @Test
    void isMadeAnewOfAFileThatWasWrittenAgain() throws IOException {
        made.get();
        FileTime later =
                FileTime.fromMillis(Files.getLastModifiedTime(certificate).toMillis() + 1_000);
        Files.writeString(certificate, "two");
        Files.setLastModifiedTime(certificate, later);
        assertThat(made.get().of).isEqualTo("two");
        assertThat(closed).containsExactly("one");
    }

    @Test
    void isMadeAnewOfAFileThatTookAnothersPlace() throws IOException {
        made.get();
        FileTime same = Files.getLastModifiedTime(certificate);
        Path other = Files.writeString(folder.resolve("new"), "two");
        Files.setLastModifiedTime(other, same);
        Files.move(other, certificate, StandardCopyOption.REPLACE_EXISTING);
        assertThat(made.get().of).isEqualTo("two");
    }

    @Test
    void isMadeAnewAfterItWasDropped() throws IOException {
        Made first = made.get();
        made.drop();
        assertThat(closed).containsExactly("one");
        assertThat(made.get()).isNotSameAs(first);
    }

    @Test
    void isRefusedWithoutAFileAndAllowedOnceItIsThere() throws IOException {
        Files.delete(key);
        assertThatThrownBy(made::get).isInstanceOf(IOException.class);
        Files.writeString(key, "key");
        assertThat(made.get().of).isEqualTo("one");
    }
}
