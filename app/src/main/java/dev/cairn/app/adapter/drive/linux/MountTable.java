package dev.cairn.app.adapter.drive.linux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is mounted where: /proc/self/mountinfo (proc_pid_mountinfo(5)). */
record MountTable(List<Mount> mounts) {
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");

    MountTable {
        mounts = List.copyOf(mounts);
    }

    /** One mount; {@code number} is {@code major:minor}, which is 0:x where no single device stands behind it. */
    record Mount(String number, String where, String type, String source, String options) {
        boolean holds(String path) {
            return path.equals(where) || path.startsWith(where.endsWith("/") ? where : where + "/");
        }

        /** The folders that an overlay is made of. */
        List<String> overlaid() {
            List<String> folders = new ArrayList<>();
            for (String option : options.split(",", -1)) {
                if (option.startsWith("lowerdir=") || option.startsWith("upperdir=")) {
                    String value = option.substring(option.indexOf('=') + 1);
                    folders.addAll(Arrays.asList(value.split(":+", -1)));
                }
            }
            return folders.stream().filter(folder -> folder.startsWith("/")).toList();
        }
    }

    static MountTable read(Path file) {
        List<Mount> found = new ArrayList<>();
        for (String line : KernelFiles.lines(file)) {
            String[] words = line.split(" ", -1);
            int dash = Arrays.asList(words).indexOf("-");
            if (dash >= 6 && dash + 2 < words.length) {
                String options = dash + 3 < words.length ? plain(words[dash + 3]) : "";
                found.add(new Mount(words[2], plain(words[4]), words[dash + 1], plain(words[dash + 2]), options));
            }
        }
        return new MountTable(found);
    }

    /** The mount on which a path lies: the innermost, of several at one place the last, which hides the others. */
    Optional<Mount> holding(String path) {
        Mount best = null;
        for (Mount mount : mounts) {
            if (mount.holds(path)
                    && (best == null || mount.where().length() >= best.where().length())) {
                best = mount;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Spaces and the like are told as octal numbers. */
    static String plain(String escaped) {
        return ESCAPE.matcher(escaped)
                .replaceAll(match ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(match.group(1), 8))));
    }
}
