package dev.cairn.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Removes what processes that died left unfinished in a folder. Stateless. */
public final class StaleStaging {
    private static final Pattern NAME = Pattern.compile(Pattern.quote(StagedFile.PREFIX) + "(\\d{1,18})-.+");

    private StaleStaging() {}

    /** Deletes staged files and folders of processes that no longer run; those of living ones stay. */
    public static void sweep(Path folder) throws IOException {
        List<Path> stale;
        try (Stream<Path> files = Files.list(folder)) {
            stale = files.filter(StaleStaging::ownerIsGone).toList();
        }
        for (Path path : stale) {
            try {
                delete(path);
            } catch (IOException notOurs) {
                // Somebody else's, or already gone: room not won back is no reason to fail the work at hand.
            }
        }
    }

    private static boolean ownerIsGone(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    /** Deletes a file, or a folder with all that is in it; symlinks are not followed. */
    public static void delete(Path path) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
