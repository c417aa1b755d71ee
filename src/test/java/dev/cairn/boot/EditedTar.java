package dev.cairn.boot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Changes a tar where it stands, for releases that differ from a good one in a file or two. Stateless. */
final class EditedTar {
    private EditedTar() {}

    /** Puts files of a folder into the tar, under the names that they have below it, in place of those of that name. */
    static void replace(Path tar, Path tree, String name, String... more) {
        Tool.run("tar", "--delete", "--file", tar.toString(), name);
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(List.of(more));
        append(tar, tree, names.toArray(String[]::new));
    }

    /** Puts files of a folder into the tar, under the names that they have below it. */
    static void append(Path tar, Path tree, String... names) {
        List<String> command = new ArrayList<>(List.of("tar", "--append", "--owner=0", "--group=0", "--file"));
        command.addAll(List.of(tar.toString(), "--directory", tree.toString()));
        command.addAll(List.of(names));
        Tool.run(command.toArray(String[]::new));
    }
}
