package dev.cairn.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleStagingTest {
    @TempDir
    Path folder;

    @Test
    void whatADeadProcessLeftIsRemovedAndWhatALivingOneMakesStays() throws IOException {
        Path dead = Files.createDirectory(folder.resolve(StagedFile.PREFIX + "999999999999-x"));
        Files.writeString(dead.resolve("linux"), "x");
        Path alive = Files.writeString(StagedFile.temporaryName(folder), "x");
        Path other = Files.writeString(folder.resolve("precious"), "x");
        StaleStaging.sweep(folder);
        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
        assertThat(other).exists();
    }
}
