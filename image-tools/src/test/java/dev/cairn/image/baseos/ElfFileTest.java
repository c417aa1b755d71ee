package dev.cairn.image.baseos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.OtherTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Held to what the kernel runs. */
final class ElfFileTest {
    @TempDir
    Path folder;

    @Test
    void aProgramRunsWithWhatItsHeadersNameAndNotWithLess() throws IOException {
        Path shell = Path.of("/bin/bash").toRealPath();
        ElfFile found = ElfFile.of(shell).orElseThrow();
        assertThat(found.architecture())
                .isEqualTo(System.getProperty("os.arch").equals("amd64") ? "x86-64" : "aarch64");
        assertThat(found.leastBytes()).isGreaterThan(100_000).isLessThanOrEqualTo(Files.size(shell));
        assertThat(exitOf(shell, found.leastBytes())).isEqualTo(7);
        assertThat(exitOf(shell, found.leastBytes() / 2)).isNotEqualTo(7);
    }

    /** Of so much of a shell that is to end with 7. */
    private int exitOf(Path shell, long bytes) throws IOException {
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(Files.readAllBytes(shell), (int) bytes));
        assertThat(cut.toFile().setExecutable(true)).isTrue();
        return OtherTools.shell(folder, "./cut -c 'exit 7'").status();
    }

    @Test
    void whatIsNoneOrTooShortIsNoElfFile() {
        assertThat(ElfFile.of("#!/bin/sh\necho much more than twenty bytes\n".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(ElfFile.of(new byte[0])).isEmpty();
        byte[] arm = Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 20);
        arm[18] = (byte) 183;
        assertThat(ElfFile.of(arm)).contains(new ElfFile("aarch64", 64));
        arm[4] = 1;
        arm[18] = 40;
        assertThat(ElfFile.of(arm)).contains(new ElfFile("arm", 0));
    }
}
