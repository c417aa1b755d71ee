package dev.cairn.image.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.OtherTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    @TempDir
    Path folder;

    @Test
    void aFullDiskIsNamedAndNothingUnfinishedIsLeft() throws IOException {
        Path full = Files.createDirectory(folder.resolve("full"));
        Path roomy = Files.createDirectory(folder.resolve("roomy"));
        List<String> command = new ArrayList<>(
                List.of("unshare", OtherTools.isRoot() ? "-m" : "-Urm", "--", "bash", "-c", """
                mount -t tmpfs -o size=20m none "$0" && exec "$@"
                """, full.toString()));
        command.addAll(OtherTools.java(FullDiskProgram.class, List.of(), full.toString(), roomy.toString()));
        String said = OtherTools.run(command.toArray(String[]::new)).ok().output();
        assertThat(said.lines())
                .containsExactly(
                        "slot image.disk-full needed more",
                        "slot left []",
                        "bake image.disk-full needed more",
                        "bake left []",
                        "upfront image.disk-full needed " + needed(said),
                        "upfront left [more]");
        assertThat(Long.parseLong(needed(said))).isGreaterThan(8 << 20);
    }

    private static String needed(String said) {
        return said.replaceAll("(?s).*upfront image.disk-full needed (\\d+).*", "$1");
    }
}
